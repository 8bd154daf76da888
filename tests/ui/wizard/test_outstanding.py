"""What the wizard's bottom bar says is left, and what it says of the draft, by real keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.gates import missing_to_close
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Channel, Kind
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.wizard.flow import Flow
from pegase_desktop.ui.wizard.outstanding import Outstanding
from tests.domain.samples import endings
from tests.ui.conftest import NOW
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist

NBSP = "\u00a0"
TO_CLOSE = len(missing_to_close(Complaint()))


def figures(typist: Typist) -> str:
    bar = typist.window._bottom
    return bar._points.text().replace(NBSP, " ") if bar._points.isVisible() else ""


def draft_words(typist: Typist) -> str:
    bar = typist.window._bottom
    return bar._gap.text().replace(NBSP, " ") if bar._gap.isVisible() else ""


def begin(typist: Typist) -> None:
    """The words alone: channel and name are still to come."""
    typist.fill("verbatim", "Ma leçon est annulée.")
    typist.window.save_now()


def test_the_figures_do_not_move_by_looking(wizard: Opener) -> None:
    typist = wizard()
    begin(typist)
    shown = set()
    for _ in COMPLAINT_PATH.pages[1:]:
        shown.add(figures(typist))
        typist.next()
    assert shown == {f"Pour enregistrer : 2 · Pour clôturer : {TO_CLOSE}"}


def test_a_draft_is_never_called_saved_and_says_what_it_lacks(wizard: Opener) -> None:
    typist = wizard()
    begin(typist)
    assert draft_words(typist) == "Brouillon gardé · il manque le canal"
    assert "Enregistré" not in typist.window._bottom.saved
    typist.fill("channel", Channel.PHONE)
    typist.tab()
    assert draft_words(typist) == "Brouillon gardé · il manque le nom du réclamant"


def test_what_the_draft_lacks_is_a_click_away(wizard: Opener, qtbot: QtBot) -> None:
    typist = wizard()
    begin(typist)
    typist.go_to_page(Page.SUBJECT)
    qtbot.mouseClick(typist.window._bottom._gap, Qt.MouseButton.LeftButton)
    assert (typist.window.flow.page, typist.window.form.fact_with_focus()) == (Page.RECEPTION, "channel")


def test_with_its_number_it_is_saved_and_what_is_typed_since_is_a_draft(wizard: Opener) -> None:
    typist = wizard()
    begin(typist)
    typist.fill("channel", Channel.PHONE)
    typist.next()
    typist.fill("complainant_name", "Hugo Lambert")
    typist.next()
    assert typist.window._bottom.saved == "Enregistré à 18:00"
    assert figures(typist) == f"Pour clôturer : {TO_CLOSE}"
    typist.fill("subject", "Leçon annulée")
    typist.window.save_now()
    assert typist.window._bottom.saved == "Brouillon gardé à 18:00"


def test_what_is_wrong_comes_first_and_in_red(wizard: Opener) -> None:
    typist = wizard()
    typist.tab_to(typist.editor("facts_date").input)
    typist.words("31/02/2026")
    typist.tab()
    assert figures(typist) == "1 point à corriger"
    assert typist.window._bottom._points._tone is Tone.DANGER


def test_nothing_is_asked_of_a_case_that_has_ended(register: Register) -> None:
    closed = Complaint(id=7, kind=Kind.COMPLAINT, received_at=NOW, endings=endings(closed_at=NOW))
    assert Outstanding.of(Flow("Claire Martin", lambda: NOW, closed)).words == ""
    reopened = replace(closed, endings=endings(closed_at=NOW, reopened_at=NOW))
    assert Outstanding.of(Flow("Claire Martin", lambda: NOW, reopened)).words == f"Pour clôturer : {TO_CLOSE}"


@pytest.mark.parametrize("width", [900, 1093, 1440])
def test_nothing_of_the_bar_is_cut_however_narrow(wizard: Opener, width: int) -> None:
    typist = wizard()
    typist.window.resize(width, 600)
    begin(typist)
    for _ in COMPLAINT_PATH.pages[1:]:
        bar = typist.window._bottom
        parts = [one for one in (bar._leave, bar._gap, bar._points, bar._back, bar._next) if one.isVisible()]
        assert all(one.width() >= one.sizeHint().width() for one in parts)
        assert bar._next.geometry().right() < bar.width()
        typist.next()
