"""The complaint register of the driving school Auto-école Pégase."""

__version__ = "0.1.0"
