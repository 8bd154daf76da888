"""Copies of the register: where they may lie, how they are made and put back."""
