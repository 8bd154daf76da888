"""The register's table: one selected complaint, moved through with the keyboard, never scrolled sideways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from pegase_desktop.domain.views import View
from pegase_desktop.ui.desk.selection import Selection
from pegase_desktop.ui.look.painting import focus_ring
from pegase_desktop.ui.look.theme import is_look_change, px
from pegase_desktop.ui.look.tokens import Size
from pegase_desktop.ui.register.columns import (
    COLUMNS,
    FLEXIBLE,
    OWNER,
    OWNER_WIDTH_WITH_NAME,
    ROOM_FOR_NAMES,
    Column,
    fitted,
)
from pegase_desktop.ui.register.delegate import RowDelegate
from pegase_desktop.ui.register.header import SortHeader
from pegase_desktop.ui.register.lines import Section
from pegase_desktop.ui.register.model import Index, RegisterModel

_FOLDING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class RegisterTable(QTableView):
    """Shows a :class:`RegisterModel`, and marks the complaint that the selection means.

    Qt's current line is that complaint's, or a heading's, or none. ``chosen`` when the person goes to another
    complaint, ``folded`` when they fold or unfold a part; ``typed`` with letters that are meant for the search.
    """

    chosen = Signal()
    opened = Signal(int)
    details_wanted = Signal()
    typed = Signal(str)
    folded = Signal()
    widths_changed = Signal()

    def __init__(self, model: RegisterModel, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._hovered = -1
        self._wanted: dict[str, int] = {}
        self._is_fitting = False
        self._has_names = False
        self._first_at_top = 0
        self.header = SortHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.rows = RowDelegate(model, selection, self, self)
        self.setItemDelegate(self.rows)
        self.setAccessibleName("Réclamations")
        self.setAccessibleDescription("Entrée : assistant. Espace : détail. Alt+↓ : trier. Lettres : rechercher.")
        self._set_behaviour()
        self._set_sizes()
        self.header.sectionResized.connect(self._keep_width)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._open_at)

    # What is shown

    def show_view(self, view: View, *, keep_place: bool) -> None:
        """Show *view*; with *keep_place* the same complaint stays at the top, else the beginning is shown."""
        top, offset = self.top_complaint(), self.verticalScrollBar().value()
        self._with_plain_headings(lambda: self._model.show_view(view))
        self.verticalScrollBar().setValue(offset if keep_place else 0)
        line = self._model.lines.line_of(top) if keep_place and top else None
        if line is not None and self.top_complaint() != top:
            self.scrollTo(self._model.index(line, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        self.mark(reveal=False)

    def top_complaint(self) -> int:
        """The first complaint wholly or partly seen; 0 when there is none."""
        line = max(self.rowAt(0), 0)
        return self._model.lines.id_at(line) or self._model.lines.id_at(line + 1)

    def begin_at(self, complaint_id: int) -> None:
        """Once the table has its size, bring a complaint to the top, as far as it goes."""
        self._first_at_top = complaint_id

    def mark(self, *, reveal: bool = True) -> None:
        """Have Qt's current line and selection say which complaint is meant; none while it is not shown."""
        line = self._model.lines.line_of(self._selection.case)
        if line is not None:
            mode = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._model.index(line, 0), mode)
            if reveal:
                self.scrollTo(self._model.index(line, 0))
        elif self._model.lines.heading_at(self.currentIndex().row()):
            self.selectionModel().clearSelection()  # the keyboard stays on the heading
        else:
            self.selectionModel().clear()
        self.viewport().update()

    def fold(self, sections: frozenset[Section]) -> None:
        """Fold these parts, unfold the others."""
        self._with_plain_headings(lambda: self._model.fold(sections))
        self.mark(reveal=False)

    def set_widths(self, widths: dict[str, int]) -> None:
        """The widths that the person chose earlier, in pixels by column name."""
        self._wanted = dict(widths)
        self._fit()

    def fit_owner(self, window_width: int) -> None:
        """In a wide window the owners' names are written out, else their initials."""
        self._has_names = window_width >= px(ROOM_FOR_NAMES)
        self._fit()

    def widths(self) -> dict[str, int]:
        """The widths that the person chose."""
        return dict(self._wanted)

    def is_hovered(self, line: int) -> bool:
        return line == self._hovered

    def shown_width(self, column: Column) -> int:
        """In pixels; 0 while it is hidden."""
        return self.columnWidth(COLUMNS.index(column))

    # Setting up

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover, False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_sizes(self) -> None:
        self.verticalHeader().setMinimumSectionSize(px(Size.GROUP_ROW))
        self.verticalHeader().setDefaultSectionSize(px(Size.TABLE_ROW))
        self.verticalScrollBar().setSingleStep(px(Size.TABLE_ROW))
        self._shape_headings()

    def _with_plain_headings(self, change: Callable[[], None]) -> None:
        """Run *change* while no line has a height of its own: the heights would stay where the headings were."""
        self._size_headings(px(Size.TABLE_ROW))
        self.clearSpans()
        change()
        self._shape_headings()

    def _shape_headings(self) -> None:
        self._size_headings(px(Size.GROUP_ROW))
        for line, _ in self._model.lines.headings():
            self.setSpan(line, 0, 1, len(COLUMNS))
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()

    def _size_headings(self, height: int) -> None:
        """Unheard by Qt's table, which would paint everything now and once more a moment later."""
        with QSignalBlocker(self.verticalHeader()):
            for line, _ in self._model.lines.headings():
                self.verticalHeader().resizeSection(line, height)

    # Widths

    def _fit(self) -> None:
        self._is_fitting = True
        for number, width in enumerate(self._widths()):
            self.setColumnHidden(number, width == 0)
            if width:
                self.setColumnWidth(number, width)
        self._is_fitting = False

    def _widths(self) -> tuple[int, ...]:
        wanted = dict(self._wanted)
        if self._has_names:
            wanted.setdefault(OWNER.name, px(OWNER_WIDTH_WITH_NAME))
        return fitted(wanted, self.viewport().width(), px(100) / 100)

    def _keep_width(self, number: int, old: int, new: int) -> None:
        if self._is_fitting or number == FLEXIBLE or not new:
            return
        self._wanted[COLUMNS[number].name] = new
        self._fit()
        self.widths_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._first_at_top and self.isVisible():
            line, self._first_at_top = self._model.lines.line_of(self._first_at_top), 0
            if line is not None and line > 1:
                self.scrollTo(self._model.index(line, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_change(event) and hasattr(self, "_wanted"):
            self.rows.refresh_look()
            self._set_sizes()

    # Choosing

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._accept_composed()
        chosen = self._model.lines.id_at(current.row()) if current.isValid() else 0
        if chosen and chosen != self._selection.case:
            self._selection.choose(chosen)
            self.chosen.emit()
        self.viewport().update()

    def _open_at(self, index: QModelIndex) -> None:
        if self._model.lines.id_at(index.row()):
            self.opened.emit(self._selection.case)

    def _click(self, index: QModelIndex) -> None:
        heading = self._model.lines.heading_at(index.row())
        if heading:
            self._turn(heading.section)
        else:
            self.details_wanted.emit()

    def _turn(self, section: Section) -> None:
        """Fold a part, or unfold it; the keyboard stays on its heading."""
        self.fold(self._model.folded ^ {section})
        self.folded.emit()
        line = next(at for at, heading in self._model.lines.headings() if heading.section is section)
        self.selectionModel().setCurrentIndex(self._model.index(line, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(self._model.index(line, 0))

    # Keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        heading = self._model.lines.heading_at(index.row()) if index.isValid() else None
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.header.offer_all_keys()
        elif heading and is_plain and event.key() in (*_FOLDING_KEYS, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold_by_key(heading.section, Qt.Key(event.key()))
        elif self._selection.case and is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._selection.case)
        elif self._selection.case and is_plain and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Space):
            self.details_wanted.emit()
        elif is_writing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _fold_by_key(self, section: Section, key: Qt.Key) -> None:
        is_folded = section in self._model.folded
        wants_folded = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(key, not is_folded)
        if wants_folded != is_folded:
            self._turn(section)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up and down as ever; Home and End go to the ends of the table; there is no left and right."""
        last = len(self._model.lines) - 1
        move = QAbstractItemView.CursorAction
        if last < 0:
            return QModelIndex()
        if action in (move.MoveHome, move.MoveEnd):
            return self._model.index(last if action is move.MoveEnd else self._start(), 0)
        if action in (move.MoveLeft, move.MoveRight):
            return self.currentIndex()
        if not self.currentIndex().isValid():
            return self._model.index(self._start(), 0)
        return super().moveCursor(action, modifiers)

    def _start(self) -> int:
        """The first complaint, else the first line."""
        return 1 if self._model.lines.id_at(1) else 0

    def keyboardSearch(self, search: str) -> None:
        """Qt's own way would read every line. What comes here is what several keys composed: « ê », of two keys."""
        if search.strip():
            self.typed.emit(search)

    def _accept_composed(self) -> None:
        """What two keys compose arrives whole; Qt would have it only where a cell can be edited."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, line: int) -> None:
        if line != self._hovered:
            for changed in (self._hovered, line):
                self.viewport().update(self._line_rect(changed))
            self._hovered = line

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and len(self._model.lines):  # Qt would choose the first complaint
            self.selectionModel().setCurrentIndex(self._model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)
        self._accept_composed()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            painter = QPainter(self.viewport())
            focus_ring(painter, QRectF(self._line_rect(current.row())).adjusted(0, 0, 0, -1), Size.ROW_FOCUS_RADIUS)
            painter.end()

    def _line_rect(self, line: int) -> QRect:
        if line < 0:
            return QRect()
        return QRect(0, self.rowViewportPosition(line), self.viewport().width(), self.rowHeight(line))


def is_writing(event: QKeyEvent) -> bool:
    """Whether the key writes a letter, a digit or a sign; those of the right Alt key count as Control and Alt."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    is_right_alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    is_plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.GroupSwitchModifier, is_right_alt)
    return is_plain and bool(event.text().strip()) and event.text().isprintable()
