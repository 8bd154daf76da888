"""The nth read, write or sync fails, once or for good, for every n
(with every change, for the first ones and some of the others): a sentence, and nothing old is lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.file_errors import FailingDiskError, FullDiskError
from tests.amounts import tried
from tests.durability.register_workload import Office
from tests.durability.rigged_vfs import Fault, Operation, RiggedDisk, rigged_disk, why_impossible
from tests.durability.workloads import integrity_problems

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = range(0, 1_600_000, tried(quick=80_000, whole=4_096))  # bytes
TIMES = (*range(1, 20), *range(20, 1000, tried(quick=7, whole=1)))

pytestmark = pytest.mark.skipif(why_impossible() is not None, reason=str(why_impossible()))


def _work_while_it_fails(path: Path, disk: RiggedDisk) -> list[str]:
    """Save, rest and close as the office would, a sentence being the only thing that may go wrong."""
    try:
        session = Office(path)
    except UserError:
        return []
    acknowledged = []
    for number in range(10, 14):  # one of each kind
        try:
            acknowledged.append(session.save(number))
            if number == 11:
                session.file.checkpoint()
        except UserError:
            pass
    disk.fault = None
    acknowledged.append(session.save(20))  # the retry works, on the same connection
    assert session.problems(acknowledged) == []
    session.close()
    return acknowledged


@pytest.mark.parametrize(
    ("operation", "for_good"),
    [
        (Operation.READ, False),
        (Operation.READ, True),
        (Operation.WRITE, False),
        (Operation.WRITE, True),
        (Operation.SYNC, False),
        (Operation.SYNC, True),
        (Operation.ROOM, True),  # a full disk stays full until somebody makes room
    ],
)
def test_a_failing_disk_costs_nothing_old(operation: Operation, for_good: bool, tmp_path: Path) -> None:
    original = tmp_path / "original.pegase"
    session = Office(original)
    before = [session.save(number) for number in range(4)]
    session.close()
    struck = 0
    for nth in TIMES:
        path = tmp_path / f"{nth}.pegase"
        shutil.copy(original, path)
        with rigged_disk() as disk:
            disk.fault = fault = Fault(operation, nth, for_good)
            acknowledged = before + _work_while_it_fails(path, disk)
        session = Office(path)
        assert integrity_problems(session.file) + session.problems(acknowledged) == [], f"{operation} {nth}"
        session.close()
        if not fault.struck:
            break
        struck += 1
    assert struck > 2, "the fault never struck: nothing was tested"


def _refusal_at_the_first_start(path: Path) -> UserError | None:
    try:
        Office(path).close()
    except UserError as refusal:
        return refusal
    return None


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        (Operation.ROOM, FullDiskError),
        (Operation.SYNC, FailingDiskError),
        (Operation.READ, FailingDiskError),
    ],
)
def test_a_first_start_makes_a_whole_register_or_none(
    operation: Operation, kind: type[UserError], tmp_path: Path
) -> None:
    refused = 0
    for nth in TIMES:
        path = tmp_path / str(nth) / "registre.pegase"
        with rigged_disk() as disk:
            disk.fault = fault = Fault(operation, nth, for_good=True)
            refusal = _refusal_at_the_first_start(path)
        if refusal is not None:
            refused += 1
            assert isinstance(refusal, kind), f"{operation} {nth}"
            assert "«\u00a0registre.pegase\u00a0»" in str(refusal)
            assert list(path.parent.iterdir()) == []  # so that a later start is a first one again
            continue
        session = Office(path)
        acknowledged = [session.save(number) for number in range(2)]
        assert integrity_problems(session.file) + session.problems(acknowledged) == [], f"{operation} {nth}"
        session.close()
        if not fault.struck:
            break
    assert refused > 5, "the fault hardly ever struck: nothing was tested"


def test_a_first_start_at_each_fill_level_makes_a_whole_register_or_none(tmp_path: Path) -> None:
    """And what was refused for want of room works once there is some."""
    refused = 0
    for room in LEVELS:
        path = tmp_path / str(room) / "registre.pegase"
        with rigged_disk() as disk:
            disk.room = room
            refusal = _refusal_at_the_first_start(path)
            is_full = disk.was_full
        assert (refusal is None) or (is_full and isinstance(refusal, FullDiskError)), room
        if refusal is not None:
            refused += 1
            assert list(path.parent.iterdir()) == [], room
        session = Office(path)
        acknowledged = [session.save(number) for number in range(2)]
        assert integrity_problems(session.file) + session.problems(acknowledged) == [], room
        session.close()
    assert 3 < refused < len(LEVELS) - 3, "every level on one side: nothing was tested"


def test_what_is_saved_while_a_disk_fills_up_is_kept_and_the_rest_refused(tmp_path: Path) -> None:
    path = tmp_path / "registre.pegase"
    with rigged_disk() as disk:
        session = Office(path)
        disk.room = 300_000
        acknowledged = []
        for number in range(200):
            try:
                acknowledged.append(session.save(number))
            except FullDiskError:
                break
        assert disk.was_full
        disk.room = None
        acknowledged.append(session.save(200))
        assert session.problems(acknowledged) == []
        session.close()
    session = Office(path)
    assert integrity_problems(session.file) + session.problems(acknowledged) == []
    session.close()
