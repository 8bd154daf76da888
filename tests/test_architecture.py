"""The house plan, held on the syntax tree: who imports whom, what a module may be called, who does what."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pegase_desktop

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "pegase_desktop"
ROOMS_SEEN_FROM = {
    "domain": {"domain"},
    "resources": {"resources"},
    "reference": {"reference", "domain"},
    "storage": {"storage", "reference", "domain"},
    "interchange": {"interchange", "reference", "domain"},
    "fault_log": {"fault_log"},
    "places": {"places"},
    "demo": {"demo", "storage", "domain", "resources"},
    "documents": {"documents", "reference", "domain", "resources"},
    "ui": {"ui", "storage", "interchange", "documents", "reference", "domain", "resources", "fault_log"},
}
# The rooms of ui, each after those that it may import: no screen sees another, and nobody sees the shell.
_ON_THE_TABLE = {"look", "widgets", "desk"}
ROOMS_OF_UI = {
    "look": set[str](),
    "widgets": {"look"},
    "desk": {"look", "widgets"},
    "forms": {"look", "widgets"},
    "copies": {"look", "desk"},
    "paper": _ON_THE_TABLE,
    "attachments": _ON_THE_TABLE,
    "letters": {*_ON_THE_TABLE, "paper"},
    "case": {*_ON_THE_TABLE, "attachments", "forms", "letters"},
    "register": {*_ON_THE_TABLE, "case", "forms", "letters", "paper"},
    "agenda": {*_ON_THE_TABLE, "case", "paper"},
    "dossier": {*_ON_THE_TABLE, "attachments", "case", "forms"},
    "improvements": {"desk", "dossier", "forms", "look"},
    "risks": {*_ON_THE_TABLE, "dossier", "forms", "paper"},
    "meetings": {*_ON_THE_TABLE, "dossier", "forms", "paper"},
    "notes": {*_ON_THE_TABLE, "dossier", "forms", "letters", "paper"},
    "review": {*_ON_THE_TABLE, "dossier", "forms", "paper"},
    "settings": {*_ON_THE_TABLE, "attachments", "copies", "forms", "paper"},
    "wizard": {*_ON_THE_TABLE, "attachments", "case", "forms", "letters", "paper"},
    "shell": {
        *_ON_THE_TABLE,
        "case",
        "copies",
        "paper",
        "register",
        "agenda",
        "improvements",
        "notes",
        "review",
        "meetings",
        "risks",
        "settings",
        "wizard",
    },
}
# The modules of storage from the ground up: each imports only from the floors below its own.
FLOORS_OF_STORAGE = (
    {"chain", "file_errors", "prepared", "unreadable"},
    {"records", "sqlite"},
    {"stored_kinds"},
    {
        "contents",
        "ledger",
        "letter_texts",
        "operations",
        "record_reader",
        "replay",
        "saved_file",
        "settings_store",
        "table_view",
        "typed_settings",
    },
    {"case_reader", "draft_rows", "teller"},
    {"custody", "drafts", "recorder", "school_records"},
    {"case_recorder"},
    {"dossiers", "taking_in"},
    {"cases", "concluding", "entrusting", "learning"},
    {"reviewing"},
    {"preparing"},
    {"register"},
    {"check_records", "unfinished"},
    {"check"},
    {"check_file", "copies"},
)
FLOORS_OF_COPIES = ({"holding"}, {"kinship", "manifest"}, {"making"}, {"shelf"}, {"moving", "restoring", "rounds"})
FLOORS = {"storage": FLOORS_OF_STORAGE, "storage.copies": FLOORS_OF_COPIES}
MODULES_THAT_SEE_ALL = {"__init__", "__main__", "app", "cli", "desktop"}
LIVES_IN = {
    "peewee": {"storage"},
    "playhouse": {"storage"},
    "pysqlite3": {"storage"},
    "sqlite3": {"storage"},
    "reportlab": {"documents"},
    "holidays": {"reference"},
    "phonenumbers": {"reference"},
    "stdnum": {"reference"},
    "PySide6": {"ui", "app", "desktop", "places"},
    "shiboken6": {"ui", "app", "desktop"},
}
# Who writes or takes away files, and how. What a person names is written by saved_file alone, which asks output_place
# where nobody may; the others keep to the register, its neighbours and copies, and to the program's own files.
WRITERS = {
    "cli.console": {"os.open"},  # nowhere
    "desktop": {"open", "mkdtemp"},
    "fault_log": {"open"},
    "storage.sqlite.backup": {"os.open", "replace", "unlink"},
    "storage.sqlite.engine": {"unlink"},
    "storage.sqlite.file_watch": {"os.open"},  # only to read
    "storage.sqlite.instance_lock": {"os.open", "unlink"},
    "storage.copies.moving": {"ZipFile", "open"},  # into saving_whole's file, and a private folder
    "storage.copies.restoring": {"mkdtemp", "rmtree", "unlink"},  # beside the register
    "storage.copies.making": {"unlink"},
    "storage.copies.manifest": {"unlink"},
    "storage.copies.shelf": {"rename", "unlink"},
    "storage.sqlite.judged_copy": {"open"},  # into a private folder
    "storage.sqlite.replacing": {"open", "unlink"},
    "storage.sqlite.stray_journal": {"unlink"},
    "storage.saved_file": {"open", "mkdtemp", "rmtree", "unlink", "TemporaryDirectory"},
    "ui.copies.second_place": {"os.open", "unlink"},  # a file that is gone at once
    "ui.paper.printing": {"QPrinter"},  # which may print into a file: saved_file is asked
    "ui.desk.preferences": {"open", "replace", "unlink"},
    "ui.shell.recall": {"unlink"},
}
WRITING_CALLS = set(
    "write_bytes write_text truncate unlink rename renames rmdir rmtree symlink_to hardlink_to copy2 copyfile copytree "
    "make_archive mkfifo mkstemp mkdtemp NamedTemporaryFile TemporaryDirectory ZipFile "
    "FileHandler RotatingFileHandler QFile QSaveFile QTemporaryFile QTemporaryDir QPdfWriter QPrinter QSettings".split()
)
# Where Qt reads markup or the mark of a key into words, and who may hand it any: a client chose them, perhaps.
WORDS_OF_QT = {
    "setToolTip": {"ui.look.plain_words", "ui.shell.tray"},  # the tray says the program's name
    "showText": {"ui.look.plain_words"},
    "QAction": {"ui.look.plain_words", "ui.shell.tray"},
    "setTextFormat": {"ui.widgets.labels"},
    "ToolTipRole": {"ui.register.model"},  # how a column is sorted
}
NEVER_USED = frozenset(
    "setStatusTip setWhatsThis StatusTipRole WhatsThisRole QLabel QPushButton QCheckBox QRadioButton QToolButton "
    "QMessageBox QErrorMessage QTextBrowser QStaticText setHtml insertHtml setMarkdown".split()
)
BUTTONS_OF_QT = {"QAbstractButton", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton"}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "misc"}


def python_files(*folders: str) -> list[Path]:
    out = ROOT / "build" / "out"  # never walked: a Windows may be growing there
    tops = [entry for folder in folders for entry in (ROOT / folder).iterdir() if entry != out]
    files = [file for top in tops for file in ([top] if top.suffix == ".py" else top.rglob("*.py"))]
    assert files
    return sorted(files)


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """Yield the dotted name of everything that *source*, the text of *module*, imports at any depth."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")[: (None if is_package else -1)]
            start = ".".join(parents[: len(parents) - node.level + 1]) if node.level else ""
            origin = ".".join(filter(None, (start, node.module)))
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def broken_directions(source: str, module: str, is_package: bool = False) -> list[str]:
    """Return the imports of *source* that the house plan forbids to *module*."""
    room = module.partition(".")[2].partition(".")[0] or "__init__"
    return [
        f"{module} imports {name}"
        for name in imported(source, module, is_package)
        if not (_is_seen(name, room) and _is_at_home(name, room))
    ]


