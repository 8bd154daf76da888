"""A list of ways to go on, one of which is chosen with the arrows and Enter, or with a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pegase_desktop.ui import painting
from pegase_desktop.ui.theme import font, px, tokens
from pegase_desktop.ui.tokens import Size, Type

_MOST_SHOWN = 8


class OptionList(QListWidget):
    """Options of one line or more; ``picked`` when Enter or a double click decides."""

    picked = Signal()

    def __init__(self, options: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(options))
        self.setItemDelegate(_OptionDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setCurrentRow(0)
        self.setMinimumHeight(min(len(options), _MOST_SHOWN) * px(Size.FIELD_TALL) + 2)
        self.itemDoubleClicked.connect(self._pick)

    def current(self) -> int:
        """The number of the option chosen, from 0."""
        return self.currentRow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit()
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def _pick(self) -> None:
        self.picked.emit()


class _OptionDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, px(Size.FIELD_TALL))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = tokens()
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
        ground = colours.accent_soft if is_chosen else colours.hover if is_hovered else colours.surface
        painting.frame(painter, rect, Size.RADIUS, ground, colours.accent if is_chosen else colours.border)
        face = font(Type.STRONG if is_chosen else Type.BODY)
        words = rect.adjusted(px(12), 0, -px(12), 0)
        painting.text(painter, words, str(index.data()), face, colours.accent if is_chosen else colours.text)
        painter.restore()
