"""The keyboard's ring round a button, drawn outside it so that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from pegase_desktop.ui.look.painting import FOCUS_WIDTH, focus_ring

GAP = 1
REACH = int(FOCUS_WIDTH) + GAP

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}


def comes_from_keyboard(target: QWidget, event: QFocusEvent) -> bool:
    """Whether the ring is to be shown: somebody who clicks knows where they are."""
    if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
        return target.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return event.reason() in _BY_KEYBOARD


class FocusRing(QWidget):
    """Surrounds a widget, follows it, and goes away with its focus.

    It lies in the nearest ancestor that leaves it room, but never outside a scrolled page, so that it scrolls along.
    """

    def __init__(self, target: QWidget, radius: float) -> None:
        self._chain, self._host = _up_to_host(target)
        super().__init__(self._host)
        self._target = target
        self._radius = radius + REACH
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in self._chain:
            widget.installEventFilter(self)
        self._surround()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show}:
            self._surround()
        elif kind in {QEvent.Type.Hide, QEvent.Type.ParentChange} or (
            kind is QEvent.Type.FocusOut and watched is self._target
        ):
            self._leave()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        focus_ring(QPainter(self), QRectF(self.rect()), self._radius)

    def _surround(self) -> None:
        corner = self._target.mapTo(self._host, QPoint(-REACH, -REACH))
        self.setGeometry(QRect(corner, self._target.size() + QSize(2 * REACH, 2 * REACH)))
        self.setVisible(self._target.isVisible())
        self.raise_()

    def _leave(self) -> None:
        for widget in self._chain:
            widget.removeEventFilter(self)
        self.hide()
        self.deleteLater()


def _up_to_host(target: QWidget) -> tuple[list[QWidget], QWidget]:
    """The ancestor that shall hold the ring, and those between, *target* included."""
    chain = [target]
    host = target.parentWidget() or target
    while not _can_hold_ring(host, target):
        chain.append(host)
        host = host.parentWidget() or host.window()
    return chain, host


def _can_hold_ring(host: QWidget, target: QWidget) -> bool:
    if host.isWindow() or isinstance(host.parentWidget(), QAbstractScrollArea):
        return True
    reach = QRect(target.mapTo(host, QPoint(0, 0)), target.size()).adjusted(-REACH, -REACH, REACH, REACH)
    return host.rect().contains(reach)


def show_ring(target: QWidget, event: QFocusEvent, radius: float) -> None:
    """To be called from *target*'s ``focusInEvent``: surround it when the keyboard brought the focus."""
    if comes_from_keyboard(target, event) and target.parentWidget() is not None:
        FocusRing(target, radius)
