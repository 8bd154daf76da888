"""Papers are read back with pdfium and compared with texts that ``--update-golden`` rewrites."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from pegase_desktop.documents.fiche import fiche_pdf
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import with_targets
from pegase_desktop.domain.school import Settings
from pegase_desktop.interchange.open_form_reading import case_from_open
from pegase_desktop.reference.public_holidays import is_public_holiday

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
CASES = json.loads((Path(__file__).parents[1] / "data" / "cases.json").read_text("utf-8"))["cases"]
GOLDEN = Path(__file__).parent / "golden"

Case = Callable[[int], Complaint]
Print = Callable[[Complaint], bytes]
Read = Callable[[bytes], list[str]]
Compare = Callable[..., None]


@pytest.fixture
def case() -> Case:
    """Give the n-th fictional case, as the register would number it."""

    def numbered(number: int) -> Complaint:
        complaint = case_from_open(CASES[number - 1], number, NOW).complaint
        return with_targets(replace(complaint, reference=f"R-2026-{number:04}"), is_public_holiday)

    return numbered


@pytest.fixture
def print_fiche() -> Print:
    return lambda complaint: fiche_pdf(complaint, Settings(), printed_at=NOW, journal_head="Journal 214 · 9f3a61c2")


@pytest.fixture
def read() -> Read:
    """Give the text of each page as a reader of the PDF gets it."""

    def pages(pdf: bytes) -> list[str]:
        with pypdfium2.PdfDocument(pdf) as document:
            return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]

    return pages


@pytest.fixture
def compare_with_golden(request: pytest.FixtureRequest, read: Read) -> Compare:
    def compare(name: str, *papers: bytes) -> None:
        text = "\n\f\n".join(page for pdf in papers for page in read(pdf)) + "\n"
        stored = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            stored.write_text(text, "utf-8", newline="\n")
        assert text == stored.read_text("utf-8")

    return compare
