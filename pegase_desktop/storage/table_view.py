"""What the screens read: the register's table, its counts, similar cases."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import chain
from typing import TYPE_CHECKING, Any

from peewee import SQL, Expression, fn

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.moments import end_of_day, from_local, from_text, local, to_text
from pegase_desktop.domain.naming import last_name_first
from pegase_desktop.domain.progress import Stage
from pegase_desktop.domain.record import RecordKind, RecordRef, complaint_ref
from pegase_desktop.domain.search_words import typed_words
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE, is_sensitive, is_sensitive_category
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.views import Chip, Counts, Dated, Line, Similar, SortKey, Spine, View
from pegase_desktop.domain.words import Channel, Kind, Priority, Status
from pegase_desktop.storage.records import DUTY_COLUMNS, NO_DUE, FileTable, Tables, columns_of, duty_of
from pegase_desktop.storage.sqlite.engine import Store
from pegase_desktop.storage.sqlite.search import SearchIndex

if TYPE_CHECKING:
    from pegase_desktop.domain.agenda import Todo

# A search shows the newest complaints found, up to this many: more are not read by anybody, and would cost the typist.
SEARCH_LIMIT = 500
_RESEMBLING_LIMIT = 50

_SORT_COLUMNS = {
    SortKey.REFERENCE: ("year", "number"),
    SortKey.RECEIVED: ("received_at",),
    SortKey.COMPLAINANT: ("complainant_key",),
    SortKey.SUBJECT: ("title_key",),
    SortKey.SERVICE: ("service_key",),
    SortKey.CHANNEL: ("channel_key",),
    SortKey.PRIORITY: ("priority_rank",),
    SortKey.STAGE: ("stage_rank",),
    SortKey.NEXT_DUE: ("duty_due_at",),
    SortKey.OWNER: ("owner_key",),
}
_LINE_COLUMNS = (
    "id", "reference", "kind", "received_at", "complainant", "title", "service", "channel", "priority_rank",
    "stage_rank", "duty_kind", "duty_due_at", "duty_day_only", "owner", "ended_at",
)  # fmt: skip
_TODO_COLUMNS = ("id", "reference", "complainant", "title", "category", "phone", "channel", "received_at")
_TITLE_COLUMNS = ("id", "reference", "title")
_PRIORITIES = (None, *Priority)


class TableView:
    """Queries on one open register; nothing here writes."""

    def __init__(self, store: Store, tables: Tables) -> None:
        self._store = store
        self._database = store.database
        self._of_kind = tables.of_kind
        self._table = tables.complaint
        self._concerned = tables.concerned
        self._duty = tables.duty
        self._search = SearchIndex(store.database, RecordKind.COMPLAINT)

    def spine(self, view: View) -> Spine:
        """The ids of the view in order, the open complaints first."""
        if words := typed_words(view.search):
            return self._found(view, words)
        with self._store.reading():
            opened, ended = (self._ids(view, is_ended, *self._of_a_part(view, is_ended)) for is_ended in (0, 1))
        return Spine(opened + ended, len(opened))

    def _of_a_part(self, view: View, is_ended: int) -> tuple[Any, ...]:
        """The conditions for the open complaints (0) or for those that have ended (1)."""
        table = self._table
        conditions = (table.is_ended == is_ended, *_conditions(table, view))
        if not any((view.kind, view.service, view.category, view.cause, view.priority, view.owner)):
            return conditions
        # Kept apart from the order, so that the one index serves the service and another the order.
        return table.is_ended == is_ended, table.id.in_(table.select(table.id).where(*conditions))

    def _ids(self, view: View, is_ended: int, *conditions: Any) -> array[int]:
        table = self._table
        query = table.select(table.id).where(*conditions)
        return self._column(query.order_by(*_order(table, view, is_ended)))

    def _found(self, view: View, words: Sequence[str]) -> Spine:
        """The newest complaints found, then put in the view's order."""
        table = self._table.alias("c")
        conditions = list(_conditions(table, view))
        with self._store.reading():
            newest = self._column(self._search.newest(words, table, conditions, SEARCH_LIMIT + 1))
            kept = self._table.id.in_(newest[:SEARCH_LIMIT].tolist())
            ends = self._table.is_ended + 0  # no index on it, please: the few found are looked up by their ids
            opened, ended = (self._ids(view, is_ended, ends == is_ended, kept) for is_ended in (0, 1))
        return Spine(opened + ended, len(opened), is_cut=len(newest) > SEARCH_LIMIT)

    def search(self, typed: str, kinds: Container[RecordKind] = tuple(RecordKind)) -> tuple[RecordRef, ...]:
        """The records of *kinds* that have words beginning with those *typed*, the newest of each kind first."""
        words = typed_words(typed)
        if not words:
            return ()
        with self._store.reading():
            return tuple(
                RecordRef(code, number)
                for code, tables in self._of_kind.items()
                if code in kinds
                for number in self._column(
                    SearchIndex(self._database, code).newest(words, tables.table, (), SEARCH_LIMIT)
                )
            )

    def _column(self, query: Any) -> array[int]:
        """The only column of a query, without the objects that peewee makes of a hundred thousand rows."""
        text, values = query.sql()
        return array("q", chain.from_iterable(self._database.execute_sql(text, values).fetchall()))

    def lines(self, ids: Sequence[int]) -> dict[int, Line]:
        """The lines of these complaints, by id."""
        table = self._table
        query = table.select(*columns_of(table, _LINE_COLUMNS)).where(table.id.in_(list(ids)))
        return {columns[0]: _line(columns) for columns in query.tuples()}

    def references(self, records: Collection[RecordRef]) -> dict[RecordRef, str]:
        """The numbers of these records, of whatever kinds; what has none is left out."""
        found: dict[RecordRef, str] = {}
        for code in {one.kind for one in records} & self._of_kind.keys():
            table = self._of_kind[code].table
            ids = sorted(one.id for one in records if one.kind is code)
            query = table.select(table.id, table.reference).where(table.id.in_(ids)).tuples()
            found |= {RecordRef(code, number): reference for number, reference in query}
        return found

    def counts(self, now: datetime, me: str, year: int) -> Counts:
        """The numbers of the chips and of the status bar."""

        def number(*conditions: Any) -> int:
            return int(self._table.select(fn.COUNT(SQL("*"))).where(*conditions).scalar() or 0)

        def chip(one: Chip) -> int:
            return number(*_conditions(self._table, View(now=now, chip=one, me=me)))

        with self._store.reading():
            return Counts(
                total=int(self._table.select(fn.COUNT(SQL("*"))).scalar() or 0),
                open=chip(Chip.OPEN),
                late=chip(Chip.LATE),
                ack_to_send=chip(Chip.ACK_TO_SEND),
                mine=chip(Chip.MINE),
                in_year=number(self._table.year == year),
            )

    def todos(self) -> tuple[Todo, ...]:
        """Every duty of every open record, the most urgent first; of complaints before others."""
        with self._store.reading():
            of_cases = tuple(map(_todo, self._owed(RecordKind.COMPLAINT, _TODO_COLUMNS)))
            others = (code for code in self._of_kind if code is not RecordKind.COMPLAINT)
            rest = [_todo_of(code, line) for code in others for line in self._owed(code, _TITLE_COLUMNS)]
        return tuple(sorted((*of_cases, *rest), key=lambda one: _due_text(one.duty))) if rest else of_cases

    def _owed(self, code: RecordKind, columns: Sequence[str]) -> Any:
        """The duties of the records of one kind, the most urgent first, with columns of the records."""
        table, duty = self._of_kind[code].table, self._duty
        query = duty.select(*columns_of(duty, DUTY_COLUMNS), *columns_of(table, columns)).join(
            table, on=(table.id == duty.record_id) & (duty.record_kind == code.value)
        )
        return query.order_by(duty.due_at, table.id).tuples()

    def todo_count(self, now: datetime) -> int:
        """How many duties are for today: the badge, without reading them; :func:`is_for_today` in SQL."""
        duty = self._duty
        until = to_text(end_of_day(local(now).date()))
        today = (duty.kind == DutyKind.ACKNOWLEDGE.value) | (duty.due_at == NO_DUE) | (duty.due_at <= until)
        return int(duty.select(fn.COUNT(SQL("*"))).where(today).scalar() or 0)

    def similar(self, complaint: Complaint, limit: int = 6) -> tuple[Similar, ...]:
        """Other complaints with the same student, service and category, or staff concerned: most in common first."""
        reasons: dict[int, list[str]] = defaultdict(list)
        with self._store.reading():
            for reason, ids in self._resemblances(complaint):
                for number in ids:
                    reasons[number].append(reason)
            reasons.pop(complaint.id, None)
            best = sorted(reasons, key=lambda number: (-len(reasons[number]), -number))[:limit]
            lines = self.lines(best)
        return tuple(_similar(lines[number], tuple(reasons[number])) for number in best)

    def _resemblances(self, complaint: Complaint) -> Iterator[tuple[str, array[int]]]:
        """Who is named by a sensitive case is told by the other cases of that person no more than by its line."""
        table, concerned = self._table, self._concerned
        told = table.id == table.id if is_sensitive(complaint) else table.title != SENSITIVE_TITLE
        if complaint.student:
            yield "même élève", self._newest((table.student_key == fold(complaint.student)) & told)
        if complaint.complainant_name:
            same = table.is_ended.in_((0, 1)) & (  # so that the index by name serves
                table.complainant_key == last_name_first(complaint.complainant_name)
            )
            yield "même réclamant", self._newest(same & told)
        if complaint.service and complaint.category:
            same = (table.service_key == fold(complaint.service)) & (table.category == complaint.category)
            yield "même service et même catégorie", self._newest(same)
        if complaint.staff_concerned:
            names = concerned.select(concerned.complaint_id).where(concerned.name.in_(complaint.staff_concerned))
            yield "même personne visée", self._newest(table.id.in_(names) & told)

    def words_in_use(self, column: str) -> tuple[str, ...]:
        """The different words that cases have in a column, in alphabetical order."""
        found = columns_of(self._table, (column,))
        with self._store.reading():
            words = [word for (word,) in self._table.select(*found).distinct().tuples() if word]
        return tuple(sorted(words, key=fold))

    def _newest(self, condition: Expression) -> array[int]:
        table = self._table
        return self._column(table.select(table.id).where(condition).order_by(table.id.desc()).limit(_RESEMBLING_LIMIT))


