"""Where papers break over pages: what stands last on one page and first on the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.platypus import Paragraph

from pegase_desktop.documents.agenda_list import agenda_list_pdf
from pegase_desktop.documents.cells import Cell
from pegase_desktop.documents.letter import letter_pdf
from pegase_desktop.documents.text import paragraph
from pegase_desktop.domain.agenda import agenda
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import Phase
from pegase_desktop.domain.school import School, Settings
from pegase_desktop.domain.words import LetterKind
from tests.documents.conftest import NOW
from tests.documents.test_letter import written

Case = Callable[[int], Complaint]
Print = Callable[[Complaint], bytes]
Read = Callable[[bytes], list[str]]
Box = tuple[float, float, float, float]


def lines(count: int) -> str:
    return "\n".join(["ligne"] * count)


def test_no_section_begins_at_the_foot_of_a_page(case: Case, print_fiche: Print, read: Read) -> None:
    """The text before the last section grows by a line at a time, until it has filled a page."""
    complaint = replace(case(1), lesson=lines(6))
    for count in range(2, 40):
        last = read(print_fiche(replace(complaint, outcome=lines(count))))[1:]
        page = next(page for page in last if Phase.INTERNAL.label in page)
        assert "Enseignements\nligne" in page


def test_no_title_stands_over_an_empty_frame_at_the_foot_of_a_page(case: Case, read: Read) -> None:
    """The text before the client's words grows by a line at a time, until it has filled a page."""
    told = written(LetterKind.RECORD, replace(case(1), in_writing=False, verbatim=lines(25)))
    for count in range(2, 45):
        pages = read(letter_pdf(replace(told, body=lines(count)), Settings(), printed_at=NOW))
        assert "Réclamation, avec les mots du client\n« ligne\nligne" in "".join(pages)


def test_no_line_of_a_text_stands_alone_on_a_page() -> None:
    whole = paragraph("mot " * 60)
    _, height = whole.wrap(100, 1000)
    for room in range(30, round(height)):
        assert min(part.wrap(100, 1000)[1] for part in whole.split(100, room)) > 15, "two lines"


def test_no_line_of_what_was_typed_begins_with_a_sign(case: Case, print_fiche: Print, read: Read) -> None:
    for count in range(60, 80):  # so that the sign falls on every place of a line
        typed = "".join(f"{'i' * (one % 9 + 1)} ! " for one in range(count)) + "fin : « oui » ?"
        lines_read = "".join(read(print_fiche(replace(case(1), verbatim=typed)))).split("\n")
        assert not [one for one in lines_read if one.lstrip().startswith(("!", "»", "?"))]


@pytest.mark.parametrize("word", ["a", "كلمة"])
def test_a_text_of_thousands_of_lines_is_broken_into_them_once(
    word: str, case: Case, print_fiche: Print, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken anew at each page, 5,000 lines took a minute."""
    broken = 0
    as_before = Paragraph.breakLines

    def count(self: Paragraph, width: float) -> object:
        nonlocal broken
        broken += len(self.frags)
        return as_before(self, width)

    monkeypatch.setattr(Paragraph, "breakLines", count)
    pages = read(print_fiche(replace(case(1), verbatim=f"{word}\n" * 2000 + "zz fin")))
    assert broken < 20_000
    ends = next(number for number, page in enumerate(pages) if "zz fin" in page)
    assert ends > 25
    if word == "a":
        assert sum(one == "a" for page in pages for one in page.split()) >= 2000


def test_a_cell_that_goes_on_says_so_within_its_width() -> None:
    wide, narrow = (Cell(width, "Étiquette", (paragraph(lines(20)),)) for width in (200, 45))
    assert wide.divided(60)[1].label == "Étiquette (suite)"
    assert wide.divided(60)[1].divided(60)[1].label == "Étiquette (suite)"
    assert narrow.divided(60)[1].label == "Étiquette"


def test_a_label_stands_only_over_its_words() -> None:
    short = Cell(200, "Étiquette", (paragraph("ligne"),))
    assert [part.label for part in short.divided(60)] == ["Étiquette", ""]
    assert [part.label for part in short.divided(12)] == ["", "Étiquette"]
    assert Cell(200, "Étiquette").divided(60)[0].label == "Étiquette"


def boxes_of_texts(pdf: bytes) -> Iterator[Box]:
    """Where each text of the last page is drawn: left, bottom, right, top."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[len(document) - 1]
        yield from (drawn.get_bounds() for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1))


def test_a_long_name_leaves_the_place_of_the_signature(case: Case, print_fiche: Print) -> None:
    for name in ("Anne " * 12, "l" * 300):
        boxes = list(boxes_of_texts(print_fiche(replace(case(1), complainant_name=name))))
        assert not [(one, other) for one, other in combinations(boxes, 2) if overlap(one, other)]


def test_a_long_name_of_the_school_hides_nothing(case: Case) -> None:
    settings = Settings(school=School(name="École " * 90))
    letter = written(LetterKind.ACKNOWLEDGEMENT, case(3), settings)
    for pdf in (agenda_list_pdf(agenda((), (), NOW), settings, now=NOW), letter_pdf(letter, settings, printed_at=NOW)):
        boxes = list(boxes_of_texts(pdf))
        assert not [(one, other) for one, other in combinations(boxes, 2) if overlap(one, other)]


def overlap(one: Box, other: Box) -> bool:
    return all(max(one[side], other[side]) < min(one[side + 2], other[side + 2]) for side in (0, 1))
