"""How a line of the table looks: two lines of text a cell, painted from the complaint itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.duty_words import DutyWords, Urgency
from pegase_desktop.domain.progress import Mark
from pegase_desktop.domain.text import initials
from pegase_desktop.domain.views import Line
from pegase_desktop.domain.words import Channel, Priority, Status
from pegase_desktop.ui.case.duty_icons import DUTY_ICONS
from pegase_desktop.ui.desk.selection import Selection
from pegase_desktop.ui.look import marks
from pegase_desktop.ui.look.plain_words import show_tip
from pegase_desktop.ui.look.tokens import Type
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
    Column,
)
from pegase_desktop.ui.register.ink import Ink
from pegase_desktop.ui.register.lines import Heading

if TYPE_CHECKING:
    from pegase_desktop.ui.register.model import RegisterModel

PADDING, FIRST_PADDING = 10, 16
_BAR = 3  # the mark of the selected line
_SMALL_ICON, _ICON = 14, 16
_GAP = 4  # between words and the next column
_BEFORE_WORDS = 19  # the place of an icon before them
_FIRST_LINE, _SECOND_LINE = 16.5, 32.5  # middle of each line of text, in a line of the table of 48

CHANNEL_ICONS = {
    Channel.WEBSITE: "globe",
    Channel.EMAIL: "mail",
    Channel.PHONE: "phone",
    Channel.IN_PERSON: "store",
    Channel.LETTER: "mail-open",
    Channel.SURVEY: "clipboard-list",
}


class Table(Protocol):
    """What the rows are painted from besides the model and the selection: the line under the mouse, the columns."""

    def is_hovered(self, line: int) -> bool: ...

    def shown_width(self, column: Column) -> int: ...


class RowDelegate(QStyledItemDelegate):
    """Paints the cells and the headings of the register's table."""

    def __init__(self, model: RegisterModel, selection: Selection, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._table = table
        self.me = ""  # whose initials are tinted
        self._ink: Ink | None = None
        painters = {
            REFERENCE: self._paint_reference,
            COMPLAINANT: self._paint_complainant,
            SERVICE: self._paint_service,
            PRIORITY: self._paint_priority,
            STAGE: self._paint_stage,
            NEXT_DUE: self._paint_next_due,
            OWNER: self._paint_owner,
        }
        self._painters = tuple(painters[column] for column in COLUMNS)

    def refresh_look(self) -> None:
        """Colours or text sizes changed."""
        self._ink = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        if self._ink is None or self._ink.ratio != ratio:
            self._ink = Ink(ratio)
        place, rect = index.row(), option.rect
        heading = self._model.lines.heading_at(place)
        if heading:
            self._paint_heading(painter, rect, heading, self._ink)
            return
        line = self._model.line_at(place)
        is_selected = line is not None and line.id == self._selection.case
        self._paint_ground(painter, rect, place, is_selected, index.column(), self._ink)
        if line:
            self._painters[index.column()](painter, rect, line, self._ink)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """What a cell had to shorten, whole."""
        lines, column = str(index.data()).split("\n"), COLUMNS[index.column()]
        ink, line = self._ink, self._model.line_at(index.row())
        room = option.rect.width() - PADDING - _GAP
        if ink and column in (SERVICE, NEXT_DUE):
            room -= ink.px(_BEFORE_WORDS)
        is_whole = ink is None or all(ink.width(words, Type.STRONG) <= room for words in lines)
        if ink and line and column is SERVICE:
            is_whole = is_whole and not self._runs_on(sentences.matter(line), ink)
        show_tip(event.globalPos(), "" if is_whole else "\n".join(lines), view)
        return True

    # Grounds

    def _paint_ground(
        self, painter: QPainter, rect: QRect, line: int, is_selected: bool, column: int, ink: Ink
    ) -> None:
        tone = "accent_soft" if is_selected else "hover" if self._table.is_hovered(line) else "surface"
        painter.fillRect(rect, ink.colour(tone))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, ink.colour("border"))
        if is_selected and column == 0:
            painter.fillRect(rect.x(), rect.y(), ink.px(_BAR), rect.height(), ink.colour("accent"))

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading, ink: Ink) -> None:
        painter.fillRect(rect, ink.colour("sunken"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, ink.colour("border"))
        x, middle = float(rect.x() + ink.px(FIRST_PADDING)), rect.y() + rect.height() / 2 - 0.5
        ink.icon(painter, "chevron-right" if heading.is_folded else "chevron-down", "text2", x, middle, _SMALL_ICON)
        x += ink.px(20)
        title = self._model.heading_title(heading)
        ink.write(painter, x, middle, rect.width(), title, Type.SECTION, "text")
        x += ink.width(title, Type.SECTION) + ink.px(8)
        ink.write(painter, x, middle, rect.width(), sentences.heading_count(heading), Type.SMALL, "text3")

    # Cells

    def _paint_reference(self, painter: QPainter, rect: QRect, line: Line, ink: Ink) -> None:
        first, second = sentences.cell(REFERENCE, line, self._model.now)
        left = rect.x() + ink.px(FIRST_PADDING)
        self._first(painter, rect, left, first, Type.MEDIUM, _tone(line))
        self._second(painter, rect, left, second)

    def _paint_complainant(self, painter: QPainter, rect: QRect, line: Line, ink: Ink) -> None:
        left, words = rect.x() + ink.px(PADDING), sentences.matter(line)
        self._first(painter, rect, left, line.complainant, Type.STRONG, _tone(line))
        if self._runs_on(words, ink):  # over the place of the service, which is painted after it
            self._paint_running_on(painter, rect, left, words, ink)
        else:
            self._second(painter, rect, left, words)

    def _paint_service(self, painter: QPainter, rect: QRect, line: Line, ink: Ink) -> None:
        left, words = rect.x() + ink.px(PADDING), sentences.matter(line)
        self._first(painter, rect, left, line.service or "—", Type.BODY, _tone(line) if line.service else "text3")
        runs_on = self._runs_on(words, ink)
        if runs_on:
            painter.setClipRect(rect.adjusted(0, 0, 0, -1))
            self._paint_running_on(painter, rect, left - self._table.shown_width(COMPLAINANT), words, ink)
            painter.setClipping(False)
            left = rect.right() - _GAP - ink.px(_SMALL_ICON)
        if line.channel:
            ink.icon(painter, CHANNEL_ICONS[line.channel], "text2", left, rect.y() + ink.px(_SECOND_LINE), _SMALL_ICON)
        if line.channel and not runs_on:
            self._second(painter, rect, left + ink.px(_BEFORE_WORDS), line.channel.label)

    def _runs_on(self, words: str, ink: Ink) -> bool:
        """Whether the second line of the complainant needs the place beside it, under the service."""
        room = self._table.shown_width(COMPLAINANT) - ink.px(PADDING) - _GAP
        return self._table.shown_width(SERVICE) > 0 and ink.width(words, Type.SMALL) > room

    def _paint_running_on(self, painter: QPainter, rect: QRect, left: float, words: str, ink: Ink) -> None:
        """A line that takes both columns, beginning at *left*; the channel keeps its icon at their end."""
        both = self._table.shown_width(COMPLAINANT) + self._table.shown_width(SERVICE)
        room = both - ink.px(PADDING) - ink.px(_SMALL_ICON) - 3 * _GAP
        ink.write(painter, left, rect.y() + ink.px(_SECOND_LINE), room, words, Type.SMALL, "text2")

    def _paint_priority(self, painter: QPainter, rect: QRect, line: Line, ink: Ink) -> None:
        left, middle = rect.x() + ink.px(PADDING), rect.y() + rect.height() / 2 - 0.5
        if line.priority is None:
            ink.write(painter, left, middle, rect.width() - ink.px(PADDING), line.priority_label, Type.BODY, "text3")
            return
        is_open = line.status is Status.OPEN
        ink.priority(painter, left, middle, line.priority.rank, is_muted=not is_open)
        left += ink.px(20)
        is_urgent = line.priority is Priority.URGENT and is_open
        face, tone = (Type.STRONG, "danger") if is_urgent else (Type.BODY, _tone(line))
        ink.write(painter, left, middle, rect.right() - left - _GAP, line.priority.label, face, tone)

    def _paint_stage(self, painter: QPainter, rect: QRect, line: Line, ink: Ink) -> None:
        left = rect.x() + ink.px(PADDING)
        self._first(painter, rect, left, line.stage_label, Type.BODY, _tone(line))
        if line.status is not Status.CANCELLED:
            done = sum(mark is Mark.DONE for mark in line.stage.marks)
            middle = rect.y() + ink.px(_SECOND_LINE)
            ink.stage(painter, left, middle, done, is_closed=line.status is Status.CLOSED)

    def _paint_next_due(self, painter: QPainter, rect: QRect, line: Line, ink: Ink) -> None:
        words = sentences.duty(line, self._model.now)
        first, second = sentences.deadline_lines(line, words)
        icon, tone, face, text_tone = _deadline_look(line, words)
        left = rect.x() + ink.px(PADDING)
        ink.icon(painter, icon, tone, left, rect.y() + ink.px(_FIRST_LINE), _ICON)
        left += ink.px(22)
        self._first(painter, rect, left, first, face, text_tone)
        self._second(painter, rect, left, second)

    def _paint_owner(self, painter: QPainter, rect: QRect, line: Line, ink: Ink) -> None:
        if not line.owner:
            return
        left, middle = rect.x() + ink.px(PADDING), rect.y() + rect.height() / 2 - 0.5
        ink.avatar(painter, left, middle, initials(line.owner), is_me=line.owner == self.me)
        if rect.width() >= ink.px(OWNER_WIDTH_WITH_NAME - 20):
            left += ink.px(marks.AVATAR_SIZE + 8)
            ink.write(painter, left, middle, rect.right() - left - _GAP, line.owner, Type.SMALL, "text2")

    # Strokes

    def _first(self, painter: QPainter, rect: QRect, left: float, words: str, face: Type, tone: str) -> None:
        ink = self._ink
        assert ink
        ink.write(painter, left, rect.y() + ink.px(_FIRST_LINE), rect.right() - left - _GAP, words, face, tone)

    def _second(self, painter: QPainter, rect: QRect, left: float, words: str) -> None:
        ink = self._ink
        assert ink
        middle = rect.y() + ink.px(_SECOND_LINE)
        ink.write(painter, left, middle, rect.right() - left - _GAP, words, Type.SMALL, "text2")


def _tone(line: Line) -> str:
    return "text" if line.status is Status.OPEN else "text2"


def _deadline_look(line: Line, words: DutyWords | None) -> tuple[str, str, Type, str]:
    """The icon, its colour, the face and the colour of a deadline."""
    if line.status is Status.CLOSED:
        return "circle-check", "success", Type.BODY, "text2"
    if line.status is Status.CANCELLED:
        return "ban", "text3", Type.BODY, "text2"
    if line.duty is None or words is None:
        return "circle-dot", "text3", Type.MEDIUM, "text2"
    match words.urgency:
        case Urgency.LATE:
            return "circle-alert", "danger", Type.STRONG, "danger"
        case Urgency.SOON:
            name = "phone" if line.duty.kind is DutyKind.CALL else "clock-alert"
            return name, "warning", Type.STRONG, "warning"
        case Urgency.TODAY:
            return DUTY_ICONS[line.duty.kind], "text2", Type.MEDIUM, "text"
        case Urgency.LATER | Urgency.NONE:
            return DUTY_ICONS[line.duty.kind], "text2", Type.MEDIUM, "text2"
