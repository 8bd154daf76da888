"""Fields whose words mean something: dates, hours, amounts. One types freely; leaving the field tidies the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pegase_desktop.domain.french import NBSP, day
from pegase_desktop.domain.typed_values import parse_cents, parse_date, parse_time
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.theme import font, is_look_change, px, tokens
from pegase_desktop.ui.look.tokens import Type
from pegase_desktop.ui.widgets.calendar_popup import CalendarPopup
from pegase_desktop.ui.widgets.text_fields import TextField

_NO_SUCH_DAY = "Cette date n’existe pas ou n’est pas lisible. Par exemple : 19/11/2026."
_NO_SUCH_HOUR = "Cette heure n’existe pas ou n’est pas lisible. Par exemple : 14:25."
_NO_SUCH_AMOUNT = "Ce montant n’est pas lisible. Par exemple : 55 ou 27,50."
_ICON = 16


class DateField(TextField):
    """A day: typed in any usual way, up and down by the arrows, or taken from a calendar (Alt+↓)."""

    def __init__(
        self, *, today: Callable[[], date] = date.today, tall: bool = False, parent: QWidget | None = None
    ) -> None:
        """*today*: the day at the office, which « hier » and a missing year are counted from."""
        super().__init__("jj/mm/aaaa", tall=tall, max_length=40, parent=parent)
        self._today = today
        self._calendar: CalendarPopup | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._make_room()

    def value(self) -> date | None:  # type: ignore[override]
        """The day understood, or None; `text` keeps what was typed."""
        return parse_date(self.text(), self._today())

    def set_value(self, value: date | None) -> None:  # type: ignore[override]
        """Fill, in silence."""
        self.setText("" if value is None else day(value))

    def problem(self) -> str | None:
        return _NO_SUCH_DAY if self.text().strip() and self.value() is None else None

    def sizeHint(self) -> QSize:
        words = painting.text_width("00/00/0000", font(Type.BODY))
        return QSize(round(words) + 2 * px(11) + px(_ICON) + px(16), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.open_calendar()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._tidy()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_on_icon(event.position().x()):
            self.open_calendar()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on_icon = self._is_on_icon(event.position().x())
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor if on_icon else Qt.CursorShape.IBeamCursor))
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left = self.width() - px(10) - px(_ICON)
        paint_icon(QPainter(self), "calendar", tokens().text2, left, (self.height() - px(_ICON)) / 2, px(_ICON))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_change(event):
            self._make_room()
            self.updateGeometry()

    def open_calendar(self) -> None:
        """Let the person pick the day in a month's page."""
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
            self._calendar.picked.connect(self._take)
        self._calendar.open_under(self, self.value() or self._today())

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, px(_ICON) + px(4), 0)

    def _is_on_icon(self, x: float) -> bool:
        return x > self.width() - px(16) - px(_ICON)

    def _step(self, days: int) -> None:
        current = self.value()
        self._take(self._today() if current is None else current + timedelta(days=days))

    def _take(self, chosen: date) -> None:
        self.set_value(chosen)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _tidy(self) -> None:
        understood = self.value()
        if understood is not None:
            self.set_value(understood)


class TimeField(TextField):
    """An hour of the day: « 14:25 », also typed « 14h25 », « 1425 », « 9 »."""

    def __init__(self, *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("hh:mm", tall=tall, max_length=20, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def value(self) -> time | None:  # type: ignore[override]
        """The hour understood, or None; `text` keeps what was typed."""
        return parse_time(self.text())

    def set_value(self, value: time | None) -> None:  # type: ignore[override]
        """Fill, in silence."""
        self.setText("" if value is None else f"{value:%H:%M}")

    def problem(self) -> str | None:
        return _NO_SUCH_HOUR if self.text().strip() and self.value() is None else None

    def sizeHint(self) -> QSize:
        words = painting.text_width("00:00", font(Type.BODY))
        return QSize(round(words) + 2 * px(11) + px(24), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        understood = self.value()
        if understood is not None:
            self.set_value(understood)
        super().focusOutEvent(event)


class AmountField(TextField):
    """An amount of euros; its value is in whole cents."""

    def __init__(self, *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("0,00", tall=tall, max_length=20, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(0, 0, px(16), 0)

    def value(self) -> int | None:  # type: ignore[override]
        """Cents, or None when empty or not understood; `text` keeps what was typed."""
        return parse_cents(self.text())

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        """Fill with *value* cents, in silence."""
        self.setText("" if value is None else _euros(value))

    def problem(self) -> str | None:
        return _NO_SUCH_AMOUNT if self.text().strip() and self.value() is None else None

    def sizeHint(self) -> QSize:
        return QSize(px(132), super().sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        understood = self.value()
        if understood is not None:
            self.set_value(understood)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rect = QRectF(0, 0, self.width() - px(11), self.height())
        right = Qt.AlignmentFlag.AlignRight
        painting.text(QPainter(self), rect, "€", font(Type.BODY), tokens().text2, right)


def _euros(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", NBSP) + f",{rest:02}"


class DateTimeField(QWidget):
    """A day and an hour side by side; see `DateField` and `TimeField`."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, *, today: Callable[[], date] = date.today, tall: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.date = DateField(today=today, tall=tall)
        self.time = TimeField(tall=tall)
        self.setAccessibleName("Moment")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.date)
        line.addWidget(self.time)
        line.addStretch(1)
        self.setFocusProxy(self.date)
        for part in (self.date, self.time):
            part.edited.connect(self.edited)
            part.left.connect(self._part_left)

    def setAccessibleName(self, name: str) -> None:
        """Also for the parts, which have the keyboard: « Reçue le, obligatoire, date »."""
        super().setAccessibleName(name)
        self.date.setAccessibleName(f"{name}, date")
        self.time.setAccessibleName(f"{name}, heure")

    def value(self) -> tuple[date | None, time | None]:
        """The day and the hour, each None when missing or not understood."""
        return self.date.value(), self.time.value()

    def set_value(self, value: tuple[date | None, time | None]) -> None:
        """Fill, in silence."""
        self.date.set_value(value[0])
        self.time.set_value(value[1])

    def set_edge(self, edge: str) -> None:
        """Mark the parts at fault: those not understood, else those empty, else both."""
        at_fault = [part for part in (self.date, self.time) if part.problem()]
        at_fault = at_fault or [part for part in (self.date, self.time) if not part.text().strip()]
        for part in (self.date, self.time):
            part.set_edge(edge if part in (at_fault or [self.date, self.time]) else "")

    def problem(self) -> str | None:
        """What cannot be understood, as a sentence."""
        return self.date.problem() or self.time.problem()

    def _part_left(self) -> None:
        if not (self.date.hasFocus() or self.time.hasFocus()):
            self.left.emit()
