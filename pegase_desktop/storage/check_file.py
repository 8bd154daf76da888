"""Judging the file of a register that nobody has open, be it one that cannot be opened: the file stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.file_errors import RegisterFileError
from pegase_desktop.storage.ledger import Head
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.saved_file import private_folder
from pegase_desktop.storage.sqlite.faults import faults_as_sentences
from pegase_desktop.storage.sqlite.judged_copy import copy_to_judge
from pegase_desktop.storage.sqlite.place import resolved
from pegase_desktop.storage.sqlite.schema import MIGRATIONS

_FORMER = (
    "Ce fichier est d’une version plus ancienne du logiciel : il sera mis à jour quand il sera ouvert, et une copie en "
    "sera gardée."
)
_STRAY = "Le fichier « {}-wal » ne va pas avec ce registre : il n’en a pas été tenu compte, et il est resté à sa place."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found in the file of a register. ``faults`` and ``notices`` (unusual, and no fault) are sentences."""

    faults: tuple[str, ...]
    notices: tuple[str, ...]
    complaints: int
    newest: str
    """The last number given to one; empty while there is none."""
    head: Head
    """The end of the journal as the file has it."""
    erased: int
    """How many entries of the journal no longer say what was changed."""


def check_file(
    path: Path, *, anchors: Iterable[Head] = (), on_complaint: Callable[[int, int], None] | None = None
) -> Judgement:
    """Judge the file at *path*; see :func:`pegase_desktop.storage.check.check_register`.

    A copy is judged: opening brings a journal in, and a file of a former version over to that of today.

    Raises:
        RegisterFileError: it is no register, or cannot be opened as one; the sentence says why.
    """
    path = resolved(path)
    with faults_as_sentences(path), private_folder() as folder, _opened(path, folder) as register:
        return _judged(register, path, tuple(anchors), on_complaint)


def _opened(path: Path, folder: Path) -> Register:
    copy = copy_to_judge(path, folder)
    try:
        return Register.open(copy, create=False)
    except RegisterFileError as fault:
        raise type(fault)(path) from fault


def _judged(
    register: Register, path: Path, anchors: tuple[Head, ...], on_complaint: Callable[[int, int], None] | None
) -> Judgement:
    notices = [*_found_beside(register, path)]
    faults = check_register(register, anchors=anchors, on_complaint=on_complaint, on_notice=notices.append)
    head = (register.journal.former_head() if _is_former(register) else None) or register.journal.head()
    given = register.cases.references()
    return Judgement(
        faults,
        tuple(notices),
        len(given),
        max(given, key=_year_and_number, default=""),
        head,
        register.journal.erased(),
    )


def _year_and_number(reference: str) -> tuple[int, int]:
    try:
        _, year, number = reference.split("-")
        return int(year), int(number)
    except ValueError:  # damaged, as the faults say
        return 0, 0


def _found_beside(register: Register, path: Path) -> Iterator[str]:
    if _is_former(register):
        yield _FORMER
    if register.store.found.has_stray_journal:
        yield _STRAY.format(path.name)
    elif register.store.told_at_opening:
        yield register.store.told_at_opening


def _is_former(register: Register) -> bool:
    return register.store.found.user_version < len(MIGRATIONS)
