"""The journal in the file: it cannot be changed, and who goes round the triggers is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from peewee import IntegrityError

from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import REGISTER, SCHOOL, complaint_ref
from pegase_desktop.storage.ledger import Ledger
from tests.domain.samples import office, registrable
from tests.storage.behind import engine_of, execute
from tests.storage.office import CLAIRE, facts, rebuilt

if TYPE_CHECKING:
    from pegase_desktop.storage.register import Register
    from tests.storage.office import Clock


@pytest.fixture
def ledger(register: Register) -> Ledger:
    """Four entries about two complaints, and one about the staff."""
    register.school.add_staff(CLAIRE, "Accueil", by=CLAIRE)
    first = register.cases.receive(registrable(), by=CLAIRE)
    register.cases.receive(registrable(subject="Panne"), by=CLAIRE)
    first = register.cases.record(first, {"subject": "Autre"}, by=CLAIRE, reason="Faute")
    register.cases.attach(first, "a.pdf", b"a", by=CLAIRE)
    return Ledger(engine_of(register))


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM journal",
        "DELETE FROM journal WHERE number = 3",
        "UPDATE journal SET actor = 'X' WHERE number = 3",
        "UPDATE journal SET payload = '{}' WHERE number = 3",
        "UPDATE journal SET payload = NULL WHERE number = 3",  # without its salt
        "UPDATE journal SET payload = NULL, salt = NULL, record_id = 2 WHERE number = 2",
        "UPDATE journal SET number = 9 WHERE number = 5",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE number = 3",
        "DELETE FROM complaint",
        "INSERT OR REPLACE INTO complaint SELECT * FROM complaint WHERE id = 1",
    ],
)
def test_what_was_told_cannot_be_untold(register: Register, ledger: Ledger, sql: str) -> None:
    before = list(ledger.all())
    with pytest.raises(IntegrityError):
        execute(register, sql)
    assert list(ledger.all()) == before
    assert list(ledger.faults()) == []


_ALL_BUT_NUMBER = "at, actor, desk, NULL, verb, record_kind, record_id, payload, salt, digest, hash"


@pytest.mark.parametrize(
    ("sql", "seen"),
    [
        (
            "UPDATE journal SET payload = replace(payload, 'Autre', 'Aucun') WHERE number = 4",
            "4 du journal a été modifiée",
        ),
        ("UPDATE journal SET actor = 'X' WHERE number = 3", "3 du journal ne suit pas"),
        ("UPDATE journal SET at = '2026-11-01T00:00:00Z' WHERE number = 3", "3 du journal ne suit pas"),
        ("UPDATE journal SET record_id = 2 WHERE number = 2", "2 du journal ne suit pas"),
        ("DELETE FROM journal WHERE number = 3", "l’entrée 2 à l’entrée 4"),
        ("DELETE FROM journal WHERE number = 1", "l’entrée 0 à l’entrée 2"),
        (
            "UPDATE journal SET number = CASE number WHEN 3 THEN -4 WHEN 4 THEN -3 END WHERE number IN (3, 4)",
            "ne suit pas",
        ),
        (f"INSERT INTO journal SELECT 6, {_ALL_BUT_NUMBER} FROM journal WHERE number = 5", "6 du journal ne suit pas"),
    ],
)
def test_who_goes_round_the_triggers_is_seen(register: Register, ledger: Ledger, sql: str, seen: str) -> None:
    for name in ("journal_is_never_changed", "journal_is_never_deleted"):
        execute(register, f"DROP TRIGGER {name}")
    execute(register, sql)
    execute(register, "UPDATE journal SET number = -number WHERE number < 0")
    assert any(seen in fault for fault in ledger.faults())


def test_erasing_what_an_entry_says_leaves_the_chain_whole(register: Register, ledger: Ledger) -> None:
    with register.store.transaction():
        ledger.erase([2], office(20, 11, 19), CLAIRE, "Demande de la personne")
    assert list(ledger.faults()) == []
    entries = list(ledger.all())
    assert (entries[1].changes, entries[1].actor, entries[1].verb) == ((), CLAIRE, Verb.RECEIVE)
    assert (entries[-1].verb, entries[-1].record, entries[-1].reason) == (
        Verb.ERASE,
        REGISTER,
        "Demande de la personne",
    )
    (told,) = entries[-1].changes
    assert (told.path, told.new) == ("journal/2", "erased")
    assert "subject" in told.old  # of what it told, and not a word of it
    assert ledger.erased_facts() == {2: frozenset(told.old)}


def test_an_entry_that_is_emptied_and_no_other_says_so_is_seen(register: Register, ledger: Ledger) -> None:
    execute(register, "UPDATE journal SET payload = NULL, salt = NULL WHERE number = 2")
    assert list(ledger.faults()) == ["L’entrée 2 du journal a été vidée, et aucune autre ne le dit."]


@pytest.mark.usefixtures("ledger")
def test_an_act_is_written_once_and_answered_by_what_it_made(register: Register) -> None:
    acts = [one.act for one in register.journal.all()]
    assert all(acts)
    assert len(set(acts)) == len(acts)
    received = register.cases.receive(registrable(), by=CLAIRE, act="a" * 32)
    assert register.cases.receive(registrable(subject="Autre"), by=CLAIRE, act="a" * 32) == received
    assert register.journal.all()[-1].act == "a" * 32


@pytest.mark.usefixtures("ledger")
def test_what_was_erased_cannot_be_guessed_from_its_digest(register: Register) -> None:
    execute(register, "UPDATE staff SET name = 'X'")
    for _ in range(2):
        register.school.add_staff(CLAIRE, by=CLAIRE)
        execute(register, "DELETE FROM staff WHERE id > 1")
        execute(register, "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'staff'")
    rows = execute(register, "SELECT payload, digest FROM journal WHERE number > 5").fetchall()
    (payload, digest), (same_payload, other_digest) = rows
    assert payload == same_payload
    assert digest != other_digest


def test_the_head_is_an_anchor_of_everything_before_it(register: Register, ledger: Ledger) -> None:
    head = register.journal.head()
    assert (head.count, len(head.digest)) == (5, 64)
    assert str(head) == f"5-{head.digest[:12]}"
    register.cases.receive(registrable(), by=CLAIRE)
    assert register.journal.head() != head
    assert ledger.holds(head)
    for name in ("journal_is_never_changed", "journal_is_never_deleted"):
        execute(register, f"DROP TRIGGER {name}")
    execute(register, "DELETE FROM journal WHERE number >= 5")  # the chain is whole, the anchor tells
    assert list(ledger.faults()) == []
    assert not ledger.holds(head)


def test_a_new_register_has_an_empty_journal(register: Register) -> None:
    assert register.journal.all() == ()
    assert register.journal.head().count == 0


def test_the_journal_is_read_by_complaint_by_date_or_whole(register: Register, ledger: Ledger, clock: Clock) -> None:
    later = clock.move(hours=1)
    register.school.add_staff("Marc Olivier", by=CLAIRE)
    assert [one.number for one in register.journal.all()] == [1, 2, 3, 4, 5, 6]
    assert [one.number for one in register.journal.of(complaint_ref(1))] == [2, 4, 5]
    assert [one.number for one in register.journal.since(later)] == [6]
    assert len(register.journal.since(office(20, 11))) == 6
    assert [one.number for one in ledger.of(SCHOOL)] == [1, 6]


@pytest.mark.usefixtures("ledger")
def test_the_journal_alone_tells_every_fact(register: Register) -> None:
    for case in register.cases.all():
        assert facts(rebuilt(register.journal.of(case.ref))) == facts(case)
