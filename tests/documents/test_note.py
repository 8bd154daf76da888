"""An internal note on paper, compared with its text; who signed, who is to sign, and texts that people type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pegase_desktop.documents.note import note_file_name, note_pdf
from pegase_desktop.domain.internal_note import InternalNote, NoteKind, NoteOrigin, Reading, ReadingWay
from pegase_desktop.domain.school import Settings
from tests.documents.conftest import NOW, Compare, Read
from tests.domain.notes import CLAIRE, JULIEN, MARC, SOPHIE, notes

FUNCTIONS = {SOPHIE: "Gérante", CLAIRE: "Secrétaire", MARC: "Moniteur", JULIEN: "Moniteur"}
READ, WAITING, TO_ISSUE = (replace(one, reference=f"NI-2026-{n:02}") for n, one in enumerate(notes(), 1))


def printed(note: InternalNote) -> bytes:
    return note_pdf(note, FUNCTIONS, Settings(), printed_at=NOW)


def plain(pages: list[str]) -> str:
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def test_the_notes_of_an_office(compare_with_golden: Compare) -> None:
    origins = (NoteOrigin(reference="RQ-2026-02", words="Décision 1"), NoteOrigin(reference="A-2026-01"))
    compare_with_golden("notes", *map(printed, (READ, replace(WAITING, origins=origins), TO_ISSUE)))


def test_a_line_says_how_it_was_read_or_leaves_room_to_sign(read: Read) -> None:
    handed = Reading(reader=JULIEN, way=ReadingWay.HANDED, day=date(2026, 11, 12))
    told = plain(read(printed(replace(WAITING, readings=(*WAITING.readings, handed)))))
    for words in (
        "Remise à l’équipe le 10/11/2026",
        "(2 lecteurs sur 4)",
        "Claire Martin Secrétaire 11/11/2026 Par e-mail",
        "Julien Castellan Moniteur 12/11/2026 Remise, n’a pas souhaité signer",
        "Sophie Renaud Gérante / / ",
        "Marc Olivier Moniteur / / Absent, à voir le 18/11/2026",
    ):
        assert words.strip() in told
    assert "13/10/2026 Signé" not in told
    assert plain(read(printed(READ))).count("14/10/2026 Signé") == 4


def test_it_says_whether_it_is_issued_and_in_force(read: Read) -> None:
    assert "Projet, pas encore remise à l’équipe" in plain(read(printed(TO_ISSUE)))
    ended = replace(READ, kind=NoteKind.SERVICE, ended_on=date(2026, 11, 12), ended_reason="Remplacée")
    told = plain(read(printed(ended)))
    assert "Note de service N° NI-2026-01 Plus en vigueur depuis le 12/11/2026" in told
    assert "N’est plus en vigueur Remplacée" in told


def test_in_a_school_of_one_nobody_signs(read: Read) -> None:
    told = plain(read(printed(replace(READ, addressees=(), readings=()))))
    assert "Émargement : sans objet" in told
    assert "Signature" not in told


def test_a_long_team_signs_on_several_pages_each_with_its_head(read: Read) -> None:
    team = tuple(f"Personne {number}" for number in range(60))
    pages = read(printed(replace(TO_ISSUE, addressees=team)))
    assert len(pages) > 2
    assert all("Signature" in page for page in pages)
    assert all(name in plain(pages) for name in team)


def test_a_long_text_goes_on_and_the_table_begins_with_a_line(read: Read) -> None:
    words = " ".join(f"zq{number}" for number in range(2600))[:20_000]
    pages = read(printed(replace(WAITING, text=words)))
    assert len(pages) > 3
    assert [word for page in pages for word in page.split() if word.startswith("zq")] == words.split()
    assert any("Signature" in page and CLAIRE in page for page in pages)


@pytest.mark.parametrize("words", ["<b>gras</b> & <img src=x>", "x" * 400, "שלום " * 30, "a\nb\tc", "</para>"])
def test_typed_words_are_never_read_as_markup(words: str, read: Read) -> None:
    reading = Reading(reader=words, function=words, way=ReadingWay.SIGNED, day=date(2026, 11, 12))
    note = replace(
        READ, author=words, function=words, subject=words, text=words, addressees=(words,), readings=(reading,),
        origins=(NoteOrigin(reference=words),), ended_on=date(2026, 11, 12), ended_reason=words,
    )  # fmt: skip
    pages = " ".join(read(note_pdf(note, {words: words}, Settings(), printed_at=NOW)))
    assert words not in ("</para>", "<b>gras</b> & <img src=x>") or words in pages


def test_the_same_note_gives_the_same_bytes() -> None:
    assert printed(READ) == printed(READ)


def test_the_file_says_the_number() -> None:
    assert note_file_name(READ) == "Note_NI-2026-01.pdf"
