"""What the journal says: one entry for each thing done, with the full values before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from pegase_desktop.domain import french
from pegase_desktop.domain.codec import Plain, from_plain, row_from_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.corrections import changed, corrections
from pegase_desktop.domain.facts import Fact, FactKind, fact_named
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.wording import said, said_row
from pegase_desktop.domain.words import Labelled


class Verb(Labelled):
    """What was done; the label continues « Claire Martin … »."""

    RECEIVE = "receive", "a enregistré le dossier"
    DESCRIBE = "describe", "a complété la réception"
    IDENTIFY = "identify", "a complété le réclamant"
    SPECIFY = "specify", "a précisé le service et l’objet"
    ACKNOWLEDGE = "acknowledge", "a noté l’accusé de réception"
    RESTATE = "restate", "a noté la reformulation et le contact"
    ASSESS = "assess", "a évalué le dossier"
    ANALYSE = "analyse", "a noté l’action immédiate et les causes"
    PLAN = "plan", "a mis à jour le plan d’action"
    ANSWER = "answer", "a noté la réponse au client"
    INFORM = "inform", "a mis à jour le suivi du client"
    CONCLUDE = "conclude", "a noté la conclusion"
    ASK_FEEDBACK = "ask_feedback", "a noté l’avis du client"
    LEARN = "learn", "a noté les enseignements"
    CORRECT = "correct", "a corrigé le dossier"
    ATTACH = "attach", "a ajouté une pièce jointe"
    DETACH = "detach", "a retiré une pièce jointe"
    LINK = "link", "a lié une réclamation semblable"
    UNLINK = "unlink", "a retiré le lien avec une réclamation"
    SEND = "send", "a envoyé un courrier"
    CLOSE = "close", "a clôturé le dossier"
    REOPEN = "reopen", "a rouvert le dossier"
    CANCEL = "cancel", "a annulé le dossier"
    BEGIN = "begin", "a ouvert la fiche"
    COMPLETE = "complete", "a complété la fiche"
    IMPORT = "import", "a importé le dossier"
    SET = "set", "a changé les réglages"
    STAFF = "staff", "a mis à jour l’équipe"
    ENTRUST = "entrust", "a confié à quelqu’un d’autre ce qui restait à faire"
    ISSUE = "issue", "a remis la note à l’équipe"
    READ = "read", "a noté qui a lu la note"
    MIGRATE = "migrate", "a mis le registre au format d’aujourd’hui"
    ERASE = "erase", "a effacé des données personnelles du journal"
    RESTORE = "restore", "a repris une sauvegarde du registre"
    REHEARSE = "rehearse", "a essayé de reprendre une sauvegarde"
    MOVE = "move", "a préparé le déménagement du registre vers un autre PC"
    ARRIVE = "arrive", "a installé le registre sur ce PC"
    RETURN = "return", "a repris sur cet ancien PC le registre déménagé"


PAGE_VERBS = {
    Page.RECEPTION: Verb.DESCRIBE,
    Page.COMPLAINANT: Verb.IDENTIFY,
    Page.SUBJECT: Verb.SPECIFY,
    Page.ACKNOWLEDGEMENT: Verb.ACKNOWLEDGE,
    Page.RESTATEMENT: Verb.RESTATE,
    Page.ASSESSMENT: Verb.ASSESS,
    Page.CAUSES: Verb.ANALYSE,
    Page.PLAN: Verb.PLAN,
    Page.RESPONSE: Verb.ANSWER,
    Page.FOLLOW_UP: Verb.INFORM,
    Page.CONCLUSION: Verb.CONCLUDE,
    Page.FEEDBACK: Verb.ASK_FEEDBACK,
    Page.LESSONS: Verb.LEARN,
}


def verb_for(before: Complaint, values: Mapping[str, Any]) -> Verb:
    """The verb under which new values are told: that of their page, or a correction when they alter what was there."""
    if corrections(before, values):
        return Verb.CORRECT
    if set(changed(before, values)) == {"links"}:
        return Verb.LINK if len(values["links"]) > len(before.links) else Verb.UNLINK
    path = path_of(before)
    pages = [page for name in changed(before, values) if (page := path.page_of(name))]
    return PAGE_VERBS[pages[0]] if pages else Verb.DESCRIBE


_NONE_WORDED: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Change:
    """One value that changed. ``path`` is a fact's name, or name and entry number: ``actions/3``. Values are plain."""

    path: str
    old: Plain
    new: Plain

    @property
    def fact(self) -> str:
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the journal. ``changes`` is empty once the data of the person were erased.

    ``number`` is its place in the chain, from 1. ``desk`` is where it was done, empty in an office that has one.
    ``act`` is the pressing of a button that it answers to, a UUID in hexadecimal; empty where none was.
    """

    number: int
    at: datetime
    actor: str
    verb: Verb
    record: RecordRef
    changes: tuple[Change, ...]
    reason: str = ""
    desk: str = ""
    act: str = ""

    @property
    def complaint_id(self) -> int:
        """The id of the complaint that it tells of; 0 if it tells of something else."""
        return self.record.id if self.record.kind is RecordKind.COMPLAINT else 0

    @property
    def is_erased(self) -> bool:
        """Whether its values are gone for good: no entry is written without any."""
        return not self.changes

    def takes_back(self, other: Entry) -> bool:
        """Whether it puts back all that *other* had changed."""
        if self.record != other.record or not other.changes:
            return False
        put_back = [(one.path, one.new, one.old) for one in self.changes]
        return all((one.path, one.old, one.new) in put_back for one in other.changes)

    @property
    def sentence(self) -> str:
        """« Claire Martin a évalué le dossier »."""
        return f"{self.actor or 'Le programme'} {self.verb.label}"

    def details(self, record: type = Complaint, worded: Mapping[str, Fact] = _NONE_WORDED) -> Iterator[str]:
        """What changed of a record of that class, in lines: « Gravité : Faible », « Objet : « A » devient « B » ».

        *worded* are the facts that are declared otherwise for this record.
        """
        for change in self.changes:
            yield from _said_change(record, change, worded)
        if self.reason:
            yield f"Motif{french.NBSP}: {self.reason}"


def _said_change(record: type, change: Change, worded: Mapping[str, Fact]) -> Iterator[str]:
    try:
        declared = worded.get(change.fact) or fact_named(record, change.fact)
    except KeyError:
        return
    old, new = _said_plain(declared, change.old), _said_plain(declared, change.new)
    label = declared.label if declared.label.endswith("?") else f"{declared.label}{french.NBSP}:"
    if old and new:
        yield f"{label} «{french.NBSP}{old}{french.NBSP}» devient «{french.NBSP}{new}{french.NBSP}»"
    elif new:
        yield f"{label} {new}"
    elif old:
        yield f"{label} «{french.NBSP}{old}{french.NBSP}» retiré"


def _said_plain(declared: Fact, plain: Plain) -> str:
    if plain is None:
        return ""
    if declared.kind is FactKind.ROWS:
        return said_row(row_from_plain(declared.row, plain)) if declared.row else ""
    return said(declared, from_plain(declared, plain))
