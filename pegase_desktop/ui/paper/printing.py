"""Papers to the printer: page by page, at its resolution, stopped when the person asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageSize, QPainter

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.saved_file import check_output
from pegase_desktop.ui.paper.pages import POINTS_PER_INCH, PaperPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

_FINEST = 300  # dots to the inch: finer needs 140 MB a page and is not seen on a form

GoesOn = Callable[[int], bool]
"""Called before each page with its number, from 0; False stops the printing."""


class NotPrinted(UserError):
    """The printer did not take the paper."""

    def __init__(self) -> None:
        super().__init__(
            "L'impression n'a pas pu se faire. Vérifiez que l'imprimante est allumée et reliée, puis réessayez. "
            "Vous pouvez aussi enregistrer le PDF."
        )


def ask_for_printer(title: str, page_count: int, parent: QWidget) -> QPrinter | None:
    """The printer and pages the person chose; None when the person gives up.

    The printer is made here, on demand: made at the start, one that is out of reach would hold up the program.
    """
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Imprimer")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setMinMax(1, page_count)
    try:
        return printer if dialog.exec() else None
    finally:
        dialog.deleteLater()


def print_pages(pages: PaperPages, printer: QPrinter, goes_on: GoesOn) -> bool:
    """Send the pages chosen in *printer*; False when *goes_on* stopped it.

    Raises:
        NotPrinted: the printer refused the paper or a page of it.
        FileNotSaved: the person chose to print into a file, and that one must not be written over.
    """
    if (file := Path(printer.outputFileName())).is_absolute():  # Windows says « FILE: », and asks for a name itself
        check_output(file)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted
    try:
        return _print_chosen(pages, printer, painter, goes_on)
    finally:
        painter.end()


def _print_chosen(pages: PaperPages, printer: QPrinter, painter: QPainter, goes_on: GoesOn) -> bool:
    for sheet, number in enumerate(_chosen(pages, printer)):
        if not goes_on(number):
            printer.abort()
            return False
        if sheet and not printer.newPage():
            raise NotPrinted
        _print_page(pages, number, printer, painter)
    if printer.printerState() in (printer.PrinterState.Error, printer.PrinterState.Aborted):
        raise NotPrinted
    return True


def _chosen(pages: PaperPages, printer: QPrinter) -> list[int]:
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    numbers = list(range(first - 1, min(last, len(pages))))
    if printer.pageOrder() is printer.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return numbers * copies


def _print_page(pages: PaperPages, number: int, printer: QPrinter, painter: QPainter) -> None:
    paper = printer.paperRect(printer.Unit.DevicePixel)
    image = pages.image(number, min(printer.resolution(), _FINEST) / POINTS_PER_INCH)
    size = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
