"""One file takes a register to another computer, whole or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pegase_desktop.domain.copies import MOVING_ENDING
from pegase_desktop.domain.journal import Verb
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.holding import held_by
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.moving import NoMovingFile, is_moving_file, packing, unpacked
from pegase_desktop.storage.file_errors import MovedFileError
from pegase_desktop.storage.register import Register
from tests.domain.samples import registrable
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, Clock, opened


@pytest.fixture
def lived(register: Register) -> Register:
    register.cases.receive(registrable(), by=CLAIRE)
    return register


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / f"registre{MOVING_ENDING}"


def pack(register: Register, clock: Clock, target: Path, preferences: dict[str, object] | None = None) -> None:
    with packing(register.path, target, preferences or {}, Making(clock())):
        pass


def test_what_goes_in_comes_out(lived: Register, clock: Clock, target: Path) -> None:
    pack(lived, clock, target, {"text_scale": 130})
    assert is_moving_file(target)
    with unpacked(target) as found:
        assert found.preferences == {"text_scale": 130}
        assert found.manifest.holding.state == held_by(lived).state
        assert found.manifest.verified_whole
        assert check_file(found.copy).faults == ()
    assert not found.copy.exists()


def test_what_fails_within_leaves_no_file(lived: Register, clock: Clock, target: Path) -> None:
    with pytest.raises(ZeroDivisionError), packing(lived.path, target, {}, Making(clock())):
        raise ZeroDivisionError
    assert list(target.parent.glob("*demenagement*")) == []
    assert list(target.parent.glob(".*part")) == []


def test_a_flipped_byte_anywhere_is_seen(lived: Register, clock: Clock, target: Path) -> None:
    pack(lived, clock, target)
    content = target.read_bytes()
    seen = 0
    places = range(0, len(content), len(content) // 60)
    for place in places:
        flipped = bytearray(content)
        flipped[place] ^= 0xFF
        target.write_bytes(flipped)
        try:
            with unpacked(target) as found:
                assert check_file(found.copy).faults == ()  # in what says nothing: a date, a flag of the container
        except NoMovingFile:
            seen += 1
    assert seen >= len(places) - 3


@pytest.mark.parametrize("missing", ["registre.pegase-copie", "registre.pegase-copie.json", "preferences.json"])
def test_one_without_a_part_is_none(missing: str, lived: Register, clock: Clock, target: Path) -> None:
    pack(lived, clock, target)
    other = target.with_name(f"autre{MOVING_ENDING}")
    with zipfile.ZipFile(target) as whole, zipfile.ZipFile(other, "w") as less:
        for one in whole.namelist():
            if one != missing:
                less.writestr(one, whole.read(one))
    with pytest.raises(NoMovingFile), unpacked(other):
        pass


def test_a_part_that_is_huge_or_strange_is_refused(lived: Register, clock: Clock, target: Path) -> None:
    pack(lived, clock, target)
    for name, content in (
        ("preferences.json", b" " * 2_000_000),
        ("preferences.json", b"[1]"),
        ("registre.pegase-copie", b"\0" * 9_000_000),
        ("registre.pegase-copie.json", b"{}"),
        ("../x", b"y"),
    ):
        other = target.with_name(f"autre{MOVING_ENDING}")
        with zipfile.ZipFile(target) as whole, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as more:
            for one in whole.namelist():
                more.writestr(one, content if one == name else whole.read(one))
            if name not in whole.namelist():
                more.writestr(name, content)
        if name == "../x":
            with unpacked(other) as found:
                assert [one.name for one in found.copy.parent.iterdir()] == ["registre.pegase-copie"]
            assert not (target.parent / "x").exists()
        else:
            with pytest.raises(NoMovingFile), unpacked(other):
                pass


def test_a_register_handed_over_is_read_and_not_written_until_it_is_taken_back(
    lived: Register, clock: Clock, path: Path
) -> None:
    lived.hand_over("registre.pegase-demenagement", by=CLAIRE)
    moved = lived.custody.moved
    assert moved is not None
    assert (moved.file, moved.by) == ("registre.pegase-demenagement", CLAIRE)
    with pytest.raises(MovedFileError, match="a déménagé"):
        lived.cases.receive(registrable(), by=CLAIRE)
    with pytest.raises(MovedFileError):
        lived.typed_settings.keep("school", {"Nom": "P"})
    assert len(lived.cases.references()) == 1
    assert check_register(lived) == ()
    lived.close()
    with opened(path, clock) as register:
        assert register.store.barred is not None
        register.take_back(by=CLAIRE)
        register.cases.receive(registrable(), by=CLAIRE)
        assert register.custody.moved is None
        assert [one.verb for one in register.journal.all()[-3:]] == [Verb.MOVE, Verb.RETURN, Verb.RECEIVE]
    with opened(path, clock) as register:
        assert register.store.barred is None


def test_the_record_of_trials_is_in_the_journal(lived: Register, clock: Clock) -> None:
    at = clock()
    lived.custody.tell_rehearsed("ab" * 16, at, 1, (), by=CLAIRE)
    clock.move(days=30)
    lived.custody.tell_rehearsed("cd" * 16, at, 1, ("Un document gardé dans le registre est abîmé.",), by=CLAIRE)
    last, first = lived.custody.rehearsals()
    assert (first.at, first.by, first.cases, first.faults) == (at, CLAIRE, 1, ())
    assert last.faults
    assert check_register(lived) == ()
    (number,) = execute(lived, "SELECT max(number) FROM journal").fetchone()
    with lived.store.transaction():
        lived.journal.erase([number], clock(), CLAIRE, "essai")
    assert lived.custody.rehearsals() == (first,)
