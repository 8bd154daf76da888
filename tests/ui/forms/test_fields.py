"""A form made of nothing but declarations, filled in with real keys."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.facts import FactKind, fact, fact_named, facts_of
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.inputs import make_input
from pegase_desktop.ui.forms.record_form import RecordForm
from pegase_desktop.ui.widgets.buttons import IconButton
from pegase_desktop.ui.widgets.labels import Paragraph, Text
from pegase_desktop.ui.widgets.text_area import TextArea
from tests.ui.conftest import NOW
from tests.ui.forms.conftest import LISTS
from tests.ui.forms.loan import LINES, Colour, Loan, Side
from tests.ui.forms.typist import FormTypist

WHOLE = Loan(
    title="Un casque",
    remarks="Il est à l’accueil.\nIl est neuf.",
    phone="06 39 98 12 04",
    email="e.garnier@exemple.fr",
    colour=Colour.BLUE,
    side=Side.RIGHT,
    service="Planning",
    training="Permis remorque",
    lender="Marc Olivier",
    witnesses=("Claire Martin", "Marc Olivier"),
    is_new=False,
    is_sealed=True,
    state=4,
    price=5550,
    deposit=2000,
    pieces=12,
    due=date(2026, 12, 1),
    lent_at=NOW.replace(hour=9, minute=5, second=0, microsecond=0),
)


def words(*parts: QWidget) -> list[str]:
    paragraphs = [one.words for part in parts for one in part.findChildren(Paragraph)]
    return paragraphs + [one.text() for part in parts for one in part.findChildren(Text)]


def test_every_kind_of_fact_is_typed(fields: FieldLines, form: RecordForm[Loan], typist: FormTypist) -> None:
    for name, editor in fields.editors.items():
        typist.enter(editor, getattr(WHOLE, name))
    assert form.record == WHOLE
    assert form.faults() == {}
    assert {one.kind for one in facts_of(Loan)} == set(FactKind) - {FactKind.FACTS}
    assert {name for line in LINES for name in line} == {one.name for one in fields_of(Loan)} - {"returns"}


def test_what_is_recorded_is_shown_and_nothing_is_typed_by_looking(context: FormContext, window: QWidget) -> None:
    form = RecordForm(replace(WHOLE, service="Piste", witnesses=("Paul Ancien",)), lambda: NOW, lambda _: {})
    fields = FieldLines(Loan, form, context, window)
    for line in LINES:
        fields.add(*line)
    assert not any(editor.is_empty() for editor in fields.editors.values())
    assert fields.editors["service"].input.value() == "Piste", "it left the list since"
    assert fields.editors["witnesses"].input.value() == ("Paul Ancien",)
    assert not form.typed.is_touched


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("due", "32/13", "n’existe pas"),
        ("price", "beaucoup", "ne se lit pas"),
        ("pieces", "25", "Il faut un nombre entier, de 1 à 24."),
        ("pieces", "0", "Il faut un nombre entier, de 1 à 24."),
        ("due", "1/1/2027", "C’est trop loin."),
    ],
)
def test_what_is_wrong_is_said_under_its_field_and_kept(
    name: str, typed: str, said: str, fields: FieldLines, form: RecordForm[Loan], typist: FormTypist
) -> None:
    editor = fields.editors[name]
    typist.tab_to(editor.input)
    typist.replace(typed)
    assert not editor.field.fault(), "not before it is left"
    typist.tab()
    assert said in editor.field.fault()
    assert editor.field.has_error()
    assert form.raw(name) in (typed, "")
    editor.show_value()
    assert editor.input.text()
    typist.enter(editor, getattr(WHOLE, name))
    typist.tab()
    assert not editor.field.fault()
    assert form.value(name) == getattr(WHOLE, name)


def test_half_a_moment_is_asked_for_at_the_missing_half(fields: FieldLines, typist: FormTypist) -> None:
    editor = fields.editors["lent_at"]
    typist.tab_to(editor.input.date)
    typist.replace("20/11/2026")
    typist.tab_to(fields.editors["title"].input)
    assert "Il manque l’heure" in editor.field.fault()
    editor.focus()
    assert editor.input.time.hasFocus()


def test_what_looks_wrong_may_be_kept(fields: FieldLines, form: RecordForm[Loan], typist: FormTypist) -> None:
    editor = fields.editors["email"]
    typist.enter(editor, "e.garnier@")
    typist.tab()
    assert editor.field.fault()
    assert not editor.field.has_error()
    assert form.record.email == "e.garnier@"
    typist.tab_to(editor.input)
    typist.words("e")
    assert not editor.field.fault(), "what one is mending is not held up"


def test_what_somebody_else_says_at_a_field_stays(fields: FieldLines, typist: FormTypist) -> None:
    remarks = fields.editors["remarks"]
    remarks.field.set_warning("Ce fichier ne se lit pas.")
    typist.enter(remarks, "Il est bleu.")
    typist.tab()
    assert remarks.field.fault() == "Ce fichier ne se lit pas."
    remarks.ask("Dites pourquoi le client hésite.")
    assert remarks.field.fault().startswith("Dites pourquoi")


def test_what_depends_on_another_fact_is_shown_with_it(fields: FieldLines, typist: FormTypist) -> None:
    deposit = fields.editors["deposit"].field
    assert not deposit.isVisible()
    typist.enter(fields.editors["price"], 5550)
    assert deposit.isVisible()
    typist.replace("")
    assert not deposit.isVisible()


def test_what_is_missing_is_said_and_gone_to(fields: FieldLines, typist: FormTypist) -> None:
    typist.tab_to(fields.editors["due"].input)
    assert not fields.ensure_right()
    title = fields.editors["title"]
    assert title.field.fault() == "Il manque l’objet."
    assert title.input.hasFocus()
    assert fields.first_empty() is title
    typist.tab()
    assert title.field.has_error(), "it is missing still"
    typist.tab_to(title.input)
    typist.words("Un casque")
    assert not title.field.fault()
    assert fields.first_empty() is fields.editors["remarks"]
    assert fields.ensure_right()
    assert title.input.hasFocus(), "nothing is missing: the keyboard stays"


def test_what_is_never_without_a_value_cannot_be_emptied(
    fields: FieldLines, form: RecordForm[Loan], typist: FormTypist
) -> None:
    typist.enter(fields.editors["side"], Side.RIGHT)
    typist.key(Qt.Key.Key_Delete)
    assert form.record.side is Side.RIGHT
    typist.enter(fields.editors["is_new"], True)
    typist.key(Qt.Key.Key_Delete)
    assert form.record.is_new is None


def test_now_is_one_button_away(fields: FieldLines, form: RecordForm[Loan], typist: FormTypist, qtbot: QtBot) -> None:
    qtbot.mouseClick(fields.editors["lent_at"].input.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert form.record.lent_at == NOW.replace(second=0, microsecond=0)


def test_labels_hints_and_help_are_the_declared_ones_as_they_are_worded_here(
    fields: FieldLines, typist: FormTypist
) -> None:
    assert "Est-ce neuf\u202f?" in words(fields.editors["is_new"].field)
    assert fields.editors["side"].field.label.startswith("La cliente vient")
    assert "La cliente le sait." in words(fields.editors["due"].field)
    assert "Reste ici" in words(fields.editors["title"].field)
    assert fields.editors["title"].input.placeholderText() == "Ici"
    assert fields.editors["is_sealed"].input.text() == "Sous scellés"
    assert isinstance(fields.editors["remarks"].input, TextArea)


@pytest.mark.parametrize(
    ("marks", "at_needed", "at_text", "at_line"),
    [
        (Marks.NEEDED, "obligatoire", "facultatif", ""),
        (Marks.OPTIONAL, "", "facultatif", "facultatif"),
        (Marks.NONE, "", "", ""),
    ],
)
def test_a_form_marks_what_is_needed_or_what_is_not(
    marks: Marks, at_needed: str, at_text: str, at_line: str, form: RecordForm[Loan], window: QWidget
) -> None:
    fields = FieldLines(Loan, form, FormContext(lambda: NOW, FormLook(marks=marks), LISTS), window)
    for name, mark in {"title": at_needed, "remarks": at_text, "phone": at_line}.items():
        fields.add(name)
        found = {"obligatoire", "facultatif"} & set(words(fields.editors[name].field))
        assert found == ({mark} if mark else set())


@pytest.mark.parametrize("name", ["returns"])
def test_what_is_not_typed_into_one_field_is_refused(name: str, context: FormContext) -> None:
    with pytest.raises(TypeError, match=name):
        make_input(fact_named(Loan, name), context, ())


def test_a_form_starts_with_what_is_proposed_until_it_is_typed_over(form: RecordForm[Loan]) -> None:
    form.typed.propose("title", "Un casque")
    assert form.record.title == "Un casque"
    assert not form.typed.is_touched
    form.type("title", "Un gilet")
    form.typed.propose("title", "Un casque")
    assert form.record.title == "Un gilet"
    kept: dict[str, Any] = form.typed.to_plain()
    again = RecordForm(Loan(), lambda: NOW, lambda _: {})
    again.typed.load(kept)
    assert again.record == form.record


def test_a_declaration_has_what_a_form_needs_of_it() -> None:
    declared = fact("Nom", FactKind.LINE, default="Sans nom").metadata["fact"]
    assert declared.default == "Sans nom"
