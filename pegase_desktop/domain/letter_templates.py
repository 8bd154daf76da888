"""Templates of letters: texts in which ``{champ}`` stands for a fact, and the fields they may name.

A paragraph made of fields that are all empty disappears. What stands in a fact is never read as a field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import response_target
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import FactKind, Need, fact, missing_in
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.rows import Redress
from pegase_desktop.domain.school import School, Settings
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import Kind, Quality, RedressKind, Resolution, Title

_FIELD = re.compile(r"\{([^{}]*)\}")
_LOOSE = re.compile(r"[{}][^\s{}]{0,20}")
_NO_TEXT = "Il manque ce texte. Écrivez-le, ou revenez au texte d’origine."
_BETWEEN_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


class TemplateFault(UserError):
    """A template cannot be filled."""


class LooseBrace(TemplateFault):
    """A brace without its other half: a field that would leave as it was typed."""

    def __init__(self, near: str) -> None:
        super().__init__(f"Une accolade est seule, près de « {near} ». Écrivez le champ en entier, ou effacez-la.")


class UnknownField(TemplateFault):
    """A template names a field that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Le champ « {{{name}}} » n’existe pas. Choisissez un champ de la liste.")
        self.name = name


@dataclass(frozen=True, slots=True)
class Template:
    """A subject line and a body with ``{champs}``."""

    subject: str = fact("Objet", FactKind.LINE, default="", need=Need.REGISTER, missing=_NO_TEXT)
    body: str = fact("Texte", FactKind.TEXT, default="", need=Need.REGISTER, missing=_NO_TEXT, lines=12)

    @classmethod
    def parse(cls, text: str) -> Template:
        """The first line is the subject, the rest the body.

        Raises:
            TemplateFault: it names a field that does not exist, or a brace is alone.
        """
        check_fields(text)
        return cls.read(text)

    @classmethod
    def read(cls, text: str) -> Template:
        """The same, whatever fields it names: to be shown to who can mend it."""
        subject, _, body = text.strip().partition("\n")
        return cls(subject.strip(), body.strip())

    @property
    def text(self) -> str:
        """The inverse of :meth:`parse`."""
        return f"{self.subject}\n\n{self.body}\n"

    def faults(self) -> dict[str, str]:
        """Why it is no letter, a sentence for each fact."""
        found = missing_in(self)
        for name, text in (("subject", self.subject), ("body", self.body)):
            try:
                check_fields(text)
            except TemplateFault as refusal:
                found[name] = str(refusal)
        return found


def check_fields(text: str) -> None:
    """Whether all that stands in braces can be filled.

    Raises:
        TemplateFault: a field does not exist, or a brace is alone.
    """
    for name in _FIELD.findall(text):
        if name not in FIELDS:
            raise UnknownField(name)
    loose = _LOOSE.search(_FIELD.sub("", text))
    if loose:
        raise LooseBrace(loose.group())


def fill(template: Template, complaint: Complaint, settings: Settings, now: datetime) -> tuple[str, str]:
    """Subject and body with the facts in their places as they are at *now*, typeset.

    Raises:
        UnknownField: the template names a field that does not exist.
    """
    values = {name: field.value(complaint, settings, now) for name, field in FIELDS.items()}
    subject = " ".join(_substituted(template.subject, values).split())
    told = (part for part in _BETWEEN_PARAGRAPHS.split(template.body) if not _is_void(part, values))
    return typeset(subject), typeset("\n\n".join(_substituted(part, values).strip() for part in told))


def _is_void(paragraph: str, values: Mapping[str, str]) -> bool:
    names = _FIELD.findall(paragraph)
    return bool(names) and not any(values.get(name, "unknown") for name in names)


