"""The register is opened: the one wanted, or what the person chooses in its place."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.domain.copies import FOLDER, MOVING_ENDING
from pegase_desktop.domain.journal import Verb
from pegase_desktop.storage.copies.holding import held_by
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.moving import packing
from pegase_desktop.storage.copies.shelf import Copy, Shelf
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.shell.opening import Opening
from tests.domain.samples import registrable
from tests.storage.office import Clock
from tests.ui.scripted_questions import ScriptedQuestions

BY = "Claire Martin"


@pytest.fixture
def default(tmp_path: Path) -> Path:
    return tmp_path / "data" / "registre.pegase"


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "preferences.json")


@pytest.fixture
def opening(default: Path, preferences: Preferences, questions: ScriptedQuestions) -> Opening:
    return Opening(default, preferences, questions)


@pytest.fixture
def copy(default: Path, clock: Clock) -> Copy:
    """One of the default register, which holds one more case by now and is closed."""
    with Register.open(default, clock=clock) as register:
        register.cases.receive(registrable(), by=BY)
        shelf = Shelf(default.parent / FOLDER, held_by(register).register)
        made = shelf.add(default, "registre", Making(clock()))
        register.cases.receive(registrable(), by=BY)
    return made


def count(register: Register | None) -> int:
    assert register is not None
    with register:
        return len(register.cases.references())


def test_the_first_opening_makes_the_register(opening: Opening, default: Path) -> None:
    register = opening.opened(None)
    assert register is not None
    assert register.path == default
    register.close()


def test_a_refused_file_leads_to_another_which_is_remembered(
    opening: Opening, preferences: Preferences, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    broken, good = tmp_path / "abîmé.pegase", tmp_path / "bon.pegase"
    broken.write_bytes(b"this is no database at all" * 100)
    questions.choices, questions.opened = [1], [good]
    register = opening.opened(broken)
    assert register is not None
    assert register.path == good
    register.close()
    assert "n’est pas un registre" in questions.asked[0]
    assert preferences.path is not None
    assert Preferences.load(preferences.path).register == str(good)
    assert broken.read_bytes() == b"this is no database at all" * 100


def test_after_a_crash_the_window_does_not_wait_for_the_whole_file_to_be_checked(
    opening: Opening, default: Path
) -> None:
    Register.open(default).close()
    default.with_name("registre.pegase.lock").write_bytes(b"live")
    with closing(sqlite.connect(default)) as reading:
        (damage,) = reading.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'complaint'").fetchone()
    with default.open("r+b") as file:
        file.seek((damage - 1) * 4096)
        file.write(b"\xff" * 4096)
    register = opening.opened(None)
    assert register is not None
    assert register.store.ended_uncleanly
    register.close()


def test_none_is_made_unasked_where_a_register_was_known(
    opening: Opening, questions: ScriptedQuestions, default: Path, tmp_path: Path
) -> None:
    for path in (default, tmp_path / "autre.pegase"):
        opened = opening.opened(path)
        assert opened is not None
        opened.close()
        path.unlink()
        questions.choices = [None]
        assert opening.opened(path) is None
        assert "est introuvable" in questions.asked[-1]
        assert not path.exists()


def test_one_is_begun_where_it_was_when_the_person_wants_it(
    opening: Opening, preferences: Preferences, questions: ScriptedQuestions, default: Path
) -> None:
    preferences.note_register(default)
    questions.choices = [2]
    assert count(opening.opened(None)) == 0


def test_a_register_open_in_another_window_is_refused(
    opening: Opening, questions: ScriptedQuestions, default: Path
) -> None:
    questions.choices = [None]
    with Register.open(default):
        assert opening.opened(None) is None
    assert "déjà ouvert" in questions.asked[0]


@pytest.mark.parametrize("damage", ["torn", "gone", "empty", "scrambled"])
def test_a_register_that_cannot_be_opened_is_put_back_from_a_copy(
    damage: str, opening: Opening, preferences: Preferences, questions: ScriptedQuestions, default: Path, copy: Copy
) -> None:
    preferences.note_register(default)
    content = default.read_bytes()
    match damage:
        case "torn":
            default.write_bytes(content[: len(content) // 2])
        case "gone":
            default.unlink()
        case "empty":
            default.write_bytes(b"")
        case _:
            default.write_bytes(content[:100] + b"\xff" * 4000 + content[4100:])
    left = default.read_bytes() if default.exists() else None
    questions.choices, questions.confirmations = [0, 0], [True]
    assert count(opening.opened(None)) == 1
    kept = [*default.parent.glob("* (avant la reprise du *).pegase")]
    assert [one.read_bytes() for one in kept] == ([left] if left is not None else [])
    assert len(questions.said) == len(kept)
    with Register.open(default) as register:
        assert register.journal.all()[-1].verb is Verb.RESTORE


def test_who_gives_up_is_asked_again_and_nothing_changed(
    opening: Opening, questions: ScriptedQuestions, default: Path, copy: Copy
) -> None:
    default.write_bytes(b"x" * 5_000)
    questions.choices, questions.confirmations = [0, 0, 0, None, None], [False]
    assert opening.opened(None) is None
    assert default.read_bytes() == b"x" * 5_000
    assert [one.name for one in default.parent.iterdir() if one.name.startswith(".")] == []


def test_a_damaged_copy_is_told_and_another_may_be_chosen(
    opening: Opening, questions: ScriptedQuestions, default: Path, copy: Copy
) -> None:
    whole = copy.path.read_bytes()
    copy.path.write_bytes(whole[:50_000] + b"\xff" * 8_192 + whole[58_192:])
    default.write_bytes(b"x" * 5_000)
    questions.choices = [0, 0, None]
    assert opening.opened(None) is None
    assert len(questions.said) == 1
    assert default.read_bytes() == b"x" * 5_000


def test_a_copy_that_is_opened_takes_the_place_of_the_register_once_that_is_wanted(
    opening: Opening, questions: ScriptedQuestions, default: Path, copy: Copy
) -> None:
    questions.confirmations = [False]
    assert count(opening.opened(copy.path)) == 2  # who keeps what is there works with it
    questions.confirmations = [True]
    assert count(opening.opened(copy.path)) == 1
    assert "1\u00a0réclamation de moins" in questions.asked[-1]
    assert "R-2026-0002" in questions.asked[-1]
    assert len(copy.path.read_bytes()) == copy.manifest.size


def test_a_copy_is_not_put_under_a_window(
    opening: Opening, questions: ScriptedQuestions, copy: Copy, default: Path
) -> None:
    with Register.open(default):
        assert opening.opened(copy.path) is None
    assert "Réglages, Sauvegardes" in questions.said[0]


@pytest.fixture
def moving_file(tmp_path: Path, clock: Clock) -> Path:
    """From another computer, with two cases and preferences."""
    there, target = tmp_path / "ailleurs" / "registre.pegase", tmp_path / f"registre{MOVING_ENDING}"
    with Register.open(there, clock=clock) as register:
        for _ in range(2):
            register.cases.receive(registrable(), by=BY)
        along = Preferences(text_scale=130, register="C:\\ailleurs", actor=BY).to_take_along()
        with packing(there, target, along, Making(clock())):
            pass
    return target


def test_a_register_arrives_on_a_new_computer(
    opening: Opening, preferences: Preferences, questions: ScriptedQuestions, default: Path, moving_file: Path
) -> None:
    questions.confirmations = [True]
    assert count(opening.opened(moving_file)) == 2
    assert (preferences.text_scale, preferences.actor) == (130, "")  # who signs is asked there
    assert preferences.register == ""
    assert sorted(one.name for one in default.parent.iterdir()) == [default.name]
    with Register.open(default) as register:
        assert register.journal.all()[-1].verb is Verb.ARRIVE


def test_it_does_not_take_the_place_of_another_register_in_silence(
    opening: Opening, questions: ScriptedQuestions, default: Path, copy: Copy, moving_file: Path
) -> None:
    questions.confirmations = [True]
    assert count(opening.opened(moving_file)) == 2
    assert "c’est un autre registre" in questions.asked[-1]
    (kept,) = default.parent.glob("* (avant la reprise du *).pegase")
    with Register.open(kept) as register:
        assert len(register.cases.references()) == 2


@pytest.mark.parametrize(("place", "volume", "is_kept"), [("data", "", 0), ("data", "usb-1", 0), ("clé", "usb-1", 1)])
def test_a_second_place_is_judged_anew_on_a_new_computer(
    place: str,
    volume: str,
    is_kept: int,
    opening: Opening,
    preferences: Preferences,
    questions: ScriptedQuestions,
    default: Path,
    clock: Clock,
) -> None:
    there, target = default.parents[1] / "ailleurs" / "registre.pegase", default.parents[1] / f"r{MOVING_ENDING}"
    default.parent.mkdir()
    folder = str(default.parents[1] / place)  # that of the register; or one that is away, and may come
    along = Preferences(copies_folder=folder, copies_volume=volume).to_take_along()
    with Register.open(there, clock=clock), packing(there, target, along, Making(clock())):
        pass
    questions.confirmations = [True]
    assert count(opening.opened(target)) == 0
    assert preferences.copies_folder == (folder if is_kept else "")


def test_who_installs_nothing_on_a_new_computer_finds_none_begun(
    opening: Opening, questions: ScriptedQuestions, default: Path, moving_file: Path
) -> None:
    questions.confirmations = [False]
    assert opening.opened(moving_file) is None
    assert not default.exists()


def test_one_that_comes_home_to_where_it_moved_from_says_what_that_means(
    opening: Opening, questions: ScriptedQuestions, default: Path, tmp_path: Path, moving_file: Path, clock: Clock
) -> None:
    there = tmp_path / "ailleurs" / "registre.pegase"
    default.parent.mkdir()
    shutil.copy(there, default)
    with Register.open(default, clock=clock) as register:
        register.hand_over(moving_file.name, by=BY)
    questions.confirmations = [False, False]
    for path in (moving_file, there):
        found = opening.opened(moving_file)
        assert found is not None
        found.close()
        if path is moving_file:  # what is there already: as if one had never left
            assert "qui ne pourront plus être réunis" in questions.asked[-1]
            with Register.open(there, clock=clock) as register:
                register.cases.receive(registrable(), by=BY)
                moving_file.unlink()
                with packing(there, moving_file, {}, Making(clock())):
                    pass
        else:  # what comes from there, with all that was noted
            assert "qui ne pourront plus être réunis" not in questions.asked[-1]


@pytest.mark.parametrize("damage", ["cut", "flipped", "other", "empty"])
def test_one_that_did_not_arrive_whole_is_refused(
    damage: str, opening: Opening, questions: ScriptedQuestions, default: Path, moving_file: Path
) -> None:
    content = bytearray(moving_file.read_bytes())
    match damage:
        case "cut":
            content = content[: len(content) // 2]
        case "flipped":
            content[len(content) // 2] ^= 1
        case "other":
            content = bytearray(b"PK\x03\x04" + b"x" * 1_000)
        case _:
            content = bytearray()
    moving_file.write_bytes(content)
    assert opening.opened(moving_file) is None
    assert "n’est pas un fichier de déménagement entier" in questions.said[0]
    assert not default.exists()


def test_a_register_moved_here_from_one_that_went_on_is_named(
    opening: Opening, questions: ScriptedQuestions, default: Path, tmp_path: Path, moving_file: Path, clock: Clock
) -> None:
    there = tmp_path / "ailleurs" / "registre.pegase"
    default.parent.mkdir()
    shutil.copy(there, default)
    for path in (there, default):
        with Register.open(path, clock=clock) as register:
            register.cases.receive(registrable(), by=BY)
    with Register.open(there, clock=clock) as register:
        moving_file.unlink()
        with packing(there, moving_file, {}, Making(clock())):
            pass
    questions.confirmations = [False]
    assert count(opening.opened(moving_file)) == 3
    assert "chacun contient ce que l’autre n’a pas" in questions.asked[-1]
    assert questions.asked[-1].count("R-2026-0003") == 2
