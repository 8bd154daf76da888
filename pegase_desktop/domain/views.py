"""What the register's table asks for and gets: filters, order, rows, counts."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date, datetime

from pegase_desktop.domain.duty import Duty
from pegase_desktop.domain.naming import status_label
from pegase_desktop.domain.paths import path_for
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.progress import Stage
from pegase_desktop.domain.words import CauseFamily, Channel, Kind, Labelled, Priority, Status


class Chip(Labelled):
    """The filters above the table."""

    ALL = "all", "Toutes"
    LATE = "late", "En retard"
    ACK_TO_SEND = "ack_to_send", "AR à envoyer"
    MINE = "mine", "Suivies par moi"
    OPEN = "open", "Ouvertes"
    CLOSED = "closed", "Clôturées"
    CANCELLED = "cancelled", "Annulées"


class Dated(Labelled):
    """Of which day of a case a period is; the last is that of what is due next."""

    RECEPTION = "reception", "Réception"
    CLOSURE = "closure", "Clôture"
    DUE = "due", "Échéance"


class SortKey(Labelled):
    """What the table can be sorted on."""

    REFERENCE = "reference", "N°"
    RECEIVED = "received", "Reçue le"
    COMPLAINANT = "complainant", "Réclamant"
    SUBJECT = "subject", "Objet"
    SERVICE = "service", "Service"
    CHANNEL = "channel", "Canal"
    PRIORITY = "priority", "Priorité"
    STAGE = "stage", "Étape"
    NEXT_DUE = "next_due", "Prochaine échéance"
    OWNER = "owner", "Responsable"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One look at the register; ``me`` serves Chip.MINE.

    ``since`` and ``until`` are days of the office, half-open; ``dated`` says of what.
    """

    now: datetime
    chip: Chip = Chip.ALL
    me: str = ""
    kind: Kind | None = None
    service: str = ""
    category: str = ""
    cause: CauseFamily | None = None
    priority: Priority | None = None
    owner: str = ""
    since: date | None = None
    until: date | None = None
    dated: Dated = Dated.RECEPTION
    search: str = ""
    sort: SortKey = SortKey.NEXT_DUE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Spine:
    """The ids of a view in order, the open complaints first; ``is_cut`` when a search found more than are shown."""

    ids: array[int]
    open_count: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table. ``ended_at`` is the instant of closure or cancellation.

    ``complainant`` is never empty: where nobody complains, it is the nature of what happened.
    """

    id: int
    reference: str
    kind: Kind
    received_at: datetime
    complainant: str
    subject: str
    service: str
    channel: Channel | None
    priority: Priority | None
    stage: Stage
    duty: Duty | None
    owner: str
    status: Status
    ended_at: datetime | None

    @property
    def status_label(self) -> str:
        """« Clôturée », or « Clôturé » of an « aléa »."""
        return status_label(self.status, self.kind)

    @property
    def stage_label(self) -> str:
        """The chapter being worked on, as the path of its nature calls it; else how the case ended."""
        chapter = self.stage.chapter
        return path_for(self.kind).chapter_label(chapter) if chapter else self.status_label

    @property
    def priority_label(self) -> str:
        """« Haute », « À évaluer », or nothing of what is never assessed."""
        if self.priority:
            return self.priority.label
        return "À évaluer" if Page.ASSESSMENT in path_for(self.kind).pages else ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the chips and of the status bar."""

    total: int
    open: int
    late: int
    ack_to_send: int
    mine: int
    in_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A past complaint that resembles another; ``reasons`` in words: « même élève », « même service »."""

    id: int
    reference: str
    complainant: str
    subject: str
    received_at: datetime
    status: Status
    reasons: tuple[str, ...]
