"""Whether there are more cases than usual, and whether they come closer: two short formulas for small numbers.

A school has 10 to 60 complaints a year. A rule of thumb (« three of one category in 90 days ») is met by chance in most
years, and a rate that doubles hides from six rising months. Neither formula proves anything: both say whether chance
alone is enough to explain what is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import comb, sqrt

from pegase_desktop.domain.words import Labelled

SHORT, YEAR, TWO_YEARS = 90, 365, 730  # days
_FEWEST, _FEWEST_IN_TREND = 5, 8
_CLEARLY, _PERHAPS = Fraction(5, 1000), Fraction(25, 1000)
_STRONG, _WEAK = 2.58, 1.96  # of a normal variable: exceeded by chance once in 100, in 20


class Change(Labelled):
    """How many there are, against before."""

    FAR_MORE = "far_more", "nettement plus que d’habitude"
    MORE = "more", "plus que d’habitude"
    NONE = "none", "pas de changement démontrable"
    LESS = "less", "moins que d’habitude"
    FAR_LESS = "far_less", "nettement moins que d’habitude"
    TOO_FEW = "too_few", "trop peu pour comparer"


class Trend(Labelled):
    """How cases follow each other over two years."""

    FAR_CLOSER = "far_closer", "se rapprochent nettement"
    CLOSER = "closer", "se rapprochent : dégradation lente possible"
    NONE = "none", "pas de tendance démontrable"
    APART = "apart", "s’espacent"
    FAR_APART = "far_apart", "s’espacent nettement"
    TOO_FEW = "too_few", "trop peu pour le dire"


@dataclass(frozen=True, slots=True)
class Comparison:
    """*recent* cases in the last *days*, *before* in the *days_before* that lead up to them.

    ``up`` and ``down`` are how often chance alone gives as many or more, as few or fewer.
    """

    recent: int
    days: int
    before: int
    days_before: int
    up: Fraction
    down: Fraction
    change: Change

    @property
    def expected(self) -> Fraction:
        """How many the rate of before lets one expect."""
        return Fraction(self.before * self.days, self.days_before)


def compared(recent: int, days: int, before: int, days_before: int, *, is_one_of_many: bool = False) -> Comparison:
    """Two counts, by the conditional binomial test of two Poisson rates (Przyborowski and Wilenski, 1940).

    Given both counts together, the recent one is binomial if the rate has not changed. *is_one_of_many* categories,
    services or persons that are looked at side by side, of which one stands out by chance soon: only what is clear is
    said of it.
    """
    n, p = recent + before, Fraction(days, days + days_before)
    up = sum(_binomial(n, p, range(recent, n + 1)), Fraction())
    down = sum(_binomial(n, p, range(recent + 1)), Fraction())
    return Comparison(recent, days, before, days_before, up, down, _change(n, up, down, is_one_of_many))


def _binomial(n: int, p: Fraction, counts: range) -> Iterator[Fraction]:
    return (comb(n, k) * p**k * (1 - p) ** (n - k) for k in counts)


def _change(n: int, up: Fraction, down: Fraction, is_one_of_many: bool) -> Change:
    if n < _FEWEST:
        return Change.TOO_FEW
    enough = _CLEARLY if is_one_of_many else _PERHAPS
    if up <= enough:
        return Change.FAR_MORE if up <= _CLEARLY else Change.MORE
    if down <= enough:
        return Change.FAR_LESS if down <= _CLEARLY else Change.LESS
    return Change.NONE


def needed_for_more(days: int, before: int, days_before: int) -> int:
    """How many there would have to be in the last *days* for chance not to be enough any more."""
    recent = 0
    while compared(recent, days, before, days_before).change not in (Change.MORE, Change.FAR_MORE):
        recent += 1
    return recent


def compared_lately(days_of_cases: Sequence[date], today: date, begun_on: date) -> Comparison | None:
    """The last 90 days, *today* included, against the 365 before; None while the register has not lived so long."""
    return _compared_spans(days_of_cases, today, begun_on, SHORT)


def compared_years(days_of_cases: Sequence[date], today: date, begun_on: date) -> Comparison | None:
    """The last 365 days against the 365 before, likewise."""
    return _compared_spans(days_of_cases, today, begun_on, YEAR)


def _compared_spans(cases: Sequence[date], today: date, begun_on: date, days: int) -> Comparison | None:
    recent_from = today - timedelta(days=days - 1)
    before_from = recent_from - timedelta(days=YEAR)
    if begun_on > before_from:
        return None
    recent = sum(recent_from <= one <= today for one in cases)
    return compared(recent, days, sum(before_from <= one < recent_from for one in cases), YEAR)


@dataclass(frozen=True, slots=True)
class Drift:
    """``u`` of Laplace's trend test; None where there are too few. ``halves``: how many in each of the two years."""

    u: float | None
    trend: Trend
    halves: tuple[int, int]


def drift(days: Sequence[float], span: int = TWO_YEARS) -> Drift:
    """Whether cases come closer, from the days since the beginning of the *span* at which they came.

    Laplace's trend test, made for slow wear. Two whole years, so that summer cancels out.
    """
    halves = sum(day < span / 2 for day in days), sum(day >= span / 2 for day in days)
    if len(days) < _FEWEST_IN_TREND:
        return Drift(None, Trend.TOO_FEW, halves)
    u = (sum(days) / len(days) - span / 2) / (span * sqrt(1 / (12 * len(days))))
    return Drift(u, _trend(u), halves)


def _trend(u: float) -> Trend:
    if abs(u) < _WEAK:
        return Trend.NONE
    if u > 0:
        return Trend.FAR_CLOSER if u >= _STRONG else Trend.CLOSER
    return Trend.FAR_APART if u <= -_STRONG else Trend.APART


def drift_over_two_years(days_of_cases: Sequence[date], today: date, begun_on: date) -> Drift | None:
    """The same over the 730 days that end with *today*; None while the register has not lived so long."""
    first = today - timedelta(days=TWO_YEARS - 1)
    if begun_on > first:
        return None
    # A day counts by its middle: of a span of whole days the middle is the middle.
    return drift([(one - first).days + 0.5 for one in sorted(days_of_cases) if first <= one <= today])
