"""An improvement in a line: how far it is and how late, what it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.domain.duty_words import Urgency
from pegase_desktop.domain.improvement import Improvement, ImprovementState, Origin
from pegase_desktop.domain.improvement_words import STATE_WORDS, is_late, origin_words, standing_words
from pegase_desktop.domain.words import Effect, OriginKind
from tests.domain.samples import CASES_NOW as NOW
from tests.domain.test_improvement import CHECKED, DONE, WHOLE

LATE = ("En retard de 31\u00a0j", "Mise en place prévue le 20/10")
DAY = date(2026, 11, 20)  # that of NOW


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (WHOLE, LATE),
        (replace(WHOLE, due=DAY), ("À mettre en place", "aujourd’hui")),
        (replace(WHOLE, due=date(2026, 12, 15)), ("À mettre en place", "15/12")),
        (DONE, ("En retard de 9\u00a0j", "Contrôle prévu le 11/11")),
        (replace(DONE, check_on=date(2026, 11, 21)), ("À contrôler", "demain")),
        (CHECKED, ("Efficace", "contrôlée le 12/11/2026")),
        (replace(CHECKED, effect=Effect.INEFFECTIVE), ("Inefficace", "contrôlée le 12/11/2026")),
        (replace(DONE, no_check_reason="Trop petit"), ("Sans contrôle", "Trop petit")),
        (replace(WHOLE, abandoned_on=DAY, abandoned_reason="Cher"), ("Abandonnée", "le 20/11/2026")),
    ],
)
def test_where_it_stands(one: Improvement, said: tuple[str, str]) -> None:
    words = standing_words(one, NOW)
    assert (words.first, words.second) == said
    assert (words.urgency is Urgency.LATE) is is_late(one, NOW) is said[0].startswith("En retard")


def test_every_state_has_its_words() -> None:
    assert STATE_WORDS.keys() == set(ImprovementState)


@pytest.mark.parametrize(
    ("origins", "said"),
    [
        ((), ""),
        ((Origin(kind=OriginKind.COMPLAINT, reference="R-2026-0014"),), "R-2026-0014"),
        ((Origin(kind=OriginKind.COMPLAINT, reference="R-2026-0014"), Origin(), Origin()), "R-2026-0014 + 2"),
        ((Origin(kind=OriginKind.SURVEY, words="Octobre"),), "Enquête de satisfaction"),
        ((Origin(words="Octobre"),), "Octobre"),
    ],
)
def test_what_it_comes_from(origins: tuple[Origin, ...], said: str) -> None:
    assert origin_words(replace(WHOLE, origins=origins)) == said
