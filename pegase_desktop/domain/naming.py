"""How a case is named where it stands among others: in lists, reminders and sentences."""

from __future__ import annotations

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.french import NBSP
from pegase_desktop.domain.words import Kind

_OF_NOBODY = {Kind.COMPLAINT: "la réclamation", Kind.DIFFICULTY: "la difficulté", Kind.INCIDENT: "l’aléa"}


def name_in_lists(complaint: Complaint) -> str:
    """Who complains; where nobody does, the nature of what happened: « Aléa »."""
    return complaint.complainant or (complaint.kind.label if complaint.kind else "")


def said_of(name: str, subject: str) -> str:
    """What a sentence calls a case that lists call *name*: « Mme Élodie Garnier », or « l’aléa » and its object."""
    nature = next((said for kind, said in _OF_NOBODY.items() if name == kind.label), "")
    return f"{nature} «{NBSP}{subject}{NBSP}»" if nature and subject else nature or name
