"""How a case is named where it stands among others: in lists, reminders and sentences."""

from __future__ import annotations

from pegase_desktop.domain.complaint import ANONYMOUS, Complaint
from pegase_desktop.domain.french import NBSP
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE, is_sensitive, masked_name
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.words import Kind, Status

_OF_NOBODY = {Kind.COMPLAINT: "la réclamation", Kind.DIFFICULTY: "la difficulté", Kind.INCIDENT: "l’aléa"}


def name_in_lists(complaint: Complaint, *, discreet: bool = False) -> str:
    """Who complains, where nobody does the nature of what happened: « Aléa ».

    By initials in a sensitive case, and in every case where the list is *discreet*.
    """
    if is_sensitive(complaint):
        name = masked_name(complaint)
    else:
        name = masked_name(complaint, without_letters="") if discreet else complaint.complainant
    return name or (complaint.kind.label if complaint.kind else "")


def title_in_lists(complaint: Complaint) -> str:
    """The object, which a sensitive case does not tell."""
    return SENSITIVE_TITLE if is_sensitive(complaint) else complaint.title


def key_in_lists(complaint: Complaint) -> str:
    """What a case is sorted by with its name: nothing that the name shown does not tell."""
    return last_name_first(name_in_lists(complaint) if is_sensitive(complaint) else complaint.complainant_name)


def short_name(name: str) -> str:
    """« Claire M. » for « Claire Martin », of the staff where room is short."""
    first, _, last = name.strip().rpartition(" ")
    return f"{first} {last[0]}." if first else name


def last_name_first(name: str) -> str:
    """« Élodie Garnier » sorts as « garnier elodie »."""
    first, _, last = fold(name).rpartition(" ")
    return f"{last} {first}".strip()


def status_label(status: Status, kind: Kind | None) -> str:
    """« Clôturée », or « Clôturé » of an « aléa »."""
    return status.label.removesuffix("e") if kind is Kind.INCIDENT else status.label


def said_of(name: str, subject: str) -> str:
    """What a sentence calls a case that lists call *name*: « Mme Élodie Garnier », or « l’aléa » and its object."""
    if name == ANONYMOUS:
        return "la personne anonyme"
    nature = next((said for kind, said in _OF_NOBODY.items() if name == kind.label), "")
    return f"{nature} «{NBSP}{subject}{NBSP}»" if nature and subject else nature or name
