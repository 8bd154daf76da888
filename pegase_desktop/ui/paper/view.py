"""The pages one below the other, as on a desk: scrolled, zoomed, drawn only where they are seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from pegase_desktop.ui.look.painting import focus_ring
from pegase_desktop.ui.look.theme import colour
from pegase_desktop.ui.paper.pages import POINTS_PER_INCH, PaperPages
from pegase_desktop.ui.widgets.focus_ring import comes_from_keyboard

_SCREEN_PER_INCH = 96.0
_MARGIN = 20.0
_GAP = 16.0
_ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_LINE = 48
_ABOVE_A_PAGE = 8


class PaperView(QAbstractScrollArea):
    """Shows :class:`PaperPages`. ``zoom`` 1 is the size of the paper; until the person zooms, pages fill the width."""

    page_changed = Signal(int)  # from 0
    zoom_changed = Signal(float)

    def __init__(self, pages: PaperPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._zoom = 1.0
        self._fills_width = True
        self._page = 0
        self._has_ring = False
        self._images: dict[int, QImage] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def page(self) -> int:
        """The page being read, from 0: the one that holds the middle of the window."""
        return self._page

    @property
    def zoom(self) -> float:
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at *zoom* times the size of the paper, about the same place."""
        self._fills_width = False
        self._apply_zoom(min(max(zoom, _ZOOMS[0]), _ZOOMS[-1]))

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((step for step in _ZOOMS if step > self._zoom + 0.01), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((step for step in reversed(_ZOOMS) if step < self._zoom - 0.01), _ZOOMS[0]))

    def fill_width(self) -> None:
        """Let the pages fill the width again, also when the window changes."""
        self._fills_width = True
        self._fit()

    def show_page(self, number: int) -> None:
        """Bring the top of page *number* into view; numbers out of range mean the first or the last."""
        number = min(max(number, 0), len(self._pages) - 1)
        self.verticalScrollBar().setValue(round(self._frame_of(number).top()) - _ABOVE_A_PAGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fills_width:
            self._fit()
        self._set_ranges()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self.verticalScrollBar(), self._page
        match event.key():
            case Qt.Key.Key_PageDown:
                self.show_page(step + 1)
            case Qt.Key.Key_PageUp:
                self.show_page(step - 1)
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                bar.setValue(bar.value() + (-bar.pageStep() if backwards else bar.pageStep()))
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        elif event.angleDelta().y() < 0:
            self.zoom_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._has_ring = comes_from_keyboard(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._has_ring = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("chrome"))
        seen = [(number, frame) for number, frame in self._frames_in_window() if frame.intersects(QRectF(event.rect()))]
        for number, frame in seen:
            painter.drawImage(frame.topLeft(), self._image(number))
            painter.setPen(colour("border_btn"))
            painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._has_ring:
            focus_ring(painter, QRectF(self.viewport().rect()), 0)
        self._forget_unseen()

    def _image(self, number: int) -> QImage:
        ratio = self.viewport().devicePixelRatioF()
        scale = self._scale * ratio
        image = self._images.get(number)
        if image is None or image.devicePixelRatio() != ratio:
            image = self._pages.image(number, scale)
            image.setDevicePixelRatio(ratio)
            self._images[number] = image
        return image

    def _forget_unseen(self) -> None:
        kept = {number for number, _ in self._frames_in_window()}
        self._images = {number: image for number, image in self._images.items() if number in kept}

    @property
    def _scale(self) -> float:
        """Logical pixels to the point."""
        return self._zoom * _SCREEN_PER_INCH / POINTS_PER_INCH

    def _size_of(self, number: int) -> QSizeF:
        return self._pages.sizes[number] * self._scale

    def _frame_of(self, number: int) -> QRectF:
        """Where a page lies on the desk."""
        above = sum(self._size_of(one).height() + _GAP for one in range(number))
        size = self._size_of(number)
        desk = max(self._desk_size().width(), float(self.viewport().width()))
        return QRectF(QPointF((desk - size.width()) / 2, _MARGIN + above), size)

    def _frames_in_window(self) -> Iterator[tuple[int, QRectF]]:
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        window = QRectF(self.viewport().rect())
        for number in range(len(self._pages)):
            frame = self._frame_of(number).translated(offset)
            if frame.intersects(window):
                yield number, frame

    def _desk_size(self) -> QSizeF:
        sizes = [self._size_of(number) for number in range(len(self._pages))]
        height = sum(size.height() for size in sizes) + _GAP * (len(sizes) - 1)
        return QSizeF(max(size.width() for size in sizes) + 2 * _MARGIN, height + 2 * _MARGIN)

    def _fit(self) -> None:
        widest = max(size.width() for size in self._pages.sizes) * _SCREEN_PER_INCH / POINTS_PER_INCH
        room = self.viewport().width() - 2 * _MARGIN
        self._apply_zoom(min(max(room / widest, _ZOOMS[0]), _ZOOMS[-1]))

    def _apply_zoom(self, zoom: float) -> None:
        if zoom == self._zoom:
            return
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        middle = (bar.value() + half) * zoom / self._zoom if bar.value() else half  # from the top it stays at the top
        self._zoom = zoom
        self._images.clear()
        self._set_ranges()
        bar.setValue(round(middle - half))
        self.viewport().update()
        self.zoom_changed.emit(zoom)

    def _set_ranges(self) -> None:
        desk, window = self._desk_size(), self.viewport().size()
        pairs = (
            (self.verticalScrollBar(), desk.height(), window.height()),
            (self.horizontalScrollBar(), desk.width(), window.width()),
        )
        for bar, length, room in pairs:
            bar.setPageStep(max(room - _LINE, 1))
            bar.setRange(0, max(round(length) - room, 0))
        self._on_scrolled()

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        at_end = self.verticalScrollBar().value() == self.verticalScrollBar().maximum() > 0
        last = len(self._pages) - 1
        page = last if at_end else next((n for n in range(last) if middle < self._frame_of(n + 1).top()), last)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()
