"""The entries of the navigation."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Type
from pegase_desktop.ui.widgets.focus_ring import show_ring

_ICON = 18
_BAR = 3


class NavItem(PlainButton, QAbstractButton):
    """A screen of the program: icon, word, and a badge for what waits there. As a rail it shows the icon only."""

    def __init__(
        self, label: str, icon: str, *, key: str = "", checkable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self._icon = icon
        self._key = key
        self._badge = 0
        self._is_rail = False
        self.setText(label)
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._badge = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.update()

    def set_rail(self, is_rail: bool) -> None:
        """Show the icon alone, the word as a tip."""
        self._is_rail = is_rail
        tip = f"{self.text()} ({self._key})" if self._key else self.text()
        set_tip(self, tip if is_rail else self._key)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(40) if self._is_rail else px(Size.NAV - 20), px(Size.NAV_ITEM))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            ground = colours.accent_soft if chosen else colours.border
            painting.frame(painter, rect, Size.RADIUS, ground)
        if chosen:
            height = px(18)
            bar = QRectF(0, (rect.height() - height) / 2, _BAR, height)
            painting.frame(painter, bar, _BAR / 2, colours.accent)
        self._paint_words(painter, colours.accent if chosen else colours.text)
        if self._badge:
            self._paint_badge(painter)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, Size.RADIUS)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        colours = tokens()
        left = (self.width() - px(_ICON)) / 2 if self._is_rail else px(11)
        tone = ink if self.isChecked() else colours.text2
        paint_icon(painter, self._icon, tone, left, (self.height() - px(_ICON)) / 2, px(_ICON))
        if not self._is_rail:
            start = px(11) + px(_ICON) + px(10)
            face = font(Type.STRONG if self.isChecked() else Type.MEDIUM)
            room = QRectF(start, 0, self.width() - start - (px(40) if self._badge else 4), self.height())
            painting.text(painter, room, self.text(), face, ink)

    def _paint_badge(self, painter: QPainter) -> None:
        colours = tokens()
        face = font(Type.BADGE)
        shown = str(self._badge) if self._badge < 100 else "99+"
        height = px(15 if self._is_rail else 18)
        width = max(painting.text_width(shown, face) + px(10), height)
        if self._is_rail:
            rect = QRectF(self.width() - width, 0, width, height)
        else:
            rect = QRectF(self.width() - width - px(8), (self.height() - height) / 2, width, height)
        painting.frame(painter, rect, height / 2, colours.accent_fill)
        painting.text(painter, rect, shown, face, colours.on_accent, Qt.AlignmentFlag.AlignHCenter)
