"""What the measurements do in a process of its own: `python build/bench_probes.py NAME FILE` prints one line of JSON.

A probe imports what it measures inside its function: imports are part of the time.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

_SIZE = (1440, 900)
_BARE_ROWS, _COLUMNS = 100, 7
_REPEATS = 60
_COPIES = 3
_SEARCHED = ("planning", "leçon annulée", "r-2026-0042", "examen moto")
_PAGES_DOWN = 80
_ROUNDS = 3  # of events: a list that changed asks for a layout, and that for a painting


def bare_window(_: str) -> dict[str, float]:
    """A QTableView in a window, with a hundred rows that cost nothing."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Model(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:
            return _BARE_ROWS

        def columnCount(self, parent: Any = None) -> int:
            return _COLUMNS

        def data(self, index: Any, role: int = 0) -> object:
            return f"{index.row()}, {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None

    application = QApplication([])
    window, table, model = QMainWindow(), QTableView(), Model()
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(*_SIZE)
    painted: list[float] = []
    _watch(table.viewport(), painted)
    window.show()
    return _first_painting(application, painted)


def register_window(file: str) -> dict[str, float]:
    """The program itself on a register."""
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from pegase_desktop import app

    app.import_plainly()  # as the program does before it loads the rest
    from pegase_desktop.ui.shell import main_window

    found: dict[str, float] = {}
    painted: list[float] = []

    class Watched(main_window.MainWindow):
        def show(self) -> None:
            _watch(self.register_screen.table.viewport(), painted)
            super().show()

        def begin_day(self) -> None:
            """It would ask who is there, once the window is painted."""

    def instead_of_exec(application: QApplication) -> int:
        found.update(_first_painting(application, painted))
        return 0

    main_window.MainWindow = Watched  # type: ignore[misc]
    QApplication.exec = instead_of_exec  # type: ignore[assignment,method-assign]
    app.run_window(app.Options(register=Path(file)))
    return found


def keys(file: str) -> dict[str, list[float]]:
    """Letters typed into the search, and pages of the table, each until it is painted; in milliseconds."""
    from pathlib import Path

    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtTest import QTest
    from stage import Stage, application, settle

    made = application()
    with Stage(Path(file)) as stage:
        screen = stage.show(*_SIZE).register_screen
        search = []
        for words in _SEARCHED:
            screen.search.setFocus()
            for letter in words:
                key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                search.append(_until_painted(made, lambda: made.sendEvent(screen.search, key)))  # noqa: B023
            screen.search.set_value("")
            screen.refresh()
            settle()
        screen.table.setFocus()
        scroll = [
            _until_painted(made, lambda: QTest.keyClick(screen.table, Qt.Key.Key_PageDown)) for _ in range(_PAGES_DOWN)
        ]
    return {"search": search, "scroll": scroll}


def review(file: str) -> dict[str, float]:
    """The window with the register's table, then the review of the week, each until it is painted; in milliseconds."""
    from pathlib import Path

    from stage import Stage, application, settle

    from pegase_desktop.ui.desk.screen import Place

    made = application()
    with Stage(Path(file)) as stage:
        start = time.perf_counter()
        window = stage.show(*_SIZE)
        made.processEvents()
        register = _since(start)
        settle()
        return {"register": register, "review": _until_painted(made, lambda: window.turn_to(Place.REVIEW))}


def save(file: str) -> dict[str, list[float]]:
    """A page saved, and one row committed durably by SQLite alone, by turns; in milliseconds."""
    from pathlib import Path

    from pysqlite3 import dbapi2 as sqlite

    from pegase_desktop.storage.register import Register

    bare = sqlite.connect(f"{file}-bare", isolation_level=None)
    for statement in (
        "pragma journal_mode=wal",
        "pragma synchronous=full",
        "create table fact (id integer, text text)",
    ):
        bare.execute(statement)
    bare.execute("insert into fact values (1, '')")
    product, alone = [], []
    with Register.open(Path(file)) as register:
        complaint = register.cases.find(register.cases.references()[-1])
        for number in range(_REPEATS):
            words = f"Points clés reformulés, {number}. " * 8
            values = {"restatement": words}
            start = time.perf_counter()
            complaint = register.cases.record(complaint, values, by="Claire Martin", reason="Précision du client")
            product.append(_since(start))
            start = time.perf_counter()
            bare.execute("begin immediate")
            bare.execute("update fact set text = ?", (words,))
            bare.execute("commit")
            alone.append(_since(start))
    bare.close()
    return {"product": product, "bare": alone}


