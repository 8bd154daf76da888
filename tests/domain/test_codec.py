"""Facts as plain data and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.codec import (
    cleaned,
    cleaned_values,
    empty_value,
    from_plain,
    record_from_plain,
    row_from_plain,
    row_to_plain,
    to_plain,
    without_nul,
)
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, fact_named, facts_of
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.rows import Action
from tests.domain.samples import cases, registrable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "what", "at"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.subject)
def test_every_case_survives_plain_data(case: Complaint) -> None:
    plain = {one.name: to_plain(getattr(case, one.name)) for one in facts_of(Complaint)}
    read = record_from_plain(Complaint, json.loads(json.dumps(plain)))
    assert all(getattr(read, one.name) == getattr(case, one.name) for one in facts_of(Complaint))
    assert cleaned(case) == case


def test_an_entry_leaves_out_what_is_empty() -> None:
    action = Action(id=3, what="Réparer", who="Marc")
    assert row_to_plain(action) == {"id": 3, "what": "Réparer", "who": "Marc"}
    assert row_from_plain(Action, row_to_plain(action)) == action


@given(
    st.sampled_from(
        [*facts_of(Complaint), *(inner for one in COMPLAINTS.rows if one.row for inner in facts_of(one.row))]
    ),
    JSON,
)
def test_what_is_no_value_of_a_fact_is_refused_in_one_way(declared: Any, plain: object) -> None:
    try:
        value = from_plain(declared, plain)
    except ValueError:
        return
    assert from_plain(declared, to_plain(value)) == value


@pytest.mark.parametrize("declared", facts_of(Complaint), ids=lambda declared: declared.name)
def test_no_value_is_the_empty_one(declared: Any) -> None:
    name: str = declared.name
    assert from_plain(fact_named(Complaint, name), None) == empty_value(Complaint, name)
    assert getattr(Complaint(), name) == empty_value(Complaint, name)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("kind", "plainte"),
        ("ack_medium", "phone"),  # an acknowledgement is always written
        ("received_at", "2026-11-20T18:00:00"),
        ("facts_date", "20/11/2026"),
        ("in_writing", 1),
        ("feedback_q1", 6),
        ("feedback_q1", True),
        ("staff_concerned", "Julien"),
        ("actions", {"what": "Réparer"}),
        ("actions", ["Réparer"]),
        ("redress", [{"kind": "refund", "amount": 27.5}]),
        ("subject", 3),
    ],
)
def test_what_does_not_fit_is_refused(name: str, plain: object) -> None:
    with pytest.raises(ValueError):
        from_plain(fact_named(Complaint, name), plain)


def test_texts_are_cleaned_everywhere() -> None:
    dirty = registrable(
        subject=" Retard\u202e\n répété ", verbatim="un\r\ndeux\x00 ", actions=(Action(what=" a\tb ", who="Marc"),)
    )
    kept = cleaned(dirty)
    assert (kept.subject, kept.verbatim, kept.actions[0].what) == ("Retard  répété", "un\ndeux", "a b")
    assert cleaned_values({"subject": "\u200b"}) == {"subject": ""}
    texts = {FactKind.LINE, FactKind.TEXT, FactKind.PHONE, FactKind.EMAIL, FactKind.MENU, FactKind.STAFF}
    for declared in facts_of(Complaint):
        if declared.kind in texts:
            assert cleaned_values({declared.name: " a\x1bb "}) == {declared.name: "ab"}


def test_what_is_kept_word_for_word_loses_nul_alone() -> None:
    typed = {"note": " hier\0\u200b ", "entries": {"calls": [{"at": "\0"}, 3, None, True]}, "logo\0": ""}
    kept = {"note": " hier\u200b ", "entries": {"calls": [{"at": ""}, 3, None, True]}, "logo\0": ""}
    assert without_nul(typed) == kept
