"""The seam by which letters leave: a real computer has its own, and tests another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A message for the office's mail program.

    Attributes:
        message: the message as a file.
        address: the same as an address, for a program that opens no such file; it carries no document.
        name: of the document that goes with it.
        the: what that document is, in a sentence: « la note ».
    """

    message: bytes
    address: str
    name: str
    the: str


class Delivery(Protocol):
    """Hands a letter over; whether it left is asked afterwards."""

    def mail(self, letter: Letter, pdf: bytes, name: str, settings: Settings) -> None:
        """Open a message ready to be sent.

        Raises:
            UserError: there is no usable address, or no mail program.
        """

    def open_draft(self, draft: MailDraft) -> None:
        """Open any other message, ready to be sent.

        Raises:
            UserError: there is no mail program.
        """

    def show_paper(self, pdf: bytes, title: str, name: str, parent: QWidget) -> None:
        """Show the letter, to be printed or saved."""
