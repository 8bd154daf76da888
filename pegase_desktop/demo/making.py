"""Making the fictional register: the last weeks are lived day by day, what is older comes from an older register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from pegase_desktop.demo.fates import fate
from pegase_desktop.demo.improving import improvement, lived
from pegase_desktop.demo.incident_teller import IncidentTeller
from pegase_desktop.demo.informing import notes
from pegase_desktop.demo.meeting import concluded, meetings
from pegase_desktop.demo.story import Act, Event, Story
from pegase_desktop.demo.teller import Teller
from pegase_desktop.demo.vocabulary import vocabulary
from pegase_desktop.demo.weighing import risks
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.portable import Case, PortableRegister, Progress
from pegase_desktop.domain.rows import Link
from pegase_desktop.domain.words import Recurrence
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.unfinished import gone_if_it_fails

_LIVED = 60
_BATCH = 1000
_MOST_IMPROVED, _DECISIONS = 6, 2  # in all, and of one meeting


def make_demo(path: Path, complaints: int, seed: int, *, now: datetime, on_case: Progress | None = None) -> None:
    """Make a register of invented *complaints* at *path*, where nothing is yet; the same for the same *seed* and *now*.

    Raises:
        UserError: the place or the disk does not allow it; nothing is left of it.
    """
    clock = _Clock(now)
    with Register.open(path, clock=clock.read) as register, gone_if_it_fails(register):
        _Maker(register, clock, complaints, seed, on_case).make()


class _Clock:
    """The hour it is in the story."""

    def __init__(self, now: datetime) -> None:
        self.now = self.hour = now

    def read(self) -> datetime:
        return self.hour


@dataclass(slots=True)
class _Case:
    """A story, and what the register knows of it: its number once it is there, its id once it is asked for."""

    story: Story
    reference: str = ""
    id: int = 0


class _Maker:
    def __init__(self, register: Register, clock: _Clock, complaints: int, seed: int, on_case: Progress | None) -> None:
        self._register = register
        self._clock = clock
        self._total = complaints
        self._seed = seed
        self._on_case = on_case
        self._words = vocabulary()
        self._numbers: Counter[int] = Counter()
        self._done = 0

    def make(self) -> None:
        lived = [_Case(self._story(index)) for index in reversed(range(min(self._total, _LIVED)))]
        start = lived[0].story.registered_at - timedelta(hours=1)
        self._clock.hour = start
        self._settle()
        pending = [one for batch in self._older() for one in self._take_in(batch, start)]
        self._live([*lived, *pending], start)
        self._clock.hour = self._clock.now
        known = [self._register.cases.get(one.id) for one in reversed(lived)]
        with self._register.store.transaction():
            self._meet(known)
            for risk in risks(known, self._words, local(self._clock.now).date()):
                self._register.risks.register(risk, by=self._words.director)
            decided, staff = list(self._register.improvements.all()), self._register.school.staff()
            for note in notes(decided, staff, self._words.director, self._clock.now):
                self._register.notes.register(note, by=self._words.director)

    def _meet(self, known: Sequence[Complaint]) -> None:
        """A year of meetings; of the complaints that they looked at, a few led to an improvement."""
        register, words, today = self._register, self._words, local(self._clock.now).date()
        made = 0
        for held in meetings(known, words, today):
            meeting = register.meetings.register(held.meeting, by=words.desk)
            for place, cases in enumerate(held.cases):
                case = next((one for one in cases if one.actions), None)
                if case is None or made == _MOST_IMPROVED or place >= _DECISIONS:
                    continue
                point = meeting.points[place]
                decided = lived(improvement(case, meeting, point, made, words), made, words, today)
                register.concluding.decide(meeting, point.id, decided, by=words.director)
                meeting, made = register.meetings.get(meeting.id), made + 1
            points = concluded(meeting, words).points
            meeting = register.meetings.record(meeting, {"points": points}, by=words.desk)
            assert meeting.held_on is not None
            register.concluding.sign_off(meeting, meeting.held_on + timedelta(days=3), by=words.director)

    def _settle(self) -> None:
        """The school says that it is invented, and has a staff and a mediator."""
        register, words = self._register, self._words
        settings = register.school.settings
        school = replace(settings.school, name=words.school_name)
        register.school.save(replace(settings, school=school, mediator=words.mediator), by=words.director)
        register.take_in(PortableRegister(0, lambda: iter(()), words.staff), by=words.director)

    def _story(self, index: int) -> Story:
        chance = Random(f"{self._seed}/{index}")  # noqa: S311  variety, no secret
        told = fate(index, self._total, chance)
        teller = IncidentTeller if told.is_incident else Teller
        return teller(chance, self._words, told, self._clock.now).story()

    def _older(self) -> Iterator[list[_Case]]:
        """The complaints that are not lived, the oldest first."""
        newest_first = range(_LIVED, self._total)
        for end in range(len(newest_first), 0, -_BATCH):
            yield [_Case(self._story(index)) for index in reversed(newest_first[max(end - _BATCH, 0) : end])]

    def _take_in(self, batch: Sequence[_Case], moment: datetime) -> list[_Case]:
        """As they are at *moment*; returns those of which something is still to be told."""
        for one in batch:
            one.reference = self._next_reference(one.story.opening)
        cases = [Case(_met(one.story.as_of(moment, one.reference))) for one in batch]
        older = PortableRegister(len(cases), lambda: iter(cases))
        self._register.take_in(older, by=self._words.director, on_case=lambda *_: self._one_more())
        return [one for one in batch if one.story.events and one.story.events[-1].at > moment]

    def _next_reference(self, opening: Complaint) -> str:
        assert opening.received_at is not None
        year = local(opening.received_at).year
        self._numbers[year] += 1
        return f"R-{year}-{self._numbers[year]:04}"

    def _live(self, cases: Sequence[_Case], start: datetime) -> None:
        """All that happens after *start*, in the order of time."""
        steps: list[tuple[datetime, int, _Case, Event | None]] = []
        for order, one in enumerate(cases):
            if not one.reference:
                steps.append((one.story.registered_at, order, one, None))
            steps += ((event.at, order, one, event) for event in one.story.events if event.at > start)
        steps.sort(key=lambda step: step[:2])
        for first in range(0, len(steps), _BATCH):
            with self._register.store.transaction():
                for at, _, one, event in steps[first : first + _BATCH]:
                    self._clock.hour = max(at, self._clock.hour)
                    self._do(one, event)

    def _do(self, one: _Case, event: Event | None) -> None:
        register = self._register
        if event is None:
            opening = one.story.opening
            one.id = register.cases.receive(opening, by=opening.received_by).id
            self._one_more()
            return
        complaint = register.cases.get(one.id) if one.id else register.cases.find(one.reference)
        one.id = complaint.id
        values = event.values(complaint)
        match event.act:
            case Act.RECORD:
                register.cases.record(complaint, values | self._alike(complaint, values), by=event.by)
            case Act.ATTACH:
                register.cases.attach(complaint, "Message du client.txt", event.document.encode(), by=event.by)
            case Act.CLOSE:
                register.cases.close(complaint, by=event.by)
            case Act.REOPEN:
                register.cases.reopen(complaint, values["endings"][-1].note, by=event.by)
            case Act.CANCEL:
                end = values["endings"][-1]
                register.cases.cancel(complaint, end.reason, end.note, by=event.by)

    def _one_more(self) -> None:
        self._done += 1
        if self._on_case:
            self._on_case(self._done, self._total)

    def _alike(self, complaint: Complaint, values: dict[str, Any]) -> dict[str, Any]:
        """What comes back is linked to the last complaint that resembles it."""
        if values.get("recurrence") not in (Recurrence.REPEATED, Recurrence.SLOW_DEGRADATION):
            return {}
        return {
            "links": tuple(Link(reference=one.reference) for one in self._register.table.similar(complaint, limit=1))
        }


def _met(complaint: Complaint) -> Complaint:
    """Of the time before the meetings that the register holds: what was to be looked at was, four weeks later."""
    if not (complaint.to_meeting and complaint.ended_at):
        return complaint
    return replace(complaint, meeting_on=local(complaint.ended_at).date() + timedelta(weeks=4))