def copy(file: str) -> dict[str, list[float]]:
    """A copy, and a verified one; SQLite's own copy, and its own with its own checks; by turns, in milliseconds."""
    from datetime import UTC, datetime
    from pathlib import Path

    from pegase_desktop.storage.copies.making import Making, copy_register
    from pegase_desktop.storage.register import Register

    register, target = Path(file), Path(f"{file}-copy")
    works: dict[str, Callable[[], object]] = {
        "copied": lambda: _copied(register, target),
        "bare": lambda: _bare_copy(register, target),
        "verified": lambda: copy_register(register, target, Making(datetime.now(UTC))),
        "bare_checked": lambda: _bare_copy(register, target, "integrity_check", "foreign_key_check"),
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    with Register.open(register):
        for _ in range(_COPIES):
            for name, work in works.items():
                start = time.perf_counter()
                work()
                found[name].append(_since(start))
    target.unlink(missing_ok=True)
    return found


def _copied(register: Path, target: Path) -> None:
    from contextlib import closing

    from pysqlite3 import dbapi2 as sqlite

    from pegase_desktop.storage.copies.manifest import sha256_of
    from pegase_desktop.storage.sqlite.backup import growing_copy

    with closing(sqlite.connect(register)) as source, growing_copy(source, target) as made:
        made.name_as("0" * 32)
        sha256_of(made.path)


def _bare_copy(register: Path, target: Path, *checks: str) -> None:
    import os
    from contextlib import closing

    from pysqlite3 import dbapi2 as sqlite

    target.unlink(missing_ok=True)
    with closing(sqlite.connect(register)) as source, closing(sqlite.connect(target)) as made:
        source.backup(made)
        for check in checks:
            made.execute(f"PRAGMA {check}").fetchall()
    descriptor = os.open(target, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)


def sheet(file: str) -> dict[str, Any]:
    """The sheet of a case: the first, with its imports; then by turns with a bare document of the same words."""
    from pathlib import Path

    from pegase_desktop.domain.words import Status
    from pegase_desktop.storage.register import Register

    with Register.open(Path(file)) as register:
        closed = (one for one in register.cases.all() if one.status is Status.CLOSED)
        complaint, settings, now = next(closed), register.school.settings, register.cases.get(1).received_at
        assert now is not None
    start = time.perf_counter()
    from pegase_desktop.documents.fiche import fiche_pdf

    pdf = fiche_pdf(complaint, settings, printed_at=now)
    first = _since(start)
    bare = _bare_document(pdf)
    product, alone = [], []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        fiche_pdf(complaint, settings, printed_at=now)
        product.append(_since(start))
        start = time.perf_counter()
        bare()
        alone.append(_since(start))
    return {"first": first, "product": product, "bare": alone}


def _bare_document(pdf: bytes) -> Callable[[], bytes]:
    """How reportlab alone makes a document of the same words, on as many pages, in the same typeface."""
    from io import BytesIO
    from xml.sax.saxutils import escape

    import pypdfium2
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    from pegase_desktop.resources import resource

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded().splitlines() for page in document]
    registerFont(TTFont("bare", str(resource("fonts/Inter-Regular.ttf"))))
    style = ParagraphStyle("bare", fontName="bare", fontSize=6, leading=7)

    def make() -> bytes:
        story: list[Any] = []
        for page in pages:
            story += [Paragraph(escape(line), style) for line in page]
            story.append(PageBreak())
        out = BytesIO()
        SimpleDocTemplate(out, pagesize=A4, topMargin=20, bottomMargin=20).build(story)
        return out.getvalue()

    return make


def _first_painting(application: QApplication, painted: Sequence[float]) -> dict[str, float]:
    """When the view was first on the screen (seconds of the system's steady clock), and the memory a moment later."""
    while not painted:
        application.processEvents()
    quiet_from = time.monotonic() + 0.3
    while time.monotonic() < quiet_from:
        application.processEvents()
    return {"painted_at": painted[0], "memory": resident_memory()}


def _until_painted(application: QApplication, act: Callable[[], object]) -> float:
    """Milliseconds until nothing that *act* asked for waits any more: what is to be painted is."""
    start = time.perf_counter()
    act()
    for _ in range(_ROUNDS):
        application.processEvents()
    return _since(start)


def _watch(view: QWidget, painted: list[float]) -> None:
    """Note the moment at which the view was first painted and what was painted is on the screen."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                watched.removeEventFilter(self)
                # Handled as soon as the painting of the whole window is over, before anything that waits on a timer.
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
            return False

        def customEvent(self, event: QEvent) -> None:
            painted.append(time.monotonic())

    view.installEventFilter(Watcher(view))


def resident_memory() -> float:
    """What this process holds in memory, in megabytes; 0 where the system has no `ps`."""
    import os
    import subprocess

    asked = ["ps", "-o", "rss=", "-p", str(os.getpid())]
    try:
        return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) / 1024
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0.0


def _since(start: float) -> float:
    """Milliseconds since *start*."""
    return (time.perf_counter() - start) * 1000


PROBES: dict[str, Callable[[str], dict[str, Any]]] = {
    "bare-window": bare_window,
    "register-window": register_window,
    "keys": keys,
    "review": review,
    "save": save,
    "copy": copy,
    "sheet": sheet,
}

if __name__ == "__main__":
    import json
    import os

    print(json.dumps(PROBES[sys.argv[1]](sys.argv[2])), flush=True)
    os._exit(0)  # the way out is not measured
