"""A copy of an open register: made beside its work, opened again, checked and counted, or not there at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.holding import holding_of
from pegase_desktop.storage.copies.making import Making, UnsoundRegister, check_target, copy_register
from pegase_desktop.storage.copies.manifest import manifest_beside, read_manifest, sha256_of
from pegase_desktop.storage.copies.shelf import altered
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.output_place import FileNotSaved
from tests.domain.samples import registrable
from tests.storage.behind import engine_of, execute
from tests.storage.office import CLAIRE, Clock, live_in

SAVES = 1_000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "Sauvegardes"
    folder.mkdir()
    return folder / "registre 2026-11-20 18h00.pegase-copie"


@pytest.fixture
def lived(register: Register, clock: Clock) -> Register:
    live_in(register, clock)
    return register


@pytest.mark.parametrize("whole", [False, True])
def test_a_copy_is_counted_and_told_of(lived: Register, clock: Clock, target: Path, *, whole: bool) -> None:
    made = copy_register(lived.path, target, Making(clock(), whole=whole))
    assert sorted(one.name for one in target.parent.iterdir()) == [target.name, f"{target.name}.json"]
    assert read_manifest(target) == made
    held = holding_of(engine_of(lived))
    assert made.holding.figures.cases == len(lived.cases.references()) == held.figures.cases
    assert made.holding.head == lived.journal.head()
    assert made.holding.state == held.state
    assert made.sha256 == sha256_of(target)
    assert made.verified_whole is whole
    judged = check_file(target)
    assert (judged.faults, judged.head) == ((), made.holding.head)


def test_a_saved_draft_makes_another_state_and_nothing_else_does(lived: Register, clock: Clock, target: Path) -> None:
    before = holding_of(engine_of(lived)).state
    copy_register(lived.path, target, Making(clock()))
    assert holding_of(engine_of(lived)).state == before
    lived.typed_settings.keep("school", {"Nom": "P"})
    assert holding_of(engine_of(lived)).state != before


def test_it_says_how_far_it_is_and_can_be_given_up(lived: Register, clock: Clock, target: Path) -> None:
    shares: list[int] = []
    copy_register(lived.path, target, Making(clock(), whole=True, on_share=shares.append))
    assert shares == sorted(shares)
    assert len(shares) > 3
    for kept in range(len(shares)):
        left = iter(range(kept))

        def give_up(_: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt

        other = target.with_name(f"autre {kept}.pegase-copie")
        with pytest.raises(KeyboardInterrupt):
            copy_register(lived.path, other, Making(clock(), whole=True, on_share=give_up))
        assert sorted(one.name for one in target.parent.iterdir()) == [target.name, f"{target.name}.json"]


def test_a_copy_made_while_a_thousand_saves_go_on_is_of_one_state(lived: Register, clock: Clock, target: Path) -> None:
    ended, problems, made = threading.Event(), list[BaseException](), list[int]()

    def copy_on() -> None:
        number = 0
        try:
            while not ended.is_set() or not number:
                number += 1
                copy = target.with_name(f"{number}.pegase-copie")
                found = copy_register(lived.path, copy, Making(clock(), whole=number % 10 == 0))
                made.append(found.holding.head.count)
                assert read_manifest(copy) == found
                copy.unlink()
        except BaseException as problem:  # noqa: BLE001  told in the thread of the test
            problems.append(problem)

    thread = threading.Thread(target=copy_on)
    thread.start()
    first = lived.cases.receive(registrable(), by=CLAIRE)
    for number in range(SAVES - 1):
        first = lived.cases.record(first, {"subject": f"Objet {number}"}, by=CLAIRE, reason="essai")
        if number % 100 == 99:
            lived.store.checkpoint()
    ended.set()
    thread.join()
    assert problems == []
    assert len(made) >= 3
    assert made == sorted(made)


@pytest.mark.parametrize("damage", ["UPDATE complaint SET subject = 'autre'", "UPDATE journal SET actor = 'X'"])
def test_a_register_that_is_not_what_was_recorded_gets_none(
    damage: str, lived: Register, clock: Clock, target: Path
) -> None:
    execute(lived, "DROP TRIGGER IF EXISTS journal_is_never_changed")
    execute(lived, damage)
    with pytest.raises(UnsoundRegister) as refusal:
        copy_register(lived.path, target, Making(clock(), whole=True))
    assert refusal.value.faults
    assert list(target.parent.iterdir()) == []


def test_of_a_closed_or_missing_register_no_copy_is_made(path: Path, clock: Clock, target: Path) -> None:
    with pytest.raises(UserError):
        copy_register(path, target, Making(clock()))
    assert list(target.parent.iterdir()) == []


def test_a_copy_that_lost_its_manifest_or_a_byte_is_known(lived: Register, clock: Clock, target: Path) -> None:
    copy_register(lived.path, target, Making(clock()))
    assert altered(target) == ""
    content = bytearray(target.read_bytes())
    content[-1] ^= 1
    target.write_bytes(content)
    assert "modifié ou abîmé" in altered(target)
    target.write_bytes(content[:-1])
    assert read_manifest(target) is None
    assert "modifié ou abîmé" in altered(target)
    manifest_beside(target).unlink()
    assert altered(target) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2}, {"size": -1}, {"size": True}, {"size": "12"}, {"journal": []}, {"sha256": "x" * 64},
        {"register": None}, {"made_at": "hier"}, {"made_at": 3}, {"complaints": None}, {"last_entry_at": {"a": 1}},
        {"made_at": "9999-12-31T23:59:59Z"}, {"last_entry_at": "0001-01-01T00:00:00Z"}, {"number": -1},
    ],
    ids=str,
)  # fmt: skip
def test_a_manifest_that_is_none_is_not_believed(
    change: dict[str, object], lived: Register, clock: Clock, target: Path
) -> None:
    copy_register(lived.path, target, Making(clock()))
    beside = manifest_beside(target)
    beside.write_text(json.dumps(json.loads(beside.read_text("utf-8")) | change), "utf-8")
    assert read_manifest(target) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 19_000, b"1" * 30_000, b"null"])
def test_nor_anything_else_there(content: bytes, lived: Register, clock: Clock, target: Path) -> None:
    copy_register(lived.path, target, Making(clock()))
    manifest_beside(target).write_bytes(content)
    assert read_manifest(target) is None


@pytest.mark.parametrize("ending", [".pegase-copie", ".json"])
def test_an_older_copy_gives_way_to_a_whole_one_only(
    ending: str, lived: Register, clock: Clock, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_register(lived.path, target, Making(clock()))
    before, replace = target.read_bytes(), Path.replace

    def held(source: Path, place: Path) -> Path:
        if place.suffix == ending:
            raise PermissionError(13, "another program has it")
        return replace(source, place)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UserError):
        copy_register(lived.path, target, Making(clock()))
    assert (target.read_bytes() == before) is (ending == ".pegase-copie")
    assert altered(target) == ""
    assert check_file(target).faults == ()
    assert list(target.parent.iterdir()) == [target]


def test_only_an_older_copy_of_the_same_register_gives_way(lived: Register, clock: Clock, target: Path) -> None:
    mine = holding_of(engine_of(lived)).register
    check_target(target, mine)
    copy_register(lived.path, target, Making(clock()))
    check_target(target, mine)
    for other in ("0" * 32, ""):
        with pytest.raises(FileNotSaved, match="déjà pris"):
            check_target(target, other)
    target.unlink()
    with pytest.raises(FileNotSaved, match="déjà pris"):
        check_target(target, mine)
