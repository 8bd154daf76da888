"""One operation has one instant, however often the clock goes on meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.record import SCHOOL
from pegase_desktop.storage.file_errors import DisplacedFileError
from pegase_desktop.storage.operations import Operations
from pegase_desktop.storage.register import Register
from tests.domain.samples import office, registrable
from tests.storage.office import CLAIRE, TickingClock, live_in, opened


@pytest.fixture
def ticking() -> TickingClock:
    return TickingClock(office(20, 11, 18), milliseconds=700)


@pytest.fixture
def register(path: Path, ticking: TickingClock) -> Iterator[Register]:
    with opened(path, ticking) as register:
        yield register


@pytest.fixture
def operations(register: Register, ticking: TickingClock) -> Operations:
    return Operations(register.store, ticking)


def test_a_block_inside_another_is_of_its_instant_to_the_second(operations: Operations, ticking: TickingClock) -> None:
    with operations.begin() as outer, operations.begin() as inner:
        assert outer == inner == ticking.now.replace(microsecond=0)
        assert ticking.now.microsecond


def test_operations_that_share_a_transaction_have_each_their_own(operations: Operations, register: Register) -> None:
    with register.store.transaction():
        with operations.begin() as first:
            pass
        with operations.begin(), operations.begin() as second:
            assert second > first


def test_what_fails_is_undone_and_the_next_one_asks_the_clock_again(
    operations: Operations, register: Register, ticking: TickingClock
) -> None:
    def fail_halfway() -> None:
        register.school.add_staff("Nadia", by=CLAIRE)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), operations.begin():
        fail_halfway()
    assert register.school.staff() == ()
    ticking.move(hours=1)
    with operations.begin() as now:
        assert now == ticking.now.replace(microsecond=0)


def test_a_register_moved_away_is_refused_as_ever(operations: Operations, path: Path) -> None:
    path.rename(path.with_name("ailleurs.pegase"))
    with pytest.raises(DisplacedFileError), operations.begin():
        pass
    path.with_name("ailleurs.pegase").rename(path)
    with operations.begin():
        pass


def test_every_complaint_is_told_at_the_instant_at_which_it_was_registered(
    register: Register, ticking: TickingClock
) -> None:
    live_in(register, ticking)
    for complaint in register.cases.all():
        assert complaint.registered_at == register.journal.of(complaint.ref)[0].at


def test_a_document_that_is_kept_is_told_at_the_instant_at_which_it_was_added(register: Register) -> None:
    complaint = register.cases.receive(registrable(), by=CLAIRE)
    complaint = register.cases.attach(complaint, "a.pdf", b"a", by=CLAIRE)
    complaint = register.cases.record_message(complaint, {"service": "Code"}, "b.eml", b"b", by=CLAIRE)
    told = [entry.at for entry in register.journal.of(complaint.ref)[1:]]
    assert [one.added_at for one in complaint.attachments] == told


def test_the_records_that_were_told_of_are_known_once_and_none_of_what_was_undone(register: Register) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    register.school.add_staff("Nadia", by=CLAIRE)
    assert register.take_changed() == {case.ref, SCHOOL}
    assert register.take_changed() == frozenset()
    with pytest.raises(UserError):
        register.school.add_staff("Nadia", by=CLAIRE)
    register.cases.record(case, {}, by=CLAIRE)
    assert register.take_changed() == frozenset()
