"""The minutes of a quality meeting on paper, compared with their text; hostile words are words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.documents.minutes import minutes_file_name, minutes_pdf
from pegase_desktop.domain.meeting import Meeting, Pattern, Point
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.words import CauseFamily
from tests.documents.conftest import NOW, Compare, Read
from tests.domain.test_improvement import WHOLE as IMPROVEMENT
from tests.domain.test_meeting import ADDED, SIGNED

DECISION = replace(IMPROVEMENT, id=3, reference="A-2026-03")
HELD = replace(
    SIGNED,
    reference="RQ-2026-01",
    guests="Mme Roux, du cabinet",
    note="Marc propose d’écrire l’absence lui-même.",
    addenda=(ADDED,),
    points=(
        replace(
            SIGNED.points[0], cases="R-2026-0014, R-2026-0021", pattern=Pattern.REPEATED,
            why_2="Personne n’a le planning", cause_family=CauseFamily.ORGANISATION, no_decision="",
            decisions="A-2026-03",
        ),
        Point(subject="Accueil", no_decision="Trop tôt pour le dire"),
        Point(subject="Véhicules", taken_off="Réglé avec le garage"),
    ),
)  # fmt: skip


def printed(meeting: Meeting) -> bytes:
    return minutes_pdf(meeting, [DECISION], Settings(), printed_at=NOW)


def test_the_minutes_of_a_meeting(compare_with_golden: Compare) -> None:
    prepared = replace(HELD, signed_off_on=None, signed_off_by="", addenda=())
    compare_with_golden("minutes", printed(HELD), printed(prepared))
    assert minutes_file_name(HELD) == "Compte_rendu_RQ-2026-01.pdf"
    assert printed(HELD) == printed(HELD)


def test_an_empty_one_says_that_it_is_a_draft(read: Read) -> None:
    [page] = read(minutes_pdf(Meeting(reference="RQ-2026-02"), (), Settings(), printed_at=NOW))
    assert "Projet, compte rendu non arrêté" in page


@pytest.mark.parametrize("words", ["<b>gras</b> & <para>", "W" * 400, "شكوى 12", "a\nb\n\nc", "👍🏽", "{{x}} %s"])
def test_whatever_was_typed_is_printed(words: str, read: Read) -> None:
    point = Point(subject=words, why_here=words, cases=words, said=words, no_decision=words)
    meeting = replace(HELD, place=words, guests=words, note=words, points=(point, replace(point, taken_off=words)))
    pages = read(minutes_pdf(meeting, [replace(DECISION, what=words)], Settings(), printed_at=NOW))
    assert pages
    if words.startswith("<b>"):
        assert "<b>gras</b> & <para>" in "\n".join(pages)


def test_a_long_meeting_goes_on_over_pages(read: Read) -> None:
    many = tuple(replace(HELD.points[0], subject=f"Sujet {number}", said="Les mots. " * 200) for number in range(12))
    pages = read(printed(replace(HELD, points=many, next_on=date(2027, 1, 15))))
    assert len(pages) > 3
    assert "Sujet 11" in "\n".join(pages)
