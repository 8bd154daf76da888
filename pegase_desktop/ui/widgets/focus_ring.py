"""The keyboard's ring round a button, drawn outside it so that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pegase_desktop.ui.painting import FOCUS_WIDTH, focus_ring

GAP = 1
REACH = int(FOCUS_WIDTH) + GAP

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}


def comes_from_keyboard(event: QFocusEvent) -> bool:
    """Whether the ring is to be shown: somebody who clicks knows where they are."""
    return event.reason() in _BY_KEYBOARD


class FocusRing(QWidget):
    """A sibling of the widget it surrounds; it follows it and goes away with its focus."""

    def __init__(self, target: QWidget, radius: float) -> None:
        super().__init__(target.parentWidget())
        self._target = target
        self._radius = radius + REACH
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        target.installEventFilter(self)
        self._surround()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show}:
            self._surround()
        elif event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.ParentChange}:
            self._target.removeEventFilter(self)
            self.hide()
            self.deleteLater()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        focus_ring(painter, QRectF(self.rect()), self._radius)

    def _surround(self) -> None:
        self.setGeometry(self._target.geometry().adjusted(-REACH, -REACH, REACH, REACH))
        self.setVisible(self._target.isVisible())
        self.raise_()


def show_ring(target: QWidget, event: QFocusEvent, radius: float) -> None:
    """To be called from *target*'s ``focusInEvent``: surround it when the keyboard brought the focus."""
    if comes_from_keyboard(event) and target.parentWidget() is not None:
        FocusRing(target, radius)
