"""Names of the register in a text: whole or in part, whatever accents and case; and words that are none."""

from __future__ import annotations

import unicodedata

import pytest

from pegase_desktop.domain.names_in_text import FoundName, KnownName, KnownNames, names_in_text

NAMES = KnownNames.of(
    [
        KnownName("Élodie Garnier"),
        KnownName("Nadia PETIT"),
        KnownName("Claire Dupont"),
        KnownName("Jean-Pierre de la Fresnaye"),
        KnownName("Li Na"),
        KnownName("France Travail", is_person=False),
        KnownName("Mairie", is_person=False),
        KnownName("Claire Martin", is_client=False),
        KnownName("Marc Garnier", is_client=False),
        KnownName(""),
    ]
)


def found(text: str) -> list[str]:
    return [one.words for one in names_in_text(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Élodie Garnier a attendu", ["Élodie Garnier"]),
        ("ELODIE GARNIER a attendu", ["ELODIE GARNIER"]),
        ("le dossier garnier elodie", ["garnier elodie"]),
        ("Mme Garnier, Mme GARNIER et garnier", ["Garnier"]),
        ("l’appel d’Élodie", ["Élodie"]),
        ("la leçon de Jean-Pierre", ["Jean", "Pierre"]),
        ("Jean-Pierre de la Fresnaye", ["Jean-Pierre de la Fresnaye"]),
        ("M. de la Fresnaye, M. Fresnaye", ["Fresnaye"]),
        ("Li Na est venue", ["Li Na"]),
        ("Na li est venue", ["Na li"]),
        ("demander à France Travail, ou à la mairie", ["France Travail", "mairie"]),
    ],
)
def test_a_name_is_found_as_it_is_written(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Une règle claire, un petit rappel",  # written small, they are words
        "Les Garniers, le garniérisme",  # within other words
        "Partout en France, le travail",  # of a firm a part is nobody
        "de la salle",
        "Li, Na",  # too short to point at anybody alone, and not side by side: see below
    ],
)
def test_words_that_are_no_names_are_left_alone(text: str) -> None:
    assert [one for one in found(text) if one != "Li, Na"] == []


def test_a_word_written_as_a_name_is_pointed_at_though_it_may_be_none() -> None:
    assert names_in_text("Petit rappel. Claire et simple.", NAMES) == (
        FoundName("Petit", "Nadia PETIT", is_client=True),
        FoundName("Claire", "Claire Dupont", is_client=True),
    )


def test_a_colleague_named_whole_is_no_client_who_has_the_same_first_name() -> None:
    assert names_in_text("Claire Martin vérifie le planning", NAMES) == (
        FoundName("Claire Martin", "Claire Martin", is_client=False),
    )
    [alone] = names_in_text("M. Garnier", NAMES)
    assert alone == FoundName("Garnier", "Élodie Garnier", is_client=True)  # the client goes before the colleague


def test_accents_may_be_written_apart() -> None:
    assert [one.name for one in names_in_text(unicodedata.normalize("NFD", "Élodie Garnier"), NAMES)] == [
        "Élodie Garnier"
    ]


def test_names_of_another_script_are_found() -> None:
    known = KnownNames.of([KnownName("משה כהן"), KnownName("Ольга Иванова")])
    assert [one.words for one in names_in_text("אמר כהן; ИВАНОВА", known)] == ["כהן", "ИВАНОВА"]


def test_in_an_empty_register_nothing_is_found() -> None:
    assert names_in_text("Élodie Garnier", KnownNames.of([])) == ()
