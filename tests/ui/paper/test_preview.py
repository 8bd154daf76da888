"""The preview, driven by keys and clicks."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.paper.preview import PaperPreview
from tests.storage.sqlite.plain_register import open_plain
from tests.ui.scripted_questions import ScriptedQuestions

Open = Callable[..., PaperPreview]
CTRL = Qt.KeyboardModifier.ControlModifier


class Outside:
    """Stands for the system's viewer."""

    def __init__(self, answers: bool) -> None:
        self.opened: list[Path] = []
        self._answers = answers

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(Path(url.toLocalFile()))
        return self._answers


@pytest.fixture
def questions() -> ScriptedQuestions:
    return ScriptedQuestions()


@pytest.fixture
def preview(qtbot: QtBot, pdf: bytes, questions: ScriptedQuestions) -> Open:
    def opened(**seams: object) -> PaperPreview:
        window = PaperPreview(pdf, "Fiche R-2026-0036", "Fiche_R-2026-0036.pdf", questions, **seams)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.open()
        return window

    return opened


def button(window: PaperPreview, label: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if label in (one.text(), one.accessibleName()))


def test_it_says_what_is_shown_and_where_one_is(preview: Open, qtbot: QtBot) -> None:
    window = preview()
    assert window.windowTitle() == "Fiche R-2026-0036"
    assert window.view.accessibleName() == "Fiche R-2026-0036, page 1 sur 3"
    qtbot.keyClick(window.view, Qt.Key.Key_PageDown)
    assert window.view.accessibleName() == "Fiche R-2026-0036, page 2 sur 3"
    qtbot.mouseClick(button(window, "Page suivante"), Qt.MouseButton.LeftButton)
    assert window.view.page == 2


def test_zoom_keys(preview: Open, qtbot: QtBot) -> None:
    window = preview()
    filling = window.view.zoom
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert window.view.zoom < filling
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert window.view.zoom > filling
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert window.view.zoom == filling


def test_every_button_is_reached_by_tab_and_named(preview: Open, qtbot: QtBot) -> None:
    window = preview()
    named = {one.text() or one.accessibleName() for one in window.findChildren(QPushButton)}
    assert {"Fermer", "Ouvrir dans le lecteur PDF", "Enregistrer en PDF", "Imprimer…"} <= named
    reached = set()
    for _ in range(len(named) + 2):
        widget = window.focusWidget()
        assert widget is not None
        reached.add(widget.accessibleName() or getattr(widget, "text", str)())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert named <= reached


def test_escape_closes(preview: Open, qtbot: QtBot) -> None:
    window = preview()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_saving_writes_the_pdf_where_the_person_chose(
    preview: Open, questions: ScriptedQuestions, qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    window = preview()
    questions.saved = [tmp_path / "fiche", None]
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert (tmp_path / "fiche.pdf").read_bytes() == pdf
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert [one.name for one in tmp_path.iterdir()] == ["fiche.pdf"]
    assert questions.said == []


def test_a_place_that_cannot_be_written_is_said(
    preview: Open, questions: ScriptedQuestions, qtbot: QtBot, tmp_path: Path
) -> None:
    window = preview()
    questions.saved = [tmp_path / "no such folder" / "fiche.pdf"]
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    [sentence] = questions.said
    assert sentence.startswith("Le fichier «\u00a0fiche.pdf\u00a0» n’a pas été enregistré. Ce dossier n’existe plus.")


def test_a_paper_is_never_saved_or_printed_over_a_register(
    preview: Open, questions: ScriptedQuestions, qtbot: QtBot, tmp_path: Path
) -> None:
    register = tmp_path / "registre.pdf"
    with open_plain(register):
        before = register.read_bytes()
        window = preview(choose_printer=lambda *_: pdf_printer(register))
        questions.saved = [register]
        for key, said in ((Qt.Key.Key_S, 1), (Qt.Key.Key_P, 2)):
            qtbot.keyClick(window, key, CTRL)
            assert len(questions.said) == said
            assert "C’est un registre de réclamations" in questions.said[-1]
        assert register.read_bytes() == before


@pytest.mark.parametrize("replaces", [True, False])
def test_an_ending_that_is_added_replaces_nothing_unasked(
    preview: Open, questions: ScriptedQuestions, qtbot: QtBot, pdf: bytes, tmp_path: Path, replaces: bool
) -> None:
    (tmp_path / "fiche.pdf").write_bytes(b"older")
    questions.saved, questions.confirmations = [tmp_path / "fiche"], [replaces]
    qtbot.keyClick(preview(), Qt.Key.Key_S, CTRL)
    assert (tmp_path / "fiche.pdf").read_bytes() == (pdf if replaces else b"older")
    assert len(questions.asked) == 2


def test_the_viewer_gets_a_private_copy(preview: Open, qtbot: QtBot, pdf: bytes) -> None:
    viewer = Outside(answers=True)
    window = preview(open_outside=viewer)
    qtbot.mouseClick(button(window, "Ouvrir dans le lecteur PDF"), Qt.MouseButton.LeftButton)
    [copy] = viewer.opened
    assert copy.name == "Fiche_R-2026-0036.pdf"
    assert copy.read_bytes() == pdf
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_no_viewer_is_said(preview: Open, questions: ScriptedQuestions, qtbot: QtBot) -> None:
    window = preview(open_outside=Outside(answers=False))
    qtbot.mouseClick(button(window, "Ouvrir dans le lecteur PDF"), Qt.MouseButton.LeftButton)
    assert questions.said == [
        "Aucun lecteur PDF n’a répondu. Enregistrez le fichier en PDF, puis ouvrez-le depuis son dossier."
    ]


def test_printing_asks_for_a_printer_and_prints(preview: Open, qtbot: QtBot, tmp_path: Path) -> None:
    asked = []

    def choose(title: str, page_count: int, parent: QWidget) -> QPrinter | None:
        asked.append((title, page_count))
        return pdf_printer(tmp_path / "printed.pdf")

    qtbot.keyClick(preview(choose_printer=choose), Qt.Key.Key_P, CTRL)
    assert asked == [("Fiche R-2026-0036", 3)]
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_giving_up_the_printer_prints_nothing(preview: Open, questions: ScriptedQuestions, qtbot: QtBot) -> None:
    window = preview(choose_printer=lambda *_: None)
    qtbot.mouseClick(button(window, "Imprimer…"), Qt.MouseButton.LeftButton)
    assert questions.said == []
    assert window.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin.*", "QPdf.*", "QFile.*")
def test_a_printer_that_fails_is_said(
    preview: Open, questions: ScriptedQuestions, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "no such folder" / "printed.pdf"
    window = preview(choose_printer=lambda *_: pdf_printer(broken))
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    [sentence] = questions.said
    assert sentence.startswith("L’impression n’a pas pu se faire.")


def pdf_printer(path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer
