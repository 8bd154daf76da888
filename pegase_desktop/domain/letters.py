"""The letters of a case: composed from its facts and a template, edited by a person, kept as sent.

A template is a text in which ``{champ}`` stands for a fact. A paragraph made of fields that are all empty disappears.
What the law requires of a refusal is not part of the template: it is added to every answer that refuses, and cannot be
edited away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint, Exchange, Redress, SentLetter
from pegase_desktop.domain.duties import has_commitment
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.school import Mediator, School, Settings
from pegase_desktop.domain.typography import french as typeset
from pegase_desktop.domain.words import Direction, Kind, LetterKind, Quality, RedressKind, Title


class LetterLocked(UserError):
    """The letter cannot be produced before something is there; ``page_or_setting`` says where to enter it."""

    def __init__(self, sentence: str, where: str) -> None:
        super().__init__(sentence)
        self.where = where


class UnknownField(UserError):
    """A template names a field that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Le champ « {{{name}}} » n’existe pas. Choisissez un champ de la liste.")
        self.name = name


@dataclass(frozen=True, slots=True)
class Template:
    """A subject line and a body with ``{champs}``."""

    subject: str
    body: str

    @classmethod
    def parse(cls, text: str) -> Template:
        """The first line is the subject, the rest the body.

        Raises:
            UnknownField: it names a field that does not exist.
        """
        subject, _, body = text.strip().partition("\n")
        template = cls(subject.strip(), body.strip())
        check_fields(template)
        return template

    @property
    def text(self) -> str:
        """The inverse of :meth:`parse`."""
        return f"{self.subject}\n\n{self.body}\n"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be edited, printed or sent. Texts are typeset; ``notice`` is what the law adds."""

    kind: LetterKind
    reference: str
    recipient: str  # name and postal address, a line each
    email: str
    place_and_day: str
    subject: str
    salutation: str
    body: str
    notice: str
    signer: str
    signer_role: str
    written_complaint: str = ""  # of a RECORD: the client's words, to be read and signed


def letters_for(complaint: Complaint) -> tuple[LetterKind, ...]:
    """The letters that make sense for the case as it stands, in the order of the process."""
    answer = LetterKind.answering(complaint.decision) if complaint.decision else None
    offered = [
        (LetterKind.RECORD, complaint.in_writing is False),
        (LetterKind.ACKNOWLEDGEMENT, True),
        (LetterKind.WAITING, complaint.commitment_date is not None),
        (LetterKind.UPDATE, complaint.is_open),
        (answer, answer is not None),
        (LetterKind.CLOSING, complaint.response_sent_at is not None),
    ]
    return tuple(kind for kind, fits in offered if fits and kind is not None)


def compose(
    kind: LetterKind,
    template: Template,
    complaint: Complaint,
    settings: Settings,
    *,
    now: datetime,
    signer: str,
    signer_role: str = "",
) -> Letter:
    """The letter of that kind for the case.

    Raises:
        LetterLocked: a refusal without reasons or without the mediator's details; an announcement without its date.
        UnknownField: the template names a field that does not exist.
    """
    _check_locks(kind, complaint, settings)
    today = local(now).date()
    values = {name: field.value(complaint, settings) for name, field in FIELDS.items()}
    school = settings.school
    return Letter(
        kind=kind,
        reference=complaint.reference,
        recipient="\n".join(line for line in (complaint.complainant, complaint.address) if line),
        email=complaint.email,
        place_and_day=f"{school.city}, le {french.long_day(today).partition(' ')[2]}",
        subject=typeset(_fill_line(template.subject, values)),
        salutation=salutation(complaint),
        body=typeset(_fill(template.body, values)),
        notice=typeset(legal_notice(complaint, settings.mediator)) if kind.is_refusal else "",
        signer=signer,
        signer_role=signer_role,
        written_complaint=complaint.verbatim if kind is LetterKind.RECORD else "",
    )


def _check_locks(kind: LetterKind, complaint: Complaint, settings: Settings) -> None:
    if kind.is_response and not complaint.reasons:
        raise LetterLocked(
            "Il manque les raisons. Toute réponse, positive ou négative, doit être argumentée : "
            "écrivez-les sur la page Réponse au client.",
            "reasons",
        )
    if kind.is_refusal and not settings.mediator.is_complete:
        raise LetterLocked(
            "Un refus doit porter le nom, l’adresse et le site du médiateur de la consommation. "
            "Entrez-les dans Réglages, Médiateur.",
            "mediator",
        )
    if kind is LetterKind.WAITING and complaint.commitment_date is None:
        raise LetterLocked(
            "Il manque la date butoir. Fixez-la sur la page Plan et échéances.",
            "commitment_date",
        )


def legal_notice(complaint: Complaint, mediator: Mediator) -> str:
    """What a refusal says of the mediator: free recourse, within one year of the *written* complaint.

    Source: code de la consommation, articles L612-1, L612-2, L616-1 and R616-1.
    """
    since = "à compter de votre réclamation écrite"
    if complaint.in_writing and complaint.written_on:
        until = french.day(_one_year_after(complaint.written_on))
        since += f" du {french.day(complaint.written_on)}, soit jusqu’au {until}"
    elif not complaint.in_writing:
        since = "à compter de la réclamation écrite que vous nous adresserez au préalable"
    return (
        "Si cette réponse ne vous satisfait pas, vous pouvez saisir gratuitement le médiateur de la consommation "
        f"(articles L612-1 et suivants du code de la consommation), dans un délai d’un an {since} :\n"
        f"{mediator.name}\n{mediator.address}\n{mediator.website}"
    )


def _one_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


def salutation(complaint: Complaint) -> str:
    """« Madame, », « Monsieur, », or both when the title is not known."""
    if complaint.anonymous or complaint.complainant_title is None:
        return "Madame, Monsieur,"
    return "Madame," if complaint.complainant_title is Title.MRS else "Monsieur,"


def sent_facts(complaint: Complaint, sent: SentLetter) -> Complaint:
    """The complaint once a letter has left: the letter, the exchange it is, and what it makes true.

    A fact already recorded, such as the first acknowledgement, is left as it was.
    """
    exchange = Exchange(
        at=sent.sent_at, medium=sent.medium, direction=Direction.OUTGOING, by=sent.by, text=sent.subject
    )
    facts = _made_true(complaint, sent)
    known = {name: value for name, value in facts.items() if getattr(complaint, name) in (None, "")}
    if any(getattr(complaint, name) is not None for name in facts if name.endswith("_at")):
        known = {}
    return replace(complaint, letters=(*complaint.letters, sent), exchanges=(*complaint.exchanges, exchange), **known)


def _made_true(complaint: Complaint, sent: SentLetter) -> dict[str, Any]:
    match sent.kind:
        case LetterKind.ACKNOWLEDGEMENT:
            return {"ack_sent_at": sent.sent_at, "ack_medium": sent.medium, "ack_by": sent.by, "ack_text": sent.text}
        case LetterKind.WAITING:
            return {"commitment_told_at": sent.sent_at}
        case LetterKind.FAVOURABLE | LetterKind.PARTIAL | LetterKind.UNFAVOURABLE:
            return {"response_sent_at": sent.sent_at, "response_medium": sent.medium, "response_by": sent.by}
        case LetterKind.CLOSING:
            return {"feedback_asked_at": sent.sent_at}
        case _:
            return {}


# Fields


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the templates: what it is, for the list in the settings, and where its text comes from."""

    label: str
    value: Callable[[Complaint, Settings], str]


