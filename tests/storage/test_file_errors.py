"""Every fault of the store is of one of five kinds, and has its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pegase_desktop.storage import file_errors
from pegase_desktop.storage.file_errors import Fault, RegisterFileError

FAULTS = [
    one
    for one in vars(file_errors).values()
    if isinstance(one, type) and issubclass(one, RegisterFileError) and one is not RegisterFileError
]


@pytest.mark.parametrize("error", FAULTS, ids=lambda one: one.__name__)
def test_a_fault_has_its_kind_and_a_sentence_about_the_file(error: type[RegisterFileError]) -> None:
    assert isinstance(error.fault, Fault)
    said = str(error(Path("dossier") / "registre.pegase"))
    assert said.endswith((".", "?"))
    assert "registre.pegase" in said or "dossier" in said


def test_there_is_a_fault_of_every_kind() -> None:
    assert {one.fault for one in FAULTS} == set(Fault)
