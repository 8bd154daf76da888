"""Names of documents are data: whatever they contain, a file of that name can be written on every system."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pegase_desktop.domain.attachments import MAX_BYTES, AttachmentTooLarge, check_size, is_safe_to_open, safe_name

hostile = st.text(st.characters(codec=None) | st.sampled_from('./\\:*?"<>|\x00\n\u202e \u00a0é👍'), max_size=400)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        (r"..\..\x", "x"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Claire\contrat.pdf", "contrat.pdf"),
        ("/", "_"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Con .txt", "_Con.txt"),
        ("lpt1.pdf.zip", "_lpt1.pdf.zip"),
        ("COM¹", "_COM¹"),
        ("conin$", "_conin$"),
        ("console.txt", "console.txt"),
        ("a.pdf.exe", "a.pdf.exe"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("facture.pdf. . .", "facture.pdf"),
        ("...", "document"),
        ("", "document"),
        ("a:b*c?.png", "a_b_c_.png"),
        ("note\x00.txt\n", "note.txt"),
        ("Photo d’écran – 21h.png", "Photo d’écran – 21h.png"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_hostile_name_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    for letter in "aé👍":
        safe = safe_name(letter * 300 + ".pdf")
        assert safe.endswith(f"{letter}.pdf")
        assert len(safe) <= 120
        assert len(safe.encode()) <= 240
    assert len(safe_name("x." + "y" * 300)) == 120


@given(hostile)
@example("con." + "y" * 300)
@example("x" * 119 + " .pdf")
@example(". " * 200 + "pdf")
def test_any_name_can_be_a_file_name(name: str) -> None:
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert Path(safe).name == safe
    assert safe not in {".", ".."}
    assert not set(safe) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs"} for one in safe)
    assert safe[-1] not in ". "
    assert len(safe.encode()) <= 240
    stem = safe.partition(".")[0].strip().casefold()
    assert stem not in {"con", "prn", "aux", "nul"}
    assert not (stem[:3] in {"com", "lpt"} and stem[3:] in set("0123456789¹²³"))


@pytest.mark.parametrize("name", ["lettre.pdf", "photo.JPG", "mail.eml", "tableau.ods", "a.exe.pdf"])
def test_documents_of_known_kinds_may_be_opened(name: str) -> None:
    assert is_safe_to_open(name)


@pytest.mark.parametrize(
    "name", ["a.pdf.exe", "pdf", "a.", "script.js", "macro.docm", "page.html", "x.svg", "l.lnk", ""]
)
def test_others_are_only_saved(name: str) -> None:
    assert not is_safe_to_open(name)


def test_documents_up_to_25_megabytes_are_kept() -> None:
    check_size(0)
    check_size(MAX_BYTES)
    with pytest.raises(AttachmentTooLarge, match="25\u00a0Mo"):
        check_size(MAX_BYTES + 1)
