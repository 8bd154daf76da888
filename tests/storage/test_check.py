"""Check: a sound register is sound, and whatever somebody changes behind the program's back is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.portable import Case, PortableRegister
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage import check
from pegase_desktop.storage.check import check_beside, check_register
from pegase_desktop.storage.ledger import Head, Ledger
from pegase_desktop.storage.record_reader import DamagedRecord
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite import connection
from pegase_desktop.storage.sqlite.schema import SEALED
from pegase_desktop.storage.stored_kinds import RULES
from tests.domain.samples import CASES_NOW, office, registrable
from tests.storage.behind import engine_of, execute
from tests.storage.office import CLAIRE, Clock, live_in, opened

CASES = Path(__file__).parents[1] / "data" / "cases.json"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional cases, and what people do with a register besides: corrections, drafts, documents, settings."""
    path = tmp_path_factory.mktemp("check") / "registre.pegase"
    clock = Clock(CASES_NOW)
    with opened(path, clock) as register:
        register.take_in(read_open_file(CASES, CASES_NOW), by="")
        live_in(register, clock)
    return path


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "registre.pegase"))


@pytest.fixture
def tamper(copy: Path) -> Callable[..., tuple[str, ...]]:
    """Run statements behind the program's back, with every guard of the schema off, and check."""

    def run(*statements: str) -> tuple[str, ...]:
        connection = sqlite.connect(copy, isolation_level=None)
        guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, f"changes nothing: {statement}"
        for _, guard in guards:
            connection.execute(guard)
        connection.close()
        return checked(copy)

    return run


def checked(path: Path, *anchors: Head) -> tuple[str, ...]:
    with opened(path, Clock(CASES_NOW)) as register:
        return check_register(register, anchors=anchors)


def test_a_register_in_order_has_no_fault(original: Path) -> None:
    with opened(original, Clock(CASES_NOW)) as register:
        seen: list[tuple[int, int]] = []
        faults = check_register(
            register, anchors=[register.journal.head(), Head(0, "")], on_complaint=lambda *told: seen.append(told)
        )
        assert faults == ()
        assert seen[-1] == (27, 27)


def test_a_new_register_has_no_fault(register: Register) -> None:
    assert check_register(register) == ()


def test_words_in_other_letters_are_no_fault_wherever_they_stand(register: Register) -> None:
    for subject in ("مرحبا", "שלום", "Leçon", "Урок", "课程"):
        register.cases.receive(registrable(subject=subject), by=CLAIRE)
    assert check_register(register) == ()


SCALARS = [one for one in facts_of(Complaint) if one.kind is not FactKind.ROWS]
OTHER = {
    FactKind.FLAG: "1 - coalesce({0}, 0)",
    FactKind.MARK: "1 + coalesce({0}, 0) % 5",
    FactKind.DAY: "CASE {0} WHEN '2026-01-01' THEN '2026-01-02' ELSE '2026-01-01' END",
    FactKind.MOMENT: "CASE {0} WHEN '2026-11-19T10:00:00Z' THEN '2026-11-19T10:00:01Z' ELSE '2026-11-19T10:00:00Z' END",
    FactKind.STAFF_LIST: "'[\"Personne\"]'",
    FactKind.FACTS: "'[\"received_at\"]'",
    FactKind.NUMBER: "1 + coalesce({0}, 0)",
}


@pytest.mark.parametrize("declared", SCALARS, ids=lambda one: one.name)
def test_every_fact_that_is_altered_is_found(declared: Fact, tamper: Callable[..., tuple[str, ...]]) -> None:
    value = OTHER.get(declared.kind, "{0} || '.'").format(declared.name)
    if declared.kind is FactKind.CHOICE:
        codes = [choice.value for choice in declared.choices]
        value = f"CASE {declared.name} WHEN '{codes[0]}' THEN '{codes[1]}' ELSE '{codes[0]}' END"
    faults = tamper(f"UPDATE complaint SET {declared.name} = {value} WHERE id = 7")
    assert f"« {declared.label} » n’est pas ce que dit le journal" in " ".join(faults)


ENTRY_TABLES = ("calls", "actions", "redress", "exchanges", "endings")
ENTRIES = [(one.name, column.name) for one in COMPLAINTS.rows if one.row for column in facts_of(one.row)]
EMPTY_HERE = {"letters", "announced"}


