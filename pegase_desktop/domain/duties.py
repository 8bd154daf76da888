"""What is still to be done for a complaint, and by when: derived from its facts and its terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from pegase_desktop.domain.clocks import CountFrom, IsHoliday, deadline
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duty import Duty, DutyKind, duty_by_day
from pegase_desktop.domain.gates import has_feedback_answer, missing_to_close, was_reached
from pegase_desktop.domain.moments import end_of_day, is_plausible, local
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action, Announcement
from pegase_desktop.domain.words import CallResult, Direction, LetterKind

#: Where what settles a duty of a case is noted.
PAGE_OF_DUTY: Mapping[DutyKind, Page] = {
    DutyKind.ACKNOWLEDGE: Page.ACKNOWLEDGEMENT,
    DutyKind.CALL: Page.RESTATEMENT,
    DutyKind.RESPOND: Page.RESPONSE,
    DutyKind.ACT: Page.PLAN,
    DutyKind.INFORM: Page.FOLLOW_UP,
    DutyKind.ASK_FEEDBACK: Page.FEEDBACK,
}
_FAR = datetime.max.replace(tzinfo=UTC)


def with_targets(complaint: Complaint, is_holiday: IsHoliday) -> Complaint:
    """The complaint with the targets of its two clocks, fixed by the terms in force when it was received.

    The treatment is counted from the acknowledgement, at the latest from its own deadline: a late one, or none, gives
    no time. Where nobody is to be acknowledged or answered there are no such targets.
    """
    received, terms, path = complaint.received_at, complaint.terms, path_of(complaint)
    if received is None or not is_plausible(received) or not path.asks(complaint, "ack_sent_at"):
        return replace(complaint, ack_due_at=None, response_due_at=None)
    held = replace(complaint, ack_due_at=deadline(received, terms.ack_hours, terms, is_holiday))
    start = treatment_start(held)
    if start is None or not path.asks(complaint, "response_sent_at"):
        return replace(held, response_due_at=None)
    return replace(held, response_due_at=deadline(start, terms.treatment_hours, terms, is_holiday))


def treatment_start(complaint: Complaint) -> datetime | None:
    """The instant from which the delay of the answer runs; None while it is not known when the case came in."""
    if complaint.terms.count_from is CountFrom.RECEPTION:
        return complaint.received_at
    return min(filter(None, (complaint.ack_sent_at, complaint.ack_due_at)), default=None)


def has_commitment(complaint: Complaint) -> bool:
    """Whether a date was announced to the client: only then is it a commitment."""
    return complaint.commitment_date is not None and complaint.commitment_told_at is not None


def response_target(complaint: Complaint) -> datetime | None:
    """The instant by which the answer is due: the announced date if there is one, else the treatment delay's end."""
    if has_commitment(complaint) and complaint.commitment_date is not None:
        return end_of_day(complaint.commitment_date)
    return complaint.response_due_at


def is_ack_late(complaint: Complaint, now: datetime) -> bool:
    """Whether the acknowledgement left, or has not left, after its deadline."""
    due = complaint.ack_due_at
    return due is not None and (complaint.ack_sent_at or _so_far(complaint, now)) > due


def is_response_late(complaint: Complaint, now: datetime) -> bool:
    """Whether the answer is or was late. A commitment announced after the first target does not make it good."""
    first, target = complaint.response_due_at, response_target(complaint)
    if first is None or target is None:
        return False
    told_too_late = has_commitment(complaint) and complaint.commitment_told_at is not None and (
        complaint.commitment_told_at > first
    )  # fmt: skip
    return told_too_late or (complaint.response_sent_at or _so_far(complaint, now)) > target


def _so_far(complaint: Complaint, now: datetime) -> datetime:
    """Until when the clocks have run: nothing more is owed once the complaint is closed or cancelled."""
    return complaint.ended_at or now


def is_unannounced_extension(before: Complaint, after: Complaint, now: datetime) -> bool:
    """Whether a later date takes the place of a missed commitment without a new announcement to the client.

    A deadline that was missed stays missed: only the moment at which the client learns a new date tells by how much.
    """
    old, new = response_target(before), response_target(after)
    was_missed = has_commitment(before) and before.response_sent_at is None and old is not None and now > old
    announced_again = after.commitment_told_at != before.commitment_told_at
    return was_missed and not announced_again and old is not None and new is not None and new > old


def superseded(before: Complaint, after: Complaint) -> tuple[Announcement, ...]:
    """The dates announced to the client that *after* no longer holds: one more where another was announced since.

    A date that is put right under the same announcement was a slip of the keyboard, and never announced.
    """
    announced_again = after.commitment_told_at not in (None, before.commitment_told_at)
    if not has_commitment(before) or not announced_again or after.commitment_date == before.commitment_date:
        return after.announced
    former = Announcement(
        day=before.commitment_date, reason=before.commitment_reason, told_at=before.commitment_told_at
    )
    return (*after.announced, former)


