"""What stands beside each page of the wizard: the school's own words, useful phrases, things to keep in mind.

Quotations are the exact words of the school's two documents, with the accents that scanning lost put back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page, Phase, Step
from pegase_desktop.domain.words import Kind


@dataclass(frozen=True, slots=True)
class Tip:
    """One text and where it comes from. A quotation is shown in « » and never reworded."""

    text: str
    source: str
    is_quotation: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """The tips of a page. ``said`` are sentences for the client's ears, ``written`` ones for a long text."""

    asked: tuple[Tip, ...]
    kept_in_mind: tuple[Tip, ...]
    said: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


DESK = "Usage de l’accueil"
CONSUMER_CODE = "Code de la consommation"


def _step(step: Step, text: str) -> Tip:
    return Tip(text, f"Protocole, étape {step.value}", is_quotation=True)


def _phase(phase: Phase, text: str) -> Tip:
    return Tip(text, f"Processus, phase {phase.value}", is_quotation=True)


def _desk(text: str) -> Tip:
    return Tip(text, DESK)


_ADVICE: Mapping[Page, Advice] = MappingProxyType(
    {
        Page.RECEPTION: Advice(
            asked=(
                _step(Step.TAKEN_UP, "Chaque réclamation est traitée avec sérieux."),
                _step(
                    Step.TAKEN_UP,
                    "Observation, questionnement, et écoute active sont utilisés pour comprendre la nature de la "
                    "réclamation.",
                ),
                _phase(
                    Phase.INTAKE,
                    "À ce stade, il faut “ récupérer ” et enregistrer la réclamation ainsi que les pièces "
                    "justificatives associées et identifier la solution souhaitée par le client.",
                ),
            ),
            said=(
                "Je vous écoute, prenez votre temps.",
                "Qu’aimeriez-vous que nous fassions ?",
                "Avez-vous un document à nous laisser ?",
            ),
            kept_in_mind=(
                _desk("Écrivez comme si la personne lisait par-dessus votre épaule : des faits, sans jugement."),
                _desk("Ne notez aucune donnée de santé. L’adaptation demandée suffit."),
                Tip(
                    "La date de la réclamation écrite ouvre le délai d’un an pour saisir le médiateur.",
                    f"{CONSUMER_CODE}, L612-2",
                ),
            ),
        ),
        Page.COMPLAINANT: Advice(
            asked=(
                _step(
                    Step.IDENTIFICATION,
                    "Collecte d'informations sur la personne plaignante (nom, fonction, téléphone, courriel, adresse).",
                ),
                _step(Step.IDENTIFICATION, "Auto-identification lors des échanges avec le client."),
            ),
            said=(
                "Je me présente : c’est moi qui prends votre demande à l’auto-école.",
                "À quel numéro pouvons-nous vous rappeler, et à quel moment ?",
                "Préférez-vous un appel ou un e-mail ?",
            ),
            kept_in_mind=(
                _desk("Pour un mineur, notez le représentant légal comme réclamant et l’élève à part."),
                _desk("Un numéro ou une adresse qui paraît faux peut être gardé : le client l’a dit ainsi."),
            ),
        ),
        Page.SUBJECT: Advice(
            asked=(
                _step(Step.IDENTIFICATION, "Identification du service spécifique concerné."),
                _step(Step.IDENTIFICATION, "Clarification de l'objet de la réclamation."),
            ),
            kept_in_mind=(
                _desk(
                    "Un objet court se retrouve mieux : le fait, et le moment. Par exemple « Leçon annulée la veille » "
                    "ou « Place d’examen reportée »."
                ),
                _phase(
                    Phase.INTERNAL,
                    "Les réclamations clients peuvent en effet concerner tous les collaborateurs de l'entreprise.",
                ),
            ),
        ),
        Page.ACKNOWLEDGEMENT: Advice(
            asked=(
                Tip(
                    "mail accusé de réception prise en compte de la réclamation dans les 48 heures",
                    "Protocole, information réclamant",
                    is_quotation=True,
                ),
                _phase(
                    Phase.INTAKE,
                    "Il faut également veiller à accuser réception de chaque réclamation client, y compris de celles "
                    "que l'entreprise ne trouve pas justifiées.",
                ),
            ),
            written=(
                "Nous avons bien reçu votre réclamation et nous vous en remercions.",
                "Elle est enregistrée et suivie. Une réponse vous sera donnée sous 48 heures.",
                "Si une analyse plus longue est nécessaire, nous vous donnerons une date.",
            ),
            kept_in_mind=(
                _phase(
                    Phase.INTAKE,
                    "Idéalement, l'accusé réception doit se faire sous une forme documentée (fax, mail, courrier).",
                ),
                _desk("L’accusé ne dit ni oui ni non : il dit que la réclamation est prise en compte."),
            ),
        ),
        Page.RESTATEMENT: Advice(
            asked=(
                _step(Step.RESTATEMENT, "Reformulation des points clés pour assurer une compréhension mutuelle."),
                _step(
                    Step.RESTATEMENT,
                    "En cas de communication écrite, reprise de contact téléphonique pour clarifier les aspects.",
                ),
            ),
            said=(
                "Si je comprends bien…",
                "Ce qui compte le plus pour vous, c’est…",
                "Est-ce que j’oublie quelque chose ?",
            ),
            kept_in_mind=(
                _phase(
                    Phase.TREATMENT,
                    "Il convient de donner les bonnes informations au bon moment sans aller trop vite dans les "
                    "conclusions ni faire des promesses irréalistes",
                ),
                _desk("Annoncez la suite : qui rappelle, et avant quelle date."),
            ),
        ),
        Page.ASSESSMENT: Advice(
            asked=(
                _phase(
                    Phase.TREATMENT,
                    "Le traitement de la réclamation commence par une évaluation selon des critères comme la gravité, "
                    "la complexité, les répercussions.",
                ),
                _phase(Phase.TREATMENT, "Cette première analyse permet de prioriser le traitement qui en découle."),
                _phase(
                    Phase.TREATMENT,
                    "la réclamation est-elle une simple pierre dans notre jardin, d'un caractère exceptionnel ou "
                    "l'aboutissement d'une lente dégradation des produits et services ?",
                ),
            ),
            kept_in_mind=(
                _desk("Évaluez ce que le client vit, pas ce que le dossier nous coûte."),
                _desk("Un examen proche augmente les répercussions."),
            ),
        ),
        Page.CAUSES: Advice(
            asked=(
                _step(
                    Step.PROPOSAL,
                    "Proposer une action immédiate visant à déterminer la cause du problème.",
                ),
                _phase(
                    Phase.TREATMENT,
                    "Les problèmes importants peuvent nécessiter une analyse de causes et la mise en œuvre d'un plan "
                    "d'action.",
                ),
            ),
            written=(
                "Nous vérifions le planning et le livret de ce jour-là.",
                "Nous demandons son récit au moniteur concerné.",
            ),
            kept_in_mind=(
                _desk("Demandez « pourquoi ? » plusieurs fois : la première réponse est rarement la cause."),
                _desk("Une cause parle de l’organisation avant de parler d’une personne."),
            ),
        ),
        Page.PLAN: Advice(
            asked=(
                _step(Step.PROPOSAL, "Définir un plan d'action pour remédier à la situation."),
                _step(Step.DEADLINES, "Établir des échéances réalistes pour les étapes du processus."),
                _step(Step.DEADLINES, "Clarifier les responsabilités de chacun et les délais associés."),
            ),
            kept_in_mind=(
                _phase(
                    Phase.ANSWER,
                    "Dans ce cas, il faut informer le client du délai de cette analyse : cette date butoir devient un "
                    "engagement pour l'entreprise.",
                ),
                _desk(
                    "Une action sans responsable n’est à personne : un nom, une date. Par exemple « Rappeler l’élève "
                    "et proposer une autre date », « Corriger la facture et l’envoyer »."
                ),
            ),
        ),
        Page.RESPONSE: Advice(
            asked=(
                _step(Step.ACTION, "Mettre en œuvre les actions prévues dans le plan."),
                _step(Step.ACTION, "Apporter une réponse concrète pour résoudre la réclamation."),
                _phase(
                    Phase.ANSWER,
                    "Toute réponse, négative ou positive, doit être argumentée pour que le client en comprenne les "
                    "motivations.",
                ),
            ),
            written=(
                "Après vérification, voici ce qui s’est passé :",
                "Nous vous présentons nos excuses.",
                "Nous ne pouvons pas accepter cette demande, parce que",
            ),
            kept_in_mind=(
                _phase(
                    Phase.ANSWER,
                    "Dans le cas d'un recours favorable, un “ juste ” dédommagement financier ou commercial doit "
                    "être entrepris (avoir, prestation complémentaire, excuses, etc...).",
                ),
                Tip(
                    "Une réponse défavorable ou partielle rappelle les coordonnées du médiateur et le délai d’un an.",
                    f"{CONSUMER_CODE}, L616-1",
                ),
            ),
        ),
        Page.FOLLOW_UP: Advice(
            asked=(
                _step(Step.FOLLOW_UP, "Tenir le client informé du suivi de sa réclamation."),
                _step(Step.FOLLOW_UP, "Fournir des mises à jour régulières sur les progrès réalisés."),
            ),
            said=(
                "Votre dossier avance : voici où nous en sommes.",
                "Je vous rappelle, même s’il n’y a rien de nouveau.",
            ),
            kept_in_mind=(
                _phase(
                    Phase.TREATMENT,
                    "Dans tous les cas, le client doit en permanence être tenu informé de l'état d'avancement de sa "
                    "réclamation.",
                ),
                _desk("Notez l’échange tout de suite, même court : le suivant saura ce qui a été dit."),
            ),
        ),
        Page.CONCLUSION: Advice(
            asked=(
                _step(Step.CONCLUSION, "Conclure la gestion de la réclamation de manière satisfaisante."),
                _step(Step.CONCLUSION, "Proposer des produits ou services complémentaires si approprié."),
            ),
            said=("Est-ce que cela répond à votre demande ?",),
            written=(
                "Réclamation fondée, résolue :",
                "Réclamation non fondée : les raisons ont été expliquées.",
            ),
            kept_in_mind=(
                _phase(
                    Phase.ANSWER,
                    "Le client doit être considéré comme un partenaire privilégié qui aide l'entreprise à progresser.",
                ),
                _desk("Ne proposez un service que s’il aide vraiment : ce n’est pas une vente."),
            ),
        ),
        Page.FEEDBACK: Advice(
            asked=(
                _step(Step.FEEDBACK, "Solliciter le feedback du client sur la résolution de la réclamation."),
                _phase(Phase.TREATMENT, "Pris en compte, clarifié et explicité le problème ;"),
                _phase(Phase.TREATMENT, "Planifié et mené les actions de correction et d'amélioration ;"),
                _phase(Phase.TREATMENT, "Évoqué la poursuite de la relation."),
            ),
            said=(
                "De 1 à 5, comment avons-nous traité votre réclamation ?",
                "Qu’aurions-nous pu faire mieux ?",
            ),
            kept_in_mind=(
                _desk("Une mauvaise note vaut autant qu’une bonne : notez-la telle quelle."),
                _desk("Sans réponse après deux demandes, écrivez pourquoi l’avis n’est pas obtenu."),
            ),
        ),
        Page.LESSONS: Advice(
            asked=(
                _step(Step.FEEDBACK, "Utiliser les retours pour améliorer les processus."),
                _phase(
                    Phase.INTERNAL,
                    "les résultats de l'analyse des réclamations faite en réunion “ qualité ” (ou ailleurs) doit "
                    "faire l'objet de retours d'informations vers tous les collaborateurs de l'entreprise.",
                ),
            ),
            written=(
                "Ce que nous retenons :",
                "Désormais, nous",
            ),
            kept_in_mind=(
                _phase(
                    Phase.TREATMENT,
                    "une analyse plus fine doit être menée pour comprendre les causes des réclamations et y apporter "
                    "des actions correctives visant à éviter leur réapparition.",
                ),
                _desk("Même un dossier sans suite apprend quelque chose : une phrase suffit."),
            ),
        ),
    }
)


