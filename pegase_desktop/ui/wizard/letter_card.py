"""The letter of a page: ready to be written from what is on it; once it left, when and how."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.letters import letter_on
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import SentLetter
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import IconLabel, Paragraph
from pegase_desktop.ui.wizard.passage import Passage

_READY = "La lettre se prépare d’après le dossier : relisez-la, envoyez-la."
_VERBS = {
    LetterKind.RECORD: "Compte rendu à signer",
    LetterKind.ACKNOWLEDGEMENT: "Écrire l’accusé",
    LetterKind.WAITING: "Écrire la lettre d’attente",
    LetterKind.UPDATE: "Informer le client",
    LetterKind.CLOSING: "Écrire la lettre de clôture",
}


class LetterCard(Card):
    """Shown where the page has a letter to be written. ``wanted`` with its kind."""

    wanted = Signal(object)

    def __init__(self, page: Page, passage: Passage, parent: QWidget) -> None:
        super().__init__(Tone.SUNKEN, padding=14, parent=parent)  # without a parent, to be shown is to be a window
        self._page = page
        self._passage = passage
        self._kind: LetterKind | None = None
        self._icon = IconLabel("mail", Tone.TEXT2, 17)
        self._words = Paragraph("", Type.BODY, Tone.TEXT2)
        self._words.centre()
        self.button = Button("", icon="mail")
        self.button.clicked.connect(self._want)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        self.refresh()

    def refresh(self) -> None:
        """Say which letter it is by now, and whether it left."""
        complaint = self._passage.flow.complaint
        self._kind = kind = letter_on(self._page, complaint)
        self.setVisible(kind is not None)
        if kind is None:
            return
        last = next((one for one in reversed(complaint.letters) if one.kind is kind), None)
        self._icon.set_icon("circle-check" if last else "mail", Tone.SUCCESS if last else Tone.TEXT2)
        self._words.set_words(self._passage.said(_said_sent(last) if last else _READY))
        self.button.setText("Écrire à nouveau" if last else _VERBS.get(kind, "Écrire la réponse"))
        self.button.updateGeometry()

    def _want(self) -> None:
        self.wanted.emit(self._kind)


def _said_sent(letter: SentLetter) -> str:
    when = f" le {french.moment(letter.sent_at)}" if letter.sent_at else ""
    how = f", {letter.medium.label.lower()}" if letter.medium else ""
    kind = letter.kind.label if letter.kind else "Courrier"
    return f"{kind} : parti{when}{how}."
