"""Buttons: primary, secondary, ghost, link and icon alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tokens, Tone, Type
from pegase_desktop.ui.widgets.focus_ring import show_ring

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Kind(Enum):
    """How much a button asks for: one primary a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    LINK = "link"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class _Paint:
    """The colours of a button in one state; None paints nothing."""

    text: str
    icon: str
    fill: str | None = None
    edge: str | None = None


class Button(PlainButton, QPushButton):
    """A button with a word, and as wanted an icon before, an icon after, and the cap of its key.

    The cap only says the key: the shortcut itself belongs to an action of the window. Enter presses the button that has
    the keyboard: Qt would press the dialog's main one, « Clôturer » for who had gone to « Annuler ».
    """

    def __init__(
        self,
        label: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        icon_after: str = "",
        key: str = "",
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self.kind = kind
        self._tone: Tone | None = None
        self._icon = icon
        self._icon_after = icon_after
        self._key = key
        self._height = Size.FIELD_TALL if tall else Size.FIELD
        self._icon_length = 14 if kind is Kind.LINK else 16
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if key:
            set_tip(self, f"{label} ({key})")
            self.setAccessibleDescription(key)  # else the tip would be read, and the name twice

    def set_kind(self, kind: Kind) -> None:
        """Change what the button asks for, e.g. primary on the selected row only."""
        if kind is not self.kind:
            self.kind = kind
            self.updateGeometry()
            self.update()

    def set_tone(self, tone: Tone | None) -> None:
        """Say a state with the colour of a ghost button; None takes it away."""
        self._tone = tone
        self.update()

    def set_icon(self, name: str) -> None:
        """Change the icon before the word."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        padding = 0 if self.kind is Kind.LINK else px(14)
        height = px(22) if self.kind is Kind.LINK else px(self._height)
        return QSize(round(self._content_width()) + 2 * padding, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look(tokens())
        painting.frame(painter, QRectF(self.rect()), Size.RADIUS, look.fill, look.edge)
        self._paint_content(painter, look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, Size.RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key held down means one press, not one on whatever comes next
            self.click()

    def _font(self) -> QFont:
        return font(Type.STRONG if self.kind in {Kind.PRIMARY, Kind.LINK} else Type.MEDIUM)

    @property
    def _icon_size(self) -> int:
        return px(self._icon_length)

    def _cap_width(self) -> float:
        return painting.text_width(self._key, font(Type.KEY_CAP)) + px(12) if self._key else 0.0

    def _content_width(self) -> float:
        gap = px(8)
        icons = [self._icon_size + gap for name in (self._icon, self._icon_after) if name]
        cap = self._cap_width() + gap if self._key else 0.0
        return painting.text_width(self.text(), self._font()) + sum(icons) + cap

    def _paint_content(self, painter: QPainter, look: _Paint) -> None:
        gap = px(8)
        left = max((self.width() - self._content_width()) / 2, 0.0)
        if self.kind is Kind.LINK:
            left = 0.0
        icon_top = (self.height() - self._icon_size) / 2
        if self._icon:
            paint_icon(painter, self._icon, look.icon, left, icon_top, self._icon_size)
            left += self._icon_size + gap
        face = self._font()
        face.setUnderline(self.kind is Kind.LINK and self.underMouse())
        width = painting.text_width(self.text(), face)
        painting.text(painter, QRectF(left, 0, width, self.height()), self.text(), face, look.text)
        left += width + gap
        if self._icon_after:
            paint_icon(painter, self._icon_after, look.icon, left, icon_top, self._icon_size)
            left += self._icon_size + gap
        if self._key:
            self._paint_cap(painter, left, look)

    def _paint_cap(self, painter: QPainter, left: float, look: _Paint) -> None:
        height = px(19)
        rect = QRectF(left, (self.height() - height) / 2, self._cap_width(), height)
        if self.kind is Kind.PRIMARY and self.isEnabled():
            painting.frame(painter, rect, 4, fill=tokens().accent_cap)
        else:
            paint_key_cap_ground(painter, rect)
        painting.text(painter, rect, self._key, font(Type.KEY_CAP), look.text, Qt.AlignmentFlag.AlignHCenter)

    def _look(self, colours: Tokens) -> _Paint:
        if not self.isEnabled():
            edge = None if self.kind in {Kind.GHOST, Kind.LINK} else colours.border
            fill = colours.sunken if edge else None
            return _Paint(colours.text3, colours.text3, fill, edge)
        if self.kind is Kind.PRIMARY:
            fill = colours.accent_hover if self._is_lit() else colours.accent_fill
            return _Paint(colours.on_accent, colours.on_accent, fill)
        if self.kind is Kind.LINK:
            return _Paint(colours.accent, colours.accent)
        lit = colours.hover if self._is_lit() else None
        if self.kind is Kind.GHOST:
            ink = colours[self._tone] if self._tone else colours.text2
            return _Paint(ink, ink, lit)
        text = colours.danger if self.kind is Kind.DANGER else colours.text
        return _Paint(text, text, lit or colours.surface, colours.border_btn)

    def _is_lit(self) -> bool:
        return self.underMouse() or self.isDown()


class OnceButton(Button):
    """A button that records something for good where another was a moment ago, e.g. in a list that moves up.

    The second click of a double-click was meant for that other one.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class IconButton(Button):
    """A square button with only an icon; *name* is its accessible name and tip."""

    def __init__(
        self, icon: str, name: str, *, key: str = "", kind: Kind = Kind.GHOST, parent: QWidget | None = None
    ) -> None:
        super().__init__("", kind, icon=icon, parent=parent)
        self.setAccessibleName(name)
        set_tip(self, f"{name} ({key})" if key else name)
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = px(30 if self.kind is Kind.GHOST else self._height)
        return QSize(side, side)

    def _content_width(self) -> float:
        return float(self._icon_size)


def paint_key_cap_ground(painter: QPainter, rect: QRectF) -> None:
    """The little plate on which a key's name stands."""
    colours = tokens()
    painting.frame(painter, rect, 4, colours.hover, colours.border)
