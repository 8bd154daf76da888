from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.record import SCHOOL, RecordKind, RecordRef, complaint_ref
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed

RECORDS = st.builds(RecordRef, st.sampled_from(RecordKind), st.integers(1, 3))
CHANGES = st.frozensets(RECORDS, max_size=3).map(Changed)


def test_a_change_concerns_the_records_it_tells_of() -> None:
    changed = Changed(frozenset({complaint_ref(3)}))
    assert changed.concerns(complaint_ref(3))
    assert not changed.concerns(complaint_ref(4))
    assert not changed.concerns(SCHOOL)
    assert changed.concerns_any(RecordKind.MEETING, RecordKind.COMPLAINT)
    assert not changed.concerns_any(RecordKind.SCHOOL)


@given(one=CHANGES, other=CHANGES, record=RECORDS)
def test_two_changes_together_concern_what_either_does(one: Changed, other: Changed, record: RecordRef) -> None:
    assert (one | other).concerns(record) == (one.concerns(record) or other.concerns(record))
    assert (one | other).concerns_any(record.kind) == (one.concerns_any(record.kind) or other.concerns_any(record.kind))


@given(record=RECORDS)
def test_what_tells_of_no_record_may_concern_any(record: RecordRef) -> None:
    assert EVERYTHING.concerns(record)
    assert EVERYTHING.concerns_any(record.kind)
