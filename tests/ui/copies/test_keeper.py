"""Copies are made by themselves: once a day, at the end, and carried to a place that comes and goes."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.copies import Freshness, freshness
from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.words import status
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.tokens import Tone
from tests.domain.samples import registrable
from tests.storage.behind import execute
from tests.storage.office import Clock
from tests.ui.scripted_questions import ScriptedQuestions

BY = "Claire Martin"


def looked(keeper: CopyKeeper, qtbot: QtBot) -> int:
    """How many copies there are here once it has looked, and made what was due."""
    keeper.look()
    qtbot.waitUntil(lambda: not keeper.is_working)
    return len(keeper.here.copies())


def words(keeper: CopyKeeper, clock: Clock) -> tuple[str, Tone]:
    said = status(keeper.standing, clock())
    return said.words.replace("\u00a0", " "), said.tone


def test_the_first_is_made_at_once_and_one_each_day_on_which_something_was_saved(
    keeper: CopyKeeper, session: Session, clock: Clock, qtbot: QtBot
) -> None:
    assert words(keeper, clock) == ("Sauvegarde : jamais, sur ce PC seulement", Tone.DANGER)
    keeper.begin()
    assert words(keeper, clock) == ("Première sauvegarde dans un instant", Tone.TEXT2)
    qtbot.waitUntil(lambda: not keeper.is_working)
    assert looked(keeper, qtbot) == 1
    session.register.cases.receive(registrable(), by=BY)
    clock.move(minutes=1)
    assert looked(keeper, qtbot) == 1  # one of today is there
    clock.move(days=1)
    assert looked(keeper, qtbot) == 2
    clock.move(days=1)
    assert looked(keeper, qtbot) == 2  # nothing was saved since
    assert words(keeper, clock)[1] is Tone.TEXT2


def test_nobody_who_types_is_disturbed(keeper: CopyKeeper, session: Session, clock: Clock, qtbot: QtBot) -> None:
    session.register.cases.receive(registrable(), by=BY)
    assert looked(keeper, qtbot) == 0
    clock.move(seconds=30)
    assert looked(keeper, qtbot) == 1


def test_at_the_end_what_was_saved_since_is_copied(
    keeper: CopyKeeper, session: Session, clock: Clock, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    looked(keeper, qtbot)
    clock.move(minutes=5)
    keeper.copy_at_end()
    assert questions.attended == []
    session.register.cases.receive(registrable(), by=BY)
    keeper.copy_at_end()
    assert questions.attended == ["Sauvegarde"]
    (newest, *_) = keeper.here.copies()
    assert newest.manifest.holding.figures.cases == len(session.register.cases.references())


def test_who_does_not_wait_loses_nothing(keeper: CopyKeeper, session: Session, questions: ScriptedQuestions) -> None:
    session.register.cases.receive(registrable(), by=BY)
    questions.given_up = [True]
    keeper.copy_at_end()
    assert keeper.here.copies() == ()


def test_the_age_that_counts_is_that_of_the_second_place(
    keeper: CopyKeeper, session: Session, clock: Clock, stick: Path, qtbot: QtBot, preferences: Preferences
) -> None:
    keeper.choose_second_place(stick)
    looked(keeper, qtbot)
    assert words(keeper, clock) == ("Sauvegarde : aujourd’hui 18:00", Tone.SUCCESS)
    shutil.move(stick, stick.with_name("tiroir"))
    ages = ((1, "hier 18:00", Tone.SUCCESS), (7, "il y a 8 j", Tone.WARNING), (6, "il y a 14 j", Tone.DANGER))
    for days, said, tone in ages:
        session.register.cases.receive(registrable(), by=BY)
        clock.move(days=days)
        looked(keeper, qtbot)
        assert words(keeper, clock) == (f"Sauvegarde : {said}", tone)
    assert keeper.standing.away
    assert "branchez la clé" in status(keeper.standing, clock()).more
    again = CopyKeeper(session, Preferences.load(preferences.path) if preferences.path else preferences)
    assert words(again, clock)[0] == "Sauvegarde : il y a 14 j"
    shutil.move(stick.with_name("tiroir"), stick)
    looked(keeper, qtbot)
    assert words(keeper, clock) == ("Sauvegarde : aujourd’hui 18:00", Tone.SUCCESS)


def test_a_second_place_that_was_emptied_is_filled_again(
    keeper: CopyKeeper, clock: Clock, stick: Path, qtbot: QtBot
) -> None:
    keeper.choose_second_place(stick)
    looked(keeper, qtbot)
    shutil.rmtree(stick / "Sauvegardes Pegase")
    with qtbot.waitSignal(keeper.changed):
        keeper.survey()
    assert words(keeper, clock) == ("Sauvegarde : pas encore dans la seconde place", Tone.DANGER)
    looked(keeper, qtbot)
    assert len(list((stick / "Sauvegardes Pegase").glob("*.pegase-copie"))) == 1
    assert words(keeper, clock) == ("Sauvegarde : aujourd’hui 18:00", Tone.SUCCESS)


def test_what_lies_there_is_looked_at_again_by_itself(
    keeper: CopyKeeper, clock: Clock, stick: Path, qtbot: QtBot
) -> None:
    keeper.choose_second_place(stick)
    looked(keeper, qtbot)
    shutil.rmtree(stick / "Sauvegardes Pegase")
    clock.move(hours=2)
    with qtbot.waitSignal(keeper.changed, check_params_cb=lambda: not keeper.copies[1]):
        keeper.look()
    looked(keeper, qtbot)
    assert keeper.copies[1]


def test_a_clock_that_was_wrong_once_does_not_make_copies_for_ever(
    keeper: CopyKeeper, session: Session, clock: Clock, stick: Path, qtbot: QtBot
) -> None:
    keeper.choose_second_place(stick)
    for days in (4_000, -4_000):
        clock.move(days=days)
        session.register.cases.receive(registrable(), by=BY)
        clock.move(minutes=1)
        made = looked(keeper, qtbot)
        for _ in range(3):
            assert "horloge" not in status(keeper.standing, clock()).more
            clock.move(minutes=1)
            assert looked(keeper, qtbot) == made


def test_a_copy_of_the_future_says_that_it_is_the_clock(keeper: CopyKeeper, clock: Clock, qtbot: QtBot) -> None:
    clock.move(days=400)
    looked(keeper, qtbot)
    clock.move(days=-400)
    said = status(keeper.standing, clock())
    assert "horloge" in said.more
    assert said.tone is Tone.DANGER


def test_the_second_place_can_be_given_up(keeper: CopyKeeper, clock: Clock, stick: Path, qtbot: QtBot) -> None:
    keeper.choose_second_place(stick)
    looked(keeper, qtbot)
    keeper.give_up_second_place()
    assert words(keeper, clock)[0] == "Sauvegarde : aujourd’hui 18:00, sur ce PC seulement"
    assert keeper.copies[1] == ()
    assert list((stick / "Sauvegardes Pegase").glob("*.pegase-copie"))


def test_a_second_place_that_is_full_is_told_and_tried_again_later(
    keeper: CopyKeeper, clock: Clock, stick: Path, qtbot: QtBot
) -> None:
    keeper.choose_second_place(stick)
    (stick / "Sauvegardes Pegase").write_bytes(b"in the way")
    looked(keeper, qtbot)
    assert "Un fichier nommé" in status(keeper.standing, clock()).more
    (stick / "Sauvegardes Pegase").unlink()
    looked(keeper, qtbot)
    assert keeper.standing.trouble
    clock.move(hours=2)
    looked(keeper, qtbot)
    assert not keeper.standing.trouble
    assert list((stick / "Sauvegardes Pegase").glob("*.pegase-copie"))


def test_an_unsound_register_is_told_once_and_its_copies_stay(
    keeper: CopyKeeper, session: Session, clock: Clock, qtbot: QtBot
) -> None:
    looked(keeper, qtbot)
    execute(session.register, "UPDATE complaint SET subject = 'Autre'")
    session.register.cases.receive(registrable(), by=BY)
    told: list[str] = []
    keeper.unsound.connect(told.append)
    for _ in range(3):
        clock.move(days=8)
        assert looked(keeper, qtbot) == 1
    assert len(told) == 1
    assert words(keeper, clock) == ("Sauvegarde impossible : registre à vérifier", Tone.DANGER)


def test_a_copy_asked_for_is_whole_and_made_anyway(
    keeper: CopyKeeper, session: Session, clock: Clock, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    looked(keeper, qtbot)
    clock.move(days=1)
    assert keeper.copy_now()
    assert [one.manifest.verified_whole for one in keeper.here.copies()] == [True, True]
    execute(session.register, "UPDATE complaint SET subject = 'Autre'")
    assert not keeper.copy_now()
    assert "Aucune sauvegarde n’a été faite" in questions.said[0]
    questions.given_up = [True]
    assert not keeper.copy_now()


def test_no_copy_is_made_of_a_register_that_has_moved(
    keeper: CopyKeeper, session: Session, clock: Clock, qtbot: QtBot, questions: ScriptedQuestions
) -> None:
    session.register.hand_over("x.pegase-demenagement", by=BY)
    clock.move(days=1)
    keeper.begin()
    keeper.copy_at_end()
    assert keeper.here.copies() == ()


def test_a_second_place_is_proposed_until_there_is_one_or_it_is_put_off(
    keeper: CopyKeeper, clock: Clock, stick: Path
) -> None:
    wanted = [keeper.wants_second_place]
    keeper.put_off()
    wanted.append(keeper.wants_second_place)
    clock.move(days=31)
    wanted.append(keeper.wants_second_place)
    keeper.choose_second_place(stick)
    wanted.append(keeper.wants_second_place)
    assert wanted == [True, False, True, False]


@pytest.mark.parametrize("kept", ["", "x", "abc hier", " 2026-11-20T17:00:00Z"])
def test_a_note_of_the_last_one_that_is_none_means_never(kept: str, session: Session, stick: Path) -> None:
    preferences = Preferences(copies_folder=str(stick))
    keeper = CopyKeeper(session, preferences)
    preferences.copied[keeper.here.register] = kept
    at = keeper.standing.last_at
    assert at is None or freshness(at, at + timedelta(hours=1)) is Freshness.FINE
