"""Deadlines in words, as the register and the agenda say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.duty_words import DutyWords, Urgency, due_words, duty_words
from pegase_desktop.domain.moments import end_of_day
from tests.domain.samples import CASES_NOW, office

NOW = office(19, 11, 14, 32)
TODAY = date(2026, 11, 19)


def duty(kind: DutyKind, due: datetime | date | None) -> Duty:
    if due is None or isinstance(due, datetime):
        return Duty(kind, due)
    return Duty(kind, end_of_day(due), day_only=True)


def plain(said: DutyWords) -> tuple[Urgency, str, str]:
    return said.urgency, said.first.replace("\u00a0", " "), said.second.replace("\u00a0", " ")


def words(kind: DutyKind, due: datetime | date | None, now: datetime = NOW) -> tuple[Urgency, str, str]:
    return plain(duty_words(duty(kind, due), now))


@pytest.mark.parametrize(
    ("kind", "due", "said"),
    [
        # as in the picture of the register
        (DutyKind.ACT, date(2026, 11, 17), (Urgency.LATE, "En retard de 2 j", "Action prévue le 17/11")),
        (DutyKind.RESPOND, office(18, 11, 9), (Urgency.LATE, "En retard de 29 h", "Réponse prévue hier")),
        (DutyKind.CALL, office(19, 11, 17), (Urgency.SOON, "Rappel dans 2 h", "aujourd’hui à 17:00")),
        (
            DutyKind.ACKNOWLEDGE,
            office(19, 11, 19, 32),
            (Urgency.SOON, "AR à envoyer dans 5 h", "aujourd’hui avant 19:32"),
        ),
        (DutyKind.INFORM, TODAY, (Urgency.TODAY, "Client à informer", "aujourd’hui")),
        (DutyKind.ACKNOWLEDGE, office(21, 11, 11, 15), (Urgency.LATER, "AR à envoyer", "sam. 21/11 à 11:15")),
        (DutyKind.ASK_FEEDBACK, date(2026, 11, 23), (Urgency.LATER, "Avis à demander", "lun. 23/11")),
        # what it does not show
        (DutyKind.CLOSE, None, (Urgency.NONE, "Prête à clôturer", "tout est là")),
        (DutyKind.COMPLETE, None, (Urgency.NONE, "À compléter", "pour clôturer")),
        (DutyKind.ACT, date(2026, 11, 18), (Urgency.LATE, "En retard de 1 j", "Action prévue hier")),
        (DutyKind.INFORM, date(2025, 11, 18), (Urgency.LATE, "En retard de 366 j", "Information prévue le 18/11/2025")),
        (
            DutyKind.ACKNOWLEDGE,
            office(19, 11, 14, 32),
            (Urgency.SOON, "AR à envoyer dans 1 min", "aujourd’hui avant 14:32"),
        ),
        (DutyKind.ACKNOWLEDGE, office(19, 11, 14, 31), (Urgency.LATE, "En retard de 1 min", "AR prévu aujourd’hui")),
        (DutyKind.ACKNOWLEDGE, office(19, 11, 13, 33), (Urgency.LATE, "En retard de 59 min", "AR prévu aujourd’hui")),
        (DutyKind.ACKNOWLEDGE, office(19, 11, 13, 32), (Urgency.LATE, "En retard de 1 h", "AR prévu aujourd’hui")),
        (DutyKind.RESPOND, office(19, 11, 15, 31), (Urgency.SOON, "Réponse dans 59 min", "aujourd’hui avant 15:31")),
        (DutyKind.RESPOND, office(19, 11, 15, 32), (Urgency.SOON, "Réponse dans 1 h", "aujourd’hui avant 15:32")),
        (DutyKind.RESPOND, office(20, 11, 14, 31), (Urgency.SOON, "Réponse dans 23 h", "demain avant 14:31")),
        (DutyKind.RESPOND, office(20, 11, 14, 32), (Urgency.LATER, "Réponse", "demain à 14:32")),
        (DutyKind.RESPOND, date(2026, 11, 20), (Urgency.LATER, "Réponse", "engagement : demain")),
        (DutyKind.RESPOND, date(2026, 10, 30), (Urgency.LATE, "En retard de 20 j", "Engagement : 30/10")),
    ],
)
def test_a_duty_in_words(kind: DutyKind, due: datetime | date | None, said: tuple[Urgency, str, str]) -> None:
    assert words(kind, due) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (office(24, 10, 23, 59), (Urgency.LATER, "Action à terminer", "demain")),
        (office(25, 10, 0, 0), (Urgency.TODAY, "Action à terminer", "aujourd’hui")),
        (office(25, 10, 23, 59), (Urgency.TODAY, "Action à terminer", "aujourd’hui")),
        (office(26, 10, 0, 0), (Urgency.LATE, "En retard de 1 j", "Action prévue hier")),
        (office(26, 10, 23, 59), (Urgency.LATE, "En retard de 1 j", "Action prévue hier")),
        (office(27, 10, 0, 0), (Urgency.LATE, "En retard de 2 j", "Action prévue le 25/10")),
    ],
)
def test_a_day_changes_at_midnight_also_when_it_has_twenty_five_hours(
    now: datetime, said: tuple[Urgency, str, str]
) -> None:
    assert words(DutyKind.ACT, date(2026, 10, 25), now) == said


def test_hours_to_come_are_real_ones_over_the_time_change() -> None:
    assert words(DutyKind.CALL, office(25, 10, 9), office(24, 10, 20))[1] == "Rappel dans 14 h"
    assert words(DutyKind.CALL, office(29, 3, 9), office(28, 3, 20))[1] == "Rappel dans 12 h"


@given(st.sampled_from(DutyKind), st.integers(-(10**6), 10**6), st.booleans())
def test_every_duty_has_words(kind: DutyKind, seconds: int, day_only: bool) -> None:
    due = None if kind in (DutyKind.CLOSE, DutyKind.COMPLETE) else NOW + timedelta(seconds=seconds)
    one = Duty(kind, due, day_only=day_only)
    said = duty_words(one, NOW)
    assert said.first
    assert said.second
    assert (said.urgency is Urgency.LATE) is one.is_late(NOW)


@pytest.mark.parametrize(
    ("kind", "due", "said"),
    [
        (DutyKind.ACKNOWLEDGE, office(20, 11, 19, 32), (Urgency.SOON, "Dans 1 h", "avant 19:32")),
        (DutyKind.CALL, office(20, 11, 20), (Urgency.SOON, "Dans 2 h", "à 20:00")),
        (DutyKind.CALL, office(21, 11, 9), (Urgency.SOON, "Dans 15 h", "demain à 09:00")),
        (DutyKind.ACKNOWLEDGE, office(22, 11, 11, 15), (Urgency.LATER, "Dim. 22/11", "avant 11:15")),
        (DutyKind.RESPOND, office(19, 11, 10, 20), (Urgency.LATE, "En retard de 31 h", "prévue hier à 10:20")),
        (DutyKind.ACT, date(2026, 11, 17), (Urgency.LATE, "En retard de 3 j", "prévue le 17/11")),
        (DutyKind.RESPOND, date(2026, 10, 30), (Urgency.LATE, "En retard de 21 j", "engagement du 30/10")),
        (DutyKind.RESPOND, CASES_NOW.date(), (Urgency.TODAY, "Aujourd’hui", "date annoncée au client")),
        (DutyKind.ACT, CASES_NOW.date(), (Urgency.TODAY, "Aujourd’hui", "avant la fermeture")),
        (DutyKind.CLOSE, None, (Urgency.NONE, "Sans échéance", "tout est là")),
    ],
)
def test_a_deadline_is_said_alone_since_its_group_says_what_it_is(
    kind: DutyKind, due: datetime | date | None, said: tuple[Urgency, str, str]
) -> None:
    assert plain(due_words(duty(kind, due), CASES_NOW)) == said
