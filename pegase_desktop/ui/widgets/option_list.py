"""A list of ways to go on, one of which is chosen with the arrows and Enter, or with a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.plain_words import breakable
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Type

_MOST_SHOWN = 12
_PADDING = 12
_WRAPPED = Qt.TextFlag.TextWordWrap


class OptionList(QListWidget):
    """Options of one line or more; ``picked`` when Enter or a double click decides.

    At first none is chosen, and Enter is left to the dialog: pressed too soon, it must not decide.
    """

    picked = Signal()

    def __init__(self, options: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Choix")
        self.addItems(list(options))
        self.setItemDelegate(_OptionDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._fit()
        self.itemDoubleClicked.connect(self._pick)

    def current(self) -> int:
        """The number of the option chosen, from 0; less while none is."""
        return next((index.row() for index in self.selectedIndexes()), -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current() < 0:
            self.setCurrentRow(-1)  # Qt goes to the first, unseen, and the arrow would skip it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.current() < 0:
            event.ignore()
        elif not event.isAutoRepeat():  # still held down from what opened the question
            self.picked.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        """As high as its options, up to a dozen lines; beyond, it scrolls."""
        heights = [self.sizeHintForRow(row) for row in range(self.count())]
        self.setFixedHeight(min(sum(heights), _MOST_SHOWN * px(Size.FIELD_TALL)) + 2)

    def _pick(self) -> None:
        self.picked.emit()


class _OptionDelegate(QStyledItemDelegate):
    def __init__(self, options: OptionList) -> None:
        super().__init__(options)
        self._options = options

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        room = max(self._options.viewport().width() - 2 * px(_PADDING), px(100))
        # Measured semi-bold, as the chosen option is: choosing moves nothing.
        words = QFontMetrics(font(Type.STRONG)).boundingRect(0, 0, room, 1000, _WRAPPED, breakable(str(index.data())))
        return QSize(0, max(words.height() + px(17), px(Size.FIELD_TALL)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = tokens()
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
        ground = colours.accent_soft if is_chosen else colours.hover if is_hovered else colours.surface
        # While none is chosen the keyboard shows at the one that the arrow chooses first.
        is_next = index.row() == 0 and self._options.current() < 0 and self._options.hasFocus()
        edge = colours.accent if is_chosen or is_next else colours.border
        painting.frame(painter, rect, Size.RADIUS, ground, edge)
        face = font(Type.STRONG if is_chosen else Type.BODY)
        painter.setFont(face)
        painter.setPen(QColor(colours.accent if is_chosen else colours.text))
        words = rect.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        painter.drawText(words, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, breakable(str(index.data())))
        painter.restore()
