"""A copy takes the place of a register: judged whole before, what was there kept aside, one of both at any moment."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from pegase_desktop.domain.copies import Figures, Kinship
from pegase_desktop.domain.journal import Verb
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.holding import Holding, holding_of
from pegase_desktop.storage.copies.making import Making, copy_register
from pegase_desktop.storage.copies.restoring import UnsoundCopy, figures_at, prepared, remove_leftovers
from pegase_desktop.storage.custody import Custody
from pegase_desktop.storage.file_errors import (
    AlreadyOpenError,
    CloudPlaceError,
    DamagedFileError,
    FullDiskError,
    MissingFileError,
    MovedFileError,
    NotADatabaseError,
    WorkFileNameError,
)
from pegase_desktop.storage.sqlite import replacing
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock
from pegase_desktop.storage.sqlite.output_place import FileNotSaved
from tests.domain.samples import office, registrable
from tests.storage.behind import engine_of, execute
from tests.storage.office import CLAIRE, Clock, live_in, opened
from tests.storage.sqlite.plain_register import folder_state

FIRST = Path(__file__).parents[2] / "data" / "registers" / "version-1.pegase"
NOW = office(27, 11, 9)


def tell(custody: Custody, holding: Holding, replaced: Figures | None) -> None:
    custody.tell_restored(holding.copy, holding.figures, replaced, by=CLAIRE)


def taken_over(copy: Path, register: Path, now: datetime = NOW) -> Path | None:
    replaced = figures_at(register)
    with prepared(copy, register) as found:
        return found.take_over(register, now, replaced, tell)


def test_one_that_moved_is_not_replaced_behind_its_back(copy: Path, path: Path, clock: Clock) -> None:
    with opened(path, clock) as register:
        register.hand_over("registre.pegase-demenagement", by=CLAIRE)
        with prepared(copy, path) as found:
            told = found.compared_with(path)
    assert told is not None
    assert told.is_moved
    with pytest.raises(MovedFileError):
        figures_at(path)


@pytest.mark.parametrize("name", ["autre.pegase-copie", "autre.PEGASE-DEMENAGEMENT", "registre.pegase.lock"])
def test_no_register_gets_the_name_of_something_else(name: str, copy: Path, path: Path) -> None:
    before = folder_state(path.parent)
    with pytest.raises((FileNotSaved, WorkFileNameError)), prepared(copy, path.with_name(name)):
        pass
    assert folder_state(path.parent) == before


def test_what_became_of_the_register_is_no_entry_of_a_case(copy: Path, path: Path) -> None:
    before = figures_at(path)
    with opened(path) as register:
        register.custody.tell_rehearsed("0" * 32, NOW, 1, (), by=CLAIRE)
    assert figures_at(path) == before


@pytest.fixture
def copy(path: Path, clock: Clock, tmp_path: Path) -> Path:
    """A copy, after which one more case was received in the register, closed by now."""
    target = tmp_path / "registre 2026-11-20 18h00.pegase-copie"
    with opened(path, clock) as register:
        live_in(register, clock)
        copy_register(path, target, Making(clock()))
        register.cases.receive(registrable(), by=CLAIRE)
    return target


def test_a_copy_is_the_register_again_and_what_was_there_is_kept(copy: Path, path: Path) -> None:
    before, there = figures_at(path), copy.read_bytes()
    kept = taken_over(copy, path)
    assert kept == path.with_name("registre (avant la reprise du 2026-11-27 09h00).pegase")
    assert figures_at(kept) == before
    assert before is not None
    with opened(path) as register:
        assert check_register(register) == ()
        assert len(register.cases.references()) == before.cases - 1
        (entry,) = (one for one in register.journal.all() if one.verb is Verb.RESTORE)
        assert (entry.at, entry.actor) == (NOW, CLAIRE)
        assert entry.changes[0].new["replaced"]["complaints"] == before.cases
        assert execute(register, "SELECT copy FROM identity").fetchone() == ("",)
        assert not register.store.told_at_opening
        register.cases.receive(registrable(), by=CLAIRE)
    assert copy.read_bytes() == there
    assert sorted(one.name for one in path.parent.iterdir()) == [kept.name, path.name]


def test_where_nothing_was_there_nothing_is_kept(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "nouveau" / "registre.pegase"
    assert taken_over(copy, target) is None
    assert check_file(target).faults == ()
    assert [one.name for one in target.parent.iterdir()] == [target.name]


def test_twice_within_a_minute_both_are_kept(copy: Path, path: Path) -> None:
    kept = [taken_over(copy, path), taken_over(copy, path)]
    assert [one.name[-18:] for one in kept if one] == ["27 09h00).pegase", "09h00, 2).pegase"][:0] or len(
        set(kept)
    ) == 2


def test_a_damaged_register_is_replaced_and_kept_as_it_was(copy: Path, path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5_000)
    damaged = path.read_bytes()
    assert figures_at(path) is None
    kept = taken_over(copy, path)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert check_file(path).faults == ()


@pytest.fixture
def left_by_a_kill(copy: Path, path: Path, clock: Clock, tmp_path: Path) -> int:
    """The register is as a window that was killed left it, with one more case in its ``-wal``: how many there are."""
    with opened(path, clock) as register:
        register.cases.receive(registrable(), by=CLAIRE)
        killed = tmp_path / "tué"
        killed.mkdir()
        for name in (path.name, f"{path.name}-wal"):
            shutil.copy(path.with_name(name), killed / name)
        count = len(register.cases.references())
    for one in killed.iterdir():
        shutil.copy(one, path.with_name(one.name))
    path.with_name(f"{path.name}.lock").write_bytes(b"live")
    return count


def taken_over_unseen(copy: Path, path: Path) -> Path:
    """The same without opening what is there, which would bring its ``-wal`` in."""
    with prepared(copy, path) as found:
        kept = found.take_over(path, NOW, None, tell)
    assert kept is not None
    return kept


def test_saves_that_a_killed_window_left_beside_the_register_are_kept_with_it(
    copy: Path, path: Path, left_by_a_kill: int
) -> None:
    kept = taken_over_unseen(copy, path)
    assert not path.with_name(f"{path.name}-wal").exists()
    for file in (path, kept):
        assert check_file(file).faults == ()
    found_there = figures_at(kept)
    assert found_there is not None
    assert found_there.cases == left_by_a_kill


def test_a_journal_that_cannot_be_removed_afterwards_is_kept_already_and_goes_at_the_opening(
    copy: Path, path: Path, left_by_a_kill: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def held(file: Path, missing_ok: bool = False) -> None:
        if file.name == f"{path.name}-wal":
            raise PermissionError(13, "another program has it")
        unlink(file, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    kept = taken_over_unseen(copy, path)
    monkeypatch.undo()
    assert path.with_name(f"{path.name}-wal").exists()
    assert_restored(path, kept, left_by_a_kill)


def test_killed_right_after_the_swap_it_leaves_nothing_to_tell(
    copy: Path, path: Path, left_by_a_kill: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: InstanceLock) -> None:
        raise SystemExit

    with prepared(copy, path) as found:
        with opened(found.file) as new:
            new.store.begin_anew()
        monkeypatch.setattr(InstanceLock, "mark_ended", killed)
        monkeypatch.setattr(InstanceLock, "release", lambda lock, **_: os.close(lock._descriptor))
        with pytest.raises(SystemExit):
            replacing.replace_register(path, found.file, lambda number: f"registre (avant {number}).pegase")
    monkeypatch.undo()
    assert_restored(path, path.with_name("registre (avant 1).pegase"), left_by_a_kill)


def assert_restored(path: Path, kept: Path, count: int) -> None:
    """The copy is the register, of which nothing need be said; and what stood there, with *count* cases, is kept."""
    with opened(path) as register:
        assert not register.store.told_at_opening
        assert check_register(register) == ()
        assert len(register.cases.references()) == count - 2
    assert [one.name for one in path.parent.glob("*côté*")] == []
    found_there = figures_at(kept)
    assert found_there is not None
    assert found_there.cases == count


def test_a_window_that_has_it_open_keeps_it(copy: Path, path: Path) -> None:
    with opened(path) as register:
        before = register.journal.head()
        with pytest.raises(AlreadyOpenError):
            taken_over(copy, path)
        with prepared(copy, path) as found, pytest.raises(AlreadyOpenError):
            found.take_over(path, NOW, None, tell)
        assert register.journal.head() == before


def test_a_damaged_copy_is_never_put_in_its_place(copy: Path, path: Path) -> None:
    before, content = folder_state(path.parent), copy.read_bytes()
    pages = len(content) // 4096
    refused = 0
    for page in range(1, pages, pages // 25):
        broken = bytearray(content)
        broken[page * 4096 : page * 4096 + 200] = os.urandom(200)
        copy.write_bytes(broken)
        with suppress(UnsoundCopy, DamagedFileError), prepared(copy, path):
            refused -= 1
        refused += 1
        assert folder_state(path.parent) == before
    assert refused >= 20, f"{refused} of {pages}"


def test_a_changed_fact_is_told_with_its_copy(copy: Path, path: Path) -> None:
    with opened(copy) as register:
        execute(register, "UPDATE complaint SET subject = 'Autre chose' WHERE id = 1")
    with pytest.raises(UnsoundCopy, match="ne peut pas être reprise") as refusal, prepared(copy, path):
        pass
    assert any("Objet" in one for one in refusal.value.faults)


@pytest.mark.parametrize(
    ("content", "error"), [(None, MissingFileError), (b"Bonjour, voici une photo." * 9, NotADatabaseError)]
)
def test_what_is_no_copy_is_refused(content: bytes | None, error: type, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre.pegase-copie"
    if content:
        other.write_bytes(content)
    with pytest.raises(error), prepared(other, path):
        pass
    assert list(path.parent.iterdir()) == []


def test_nor_is_it_put_where_no_register_may_lie(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(CloudPlaceError), prepared(copy, tmp_path / "OneDrive" / "registre.pegase"):
        pass
    assert not (tmp_path / "OneDrive").exists()


def test_a_copy_of_a_former_format_is_brought_over(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "vieux.pegase"
    shutil.copy(FIRST, old)
    content = old.read_bytes()
    assert taken_over(old, path) is None
    assert old.read_bytes() == content
    assert check_file(path).faults == ()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_it_can_be_given_up_at_any_moment(copy: Path, path: Path) -> None:
    before = folder_state(path.parent)
    shares: list[int] = []
    with prepared(copy, path, on_share=shares.append):
        pass
    assert shares == sorted(shares)
    for kept in range(len(shares)):
        left = iter(range(kept))

        def give_up(_: int, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), prepared(copy, path, on_share=give_up):
            pass
        assert folder_state(path.parent) == before


def test_what_a_killed_restore_left_goes(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / ".pegase-reprise-abc").mkdir()
    (path.parent / ".pegase-reprise-abc" / "x.pegase").write_bytes(b"x")
    (path.parent / ".registre (avant la reprise du 2026-11-27 09h00).pegase.part").write_bytes(b"x")
    (path.parent / "à moi").mkdir()
    remove_leftovers(path.parent)
    assert [one.name for one in path.parent.iterdir()] == ["à moi"]


@pytest.mark.parametrize(("step", "times"), [("_copy", 0), ("_copy", 1), ("move_into_place", 2)])
def test_a_failure_at_any_step_leaves_the_old_one_and_nothing_else(
    step: str, times: int, copy: Path, path: Path, left_by_a_kill: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, left, done = folder_state(path.parent), iter(range(times)), getattr(replacing, step)

    def fail(*given: Path) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        done(*given)

    with prepared(copy, path) as found:
        monkeypatch.setattr(replacing, step, fail)
        with pytest.raises(FullDiskError) as refusal:
            found.take_over(path, NOW, None, tell)
        assert refusal.value.path == path
    assert folder_state(path.parent) == before
    assert figures_at(path) is not None


def test_before_it_one_reads_how_both_stand_to_each_other(copy: Path, path: Path, clock: Clock) -> None:
    with prepared(copy, path) as found:
        with opened(path, clock) as register:
            ahead = found.compared_with(path)
            last = register.cases.references()[-1]
        assert ahead is not None
        assert (ahead.kinship, ahead.only_here, ahead.only_there) == (Kinship.AHEAD, (last,), ())
        assert ahead.here.cases == ahead.there.cases + 1
        with opened(found.file, clock) as other:
            other.cases.receive(registrable(), by=CLAIRE)
        with opened(path, clock):
            parted = found.compared_with(path)
        assert parted is not None
        assert (parted.kinship, parted.only_here, parted.only_there) == (Kinship.PARTED, (last,), (last,))
        assert parted.parted_at is not None


def test_the_same_another_and_an_unreadable_register_are_told_apart(copy: Path, path: Path, tmp_path: Path) -> None:
    with prepared(copy, path) as found:
        same = tmp_path / "même.pegase"
        shutil.copy(copy, same)
        with opened(same):
            kin = found.compared_with(same)
        with opened(tmp_path / "autre.pegase"):
            stranger = found.compared_with(tmp_path / "autre.pegase")
        unreadable = found.compared_with(tmp_path / "rien.pegase")
    assert kin is not None
    assert stranger is not None
    assert (kin.kinship, stranger.kinship, unreadable) == (Kinship.SAME, Kinship.STRANGER, None)


def test_what_became_of_the_file_makes_none_go_further(copy: Path, path: Path, clock: Clock) -> None:
    taken_over(copy, path)
    with prepared(copy, path) as found, opened(path, clock) as register:
        compared = found.compared_with(path)
        assert holding_of(engine_of(register)).head.count == found.holding.head.count + 1
    assert compared is not None
    assert compared.kinship is Kinship.SAME
