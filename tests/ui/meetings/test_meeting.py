"""A meeting by keyboard, from the agenda that the register proposes to minutes that stay as they are."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.meeting import WHYS, AgendaReason, Meeting, MeetingState, Pattern
from pegase_desktop.domain.words import CauseFamily, OriginKind
from pegase_desktop.storage.check import check_register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.meetings.deciding import DecisionDialog
from pegase_desktop.ui.meetings.screen import MeetingsScreen
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from tests.storage.office import Clock
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in
from tests.ui.meetings.conftest import agenda_of, page_of
from tests.ui.scripted_questions import ScriptedQuestions

CLAIRE, SOPHIE = "Claire Martin", "Sophie Renaud"
CTRL = Qt.KeyboardModifier.ControlModifier


def the_meeting(session: Session) -> Meeting:
    [meeting] = session.register.meetings.all()
    return meeting


def decide(dialog: DecisionDialog, what: str, due: date) -> None:
    """Fill in the dialog and record, with the keyboard alone."""
    hand = FormTypist(dialog)
    hand.enter(dialog.editors["what"], what)
    hand.enter(dialog.editors["owner"], SOPHIE)
    hand.enter(dialog.editors["due"], due)
    hand.enter(dialog.editors["criterion"], "Plus une annulation sans appel")
    hand.key(Qt.Key.Key_Return, CTRL)


def begin(screen: MeetingsScreen, typist: FormTypist, qtbot: QtBot) -> None:
    """A new meeting with its agenda, recorded."""
    typist.press("Préparer une réunion")
    typist.key(Qt.Key.Key_S, CTRL)


def test_the_register_proposes_the_agenda_and_nothing_is_entered(
    screen: MeetingsScreen, typist: FormTypist, session: Session
) -> None:
    typist.press("Préparer une réunion")
    agenda = agenda_of(screen)
    assert agenda.buttons[0].point.reason is AgendaReason.LATE
    assert len(agenda.buttons) == len(agenda.form.rows) > 10
    assert [*session.register.meetings.all()] == []
    page = page_of(screen)
    assert (page.sheet.value("held_on"), page.sheet.value("owner")) == (date(2026, 11, 20), CLAIRE)
    typist.key(Qt.Key.Key_S, CTRL)
    assert the_meeting(session).reference == "RQ-2026-01"


def test_a_meeting_is_held_by_keyboard_to_its_minutes(
    screen: MeetingsScreen, window: MainWindow, typist: FormTypist, session: Session, questions: ScriptedQuestions,
    qtbot: QtBot, clock: Clock,
) -> None:  # fmt: skip
    register = session.register
    begin(screen, typist, qtbot)
    page, agenda = page_of(screen), agenda_of(screen)
    typist.enter(page.editors["present"], (CLAIRE, SOPHIE))
    typist.enter(page.editors["excused"], ("Marc Olivier",))
    # Five « pourquoi », the pattern, the cause, what was said
    typist.tab_to(agenda.buttons[0])
    for number, why in enumerate(WHYS):
        typist.enter(agenda._fields.editors[why], f"Parce que {number}")
    typist.enter(agenda._fields.editors["pattern"], Pattern.REPEATED)
    typist.enter(agenda._fields.editors["cause_family"], CauseFamily.ORGANISATION)
    typist.enter(agenda._fields.editors["said"], "On appelle désormais.")
    for what, due in (("Appeler la veille", date(2026, 12, 4)), ("Tenir le planning", date(2026, 12, 11))):
        with answering_in(DecisionDialog, partial(decide, what=what, due=due)):
            typist.press("Décider une amélioration…")
        typist.window.activateWindow()
        qtbot.waitUntil(typist.window.isActiveWindow)
    meeting = the_meeting(session)
    assert meeting.points[0].decisions == "A-2026-01, A-2026-02"
    assert [meeting.points[0].why_5, meeting.points[0].pattern] == ["Parce que 4", Pattern.REPEATED]
    first, _ = register.improvements.all()
    assert (first.what, first.owner, first.due) == ("Appeler la veille", SOPHIE, date(2026, 12, 4))
    assert first.origins[0].kind is OriginKind.MEETING
    assert first.cause_text == " ← ".join(f"Parce que {number}" for number in range(5))
    # The next point has no decision, and says why; the others are taken off
    agenda = agenda_of(screen)
    typist.tab_to(agenda.buttons[0])
    typist.key(Qt.Key.Key_Return, CTRL)
    assert agenda.form.index == 1
    typist.enter(agenda._fields.editors["no_decision"], "Trop tôt pour le dire")
    for place in range(2, len(agenda.buttons)):
        typist.key(Qt.Key.Key_Return, CTRL)
        assert agenda.form.index == place
        typist.enter(agenda._fields.editors["taken_off"], "Vu la dernière fois")
    typist.key(Qt.Key.Key_S, CTRL)
    clock.now += timedelta(hours=1)
    questions.confirmations = [True]
    typist.press("Clôturer la réunion…")
    signed = the_meeting(session)
    assert signed.state is MeetingState.SIGNED_OFF
    assert signed.signed_off_by == CLAIRE
    examined = [one.reference for one in register.cases.all() if one.meeting_on == signed.held_on]
    assert "R-2026-0016" in examined
    assert check_register(register) == ()
    # What is signed is read; an addendum is added
    page = page_of(screen)
    assert all(type(one.input).__name__ == "ReadField" for one in page.editors.values())
    addenda = page.rows["addenda"]
    typist.enter(addenda.editors[0], date(2026, 11, 20))
    typist.enter(addenda.editors[1], SOPHIE)
    typist.enter(addenda.editors[2], "Mme Roux était là.")
    typist.key(Qt.Key.Key_S, CTRL)
    assert [one.words for one in the_meeting(session).addenda] == ["Mme Roux était là."]
    # The note is proposed from what was decided, and names nobody
    typist.press("Rédiger la note interne…")
    notes = window.shell.screens.screen_of(Place.NOTES)
    assert isinstance(notes, NotesScreen)
    assert notes.page is not None
    assert notes.page.sheet.record.origins[0].reference == "RQ-2026-01"
    text = notes.page.sheet.record.text
    assert "Appeler la veille" in text
    names = {one.complainant_name for one in register.cases.all()} | {one.name for one in register.school.staff()}
    assert not [name for name in names if name and name in text]


def test_what_lacks_a_conclusion_is_said_and_nothing_is_signed(
    screen: MeetingsScreen, typist: FormTypist, session: Session, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    begin(screen, typist, qtbot)
    questions.confirmations = [True]
    typist.press("Clôturer la réunion…")
    assert "notez une décision" in questions.said[0]
    assert the_meeting(session).state is MeetingState.PREPARED


def test_the_minutes_are_previewed(
    screen: MeetingsScreen, window: MainWindow, typist: FormTypist, qtbot: QtBot
) -> None:
    begin(screen, typist, qtbot)
    shown: list[PaperPreview] = []
    with answering_in(PaperPreview, shown.append):
        typist.key(Qt.Key.Key_P, CTRL)
    assert len(shown) == 1


def test_a_free_point_is_added_typed_and_taken_out(
    screen: MeetingsScreen, typist: FormTypist, session: Session, qtbot: QtBot
) -> None:
    begin(screen, typist, qtbot)
    agenda = agenda_of(screen)
    count = len(agenda.buttons)
    typist.press("Ajouter un sujet")
    typist.words("Nouveau logiciel")
    typist.key(Qt.Key.Key_S, CTRL)
    agenda = agenda_of(screen)
    assert [one.point.subject for one in agenda.buttons][-1] == "Nouveau logiciel"
    assert the_meeting(session).points[-1].reason is AgendaReason.FREE
    agenda.choose(count)
    typist.press("Retirer le sujet")
    assert len(agenda.buttons) == count


def test_what_is_typed_at_a_point_waits_with_the_meeting(
    screen: MeetingsScreen, typist: FormTypist, session: Session, qtbot: QtBot
) -> None:
    begin(screen, typist, qtbot)
    agenda = agenda_of(screen)
    typist.enter(agenda._fields.editors["why_1"], "Pas d’appel")
    screen.escape()
    assert screen.page is None
    [draft] = session.register.drafts.all()
    screen.resume(draft)
    assert agenda_of(screen)._fields.editors["why_1"].input.text() == "Pas d’appel"


def test_proposing_again_adds_only_what_is_new(
    screen: MeetingsScreen, typist: FormTypist, session: Session, qtbot: QtBot
) -> None:
    begin(screen, typist, qtbot)
    before = the_meeting(session).points
    typist.press("Proposer l’ordre du jour")
    assert page_of(screen).sheet.rows["points"].rows == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Down])
def test_the_list_is_walked_through_by_the_arrows(
    key: Qt.Key, screen: MeetingsScreen, typist: FormTypist, qtbot: QtBot
) -> None:
    begin(screen, typist, qtbot)
    agenda = agenda_of(screen)
    agenda.choose(3)
    typist.key(key)
    assert agenda.form.index == (2 if key is Qt.Key.Key_Up else 4)
    assert typist.focus is agenda.buttons[agenda.form.index]


def test_a_number_opens_its_case(screen: MeetingsScreen, window: MainWindow, typist: FormTypist, qtbot: QtBot) -> None:
    begin(screen, typist, qtbot)
    link = next(one for one in agenda_of(screen).findChildren(Button) if one.text() == "R-2026-0016")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    panel = window.register_screen.panel.panel
    assert panel is not None
    assert panel.complaint.reference == "R-2026-0016"
