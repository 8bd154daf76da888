"""Which deadlines are worth a word outside the window: each duty once, when it is close or has passed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from pegase_desktop.domain import french
from pegase_desktop.domain.agenda import Todo, in_a_sentence

CLOSE = timedelta(hours=4)
_NAMED = 3


def to_remind(todos: Iterable[Todo], now: datetime, told: Collection[str], register: str) -> tuple[Todo, ...]:
    """The duties whose deadline is less than four hours away or has passed, and whose mark is not in *told*."""
    return tuple(
        one
        for one in todos
        if one.duty.due_at is not None and one.duty.due_at - now < CLOSE and mark(one, register) not in told
    )


def mark(todo: Todo, register: str) -> str:
    """What is remembered of a reminder: enough to know the same duty again, and nothing that names anybody."""
    duty = todo.duty
    parts = (register, _marked(todo), duty.kind.value, str(duty.due_at), duty.who, duty.what)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def title(todos: Collection[Todo], now: datetime) -> str:
    """« 2 échéances dépassées, 1 dans moins de 4 h »."""
    late = sum(1 for one in todos if one.duty.is_late(now))
    close = len(todos) - late
    if not late:
        return f"{french.count(close, 'échéance')} dans moins de 4{french.NBSP}h"
    said = french.count(late, "échéance dépassée", "échéances dépassées")
    return f"{said}, {close} dans moins de 4{french.NBSP}h" if close else said


def words(todos: Collection[Todo]) -> str:
    """A line for each of the first three, and how many more there are."""
    lines = [f"{in_a_sentence(one)} ({one.reference})" for one in list(todos)[:_NAMED]]
    if len(todos) > _NAMED:
        lines.append(f"et {french.count(len(todos) - _NAMED, 'autre')}.")
    return "\n".join(lines)


def _marked(todo: Todo) -> str:
    """Complaints by their id alone, as the marks of before have it."""
    return str(todo.complaint_id or f"{todo.record.kind.value}/{todo.record.id}")
