"""A deadline is told outside the window once: when it is close, or when it has passed."""

from __future__ import annotations

from datetime import date, timedelta

from pegase_desktop.domain import reminders
from pegase_desktop.domain.duty import DutyKind
from tests.domain.samples import CASES_NOW as NOW
from tests.domain.test_agenda import todo

FILE = "registre.pegase"


def test_a_duty_is_told_from_four_hours_before_and_once_only() -> None:
    one = todo(DutyKind.ACKNOWLEDGE, NOW + timedelta(hours=4))
    assert reminders.to_remind([one], NOW, (), FILE) == ()
    assert reminders.to_remind([one], NOW + timedelta(seconds=1), (), FILE) == (one,)
    told = [reminders.mark(one, FILE)]
    assert reminders.to_remind([one], NOW + timedelta(days=2), told, FILE) == ()


def test_what_has_no_deadline_is_never_told() -> None:
    assert reminders.to_remind([todo(DutyKind.CLOSE)], NOW, (), FILE) == ()


def test_a_new_deadline_or_another_register_is_another_duty() -> None:
    late = todo(DutyKind.ACT, date(2026, 11, 18))
    told = [reminders.mark(late, FILE)]
    assert reminders.to_remind([todo(DutyKind.ACT, date(2026, 11, 19))], NOW, told, FILE)
    assert reminders.to_remind([late], NOW, told, "autre.pegase")


def test_a_mark_names_nobody() -> None:
    mark = reminders.mark(todo(DutyKind.ACT, date(2026, 11, 18)), FILE)
    assert len(mark) == 16
    assert set(mark) <= set("0123456789abcdef")


def test_several_are_told_together() -> None:
    late = [todo(DutyKind.ACT, date(2026, 11, 18), number=number) for number in range(1, 5)]
    close = [todo(DutyKind.CALL, NOW + timedelta(hours=1), number=9)]
    assert reminders.title(late + close, NOW) == "4\u00a0échéances dépassées, 1 dans moins de 4\u00a0h"
    assert reminders.title(close, NOW) == "1\u00a0échéance dans moins de 4\u00a0h"
    assert reminders.title(late[:1], NOW) == "1\u00a0échéance dépassée"
    said = reminders.words(late + close)
    assert said.splitlines()[0] == "Action pour Mme Élodie Garnier (R-2026-0001)"
    assert said.splitlines()[-1] == "et 2\u00a0autres."
    assert len(said.splitlines()) == 4
