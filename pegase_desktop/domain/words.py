"""The words of the process: each enumeration is a menu of the screens, with its French labels.

The codes are those of the open form (see :mod:`pegase_desktop.interchange.open_form`) and of the register file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A code with the French label that people read."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Kind(Labelled):
    COMPLAINT = "complaint", "Réclamation"
    DIFFICULTY = "difficulty", "Difficulté"
    INCIDENT = "incident", "Aléa"


class Channel(Labelled):
    WEBSITE = "website", "Site internet"
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Téléphone"
    IN_PERSON = "in_person", "Sur place"
    LETTER = "letter", "Courrier"
    SURVEY = "survey", "Questionnaire"

    @property
    def is_written(self) -> bool:
        """Whether what comes this way is in writing by its nature."""
        return self in (Channel.WEBSITE, Channel.EMAIL, Channel.LETTER, Channel.SURVEY)


class Title(Labelled):
    MRS = "Mme", "Mme"
    MR = "M.", "M."


class Quality(Labelled):
    STUDENT = "student", "Élève"
    LEGAL_REPRESENTATIVE = "legal_representative", "Représentant légal"
    FUNDER = "funder", "Financeur"
    COMPANY = "company", "Entreprise"
    OTHER = "other", "Autre"


class Medium(Labelled):
    """How a message travels."""

    EMAIL = "email", "E-mail"
    LETTER = "letter", "Courrier"
    FAX = "fax", "Fax"
    HAND_DELIVERED = "hand_delivered", "Remise en main propre"
    PHONE = "phone", "Téléphone"
    IN_PERSON = "in_person", "Sur place"
    SMS = "sms", "SMS"
    WEBSITE = "website", "Site internet"


# They leave a document, as the process asks of an acknowledgement.
DOCUMENTED_MEDIA = (Medium.EMAIL, Medium.LETTER, Medium.FAX, Medium.HAND_DELIVERED)
PREFERRED_MEDIA = (Medium.PHONE, Medium.EMAIL, Medium.SMS, Medium.LETTER)


class Direction(Labelled):
    OUTGOING = "outgoing", "Vers le client"
    INCOMING = "incoming", "Du client"


class Agreement(Labelled):
    """Whether the client confirms our restatement."""

    YES = "yes", "Oui"
    TO_CORRECT = "to_correct", "À corriger"
    NOT_ASKED = "not_asked", "Pas encore demandé"


class CallResult(Labelled):
    REACHED = "reached", "Client joint"
    MESSAGE_LEFT = "message_left", "Message laissé"
    UNREACHABLE = "unreachable", "Injoignable"


class Level(Labelled):
    LOW = "low", "Faible"
    MEDIUM = "medium", "Moyenne"
    HIGH = "high", "Forte"

    @property
    def points(self) -> int:
        """1, 2 or 3."""
        return list(Level).index(self) + 1


class Priority(Labelled):
    LOW = "low", "Basse"
    NORMAL = "normal", "Normale"
    HIGH = "high", "Haute"
    URGENT = "urgent", "Urgente"

    @property
    def rank(self) -> int:
        """1 (basse) to 4 (urgente)."""
        return list(Priority).index(self) + 1


class Recurrence(Labelled):
    ISOLATED = "isolated", "Isolée"
    EXCEPTIONAL = "exceptional", "Exceptionnelle"
    REPEATED = "repeated", "Répétée"
    SLOW_DEGRADATION = "slow_degradation", "Dégradation lente"


class CauseFamily(Labelled):
    METHOD = "method", "Méthode"
    EQUIPMENT = "equipment", "Matériel"
    STAFF = "staff", "Personnel"
    COMMUNICATION = "communication", "Communication"
    ORGANISATION = "organisation", "Organisation"
    EXTERNAL = "external", "Externe"
    NOT_APPLICABLE = "not_applicable", "Sans objet"


class ImprovementKind(Labelled):
    CORRECTION = "correction", "Correction"  # repairs the one case
    CORRECTIVE = "corrective", "Action corrective"  # takes the cause away
    PREVENTIVE = "preventive", "Action préventive"
    IMPROVEMENT = "improvement", "Amélioration"


class OriginKind(Labelled):
    """What an improvement comes from."""

    COMPLAINT = "complaint", "Réclamation"
    DIFFICULTY = "difficulty", "Difficulté"
    INCIDENT = "incident", "Aléa"
    SURVEY = "survey", "Enquête de satisfaction"
    MEETING = "meeting", "Réunion qualité"
    AUDIT = "audit", "Audit"
    IDEA = "idea", "Idée de l’équipe"


class Effect(Labelled):
    """What the check of an improvement found."""

    EFFECTIVE = "effective", "Efficace"
    PARTIAL = "partial", "Partielle"
    INEFFECTIVE = "ineffective", "Inefficace"


class Decision(Labelled):
    FAVOURABLE = "favourable", "Favorable"
    PARTIAL = "partial", "Partielle"
    UNFAVOURABLE = "unfavourable", "Défavorable"

    @property
    def is_refusal(self) -> bool:
        """Whether all or part of what the client asked is refused."""
        return self is not Decision.FAVOURABLE


class Resolution(Labelled):
    """How a difficulty ends."""

    RESOLVED = "resolved", "Résolue"
    PARTLY = "partly", "En partie"
    UNRESOLVED = "unresolved", "Non résolue"


class RedressKind(Labelled):
    NONE = "none", "Aucun"
    APOLOGY = "apology", "Excuses"
    CREDIT_NOTE = "credit_note", "Avoir"
    REFUND = "refund", "Remboursement"
    EXTRA_SERVICE = "extra_service", "Prestation complémentaire"
    GOODWILL = "goodwill", "Geste commercial"


class LetterKind(Labelled):
    """The letters of a case, in the order of the process."""

    RECORD = "record", "Compte rendu de la réclamation orale"
    ACKNOWLEDGEMENT = "acknowledgement", "Accusé de réception"
    WAITING = "waiting", "Lettre d’attente"
    UPDATE = "update", "Information du suivi"
    FAVOURABLE = "favourable", "Réponse favorable"
    PARTIAL = "partial", "Réponse partielle"
    UNFAVOURABLE = "unfavourable", "Réponse défavorable"
    RESOLUTION = "resolution", "Réponse à une difficulté"
    CLOSING = "closing", "Lettre de clôture"

    @classmethod
    def answering(cls, decision: Decision) -> LetterKind:
        """The letter that carries this decision: their codes are the same."""
        return cls(decision.value)

    @property
    def is_response(self) -> bool:
        return self in (
            LetterKind.FAVOURABLE, LetterKind.PARTIAL, LetterKind.UNFAVOURABLE, LetterKind.RESOLUTION,
        )  # fmt: skip

    @property
    def is_refusal(self) -> bool:
        """Whether it refuses all or part of what the client asked."""
        return self in (LetterKind.PARTIAL, LetterKind.UNFAVOURABLE)


class ClientAgrees(Labelled):
    YES = "yes", "Oui"
    NO = "no", "Non"
    NO_WORD = "no_word", "Sans nouvelles"


class CancelReason(Labelled):
    DUPLICATE = "duplicate", "Doublon"
    ENTERED_BY_MISTAKE = "entered_by_mistake", "Saisie par erreur"
    WITHDRAWN = "withdrawn", "Retirée par le client"


class EndingKind(Labelled):
    """What ends a case, or lets it go on."""

    CLOSED = "closed", "Clôturée"
    CANCELLED = "cancelled", "Annulée"
    REOPENED = "reopened", "Rouverte"


class Status(Labelled):
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Clôturée"
    CANCELLED = "cancelled", "Annulée"
