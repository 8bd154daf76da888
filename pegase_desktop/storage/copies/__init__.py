"""Copies of a register: made, verified, kept, put back, carried to another computer."""
