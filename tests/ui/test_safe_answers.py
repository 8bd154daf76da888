"""Whoever presses Enter or Escape, or closes the box, before reading a question: nothing is lost, nothing recorded.

Each place of the program that asks is brought up by what it does there, and answered by a key or by the close box. What
the code asks and is not driven here fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.contacts import contacts
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.noted import Noted
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.words import CancelReason, Decision, Kind, LetterKind
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.shelf import Copy
from pegase_desktop.ui.attachments.changing import detach
from pegase_desktop.ui.case.contact_list import ContactsDialog
from pegase_desktop.ui.case.draft_banner import DraftBanner
from pegase_desktop.ui.case.ending import cancel_case, close_case, reopen_case
from pegase_desktop.ui.case.mediation import note_mediation
from pegase_desktop.ui.case.nature import turn_case
from pegase_desktop.ui.case.noting import NotingDialog, note_contact
from pegase_desktop.ui.case.waiting_note import WaitingNote
from pegase_desktop.ui.copies import choosing
from pegase_desktop.ui.copies.choosing import ask_second_place
from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.leaving import come_back, leave
from pegase_desktop.ui.copies.replacing import chosen_copy, ready
from pegase_desktop.ui.copies.second_place import Judgement
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.letters.dialog import LetterDialog
from pegase_desktop.ui.letters.writing import composed, write_letter
from pegase_desktop.ui.meetings.deciding import DecisionDialog
from pegase_desktop.ui.meetings.plan import SIGN_OFF
from pegase_desktop.ui.meetings.screen import MeetingsScreen
from pegase_desktop.ui.notes.issuing import issue_note
from pegase_desktop.ui.notes.page import NotePage
from pegase_desktop.ui.notes.proposing import chosen_note
from pegase_desktop.ui.notes.reading import ReadingDialog
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.review.screen import ReviewScreen
from pegase_desktop.ui.risks.screen import RisksScreen
from pegase_desktop.ui.settings.entrusting import EntrustDialog, workload_of
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.settings.staff import StaffSection
from pegase_desktop.ui.shell.about import LicencesDialog, show_about
from pegase_desktop.ui.shell.faults import FaultReporter
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.opening import Opening
from pegase_desktop.ui.shell.qt_questions import QtQuestions
from pegase_desktop.ui.shell.rescue import ensure_rescued
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.dialogs import Dialog
from pegase_desktop.ui.widgets.text_fields import TextField
from pegase_desktop.ui.wizard.arrangement import Section
from pegase_desktop.ui.wizard.attachments_section import AttachmentsSection
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.notes import notes
from tests.domain.samples import closable
from tests.domain.test_held_review import WHOLE as HELD
from tests.domain.test_improvement import WHOLE as DECIDED
from tests.domain.test_meeting import WHOLE as MEETING
from tests.ui.asked_places import dialogs_opened, questions_asked
from tests.ui.conftest import Opener
from tests.ui.copy_keepers import keeper_for
from tests.ui.hands import answering_in, part, type_letters
from tests.ui.letters.conftest import ScriptedDelivery
from tests.ui.wizard.typist import Typist

BY = "Claire Martin"
OPEN_CASE = "R-2026-0024"


class Hasty(QtQuestions):
    """Real questions, but those before the one looked at are answered."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.chosen: list[int] = []
        self.saved: list[Path] = []
        self.is_over = False  # then nobody is there to answer what a window asks that is closed

    def confirm(self, title: str, sentence: str, action: str, *, safe: str) -> bool:
        return self.is_over or super().confirm(title, sentence, action, safe=safe)

    def choose_one(
        self, title: str, sentence: str, options: Sequence[str], action: str = "Continuer", *, safe: str
    ) -> int | None:
        if self.is_over:
            return 1  # of the settings: not saved
        return self.chosen.pop(0) if self.chosen else super().choose_one(title, sentence, options, action, safe=safe)

    def choose_save_file(self, title: str, suggested_name: str, pattern: str) -> Path | None:
        return self.saved.pop(0)


