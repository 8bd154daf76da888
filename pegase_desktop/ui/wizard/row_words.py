"""One row of a complaint (call, action, redress, exchange) in two lines, with its icon."""

from __future__ import annotations

from datetime import date

from pegase_desktop.domain import french
from pegase_desktop.domain.rows import Action, Call, Exchange, Redress
from pegase_desktop.domain.words import CallResult, Direction, Medium
from pegase_desktop.ui.forms.rows_section import RowWords
from pegase_desktop.ui.look.tokens import Tone

_SEPARATOR = " · "
_MEDIUM_ICONS = {
    Medium.EMAIL: "mail",
    Medium.LETTER: "mail",
    Medium.FAX: "printer",
    Medium.HAND_DELIVERED: "file-text",
    Medium.PHONE: "phone",
    Medium.IN_PERSON: "store",
    Medium.SMS: "message-square",
    Medium.WEBSITE: "globe",
}


def words_of(row: object, today: date) -> RowWords:
    """A row in words, before it is agreed with the client and typeset."""
    match row:
        case Call():
            return _call(row)
        case Action():
            return _action(row, today)
        case Redress():
            return _redress(row)
        case Exchange():
            return _exchange(row)
        case _:
            raise TypeError(type(row).__name__)


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(part for part in parts if part)


def _call(call: Call) -> RowWords:
    reached = call.result is CallResult.REACHED
    when = french.moment(call.at) if call.at else ""
    first = _joined(call.result.label if call.result else "", when, call.by)
    return RowWords("phone" if reached else "phone-missed", Tone.SUCCESS if reached else Tone.TEXT2, first, call.note)


def _action(action: Action, today: date) -> RowWords:
    due = f"pour le {french.day(action.due)}" if action.due else ""
    if action.done_on:
        return RowWords(
            "circle-check", Tone.SUCCESS, action.what, _joined(action.who, f"fait le {french.day(action.done_on)}")
        )
    if action.abandoned_reason:
        said = f"abandonnée : {action.abandoned_reason}"
        return RowWords("ban", Tone.TEXT3, action.what, _joined(action.who, said))
    if action.due and action.due < today:
        return RowWords("circle-alert", Tone.DANGER, action.what, _joined(action.who, f"en retard, {due}"))
    return RowWords("wrench", Tone.TEXT2, action.what, _joined(action.who, due))


def _redress(redress: Redress) -> RowWords:
    amount = french.euros(redress.amount) if redress.amount is not None else ""
    first = _joined(redress.kind.label if redress.kind else "", amount)
    if redress.done_on:
        return RowWords(
            "circle-check", Tone.SUCCESS, first, _joined(redress.text, f"donné le {french.day(redress.done_on)}")
        )
    if redress.abandoned_reason:
        return RowWords("ban", Tone.TEXT3, first, _joined(redress.text, f"abandonné : {redress.abandoned_reason}"))
    return RowWords("handshake", Tone.TEXT2, first, redress.text)


def _exchange(exchange: Exchange) -> RowWords:
    icon = _MEDIUM_ICONS[exchange.medium] if exchange.medium else "message-square"
    way = "vers le client" if exchange.direction is Direction.OUTGOING else "du client"
    medium = exchange.medium.label if exchange.medium else ""
    when = french.moment(exchange.at) if exchange.at else ""
    return RowWords(icon, Tone.TEXT2, _joined(f"{medium} {way}", when, exchange.by), exchange.text)