def duties(complaint: Complaint) -> tuple[Duty, ...]:
    """What is to be done for an open complaint, the most urgent first; nothing for a closed one."""
    if not complaint.is_open:
        return ()
    order = list(DutyKind)
    return tuple(sorted(_duties(complaint), key=lambda one: (one.due_at or _FAR, order.index(one.kind))))


def next_duty(complaint: Complaint) -> Duty | None:
    """The most urgent duty."""
    return next(iter(duties(complaint)), None)


def _duties(complaint: Complaint) -> Iterator[Duty]:
    owner = complaint.owner
    target = response_target(complaint)
    answered = complaint.response_sent_at
    path = path_of(complaint)
    if path.lacks(complaint, "ack_sent_at"):
        yield Duty(DutyKind.ACKNOWLEDGE, complaint.ack_due_at, who=owner)
    if answered is None and path.asks(complaint, "response_sent_at"):
        if complaint.next_call_at or (path.asks(complaint, "calls") and not was_reached(complaint)):
            yield from _call(complaint, target)
        yield Duty(DutyKind.RESPOND, target, day_only=has_commitment(complaint), who=owner)
    for action in complaint.actions:
        if action.is_open:
            yield _to_act(action, owner)
    promised = complaint.next_update_on if path.has("next_update_on") else None
    if promised and not _informed_since(complaint, promised):
        yield duty_by_day(DutyKind.INFORM, promised, owner)
    if path.lacks(complaint, "response_sent_at") or any(one.is_open for one in complaint.actions):
        return
    if answered and path.asks(complaint, "feedback_asked_at"):
        yield from _feedback(complaint, answered)
    yield from _end(complaint)


def action_behind(complaint: Complaint, duty: Duty) -> Action | None:
    """The open action of the plan that *duty* is about; of several that say the same for the same day, the first."""
    return next((one for one in complaint.actions if one.is_open and _to_act(one, complaint.owner) == duty), None)


def _to_act(action: Action, owner: str) -> Duty:
    return duty_by_day(DutyKind.ACT, action.due, action.who or owner, action.what)


def _feedback(complaint: Complaint, answered: datetime) -> Iterator[Duty]:
    """Ask some days after the answer, or after the last action; ask once more when no answer came in as many days."""
    done = [one.done_on for one in complaint.actions if one.done_on]
    asked = _last_asked(complaint)
    start = local(asked).date() if asked else max([local(answered).date(), *done])
    if asked is None or not has_feedback_answer(complaint):
        days = timedelta(days=complaint.terms.feedback_days)
        yield duty_by_day(DutyKind.ASK_FEEDBACK, start + days, complaint.owner)


def _last_asked(complaint: Complaint) -> datetime | None:
    """When the client's opinion was last asked: the fact keeps the first time, and a closing letter asks again."""
    letters = [one.sent_at for one in complaint.letters if one.kind is LetterKind.CLOSING and one.sent_at]
    return max([complaint.feedback_asked_at, *letters]) if complaint.feedback_asked_at else None


def _end(complaint: Complaint) -> Iterator[Duty]:
    """What remains has no day: to close, or first to note what closing asks for."""
    lacking = missing_to_close(complaint)
    asked_in_time = _FEEDBACK if complaint.response_sent_at else ()  # without an answer no day follows from it
    missing = [one for one in lacking if one.fact not in ("ack_sent_at", *asked_in_time)]
    if missing:
        yield Duty(DutyKind.COMPLETE, None, who=complaint.owner, what=missing[0].sentence)
    elif not lacking:
        yield Duty(DutyKind.CLOSE, None, who=complaint.owner)


_FEEDBACK = ("feedback_asked_at", "feedback_received_at")  # seen to by a duty of its own, with its day
_ABOUT = timedelta(minutes=10)


def _call(complaint: Complaint, target: datetime | None) -> Iterator[Duty]:
    """The call back: at the hour agreed on, else before the answer is due. A call made about then or later settles it.

    Nobody waits for the minute: a call agreed on for 15:00 and made at 14:55 was made. Yet the one of 14:30 in which
    the client asked to be called back in half an hour settles nothing.
    """
    planned = complaint.next_call_at
    calls = [call.at for call in complaint.calls if call.at]
    if planned is None:
        yield Duty(DutyKind.CALL, target, day_only=has_commitment(complaint), who=complaint.owner)
    elif not any(at >= planned - _ABOUT for at in calls) or not was_reached(complaint):
        yield Duty(DutyKind.CALL, planned, who=complaint.owner)


def _informed_since(complaint: Complaint, day: date) -> bool:
    return any(at is not None and local(at).date() >= day for at in times_told(complaint))


def times_told(complaint: Complaint) -> Iterator[datetime | None]:
    """When something was said to the client; the log of exchanges does not repeat what has a fact of its own."""
    yield from (one.at for one in complaint.exchanges if one.direction is Direction.OUTGOING)
    yield from (one.at for one in complaint.calls if one.result is CallResult.REACHED)
    yield from (complaint.ack_sent_at, complaint.commitment_told_at, complaint.response_sent_at)
