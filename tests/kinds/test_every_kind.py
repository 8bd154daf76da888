"""Every kind of dossier goes through all mechanisms, also one that only tests declare: the package knows none of them.

What is tried is read off the declarations, so that a kind that is added to ``EVERY`` is tried whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pegase_desktop.domain.corrections import ReasonNeeded
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.entrusting import places
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.held_review import Remark
from pegase_desktop.domain.improvement import Origin
from pegase_desktop.domain.internal_note import NoteOrigin
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.kinds import (
    COMPLAINTS,
    IMPROVEMENTS,
    INTERNAL_NOTES,
    KINDS,
    MEETINGS,
    RISKS,
    WEEKLY_REVIEWS,
)
from pegase_desktop.domain.meeting import Point
from pegase_desktop.domain.portable import WrongCase
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.risk import RiskCase, RiskMeasure
from pegase_desktop.domain.words import Level, OriginKind
from pegase_desktop.domain.wrong_facts import WrongFact
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.interchange.open_form import FORM, key_of
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.dossiers import Dossiers
from pegase_desktop.storage.record_reader import DamagedRecord
from pegase_desktop.storage.recorder import Outdated
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.schema import MIGRATIONS
from pegase_desktop.storage.stored_kinds import STORED_KINDS
from tests.amounts import tried as amount
from tests.domain.samples import office, registrable
from tests.domain.test_held_review import WHOLE as WEEKLY_REVIEW
from tests.domain.test_improvement import WHOLE as IMPROVEMENT
from tests.domain.test_internal_note import READ
from tests.domain.test_internal_note import WHOLE as NOTE
from tests.domain.test_meeting import ADDED
from tests.domain.test_meeting import WHOLE as MEETING
from tests.domain.test_risk import WHOLE as RISK
from tests.kinds.audit import AUDITS, STORED_AUDITS, Audit, Measure, add_audits
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, Clock, exported

AUDIT = Audit(
    what="Véhicule sans double commande",
    seen_on=date(2026, 11, 2),
    level=Level.HIGH,
    cost=120_050,
    owner="Marc Olivier",
    exposed=("Marc Olivier", CLAIRE),
    looked_at=office(16, 11, 9),
    measures=(Measure(what="Le retirer", due=date(2026, 12, 1)), Measure(what="Prévenir", done=True)),
)


@dataclass(frozen=True)
class Tried:
    """A kind, one of its records ready to be registered, and what names another record in it."""

    kind: Kind
    whole: Any
    change: dict[str, Any]
    naming: Callable[[str], dict[str, Any]]
    place: str
    word: str  # by which it is found, beside a complaint
    needed: str = "what"
    text: str = ""  # a fact in words; the one that is changed, if that is none
    later: dict[str, Any] = field(default_factory=dict)  # what is recorded of it afterwards, with other rows

    @property
    def worded(self) -> str:
        """A fact in words."""
        return self.text or next(iter(self.change))


EVERY = {
    "improvement": Tried(
        IMPROVEMENTS, IMPROVEMENT, {"what": "Écrire la veille"},
        lambda number: {"origins": (Origin(kind=OriginKind.COMPLAINT, reference=number, words="Retour"),)},
        "origins[1].reference", "appel",
    ),
    "weekly_review": Tried(
        WEEKLY_REVIEWS, WEEKLY_REVIEW, {"guests": "M. Roux, du cabinet"},
        lambda number: {"remarks": (Remark(reference=number, words="À suivre"),)},
        "remarks[1].reference", "appel", "week",
    ),
    "meeting": Tried(
        MEETINGS, MEETING, {"held_on": date(2026, 11, 12)},
        lambda number: {"points": (Point(subject="Planning", cases=number, no_decision="Trop tôt"),)},
        "points[1]", "appel", "held_on", "place",
        {"signed_off_on": date(2026, 11, 20), "signed_off_by": CLAIRE, "addenda": (ADDED,)},
    ),
    "internal_note": Tried(
        INTERNAL_NOTES, NOTE, {"subject": "L’appel de la veille"},
        lambda number: {"origins": (NoteOrigin(reference=number),)},
        "origins[1].reference", "appel", "subject",
        later={"readings": (replace(READ, day=date(2026, 11, 20)),)},
    ),
    "risk": Tried(
        RISKS, RISK, {"what": "Moniteur en arrêt sans remplaçant"},
        lambda number: {"cases": (RiskCase(reference=number),)},
        "cases[1].reference", "appel",
        later={"measures": (RiskMeasure(words="Un second par véhicule"),)},
    ),
    "audit": Tried(
        AUDITS, AUDIT, {"what": "Véhicule dont la double commande grince"},
        lambda number: {"measures": (Measure(what="Revoir", after=number),)},
        "measures[1].after", "vehic",
    ),
}  # fmt: skip
every_kind = pytest.mark.parametrize("tried", EVERY.values(), ids=EVERY)


def test_every_kind_of_the_program_is_tried() -> None:
    tried = {one.kind for one in EVERY.values()}
    assert tried | {COMPLAINTS} == {*KINDS, AUDITS}
    assert [one.kind for one in STORED_KINDS] == list(KINDS)


def open_with_audits(path: Path, clock: Clock) -> Register:
    return Register.open(path, clock=clock, kinds=(*STORED_KINDS, STORED_AUDITS), migrations=(*MIGRATIONS, add_audits))


@pytest.fixture
def clock() -> Clock:
    return Clock(office(20, 11, 18))


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with open_with_audits(tmp_path / "registre.pegase", clock) as register:
        yield register


def dossiers(register: Register, tried: Tried) -> Dossiers[Any]:
    return register.dossiers(tried.kind.code)


@every_kind
def test_it_is_numbered_kept_told_and_corrected(tried: Tried, register: Register) -> None:
    there = dossiers(register, tried)
    made = there.register(tried.whole, by=CLAIRE)
    assert made.reference == tried.kind.reference(2026, 1)
    assert there.find(made.reference.lower()) == there.get(made.id) == made
    with pytest.raises(ReasonNeeded):
        there.record(made, tried.change, by=CLAIRE)
    changed = there.record(made, tried.change, by=CLAIRE, reason="Précision")
    with pytest.raises(Outdated):
        there.record(made, {"owner": CLAIRE}, by=CLAIRE, reason="Précision")
    assert there.get(made.id) == changed == replace(made, version=2, **tried.change)
    first, second = register.journal.of(made.ref)
    assert (first.verb, second.verb, second.reason) == (Verb.BEGIN, Verb.CORRECT, "Précision")
    assert "devient" in next(second.details(tried.kind.record))
    assert register.take_changed() == {made.ref}
    assert check_register(register) == ()


@every_kind
def test_who_is_in_charge_entrusts_it_to_somebody_else(tried: Tried, register: Register) -> None:
    giver, to = (register.school.add_staff(name, by=CLAIRE) for name in (tried.whole.owner, "Luc Petit"))
    made = dossiers(register, tried).register(tried.whole, by=CLAIRE)
    seen = register.entrusting.standing(giver.name)
    if not tuple(places(tried.kind)):  # whoever led it has nothing left to see to
        assert seen == ()
        return
    assert [(one.record, one.fact, one.what) for one in seen] == [(made.ref, "owner", made.title)]
    register.entrusting.entrust(giver, seen, to.name, seen=seen, by=CLAIRE)
    assert dossiers(register, tried).get(made.id) == replace(made, owner=to.name, version=2)
    assert register.journal.of(made.ref)[-1].verb is Verb.ENTRUST
    assert register.entrusting.standing(giver.name) == ()
    assert check_register(register) == ()


@every_kind
def test_its_file_opens_again_with_all_that_it_held(tried: Tried, register: Register, clock: Clock) -> None:
    made = dossiers(register, tried).register(tried.whole, by=CLAIRE)
    register.close()
    with open_with_audits(register.path, clock) as again:
        assert dossiers(again, tried).get(made.id) == made
        assert check_register(again) == ()


def _otherwise(declared: Fact, stored: Any) -> Any:
    """Another value that the column takes."""
    match declared.kind:
        case FactKind.CHOICE:
            return next(one.value for one in declared.choices if one.value != stored)
        case FactKind.DAY:
            return "2026-01-05"
        case FactKind.MOMENT:
            return "2026-01-05T10:00:00Z"
        case FactKind.FLAG | FactKind.MARK | FactKind.MONEY | FactKind.NUMBER:
            return 0 if stored else 1
        case FactKind.STAFF_LIST | FactKind.FACTS:
            return '["Personne"]'
        case _:
            return f"{stored} altéré"


@every_kind
def test_every_fact_altered_behind_it_is_found(tried: Tried, register: Register) -> None:
    there, kind = dossiers(register, tried), tried.kind
    received = register.cases.receive(registrable(), by=CLAIRE)
    made = there.register(replace(tried.whole, **tried.naming(received.reference)), by=CLAIRE)
    made = there.attach(made, "a.pdf", b"%PDF", by=CLAIRE)
    made = there.record(made, tried.later, by=CLAIRE)
    table = kind.code.value
    places = [(table, one.name, one) for one in kind.scalars]
    for rows in kind.rows:
        assert rows.row
        name = rows.name if rows.name == "attachments" else f"{table}_{rows.name}"
        places += [(name, one.name, one) for one in facts_of(rows.row)]
    assert check_register(register) == ()
    for place, column, declared in places:
        (kept,) = execute(register, f"SELECT {column} FROM {place}").fetchone()
        execute(register, f"UPDATE {place} SET {column} = ?", (_otherwise(declared, kept),))
        accused = check_register(register)
        assert [one for one in accused if made.reference in one or "Le document" in one], f"{place}.{column}"
        execute(register, f"UPDATE {place} SET {column} = ?", (kept,))
    for column, value in (("title", "Autre"), ("version", 9), ("number", 4), ("registered_by", "X")):
        kept = execute(register, f"SELECT {column} FROM {table}").fetchone()[0]
        execute(register, f"UPDATE {table} SET {column} = ?", (value,))
        assert check_register(register), column
        execute(register, f"UPDATE {table} SET {column} = ?", (kept,))
    assert check_register(register) == ()
    execute(register, "UPDATE duty SET what = 'Autre' WHERE record_kind = ?", (table,))
    execute(register, f"DELETE FROM {table}_search WHERE rowid = 1")
    said = " ".join(check_register(register))
    assert ("reste à faire" in said) is bool(kind.duties(made))
    assert f"ne {'la' if kind.is_feminine else 'le'} trouve pas" in said


@every_kind
def test_damage_is_said_in_its_own_gender(tried: Tried, register: Register) -> None:
    made = dossiers(register, tried).register(tried.whole, by=CLAIRE)
    execute(register, f"UPDATE {tried.kind.code.value} SET {tried.kind.dated_by} = 'hier'")
    with pytest.raises(DamagedRecord, match=f"{made.reference} est abîmé{'e' if tried.kind.is_feminine else ''} dans"):
        dossiers(register, tried).get(made.id)
    assert any("illisible" in one for one in check_register(register))


@every_kind
def test_it_is_found_by_its_words_beside_the_others(tried: Tried, register: Register) -> None:
    complaint = register.cases.receive(registrable(subject="Véhicule appelé"), by=CLAIRE)
    made = dossiers(register, tried).register(tried.whole, by=CLAIRE)
    assert set(register.table.search(f" {tried.word} ")) == {complaint.ref, made.ref}
    assert register.table.search(made.reference) == (made.ref,)
    assert register.table.search("introuvable") == register.table.search("  ") == ()
    other = {tried.worded: "Tout autre chose"}
    changed = dossiers(register, tried).record(made, other, by=CLAIRE, reason="Précision")
    assert register.table.search("autre chose") == (changed.ref,)


def test_duties_of_a_new_kind_stand_among_those_of_the_others(register: Register) -> None:
    made = register.dossiers(RecordKind.AUDIT).register(AUDIT, by=CLAIRE)
    register.improvements.register(IMPROVEMENT, by=CLAIRE)
    todos = register.table.todos()
    assert [(one.reference, one.duty.kind, one.duty.what) for one in todos] == [
        ("A-2026-01", DutyKind.IMPROVE, IMPROVEMENT.criterion),
        ("AU-2026-01", DutyKind.ACT, "Le retirer"),
    ]
    assert (todos[1].record, todos[1].about) == (made.ref, AUDIT.what)
    register.dossiers(RecordKind.AUDIT).record(made, {"accepted": True}, by=CLAIRE)
    assert [one.reference for one in register.table.todos()] == ["A-2026-01"]


@every_kind
def test_what_is_typed_waits_with_its_documents(tried: Tried, register: Register) -> None:
    code = tried.kind.code
    draft = register.drafts.save(Draft(kind=code, values={"what": "Vé"}, saved_by=CLAIRE))
    register.drafts.attach(draft.id, "a.pdf", b"%PDF", by=CLAIRE)
    there = dossiers(register, tried)
    made = there.register(tried.whole, by=CLAIRE, draft_id=draft.id, act=draft.act)
    assert there.content_of(made.attachments[0]) == b"%PDF"
    assert there.register(tried.whole, by=CLAIRE, draft_id=draft.id, act=draft.act) == made
    register.drafts.save(Draft(kind=code, record_id=made.id, values={"owner": CLAIRE}, saved_by=CLAIRE))
    assert register.drafts.of(made.ref, CLAIRE) is not None
    there.record(made, {"owner": CLAIRE}, by=CLAIRE, reason="Précision")
    assert register.drafts.all() == ()


# Out as an open file, and in again

KINDS_WITH_AUDITS = (*KINDS, AUDITS)


def bare(record: Any, kind: Kind) -> Any:
    """Without what a file cannot keep: ids and versions."""
    rows = {one.name: tuple(replace(row, id=0) for row in getattr(record, one.name)) for one in kind.rows}
    return replace(record, id=0, version=0, **rows)


def lived_in(register: Register, tried: Tried, clock: Clock) -> None:
    there = dossiers(register, tried)
    received = register.cases.receive(registrable(), by=CLAIRE)
    first = there.register(tried.whole, by=CLAIRE)
    clock.move(hours=1)
    there.attach(first, "a.pdf", b"%PDF" + bytes(range(256)), by=CLAIRE)
    there.register(replace(tried.whole, **tried.naming(received.reference)), by="Marc Olivier")


@every_kind
def test_out_and_in_again_is_equal(tried: Tried, register: Register, clock: Clock, tmp_path: Path) -> None:
    lived_in(register, tried, clock)
    file = tmp_path / "a.json"
    assert exported(register, file) == 3
    told = json.loads(file.read_text("utf-8"))
    assert told["format"] == FORM
    assert [one["reference"] for one in told[key_of(tried.kind)]] == list(dossiers(register, tried).references())
    clock.move(days=1)
    counted: list[tuple[int, int]] = []
    with open_with_audits(tmp_path / "b.pegase", clock) as again:
        coming = read_open_file(file, clock.now, KINDS_WITH_AUDITS)
        assert again.take_in(coming, by="", on_case=lambda *done: counted.append(done)) == 3
        assert counted == [(1, 3), (2, 3), (3, 3)]
        there = dossiers(again, tried)
        before = [bare(one, tried.kind) for one in dossiers(register, tried).all()]
        assert [bare(one, tried.kind) for one in there.all()] == before
        [paper] = there.get(1).attachments
        assert there.content_of(paper)[:4] == b"%PDF"
        assert [one.verb for one in again.journal.of(there.get(1).ref)] == [Verb.IMPORT]
        assert check_register(again) == ()
        assert tried.whole.owner in {one.name for one in again.school.staff()}
        assert there.register(tried.whole, by=CLAIRE).reference == tried.kind.reference(2026, 3)


Change = Callable[[Any], None]


def _set(name: str, value: Any) -> Change:
    return lambda record: record.update({name: value})


@every_kind
@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        (_set("nope", 1), "nope", "ce champ n’existe pas"),
        (_set("owner", 3), "owner", "attendu : un texte"),
        (None, "", "Il manque"),
        (_set("reference", "R-2026-0001"), "reference", "attendu : un numéro, par exemple"),
        (_set("reference", None), "", ""),  # the next number is given
        (_set("registered", {"at": "2031-01-01T00:00:00Z"}), "registered.at", "cette date est dans le futur"),
        (_set("attachments", [{"name": "a", "content": "?"}]), "attachments[1].content", "attendu : du base64"),
    ],
)
def test_a_wrong_one_is_refused_by_its_place_and_nothing_is_taken(
    tried: Tried, change: Change | None, field: str, reason: str, register: Register, clock: Clock, tmp_path: Path
) -> None:
    if change is None:
        change, field = (lambda record: record.pop(tried.needed)), tried.needed
    lived_in(register, tried, clock)
    exported(register, file := tmp_path / "a.json")
    told = json.loads(file.read_text("utf-8"))
    change(told[key_of(tried.kind)][1])
    file.write_text(json.dumps(told), "utf-8")
    with open_with_audits(tmp_path / "b.pegase", clock) as again:
        coming = read_open_file(file, clock.now, KINDS_WITH_AUDITS)
        if not field:
            assert again.take_in(coming, by="") == 3
            return
        with pytest.raises(WrongCase) as caught:
            again.take_in(coming, by="")
        assert str(caught.value).startswith(f"{tried.kind.name.capitalize()} n°\u00a02, champ «\u00a0{field}")
        assert reason.replace(" :", "\u00a0:") in str(caught.value).replace(" :", "\u00a0:")
        assert (again.cases.references(), dossiers(again, tried).references(), again.school.staff()) == ((), (), ())


@every_kind
def test_a_number_that_it_names_is_one_of_the_register(tried: Tried, register: Register) -> None:
    there, fact = dossiers(register, tried), tried.place.partition("[")[0]
    received = register.cases.receive(registrable(), by=CLAIRE)
    made = there.register(replace(tried.whole, **tried.naming("r-2026-0001")), by=CLAIRE)
    [named] = tried.kind.names(made)
    assert (named.reference, named.fact, named.row) == (received.reference, fact, 1)
    acts: tuple[Callable[[], object], ...] = (
        lambda: there.register(replace(tried.whole, **tried.naming("R-2026-0099")), by=CLAIRE),
        lambda: there.record(made, tried.naming("R-2026-0099"), by=CLAIRE),
    )
    for act in acts:
        with pytest.raises(WrongFact, match=r"R-2026-0099.*n’est pas dans ce registre") as caught:
            act()
        assert (caught.value.fact, caught.value.row) == (fact, 0)
    there.record(made, tried.naming("14/2024, ancien registre"), by=CLAIRE)  # no number of this one: words
    assert check_register(register) == ()


@every_kind
def test_a_number_that_nobody_bears_is_refused_where_it_stands(
    tried: Tried, register: Register, clock: Clock, tmp_path: Path
) -> None:
    register.cases.receive(registrable(), by=CLAIRE)
    dossiers(register, tried).register(replace(tried.whole, **tried.naming("R-2026-0001")), by=CLAIRE)
    exported(register, file := tmp_path / "a.json")
    told = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(told | {"cases": []}), "utf-8")
    with open_with_audits(tmp_path / "b.pegase", clock) as again:
        with pytest.raises(WrongCase, match="n’est pas une réclamation de ce registre") as caught:
            again.take_in(read_open_file(file, clock.now, KINDS_WITH_AUDITS), by="")
        assert caught.value.field == tried.place
        again.cases.receive(registrable(), by=CLAIRE)
        again.take_in(read_open_file(file, clock.now, KINDS_WITH_AUDITS), by="")
        with pytest.raises(WrongCase, match=f"{tried.kind.name} est déjà au registre, sous le numéro"):
            again.take_in(read_open_file(file, clock.now, KINDS_WITH_AUDITS), by="")


def test_a_kind_that_the_reader_does_not_know_is_refused(register: Register, clock: Clock, tmp_path: Path) -> None:
    register.dossiers(RecordKind.AUDIT).register(AUDIT, by=CLAIRE)
    exported(register, file := tmp_path / "a.json")
    with pytest.raises(UserError, match=r"audits.*ce champ n’existe pas"):
        read_open_file(file, clock.now)


# At random

_WORDS = ("Zoé", "L’élève attend", "Œuvre 12", "مرحبا", "👍 \u202eש", "06 39 98 12 04", "")


def _any_value(declared: Fact, chance: Random, clock: Clock) -> Any:
    """A value of a fact as somebody may type it, right or not."""
    day = clock.now.date() - timedelta(days=chance.randint(-3, 60))
    match declared.kind:
        case FactKind.CHOICE:
            return chance.choice((*declared.choices, None))
        case FactKind.DAY:
            return chance.choice((day, None))
        case FactKind.MOMENT:
            return clock.now - timedelta(minutes=chance.randint(-9, 9000))
        case FactKind.FLAG:
            return chance.choice((True, False, None))
        case FactKind.MARK | FactKind.MONEY | FactKind.NUMBER:
            return chance.choice((0, 1, 5, 99_999, None))
        case FactKind.STAFF_LIST | FactKind.FACTS:
            return tuple(chance.sample(_WORDS[:3], chance.randint(0, 3)))
        case _:
            return chance.choice(_WORDS)


def _any_rows(declared: Fact, rows: tuple[Any, ...], chance: Random, clock: Clock) -> tuple[Any, ...]:
    """The rows of a fact with one more, one changed or one less."""
    assert declared.row
    values = {one.name: _any_value(one, chance, clock) for one in facts_of(declared.row)}
    kept = list(rows)
    if kept and chance.random() < 0.5:
        place = chance.randrange(len(kept))
        kept[place : place + 1] = [] if chance.random() < 0.5 else [replace(kept[place], **values)]
    else:
        kept.append(declared.row(**values))
    return tuple(kept)


def _live(register: Register, tried: Tried, chance: Random, clock: Clock) -> bool:
    """One thing that somebody does; whether the register took it."""
    there, kind = dossiers(register, tried), tried.kind
    clock.move(minutes=chance.choice((0, 1, 600, 4000)))
    references = there.references()
    if not references or chance.random() < 0.2:
        there.register(tried.whole, by=CLAIRE)
        return True
    one = there.find(chance.choice(references))
    if chance.random() < 0.2:
        there.attach(one, "a.pdf", chance.randbytes(3), by=CLAIRE)
        return True
    if one.attachments and chance.random() < 0.2:
        there.detach(one, one.attachments[0].id, by=CLAIRE, reason="Doublon")
        return True
    scalars = chance.sample(kind.scalars, chance.randint(1, 3))
    told = {declared.name: _any_value(declared, chance, clock) for declared in scalars}
    for declared in kind.rows:
        if declared.name not in kind.documents and chance.random() < 0.5:
            told[declared.name] = _any_rows(declared, getattr(one, declared.name), chance, clock)
    there.record(one, told, by=CLAIRE, reason="Revu")
    return True


@pytest.mark.parametrize("seed", range(amount(quick=2, whole=60)))
def test_whatever_is_done_to_records_of_any_kind_nothing_is_accused(seed: int, tmp_path: Path, clock: Clock) -> None:
    chance, taken = Random(seed), 0
    with open_with_audits(tmp_path / "registre.pegase", clock) as register:
        register.cases.receive(registrable(), by=CLAIRE)
        for _ in range(60):
            tried = chance.choice([*EVERY.values()])
            try:
                taken += _live(register, tried, chance, clock)
            except UserError:
                continue
        assert taken > 15
        assert check_register(register) == ()
        exported(register, file := tmp_path / "a.json")
        coming = read_open_file(file, clock.now, KINDS_WITH_AUDITS)
        assert coming.total == sum(len(register.dossiers(one.code).references()) for one in KINDS_WITH_AUDITS)
