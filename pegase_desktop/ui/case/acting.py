"""The shortest way to settle a duty, from a row of « À faire » or from the panel of its case."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.agenda import Todo
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import PAGE_OF_DUTY, action_behind
from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.gates import missing_on, missing_to_close
from pegase_desktop.domain.letters import letter_on, letters_for
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.case.ending import close_case
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer

_TAKEN_BACK = "Marquée comme faite par erreur, annulé aussitôt"

# Where the duties of other kinds of records are settled: in the record's own form, at this fact.
_FACTS = {
    DutyKind.IMPROVE: "done_on",
    DutyKind.CHECK_EFFECT: "checked_on",
    DutyKind.HOLD_MEETING: "held_on",
    DutyKind.READ_NOTE: "readings",
    DutyKind.REDUCE_RISK: "measures",
    DutyKind.REVIEW_RISK: "reviews",
}


class Acting(QObject):
    """Acts on a duty that *place* shows: writes its letter, records it as done, or asks for the page where it is noted.

    ``done`` with the duty, and what takes it back, as soon as it is recorded: before anybody is told of the change.
    """

    wizard_wanted = Signal(int, object, str)
    record_wanted = Signal(RecordRef, str)
    done = Signal(Todo, object)

    def __init__(self, session: Session, signer: Signer, place: QWidget) -> None:
        super().__init__(place)
        self._session = session
        self._signer = signer
        self._place = place

    def act(self, todo: Todo) -> None:
        """Do what the row's button says, once somebody is at the desk."""
        if not self._signer.ensure_known():
            return
        if todo.record.kind is not RecordKind.COMPLAINT:
            self.record_wanted.emit(todo.record, _FACTS[todo.duty.kind])
            return
        complaint = self._session.attempt(lambda: self._session.register.cases.get(todo.complaint_id))
        if complaint is None:
            return
        if todo.duty.kind is DutyKind.ACT:
            self._mark_done(complaint, todo)
        else:
            self._lead(complaint, todo.duty)

    def lead(self, complaint: Complaint, duty: Duty) -> None:
        """Go where a duty of *complaint* is settled; what needs to be seen before it is done is done there."""
        if self._signer.ensure_known():
            self._lead(complaint, duty)

    def _lead(self, complaint: Complaint, duty: Duty) -> None:
        match duty.kind:
            case DutyKind.ACT:
                self._open_page(complaint, DutyKind.ACT)
            case DutyKind.CALL:
                self._note_call(complaint)
            case DutyKind.COMPLETE:
                self._complete(complaint, duty)
            case DutyKind.CLOSE:
                self._close(complaint)
            case DutyKind.ACKNOWLEDGE | DutyKind.RESPOND | DutyKind.INFORM | DutyKind.ASK_FEEDBACK as kind:
                self._write_or_note(complaint, kind)
            case (
                DutyKind.IMPROVE | DutyKind.CHECK_EFFECT | DutyKind.HOLD_MEETING | DutyKind.READ_NOTE
                | DutyKind.REDUCE_RISK | DutyKind.REVIEW_RISK
            ):  # fmt: skip
                raise ValueError(f"no complaint owes {duty.kind}")

    def _write_or_note(self, complaint: Complaint, kind: DutyKind) -> None:
        letter = letter_of(complaint, kind)
        if letter is None:
            self._open_page(complaint, kind)
            return
        from pegase_desktop.ui.letters.writing import write_letter

        write_letter(self._session, complaint.id, letter, self._place.window())

    def _open_page(self, complaint: Complaint, kind: DutyKind) -> None:
        page = PAGE_OF_DUTY[kind]
        lacking = next((one.fact for one in missing_on(complaint, page)), "")
        self.wizard_wanted.emit(complaint.id, page, lacking)

    def _note_call(self, complaint: Complaint) -> None:
        from pegase_desktop.ui.case.noting import note_contact

        note_contact(self._session, complaint.id, self._place.window(), partial(self.wizard_wanted.emit, complaint.id))

    def _is_being_typed(self, complaint: Complaint, fact: str) -> bool:
        """Whether the wizard was left with that fact begun: what is typed there must not be overtaken."""
        draft = self._session.register.drafts.of(complaint.ref, self._session.actor)
        return draft is not None and (fact in draft.values or fact in draft.entries)

    def _mark_done(self, complaint: Complaint, todo: Todo) -> None:
        """Record the action as done at once: what is shown as done is done. The row stays, to be taken back."""
        action, session = action_behind(complaint, todo.duty), self._session
        if action is None or self._is_being_typed(complaint, "actions"):
            self._open_page(complaint, DutyKind.ACT)
            return
        done = replace(action, done_on=local(session.clock()).date())

        def record() -> Complaint:
            values = {"actions": _with(complaint, done)}
            recorded = session.register.cases.record(complaint, values, by=session.actor)
            self.done.emit(todo, partial(self._take_back, complaint.id, done))
            return recorded

        session.do(record)

    def _take_back(self, complaint_id: int, done: Action) -> bool:
        """Whether the action is open again; the journal keeps that it was marked, and why no more."""
        session, cases = self._session, self._session.register.cases

        def record() -> Complaint:
            complaint = cases.get(complaint_id)
            now = next((one for one in complaint.actions if one.id == done.id and one.done_on == done.done_on), done)
            values = {"actions": _with(complaint, replace(now, done_on=None))}
            return cases.record(complaint, values, by=session.actor, reason=_TAKEN_BACK)

        return session.do(record) is not None

    def _complete(self, complaint: Complaint, duty: Duty) -> None:
        missing = missing_to_close(complaint)
        if missing:
            first = next((one for one in missing if one.sentence == duty.what), missing[0])
            self.wizard_wanted.emit(complaint.id, first.page, first.fact)

    def _close(self, complaint: Complaint) -> None:
        page = close_case(self._session, complaint)
        if page:
            self.wizard_wanted.emit(complaint.id, page, "")


def _with(complaint: Complaint, action: Action) -> tuple[Action, ...]:
    """The plan of the complaint with *action* in the place of its former state."""
    return tuple(action if one.id == action.id else one for one in complaint.actions)


def letter_of(complaint: Complaint, kind: DutyKind) -> LetterKind | None:
    """The letter that settles a duty of that kind, when all it tells is there; else the wizard has to ask."""
    offered = letters_for(complaint)
    match kind:
        case DutyKind.ACKNOWLEDGE:
            letter: LetterKind | None = LetterKind.ACKNOWLEDGEMENT
        case DutyKind.RESPOND if complaint.reasons:
            letter = letter_on(Page.RESPONSE, complaint)
        case DutyKind.INFORM:
            letter = LetterKind.UPDATE
        case DutyKind.ASK_FEEDBACK if complaint.feedback_asked_at is None:
            letter = LetterKind.CLOSING
        case DutyKind.RESPOND | DutyKind.ASK_FEEDBACK:
            letter = None
        case DutyKind.CALL | DutyKind.ACT | DutyKind.COMPLETE | DutyKind.CLOSE:
            letter = None
        case DutyKind.IMPROVE | DutyKind.CHECK_EFFECT | DutyKind.HOLD_MEETING | DutyKind.READ_NOTE:
            letter = None
        case DutyKind.REDUCE_RISK | DutyKind.REVIEW_RISK:
            letter = None
    return letter if letter in offered else None
