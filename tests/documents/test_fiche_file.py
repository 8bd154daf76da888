"""The file itself: its properties, its fonts, its size, and that the same case gives the same bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from pegase_desktop.documents.fiche import blank_fiche_pdf
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import Phase
from pegase_desktop.domain.school import Settings
from tests.documents.conftest import NOW

Case = Callable[[int], Complaint]
Print = Callable[[Complaint], bytes]


def test_the_same_case_gives_the_same_bytes(case: Case, print_fiche: Print) -> None:
    assert print_fiche(case(3)) == print_fiche(case(3))
    assert blank_fiche_pdf(Settings(), printed_at=NOW) == blank_fiche_pdf(Settings(), printed_at=NOW)


def test_title_author_and_language_are_set(case: Case, print_fiche: Print) -> None:
    pdf = print_fiche(case(3))
    with pypdfium2.PdfDocument(pdf) as document:
        facts = document.get_metadata_dict()
    assert facts["Title"] == "Fiche de réclamation client R-2026-0003"
    assert facts["Author"] == "AUTO-ÉCOLE PÉGASE"
    assert facts["Subject"] == "Qualiopi, critère 7, indicateur 31"
    assert facts["CreationDate"] == facts["ModDate"] == "D:20261120170000Z"
    assert b"/Lang (fr-FR)" in pdf


def test_the_outline_leads_to_the_page_of_each_phase(case: Case, print_fiche: Print) -> None:
    long = replace(case(1), actions=case(1).actions * 30)
    with pypdfium2.PdfDocument(print_fiche(long)) as document:
        places = {entry.get_title(): entry.get_dest().get_index() for entry in document.get_toc()}
        texts = [page.get_textpage().get_text_range() for page in document]
    assert list(places) == [f"{phase.value}. {phase.label}" for phase in Phase]
    assert places["1. Prise en charge"] == 0 < places["3. Réponse"]
    for phase in (Phase.ANSWER, Phase.INTERNAL):
        assert phase.label in texts[places[f"{phase.value}. {phase.label}"]]


def test_every_font_is_embedded(case: Case, print_fiche: Print) -> None:
    pdf = print_fiche(replace(case(1), verbatim="Élodie כהן محمد 😀 ✓"))
    names = set()
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = text.get_font()
                names.add(font.get_base_name().rpartition("+")[2])
                assert font.is_embedded
    assert {"Inter-Regular", "Inter-SemiBold", "NotoSansHebrew-Regular", "NotoSansArabic-Regular"} <= names


def test_no_font_is_named_that_the_sheet_does_not_carry(case: Case, print_fiche: Print) -> None:
    assert b"/Type1" not in print_fiche(case(3))


def test_pages_are_a4_upright(case: Case, print_fiche: Print) -> None:
    with pypdfium2.PdfDocument(print_fiche(case(1))) as document:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {(595, 842)}


def test_nothing_is_drawn_in_the_margins(case: Case, print_fiche: Print) -> None:
    least = 13 / 25.4 * 72
    with pypdfium2.PdfDocument(print_fiche(case(5))) as document:
        for page in document:
            for drawn in page.get_objects(max_depth=1):
                left, _, right, _ = drawn.get_bounds()
                assert left > least
                assert right < page.get_width() - least


def test_the_fiche_is_light_to_import() -> None:
    code = "import sys, pegase_desktop.documents.fiche; print('reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
