"""Random operations on a register against a model made of plain dictionaries; the file is closed and opened meanwhile.

A case of the model is a mapping of facts by name; entries of lists are kept without their numbers.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import ReasonNeeded
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.entrusting import WrongSuccessor
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.gates import GateClosed
from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.internal_note import InternalNote, NoteOrigin
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.record import RecordKind, RecordRef, complaint_ref
from pegase_desktop.domain.rows import Action, Attachment, Link
from pegase_desktop.domain.views import Chip, SortKey, View
from pegase_desktop.domain.words import CancelReason, ImprovementKind, Level, OriginKind, Status
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.recorder import Outdated
from tests.amounts import tried
from tests.domain.samples import closable, office, registrable
from tests.domain.test_improvement import DECIDED, WHOLE
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, TickingClock, facts, opened, rebuilt

STEPS = 50
WORDS = ("Zoé", "L’élève", "Œuvre 12", "👍 rtl \u202eש", "x'; --")
VALUES: dict[str, tuple[Any, ...]] = {
    "subject": WORDS,
    "service": (*WORDS, ""),
    "student": (*WORDS, ""),
    "lesson": (*WORDS, ""),
    "staff_concerned": ((), ("Julien",), ("Julien", "Nadia")),
    "self_introduced": (True, False, None),
    "severity": (*Level, None),
    "owner": (*WORDS, ""),
    "to_meeting": (True, False, None),
}
LIVING = {"owner", "to_meeting"}
LEAVES_WITH = dict.fromkeys(("subject", "service", "student", "staff_concerned", "self_introduced"), "ack_sent_at") | {
    "severity": "response_sent_at",
    "lesson": "team_informed_on",
}
NOTHING = (None, "", ())
# What closing asks for, but for the actions, of which there may be none.
READY = {name: value for name, value in facts(closable(actions=())).items() if value != getattr(registrable(), name)}

IMPROVED: dict[str, tuple[Any, ...]] = {
    "what": WORDS,
    "finding": (*WORDS, ""),
    "owner": WORDS,
    "kind": tuple(ImprovementKind),
    "due": (date(2031, 1, 1), date(2032, 1, 1)),
    "done_on": (DECIDED, None),
    "origins": ((), (Origin(kind=OriginKind.IDEA, words="Zoé"),)),
}
LIVING_OF_IMPROVEMENTS = {"owner", "due", "origins"}

improved = st.fixed_dictionaries({}, optional={name: st.sampled_from(pool) for name, pool in IMPROVED.items()})
some_values = st.fixed_dictionaries({}, optional={name: st.sampled_from(pool) for name, pool in VALUES.items()})
numbers = st.integers(0, 99)
contents = st.sampled_from([b"", b"a", b"b" * 5000])


@dataclass
class Case:
    """What the model knows of one complaint."""

    id: int
    reference: str
    facts: dict[str, Any]
    status: Status = Status.OPEN
    version: int = 1
    verbs: list[Verb] = field(default_factory=lambda: [Verb.RECEIVE])
    documents: list[bytes] = field(default_factory=list)
    draft: dict[str, Any] = field(default_factory=dict)

    def has_left(self, name: str) -> bool:
        """Whether another value of the fact is a correction, and not drafting that goes on."""
        has_ended = any(verb in self.verbs for verb in (Verb.CLOSE, Verb.CANCEL))
        return name not in LIVING and (has_ended or self.facts[LEAVES_WITH[name]] not in NOTHING)

    @property
    def is_ready(self) -> bool:
        """Whether it has all that closing asks for."""
        finished = all(action.done_on or action.abandoned_reason for action in self.facts["actions"])
        return finished and all(self.facts[name] not in NOTHING for name in READY)


@dataclass
class Improved:
    """What the model knows of one improvement."""

    id: int
    reference: str
    facts: dict[str, Any]
    verbs: list[Verb] = field(default_factory=lambda: [Verb.BEGIN])


def as_kept(values: dict[str, Any]) -> dict[str, Any]:
    """The values once the register has cleaned them: without the sign that turns a text around."""
    return {name: value.replace("\u202e", "") if isinstance(value, str) else value for name, value in values.items()}


def bare(value: Any) -> Any:
    """Entries without their numbers; a document is known by its name and its hash."""
    if not isinstance(value, tuple):
        return value
    rows = (replace(one, id=0) if hasattr(one, "id") else one for one in value)
    return tuple(Attachment(name=one.name, sha256=one.sha256) if isinstance(one, Attachment) else one for one in rows)


def facts_told(improvement: Improvement) -> dict[str, Any]:
    return {one.name: bare(getattr(improvement, one.name)) for one in facts_of(Improvement)}


def improvement_ref(number: int) -> RecordRef:
    return RecordRef(RecordKind.IMPROVEMENT, number)


class RegisterMachine(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = TickingClock(office(2, 11, 12))
        self.register = opened(self.folder / "registre.pegase", self.clock)
        self.cases: list[Case] = []
        self.touched: list[Case] = []
        self.improvements: list[Improved] = []
        for days in (0, 1, 400):
            self._receive(days, {}, drafted=False, content=b"")

    def teardown(self) -> None:
        if hasattr(self, "register"):
            self.everything_is_as_the_model_says()
            self.register.close()
            shutil.rmtree(self.folder)

    def pick(self, number: int) -> Case:
        case = self.cases[number % len(self.cases)]
        self.touched = [case]
        return case

    def read(self, case: Case) -> Complaint:
        return self.register.cases.get(case.id)

    def done(self, case: Case, verb: Verb, **changed: Any) -> None:
        case.facts |= changed
        case.version += 1
        case.verbs.append(verb)

    # Time and the file

    @rule(hours=st.integers(-3, 60))
    def time_passes(self, hours: int) -> None:
        self.clock.move(hours=hours)

    @rule()
    def the_file_is_closed_and_opened(self) -> None:
        self.register.close()
        self.register = opened(self.folder / "registre.pegase", self.clock)

    # Receiving

    @rule(days=st.integers(0, 700), values=some_values, drafted=st.booleans(), content=contents)
    def receive(self, days: int, values: dict[str, Any], drafted: bool, content: bytes) -> None:
        self._receive(days, values, drafted, content)

    def _receive(self, days: int, values: dict[str, Any], drafted: bool, content: bytes) -> None:
        received = self.clock.now - timedelta(days=days)
        told = registrable(received_at=received, **values)
        draft_id = None
        if drafted:
            draft_id = self.register.drafts.save(Draft(values={"subject": "…"})).id
            self.register.drafts.attach(draft_id, "a.pdf", content, by=CLAIRE)
        complaint = self.register.cases.receive(told, by=CLAIRE, draft_id=draft_id)
        year = local(received).year
        same_year = sum(one.reference.startswith(f"R-{year}-") for one in self.cases)
        case = Case(complaint.id, f"R-{year}-{same_year + 1:04}", as_kept(facts(told)))
        case.documents = [content] if drafted else []
        case.facts["attachments"] = bare(complaint.attachments)
        self.cases.append(case)
        self.touched = [case]

    @rule(name=st.sampled_from(["kind", "received_at", "channel", "complainant_name"]))
    def receive_too_little(self, name: str) -> None:
        try:
            self.register.cases.receive(registrable(**{name: "" if name == "complainant_name" else None}), by=CLAIRE)
        except GateClosed:
            return
        raise AssertionError("the gate let it through")

    # Recording

    @rule(number=numbers, values=some_values, reason=st.sampled_from(["", "Faute de frappe"]))
    def record(self, number: int, values: dict[str, Any], reason: str) -> None:
        case = self.pick(number)
        changed = {name: value for name, value in as_kept(values).items() if value != case.facts[name]}
        altered = {name for name in changed if case.facts[name] not in NOTHING and case.has_left(name)}
        before = self.read(case)
        try:
            self.register.cases.record(before, values, by=CLAIRE, reason=reason)
        except ReasonNeeded:
            assert altered
            assert not reason
            return
        assert reason or not altered
        case.draft = {name: value for name, value in case.draft.items() if name not in values}
        if changed:
            verb = Verb.CORRECT if altered else self.register.journal.of(complaint_ref(case.id))[-1].verb
            self.done(case, verb, **changed)

    @rule(number=numbers, text=st.sampled_from(WORDS[:2]))
    def record_what_somebody_else_changed(self, number: int, text: str) -> None:
        case = self.pick(number)
        stale = replace(self.read(case), version=case.version - 1)
        try:
            self.register.cases.record(stale, {"outcome": text + str(case.version)}, by="Marc", reason="x")
        except Outdated:
            return
        raise AssertionError("an outdated change went through")

    @rule(number=numbers, what=st.sampled_from(WORDS[:2]))
    def add_action(self, number: int, what: str) -> None:
        case = self.pick(number)
        action = Action(what=what, who=CLAIRE, due=date(2030, 1, 1))
        before = self.read(case)
        try:
            self.register.cases.record(before, {"actions": (*before.actions, action)}, by=CLAIRE)
        except GateClosed:
            assert case.status is Status.CLOSED
            return
        assert case.status is not Status.CLOSED
        case.draft.pop("actions", None)
        self.done(case, Verb.PLAN, actions=(*case.facts["actions"], action))

    @precondition(lambda self: any(case.facts["actions"] for case in self.cases))
    @rule(number=numbers, place=numbers, is_removed=st.booleans())
    def finish_or_remove_action(self, number: int, place: int, is_removed: bool) -> None:
        self.touched = [one for one in self.cases if one.facts["actions"]]
        case = self.touched[number % len(self.touched)]
        before = self.read(case)
        index = place % len(before.actions)
        actions, model = list(before.actions), list(case.facts["actions"])
        finished = {"abandoned_reason": "Sans objet"}
        is_new = not actions[index].abandoned_reason
        for rows in (actions, model):
            rows[index : index + 1] = [] if is_removed else [replace(rows[index], **finished)]
        self.register.cases.record(before, {"actions": tuple(actions)}, by=CLAIRE, reason="Revu" if is_removed else "")
        if is_removed or is_new:
            case.draft.pop("actions", None)
            self.done(case, Verb.CORRECT if is_removed else Verb.PLAN, actions=tuple(model))

    @rule(number=numbers, other=numbers)
    def link_or_unlink(self, number: int, other: int) -> None:
        case, target = self.pick(number), self.cases[other % len(self.cases)]
        before = self.read(case)
        linked = [one.reference for one in before.links]
        if target.reference in linked:
            links: tuple[Link, ...] = tuple(one for one in before.links if one.reference != target.reference)
        else:
            links = (*before.links, Link(reference=target.reference.lower()))
        try:
            self.register.cases.record(before, {"links": links}, by=CLAIRE)
        except UserError:
            assert target is case
            return
        assert target is not case
        verb = Verb.UNLINK if target.reference in linked else Verb.LINK
        kept = tuple(Link(reference=one.reference.upper()) for one in links)
        self.done(case, verb, links=kept)

    # Documents and drafts

    @rule(number=numbers, content=contents)
    def attach(self, number: int, content: bytes) -> None:
        case = self.pick(number)
        complaint = self.register.cases.attach(self.read(case), f"pièce {len(case.documents)}.pdf", content, by=CLAIRE)
        case.documents.append(content)
        self.done(case, Verb.ATTACH, attachments=bare(complaint.attachments))

    @precondition(lambda self: any(case.documents for case in self.cases))
    @rule(number=numbers, place=numbers)
    def detach(self, number: int, place: int) -> None:
        self.touched = [one for one in self.cases if one.documents]
        case = self.touched[number % len(self.touched)]
        index, read = place % len(case.documents), self.read(case)
        complaint = self.register.cases.detach(read, read.attachments[index].id, by=CLAIRE, reason="Mauvais dossier")
        del case.documents[index]
        self.done(case, Verb.DETACH, attachments=bare(complaint.attachments))

    @rule(number=numbers, values=some_values.filter(bool))
    def draft(self, number: int, values: dict[str, Any]) -> None:
        case = self.pick(number)
        case.draft = {name: str(value) for name, value in values.items()}
        self.register.drafts.save(Draft(record_id=case.id, values=case.draft, saved_by=CLAIRE))

    # Improvements

    @rule(values=improved)
    def decide_an_improvement(self, values: dict[str, Any]) -> None:
        values = {name: value for name, value in values.items() if name != "done_on"}
        made = self.register.improvements.register(replace(WHOLE, **values), by=CLAIRE)
        reference = f"A-{DECIDED.year}-{len(self.improvements) + 1:02}"
        self.improvements.append(Improved(made.id, reference, facts_told(replace(WHOLE, **as_kept(values)))))

    @precondition(lambda self: self.improvements)
    @rule(number=numbers, values=improved, reason=st.sampled_from(["", "Revu"]))
    def change_an_improvement(self, number: int, values: dict[str, Any], reason: str) -> None:
        one = self.improvements[number % len(self.improvements)]
        changed = {name: value for name, value in as_kept(values).items() if value != one.facts[name]}
        altered = {name for name in changed if one.facts[name] not in NOTHING and name not in LIVING_OF_IMPROVEMENTS}
        before = self.register.improvements.get(one.id)
        told = values if "origins" in changed else {**values, "origins": before.origins}
        try:
            self.register.improvements.record(before, told, by=CLAIRE, reason=reason)
        except ReasonNeeded:
            assert altered
            assert not reason
            return
        assert reason or not altered
        if changed:
            one.facts |= changed
            one.verbs.append(Verb.CORRECT if altered else Verb.COMPLETE)

    # Work that another takes over

    @rule(giver=st.sampled_from(WORDS), to=st.sampled_from(WORDS[:2]))
    def entrust(self, giver: str, to: str) -> None:
        giver = giver.replace("\u202e", "")
        team = {one.name: one for one in self.register.school.staff()}
        for name in {giver, to} - team.keys():
            team[name] = self.register.school.add_staff(name, by=CLAIRE)
        seen = self.register.entrusting.standing(giver)
        try:
            self.register.entrusting.entrust(team[giver], seen, to, seen=seen, by=CLAIRE)
        except WrongSuccessor:
            assert giver == to
            return
        for case in self.cases:
            if case.status is Status.OPEN and case.facts["owner"] == giver != to:
                self.done(case, Verb.ENTRUST, owner=to)
        for one in self.improvements:
            if one.facts["owner"] == giver != to:
                one.facts |= {"owner": to}
                one.verbs.append(Verb.ENTRUST)

    # What the team is told

    @rule(number=numbers)
    def tell_the_team(self, number: int) -> None:
        case, today = self.pick(number), local(self.clock.now).date()
        if CLAIRE not in {one.name for one in self.register.school.staff()}:
            self.register.school.add_staff(CLAIRE, by=CLAIRE)
        note = InternalNote(
            written_on=today, author=CLAIRE, owner=CLAIRE, subject="Appels", text="Avant 18 h.", addressees=(CLAIRE,),
            origins=(NoteOrigin(reference=case.reference),),
        )  # fmt: skip
        made = self.register.notes.register(note, by=CLAIRE)
        is_told = case.facts["team_informed_on"] not in NOTHING
        try:
            self.register.learning.issue(made, by=CLAIRE)
        except WrongFact:  # the clock was set back: nobody can have been told before the reception
            assert local(case.facts["received_at"]).date() > today
            return
        if not is_told:
            self.done(case, Verb.LEARN, team_informed_on=today)

    # The end, and what may follow

    @rule(number=numbers)
    def record_all_that_closing_asks_for(self, number: int) -> None:
        case = self.pick(number)
        received = case.facts["received_at"]
        if received > self.clock.now:  # the clock was set back: nothing can have happened after the reception
            return
        later = dict.fromkeys(("ack_sent_at", "response_sent_at", "feedback_asked_at"), received)
        values = READY | later
        told = replace(READY["exchanges"][0], id=0, at=received)
        before = self.read(case)
        values["exchanges"] = before.exchanges or (told,)
        if any(getattr(before, name) != value for name, value in values.items()):
            self.register.cases.record(before, values, by=CLAIRE, reason="Tout noter")
            self.done(
                case, self.register.journal.of(complaint_ref(case.id))[-1].verb, **values | {"exchanges": (told,)}
            )

    @rule(number=numbers)
    def close(self, number: int) -> None:
        case = self.pick(number)
        try:
            closed = self.register.cases.close(self.read(case), by=CLAIRE)
        except GateClosed:
            assert not case.is_ready
        except UserError:
            assert case.status is not Status.OPEN
        else:
            assert case.status is Status.OPEN
            assert case.is_ready
            case.status = Status.CLOSED
            self.done(case, Verb.CLOSE, endings=closed.endings)
            assert closed.endings[-1].by == CLAIRE

    @rule(number=numbers)
    def reopen(self, number: int) -> None:
        case = self.pick(number)
        try:
            reopened = self.register.cases.reopen(self.read(case), "Nouveau fait", by=CLAIRE)
        except UserError:
            assert case.status is Status.OPEN
        else:
            assert case.status is not Status.OPEN
            case.status = Status.OPEN
            self.done(case, Verb.REOPEN, endings=reopened.endings)

    @rule(number=numbers, reason=st.sampled_from(CancelReason))
    def cancel(self, number: int, reason: CancelReason) -> None:
        case = self.pick(number)
        try:
            cancelled = self.register.cases.cancel(self.read(case), reason, by=CLAIRE)
        except UserError:
            assert case.status is not Status.OPEN
        else:
            assert case.status is Status.OPEN
            case.status = Status.CANCELLED
            self.done(case, Verb.CANCEL, endings=cancelled.endings)
            assert cancelled.endings[-1].reason is reason

    # What always holds

    @invariant()
    def the_cases_just_touched_are_as_the_model_says(self) -> None:
        for case in getattr(self, "touched", []):
            self._check(case)

    def _check(self, case: Case) -> None:
        complaint = self.read(case)
        expected = {name: bare(value) for name, value in case.facts.items()}
        assert {name: bare(value) for name, value in facts(complaint).items()} == expected
        assert (complaint.reference, complaint.status, complaint.version) == (case.reference, case.status, case.version)
        draft = self.register.drafts.of(complaint_ref(case.id))
        assert (dict(draft.values) if draft else {}) == case.draft

    def everything_is_as_the_model_says(self) -> None:
        for case in self.cases:
            self._check(case)
            complaint, entries = self.read(case), self.register.journal.of(complaint_ref(case.id))
            assert [one.verb for one in entries] == case.verbs
            assert complaint.registered_at == entries[0].at
            assert facts(rebuilt(entries)) == facts(complaint)
            assert [self.register.cases.content_of(one) for one in complaint.attachments] == case.documents
            for chip, status in (
                (Chip.OPEN, Status.OPEN),
                (Chip.CLOSED, Status.CLOSED),
                (Chip.CANCELLED, Status.CANCELLED),
            ):
                view = View(now=self.clock.now, chip=chip, search=f"{case.reference} {complaint.student}")
                assert (case.id in self.register.table.spine(view).ids) is (case.status is status)
        for one in self.improvements:
            kept, entries = self.register.improvements.get(one.id), self.register.journal.of(improvement_ref(one.id))
            assert facts_told(kept) == one.facts
            assert (kept.reference, kept.version) == (one.reference, len(one.verbs))
            assert [entry.verb for entry in entries] == one.verbs
            assert kept.ref in self.register.table.search(one.reference)
        notices: list[str] = []
        assert (check_register(self.register, on_notice=notices.append), notices) == ((), [])
        view = View(now=self.clock.now, sort=SortKey.REFERENCE)
        spine = self.register.table.spine(view)
        assert sorted(spine.ids) == sorted(case.id for case in self.cases)
        assert spine.open_count == sum(case.status is Status.OPEN for case in self.cases)
        assert sorted(self.register.cases.references()) == sorted(case.reference for case in self.cases)
        kept = execute(self.register, "SELECT count(*) FROM content").fetchone()[0]
        assert kept == len({content for case in self.cases for content in case.documents})


RegisterMachine.TestCase.settings = settings(max_examples=tried(quick=12, whole=200), stateful_step_count=STEPS)
TestRegister = RegisterMachine.TestCase