@pytest.mark.parametrize(("table", "column"), [pair for pair in ENTRIES if pair[0] not in EMPTY_HERE])
def test_every_entry_that_is_altered_is_found(table: str, column: str, tamper: Callable[..., tuple[str, ...]]) -> None:
    values = {
        "result": "CASE result WHEN 'reached' THEN 'unreachable' ELSE 'reached' END",
        "kind": "CASE kind WHEN 'refund' THEN 'apology' ELSE 'refund' END",
        "letter": "coalesce(letter, 0) + 1",
        "reason": "CASE reason WHEN 'duplicate' THEN 'withdrawn' ELSE 'duplicate' END",
        "medium": "CASE medium WHEN 'sms' THEN 'phone' ELSE 'sms' END",
        "direction": "CASE direction WHEN 'incoming' THEN 'outgoing' ELSE 'incoming' END",
        "amount": "coalesce(amount, 0) + 1",
        "size": "size + 1",
        "due": OTHER[FactKind.DAY].format("due"),
        "done_on": OTHER[FactKind.DAY].format("done_on"),
        "at": OTHER[FactKind.MOMENT].format("at"),
        "added_at": OTHER[FactKind.MOMENT].format("added_at"),
    }
    if table == "endings":
        values["kind"] = "CASE kind WHEN 'closed' THEN 'cancelled' ELSE 'closed' END"
    value = values.get(column, f'"{column}" || "."').replace('"."', "'.'")
    stored = table if table == "attachments" else f"complaint_{table}"
    faults = tamper(f'UPDATE {stored} SET "{column}" = {value} WHERE id = (SELECT max(id) FROM {stored})')
    assert any("n’est pas ce que dit le journal" in one for one in faults)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM complaint_exchanges WHERE id = 3",
        "UPDATE complaint_actions SET record_id = 2 WHERE id = 1",
        "INSERT INTO complaint_exchanges (record_id, text) VALUES (1, 'inventé')",
        "UPDATE complaint SET reference = 'R-2026-0099' WHERE id = 7",
        "UPDATE complaint SET year = 2025 WHERE id = 7",
        "UPDATE complaint SET number = 99 WHERE id = 7",
        "UPDATE complaint SET registered_at = '2026-11-20T09:00:00Z' WHERE id = 7",
        "UPDATE complaint SET registered_by = 'X' WHERE id = 7",
        "UPDATE complaint SET version = version + 1 WHERE id = 7",
        "UPDATE complaint SET ack_due_at = '2026-11-20T09:00:00Z' WHERE id = 7",
        "UPDATE complaint SET terms_id = (SELECT max(id) FROM terms) WHERE id = 7",
        "UPDATE complaint SET complainant_key = '' WHERE id = 7",
        "UPDATE complaint SET is_ended = 1 - is_ended WHERE id = 7",
        "UPDATE complaint SET duty_due_at = '2026-11-20T09:00:00Z' WHERE id = 7",
        "UPDATE complaint SET stage_rank = 6 WHERE id = 7",
        "DELETE FROM concerned WHERE complaint_id = 26",
        "DELETE FROM duty WHERE record_id = 25",
        "UPDATE duty SET who = 'X' WHERE record_id = 25",
        "UPDATE staff SET role = 'X' WHERE id = 1",
        "UPDATE staff SET active = 0 WHERE id = 1",
        "INSERT INTO staff (name, role, active) VALUES ('X', '', 1)",
        "UPDATE setting SET value = '[]' WHERE name = 'services'",
        "INSERT INTO setting (name, value) VALUES ('mediator', '{\"name\": \"X\"}')",
        "UPDATE terms SET value = replace(value, '48', '72')",
        "DELETE FROM terms WHERE id = 2",
        "UPDATE content SET bytes = x'00' WHERE sha256 IN (SELECT sha256 FROM attachments)",
        "DELETE FROM content",
        "UPDATE draft SET typed = '{'",
        "UPDATE identity SET register = ''",
        "DELETE FROM identity",
        "UPDATE draft SET page = 'nowhere'",
        "UPDATE draft_attachment SET size = 3",
        "DELETE FROM complaint_search WHERE rowid = 7",
        "UPDATE complaint_search SET words = 'rien' WHERE rowid = 7",
        "INSERT INTO complaint_search (rowid, words) VALUES (99, 'fantôme')",
        'UPDATE draft SET typed = \'{"subject": "Autre"}\'',
        "UPDATE draft SET saved_by = 'X'",
        "DELETE FROM draft_attachment",
        "INSERT INTO letter_text VALUES ('complaint', 7, 'update', 'Objet', 'Texte')",
        "INSERT INTO typed_setting VALUES ('school', '{}')",
        "INSERT INTO content VALUES ('1b5b2b38e6e6f1ffb1b1f5b0d0d2a5e9', x'00')",
        "INSERT INTO content VALUES ('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', x'00')",
        "UPDATE terms SET since = '2026-11-02T00:00:00Z' WHERE id = 2",
        "UPDATE identity SET register = 'x' || substr(register, 2)",
        "DELETE FROM seal WHERE name = 'draft'",
        "DROP TABLE seal",
        "UPDATE complaint SET kind = 'unknown' WHERE id = 7",
        "UPDATE complaint SET received_at = 'bientôt' WHERE id = 7",
        "UPDATE complaint SET received_at = NULL WHERE id = 7",
        "UPDATE complaint SET staff_concerned = '[' WHERE id = 7",
    ],
)
def test_what_is_altered_behind_the_program_is_found(statement: str, tamper: Callable[..., tuple[str, ...]]) -> None:
    assert tamper(statement)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TRIGGER journal_is_never_changed", "journal_is_never_changed"),
        ("DROP INDEX complaint_due", "complaint_due"),
        ("ALTER TABLE complaint ADD COLUMN verbatin TEXT", "complaint"),
        ("ALTER TABLE draft RENAME COLUMN typed TO typee", "draft"),
    ],
)
def test_a_schema_that_is_not_the_programs_is_found(statement: str, named: str, copy: Path) -> None:
    connection = sqlite.connect(copy)
    connection.execute(statement)
    connection.close()
    assert f"La structure « {named} » du fichier n’est pas celle" in " ".join(checked(copy))


