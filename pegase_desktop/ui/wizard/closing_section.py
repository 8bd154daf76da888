"""The gate of closure as a checklist: what is there, what is missing with the way to it, and the button."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.closing import ClosingCondition, closing_conditions
from pegase_desktop.domain.gates import missing_to_close
from pegase_desktop.domain.naming import status_label
from pegase_desktop.domain.words import Status
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import IconLabel, Paragraph, Text
from pegase_desktop.ui.widgets.long_column import add_now, cleared
from pegase_desktop.ui.wizard.passage import Passage

_ICON = 17


class Ending(Enum):
    """What can be asked of a case as a whole."""

    CLOSE = "Clôturer le dossier"
    CANCEL = "Annuler le dossier…"
    REOPEN = "Rouvrir le dossier…"


class ClosingSection(QWidget):
    """« Clôture ». ``wanted`` asks for the place of a missing fact; ``ending`` for the closure, or what undoes it."""

    wanted = Signal(object)
    ending = Signal(Ending)

    def __init__(self, passage: Passage) -> None:
        super().__init__()
        self._passage = passage
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text("Clôture du dossier", Type.CARD_TITLE))
        card = Card(Tone.SUNKEN, padding=16)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        card.body.addLayout(self._list)
        column.addWidget(card)
        self.buttons = {
            Ending.CLOSE: Button(Ending.CLOSE.value, Kind.SECONDARY, icon="circle-check", tall=True),
            Ending.REOPEN: Button(Ending.REOPEN.value, Kind.SECONDARY, icon="rotate-ccw", tall=True),
            Ending.CANCEL: Button(Ending.CANCEL.value, Kind.GHOST, icon="ban", tall=True),
        }
        line = QHBoxLayout()
        for ending, button in self.buttons.items():
            button.setProperty("ending", ending.name)
            button.clicked.connect(self._end)
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        self.refresh()

    def refresh(self) -> None:
        """Check again; the list is made anew only when it says something else, since the keyboard may be in it."""
        complaint = self._passage.flow.complaint
        lacking = missing_to_close(complaint)
        shown = (complaint.status, lacking, self._passage.flow.is_registered)
        if shown == self._shown:
            return
        self._shown = shown
        cleared(self._list)
        self._offer(can_close=not lacking)
        if complaint.status is not Status.OPEN:
            self._say_ended()
            return
        for condition in closing_conditions(complaint):
            self._add_condition(condition)

    def _offer(self, *, can_close: bool) -> None:
        flow = self._passage.flow
        is_open = flow.complaint.is_open
        self.buttons[Ending.CLOSE].setVisible(is_open)
        self.buttons[Ending.CLOSE].setEnabled(can_close and flow.is_registered)
        self.buttons[Ending.CLOSE].set_kind(Kind.PRIMARY if can_close and flow.is_registered else Kind.SECONDARY)
        self.buttons[Ending.CANCEL].setVisible(is_open and flow.is_registered)
        self.buttons[Ending.REOPEN].setVisible(not is_open)

    def _say_ended(self) -> None:
        complaint = self._passage.flow.complaint
        end = complaint.endings[-1]
        when = f" le {french.moment(end.at)}" if end.at else ""
        why = ""
        if end.reason:
            of = f" de {end.duplicate_of}" if end.duplicate_of else ""
            why = f"\u00a0: {end.reason.label.lower()}{of}"
        icon, tone = ("circle-check", Tone.SUCCESS) if complaint.status is Status.CLOSED else ("ban", Tone.TEXT2)
        add_now(self._list, _condition_line(icon, tone, f"{status_label(complaint.status, complaint.kind)}{when}{why}"))

    def _add_condition(self, condition: ClosingCondition) -> None:
        if not condition.missing:
            add_now(self._list, _condition_line("circle-check", Tone.SUCCESS, self._passage.said(condition.label)))
        for one in condition.missing:
            line = _condition_line("circle-alert", Tone.WARNING, self._passage.said(one.sentence))
            way = Button("Compléter", Kind.LINK, icon_after="arrow-right")
            way.setAccessibleName(f"Compléter\u00a0: {one.sentence}")
            way.setProperty("point", (one.page.value, one.fact))
            way.clicked.connect(self._want)
            way.setFixedHeight(px(_ICON))
            layout = line.layout()
            assert isinstance(layout, QHBoxLayout)
            layout.addWidget(way, 0, Qt.AlignmentFlag.AlignTop)
            add_now(self._list, line)

    def _end(self) -> None:
        self.ending.emit(Ending[self.sender().property("ending")])

    def _want(self) -> None:
        self.wanted.emit(self.sender().property("point"))


def _condition_line(icon: str, tone: Tone, words: str) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(9)
    layout.addWidget(IconLabel(icon, tone, _ICON), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Paragraph(words), 1)
    return line
