"""Contacts noted in a few seconds: calls, visits, messages with their file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.noted import Noted
from pegase_desktop.domain.words import CallResult, Direction, Medium
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.case.noting import NotingDialog, note_contact
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.labels import Paragraph
from tests.ui.conftest import NOW
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in, there, type_letters
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
CASE = "R-2026-0023"
Act = Callable[[NotingDialog], None]


@pytest.fixture
def note(qtbot: QtBot, session: Session) -> Callable[..., Complaint | None]:
    """Note a contact of the case, doing in its window what is told."""
    window = QWidget()
    qtbot.addWidget(window)

    def refuse(*_: object) -> None:
        raise AssertionError("nothing is begun in the wizard")

    def run(act: Act, **given: object) -> Complaint | None:
        with answering_in(NotingDialog, act):
            return note_contact(session, session.register.cases.find(CASE).id, window, refuse, **given)  # type: ignore[arg-type]

    return run


def enter(dialog: NotingDialog, name: str, value: object) -> None:
    FormTypist(dialog).enter(dialog.editors[name], value)


def choose(dialog: NotingDialog, what: Noted) -> None:
    enter(dialog, "what", what)


def write(dialog: NotingDialog, words: str) -> None:
    type_letters(dialog.text.input, words)


def ok(dialog: NotingDialog) -> None:
    QTest.mouseClick(dialog.go, LEFT)


@pytest.mark.parametrize("result", CallResult)
def test_a_call_is_noted_with_its_result(result: CallResult, note: Callable[..., Complaint | None]) -> None:
    def act(dialog: NotingDialog) -> None:
        assert dialog.contact().what is Noted.CALL_MADE
        enter(dialog, "result", result)
        ok(dialog)

    noted = note(act)
    assert noted is not None
    call = noted.calls[-1]
    assert (call.result, call.at, call.by, call.note) == (result, NOW, "Claire Martin", "")
    owed = {one.kind for one in duties(noted)}
    assert (DutyKind.CALL in owed) is (result is not CallResult.REACHED)


def test_a_call_by_keyboard(note: Callable[..., Complaint | None]) -> None:
    def act(dialog: NotingDialog) -> None:
        dialog.editors["result"].input.setFocus()
        QTest.keyClick(there(QApplication.focusWidget()), Qt.Key.Key_Space)
        write(dialog, "Rappeler lundi")
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    noted = note(act)
    assert noted is not None
    assert noted.calls[-1].note == "Rappeler lundi"


@pytest.mark.parametrize(
    ("what", "medium", "direction"),
    [
        (Noted.CALL_RECEIVED, Medium.PHONE, Direction.INCOMING),
        (Noted.VISIT, Medium.IN_PERSON, Direction.INCOMING),
        (Noted.SMS_SENT, Medium.SMS, Direction.OUTGOING),
        (Noted.SMS_RECEIVED, Medium.SMS, Direction.INCOMING),
        (Noted.MESSAGE, Medium.EMAIL, Direction.INCOMING),
    ],
)
def test_every_contact_is_kept_as_what_it_was(
    what: Noted, medium: Medium, direction: Direction, note: Callable[..., Complaint | None], register: Register
) -> None:
    def act(dialog: NotingDialog) -> None:
        choose(dialog, what)
        write(dialog, "Il demande un rendez-vous.")
        enter(dialog, "next_update_on", date(2026, 11, 25))
        ok(dialog)

    noted = note(act)
    assert noted is not None
    exchange = noted.exchanges[-1]
    assert (exchange.medium, exchange.direction, exchange.text) == (medium, direction, "Il demande un rendez-vous.")
    assert noted.next_update_on == date(2026, 11, 25)
    assert register.journal.of(noted.ref)[-1].verb is Verb.INFORM


def test_what_is_missing_is_said_at_its_field(
    note: Callable[..., Complaint | None], register: Register, questions: ScriptedQuestions
) -> None:
    before = register.cases.find(CASE)

    def act(dialog: NotingDialog) -> None:
        ok(dialog)
        assert "a répondu" in dialog.editors["result"].field.fault()
        choose(dialog, Noted.VISIT)
        ok(dialog)
        assert "Une ligne suffit" in dialog.text.fault()
        write(dialog, "Passé à l’accueil.")
        enter(dialog, "at", None)
        ok(dialog)
        assert "Par exemple" in dialog.editors["at"].field.fault()

    questions.confirmations.append(True)
    assert note(act) is None
    assert register.cases.find(CASE) == before


def test_what_is_said_under_a_field_lies_over_no_other(note: Callable[..., Complaint | None]) -> None:
    def act(dialog: NotingDialog) -> None:
        box = dialog.editors["text"].input
        before = box.visibleRegion().boundingRect().height()
        enter(dialog, "at", None)
        ok(dialog)
        QApplication.sendPostedEvents()
        assert dialog.editors["at"].field.fault()
        assert dialog.editors["result"].field.fault()
        assert box.visibleRegion().boundingRect().height() == before

    assert note(act) is None


def test_what_was_written_is_not_dropped_by_a_key_pressed_too_soon(
    note: Callable[..., Complaint | None], questions: ScriptedQuestions
) -> None:
    questions.confirmations += [False, True]

    def act(dialog: NotingDialog) -> None:
        assert "Guidicelli" in "".join(one.words for one in dialog.findChildren(Paragraph))
        write(dialog, "Elle rappelle.")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.text.value() == "Elle rappelle."

    assert note(act) is None
    assert len(questions.asked) == 2


def test_an_hour_to_come_is_refused_and_the_words_stay(
    note: Callable[..., Complaint | None], questions: ScriptedQuestions
) -> None:
    questions.confirmations.append(True)

    def act(dialog: NotingDialog) -> None:
        choose(dialog, Noted.VISIT)
        write(dialog, "Passé à l’accueil.")
        enter(dialog, "at", datetime(2026, 11, 22, 8, tzinfo=UTC))
        ok(dialog)
        assert dialog.isVisible()
        assert dialog.text.value() == "Passé à l’accueil."

    assert note(act) is None
    assert "dans le futur" in questions.said[0]


def test_a_day_that_does_not_exist_is_said_and_nothing_is_noted(
    note: Callable[..., Complaint | None], register: Register, questions: ScriptedQuestions
) -> None:
    before = register.cases.find(CASE)
    questions.confirmations.append(True)

    def act(dialog: NotingDialog) -> None:
        choose(dialog, Noted.VISIT)
        write(dialog, "Passé à l’accueil.")
        next_update = dialog.editors["next_update_on"]
        next_update.input.setFocus()
        type_letters(next_update.input, "31/02")
        QTest.keyClick(next_update.input, Qt.Key.Key_Return, CONTROL)
        assert "n’existe pas" in next_update.field.fault()

    assert note(act) is None
    assert register.cases.find(CASE) == before


# Messages


@pytest.fixture
def message(tmp_path: Path) -> Path:
    letter = EmailMessage()
    letter["From"] = "Stéphane Guidicelli <s.guidicelli@exemple.fr>"
    letter["Date"] = "Fri, 20 Nov 2026 15:12:30 +0100"
    letter["Subject"] = "Toujours sans réponse"
    letter.set_content("Bonjour,\n\nje n’ai pas de nouvelles.")
    path = tmp_path / "Courriel.eml"
    path.write_bytes(letter.as_bytes())
    return path


SAID = (
    "De\u00a0: Stéphane Guidicelli <s.guidicelli@exemple.fr>\nObjet\u00a0: Toujours sans réponse\n\n"
    "Bonjour,\n\nje n’ai pas de nouvelles."
)


def test_a_message_is_read_and_kept_with_its_file_in_one_entry(
    note: Callable[..., Complaint | None], register: Register, message: Path
) -> None:
    entries = len(register.journal.all())
    noted = note(ok, message=message)
    assert noted is not None
    exchange, attachment = noted.exchanges[-1], noted.attachments[-1]
    assert (exchange.text, exchange.medium, exchange.direction) == (SAID, Medium.EMAIL, Direction.INCOMING)
    assert exchange.at == datetime(2026, 11, 20, 14, 12, tzinfo=UTC)
    assert attachment.name == "Courriel.eml"
    assert register.cases.content_of(attachment) == message.read_bytes()
    assert len(register.journal.all()) == entries + 1
    assert register.journal.all()[-1].verb is Verb.INFORM


def test_a_message_is_chosen_with_the_button(
    note: Callable[..., Complaint | None], questions: ScriptedQuestions, message: Path
) -> None:
    questions.opened += [message]

    def act(dialog: NotingDialog) -> None:
        choose(dialog, Noted.MESSAGE)
        QTest.mouseClick(dialog._choose, LEFT)
        ok(dialog)

    noted = note(act)
    assert noted is not None
    assert noted.exchanges[-1].text == SAID


def test_a_file_that_cannot_be_read_is_kept_all_the_same(note: Callable[..., Complaint | None], tmp_path: Path) -> None:
    broken = tmp_path / "Message.msg"
    broken.write_bytes(b"\xd0\xcf\x11\xe0 rien")

    def act(dialog: NotingDialog) -> None:
        assert "ne peut pas être lu" in dialog.text.fault()
        write(dialog, "Il relance.")
        ok(dialog)

    noted = note(act, message=broken)
    assert noted is not None
    assert noted.exchanges[-1].text == "Il relance."
    assert noted.attachments[-1].name == "Message.msg"


def test_what_is_no_message_is_refused_with_a_sentence(
    note: Callable[..., Complaint | None], questions: ScriptedQuestions, tmp_path: Path, register: Register
) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"image")
    assert note(lambda dialog: dialog.take_file(tmp_path / "parti.eml"), message=photo) is None
    assert "pièces jointes" in questions.said[0]
    assert "n’est plus là" in questions.said[1]
    assert register.cases.find(CASE).attachments == ()


def dropped(*paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(QPointF(20, 200), offered, data, LEFT, Qt.KeyboardModifier.NoModifier)
    event.data = data  # type: ignore[attr-defined]  # the event does not keep it
    return event


def test_a_message_dropped_on_the_panel_is_a_contact(window: MainWindow, register: Register, message: Path) -> None:
    case = register.cases.find(CASE)
    window.go_to(case.id)
    panel = window.register_screen.panel.panel
    assert panel is not None
    with answering_in(NotingDialog, ok):
        panel.dropEvent(dropped(message))
    assert panel.complaint.exchanges[-1].text == SAID
    assert [one.name for one in panel.complaint.attachments] == ["Courriel.eml"]
    assert message.exists()


def test_a_contact_is_noted_from_the_panel(window: MainWindow, register: Register) -> None:
    case = register.cases.find(CASE)
    window.go_to(case.id)
    panel = window.register_screen.panel.panel
    assert panel is not None

    def act(dialog: NotingDialog) -> None:
        choose(dialog, Noted.CALL_RECEIVED)
        write(dialog, "Elle rappelle.")
        ok(dialog)

    with answering_in(NotingDialog, act):
        QTest.mouseClick(panel.head.note, LEFT)
    QApplication.processEvents()
    assert "Téléphone du client" in panel.contacts.lines[0].accessibleName()


@pytest.mark.usefixtures("message")
def test_a_drop_takes_nothing_that_is_not_a_file(note: Callable[..., Complaint | None]) -> None:
    at = QPoint(5, 5)

    def act(dialog: NotingDialog) -> None:
        data = QMimeData()
        data.setText("bonjour")
        event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        dialog.dropEvent(event)
        assert dialog._file is None

    assert note(act) is None
