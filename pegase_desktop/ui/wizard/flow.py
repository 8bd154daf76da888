"""The wizard without its window: where the person is, what they typed, what is missing, what is to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import changed, corrections
from pegase_desktop.domain.draft import ENTRIES, Draft
from pegase_desktop.domain.facts import Fact, FactKind, fact_named, is_there
from pegase_desktop.domain.gates import Missing, missing_on, missing_to_close, missing_to_register
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.paths import path_for, path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.progress import PageState, is_begun
from pegase_desktop.domain.proposals import first_proposals, proposals_after, row_proposals
from pegase_desktop.domain.wrong_facts import row_faults, wrong_facts
from pegase_desktop.ui.forms.record_form import RecordForm, RowForm

# These have operations of their own, and never wait in a form.
_APART = frozenset({"attachments", "links"})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to be seen to: a fact that is missing, or one that cannot be right."""

    page: Page
    fact: str
    sentence: str
    is_wrong: bool = False


class Flow(RecordForm[Complaint]):
    """One passage through the wizard.

    ``recorded`` is the complaint as the register holds it (empty before it has a number); over it lie the typed values,
    which reach the register page by page. Times come from *clock* (UTC); *actor* is who is at the desk.
    """

    def __init__(
        self,
        actor: str,
        clock: Callable[[], datetime],
        complaint: Complaint | None = None,
        draft: Draft | None = None,
        page: Page | None = None,
    ) -> None:
        super().__init__(complaint or Complaint(), clock, self._wrong_in)
        self.actor = actor
        self.rows = {
            one.name: RowForm(one, self, self._wrong_in_row, self._proposed_for)
            for one in COMPLAINTS.rows
            if is_row_fact(one)
        }
        self.draft_id = 0
        self.act = ""
        self._lent: Mapping[str, Any] = {}  # what a colleague typed, offered to go on with
        self._passed: set[Page] = set()
        if draft:
            self._resume(draft)
        elif not self.is_registered:
            self._begin()
        self._is_unlocked = self.is_touched  # a draft that waits was typed into fields that were unlocked
        wanted = page or (draft and draft.page)
        self.page = wanted if wanted in self.path.pages else self._first_page()

    def _begin(self) -> None:
        for name, value in first_proposals(self.actor, self.clock()).items():
            self.typed.propose(name, value)

    def _resume(self, draft: Draft) -> None:
        self.kept_as(draft)
        self.typed.load(draft.values)
        for name, plain in draft.entries.items():
            if name in self.rows:
                self.rows[name].load(plain)
        if draft.page and not self.is_registered:
            pages = self.path.pages
            self._passed.update(pages[: pages.index(draft.page)] if draft.page in pages else ())
        self._lent = self._to_keep() if draft.saved_by != self.actor and not draft.id else {}

    def kept_as(self, draft: Draft) -> None:
        """The register holds what is typed as this draft."""
        self.draft_id, self.act = draft.id, draft.act

    def _first_page(self) -> Page:
        pages = self.path.pages
        goes_on = self.is_registered and self.recorded.is_open
        return next((one for one in pages if goes_on and missing_on(self.recorded, one)), pages[0])

    # What the forms show

    @property
    def is_registered(self) -> bool:
        """Whether the complaint has its number."""
        return self.recorded.id != 0

    @property
    def has_ended(self) -> bool:
        """Whether the register holds the complaint as closed or cancelled."""
        return self.is_registered and not self.recorded.is_open

    @property
    def is_locked(self) -> bool:
        """Whether the complaint has ended and is only read; what is typed and not recorded is never shut away."""
        return self.has_ended and not self._is_unlocked and not self.is_touched

    @property
    def complaint(self) -> Complaint:
        """The complaint as the person sees it: what is recorded, with what was typed and proposed over it."""
        return self.record

    @property
    def path(self) -> CasePath:
        """The pages that the case goes through, by its nature as it is typed."""
        return path_for(self.value("kind"), self.value("was_expressed"))

    @property
    def given(self) -> Complaint:
        """The same without what was only proposed."""
        return replace(self.recorded, **self.typed.values)

    def is_asked(self, declared: Fact) -> bool:
        """Whether the fact is asked for, given the others."""
        return declared.when(self.record)

    def takes_rows(self, declared: Fact) -> bool:
        """Whether the form of a row fact is shown: for an oral complaint, too, once one is noted, planned or begun."""
        planned = declared.name == "calls" and self.complaint.next_call_at is not None
        begun = self.rows[declared.name].is_touched
        return self.is_asked(declared) or planned or begun or bool(self.value(declared.name))

    def _proposed_for(self, name: str) -> Mapping[str, Any]:
        return row_proposals(name, self.complaint, self.actor, self.clock())

    # What the person does

    def type(self, name: str, value: Any) -> None:
        super().type(name, value)
        self._after_typing(name)

    def type_text(self, name: str, text: str) -> None:
        super().type_text(name, text)
        self._after_typing(name)

    def _after_typing(self, name: str) -> None:
        for other, value in proposals_after(name, self.complaint, self.actor, self.clock()).items():
            if other in self.typed.proposed or not is_there(getattr(self.recorded, other)):
                self.typed.propose(other, value)

    def unlock(self) -> None:
        """Let what is recorded of an ended complaint be corrected, until this passage is over or the case reopened."""
        self._is_unlocked = True

    @property
    def can_give_up(self) -> bool:
        """Whether something of this person's own is typed and not recorded: also documents of a new complaint."""
        return not self.is_lent and (self.is_touched or bool(self.draft_id))

    def give_up(self) -> None:
        """Drop what was typed: what the register holds is what there is. An ended complaint is only read again."""
        self.typed.clear()
        for form in self.rows.values():
            form.clear()
        self.draft_id, self.act = 0, ""
        self._is_unlocked = False

    # Where the person is

    @property
    def next_page(self) -> Page | None:
        return self.path.beside(self.page, 1)

    @property
    def previous_page(self) -> Page | None:
        return self.path.beside(self.page, -1)

    def go(self, page: Page) -> None:
        """The person goes to another page; the one they leave is passed by from now on."""
        self._passed.add(self.page)
        self.page = page

    # What is missing or wrong

    def fault(self, name: str) -> str:
        """What is wrong with the typed value of a fact, in a sentence; empty when nothing is."""
        return self.faults().get(name, "")

    def _wrong_in(self, complaint: Complaint) -> dict[str, str]:
        wrong: dict[str, str] = {}
        for one in wrong_facts(complaint, self.clock()):
            if one.fact in self.typed.values:
                wrong.setdefault(one.fact, str(one))
        half_typed = {
            name: next(iter(faults.values()))
            for name, form in self.rows.items()
            if form.is_touched and (faults := form.faults())
        }
        return wrong | half_typed

    def _wrong_in_row(self, row: object) -> dict[str, str]:
        return row_faults(row, self.clock(), self.complaint.received_at)

    def points_on(self, page: Page) -> tuple[Point, ...]:
        """What the page still lacks and what is wrong on it, in the order of its facts."""
        return self._points_on(page, self.complaint, self.faults())

    def _points_on(self, page: Page, complaint: Complaint, faults: dict[str, str]) -> tuple[Point, ...]:
        path = path_of(complaint)
        asked = [one.name for one in path.facts_on(page) if one.when(complaint)]
        wrong = [Point(page, name, faults[name], is_wrong=True) for name in asked if name in faults]
        missing = [Point(page, one.fact, one.sentence) for one in missing_on(complaint, page) if one.fact not in faults]
        return tuple(sorted((*wrong, *missing), key=lambda one: _place(path, page, one.fact)))

    def points(self) -> tuple[Point, ...]:
        """What each page lacks, what is wrong on it, and what the gates ask for there: whatever was looked at."""
        complaint, faults = self.complaint, self.faults()
        path = path_of(complaint)
        points = [point for page in path.pages for point in self._points_on(page, complaint, faults)]
        there = {(one.page, one.fact) for one in points}
        gates = (*self.lacking_to_register(), *self.lacking_to_close())
        points += [one for one in gates if (one.page, one.fact) not in there]
        return tuple(sorted(points, key=lambda one: _place(path, one.page, one.fact)))

    def lacking_to_register(self) -> tuple[Point, ...]:
        """What the register asks for before it gives a number, in what is right of what is typed."""
        return () if self.is_registered else _points_of(missing_to_register(self.to_receive()))

    def lacking_to_close(self) -> tuple[Point, ...]:
        """What closing asks for; nothing once the case has ended."""
        return _points_of(missing_to_close(self.complaint)) if self.recorded.is_open else ()

    def _is_reached(self, page: Page) -> bool:
        return page is self.page or page in self._passed or is_begun(self.given, page)

    def point_after(self, page: Page, fact: str) -> Point | None:
        """The point that follows a place, going round: where F8 leads."""
        points = self.points()
        path = self.path
        here = _place(path, page, fact)
        return next((one for one in points if _place(path, one.page, one.fact) > here), points[0] if points else None)

    def states(self) -> dict[Page, PageState]:
        """How each page is marked at the left."""
        complaint, faults = self.complaint, self.faults()
        states = {}
        for page in path_of(complaint).pages:
            if not self._points_on(page, complaint, faults):
                states[page] = PageState.DONE
            else:
                states[page] = PageState.MISSING if self._is_reached(page) else PageState.TO_COME
        return states

    # What is to be saved

    @property
    def can_register(self) -> bool:
        """Whether the complaint has no number yet and all that the register asks for; what is wrong can wait."""
        return not self.is_registered and not missing_to_register(self.to_receive())

    def to_receive(self) -> Complaint:
        """The new complaint as it goes to the register: all that is right of what was typed and proposed."""
        return Complaint(**self._right_of(self._sayable(self.typed.facts)))

    def place_rows(self) -> None:
        """Put the rows that are typed in full on this page among the others."""
        for declared in self.path.facts_on(self.page):
            form = self.rows.get(declared.name)
            if form and form.is_touched:
                form.place()

    def to_record(self) -> dict[str, Any]:
        """What is to be recorded of the page being left: its right values that differ from what the register holds."""
        on_page = {one.name for one in self.path.facts_on(self.page)}
        typed = {name: value for name, value in self.typed.facts.items() if name in on_page}
        return changed(self.recorded, self._right_of(self._sayable(typed)))

    def corrections(self, values: Mapping[str, Any]) -> tuple[Fact, ...]:
        """The facts for which recording *values* needs a reason."""
        return corrections(self.recorded, values)

    def _sayable(self, typed: dict[str, Any]) -> dict[str, Any]:
        """Without what is no longer asked for, such as the name of somebody who wishes to stay anonymous.

        Rows are noted one by one on purpose: they stay.
        """
        declared = {name: fact_named(Complaint, name) for name in typed}
        return {
            name: value
            for name, value in typed.items()
            if declared[name].kind is FactKind.ROWS or self.is_asked(declared[name])
        }

    def _right_of(self, values: dict[str, Any]) -> dict[str, Any]:
        held = self._held_back(values)
        return {name: value for name, value in values.items() if name not in held}

    def _held_back(self, values: dict[str, Any]) -> set[str]:
        """The values with which the complaint would be wrong; all of them when the fault lies in none alone."""
        held: set[str] = set()
        already = {str(one) for one in wrong_facts(self.recorded, self.clock())}
        while True:
            tried = {name: value for name, value in values.items() if name not in held}
            faults = wrong_facts(replace(self.recorded, **tried), self.clock())
            new = {one.fact for one in faults if str(one) not in already}
            if not new or not tried:
                return held
            held |= (new & tried.keys()) or tried.keys()

    def recorded_as(self, complaint: Complaint, names: Iterable[str] = ()) -> None:
        """The register now holds *complaint*; the typed values *names* have reached it."""
        self.recorded = complaint
        if self.page not in self.path.pages:
            self.page = self._first_page()
        for name in names:
            self.typed.forget(name)
        for name in [one for one, value in self.typed.facts.items() if value == getattr(complaint, one)]:
            self.typed.forget(name)
        # Open again, and ended again, it is only read again.
        self._is_unlocked = not complaint.is_open and (self._is_unlocked or self.is_touched)

    @property
    def is_touched(self) -> bool:
        """Whether anything typed is not recorded yet."""
        typed = {name for name, value in self.typed.values.items() if value != getattr(self.recorded, name)}
        asked = (name for name in typed | self.typed.unread.keys() if self.is_asked(fact_named(Complaint, name)))
        return any(asked) or any(form.is_touched for form in self.rows.values())

    @property
    def is_lent(self) -> bool:
        """Whether all that is typed stands in a colleague's draft, and nothing of it is this person's own."""
        return bool(self._lent) and all(self._lent.get(name) == plain for name, plain in self._to_keep().items())

    def draft(self) -> Draft:
        """What is typed and not recorded, to be kept; a touched row is kept even when it is incomplete."""
        return Draft(
            id=self.draft_id,
            record_id=self.recorded.id or None,
            act=self.act,
            page=self.page,
            values=self._to_keep(),
            saved_by=self.actor,
        )

    def _to_keep(self) -> dict[str, Any]:
        values = self.typed.to_plain()
        if touched := {name: form.to_plain() for name, form in self.rows.items() if form.is_touched}:
            values[ENTRIES] = touched
        return values


def _points_of(missing: Iterable[Missing]) -> tuple[Point, ...]:
    return tuple(Point(one.page, one.fact, one.sentence) for one in missing)


def _place(path: CasePath, page: Page, fact: str) -> tuple[int, int]:
    """Where a fact stands: what is asked for on a page and typed on another comes last, no fact at all first."""
    order = ["", *(one.name for one in path.facts_on(page))]
    return path.number(page), order.index(fact) if fact in order else len(order)


def is_row_fact(declared: Fact) -> bool:
    """Whether the fact holds rows that are typed in a form of their own."""
    return declared.kind is FactKind.ROWS and declared.name not in _APART
