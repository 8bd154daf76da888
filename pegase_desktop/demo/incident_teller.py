"""Invents what becomes of something that happened to the school, with nobody to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from pegase_desktop.demo.fates import Turn
from pegase_desktop.demo.story import Event
from pegase_desktop.demo.teller import Teller, blanks
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import (
    Channel,
    Kind,
)


class IncidentTeller(Teller):
    """What happened to the school, with nobody to answer."""

    def _opening(self, channel: Channel, received: datetime) -> Complaint:
        chance, words, situation = self._chance, self._words, self._situation
        self._blanks = blanks(chance, self._instructor, local(received).date())
        number = chance.randrange(len(situation.subjects))
        return Complaint(
            kind=Kind.INCIDENT,
            received_at=received,
            received_by=words.desk,
            verbatim=self._said(situation.verbatims[number]),
            people_affected=self._said(situation.affected),
            immediate_action=situation.immediate,
            people_told=situation.told,
            subject=situation.subjects[number],
            service=situation.service,
            category=situation.category,
            owner=self._owner,
        )

    def _turns(self) -> dict[Turn, Callable[[], Iterator[Event]]]:
        return {
            Turn.CAUSES: self._causes,
            Turn.PLAN: self._plan,
            Turn.ACTIONS: self._actions_done,
            Turn.LESSONS: self._lessons,
            Turn.CLOSURE: self._closure,
        }

    def _causes(self) -> Iterator[Event]:
        values = {"cause_family": self._situation.family, "cause_text": self._situation.cause}
        yield Event(self._later(0.5, 5), self._owner, lambda _: values)

    def _actions_done(self) -> Iterator[Event]:
        for index in range(len(self._situation.actions)):
            yield self._action_done(self._later(8, 40), index)