@dataclass
class Scene:
    """Somebody at the desk, before a window."""

    session: Session
    window: QWidget
    questions: Hasty
    open_main: Opener
    qtbot: QtBot
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    kept: list[QWidget] = field(default_factory=list)

    @property
    def case(self) -> Complaint:
        return self.session.register.cases.find(OPEN_CASE)

    def receive(self, **facts: object) -> Complaint:
        made: Complaint = self.session.register.cases.receive(replace(closable(owner=BY), **facts), by=BY)  # type: ignore[arg-type]
        return made

    def show(self, widget: QWidget) -> None:
        """Bring it to the screen, with the keyboard."""
        self.kept.append(widget)
        self.qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        self.qtbot.waitUntil(widget.isActiveWindow)

    def wizard(self, **given: object) -> Typist:
        wizard = WizardWindow(self.session, **given)  # type: ignore[arg-type]
        wizard.resize(1440, 900)
        self.show(wizard)
        self.questions.window = wizard
        wizard.setFocus()
        return Typist(wizard)

    def improvements(self) -> ImprovementsScreen:
        screen = ImprovementsScreen(self.session, Signer(self.session, Preferences(actor=BY, actor_day="2026-11-20")))
        screen.resize(1200, 800)
        self.show(screen)
        self.questions.window = screen
        return screen

    def letter(self) -> LetterDialog:
        kind = LetterKind.ACKNOWLEDGEMENT
        letter = composed(self.session, kind, self.case)
        return LetterDialog(self.session, self.case, letter, ScriptedDelivery(), self.window)

    def press(self, within: QWidget, label: str) -> None:
        button = next(one for one in within.findChildren(Button) if one.text() == label and one.isVisible())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def refuse(self, *_: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")


@pytest.fixture
def scene(
    session: Session, open_window: Opener, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Scene:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    questions = Hasty(window)
    session.questions = questions
    return Scene(session, window, questions, open_window, qtbot, tmp_path, monkeypatch)


# What is asked, and what may not be lost by a hasty answer
Asking = tuple[Callable[[], object], Callable[[], object]]
Scenario = Callable[[Scene], Asking]
QUESTIONS: dict[tuple[str, ...], Scenario] = {}
DIALOGS: dict[tuple[str, ...], Scenario] = {}


def nothing() -> None:
    """What a question has at stake that only would record something."""


def question(file: str, inside: str, method: str) -> Callable[[Scenario], Scenario]:
    def take(scenario: Scenario) -> Scenario:
        QUESTIONS[f"ui/{file}", inside, method] = scenario
        return scenario

    return take


def dialog(file: str, name: str) -> Callable[[Scenario], Scenario]:
    def take(scenario: Scenario) -> Scenario:
        DIALOGS[f"ui/{file}", name] = scenario
        return scenario

    return take


@question("case/noting.py", "NotingDialog.reject", "confirm")
def leave_a_note(scene: Scene) -> Asking:
    waiting = WaitingNote(scene.session.register.drafts, None, scene.case)
    noting = NotingDialog(scene.session, scene.case, waiting, Noted.CALL_RECEIVED, scene.window)
    scene.show(noting)
    type_letters(noting.text.input, "Il rappelle demain")
    return (
        lambda: QTest.keyClick(noting.text.input, Qt.Key.Key_Escape),
        lambda: (noting.isVisible(), noting.text.value()),
    )


@question("case/ending.py", "close_case", "confirm")
def close(scene: Scene) -> Asking:
    case = scene.receive()
    return lambda: close_case(scene.session, case), nothing


@question("case/ending.py", "close_case", "choose_one")
def close_too_soon(scene: Scene) -> Asking:
    return lambda: close_case(scene.session, scene.case), nothing


@question("case/ending.py", "reopen_case", "ask_reason")
def reopen(scene: Scene) -> Asking:
    case = scene.session.register.cases.close(scene.receive(), by=BY)
    return lambda: reopen_case(scene.session, case), nothing


@question("case/ending.py", "cancel_case", "choose_one")
def cancel(scene: Scene) -> Asking:
    return lambda: cancel_case(scene.session, scene.case), nothing


@question("case/ending.py", "_duplicate_asked", "choose_one")
def cancel_as_one_that_is_alike(scene: Scene) -> Asking:
    scene.receive()
    case = scene.receive()
    assert scene.session.register.table.similar(case)
    scene.questions.chosen = [tuple(CancelReason).index(CancelReason.DUPLICATE)]
    return lambda: cancel_case(scene.session, case), nothing


@question("case/ending.py", "_duplicate_asked", "ask_line")
def cancel_as_another(scene: Scene) -> Asking:
    scene.monkeypatch.setattr(scene.session.register.table, "similar", lambda _: ())
    scene.questions.chosen = [tuple(CancelReason).index(CancelReason.DUPLICATE)]
    return lambda: cancel_case(scene.session, scene.case), nothing


@question("case/ending.py", "_note_asked", "ask_line")
def cancel_with_a_note(scene: Scene) -> Asking:
    scene.questions.chosen = [next(n for n, one in enumerate(CancelReason) if one is not CancelReason.DUPLICATE)]
    return lambda: cancel_case(scene.session, scene.case), nothing


@question("case/nature.py", "turn_case", "choose_one")
def turn(scene: Scene) -> Asking:
    return lambda: turn_case(scene.session, scene.case), nothing


@question("case/nature.py", "turn_case", "ask_reason")
def turn_without_a_reason(scene: Scene) -> Asking:
    scene.questions.chosen = [0]
    return lambda: turn_case(scene.session, scene.case), nothing


@question("case/nature.py", "_moment_of_coming", "choose_one")
def turn_without_a_moment(scene: Scene) -> Asking:
    case = scene.receive(kind=Kind.INCIDENT)
    scene.questions.chosen = [0]
    return lambda: turn_case(scene.session, case), nothing


@question("case/nature.py", "_answer", "choose_one")
def turn_without_a_channel(scene: Scene) -> Asking:
    case = scene.receive(kind=Kind.INCIDENT, channel=None, complainant_name="")
    scene.questions.chosen = [0]
    return lambda: turn_case(scene.session, case), nothing


@question("case/nature.py", "_answer", "ask_line")
def turn_without_a_name(scene: Scene) -> Asking:
    case = scene.receive(kind=Kind.INCIDENT, complainant_name="")
    scene.questions.chosen = [0]
    return lambda: turn_case(scene.session, case), nothing


@question("desk/draft_saver.py", "wants_to_give_up", "confirm")
def drop_a_draft(scene: Scene) -> Asking:
    drafts = scene.session.register.drafts
    drafts.save(Draft(record_id=scene.case.id, page=Page.COMPLAINANT, values={"complainant_name": "Léa Brun"}))
    banner = DraftBanner(scene.session)
    banner.refresh()
    scene.show(banner)
    return lambda: scene.press(banner, "Abandonner la saisie"), drafts.all


@question("notes/issuing.py", "issue_note", "confirm")
def issue_a_note(scene: Scene) -> Asking:
    note = scene.session.register.notes.register(notes()[2], by=BY)
    return lambda: issue_note(scene.session, note, None), nothing


@question("notes/issuing.py", "_means_others", "confirm")
def issue_a_note_with_a_name(scene: Scene) -> Asking:
    named = replace(notes()[2], text=f"{scene.case.complainant_name} a raison.")
    note = scene.session.register.notes.register(named, by=BY)
    return lambda: issue_note(scene.session, note, None), nothing


@question("notes/proposing.py", "chosen_note", "choose_one")
def choose_a_meeting(scene: Scene) -> Asking:
    scene.session.register.improvements.register(
        replace(DECIDED, decided_on=date(2026, 11, 20), due=date(2026, 12, 1)), by=BY
    )
    return lambda: chosen_note(scene.session), nothing


@question("notes/page.py", "NotePage.end", "ask_reason")
def end_a_note(scene: Scene) -> Asking:
    note = scene.session.register.notes.register(notes()[0], by=BY)
    screen = NotesScreen(scene.session, Signer(scene.session, Preferences(actor=BY, actor_day="2026-11-20")))
    scene.show(screen)
    screen.show_record(note.id)
    assert isinstance(screen.page, NotePage)
    return screen.page.end, nothing


@question("letters/writing.py", "_composed_or_led", "confirm")
def write_a_refusal_without_mediator(scene: Scene) -> Asking:
    refused = {"decision": Decision.UNFAVOURABLE, "reasons": "Non."}
    case = scene.session.register.cases.record(scene.case, refused, by=BY, reason="Pour le test")
    wanted: list[str] = []
    scene.session.settings_wanted.connect(wanted.append)
    return lambda: write_letter(scene.session, case.id, LetterKind.UNFAVOURABLE, scene.window), lambda: list(wanted)


@question("letters/dialog.py", "LetterDialog.take_original", "confirm")
def drop_the_own_words(scene: Scene) -> Asking:
    letter = scene.letter()
    scene.show(letter)
    type_letters(letter.text.input, "Bonjour")
    return lambda: scene.press(letter, "Texte d’origine"), letter.text.value


@question("letters/dialog.py", "LetterDialog._may_lose_text", "confirm")
def leave_a_letter_that_is_not_kept(scene: Scene) -> Asking:
    letter = scene.letter()
    scene.show(letter)
    scene.monkeypatch.setattr(scene.session.register.letter_texts, "keep", scene.refuse)
    type_letters(letter.text.input, "Bonjour")
    return (
        lambda: QTest.keyClick(letter.text.input, Qt.Key.Key_Escape),
        lambda: (letter.isVisible(), letter.text.value()),
    )


@question("paper/preview.py", "PaperPreview.save_pdf", "confirm")
def write_over_a_file(scene: Scene) -> Asking:
    paper = scene.folder / "fiche.pdf"
    paper.write_bytes(b"older")
    scene.questions.saved = [scene.folder / "fiche"]
    preview = a_preview(scene)
    scene.show(preview)
    return lambda: QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier), paper.read_bytes


@question("settings/unsaved.py", "Unsaved._act", "confirm")
def drop_what_was_typed_in_the_settings(scene: Scene) -> Asking:
    scene.session.register.typed_settings.keep("school", {"Ville": "Nice"})
    settings = SettingsScreen(scene.session, Preferences(), lambda: None, keeper_for(scene.session))
    scene.show(settings)
    places = scene.session.register.typed_settings
    return lambda: scene.press(settings, "Abandonner la saisie"), lambda: (places.at("school"), settings.is_dirty)


@question("settings/staff.py", "StaffSection._ask_role", "ask_line")
def name_a_role(scene: Scene) -> Asking:
    staff = StaffSection(scene.session)
    scene.show(staff)
    someone = scene.session.register.school.staff()[0]
    return lambda: staff._ask_role(someone), scene.session.register.school.staff


@question("attachments/changing.py", "detach", "ask_reason")
def take_a_document_out(scene: Scene) -> Asking:
    case = scene.session.register.cases.attach(scene.case, "photo.png", b"image", by=BY)
    return lambda: detach(scene.session, case, case.attachments[0]), nothing


@question("wizard/attachments_section.py", "AttachmentsSection._take_out_of_draft", "confirm")
def take_a_document_out_of_a_draft(scene: Scene) -> Asking:
    paper = scene.folder / "lettre.pdf"
    paper.write_bytes(b"%PDF")
    section = scene.wizard().window.form.sections[Section.ATTACHMENTS]
    assert isinstance(section, AttachmentsSection)
    section.add([paper])
    return lambda: section.shelf.removal_wanted.emit(section.documents()[0]), section.documents


@question("wizard/window.py", "WizardWindow._ensure_loss_is_meant", "confirm")
def leave_a_page_that_is_not_kept(scene: Scene) -> Asking:
    typist = scene.wizard()
    typist.fill("verbatim", "Ma leçon est annulée.")
    scene.monkeypatch.setattr(scene.session.register.drafts, "save", scene.refuse)
    return lambda: typist.key(Qt.Key.Key_Escape), typist.editor("verbatim").input.value


@question("desk/colleagues_draft.py", "wants_colleagues", "confirm")
def go_on_with_what_a_colleague_typed(scene: Scene) -> Asking:
    window: MainWindow = scene.open_main(scene.session)
    scene.questions.window = window
    case, drafts = scene.case, scene.session.register.drafts
    drafts.save(Draft(record_id=case.id, values={"lesson": "Mot de Sophie"}, saved_by="Sophie Renaud"))

    def lesson() -> object:
        wizard = window.findChild(WizardWindow)
        return (wizard.flow.complaint.lesson if wizard else case.lesson), drafts.all()

    return lambda: window.continue_case(case.id), lesson


@question("wizard/rows.py", "_Settling._abandon", "ask_reason")
def abandon_an_action(scene: Scene) -> Asking:
    case = scene.receive(actions=(Action(what="Offrir une leçon", who=BY, due=scene.session.clock().date()),))
    typist = scene.wizard(complaint=case, page=Page.PLAN)
    return lambda: typist.press("Abandonner"), lambda: typist.window.flow.value("actions")


@question("desk/draft_saver.py", "reason_for", "ask_reason")
def correct_a_name(scene: Scene) -> Asking:
    typist = scene.wizard(complaint=scene.receive(), page=Page.COMPLAINANT)
    typist.fill("complainant_name", "Élodie Garnié")
    return typist.next, typist.editor("complainant_name").input.value


@question("dossier/page.py", "DossierPage.ensure_kept", "confirm")
def leave_an_improvement_that_is_not_kept(scene: Scene) -> Asking:
    screen = scene.improvements()
    screen.begin_new()
    assert screen.page is not None
    what = screen.page.editors["what"].input
    type_letters(what, "Appeler la veille")
    scene.monkeypatch.setattr(scene.session.register.drafts, "save", scene.refuse)
    return screen.escape, what.text


@question("desk/signer.py", "Signer.ask", "choose_one")
def say_who_one_is(scene: Scene) -> Asking:
    scene.session.set_actor("")
    return Signer(scene.session, Preferences()).ask, lambda: scene.session.actor


@question("desk/signer.py", "Signer._enter", "ask_line")
def say_a_new_name(scene: Scene) -> Asking:
    scene.session.set_actor("")
    scene.questions.chosen = [sum(one.active for one in scene.session.register.school.staff())]
    return Signer(scene.session, Preferences()).ask, lambda: scene.session.actor


@question("settings/screen.py", "SettingsScreen.ensure_settled", "choose_one")
def leave_changed_settings(scene: Scene) -> Asking:
    window: MainWindow = scene.open_main(scene.session)
    scene.questions.window = window
    window.turn_to(Place.SETTINGS)
    settings = window.shell.screens.screen_of(Place.SETTINGS)
    assert isinstance(settings, SettingsScreen)
    settings.show_section("staff")
    name = part(part(settings, StaffSection), TextField)
    type_letters(name, "Inès Faure")

    def ask() -> None:
        window.turn_to(Place.AGENDA)
        assert window.shell.screens.place is Place.SETTINGS

    return ask, name.value


@question("shell/rescue.py", "ensure_rescued", "choose_one")
def close_the_window_of_a_register_that_is_gone(scene: Scene) -> Asking:
    scene.session.register.path.unlink()

    def ask() -> None:
        assert not ensure_rescued(scene.session, is_answered=True)

    return ask, nothing


# Copies of the register


def a_copy(scene: Scene) -> Copy:
    """One beside the register, which went on since."""
    register = scene.session.register
    keeper = CopyKeeper(scene.session, Preferences())
    copy = keeper.here.add(register.path, "registre", Making(scene.session.clock()))
    scene.receive()
    return copy


def files(scene: Scene) -> Callable[[], object]:
    return lambda: sorted(one.name for one in scene.session.register.path.parent.rglob("*"))


@question("copies/choosing.py", "_folder", "confirm")
def choose_a_first_second_place(scene: Scene) -> Asking:
    preferences = Preferences()
    keeper = CopyKeeper(scene.session, preferences)
    scene.monkeypatch.setattr(choosing, "sticks", lambda *_: ())
    return lambda: ask_second_place(scene.session, keeper), lambda: preferences.copies_folder


@question("copies/choosing.py", "_folder", "choose_one")
def choose_a_second_place(scene: Scene) -> Asking:
    preferences = Preferences(copies_folder=str(scene.folder))
    keeper = CopyKeeper(scene.session, preferences)
    return lambda: ask_second_place(scene.session, keeper), lambda: preferences.copies_folder


@question("copies/choosing.py", "_take", "confirm")
def choose_an_unsure_place(scene: Scene) -> Asking:
    preferences = Preferences(copies_folder=str(scene.folder))
    keeper = CopyKeeper(scene.session, preferences)
    scene.monkeypatch.setattr(choosing, "judged", lambda *_: Judgement(warning="Ce disque est le même."))
    scene.monkeypatch.setattr(choosing, "sticks", lambda *_: ())
    scene.monkeypatch.setattr(scene.questions, "choose_folder", lambda _: scene.folder)
    scene.questions.chosen = [0]
    return lambda: ask_second_place(scene.session, keeper), lambda: preferences.copies_folder


@question("copies/leaving.py", "leave", "confirm")
def leave_for_another_computer(scene: Scene) -> Asking:
    return lambda: leave(scene.session, Preferences()), files(scene)


@question("copies/leaving.py", "come_back", "confirm")
def come_back_from_another_computer(scene: Scene) -> Asking:
    scene.session.register.hand_over("registre.pegase-demenagement", by=BY)
    return lambda: come_back(scene.session), lambda: scene.session.register.custody.moved


@question("copies/replacing.py", "chosen_copy", "choose_one")
def choose_a_copy(scene: Scene) -> Asking:
    copy = a_copy(scene)

    def ask() -> None:
        assert chosen_copy(scene.questions, (copy,), ()) is None

    return ask, nothing


@question("copies/replacing.py", "_wants", "confirm")
def put_a_copy_back(scene: Scene) -> Asking:
    copy, path = a_copy(scene), scene.session.register.path

    def ask() -> None:
        assert ready(scene.questions, copy.path, path, lambda found: found.compared_with(path)) is None

    return ask, files(scene)


@question("shell/opening.py", "Opening._instead", "choose_one")
def open_a_register_that_is_damaged(scene: Scene) -> Asking:
    damaged = scene.folder / "abîmé.pegase"
    damaged.write_bytes(b"Bonjour" * 999)

    def ask() -> None:
        assert Opening(damaged, Preferences(), scene.questions).opened(None) is None

    return ask, damaged.read_bytes


@dialog("shell/waiting.py", "WaitingDialog")
def wait_for_something_long(scene: Scene) -> Asking:
    def do(on_share: Callable[[int], None]) -> bool:
        while True:
            on_share(500)

    def ask() -> None:
        assert scene.questions.attend("Sauvegarde", "Copie du registre.", do, safe="Arrêter la sauvegarde") is None

    return ask, nothing


# The dialogs themselves


def a_preview(scene: Scene) -> PaperPreview:
    paper = BytesIO()
    canvas = Canvas(paper, invariant=1)
    canvas.showPage()
    canvas.save()
    return PaperPreview(paper.getvalue(), "Fiche", "fiche.pdf", scene.questions, scene.window)


@dialog("paper/preview.py", "PaperPreview")
def look_at_a_paper(scene: Scene) -> Asking:
    return a_preview(scene).exec, nothing


@dialog("case/contact_list.py", "ContactsDialog")
def read_the_contacts(scene: Scene) -> Asking:
    return ContactsDialog(scene.case, contacts(scene.case), scene.window).exec, nothing


@dialog("case/noting.py", "NotingDialog")
def open_a_note(scene: Scene) -> Asking:
    return lambda: note_contact(scene.session, scene.case.id, scene.window, lambda *_: None), nothing


@dialog("case/mediation.py", "MediationDialog")
def open_a_mediation(scene: Scene) -> Asking:
    return lambda: note_mediation(scene.session, scene.case, scene.window, lambda *_: None), nothing


@dialog("register/filter_dialog.py", "FilterDialog")
def choose_filters(scene: Scene) -> Asking:
    screen = scene.open_main(scene.session).register_screen
    return screen.filters.more.click, lambda: screen.filters.filters


@dialog("notes/reading.py", "ReadingDialog")
def ask_who_has_read_a_note(scene: Scene) -> Asking:
    note = scene.session.register.notes.register(notes()[1], by=BY)
    return ReadingDialog(scene.session, note, None, scene.window).exec, nothing


@dialog("settings/entrusting.py", "EntrustDialog")
def ask_who_takes_over(scene: Scene) -> Asking:
    leaving = next(one for one in scene.session.register.school.staff() if one.name == "Marc Olivier")
    seen = workload_of(scene.session, leaving)
    assert seen.tasks
    return EntrustDialog(scene.session, seen, scene.window, leaves=True).exec, nothing


def a_meeting(scene: Scene) -> Meeting:
    register = scene.session.register
    return register.meetings.register(replace(MEETING, points=(Point(subject="Planning"),)), by="Claire Martin")


@dialog("meetings/deciding.py", "DecisionDialog")
def decide_on_something(scene: Scene) -> Asking:
    meeting = a_meeting(scene)
    return DecisionDialog(scene.session, meeting, meeting.points[0], scene.window).exec, nothing


def held_twice(scene: Scene) -> ReviewScreen:
    for week in ("2026-W46", "2026-W47"):
        scene.session.register.weekly_reviews.register(replace(HELD, week=week), by="Claire Martin")
    window = scene.open_main(scene.session)
    window.turn_to(Place.REVIEW)
    screen = window.shell.screens.screen_of(Place.REVIEW)
    assert isinstance(screen, ReviewScreen)
    return screen


@question("review/finding.py", "found_review", "ask_line")
def look_for_a_review(scene: Scene) -> Asking:
    screen = held_twice(scene)
    return screen.start_search, lambda: screen.page


@question("review/finding.py", "found_review", "choose_one")
def choose_one_of_the_reviews(scene: Scene) -> Asking:
    screen = held_twice(scene)
    scene.monkeypatch.setattr(scene.questions, "ask_line", lambda *_, **__: "rappeler")
    return screen.start_search, lambda: screen.page


@question("risks/screen.py", "RisksScreen.begin_new", "choose_one")
def begin_a_risk(scene: Scene) -> Asking:
    window = scene.open_main(scene.session)
    window.turn_to(Place.RISKS)
    screen = window.shell.screens.screen_of(Place.RISKS)
    assert isinstance(screen, RisksScreen)
    return screen.begin_new, lambda: screen.page


@question("meetings/screen.py", "MeetingsScreen._sign_off", "confirm")
def sign_minutes_off(scene: Scene) -> Asking:
    meeting = a_meeting(scene)
    points = (replace(meeting.points[0], no_decision="Trop tôt"),)
    scene.session.register.meetings.record(meeting, {"points": points}, by="Claire Martin")
    window = scene.open_main(scene.session)
    window.turn_to(Place.MEETINGS)
    screen = window.shell.screens.screen_of(Place.MEETINGS)
    assert isinstance(screen, MeetingsScreen)
    screen.show_record(meeting.id)
    assert screen.page is not None
    return partial(screen.page.act, SIGN_OFF), nothing


@dialog("letters/dialog.py", "LetterDialog")
def a_letter_asks_whether_it_left(scene: Scene) -> Asking:
    letter = scene.letter()

    letter.send()
    assert letter.asking.not_yet.text() == "Pas encore"
    return letter.exec, letter.text.value


@dialog("shell/about.py", "AboutDialog")
def read_what_it_is(scene: Scene) -> Asking:
    QApplication.clipboard().setText("copié avant")
    log = scene.folder / "problemes.log"
    return lambda: show_about(scene.session.register, log, scene.window), QApplication.clipboard().text


@dialog("shell/about.py", "LicencesDialog")
def read_the_licences(scene: Scene) -> Asking:
    return LicencesDialog(scene.window).exec, nothing


@dialog("shell/faults.py", "FaultReporter._show")
def a_fault_is_told(scene: Scene) -> Asking:
    QApplication.clipboard().setText("copié avant")
    reporter = FaultReporter(scene.folder / "problemes.log")
    reporter.window = scene.window
    return lambda: reporter._show("ValueError"), QApplication.clipboard().text


@dialog("shell/qt_questions.py", "QtQuestions.inform")
def something_is_said(scene: Scene) -> Asking:
    return lambda: scene.questions.inform("À vérifier", "Vérifiez le jour."), nothing


# Those below are what the questions above are made of
MADE_OF = {("ui/widgets/dialogs.py", name) for name in ("Dialog", "Form", "WordsDialog", "ChoiceDialog")} | {
    ("ui/shell/qt_questions.py", "QtQuestions.confirm")
}


def enter(shown: QDialog) -> None:
    QTest.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_Return)


