"""The model of the register's table: a spine of ids in order, and the few rows that were painted lately.

A complaint is read when it is painted, a block at a time; 100,000 of them cost an array of numbers. A change of the
view never resets the model: lines are added or removed at the end and the others told to have moved, so that the
current line and the selection follow their complaint.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pegase_desktop.domain.views import Chip, Line, Spine, View
from pegase_desktop.ui.register import sentences
from pegase_desktop.ui.register.columns import COLUMNS
from pegase_desktop.ui.register.lines import Heading, Lines, Section

Index = QModelIndex | QPersistentModelIndex

_BLOCK = 64  # lines read together: a screen is about 20
_KEPT = 16 * _BLOCK
_SORTING = "Cliquez pour trier.\nClic droit, ou Alt+↓\u00a0: trier sur l’une ou l’autre ligne."
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class Source(Protocol):
    """What the table asks of the register."""

    def spine(self, view: View) -> Spine: ...

    def lines(self, ids: Sequence[int]) -> dict[int, Line]: ...


class RegisterModel(QAbstractTableModel):
    """The lines of one view of the register."""

    def __init__(self, source: Source, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._clock = clock
        self._folded: frozenset[Section] = frozenset()
        self._read: OrderedDict[int, Line] = OrderedDict()
        self._spine = Spine(array("q"), 0)
        self._lines = Lines(self._spine)
        self._count = 0  # differs from the lines only while lines are being added or removed
        self.view = View(now=clock())
        self.now = self.view.now

    @property
    def lines(self) -> Lines:
        return self._lines

    @property
    def spine(self) -> Spine:
        return self._spine

    @property
    def folded(self) -> frozenset[Section]:
        return self._folded

    def line_at(self, place: int) -> Line | None:
        """The complaint on that line, read if need be; None for a heading or a case gone meanwhile."""
        wanted = self._lines.id_at(place)
        if not wanted:
            return None
        if wanted not in self._read:
            self._read_around(place)
        return self._read.get(wanted)

    def heading_title(self, heading: Heading) -> str:
        """What the heading says."""
        ended = "Annulées" if self.view.chip is Chip.CANCELLED else "Clôturées"
        return sentences.heading_title(heading, ended)

    def show_view(self, view: View) -> None:
        """Show another view of the register."""
        self.view, self.now = view, view.now
        self._spine = self._source.spine(view)
        self._move_to(Lines(self._spine, self._folded))

    def forget_lines(self) -> None:
        """The register changed: what was read of it is read again when it is painted."""
        self._read.clear()

    def fold(self, sections: frozenset[Section]) -> None:
        """Show only the headings of these parts."""
        self._folded = sections
        self._move_to(Lines(self._spine, sections))

    def tick(self) -> None:
        """Time has passed: the words of the deadlines may have changed."""
        self.now = self._clock()
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._lines.heading_at(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(part for part in self._cell(index) if part)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " / ".join(COLUMNS[section].titles)
            case Qt.ItemDataRole.ToolTipRole:
                return _SORTING
            case _:
                return None

    def _cell(self, index: Index) -> tuple[str, str]:
        heading = self._lines.heading_at(index.row())
        if heading:
            return (self.heading_title(heading), sentences.heading_count(heading)) if index.column() == 0 else ("", "")
        line = self.line_at(index.row())
        return sentences.cell(COLUMNS[index.column()], line, self.now) if line else ("", "")

    def _spoken(self, index: Index) -> str:
        heading = self._lines.heading_at(index.row()) if index.column() == 0 else None
        if heading:
            folded = "repliées" if heading.is_folded else "dépliées"
            return f"{self.heading_title(heading)}, {sentences.heading_count(heading)}, {folded}"
        if index.column():
            return ", ".join(part for part in self._cell(index) if part)
        line = self.line_at(index.row())  # the keyboard is on the first cell, which speaks for its line
        return sentences.spoken(line, self.now) if line else ""

    def _read_around(self, place: int) -> None:
        self._read.update(self._source.lines(self._lines.around(place, _BLOCK)))
        while len(self._read) > _KEPT:
            self._read.popitem(last=False)

    def _move_to(self, lines: Lines) -> None:
        before, self._lines, wanted = self._lines, lines, len(lines)
        if wanted > self._count:
            self.beginInsertRows(QModelIndex(), self._count, wanted - 1)
            self._count = wanted
            self.endInsertRows()
        self._tell_moves(before)
        if wanted < self._count:
            self.beginRemoveRows(QModelIndex(), wanted, self._count - 1)
            self._count = wanted
            self.endRemoveRows()

    def _tell_moves(self, before: Lines) -> None:
        """Have the lines that somebody holds on to (current, selected) follow their complaint."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        moved = [self._moved(index, before) for index in held]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _moved(self, index: QModelIndex, before: Lines) -> QModelIndex:
        heading = before.heading_at(index.row())
        line = self._line_of(heading.section) if heading else self._lines.line_of(before.id_at(index.row()))
        return QModelIndex() if line is None else self.index(line, index.column())

    def _line_of(self, section: Section) -> int | None:
        return next((line for line, heading in self._lines.headings() if heading.section is section), None)
