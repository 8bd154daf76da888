from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.widgets.field import Field, FieldRow, Hint
from pegase_desktop.ui.widgets.text_fields import TextField
from pegase_desktop.ui.widgets.typed_fields import DateField, TimeField

Page = Callable[..., QWidget]


def words_shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_what_is_required_is_written_and_said(page: Page) -> None:
    field = Field("Objet", TextField(), hint=Hint.REQUIRED, note="Repris sur la fiche")
    page(field)
    assert words_shown(field) == ["Objet", "obligatoire", "Repris sur la fiche"]
    assert field.input.accessibleName() == "Objet, obligatoire"


def test_a_fault_is_shown_until_it_is_edited_away(page: Page, qtbot: QtBot) -> None:
    field = Field("Objet", TextField())
    page(field)
    field.set_error("Il manque l’objet. Par exemple : leçons annulées.")
    assert field.has_error()
    assert field.input.property("edge") == "danger"
    assert any("Il manque" in words for words in words_shown(field))
    qtbot.keyClicks(field.input, "L")
    assert field.fault() == ""
    assert field.input.property("edge") == ""


def test_a_warning_stays_while_editing(page: Page, qtbot: QtBot) -> None:
    field = Field("E-mail", TextField())
    page(field)
    field.set_warning("Cette adresse semble incomplète.")
    qtbot.keyClicks(field.input, "a")
    assert field.fault() == "Cette adresse semble incomplète."
    assert not field.has_error()


def test_a_text_that_is_no_date_is_said_on_leaving_never_while_typing(page: Page, qtbot: QtBot) -> None:
    field, other = Field("Date", DateField()), TextField()
    page(field, other)
    field.input.setFocus()
    qtbot.keyClicks(field.input, "32/13")
    assert field.fault() == ""
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.input, Qt.Key.Key_Tab)
    assert "Par exemple" in field.fault()


def test_filling_takes_a_fault_away_in_silence(page: Page) -> None:
    field = Field("Objet", TextField())
    page(field)
    edits: list[bool] = []
    field.edited.connect(lambda: edits.append(True))
    field.set_error("Il manque l’objet.")
    field.set_value("Leçons annulées")
    assert (field.fault(), field.value(), edits) == ("", "Leçons annulées", [])


def test_the_label_brings_to_its_input(page: Page) -> None:
    field = Field("Objet", TextField())
    page(field)
    assert field.findChildren(QLabel)[0].buddy() is field.input


def test_a_fault_in_a_row_moves_no_field_and_begins_under_its_own(page: Page) -> None:
    day, hour = Field("Date", DateField()), Field("Heure", TimeField())
    row = FieldRow(day, hour)
    window = page(row, TextField())
    window.resize(700, 300)
    QApplication.processEvents()
    before = day.geometry(), hour.geometry()
    hour.set_error("Il manque l’heure de l’appel. Par exemple : 14:25.")
    QApplication.processEvents()
    assert (day.geometry(), hour.geometry()) == before
    said = next(label for label in row.findChildren(QLabel) if "manque" in label.text())
    assert said.mapTo(row, said.rect().topLeft()).x() >= hour.x()
    assert said.height() < 2 * said.fontMetrics().height(), "it stays on one line"
