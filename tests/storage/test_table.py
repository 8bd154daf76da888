"""The register's table against a plain model in Python: same lines, same order, same numbers, whatever the view."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import duties, next_duty
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.progress import stage
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.views import Chip, Dated, Line, SortKey, View
from pegase_desktop.domain.words import CancelReason, CauseFamily, Kind, Level, Priority, Status
from tests.amounts import tried
from tests.domain.samples import CASES_NOW, cases, closable, office, registrable
from tests.storage.office import CLAIRE, Clock, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pegase_desktop.storage.register import Register

FAR = datetime(9999, 1, 1, tzinfo=UTC)
SAME = [
    registrable(owner="claire MARTIN", service="planning"),
    registrable(owner="", service="Planning", complainant_name="", anonymous=True),
    registrable(owner=CLAIRE, complainant_name="Zoé", subject="", verbatim="élève " * 40),
    registrable(received_at=office(31, 12, 23, 30, year=2025), severity=Level.HIGH),
    registrable(received_at=office(1, 1, 0, 30), ack_sent_at=office(1, 1, 9), owner=CLAIRE),
    registrable(received_at=office(25, 10, 2, 30), service="Œuvres"),
    closable(owner=CLAIRE),
    closable(closed_at=office(9, 11)),
    closable(closed_at=office(9, 11), reopened_at=office(9, 11), owner=CLAIRE),
    closable(cancelled_at=office(9, 11), cancel_reason=CancelReason.WITHDRAWN, closed_at=office(8, 11)),
    closable(cancelled_at=office(9, 11), reopened_at=office(10, 11)),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The 24 cases and some that are alike in one thing or another; nothing writes to it."""
    with opened(tmp_path_factory.mktemp("table") / "registre.pegase", Clock(CASES_NOW)) as register:
        for case in (*cases(), *SAME):
            register.cases.receive(case, by=CLAIRE)
        yield register


@pytest.fixture(scope="module")
def complaints(register: Register) -> tuple[Complaint, ...]:
    return tuple(register.cases.all())


def year_and_number(complaint: Complaint) -> tuple[int, int]:
    _, year, number = complaint.reference.split("-")
    return int(year), int(number)


def name_key(complaint: Complaint) -> str:
    *first, last = fold(complaint.complainant_name).split(" ")
    return " ".join([last, *first])


def due(complaint: Complaint) -> datetime:
    duty = next_duty(complaint)
    return duty.due_at if duty and duty.due_at else FAR


def rank(complaint: Complaint) -> int:
    given = priority(complaint)
    return given.rank if given else 0


KEYS: dict[SortKey, Any] = {
    SortKey.REFERENCE: year_and_number,
    SortKey.RECEIVED: lambda one: one.received_at,
    SortKey.COMPLAINANT: name_key,
    SortKey.SUBJECT: lambda one: fold(one.title),
    SortKey.SERVICE: lambda one: fold(one.service),
    SortKey.CHANNEL: lambda one: fold(one.channel.label),
    SortKey.PRIORITY: rank,
    SortKey.STAGE: lambda one: stage(one).rank,
    SortKey.NEXT_DUE: due,
    SortKey.OWNER: lambda one: fold(one.owner),
}


def is_in_chip(complaint: Complaint, chip: Chip, now: datetime, me: str) -> bool:
    duty = next_duty(complaint)
    return {
        Chip.ALL: True,
        Chip.OPEN: complaint.is_open,
        Chip.CLOSED: complaint.status is Status.CLOSED,
        Chip.CANCELLED: complaint.status is Status.CANCELLED,
        Chip.LATE: duty is not None and duty.is_late(now),
        Chip.ACK_TO_SEND: complaint.is_open and complaint.ack_sent_at is None,
        Chip.MINE: complaint.is_open and me != "" and fold(complaint.owner) == fold(me),
    }[chip]


def is_shown(complaint: Complaint, view: View) -> bool:
    return (
        is_in_chip(complaint, view.chip, view.now, view.me)
        and view.kind in (None, complaint.kind)
        and view.service in ("", complaint.service)
        and view.category in ("", complaint.category)
        and view.cause in (None, complaint.cause_family)
        and view.priority in (None, priority(complaint))
        and fold(view.owner) in ("", fold(complaint.owner))
        and is_in_period(complaint, view)
    )


