"""How a letter, or a note, leaves: through the office's own mail program, or on paper."""

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
from pegase_desktop.ui.desk.delivery import MailDraft
from pegase_desktop.ui.desk.questions import Questions

_WITHOUT_PDF = (
    "Votre messagerie n’ouvre pas de message avec sa pièce jointe : un message sans le PDF s’est ouvert. "
    "Enregistrez {the} en PDF avec « Aperçu », puis joignez-la avant d’envoyer."
)


class NoMailProgram(UserError):
    """Nothing on this computer takes a message."""

    def __init__(self, the: str = "la lettre") -> None:
        super().__init__(
            f"Aucun programme de messagerie ne s’ouvre sur cet ordinateur. Imprimez {the}, ou enregistrez-la en PDF "
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

        message = email_draft(letter, pdf, name, settings)
        self.open_draft(MailDraft(message, mailto(letter, settings), name, "la lettre"))

    def open_draft(self, draft: MailDraft) -> None:
        from pegase_desktop.storage.saved_file import save_for_viewing

        file = save_for_viewing(f"{PurePath(draft.name).stem}.eml", draft.message)
        if self._open_outside(QUrl.fromLocalFile(str(file))):
            return
        if not self._open_outside(QUrl(draft.address)):
            raise NoMailProgram(draft.the)
        kind = draft.the.partition(" ")[2]
        self._questions.inform(f"{kind.capitalize()} à joindre", typeset(_WITHOUT_PDF.format(the=draft.the)))

    def show_paper(self, pdf: bytes, title: str, name: str, parent: QWidget) -> None:
        from pegase_desktop.ui.paper.preview import show_paper

        show_paper(pdf, title, name, self._questions, parent)