MOVE = "UPDATE complaint SET registered_at = strftime('%Y-%m-%dT%H:%M:%SZ', registered_at, '{} seconds') WHERE id = {}"
RECEIVED = 26


@pytest.mark.parametrize("seconds", [-1, -5])
def test_what_earlier_versions_told_a_moment_late_is_no_fault_and_said(
    seconds: int, tamper: Callable[..., tuple[str, ...]], copy: Path
) -> None:
    assert tamper(MOVE.format(seconds, RECEIVED)) == ()
    notices: list[str] = []
    with opened(copy, Clock(CASES_NOW)) as register:
        assert check_register(register, on_notice=notices.append) == ()
    assert len(notices) == 1
    assert "l’enregistrement de 1\u00a0réclamation un instant avant" in notices[0]


@pytest.mark.parametrize("seconds", [1, -6])
def test_any_other_instant_of_registration_is_a_fault(seconds: int, tamper: Callable[..., tuple[str, ...]]) -> None:
    assert "l’enregistrement n’est pas ce que dit le journal" in " ".join(tamper(MOVE.format(seconds, RECEIVED)))


def test_an_instant_of_registration_that_the_journal_itself_tells_is_held_to_it(register: Register) -> None:
    elsewhere = Case(registrable(registered_at=office(2, 11, 11), registered_by="Marc"))
    register.take_in(PortableRegister(1, lambda: iter((elsewhere,))), by=CLAIRE)
    assert check_register(register) == ()
    execute(register, MOVE.format(-1, 1))
    assert "l’enregistrement n’est pas ce que dit le journal" in " ".join(check_register(register))


def test_a_complaint_deleted_without_trace_is_found_twice(tamper: Callable[..., tuple[str, ...]]) -> None:
    rest = [f"DELETE FROM complaint_{one} WHERE record_id = 3" for one in ENTRY_TABLES]
    faults = " ".join(
        tamper("DELETE FROM complaint_search WHERE rowid = 3", *rest, "DELETE FROM complaint WHERE id = 3")
    )
    assert "Les numéros de 2026 ont un trou" in faults
    assert "une réclamation qui n’est plus dans le registre" in faults


