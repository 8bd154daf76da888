"""The seam by which letters leave: a real computer has its own, and tests another."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings


class Delivery(Protocol):
    """Hands a letter over; whether it left is asked afterwards."""

    def mail(self, letter: Letter, pdf: bytes, name: str, settings: Settings) -> None:
        """Open a message ready to be sent.

        Raises:
            UserError: there is no usable address, or no mail program.
        """

    def show_paper(self, pdf: bytes, title: str, name: str, parent: QWidget) -> None:
        """Show the letter, to be printed or saved."""
