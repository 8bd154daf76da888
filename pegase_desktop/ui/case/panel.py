"""The detail panel: where a complaint stands, and the next thing to do with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import letters_for
from pegase_desktop.domain.noted import Noted
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.rows import Attachment, SentLetter
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import LetterKind, Status
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.ui.attachments.changing import attach, detach
from pegase_desktop.ui.attachments.reading import dropped_files
from pegase_desktop.ui.attachments.shelf import AttachmentShelf
from pegase_desktop.ui.case import ending
from pegase_desktop.ui.case.acting import Acting
from pegase_desktop.ui.case.clock_words import (
    ClockWords,
    acknowledgement_clock,
    commitment_words,
    mediation_words,
    treatment_clock,
)
from pegase_desktop.ui.case.contact_list import ContactList
from pegase_desktop.ui.case.foot import CaseFoot
from pegase_desktop.ui.case.head import CaseHead
from pegase_desktop.ui.case.journal_view import JournalView
from pegase_desktop.ui.case.links import LinkList
from pegase_desktop.ui.case.steps import StepList
from pegase_desktop.ui.case.words_of_client import ClientWords
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.letters.shelf import LetterShelf
from pegase_desktop.ui.letters.writing import show_sent, write_letter
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.grounds import Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import Paragraph
from pegase_desktop.ui.widgets.marks import RingClock


class CasePanel(Ground):
    """Shows one complaint. What it asks for, the window does."""

    wizard_wanted = Signal(int, object, str)  # the complaint, a page or None, and there a fact or nothing
    sheet_wanted = Signal(int)
    case_wanted = Signal(int)
    record_wanted = Signal(RecordRef)  # of another kind
    improvement_wanted = Signal(RecordRef)  # a new one that comes of the complaint
    closed = Signal()

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SURFACE, Edge.LEFT, parent)
        self._session = session
        self._signer = signer
        self.complaint = Complaint()
        self.head = CaseHead()
        self.acknowledgement, self.treatment = RingClock("Accusé de réception"), RingClock("Traitement")
        self.commitment = Paragraph("", Type.SMALL, Tone.TEXT2)
        self.mediation = Paragraph("", Type.SMALL, Tone.TEXT2)
        self.words = ClientWords()
        self.shelf = AttachmentShelf(session)
        self.letters = LetterShelf()
        self.steps = StepList()
        self.contacts = ContactList()
        self.links = LinkList("Réclamations liées")
        self.improvements = LinkList("A donné lieu à", "trending-up")
        self.journal = JournalView(session)
        self.foot = CaseFoot()
        self._acting = Acting(session, signer, self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def show_case(self, complaint: Complaint) -> None:
        """Show a complaint as it is now; another one from its top."""
        if complaint.id != self.complaint.id:
            self._scroll.verticalScrollBar().setValue(0)
        self.complaint = complaint
        self.head.show_case(complaint)
        self.words.show_case(complaint)
        self.shelf.show_attachments(complaint.attachments, can_remove=complaint.is_open)
        self.mediation.set_words(mediation_words(complaint))
        self.mediation.setVisible(bool(mediation_words(complaint)))
        self.show_links()
        self.journal.show_record(complaint.ref, path_of(complaint).worded)
        self.foot.show_case(complaint)
        self.foot.more.setVisible(bool(self._endings()))
        self.tick()

    def show_links(self) -> None:
        """Name the cases that it is linked to, by itself or by them, and the improvements that it led to."""
        case = self.complaint
        linked = {link.reference for link in case.links} | set(self._session.register.cases.linked_from(case))
        self.links.show_references(sorted(linked | {case.duplicate_of} - {""}))
        improvements = self._session.register.improvements.naming("origins", case.reference)
        self.improvements.show_references(improvements)

    def tick(self) -> None:
        """Say the delays anew."""
        now = self._session.clock()
        _show_clock(self.acknowledgement, acknowledgement_clock(self.complaint, now, is_public_holiday))
        _show_clock(self.treatment, treatment_clock(self.complaint, now, is_public_holiday))
        for clock in (self.acknowledgement, self.treatment):
            clock.setVisible(path_of(self.complaint).is_said)
        commitment = commitment_words(self.complaint)
        self.commitment.set_words(typeset(commitment))
        self.commitment.setVisible(bool(commitment))
        self.steps.show_case(self.complaint, now)
        self.letters.show_case(self.complaint, now)
        self.contacts.show_case(self.complaint, now)

    # Setting up

    def _lay_out(self) -> None:
        clocks = QHBoxLayout()
        clocks.setSpacing(8)
        clocks.addWidget(self.acknowledgement, 1)
        clocks.addWidget(self.treatment, 1)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(20, 12, 20 - Size.SCROLL_BAR, 16)
        body.setSpacing(14)
        body.addLayout(clocks)
        body.addWidget(self.commitment)
        body.addWidget(self.mediation)
        links = self.links, self.improvements
        for part in (self.words, self.shelf, self.letters, self.steps, self.contacts, *links, self.journal):
            body.addWidget(part)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._scroll = ScrollArea(content, steady=True)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.closed.connect(self.closed)
        self.shelf.added.connect(self._attach)
        self.shelf.removal_wanted.connect(self._detach)
        self.steps.page_wanted.connect(self._open_page)
        self.links.reference_wanted.connect(self._follow)
        self.improvements.reference_wanted.connect(self._follow_improvement)
        self.foot.main.clicked.connect(self._settle)
        self.foot.go_on.clicked.connect(self._go_on)
        self.foot.sheet.clicked.connect(self._print)
        self.foot.more.clicked.connect(self._offer_more)
        self._acting.wizard_wanted.connect(self.wizard_wanted)
        self.letters.wanted.connect(self._show_sent)
        self.head.noting.connect(self.note)

    # What the person does

    def _settle(self) -> None:
        if self.foot.duty is not None:
            self._acting.lead(self.complaint, self.foot.duty)
        else:
            self._go_on()

    def _go_on(self) -> None:
        self.wizard_wanted.emit(self.complaint.id, None, "")

    def _open_page(self, page: Page, fact: str = "") -> None:
        self.wizard_wanted.emit(self.complaint.id, page, fact)

    def _print(self) -> None:
        self.sheet_wanted.emit(self.complaint.id)

    def _follow(self, reference: str) -> None:
        found = self._session.attempt(lambda: self._session.register.cases.find(reference))
        if found:
            self.case_wanted.emit(found.id)

    def _follow_improvement(self, reference: str) -> None:
        found = self._session.attempt(lambda: self._session.register.improvements.find(reference))
        if found:
            self.record_wanted.emit(found.ref)

    def _decide_improvement(self) -> None:
        self.improvement_wanted.emit(self.complaint.ref)

    def _attach(self, files: list[Path]) -> None:
        if not self._signer.ensure_known():
            return
        for path in files:
            attach(self._session, self.complaint, path)

    def _detach(self, attachment: Attachment) -> None:
        if self._signer.ensure_known():
            detach(self._session, self.complaint, attachment)

    def _write_chosen(self, chosen: QAction) -> None:
        self._write(LetterKind(chosen.data()))

    def _write(self, kind: LetterKind) -> None:
        if self._signer.ensure_known():
            write_letter(self._session, self.complaint.id, kind, self.window())

    def note(self, message: Path | None = None) -> None:
        """A contact; *message* is the file of one that came in."""
        from pegase_desktop.ui.case.noting import note_contact

        if self._signer.ensure_known():
            what = Noted.MESSAGE if message else Noted.CALL_MADE
            note_contact(self._session, self.complaint.id, self.window(), self._open_page, what=what, message=message)

    def note_mediation(self) -> None:
        """That the client went to the mediator, or what came of it."""
        from pegase_desktop.ui.case.mediation import note_mediation

        if self._signer.ensure_known():
            note_mediation(self._session, self.complaint, self.window(), self._open_page)

    def _show_sent(self, letter: SentLetter) -> None:
        show_sent(self._session, letter, self.window())

    def _offer_more(self) -> None:
        menu = QMenu(self)
        kinds = letters_for(self.complaint)
        if kinds:
            letters = menu.addMenu("Courriers")
            letters.triggered.connect(self._write_chosen)
            for kind in kinds:
                letters.addAction(f"{kind.label}…").setData(kind.value)
            menu.addSeparator()
        menu.addAction("Décider une amélioration…").triggered.connect(self._decide_improvement)
        if path_of(self.complaint).has("mediation_on"):
            menu.addAction("Saisine du médiateur…").triggered.connect(self.note_mediation)
        menu.addSeparator()
        for label, act in self._endings():
            menu.addAction(label).triggered.connect(act)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.foot.more.mapToGlobal(self.foot.more.rect().bottomLeft()))

    def _endings(self) -> list[tuple[str, Callable[[], None]]]:
        if self.complaint.status is Status.OPEN:
            return [
                ("Changer de nature…", self.turn_case),
                ("Clôturer le dossier…", self.close_case),
                ("Annuler le dossier…", self.cancel_case),
            ]
        return [("Rouvrir le dossier…", self.reopen_case)] if self.complaint.id else []

    def close_case(self) -> None:
        """Close the case, or go to what is missing."""
        if self._signer.ensure_known():
            page = ending.close_case(self._session, self.complaint)
            if page:
                self._open_page(page)

    def turn_case(self) -> None:
        """Turn the case into one of another nature."""
        from pegase_desktop.ui.case.nature import turn_case

        if self._signer.ensure_known():
            turn_case(self._session, self.complaint)

    def reopen_case(self) -> None:
        """Open the case again."""
        if self._signer.ensure_known():
            ending.reopen_case(self._session, self.complaint)

    def cancel_case(self) -> None:
        """Cancel the case."""
        if self._signer.ensure_known():
            ending.cancel_case(self._session, self.complaint)

    # A file dropped anywhere on the panel is meant for the case

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        from pegase_desktop.documents.received_message import is_message

        files = dropped_files(event.mimeData())
        if len(files) == 1 and is_message(files[0].name):
            self.note(files[0])  # what the client wrote is a contact, and its file is kept with it
        else:
            self._attach(list(files))


def _show_clock(clock: RingClock, words: ClockWords) -> None:
    clock.set_clock(words.share, words.tone, words.icon, words.state, words.detail)
