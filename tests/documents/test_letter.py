"""The letters of the 24 fictional cases: what they say, on how many pages, and texts that people type in them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from reportlab.lib.units import mm

from pegase_desktop.documents.fiche import blank_fiche_pdf, fiche_pdf
from pegase_desktop.documents.letter import address_fits, letter_file_name, letter_pdf
from pegase_desktop.documents.logo import LogoRefused, prepared_logo
from pegase_desktop.documents.templates import default_template
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import Letter, compose, letters_for
from pegase_desktop.domain.school import Mediator, School, Settings
from pegase_desktop.domain.words import LetterKind
from tests.documents.conftest import NOW
from tests.domain.samples import with_facts

Case = Callable[[int], Complaint]
Read = Callable[[bytes], list[str]]
Compare = Callable[..., None]

MEDIATOR = Mediator("Médiation Exemple", "1 rue du Vallon\n42000 Exempleville", "www.mediation.exemple")
SETTINGS = Settings(mediator=MEDIATOR)


def written(kind: LetterKind, complaint: Complaint, settings: Settings = SETTINGS) -> Letter:
    """The letter as it would be written the day after the complaint came."""
    now = (complaint.received_at or NOW) + timedelta(days=1)
    return compose(
        kind, default_template(kind), complaint, settings, now=now, signer="Claire Martin", signer_role="Accueil"
    )


def printed(letter: Letter, settings: Settings = SETTINGS) -> bytes:
    return letter_pdf(letter, settings, printed_at=NOW)


def kinds_of(complaint: Complaint) -> tuple[LetterKind, ...]:
    """Every letter that the case could have had on its way."""
    return letters_for(replace(complaint, endings=()))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("number", range(1, 25))
def test_the_letters_of_a_case_read_as_they_did(number: int, case: Case, compare_with_golden: Compare) -> None:
    papers = [printed(written(kind, case(number))) for kind in kinds_of(case(number))]
    compare_with_golden(f"letters_{number:02}", *papers)


def test_the_cases_have_letters_of_every_kind(case: Case) -> None:
    assert {kind for number in range(1, 25) for kind in kinds_of(case(number))} == set(LetterKind)


@pytest.mark.parametrize("number", range(1, 25))
def test_an_ordinary_letter_is_one_page_without_a_field_left_open(number: int, case: Case, read: Read) -> None:
    """Two where the law adds to the letter of closure: its questionnaire is then a sheet to send back."""
    for kind in kinds_of(case(number)):
        letter = written(kind, case(number))
        pages = read(printed(letter))
        assert len(pages) == (2 if kind is LetterKind.CLOSING and letter.notice else 1)
        assert not {"{", "}"} & set(pages[0])
        assert "Claire Martin\nAccueil" in pages[0]


@pytest.mark.parametrize("kind", LetterKind)
def test_a_long_text_goes_on_over_the_pages_and_the_end_stays_whole(kind: LetterKind, case: Case, read: Read) -> None:
    words = [f"zq{number}" for number in range(2_900)]
    letter = replace(written(kind, told(case(3))), body=f"Bonjour.\n\n{' '.join(words)}\n\nFin de la lettre.")
    pages = read(printed(letter))
    assert len(pages) > 2
    assert [word for page in pages for word in page.split() if word.startswith("zq")] == words
    signed = next(page for page in pages if "Fin de la lettre." in page)
    assert "Claire Martin" in signed
    if kind.is_refusal:
        assert squeezed(letter.notice) in squeezed(pages[-1])
    if kind is LetterKind.CLOSING:
        assert "Votre commentaire" in pages[-1]
    if kind is LetterKind.RECORD:
        assert "Signature du réclamant" in pages[-1]


def told(complaint: Complaint) -> Complaint:
    """The case with all that any letter asks for."""
    return replace(complaint, commitment_date=date(2026, 2, 12), commitment_reason="Une vérification.")


@pytest.mark.parametrize("typed", ["x" * 3_000, "mot " * 750, "a\n" * 1_000])
@pytest.mark.parametrize("part", ["signer", "signer_role", "name", "city", "phones", "email"])
def test_of_what_heads_or_signs_a_paper_and_is_endless_the_beginning_is_printed(
    part: str, typed: str, case: Case, read: Read
) -> None:
    told = written(LetterKind.ACKNOWLEDGEMENT, case(1))
    signers = {"signer": replace(told, signer=typed), "signer_role": replace(told, signer_role=typed)}
    letter = signers.get(part, told)
    settings = Settings(school=School(**({part: typed} if part not in signers else {})))
    pages = read(letter_pdf(letter, settings, printed_at=NOW)) + read(blank_fiche_pdf(settings, printed_at=NOW))
    assert "…" in "".join(pages) or typed.startswith("a")
    assert typed[:3].strip() in "".join(pages)


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("complainant_name", "x" * 5_000),
        ("address", "une ligne\n" * 1_000),
        ("subject", "un objet très long " * 1_000),
        ("verbatim", "Mot pour mot. " * 1_500),
        ("remedy_sought", "x" * 20_000),
    ],
)
def test_what_is_far_too_long_is_still_printed_whole(fact: str, typed: str, case: Case, read: Read) -> None:
    complaint = with_facts(case(1), {fact: typed.strip()})
    text = squeezed("".join(read(printed(written(LetterKind.RECORD, complaint)))))
    assert text.count(squeezed(typed)[:40]) >= 1
    assert len(text) > len(squeezed(typed))


def test_a_mediator_longer_than_a_page_is_printed_whole(case: Case, read: Read) -> None:
    settings = replace(SETTINGS, mediator=replace(MEDIATOR, address="\n".join(f"ligne{n}" for n in range(120))))
    text = "".join(read(printed(written(LetterKind.UNFAVOURABLE, case(3), settings), settings)))
    assert all(f"ligne{number}" in text for number in range(120))


@pytest.mark.parametrize(
    "typed",
    [
        "<b>gras</b> & <img src='x'/>",
        "{motifs} {inconnu} {",
        "%s \\n ${HOME}",
        "😀 permis 👍",
        "שלום כהן",
        "محمد الأمين",
    ],
)
def test_what_people_type_is_printed_as_typed(typed: str, case: Case, read: Read) -> None:
    complaint = replace(case(3), subject=typed, remedy_sought=typed, complainant_name=typed)
    text = squeezed("".join(read(printed(written(LetterKind.ACKNOWLEDGEMENT, complaint)))))
    assert all(text.count(word) >= 2 for word in typed.replace("'", "’").split())


def test_an_anonymous_complainant_is_not_named_on_the_letter(case: Case, read: Read) -> None:
    unknown = replace(case(6), anonymous=True, complainant_name="", complainant_title=None, address="")
    page = read(printed(written(LetterKind.ACKNOWLEDGEMENT, unknown)))[0]
    assert "Anonyme" not in page
    assert "Madame, Monsieur," in page


def test_the_address_stands_in_the_window_of_an_envelope(case: Case) -> None:
    letter = replace(written(LetterKind.UPDATE, case(3)), address="Résidence du Lac\n27 route de Cagnes\n06140 Vence")
    with pypdfium2.PdfDocument(printed(letter)) as document:
        page, text = document[0], document[0].get_textpage()
        for words in ("Gérard Delestraint", "Résidence du Lac"):
            first, _ = text.search(words).get_next()
            left, bottom, right, top = (side / mm for side in text.get_charbox(first))
            assert 100 < left < right < 190
            assert 45 < page.get_height() / mm - top < page.get_height() / mm - bottom < 85


def test_a_tall_address_stands_clear_of_the_date(case: Case) -> None:
    letter = replace(written(LetterKind.UPDATE, case(3)), address="rue Neuve\n" * 8 + "06140 Vence Cedex")
    with pypdfium2.PdfDocument(printed(letter)) as document:
        text = document[0].get_textpage()
        (_, foot, *_), (*_, head) = (
            text.get_charbox(text.search(words).get_next()[0]) for words in ("06140 Vence Cedex", "Vence, le")
        )
        assert (foot - head) / mm > 5


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("12 rue de la Paix\n06140 Vence", True),
        ("Bâtiment A\nEscalier 2\nRésidence du Lac\n12 rue de la Paix\n06140 Vence", True),
        ("1\n2\n3\n4\n5\n6", False),
        ("Résidence universitaire internationale du boulevard de la Méditerranée", False),
    ],
)
def test_an_address_too_long_for_the_window_is_found_out(address: str, fits: bool, case: Case) -> None:
    assert address_fits(replace(written(LetterKind.UPDATE, case(3)), address=address)) is fits


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    target = BytesIO()
    Image.new("RGB", (width, height), "#1b5faa").save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize(("width", "height"), [(3000, 1000), (20, 20), (100, 4000)])
def test_the_logo_stands_in_the_letterhead_within_its_room(width: int, height: int, case: Case, read: Read) -> None:
    logo = base64.b64encode(prepared_logo(picture(width, height))).decode()
    with pypdfium2.PdfDocument(printed(written(LetterKind.UPDATE, case(3)), replace(SETTINGS, logo=logo))) as document:
        [drawn] = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = drawn.get_bounds()
        assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.1)
        assert (right - left) / mm <= 30.1
        assert (top - bottom) / mm <= 17.1
        assert "AUTO-ÉCOLE PÉGASE" in read(printed(written(LetterKind.UPDATE, case(3))))[0]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
        pytest.param(b"%PDF-1.7", id="pdf"),
        pytest.param(picture(40, 40)[:60], id="cut"),
        pytest.param(picture(40, 40, "TIFF"), id="tiff"),
    ],
)
def test_what_is_no_picture_is_refused_as_logo(content: bytes) -> None:
    with pytest.raises(LogoRefused, match="PNG ou JPEG"):
        prepared_logo(content)


def test_a_picture_of_sixty_megapixels_is_refused_by_its_head_alone() -> None:
    huge = bytearray(picture(10, 10))
    huge[16:24] = (10_000).to_bytes(4) + (6_000).to_bytes(4)
    huge[29:33] = crc32(bytes(huge[12:29])).to_bytes(4)
    with pytest.raises(LogoRefused, match="60 millions"):
        prepared_logo(bytes(huge))


@pytest.mark.parametrize("kind", LetterKind)
def test_file_names_suit_every_system(kind: LetterKind, case: Case) -> None:
    name = letter_file_name(written(kind, told(case(3))))
    assert name.isascii()
    assert not set(' <>:"/\\|?*') & set(name)
    assert name.endswith("_R-2026-0003.pdf")


def test_every_template_is_one_that_comes_with_the_program() -> None:
    folder = Path(__file__).parents[2] / "resources" / "letters"
    assert {one.stem for one in folder.iterdir()} == {kind.value for kind in LetterKind}


@pytest.mark.parametrize("kind", LetterKind)
def test_the_closed_european_platform_is_never_named(kind: LetterKind, case: Case, read: Read) -> None:
    text = "".join(read(printed(written(kind, told(case(3)))))).casefold()
    assert not any(word in text for word in ("ec.europa.eu", "plateforme", "rlle", "odr", "règlement en ligne"))


@pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + b"x" * 900])
def test_a_paper_does_without_a_logo_that_cannot_be_drawn(content: bytes, case: Case, read: Read) -> None:
    cut = base64.b64encode(prepared_logo(picture(300, 200))[:-200]).decode()
    for logo in (base64.b64encode(content).decode(), "%%%", cut):
        settings = replace(SETTINGS, logo=logo)
        assert read(fiche_pdf(case(5), settings, printed_at=NOW))
        assert read(letter_pdf(written(LetterKind.UPDATE, case(3)), settings, printed_at=NOW))


def test_a_logo_leaves_the_fiche_on_its_two_pages(case: Case, read: Read) -> None:
    logo = base64.b64encode(prepared_logo(picture(900, 400))).decode()
    pages = read(fiche_pdf(case(5), replace(SETTINGS, logo=logo), printed_at=NOW))
    assert len(pages) == 2
    assert "AUTO-ÉCOLE PÉGASE" in pages[0]
