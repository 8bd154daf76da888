"""One thing that is still to be done, whatever kind of record asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain.moments import end_of_day, local
from pegase_desktop.domain.words import Labelled


class DutyKind(Labelled):
    """The kinds of duty, in the order of the protocol, then those of improvements, meetings, notes and risks.

    Between equal deadlines the first goes first.
    """

    ACKNOWLEDGE = "acknowledge", "AR à envoyer"
    CALL = "call", "Rappel"
    RESPOND = "respond", "Réponse"
    ACT = "act", "Action à terminer"
    INFORM = "inform", "Client à informer"
    ASK_FEEDBACK = "ask_feedback", "Avis à demander"
    COMPLETE = "complete", "À compléter"
    CLOSE = "close", "Prête à clôturer"
    IMPROVE = "improve", "Amélioration à mettre en place"
    CHECK_EFFECT = "check_effect", "Efficacité à contrôler"
    HOLD_MEETING = "hold_meeting", "Réunion qualité à tenir"
    READ_NOTE = "read_note", "Note à faire lire"
    REDUCE_RISK = "reduce_risk", "Risque à réduire"
    REVIEW_RISK = "review_risk", "Risque à revoir"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be done. ``due_at`` is an instant; ``day_only`` says that the day was fixed, not the hour."""

    kind: DutyKind
    due_at: datetime | None
    day_only: bool = False
    who: str = ""
    what: str = ""

    def is_late(self, now: datetime) -> bool:
        """Whether the deadline has passed; its own second is still in time."""
        return self.due_at is not None and now > self.due_at

    @property
    def day(self) -> date | None:
        """The office's day on which it falls due."""
        return local(self.due_at).date() if self.due_at else None


def duty_by_day(kind: DutyKind, day: date | None, who: str, what: str = "") -> Duty:
    """A duty fixed for a day, without an hour; without a day it waits until somebody gives one."""
    return Duty(kind, end_of_day(day) if day else None, day_only=True, who=who, what=what)
