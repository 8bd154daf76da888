"""Pictures of counts as lists of marks, laid out once: painted on the screen and on paper alike, and said as a table.

Lengths are pixels or points, as whoever paints has it; x goes right and y down, from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.words import CauseFamily

UNSAID = "Non renseigné"
_OTHERS = "Autres"


class Ink(Enum):
    """What a mark is painted with; each differs in more than its colour, so that black and white is enough."""

    FULL = "full"
    HATCHED = "hatched"
    TEXT = "text"
    SOFT = "soft"
    STRONG = "strong"


class Align(Enum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Words:
    """A few words whose baseline is at *y*; at *x* they begin, end or have their middle, in that much *room*."""

    x: float
    y: float
    text: str
    align: Align
    ink: Ink
    room: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin level line."""

    x: float
    y: float
    width: float


Painted = Box | Words | Rule


@dataclass(frozen=True, slots=True)
class Picture:
    """The marks of a picture, and the same as a table: its columns, and a row for each thing counted."""

    title: str
    width: float
    height: float
    marks: tuple[Painted, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def said(self) -> str:
        """All of it in words, for who does not see it."""
        return f"{self.title}. " + " ; ".join(f"{name} : {self._counts(counts)}" for name, *counts in self.rows)

    def _counts(self, counts: Sequence[str]) -> str:
        return ", ".join(f"{head.lower()} {count}" for head, count in zip(self.columns[1:], counts, strict=True))


def weeks_picture(bars: Bars, width: float, height: float, *, line: float) -> Picture:
    """Received and closed in each week, side by side, under what is what; *line* is the height of a line of words."""
    foot, most = height - 1.5 * line, max((max(came, went) for _, came, went in bars.weeks), default=0)
    step = width / max(len(bars.weeks), 1)
    marks: list[Painted] = [*_legend(width, line), Rule(0, foot, width)]
    for index, (week, came, went) in enumerate(bars.weeks):
        left = index * step
        room = (foot - 2.9 * line) / most if most else 0.0
        for offset, count, ink in ((0.16, came, Ink.FULL), (0.53, went, Ink.HATCHED)):
            tall, wide = count * room, 0.31 * step
            marks.append(Box(left + offset * step, foot - tall, wide, tall, ink))
            if count:
                middle = left + offset * step + wide / 2
                marks.append(Words(middle, foot - tall - 0.35 * line, str(count), Align.CENTRE, Ink.STRONG, step / 2))
        ink = Ink.STRONG if index == len(bars.weeks) - 1 else Ink.SOFT
        marks.append(Words(left + step / 2, foot + 1.1 * line, f"S{week.number}", Align.CENTRE, ink, step))
    rows = tuple((week.title, str(came), str(went)) for week, came, went in bars.weeks)
    columns = ("Semaine", "Reçues", "Clôturées")
    return Picture(weeks_title(bars), width, height, tuple(marks), columns, rows)


def _legend(width: float, line: float) -> Iterator[Painted]:
    """What the two bars of a week are."""
    room = min(6 * line, width / 2)
    for index, (ink, name) in enumerate(((Ink.FULL, "Reçues"), (Ink.HATCHED, "Clôturées"))):
        left = index * room
        yield Box(left, 0.15 * line, 0.8 * line, 0.8 * line, ink)
        yield Words(left + 1.2 * line, 0.9 * line, name, Align.LEFT, Ink.TEXT, room - 1.2 * line)


def weeks_title(bars: Bars) -> str:
    """« Reçues et clôturées sur 12 semaines : 24 et 17 »."""
    came, went = sum(one[1] for one in bars.weeks), sum(one[2] for one in bars.weeks)
    return f"Reçues et clôturées sur {len(bars.weeks)} semaines : {came} et {went}"


def services_picture(bars: Bars, width: float, height: float, *, line: float) -> Picture:
    """Of the cases received in these weeks: how many for each service."""
    named = [(name or UNSAID, bool(name), count) for name, count in bars.by_service]
    return _ranked("Par service", named, width, height, line)


def causes_picture(bars: Bars, width: float, height: float, *, line: float) -> Picture:
    """Of the cases received in these weeks: how many for each family of causes."""
    named = [(_cause(cause), cause is not None, count) for cause, count in bars.by_cause]
    return _ranked("Par famille de causes", named, width, height, line)


def _cause(cause: CauseFamily | None) -> str:
    return cause.label if cause else "À déterminer"


def _ranked(title: str, counts: Sequence[tuple[str, bool, int]], width: float, height: float, line: float) -> Picture:
    """A bar a line, the most first; what does not fit is counted together, and what is not said stands last."""
    shown = _fitting(counts, max(int(height // (1.7 * line)), 2))
    most = max((count for *_, count in shown), default=0)
    words, gap, number = 0.46 * width, 0.03 * width, 0.10 * width
    room = (width - words - gap - number) / most if most else 0.0
    marks: list[Painted] = []
    for index, (name, is_said, count) in enumerate(shown):
        base = (index + 1) * 1.7 * line - 0.5 * line
        marks.append(Words(0, base, name, Align.LEFT, Ink.TEXT if is_said else Ink.SOFT, words))
        ink = Ink.FULL if is_said else Ink.HATCHED
        marks.append(Box(words + gap, base - 0.85 * line, count * room, 1.1 * line, ink))
        marks.append(Words(words + gap + count * room + 0.4 * line, base, str(count), Align.LEFT, Ink.STRONG, number))
    rows = tuple((name, str(count)) for name, _, count in counts)
    return Picture(title, width, height, tuple(marks), ("Nom", "Reçues"), rows)


def _fitting(counts: Sequence[tuple[str, bool, int]], most: int) -> list[tuple[str, bool, int]]:
    said, unsaid = [one for one in counts if one[1]], [one for one in counts if not one[1]]
    places = most - len(unsaid)
    if len(said) > places:
        others = sum(count for *_, count in said[places - 1 :])
        said = [*said[: places - 1], (_OTHERS, True, others)]
    return [*said, *unsaid]
