"""What a case is called among others."""

from __future__ import annotations

import pytest

from pegase_desktop.domain.naming import name_in_lists, said_of, short_name
from pegase_desktop.domain.words import Kind, Title
from tests.domain.samples import registrable


@pytest.mark.parametrize("kind", [Kind.DIFFICULTY, Kind.INCIDENT])
def test_what_nobody_complained_of_is_called_by_its_nature(kind: Kind) -> None:
    assert name_in_lists(registrable(kind=kind, complainant_name="")) == kind.label
    named = registrable(kind=kind, complainant_title=Title.MRS)
    assert name_in_lists(named) == named.complainant == "Mme\u00a0Élodie Garnier"
    assert name_in_lists(registrable(anonymous=True, complainant_name="")) == "Anonyme"


def test_a_sentence_names_the_object_of_a_case_without_a_name() -> None:
    assert said_of("Aléa", "Panne") == "l’aléa «\u00a0Panne\u00a0»"
    assert said_of("Difficulté", "") == "la difficulté"
    assert said_of("Anonyme", "Panne") == "la personne anonyme"
    assert said_of("Mme Élodie Garnier", "Panne") == "Mme Élodie Garnier"


@pytest.mark.parametrize(
    ("name", "short"),
    [("Claire Martin", "Claire M."), ("Anne Le Goff", "Anne Le G."), ("Claire", "Claire"), ("", ""), (" ", " ")],
)
def test_a_name_is_shortened_where_room_is_short(name: str, short: str) -> None:
    assert short_name(name) == short
