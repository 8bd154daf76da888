"""Invented people: names, addresses, and telephone numbers of the ranges reserved for fiction."""

from __future__ import annotations

from random import Random
from typing import Any

from pegase_desktop.demo.vocabulary import Situation, Vocabulary
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.words import PREFERRED_MEDIA, Quality, Title

_MINOR_SHARE, _COMPANY_SHARE, _ANONYMOUS_SHARE = 0.14, 0.03, 0.02


def complainant(chance: Random, words: Vocabulary, situation: Situation) -> dict[str, Any]:
    """The facts of the page « Réclamant »."""
    lot = chance.random()
    training = chance.choice(words.two_wheels if situation.two_wheels else words.trainings)
    facts: dict[str, Any] = {"training": training, "self_introduced": chance.random() < 0.95}
    title, first, last = _name(chance, words)
    if lot < _ANONYMOUS_SHARE:
        return facts | {"anonymous": True}
    facts |= _ways(chance, words, first, last) | {"complainant_title": title, "complainant_name": f"{first} {last}"}
    if lot < _ANONYMOUS_SHARE + _MINOR_SHARE:
        _, child, _ = _name(chance, words)
        return facts | {"complainant_quality": Quality.LEGAL_REPRESENTATIVE, "student": f"{child} {last}"}
    if lot < _ANONYMOUS_SHARE + _MINOR_SHARE + _COMPANY_SHARE:
        _, employee, other = _name(chance, words)
        company = chance.choice(words.companies)
        return facts | {
            "complainant_quality": Quality.COMPANY,
            "complainant_function": f"{company}, responsable de la formation",
            "student": f"{employee} {other}",
        }
    return facts | {"complainant_quality": Quality.STUDENT, "student": f"{first} {last}"}


def _name(chance: Random, words: Vocabulary) -> tuple[Title, str, str]:
    is_woman = chance.random() < 0.52
    first = chance.choice(words.women if is_woman else words.men)
    return Title.MRS if is_woman else Title.MR, first, chance.choice(words.surnames)


def _ways(chance: Random, words: Vocabulary, first: str, last: str) -> dict[str, Any]:
    box = fold(f"{first}.{last}").replace(" ", "").replace("'", "")
    start = "06 39 98" if chance.random() < 0.85 else "01 99 00"
    return {
        "phone": f"{start} {chance.randrange(100):02} {chance.randrange(100):02}",
        "email": f"{box}@exemple.fr",
        "address": f"{chance.randrange(1, 140)} {chance.choice(words.streets)}\n{chance.choice(words.towns)}",
        "preferred_medium": chance.choice(PREFERRED_MEDIA),
    }
