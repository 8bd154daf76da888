"""Closing, reopening, cancelling: never without what the process asks for, and never for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import GateClosed
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.rows import Ending
from pegase_desktop.domain.words import CancelReason, EndingKind, Status
from pegase_desktop.storage.dossiers import NoSuchRecord
from tests.domain.samples import closable, office, registrable
from tests.storage.office import CLAIRE, everything

if TYPE_CHECKING:
    from pegase_desktop.storage.register import Register
    from tests.storage.office import Clock


def test_a_case_that_lacks_something_stays_open(register: Register) -> None:
    case = register.cases.receive(closable(reasons=""), by=CLAIRE)
    before = everything(register)
    with pytest.raises(GateClosed, match="clôturé") as refused:
        register.cases.close(case, by=CLAIRE)
    assert [one.fact for one in refused.value.missing] == ["reasons"]
    assert everything(register) == before


def test_a_case_is_closed_reopened_and_closed_again(register: Register, clock: Clock) -> None:
    case = register.cases.receive(closable(), by=CLAIRE)
    closed = register.cases.close(case, by="Sophie Renaud")
    [end] = closed.endings
    assert (closed.status, closed.ended_at, end.by) == (Status.CLOSED, clock.now, "Sophie Renaud")
    with pytest.raises(UserError, match="déjà clôturé"):
        register.cases.close(closed, by=CLAIRE)
    with pytest.raises(UserError, match="raison"):
        register.cases.reopen(closed, " ", by=CLAIRE)
    later = clock.move(days=3)
    reopened = register.cases.reopen(closed, "Nouveau fait", by=CLAIRE)
    assert reopened.is_open
    assert reopened.endings == (end, Ending(id=2, kind=EndingKind.REOPENED, at=later, by=CLAIRE, note="Nouveau fait"))
    with pytest.raises(UserError, match="déjà ouvert"):
        register.cases.reopen(reopened, "Encore", by=CLAIRE)
    clock.move(hours=1)
    assert register.cases.close(reopened, by=CLAIRE).ended_at == clock.now
    verbs = [one.verb for one in register.journal.of(case.ref)]
    assert verbs == [Verb.RECEIVE, Verb.CLOSE, Verb.REOPEN, Verb.CLOSE]


@pytest.mark.parametrize("hours", [0, -5])
def test_ends_and_reopenings_follow_each_other_also_in_one_second_or_with_a_clock_set_back(
    register: Register, clock: Clock, hours: int
) -> None:
    case = register.cases.receive(closable(), by=CLAIRE)
    for _ in range(3):
        case = register.cases.close(case, by=CLAIRE)
        assert case.status is Status.CLOSED
        clock.move(hours=hours)
        case = register.cases.reopen(case, "Nouveau fait", by=CLAIRE)
        assert case.is_open
        clock.move(hours=hours)
    case = register.cases.cancel(case, CancelReason.WITHDRAWN, by=CLAIRE)
    assert case.status is Status.CANCELLED
    assert register.cases.reopen(case, "Revenu", by=CLAIRE).is_open


def test_a_cancelled_case_stays_with_its_reason(register: Register, clock: Clock) -> None:
    first = register.cases.receive(registrable(), by=CLAIRE)
    second = register.cases.receive(registrable(), by=CLAIRE)
    cancelled = register.cases.cancel(second, CancelReason.DUPLICATE, " même\nappel ", " r-2026-0001 ", by=CLAIRE)
    assert cancelled.status is Status.CANCELLED
    [end] = cancelled.endings
    assert (end.reason, end.note, end.by) == (CancelReason.DUPLICATE, "même appel", CLAIRE)
    assert (cancelled.duplicate_of, cancelled.ended_at) == (first.reference, clock.now)
    assert register.cases.references() == (first.reference, second.reference)
    entry = register.journal.of(second.ref)[-1]
    assert (entry.verb, entry.reason) == (Verb.CANCEL, "Doublon")
    with pytest.raises(UserError, match="déjà annulé"):
        register.cases.cancel(cancelled, CancelReason.WITHDRAWN, by=CLAIRE)


@pytest.mark.parametrize(("duplicate_of", "refusal"), [("R-2026-0001", UserError), ("R-2026-0007", NoSuchRecord)])
def test_a_duplicate_is_one_of_another_case_in_the_register(
    register: Register, duplicate_of: str, refusal: type[Exception]
) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    before = everything(register)
    with pytest.raises(refusal):
        register.cases.cancel(case, CancelReason.DUPLICATE, duplicate_of=duplicate_of, by=CLAIRE)
    assert everything(register) == before


def test_a_cancellation_made_by_mistake_is_undone(register: Register) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    cancelled = register.cases.cancel(case, CancelReason.ENTERED_BY_MISTAKE, by=CLAIRE)
    reopened = register.cases.reopen(cancelled, "C’était une autre", by=CLAIRE)
    assert reopened.is_open
    assert reopened.endings[0].reason is CancelReason.ENTERED_BY_MISTAKE  # what was done stays on file
    assert register.cases.record(reopened, {"ack_sent_at": office(3, 11)}, by=CLAIRE).ack_sent_at
