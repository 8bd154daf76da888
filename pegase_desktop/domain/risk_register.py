"""Risks beside the register: the dossiers that may have made one real, and what the table of risks lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.risk import Risk, RiskCase
from pegase_desktop.domain.words import CauseFamily

#: Days within which a dossier is proposed beside a risk.
PROPOSED_WITHIN_DAYS = 365
#: Days after which a risk without any dossier is said.
QUIET_DAYS = 730
_SEVERAL = 3


def may_be_of(risk: Risk, case: Complaint) -> bool:
    """Whether a dossier may be one in which the risk became real: its category, or its service and its cause."""
    if risk.category and case.category == risk.category:
        return True
    same_service = bool(risk.service) and case.service == risk.service
    return same_service and risk.cause_family is not None and case.cause_family is risk.cause_family


def proposed(risk: Risk, cases: Iterable[Complaint], by: str, today: date) -> tuple[RiskCase, ...]:
    """Those that are not among the risk's yet, as whoever confirms them today would enter them."""
    known = {one.reference for one in risk.cases}
    return tuple(
        RiskCase(reference=one.reference, confirmed_on=today, by=by)
        for one in cases
        if one.reference not in known and may_be_of(risk, one)
    )


def quiet(risks: Sequence[Risk], today: date) -> Iterator[Risk]:
    """The open risks of two years and more in which no dossier was confirmed in two years."""
    since = today - timedelta(days=QUIET_DAYS)
    for one in risks:
        days = [case.confirmed_on for case in one.cases if case.confirmed_on]
        if one.is_open and one.entered_on and one.entered_on <= since and all(day <= since for day in days):
            yield one


def unnamed(risks: Sequence[Risk], cases: Iterable[Complaint]) -> Iterator[tuple[CauseFamily, tuple[str, ...]]]:
    """The families of causes of several dossiers that no open risk names, with the dossiers' numbers."""
    named = {CauseFamily.NOT_APPLICABLE, *(one.cause_family for one in risks if one.is_open)}
    found: dict[CauseFamily, list[str]] = defaultdict(list)
    for case in cases:
        if case.cause_family and case.cause_family not in named:
            found[case.cause_family].append(case.reference)
    for family in CauseFamily:
        if len(found[family]) >= _SEVERAL:
            yield family, tuple(found[family])
