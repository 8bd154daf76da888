"""What a line says of a note: how far it is, how many have read it, what it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pegase_desktop.domain.internal_note import NoteKind, NoteOrigin
from pegase_desktop.domain.names_in_text import FoundName
from pegase_desktop.domain.note_words import (
    coming_words,
    context_words,
    is_late,
    issued_words,
    issuing_words,
    meaning_words,
    names_words,
    next_words,
    standing_words,
)
from pegase_desktop.domain.school import Staff
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


def test_what_is_to_be_done_next_is_said() -> None:
    assert next_words(TO_ISSUE) == "Une fois la note remise, son texte ne change plus."
    assert next_words(WAITING) == "À faire lire à Julien Castellan, Sophie Renaud, Marc Olivier"
    assert next_words(READ) == "Tous ses destinataires l’ont lue."
    assert next_words(replace(READ, addressees=())) == "Elle n’a pas d’autre destinataire."
    assert next_words(replace(READ, ended_on=date(2026, 11, 12), ended_reason="Remplacée")).endswith(": Remplacée")


def test_names_are_said_with_what_they_are_of_and_not_endlessly() -> None:
    found = [FoundName("Garnier", "Élodie Garnier", is_client=True), FoundName("Marc", "Marc Olivier", is_client=False)]
    assert names_words(found[:1]).startswith("Il y a un nom du registre dans la note : « Garnier » (client).")
    assert "des noms du registre dans la note : « Garnier » (client), « Marc » (équipe)." in names_words(found)
    many = [FoundName(f"Nom{number} {'x' * 100}", "", is_client=True) for number in range(8)]
    assert "(client) et 2\u00a0autres." in names_words(many)
    assert len(names_words(many)) < 500
    assert meaning_words(["Petit"]).startswith("« Petit » est aussi le nom d’un client.")
    assert meaning_words(["Petit", "Roux"]).startswith("« Petit », « Roux » sont aussi des noms de clients.")


def test_what_issuing_does_is_said_before_and_after() -> None:
    one = replace(TO_ISSUE, reference="NI-2026-03")
    asked = issuing_words(one, ["R-2026-0001", "R-2026-0002"]).replace("\u00a0", " ")
    assert asked.startswith("NI-2026-03 est remise à 4 personnes. Son texte ne change plus ensuite.")
    assert asked.endswith("« Équipe informée le » est noté dans 2 dossiers : R-2026-0001, R-2026-0002.")
    alone = replace(one, addressees=())
    assert "sans autre destinataire que son auteur" in issuing_words(alone, ())
    assert "informée" not in issuing_words(alone, ())
    assert len(issuing_words(one, [f"R-2026-{number:04}" for number in range(99)])) < 300
    assert (issued_words(one), issued_words(alone)) == (
        "NI-2026-03 est remise à 4\u00a0personnes.", "NI-2026-03 est remise.",
    )  # fmt: skip


def test_who_came_later_is_said_with_the_day() -> None:
    coming = (Staff(9, "Nadia Petit", since=date(2026, 11, 11)), Staff(10, "Hugo", since=date(2026, 11, 12)))
    assert said(READ, NOW, coming) == ("À faire lire", "à 2 nouveaux arrivants")
    assert said(READ, NOW, coming[:1]) == ("À faire lire", "à 1 nouvel arrivant")
    assert said(WAITING, NOW, coming) == ("À faire lire", "demain")
    offered = "à faire lire à Nadia Petit (arrivée le 11/11/2026), Hugo (arrivée le 12/11/2026)"
    assert context_words(READ, coming) == f"4 lecteurs sur 4 · {offered}"
    assert coming_words(coming[:1]) == "Note en vigueur, à faire lire aussi à Nadia Petit (arrivée le 11/11/2026)."
