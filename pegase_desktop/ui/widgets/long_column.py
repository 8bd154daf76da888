"""A column of any length: of a long one, only what is seen, or reached by the keyboard, is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.widgets.tab_order import stop_beside

Maker = Callable[[], QWidget]
_AT_ONCE = 15  # of a column of no more all are made: some eight milliseconds each
_BLOCK = 5
_HEIGHT = 66  # pixels at scale 1 of what is not made yet, each


class LongColumn(QWidget):
    """Widgets below each other, told by what makes each of them."""

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        """*spacing* in pixels."""
        super().__init__(parent)
        self._column = _column(self, spacing)
        self._blocks: list[_Block] = []

    def show_made_by(self, makers: Sequence[Maker]) -> None:
        """Show what these make, in place of those before."""
        seen = [one.height() if one.is_made and one.visibleRegion().isEmpty() else 0 for one in self._blocks]
        was_made = [one.is_made and not one.visibleRegion().isEmpty() for one in self._blocks]
        self._blocks = []
        cleared(self._column)
        if len(makers) <= _AT_ONCE:
            for make in makers:
                add_now(self._column, make())
            return
        for number, start in enumerate(range(0, len(makers), _BLOCK)):
            some = makers[start : start + _BLOCK]
            height = seen[number] if number < len(seen) and seen[number] else px(_HEIGHT) * len(some)
            block = _Block(some, start + 1, height, self._column.spacing())
            self._blocks.append(block)
            add_now(self._column, block)
            if number < len(was_made) and was_made[number]:
                block.make()
        self._blocks[-1].make()  # below it one goes on typing: that is not to be pushed away

    def widget_at(self, index: int) -> QWidget:
        """The widget of that place, made if it was not."""
        if self._blocks:
            block = self._blocks[index // _BLOCK]
            block.make()
            return block.widget_at(index % _BLOCK)
        return _widget_in(self._column, index)


class _Block(QWidget):
    """Some of a long column. A place of the keyboard until it is made, and after that where nothing in it is one."""

    def __init__(self, makers: Sequence[Maker], first: int, height: int, spacing: int) -> None:
        super().__init__()
        self._makers = makers
        self._column = _column(self, spacing)
        self.is_made = False
        self.setMinimumHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"Lignes {first} à {first + len(makers) - 1}")

    def make(self) -> None:
        """Make what it holds, if that was not done."""
        if self.is_made:
            return
        self.is_made = True
        self.setMinimumHeight(0)
        for make in self._makers:
            add_now(self._column, make())
        if stop_beside(self._parts(), None, forward=True):
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAccessibleName("")

    def widget_at(self, index: int) -> QWidget:
        return _widget_in(self._column, index)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_made:
            QTimer.singleShot(0, self, self.make)  # not while it is being painted

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.make()
        is_forward = event.reason() is not Qt.FocusReason.BacktabFocusReason
        stop = stop_beside(self._parts(), None, forward=is_forward)
        if stop is not None and QApplication.focusWidget() is self:
            stop.setFocus(event.reason())

    def _parts(self) -> list[QWidget]:
        return [_widget_in(self._column, index) for index in range(self._column.count())]


def add_now(layout: QVBoxLayout, widget: QWidget) -> None:
    """Add *widget* and show it at once: the keyboard may go there before the event loop would show it."""
    layout.addWidget(widget)
    place = layout.parentWidget()
    if place is not None and place.isVisible():
        widget.show()


def cleared(layout: QVBoxLayout) -> None:
    """Take every widget out of *layout*."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _column(place: QWidget, spacing: int) -> QVBoxLayout:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    place.setSizePolicy(policy)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def _widget_in(layout: QLayout, index: int) -> QWidget:
    item = layout.itemAt(index)
    widget = item.widget() if item else None
    assert widget is not None
    return widget
