"""The panel follows the table: what a search or a filter left out is neither shown nor acted on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.filters import Filters
from pegase_desktop.domain.views import Chip
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.shell.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def number_of(session: Session, reference: str) -> int:
    return session.register.cases.find(reference).id


def test_the_panel_follows_what_a_search_found_once_one_has_typed(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    screen, panel = window.register_screen, window.register_screen.panel
    own, found = panel.shown, number_of(session, "R-2026-0013")
    screen.start_search()
    qtbot.keyClicks(screen.search, "0013")
    assert panel.shown == own  # calm while one types
    qtbot.waitUntil(lambda: panel.shown == found)
    assert screen.model.lines.id_at(screen.table.currentIndex().row()) == found
    assert screen.table.selectionModel().hasSelection()
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.shown == own)


@pytest.mark.parametrize("line", [1, 2])
def test_what_was_chosen_among_the_finds_stays_chosen(line: int, window: MainWindow, qtbot: QtBot) -> None:
    screen = window.register_screen
    screen.start_search()
    qtbot.keyClicks(screen.search, "boussaid")
    found = screen.model.lines.id_at(line)
    qtbot.keyClick(screen.search, Qt.Key.Key_Down)
    if line == 2:
        qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    screen.search.set_value("")
    screen.search.edited.emit()
    with qtbot.waitSignal(screen.chosen):
        pass
    assert window.selection.case == found


def test_paper_is_of_what_was_found_also_for_who_types_fast(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PaperPreview, "exec", lambda preview: shown.append(preview.windowTitle()))
    window.register_screen.start_search()
    qtbot.keyClicks(window.register_screen.search, "0013")
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL)
    assert len(shown) == 1
    assert "R-2026-0013" in shown[0]


def test_where_nothing_is_found_nothing_is_shown_nor_acted_on(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(PaperPreview, "exec", lambda preview: printed.append(preview.windowTitle()))
    screen, panel = window.register_screen, window.register_screen.panel
    own, width = panel.shown, panel.width()
    screen.start_search()
    qtbot.keyClicks(screen.search, "introuvable")
    qtbot.waitUntil(lambda: panel.shown == 0)
    case = session.register.cases.get(own)
    session.do(lambda: session.register.cases.attach(case, "a.png", b"a", by="Claire Martin"))
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL)
    assert (panel.shown, printed) == (0, [])
    assert panel.isVisible()
    assert panel.width() == width  # the table does not jump
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.shown == own)


def test_a_filter_is_followed_at_once_and_a_case_that_leaves_it_by_what_was_done_stays_in_sight(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    screen = window.register_screen
    window.go_to(number_of(session, "R-2026-0013"))
    screen.filters.choose(Filters(Chip.ACK_TO_SEND))
    first = screen.model.lines.first
    assert window.selection.case == first
    qtbot.waitUntil(lambda: window.register_screen.panel.shown == first and not screen._telling.isActive())
    case = session.register.cases.get(first)
    sent = {"ack_sent_at": session.clock(), "ack_medium": "letter", "ack_by": "Claire Martin"}
    session.do(lambda: session.register.cases.record(case, sent, by="Claire Martin"))
    assert first not in screen.model.lines
    assert window.register_screen.panel.shown == window.selection.case == first
