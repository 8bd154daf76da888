"""Invents what becomes of a complaint or of a difficulty that somebody expressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from pegase_desktop.demo.fates import Fate, Outcome, Turn
from pegase_desktop.demo.office_hours import opened_after, opened_before
from pegase_desktop.demo.people import complainant
from pegase_desktop.demo.story import Act, Event, SoFar, Story
from pegase_desktop.demo.vocabulary import Vocabulary
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.french import long_day
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.proposals import proposals_after
from pegase_desktop.domain.rows import Action, Call, Ending, Exchange, Redress
from pegase_desktop.domain.words import (
    Agreement,
    CallResult,
    CancelReason,
    Channel,
    ClientAgrees,
    Decision,
    Direction,
    EndingKind,
    Kind,
    Level,
    Medium,
    Recurrence,
    Resolution,
)

_CHANNELS = (Channel.PHONE, Channel.PHONE, Channel.EMAIL, Channel.EMAIL, Channel.EMAIL, Channel.IN_PERSON,
             Channel.WEBSITE, Channel.LETTER, Channel.SURVEY)  # fmt: skip
_ANY_HOUR = (Channel.EMAIL, Channel.WEBSITE)
_ON_THE_DESK_FOR = timedelta(days=17)
_CARS = ("Clio", "208", "Yaris", "C3")
_AFFIRMED = 0.68  # the share of complaints that the school finds right
_LATE_SHARE = 0.1
# What is done with or for somebody who can be reached
_TO_THE_PERSON = {Turn.ACKNOWLEDGEMENT, Turn.RESTATEMENT, Turn.RESPONSE, Turn.FEEDBACK_ASKED, Turn.FEEDBACK}
_TOLD_SHARE = 0.6  # the share of cases of which the team hears, besides those that go to the meeting


class Teller:
    """Invents one story of that *fate*, up to *now*."""

    def __init__(self, chance: Random, words: Vocabulary, fate: Fate, now: datetime) -> None:
        self._chance = chance
        self._words = words
        self._fate = fate
        self._now = now
        self._today = local(now).date()
        self._situation = situation = chance.choice(words.incidents if fate.is_incident else words.situations)
        self._instructor = chance.choice(words.instructors)
        self._owner = words.director if situation.severe or chance.random() < 0.4 else words.desk
        is_fresh = fate.age < _ON_THE_DESK_FOR
        channel = chance.choice(_ANY_HOUR if is_fresh else _CHANNELS)
        received = (now - fate.age - timedelta(minutes=chance.randrange(50))).replace(second=0, microsecond=0)
        if channel not in _ANY_HOUR:
            received = opened_before(received)
        elif not is_fresh and local(received).hour < 6:
            received += timedelta(hours=6)  # most people sleep at night
        self._clock = received
        self._is_late = not is_fresh and chance.random() < _LATE_SHARE
        opening = self._opening(channel, received)
        self.opening = replace(opening, **proposals_after("anonymous", opening, words.desk, received))
        self.registered_at = min(received + timedelta(minutes=chance.randrange(3, 25)), now)
        self._decision = self._decide()

    def _decide(self) -> Decision:
        if self._chance.random() < _AFFIRMED:
            return Decision.FAVOURABLE
        return self._chance.choice((Decision.PARTIAL, Decision.UNFAVOURABLE))

    def _opening(self, channel: Channel, received: datetime) -> Complaint:
        chance, words, situation = self._chance, self._words, self._situation
        facts_day = _working_day(local(received).date() - timedelta(days=chance.randrange(0, 9)))
        self._blanks = blanks(chance, self._instructor, facts_day)
        return Complaint(
            kind=situation.kind,
            was_expressed=True if self._is_difficulty else None,
            received_at=received,
            channel=channel,
            received_by=words.desk if chance.random() < 0.8 else self._instructor,
            verbatim=self._said(chance.choice(situation.verbatims)),
            remedy_sought=self._said(chance.choice(situation.remedies)),
            facts_date=facts_day,
            in_writing=channel.is_written,
            written_on=local(received).date() if channel.is_written else None,
            subject=self._said(chance.choice(situation.subjects)),
            service=situation.service,
            category=situation.category,
            staff_concerned=(self._instructor,) if situation.about_staff else (),
            owner=self._owner,
            **complainant(chance, words, situation),
        )

    def _said(self, text: str) -> str:
        return text.format_map(self._blanks)

    def _later(self, hours_from: float, hours_to: float) -> datetime:
        """The clock moves on to an hour at which the office is open."""
        self._clock = opened_after(
            self._clock + timedelta(minutes=round(60 * self._chance.uniform(hours_from, hours_to)))
        )
        return self._clock

    def story(self) -> Story:
        """What was recorded until now."""
        return Story(self.opening, self.registered_at, tuple(one for one in self.events() if one.at <= self._now))

    def events(self) -> Iterator[Event]:
        """Everything that is done, in order, as far as the fate lets it."""
        if self._fate.outcome is Outcome.CANCELLED:
            yield from self._cancellation()
            return
        for turn, tell_turn in self._turns().items():
            if turn <= self._fate.last:
                yield from tell_turn()

    def _turns(self) -> dict[Turn, Callable[[], Iterator[Event]]]:
        turns = {
            Turn.ACKNOWLEDGEMENT: self._acknowledgement,
            Turn.RESTATEMENT: self._restatement,
            Turn.ASSESSMENT: self._assessment,
            Turn.CAUSES: self._causes,
            Turn.PLAN: self._plan,
            Turn.RESPONSE: self._response,
            Turn.ACTIONS: self._actions_done,
            Turn.CONCLUSION: self._conclusion,
            Turn.FEEDBACK_ASKED: self._feedback_asked,
            Turn.FEEDBACK: self._feedback,
            Turn.LESSONS: self._lessons,
            Turn.CLOSURE: self._closure,
        }
        left_out = {Turn.RESTATEMENT} if self._is_difficulty else set()
        if self._is_out_of_reach:
            left_out |= _TO_THE_PERSON
        if self._is_out_of_reach and self._is_difficulty:  # how it ended is said all the same, to nobody
            turns[Turn.RESPONSE] = self._end_of_difficulty
            left_out -= {Turn.RESPONSE}
        return {turn: tell_turn for turn, tell_turn in turns.items() if turn not in left_out}

    @property
    def _is_out_of_reach(self) -> bool:
        return bool(self.opening.ack_not_applicable)

    @property
    def _is_difficulty(self) -> bool:
        return self._situation.kind is Kind.DIFFICULTY

    def _cancellation(self) -> Iterator[Event]:
        at, chance = self._later(1, 30), self._chance
        reason = chance.choice((CancelReason.WITHDRAWN, CancelReason.WITHDRAWN, CancelReason.ENTERED_BY_MISTAKE))
        notes = self._words.withdrawals if reason is CancelReason.WITHDRAWN else self._words.mistakes
        end = Ending(
            kind=EndingKind.CANCELLED, at=at, by=self._words.director, reason=reason, note=chance.choice(notes)
        )
        yield _ending(end, Act.CANCEL)

    def _acknowledgement(self) -> Iterator[Event]:
        if self.opening.in_writing and self._chance.random() < 0.5:
            said = f"Document fictif, pour la démonstration.\n\n{self.opening.verbatim}\n"
            yield Event(self.registered_at, self.opening.received_by, lambda _: {}, Act.ATTACH, said)
        at = self._later(50, 70) if self._is_late and self._chance.random() < 0.4 else self._later(1, 7)
        is_oral = not self.opening.in_writing
        medium = Medium.HAND_DELIVERED if is_oral and self._chance.random() < 0.4 else Medium.EMAIL
        values = {"ack_sent_at": at, "ack_medium": medium, "ack_by": self._words.desk}
        yield Event(at, self._words.desk, lambda _: values)
        if self._fate.calls_today:
            planned = self._clock + timedelta(hours=3)
            yield Event(at, self._words.desk, lambda _: {"next_call_at": planned})

    def _restatement(self) -> Iterator[Event]:
        if self._chance.random() < 0.25:
            missed = self._chance.choice((CallResult.MESSAGE_LEFT, CallResult.UNREACHABLE))
            yield self._call(self._later(0.5, 3), missed, {})
        at = self._later(0.5, 6)
        yield self._call(
            at,
            CallResult.REACHED,
            {"restatement": self._said(self._situation.restatement), "restatement_agreed": Agreement.YES},
        )

    def _call(self, at: datetime, result: CallResult, values: dict[str, Any]) -> Event:
        note = self._chance.choice(self._words.notes_of_calls[result.value])
        call = Call(at=at, by=self._words.desk, result=result, note=note)
        return Event(at, self._words.desk, lambda so_far: {"calls": (*so_far.calls, call)} | values)

    def _assessment(self) -> Iterator[Event]:
        chance, situation = self._chance, self._situation
        values = {
            "severity": chance.choice((Level.MEDIUM, Level.HIGH) if situation.severe else (Level.LOW, Level.MEDIUM)),
            "complexity": chance.choice((Level.LOW, Level.LOW, Level.MEDIUM, Level.HIGH)),
            "impact": chance.choice(
                (Level.LOW, Level.MEDIUM, Level.HIGH) if situation.severe else (Level.LOW, Level.MEDIUM)
            ),
            "immediate_action_needed": situation.severe or chance.random() < 0.3,
            "recurrence": chance.choice((Recurrence.ISOLATED, Recurrence.ISOLATED, *Recurrence)),
        }
        yield Event(self._later(0.2, 2), self._owner, lambda _: values)

    def _causes(self) -> Iterator[Event]:
        at = self._later(0.5, 5)
        values = {
            "immediate_action": self._situation.immediate,
            "immediate_action_on": local(at).date(),
            "immediate_action_by": self._owner,
            "cause_family": self._situation.family,
            "cause_text": self._situation.cause,
        }
        yield Event(at, self._owner, lambda _: values)

    def _plan(self) -> Iterator[Event]:
        at = self._later(0.2, 4)
        first = local(at).date()
        dues = [self._due(first, index) for index in range(len(self._situation.actions))]
        plan = tuple(
            Action(what=what, who=self._chance.choice((self._owner, self._words.desk)), due=due)
            for what, due in zip(self._situation.actions, dues, strict=True)
        )
        yield Event(at, self._owner, lambda _: {"actions": plan} | self._commitment(at))

    def _due(self, first: date, index: int) -> date:
        """When an action of the plan made on the *first* day is due; that of a case on the desk is near today."""
        if self._fate.last >= Turn.ACTIONS or self._fate.age > _ON_THE_DESK_FOR:
            return first + timedelta(days=2 + 3 * index)
        soonest = self._fate.action_due if self._fate.action_due is not None else 2
        return max(self._today + timedelta(days=soonest + 3 * index), first)

    def _commitment(self, at: datetime) -> dict[str, Any]:
        day = self._announced(local(at).date())
        if day is None:
            return {}
        reason = self._words.reasons_for_time[day.day % len(self._words.reasons_for_time)]
        return {"commitment_date": day, "commitment_reason": reason, "commitment_told_at": at}

    def _announced(self, told_on: date) -> date | None:
        if self._fate.commitment is not None:
            return max(self._today + timedelta(days=self._fate.commitment), told_on)
        return told_on + timedelta(days=7) if self._is_late else None

    def _response(self) -> Iterator[Event]:
        at = self._later(60, 130) if self._is_late else self._later(2, 20)
        values = self._judged() | {
            "response_sent_at": at,
            "response_medium": self._chance.choice((Medium.EMAIL, Medium.EMAIL, Medium.LETTER)),
            "response_by": self._owner,
        }
        yield Event(at, self._owner, lambda _: values)
        if self._chance.random() < 0.6:
            answer = self._chance.choice(self._words.answers_of_clients)
            yield self._exchange(self._later(1, 20), Direction.INCOMING, answer, {})

    def _end_of_difficulty(self) -> Iterator[Event]:
        values = self._judged()
        yield Event(self._later(2, 20), self._owner, lambda _: values)

    @property
    def _is_granted(self) -> bool:
        return self._decision is Decision.FAVOURABLE

    def _judged(self) -> dict[str, Any]:
        return self._decided() | {"reasons": self._situation.granted if self._is_granted else self._situation.refused}

    def _decided(self) -> dict[str, Any]:
        if self._is_difficulty:
            return {"resolution": Resolution.RESOLVED if self._is_granted else Resolution.UNRESOLVED}
        situation = self._situation
        given = Redress(
            kind=situation.redress_kind, amount=situation.redress_amount or None, text=situation.redress_text
        )
        return {
            "decision": self._decision,
            "redress": () if self._decision is Decision.UNFAVOURABLE else (given,),
        }

    def _exchange(self, at: datetime, direction: Direction, text: str, values: dict[str, Any]) -> Event:
        medium = self._chance.choice((Medium.PHONE, Medium.EMAIL, Medium.IN_PERSON))
        exchange = Exchange(at=at, medium=medium, direction=direction, by=self._words.desk, text=text)
        return Event(at, self._words.desk, lambda so_far: {"exchanges": (*so_far.exchanges, exchange)} | values)

    def _actions_done(self) -> Iterator[Event]:
        for index in range(len(self._situation.actions)):
            yield self._action_done(self._later(8, 40), index)
        if not (self._is_difficulty or self._is_out_of_reach):
            yield self._redress_given(self._later(1, 8))

    def _redress_given(self, at: datetime) -> Event:
        def given(so_far: SoFar) -> dict[str, Any]:
            return {
                "redress": tuple(
                    replace(one, done_on=local(at).date()) if one.is_open else one for one in so_far.redress
                )
            }

        return Event(at, self._owner, given)

    def _action_done(self, at: datetime, index: int) -> Event:
        def done(so_far: SoFar) -> dict[str, Any]:
            plan = list(so_far.actions)
            plan[index] = replace(plan[index], done_on=local(at).date())
            return {"actions": tuple(plan)}

        return Event(at, self._owner, done)

    def _conclusion(self) -> Iterator[Event]:
        is_right = self._decision is not Decision.UNFAVOURABLE
        values: dict[str, Any] = (
            {}
            if self._is_difficulty
            else {
                "outcome": "Réclamation fondée, résolue."
                if is_right
                else "Réclamation non fondée, expliquée au client.",
                "client_agrees": ClientAgrees.YES
                if is_right
                else self._chance.choice((ClientAgrees.NO, ClientAgrees.NO_WORD)),
                "proposals": self._chance.choice(self._words.proposals) if is_right else "",
            }
        )
        if self._is_out_of_reach:
            found = {"outcome": "Signalement pris en compte, sans réponse possible."}
            yield Event(self._later(6, 30), self._owner, lambda _: found)
            return
        told = self._chance.choice(self._words.told_of_conclusion)
        yield self._exchange(self._later(6, 30), Direction.OUTGOING, told, values)

    def _feedback_asked(self) -> Iterator[Event]:
        at = self._later(0.1, 1)
        yield Event(at, self._words.desk, lambda _: {"feedback_asked_at": at})

    def _feedback(self) -> Iterator[Event]:
        chance = self._chance
        if chance.random() < 0.2:
            reason = chance.choice(self._words.no_feedback)
            yield Event(self._later(120, 200), self._words.desk, lambda _: {"feedback_not_obtained_reason": reason})
            return
        at = self._later(5, 80)
        best = 5 if self._decision is Decision.FAVOURABLE else 4
        marks = {f"feedback_q{number}": chance.randrange(best - 2, best + 1) for number in (1, 2, 3)}
        values = {"feedback_received_at": at, "feedback_text": chance.choice(self._words.comments)} | marks
        yield Event(at, self._words.desk, lambda _: values)

    def _lessons(self) -> Iterator[Event]:
        goes = self._situation.severe or self._chance.random() < 0.3
        at = self._later(1, 20)
        values: dict[str, Any] = {"lesson": self._situation.lesson, "to_meeting": goes}
        if goes or self._chance.random() < _TOLD_SHARE:
            values["team_informed_on"] = local(at).date()
        yield Event(at, self._owner, lambda _: values)

    def _closure(self) -> Iterator[Event]:
        yield self._closing(self._later(0.1, 8))
        if self._fate.outcome in (Outcome.REOPENED, Outcome.CLOSED_AGAIN):
            at, reason = self._later(60, 140), self._chance.choice(self._words.reopenings)
            yield _ending(Ending(kind=EndingKind.REOPENED, at=at, by=self._owner, note=reason), Act.REOPEN)
        if self._fate.outcome is Outcome.CLOSED_AGAIN:
            if not self._is_out_of_reach:
                told = self._chance.choice(self._words.told_of_conclusion)
                yield self._exchange(self._later(2, 30), Direction.OUTGOING, told, {})
            yield self._closing(self._later(0.5, 8))

    def _closing(self, at: datetime) -> Event:
        return _ending(Ending(kind=EndingKind.CLOSED, at=at, by=self._owner), Act.CLOSE)


def _ending(end: Ending, act: Act) -> Event:
    assert end.at is not None
    return Event(end.at, end.by, lambda so_far: {"endings": (*so_far.endings, end)}, act)


def _working_day(day: date) -> date:
    return day - timedelta(days=1) if day.weekday() == 6 else day


def blanks(chance: Random, instructor: str, day: date) -> dict[str, Any]:
    """What fills the gaps of an invented text."""
    weekday_and_number, month, _ = long_day(day).split("\u00a0")
    return {
        "moniteur": instructor.partition(" ")[0],
        "jour": f"{weekday_and_number}\u00a0{month}",
        "heure": f"{chance.randrange(9, 18)} h",
        "mois": month,
        "de_mois": f"d’{month}" if month[0] in "ao" else f"de {month}",
        "nombre": chance.randrange(2, 7),
        "montant": chance.choice((55, 58, 110, 165)),
        "voiture": chance.choice(_CARS),
    }
