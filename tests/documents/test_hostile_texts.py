"""Texts that people type, or are sent: printed as typed, whole, and nothing is read or done on their behalf."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pegase_desktop.documents import text
from pegase_desktop.documents.right_to_left import drawn, drawn_lines
from pegase_desktop.documents.text import UNKNOWN, paragraph, shortened, style
from pegase_desktop.documents.typefaces import Face
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.rows import Attachment
from tests.domain.samples import with_facts

Case = Callable[[int], Complaint]
Print = Callable[[Complaint], bytes]
Read = Callable[[bytes], list[str]]

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "typed",
    [
        "Écrire à <a@b.fr> & attendre",
        "<b>gras <i>jamais fermé",
        "</para><para>",
        "&amp; &lt; &#233; &unknown; &",
        '<font color="red" size="40">énorme</font><br/>',
        "<onDraw name='x' label='y'/><seq id='z'/>",
        "%s {0} \\n \\u0041 ${HOME}",
        "😀🚗 permis obtenu 👍🏽 ☎️",
        "שלום כהן",
        "محمد بن لادن الأمين",
        "Žofia Łukasiewicz, Ολυμπία, Ольга",
        "x" * 300,
        "https://exemple.fr/" + "a/" * 200,
        "= 1+1 ; @ + - \ttabulé",
    ],
)
def test_a_text_is_read_back_as_typed(typed: str, case: Case, print_fiche: Print, read: Read) -> None:
    sheet = "".join(read(print_fiche(replace(case(1), verbatim=typed, complainant_name=typed))))
    assert squeezed(sheet).count(squeezed(typed)) >= 2


def test_a_line_of_french_with_a_hebrew_name_loses_no_word(case: Case, print_fiche: Print, read: Read) -> None:
    typed = "Mme משה כהן, née le 12/05/1999 (Vence)"
    sheet = "".join(read(print_fiche(replace(case(1), verbatim=typed))))
    assert {"Mme", "משה", "כהן", "12/05/1999", "(Vence)"} <= set(sheet.replace(",", " ").split())


def as_seen(pdf: bytes) -> str:
    """What stands on the first page, line by line from left to right, without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[0].get_textpage()
        boxes = [
            (words.get_charbox(place, loose=True), words.get_text_range(place, 1))
            for place in range(words.count_chars())
        ]
    placed = sorted((-round(bottom), left, one) for (left, bottom, _, _), one in boxes)
    return squeezed("".join(one for _, _, one in placed))


@pytest.mark.parametrize(
    "typed",
    [
        "שילמתי 27,50 € ביום 12/11/2026 בשעה 10:30. הטלפון 06 12 34 56 78 שלי",
        "دفعت 27,50 € يوم 12/11/2026 على الساعة 10:30. رقم هاتفي 06 12 34 56 78",
    ],
    ids=["hebrew", "arabic"],
)
def test_numbers_stand_on_paper_in_the_order_of_their_digits(typed: str, case: Case, print_fiche: Print) -> None:
    seen = as_seen(print_fiche(replace(case(1), verbatim=typed)))
    assert [one for one in ("27,50", "12/11/2026", "10:30", "0612345678") if one not in seen] == []


def test_a_text_from_right_to_left_is_turned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []
    turned: list[list[str]] = []

    def one(word: str) -> str:
        measured.append(word)
        return drawn(word)

    def counted(lines: list[str]) -> list[str]:
        turned.append(lines)
        return drawn_lines(lines)

    monkeypatch.setattr(text, "drawn", one)
    monkeypatch.setattr(text, "drawn_lines", counted)
    long = paragraph("שלום " * 400)
    for _ in range(3):
        long.wrap(300, 1000)
    assert len(measured) == 400
    assert [" ".join(lines) for lines in turned] == ["שלום " * 399 + "שלום"]


def test_lines_and_blank_lines_are_kept(case: Case, print_fiche: Print, read: Read) -> None:
    first = read(print_fiche(replace(case(1), verbatim="Un\nDeux\r\nTrois\n\nQuatre")))[0]
    assert first[first.index("Un\n") :].split()[:4] == ["Un", "Deux", "Trois", "Quatre"]
    apart = paragraph("Un\n\nDeux").wrap(200, 1000)[1]
    assert apart == paragraph("Un\nDeux\nTrois").wrap(200, 1000)[1]


