from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from pegase_desktop.domain.clocks import DelayMode, Terms
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, with_targets
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.duty_words import duty_words
from pegase_desktop.domain.rows import Ending
from pegase_desktop.domain.words import EndingKind
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.ui.case import clock_words
from pegase_desktop.ui.case.clock_words import commitment_words
from pegase_desktop.ui.look.tokens import Tone
from tests.domain.samples import with_facts

RECEIVED = datetime(2026, 11, 17, 17, 40, tzinfo=UTC)
SENT = datetime(2026, 11, 18, 8, 12, tzinfo=UTC)
acknowledgement_clock = partial(clock_words.acknowledgement_clock, is_holiday=is_public_holiday)
treatment_clock = partial(clock_words.treatment_clock, is_holiday=is_public_holiday)


def case(**facts: object) -> Complaint:
    return with_targets(with_facts(Complaint(received_at=RECEIVED), facts), is_public_holiday)


@pytest.mark.parametrize(
    ("after", "tone", "state", "detail"),
    [
        (timedelta(seconds=2), Tone.ACCENT, "Reste 48\u00a0h", "avant jeu. 18:40"),
        (timedelta(hours=1), Tone.ACCENT, "Reste 47\u00a0h", "avant jeu. 18:40"),
        (timedelta(hours=29), Tone.ACCENT, "Reste 19\u00a0h", "avant jeu. 18:40"),
        (timedelta(hours=43), Tone.WARNING, "Reste 5\u00a0h", "avant 18:40"),
        (timedelta(hours=51), Tone.DANGER, "Dépassé de 3\u00a0h", "aujourd’hui à 18:40"),
        (timedelta(days=9), Tone.DANGER, "Dépassé de 7\u00a0j", "le 19/11 à 18:40"),
        (timedelta(hours=60), Tone.DANGER, "Dépassé de 12\u00a0h", "hier à 18:40"),
    ],
)
def test_an_acknowledgement_to_send(after: timedelta, tone: Tone, state: str, detail: str) -> None:
    words = acknowledgement_clock(case(), RECEIVED + after)
    assert (words.tone, words.state, words.detail) == (tone, state, detail)


def test_the_ring_shows_the_share_that_is_used() -> None:
    assert acknowledgement_clock(case(), RECEIVED + timedelta(hours=12)).share == 0.25
    assert acknowledgement_clock(case(), RECEIVED + timedelta(days=9)).share == 1


def test_a_public_holiday_uses_up_nothing_of_the_ring() -> None:
    eve = datetime(2026, 11, 10, 16, 0, tzinfo=UTC)  # an hour before closing; the 11th is Armistice Day
    terms = Terms(ack_hours=7, treatment_hours=7, mode=DelayMode.OFFICE)
    evening = eve + timedelta(hours=25)
    received = case(received_at=eve, terms=terms)
    assert acknowledgement_clock(received, evening).share == 1 / 7
    sent = case(received_at=eve, terms=terms, ack_sent_at=eve)
    assert treatment_clock(sent, evening).share == 1 / 7


def test_an_acknowledgement_sent_in_time_is_green_and_stays_so() -> None:
    words = acknowledgement_clock(case(ack_sent_at=SENT), RECEIVED + timedelta(days=30))
    assert (words.tone, words.state, words.detail) == (Tone.SUCCESS, "Envoyé en 14\u00a0h", "le 18/11 à 09:12")


def test_an_acknowledgement_sent_late_never_turns_green() -> None:
    late = RECEIVED + timedelta(hours=49)
    assert acknowledgement_clock(case(ack_sent_at=late), late).tone is Tone.DANGER


def test_late_differs_from_in_time_by_words_and_icon_too() -> None:
    late = RECEIVED + timedelta(days=6)
    case_late = case(ack_sent_at=late, response_sent_at=late + timedelta(days=4))
    sent, answered = acknowledgement_clock(case_late, late), treatment_clock(case_late, late)
    assert (sent.icon, sent.state) == ("clock-alert", "Envoyé en 6\u00a0j, hors délai")
    assert (answered.icon, answered.state) == ("clock-alert", "Répondu en 8\u00a0j, hors délai")
    assert acknowledgement_clock(case(ack_sent_at=SENT), late).icon == "check"


def test_the_treatment_runs_from_the_acknowledgement() -> None:
    words = treatment_clock(case(ack_sent_at=SENT), SENT + timedelta(hours=30))
    assert (words.share, words.state, words.detail) == (30 / 48, "Reste 18\u00a0h", "avant ven. 09:12")


def test_the_treatment_runs_at_the_latest_from_the_deadline_of_the_acknowledgement() -> None:
    due = RECEIVED + timedelta(hours=48)
    late = case(ack_sent_at=due + timedelta(days=3))
    assert treatment_clock(late, due + timedelta(hours=24)).share == 0.5
    answered = case(ack_sent_at=due + timedelta(days=3), response_sent_at=due + timedelta(days=4))
    words = treatment_clock(answered, due + timedelta(days=5))
    assert words.tone is Tone.DANGER
    assert words.state.startswith("Répondu en 4\u00a0j")


def test_an_announced_date_takes_its_place() -> None:
    facts = {"ack_sent_at": SENT, "commitment_date": date(2026, 11, 24), "commitment_told_at": SENT}
    words = treatment_clock(case(**facts), SENT + timedelta(hours=1))
    assert (words.state, words.detail) == ("Reste 6\u00a0j", "engagement 24/11")
    late = treatment_clock(case(**facts), datetime(2026, 11, 26, 12, 0, tzinfo=UTC))
    assert (late.tone, late.state, late.detail) == (Tone.DANGER, "Dépassé de 2\u00a0j", "engagement 24/11")


def test_an_announced_date_leaves_the_first_delay_to_be_read() -> None:
    facts = {"ack_sent_at": SENT, "commitment_date": date(2026, 11, 24)}
    assert commitment_words(case(**facts)) == ""
    said = commitment_words(case(**facts, commitment_told_at=SENT))
    assert said == "Engagement : 24/11/2026, annoncé le 18/11/2026. Délai initial : 20/11/2026 à 09:12."


def test_a_date_missed_is_said_with_the_same_number_of_days_as_in_the_table() -> None:
    facts = {"ack_sent_at": SENT, "commitment_date": date(2026, 11, 24), "commitment_told_at": SENT}
    for now in (datetime(2026, 11, 25, 0, 0, tzinfo=UTC), datetime(2026, 12, 15, 22, 59, tzinfo=UTC)):
        respond = next(one for one in duties(case(**facts)) if one.kind is DutyKind.RESPOND)
        days = duty_words(respond, now).first.removeprefix("En retard de ")
        assert treatment_clock(case(**facts), now).state == f"Dépassé de {days}"


def test_an_answer_given_in_time_is_green() -> None:
    answered = SENT + timedelta(hours=20)
    words = treatment_clock(case(ack_sent_at=SENT, response_sent_at=answered), answered + timedelta(days=2))
    assert (words.tone, words.state) == (Tone.SUCCESS, "Répondu en 20\u00a0h")


def test_the_clocks_of_a_cancelled_case_stand_still() -> None:
    cancelled = case(endings=(Ending(kind=EndingKind.CANCELLED, at=SENT),))
    for clock in (acknowledgement_clock, treatment_clock):
        assert clock(cancelled, SENT + timedelta(days=9)).tone is Tone.TEXT3
