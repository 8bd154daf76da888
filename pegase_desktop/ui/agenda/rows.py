"""The lines of « À faire »: a duty with its deadline, its case and the one action that settles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pegase_desktop.domain.agenda import GROUP_WORDS, Group, Todo, context, in_a_sentence
from pegase_desktop.domain.duty_words import DutyWords, Urgency, due_words
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.text import fold, initials
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.case.duty_icons import ACTION_ICONS, DUTY_ICONS
from pegase_desktop.ui.look import marks, painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.theme import colour, font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import ENTER, Button, Kind, OnceButton
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text

_URGENCY = {
    Urgency.LATE: ("circle-alert", Tone.DANGER, Type.STRONG),
    Urgency.SOON: ("clock-alert", Tone.WARNING, Type.STRONG),
    Urgency.TODAY: ("clock", Tone.TEXT, Type.MEDIUM),
    Urgency.LATER: ("clock", Tone.TEXT2, Type.MEDIUM),
    Urgency.NONE: ("clock", Tone.TEXT2, Type.MEDIUM),
}
_PADDING, _GAP = 16, 10
_ICON = 16
_DUE_WIDTH = 164
_REFERENCE_WIDTH = 92
_ACTION_WIDTH = 178
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class GroupHead(Ground):
    """« Accusés de réception à envoyer  2   48 h au plus après la réception »."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SUNKEN, Edge.BOTTOM, parent)
        said = GROUP_WORDS[group.kind]
        self.setFixedHeight(px(Size.GROUP_ROW) + px(4))
        line = QHBoxLayout(self)
        line.setContentsMargins(px(16), 0, px(16), 1)
        line.setSpacing(px(8))
        line.addWidget(IconLabel(DUTY_ICONS[group.kind], Tone.TEXT2))
        line.addWidget(Text(typeset(said.title), Type.STRONG))
        self._number = Text("", Type.MEDIUM, Tone.TEXT2)
        line.addWidget(self._number)
        line.addSpacing(px(4))
        line.addWidget(Elided(typeset(said.hint), Type.SMALL, Tone.TEXT2), 1)
        self.kind = group.kind
        self.show_count(len(group.todos))

    def show_count(self, number: int) -> None:
        """How many of the group are to be done."""
        self._number.setText(str(number))


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows; rows that show the same need not be made again."""

    todo: Todo
    due: DutyWords
    context: str
    is_mine: bool

    @classmethod
    def of(cls, todo: Todo, now: datetime, me: str) -> Self:
        """The row of *todo* at *now*, for *me* at the desk."""
        return cls(todo, due_words(todo.duty, now), typeset(context(todo, now)), fold(todo.duty.who) == fold(me))

    @property
    def spoken(self) -> str:
        """The row read aloud."""
        todo = self.todo
        what = in_a_sentence(todo)
        subject = "" if todo.subject in what else todo.subject  # of a case without a name, it says both
        parts = (f"{self.due.first}, {self.due.second}", what, subject, todo.reference)
        return ". ".join(part for part in parts if part)


class _RowButton(OnceButton):
    """Its row has a use of its own for the arrows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Action(_RowButton):
    """Its row shows where the keyboard is."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        QPushButton.focusInEvent(self, event)


class TodoRow(Ground):
    """One duty, painted as a whole: a day may have hundreds.

    Its action button is what the keyboard reaches: Enter acts, Ctrl+Enter opens the case, up and down walk from row to
    row. A click beside the button opens the case too. Once the duty is done the same button says so, and does no more:
    whoever presses there again means nothing by it. « Annuler » stands beside it.
    """

    acted = Signal(Todo)
    undone = Signal()
    opened = Signal(RecordRef)
    stepped = Signal(int)  # towards the row above (-1) or below (1)
    reached = Signal()  # by the keyboard

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SURFACE, Edge.BOTTOM, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self.line = line
        self.done_at = ""
        self._undo: _RowButton | None = None
        self._is_current = self._is_pressed = False
        self.setFixedHeight(px(Size.TABLE_ROW))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button = self._make_button()
        self._room = QHBoxLayout(self)
        self._room.setContentsMargins(0, 0, px(12), 1)
        self._room.setSpacing(px(_GAP))
        self._room.addStretch(1)
        self._room.addWidget(self.button)
        self._say_line()

    def set_current(self, is_current: bool) -> None:
        """The row that comes next wears the primary button."""
        if is_current is not self._is_current:
            self._is_current = is_current
            self._dress()

    def show_line(self, line: Line) -> None:
        """The same duty in other words: time has passed."""
        if line != self.line:
            self.line = line
            self._say_line()
            self.update()

    def set_done(self, at: str) -> None:
        """Say that the duty was done, at what hour; empty, that it is to be done after all."""
        self.done_at = at
        if self._undo is None:
            self._undo = self._make_undo()
        self._undo.setVisible(bool(at))
        self._dress()
        self.update()

    def _say_line(self) -> None:
        todo = self.line.todo
        set_tip(self, f"{todo.about}\n{todo.subject}\n{self.line.context}\nOuvrir le dossier (Ctrl+Entrée)")
        self.setAccessibleName(self.line.spoken)
        self._dress()

    def _make_button(self) -> Button:
        button = _Action("", Kind.SECONDARY)
        button.setFixedSize(QSize(px(_ACTION_WIDTH), px(32)))
        button.clicked.connect(self._act)
        button.installEventFilter(self)
        return button

    def _make_undo(self) -> _RowButton:
        undo = _RowButton("Annuler", Kind.LINK, icon="undo-2")
        undo.setAccessibleName(f"Annuler\u00a0: {self.accessibleName()}")
        set_tip(undo, "Annuler (Ctrl+Z)")
        undo.clicked.connect(self.undone)
        undo.installEventFilter(self)
        self._room.insertWidget(1, undo)
        self.setTabOrder(self.button, undo)
        return undo

    def _dress(self) -> None:
        kind = self.line.todo.duty.kind
        label, icon = ("Fait", "circle-check") if self.done_at else (GROUP_WORDS[kind].action, ACTION_ICONS[kind])
        plain = Kind.PRIMARY if self._is_current else Kind.SECONDARY
        self.button.setText(label)
        self.button.set_icon(icon)
        self.button.set_kind(Kind.GHOST if self.done_at else plain)
        self.button.set_tone(Tone.SUCCESS if self.done_at else None)
        self.button.setCursor(Qt.CursorShape.ArrowCursor if self.done_at else Qt.CursorShape.PointingHandCursor)
        self.button.setAccessibleName(f"{label}\u00a0: {self.accessibleName()}")
        set_tip(self.button, "" if self.done_at else f"{label} (Entrée)")

    def _act(self) -> None:
        if not self.done_at:
            self.acted.emit(self.line.todo)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.button.hasFocus():
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), colour("accent_soft"))
            painting.focus_ring(painter, QRectF(self.rect()).adjusted(0, 0, 0, -1), Size.RADIUS_TAG)
        elif self.underMouse():
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), colour("hover"))
        self._paint_due(painter)
        beside = self._undo if self.done_at and self._undo else self.button
        right = self._paint_owner(painter, beside.x() - px(_GAP))
        self._paint_case(painter, px(_PADDING + _ICON + 8 + _DUE_WIDTH), right - px(_GAP))

    def _paint_due(self, painter: QPainter) -> None:
        due = self.line.due
        icon, tone, weight = _URGENCY[due.urgency]
        said = (due.first, due.second)
        if self.done_at:
            icon, tone, weight, said = "circle-check", Tone.SUCCESS, Type.STRONG, ("Fait", f"à {self.done_at}")
        colours, left = tokens(), px(_PADDING + _ICON + 8)
        first, second = self._lines(left, px(_DUE_WIDTH - _GAP))
        paint_icon(painter, icon, colours[tone], px(_PADDING), first.center().y() - px(_ICON) / 2, px(_ICON))
        painting.text(painter, first, said[0], font(weight), colours[tone])
        painting.text(painter, second, said[1], font(Type.SMALL), colours.text2)

    def _paint_owner(self, painter: QPainter, right: float) -> float:
        """The number and who is to act, up to *right*; returns where they begin."""
        size, height = px(marks.AVATAR_SIZE), self.height() - 1
        left = right - size
        letters = initials(self.line.todo.duty.who)
        marks.paint_avatar(painter, left, (height - size) / 2, letters, is_self=self.line.is_mine)
        left -= px(_GAP) + px(_REFERENCE_WIDTH)
        rect = QRectF(left, 0, px(_REFERENCE_WIDTH), height)
        painting.text(painter, rect, self.line.todo.reference, font(Type.BODY), tokens().text2)
        return left

    def _paint_case(self, painter: QPainter, left: float, right: float) -> None:
        colours, room = tokens(), max(right - left, 0)
        first, second = self._lines(left, room)
        strong = font(Type.STRONG)
        ink = colours.text2 if self.done_at else colours.text
        painting.text(painter, first, self.line.todo.about, strong, ink)
        taken = painting.text_width(self.line.todo.about, strong) + px(_GAP)
        if taken < room:
            rest = first.adjusted(taken, 0, 0, 0)
            painting.text(painter, rest, self.line.todo.subject, font(Type.BODY), colours.text2)
        painting.text(painter, second, self.line.context, font(Type.SMALL), ink)

    def _lines(self, left: float, width: float) -> tuple[QRectF, QRectF]:
        """The two lines of a row, centred together."""
        height, middle = px(18), (self.height() - 1) / 2
        return QRectF(left, middle - height, width, height), QRectF(left, middle, width, height)

    # The mouse and the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() is QEvent.Type.FocusIn:
                self.reached.emit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = event.button() is Qt.MouseButton.LeftButton

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the first click opened the case, or hit what was in the place of this row

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_pressed, self._is_pressed = self._is_pressed, False
        if was_pressed and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.line.todo.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_opening = event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
        elif is_opening and not event.isAutoRepeat():  # it may still be held down from the dialog that it ended
            self.opened.emit(self.line.todo.record)
        else:
            super().keyPressEvent(event)
