"""The list of notes and the page of one with real keys: groups, a new one, its author, its origins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.internal_note import InternalNote, NoteKind, NoteOrigin
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.rows import GroupHead
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.labels import Text
from tests.domain.notes import CLAIRE, JULIEN, MARC, SOPHIE
from tests.domain.test_improvement import WHOLE as IMPROVEMENT
from tests.domain.test_meeting import SIGNED
from tests.ui.forms.typist import FormTypist
from tests.ui.notes.conftest import page_of, screen_of
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL = Qt.KeyboardModifier.ControlModifier


def heads(screen: NotesScreen) -> list[str]:
    shown = [one for one in screen.overview.findChildren(GroupHead) if one.isVisible()]
    return [" ".join(one.text() for one in head.findChildren(Text)[:2]) for head in shown]


def test_ctrl_6_leads_there_and_the_empty_screen_begins_one(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_6, CONTROL)
    assert window.shell.place is Place.NOTES
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.text() == "Écrire une note"
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    page = page_of(screen_of(window))
    assert not page.sheet.is_registered
    assert page.editors["subject"].input.hasFocus()


def test_they_stand_in_groups_by_who_has_read_them(three: tuple[InternalNote, ...], screen: NotesScreen) -> None:
    assert heads(screen) == ["À remettre 1", "À faire lire 1", "En vigueur 1"]
    spoken = [row.accessibleName().replace("\u00a0", " ") for row in screen.overview.rows]
    assert [one.partition(". ")[2] for one in spoken] == [
        "Horaires d’hiver de l’accueil. À remettre, à 4 personnes. Claire Martin. Note d’information",
        f"{three[1].subject}. En retard de 3 j, Lecture prévue le 17/11. Claire Martin. 1 lecteur sur 4",
        f"{three[0].subject}. Lue par tous, remise le 13/10/2026. Sophie Renaud. 4 lecteurs sur 4",
    ]
    assert (screen.standing.words, screen.standing.late) == ("3\u00a0notes internes en cours", 1)


def test_one_that_ended_stands_last(three: tuple[InternalNote, ...], register: Register, screen: NotesScreen) -> None:
    ended = {"ended_on": date(2026, 11, 20), "ended_reason": "Remplacée par NI-2026-02"}
    register.notes.record(three[0], ended, by=CLAIRE)
    screen.refresh()
    assert heads(screen)[-1] == "Plus en vigueur 1"


def test_every_fact_has_its_place_in_the_form(three: tuple[InternalNote, ...], screen: NotesScreen) -> None:
    screen.show_record(three[1].id)
    page = page_of(screen)
    rows = {one.name for one in facts_of(InternalNote) if one.kind is FactKind.ROWS}
    assert {one.name for one in facts_of(InternalNote)} == page.editors.keys() | rows
    assert page.rows.keys() | {"attachments"} == rows


def test_a_new_one_proposes_who_writes_to_whom_and_gets_its_number(
    screen: NotesScreen, typist: FormTypist, register: Register
) -> None:
    screen.begin_new()
    page = page_of(screen)
    proposed = page.sheet.record
    team = tuple(one.name for one in register.school.staff() if one.active)
    assert (proposed.author, proposed.owner, proposed.written_on) == (CLAIRE, CLAIRE, date(2026, 11, 20))
    assert proposed.function == next(one.role for one in register.school.staff() if one.name == CLAIRE)
    assert proposed.addressees == team
    assert {CLAIRE, SOPHIE, MARC, JULIEN} <= set(team)
    assert not page.rows["readings"].isVisible()
    assert not page.editors["issued_on"].field.isVisible()
    typist.words("Horaires d’hiver")
    typist.enter(page.editors["text"], "L’accueil ferme à 18 h.")
    typist.key(Qt.Key.Key_S, CONTROL)
    [made] = register.notes.all()
    assert (made.reference, made.subject, made.kind) == ("NI-2026-01", "Horaires d’hiver", NoteKind.INFORMATION)
    assert made.addressees == team
    assert not page.rows["readings"].isVisible()
    assert check_register(register) == ()


def test_another_author_brings_their_function_unless_one_was_typed(
    screen: NotesScreen, typist: FormTypist, register: Register
) -> None:
    roles = {one.name: one.role for one in register.school.staff()}
    screen.begin_new()
    page = page_of(screen)
    page.editors["author"].focus()
    typist.enter(page.editors["author"], SOPHIE)
    assert page.editors["function"].input.text() == roles[SOPHIE] != roles[CLAIRE]
    typist.enter(page.editors["function"], "Par intérim")
    page.editors["author"].focus()
    typist.enter(page.editors["author"], MARC)
    assert page.editors["function"].input.text() == "Par intérim"


def test_its_origins_lead_to_the_meeting_and_the_improvement(
    screen: NotesScreen, typist: FormTypist, register: Register, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    meeting = replace(SIGNED, signed_off_on=SIGNED.held_on)
    named = (register.meetings.register(meeting, by=CLAIRE), register.improvements.register(IMPROVEMENT, by=CLAIRE))
    note = InternalNote(
        written_on=date(2026, 11, 20), author=CLAIRE, owner=CLAIRE, subject="Appels", text="Appelez.",
        origins=tuple(NoteOrigin(reference=one.reference) for one in named),
    )  # fmt: skip
    made = register.notes.register(note, by=CLAIRE)
    wanted: list[RecordRef] = []
    screen.record_wanted.disconnect()
    screen.record_wanted.connect(lambda ref, _: wanted.append(ref))
    screen.show_record(made.id)
    for one in named:
        typist.press(f"Ouvrir {one.reference}")
    assert wanted == [one.ref for one in named]
    page_of(screen).case_wanted.emit("RQ-2026-99")
    assert "Aucune réunion qualité ne porte le numéro RQ-2026-99" in questions.said[0]


def test_nobody_at_the_desk_writes_nothing(screen: NotesScreen, session: Session, questions: ScriptedQuestions) -> None:
    session.set_actor("")
    questions.choices += [None]
    screen.begin_new()
    assert screen.page is None


def test_the_search_finds_a_word_of_the_text(three: tuple[InternalNote, ...], screen: NotesScreen) -> None:
    screen.start_search("planning")
    assert [row.line.record.id for row in screen.overview.rows] == [three[1].id]
    screen.show_record(three[1].id)
    assert not screen.start_search()
