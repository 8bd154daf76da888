"""The tips quote the school's documents word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pegase_desktop.domain.advice import advice_on
from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.paths import INCIDENT_PATH, NOTICED_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.text import fold

SOURCES = Path(__file__).parents[1] / "data" / "sources"
# Letters that scanning misread in other ways than by losing an accent.
MISREAD = {"ceuvre": "oeuvre", "i objet": "l objet"}


def words(text: str) -> str:
    folded = fold(re.sub(r"<[^>]+>", " ", text)).replace("'", "’").replace("’", " ")
    for wrong, right in MISREAD.items():
        folded = folded.replace(wrong, right)
    return " ".join(re.findall(r"\w+", folded))


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return {
        "Protocole": words((SOURCES / "protocole-indicateur-31.txt").read_text("utf-8")),
        "Processus": words((SOURCES / "process-de-traitement-des-reclamations.txt").read_text("utf-8")),
    }


@pytest.mark.parametrize("page", Page)
def test_quotations_are_the_words_of_the_documents(page: Page, sources: dict[str, str]) -> None:
    advice = advice_on(page)
    for tip in (*advice.asked, *advice.kept_in_mind):
        if tip.is_quotation:
            assert words(tip.text) in sources[tip.source.partition(",")[0]], tip.text


@pytest.mark.parametrize("page", Page)
def test_every_page_says_what_is_asked_and_names_its_sources(page: Page) -> None:
    advice = advice_on(page)
    assert all(tip.is_quotation for tip in advice.asked)
    assert advice.asked
    assert advice.kept_in_mind
    assert all(tip.source for tip in (*advice.asked, *advice.kept_in_mind))
    step = f"Protocole, étape {page.step.value}" if page.step else "Process"
    assert any(tip.source == step or "Process" in tip.source for tip in advice.asked)


@pytest.mark.parametrize("path", [INCIDENT_PATH, NOTICED_PATH])
def test_where_nobody_said_anything_there_is_nothing_to_say_to_them(path: CasePath) -> None:
    for page in path.pages:
        advice = advice_on(page, path)
        assert (advice.said, advice.written) == ((), ())
        assert advice.kept_in_mind
        assert not [
            one.text for one in (*advice.asked, *advice.kept_in_mind) if re.search("client|réclamation", one.text)
        ]
    assert "Réclamation" in advice_on(Page.RECEPTION, path).kept_in_mind[0].text, "when it is something else"
