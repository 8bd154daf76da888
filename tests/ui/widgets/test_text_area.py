from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField

Page = Callable[..., QWidget]


def test_it_grows_with_its_text_up_to_its_bound(page: Page) -> None:
    area = TextArea(lines=2, most_lines=6)
    page(area)
    heights = []
    for lines in (1, 2, 4, 6, 40):
        area.set_value("\n".join(["mot"] * lines))
        heights.append(area.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_a_text_within_the_bound_needs_no_scroll_bar(page: Page) -> None:
    area = TextArea(lines=2, most_lines=6)
    page(area)
    area.set_value("\n".join(["mot"] * 5))
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0


def test_tab_leaves_it(page: Page, qtbot: QtBot) -> None:
    area, other = TextArea(), TextField()
    page(area, other)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert area.value() == ""


def test_a_phrase_goes_in_at_the_cursor_as_an_edit(page: Page, qtbot: QtBot) -> None:
    area = TextArea()
    page(area)
    area.set_value("Bonjour. Merci.")
    cursor = area.textCursor()
    cursor.setPosition(len("Bonjour."))
    area.setTextCursor(cursor)
    with qtbot.waitSignal(area.edited):
        area.insert_phrase("Si je comprends bien…")
    assert area.value() == "Bonjour. Si je comprends bien… Merci."


@pytest.mark.parametrize(
    ("text", "start", "end", "found"),
    [
        ("Martin", 3, 3, "Martin Oui."),  # no word is cut in two
        ("Martin Paul", 0, 0, "Oui. Martin Paul"),
        ("Martin Paul", 0, 6, "Martin Oui. Paul"),  # nor taken away
        ("Martin\n", 7, 7, "Martin\nOui."),
        ("", 0, 0, "Oui."),
        ("(Martin", 1, 1, "( Oui. Martin"),
        ("😀 Bonjour", 6, 6, "😀 Bonjour Oui."),  # Qt counts the emoji as two
        ("😀 Martin Paul", 9, 9, "😀 Martin Oui. Paul"),
    ],
)
def test_a_phrase_is_never_glued_to_a_word(page: Page, text: str, start: int, end: int, found: str) -> None:
    area = TextArea()
    page(area)
    area.set_value(text)
    cursor = area.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    area.insert_phrase("Oui.")
    assert area.value() == found
    QTest.keyClicks(area, "!")  # what is typed next goes on from it
    assert area.value() == found.replace("Oui.", "Oui.!")


def test_pasted_markup_is_plain_text(page: Page) -> None:
    area = TextArea()
    page(area)
    rich = QMimeData()
    rich.setHtml("<b>gras</b>")
    rich.setText("gras")
    area.insertFromMimeData(rich)
    assert area.toPlainText() == "gras"
    assert area.acceptRichText() is False
    assert isinstance(area.document(), QTextDocument)


def test_filling_cannot_be_undone_into_an_empty_text(page: Page, qtbot: QtBot) -> None:
    area = TextArea()
    page(area)
    area.set_value("Texte enregistré")
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert area.value() == "Texte enregistré"


def test_lines_typed_after_filling_keep_the_line_height(page: Page, qtbot: QtBot) -> None:
    area = TextArea()
    page(area)
    area.set_value("Un")
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.End)
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "Deux")
    assert area.document().lastBlock().blockFormat().lineHeight() == 136


def test_a_very_long_text_is_taken_whole(page: Page) -> None:
    area = TextArea()
    page(area)
    text = "réclamation " * 1_700
    area.set_value(text)
    assert area.toPlainText() == text


def test_every_return_makes_a_line_and_no_break_spaces_stay(page: Page) -> None:
    area = TextArea()
    page(area)
    area.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_B):
        QTest.keyClick(area, key)
    area.insertPlainText("\u00a0€")
    assert area.value() == "a\n\nb\u00a0€"
