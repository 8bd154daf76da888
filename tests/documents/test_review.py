"""The weekly review on paper, compared with its text; two pages for an ordinary week, and no name with discretion."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pegase_desktop.documents.review import review_file_name, review_pdf
from pegase_desktop.domain.bars import Bars, bars
from pegase_desktop.domain.held_review import HeldReview
from pegase_desktop.domain.pictures import UNSAID, Box, Ink, Words, causes_picture, services_picture, weeks_picture
from pegase_desktop.domain.review import Review, Watch, review
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import CauseFamily
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.register import Register
from tests.documents.conftest import NOW, Compare, Read
from tests.domain.samples import cases, office
from tests.domain.test_held_review import WHOLE
from tests.domain.test_review import came, told

CASES = Path(__file__).parents[1] / "data" / "cases.json"
W47 = Week(2026, 47)
NONE = bars([], [], W47, 12)


def printed(found: Review, counts: Bars = NONE, held: tuple[HeldReview, ...] = (), **more: Any) -> bytes:
    return review_pdf(found, counts, held, Settings(), printed_at=NOW, **more)


def test_the_review_of_the_cases(tmp_path: Path, compare_with_golden: Compare) -> None:
    with Register.open(tmp_path / "registre.pegase", clock=lambda: NOW) as register:
        register.take_in(read_open_file(CASES, NOW), by="Claire Martin")
        found, counts = register.reviewing.of(W47, NOW), register.reviewing.bars(W47)
    whole, discreet = printed(found, counts), printed(found, counts, discreet=True)
    compare_with_golden("weekly_review", whole, discreet)


def test_fifteen_open_cases_need_two_pages(read: Read) -> None:
    actions = tuple(
        Action(id=number, what="Rappeler la personne et lui proposer une autre date", who="Marc Olivier", due=due)
        for number, due in enumerate((date(2026, 11, 18), date(2026, 11, 21)), 1)
    )
    rows = [
        came(2 + number, reference=f"R-2026-{number:04}", subject="Leçon annulée la veille au soir, sans être prévenue",
             actions=actions if number % 3 == 0 else (), to_meeting=number % 2 == 0)
        for number in range(1, 16)
    ]  # fmt: skip
    found = told(rows)
    assert found.balance.open_after == 15
    assert len(read(printed(found))) <= 2


def test_the_fictional_register_with_eleven_open_cases_needs_two_pages(tmp_path: Path, read: Read) -> None:
    with Register.open(tmp_path / "registre.pegase", clock=lambda: NOW) as register:
        register.take_in(read_open_file(CASES, NOW), by="Claire Martin")
        found, counts = register.reviewing.of(W47, NOW), register.reviewing.bars(W47)
    assert found.balance.open_after == 11
    assert len(read(printed(found, counts))) == 2
    assert len(read(printed(found, counts, discreet=True))) == 2


def test_with_discretion_no_name_of_the_register_is_on_paper(read: Read) -> None:
    found = told(list(cases()))
    names = {name for one in cases() for name in (one.complainant_name, one.owner, one.student) if name}
    words = {word for name in names for word in re.findall(r"\w{4,}", name)}
    whole = " ".join(read(printed(found, held=(replace(WHOLE, reference="RH-2026-01"),))))
    masked = " ".join(read(printed(found, held=(replace(WHOLE, reference="RH-2026-01"),), discreet=True)))
    assert sum(word in whole for word in words) > 10
    assert [word for word in words if word in masked] == []


def test_what_was_noted_stands_below_or_room_to_note_it(read: Read) -> None:
    by_hand = read(printed(told([])))[-1]
    assert "Revue faite le" in by_hand
    assert "Présents" in by_hand
    noted = read(printed(told([]), held=(replace(WHOLE, reference="RH-2026-01", nothing_to_report=True),)))[-1]
    for words in (
        "RH-2026-01 : revue faite le 20/11/2026, par Sophie Renaud",
        "Rien à signaler.",
        "Mme Roux",
        "12 questionnaires relus, 1 réclamation trouvée",
        "À rappeler lundi",
        "Deux élèves à rappeler",
    ):
        assert words in noted.replace("\u00a0", " ")  # fmt: skip


def test_a_quiet_week_says_what_is_open(read: Read) -> None:
    (page,) = read(printed(told([], week=Week(2026, 30))))
    assert "Rien n’a été reçu cette semaine." in page
    assert "0 ouverte au début + 0 reçue" in page.replace("\u00a0", " ")


@pytest.mark.parametrize("words", ["<b>gras</b> & <img src=x>", "x" * 400, "שלום " * 30, "a\nb\tc"])
def test_typed_words_are_never_read_as_markup(words: str, read: Read) -> None:
    hostile = came(10, complainant_name=words, subject=words, owner=words, service=words)
    found = review([hostile], [], W47, NOW, Watch(lambda _: False))
    counts = bars([(office(16, 11), words, None)], [], W47, 12)
    pages = read(printed(found, counts, (replace(WHOLE, reference="RH-2026-01", guests=words, note=words),)))
    assert "<b>gras</b>" in " ".join(pages) or not words.startswith("<b>")


def test_the_file_says_the_week() -> None:
    assert review_file_name(W47) == "Revue_2026-W47.pdf"


# The pictures


def test_a_picture_says_as_a_table_all_that_it_shows() -> None:
    received = [(office(16, 11), "Planning", CauseFamily.EXTERNAL), (office(17, 11), "", None)]
    counts = bars(received, [office(17, 11)], W47, 3)
    weeks = weeks_picture(counts, 300, 100, line=10)
    assert weeks.rows[-1] == ("Semaine 47, du 16 au 22 novembre 2026", "2", "1")
    assert "Semaine 47, du 16 au 22 novembre 2026 : reçues 2, clôturées 1" in weeks.said
    assert services_picture(counts, 100, 100, line=10).rows == (("Planning", "1"), (UNSAID, "1"))
    assert causes_picture(counts, 100, 100, line=10).rows == (("Externe", "1"), ("À déterminer", "1"))


def test_marks_lie_within_the_picture_and_do_not_tell_by_colour_alone() -> None:
    received = [(office(16, 11) - timedelta(days=day), f"Service {day % 9}", None) for day in range(80)]
    counts = bars(received, [office(16, 11)] * 7, W47, 12)
    for make in (weeks_picture, services_picture, causes_picture):
        picture = make(counts, 300, 80, line=9)
        for mark in picture.marks:
            if isinstance(mark, Box):
                assert mark.x >= 0
                assert mark.y >= 0
                assert mark.x + mark.width <= 300.01
                assert mark.y + mark.height <= 80
            if isinstance(mark, Words):
                assert 0 < mark.y <= 80
    inks = {mark.ink for mark in weeks_picture(counts, 300, 80, line=9).marks if isinstance(mark, Box)}
    assert inks == {Ink.FULL, Ink.HATCHED}


def test_the_weeks_say_which_bar_is_which_by_the_same_ink() -> None:
    marks = weeks_picture(NONE, 300, 100, line=10).marks
    shown = {words.text: box.ink for box, words in pairwise(marks) if isinstance(box, Box) and isinstance(words, Words)}
    assert (shown["Reçues"], shown["Clôturées"]) == (Ink.FULL, Ink.HATCHED)


def test_what_does_not_fit_is_counted_together_and_what_is_not_said_stands_last() -> None:
    received = [(office(16, 11), name, None) for name in ("A", "A", "B", "C", "D", "E", "F", "")]
    picture = services_picture(bars(received, [], W47, 12), 100, 52, line=10)
    shown = [mark.text for mark in picture.marks if isinstance(mark, Words)]
    assert shown == ["A", "2", "Autres", "5", UNSAID, "1"]
    assert len(picture.rows) == 7
