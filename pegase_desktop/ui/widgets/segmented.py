"""Up to four choices side by side, as joined radio buttons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.plain_words import PlainButton
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Type
from pegase_desktop.ui.widgets.focus_ring import show_ring

_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_FORTH = {Qt.Key.Key_Right, Qt.Key.Key_Down}
CLEARING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_DOT = 15


class SegmentedRadio(QWidget):
    """One value among two to four; arrow keys move the choice, and Delete clears it where *clearable*.

    While none is chosen they move the keyboard alone, and the space bar chooses: passing through answers nothing.
    ``edited`` is emitted when the person chooses, never when the program fills. ``left`` when the focus goes elsewhere.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]],
        *,
        clearable: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """*choices*: pairs of a value and its label, in order."""
        super().__init__(parent)
        self._values = [value for value, _ in choices]
        self._clearable = clearable
        self._segments = [_Segment(label, self, tall) for _, label in choices]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for segment in self._segments:
            line.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("edge", "")
        self._keep_one_tab_stop()

    def value(self) -> Any:
        """The value chosen, or None."""
        return next((v for v, s in zip(self._values, self._segments, strict=True) if s.isChecked()), None)

    def set_value(self, value: Any) -> None:
        """Fill, in silence; a value that is not among the choices leaves none chosen."""
        for own, segment in zip(self._values, self._segments, strict=True):
            segment.mark(value is not None and own == value)
        self._keep_one_tab_stop()

    def set_edge(self, edge: str) -> None:
        """Mark the frame: « danger », « warning » or nothing."""
        self.setProperty("edge", edge)
        self.update()

    def segments(self) -> list[QRadioButton]:
        """The radio buttons, in order."""
        return list(self._segments)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._tab_stop().setFocus(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        edge = self.property("edge")
        rect = QRectF(self.rect())
        line, width = (colours[edge], 2.0) if edge else (colours.border_strong, 1.0)
        painting.frame(painter, rect, Size.RADIUS, colours.surface, line, width)

    def choose(self, segment: QRadioButton) -> None:
        """Take *segment* as the person's choice."""
        self.set_value(self._values[self._segments.index(segment)])  # type: ignore[arg-type]
        self.edited.emit()

    def handle_key(self, segment: QRadioButton, event: QKeyEvent) -> bool:
        """Move the choice by an arrow or clear it; whether the key was used."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or key not in _BACK | _FORTH | CLEARING:
            return False
        if key in CLEARING:
            return self._clear()
        index = self._segments.index(segment)  # type: ignore[arg-type]
        target = self._segments[(index + (1 if key in _FORTH else -1)) % len(self._segments)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if self.value() is not None:
            self.choose(target)  # last: whoever hears of it may put another form in the place of this one
        return True

    def focus_came(self) -> None:
        """Called by a segment that has the focus now."""
        self._keep_one_tab_stop()

    def focus_went(self) -> None:
        """Called by a segment that lost the focus."""
        self._keep_one_tab_stop()
        if QApplication.focusWidget() not in self._segments:
            self.left.emit()

    def is_beside_choice(self, segment: QRadioButton) -> bool:
        """Whether the separator left of *segment* is hidden by a chosen neighbour."""
        index = self._segments.index(segment)  # type: ignore[arg-type]
        return index == 0 or segment.isChecked() or self._segments[index - 1].isChecked()

    def _clear(self) -> bool:
        if not self._clearable or self.value() is None:
            return False
        self.set_value(None)
        self.edited.emit()
        return True

    def _tab_stop(self) -> _Segment:
        """The one chosen, else the one that the arrows came to, else the first."""
        chosen = (segment for segment in self._segments if segment.isChecked())
        there = (segment for segment in self._segments if segment.hasFocus())
        return next(chain(chosen, there), self._segments[0])

    def _keep_one_tab_stop(self) -> None:
        for segment in self._segments:
            is_stop = segment is self._tab_stop()
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._tab_stop())
        self.update()


class _Segment(PlainButton, QRadioButton):
    """One of the choices."""

    def __init__(self, label: str, owner: SegmentedRadio, tall: bool) -> None:
        super().__init__(owner)
        self.setText(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self._owner = owner
        self._height = Size.FIELD_TALL if tall else Size.FIELD
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)

    def mark(self, is_chosen: bool) -> None:
        """Check or uncheck, whatever the others are: Qt would let nobody be unchecked, and knows no « none chosen »."""
        self.setAutoExclusive(False)
        self.setChecked(is_chosen)
        self.setAutoExclusive(True)  # what makes it a radio button to a screen reader

    def sizeHint(self) -> QSize:
        words = painting.text_width(self.text(), font(Type.STRONG))
        return QSize(round(words) + px(_DOT) + px(8) + 2 * px(12), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        chosen = self.isChecked()
        rect = QRectF(self.rect())
        if chosen:
            painting.frame(painter, rect, Size.RADIUS, colours.accent_soft, colours.accent, 1.5)
        elif self.underMouse() and self.isEnabled():
            painting.frame(painter, rect.adjusted(2, 2, -2, -2), Size.RADIUS - 2, colours.hover)
        if not self._owner.is_beside_choice(self):
            painter.fillRect(QRectF(0, px(8), 1, rect.height() - 2 * px(8)), colours.border)
        self._paint_dot(painter, float(px(12)))
        left = px(12) + px(_DOT) + px(8)
        ink = colours.accent if chosen else colours.text if self.isEnabled() else colours.text3
        face = font(Type.STRONG if chosen else Type.MEDIUM)
        painting.text(painter, QRectF(left, 0, rect.width() - left - 4, rect.height()), self.text(), face, ink)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, Size.RADIUS)
        self._owner.focus_came()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._owner.focus_went()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._owner.handle_key(self, event):
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self._owner.choose(self)

    def _paint_dot(self, painter: QPainter, left: float) -> None:
        colours = tokens()
        rect = QRectF(left, (self.height() - px(_DOT)) / 2, px(_DOT), px(_DOT))
        edge = colours.accent if self.isChecked() else colours.border_strong
        painting.frame(painter, rect, px(_DOT) / 2, colours.surface, edge, 1.6)
        if self.isChecked():
            painting.frame(painter, rect.adjusted(4, 4, -4, -4), px(_DOT) / 2 - 4, fill=colours.accent)
