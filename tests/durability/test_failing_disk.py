"""The nth read, write or sync fails, once or for good, for every n: a sentence, and nothing old is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.errors import UserError
from tests.durability.rigged_vfs import Fault, Operation, RiggedDisk, rigged_disk, why_impossible
from tests.durability.workloads import WORKLOADS, Session, integrity_problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(why_impossible() is not None, reason=str(why_impossible()))


def _work_while_it_fails(open_session: Callable[[Path], Session], path: Path, disk: RiggedDisk) -> list[str]:
    """Save, rest and close as the office would, a sentence being the only thing that may go wrong."""
    try:
        session = open_session(path)
    except UserError:
        return []
    acknowledged = []
    for number in range(10, 15):
        try:
            acknowledged.append(session.save(number))
            session.file.checkpoint()
        except UserError:
            pass
    disk.fault = None
    acknowledged.append(session.save(20))  # the retry works, on the same connection
    assert session.problems(acknowledged) == []
    session.close()
    return acknowledged


@pytest.mark.parametrize("workload", WORKLOADS)
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("operation", Operation)
def test_a_failing_disk_costs_nothing_old(workload: str, operation: Operation, for_good: bool, tmp_path: Path) -> None:
    open_session = WORKLOADS[workload]
    struck = 0
    for nth in range(1, 1000):
        path = tmp_path / str(nth) / "registre.pegase"
        session = open_session(path)
        before = [session.save(number) for number in range(3)]
        session.close()
        with rigged_disk() as disk:
            disk.fault = fault = Fault(operation, nth, for_good)
            acknowledged = before + _work_while_it_fails(open_session, path, disk)
        session = open_session(path)
        assert integrity_problems(session.file) + session.problems(acknowledged) == [], f"{operation} {nth}"
        session.close()
        if not fault.struck:
            break
        struck += 1
    assert struck > 2, "the fault never struck: nothing was tested"
