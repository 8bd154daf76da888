"""Hebrew and Arabic on paper: reportlab draws from left to right and joins no letters, so lines are prepared here.

This is the Unicode bidirectional algorithm (UAX 9) for texts without explicit marks of direction, which are cleaned
away when a text is typed; letters are joined through the presentation forms that Unicode keeps for that. A reader of
the PDF gives the typed text back.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import cache

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_LAM = "ل"


class _Side(Enum):
    LEFT = 0
    RIGHT = 1
    NUMBER = 2


_SIDES = {"L": _Side.LEFT, "R": _Side.RIGHT, "AL": _Side.RIGHT, "EN": _Side.NUMBER, "AN": _Side.NUMBER}


def is_right_to_left(text: str) -> bool:
    """Whether *text* holds any letter that is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(one) in ("R", "AL") for one in text)


def begins_right_to_left(line: str) -> bool:
    """Whether the first letter of *line* is written from right to left, and so the whole line."""
    return next(
        (kind in ("R", "AL") for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), False
    )


def drawn(line: str) -> str:
    """*line* with its letters joined and in the order of drawing, from left to right."""
    clusters = _clusters(_joined(line))
    levels = _levels(clusters, 1 if begins_right_to_left(line) else 0)
    ordered = [one.translate(_MIRRORED) if level % 2 else one for one, level in zip(clusters, levels, strict=True)]
    for level in range(max(levels, default=0), 0, -1):
        ordered, levels = _reversed_runs(ordered, levels, level)
    return "".join(ordered)


def _clusters(text: str) -> list[str]:
    """The characters, each with the marks that stand on it."""
    clusters: list[str] = []
    for one in text:
        if clusters and unicodedata.combining(one):
            clusters[-1] += one
        else:
            clusters.append(one)
    return clusters


def _levels(clusters: list[str], base: int) -> list[int]:
    """The embedding level of each cluster: even ones run from left to right, odd ones the other way."""
    sides = _with_neutrals([_SIDES.get(unicodedata.bidirectional(one[0])) for one in clusters], _Side(base))
    levels, strong = [], base
    for side in sides:
        if side is not _Side.NUMBER:
            strong = side.value
        levels.append((2 if strong else 0) if side is _Side.NUMBER else 1 if side is _Side.RIGHT else 2 * base)
    return levels


def _with_neutrals(sides: list[_Side | None], base: _Side) -> list[_Side]:
    """Spaces and punctuation go with the letters on both sides where these agree, else with the line."""
    filled: list[_Side] = []
    for number, side in enumerate(sides):
        before = next((one for one in reversed(filled) if one is not _Side.NUMBER), base)
        after = next((one for one in sides[number:] if one in (_Side.LEFT, _Side.RIGHT)), base)
        filled.append(side if side is not None else after if before is after and after is not None else base)
    return filled


def _reversed_runs(clusters: list[str], levels: list[int], least: int) -> tuple[list[str], list[int]]:
    """Each run of clusters at level *least* or above, turned round."""
    order: list[int] = []
    run: list[int] = []
    for number, level in enumerate(levels):
        if level >= least:
            run.insert(0, number)
        else:
            order += [*run, number]
            run = []
    order += run
    return [clusters[number] for number in order], [levels[number] for number in order]


@cache
def _forms() -> dict[str, dict[str, str]]:
    """For each Arabic letter, and each pair that is always tied, its forms by place in the word."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        place, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if place in ("<initial>", "<medial>", "<final>", "<isolated>"):
            typed = "".join(chr(int(letter, 16)) for letter in letters)
            if len(typed) == 1 or typed[0] == _LAM:
                forms.setdefault(typed, {}).setdefault(place, chr(code))
    return forms


def _joined(text: str) -> str:
    units = _units(text)
    joined = []
    for number, unit in enumerate(units):
        before = number > 0 and _joins(units[number - 1], unit)
        after = number + 1 < len(units) and _joins(unit, units[number + 1])
        place = "<medial>" if before and after else "<final>" if before else "<initial>" if after else "<isolated>"
        joined.append(_forms().get(unit, {}).get(place, unit))
    return "".join(joined)


def _units(text: str) -> list[str]:
    """The letters, lam and alef as the one sign they are always written as."""
    units: list[str] = []
    for one in text:
        if units and units[-1] == _LAM and "<final>" in _forms().get(_LAM + one, {}) and one in "آأإا":
            units[-1] = _LAM + one
        else:
            units.append(one)
    return units


def _joins(first: str, second: str) -> bool:
    return "<initial>" in _forms().get(first, {}) and "<final>" in _forms().get(second, {})
