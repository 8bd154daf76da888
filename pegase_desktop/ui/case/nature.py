"""Turning a registered case into one of another nature: what its number asks for there is asked first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind
from pegase_desktop.domain.gates import missing_to_register
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.words import Kind
from pegase_desktop.ui.desk.session import Session


@dataclass(frozen=True, slots=True)
class Nature:
    """What a case can be turned into."""

    label: str
    kind: Kind
    was_expressed: bool | None = None

    def of(self, complaint: Complaint) -> Complaint:
        """The case as one of this nature."""
        return replace(complaint, kind=self.kind, was_expressed=self.was_expressed)


NATURES = (
    Nature("Réclamation : une personne demande son dû", Kind.COMPLAINT),
    Nature("Difficulté exprimée par une personne", Kind.DIFFICULTY, was_expressed=True),
    Nature("Difficulté constatée par l’équipe", Kind.DIFFICULTY, was_expressed=False),
    Nature("Aléa : un événement imprévu, extérieur", Kind.INCIDENT),
)
_REASONS = (
    "La nature a été mal choisie",
    "Une personne réclame maintenant son dû",
    "Personne ne réclame rien",
)
_KEEP = "Garder la nature"
_ANONYMOUS = "anonyme"


def turn_case(session: Session, complaint: Complaint) -> Complaint | None:
    """Turn an open case into one of another nature, with a reason; the case as it is then, or None.

    It keeps everything that was recorded: what the other path does not ask for stays on file.
    """
    title = f"Changer la nature de {complaint.reference}"
    others = [one for one in NATURES if path_of(one.of(complaint)) is not path_of(complaint)]
    sentence = "Le dossier garde son numéro et tout ce qui y est noté ; les pages et les délais suivent la nature."
    chosen = session.questions.choose_one(title, sentence, [one.label for one in others], safe=_KEEP)
    if chosen is None:
        return None
    nature = others[chosen]
    turned = nature.of(complaint)
    asked = _asked(session, title, turned)
    came = _moment_of_coming(session, title, complaint, turned) if asked is not None else None
    if asked is None or came is None:
        return None
    sentence = "L’ancienne nature reste au journal."
    reason = session.questions.ask_reason(title, sentence, _REASONS, safe=_KEEP)
    if not reason:
        return None
    values = asked | came | {"kind": nature.kind, "was_expressed": nature.was_expressed}
    return session.do(lambda: session.register.cases.record(complaint, values, by=session.actor, reason=reason))


def _moment_of_coming(session: Session, title: str, complaint: Complaint, turned: Complaint) -> dict[str, Any] | None:
    """When somebody came with what the team had noted: the delays towards them begin then, not when it happened.

    Nothing where somebody had said it from the start; None when the person gives up.
    """
    if complaint.received_at is None or path_of(complaint).is_said or not path_of(turned).is_said:
        return {}
    sentence = "Quand la personne s’est-elle manifestée ? Les délais envers elle courent de ce moment."
    options = ["À l’instant", f"Au moment déjà noté, le {french.moment(complaint.received_at)}"]
    chosen = session.questions.choose_one(title, sentence, options, safe=_KEEP)
    if chosen is None:
        return None
    happened = complaint.facts_date or local(complaint.received_at).date()
    return {"received_at": session.clock(), "facts_date": happened} if chosen == 0 else {}


def _asked(session: Session, title: str, turned: Complaint) -> dict[str, Any] | None:
    """What the number of the turned case asks for and is not there; None when the person gives up."""
    values: dict[str, Any] = {}
    for missing in missing_to_register(turned):
        answer = _answer(session, title, path_of(turned).fact(missing.fact), missing.sentence)
        if not answer:
            return None
        values |= answer
    return values


def _answer(session: Session, title: str, declared: Fact, sentence: str) -> dict[str, Any]:
    if declared.kind is FactKind.CHOICE:
        labels = [one.label for one in declared.choices]
        chosen = session.questions.choose_one(title, sentence, labels, safe=_KEEP)
        return {} if chosen is None else {declared.name: declared.choices[chosen]}
    if declared.name == "complainant_name":
        sentence = f"Qui est la personne ? Écrivez « {_ANONYMOUS} » si elle ne veut pas être nommée."
    words = session.questions.ask_line(title, sentence, declared.label, "Continuer", safe=_KEEP)
    if declared.name == "complainant_name" and words and fold(words.strip()) == _ANONYMOUS:
        return {"anonymous": True}
    return {declared.name: words} if words else {}