def is_in_period(complaint: Complaint, view: View) -> bool:
    if view.since is None and view.until is None:
        return True
    duty = next_duty(complaint)
    at = {
        Dated.RECEPTION: complaint.received_at,
        Dated.CLOSURE: complaint.ended_at if complaint.status is Status.CLOSED else None,
        Dated.DUE: duty.due_at if duty else None,
    }[view.dated]
    if at is None:
        return False
    day = local(at).date()
    return (view.since is None or day >= view.since) and (view.until is None or day < view.until)


def in_order(complaints: tuple[Complaint, ...], view: View) -> list[int]:
    shown = [one for one in complaints if is_shown(one, view)]
    key = KEYS[view.sort]
    opened = sorted((one for one in shown if one.is_open), key=lambda one: (key(one), one.id), reverse=view.descending)
    by_end = view.sort is SortKey.NEXT_DUE  # what has ended stands by its end, the latest first
    ended = sorted(
        (one for one in shown if not one.is_open),
        key=lambda one: (one.ended_at if by_end else key(one), one.id),
        reverse=view.descending != by_end,
    )
    return [one.id for one in opened + ended]


days = st.dates(date(2025, 12, 1), date(2026, 12, 31))
views = st.builds(
    View,
    now=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    chip=st.sampled_from(Chip),
    me=st.sampled_from(["", CLAIRE, "claire martin", "Sophie Renaud", "Personne"]),
    kind=st.none() | st.none() | st.sampled_from(Kind),
    service=st.sampled_from(["", "", "Planning", "Conduite", "Aucun"]),
    category=st.sampled_from(["", "", "", "véhicule", "aucune"]),
    cause=st.none() | st.none() | st.sampled_from(CauseFamily),
    priority=st.none() | st.none() | st.sampled_from(Priority),
    owner=st.sampled_from(["", "", "claire martin", "Sophie Renaud", "Personne"]),
    since=st.none() | days,
    until=st.none() | days,
    dated=st.sampled_from(Dated),
    sort=st.sampled_from(SortKey),
    descending=st.booleans(),
)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SortKey)
def test_every_column_sorts_both_ways(
    register: Register, complaints: tuple[Complaint, ...], sort: SortKey, descending: bool
) -> None:
    view = View(now=CASES_NOW, sort=sort, descending=descending)
    spine = register.table.spine(view)
    assert list(spine.ids) == in_order(complaints, view)
    assert spine.open_count == sum(one.is_open for one in complaints)


@settings(max_examples=tried(quick=60, whole=1000))
@given(view=views)
def test_any_view_shows_what_the_model_shows(register: Register, complaints: tuple[Complaint, ...], view: View) -> None:
    spine = register.table.spine(view)
    expected = in_order(complaints, view)
    assert list(spine.ids) == expected
    assert spine.open_count == sum(one.is_open for one in complaints if one.id in set(expected))
    assert not spine.is_cut


@given(view=views, typed=st.sampled_from(["06", "permis b", "l’école", "claire"]))
def test_a_search_shows_the_same_lines_in_the_same_order(
    register: Register, complaints: tuple[Complaint, ...], view: View, typed: str
) -> None:
    found = set(register.table.spine(View(now=view.now, search=typed)).ids)
    searched = register.table.spine(replace(view, search=typed))
    assert list(searched.ids) == [one for one in in_order(complaints, view) if one in found]


