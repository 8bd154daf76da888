"""How a row looks: two lines a cell, painted from the complaint itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from pegase_desktop.domain.duties import DutyKind
from pegase_desktop.domain.french import Urgency
from pegase_desktop.domain.progress import Mark
from pegase_desktop.domain.text import initials
from pegase_desktop.domain.views import Row
from pegase_desktop.domain.words import Channel, Priority, Status
from pegase_desktop.ui import marks
from pegase_desktop.ui.icons import paint_icon
from pegase_desktop.ui.register import sentences
from pegase_desktop.ui.register.columns import (
    COLUMNS,
    COMPLAINANT,
    NEXT_DUE,
    OWNER,
    OWNER_WIDTH_WITH_NAME,
    PRIORITY,
    REFERENCE,
    SERVICE,
    STAGE,
)
from pegase_desktop.ui.register.lines import Heading
from pegase_desktop.ui.theme import font, px, tokens
from pegase_desktop.ui.tokens import Type

if TYPE_CHECKING:
    from pegase_desktop.ui.register.model import RegisterModel

PADDING, FIRST_PADDING = 10, 16
_BAR = 3  # the mark of the selected row
_SMALL_ICON, _ICON = 14, 16
_LONGEST = 200  # letters measured: a cell shows a few dozen, and a text of 20,000 would cost more than the row
_FIRST_LINE, _SECOND_LINE = 16.5, 32.5  # middle of each line in a row of 48

CHANNEL_ICONS = {
    Channel.WEBSITE: "globe",
    Channel.EMAIL: "mail",
    Channel.PHONE: "phone",
    Channel.IN_PERSON: "store",
    Channel.LETTER: "mail-open",
    Channel.SURVEY: "clipboard-list",
}
DUTY_ICONS = {
    DutyKind.ACKNOWLEDGE: "mail-check",
    DutyKind.CALL: "phone",
    DutyKind.RESPOND: "message-square",
    DutyKind.ACT: "wrench",
    DutyKind.INFORM: "bell",
    DutyKind.ASK_FEEDBACK: "star",
    DutyKind.COMPLETE: "list-checks",
    DutyKind.CLOSE: "circle-check",
}


class Table(Protocol):
    """What the rows are painted from besides the model: the complaint selected, and the line under the mouse."""

    selected: int

    def is_hovered(self, line: int) -> bool: ...


class _Ink:
    """The fonts and colours of the rows, worked out once for a look."""

    def __init__(self) -> None:
        self.colours = tokens()
        self.faces = {use: font(use) for use in (Type.BODY, Type.MEDIUM, Type.STRONG, Type.SMALL, Type.SECTION)}
        self.measures = {use: QFontMetricsF(face) for use, face in self.faces.items()}
        self.qcolours: dict[str, QColor] = {}

    def colour(self, tone: str) -> QColor:
        if tone not in self.qcolours:
            self.qcolours[tone] = QColor(self.colours[tone])
        return self.qcolours[tone]


class RowDelegate(QStyledItemDelegate):
    """Paints the cells and the headings of the register's table."""

    def __init__(self, model: RegisterModel, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._table = table
        self.me = ""  # whose initials are tinted
        self._ink: _Ink | None = None
        self._painters = {
            REFERENCE: self._paint_reference,
            COMPLAINANT: self._paint_complainant,
            SERVICE: self._paint_service,
            PRIORITY: self._paint_priority,
            STAGE: self._paint_stage,
            NEXT_DUE: self._paint_next_due,
            OWNER: self._paint_owner,
        }

    def refresh_look(self) -> None:
        """Colours or text sizes changed."""
        self._ink = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self._ink is None:
            self._ink = _Ink()
        line, rect = index.row(), option.rect
        heading = self._model.lines.heading_at(line)
        if heading:
            self._paint_heading(painter, rect, heading)
            return
        row = self._model.row_at(line)
        self._paint_ground(painter, rect, line, row is not None and row.id == self._table.selected, index.column())
        if row:
            self._painters[COLUMNS[index.column()]](painter, rect, row)

    # Grounds

    def _paint_ground(self, painter: QPainter, rect: QRect, line: int, is_selected: bool, column: int) -> None:
        ink = self._ink
        assert ink
        tone = "accent_soft" if is_selected else "hover" if self._table.is_hovered(line) else "surface"
        painter.fillRect(rect, ink.colour(tone))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, ink.colour("border"))
        if is_selected and column == 0:
            painter.fillRect(rect.x(), rect.y(), px(_BAR), rect.height(), ink.colour("accent"))

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        ink = self._ink
        assert ink
        painter.fillRect(rect, ink.colour("sunken"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, ink.colour("border"))
        x, side = float(rect.x() + px(FIRST_PADDING)), px(_SMALL_ICON)
        arrow = "chevron-right" if heading.is_folded else "chevron-down"
        paint_icon(painter, arrow, ink.colours.text2, x, rect.y() + (rect.height() - side) / 2, side)
        x += px(20)
        middle = rect.y() + rect.height() / 2 - 0.5
        title = self._model.heading_title(heading)
        self._write(painter, x, middle, 10_000, title, Type.SECTION, "text")
        x += ink.measures[Type.SECTION].horizontalAdvance(title) + px(8)
        self._write(painter, x, middle, 10_000, sentences.heading_count(heading), Type.SMALL, "text3")

    # Cells

    def _paint_reference(self, painter: QPainter, rect: QRect, row: Row) -> None:
        first, second = sentences.cell(REFERENCE, row, self._model.now)
        left = rect.x() + px(FIRST_PADDING)
        self._first(painter, rect, left, first, Type.MEDIUM, _tone(row))
        self._second(painter, rect, left, second)

    def _paint_complainant(self, painter: QPainter, rect: QRect, row: Row) -> None:
        left = rect.x() + px(PADDING)
        self._first(painter, rect, left, row.complainant, Type.STRONG, _tone(row))
        self._second(painter, rect, left, row.subject)

    def _paint_service(self, painter: QPainter, rect: QRect, row: Row) -> None:
        left = rect.x() + px(PADDING)
        self._first(painter, rect, left, row.service or "—", Type.BODY, _tone(row) if row.service else "text3")
        if row.channel:
            self._icon(painter, CHANNEL_ICONS[row.channel], "text2", left, rect.y() + px(_SECOND_LINE), _SMALL_ICON)
            self._second(painter, rect, left + px(19), row.channel.label)

    def _paint_priority(self, painter: QPainter, rect: QRect, row: Row) -> None:
        left, middle = rect.x() + px(PADDING), rect.y() + rect.height() / 2 - 0.5
        if row.priority is None:
            self._write(painter, left, middle, rect.width(), "À évaluer", Type.BODY, "text3")
            return
        is_urgent = row.priority is Priority.URGENT and row.status is Status.OPEN
        top = round(middle - marks.PRIORITY_SIZE / 2)
        marks.paint_priority(painter, left, top, row.priority.rank, muted=row.status is not Status.OPEN)
        left += px(20)
        room = rect.right() - left - px(4)
        face, tone = (Type.STRONG, "danger") if is_urgent else (Type.BODY, _tone(row))
        self._write(painter, left, middle, room, row.priority.label, face, tone)

    def _paint_stage(self, painter: QPainter, rect: QRect, row: Row) -> None:
        left = rect.x() + px(PADDING)
        self._first(painter, rect, left, row.stage.label, Type.BODY, _tone(row))
        if row.status is not Status.CANCELLED:
            top = round(rect.y() + px(_SECOND_LINE) - marks.SEGMENT_HEIGHT / 2)
            done = sum(mark is Mark.DONE for mark in row.stage.marks)
            marks.paint_stage(painter, left, top, done, closed=row.status is Status.CLOSED)

    def _paint_next_due(self, painter: QPainter, rect: QRect, row: Row) -> None:
        first, second = sentences.deadline_words(row, self._model.now)
        name, tone, face, text_tone = self._deadline_look(row)
        left = rect.x() + px(PADDING)
        self._icon(painter, name, tone, left, rect.y() + px(_FIRST_LINE), _ICON)
        left += px(22)
        self._first(painter, rect, left, first, face, text_tone)
        self._second(painter, rect, left, second)

    def _deadline_look(self, row: Row) -> tuple[str, str, Type, str]:
        """The icon, its colour, the face and the colour of a deadline."""
        if row.status is Status.CLOSED:
            return "circle-check", "success", Type.BODY, "text2"
        if row.status is Status.CANCELLED:
            return "ban", "text3", Type.BODY, "text2"
        words = sentences.duty(row, self._model.now)
        if row.duty is None or words is None:
            return "circle-dot", "text3", Type.MEDIUM, "text2"
        match words.urgency:
            case Urgency.LATE:
                return "circle-alert", "danger", Type.STRONG, "danger"
            case Urgency.SOON:
                name = "phone" if row.duty.kind is DutyKind.CALL else "clock-alert"
                return name, "warning", Type.STRONG, "warning"
            case Urgency.TODAY:
                return DUTY_ICONS[row.duty.kind], "text2", Type.MEDIUM, "text"
            case _:
                return DUTY_ICONS[row.duty.kind], "text2", Type.MEDIUM, "text2"

    def _paint_owner(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if not row.owner:
            return
        left, side = rect.x() + px(PADDING), marks.AVATAR_SIZE
        top = rect.y() + (rect.height() - 1 - side) // 2
        marks.paint_avatar(painter, left, top, initials(row.owner), is_self=row.owner == self.me)
        if rect.width() >= px(OWNER_WIDTH_WITH_NAME) - px(20):
            left += side + px(8)
            middle = rect.y() + rect.height() / 2 - 0.5
            self._write(painter, left, middle, rect.right() - left - px(4), row.owner, Type.SMALL, "text2")

    # Strokes

    def _first(self, painter: QPainter, rect: QRect, left: float, words: str, face: Type, tone: str) -> None:
        self._write(painter, left, rect.y() + px(_FIRST_LINE), rect.right() - left - px(4), words, face, tone)

    def _second(self, painter: QPainter, rect: QRect, left: float, words: str) -> None:
        self._write(painter, left, rect.y() + px(_SECOND_LINE), rect.right() - left - px(4), words, Type.SMALL, "text2")

    def _icon(self, painter: QPainter, name: str, tone: str, x: float, middle: float, size: int) -> None:
        assert self._ink
        side = px(size)
        paint_icon(painter, name, self._ink.colours[tone], x, round(middle - side / 2), side)

    def _write(
        self, painter: QPainter, x: float, middle: float, room: float, words: str, face: Type, tone: str
    ) -> None:
        """One line of words, shortened to *room*, its small letters centred on *middle*."""
        ink = self._ink
        assert ink
        words = words[:_LONGEST]
        measure: QFontMetricsF = ink.measures[face]
        face_font: QFont = ink.faces[face]
        painter.setFont(face_font)
        painter.setPen(ink.colour(tone))
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawText(QPointF(x, round(middle + measure.capHeight() / 2)), shown)


def _tone(row: Row) -> str:
    return "text" if row.status is Status.OPEN else "text2"