def test_two_complaints_found_under_each_others_words_are_seen(tamper: Callable[..., tuple[str, ...]]) -> None:
    faults = tamper(
        "UPDATE complaint SET subject = (SELECT subject FROM complaint WHERE id = 2) WHERE id = 1",
        "UPDATE complaint_search SET words = 'rien' WHERE rowid = 1",
    )
    assert "R-2026-0001 : la recherche ne la trouve pas sous les bons mots" in " ".join(faults).replace("\u00a0", " ")


_NEXT = "(SELECT max(number) + 1 FROM journal)"
_COPIED = "at, actor, desk, NULL, verb, record_kind, record_id, payload, salt, digest, hash"


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["UPDATE journal SET payload = replace(payload, 'é', 'e') WHERE number = 12"], "L’entrée 12 du journal"),
        (["UPDATE journal SET actor = 'Personne' WHERE number = 12"], "L’entrée 12 du journal"),
        (["UPDATE journal SET at = '2026-01-01T00:00:00Z' WHERE number = 12"], "L’entrée 12 du journal"),
        (
            ["UPDATE journal SET payload = NULL, salt = NULL WHERE number = 12"],
            "« Nature » n’est pas ce que dit le journal",
        ),
        (["DELETE FROM journal WHERE number = 12"], "Le journal passe de l’entrée 11 à l’entrée 13"),
        (
            [f"INSERT INTO journal SELECT {_NEXT}, {_COPIED} FROM journal WHERE number = 12"],
            "du journal ne suit pas la précédente",
        ),
        (
            [
                "UPDATE journal SET number = -12 WHERE number = 12",
                "UPDATE journal SET number = 12 WHERE number = 13",
                "UPDATE journal SET number = 13 WHERE number = -12",
            ],
            "L’entrée 12 du journal ne suit pas la précédente",
        ),
    ],
    ids=["edited", "signed by another", "moved in time", "emptied", "deleted", "inserted", "swapped"],
)
def test_a_journal_that_was_touched_is_found(
    statements: list[str], said: str, tamper: Callable[..., tuple[str, ...]]
) -> None:
    assert said in " ".join(tamper(*statements))


