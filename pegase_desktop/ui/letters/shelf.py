"""The letters that left, a button each: what was sent can be looked at again."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.rows import SentLetter
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import FlowLayout
from pegase_desktop.ui.widgets.labels import SectionLabel


class LetterShelf(QWidget):
    """« Courriers envoyés »; takes no room while there is none. ``wanted`` with the letter to be shown."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters: tuple[SentLetter, ...] = ()
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, spacing=6, line_spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionLabel("Courriers envoyés"))
        column.addWidget(self._buttons)
        self.hide()

    def show_case(self, complaint: Complaint, now: datetime) -> None:
        """Show the letters of a complaint."""
        self.setVisible(bool(complaint.letters))
        if complaint.letters == self._letters:
            return
        self._letters = complaint.letters
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            assert old is not None
            old.hide()
            old.deleteLater()
        for letter in self._letters:
            self._flow.addWidget(self._button(letter, now))
        self._buttons.updateGeometry()

    def _button(self, letter: SentLetter, now: datetime) -> Button:
        assert letter.kind is not None
        assert letter.sent_at is not None
        day = french.near_day(local(letter.sent_at).date(), local(now).date())
        button = Button(f"{letter.kind.label} · {day}", Kind.SECONDARY, icon="file-text", parent=self)
        how = f", {letter.medium.label.lower()}" if letter.medium else ""
        set_tip(button, f"Envoyé le {french.moment(letter.sent_at)}{how}, par {letter.by}")
        button.clicked.connect(lambda: self.wanted.emit(letter))
        return button
