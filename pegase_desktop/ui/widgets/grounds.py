"""What widgets stand on: grounds with hairlines, cards, quotations, scrolling areas, a flowing layout."""

from __future__ import annotations

from enum import Flag, auto

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.theme import colour, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone


class Edge(Flag):
    """The sides on which a ground draws its hairline."""

    NONE = 0
    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()


class Ground(QWidget):
    """A plain area of one of the background levels, with hairlines where wanted."""

    def __init__(self, tone: Tone = Tone.SURFACE, edges: Edge = Edge.NONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._edges = edges

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._tone))
        line = colour("border")
        width, height = self.width(), self.height()
        for edge, rect in (
            (Edge.LEFT, QRect(0, 0, 1, height)),
            (Edge.TOP, QRect(0, 0, width, 1)),
            (Edge.RIGHT, QRect(width - 1, 0, 1, height)),
            (Edge.BOTTOM, QRect(0, height - 1, width, 1)),
        ):
            if edge in self._edges:
                painter.fillRect(rect, line)


class Bar(Ground):
    """A ground as wide as its place and of one height, given at a text scale of 1: it follows the size of the words."""

    def __init__(self, height: int, tone: Tone, edges: Edge, parent: QWidget | None = None) -> None:
        super().__init__(tone, edges, parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(self._height))


class Hairline(QFrame):
    """A line of 1 px between two parts."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if orientation is Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour("border"))


class Card(QWidget):
    """A framed box; fill ``body``, a vertical layout with the design's padding."""

    def __init__(
        self,
        tone: Tone = Tone.SURFACE,
        *,
        radius: int = Size.RADIUS_CARD,
        padding: int = 14,
        framed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._radius = radius
        self._framed = framed
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding - 4, padding, padding - 4)
        self.body.setSpacing(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        edge = colours.border if self._framed else None
        painting.frame(QPainter(self), QRectF(self.rect()), self._radius, colours[self._tone], edge)


class Quote(QWidget):
    """The client's own words, beside a bar; fill ``body``."""

    _BAR = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(self._BAR + 11, 0, 0, 0)
        self.body.setSpacing(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 0, self._BAR, self.height()), colour("accent_line"))


class _Sheet(QWidget):
    """What is scrolled: as high as its texts are at the width they have, not at the least they could have."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)

    def minimumSizeHint(self) -> QSize:
        hint, layout, area = super().minimumSizeHint(), self.layout(), self.parentWidget()
        if layout is None or area is None or not layout.hasHeightForWidth():
            return hint
        width = min(max(area.width(), hint.width()), self._content.maximumWidth())  # Qt forgets that one
        return QSize(hint.width(), layout.totalMinimumHeightForWidth(width))


class ScrollArea(QScrollArea):
    """Scrolls one widget in height, on whatever ground lies behind.

    A *steady* one keeps the place of the scroll bar free while there is none: what it shows has always the same width.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None, *, steady: bool = False) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = _Sheet(content)
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)  # setWidget turned it on
        self.viewport().setAutoFillBackground(False)
        if steady:
            self._keep_free(0, 0)
            self.verticalScrollBar().rangeChanged.connect(self._keep_free)

    def _keep_free(self, _: int, highest: int) -> None:
        self.setViewportMargins(0, 0, 0 if highest else Size.SCROLL_BAR, 0)

    def reveal(self, widget: QWidget) -> None:
        """Bring *widget* into sight with some room round it."""
        self.ensureWidgetVisible(widget, 0, px(48))


class FlowLayout(QLayout):
    """Lays its widgets in lines, like words; a line breaks where the width ends.

    Those added after :meth:`go_right` stay together, at the right of the line where they have room.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, line_spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._at_right: int | None = None
        self._line_spacing = line_spacing
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def go_right(self) -> None:
        """What is added from now on stands at the right."""
        self._at_right = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = QSize()
        for item in self._items:
            widest = widest.expandedTo(item.minimumSize())
        return widest

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line_height = rect.x(), rect.y(), 0
        for number, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(rect.width(), item.sizeHint().height()))
            together = self._right_width() if number == self._at_right else size.width()
            if x > rect.x() and x + together > rect.right() + 1:
                x, y, line_height = rect.x(), y + line_height + self._line_spacing, 0
            elif number == self._at_right:
                x = max(x, rect.right() + 1 - together)
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return y + line_height - rect.y()

    def _right_width(self) -> int:
        """Of those that stand together at the right."""
        widths = [item.sizeHint().width() for item in self._items[self._at_right :] if not item.isEmpty()]
        return sum(widths) + self.spacing() * (len(widths) - 1)