def test_control_characters_are_left_out(case: Case, print_fiche: Print, read: Read) -> None:
    sheet = "".join(read(print_fiche(replace(case(1), verbatim="Bon\x00jour\x1b[31m\u202e\u200bfin\x7f"))))
    assert "Bonjour[31mfin" in sheet


def test_a_character_no_typeface_has_is_seen_to_be_missing(case: Case, print_fiche: Print, read: Read) -> None:
    assert f"Wang {UNKNOWN}{UNKNOWN}" in "".join(read(print_fiche(replace(case(1), verbatim="Wang 漢字"))))


def test_no_break_spaces_hold_words_together() -> None:
    narrow = paragraph("aaaa\u202f: bbbb\u00a0: cccc", style())
    narrow.wrap(34, 1000)
    assert [line[1] for line in vars(narrow)["blPara"].lines] == [["aaaa\u00a0:"], ["bbbb\u00a0:"], ["cccc"]]


@pytest.mark.parametrize("field", ["verbatim", "reasons", "lesson", "remedy_sought", "corrective_action"])
def test_twenty_thousand_characters_flow_over_as_many_pages_as_needed(
    field: str, case: Case, print_fiche: Print, read: Read
) -> None:
    words = " ".join(f"zq{number}" for number in range(2600))[:20_000]
    pages = read(print_fiche(with_facts(case(1), {field: words})))
    assert len(pages) > 2
    assert f"Page {len(pages)}/{len(pages)}" in pages[-1]
    found = [word for page in pages for word in page.split() if word.startswith("zq")]
    assert found == words.split()
    assert any("(suite)" in page for page in pages)


def test_a_long_list_repeats_its_head(case: Case, print_fiche: Print, read: Read) -> None:
    complaint = case(1)
    pages = read(print_fiche(replace(complaint, actions=complaint.actions * 30)))
    assert len(pages) > 3
    assert all("Plan d’action" in page for page in pages[1:4])


def test_a_long_entry_of_a_list_is_not_cut(case: Case, print_fiche: Print, read: Read) -> None:
    complaint = case(1)
    words = " ".join(f"zq{number}" for number in range(1500))
    long = replace(complaint.exchanges[0], text=words)
    pages = read(print_fiche(replace(complaint, exchanges=(long, *complaint.exchanges))))
    assert [word for page in pages for word in page.split() if word.startswith("zq")] == words.split()


def test_a_picture_named_in_a_text_is_not_opened(
    case: Case, print_fiche: Print, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a whole path can be broken after a hyphen, which is then read as a soft one
    (tmp_path / "secret.png").write_bytes(PIXEL)
    typed = '<img src="secret.png" width="100" height="100"/>'
    pdf = print_fiche(replace(case(1), verbatim=typed, attachments=(Attachment(name=typed, size=1),)))
    assert squeezed("".join(read(pdf))).count(squeezed(typed)) == 2
    with pypdfium2.PdfDocument(pdf) as document:
        assert not [one for page in document for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])]


def test_a_very_long_name_stays_within_the_running_head(case: Case, print_fiche: Print, read: Read) -> None:
    name = "Anne " * 80 + "Marie"
    pages = read(print_fiche(replace(case(1), complainant_name=name)))
    assert squeezed(name) in squeezed(pages[0])
    assert any("N° R-2026-0001 · Mme Anne" in line and line.endswith("…") for line in pages[1].split("\n"))


def test_shortened_text_fits_and_keeps_its_beginning() -> None:
    assert shortened("Claire Martin", Face.REGULAR, 8.8, 500) == "Claire Martin"
    short = shortened("Claire\nMartin " * 40, Face.REGULAR, 8.8, 60)
    assert short.startswith("Claire Mar")
    assert short.endswith("…")
    assert shortened("Claire", Face.REGULAR, 8.8, 0) == ""
