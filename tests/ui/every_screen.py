"""Every screen of the program on one register, one after the other, painted: for what holds of all widgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.contacts import contacts
from pegase_desktop.domain.filters import Filters
from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.noted import Noted
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.review_words import Topic
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.case.contact_list import ContactsDialog
from pegase_desktop.ui.case.noting import NotingDialog
from pegase_desktop.ui.case.waiting_note import WaitingNote
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.letters.dialog import LetterDialog
from pegase_desktop.ui.letters.writing import composed
from pegase_desktop.ui.meetings.agenda_section import AgendaSection
from pegase_desktop.ui.meetings.deciding import DecisionDialog
from pegase_desktop.ui.meetings.screen import MeetingsScreen
from pegase_desktop.ui.notes.reading import ReadingDialog
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.register.filter_dialog import FilterDialog, offered
from pegase_desktop.ui.review.screen import ReviewScreen
from pegase_desktop.ui.risks.plan import PROPOSE, REVIEW
from pegase_desktop.ui.risks.screen import RisksScreen
from pegase_desktop.ui.settings.entrusting import EntrustDialog, workload_of
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.shell.about import AboutDialog, LicencesDialog
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.dialogs import ChoiceDialog, Dialog, WordsDialog
from pegase_desktop.ui.widgets.notices import Banner, EmptyState
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.test_risk import WHOLE as RISK
from tests.ui.letters.conftest import ScriptedDelivery

Screen = tuple[str, QWidget]


def every_screen(window: MainWindow, session: Session, complaint: Complaint, words: Sequence[str]) -> Iterator[Screen]:
    """Each with its name, all on *complaint*; *words* are in what stands alone, as a question or a banner."""
    for name, widget in _all(window, session, complaint, words):
        widget.show()
        QApplication.processEvents()
        widget.grab()  # some tips are only known once their words were painted
        yield name, widget
        if isinstance(widget, QDialog | QMenu | Banner | EmptyState):
            widget.close()
            widget.deleteLater()


def _all(window: MainWindow, session: Session, complaint: Complaint, words: Sequence[str]) -> Iterator[Screen]:
    yield from _places(window, session, complaint)
    yield from _menus(window)
    yield from _wizard(window, session, complaint)
    yield from _dialogs(window, session, complaint)
    for one in words:
        yield from _questions(window, one)


def _places(window: MainWindow, session: Session, complaint: Complaint) -> Iterator[Screen]:
    window.register_screen.panel.open()
    window.go_to(complaint.id)
    panel = window.register_screen.panel.panel
    assert panel is not None
    panel.journal.fold.click()
    yield "register", window
    window.register_screen.start_search("introuvable")
    yield "nothing found", window
    window.register_screen.start_search("")
    window.turn_to(Place.AGENDA)
    yield "agenda", window
    yield from _improvements(window, complaint)
    yield from _notes(window, session)
    yield from _review(window)
    yield from _meetings(window, session)
    yield from _risks(window, session)
    window.turn_to(Place.SETTINGS)
    settings = window.shell.screens.screen_of(Place.SETTINGS)
    assert isinstance(settings, SettingsScreen)
    for section in settings._builders:
        settings.show_section(section)
        yield f"settings, {section}", window
    window.turn_to(Place.REGISTER)


def _improvements(window: MainWindow, complaint: Complaint) -> Iterator[Screen]:
    window.turn_to(Place.IMPROVEMENTS)
    screen = window.shell.screens.screen_of(Place.IMPROVEMENTS)
    assert isinstance(screen, ImprovementsScreen)
    yield "improvements", window
    for row in screen.overview.rows[:1]:
        row.click()
        assert screen.page is not None
        screen.page.journal.fold.click()
        yield "an improvement", window
        screen.escape()
    window.decide_improvement(complaint.ref)
    assert screen.page is not None
    screen.page.save()
    yield "a new improvement", window
    screen.escape()


def _notes(window: MainWindow, session: Session) -> Iterator[Screen]:
    window.turn_to(Place.NOTES)
    screen = window.shell.screens.screen_of(Place.NOTES)
    assert isinstance(screen, NotesScreen)
    yield "notes", window
    for row in screen.overview.rows[:1]:
        row.click()
        assert screen.page is not None
        screen.page.journal.fold.click()
        yield "a note", window
        screen.escape()
    screen.begin_new()
    assert screen.page is not None
    screen.page.save()
    yield "a new note", window
    screen.escape()


def _review(window: MainWindow) -> Iterator[Screen]:
    window.turn_to(Place.REVIEW)
    screen = window.shell.screens.screen_of(Place.REVIEW)
    assert isinstance(screen, ReviewScreen)
    for card in screen.view.cards.values():
        card.show_all()
    yield "review", window
    screen.project()
    assert screen.projection is not None
    screen.projection.showNormal()
    screen.projection.resize(1366, 768)
    for number in range(len(Topic) + 2):
        yield f"the review projected, {number}", screen.projection
        screen.projection.turn(1)
    screen.projection.close()
    screen.note_review()
    assert screen.page is not None
    yield "a review to note", window
    screen.page.save()
    yield "a review", window
    screen.escape()
    yield "a week that was reviewed", window


def _meetings(window: MainWindow, session: Session) -> Iterator[Screen]:
    window.turn_to(Place.MEETINGS)
    screen = window.shell.screens.screen_of(Place.MEETINGS)
    assert isinstance(screen, MeetingsScreen)
    yield "meetings", window
    screen.begin_new()
    assert screen.page is not None
    yield "a new meeting", window
    screen.page.save()
    yield "a meeting", window
    agenda = screen.page.rows["points"]
    assert isinstance(agenda, AgendaSection)
    agenda.begin_free()
    yield "a free point of a meeting", window
    screen.page.save()
    meeting = screen.page.sheet.recorded
    if meeting.points:
        yield "a decision", DecisionDialog(session, meeting, meeting.points[0], window)
    screen.escape()
    yield "meetings, one of them prepared", window


def _risks(window: MainWindow, session: Session) -> Iterator[Screen]:
    window.turn_to(Place.RISKS)
    screen = window.shell.screens.screen_of(Place.RISKS)
    assert isinstance(screen, RisksScreen)
    yield "risks", window
    screen.begin(RISK)
    assert screen.page is not None
    yield "a new risk", window
    screen.page.save()
    screen.act(PROPOSE)
    screen.act(REVIEW)
    yield "a risk", window
    screen.escape()
    yield "risks, one of them there", window


def _menus(window: MainWindow) -> Iterator[Screen]:
    panel, filters = window.register_screen.panel.panel, window.register_screen.filters
    assert panel is not None
    filters._states.popup(QPoint())
    yield "menu of a filter", filters._states
    for open_menu in (panel._offer_more, window.register_screen.table.horizontalHeader().offer_all_keys):  # type: ignore[attr-defined]
        open_menu()
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu)
        yield "menu", opened


def _wizard(window: MainWindow, session: Session, complaint: Complaint) -> Iterator[Screen]:
    begun = (one for one in session.register.drafts.all() if not one.record_id)
    new = next((one for one in begun if one.kind is RecordKind.COMPLAINT), None)
    for complaint_id in (complaint.id, 0):
        if complaint_id:
            window.continue_case(complaint_id)
        elif new:
            window._whole.resume(new)
        else:
            window.start_new()
        wizard = window.findChildren(WizardWindow)[-1]
        wizard._tips.show()
        for page in wizard.flow.path.pages:
            wizard.go_to(page)
            yield f"wizard {page.value} of {complaint_id}", wizard
        wizard.leave()
        QApplication.processEvents()


def _dialogs(window: MainWindow, session: Session, complaint: Complaint) -> Iterator[Screen]:
    register = session.register
    letter = LetterDialog(
        session, complaint, composed(session, LetterKind.UPDATE, complaint), ScriptedDelivery(), window
    )
    yield "letter", letter
    yield "preview", PaperPreview(letter._pdf(), letter.windowTitle(), "lettre.pdf", session.questions, window)
    yield "contacts", ContactsDialog(complaint, contacts(complaint), window)
    yield "note", NotingDialog(session, complaint, WaitingNote(register.drafts, None, complaint), Noted.MESSAGE, window)
    yield "filters", FilterDialog(session, Filters(), offered(session), window)
    team = tuple(one.name for one in register.school.staff())
    note = InternalNote(id=1, reference="NI-2026-01", addressees=team)
    yield "who has read a note", ReadingDialog(session, note, None, window)
    for one in register.school.staff():
        yield f"entrust, {one.name[:9]}", EntrustDialog(session, workload_of(session, one), window, leaves=one.active)
    yield "about", AboutDialog(register, Path("journal.log"), window)
    yield "licences", LicencesDialog(window)


def _questions(window: MainWindow, words: str) -> Iterator[Screen]:
    yield "question", Dialog(window, words, words, words, safe=words)
    yield "reason", WordsDialog(window, words, words, "Raison", "Continuer", [words, "Autre"], words, safe=words)
    yield "line", WordsDialog(window, words, words, "Nom", "Continuer", (), words, safe=words)
    yield "choice", ChoiceDialog(window, words, words, [words, words], safe=words)
    yield "banner", Banner(sentence=words, lead="À vérifier.", action="Réessayer", closable=True)
    yield "nothing", EmptyState("inbox", words, words, "Continuer")
