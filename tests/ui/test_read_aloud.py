"""What a screen reader finds and is told: names, roles, the group of a choice, faults, counts, pages, savings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.inputs import MomentField
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.dialogs import ChoiceDialog
from pegase_desktop.ui.widgets.notices import Banner
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.notes import notes
from tests.domain.test_improvement import WHOLE

CONTROL = Qt.KeyboardModifier.ControlModifier
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
#: Roles that say what can be done with a widget; the others (client, pane) say nothing.
TELLING = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.StaticText,
    QAccessible.Role.Table,
    QAccessible.Role.List,
}


@pytest.fixture
def wizard(window: MainWindow, register: Register) -> WizardWindow:
    window.continue_case(register.cases.find("R-2026-0016").id, Page.RECEPTION)
    wizard = window.findChild(WizardWindow)
    assert wizard is not None
    return wizard


def read(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def silent_or_vague(top: QWidget) -> list[str]:
    """The parts that take the keyboard and do not say what they are."""
    parts = [
        part
        for part in top.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.focusProxy() is None
    ]
    assert len(parts) >= 3
    return [
        f"{type(part).__name__} « {read(part).text(NAME)} » {read(part).role().name}"
        for part in parts
        if read(part).role() not in TELLING or not (read(part).text(NAME) or part.accessibleName())
    ]


def test_whatever_takes_the_keyboard_in_the_register_says_its_name_and_kind(window: MainWindow) -> None:
    assert silent_or_vague(window) == []


def test_whatever_takes_the_keyboard_in_the_wizard_says_its_name_and_kind(wizard: WizardWindow) -> None:
    for page in COMPLAINT_PATH.pages:
        wizard.go_to(page)
        assert silent_or_vague(wizard) == [], page


def test_whatever_takes_the_keyboard_among_improvements_says_its_name_and_kind(
    window: MainWindow, register: Register
) -> None:
    register.improvements.register(WHOLE, by="Claire Martin")
    window.turn_to(Place.IMPROVEMENTS)
    assert silent_or_vague(window) == []
    window.show_record(RecordRef(RecordKind.IMPROVEMENT, 1))
    assert silent_or_vague(window) == []


def test_whatever_takes_the_keyboard_among_notes_says_its_name_and_kind(window: MainWindow, register: Register) -> None:
    for one in notes():
        register.notes.register(one, by="Claire Martin")
    window.turn_to(Place.NOTES)
    assert silent_or_vague(window) == []
    for number in (1, 2, 3):
        window.show_record(RecordRef(RecordKind.INTERNAL_NOTE, number))
        assert silent_or_vague(window) == []


def test_a_question_with_choices_says_its_name_and_kind(window: MainWindow, qtbot: QtBot) -> None:
    names = ["Claire Martin", "Sophie Renaud", "Une autre"]
    dialog: QDialog = ChoiceDialog(window, "Qui êtes-vous ?", "", names, safe="Ne pas signer")
    qtbot.addWidget(dialog)
    dialog.open()
    assert [one for one in silent_or_vague(dialog) if not one.startswith("QScroll")] == []


def test_a_choice_is_a_radio_button_and_says_its_question(wizard: WizardWindow) -> None:
    yes = next(one for one in wizard.findChildren(QRadioButton) if one.text() == "Oui")
    assert read(yes).role() is QAccessible.Role.RadioButton
    assert read(yes).text(DESCRIPTION) == "La réclamation est-elle écrite\u202f?, obligatoire"


def test_a_date_and_its_hour_say_of_what(wizard: WizardWindow) -> None:
    received = wizard.findChildren(MomentField)[0]
    assert read(received.date).text(NAME) == "Reçue le, obligatoire, date"
    assert read(received.time).text(NAME) == "Reçue le, obligatoire, heure"


def test_a_fault_is_told_when_it_is_found_and_stays_with_its_field(
    wizard: WizardWindow, heard: list[str], qtbot: QtBot
) -> None:
    hour = wizard.findChildren(MomentField)[0].time
    hour.setFocus()
    hour.selectAll()
    qtbot.keyClicks(hour, "99:99")
    qtbot.keyClick(hour, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert len(heard) == 1
    fault = heard[0]
    assert fault.startswith("Cette heure n’existe pas")
    assert read(hour).text(DESCRIPTION) == fault
    hour.setFocus()
    hour.selectAll()
    qtbot.keyClicks(hour, "09:30")
    assert fault not in read(hour).text(DESCRIPTION)


def test_the_first_cell_speaks_for_the_row_and_the_others_for_themselves(window: MainWindow) -> None:
    model = window.register_screen.model
    said = [model.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(model.columnCount())]
    assert said[0].startswith("R-2026-0016\u202f; ")
    assert said[2:5] == ["Conduite, Téléphone", "Urgente", "Plan d’action"]


def test_the_count_of_a_search_is_told_once_the_typing_rests(
    window: MainWindow, heard: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(window.register_screen.search, "planning")
    found = len(window.register_screen.model.spine.ids)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [f"{found}\u00a0dossiers"]
    qtbot.keyClicks(window.register_screen.search, "xyz")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == "Aucun dossier ne correspond. Essayez un nom, un N°\u00a0ou un autre filtre."


def test_a_page_is_told_on_arrival_and_a_saving_that_was_asked_for(
    wizard: WizardWindow, heard: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert heard == ["Page 2 sur 13, Réclamant"]
    wizard.form.focus_on("complainant_function")
    qtbot.keyClicks(QApplication.focusWidget(), "tante")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CONTROL)
    assert heard[1:] == ["Enregistré à 18:00"]


def test_the_number_of_a_new_complaint_is_told(window: MainWindow, heard: list[str], qtbot: QtBot) -> None:
    window.start_new()
    wizard = window.findChild(WizardWindow)
    assert wizard is not None
    for fact, typed in (("channel", "t"), ("verbatim", "Une lecon annulee"), ("complainant_name", "Hugo Lambert")):
        wizard.go_to(Page.COMPLAINANT if fact == "complainant_name" else Page.RECEPTION)
        wizard.form.focus_on(fact)
        qtbot.keyClicks(QApplication.focusWidget(), typed)
    wizard.go_to(Page.SUBJECT)
    assert heard[-2:] == ["Dossier enregistré, R-2026-0025", "Page 3 sur 13, Service et objet"]


def test_why_nothing_is_saved_is_shown_whole_and_told_once(
    wizard: WizardWindow, heard: list[str], session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Le registre est sur un disque plein. Libérez de la place, puis réessayez\u202f: rien n’est perdu. " * 3
    wizard.form.focus_on("verbatim")
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    with monkeypatch.context() as broken:

        def refuse(*_: object, **__: object) -> None:
            raise UserError(sentence)

        broken.setattr(session.register.drafts, "save", refuse)
        wizard.save_now()
        wizard.save_now()
    banner = wizard.findChild(Banner)
    assert banner is not None
    assert banner.isVisible()
    assert heard == [f"Saisie non enregistrée. {sentence.strip()}"]
    shown = [label.text() for label in banner.findChildren(QWidget) if label.height() > 30 and hasattr(label, "text")]
    assert sentence in shown, "it takes the lines that it needs"
    qtbot.mouseClick(banner._action, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    assert wizard._bottom.saved == "Brouillon gardé à 18:00"
