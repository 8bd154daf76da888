"""Printing, onto a printer that writes PDF."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.paper.pages import PaperPages
from pegase_desktop.ui.paper.printing import NotPrinted, ask_for_printer, print_pages


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setResolution(150)
    return made


def printed(printer: QPrinter) -> list[tuple[bool, bool]]:
    """Of each sheet: whether its upper left quarter is black, and whether its lower right one is."""
    sheets = []
    with pypdfium2.PdfDocument(printer.outputFileName()) as document:
        for page in document:
            picture = page.render(scale=0.2, grayscale=True)
            rows = bytes(picture.buffer)
            at = [rows[y * picture.stride + x] for x, y in ((10, 10), (picture.width - 10, picture.height - 10))]
            sheets.append((at[0] < 60, at[1] < 60))
    return sheets


def test_every_page_is_printed_as_it_is_shown(pages: PaperPages, printer: QPrinter) -> None:
    begun: list[int] = []

    def begin(number: int) -> bool:
        begun.append(number)
        return True

    def goes_on(number: int) -> bool:
        begun.append(number)
        return True

    assert print_pages(pages, printer, goes_on) is True
    assert begun == [0, 1, 2]
    assert printed(printer) == [(True, False)] * 3


def test_only_the_chosen_pages_are_printed(pages: PaperPages, printer: QPrinter) -> None:
    begun: list[int] = []

    def begin(number: int) -> bool:
        begun.append(number)
        return True

    printer.setFromTo(2, 3)
    print_pages(pages, printer, begin)
    assert begun == [1, 2]
    assert len(printed(printer)) == 2


def test_the_last_page_first_when_asked_for(pages: PaperPages, printer: QPrinter) -> None:
    begun: list[int] = []

    def begin(number: int) -> bool:
        begun.append(number)
        return True

    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    print_pages(pages, printer, begin)
    assert begun == [2, 1, 0]


def test_printing_stops_between_two_pages(pages: PaperPages, printer: QPrinter) -> None:
    assert print_pages(pages, printer, lambda number: number < 1) is False


@pytest.mark.qt_log_ignore("QPainter::begin.*", "QPdf.*", "QFile.*")
def test_a_printer_that_does_not_answer_is_said(pages: PaperPages, printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    with pytest.raises(NotPrinted, match="Vérifiez que l’imprimante est allumée"):
        print_pages(pages, printer, lambda number: True)


def test_the_print_dialog_can_be_given_up_by_key(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    seen = []

    def give_up() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        seen.append((dialog.windowTitle(), dialog.maxPage(), dialog.printer().docName()))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, give_up)
    assert ask_for_printer("Fiche R-2026-0036", 3, window) is None
    assert seen == [("Imprimer", 3, "Fiche R-2026-0036")]