@given(now=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_chips_count_what_they_show(register: Register, complaints: tuple[Complaint, ...], now: datetime) -> None:
    counts = register.table.counts(now, CLAIRE, 2026)
    shown = {chip: sum(is_in_chip(one, chip, now, CLAIRE) for one in complaints) for chip in Chip}
    assert (counts.total, counts.open, counts.late) == (len(complaints), shown[Chip.OPEN], shown[Chip.LATE])
    assert (counts.ack_to_send, counts.mine) == (shown[Chip.ACK_TO_SEND], shown[Chip.MINE])
    assert counts.in_year == sum(one.reference.startswith("R-2026-") for one in complaints)


def test_the_chips_of_the_fictional_register(register: Register) -> None:
    counts = register.table.counts(CASES_NOW, "Sophie Renaud", 2025)
    assert counts.in_year == 1
    assert counts.mine == 0
    assert register.table.counts(CASES_NOW, "", 2026).mine == 0  # nobody's own are none, not those without owner


def test_a_deadline_is_late_from_the_second_after_it(register: Register, complaints: tuple[Complaint, ...]) -> None:
    deadlines = {duty.due_at for one in complaints if (duty := next_duty(one)) and duty.due_at}
    for deadline in deadlines:
        for now in (deadline, deadline + timedelta(seconds=1)):
            view = View(now=now, chip=Chip.LATE)
            assert list(register.table.spine(view).ids) == in_order(complaints, view)


def test_a_period_is_one_of_the_offices_days(register: Register) -> None:
    new_year = View(now=CASES_NOW, since=date(2026, 1, 1), until=date(2026, 1, 2))
    (only,) = register.table.spine(new_year).ids
    assert register.cases.get(only).received_at == from_local(date(2026, 1, 1), time(0, 30))


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": Kind.DIFFICULTY}, {"category": "véhicule"}, {"cause": CauseFamily.COMMUNICATION},
        {"priority": Priority.HIGH}, {"owner": "CLAIRE martin"},
        {"dated": Dated.CLOSURE, "since": date(2026, 4, 1), "until": date(2026, 6, 1)},
        {"dated": Dated.DUE, "since": date(2026, 11, 23), "until": date(2026, 11, 30)},
        {"dated": Dated.DUE, "since": date(2026, 1, 1)},
    ],
    ids=lambda asked: next(iter(asked)),
)  # fmt: skip
def test_each_filter_leaves_some_and_not_all(
    register: Register, complaints: tuple[Complaint, ...], asked: dict[str, Any]
) -> None:
    view = View(now=CASES_NOW, **asked)
    found = list(register.table.spine(view).ids)
    assert found == in_order(complaints, view)
    assert 0 < len(found) < len(complaints)


def test_what_can_be_filtered_by_is_what_cases_say(register: Register, complaints: tuple[Complaint, ...]) -> None:
    for column in ("service", "category", "owner"):
        words = register.table.words_in_use(column)
        assert set(words) == {getattr(one, column) for one in complaints} - {""}
        assert [fold(one) for one in words] == sorted(fold(one) for one in words)


def test_a_line_says_what_the_complaint_says(register: Register, complaints: tuple[Complaint, ...]) -> None:
    rows = register.table.lines([one.id for one in complaints])
    for one in complaints:
        duty = next_duty(one)
        assert one.received_at
        assert one.kind
        assert rows[one.id] == Line(
            id=one.id,
            reference=one.reference,
            kind=one.kind,
            received_at=one.received_at,
            complainant=one.complainant,
            subject=one.title,
            service=one.service,
            channel=one.channel,
            priority=priority(one),
            stage=stage(one),
            duty=replace(duty, who="", what="") if duty else None,
            owner=one.owner,
            status=one.status,
            ended_at=one.ended_at,
        )
    assert register.table.lines([]) == register.table.lines([99]) == {}


def test_every_duty_is_to_be_done(register: Register, complaints: tuple[Complaint, ...]) -> None:
    todos = register.table.todos()
    owed = sorted(
        (duty.due_at or FAR, one.id, duty.kind.value, duty.who, duty.what) for one in complaints for duty in duties(one)
    )
    found = [
        (one.duty.due_at or FAR, one.complaint_id, one.duty.kind.value, one.duty.who, one.duty.what) for one in todos
    ]
    assert sorted(found) == owed
    assert [one[:2] for one in found] == [one[:2] for one in owed]
    by_id = {one.id: one for one in complaints}
    for todo in todos:
        case = by_id[todo.complaint_id]
        assert (todo.reference, todo.about, todo.subject) == (case.reference, case.complainant, case.title)
        assert (todo.phone, todo.channel, todo.received_at) == (case.phone, case.channel, case.received_at)


def test_a_line_follows_its_complaint(tmp_path_factory: pytest.TempPathFactory) -> None:
    with opened(tmp_path_factory.mktemp("line") / "registre.pegase", Clock(CASES_NOW)) as register:
        case = register.cases.receive(closable(), by=CLAIRE)
        view = View(now=CASES_NOW)
        assert register.table.spine(view).open_count == 1
        closed = register.cases.close(case, by=CLAIRE)
        assert register.table.spine(view).open_count == 0
        assert register.table.todos() == ()
        assert register.table.lines([case.id])[case.id].status is Status.CLOSED
        register.cases.reopen(closed, "Nouveau fait", by=CLAIRE)
        assert register.table.spine(view).open_count == 1
        assert len(register.table.todos()) == 1
