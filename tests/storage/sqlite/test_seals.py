"""Seals begin with the schema: also where the process was killed before it made the first ones."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from pegase_desktop.storage.check import check_register
from tests.storage.behind import execute
from tests.storage.office import opened

FORMER = Path(__file__).parents[2] / "data" / "registers" / "version-1.pegase"


class Killed(BaseException):
    pass


def killed(*_: object) -> NoReturn:
    raise Killed


@pytest.mark.parametrize("is_new", [True, False], ids=["made", "brought over"])
def test_a_register_whose_seals_were_not_made_yet_is_accused_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_new: bool
) -> None:
    path = tmp_path / "registre.pegase"
    if not is_new:
        shutil.copy(FORMER, path)
    with monkeypatch.context() as dying:
        dying.setattr("pegase_desktop.storage.sqlite.engine.begin_seals", killed)
        dying.setattr("pegase_desktop.storage.sqlite.backup.remove_database", str)  # who is killed removes nothing
        with pytest.raises(Killed):
            opened(path)
    with opened(path) as register:
        assert check_register(register) == ()
        execute(register, "DELETE FROM seal WHERE name = 'draft'")
        assert check_register(register) != ()
    with opened(path) as register:  # once begun, they are missed
        assert check_register(register) != ()
