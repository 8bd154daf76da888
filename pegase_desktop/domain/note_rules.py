"""The rules of internal notes: how far one is, what it begins with, and to whom it goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.french import NBSP
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.internal_note import READ_WITHIN_DAYS, InternalNote, Reading, ReadingWay, not_read
from pegase_desktop.domain.meeting import Meeting, numbers_in
from pegase_desktop.domain.names_in_text import FoundName
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.words import Labelled
from pegase_desktop.domain.wrong_facts import WrongFact


class NoteLocked(UserError):
    """The note cannot be issued, or addressed to more, as it is now."""


class NamesAClient(UserError):
    """A word of the note is a client's name, and nobody said that it means something else."""

    def __init__(self, words: Sequence[str]) -> None:
        named = ", ".join(f"«{NBSP}{one}{NBSP}»" for one in words)
        is_one = len(words) == 1
        self.words = tuple(words)
        super().__init__(
            f"{named} {'est le nom d’un client' if is_one else 'sont des noms de clients'}. "
            f"Une note n’en nomme aucun : retirez {'ce mot' if is_one else 'ces mots'}, "
            "ou confirmez qu’il s’agit d’autre chose."
        )


class NoteState(Labelled):
    """How far a note is, in the order of its life."""

    TO_ISSUE = "to_issue", "À remettre"
    TO_READ = "to_read", "À faire lire"
    IN_FORCE = "in_force", "En vigueur"
    ENDED = "ended", "Plus en vigueur"


def state_of(note: InternalNote) -> NoteState:
    """How far it is; one that is no longer in force is over, whoever has read it."""
    if note.ended_on is not None:
        return NoteState.ENDED
    if note.issued_on is None:
        return NoteState.TO_ISSUE
    return NoteState.TO_READ if not_read(note) else NoteState.IN_FORCE


def team_on(staff: Iterable[Staff], day: date) -> tuple[str, ...]:
    """The names of those who are in the team on *day*, in the order of their arrival."""
    return tuple(one.name for one in staff if _is_there(one, day))


def _is_there(person: Staff, day: date) -> bool:
    has_come = person.since is None or person.since <= day
    is_left = person.left_on is not None and person.left_on < day
    return has_come and not is_left and (person.active or person.left_on is not None)


def addressees_on(staff: Iterable[Staff], day: date, author: str) -> tuple[str, ...]:
    """Whom a note of *author* goes to: everybody in the team that day; in a school of one, nobody."""
    team = team_on(staff, day)
    return () if [*map(fold, team)] == [fold(author)] else team


def function_of(staff: Iterable[Staff], name: str) -> str:
    """What *name* does in the school, as the list of the team says; nothing where it does not."""
    return next((one.role for one in staff if fold(one.name) == fold(name)), "")


def begun(by: str, staff: Iterable[Staff], today: date) -> InternalNote:
    """What every note begins with: of today, by whoever is at the desk, to the whole team."""
    team = tuple(staff)
    return InternalNote(
        written_on=today,
        author=by,
        function=function_of(team, by),
        owner=by,
        addressees=addressees_on(team, today, by),
    )


def issued(
    note: InternalNote, staff: Iterable[Staff], day: date, found: Iterable[FoundName], meaning_others: Collection[str]
) -> InternalNote:
    """The note once it is issued on *day*: what is *found* in it names no client, but for words *meaning_others*.

    Raises:
        NoteLocked: it is issued already, or no longer in force.
        NamesAClient: it names a client.
        WrongFact: it goes to nobody, though there are others in the team, or to somebody who is not in the team.
    """
    if state_of(note) is not NoteState.TO_ISSUE:
        raise NoteLocked("Cette note a déjà été remise, ou n’est plus en vigueur. Écrivez-en une nouvelle.")
    confirmed = {*map(fold, meaning_others)}
    if named := [one.words for one in found if one.is_client and fold(one.words) not in confirmed]:
        raise NamesAClient(named)
    team = tuple(staff)
    check_addressees(note.addressees, team, day)
    if not note.addressees and addressees_on(team, day, note.author):
        raise WrongFact("addressees", "Il manque les destinataires. Cochez au moins une personne.")
    return replace(note, issued_on=day)


def check_addressees(names: Iterable[str], staff: Iterable[Staff], day: date) -> None:
    """Refuse who is not in the team on *day*.

    Raises:
        WrongFact: somebody is not.
    """
    team = {*map(fold, team_on(staff, day))}
    for name in names:
        if fold(name) not in team:
            raise WrongFact("addressees", f"{name} n’est pas dans l’équipe ce jour-là. Décochez ce nom.")


def acknowledged(
    note: InternalNote, names: Collection[str], way: ReadingWay, day: date, staff: Iterable[Staff]
) -> InternalNote:
    """The note once it is noted that all of *names* read it in one way on one day, or are to be seen on it.

    Raises:
        NoteLocked: nobody is named, the note was not issued, or somebody has read it already, or is no addressee.
    """
    if note.issued_on is None:
        raise NoteLocked("Cette note n’a pas encore été remise. Remettez-la d’abord à l’équipe.")
    waiting = not_read(note)
    if not names or any(name not in waiting for name in names):
        raise NoteLocked("Choisissez parmi les personnes qui n’ont pas encore lu la note.")
    team = tuple(staff)
    noted = {name: Reading(reader=name, function=function_of(team, name), way=way, day=day) for name in names}
    kept = [replace(noted.pop(one.reader), id=one.id) if one.reader in noted else one for one in note.readings]
    return replace(note, readings=(*kept, *noted.values()))


def newcomers(note: InternalNote, team: Iterable[Staff]) -> tuple[Staff, ...]:
    """Who joined the team after the note was issued and was not offered it: nobody once it is no longer in force."""
    issued_on = note.issued_on
    if issued_on is None or note.ended_on is not None:
        return ()
    known = {*map(fold, (*note.addressees, note.author))}
    later = (one for one in team if one.active and one.since is not None and one.since > issued_on)
    return tuple(one for one in later if fold(one.name) not in known)


def addressed(note: InternalNote, coming: Collection[Staff], today: date) -> InternalNote:
    """The note once it goes to *coming* as well, who were not there when it was issued: within some days from *today*.

    Raises:
        NoteLocked: somebody is no newcomer to it.
    """
    if not coming or [*newcomers(note, coming)] != [*coming]:
        raise NoteLocked("Cette note leur est déjà adressée, ou n’est plus en vigueur. Revoyez la note.")
    until = today + timedelta(days=READ_WITHIN_DAYS)
    rows = (Reading(reader=one.name, function=one.role, way=ReadingWay.ABSENT, day=until) for one in coming)
    return replace(note, addressees=(*note.addressees, *(one.name for one in coming)), readings=(*note.readings, *rows))


def frozen(note: InternalNote) -> frozenset[str]:
    """The facts that stay as they are once the note is issued: people sign what they read."""
    if note.issued_on is None:
        return frozenset()
    return frozenset({"kind", "written_on", "author", "function", "subject", "text", "addressees", "issued_on"})


def cases_behind(origin: object) -> tuple[str, ...]:
    """The numbers of the cases of which the team is told with a dossier that a note comes from.

    Of a meeting those that were looked at, once its minutes are signed off; of an improvement those that it comes from.
    """
    if isinstance(origin, Complaint):
        return (origin.reference,)
    words = ""
    if isinstance(origin, Meeting) and origin.signed_off_on:
        words = " ".join(point.cases for point in origin.points if not point.taken_off)
    elif isinstance(origin, Improvement):
        words = " ".join(one.reference for one in origin.origins)
    return tuple(one for one in numbers_in(words) if one.startswith("R-"))
