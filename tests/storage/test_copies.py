"""A copy of a register knows whose copy it is, and that it is one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from tests.domain.samples import registrable
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, opened

FIRST = Path(__file__).parents[1] / "data" / "registers" / "version-1.pegase"


def identity(register: Register) -> tuple[str, str]:
    """The ids of a register and of the copy that it is; the second is empty in the register itself."""
    (found,) = execute(register, "SELECT register, copy FROM identity").fetchall()
    return found[0], found[1]


def copied(register: Register, target: Path) -> tuple[str, str]:
    """What a copy says that it is, and that it is sound."""
    register.store.snapshot(target)
    with opened(target) as copy:
        assert check_register(copy) == ()
        return identity(copy)


def test_a_copy_has_an_id_of_its_own_beside_that_of_its_register(register: Register, tmp_path: Path) -> None:
    mine = identity(register)
    assert mine[1] == ""
    own, copy = copied(register, tmp_path / "a.pegase")
    assert own == mine[0]
    assert re.fullmatch("[0-9a-f]{32}", copy)
    assert identity(register) == mine


def test_copies_of_one_state_are_the_same_and_of_another_are_not(register: Register, tmp_path: Path) -> None:
    names = [tmp_path / f"{number}.pegase" for number in range(3)]
    for name in names[:2]:
        register.store.snapshot(name)
    assert names[0].read_bytes() == names[1].read_bytes()
    register.cases.receive(registrable(), by=CLAIRE)
    assert copied(register, names[2]) != copied_as(names[0])


def copied_as(copy: Path) -> tuple[str, str]:
    with opened(copy) as register:
        return identity(register)


def test_a_copy_of_a_copy_is_another_one(register: Register, tmp_path: Path) -> None:
    first = copied(register, tmp_path / "a.pegase")
    with opened(tmp_path / "a.pegase") as copy:
        second = copied(copy, tmp_path / "b.pegase")
        assert identity(copy) == first
    assert second[0] == first[0]
    assert second[1] not in ("", first[1])


@pytest.mark.parametrize("damage", ["register = ''", "copy = 'x'"])
def test_an_identity_that_is_none_is_a_fault(damage: str, register: Register) -> None:
    execute(register, f"UPDATE identity SET {damage}")
    assert "Le registre a perdu son identité." in check_register(register)


def test_the_copy_before_a_migration_is_of_a_format_without_ids(tmp_path: Path) -> None:
    path = tmp_path / "registre.pegase"
    shutil.copy(FIRST, path)
    with opened(path) as register:
        assert identity(register)[1] == ""
    assert len([*tmp_path.glob("*avant mise à jour*")]) == 1