def _conditions(table: FileTable, view: View) -> Iterator[Expression]:
    yield from _chip_conditions(table, view)
    yield from _facts_conditions(table, view)
    if view.since or view.until:
        yield from _period_conditions(table, view)


def _period_conditions(table: FileTable, view: View) -> Iterator[Expression]:
    day = table.received_at
    match view.dated:
        case Dated.RECEPTION:
            pass
        case Dated.CLOSURE:
            day = table.ended_at
            yield from _chip_conditions(table, View(now=view.now, chip=Chip.CLOSED))
        case Dated.DUE:
            day = table.duty_due_at
            yield table.is_ended == 0
            yield day < NO_DUE
    if view.since:
        yield day >= _midnight(view.since)
    if view.until:
        yield day < _midnight(view.until)


def _facts_conditions(table: FileTable, view: View) -> Iterator[Expression]:
    if view.kind:
        yield table.kind == view.kind.value
    if view.service:
        yield table.service_key == fold(view.service)  # which has an index
        yield table.service == view.service
    if view.category:
        yield table.category == view.category
    if view.cause:
        yield table.cause_family == view.cause.value
    if view.priority:
        yield table.priority_rank == view.priority.rank
    if view.owner:
        yield table.owner_key == fold(view.owner)


def _chip_conditions(table: FileTable, view: View) -> Iterator[Expression]:
    match view.chip:
        case Chip.LATE:
            yield table.is_ended == 0
            yield table.duty_due_at < to_text(view.now)
        case Chip.ACK_TO_SEND:
            yield table.is_ended == 0
            yield table.ack_sent_at.is_null()
        case Chip.MINE:
            yield table.is_ended == 0
            yield table.owner_key == (fold(view.me) or None)  # nobody's own are none, not those without owner
        case Chip.OPEN:
            yield table.is_ended == 0
        case Chip.CLOSED:
            yield table.is_ended == 1
            yield table.stage_rank == Stage(Status.CLOSED, None).rank
        case Chip.CANCELLED:
            yield table.is_ended == 1
            yield table.stage_rank == Stage(Status.CANCELLED, None).rank
        case Chip.ALL:
            pass


