"""The nth read, write or sync fails while a register is copied or replaced, for every n
(with every change, for some of them): a sentence, nothing half made, and the register as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.making import Making, copy_register
from pegase_desktop.storage.copies.restoring import Prepared, prepared
from pegase_desktop.storage.file_errors import FailingDiskError, FullDiskError
from tests.amounts import tried
from tests.durability.register_workload import Office
from tests.durability.restores import NOW, REGISTER, Found, copy_in, scenes, tell
from tests.durability.rigged_vfs import Fault, Operation, rigged_disk, why_impossible

EVERY = tried(quick=17, whole=1)
KINDS = {Operation.ROOM: FullDiskError}

pytestmark = pytest.mark.skipif(why_impossible() is not None, reason=str(why_impossible()))
each_operation = pytest.mark.parametrize("operation", Operation)
once_or_for_good = pytest.mark.parametrize("for_good", [False, True])


def _moments() -> Iterator[int]:
    """The first few, and every so-and-so-many of the others; without end."""
    yield from range(1, 6)
    yield from count(6, EVERY)


def _refusal(copy: Path, register: Path) -> UserError | None:
    try:
        copy_register(register, copy, Making(NOW, whole=True))
    except UserError as refusal:
        return refusal
    return None


@once_or_for_good
@each_operation
def test_a_failing_disk_leaves_a_whole_copy_or_none(operation: Operation, for_good: bool, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "registre 2026-11-27 09h00.pegase-copie"
    copy.parent.mkdir()
    with rigged_disk() as disk:
        session = Office(tmp_path / REGISTER)
        acknowledged = [session.save(number) for number in range(12)]
        refused = 0
        for nth in _moments():
            disk.fault = fault = Fault(operation, nth, for_good)
            refusal = _refusal(copy, session.file.path)
            disk.fault = None
            if refusal is None:
                assert check_file(copy).faults == (), f"{operation} {nth}"
                break
            refused += 1
            assert fault.struck
            is_unread = for_good and operation is Operation.READ  # then nobody knows how the register is
            assert is_unread or isinstance(refusal, KINDS.get(operation, FailingDiskError)), f"{operation} {nth}"
            assert ".part" not in str(refusal)
            assert list(copy.parent.iterdir()) == [], f"{operation} {nth}"
        acknowledged.append(session.save(20))
        assert session.problems(acknowledged) == []
        session.close()
    assert refused > 3 or operation is Operation.SYNC, "the fault hardly ever struck: nothing was tested"


def _refused(found: Prepared, register: Path) -> UserError | None:
    try:
        found.take_over(register, NOW, None, tell)
    except UserError as refusal:
        return refusal
    return None


@once_or_for_good
@each_operation
def test_a_failing_disk_keeps_the_old_register_or_has_the_new_one(
    operation: Operation, for_good: bool, tmp_path: Path
) -> None:
    for scene in scenes(tmp_path):
        refused = 0
        for nth in _moments():
            folder = tmp_path / "here"
            scene.set_up(folder)
            with rigged_disk() as disk, prepared(copy_in(folder), folder / REGISTER) as ready:
                disk.fault = fault = Fault(operation, nth, for_good)
                refusal = _refused(ready, folder / REGISTER)
                disk.fault = None
            found = Found.of(scene, folder)
            shutil.rmtree(folder)
            assert (found.problems, found.is_new) == ([], refusal is None), f"{operation} {nth}"
            if refusal is None:
                break
            refused += 1
            assert fault.struck
            assert found.kept == 0
            assert isinstance(refusal, KINDS.get(operation, FailingDiskError)), f"{operation} {nth}"
            assert f"«\u00a0{REGISTER}\u00a0»" in str(refusal)
        assert refused > 3, "the fault hardly ever struck: nothing was tested"
