"""The columns of the register: what they show, sort on and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pegase_desktop.domain.views import SortKey


@dataclass(frozen=True, slots=True)
class Column:
    """One column of two lines. ``keys`` are its sort keys, line by line; ``width`` and ``least`` pixels at scale 1.

    ``yields`` says how early the column gives up its place when the window is narrow (0: never).
    """

    name: str
    keys: tuple[SortKey, ...]
    width: int
    least: int
    yields: int = 0

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(key.label for key in self.keys)


@dataclass(frozen=True, slots=True)
class Order:
    """What the table is sorted on."""

    key: SortKey = SortKey.NEXT_DUE
    descending: bool = False


REFERENCE = Column("reference", (SortKey.REFERENCE, SortKey.RECEIVED), 116, 108)
COMPLAINANT = Column("complainant", (SortKey.COMPLAINANT, SortKey.SUBJECT), 0, 150)
SERVICE = Column("service", (SortKey.SERVICE, SortKey.CHANNEL), 112, 90, yields=2)
PRIORITY = Column("priority", (SortKey.PRIORITY,), 90, 84, yields=3)
STAGE = Column("stage", (SortKey.STAGE,), 104, 100, yields=1)
NEXT_DUE = Column("next_due", (SortKey.NEXT_DUE,), 190, 160)
OWNER = Column("owner", (SortKey.OWNER,), 56, 52)

COLUMNS = (REFERENCE, COMPLAINANT, SERVICE, PRIORITY, STAGE, NEXT_DUE, OWNER)
FLEXIBLE = COLUMNS.index(COMPLAINANT)
_SERVICE = COLUMNS.index(SERVICE)
_AMPLE, _SERVICE_AT_MOST = 300, 160  # widths of the flexible column from which that of services grows, and how far
OWNER_WIDTH_WITH_NAME = 144
ROOM_FOR_NAMES = 1600  # width of the window from which the owner's name is written out, at a text scale of 1


def column_sorted_by(key: SortKey) -> int:
    """The number of the column of which *key* is one of the lines."""
    return next(number for number, column in enumerate(COLUMNS) if key in column.keys)


def fitted(wanted: Mapping[str, int], room: int, scale: float = 1.0) -> tuple[int, ...]:
    """A width in pixels for each column so that they fill *room* exactly; 0 hides a column.

    The flexible column takes what the others leave. When that is too little, columns give up their place one by one,
    so that nothing ever has to be scrolled sideways.

    Args:
        wanted: the widths asked for, in pixels, by column name; a column that is not there gets its own.
        room: pixels from edge to edge of the table.
        scale: the size of the text, 1 for the design's.
    """
    widths = [_width(column, wanted, scale) for column in COLUMNS]
    least = round(COMPLAINANT.least * scale)
    for number in _in_order_of_yielding():
        if room - sum(widths) >= least:
            break
        widths[number] = 0
    if widths[_SERVICE] and SERVICE.name not in wanted:  # what is left over shows more of long services
        spare = room - sum(widths) - round(_AMPLE * scale)
        widths[_SERVICE] += max(0, min(spare, round((_SERVICE_AT_MOST - SERVICE.width) * scale)))
    widths[FLEXIBLE] = max(room - sum(widths), least)
    return tuple(widths)


def _width(column: Column, wanted: Mapping[str, int], scale: float) -> int:
    if column is COMPLAINANT:
        return 0
    return max(wanted.get(column.name, round(column.width * scale)), round(column.least * scale))


def _in_order_of_yielding() -> Sequence[int]:
    return sorted((number for number, column in enumerate(COLUMNS) if column.yields), key=lambda n: COLUMNS[n].yields)