def _midnight(day: date) -> str:
    return to_text(from_local(day, time()))


def _order(table: FileTable, view: View, is_ended: int) -> list[Any]:
    """The sort column, then the id, both the same way so that an index serves. What has ended has no deadline any
    more: it stands by its end, the latest first.
    """
    by_end = view.sort is SortKey.NEXT_DUE and is_ended
    names = ("ended_at",) if by_end else _SORT_COLUMNS[view.sort]
    order = columns_of(table, (*names, "id"))
    return [one.desc() if view.descending is not bool(by_end) else one.asc() for one in order]


def _line(columns: tuple[Any, ...]) -> Line:
    (number, reference, kind, received_at, complainant, title, service, channel, priority_rank, stage_rank,
     duty_kind, duty_due_at, duty_day_only, owner, ended_at) = columns  # fmt: skip
    stage = Stage.from_rank(stage_rank)
    return Line(
        id=number,
        reference=reference,
        kind=Kind(kind),
        received_at=from_text(received_at),
        complainant=complainant,
        subject=title,
        service=service,
        channel=Channel(channel) if channel else None,
        priority=_PRIORITIES[priority_rank],
        stage=stage,
        duty=duty_of(duty_kind, duty_due_at, duty_day_only),
        owner=owner,
        status=stage.status,
        ended_at=from_text(ended_at) if ended_at else None,
    )