def _target(complaint: Complaint) -> str:
    if has_commitment(complaint) and complaint.commitment_date:
        return french.day(complaint.commitment_date)
    return french.moment(complaint.response_due_at) if complaint.response_due_at else ""


def _redress(complaint: Complaint) -> str:
    given = [one for one in complaint.redress if one.kind is not RedressKind.NONE]
    return "\n".join(f"– {_said_redress(one)}" for one in given)


def _said_redress(one: Redress) -> str:
    parts = [one.kind.label if one.kind else "", one.text, french.euros(one.amount) if one.amount else ""]
    return ", ".join(part for part in parts if part)


def _nature(complaint: Complaint) -> str:
    return "réclamation" if complaint.kind is Kind.COMPLAINT else "signalement"


def _student(complaint: Complaint) -> str:
    same = complaint.student == complaint.complainant_name or complaint.complainant_quality is Quality.STUDENT
    return "" if same or not complaint.student else complaint.student


def _polite(complaint: Complaint) -> str:
    return (
        f"Nous vous prions d’agréer, {salutation(complaint).rstrip(',')}, l’expression de nos salutations distinguées."
    )


def _school_line(school: School) -> str:
    return f"{school.name}, {school.address}, {school.postcode} {school.city}"


FIELDS: Mapping[str, Field] = {
    "reference": Field("N° de la réclamation", lambda one, _: one.reference),
    "reclamant": Field("Réclamant, avec sa civilité", lambda one, _: one.complainant),
    "eleve": Field("Élève concerné, s’il n’est pas le réclamant", lambda one, _: _student(one)),
    "objet": Field("Objet de la réclamation", lambda one, _: one.title),
    "nature": Field("« réclamation », ou « signalement » pour une difficulté ou un aléa", lambda one, _: _nature(one)),
    "date_reception": Field(
        "Date de réception", lambda one, _: french.day(local(one.received_at).date()) if one.received_at else ""
    ),
    "canal": Field("Canal", lambda one, _: one.channel.label.lower() if one.channel else ""),
    "solution_souhaitee": Field("Solution souhaitée", lambda one, _: one.remedy_sought),
    "reformulation": Field("Points clés reformulés", lambda one, _: one.restatement),
    "responsable": Field("Responsable du traitement", lambda one, _: one.owner),
    "echeance_reponse": Field("Date et heure limites de la réponse", lambda one, _: _target(one)),
    "date_butoir": Field(
        "Date butoir annoncée", lambda one, _: french.day(one.commitment_date) if one.commitment_date else ""
    ),
    "raison_delai": Field("Raison du délai", lambda one, _: one.commitment_reason),
    "motifs": Field("Raisons de la réponse", lambda one, _: one.reasons),
    "dedommagement": Field("Dédommagement, une ligne chacun", lambda one, _: _redress(one)),
    "conclusion": Field("Conclusion", lambda one, _: one.outcome),
    "propositions": Field("Produits ou services proposés", lambda one, _: one.proposals),
    "prochaine_information": Field(
        "Prochaine information du client", lambda one, _: french.day(one.next_update_on) if one.next_update_on else ""
    ),
    "politesse": Field("Formule de politesse accordée", lambda one, _: _polite(one)),
    "ecole": Field("Nom et adresse de l’école", lambda _, settings: _school_line(settings.school)),
    "telephones": Field("Téléphones de l’école", lambda _, settings: settings.school.phones),
}

_FIELD = re.compile(r"\{([^{}]*)\}")


def check_fields(template: Template) -> None:
    """Refuse a template that names a field that does not exist.

    Raises:
        UnknownField: names it.
    """
    for name in _FIELD.findall(f"{template.subject}\n{template.body}"):
        if name not in FIELDS:
            raise UnknownField(name)


def _fill_line(text: str, values: Mapping[str, str]) -> str:
    return " ".join(_substitute(text, values).split())


def _fill(body: str, values: Mapping[str, str]) -> str:
    paragraphs = (part for part in body.split("\n\n") if not _is_void(part, values))
    return "\n\n".join(_substitute(part, values).strip() for part in paragraphs)


def _is_void(paragraph: str, values: Mapping[str, str]) -> bool:
    names = _FIELD.findall(paragraph)
    return bool(names) and not any(values.get(name, "") for name in names)


def _substitute(text: str, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        try:
            return values[match.group(1)]
        except KeyError:
            raise UnknownField(match.group(1)) from None

    return _FIELD.sub(value, text)
