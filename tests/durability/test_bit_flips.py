"""Hundreds of flipped bits: what is shown is what was recorded, or the damage is said.

What was typed and is not recorded yet has no journal that could vouch for it: of a draft, only that it can be read.
"""

from __future__ import annotations

import random
import re
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.file_errors import DamagedFileError
from tests.amounts import tried
from tests.domain.samples import CASES_NOW, registrable
from tests.durability.shown import shown
from tests.storage.office import CLAIRE, Clock, live_in, opened

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20261117
BATCHES, FLIPS = 4, tried(quick=60, whole=1000)
_WRITTEN = re.compile(rb"(?:(?!\0{16}).)+", re.DOTALL)  # the rest is space that nothing was written to yet
_HEADER = 100


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("flips") / "registre.pegase"
    clock = Clock(CASES_NOW)
    with opened(path, clock) as register:
        live_in(register, clock)
    return path.read_bytes()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_flipped_bit_changes_what_is_shown_unnoticed(batch: int, content: bytes, tmp_path: Path) -> None:
    chance = random.Random(SEED + batch)
    places = [place for run in _WRITTEN.finditer(content) for place in range(*run.span()) if place >= _HEADER]
    sound = _look(tmp_path, content)
    assert isinstance(sound, list)
    found = 0
    for _ in range(FLIPS):
        place, bit = chance.choice(places), 1 << chance.randrange(8)
        shown = _look(tmp_path, content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
        found += shown is None
        assert shown in (None, sound), f"bit {bit} of byte {place}"
    assert found > FLIPS // 3


_FLIPS_OF_A_TABLE = tried(quick=1, whole=60)


def test_a_flipped_bit_in_the_schema_is_the_sentence_of_a_damaged_file_or_nothing(
    content: bytes, tmp_path: Path
) -> None:
    chance, refused = random.Random(SEED), 0
    statements = _statements(tmp_path, content)
    assert len(statements) > 30
    for name, made in statements.items():
        for _ in range(_FLIPS_OF_A_TABLE):
            place, bit = chance.randrange(len(made)), 1 << chance.randrange(8)
            flipped = made[:place] + bytes([made[place] ^ bit]) + made[place + 1 :]
            refused += not _opens(_made_by(tmp_path, content, name, flipped))
    assert refused > len(statements) * _FLIPS_OF_A_TABLE // 4


def _statements(folder: Path, content: bytes) -> dict[str, bytes]:
    """What each table is made by, by its name."""
    path = folder / "registre.pegase"
    path.write_bytes(content)
    with closing(sqlite.connect(path)) as connection:
        rows = connection.execute("SELECT name, CAST(sql AS BLOB) FROM sqlite_schema WHERE type = 'table'").fetchall()
    return dict(rows)


def _made_by(folder: Path, content: bytes, name: str, statement: bytes) -> Path:
    """The file, whose schema says another thing of one table than what made it."""
    path = folder / "registre.pegase"
    path.write_bytes(content)
    with closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        changed = (statement, name)
        connection.execute("UPDATE sqlite_schema SET sql = CAST(? AS TEXT) WHERE name = ? AND type = 'table'", changed)
        connection.commit()
    return path


def _opens(path: Path) -> bool:
    """Whether the register opens, and then shows what is in it; else the sentence is that of a damaged file."""
    try:
        with opened(path, Clock(CASES_NOW)) as register:
            assert register.cases.references()
            register.drafts.all()
            register.journal.all()
            register.table.todos()
        return True
    except DamagedFileError:
        return False
    finally:
        for file in path.parent.iterdir():
            file.unlink()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("complaint", "subject"), ("complaint_calls", "result"), ("attachments", "sha256"), ("improvement", "owner"),
        ("improvement_origins", "words"), ("journal", "act"), ("identity", "rules"), ("terms", "since"),
        ("setting", "value"), ("staff", "role"), ("duty", "due_at"), ("concerned", "name"), ("content", "bytes"),
    ],
)  # fmt: skip
def test_a_column_that_lost_its_name_is_damage(table: str, column: str, content: bytes, tmp_path: Path) -> None:
    made = _statements(tmp_path, content)[table]
    path = _made_by(tmp_path, content, table, made.replace(column.encode(), b"z" + column[1:].encode()))
    with pytest.raises(DamagedFileError) as refused:
        opened(path, Clock(CASES_NOW))
    assert refused.value.path == path


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("draft", "saved_at"), ("draft", "act"), ("draft", "typed"), ("draft", "record_id"), ("draft", "saved_by"),
        ("draft_attachment", "added_at"), ("draft_attachment", "draft_id"), ("letter_text", "body"),
        ("typed_setting", "texts"),
    ],
)  # fmt: skip
def test_damaged_drafts_keep_nobody_from_the_cases(table: str, column: str, content: bytes, tmp_path: Path) -> None:
    made = _statements(tmp_path, content)[table]
    path = _made_by(tmp_path, content, table, made.replace(column.encode(), b"z" + column[1:].encode()))
    with opened(path, Clock(CASES_NOW)) as register:
        waiting = [one.id for one in register.drafts.all()] or [1]
        told = registrable(received_at=CASES_NOW)
        received = register.cases.receive(told, by=CLAIRE, draft_id=waiting[0], act="a" * 32)
        assert register.cases.receive(told, by=CLAIRE, draft_id=waiting[0], act="a" * 32) == received
        changed = register.cases.record(received, {"service": "Code"}, by=CLAIRE, reason="Oubli")
        assert register.cases.get(received.id) == changed
        assert (len(waiting) == 1, register.drafts.of(received.ref, CLAIRE)) == (True, None)
        with suppress(DamagedFileError):  # as long as the sentence is that one, what is typed need not be kept
            register.drafts.attach(register.drafts.save(Draft(values={"subject": "…"})).id, "a", b"", by=CLAIRE)
            register.typed_settings.keep("school", {"Nom": "É"})
            register.letter_texts.keep(received.ref, LetterKind.UPDATE, "Objet", "Texte")
        assert register.letter_texts.of(received.ref, LetterKind.UPDATE) in (None, ("Objet", "Texte"))
        assert register.typed_settings.at("school") in ({}, {"Nom": "É"})
        assert any(f"« {table} »" in one for one in check_register(register))


def _look(folder: Path, content: bytes) -> list[object] | None:
    """What the program shows of a register with that content; None if it says that the file is damaged."""
    path = folder / "registre.pegase"
    path.write_bytes(content)
    try:
        with opened(path, Clock(CASES_NOW)) as register:
            return None if check_register(register) else list(shown(register))
    except UserError:
        return None
    finally:
        for file in folder.iterdir():
            file.unlink()
