"""A complaint and its facts, each declared once: label, kind, page, need.

The wizard, the journal, the search, the register file and the open form read these declarations. A new field is one
line here, one migration, and its place on the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from pegase_desktop.domain import asked
from pegase_desktop.domain.clocks import Terms
from pegase_desktop.domain.facts import Charge, Check, Fact, FactKind, Need, SettingsList, fact, facts_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordRef, complaint_ref
from pegase_desktop.domain.rows import (
    Action,
    Announcement,
    Attachment,
    Call,
    Ending,
    Exchange,
    Link,
    Redress,
    SentLetter,
)
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.words import (
    DOCUMENTED_MEDIA,
    PREFERRED_MEDIA,
    Agreement,
    CauseFamily,
    Channel,
    ClientAgrees,
    Decision,
    EndingKind,
    Kind,
    Level,
    Medium,
    Quality,
    Recurrence,
    Resolution,
    Status,
    Title,
)

ANONYMOUS = "Anonyme"  #: what is said for the name of who wishes to stay unknown


def _pointless(step: str, page: Page, name: str) -> Any:
    """Why a step that goes to the person is « sans objet »."""
    only = "Seulement si la personne ne peut pas être jointe : ni téléphone, ni e-mail, ni adresse."
    when = asked.may_give_up(name)
    return fact(f"{step} sans objet, raison", FactKind.LINE, page, default="", living=True, when=when, help=only)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Everything recorded about one complaint, difficulty or incident. Moments are UTC; an empty text is no text.

    The first block belongs to the register (number, version, clocks' targets); all the rest are facts.
    """

    id: int = 0
    reference: str = ""
    version: int = 0
    registered_at: datetime | None = None
    registered_by: str = ""
    terms: Terms = Terms()
    ack_due_at: datetime | None = None
    response_due_at: datetime | None = None

    # fmt: off
    # 1 Réception
    kind: Kind | None = fact(
        "Nature", FactKind.CHOICE, Page.RECEPTION, need=Need.REGISTER, of=Kind,
        missing="Il manque la nature. Choisissez réclamation, difficulté ou aléa.",
    )
    received_at: datetime | None = fact(
        "Reçue le", FactKind.MOMENT, Page.RECEPTION, need=Need.REGISTER, past=True,
        missing="Il manque la date et l’heure de réception. Par exemple : 17/11/2026 à 18:40.",
    )
    channel: Channel | None = fact(
        "Canal", FactKind.CHOICE, Page.RECEPTION, need=Need.REGISTER, of=Channel,
        missing="Il manque le canal. Dites comment la réclamation est arrivée.",
    )
    received_by: str = fact("Reçue par", FactKind.STAFF, Page.RECEPTION, default="", need=Need.EXPECTED)
    verbatim: str = fact(
        "Réclamation, avec les mots du client", FactKind.TEXT, Page.RECEPTION, default="", need=Need.EXPECTED, lines=4,
        hint="Ce que le client dit ou écrit, mot pour mot",
        missing="Il manque les mots du client. Écrivez ce qu’il a dit, même en une phrase.",
    )
    remedy_sought: str = fact(
        "Solution souhaitée par le client", FactKind.TEXT, Page.RECEPTION, default="", lines=2,
        hint="Ce que le client aimerait obtenir",
    )
    facts_date: date | None = fact("Date des faits", FactKind.DAY, Page.RECEPTION, past=True)
    in_writing: bool | None = fact(
        "La réclamation est-elle écrite ?", FactKind.FLAG, Page.RECEPTION, need=Need.EXPECTED,
        missing="Dites si la réclamation est écrite. Sinon, elle peut être imprimée et signée.",
    )
    written_on: date | None = fact(
        "Date de la réclamation écrite", FactKind.DAY, Page.RECEPTION, past=True, when=asked.is_written,
        help="Elle ouvre le délai d’un an pour saisir le médiateur.",
    )

    # 2 Réclamant
    anonymous: bool | None = fact("Le réclamant souhaite rester anonyme", FactKind.FLAG, Page.COMPLAINANT, ticked=True)
    complainant_title: Title | None = fact("Civilité", FactKind.CHOICE, Page.COMPLAINANT, when=asked.is_named, of=Title)
    complainant_name: str = fact(
        "Nom et prénom", FactKind.LINE, Page.COMPLAINANT, default="", need=Need.REGISTER, when=asked.is_named,
        hint="Prénom Nom",
        missing="Il manque le nom du réclamant. Écrivez-le, ou cochez « anonyme ».",
    )
    complainant_quality: Quality | None = fact(
        "Qualité", FactKind.CHOICE, Page.COMPLAINANT, need=Need.EXPECTED, of=Quality, when=asked.is_named,
        missing="Il manque la qualité du réclamant. Par exemple : élève.",
    )
    complainant_function: str = fact("Fonction ou précision", FactKind.LINE, Page.COMPLAINANT, default="")
    phone: str = fact(
        "Téléphone", FactKind.PHONE, Page.COMPLAINANT, default="", hint="06 12 34 56 78", check=Check.TELEPHONE,
        doubt="Ce numéro semble faux. Par exemple : 06 12 34 56 78. Vous pouvez le garder si le client le dit ainsi.",
    )
    email: str = fact(
        "E-mail", FactKind.EMAIL, Page.COMPLAINANT, default="", hint="nom@exemple.fr", check=Check.EMAIL,
        doubt="Cette adresse semble incomplète. Par exemple : nom@exemple.fr. "
        "Vous pouvez la garder si le client la donne ainsi.",
    )
    address: str = fact("Adresse", FactKind.TEXT, Page.COMPLAINANT, default="", lines=2)
    preferred_medium: Medium | None = fact(
        "Moyen de contact préféré", FactKind.CHOICE, Page.COMPLAINANT, of=PREFERRED_MEDIA
    )
    student: str = fact("Élève concerné", FactKind.LINE, Page.COMPLAINANT, default="")
    training: str = fact(
        "Formation", FactKind.MENU, Page.COMPLAINANT, default="", menu=SettingsList.TRAININGS, free=True
    )
    self_introduced: bool | None = fact(
        "Je me suis présenté(e) au client", FactKind.FLAG, Page.COMPLAINANT, need=Need.EXPECTED, when=asked.was_met,
        missing="Dites si vous vous êtes présenté(e) : le protocole le demande à chaque échange.",
    )

    # 3 Service et objet
    subject: str = fact(
        "Objet", FactKind.LINE, Page.SUBJECT, default="", need=Need.EXPECTED, hint="Un titre court",
        missing="Il manque l’objet. Donnez un titre court, par exemple : leçon annulée la veille.",
    )
    service: str = fact(
        "Service concerné", FactKind.MENU, Page.SUBJECT, default="", need=Need.EXPECTED, menu=SettingsList.SERVICES,
        missing="Il manque le service concerné. Choisissez-le dans la liste.",
    )
    category: str = fact(
        "Catégorie", FactKind.MENU, Page.SUBJECT, default="", need=Need.EXPECTED, menu=SettingsList.CATEGORIES,
        missing="Il manque la catégorie. Choisissez-la dans la liste, ou « autre ».",
    )
    staff_concerned: tuple[str, ...] = fact("Personnes visées", FactKind.STAFF_LIST, Page.SUBJECT, default=())
    owner: str = fact(
        "Responsable du traitement", FactKind.STAFF, Page.SUBJECT, default="", need=Need.EXPECTED, living=True,
        missing="Il manque le responsable du traitement. Choisissez qui suit ce dossier.",
        charge=Charge("Dossiers suivis"),
    )

    # 4 Accusé de réception
    ack_not_applicable: str = _pointless("Accusé", Page.ACKNOWLEDGEMENT, "ack_not_applicable")
    ack_sent_at: datetime | None = fact(
        "Accusé envoyé le", FactKind.MOMENT, Page.ACKNOWLEDGEMENT, need=Need.EXPECTED, past=True,
        when=asked.is_acknowledged,
        missing="L’accusé de réception n’est pas encore envoyé. Envoyez-le, puis notez la date et l’heure.",
    )
    ack_medium: Medium | None = fact(
        "Moyen d’envoi", FactKind.CHOICE, Page.ACKNOWLEDGEMENT, need=Need.EXPECTED, of=DOCUMENTED_MEDIA,
        when=asked.is_acknowledged,
        missing="Il manque le moyen d’envoi de l’accusé. Un accusé est toujours écrit.",
    )
    ack_by: str = fact(
        "Envoyé par", FactKind.STAFF, Page.ACKNOWLEDGEMENT, default="", need=Need.EXPECTED, when=asked.is_acknowledged
    )
    ack_text: str = fact(
        "Texte de l’accusé", FactKind.TEXT, Page.ACKNOWLEDGEMENT, default="", when=asked.is_acknowledged,
        help="Le texte tel qu’il est parti ; l’original peut aussi être ajouté en pièce jointe.",
    )

    # 5 Reformulation et contact
    restatement: str = fact(
        "Points clés reformulés", FactKind.TEXT, Page.RESTATEMENT, default="", need=Need.EXPECTED,
        note="Repris sur la fiche imprimée",
        missing="Il manque la reformulation. Redites la réclamation en deux ou trois phrases.",
    )
    restatement_agreed: Agreement | None = fact(
        "Le client confirme-t-il cette reformulation ?", FactKind.CHOICE, Page.RESTATEMENT, need=Need.EXPECTED,
        of=Agreement, living=True, when=asked.is_talked_over,
        missing="Dites si le client confirme la reformulation.",
    )
    call_not_applicable: str = _pointless("Appel", Page.RESTATEMENT, "call_not_applicable")
    calls: tuple[Call, ...] = fact(
        "Reprise de contact par téléphone", FactKind.ROWS, Page.RESTATEMENT, default=(), row=Call,
        add="Noter cet appel", help="Le protocole demande de rappeler pour clarifier. Chaque essai est gardé.",
        need=Need.EXPECTED, when=asked.is_called,
        missing="La réclamation est écrite : le protocole demande de rappeler le client. Notez l’appel.",
    )
    next_call_at: datetime | None = fact("Prochain rappel prévu le", FactKind.MOMENT, Page.RESTATEMENT, living=True)

    # 6 Évaluation
    severity: Level | None = fact(
        "Gravité", FactKind.CHOICE, Page.ASSESSMENT, need=Need.EXPECTED, of=Level,
        help="Ce que le client subit : gêne, perte d’argent ou de temps, sécurité.",
    )
    complexity: Level | None = fact(
        "Complexité", FactKind.CHOICE, Page.ASSESSMENT, need=Need.EXPECTED, of=Level,
        help="Ce qu’il faut pour comprendre et résoudre : une vérification, ou plusieurs personnes.",
    )
    impact: Level | None = fact(
        "Répercussions", FactKind.CHOICE, Page.ASSESSMENT, need=Need.EXPECTED, of=Level,
        help="Ce que cela entraîne : examen, autres élèves, image de l’école.",
    )
    immediate_action_needed: bool | None = fact(
        "Faut-il une action immédiate ?", FactKind.FLAG, Page.ASSESSMENT, need=Need.EXPECTED,
        missing="Dites s’il faut agir tout de suite.",
    )
    recurrence: Recurrence | None = fact(
        "Récurrence", FactKind.CHOICE, Page.ASSESSMENT, need=Need.EXPECTED, of=Recurrence,
        help="Simple pierre dans notre jardin, cas exceptionnel, ou aboutissement d’une lente dégradation ?",
        missing="Il manque la récurrence. Les cas semblables ci-dessous aident à choisir.",
    )
    links: tuple[Link, ...] = fact(
        "Réclamations liées", FactKind.ROWS, Page.ASSESSMENT, default=(), row=Link, living=True
    )

    # 7 Action immédiate et causes
    immediate_action: str = fact(
        "Action immédiate, pour trouver la cause", FactKind.TEXT, Page.CAUSES, default="", need=Need.EXPECTED,
        missing="Il manque l’action immédiate. Dites ce qui est fait tout de suite pour comprendre.",
    )
    immediate_action_on: date | None = fact("Décidée le", FactKind.DAY, Page.CAUSES, past=True)
    immediate_action_by: str = fact("Décidée par", FactKind.STAFF, Page.CAUSES, default="")
    cause_family: CauseFamily | None = fact(
        "Famille de causes", FactKind.CHOICE, Page.CAUSES, need=Need.EXPECTED, of=CauseFamily, living=True,
        missing="Il manque la famille de causes. Choisissez-la, ou « sans objet » avec la raison.",
    )
    cause_text: str = fact(
        "Causes", FactKind.TEXT, Page.CAUSES, default="", need=Need.EXPECTED,
        missing="Il manque la cause en quelques mots, ou pourquoi elle est sans objet.",
    )

    # 8 Plan et échéances
    actions: tuple[Action, ...] = fact(
        "Plan d’action", FactKind.ROWS, Page.PLAN, default=(), row=Action, need=Need.EXPECTED, add="Ajouter l’action",
        help="Quoi, qui, pour quand. Marquez une action faite, ou abandonnez-la avec une raison.",
        missing="Le plan n’a pas encore d’action. Ajoutez-en une avec un responsable et une échéance.",
    )
    commitment_date: date | None = fact(
        "Date butoir annoncée au client", FactKind.DAY, Page.PLAN,
        help="Seulement si la réponse ne peut pas être donnée dans le délai : cette date devient un engagement.",
    )
    commitment_reason: str = fact(
        "Raison du délai", FactKind.LINE, Page.PLAN, default="", need=Need.EXPECTED, when=asked.commits,
        missing="Il manque la raison du délai. Le client doit la connaître.",
    )
    commitment_told_at: datetime | None = fact(
        "Annoncée au client le", FactKind.MOMENT, Page.PLAN, need=Need.EXPECTED, when=asked.commits, past=True,
        missing="La date butoir ne compte qu’une fois annoncée. Notez quand le client l’a apprise.",
    )

    # 9 Réponse au client
    response_not_applicable: str = _pointless("Réponse", Page.RESPONSE, "response_not_applicable")
    decision: Decision | None = fact(
        "Réponse", FactKind.CHOICE, Page.RESPONSE, need=Need.EXPECTED, of=Decision, when=asked.is_answered,
        missing="Il manque la décision : favorable, partielle ou défavorable.",
    )
    reasons: str = fact(
        "Réponse motivée", FactKind.TEXT, Page.RESPONSE, default="", need=Need.EXPECTED, lines=5,
        when=asked.is_answered, hint="Favorable ou non, elle explique les raisons au client",
        missing="Il manque les raisons. Toute réponse, positive ou négative, doit être argumentée.",
    )
    redress: tuple[Redress, ...] = fact(
        "Dédommagement", FactKind.ROWS, Page.RESPONSE, default=(), row=Redress, when=asked.has_redress_question,
        add="Ajouter le dédommagement", help="Ce qui est accordé au client, ou « Aucun ».",
    )
    response_sent_at: datetime | None = fact(
        "Réponse donnée le", FactKind.MOMENT, Page.RESPONSE, need=Need.EXPECTED, past=True, when=asked.is_answered,
        missing="La réponse n’est pas encore donnée. Envoyez-la, puis notez la date et l’heure.",
    )
    response_medium: Medium | None = fact(
        "Moyen de la réponse", FactKind.CHOICE, Page.RESPONSE, need=Need.EXPECTED, of=Medium, when=asked.is_answered,
        missing="Il manque le moyen par lequel la réponse est partie.",
    )
    response_by: str = fact("Réponse donnée par", FactKind.STAFF, Page.RESPONSE, default="", when=asked.is_answered)

    # 10 Suivi du client
    exchanges: tuple[Exchange, ...] = fact(
        "Échanges", FactKind.ROWS, Page.FOLLOW_UP, default=(), row=Exchange, need=Need.EXPECTED, when=asked.is_answered,
        add="Noter cet échange", help="Un appel, un message, une visite : une ligne suffit.",
        missing="Aucun échange n’est noté. Le client doit être tenu informé : notez chaque contact.",
    )
    next_update_on: date | None = fact("Prochaine information du client le", FactKind.DAY, Page.FOLLOW_UP, living=True)

    # 11 Conclusion
    outcome: str = fact(
        "Conclusion", FactKind.TEXT, Page.CONCLUSION, default="", need=Need.EXPECTED,
        missing="Il manque la conclusion : fondée ou non, et comment l’affaire se termine.",
    )
    client_agrees: ClientAgrees | None = fact(
        "Le client est-il d’accord ?", FactKind.CHOICE, Page.CONCLUSION, need=Need.EXPECTED, of=ClientAgrees,
        living=True, when=asked.is_answered, missing="Dites si le client est d’accord avec la conclusion.",
    )
    proposals: str = fact(
        "Produits ou services proposés", FactKind.TEXT, Page.CONCLUSION, default="", when=asked.is_answered
    )
    mediation_on: date | None = fact(
        "Médiateur saisi le", FactKind.DAY, Page.CONCLUSION, past=True, living=True,
        help="Seulement si le client a saisi le médiateur de la consommation.",
    )
    mediation_outcome: str = fact(
        "Issue de la médiation", FactKind.TEXT, Page.CONCLUSION, default="", lines=2, living=True,
        when=asked.went_to_mediation, hint="Par exemple : accord trouvé, avis rendu, demande irrecevable",
    )

    # 12 Satisfaction
    feedback_not_applicable: str = _pointless("Avis", Page.FEEDBACK, "feedback_not_applicable")
    feedback_asked_at: datetime | None = fact(
        "Avis demandé le", FactKind.MOMENT, Page.FEEDBACK, need=Need.EXPECTED, past=True, when=asked.is_asked_opinion,
        missing="L’avis du client n’est pas encore demandé.",
    )
    feedback_received_at: datetime | None = fact(
        "Avis reçu le", FactKind.MOMENT, Page.FEEDBACK, past=True, when=asked.is_asked_opinion
    )
    feedback_q1: int | None = fact(
        "Problème pris en compte, clarifié et explicité", FactKind.MARK, Page.FEEDBACK, when=asked.gave_feedback,
        need=Need.EXPECTED,
    )
    feedback_q2: int | None = fact(
        "Actions de correction et d’amélioration planifiées et menées", FactKind.MARK, Page.FEEDBACK,
        when=asked.gave_feedback, need=Need.EXPECTED,
    )
    feedback_q3: int | None = fact(
        "Poursuite de la relation évoquée", FactKind.MARK, Page.FEEDBACK, when=asked.gave_feedback, need=Need.EXPECTED
    )
    feedback_text: str = fact(
        "Commentaire du client", FactKind.TEXT, Page.FEEDBACK, default="", when=asked.gave_feedback
    )
    feedback_not_obtained_reason: str = fact(
        "Avis non obtenu, raison", FactKind.LINE, Page.FEEDBACK, default="", when=asked.gave_no_feedback, living=True
    )

    # 13 Enseignements
    lesson: str = fact(
        "Enseignements", FactKind.TEXT, Page.LESSONS, default="", need=Need.EXPECTED,
        missing="Il manque l’enseignement. Que faut-il retenir de ce dossier ?",
    )
    to_meeting: bool | None = fact(
        "À examiner en réunion qualité ?", FactKind.FLAG, Page.LESSONS, need=Need.EXPECTED, living=True,
        missing="Dites si ce dossier va en réunion qualité.",
    )
    corrective_action: str = fact(
        "Action corrective, pour éviter que cela se reproduise", FactKind.TEXT, Page.LESSONS, default=""
    )
    meeting_on: date | None = fact("Réunion qualité du", FactKind.DAY, Page.LESSONS, living=True, elsewhere=True)
    team_informed_on: date | None = fact(
        "Équipe informée le", FactKind.DAY, Page.LESSONS, need=Need.EXPECTED, past=True, elsewhere=True,
        help="Noté ici quand une note interne est remise à l’équipe.",
        missing="L’équipe n’est pas encore informée. Remettez-lui une note interne.",
    )

    # Asked for on the paths of difficulties and incidents alone (see paths)
    was_expressed: bool | None = fact(
        "Quelqu’un a-t-il exprimé cette difficulté ?", FactKind.FLAG,
        help="Sinon l’équipe l’a constatée elle-même : il n’y a personne à qui répondre.",
    )
    people_affected: str = fact(
        "Personnes touchées", FactKind.TEXT, default="", lines=2, hint="Élèves, personnel : qui, et en quoi",
        missing="Il manque qui est touché. Nommez les personnes, ou écrivez « personne ».",
    )
    people_told: str = fact(
        "Personnes prévenues", FactKind.TEXT, default="", lines=2, hint="Qui, comment, à quelle heure",
        missing="Il manque qui a été prévenu. Dites qui et comment, ou écrivez « personne ».",
    )
    resolution: Resolution | None = fact(
        "Issue de la difficulté", FactKind.CHOICE, of=Resolution,
        missing="Il manque l’issue : résolue, en partie ou non résolue.",
    )

    # Told by no page: what an operation of its own records, and what a register that comes from elsewhere can tell
    endings: tuple[Ending, ...] = fact("Fins et réouvertures", FactKind.ROWS, default=(), row=Ending)
    announced: tuple[Announcement, ...] = fact(
        "Dates butoirs annoncées auparavant", FactKind.ROWS, default=(), row=Announcement
    )
    hour_unknown: tuple[str, ...] = fact("Heures inconnues", FactKind.FACTS, default=())
    origin_file: str = fact("Fichier d’origine", FactKind.LINE, default="")
    origin_sheet: str = fact("Feuille d’origine", FactKind.LINE, default="")
    origin_row: int | None = fact("Ligne d’origine", FactKind.NUMBER)
    origin_number: str = fact("Ancien numéro", FactKind.LINE, default="")
    origin_words: str = fact("Contenu de la ligne d’origine", FactKind.TEXT, default="")

    attachments: tuple[Attachment, ...] = fact(
        "Pièces justificatives", FactKind.ROWS, Page.RECEPTION, default=(), row=Attachment
    )
    letters: tuple[SentLetter, ...] = fact("Courriers envoyés", FactKind.ROWS, default=(), row=SentLetter)
    # fmt: on

    @property
    def ref(self) -> RecordRef:
        """The complaint as the journal names it."""
        return complaint_ref(self.id)

    @property
    def status(self) -> Status:
        """Open, closed or cancelled; a case reopened since is open again."""
        match self.endings[-1].kind if self.endings else None:
            case EndingKind.CLOSED:
                return Status.CLOSED
            case EndingKind.CANCELLED:
                return Status.CANCELLED
            case EndingKind.REOPENED | None:
                return Status.OPEN

    @property
    def ended_at(self) -> datetime | None:
        """When it was closed or cancelled; None while it is open."""
        return None if self.is_open else self.endings[-1].at

    def last_ending(self, kind: EndingKind) -> Ending | None:
        """The last time it was closed, cancelled or reopened, whatever followed."""
        return next((one for one in reversed(self.endings) if one.kind is kind), None)

    @property
    def duplicate_of(self) -> str:
        """The number of the complaint of which this one was last said to be a duplicate."""
        return next((one.duplicate_of for one in reversed(self.endings) if one.kind is EndingKind.CANCELLED), "")

    @property
    def is_open(self) -> bool:
        return self.status is Status.OPEN

    @property
    def complainant(self) -> str:
        """« Mme Élodie Garnier », « Anonyme », or nothing yet."""
        if self.anonymous:
            return ANONYMOUS
        title = f"{self.complainant_title.label}\u00a0" if self.complainant_title and self.complainant_name else ""
        return title + self.complainant_name

    @property
    def title(self) -> str:
        """The object, else the beginning of the client's words."""
        return self.subject or shortened(self.verbatim.split("\n", 1)[0], 80)


def feedback_questions() -> tuple[Fact, ...]:
    """The questions of satisfaction that the client marks from 1 to 5."""
    return tuple(one for one in facts_on(Page.FEEDBACK) if one.kind is FactKind.MARK)


@cache
def facts_on(page: Page) -> tuple[Fact, ...]:
    """The facts declared on a page, in order: those that the path of a complaint asks for there."""
    return tuple(one for one in facts_of(Complaint) if one.page is page)
