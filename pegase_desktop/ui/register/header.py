"""The table's header: a click sorts, a right-click offers both lines of a column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from pegase_desktop.domain.views import SortKey
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.painting import text, text_width
from pegase_desktop.ui.look.theme import colour, font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Type
from pegase_desktop.ui.register.columns import COLUMNS, Order, column_sorted_by
from pegase_desktop.ui.register.delegate import FIRST_PADDING, PADDING

_ARROW = 14
_GRIP = 5  # pixels on either side of an edge that drag it
_CLICK = 4  # a press that moves less than this is a click


class SortHeader(QHeaderView):
    """Shows and changes what the table is sorted on."""

    sort_wanted = Signal(Order)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._order = Order()
        self._pressed_at: QPoint | None = None
        self.setSectionsMovable(False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(px(44))
        self.setAccessibleName("En-têtes des colonnes")

    def show_order(self, order: Order) -> None:
        """Mark what the table is sorted on."""
        self._order = order
        self.viewport().update()

    def offer_all_keys(self) -> None:
        """A menu of everything the table can be sorted on, for the keyboard."""
        self._offer(tuple(SortKey), self.mapToGlobal(QPoint(px(FIRST_PADDING), self.height())))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(Size.TABLE_HEADER))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at, pressed = event.position().toPoint(), self._pressed_at
        self._pressed_at = None
        number = self.logicalIndexAt(at)
        if pressed is None or number < 0 or (at - pressed).manhattanLength() > _CLICK or self._is_on_grip(at.x()):
            return
        self._sort_by(COLUMNS[number].keys[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        number = self.logicalIndexAt(event.pos())
        if number >= 0:
            self._offer(COLUMNS[number].keys, event.globalPos())

    def _sort_by(self, key: SortKey) -> None:
        """Sort on *key*; on the one already used, the other way round."""
        self.sort_wanted.emit(Order(key, key is self._order.key and not self._order.descending))

    def _is_on_grip(self, x: int) -> bool:
        number = self.logicalIndexAt(x, 0)
        left = self.sectionViewportPosition(number)
        return (x - left < _GRIP and number > 0) or left + self.sectionSize(number) - x < _GRIP

    def _offer(self, keys: Sequence[SortKey], at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Trier par")
        group = QActionGroup(menu)
        for key in keys:
            action = self._action(menu, group, f"Trier par «\u00a0{key.label}\u00a0»", key is self._order.key)
            action.setData(Order(key, key is self._order.key and self._order.descending))
        menu.addSeparator()
        ways = QActionGroup(menu)
        current = self._order.key if self._order.key in keys else keys[0]
        for label, descending in (("Croissant", False), ("Décroissant", True)):
            action = self._action(menu, ways, label, self._order.key in keys and self._order.descending is descending)
            action.setData(Order(current, descending))
        menu.triggered.connect(self._pick)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
        checked = next((one for one in group.actions() if one.isChecked()), menu.actions()[0])
        menu.setActiveAction(checked)  # where the arrows begin

    def _pick(self, action: QAction) -> None:
        self.sort_wanted.emit(action.data())

    @staticmethod
    def _action(menu: QMenu, group: QActionGroup, label: str, is_checked: bool) -> QAction:
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setChecked(is_checked)
        group.addAction(action)
        return action

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        colours = tokens()
        painter.fillRect(rect, colour("sunken"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour("border"))
        left = float(rect.x() + px(FIRST_PADDING if number == 0 else PADDING))
        end = rect.right() - px(4)
        is_sorted = number == column_sorted_by(self._order.key)
        if is_sorted:
            end -= px(_ARROW)
        for position, key in enumerate(self._titles(number)):
            words = f" / {key[0]}" if position else key[0]
            face = font(Type.SECTION if key[1] else Type.SMALL_MEDIUM)
            room = QRectF(left, rect.y(), max(end - left, 0), rect.height() - 1)
            text(painter, room, words, face, colours.text if key[1] else colours.text2)
            left += QFontMetricsF(face).horizontalAdvance(words)
        if is_sorted:
            name = "arrow-down" if self._order.descending else "arrow-up"
            x = min(left + px(5), float(end))
            paint_icon(painter, name, colours.text, x, rect.center().y() - px(_ARROW) / 2, px(_ARROW))

    def _titles(self, number: int) -> list[tuple[str, bool]]:
        """The words of a header, each with whether the table is sorted on it."""
        keys = COLUMNS[number].keys
        titles = [(key.label, key is self._order.key) for key in keys]
        room = self.sectionSize(number) - px(2 * PADDING)
        if len(titles) == 1 and text_width(titles[0][0], font(Type.SECTION)) > room:
            return [(_SHORT.get(keys[0], titles[0][0]), titles[0][1])]
        return titles


_SHORT = {SortKey.OWNER: "Resp."}
