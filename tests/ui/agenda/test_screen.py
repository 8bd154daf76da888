"""« À faire » by real events: groups, keyboard, one person's part, progress, the empty day, hundreds of duties."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.agenda import Todo
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordRef, complaint_ref
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.table_view import TableView
from pegase_desktop.ui.agenda.rows import TodoRow
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.agenda.side import Side
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import Scheme, apply_theme
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.dialogs import ChoiceDialog
from pegase_desktop.ui.widgets.labels import Elided, Text
from pegase_desktop.ui.widgets.notices import Banner, EmptyState
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.storage.office import Clock
from tests.ui.conftest import NOW, Opener
from tests.ui.hands import answering_in, click_again, hold_enter, part

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(session: Session, qtbot: QtBot) -> AgendaScreen:
    made = AgendaScreen(session)
    shown(made, qtbot)
    return made


def shown(screen: AgendaScreen, qtbot: QtBot) -> None:
    qtbot.addWidget(screen)
    screen.resize(1240, 840)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()


def rows(screen: AgendaScreen) -> list[TodoRow]:
    return screen._rows


def words(widget: QWidget) -> list[str]:
    return [
        one.text().replace("\u00a0", " ")
        for one in widget.findChildren(Text) + widget.findChildren(Elided)
        if one.isVisible()
    ]


def focused(screen: AgendaScreen) -> int:
    return next(place for place, row in enumerate(rows(screen)) if row.button.hasFocus())


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_row_lights_up_under_the_mouse_and_goes_out_behind_it(screen: AgendaScreen, qtbot: QtBot) -> None:
    first, second = rows(screen)[:2]
    qtbot.mouseMove(second)
    QApplication.processEvents()
    paintings = Paintings(first)
    for times, under_mouse in enumerate((first, second), start=1):
        qtbot.mouseMove(under_mouse)
        qtbot.waitUntil(lambda times=times: paintings.count == times)  # type: ignore[misc]


def test_the_rows_are_the_duties_of_today_in_their_groups(screen: AgendaScreen) -> None:
    said = [(row.line.todo.duty.kind, row.line.todo.reference) for row in rows(screen)]
    assert said == [
        (DutyKind.ACKNOWLEDGE, "R-2026-0022"),
        (DutyKind.ACKNOWLEDGE, "R-2026-0024"),
        (DutyKind.RESPOND, "R-2026-0016"),
        (DutyKind.RESPOND, "R-2026-0021"),
        (DutyKind.ACT, "R-2026-0016"),
        (DutyKind.ACT, "R-2026-0010"),
        (DutyKind.ACT, "R-2026-0019"),
        (DutyKind.ACT, "R-2026-0020"),
    ]
    assert "Accusés de réception à envoyer" in words(screen)
    assert "Vendredi 20 novembre 2026" in words(screen)


def test_the_keyboard_is_still_on_its_row_once_a_dialog_that_changed_all_of_them_is_gone(
    screen: AgendaScreen, session: Session, qtbot: QtBot
) -> None:
    screen.enter()
    qtbot.keyClick(rows(screen)[0].button, Qt.Key.Key_Down)
    with answering_in(ChoiceDialog, lambda _: session.set_actor("Marc Olivier")):
        ChoiceDialog(screen, "Qui êtes-vous", "", ["Marc Olivier"], safe="Ne pas signer").ask()
    assert screen.focusWidget() is rows(screen)[1].button


def test_who_settles_the_last_duty_of_the_day_sees_that_nothing_is_left(
    screen: AgendaScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.enter()
    monkeypatch.setattr(TableView, "todos", lambda _: ())
    screen.refresh()
    assert part(screen, EmptyState).isVisible()
    assert screen.window().focusWidget() is screen


def test_one_press_settles_one_duty_however_long_or_often_the_hand_presses(screen: AgendaScreen, qtbot: QtBot) -> None:
    acted: list[Todo] = []
    screen.acted.connect(acted.append)
    button = rows(screen)[4].button
    button.setFocus()
    hold_enter(button)
    click_again(button)
    assert acted == []
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert acted == [rows(screen)[4].line.todo]


def test_the_keys_that_end_a_dialog_open_no_case_while_they_are_held_down(screen: AgendaScreen, qtbot: QtBot) -> None:
    opened: list[RecordRef] = []
    screen.record_wanted.connect(lambda record, _: opened.append(record))
    button = rows(screen)[0].button
    hold_enter(button, Qt.KeyboardModifier.ControlModifier)
    assert opened == []
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [rows(screen)[0].line.todo.record]


def test_what_was_being_typed_is_offered_on_the_first_screen_of_the_day(
    session: Session, open_window: Opener, qtbot: QtBot
) -> None:
    draft = Draft(page=Page.COMPLAINANT, values={"complainant_name": "Léa Brun"}, saved_by="Claire Martin")
    session.register.drafts.save(draft)
    window = open_window(session, Preferences(actor=session.actor, actor_day="2026-11-20"))
    assert window.shell.screens.place is Place.AGENDA
    resume = next(one for one in window.findChildren(Button) if one.text() == "Reprendre" and one.isVisible())
    qtbot.mouseClick(resume, LEFT)
    wizard = part(window, WizardWindow)
    assert wizard.flow.page is Page.COMPLAINANT
    wizard.leave()
    assert window.shell.screens.place is Place.AGENDA


def test_only_the_row_that_comes_next_has_the_primary_button(screen: AgendaScreen) -> None:
    screen.enter()
    assert [row.button.kind is Kind.PRIMARY for row in rows(screen)] == [True] + [False] * 7


def test_up_and_down_walk_from_row_to_row_and_stop_at_the_ends(screen: AgendaScreen, qtbot: QtBot) -> None:
    screen.enter()
    for key, place in (
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Up, 1),
        *[(Qt.Key.Key_Down, min(number, 7)) for number in range(2, 10)],
    ):
        qtbot.keyClick(rows(screen)[focused(screen)].button, key)
        assert focused(screen) == place
    assert rows(screen)[7].button.kind is Kind.PRIMARY
    assert rows(screen)[0].button.kind is Kind.SECONDARY


def test_enter_acts_and_control_enter_opens_the_case(screen: AgendaScreen, qtbot: QtBot) -> None:
    screen.enter()
    button = rows(screen)[0].button
    with qtbot.waitSignal(screen.acted) as acted:
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert acted.args == [rows(screen)[0].line.todo]
    with qtbot.waitSignal(screen.record_wanted) as opened:
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == [rows(screen)[0].line.todo.record, ""]


def test_a_click_beside_the_button_opens_the_case_and_on_it_acts(screen: AgendaScreen, qtbot: QtBot) -> None:
    row = rows(screen)[2]
    with qtbot.waitSignal(screen.record_wanted), qtbot.assertNotEmitted(screen.acted):
        qtbot.mouseClick(row, LEFT)
    with qtbot.waitSignal(screen.acted), qtbot.assertNotEmitted(screen.record_wanted):
        qtbot.mouseClick(row.button, LEFT)


def test_one_person_sees_what_falls_to_them(screen: AgendaScreen, session: Session, qtbot: QtBot) -> None:
    session.set_actor("Sophie Renaud")
    qtbot.mouseClick(screen._whose.segments()[1], LEFT)
    assert [row.line.todo.duty.who for row in rows(screen)] == ["Sophie Renaud"]
    qtbot.mouseClick(screen._whose.segments()[0], LEFT)
    assert len(rows(screen)) == 8


def test_the_banner_leads_to_the_first_late_duty(screen: AgendaScreen, qtbot: QtBot) -> None:
    banner = part(screen, Banner)
    assert banner.isVisible()
    assert banner.accessibleName().startswith("6\u00a0actions en retard")
    qtbot.mouseClick(banner._action, LEFT)
    assert rows(screen)[focused(screen)].line.todo == screen.agenda.late[0]


def test_a_step_taken_leaves_the_list_and_counts_as_done(screen: AgendaScreen, session: Session) -> None:
    screen.enter()
    kept = rows(screen)[1]
    case = session.register.cases.find("R-2026-0022")
    values = {"ack_sent_at": NOW, "ack_medium": "letter", "ack_by": "Claire Martin"}
    session.do(lambda: session.register.cases.record(case, values, by="Claire Martin"))
    screen.refresh()
    QApplication.processEvents()
    assert len(rows(screen)) == 7
    assert rows(screen)[0] is kept
    assert focused(screen) == 0
    assert "1 sur 8" in words(screen)
    assert "Accusé de réception noté" in words(screen)
    assert "R-2026-0022 · Claire M., 18:00" in words(screen)


@pytest.mark.parametrize(("scale", "narrow"), [(1.0, 1000), (1.3, 1300), (1.3, 925)])
def test_the_coming_days_are_at_the_side_when_they_leave_room_for_the_names(
    scale: float, narrow: int, session: Session, qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, Scheme.LIGHT, scale)
    screen = AgendaScreen(session)
    qtbot.addWidget(screen)
    screen.setMinimumSize(1, 1)  # the program's window, too, can be smaller than its parts ask for
    screen.resize(1600, 840)
    screen.show()
    assert {"Samedi 21/11", "Mardi 24/11", "Rappeler M. Stéphane Guidicelli"} <= set(words(screen))
    screen.resize(narrow, 840)
    QApplication.processEvents()
    assert not part(screen, Side).isVisible()
    buttons = [one for one in screen.findChildren(Button) if one.isVisible()]
    assert [one.text() for one in buttons if one.width() < one.sizeHint().width()] == []


def test_a_day_with_nothing_to_do_says_what_comes_next(
    empty_register: Register, session: Session, clock: Clock, qtbot: QtBot
) -> None:
    screen = AgendaScreen(Session(empty_register, session.questions, clock))
    shown(screen, qtbot)
    empty = part(screen, EmptyState)
    assert empty.isVisible()
    assert empty.accessibleName() == ("Rien à faire aujourd’hui. Rien n’est prévu dans les sept prochains jours.")
    with qtbot.waitSignal(screen.place_wanted):
        qtbot.mouseClick(empty._button, LEFT)


def test_the_next_duty_of_an_empty_day_is_named(
    session: Session, monkeypatch: pytest.MonkeyPatch, screen: AgendaScreen
) -> None:
    later = [one for one in session.register.table.todos() if one.reference == "R-2026-0018"]
    monkeypatch.setattr(session.register.table, "todos", lambda: tuple(later))
    screen.refresh()
    said = part(screen, EmptyState).accessibleName()
    assert "Prochaine échéance\u00a0: mer. 25/11, demander l’avis de M.\u00a0Étienne Kowalczyk." in said


def test_hundreds_of_duties_stay_at_hand(
    session: Session, screen: AgendaScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    many = tuple(invented(session.register.table.todos()[0], number) for number in range(300))
    monkeypatch.setattr(session.register.table, "todos", lambda: many)
    screen.refresh()
    assert len(rows(screen)) == 300
    monkeypatch.setattr(session.register.table, "todos", lambda: many[1:])
    screen.enter()
    began = time.perf_counter()
    screen.refresh()
    assert time.perf_counter() - began < 1  # some 60 ms; rows that say the same are not made again
    assert len(rows(screen)) == 299
    assert focused(screen) == 0


def invented(todo: Todo, number: int) -> Todo:
    due = NOW - timedelta(days=1, minutes=number)
    return replace(todo, record=complaint_ref(number + 1), duty=replace(todo.duty, due_at=due))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_everything_can_be_heard_and_reached(qapp: QApplication, screen: AgendaScreen, scheme: Scheme) -> None:
    apply_theme(qapp, scheme)
    for row in rows(screen):
        assert row.button.accessibleName().endswith(row.line.todo.reference)
        assert row.button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert screen.grab().width() == 1240
    apply_theme(qapp, Scheme.LIGHT)


def test_midnight_makes_another_day(screen: AgendaScreen, clock: Clock) -> None:
    clock.now = NOW + timedelta(days=1)
    screen.refresh()
    assert any(row.line.todo.duty.day == date(2026, 11, 21) for row in rows(screen))
    assert "Samedi 21 novembre 2026" in words(screen)


def test_a_disk_that_cannot_be_read_is_said_and_what_was_shown_stays(
    session: Session, screen: AgendaScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> tuple[Todo, ...]:
        raise UserError("Le disque ne répond pas. Réessayez.")

    with monkeypatch.context() as failing:
        failing.setattr(session.register.table, "todos", fail)
        screen.refresh()
    banner = part(screen, Banner)
    assert banner.isVisible()
    assert banner.accessibleName() == "Le disque ne répond pas. Réessayez."
    assert len(rows(screen)) == 8
    screen.refresh()
    assert banner.accessibleName().startswith("6\u00a0actions en retard")


def test_another_person_at_the_desk_sees_their_own_part(screen: AgendaScreen, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(screen._whose.segments()[1], LEFT)
    session.set_actor("Sophie Renaud")
    assert [row.line.todo.duty.who for row in rows(screen)] == ["Sophie Renaud"]
    assert rows(screen)[0].line.is_mine
