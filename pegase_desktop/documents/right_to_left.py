"""Hebrew and Arabic on paper: reportlab draws from left to right and joins no letters, so lines are prepared here.

This is the Unicode bidirectional algorithm (UAX 9) for texts without explicit marks of direction, which are cleaned
away when a text is typed; letters are joined through the presentation forms that Unicode keeps for that. A reader of
the PDF gives the typed text back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_MOST_BRACKETS = 63  # open at once; beyond, the algorithm pairs no more
_LAM = "ل"
_TATWEEL = "ـ"  # a mere line between two letters
# By whether a letter is tied to the one before it, and to the one after.
_PLACES = {
    (False, False): "<isolated>",
    (False, True): "<initial>",
    (True, False): "<final>",
    (True, True): "<medial>",
}

# A letter for each kind of character that the rules tell apart. The others are neutral.
_KINDS = {"L": "L", "R": "R", "AL": "A", "EN": "n", "AN": "a", "ES": "s", "CS": "c", "ET": "t"}
_NEUTRAL = "o"
_NUMBERS_AS_RIGHT = str.maketrans("na", "RR")


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
    return drawn_lines([line])[0]


def drawn_lines(lines: Sequence[str]) -> list[str]:
    """The same for a paragraph that was broken into *lines*, at a blank each: what ends one bears upon the next."""
    side = "R" if begins_right_to_left(" ".join(lines)) else "L"
    clusters = [_clusters(_joined(line)) for line in lines]
    levels = iter(_levels([one for line in clusters for one in (*line, " ")], side))
    turned = []
    for line in clusters:
        turned.append(_turned(line, [next(levels) for _ in line], side))
        next(levels)  # of the blank
    return turned


def _clusters(text: str) -> list[str]:
    """The characters, each with the marks that stand on it."""
    clusters: list[str] = []
    for one in text:
        if clusters and unicodedata.bidirectional(one) in ("NSM", "BN"):
            clusters[-1] += one
        else:
            clusters.append(one)
    return clusters


def _levels(clusters: Sequence[str], side: str) -> list[int]:
    """The embedding level of each cluster: even ones run from left to right, odd ones the other way."""
    kinds = "".join(_KINDS.get(unicodedata.bidirectional(one[0]), _NEUTRAL) for one in clusters)
    kinds = _with_neutrals(_with_brackets(_with_numbers(kinds, side), clusters, side), side)
    return [1 if kind == "R" else 0 if kind == side else 2 for kind in kinds]


def _with_numbers(kinds: str, side: str) -> str:
    """Signs that belong to a number told from those that stand alone, and numbers of Latin text: rules W2 to W7."""
    kinds = re.sub("A[^LRA]*", lambda found: found[0].replace("n", "a"), kinds).replace("A", "R")
    kinds = re.sub("(?<=n)[sc](?=n)", "n", kinds)
    kinds = re.sub("(?<=a)c(?=a)", "a", kinds)
    kinds = re.sub("t+(?=n)|(?<=n)t+", lambda found: "n" * len(found[0]), kinds)
    kinds = re.sub("[sct]", _NEUTRAL, kinds)
    after_latin = "(?:^|L)[^LR]*" if side == "L" else "L[^LR]*"
    return re.sub(after_latin, lambda found: found[0].replace("n", "L"), kinds)


def _with_brackets(kinds: str, clusters: Sequence[str], side: str) -> str:
    """Both brackets of a pair go with the line if they hold anything that does, else with their content: rule N0."""
    settled = list(kinds)
    strong = list(kinds.translate(_NUMBERS_AS_RIGHT))
    other = "L" if side == "R" else "R"
    for opening, closing in sorted(_pairs(clusters)):
        inside = strong[opening:closing]
        if side in inside:
            kind = side
        elif other in inside:  # with it only where what stands before does, too
            kind = next((one for place in range(opening - 1, -1, -1) if (one := strong[place]) != _NEUTRAL), side)
        else:
            continue
        for place in (opening, closing):
            settled[place] = strong[place] = kind
    return "".join(settled)


def _pairs(clusters: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where brackets open, and where each is closed."""
    waiting: list[tuple[str, int]] = []
    for place, cluster in enumerate(clusters):
        one = cluster[0]
        if one in _BRACKETS:
            if len(waiting) == _MOST_BRACKETS:
                return
            waiting.append((_BRACKETS[one], place))
        while waiting and one in _BRACKETS.values() and any(one == closing for closing, _ in waiting):
            closing, opening = waiting.pop()
            if closing == one:
                yield opening, place
                break


def _with_neutrals(kinds: str, side: str) -> str:
    """Blanks and punctuation go with what stands on both sides where that agrees, else with the line: N1 and N2."""
    strong = f"{side}{kinds.translate(_NUMBERS_AS_RIGHT)}{side}"

    def settled(found: re.Match[str]) -> str:
        before, after = strong[found.start()], strong[found.end() + 1]
        return (before if before == after else side) * len(found[0])

    return re.sub(f"{_NEUTRAL}+", settled, kinds)


def _turned(line: list[str], levels: list[int], side: str) -> str:
    """The clusters of one line in the order of drawing; the blanks at its end stay there."""
    for place in reversed(range(len(line))):
        if unicodedata.bidirectional(line[place][0]) != "WS":
            break
        levels[place] = 1 if side == "R" else 0
    order = list(range(len(line)))
    for least in (2, 1):
        order = _reversed_runs(order, [levels[place] >= least for place in order])
    return "".join(line[place].translate(_MIRRORED) if levels[place] % 2 else line[place] for place in order)


def _reversed_runs(order: Sequence[int], is_turned: Sequence[bool]) -> list[int]:
    """*order* with each run of places that are turned, turned round."""
    result: list[int] = []
    for turns, run in groupby(zip(is_turned, order, strict=True), key=itemgetter(0)):
        places = [place for _, place in run]
        result += reversed(places) if turns else places
    return result


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
    forms[_TATWEEL] = dict.fromkeys(_PLACES.values(), _TATWEEL)
    return forms


def _joined(text: str) -> str:
    units = _units(text)
    letters = ["", *(unit for unit, _ in units), ""]
    joined = []
    for (unit, marks), before, after in zip(units, letters, letters[2:], strict=False):
        joins = (_joins(before, unit), _joins(unit, after))
        joined.append(_forms().get(unit, {}).get(_PLACES[joins], unit) + marks)
    return "".join(joined)


def _units(text: str) -> list[tuple[str, str]]:
    """The letters, each with the marks that stand on it; lam and alef as the one sign they are always written as."""
    units: list[tuple[str, str]] = []
    for one in text:
        letter, marks = units[-1] if units else ("", "")
        if letter and unicodedata.bidirectional(one) == "NSM":
            units[-1] = letter, marks + one
        elif letter == _LAM and one in "آأإا":
            units[-1] = _LAM + one, marks
        else:
            units.append((one, ""))
    return units


def _joins(first: str, second: str) -> bool:
    return "<initial>" in _forms().get(first, {}) and "<final>" in _forms().get(second, {})
