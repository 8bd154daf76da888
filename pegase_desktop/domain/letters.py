"""The letters of a case: composed from its facts and a template, edited by a person, kept as sent.

What the law requires of a refusal is not part of the template: it is added to every answer that refuses and to the
closure of a complaint that was not settled, and cannot be edited away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.letter_templates import Template, fill, salutation, written_day
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Attachment, Exchange, SentLetter
from pegase_desktop.domain.school import Mediator, Settings
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import ClientAgrees, Direction, LetterKind, Medium, Quality

MEDIATOR = "mediator"  # where a letter is locked for want of the mediator


class LetterLocked(UserError):
    """The letter cannot be produced before something is there; ``where`` names the fact or the setting that lacks."""

    def __init__(self, sentence: str, where: str) -> None:
        super().__init__(sentence)
        self.where = where


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be edited, printed or sent. Texts are typeset; ``notice`` is what the law adds."""

    kind: LetterKind
    reference: str
    name: str  # of the recipient; empty when the complainant wishes to stay unknown
    address: str  # postal, a line each
    email: str
    place_and_day: str
    subject: str
    salutation: str
    body: str
    notice: str
    signer: str
    signer_role: str
    written_complaint: str = ""  # of a RECORD: the client's words, to be read and signed

    @property
    def recipient(self) -> str:
        """Name and postal address, as on an envelope."""
        return "\n".join(part for part in (self.name, self.address) if part)


def letters_for(complaint: Complaint) -> tuple[LetterKind, ...]:
    """The letters that make sense for the case as it stands, in the order of the process."""
    path = path_of(complaint)
    if not complaint.is_open or not _can_be_written_to(complaint) or not path.is_said:
        return ()
    answer = _answer(complaint)
    offered = [
        (LetterKind.RECORD, complaint.in_writing is False),
        (LetterKind.ACKNOWLEDGEMENT, True),
        (LetterKind.WAITING, complaint.commitment_date is not None),
        (LetterKind.UPDATE, True),
        (answer, answer is not None),
        (LetterKind.CLOSING, complaint.response_sent_at is not None),
    ]
    return tuple(kind for kind, fits in offered if fits and kind is not None)


def _answer(complaint: Complaint) -> LetterKind | None:
    """The letter that carries the answer as it is decided, to a difficulty by how it ends."""
    if path_of(complaint).has("resolution"):
        return LetterKind.RESOLUTION if complaint.resolution else None
    return LetterKind.answering(complaint.decision) if complaint.decision else None


def next_letter(complaint: Complaint) -> LetterKind | None:
    """The letter that the process asks for next, among those that make sense; None when there is none."""
    offered = letters_for(complaint)
    announced = complaint.commitment_date is None or complaint.commitment_told_at is not None
    asked_for = [
        (LetterKind.ACKNOWLEDGEMENT, complaint.ack_sent_at is None),
        (LetterKind.CLOSING, complaint.feedback_asked_at is None),
        *((kind, complaint.response_sent_at is None) for kind in LetterKind if kind.is_response),
        (LetterKind.WAITING, not announced),
        (LetterKind.UPDATE, True),
    ]
    return next((kind for kind, is_due in asked_for if is_due and kind in offered), None)


def letter_on(page: Page, complaint: Complaint) -> LetterKind | None:
    """The letter that belongs to a page of the process; None where there is none, or nothing to write yet."""
    kind = {
        Page.RECEPTION: LetterKind.RECORD,
        Page.ACKNOWLEDGEMENT: LetterKind.ACKNOWLEDGEMENT,
        Page.PLAN: LetterKind.WAITING,
        Page.RESPONSE: _answer(complaint),
        Page.FOLLOW_UP: LetterKind.UPDATE,
        Page.CONCLUSION: LetterKind.CLOSING,
        Page.FEEDBACK: LetterKind.CLOSING,
    }.get(page)
    return kind if kind in letters_for(complaint) else None


