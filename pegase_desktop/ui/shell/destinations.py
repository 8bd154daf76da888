"""The screens there are: one line each in one table, which the navigation, the keys and the window read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pegase_desktop.domain.record import RecordKind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place, Screen
from pegase_desktop.ui.desk.selection import Selection
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.register.screen import RegisterScreen

if TYPE_CHECKING:
    from pegase_desktop.ui.copies.keeper import CopyKeeper


@dataclass(frozen=True, slots=True)
class Workplace:
    """What screens are made of. ``wear_look`` puts the look that the preferences ask for into effect.

    ``keeper`` gives what keeps the copies, which is made when it is first wanted.
    """

    session: Session
    preferences: Preferences
    signer: Signer
    selection: Selection
    wear_look: Callable[[], None]
    keeper: Callable[[], CopyKeeper]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the navigation leads, and how one gets there.

    ``waiting`` counts what waits there, for the badge; ``keeps`` is the kind of records that are shown there. Where
    *is_signed*, somebody has to be at the desk.
    """

    place: Place
    label: str
    icon: str
    make: Callable[[Workplace], Screen]
    key: str = ""
    waiting: Callable[[Register, datetime], int] | None = None
    keeps: RecordKind | None = None
    is_signed: bool = False
    is_at_foot: bool = False


def _register(work: Workplace) -> Screen:
    return RegisterScreen(work.session, work.preferences, work.signer, work.selection)


def _agenda(work: Workplace) -> Screen:
    from pegase_desktop.ui.agenda.screen import AgendaScreen
    from pegase_desktop.ui.case.acting import Acting  # like all but the first, loaded when it is gone to

    screen = AgendaScreen(work.session)
    acting = Acting(work.session, work.signer, screen)
    screen.acted.connect(acting.act)
    acting.done.connect(screen.show_done)
    acting.wizard_wanted.connect(screen.wizard_wanted)
    acting.record_wanted.connect(screen.record_wanted)
    return screen


def _review(work: Workplace) -> Screen:
    from pegase_desktop.ui.review.screen import ReviewScreen

    return ReviewScreen(work.session, work.signer)


def _meetings(work: Workplace) -> Screen:
    from pegase_desktop.ui.meetings.screen import MeetingsScreen

    return MeetingsScreen(work.session, work.signer)


def _improvements(work: Workplace) -> Screen:
    from pegase_desktop.ui.improvements.screen import ImprovementsScreen

    return ImprovementsScreen(work.session, work.signer)


def _notes(work: Workplace) -> Screen:
    from pegase_desktop.ui.notes.screen import NotesScreen

    return NotesScreen(work.session, work.signer)


def _risks(work: Workplace) -> Screen:
    from pegase_desktop.ui.risks.screen import RisksScreen

    return RisksScreen(work.session, work.signer)


def _settings(work: Workplace) -> Screen:
    from pegase_desktop.ui.settings.screen import SettingsScreen

    return SettingsScreen(work.session, work.preferences, work.wear_look, work.keeper)


def _todos(register: Register, now: datetime) -> int:
    return register.table.todo_count(now)


DESTINATIONS = (
    Destination(Place.REGISTER, "Registre", "table-2", _register, "Ctrl+1", keeps=RecordKind.COMPLAINT),
    Destination(Place.AGENDA, "À faire", "list-checks", _agenda, "Ctrl+2", _todos),
    Destination(Place.REVIEW, "Revue hebdomadaire", "chart-column", _review, "Ctrl+3", keeps=RecordKind.WEEKLY_REVIEW),
    Destination(Place.MEETINGS, "Réunions qualité", "users", _meetings, "Ctrl+4", keeps=RecordKind.MEETING),
    Destination(
        Place.IMPROVEMENTS, "Améliorations", "trending-up", _improvements, "Ctrl+5", keeps=RecordKind.IMPROVEMENT
    ),
    Destination(Place.NOTES, "Notes", "file-text", _notes, "Ctrl+6", keeps=RecordKind.INTERNAL_NOTE),
    Destination(Place.RISKS, "Risques", "triangle-alert", _risks, "Ctrl+9", keeps=RecordKind.RISK),
    Destination(Place.SETTINGS, "Réglages", "settings", _settings, is_signed=True, is_at_foot=True),
)
