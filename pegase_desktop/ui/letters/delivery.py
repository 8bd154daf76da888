"""How a letter leaves: through the office's own mail program, or on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.questions import Questions

_WITHOUT_PDF = (
    "Votre messagerie n’ouvre pas de message avec sa pièce jointe : un message sans le PDF s’est ouvert. "
    "Enregistrez la lettre en PDF avec « Aperçu », puis joignez-la avant d’envoyer."
)


class NoMailProgram(UserError):
    """Nothing on this computer takes a message."""

    def __init__(self) -> None:
        super().__init__(
            "Aucun programme de messagerie ne s’ouvre sur cet ordinateur. Imprimez la lettre, ou enregistrez-la en PDF "
            "avec « Aperçu » et joignez-la à votre e-mail. L’envoi reste à faire."
        )


class OfficeDelivery:
    """:class:`pegase_desktop.ui.desk.delivery.Delivery` on a real computer."""

    def __init__(
        self, questions: Questions, *, open_outside: Callable[[QUrl], bool] = QDesktopServices.openUrl
    ) -> None:
        self._questions = questions
        self._open_outside = open_outside

    def mail(self, letter: Letter, pdf: bytes, name: str, settings: Settings) -> None:
        from pegase_desktop.documents.email_draft import email_draft, mailto
        from pegase_desktop.storage.saved_file import save_for_viewing

        draft = save_for_viewing(f"{PurePath(name).stem}.eml", email_draft(letter, pdf, name, settings))
        if self._open_outside(QUrl.fromLocalFile(str(draft))):
            return
        if not self._open_outside(QUrl(mailto(letter, settings))):
            raise NoMailProgram
        self._questions.inform("Lettre à joindre", typeset(_WITHOUT_PDF))

    def show_paper(self, pdf: bytes, title: str, name: str, parent: QWidget) -> None:
        from pegase_desktop.ui.paper.preview import PaperPreview

        preview = PaperPreview(pdf, title, name, self._questions, parent)
        preview.exec()
        preview.deleteLater()
