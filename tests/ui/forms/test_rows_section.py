"""Rows of a record that the program knows nothing of: added, changed, taken out and put back with real keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.facts import fact_named
from pegase_desktop.ui.forms.context import FormContext
from pegase_desktop.ui.forms.record_form import RecordForm, RowForm
from pegase_desktop.ui.forms.row_card import RowCard
from pegase_desktop.ui.forms.rows_section import RowAct, RowsLook, RowsSection, RowWords
from pegase_desktop.ui.look.tokens import Tone
from tests.ui.forms.conftest import show
from tests.ui.forms.loan import Loan, Return
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import there

KEYS, HELMET = Return(what="Les clés"), Return(what="Le casque", on=date(2026, 11, 19))


def judge(row: Return) -> dict[str, str]:
    return {} if row.what else {"what": "Il manque ce que Le client rend."}


@pytest.fixture
def row_form(form: RecordForm[Loan]) -> RowForm:
    return RowForm(fact_named(Loan, "returns"), form, judge, lambda name: {"on": date(2026, 11, 20)})


@pytest.fixture
def section(row_form: RowForm, context: FormContext) -> RowsSection:
    def mark_returned(index: int) -> bool:
        row_form.replace(index, on=date(2026, 11, 18))
        return True

    def acts(row: Any) -> Sequence[RowAct]:
        return (RowAct("Rien", lambda _: False),) if row.on else (RowAct("Rendu", mark_returned, icon="check"),)

    look = RowsLook((("what", "on"),), lambda row: RowWords("wrench", Tone.TEXT2, row.what, str(row.on or "")), acts)
    return RowsSection(row_form, context, look)


@pytest.fixture
def typist(qtbot: QtBot, window: QWidget, section: RowsSection) -> FormTypist:
    return show(qtbot, window, section)


def cards(section: RowsSection) -> list[str]:
    layout = there(section._cards.layout())
    shown = [there(layout.itemAt(number)).widget() for number in range(layout.count())]
    return [one.accessibleName() for one in shown if isinstance(one, RowCard)]


def press(typist: FormTypist, section: RowsSection, name: str, number: int = 0) -> None:
    """Press the button of that name with the keyboard: the first, or a later one."""
    buttons = [one for one in section.findChildren(QPushButton) if one.isVisible()]
    found = [one for one in buttons if name in (one.text(), one.accessibleName())]
    typist.tab_to(found[number])
    typist.key(Qt.Key.Key_Space)


def add(typist: FormTypist, section: RowsSection, what: str) -> None:
    typist.enter(section.editors[0], what)
    press(typist, section, "Noter ce retour")


def test_a_row_is_added_with_what_was_proposed(
    section: RowsSection, form: RecordForm[Loan], typist: FormTypist
) -> None:
    assert section.is_empty()
    add(typist, section, "Les clés")
    assert form.record.returns == (Return(what="Les clés", on=date(2026, 11, 20)),)
    assert section.editors[0].input.hasFocus(), "the next one can be typed at once"
    assert cards(section) == ["Les clés. 2026-11-20"]
    typist.enter(section.editors[0], "Le casque")
    typist.key(Qt.Key.Key_Return)
    assert [one.what for one in form.record.returns] == ["Les clés", "Le casque"]


def test_what_a_row_lacks_is_said_as_it_is_worded_here(
    section: RowsSection, form: RecordForm[Loan], typist: FormTypist
) -> None:
    typist.tab_to(section.editors[1].input)
    typist.replace("31/02")
    press(typist, section, "Noter ce retour")
    assert form.record.returns == ()
    assert section.editors[0].field.fault() == "Il manque ce que La cliente rend."
    assert "n’existe pas" in section.editors[1].field.fault()
    assert section.editors[0].input.hasFocus()


def test_a_row_is_changed_or_left_as_it_was(section: RowsSection, form: RecordForm[Loan], typist: FormTypist) -> None:
    form.recorded = Loan(returns=(KEYS, HELMET))
    section.show_rows()
    press(typist, section, "Modifier", 1)
    assert section.editors[0].input.value() == "Le casque"
    typist.enter(section.editors[0], "Un casque")
    press(typist, section, "Annuler")
    assert form.record.returns == (KEYS, HELMET)
    press(typist, section, "Modifier", 1)
    typist.enter(section.editors[0], "Un casque")
    press(typist, section, "Garder la modification")
    assert form.record.returns == (KEYS, Return(what="Un casque", on=date(2026, 11, 19)))


def test_a_row_taken_out_is_put_back_where_it_was(
    section: RowsSection, form: RecordForm[Loan], typist: FormTypist
) -> None:
    form.recorded = Loan(returns=(KEYS, HELMET))
    section.show_rows()
    press(typist, section, "Retirer")
    left = form.record.returns
    assert left == (HELMET,)
    assert [one.split(".")[0] for one in cards(section)] == ["Retiré\u00a0: Les clés", "Le casque"]
    typist.key(Qt.Key.Key_Return)  # « Annuler » has the keyboard
    assert form.record.returns == (KEYS, HELMET)


def test_enter_in_a_form_in_which_nothing_is_typed_places_nothing(
    section: RowsSection, form: RecordForm[Loan], typist: FormTypist
) -> None:
    typist.tab_to(section.editors[0].input)
    typist.key(Qt.Key.Key_Return)
    assert form.record.returns == ()
    assert not section.editors[0].field.fault()


@pytest.mark.parametrize(("begun", "out", "goes_on"), [(1, 0, 0), (0, 1, 0), (1, 1, None)])
def test_a_change_goes_on_of_the_row_that_it_was_begun_on(
    begun: int, out: int, goes_on: int | None, row_form: RowForm, form: RecordForm[Loan]
) -> None:
    form.recorded = Loan(returns=(KEYS, HELMET))
    row_form.change(begun)
    taken = row_form.rows[out]
    row_form.remove(out)
    assert row_form.index == goes_on
    row_form.insert(out, taken)
    assert row_form.index == (begun if goes_on is not None else None)
    assert form.record.returns == (KEYS, HELMET)


def test_a_row_is_acted_on_as_it_is_told(
    section: RowsSection, form: RecordForm[Loan], typist: FormTypist, qtbot: QtBot
) -> None:
    form.recorded = Loan(returns=(KEYS, HELMET))
    section.show_rows()
    press(typist, section, "Rendu")
    assert form.record.returns[0].on == date(2026, 11, 18)
    with qtbot.assertNotEmitted(section.changed):
        press(typist, section, "Rien")


def test_what_is_begun_waits_in_a_draft(row_form: RowForm, form: RecordForm[Loan]) -> None:
    form.recorded = Loan(returns=(KEYS, HELMET))
    row_form.change(1)
    row_form.type("what", "Un casque")
    row_form.type_text("on", "31/02")
    again = RowForm(fact_named(Loan, "returns"), form, judge, lambda name: {})
    again.load(row_form.to_plain())
    assert (again.index, again.value("what"), again.raw("on")) == (1, "Un casque", "31/02")
    assert not again.place(), "the date cannot be read"
    again.type_text("on", "")
    assert again.place()
    assert form.record.returns == (KEYS, Return(what="Un casque"))
