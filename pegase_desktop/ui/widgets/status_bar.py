"""The line at the foot of the window: counts at the left, saving at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.grounds import Bar, Edge
from pegase_desktop.ui.widgets.labels import IconLabel, Text


class StatusItem(QWidget):
    """A few words with an icon; hidden while it has none. ``clicked`` with the mouse."""

    clicked = Signal()

    def __init__(self, words: str = "", icon: str = "", tone: Tone = Tone.TEXT2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon or "check", tone, 14)
        self._words = Text(words, Type.SMALL, tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self._words)
        self.set_state(words, icon, tone)

    def set_state(self, words: str, icon: str = "", tone: Tone = Tone.TEXT2, *, more: str = "") -> None:
        """Say something else, with *more* under the mouse and to a screen reader; no words hide the item.

        Semi-bold when it is a state (red, amber, green).
        """
        set_tip(self, more)
        self.setAccessibleDescription(more)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, tone)
        is_state = tone in {Tone.DANGER, Tone.WARNING, Tone.SUCCESS}
        self._words.setProperty("type", (Type.SECTION if is_state else Type.SMALL).value)
        self._words.setProperty("tone", tone.value)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(words)
        if self.parentWidget() is not None or not words:  # without parent, showing would open a window
            self.setVisible(bool(words))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()


class StatusBar(Bar):
    """Holds status items at both ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Size.STATUS_BAR, Tone.CHROME, Edge.TOP, parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 1, 16, 0)
        self._line.setSpacing(18)
        self._line.addStretch(1)
        self._left_count = 0

    def add_left(self, item: QWidget) -> None:
        """Add at the left, after those already there."""
        self._line.insertWidget(self._left_count, item)
        self._left_count += 1

    def add_right(self, item: QWidget) -> None:
        """Add at the right end."""
        self._line.addWidget(item)