def _can_be_written_to(complaint: Complaint) -> bool:
    return not complaint.anonymous or bool(complaint.email or complaint.address)


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
        LetterLocked: an answer without reasons; no mediator's details where the law asks for them; an announcement
            without a date, or with one that has passed.
        TemplateFault: the template cannot be filled.
    """
    _check_locks(kind, complaint, settings, now)
    subject, body = fill(template, complaint, settings, now)
    return Letter(
        kind=kind,
        reference=complaint.reference,
        name="" if complaint.anonymous else complaint.complainant,
        address=complaint.address,
        email=complaint.email,
        place_and_day=_place_and_day(settings.school.city, now),
        subject=subject,
        salutation=salutation(complaint),
        body=body,
        notice=typeset(legal_notice(kind, complaint, settings.mediator)) if _names_mediator(kind, complaint) else "",
        signer=signer,
        signer_role=signer_role,
        written_complaint=complaint.verbatim if kind is LetterKind.RECORD else "",
    )


def _place_and_day(city: str, now: datetime) -> str:
    return f"{city}, le {written_day(now)}" if city else f"Le {written_day(now)}"


def _check_locks(kind: LetterKind, complaint: Complaint, settings: Settings, now: datetime) -> None:
    if kind.is_response and not complaint.reasons:
        raise LetterLocked(
            "Il manque les raisons. Toute réponse, positive ou négative, doit être argumentée : "
            "écrivez-les sur la page Réponse au client.",
            "reasons",
        )
    if _names_mediator(kind, complaint) and not settings.mediator.is_complete:
        letter = "Un refus" if kind.is_refusal else "La clôture d’une réclamation qui n’est pas réglée"
        raise LetterLocked(
            f"{letter} doit porter le nom et le site du médiateur de la consommation. "
            "Entrez-les dans Réglages, Médiateur.",
            MEDIATOR,
        )
    if kind is not LetterKind.WAITING:
        return
    if complaint.commitment_date is None:
        raise LetterLocked(
            "Il manque la date butoir. Fixez-la sur la page Plan et échéances.",
            "commitment_date",
        )
    if complaint.commitment_date < local(now).date():
        raise LetterLocked(
            "La date butoir est déjà passée. Fixez-en une autre sur la page Plan et échéances.",
            "commitment_date",
        )


def _names_mediator(kind: LetterKind, complaint: Complaint) -> bool:
    """Whether the law adds the mediator's details: to a refusal, and again when a complaint ends without agreement.

    To consumers alone: mediation is theirs (code de la consommation, article L612-1).
    """
    refuses = kind.is_refusal or (kind is LetterKind.CLOSING and not _is_settled(complaint))
    return refuses and is_consumer(complaint)


def is_consumer(complaint: Complaint) -> bool:
    """Whether who complains is a natural person outside their trade, as far as the facts say.

    A company is not. A funder is taken for a parent who pays when named with a title and without a function, and
    otherwise for a body such as an OPCO. Of whom nothing is known the mediator is not kept.
    """
    if complaint.complainant_quality is Quality.FUNDER:
        return complaint.complainant_title is not None and not complaint.complainant_function
    return complaint.complainant_quality is not Quality.COMPANY


def _is_settled(complaint: Complaint) -> bool:
    if complaint.decision and complaint.decision.is_refusal:
        return complaint.client_agrees is ClientAgrees.YES
    return complaint.client_agrees is not ClientAgrees.NO


def legal_notice(kind: LetterKind, complaint: Complaint, mediator: Mediator) -> str:
    """What such a letter says of the mediator: free recourse, within one year of the *written* complaint.

    Source: code de la consommation, articles L612-1, L612-2, L616-1 and R616-1.
    """
    since = "à compter de votre réclamation écrite"
    if complaint.in_writing and complaint.written_on:
        until = written_day(_one_year_after(complaint.written_on))
        since += f" du {written_day(complaint.written_on)}, soit jusqu’au {until}"
    elif not complaint.in_writing:
        since = "à compter de la réclamation écrite que vous nous adresserez au préalable"
    result = "réponse" if kind.is_response else "issue"
    return (
        f"Si cette {result} ne vous satisfait pas, vous pouvez saisir gratuitement le médiateur de la consommation "
        f"(articles L612-1 et suivants du code de la consommation), dans un délai d’un an {since} :\n"
        + "\n".join(line for line in (mediator.name, mediator.address, mediator.website) if line)
    )


def _one_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


def as_sent(letter: Letter, document: Attachment, medium: Medium, sent_at: datetime) -> SentLetter:
    """The letter as it left: its words, and the PDF that is kept."""
    return SentLetter(
        kind=letter.kind,
        sent_at=sent_at,
        medium=medium,
        by=document.added_by,
        subject=letter.subject,
        text=letter.body,
        name=document.name,
        size=document.size,
        sha256=document.sha256,
    )


def sent_facts(complaint: Complaint, sent: SentLetter) -> Complaint:
    """The complaint once a letter has left: the letter, the exchange it is, and what it makes true.

    What left before, such as the first acknowledgement, stays as it was recorded.
    """
    facts = made_true(sent)
    if any(getattr(complaint, name) is not None for name in facts if name.endswith("_at")):
        facts = {}
    # By this id the exchange names the letter that it is, until both are stored.
    letter = replace(sent, id=min([0, *(one.id for one in complaint.letters)]) - 1, settles=bool(facts) or None)
    exchange = Exchange(
        at=sent.sent_at,
        medium=sent.medium,
        direction=Direction.OUTGOING,
        by=sent.by,
        text=sent.subject,
        letter=letter.id,
    )
    return replace(complaint, letters=(*complaint.letters, letter), exchanges=(*complaint.exchanges, exchange), **facts)


def left_at(complaint: Complaint, sent: SentLetter) -> datetime | None:
    """When a letter of the case left: of one that settles a fact, what the fact says, which may have been corrected."""
    if not sent.settles:
        return sent.sent_at
    settled = (getattr(complaint, name) for name in made_true(sent) if name.endswith("_at"))
    return next((at for at in settled if at), sent.sent_at)


def made_true(sent: SentLetter) -> dict[str, Any]:
    """The facts of the case that the first letter of its kind makes true by leaving."""
    match sent.kind:
        case LetterKind.ACKNOWLEDGEMENT:
            return {"ack_sent_at": sent.sent_at, "ack_medium": sent.medium, "ack_by": sent.by, "ack_text": sent.text}
        case LetterKind.WAITING:
            return {"commitment_told_at": sent.sent_at}
        case LetterKind.FAVOURABLE | LetterKind.PARTIAL | LetterKind.UNFAVOURABLE | LetterKind.RESOLUTION:
            return {"response_sent_at": sent.sent_at, "response_medium": sent.medium, "response_by": sent.by}
        case LetterKind.CLOSING:
            return {"feedback_asked_at": sent.sent_at}
        case LetterKind.RECORD | LetterKind.UPDATE | None:
            return {}