def escape(shown: QDialog) -> None:
    QTest.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_Escape)


def close_box(shown: QDialog) -> None:
    shown.close()


def told(session: Session) -> object:
    """All that is recorded: nothing is, without an entry of the journal."""
    return session.register.journal.head()


SCENARIOS: dict[tuple[str, ...], Scenario] = {**QUESTIONS, **DIALOGS}


@pytest.mark.parametrize("answer", [enter, escape, close_box])
@pytest.mark.parametrize("place", SCENARIOS, ids=lambda place: place[-2] + "-" + place[-1])
def test_a_hasty_answer_loses_and_records_nothing(
    scene: Scene, place: tuple[str, ...], answer: Callable[[QDialog], None]
) -> None:
    ask, kept = SCENARIOS[place](scene)
    before = told(scene.session), kept()
    answered: list[QDialog] = []

    def act(shown: QDialog) -> None:
        answered.append(shown)
        if isinstance(shown, Dialog):
            assert shown.give_up.text() not in ("Annuler", "Non", "Revenir", "")  # named by what it does
        answer(shown)

    try:
        with answering_in(QDialog, act):
            ask()
        assert len(answered) == 1
        assert (told(scene.session), kept()) == before
    finally:
        scene.questions.is_over = True
        scene.monkeypatch.undo()


def test_every_question_of_the_program_is_answered_in_haste_here() -> None:
    assert questions_asked() == set(QUESTIONS)


def test_every_dialog_of_the_program_is_answered_in_haste_here() -> None:
    assert dialogs_opened() == set(DIALOGS) | MADE_OF
