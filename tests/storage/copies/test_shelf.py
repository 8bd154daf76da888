"""The copies in a folder: added, carried to another disk, thinned, and told from what is none."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pegase_desktop.domain.copies import copy_name
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.copies import shelf as shelf_module
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.manifest import manifest_beside, read_manifest, write_manifest
from pegase_desktop.storage.copies.shelf import NotTheCopy, Shelf, is_whole
from pegase_desktop.storage.ledger import Head
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock, lock_file
from pegase_desktop.storage.sqlite.output_place import FileNotSaved
from tests.domain.samples import office, registrable
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, Clock


@pytest.fixture
def shelf(register: Register, tmp_path: Path) -> Shelf:
    register.cases.receive(registrable(), by=CLAIRE)
    (identity,) = execute(register, "SELECT register FROM identity").fetchone()
    return Shelf(tmp_path / "Sauvegardes", identity)


def names(shelf: Shelf) -> list[str]:
    return [one.path.name for one in shelf.copies()]


def added(shelf: Shelf, register: Register, clock: Clock) -> str:
    return shelf.add(register.path, "registre", Making(clock())).path.name


def test_an_empty_or_missing_folder_has_none(shelf: Shelf, clock: Clock) -> None:
    assert shelf.copies() == ()
    shelf.tidy()
    assert shelf.thin(clock()) == ()


def test_the_newest_comes_first_also_of_one_minute(shelf: Shelf, register: Register, clock: Clock) -> None:
    first = added(shelf, register, clock)
    register.cases.receive(registrable(), by=CLAIRE)
    second = added(shelf, register, clock)
    clock.move(days=1)
    third = added(shelf, register, clock)
    assert second.endswith("18h00 (2).pegase-copie")
    assert names(shelf) == [third, second, first]
    if os.name == "posix":
        assert shelf.folder.stat().st_mode & 0o777 == 0o700


def test_the_last_one_is_the_first_whatever_the_clock_says(shelf: Shelf, register: Register, clock: Clock) -> None:
    """Else one made under a clock that was wrong would be taken for the last one for years."""
    right = clock()
    made = []
    for now in (right, office(1, 1, year=2099), office(1, 1, year=1970), right + timedelta(days=1)):
        clock.now = now
        made.append(added(shelf, register, clock))
        assert names(shelf) == made[::-1]


def test_the_last_one_stays_also_after_a_restore_under_a_wrong_clock(
    shelf: Shelf, register: Register, clock: Clock, tmp_path: Path
) -> None:
    """It holds less than those before it, and its name says that it is older."""
    added(shelf, register, clock)
    (copy,) = shelf.copies()
    held = replace(copy.manifest.holding, head=Head(9_000, "0" * 64))
    for number in range(1, 700):
        older = shelf.folder / copy_name("registre", clock() - timedelta(days=number))
        older.write_bytes(b"x")
        write_manifest(older, replace(copy.manifest, holding=held, size=1, number=1))
    shelf.thin(clock())
    clock.now = office(1, 1, year=1970)
    stick = Shelf(tmp_path / "clé", shelf.register)
    shutil.copytree(shelf.folder, stick.folder)
    made = added(shelf, register, clock)
    taken = stick.take(shelf.copies()[0])
    assert taken.path.name == made
    for one in (shelf, stick):
        one.thin(clock())
        assert names(one)[0] == made


def test_those_of_other_registers_and_other_files_are_left_alone(
    shelf: Shelf, register: Register, clock: Clock, tmp_path: Path
) -> None:
    other = Shelf(shelf.folder, "0" * 32)
    added(shelf, register, clock)
    (shelf.folder / "vacances.jpg").write_bytes(b"x")
    (shelf.folder / "sans date.pegase-copie").write_bytes(b"x")
    assert other.copies() == ()
    assert other.thin(clock()) == ()
    assert len(names(shelf)) == 1


def test_a_copy_is_carried_and_read_again(shelf: Shelf, register: Register, clock: Clock, tmp_path: Path) -> None:
    added(shelf, register, clock)
    (copy,) = shelf.copies()
    stick = Shelf(tmp_path / "clé", shelf.register)
    told: list[tuple[int, int]] = []
    taken = stick.take(copy, lambda done, total: told.append((done, total)))
    assert taken.path.read_bytes() == copy.path.read_bytes()
    assert stick.copies() == (taken,)
    assert is_whole(taken)
    assert told[-1] == (2 * copy.manifest.size, 2 * copy.manifest.size)
    assert stick.take(copy).path.name.endswith("(2).pegase-copie")


def test_a_disk_that_does_not_keep_what_is_put_on_it_is_told(
    shelf: Shelf, register: Register, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(shelf, register, clock)
    stick = Shelf(tmp_path / "clé", shelf.register)
    monkeypatch.setattr(shelf_module, "sha256_of", lambda path, on_bytes=None: "0" * 64)
    with pytest.raises(NotTheCopy):
        stick.take(shelf.copies()[0])
    assert list(stick.folder.iterdir()) == []


def test_a_copy_that_was_damaged_meanwhile_is_not_carried(
    shelf: Shelf, register: Register, clock: Clock, tmp_path: Path
) -> None:
    added(shelf, register, clock)
    (copy,) = shelf.copies()
    content = bytearray(copy.path.read_bytes())
    content[len(content) // 2] ^= 255
    copy.path.write_bytes(content)
    assert not is_whole(copy)
    with pytest.raises(NotTheCopy):
        Shelf(tmp_path / "clé", shelf.register).take(copy)


def test_a_place_that_is_away_is_said(shelf: Shelf, register: Register, clock: Clock, tmp_path: Path) -> None:
    added(shelf, register, clock)
    away = Shelf(tmp_path / "clé débranchée" / "Sauvegardes Pegase", shelf.register)
    assert away.copies() == ()
    with pytest.raises(FileNotSaved, match="ne peut pas être créé"):
        away.take(shelf.copies()[0])


def test_what_is_kept_no_longer_goes_with_its_manifest(shelf: Shelf, register: Register, clock: Clock) -> None:
    for _ in range(3):
        added(shelf, register, clock)
        register.cases.receive(registrable(), by=CLAIRE)
    newest = names(shelf)[0]
    assert len(shelf.thin(clock())) == 2
    assert sorted(one.name for one in shelf.folder.iterdir()) == [newest, f"{newest}.json"]


def test_a_copy_has_its_manifest_before_its_name(
    shelf: Shelf, register: Register, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that who is killed in between leaves none of which nobody ever knows what it is."""
    replace, named = Path.replace, list[tuple[str, bool]]()

    def seen(source: Path, target: Path) -> Path:
        if target.suffix == ".pegase-copie":
            named.append((target.parent.name, read_manifest(target) is None and manifest_beside(target).exists()))
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", seen)
    added(shelf, register, clock)
    Shelf(tmp_path / "clé", shelf.register).take(shelf.copies()[0])
    assert named == [("Sauvegardes", True), ("clé", True)]


