"""Improvements: those there are, by how far they are, and the form of one."""
