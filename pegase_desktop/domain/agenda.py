"""What is to be done today, for the team or for one person: duties in groups, the coming days, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import ANONYMOUS
from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.journal import Change, Entry, Verb
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.naming import said_of
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.words import Channel, Direction

COMING_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One duty of one record, with what is needed to act on it.

    ``about`` is the complainant, of another kind of record its title; ``phone``, ``channel`` and ``received_at`` are of
    complaints alone. What ``is_sensitive`` is called by initials, and told no further.
    """

    record: RecordRef
    reference: str
    about: str
    subject: str = ""
    is_sensitive: bool = False
    phone: str = ""
    channel: Channel | None = None
    received_at: datetime | None = None
    duty: Duty

    @property
    def complaint_id(self) -> int:
        """The id of the complaint; 0 if it is of another kind of record."""
        return self.record.id if self.record.kind is RecordKind.COMPLAINT else 0

    def concerns(self, name: str) -> bool:
        """Whether it falls to *name*."""
        return fold(self.duty.who) == fold(name)


@dataclass(frozen=True, slots=True)
class Group:
    """The duties of one kind, the most urgent first."""

    kind: DutyKind
    todos: tuple[Todo, ...]


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day to come and what falls due on it."""

    day: date
    todos: tuple[Todo, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """One look at what is to be done. ``done`` tells what was done today, the latest first."""

    groups: tuple[Group, ...]
    late: tuple[Todo, ...]
    coming: tuple[ComingDay, ...]
    done: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many duties are for today."""
        return sum(len(group.todos) for group in self.groups)


@dataclass(frozen=True, slots=True)
class GroupWords:
    """The title of a group, what the process says of it, and the one action its rows offer.

    ``leading`` is what a button says that shows no row, and so only leads to where the duty is settled.
    """

    title: str
    hint: str
    action: str
    leading: str


def _words(title: str, hint: str, action: str, leading: str = "") -> GroupWords:
    return GroupWords(title, hint, action, leading or action)


GROUP_WORDS = {
    DutyKind.ACKNOWLEDGE: _words(
        "Accusés de réception à envoyer", "48 h au plus après la réception", "Envoyer l’accusé"
    ),
    DutyKind.CALL: _words("Rappels téléphoniques", "Après une réclamation écrite", "Noter l’appel"),
    DutyKind.RESPOND: _words("Réponses à donner", "48 h, ou date annoncée au client", "Rédiger la réponse"),
    DutyKind.ACT: _words(
        "Actions du plan échues", "Échéances fixées dans le plan", "Marquer comme fait", "Ouvrir le plan d’action"
    ),
    DutyKind.INFORM: _words("Clients à informer", "Mises à jour régulières", "Informer le client"),
    DutyKind.ASK_FEEDBACK: _words("Feedback à demander", "Sur la résolution de la réclamation", "Demander l’avis"),
    DutyKind.COMPLETE: _words("Dossiers à compléter", "Ce qui manque pour clôturer", "Compléter"),
    DutyKind.CLOSE: _words("Dossiers à clôturer", "Tout y est", "Clôturer"),
    DutyKind.IMPROVE: _words("Améliorations à mettre en place", "Décidées à la suite d’un retour", "Mettre en place"),
    DutyKind.CHECK_EFFECT: _words("Efficacité à contrôler", "D’après le critère écrit à la décision", "Contrôler"),
    DutyKind.HOLD_MEETING: _words("Réunions qualité", "À tenir, puis à clôturer", "Ouvrir la réunion"),
    DutyKind.READ_NOTE: _words("Notes à faire lire", "Chacun émarge, ou on note pourquoi", "Noter l’émargement"),
    DutyKind.REDUCE_RISK: _words("Risques à réduire", "Échéance fixée par le responsable", "Ouvrir le risque"),
    DutyKind.REVIEW_RISK: _words("Risques à revoir", "Au moins une fois par an", "Revoir le risque"),
}

# What counts as done: steps taken with or for a client, not the filling in of the file. A page on which such a step is
# noted holds more than the step: where facts are named, one of them must be among what was entered.
_DONE: dict[Verb, frozenset[str]] = {
    Verb.RECEIVE: frozenset(),
    Verb.ACKNOWLEDGE: frozenset({"ack_sent_at"}),
    Verb.RESTATE: frozenset(),
    Verb.ANALYSE: frozenset({"cause_family", "cause_text"}),
    Verb.PLAN: frozenset(),
    Verb.ANSWER: frozenset({"response_sent_at"}),
    Verb.INFORM: frozenset({"exchanges"}),
    Verb.CONCLUDE: frozenset({"outcome"}),
    Verb.ASK_FEEDBACK: frozenset({"feedback_asked_at", "feedback_received_at", "feedback_not_obtained_reason"}),
    Verb.SEND: frozenset(),
    Verb.CLOSE: frozenset(),
    Verb.ISSUE: frozenset(),
    Verb.READ: frozenset(),
}
_DONE_OF_IMPROVEMENTS: dict[Verb, frozenset[str]] = {
    Verb.BEGIN: frozenset(),
    Verb.COMPLETE: frozenset({"done_on", "effect", "abandoned_on"}),
}


def _is_step(entry: Entry) -> bool:
    is_improvement = entry.record.kind is RecordKind.IMPROVEMENT
    facts = (_DONE_OF_IMPROVEMENTS if is_improvement else _DONE).get(entry.verb)
    return facts is not None and (not facts or any(one.fact in facts and _is_ours(one) for one in entry.changes))


def _standing(entries: Sequence[Entry]) -> Iterable[Entry]:
    """The entries that no later one took back."""
    return (one for one in entries if not any(two.number > one.number and two.takes_back(one) for two in entries))


