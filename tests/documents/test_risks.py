"""The table of risks on paper, compared with its text; hostile words are words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pegase_desktop.documents.risks import risks_file_name, risks_pdf
from pegase_desktop.domain.risk import Risk, RiskCase, RiskMeasure, RiskState
from pegase_desktop.domain.risk_list import STARTING, begun
from pegase_desktop.domain.school import Settings
from tests.documents.conftest import NOW, Compare, Read
from tests.domain.test_risk import WHOLE

FIRST = replace(
    WHOLE, reference="RK-2026-01", measures=(RiskMeasure(reference="A-2026-03", words="Appeler la veille"),),
    cases=(RiskCase(reference="R-2026-0014"),),
)  # fmt: skip
CLOSED = replace(WHOLE, reference="RK-2026-02", state=RiskState.CLOSED, closed_reason="Véhicule vendu")


def printed(*risks: Risk) -> bytes:
    return risks_pdf(risks, Settings(), printed_at=NOW)


def test_the_table_of_risks(compare_with_golden: Compare) -> None:
    compare_with_golden("risks", printed(FIRST, CLOSED), printed())
    assert risks_file_name(NOW) == "Risques_2026-11-20.pdf"
    assert printed(FIRST) == printed(FIRST)


@pytest.mark.parametrize("words", ["<b>gras</b> & <para>", "W" * 300, "شكوى 12", "a\nb", "👍🏽", "{{x}} %s"])
def test_whatever_was_typed_is_printed(words: str, read: Read) -> None:
    hostile = replace(FIRST, what=words, cause_text=words, consequence=words, in_force=words, owner=words)
    assert read(printed(hostile))


def test_many_go_on_over_pages(read: Read) -> None:
    many = [
        replace(begun(one, NOW.date(), "Sophie Renaud"), reference=f"RK-2026-{10 * page + number:02}")
        for page in range(4)
        for number, one in enumerate(STARTING)
    ]
    pages = read(printed(*many))
    assert len(pages) > 1
    assert "RK-2026-39" in "\n".join(pages)
