"""What holds of every case, whatever its nature and whatever is noted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.closing import closing_conditions
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, with_targets
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.gates import missing_on, missing_to_close, missing_to_register, never_closed_without
from pegase_desktop.domain.paths import PATHS, path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.progress import stage
from pegase_desktop.domain.rows import Action, Call, Redress
from pegase_desktop.domain.words import CallResult, CauseFamily, Kind, RedressKind, Resolution
from pegase_desktop.reference.public_holidays import is_public_holiday
from tests.domain.samples import closable, office, registrable, with_facts
from tests.domain.test_paths import incident

_NOBODY = "Personne non joignable"
_REFUND = Redress(id=1, kind=RedressKind.REFUND, amount=5500)
_CALL = Call(id=1, at=office(3, 11), by="Claire Martin", result=CallResult.MESSAGE_LEFT)
_READY = closable()
_VALUES: dict[str, tuple[Any, ...]] = {
    "was_expressed": (None, True, False),
    "anonymous": (None, True),
    "phone": ("", "06 39 98 12 34"),
    "in_writing": (None, True, False),
    "ack_not_applicable": ("", _NOBODY),
    "call_not_applicable": ("", _NOBODY),
    "response_not_applicable": ("", _NOBODY),
    "feedback_not_applicable": ("", _NOBODY),
    "ack_sent_at": (None, office(2, 11, 15), office(20, 11, 15)),
    "calls": ((), (_CALL,), (replace(_CALL, result=CallResult.REACHED),)),
    "next_call_at": (None, office(4, 11)),
    "cause_family": (None, CauseFamily.ORGANISATION, CauseFamily.NOT_APPLICABLE),
    "cause_text": ("", "Planning"),
    "actions": ((), _READY.actions, (Action(id=1, what="Appeler", due=date(2026, 11, 9)),)),
    "commitment_date": (None, date(2026, 11, 30)),
    "commitment_told_at": (None, office(3, 11)),
    "decision": (None, _READY.decision),
    "resolution": (None, *Resolution),
    "reasons": ("", "L’erreur est de notre côté."),
    "redress": ((), (_REFUND,), (replace(_REFUND, abandoned_reason="Refusé"),), (replace(_REFUND, kind=None),)),
    "response_sent_at": (None, _READY.response_sent_at),
    "exchanges": ((), _READY.exchanges),
    "next_update_on": (None, date(2026, 11, 12)),
    "feedback_asked_at": (None, _READY.feedback_asked_at),
    "feedback_received_at": (None, office(6, 11)),
    "feedback_not_obtained_reason": ("", "Ne répond pas"),
    "people_affected": ("", "Deux élèves"),
    "people_told": ("", "Les deux"),
    "immediate_action": ("", "Dépanneuse"),
    "lesson": ("", "Contrôler"),
}
_any_case = st.builds(
    with_facts,
    st.sampled_from([replace(one, kind=kind) for one in (registrable(), closable(), incident()) for kind in Kind]),
    st.fixed_dictionaries({}, optional={name: st.sampled_from(pool) for name, pool in _VALUES.items()}),
)


@given(_any_case)
def test_an_open_case_owes_something_and_can_be_closed_exactly_when_nothing_is_missing(case: Complaint) -> None:
    case = with_targets(case, is_public_holiday)
    owed = [one.kind for one in duties(case)]
    assert owed
    assert (DutyKind.CLOSE in owed) <= (missing_to_close(case) == ())
    assert (missing_to_close(case) == ()) <= bool({DutyKind.CLOSE, DutyKind.INFORM, DutyKind.CALL} & set(owed))


@given(_any_case)
def test_what_closing_refuses_is_what_its_conditions_lack(case: Complaint) -> None:
    told = {one for condition in closing_conditions(case) for one in condition.missing}
    assert told == set(missing_to_close(case))
    assert set(never_closed_without(case)) <= told


@given(_any_case)
def test_only_what_the_path_has_is_missing_and_where_it_has_it(case: Complaint) -> None:
    path = path_of(case)
    assert path in PATHS
    of_pages = [one for page in Page for one in missing_on(case, page)]
    for one in (*of_pages, *missing_to_close(case), *missing_to_register(case)):
        assert path.page_of(one.fact) is one.page
        assert path.has(one.fact)
    assert stage(case).chapter in path.chapters


@given(_any_case)
def test_a_late_acknowledgement_gives_no_time_and_what_was_sent_is_never_pointless(case: Complaint) -> None:
    held = with_targets(case, is_public_holiday)
    assert with_targets(held, is_public_holiday) == held
    if held.ack_due_at is None:
        assert held.response_due_at is None
        assert not path_of(case).has("ack_sent_at") or not case.ack_sent_at
    elif held.response_due_at:
        never = replace(case, ack_sent_at=None, ack_not_applicable="")
        late = with_targets(replace(case, ack_sent_at=office(20, 11, 15)), is_public_holiday)
        assert late.response_due_at is not None
        assert late.response_due_at >= held.response_due_at
        assert late.response_due_at == with_targets(never, is_public_holiday).response_due_at
