"""The window as a whole: navigation, person at the desk, status bar, wizard, paper, look, closing."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.words import Decision
from pegase_desktop.storage.file_errors import Fault, RegisterFileError
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.engine import Store
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.paper import sheet
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.settings.identity import MediatorSection
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import IconButton
from pegase_desktop.ui.widgets.status_bar import StatusItem
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.storage.office import Clock
from tests.ui.conftest import Opener
from tests.ui.hands import part
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL = Qt.KeyboardModifier.ControlModifier


def status(window: MainWindow) -> list[str]:
    return [item._words.text() for item in window.findChildren(StatusItem) if item._words.text()]


def wizard_of(window: MainWindow) -> WizardWindow:
    wizard = part(window, WizardWindow)
    assert wizard.isVisible()
    return wizard


def test_the_status_bar_counts_and_says_when_it_was_saved(window: MainWindow, session: Session) -> None:
    assert status(window) == ["24\u00a0dossiers en 2026 · 11\u00a0ouverts", "5\u00a0en retard"]
    first = session.register.cases.find("R-2026-0021")
    session.do(lambda: session.register.cases.attach(first, "a.png", b"a", by="Claire Martin"))
    assert status(window)[-1] == "Registre enregistré à 18:00"


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no file that is open")
def test_the_status_bar_says_that_nothing_is_saved_until_something_is(
    window: MainWindow, session: Session, questions: ScriptedQuestions
) -> None:
    first, path = session.register.cases.find("R-2026-0021"), session.register.path
    path.rename(path.with_suffix(".ailleurs"))
    assert session.do(lambda: session.register.cases.attach(first, "a.png", b"a", by="Claire Martin")) is None
    [item] = [one for one in window.findChildren(StatusItem) if one._words.text().startswith("Non enregistré")]
    assert item._words.text() == "Non enregistré\u00a0: le registre n’est plus à sa place"
    assert item.accessibleDescription() == questions.said[-1]
    path.with_suffix(".ailleurs").rename(path)
    window.tick()
    assert not item._words.text().startswith("Non enregistré")  # as soon as it is seen to be back
    path.rename(path.with_suffix(".ailleurs"))
    window.tick()
    assert item._words.text().startswith("Non enregistré")  # before anybody has to save
    path.with_suffix(".ailleurs").rename(path)
    session.do(lambda: session.register.cases.attach(first, "a.png", b"a", by="Claire Martin"))
    assert status(window)[-1] == "Registre enregistré à 18:00"


@pytest.mark.parametrize("fault", Fault)
def test_every_state_of_the_register_file_has_its_words(
    fault: Fault, window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = next(one for one in RegisterFileError.__subclasses__() if one.fault is fault)(session.register.path)
    with monkeypatch.context() as troubled:
        troubled.setattr(Store, "trouble", trouble)
        window.tick()
    assert status(window)[-1].startswith("Non enregistré\u00a0: ")
    window.resize(window.minimumSize())
    assert window.width() == 1000


def test_the_person_at_the_desk_is_shown_and_changed(
    window: MainWindow, session: Session, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    assert window.shell.navigation.person.text() == "Claire Martin"
    questions.choices.append(0)
    qtbot.mouseClick(window.shell.navigation.person, Qt.MouseButton.LeftButton)
    change, leave = part(window.shell, QMenu).actions()
    assert (leave.text(), leave.shortcut().toString()) == ("Je quitte le poste", "Ctrl+L")
    change.trigger()
    assert session.actor == "Sophie Renaud"
    assert window.shell.navigation.person.text() == "Sophie Renaud"


@pytest.mark.parametrize("passing", ["tick", "return"])
def test_on_a_new_day_nobody_is_at_the_desk_until_they_say_so(
    passing: str, window: MainWindow, session: Session, questions: ScriptedQuestions, clock: Clock, qtbot: QtBot
) -> None:
    clock.now += timedelta(hours=5)
    window.tick()
    assert window.shell.navigation.person.text() == "Claire Martin"  # 23:00 is the same day
    clock.now += timedelta(hours=1)
    window.tick() if passing == "tick" else window.changeEvent(_activation())
    assert window.shell.navigation.person.text() == "Qui êtes-vous\u202f?"
    questions.choices.append(0)
    qtbot.mouseClick(window.shell.navigation.person, Qt.MouseButton.LeftButton)
    window.tick()
    assert window.shell.navigation.person.text() == "Sophie Renaud"


def test_a_wizard_left_open_overnight_is_signed_by_whoever_goes_on_with_it(
    window: MainWindow, session: Session, questions: ScriptedQuestions, clock: Clock
) -> None:
    number = session.register.cases.find("R-2026-0021").id
    window.continue_case(number)
    saver = wizard_of(window).saver
    clock.now += timedelta(days=1)
    questions.choices += [None, 0]
    saver.record({"lesson": "Prévenir la veille"})
    assert session.register.cases.get(number).lesson == ""  # who gives up the question signs nothing
    saver.record({"lesson": "Prévenir la veille"})
    assert session.register.journal.of(complaint_ref(number))[-1].actor == "Sophie Renaud"


class ShownWindows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.add(type(watched).__name__)
        return False


def test_no_part_flashes_up_as_a_window_of_its_own(
    qapp: QApplication, session: Session, open_window: Opener, qtbot: QtBot
) -> None:
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    window = open_window(session)
    for place in Place:
        window.turn_to(place)
    window.turn_to(Place.REGISTER)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    qapp.removeEventFilter(shown)
    assert shown.names == {"MainWindow"}


def test_nothing_is_entered_by_nobody(
    register: Register, questions: ScriptedQuestions, clock: Clock, open_window: Opener, qtbot: QtBot
) -> None:
    questions.choices.append(None)
    window = open_window(Session(register, questions, clock), Preferences())
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert window.findChild(WizardWindow) is None


def test_a_new_complaint_takes_the_whole_window_and_escape_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    wizard = wizard_of(window)
    assert not window.register_screen.isVisible()
    with qtbot.waitSignal(wizard.destroyed):
        qtbot.keyClick(QApplication.focusWidget() or wizard, Qt.Key.Key_Escape)
    assert window.register_screen.isVisible()
    assert window.register_screen.table.hasFocus()


def test_the_keyboard_is_on_the_table_from_the_start(window: MainWindow) -> None:
    assert window.register_screen.table.hasFocus()


def test_what_was_chosen_is_kept_while_the_window_is_open(
    session: Session, open_window: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "preferences.json"
    window = open_window(session, Preferences(path, actor=session.actor, actor_day="2026-11-20"))
    window.register_screen.panel.close_panel()
    window.tick()
    assert not Preferences.load(path).panel_open


def test_enter_opens_the_wizard_on_the_case(window: MainWindow, qtbot: QtBot) -> None:
    window.register_screen.table.setFocus()
    qtbot.keyClick(window.register_screen.table, Qt.Key.Key_Return)
    assert wizard_of(window).flow.recorded.id == window.selection.case


def test_a_case_is_resumed_at_the_page_left_also_when_nothing_closed_the_wizard(
    session: Session, open_window: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = Preferences(tmp_path / "preferences.json", actor=session.actor, actor_day="2026-11-20")
    window = open_window(session, kept)
    number = window.selection.case
    window.continue_case(number)
    page = wizard_of(window).flow.page
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert COMPLAINT_PATH.pages.index(wizard_of(window).flow.page) == COMPLAINT_PATH.pages.index(page) - 2

    killed_meanwhile = Preferences.load(tmp_path / "preferences.json")
    again = open_window(session, killed_meanwhile)
    again.continue_case(number)
    assert wizard_of(again).flow.page is wizard_of(window).flow.page
    again.close()

    asked_for = open_window(session, Preferences.load(tmp_path / "preferences.json"))
    asked_for.continue_case(number, Page.LESSONS)
    assert wizard_of(asked_for).flow.page is Page.LESSONS


def test_an_unfinished_entry_survives_the_closing_of_the_window(
    session: Session, open_window: Opener, qtbot: QtBot
) -> None:
    window = open_window(session)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    words = part(wizard_of(window).form, TextArea)
    words.setFocus()
    qtbot.keyClicks(words, "Moniteur en retard")
    window.close()
    assert [draft.values["verbatim"] for draft in session.register.drafts.all()] == ["Moniteur en retard"]


def test_the_window_stays_while_what_is_typed_cannot_be_kept(
    session: Session, open_window: Opener, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = open_window(session)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    words = part(wizard_of(window).form, TextArea)
    words.setFocus()
    qtbot.keyClicks(words, "Moniteur en retard")

    def refuse(_: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")

    with monkeypatch.context() as disk_full:
        disk_full.setattr(session.register.drafts, "save", refuse)
        questions.confirmations.append(False)
        assert not window.close()
        assert words.value() == "Moniteur en retard"
    assert window.close()
    assert len(session.register.drafts.all()) == 1


def test_the_sheet_is_two_keys_away(window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PaperPreview, "exec", lambda preview: shown.append(preview.windowTitle()))
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL)
    reference = window.register_screen.panel.panel.complaint.reference if window.register_screen.panel.panel else ""
    assert reference in shown[0]


def test_the_blank_sheet_is_one_click_away_from_the_register(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PaperPreview, "exec", lambda preview: shown.append(preview.windowTitle()))
    buttons = window.register_screen.findChildren(IconButton)
    blank = next(one for one in buttons if one.accessibleName().startswith("Fiche vierge"))
    qtbot.mouseClick(blank, Qt.MouseButton.LeftButton)
    assert shown == ["Fiche vierge"]


def test_a_sheet_of_a_case_that_is_gone_is_said(
    session: Session, window: MainWindow, questions: ScriptedQuestions
) -> None:
    sheet.show_sheet(session, 999, window)
    assert len(questions.said) == 1


def test_escape_closes_the_panel_and_a_click_brings_it_back(window: MainWindow, qtbot: QtBot) -> None:
    table = window.register_screen.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not window.register_screen.panel.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert not window.register_screen.panel.isVisible()
    at = table.visualRect(table.model().index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.register_screen.panel.isVisible()


@pytest.mark.parametrize(("width", "nav", "panel"), [(1366, 57, 380), (1440, 198, 380), (1920, 198, 440)])
def test_the_parts_are_as_wide_as_the_window_allows(
    session: Session, open_window: Opener, width: int, nav: int, panel: int
) -> None:
    window = open_window(session, size=(width, 900))
    assert (window.shell.navigation.width(), window.register_screen.panel.width()) == (nav, panel)


def test_coming_back_to_the_window_says_the_delays_anew(window: MainWindow, clock: Clock) -> None:
    before = window.register_screen.counts.late
    clock.now += timedelta(days=4)
    window.changeEvent(_activation())
    assert window.register_screen.counts.late > before


def _activation() -> QEvent:
    return QEvent(QEvent.Type.ActivationChange)


def test_the_place_of_the_window_is_kept(session: Session, open_window: Opener, tmp_path: Path) -> None:
    preferences = Preferences(
        tmp_path / "preferences.json", actor="Claire Martin", actor_day="2026-11-20", agenda_day="2026-11-20"
    )
    window = open_window(session, preferences, (1000, 720))
    window.close()
    again = MainWindow(session, Preferences.load(tmp_path / "preferences.json"))
    assert (again.width(), again.height()) == (1000, 720)
    again.deleteLater()


def test_every_widget_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert nameless == []


def shapes(window: MainWindow) -> list[tuple[str, int, int, int, int]]:
    """What is seen, and where."""
    seen = [one for one in window.findChildren(QWidget) if one.isVisible() and one.window() is window]
    places = [(one, one.geometry()) for one in seen]
    return [(type(one).__name__, at.x(), at.y(), at.width(), at.height()) for one, at in places]


@pytest.mark.parametrize("scale", [115, 130])
def test_a_text_size_taken_while_running_looks_as_after_a_restart(
    scale: int, session: Session, open_window: Opener, qapp: QApplication, qtbot: QtBot
) -> None:
    window = open_window(session)
    window.register_screen.panel.open()
    window.register_screen.show_first()
    window._preferences.text_scale = scale
    window.wear_look()
    again = open_window(session, Preferences(actor=session.actor, actor_day="2026-11-20", agenda_day="2026-11-20"))
    qtbot.waitUntil(lambda: shapes(window) == shapes(again))


def test_the_tab_key_stops_at_the_screen_shown_and_the_arrows_reach_the_others(
    window: MainWindow, qtbot: QtBot
) -> None:
    items = window.shell.navigation.items
    window.turn_to(Place.AGENDA)
    stops = [place for place, item in items.items() if item.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [Place.AGENDA]
    items[Place.AGENDA].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(items[Place.AGENDA], Qt.Key.Key_Down)
    assert window.shell.screens.place is Place.REVIEW


def test_the_mediator_is_entered_from_the_letter_that_lacks_it(
    window: MainWindow, session: Session, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    """From the wizard, which keeps what was typed, to the setting and back."""
    case = session.register.cases.find("R-2026-0021")
    refused = {"decision": Decision.UNFAVOURABLE, "reasons": "Non."}
    session.register.cases.record(case, refused, by=session.actor)
    window.continue_case(case.id, Page.RESPONSE)
    questions.confirmations.append(True)
    qtbot.keyClick(wizard_of(window), Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: window.shell.place is Place.SETTINGS and window.shell.isVisible())
    settings = window.shell.screens.shown
    assert isinstance(settings, SettingsScreen)
    assert any(one.isVisible() for one in settings.findChildren(MediatorSection))
    assert session.register.cases.get(case.id).reasons == "Non."