def advice_on(page: Page, path: CasePath = COMPLAINT_PATH) -> Advice:
    """The tips of a page as a path has it: where nobody said anything, none that speaks of them or to them."""
    advice = _ADVICE[page]
    if path.is_said:
        return advice
    own = {Page.RECEPTION: _NATURE[path.nature], Page.RESPONSE: _UNSOLVED}
    tips = (_desk(own[page]),) if page in own else ()
    return Advice(_of_nobody(advice.asked), (*tips, *_of_nobody(advice.kept_in_mind)))


def _of_nobody(tips: tuple[Tip, ...]) -> tuple[Tip, ...]:
    return tuple(one for one in tips if not _OF_SOMEBODY.search(one.text))


_OF_SOMEBODY = re.compile(r"réclam|client|recours|médiateur")  # what a tip says of who complains, and of what they get
_UNSOLVED = "Ce qui n’est pas résolu se dit aussi : ce qui a été essayé, et ce qui reste à faire."
_NATURE = {
    Kind.COMPLAINT: "Une réclamation : une personne demande un droit ou ce qui lui est dû.",
    Kind.DIFFICULTY: "Une difficulté gêne la formation. Si une personne réclame son dû, choisissez « Réclamation ».",
    Kind.INCIDENT: "Un aléa est un événement imprévu, extérieur : panne, absence, intempérie, coupure. "
    "Si une personne réclame son dû, choisissez « Réclamation ».",
}
