"""A note as paper, from its page: as it is recorded, never as it is half typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.paper.preview import PaperPreview
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in
from tests.ui.notes.conftest import page_of
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL = Qt.KeyboardModifier.ControlModifier


def press_print(qtbot: QtBot) -> list[str]:
    """Ctrl+P; the titles of the previews that it opens."""
    titles: list[str] = []

    def read(preview: PaperPreview) -> None:
        titles.append(f"{preview.windowTitle()}, {preview._suggested_name}")

    with answering_in(PaperPreview, read):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, CONTROL)
    return titles


def test_ctrl_p_shows_it_as_paper(three: tuple[InternalNote, ...], screen: NotesScreen, qtbot: QtBot) -> None:
    assert press_print(qtbot) == []  # the list has no paper of its own
    screen.show_record(three[0].id)
    assert press_print(qtbot) == ["Note NI-2026-01, Note_NI-2026-01.pdf"]


def test_what_is_typed_is_recorded_first(
    three: tuple[InternalNote, ...],
    screen: NotesScreen,
    typist: FormTypist,
    register: Register,
    questions: ScriptedQuestions,
    qtbot: QtBot,
) -> None:
    screen.show_record(three[2].id)
    typist.replace("Horaires d’été")
    questions.reasons += [None, "Précision"]
    assert press_print(qtbot) == []  # the reason was given up: nothing is printed
    assert press_print(qtbot) == ["Note NI-2026-03, Note_NI-2026-03.pdf"]
    assert register.notes.get(three[2].id).subject == "Horaires d’été"


def test_of_one_without_number_there_is_nothing_to_print(screen: NotesScreen, qtbot: QtBot) -> None:
    screen.begin_new()
    assert not page_of(screen).bar.print_button.isVisible()
    assert press_print(qtbot) == []
    assert page_of(screen).editors["subject"].field.has_error()
