"""One round: a copy if anything was saved, carried to a place that comes and goes, and never of an unsound register."""

from __future__ import annotations

from pathlib import Path

import pytest

from pegase_desktop.domain.copies import FOLDER, FOLDER_ELSEWHERE
from pegase_desktop.storage.copies.holding import held_by
from pegase_desktop.storage.copies.making import UnsoundRegister
from pegase_desktop.storage.copies.rounds import Round, folder_at
from pegase_desktop.storage.copies.shelf import Shelf
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.output_place import FileNotSaved
from tests.domain.samples import registrable
from tests.storage.behind import execute, flip
from tests.storage.office import CLAIRE, Clock


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "clé"


@pytest.fixture
def lived(register: Register) -> Register:
    register.cases.receive(registrable(), by=CLAIRE)
    return register


def a_round(register: Register, clock: Clock, stick: Path | None) -> Round:
    here = Shelf(register.path.parent / FOLDER, held_by(register).register)
    find = (lambda: stick if stick.is_dir() else None) if stick else None
    return Round(register.path, register.path.stem, here, find, clock())


def test_a_copy_is_made_once_for_each_state(lived: Register, clock: Clock) -> None:
    first = a_round(lived, clock, None).go()
    again = a_round(lived, clock, None).go()
    assert (first.new, again.new, again.here) == (True, False, first.here)
    clock.move(days=1)
    lived.typed_settings.keep("school", {"Nom": "P"})
    assert a_round(lived, clock, None).go().new
    assert a_round(lived, clock, None).go(anyway=True).new


def test_every_fact_is_compared_once_a_week(lived: Register, clock: Clock) -> None:
    whole = []
    for _ in range(15):
        lived.cases.receive(registrable(), by=CLAIRE)
        made = a_round(lived, clock, None).go()
        whole.append(made.here[0].manifest.verified_whole)
        clock.move(days=1)
    assert [day for day, one in enumerate(whole) if one] == [0, 7, 14]


def test_a_clock_that_jumped_makes_the_check_whole_once_and_takes_nothing_away(lived: Register, clock: Clock) -> None:
    whole = []
    for days in (0, 4_000, -3_999, 1, 5, 1):
        clock.move(days=days)
        lived.cases.receive(registrable(), by=CLAIRE)
        made = a_round(lived, clock, None).go()
        whole.append(made.here[0].manifest.verified_whole)
    assert whole == [True, True, False, False, True, False]
    assert len(a_round(lived, clock, None).here.copies()) == 6


def test_it_is_carried_when_the_place_is_there(lived: Register, clock: Clock, stick: Path) -> None:
    away = a_round(lived, clock, stick).go()
    assert (away.new, away.away, away.elsewhere) == (True, True, None)
    stick.mkdir()
    there = a_round(lived, clock, stick).go()
    assert (there.new, there.away) == (False, False)
    assert there.elsewhere
    assert there.elsewhere[0].path.parent == stick / FOLDER_ELSEWHERE == folder_at(folder_at(stick))
    assert a_round(lived, clock, stick).go() == there


def test_one_that_vanished_from_there_is_carried_again(lived: Register, clock: Clock, stick: Path) -> None:
    stick.mkdir()
    there = a_round(lived, clock, stick).go().elsewhere
    assert there
    there[0].path.unlink()
    assert a_round(lived, clock, stick).go().elsewhere == there
    assert there[0].path.exists()


def test_one_that_is_no_longer_what_it_was_counts_no_more(lived: Register, clock: Clock, stick: Path) -> None:
    stick.mkdir()
    first = a_round(lived, clock, stick).go()
    assert first.elsewhere
    flip(first.elsewhere[0].path)
    clock.move(days=1)
    lived.cases.receive(registrable(), by=CLAIRE)
    second = a_round(lived, clock, stick).go()
    assert "n’est plus ce qu’elle était" in second.lost
    assert second.elsewhere is not None
    assert [one.manifest.holding.copy for one in second.elsewhere] == [second.here[0].manifest.holding.copy]
    assert [one.name for one in folder_at(stick).glob("*(abîmée)*")] == [
        "registre 2026-11-20 18h00 (abîmée).pegase-copie"
    ]
    assert (second.here[1:], second.refusal) == (first.here, None)


def test_one_here_that_cannot_be_carried_any_more_is_made_anew(lived: Register, clock: Clock, stick: Path) -> None:
    flip(a_round(lived, clock, None).go().here[0].path)
    stick.mkdir()
    refused = a_round(lived, clock, stick).go()
    assert isinstance(refused.refusal, FileNotSaved)
    assert (refused.here, refused.elsewhere) == ((), ())
    again = a_round(lived, clock, stick).go()
    assert (len(again.here), len(again.elsewhere or ()), again.refusal) == (1, 1, None)


def test_where_none_can_be_kept_here_it_is_made_in_the_second_place(lived: Register, clock: Clock, stick: Path) -> None:
    here = a_round(lived, clock, stick).here.folder
    here.write_bytes(b"a file, not a folder")
    with pytest.raises(FileNotSaved, match="Un fichier nommé «\u00a0Sauvegardes\u00a0»"):
        a_round(lived, clock, None).go()
    stick.mkdir()
    for days in (0, 1):
        clock.move(days=days)
        outcome = a_round(lived, clock, stick).go()
        assert isinstance(outcome.refusal, FileNotSaved)
        assert (len(outcome.here), len(outcome.elsewhere or ())) == (0, 1)
    lived.cases.receive(registrable(), by=CLAIRE)
    assert len(a_round(lived, clock, stick).go().elsewhere or ()) == 2
    (stick / FOLDER_ELSEWHERE).rename(stick / "tiroir")
    (stick / FOLDER_ELSEWHERE).write_bytes(b"a file, not a folder")
    assert "Sauvegardes Pegase" in str(a_round(lived, clock, stick).go().refusal)


def test_a_place_that_takes_nothing_is_told_and_the_copy_here_stands(
    lived: Register, clock: Clock, stick: Path
) -> None:
    stick.mkdir()
    (stick / FOLDER_ELSEWHERE).write_bytes(b"a file, not a folder")
    outcome = a_round(lived, clock, stick).go()
    assert isinstance(outcome.refusal, FileNotSaved)
    assert (outcome.new, len(outcome.here), outcome.elsewhere) == (True, 1, ())


def test_of_an_unsound_register_nothing_is_made_and_nothing_taken_away(
    lived: Register, clock: Clock, stick: Path
) -> None:
    stick.mkdir()
    good = a_round(lived, clock, stick).go()
    execute(lived, "UPDATE complaint SET subject = 'Autre'")
    lived.typed_settings.keep("school", {"Nom": "P"})
    clock.move(days=8)
    with pytest.raises(UnsoundRegister, match="Les sauvegardes d’avant sont intactes"):
        a_round(lived, clock, stick).go()
    assert a_round(lived, clock, stick).here.copies() == good.here
    assert [one.name for one in folder_at(stick).glob("*.pegase-copie")] == [good.here[0].path.name]
