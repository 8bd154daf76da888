"""What a line says of a note: how far it is, how many have read it, what it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pegase_desktop.domain.internal_note import NoteKind, NoteOrigin
from pegase_desktop.domain.note_words import context_words, is_late, standing_words
from tests.domain.notes import notes
from tests.domain.samples import office

NOW = office(16, 11, 10)
READ, WAITING, TO_ISSUE = notes()


def said(*of: object) -> tuple[str, str]:
    words = standing_words(*of)  # type: ignore[arg-type]
    return words.first.replace("\u00a0", " "), words.second.replace("\u00a0", " ")


def test_where_it_stands_is_said_in_two_lines() -> None:
    assert said(TO_ISSUE, NOW) == ("À remettre", "à 4 personnes")
    assert said(replace(TO_ISSUE, addressees=()), NOW) == ("À remettre", "")
    assert said(WAITING, NOW) == ("À faire lire", "demain")
    assert said(WAITING, office(20, 11)) == ("En retard de 3 j", "Lecture prévue le 17/11")
    assert said(READ, NOW) == ("Lue par tous", "remise le 13/10/2026")
    assert said(replace(READ, addressees=()), NOW) == ("En vigueur", "remise le 13/10/2026")
    ended = replace(READ, ended_on=date(2026, 11, 12), ended_reason="Remplacée")
    assert said(ended, NOW) == ("Plus en vigueur", "depuis le 12/11/2026")


def test_it_is_late_once_somebody_should_have_read_it() -> None:
    assert [is_late(one, office(20, 11)) for one in (READ, WAITING, TO_ISSUE)] == [False, True, False]
    assert not is_late(WAITING, NOW)


def test_the_second_line_says_who_has_read_it_and_what_it_comes_from() -> None:
    origins = (NoteOrigin(reference="RQ-2026-02"), NoteOrigin(reference="A-2026-01"))
    assert context_words(replace(WAITING, origins=origins)) == "1 lecteur sur 4 · vient de RQ-2026-02 + 1"
    assert context_words(replace(READ, origins=origins[:1])) == "4 lecteurs sur 4 · vient de RQ-2026-02"
    assert context_words(replace(READ, kind=NoteKind.SERVICE)) == "4 lecteurs sur 4 · Note de service"
    assert context_words(TO_ISSUE) == "Note d’information"
    assert context_words(replace(READ, addressees=())).replace("\u00a0", " ") == "Émargement : sans objet"