def test_what_is_derived_is_derived_anew_when_its_rules_change(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    statements = (
        "UPDATE complaint SET stage_rank = 6, title_key = 'x'", "DELETE FROM duty", "DELETE FROM complaint_search",
    )  # fmt: skip
    connection = sqlite.connect(copy)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    assert checked(copy)
    monkeypatch.setattr("pegase_desktop.storage.register.RULES", RULES + 1)
    with opened(copy, Clock(CASES_NOW)) as register:
        before = register.journal.head()
    assert checked(copy) == ()
    with opened(copy, Clock(CASES_NOW)) as register:
        assert register.journal.head() == before


def test_a_damaged_record_keeps_nobody_from_the_others_when_the_rules_change(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite.connect(copy)
    connection.execute("UPDATE complaint SET severity = 'énorme' WHERE reference = 'R-2026-0002'")
    connection.execute("UPDATE complaint SET stage_rank = 6")
    connection.commit()
    connection.close()
    monkeypatch.setattr("pegase_desktop.storage.register.RULES", RULES + 1)
    with opened(copy, Clock(CASES_NOW)) as register, pytest.raises(DamagedRecord, match="R-2026-0002"):
        register.cases.find("R-2026-0002")
    assert {fault.split(":")[0].strip() for fault in checked(copy) if fault.startswith("R-")} == {"R-2026-0002"}


def test_an_entry_can_be_erased_once_the_journal_tells_otherwise_all_that_is_held(register: Register) -> None:
    """A text that had to go was corrected; then what the journal kept of it went too."""

    def erase(*numbers: int) -> tuple[str, ...]:
        with register.store.transaction():
            Ledger(engine_of(register)).erase(numbers, CASES_NOW, CLAIRE, "Vie privée")
        return check_register(register)

    case = register.cases.receive(registrable(), by=CLAIRE)
    wrong = register.cases.record(case, {"restatement": "Ce qui ne se dit pas", "service": "Code"}, by=CLAIRE)
    right = register.cases.record(wrong, {"restatement": "Ce qui se dit"}, by=CLAIRE, reason="Vie privée")
    assert register.journal.erased() == 0
    assert "« Service concerné »" in " ".join(erase(2)), "which only that entry told"
    right = register.cases.record(right, {"service": "Conduite"}, by=CLAIRE, reason="Précision")
    assert check_register(register) == ()
    assert "« Points clés reformulés »" in " ".join(erase(3))
    register.cases.record(right, {"restatement": ""}, by=CLAIRE, reason="Vie privée")
    assert check_register(register) == ()
    assert register.journal.erased() == 2


def test_a_fact_that_an_erased_entry_may_have_taken_away_is_not_missed(register: Register) -> None:
    case = register.cases.receive(registrable(service="Code"), by=CLAIRE)
    case = register.cases.record(case, {"service": ""}, by=CLAIRE, reason="Doute")
    case = register.cases.record(case, {"restatement": "Leçon"}, by=CLAIRE)
    with register.store.transaction():
        Ledger(engine_of(register)).erase([2], CASES_NOW, CLAIRE, "Vie privée")
    assert check_register(register) == ()
    execute(register, "UPDATE complaint SET restatement = ''")
    assert "« Points clés reformulés »" in " ".join(check_register(register)), "told since"


def test_what_is_taken_out_of_a_record_of_which_an_entry_was_erased_is_missed(register: Register) -> None:
    case = register.cases.receive(registrable(), by=CLAIRE)
    case = register.cases.attach(case, "a.pdf", b"bytes", by=CLAIRE)
    case = register.cases.record(case, {"restatement": "Ce qui ne se dit pas"}, by=CLAIRE)
    register.cases.record(case, {"restatement": "Ce qui se dit"}, by=CLAIRE, reason="Vie privée")
    with register.store.transaction():
        Ledger(engine_of(register)).erase([3], CASES_NOW, CLAIRE, "Vie privée")
    assert check_register(register) == ()
    execute(register, "DELETE FROM attachments")
    assert "« Pièces justificatives »" in " ".join(check_register(register))


def test_whatever_is_sealed_has_its_sentence() -> None:
    assert check._CHANGED.keys() == SEALED.keys()


def test_an_erasure_that_nobody_told_hides_nothing(copy: Path, tamper: Callable[..., tuple[str, ...]]) -> None:
    statements = (
        "UPDATE journal SET payload = NULL, salt = NULL WHERE verb = 'attach'", "DELETE FROM attachments",
    )  # fmt: skip
    faults = " ".join(tamper(*statements))
    assert "a été vidée, et aucune autre ne le dit" in faults


CUT_WHOLE = (
    "DELETE FROM complaint_endings WHERE record_id = 27",
    "DELETE FROM complaint_search WHERE rowid = 27",
    "DELETE FROM journal WHERE record_kind = 'complaint' AND record_id = 27",
    "DELETE FROM complaint WHERE id = 27",
)


def test_the_newest_complaint_cut_off_whole_is_found_without_an_anchor(
    copy: Path, tamper: Callable[..., tuple[str, ...]]
) -> None:
    assert [one for one in tamper(*CUT_WHOLE) if "Le journal ne finit pas" in one]


def test_what_was_changed_before_an_opening_stays_found_after_the_next_save(
    copy: Path, tamper: Callable[..., tuple[str, ...]]
) -> None:
    tamper(*CUT_WHOLE)
    with opened(copy, Clock(CASES_NOW)) as register:
        register.cases.receive(registrable(), by=CLAIRE)
    assert "Le journal ne finit pas comme le logiciel l’a laissé" in " ".join(checked(copy))


def test_a_journal_cut_short_is_found_by_an_anchor(original: Path, copy: Path) -> None:
    """Cut together with the fact that it told, by somebody who knows the seals: nothing else could tell."""
    with opened(copy, Clock(CASES_NOW)) as register:
        before = register.journal.head()
        register.school.add_staff("Paul Nouveau", by=CLAIRE)
        after = register.journal.head()
    assert checked(copy, before, after, Head(after.count, after.digest[:8])) == ()
    assert checked(original, before) == ()
    assert str(after) in " ".join(checked(original, after))


def test_a_journal_rebuilt_from_the_start_is_found_by_an_anchor(original: Path, tmp_path: Path) -> None:
    with opened(original, Clock(CASES_NOW)) as register:
        anchor = register.journal.head()
    rebuilt = tmp_path / "refait.pegase"
    with opened(rebuilt, Clock(CASES_NOW)) as register:
        register.take_in(read_open_file(CASES, CASES_NOW), by="")
        while register.journal.head().count < anchor.count:
            register.cases.record(
                register.cases.get(1),
                {"next_update_on": date(2026, 12, 1 + register.journal.head().count % 28)},
                by="X",
            )
    assert checked(rebuilt) == ()
    assert "il a été coupé ou refait" in " ".join(checked(rebuilt, anchor))


def test_a_value_recorded_upon_an_altered_one_is_found(copy: Path, tamper: Callable[..., tuple[str, ...]]) -> None:
    tamper("UPDATE complaint SET subject = 'Faux' WHERE id = 7")
    with opened(copy, Clock(CASES_NOW)) as register:
        complaint = register.cases.get(7)
        register.cases.record(complaint, {"subject": "Juste"}, by=CLAIRE, reason="Faute")
        assert "part d’une valeur que le journal ne connaît pas" in " ".join(check_register(register))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE complaint SET kind = 'unknown' WHERE id = 7",
        "UPDATE complaint SET received_at = 'bientôt' WHERE id = 7",
        "UPDATE complaint SET staff_concerned = '[' WHERE id = 7",
        "UPDATE complaint_exchanges SET direction = 'up' WHERE record_id = 7",
    ],
)
def test_a_damaged_complaint_is_said_when_it_is_read(
    statement: str, tamper: Callable[..., tuple[str, ...]], copy: Path
) -> None:
    assert any("une valeur est illisible" in one for one in tamper(statement))
    with opened(copy, Clock(CASES_NOW)) as register:
        with pytest.raises(DamagedRecord, match="Reprenez-la dans une copie du registre"):
            register.cases.get(7)
        assert register.cases.get(8).id == 8


