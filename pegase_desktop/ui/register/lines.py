"""The lines of the table: headings and complaints, counted without reading a single complaint."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pegase_desktop.domain.views import Spine


class Section(StrEnum):
    """The two parts of the table."""

    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a part; ``count`` complaints stand under it, or would if it were not folded."""

    section: Section
    count: int
    is_folded: bool


class Lines:
    """What stands on each line of the table. Lines are numbered from 0; a part without complaints has no heading."""

    def __init__(self, spine: Spine, folded: frozenset[Section] = frozenset()) -> None:
        self._ids = spine.ids
        self._open = Heading(Section.OPEN, spine.open_count, Section.OPEN in folded)
        self._ended = Heading(Section.ENDED, len(spine.ids) - spine.open_count, Section.ENDED in folded)
        self._open_lines = _length(self._open)

    def __len__(self) -> int:
        return self._open_lines + _length(self._ended)

    def headings(self) -> Iterator[tuple[int, Heading]]:
        """The headings with their lines."""
        if self._open.count:
            yield 0, self._open
        if self._ended.count:
            yield self._open_lines, self._ended

    def heading_at(self, line: int) -> Heading | None:
        """The heading on that line, or None when a complaint stands there."""
        if line == 0 and self._open.count:
            return self._open
        return self._ended if line == self._open_lines and self._ended.count else None

    def id_at(self, line: int) -> int:
        """The complaint on that line; 0 for a heading or a line that does not exist."""
        place = self._place(line)
        return self._ids[place] if place is not None else 0

    def _place(self, line: int) -> int | None:
        if 0 < line < self._open_lines:
            return line - 1
        if self._open_lines < line < len(self):
            return self._open.count + line - self._open_lines - 1
        return None

    def around(self, line: int, reach: int) -> array[int]:
        """The complaints of the block of *reach* lines in which *line* lies: what is worth reading together."""
        first = line - line % reach
        return array("q", (one for one in map(self.id_at, range(first, first + reach)) if one))

    @property
    def first(self) -> int:
        """The first complaint that is seen; 0 when there is none."""
        return next((one for line, _ in self.headings() if (one := self.id_at(line + 1))), 0)

    def __contains__(self, complaint_id: object) -> bool:
        return isinstance(complaint_id, int) and self.line_of(complaint_id) is not None

    def line_of(self, complaint_id: int) -> int | None:
        """The line on which the complaint stands, or None when it is filtered out or folded away."""
        place = self._place_of(complaint_id)
        if place is None:
            return None
        if place < self._open.count:
            return None if self._open.is_folded else place + 1
        return None if self._ended.is_folded else self._open_lines + place - self._open.count + 1

    def section_of(self, complaint_id: int) -> Section | None:
        """The part in which the complaint stands, folded or not; None when it is filtered out."""
        place = self._place_of(complaint_id)
        if place is None:
            return None
        return Section.OPEN if place < self._open.count else Section.ENDED

    def _place_of(self, complaint_id: int) -> int | None:
        try:
            return self._ids.index(complaint_id)
        except ValueError:
            return None


def _length(heading: Heading) -> int:
    if not heading.count:
        return 0
    return 1 if heading.is_folded else heading.count + 1