def _is_seen(name: str, room: str) -> bool:
    top, _, rest = name.partition(".")
    if top != PACKAGE:
        return room != "domain" or top in sys.stdlib_module_names
    target = rest.partition(".")[0]
    return room in MODULES_THAT_SEE_ALL or target in ROOMS_SEEN_FROM.get(room, set()) | {"__version__"}


def _is_at_home(name: str, room: str) -> bool:
    return "QtSql" not in name and room in LIVES_IN.get(name.partition(".")[0], {room})


def test_rooms_import_only_what_the_plan_lets_them() -> None:
    broken = []
    for file in python_files(PACKAGE):
        broken += broken_directions(file.read_text("utf-8"), module_name(file), file.stem == "__init__")
    assert broken == []


def parts_seen(room: str) -> dict[str, set[str]]:
    """The parts of a room, folders and single modules, each with the others that it imports."""
    seen: dict[str, set[str]] = {}
    depth = room.count(".") + 2
    for file in python_files(f"{PACKAGE}/{room.replace('.', '/')}"):
        module = module_name(file)
        part = module.split(".")[depth : depth + 1]
        if part:
            names = imported(file.read_text("utf-8"), module, file.stem == "__init__")
            others = {name.split(".")[depth] for name in names if name.startswith(f"{PACKAGE}.{room}.")}
            seen.setdefault(part[0], set()).update(others - {part[0]})
    return seen


