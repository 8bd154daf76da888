"""Three invented notes: one everybody has read, one that somebody is still to read, one not issued yet."""

from __future__ import annotations

from datetime import date

from pegase_desktop.domain.internal_note import InternalNote, Reading, ReadingWay

CLAIRE, SOPHIE, MARC, JULIEN = "Claire Martin", "Sophie Renaud", "Marc Olivier", "Julien Castellan"
TEAM = (CLAIRE, JULIEN, SOPHIE, MARC)


def notes() -> tuple[InternalNote, ...]:
    """In the order of their days; none names another dossier."""
    read = tuple(Reading(reader=name, way=ReadingWay.SIGNED, day=date(2026, 10, 14)) for name in TEAM)
    away = Reading(reader=MARC, way=ReadingWay.ABSENT, day=date(2026, 11, 18))
    by_mail = Reading(reader=CLAIRE, function="Secrétaire", way=ReadingWay.EMAIL, day=date(2026, 11, 11))
    return (
        InternalNote(
            written_on=date(2026, 10, 12), author=SOPHIE, owner=SOPHIE, function="Gérante",
            subject="Le forfait se relit ligne à ligne avec l’élève à l’inscription",
            text="Ce que comprend le forfait est relu avec l’élève, qui repart avec la feuille.",
            addressees=TEAM, issued_on=date(2026, 10, 13), readings=read,
        ),
        InternalNote(
            written_on=date(2026, 11, 9), author=SOPHIE, owner=CLAIRE, function="Gérante",
            subject="Une leçon annulée se dit de vive voix",
            text="Désormais, chaque annulation se dit par un appel, la veille avant 18 h.\n\n"
            "Le message seul ne suffit plus. L’appel est noté au planning.",
            addressees=TEAM, issued_on=date(2026, 11, 10), readings=(away, by_mail),
        ),
        InternalNote(
            written_on=date(2026, 11, 20), author=CLAIRE, owner=CLAIRE, function="Secrétaire",
            subject="Horaires d’hiver de l’accueil", text="L’accueil ferme à 18 h du 1er décembre à fin février.",
            addressees=TEAM,
        ),
    )  # fmt: skip
