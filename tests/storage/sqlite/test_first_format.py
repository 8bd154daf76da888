"""A register of the first format, made by the program of before, and what it is once it was brought over.

``registers/version-1.pegase`` holds four invented cases: one closed, reopened and closed again; one with letters, of
which an exchange was corrected since; one cancelled as a duplicate; one of which an entry of the journal was erased.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import REGISTER
from pegase_desktop.domain.views import View
from pegase_desktop.domain.words import CancelReason, EndingKind, LetterKind, Status
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.file_errors import DamagedFileError
from pegase_desktop.storage.ledger import Head
from pegase_desktop.storage.register import Register
from tests.domain.samples import office
from tests.storage.office import CLAIRE, Clock, facts, rebuilt

FORMER = Path(__file__).parents[2] / "data" / "registers" / "version-1.pegase"
FORMER_HEAD = "dde6fe2f7236d3413f1ef8f45f87dc23ce32b0fb0c00590f3048034fb53333be"
SOPHIE = "Sophie Renaud"


@pytest.fixture
def former(tmp_path: Path) -> Path:
    return Path(shutil.copy(FORMER, tmp_path / "registre.pegase"))


def brought_over(path: Path) -> Register:
    return Register.open(path, clock=Clock(office(20, 11, 18)))


def test_it_is_sound_and_its_journal_tells_every_fact(former: Path) -> None:
    with brought_over(former) as register:
        assert check_register(register) == ()
        for reference in ("R-2026-0001", "R-2026-0002", "R-2026-0003"):
            case = register.cases.find(reference)
            assert facts(rebuilt(register.journal.of(case.ref))) == facts(case)


def test_the_new_chain_begins_with_the_head_of_the_old_one(former: Path) -> None:
    with brought_over(former) as register:
        first, *others = register.journal.all()
    assert (first.number, first.verb, first.record, first.actor) == (1, Verb.MIGRATE, REGISTER, "")
    told = {one.path: one.new for one in first.changes}
    assert told == {
        "chain": {"format": 0, "count": 21, "head": FORMER_HEAD, "faults": []},
        "journal/21": "erased",
    }
    assert len(others) == 21


def test_the_head_printed_on_a_sheet_before_is_known_after(former: Path) -> None:
    printed, cut_short = Head(21, FORMER_HEAD[:12]), Head(21, "0" * 12)
    with brought_over(former) as register:
        notices: list[str] = []
        assert check_register(register, anchors=[printed], on_notice=notices.append) == ()
        [notice] = notices
        assert notice.startswith(f"Le repère {printed} a été noté avant que le registre change de format")
        [fault] = check_register(register, anchors=[cut_short])
        assert "avant mise à jour" in fault  # an earlier one of that chain cannot be told from one of another chain
        [fault] = check_register(register, anchors=[Head(99, FORMER_HEAD[:12])])
        assert fault.endswith("il a été coupé ou refait.")
    copy = next(former.parent.glob("*avant mise à jour*"))
    assert check_file(copy, anchors=[printed]).faults == ()


def test_who_did_what_when_and_why_is_told_as_before(former: Path) -> None:
    connection = sqlite.connect(former)
    before = connection.execute("SELECT at, actor, verb FROM journal ORDER BY id").fetchall()
    connection.close()
    with brought_over(former) as register:
        told = register.journal.all()[1:]
    assert [(f"{one.at:%Y-%m-%dT%H:%M:%SZ}", one.actor, one.verb.value) for one in told] == before
    assert [one.reason for one in told if one.verb is Verb.CORRECT] == ["Précision", "Vie privée"]


def test_every_end_of_a_case_comes_back_from_the_journal(former: Path) -> None:
    with brought_over(former) as register:
        closed_twice, duplicate = register.cases.find("R-2026-0001"), register.cases.find("R-2026-0003")
    assert [(one.kind, one.at, one.by, one.note) for one in closed_twice.endings] == [
        (EndingKind.CLOSED, datetime(2026, 11, 20, 11, tzinfo=UTC), SOPHIE, ""),
        (EndingKind.REOPENED, datetime(2026, 11, 20, 12, tzinfo=UTC), CLAIRE, "Le client revient"),
        (EndingKind.CLOSED, datetime(2026, 11, 20, 13, tzinfo=UTC), CLAIRE, ""),
    ]
    [end] = duplicate.endings
    assert (duplicate.status, end.reason, end.note) == (Status.CANCELLED, CancelReason.DUPLICATE, "même appel")
    assert duplicate.duplicate_of == "R-2026-0001"


def test_an_exchange_knows_its_letter_also_when_it_was_corrected_since(former: Path) -> None:
    with brought_over(former) as register:
        case = register.cases.find("R-2026-0002")
    assert [one.letter for one in case.exchanges] == [one.id for one in case.letters]
    assert case.exchanges[0].text == "Votre réclamation, accusé de réception"
    assert [(one.kind, one.settles) for one in case.letters] == [
        (LetterKind.ACKNOWLEDGEMENT, True),
        (LetterKind.UPDATE, None),
    ]


def test_what_is_derived_and_what_waits_is_there(former: Path) -> None:
    with brought_over(former) as register:
        spine = register.table.spine(View(now=office(20, 11, 18), search="Élève fâché"))
        assert [register.cases.get(number).reference for number in spine.ids] == ["R-2026-0002"]
        assert {todo.reference for todo in register.table.todos()} == {"R-2026-0002", "R-2026-0004"}
        assert [(one.record_id, one.saved_by, one.values) for one in register.drafts.all()] == [
            (4, CLAIRE, {"service": "Code"}),
            (None, SOPHIE, {"subject": "Com"}),
        ]
        case = register.cases.find("R-2026-0002")
        assert register.letter_texts.of(case.ref, LetterKind.WAITING) == ("Objet", "Premier jet")
        assert register.cases.content_of(case.attachments[0]) == b"others"
        assert register.school.settings.services == ("Planning", "Conduite")
        assert [one.name for one in register.school.staff()] == [CLAIRE, SOPHIE]


def test_an_id_that_was_given_is_not_given_again(former: Path) -> None:
    """The first attachment was taken out: its id, which the journal tells of, stays its own."""
    with brought_over(former) as register:
        case = register.cases.attach(register.cases.find("R-2026-0002"), "c.pdf", b"more", by=CLAIRE)
        assert [one.id for one in case.attachments] == [2, 3]
        assert check_register(register) == ()


def test_it_goes_on_from_there(former: Path) -> None:
    with brought_over(former) as register:
        case = register.cases.find("R-2026-0004")
        register.cases.record(case, {"service": "Code"}, by=CLAIRE)
        reopened = register.cases.reopen(register.cases.find("R-2026-0001"), "Encore", by=CLAIRE)
        assert [one.id for one in reopened.endings] == [1, 2, 3, 5]
    with brought_over(former) as register:
        assert check_register(register) == ()
        assert register.journal.head().count == 24


def test_what_was_wrong_with_the_old_chain_is_not_lost(former: Path) -> None:
    connection = sqlite.connect(former)
    connection.execute("DROP TRIGGER journal_is_never_changed")
    connection.execute("UPDATE journal SET actor = 'Personne' WHERE id = 7")
    connection.commit()
    connection.close()
    with brought_over(former) as register:
        told = next(one.new for one in register.journal.all()[0].changes if one.path == "chain")
        assert told["faults"] == ["L’entrée 7 du journal ne suit pas la précédente."]
        assert "avant que le registre change de format" in " ".join(check_register(register))


def test_a_copy_of_the_old_register_stays_beside_it(former: Path) -> None:
    brought_over(former).close()
    copy = former.with_name("registre (avant mise à jour, version 1).pegase")
    assert copy.exists()


def test_a_row_that_lost_its_parent_before_is_told_as_damage(former: Path) -> None:
    damaged = sqlite.connect(former, isolation_level=None)
    damaged.execute("PRAGMA foreign_keys = OFF")
    damaged.execute("UPDATE exchanges SET complaint_id = 999")
    assert damaged.total_changes
    damaged.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged.close()
    with pytest.raises(DamagedFileError):
        brought_over(former)
    with pytest.raises(DamagedFileError):
        check_file(former)
