"""The lines of « À faire »: a duty with its deadline, its case and the one action that settles it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.agenda import GROUP_WORDS, Group, Todo, context, due_words, in_a_sentence
from pegase_desktop.domain.duties import DutyKind
from pegase_desktop.domain.french import Urgency
from pegase_desktop.domain.text import fold, initials
from pegase_desktop.domain.typography import french
from pegase_desktop.ui.theme import px
from pegase_desktop.ui.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text
from pegase_desktop.ui.widgets.marks import Avatar

GROUP_ICONS = {
    DutyKind.ACKNOWLEDGE: "mail-check",
    DutyKind.CALL: "phone",
    DutyKind.RESPOND: "message-square",
    DutyKind.ACT: "wrench",
    DutyKind.INFORM: "bell",
    DutyKind.ASK_FEEDBACK: "star",
    DutyKind.COMPLETE: "clipboard-list",
    DutyKind.CLOSE: "circle-check",
}
_ACTION_ICONS = GROUP_ICONS | {
    DutyKind.ACKNOWLEDGE: "send",
    DutyKind.RESPOND: "pencil",
    DutyKind.ACT: "check",
    DutyKind.INFORM: "mail",
}
_URGENCY = {
    Urgency.LATE: ("circle-alert", Tone.DANGER, Type.STRONG),
    Urgency.SOON: ("clock-alert", Tone.WARNING, Type.STRONG),
    Urgency.TODAY: ("clock", Tone.TEXT, Type.MEDIUM),
    Urgency.LATER: ("clock", Tone.TEXT2, Type.MEDIUM),
    Urgency.NONE: ("clock", Tone.TEXT2, Type.MEDIUM),
}
_DUE_WIDTH = 170
_REFERENCE_WIDTH = 96
_ACTION_WIDTH = 180


class GroupHead(Ground):
    """« Accusés de réception à envoyer  2   48 h au plus après la réception »."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SUNKEN, Edge.BOTTOM, parent)
        title, hint, _ = GROUP_WORDS[group.kind]
        self.setFixedHeight(px(Size.GROUP_ROW) + px(4))
        line = QHBoxLayout(self)
        line.setContentsMargins(px(16), 0, px(16), 1)
        line.setSpacing(px(8))
        line.addWidget(IconLabel(GROUP_ICONS[group.kind], Tone.TEXT2))
        line.addWidget(Text(french(title), Type.STRONG))
        line.addWidget(Text(str(len(group.todos)), Type.MEDIUM, Tone.TEXT2))
        line.addSpacing(px(4))
        line.addWidget(Elided(french(hint), Type.SMALL, Tone.TEXT2), 1)


class TodoRow(Ground):
    """One duty. Its action button is what the keyboard reaches; a click elsewhere opens the case in the register."""

    acted = Signal(Todo)
    opened = Signal(int)
    stepped = Signal(int)  # towards the row above (-1) or below (1)

    def __init__(self, todo: Todo, now: datetime, me: str, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SURFACE, Edge.BOTTOM, parent)
        self.todo = todo
        self.setFixedHeight(px(Size.TABLE_ROW))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = due_words(todo.duty, now)
        self.setAccessibleName(
            f"{words.first}, {words.second}. {in_a_sentence(todo)}. {todo.subject}. {todo.reference}"
        )
        icon, tone, weight = _URGENCY[words.urgency]
        line = QHBoxLayout(self)
        line.setContentsMargins(px(16), 0, px(12), 1)
        line.setSpacing(px(10))
        line.addWidget(_two_lines(Text(words.first, weight, tone), words.second, icon, tone))
        line.addLayout(self._case(now), 1)
        reference = Text(todo.reference, Type.BODY, Tone.TEXT2)
        reference.setFixedWidth(px(_REFERENCE_WIDTH))
        line.addWidget(reference)
        is_self = fold(todo.duty.who) == fold(me)
        line.addWidget(Avatar(initials(todo.duty.who), is_self=is_self))
        line.addWidget(self._action())

    def _case(self, now: datetime) -> QVBoxLayout:
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(Text(self.todo.complainant, Type.STRONG))
        first.addWidget(Elided(self.todo.subject, Type.BODY, Tone.TEXT2), 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(first)
        column.addWidget(Elided(french(context(self.todo, now)), Type.SMALL, Tone.TEXT))
        column.addStretch(1)
        return column

    def _action(self) -> Button:
        kind = self.todo.duty.kind
        self.button = Button(GROUP_WORDS[kind][2], Kind.SECONDARY, icon=_ACTION_ICONS[kind])
        self.button.setFixedSize(QSize(px(_ACTION_WIDTH), px(32)))
        self.button.setAccessibleName(f"{GROUP_WORDS[kind][2]}, {in_a_sentence(self.todo)}, {self.todo.reference}")
        self.button.clicked.connect(self._act)
        return self.button

    def _act(self) -> None:
        self.acted.emit(self.todo)

    def set_first(self) -> None:
        """The most urgent row wears the primary button."""
        self.button.set_kind(Kind.PRIMARY)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the row opens its case."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.todo.complaint_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk from row to row."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


def _two_lines(first: Text, second: str, icon: str, tone: Tone) -> QWidget:
    cell = QWidget()
    cell.setFixedWidth(px(_DUE_WIDTH))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(first)
    words.addWidget(Text(second, Type.SMALL, Tone.TEXT2))
    words.addStretch(1)
    line = QHBoxLayout(cell)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(8))
    line.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addLayout(words, 1)
    return cell