def test_the_rooms_of_ui_see_each_other_as_drawn() -> None:
    assert parts_seen("ui") == ROOMS_OF_UI


@pytest.mark.parametrize("room", FLOORS)
def test_storage_is_built_floor_on_floor(room: str) -> None:
    seen = parts_seen(room)
    below: set[str] = set()
    for floor in FLOORS[room]:
        assert {one: seen.pop(one) - below for one in sorted(floor)} == {one: set() for one in sorted(floor)}
        below |= floor
    assert seen == {}


@pytest.mark.parametrize("module", ["french", "moments", "text", "typography"])
def test_writing_french_takes_nothing_of_the_process(module: str) -> None:
    source = (ROOT / PACKAGE / "domain" / f"{module}.py").read_text("utf-8")
    ours = {name.split(".")[2] for name in imported(source, f"{PACKAGE}.domain.{module}") if PACKAGE in name}
    assert ours <= {"moments", "typography"}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("domain.clocks", "import holidays"),
        ("domain.clocks", "from pegase_desktop.storage.register import Register"),
        ("domain.clocks", "from ..storage import register"),
        ("domain.clocks", "from pegase_desktop import ui"),
        ("storage.register", "def late():\n    from pegase_desktop.documents import fiche"),
        ("domain.clocks", "from pegase_desktop.reference import public_holidays"),
        ("reference.public_holidays", "from pegase_desktop.storage.register import Register"),
        ("storage.register", "def late():\n    from holidays.countries.france import France"),
        ("ui.settings.identity", "import phonenumbers"),
        ("storage.register", "from pegase_desktop.ui.table import Table"),
        ("storage.taking_in", "from pegase_desktop.interchange.open_file import read_open_file"),
        ("interchange.open_file", "from pegase_desktop.storage.register import Register"),
        ("domain.portable", "from pegase_desktop.interchange.open_form import FORM"),
        ("documents.fiche", "import pegase_desktop.storage"),
        ("documents.fiche", "import sqlite3"),
        ("ui.table", "from peewee import Model"),
        ("ui.table", "from reportlab.platypus import Paragraph"),
        ("ui.table", "from pegase_desktop.app import main"),
        ("ui.table", "from PySide6 import QtSql"),
        ("ui.table", "from PySide6.QtSql import QSqlDatabase"),
        ("cli", "from PySide6.QtWidgets import QApplication"),
        ("resources", "from pegase_desktop.ui.look import theme"),
        ("stray", "from pegase_desktop.domain import clocks"),
    ],
)
def test_a_forbidden_import_is_seen(module: str, line: str) -> None:
    assert broken_directions(line, f"{PACKAGE}.{module}")


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("domain.clocks", "import datetime\nfrom .errors import UserError"),
        ("storage.register", "import peewee\nfrom pegase_desktop.domain import clocks"),
        ("reference.public_holidays", "import holidays\nfrom pegase_desktop.domain import clocks"),
        ("storage.register", "from pegase_desktop.reference.public_holidays import is_public_holiday"),
        ("interchange.open_file", "import json\nfrom pegase_desktop.domain.portable import Case"),
        ("documents.fiche", "from reportlab.platypus import Paragraph"),
        ("ui.table", "from PySide6.QtCore import Qt\nfrom pegase_desktop.storage.register import Register"),
        ("ui.look.icons", "from pegase_desktop.resources import resource"),
        ("ui.shell.about", "from pegase_desktop import __version__"),
        ("app", "from PySide6.QtWidgets import QApplication\nfrom pegase_desktop.ui.table import Table"),
    ],
)
def test_a_lawful_import_passes(module: str, line: str) -> None:
    assert broken_directions(line, f"{PACKAGE}.{module}") == []


