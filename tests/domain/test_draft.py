"""What stays of a draft once some of it is recorded."""

from __future__ import annotations

from typing import Any

import pytest

from pegase_desktop.domain.draft import Draft


@pytest.mark.parametrize(
    ("values", "recorded", "left"),
    [
        ({"subject": "a", "service": "b"}, {"subject"}, {"service": "b"}),
        ({"subject": "a"}, {"subject"}, {}),
        (
            {"entries": {"calls": {"by": "x"}, "actions": {"who": "y"}}},
            {"calls"},
            {"entries": {"actions": {"who": "y"}}},
        ),
        (
            {"entries": {"calls": {"by": "x"}}, "unread": {"due": "demain ?"}},
            {"calls"},
            {"unread": {"due": "demain ?"}},
        ),
        ({"unread": {"received_at": "32/13"}}, {"received_at"}, {}),
        ({"verbatim": ""}, {"subject"}, {"verbatim": ""}),  # a text that was emptied is typed too
    ],
)
def test_what_is_not_recorded_stays(values: dict[str, Any], recorded: set[str], left: dict[str, Any]) -> None:
    draft = Draft(id=4, record_id=2, values=values, saved_by="Claire Martin")
    kept = draft.without(recorded)
    assert kept.values == left
    assert (kept.id, kept.record_id, kept.page, kept.saved_by) == (4, 2, draft.page, "Claire Martin")
    assert kept.is_empty == (left == {})


def test_what_was_only_proposed_is_nothing_typed() -> None:
    draft = Draft(values={"subject": "a", "owner": "Claire", "proposed": ["owner", "subject"]})
    assert draft.is_empty
    assert not Draft(values={"subject": "a", "owner": "Claire", "proposed": ["owner"]}).is_empty
    assert Draft(values={"subject": "a", "owner": "Claire", "proposed": ["owner"]}).without({"subject"}).is_empty
