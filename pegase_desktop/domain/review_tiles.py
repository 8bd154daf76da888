"""The six figures of the weekly review in words: counts first, and what each leaves out under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pegase_desktop.domain import french
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.figures import FEWEST_FOR_MEAN, Delay, Opinions, Rate
from pegase_desktop.domain.review import Review
from pegase_desktop.domain.review_words import NATURES, Topic, slips_count

_IN_DAYS = 72  # hours from which a length is said in days


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure: « 3 sur 4 », with what it leaves out under it; ``topic`` is the list behind it."""

    title: str
    value: str
    note: str
    topic: Topic
    is_bad: bool = False


def tiles(review: Review) -> tuple[Tile, ...]:
    """The six figures. Counts first; no percentage under 20, and marks one by one under 10 answers."""
    figures, late = review.figures, len(review.late_cases) + len(review.actions_late)
    return (
        Tile("Reçues", str(len(figures.received)), _natures(review), Topic.RECEIVED),
        _rate_tile("Accusées dans le délai", figures.acknowledged, figures.acknowledgement_delay),
        _rate_tile("Traitées dans le délai", figures.answered, figures.answer_delay),
        Tile("En retard", str(late), _late_note(review), Topic.LATE, is_bad=late > 0),
        Tile("Clôturées", str(review.balance.closed), _open_note(review), Topic.ENDED),
        _opinion_tile(figures.opinions),
    )


def _natures(review: Review) -> str:
    figures = review.figures
    said = [french.count(figures.of_nature(kind), name) for kind, name in NATURES.items() if figures.of_nature(kind)]
    apart = [f"{slips_count(review.balance)} à part"] if review.balance.slips else []
    return ", ".join([*(f"dont {one}" for one in said), *apart])


def _rate_tile(title: str, rate: Rate, delay: Delay) -> Tile:
    if not rate.judged:
        value = "–"
    elif rate.percent is None:
        value = f"{len(rate.kept)} sur {rate.judged}"
    else:
        value = f"{len(rate.kept)} sur {rate.judged} ({rate.percent}{french.NBSP}%)"
    notes = [
        f"{len(rate.missed)} hors délai" if rate.missed else "",
        f"{len(rate.pending)} en cours" if rate.pending else "",
        f"{len(rate.pointless)} sans objet" if rate.pointless else "",
        *_median(delay),
    ]
    return Tile(title, value, ", ".join(filter(None, notes)), Topic.RECEIVED, is_bad=bool(rate.missed))


def _median(delay: Delay) -> Iterator[str]:
    """Never alone: a median of what was sent looks well where much was not."""
    if delay.median_hours is not None:
        yield f"médiane {_hours(delay.median_hours)}"
        if delay.oldest_pending is not None:
            yield f"{delay.pending} en attente ({_hours(delay.oldest_pending)} au plus)"


def _hours(hours: float) -> str:
    if hours < 1:
        return "moins d’une heure"
    return f"{int(hours)}{french.NBSP}h" if hours < _IN_DAYS else f"{int(hours // 24)}{french.NBSP}j"


def _late_note(review: Review) -> str:
    kinds = Counter(_LATE.get(one.duty.kind, "autre") for one in review.late_cases)
    named = [french.count(kinds[name], name) for name in (*_LATE.values(), "autre") if kinds[name]]
    actions = [french.count(len(review.actions_late), "action")] if review.actions_late else []
    return ", ".join([*named, *actions])


_LATE = {DutyKind.ACKNOWLEDGE: "accusé", DutyKind.CALL: "rappel", DutyKind.RESPOND: "réponse"}


def _open_note(review: Review) -> str:
    oldest = review.figures.oldest_days
    age = f", la plus ancienne depuis {oldest}{french.NBSP}j" if oldest is not None else ""
    return f"{french.count(review.balance.open_after, 'ouverte')} à la fin{age}"


def _opinion_tile(opinions: Opinions) -> Tile:
    answered = len(opinions.answered)
    if not answered:
        note = f"0 avis sur {opinions.asked}" if opinions.asked else "aucun avis demandé"
        return Tile("Satisfaction", "–", note, Topic.RECEIVED)
    first = opinions.marks[0]
    note = f"{french.count(answered, 'avis', 'avis')} sur {opinions.asked}"
    if answered < FEWEST_FOR_MEAN:
        return Tile("Satisfaction", " · ".join(map(str, first)) or "–", f"notes sur 5, {note}", Topic.RECEIVED)
    mean = f"{sum(first) / len(first):.1f}".replace(".", ",") if first else "–"
    return Tile("Satisfaction", f"{mean} sur 5", note, Topic.RECEIVED)
