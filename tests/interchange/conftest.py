"""The registers that values are read from and taken into."""

from tests.storage.conftest import clock, path, register

__all__ = ["clock", "path", "register"]
