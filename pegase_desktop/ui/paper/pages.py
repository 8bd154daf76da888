"""The pages of a PDF as images, drawn by pdfium: the same drawing on the screen and on paper."""

from __future__ import annotations

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0


class PaperPages:
    """A PDF held in memory. Sizes are in points."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # put off: the window opens without it

        self._document = pypdfium2.PdfDocument(pdf)
        self.sizes = tuple(QSizeF(*self._document.get_page_size(number)) for number in range(len(self._document)))

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, number: int, scale: float) -> QImage:
        """Page *number*, from 0, at *scale* pixels to the point."""
        page = self._document[number]
        try:
            bitmap = page.render(scale=scale, prefer_bgrx=True, maybe_alpha=False)
            pixels = memoryview(bitmap.buffer)
            shared = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            return shared.copy()  # the pixels belong to the bitmap, which goes
        finally:
            page.close()

    def close(self) -> None:
        """Let go of the document; no page can be drawn any more."""
        self._document.close()