def _todo(line: tuple[Any, ...]) -> Todo:
    (kind, due_at, day_only, who, what, number, reference, complainant, title, category, phone, channel,
     received_at) = line  # fmt: skip
    from pegase_desktop.domain.agenda import Todo

    duty = duty_of(kind, due_at, day_only)
    assert duty is not None
    return Todo(
        record=complaint_ref(number),
        reference=reference,
        about=complainant,
        subject=title,
        is_sensitive=is_sensitive_category(category),
        phone=phone,
        channel=Channel(channel) if channel else None,
        received_at=from_text(received_at),
        duty=replace(duty, who=who, what=what),
    )


def _todo_of(code: RecordKind, line: tuple[Any, ...]) -> Todo:
    kind, due_at, day_only, who, what, number, reference, title = line
    from pegase_desktop.domain.agenda import Todo

    duty = duty_of(kind, due_at, day_only)
    assert duty is not None
    return Todo(
        record=RecordRef(code, number), reference=reference, about=title, duty=replace(duty, who=who, what=what)
    )


def _due_text(duty: Duty) -> str:
    return to_text(duty.due_at) if duty.due_at else NO_DUE


def _similar(line: Line, reasons: tuple[str, ...]) -> Similar:
    return Similar(
        id=line.id,
        reference=line.reference,
        complainant=line.complainant,
        subject=line.subject,
        received_at=line.received_at,
        status=line.status,
        reasons=reasons,
    )
