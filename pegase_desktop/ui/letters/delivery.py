"""How a letter leaves: through the office's own mail program, or on paper."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings
from pegase_desktop.ui.questions import Questions


class NoMailProgram(UserError):
    """Nothing on this computer takes a message."""

    def __init__(self) -> None:
        super().__init__(
            "Aucun programme de messagerie ne s’ouvre sur cet ordinateur. "
            "Imprimez la lettre, ou enregistrez-la en PDF et joignez-la à votre e-mail."
        )


class Delivery(Protocol):
    """Hands a letter over; whether it left is asked afterwards."""

    def mail(self, letter: Letter, pdf: bytes, name: str, settings: Settings) -> None:
        """Open a message ready to be sent.

        Raises:
            UserError: there is no usable address, or no mail program.
        """

    def show_paper(self, pdf: bytes, title: str, name: str, parent: QWidget) -> None:
        """Show the letter, to be printed or saved."""


class OfficeDelivery:
    """:class:`Delivery` on a real computer."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions

    def mail(self, letter: Letter, pdf: bytes, name: str, settings: Settings) -> None:
        from pegase_desktop.documents.email_draft import email_draft, mailto
        from pegase_desktop.storage.saved_file import save_for_viewing

        draft = save_for_viewing(name.replace(".pdf", ".eml"), email_draft(letter, pdf, name, settings))
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft))):
            return
        if not QDesktopServices.openUrl(QUrl(mailto(letter, settings))):
            raise NoMailProgram

    def show_paper(self, pdf: bytes, title: str, name: str, parent: QWidget) -> None:
        from pegase_desktop.ui.paper.preview import PaperPreview

        preview = PaperPreview(pdf, title, name, self._questions, parent)
        preview.exec()
        preview.deleteLater()
