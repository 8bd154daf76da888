"""Texts of people: cleaned once, folded the same way everywhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.text import clean, clean_line, fold, initials, search_words, shortened

anything = st.text(st.characters(codec=None) | st.sampled_from("\r\n\t\x0b\x85\u2028\u202e\ufeff\u0301éœß’'ﬁ²"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bonjour \n", "Bonjour"),
        ("un\r\ndeux\rtrois\u2028quatre\x85cinq\x0csix", "un\ndeux\ntrois\nquatre\ncinq\nsix"),
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("Ele\u0301onore", "Eléonore"),
        ("exe.fdp\u202e\u200b\ufeff\u2066", "exe.fdp"),
        ("שלום \u200fעולם", "שלום עולם"),
        ("👩\u200d🏫 ok", "👩\u200d🏫 ok"),  # the joiner makes one teacher of two signs
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("<b>&amp;</b> '; DROP TABLE", "<b>&amp;</b> '; DROP TABLE"),  # data, never markup
        ("colonne\tcolonne", "colonne\tcolonne"),
    ],
)
def test_what_is_kept_of_a_text(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_line_has_no_line_end() -> None:
    assert clean_line(" un\n\n deux\ttrois \r\n") == "un  deux trois"


@given(anything)
def test_a_clean_text_stays_as_it_is(typed: str) -> None:
    for cleaned in (clean(typed), clean_line(typed)):
        assert clean(cleaned) == cleaned
        assert unicodedata.is_normalized("NFC", cleaned)
        assert cleaned.encode().decode() == cleaned
        assert all(one in "\n\t" or unicodedata.category(one) != "Cc" for one in cleaned)
    assert not {"\n", "\t"} & set(clean_line(typed))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élodie GARNIER", "elodie garnier"),
        ("Cœur, Æsir, Straße, Łódź, Đorđe, İstanbul", "coeur, aesir, strasse, lodz, dorde, istanbul"),
        ("l’élève", "l'eleve"),
        ("ﬁn 2ème ½", "fin 2eme 1⁄2"),
        ("ΜΆΪΟΣ", "μαιοσ"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(anything)
def test_folding_twice_changes_nothing_and_case_and_accents_do_not_matter(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert not any(map(unicodedata.combining, folded))
    assert fold("Éva " + text) == fold("EVA " + text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’élève d'hier", ["l", "eleve", "d", "hier"]),
        ("06.39-98 12/04", ["06", "39", "98", "12", "04"]),
        ('"NEAR(a, b)" OR col:* ^x -y', ["near", "a", "b", "or", "col", "x", "y"]),
        ("c.rostaing@exemple.fr", ["c", "rostaing", "exemple", "fr"]),
        ("snake_case 👍 🚗", ["snake", "case"]),
        ("R-2026-0001", ["r", "2026", "0001"]),
        (" \u00a0\u202f", []),
    ],
)
def test_words_to_search(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@given(anything)
def test_words_are_folded_and_made_of_letters_and_digits(text: str) -> None:
    words = search_words(text)
    assert all(word.isalnum() and fold(word) == word for word in words)
    assert search_words(" ".join(words)) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Claire Martin", "CM"),
        ("Jean-Luc Bouvatier", "JB"),
        ("Maëlle Le Guennec", "MG"),
        ("Élodie", "É"),
        ("", ""),
        ("(stagiaire) 2", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("longest", "shown"),
    [
        (80, "La leçon est annulée, sans autre date."),
        (38, "La leçon est annulée, sans autre date."),
        (37, "La leçon est annulée, sans autre…"),
        (24, "La leçon est annulée…"),
        (2, "L…"),
    ],
)
def test_a_shortened_text_ends_with_a_word(longest: int, shown: str) -> None:
    assert shortened("La leçon est annulée, sans autre date.", longest) == shown


@given(st.text(), st.integers(1, 60))
def test_a_shortened_text_is_no_longer_than_allowed_and_begins_as_the_text(text: str, longest: int) -> None:
    shown = shortened(text, longest)
    assert len(shown) <= max(longest, 1)
    assert text.startswith(shown.removesuffix("…")) or shown == text


def test_a_word_without_end_is_cut_anywhere() -> None:
    assert shortened("Voir " + "x" * 100, 60) == "Voir " + "x" * 54 + "…"
