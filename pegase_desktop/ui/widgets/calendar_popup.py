"""A month's page in which to pick a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import icon
from pegase_desktop.ui.look.theme import colour, px, tokens
from pegase_desktop.ui.look.tokens import Tone

_GAP = 3
_PADDING = 6


class CalendarPopup(QWidget):
    """A month's page that opens under its field."""

    picked = Signal(date)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._page = QCalendarWidget(self)
        self._page.setLocale(QLocale(QLocale.Language.French, QLocale.Country.France))
        self._page.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._page.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._page.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        layout.addWidget(self._page)
        self._page.clicked.connect(self._pick)
        self._page.activated.connect(self._pick)

    def open_under(self, field: QWidget, shown: date) -> None:
        """Show the month of *shown* under *field*, or above it where the screen ends."""
        self._dress()
        self._page.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.setFixedSize(self._page.minimumSize() + QSize(2 * _PADDING, 2 * _PADDING))
        self.setGeometry(QRect(self._corner(field), self.size()))
        self.show()
        self._page.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the keys are the calendar's: Escape closes it, and not the window under it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painting.frame(QPainter(self), QRectF(self.rect()), 0, colours.surface, colours.border_strong)

    def _corner(self, field: QWidget) -> QPoint:
        room = field.screen().availableGeometry()
        below = field.mapToGlobal(QPoint(0, field.height() + _GAP))
        above = field.mapToGlobal(QPoint(0, -self.height() - _GAP))
        corner = below if below.y() + self.height() <= room.bottom() else above
        return QPoint(min(corner.x(), room.right() - self.width()), corner.y())

    def _dress(self) -> None:
        plain, soft = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(colour(Tone.TEXT))
        soft.setForeground(colour(Tone.TEXT2))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._page.setWeekdayTextFormat(weekday, plain)  # Qt's own red would say « late » here
        self._page.setHeaderTextFormat(soft)
        for name, arrow in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self._page.findChild(QToolButton, name)
            assert isinstance(button, QToolButton)
            button.setIcon(icon(arrow, Tone.TEXT2, 16))
        self._page.setMinimumSize(px(280), px(250))

    def _pick(self, chosen: QDate) -> None:
        if self.isVisible():  # a double click says « clicked » and « activated »
            self.hide()
            self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
