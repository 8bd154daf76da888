"""When a fact is asked for, given the others: each clause by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.closing import closing_conditions
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.gates import missing_on, missing_to_close
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Redress
from pegase_desktop.domain.settling import is_settled
from pegase_desktop.domain.words import RedressKind
from tests.domain.samples import closable, office, registrable
from tests.domain.test_paths import anonymous, expressed, incident, noticed

PHONE = "06 39 98 12 34"


def test_a_reason_that_was_written_elsewhere_stands_for_who_can_be_reached() -> None:
    here = replace(anonymous(), phone=PHONE)
    assert COMPLAINT_PATH.asks(here, "ack_sent_at")
    assert not COMPLAINT_PATH.asks(replace(here, origin_file="Suivi.xlsx"), "ack_sent_at")


def test_a_reason_is_shown_while_it_is_there() -> None:
    here = replace(anonymous(), phone=PHONE)
    assert COMPLAINT_PATH.asks(here, "ack_not_applicable")
    assert not COMPLAINT_PATH.asks(replace(here, ack_not_applicable=""), "ack_not_applicable")


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({"response_sent_at": office(4, 11)}, ("response_sent_at", "decision", "reasons")),
        ({"feedback_asked_at": office(4, 11)}, ("feedback_asked_at", "feedback_not_obtained_reason")),
    ],
)
def test_what_was_done_is_asked_for_though_nobody_can_be_reached(
    sent: dict[str, object], asked: tuple[str, ...]
) -> None:
    case = anonymous(**sent)
    assert all(COMPLAINT_PATH.asks(case, name) for name in asked)
    assert not any(COMPLAINT_PATH.asks(anonymous(), name) for name in asked)


def test_who_cannot_be_reached_is_not_called_back_even_for_what_came_in_writing() -> None:
    assert COMPLAINT_PATH.asks(registrable(in_writing=True), "calls")
    assert not COMPLAINT_PATH.asks(anonymous(in_writing=True), "calls")


def test_redress_is_asked_about_once_the_answer_has_left_and_on_the_path_of_a_complaint_alone() -> None:
    granted = closable(redress=(Redress(id=1, kind=RedressKind.REFUND),))
    assert "redress" in {one.fact for one in missing_to_close(granted)}
    assert "redress" not in {one.fact for one in missing_to_close(replace(granted, response_sent_at=None))}
    for case in (expressed(redress=granted.redress), noticed(redress=granted.redress)):
        assert not any(one.label.startswith("Dédommagements") for one in closing_conditions(case))


def test_no_exchange_is_missed_as_an_exchange_and_not_as_news() -> None:
    [missing] = missing_on(registrable(), Page.FOLLOW_UP)
    assert missing.sentence == fact_named(Complaint, "exchanges").missing


@pytest.mark.parametrize("case", [incident(), noticed()], ids=["incident", "noticed"])
def test_a_case_that_became_one_of_nobody_owes_nobody_anything(case: Complaint) -> None:
    turned = replace(case, next_update_on=date(2026, 11, 12), response_sent_at=office(4, 11))
    assert [one.kind for one in duties(turned)] == [DutyKind.CLOSE]


def test_a_fact_settles_with_the_page_that_its_path_has_it_on() -> None:
    told = fact_named(Complaint, "immediate_action")
    assert is_settled(incident(), told)
    assert not is_settled(registrable(immediate_action="Relire le planning"), told)