def _is_ours(change: Change) -> bool:
    """Whether something was entered, and is not what the client wrote or said to us."""
    match change.new:
        case None | {"direction": Direction.INCOMING.value}:
            return False
        case _:
            return True


def agenda(todos: Iterable[Todo], entries: Sequence[Entry], now: datetime, *, me: str = "") -> Agenda:
    """The agenda at *now*; of *me* alone when a name is given. *entries* are those of the journal of today."""
    mine = sorted((one for one in todos if not me or one.concerns(me)), key=_urgency)
    today = local(now).date()
    due = [one for one in mine if is_for_today(one.duty, now)]
    coming = [one for one in mine if not is_for_today(one.duty, now)]
    done = [one for one in _standing(entries) if _is_step(one) and local(one.at).date() == today]
    return Agenda(
        groups=tuple(_groups(due)),
        late=tuple(one for one in due if one.duty.is_late(now)),
        coming=tuple(_days(coming, today + timedelta(days=COMING_DAYS))),
        done=tuple(one for one in reversed(done) if not me or fold(one.actor) == fold(me)),
    )


def is_for_today(duty: Duty, now: datetime) -> bool:
    """Late, due today, or of the kinds that do not wait: acknowledgements, and what has no day."""
    return duty.kind is DutyKind.ACKNOWLEDGE or duty.day is None or duty.day <= local(now).date()


def _urgency(todo: Todo) -> tuple[bool, float, int]:
    due = todo.duty.due_at
    return (due is None, due.timestamp() if due else 0.0, todo.record.id)


def _groups(todos: Sequence[Todo]) -> Iterable[Group]:
    for kind in DutyKind:
        of_kind = tuple(one for one in todos if one.duty.kind is kind)
        if of_kind:
            yield Group(kind, of_kind)


def _days(todos: Sequence[Todo], until: date) -> Iterable[ComingDay]:
    """Todos come sorted by deadline, and so by day."""
    for day, of_day in groupby(todos, key=lambda one: one.duty.day):
        if day is not None and day <= until:
            yield ComingDay(day, tuple(of_day))


_SENTENCES = {
    DutyKind.ACKNOWLEDGE: "Envoyer l’accusé à",
    DutyKind.CALL: "Rappeler",
    DutyKind.RESPOND: "Répondre à",
    DutyKind.ACT: "Action pour",
    DutyKind.INFORM: "Informer",
    DutyKind.ASK_FEEDBACK: "Demander l’avis de",
    DutyKind.COMPLETE: "Compléter le dossier de",
    DutyKind.CLOSE: "Clôturer le dossier de",
    DutyKind.IMPROVE: "Mettre en place :",
    DutyKind.CHECK_EFFECT: "Contrôler l’efficacité :",
    DutyKind.HOLD_MEETING: "Tenir :",
    DutyKind.READ_NOTE: "Faire lire la note :",
    DutyKind.REDUCE_RISK: "Réduire le risque :",
    DutyKind.REVIEW_RISK: "Revoir le risque :",
}


def in_a_sentence(todo: Todo) -> str:
    """« Répondre à Mme Élodie Garnier »."""
    whom = said_of(todo.about, todo.subject) if todo.complaint_id else todo.about
    return f"{_SENTENCES[todo.duty.kind]} {whom}"


def context(todo: Todo, now: datetime) -> str:
    """The second line of a row: what helps to act; of a sensitive case only what points at nobody."""
    if todo.is_sensitive and todo.duty.kind in _POINTING:
        return "À lire dans le dossier."
    return _context(todo, now)


# Their second lines are a telephone number, and what somebody wrote into the plan.
_POINTING = (DutyKind.CALL, DutyKind.ACT)


_CONTEXTS = {
    DutyKind.RESPOND: "Réponse motivée à donner, favorable ou non.",
    DutyKind.INFORM: "Dire au client où en est son dossier.",
    DutyKind.ASK_FEEDBACK: "Trois questions, à poser par lettre, par e-mail ou au téléphone.",
    DutyKind.CLOSE: "Tout ce que demande la clôture est noté.",
    DutyKind.HOLD_MEETING: "Son compte rendu reste à arrêter.",
    DutyKind.REDUCE_RISK: "La gravité, la probabilité, et ce qui est fait pour le réduire.",
    DutyKind.REVIEW_RISK: "La gravité, la probabilité, et ce qui est fait pour le réduire.",
}


def _context(todo: Todo, now: datetime) -> str:
    match todo.duty.kind:
        case DutyKind.ACKNOWLEDGE:
            channel = f", {todo.channel.label.lower()}" if todo.channel else ""
            ready = "" if todo.about == ANONYMOUS else " Lettre prête."
            if todo.received_at is None:
                return ready.strip()
            received = french.near_day(local(todo.received_at).date(), local(now).date())
            return f"Reçue {french.on(received)}{channel}.{ready}"
        case DutyKind.CALL:
            return todo.phone or "Aucun numéro de téléphone noté."
        case DutyKind.ACT | DutyKind.COMPLETE:
            return todo.duty.what
        case DutyKind.IMPROVE | DutyKind.CHECK_EFFECT:
            return f"Réussie si : {todo.duty.what}"
        case DutyKind.READ_NOTE:
            return f"{todo.duty.what}."
        case (
            DutyKind.RESPOND
            | DutyKind.INFORM
            | DutyKind.ASK_FEEDBACK
            | DutyKind.CLOSE
            | DutyKind.HOLD_MEETING
            | DutyKind.REDUCE_RISK
            | DutyKind.REVIEW_RISK as kind
        ):
            return _CONTEXTS[kind]