def _substituted(text: str, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        try:
            return values[match.group(1)]
        except KeyError:
            raise UnknownField(match.group(1)) from None

    return _FIELD.sub(value, text)


def salutation(complaint: Complaint) -> str:
    """« Madame, », « Monsieur, », or both when the title is not known."""
    if complaint.anonymous or complaint.complainant_title is None:
        return "Madame, Monsieur,"
    return "Madame," if complaint.complainant_title is Title.MRS else "Monsieur,"


# Fields


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the templates: what it is, for the list in the settings, and where its text comes from."""

    label: str
    value: Callable[[Complaint, Settings, datetime], str]


def written_day(day: date | datetime | None) -> str:
    """« 8 janvier 2026 », as a letter writes it; nothing for no day."""
    if day is None:
        return ""
    on = local(day).date() if isinstance(day, datetime) else day
    return french.long_day(on).partition(" ")[2]


def _redress(complaint: Complaint) -> str:
    given = [one for one in complaint.redress if one.kind not in (None, RedressKind.NONE)]
    return "\n".join(f"–{french.NBSP}{_said_redress(one)}" for one in given)


def _said_redress(one: Redress) -> str:
    label = one.kind.label if one.kind else ""
    amount = french.euros(one.amount) if one.amount else ""
    if not one.text:
        return f"{label} de {amount}" if amount else label
    details = [label.lower() if one.kind is not RedressKind.APOLOGY else "", amount]
    said = ", ".join(part for part in details if part)
    return f"{one.text} ({said})" if said else one.text


def _nature(complaint: Complaint) -> str:
    return "réclamation" if complaint.kind is Kind.COMPLAINT else "signalement"


def _issue(complaint: Complaint) -> str:
    """How a difficulty ends, in words for whoever expressed it."""
    match complaint.resolution:
        case Resolution.RESOLVED:
            return "Elle est aujourd’hui résolue."
        case Resolution.PARTLY:
            return "Elle est aujourd’hui résolue en partie."
        case Resolution.UNRESOLVED:
            return "Nous n’avons pas pu la résoudre à ce jour."
        case None:
            return ""


def _student(complaint: Complaint) -> str:
    same = complaint.student == complaint.complainant_name or complaint.complainant_quality is Quality.STUDENT
    return "" if same else complaint.student


def _owner(complaint: Complaint) -> str:
    return complaint.owner or "notre équipe"


def _by_when(complaint: Complaint, now: datetime) -> str:
    """When the answer comes; a deadline that has passed is no promise any more."""
    target = response_target(complaint)
    return f"au plus tard le {written_day(target)}" if target and target > now else "dans les meilleurs délais"


def _what_follows(complaint: Complaint, now: datetime) -> str:
    """What is promised with the acknowledgement: where the path has no restatement, none."""
    if path_of(complaint).has("restatement"):
        first = (
            "Nous reviendrons vers vous pour nous assurer que nous vous avons bien compris, puis nous vous donnerons"
        )
    else:
        first = "Nous vous donnerons"
    return f"{first} une réponse motivée, {_by_when(complaint, now)}."


def _progress(complaint: Complaint, now: datetime) -> str:
    """Where the case stands, in words for the client."""
    if complaint.response_sent_at:
        return f"Notre réponse vous a été adressée le {written_day(complaint.response_sent_at)}{_kept(complaint)}."
    when = _by_when(complaint, now)
    if complaint.cause_family:
        return f"Nous savons ce qui s’est passé et préparons notre réponse, que vous recevrez {when}."
    if complaint.restatement:
        return f"Nous recherchons ce qui s’est passé avant de vous répondre, {when}."
    return f"Nous vérifions avec vous les faits avant de vous répondre, {when}."


def _kept(complaint: Complaint) -> str:
    """Whether what the answer announced is done, as far as the plan tells; an action that was given up is not."""
    if any(one.is_open for one in complaint.actions):
        return " ; ce qu’elle annonce est en cours"
    is_done = complaint.actions and all(one.done_on for one in complaint.actions)
    return " ; ce qu’elle annonce est fait" if is_done else ""


def _next_word(complaint: Complaint, now: datetime) -> str:
    """The day of the next information; one that has come is no promise any more: this letter is that information."""
    day = complaint.next_update_on
    return written_day(day) if day and day > local(now).date() else ""


def _polite(complaint: Complaint) -> str:
    person = salutation(complaint).rstrip(",")
    return f"Nous vous prions d’agréer, {person}, nos salutations distinguées."


def _school(school: School) -> str:
    return ", ".join(part for part in (school.name, school.place) if part)


def _phones(school: School) -> str:
    """« 04 93 58 94 17 ou au 06 63 85 52 79 »: each number unbroken, to follow « au »; with none, « bureau »."""
    numbers = (part.strip().replace(" ", french.NBSP) for part in school.phones.split("/"))
    return " ou au ".join(number for number in numbers if number) or "bureau"


FIELDS: Mapping[str, Field] = {
    "reference": Field("N° de la réclamation", lambda one, *_: one.reference),
    "reclamant": Field("Réclamant, avec sa civilité", lambda one, *_: one.complainant),
    "eleve": Field("Élève concerné, s’il n’est pas le réclamant", lambda one, *_: _student(one)),
    "objet": Field("Objet de la réclamation", lambda one, *_: one.title),
    "nature": Field("« réclamation », ou « signalement » pour une difficulté ou un aléa", lambda one, *_: _nature(one)),
    "date_reception": Field("Date de réception", lambda one, *_: written_day(one.received_at)),
    "canal": Field("Canal", lambda one, *_: one.channel.label.lower() if one.channel else ""),
    "solution_souhaitee": Field("Solution souhaitée", lambda one, *_: one.remedy_sought),
    "reformulation": Field("Points clés reformulés", lambda one, *_: one.restatement),
    "avancement": Field("Où en est le dossier, en une phrase", lambda one, _, now: _progress(one, now)),
    "responsable": Field("Responsable du traitement, ou « notre équipe »", lambda one, *_: _owner(one)),
    "suite": Field("Ce qui suit l’accusé, en une phrase", lambda one, _, now: _what_follows(one, now)),
    "echeance_reponse": Field(
        "« au plus tard le … », ou « dans les meilleurs délais »", lambda one, _, now: _by_when(one, now)
    ),
    "date_butoir": Field("Date butoir annoncée", lambda one, *_: written_day(one.commitment_date)),
    "raison_delai": Field("Raison du délai", lambda one, *_: one.commitment_reason),
    "motifs": Field("Raisons de la réponse", lambda one, *_: one.reasons),
    "dedommagement": Field("Dédommagement, une ligne chacun", lambda one, *_: _redress(one)),
    "issue": Field("Issue d’une difficulté, en une phrase", lambda one, *_: _issue(one)),
    "conclusion": Field("Conclusion", lambda one, *_: one.outcome),
    "propositions": Field("Produits ou services proposés", lambda one, *_: one.proposals),
    "prochaine_information": Field(
        "Prochaine information du client, si elle est à venir", lambda one, _, now: _next_word(one, now)
    ),
    "politesse": Field("Formule de politesse accordée", lambda one, *_: _polite(one)),
    "ecole": Field("Nom et adresse de l’école", lambda _, settings, __: _school(settings.school)),
    "telephones": Field("Téléphones de l’école, après « au »", lambda _, settings, __: _phones(settings.school)),
}