@pytest.mark.parametrize("ending", [".pegase-copie", ".json"])
def test_what_cannot_be_given_its_name_leaves_nothing(
    ending: str, shelf: Shelf, register: Register, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = added(shelf, register, clock)
    stick, replace = Shelf(tmp_path / "clé", shelf.register), Path.replace

    def held(source: Path, target: Path) -> Path:
        if target.suffix == ending:
            raise PermissionError(13, "another program has it")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UserError):
        added(shelf, register, clock)
    with pytest.raises(FileNotSaved):
        stick.take(shelf.copies()[0])
    assert sorted(one.name for one in shelf.folder.iterdir()) == [kept, f"{kept}.json"]
    assert list(stick.folder.iterdir()) == []


def test_what_cannot_be_taken_away_is_not_said_to_be_gone(
    shelf: Shelf, register: Register, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "another program has it")

    for _ in range(2):
        added(shelf, register, clock)
    monkeypatch.setattr(Path, "unlink", held)
    assert shelf.thin(clock()) == ()
    assert len(names(shelf)) == 2


def test_what_a_killed_process_left_half_made_goes(shelf: Shelf, register: Register, clock: Clock) -> None:
    kept = added(shelf, register, clock)
    for left in (f".{kept}.part", f".{kept}.part-journal", f".{kept}.json.part"):
        (shelf.folder / left).write_bytes(b"x")
    alone = manifest_beside(shelf.folder / copy_name("registre", clock.move(days=1)))
    alone.write_bytes(manifest_beside(shelf.folder / kept).read_bytes())
    strangers = [".autre.part", "autre.pegase-copie.json"]
    for stranger in strangers:
        (shelf.folder / stranger).write_bytes(b"x")
    shelf.tidy(older_than=timedelta(days=1))
    assert len(list(shelf.folder.iterdir())) == 8
    shelf.tidy()
    assert sorted(one.name for one in shelf.folder.iterdir()) == sorted([*strangers, kept, f"{kept}.json"])


def test_so_does_the_lock_of_one_that_was_being_judged(shelf: Shelf, register: Register, clock: Clock) -> None:
    held, killed, crashed = (shelf.folder / added(shelf, register, clock) for _ in range(3))
    lock_file(killed).write_bytes(b"")
    lock_file(crashed).write_bytes(b"live")
    lock = InstanceLock(held)
    shelf.tidy()
    assert sorted(shelf.folder.glob("*.lock")) == sorted([lock_file(held), lock_file(crashed)])
    lock.release(closed_cleanly=True)


def test_a_copy_whose_size_is_not_that_of_its_manifest_is_none(shelf: Shelf, register: Register, clock: Clock) -> None:
    kept = shelf.folder / added(shelf, register, clock)
    kept.write_bytes(kept.read_bytes()[:-1])
    assert shelf.copies() == ()
    assert manifest_beside(kept).exists()


def test_a_copy_that_cannot_be_read_for_a_moment_stays_what_it_is(
    shelf: Shelf, register: Register, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An antivirus program holds it, or the stick is being pulled: nothing is known of what it holds."""

    def held(*_: object) -> str:
        raise PermissionError(13, "another program has it")

    kept = added(shelf, register, clock)
    with monkeypatch.context() as hold:
        hold.setattr(shelf_module, "sha256_of", held)
        assert shelf.reread_one("") is None
    assert names(shelf) == [kept]
