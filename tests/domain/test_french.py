"""Dates, delays and amounts as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain import french
from pegase_desktop.domain.duties import Duty, DutyKind
from pegase_desktop.domain.french import DutyWords, Urgency, duty_words
from pegase_desktop.domain.moments import end_of_day
from tests.domain.samples import office

NOW = office(19, 11, 14, 32)
TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(), "1 min"),
        (timedelta(seconds=59), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(hours=24), "1 j"),
        (timedelta(hours=71, minutes=59), "2 j"),
    ],
)
def test_a_length_of_time(length: timedelta, said: str) -> None:
    assert french.span(length) == said.replace(" ", "\u00a0")


@given(st.timedeltas(timedelta(), timedelta(days=400)))
def test_a_length_of_time_is_rounded_down_and_never_nothing(length: timedelta) -> None:
    number, unit = french.span(length).split("\u00a0")
    one = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "j": timedelta(days=1)}[unit]
    assert int(number) >= 1
    assert int(number) * one <= max(length, timedelta(minutes=1)) < (int(number) + 1) * one


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "aujourd’hui"),
        (date(2026, 11, 18), "hier"),
        (date(2026, 11, 20), "demain"),
        (date(2026, 11, 21), "sam. 21/11"),
        (date(2026, 11, 26), "jeu. 26/11"),
        (date(2026, 11, 27), "27/11"),
        (date(2026, 11, 17), "17/11"),
        (date(2027, 1, 2), "02/01/2027"),
        (date(2025, 11, 17), "17/11/2025"),
    ],
)
def test_a_day_near_today(day: date, said: str) -> None:
    assert french.near_day(day, TODAY) == said


def test_the_turn_of_the_year() -> None:
    assert french.near_day(date(2027, 1, 1), date(2026, 12, 31)) == "demain"
    assert french.near_day(date(2027, 1, 2), date(2026, 12, 31)) == "sam. 02/01"
    assert french.near_day(date(2026, 12, 31), date(2027, 1, 1)) == "hier"


def test_days_and_hours_in_full() -> None:
    assert french.day(date(2026, 2, 1)) == "01/02/2026"
    assert french.moment(office(21, 11, 14, 5)) == "21/11/2026 à 14:05"
    assert french.near_moment(office(20, 11, 0, 5), office(19, 11, 23, 55)) == "demain à 00:05"
    assert french.long_day(date(2026, 11, 19)) == "jeudi 19\u00a0novembre\u00a02026"
    assert french.long_day(date(2026, 5, 1)) == "vendredi 1er\u00a0mai\u00a02026"


@pytest.mark.parametrize(
    ("cents", "said"),
    [(0, "0 €"), (5, "0,05 €"), (2750, "27,50 €"), (5500, "55 €"), (123_456_789, "1 234 567,89 €"), (-990, "-9,90 €")],
)
def test_amounts(cents: int, said: str) -> None:
    assert french.euros(cents) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 réclamation"), (1, "1 réclamation"), (2, "2 réclamations"), (1200, "1 200 réclamations")],
)
def test_counts(number: int, said: str) -> None:
    assert french.count(number, "réclamation") == said.replace(" ", "\u00a0")


def test_an_irregular_plural() -> None:
    assert french.count(3, "aléa à traiter", "aléas à traiter") == "3\u00a0aléas à traiter"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 o"),
        (1023, "1023 o"),
        (1024, "1 Ko"),
        (1024 * 1024 - 1, "1023 Ko"),
        (1024 * 1024, "1,0 Mo"),
        (26_214_400, "25,0 Mo"),
    ],
)
def test_sizes(size: int, said: str) -> None:
    assert french.file_size(size) == said.replace(" ", "\u00a0")


def words(kind: DutyKind, due: datetime | date | None, now: datetime = NOW) -> tuple[Urgency, str, str]:
    duty = Duty(kind, due) if due is None or isinstance(due, datetime) else Duty(kind, end_of_day(due), day_only=True)
    said: DutyWords = duty_words(duty, now)
    return said.urgency, said.first.replace("\u00a0", " "), said.second.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kind", "due", "said"),
    [
        # as in the picture of the register
        (DutyKind.ACT, date(2026, 11, 17), (Urgency.LATE, "En retard de 2 j", "Action prévue le 17/11")),
        (DutyKind.RESPOND, office(18, 11, 9), (Urgency.LATE, "En retard de 1 j", "Réponse prévue hier")),
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
    duty = Duty(kind, due, day_only=day_only)
    said = duty_words(duty, NOW)
    assert said.first
    assert said.second
    assert (said.urgency is Urgency.LATE) is duty.is_late(NOW)