def test_a_closed_case_that_lacks_something_is_found(tamper: Callable[..., tuple[str, ...]]) -> None:
    faults = tamper("UPDATE complaint SET cause_family = NULL WHERE id = 1")
    assert any(one.startswith("R-2026-0001") and "Il manque la famille de causes" in one for one in faults)


def test_many_faults_are_not_all_said(tamper: Callable[..., tuple[str, ...]]) -> None:
    faults = tamper(
        "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
        "INSERT INTO staff (name, role, active) SELECT 'X' || i, '', 1 FROM n"
    )
    assert faults[-1] == "La suite n’est pas dite."
    assert len(faults) <= 201


# Beside a window that goes on


def test_an_open_register_is_checked_from_another_thread_as_it_was_when_the_check_began(copy: Path) -> None:
    with opened(copy, Clock(CASES_NOW)) as register, ThreadPoolExecutor(1) as apart:
        began, go_on = Event(), Event()

        def wait(done: int, total: int) -> None:
            began.set()
            go_on.wait(60)

        checked = apart.submit(check_beside, copy, wait)
        assert began.wait(60)
        receive = register.cases.receive(registrable(), by=CLAIRE)
        register.cases.record(receive, {"subject": "Pendant ce temps"}, by=CLAIRE, reason="Précision")
        go_on.set()
        assert checked.result(60) == ()
        assert register.store.checkpoint()


def test_a_check_beside_finds_what_was_altered(copy: Path) -> None:
    with opened(copy, Clock(CASES_NOW)) as register:
        execute(register, "UPDATE complaint SET subject = 'Autre' WHERE reference = 'R-2026-0003'")
        assert any("R-2026-0003" in sentence for sentence in check_beside(copy, lambda done, total: None))


def test_a_check_beside_ends_also_within_what_takes_sqlite_long(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_STEPS", 10)
    done: list[int] = []
    with opened(copy, Clock(CASES_NOW)):
        check_beside(copy, lambda number, _: done.append(number), is_wanted=lambda: False)
    assert done == []


def test_a_check_beside_can_be_ended(copy: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with opened(copy, Clock(CASES_NOW)) as register:
        with pytest.raises(InterruptedError):
            check_beside(copy, stop)
        assert register.store.checkpoint()
