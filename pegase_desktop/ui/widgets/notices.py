"""Banners and empty states: a sentence, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.ui.look.theme import colour
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text, Wrapped

_ICONS = {
    Tone.ACCENT: "info",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
    Tone.SUCCESS: "circle-check",
}


class Banner(QWidget):
    """A line across a screen: « 2 actions en retard : réponse à … [Les voir] »; ``triggered`` by its action."""

    triggered = Signal()
    dismissed = Signal()

    def __init__(
        self,
        tone: Tone = Tone.ACCENT,
        sentence: str = "",
        *,
        lead: str = "",
        action: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = IconLabel(_ICONS[tone], tone, 16)
        self._lead = Text("", Type.STRONG, tone)
        self._words = Wrapped("")
        self._action = Button("", Kind.LINK)
        self._close = IconButton("x", "Masquer ce message")
        self._action.clicked.connect(self._say_triggered)
        self._close.clicked.connect(self._dismiss)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 20, 8)
        line.setSpacing(8)
        for part, stretch in ((self._icon, 0), (self._lead, 0), (self._words, 1), (self._action, 0), (self._close, 0)):
            line.addWidget(part, stretch, Qt.AlignmentFlag.AlignVCenter)
        self._close.setVisible(closable)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_message(tone, sentence, lead=lead, action=action)

    def show_message(self, tone: Tone, sentence: str, *, lead: str = "", action: str = "") -> None:
        """Say something else."""
        self._tone = tone
        self._icon.set_icon(_ICONS[tone], tone)
        self._lead.set_tone(tone)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._words.setText(sentence)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{lead} {sentence}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._tone.soft))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour(self._tone.line))

    def _say_triggered(self) -> None:
        self.triggered.emit()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


class EmptyState(QWidget):
    """What a screen shows when it has nothing to show: icon, title, one sentence, one button."""

    triggered = Signal()

    def __init__(
        self,
        icon: str = "inbox",
        title: str = "",
        sentence: str = "",
        action: str = "",
        *,
        primary: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon, Tone.TEXT3, 32)
        self._title = Elided(title, Type.EMPTY_TITLE)
        self._sentence = Elided(sentence, Type.BODY, Tone.TEXT2)
        self._button = Button(action, Kind.PRIMARY if primary else Kind.SECONDARY)
        self._button.clicked.connect(self._say_triggered)
        self.setFocusProxy(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(2)
        for part, after in ((self._icon, 6), (self._title, 0), (self._sentence, 10), (self._button, 0)):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(after)
        column.addStretch(3)
        self.show_message(icon, title, sentence, action)

    def show_message(self, icon: str, title: str, sentence: str, action: str) -> None:
        """Say something else; without *action* there is no button."""
        self._icon.set_icon(icon, Tone.TEXT3)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.updateGeometry()
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {sentence}")

    def _say_triggered(self) -> None:
        self.triggered.emit()
