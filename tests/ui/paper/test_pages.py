"""A PDF's pages as images."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from pegase_desktop.ui.paper.pages import PaperPages


def test_sizes_are_in_points(pages: PaperPages) -> None:
    assert len(pages) == 3
    assert [(round(size.width()), round(size.height())) for size in pages.sizes] == [(595, 842)] * 3


def test_a_page_is_drawn_at_the_scale_asked_for(pages: PaperPages) -> None:
    image = pages.image(1, 2.0)
    assert abs(image.width() - 1191) <= 1
    assert abs(image.height() - 1684) <= 1
    assert image.pixelColor(100, 100) == QColor(Qt.GlobalColor.black)
    assert image.pixelColor(1100, 1600) == QColor(Qt.GlobalColor.white)


def test_an_image_outlives_its_document(pdf: bytes) -> None:
    pages = PaperPages(pdf)
    image = pages.image(0, 1.0)
    pages.close()
    assert image.pixelColor(10, 10) == QColor(Qt.GlobalColor.black)


def test_pdfium_and_printing_are_loaded_on_use() -> None:
    code = (
        "import sys, pegase_desktop.ui.paper.preview\n"
        "print({'pypdfium2', 'PySide6.QtPrintSupport', 'reportlab'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
