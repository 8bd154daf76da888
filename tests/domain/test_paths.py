"""The three natures and their paths: what each asks for, what it owes to whom, what turning one into another keeps."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.closing import closing_conditions
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, is_ack_late, with_targets
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.facts import FactKind, Need, fact_named
from pegase_desktop.domain.gates import missing_on, missing_to_close, missing_to_register, never_closed_without
from pegase_desktop.domain.letters import letters_for
from pegase_desktop.domain.paths import (
    COMPLAINT_PATH,
    DIFFICULTY_PATH,
    INCIDENT_PATH,
    NOTICED_PATH,
    PATHS,
    path_of,
)
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.progress import is_done, stage
from pegase_desktop.domain.proposals import first_proposals, proposals_after
from pegase_desktop.domain.rows import Redress
from pegase_desktop.domain.words import CauseFamily, Channel, Kind, Quality, RedressKind, Resolution, Status
from pegase_desktop.reference.public_holidays import is_public_holiday
from tests.domain.samples import cases, closable, office, registrable, with_facts

NAMES = [path.sheet + (" constatée" if path is NOTICED_PATH else "") for path in PATHS]
EACH = pytest.mark.parametrize("path", PATHS, ids=NAMES)


def incident(**facts: Any) -> Complaint:
    """An incident that has all that closing asks for."""
    told: dict[str, Any] = {
        "kind": Kind.INCIDENT,
        "received_at": office(2, 11, 10),
        "verbatim": "La Clio s’est arrêtée au rond-point.",
        "people_affected": "Deux élèves",
        "immediate_action": "Dépanneuse appelée",
        "people_told": "Les deux élèves, par téléphone",
        "cause_family": closable().cause_family,
        "cause_text": "Batterie ancienne",
        "actions": closable().actions,
        "lesson": "Contrôler les batteries",
    }
    return Complaint(**(told | facts))


def noticed(**facts: Any) -> Complaint:
    """A difficulty that the team noticed, with all that closing asks for."""
    told: dict[str, Any] = {
        "kind": Kind.DIFFICULTY,
        "was_expressed": False,
        "received_at": office(2, 11, 10),
        "verbatim": "La salle de code est trop petite le mercredi.",
        "people_affected": "Une dizaine d’élèves",
        "cause_family": closable().cause_family,
        "resolution": Resolution.PARTLY,
        "reasons": "Une seconde séance est ouverte.",
    }
    return Complaint(**(told | facts))


def expressed(**facts: Any) -> Complaint:
    """A difficulty that somebody expressed, with all that closing asks for."""
    told = {"kind": Kind.DIFFICULTY, "was_expressed": True, "decision": None, "resolution": Resolution.RESOLVED}
    return closable(**(told | facts))


def anonymous(**facts: Any) -> Complaint:
    """A complaint of somebody who cannot be reached, as far as it can be treated."""
    told: dict[str, Any] = {"anonymous": True, "complainant_name": "", "ack_sent_at": None, "exchanges": ()}
    told |= {"decision": None, "reasons": "", "response_sent_at": None, "feedback_asked_at": None}
    told |= {"feedback_not_obtained_reason": ""}
    case = closable(**(told | facts))
    return with_facts(case, proposals_after("anonymous", case, "Claire Martin", office(2, 11)))


@EACH
def test_a_path_names_facts_that_exist_each_once(path: CasePath) -> None:
    names = [name for one in path.stops for name in one.facts]
    assert len(names) == len(set(names))
    for name in (*names, *path.to_close, *path.worded):
        fact_named(Complaint, name)
    assert set(path.to_close) <= set(names)
    assert set(path.worded) <= set(names)
    assert list(path.pages) == sorted(path.pages, key=list(Page).index)


@EACH
def test_what_a_path_asks_for_says_so_in_a_sentence_of_its_own(path: CasePath) -> None:
    for page in path.pages:
        for one in path.facts_on(page):
            assert one.label
            if one.need is not Need.OPTIONAL:
                assert path.page_of(one.name) is page
    for name in path.to_close:
        assert path.fact(name).missing.endswith((".", "?"))


def test_a_complaint_and_a_case_of_no_nature_yet_go_the_whole_way() -> None:
    for kind in (None, Kind.COMPLAINT):
        assert path_of(Complaint(kind=kind, was_expressed=False)) is COMPLAINT_PATH
    assert COMPLAINT_PATH.pages == tuple(Page)


def test_a_difficulty_of_which_nobody_said_so_was_expressed() -> None:
    """What a register of before holds as a difficulty has somebody in it who said it."""
    difficulties = [one for one in cases() if one.kind is Kind.DIFFICULTY]
    assert len(difficulties) == 3
    assert {path_of(one) for one in difficulties} == {DIFFICULTY_PATH}


def test_an_incident_takes_at_most_seven_fields_to_its_number() -> None:
    asked = [one for one in INCIDENT_PATH.facts_on(Page.RECEPTION) if one.kind is not FactKind.ROWS]
    assert len(asked) <= 7
    proposed = with_facts(Complaint(), first_proposals("Claire Martin", office(2, 11)))
    typed = replace(proposed, kind=Kind.INCIDENT, verbatim="Panne de la Clio en leçon.")
    assert missing_to_register(typed) == ()


@pytest.mark.parametrize("case", [incident(), noticed()], ids=["incident", "noticed"])
def test_nobody_is_acknowledged_called_answered_or_asked(case: Complaint) -> None:
    case = with_targets(replace(case, lesson="", actions=()), is_public_holiday)
    assert (case.ack_due_at, case.response_due_at) == (None, None)
    owed = {one.kind for one in duties(case)}
    assert owed <= {DutyKind.COMPLETE, DutyKind.CLOSE}
    assert letters_for(case) == ()


@pytest.mark.parametrize("case", [incident(), noticed(), expressed(), anonymous(), closable()])
def test_what_has_all_can_be_closed(case: Complaint) -> None:
    assert missing_to_close(case) == ()
    assert all(not one.missing for one in closing_conditions(case))
    assert [one.kind for one in duties(with_targets(case, is_public_holiday))] == [DutyKind.CLOSE]


@pytest.mark.parametrize(
    ("case", "name"),
    [(incident(), name) for name in INCIDENT_PATH.to_close]
    + [(noticed(), name) for name in NOTICED_PATH.to_close]
    + [(expressed(), name) for name in DIFFICULTY_PATH.to_close if name != "feedback_asked_at"],
)
def test_each_condition_alone_keeps_a_case_open(case: Complaint, name: str) -> None:
    lacking = missing_to_close(with_facts(case, {name: fact_named(Complaint, name).default}))
    assert name in [one.fact for one in lacking]


def test_an_unresolved_difficulty_says_why() -> None:
    case = noticed(resolution=Resolution.UNRESOLVED, reasons="")
    assert [one.fact for one in missing_to_close(case)] == ["reasons"]


@given(st.data())
def test_all_that_is_missing_to_close_stands_in_the_list_of_conditions(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([incident(), noticed(), expressed(), anonymous(), closable(), *cases()]))
    dropped = data.draw(st.sets(st.sampled_from([*path_of(case).to_close, "exchanges", "complainant_name"])))
    case = with_facts(case, {name: fact_named(Complaint, name).default for name in dropped})
    told = [one for condition in closing_conditions(case) for one in condition.missing]
    assert set(missing_to_close(case)) <= set(told)


def test_who_cannot_be_reached_is_owed_nothing_and_it_is_said_why() -> None:
    case = with_targets(anonymous(), is_public_holiday)
    assert (case.ack_due_at, case.response_due_at) == (None, None)
    assert "non joignable" in case.ack_not_applicable
    for page in (Page.ACKNOWLEDGEMENT, Page.RESPONSE, Page.FOLLOW_UP, Page.FEEDBACK):
        assert missing_on(case, page) == ()


@pytest.mark.parametrize("way", ["phone", "email", "address"])
def test_who_can_be_reached_after_all_is_owed_everything_again(way: str) -> None:
    case = with_targets(with_facts(anonymous(), {way: "06 39 98 12 34"}), is_public_holiday)
    assert case.ack_due_at is not None
    assert {one.kind for one in duties(case)} >= {DutyKind.ACKNOWLEDGE, DutyKind.RESPOND}
    assert {"ack_sent_at", "response_sent_at", "feedback_asked_at"} <= {one.fact for one in missing_to_close(case)}


def test_who_gave_a_name_is_owed_everything_even_without_an_address() -> None:
    case = registrable()
    assert proposals_after("phone", case, "", office(2, 11)) == dict.fromkeys(
        ("ack_not_applicable", "call_not_applicable", "response_not_applicable", "feedback_not_applicable"), ""
    )


@pytest.mark.parametrize(
    ("channel", "is_anonymous", "is_asked"),
    [
        (Channel.PHONE, None, True),
        (Channel.IN_PERSON, None, True),
        (Channel.EMAIL, None, False),
        (Channel.LETTER, None, False),
        (Channel.PHONE, True, False),
    ],
)
def test_one_introduces_oneself_to_whom_one_speaks(channel: Channel, is_anonymous: bool | None, is_asked: bool) -> None:
    case = registrable(channel=channel, anonymous=is_anonymous)
    assert COMPLAINT_PATH.asks(case, "self_introduced") is is_asked
    assert COMPLAINT_PATH.asks(case, "complainant_quality") is not bool(is_anonymous)


def test_a_redress_is_given_or_given_up_before_a_case_is_closed() -> None:
    refund = Redress(id=1, kind=RedressKind.REFUND, amount=5500)
    (missing,) = missing_to_close(closable(redress=(refund,)))
    assert (missing.fact, missing.page) == ("redress", Page.RESPONSE)
    assert missing in missing_on(closable(redress=(refund,)), Page.RESPONSE)
    for settled in ({"done_on": date(2026, 11, 4)}, {"abandoned_reason": "Refusé par le client"}):
        assert missing_to_close(closable(redress=(with_facts(refund, settled),))) == ()
    for kind in (RedressKind.NONE, RedressKind.APOLOGY):
        assert missing_to_close(closable(redress=(Redress(kind=kind),))) == ()


@given(st.sampled_from(cases()), st.sampled_from(list(Kind)), st.sampled_from([None, True, False]))
def test_turned_into_another_nature_a_case_keeps_everything(
    case: Complaint, kind: Kind, was_expressed: bool | None
) -> None:
    turned = replace(case, kind=kind, was_expressed=was_expressed)
    kept = [one.name for one in fields(Complaint) if one.name not in ("kind", "was_expressed")]
    assert all(getattr(turned, name) == getattr(case, name) for name in kept)
    assert replace(turned, kind=case.kind, was_expressed=case.was_expressed) == case
    assert stage(turned).status is case.status
    assert all(one.page in path_of(turned).pages for one in missing_to_close(turned))


def test_the_team_is_told_before_the_last_phase_is_done() -> None:
    case = closable(lesson="Vérifier la veille", to_meeting=False)
    assert not is_done(case, [Page.LESSONS])
    assert is_done(replace(case, team_informed_on=date(2026, 11, 6)), [Page.LESSONS])


def test_an_acknowledgement_alone_is_no_news() -> None:
    ack = replace(closable().exchanges[0], at=closable().ack_sent_at)
    told_nothing = closable(response_sent_at=None, exchanges=(ack,))
    assert not is_done(told_nothing, [Page.FOLLOW_UP])
    assert is_done(closable(exchanges=(ack,)), [Page.FOLLOW_UP])  # the answer is news
    assert is_done(closable(response_sent_at=None), [Page.FOLLOW_UP])  # so is a word two days later


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("was_expressed", [None, False])
def test_a_case_closed_under_former_rules_stays_closed(kind: Kind, was_expressed: bool | None) -> None:
    """They asked for neither an action nor the words of a cause, and knew no outcome of a difficulty."""
    redress = (Redress(id=1, kind=RedressKind.REFUND),)
    old = closable(kind=kind, was_expressed=was_expressed, redress=redress, actions=(), closed_at=office(9, 11))
    assert old.status is Status.CLOSED
    assert missing_to_close(old) != ()
    assert never_closed_without(old) == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_what_closing_always_asked_for_is_missed_in_a_closed_case(kind: Kind) -> None:
    open_action = (replace(closable().actions[0], done_on=None),)
    told = {"kind": kind, "cause_family": CauseFamily.NOT_APPLICABLE, "actions": open_action}
    missing = {one.fact for one in never_closed_without(closable(**told, closed_at=office(9, 11)))}
    assert missing == {"cause_text", "actions"}


@pytest.mark.parametrize("was_expressed", [True, False])
def test_the_outcome_of_a_difficulty_has_its_reasons_whoever_can_be_reached(was_expressed: bool) -> None:
    pointless = anonymous(kind=Kind.DIFFICULTY, was_expressed=was_expressed, resolution=Resolution.PARTLY)
    assert "reasons" in {one.fact for one in missing_to_close(pointless)}
    assert not is_done(pointless, [Page.RESPONSE])


def test_who_cannot_be_reached_and_was_not_asked_is_still_owed_the_reason() -> None:
    case = replace(anonymous(), feedback_not_applicable="")
    assert [one.fact for one in missing_to_close(case)] == ["feedback_asked_at"]
    [owed] = duties(case)
    assert owed.kind is DutyKind.COMPLETE


def test_what_was_sent_is_not_pointless_and_its_lateness_stays() -> None:
    sent = with_targets(replace(anonymous(), ack_sent_at=office(9, 11)), is_public_holiday)
    assert is_ack_late(sent, office(10, 11))
    assert path_of(sent).asks(sent, "ack_sent_at")


def test_a_company_is_still_asked_its_quality() -> None:
    assert COMPLAINT_PATH.asks(registrable(complainant_quality=Quality.COMPANY), "complainant_quality")