def writing_calls(source: str) -> set[str]:
    """What *source* calls that can write or take away a file."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {name for call in calls if (name := _called(call)) in WRITING_CALLS or _writes(name, call)}


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id="os"), attr="open"):
            return "os.open"
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _writes(name: str, call: ast.Call) -> bool:
    if name == "open":  # told apart from windows and registers by its mode, which is no keyword elsewhere
        values = [*call.args, *(one.value for one in call.keywords if one.arg == "mode")]
        words = [one.value for value in values for one in ast.walk(value) if isinstance(one, ast.Constant)]
        return any(isinstance(word, str) and re.fullmatch(r"[rwaxbt+]*[wax+][rwaxbt+]*", word) for word in words)
    if name == "replace":  # of a path: that of a text takes two arguments, that of a value names them
        return isinstance(call.func, ast.Attribute) and (len(call.args), len(call.keywords)) == (1, 0)
    return name == "os.open"


def test_only_few_modules_write_files() -> None:
    found = {
        module_name(file).partition(".")[2]: writing_calls(file.read_text("utf-8")) for file in python_files(PACKAGE)
    }
    assert {module: calls for module, calls in found.items() if calls} == WRITERS


@pytest.mark.parametrize(
    "line",
    [
        "path.open('wb')",
        "open(path, mode='a')",
        "path.open('w' if anew else 'a', encoding='utf-8')",
        "os.open(path, os.O_WRONLY)",
        "path.write_bytes(pdf)",
        "growing.replace(path)",
        "shutil.copyfile(growing, path)",
        "QSaveFile(str(path))",
    ],
)
def test_a_writing_call_is_seen(line: str) -> None:
    assert writing_calls(line)


@pytest.mark.parametrize(
    "line",
    ["path.open('rb')", "open(path)", "Register.open(path)", "text.replace('a', 'b')", "replace(case, kind=kind)"],
)
def test_a_reading_call_is_none(line: str) -> None:
    assert writing_calls(line) == set()


def test_the_packages_imported_are_those_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonical(line.split("==")[0]) for line in project["dependencies"]}
    modules = {
        name.split(".")[0]
        for file in python_files(PACKAGE)
        for name in imported(file.read_text("utf-8"), module_name(file), file.stem == "__init__")
    }
    providers = packages_distributions()
    used = {
        module: {canonical(provider) for provider in providers.get(module, [])}
        for module in modules - sys.stdlib_module_names - {PACKAGE}
    }
    assert {module for module, by in used.items() if not by & (declared | {"shiboken6"})} == set()
    assert declared - set().union(*used.values()) == {"tzdata"}  # read by zoneinfo


def test_qt_brings_no_second_sqlite_into_scripts_or_tests() -> None:
    guilty = [
        file.name
        for file in python_files("build", "tests")
        if any("QtSql" in name for name in imported(file.read_text("utf-8"), module_name(file)))
    ]
    assert guilty == []


def test_forms_know_no_kind_of_record() -> None:
    """They are made from declarations: what is about complaints stays with the wizard, or is declared."""
    known = {
        name.removeprefix(f"{PACKAGE}.")
        for file in python_files(f"{PACKAGE}/ui/forms")
        for name in imported(file.read_text("utf-8"), module_name(file))
        if name.startswith(f"{PACKAGE}.")
    }
    of_complaints = {"complaint", "rows", "procedure", "words", "wrong_facts", "proposals", "client_wording"}
    assert {name.split(".")[1] for name in known if name.startswith("domain.")} & of_complaints == set()


# What only SQLite understands, or what only it does in that way.
OF_THE_ENGINE = re.compile(
    r"\b(PRAGMA|MATCH|GLOB|REPLACE|IGNORE|INSERT OR|AUTOINCREMENT|json_each|rowid|lastrowid)\b"
    r"|\b(sqlite_\w+|fts5\w*|temp\.\w+)\b"
    r"|\b(on_conflict_(replace|ignore)|pysqlite3|sqlite3|playhouse|SqliteDatabase)\b"
)


def engine_words(source: str) -> list[str]:
    """What *source* says in the engine's own words; names of our own modules and prose left out."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    ]  # fmt: skip
    names = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    names += [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    names += [name for name in imported(source, "m") if not name.startswith(PACKAGE)]
    return [one for one in (*texts, *names) if OF_THE_ENGINE.search(one)]


def test_one_room_knows_the_engine() -> None:
    rooms = [file for file in python_files(PACKAGE) if file.parent.name != "sqlite"]
    said = {module_name(file): words for file in rooms if (words := engine_words(file.read_text("utf-8")))}
    assert said == {}


def test_the_engine_knows_nothing_of_what_is_kept_in_it() -> None:
    """It is handed tables, words and steps: neither complaints nor their rules."""
    seen = {
        ".".join(name.split(".")[1:3])
        for file in python_files(f"{PACKAGE}/storage/sqlite")
        for name in imported(file.read_text("utf-8"), module_name(file))
        if name.startswith(PACKAGE)
    }
    domain = {f"domain.{name}" for name in ("copies", "errors", "record", "text", "moments")}
    assert seen <= domain | {"storage.sqlite", "storage.file_errors", "storage.chain"}


@pytest.mark.parametrize(
    "line",
    [
        'run("PRAGMA user_version")', "from pysqlite3 import dbapi2", "from peewee import SqliteDatabase",
        'SQL("hit.rowid")', "cursor.lastrowid", 'table.insert(row).on_conflict("REPLACE")', "q.on_conflict_replace()",
        'SQL("id IN (SELECT value FROM json_each(?))")', 'run(f"SELECT 1 FROM x WHERE x MATCH {word}")',
    ],
)  # fmt: skip
def test_the_engines_own_words_are_seen(line: str) -> None:
    assert engine_words(line)


def test_tests_reach_behind_the_register_through_one_module() -> None:
    reaching = re.compile(r"\bstore\.database\b")
    files = [file for file in python_files("tests") if reaching.search(file.read_text("utf-8"))]
    assert {file.name for file in files} <= {"behind.py", "test_architecture.py"}


def test_one_module_of_storage_reads_the_clock() -> None:
    """Two readings in one operation can fall into two seconds: all that writes is told the instant."""
    asking = re.compile(r"\b(utc_now|clock)\(\)|\b(datetime|date)\.(now|today|utcnow)\(")
    files = python_files(f"{PACKAGE}/storage")
    assert [file.name for file in files if asking.search(file.read_text("utf-8"))] == [
        "operations.py",
        "first_format.py",  # says when a register was brought over, before any operation
    ]


def bare_words(source: str, module: str) -> list[str]:
    """Where *source* hands words to a part of Qt that may take them for markup, or for the mark of a key."""
    found = []
    for node in ast.walk(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else node
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        is_use = isinstance(node, ast.Call) or (isinstance(node, ast.Attribute) and name.endswith("Role"))
        if is_use and (name in NEVER_USED or module not in WORDS_OF_QT.get(name, {module})):
            found.append(f"{module}: {name}")
        if isinstance(node, ast.ClassDef):
            bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
            if BUTTONS_OF_QT & set(bases) and bases[0] != "PlainButton":
                found.append(f"{module}: {node.name} is no PlainButton")
    return found


def test_words_are_handed_to_qt_by_the_modules_that_know_how() -> None:
    files = python_files(f"{PACKAGE}/ui")
    found = [bare_words(file.read_text("utf-8"), module_name(file).removeprefix(f"{PACKAGE}.")) for file in files]
    assert [one for each in found for one in each] == []


@pytest.mark.parametrize(
    "line",
    [
        "row.setToolTip(todo.subject)", "QToolTip.showText(at, name)", "label = QLabel(name)", "QPushButton(name)",
        "QMessageBox(self)", "document.setHtml(text)", "role is Qt.ItemDataRole.ToolTipRole", "QAction(service, menu)",
        "label.setTextFormat(Qt.TextFormat.AutoText)", "class Name(QAbstractButton): ...",
        "class Name(QCheckBox, PlainButton): ...",
    ],
)  # fmt: skip
def test_words_handed_to_qt_bare_are_seen(line: str) -> None:
    assert bare_words(line, "ui.case.head")


def test_modules_are_named_after_what_they_do() -> None:
    files = python_files(PACKAGE, "build", "tests")
    assert [file for file in files if {file.stem, file.parent.name} & NAMES_THAT_SAY_NOTHING] == []


def test_the_version_is_said_once() -> None:
    version = re.compile(rf"(?<![\d.]){re.escape(pegase_desktop.__version__)}(?![\d.])")
    files = [*python_files(PACKAGE, "build"), ROOT / "pyproject.toml", *ROOT.glob("*.spec")]
    assert [file.name for file in files if version.search(file.read_text("utf-8"))] == ["__init__.py"]


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
