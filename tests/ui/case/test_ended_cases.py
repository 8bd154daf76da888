"""A case that ended: contacts and documents still join it, and nothing else of it changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import ENTRIES, Draft
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.noted import Noted
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import CallResult
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.attachments.shelf import AttachmentShelf
from pegase_desktop.ui.case.draft_banner import DraftBanner
from pegase_desktop.ui.case.noting import NotingDialog
from pegase_desktop.ui.case.panel import CasePanel
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.forms.typist import FormTypist
from tests.ui.hands import answering_in, part, there, type_letters
from tests.ui.scripted_questions import ScriptedQuestions

CONTROL, LEFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CLOSED, CANCELLED = "R-2026-0013", "R-2026-0014"
ENDED = pytest.mark.parametrize("reference", [CLOSED, CANCELLED])


def shown(window: MainWindow, register: Register, reference: str) -> CasePanel:
    window.go_to(register.cases.find(reference).id)
    QApplication.processEvents()
    return there(window.register_screen.panel.panel)


def without(complaint: Complaint, *names: str) -> Complaint:
    """What else the case says."""
    nothing: dict[str, Any] = dict.fromkeys(names, ())
    return replace(complaint, version=0, **nothing)


def reached(dialog: NotingDialog) -> None:
    FormTypist(dialog).enter(dialog.editors["result"], CallResult.REACHED)
    type_letters(dialog.text.input, "Il remercie.")
    QTest.mouseClick(dialog.go, LEFT)


@ENDED
def test_a_call_is_noted_and_nothing_else_changes(window: MainWindow, register: Register, reference: str) -> None:
    before = register.cases.find(reference)
    panel = shown(window, register, reference)
    assert panel.head.note.isVisible()
    with answering_in(NotingDialog, reached):
        QTest.mouseClick(panel.head.note, LEFT)
    after = register.cases.find(reference)
    assert [one.note for one in after.calls] == [*(one.note for one in before.calls), "Il remercie."]
    assert without(after, "calls") == without(before, "calls")
    assert duties(after) == ()
    entry = register.journal.of(after.ref)[-1]
    assert (entry.verb, entry.reason) == (Verb.RESTATE, "")


def test_it_is_noted_by_keyboard_and_promises_no_further_information(window: MainWindow, register: Register) -> None:
    shown(window, register, CLOSED)

    def act(dialog: NotingDialog) -> None:
        assert "next_update_on" not in dialog.editors
        FormTypist(dialog).enter(dialog.editors["what"], Noted.VISIT)
        type_letters(dialog.text.input, "Elle apporte un chocolat.")
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    with answering_in(NotingDialog, act):
        QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
    assert register.cases.find(CLOSED).exchanges[-1].text == "Elle apporte un chocolat."


def test_a_note_left_before_the_closure_takes_no_promise_along(window: MainWindow, register: Register) -> None:
    """What was typed while the case was open waits in the draft, with the day that was promised then."""
    case = register.cases.find(CLOSED)
    begun = {"calls": {"at": "2026-11-20T15:00:00Z", "result": "reached", "note": "Il remercie."}}
    values = {"next_update_on": "2026-11-30", ENTRIES: begun}
    register.drafts.save(Draft(record_id=case.id, values=values, saved_by="Claire Martin"))
    panel = shown(window, register, CLOSED)
    with answering_in(NotingDialog, lambda dialog: QTest.mouseClick(dialog.go, LEFT)):
        QTest.mouseClick(panel.head.note, LEFT)
    after = register.cases.find(CLOSED)
    assert after.calls[-1].note == "Il remercie."
    assert after.next_update_on == case.next_update_on
    assert register.drafts.all() == ()


def offered(panel: CasePanel, path: Path) -> bool:
    """Whether a file dragged over the panel may be dropped; then it is."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    entering = QDragEnterEvent(QPoint(20, 200), Qt.DropAction.CopyAction, data, LEFT, NONE)
    entering.ignore()
    QApplication.sendEvent(panel, entering)
    if entering.isAccepted():
        QApplication.sendEvent(panel, QDropEvent(QPointF(20, 200), Qt.DropAction.CopyAction, data, LEFT, NONE))
    return entering.isAccepted()


@ENDED
def test_documents_join_it_by_the_button_and_dropped(
    window: MainWindow, register: Register, questions: ScriptedQuestions, reference: str, tmp_path: Path
) -> None:
    before = register.cases.find(reference)
    panel = shown(window, register, reference)
    for name in ("merci.png", "avis.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    questions.opened.append(tmp_path / "merci.png")
    add = next(one for one in panel.shelf.findChildren(QPushButton) if one.text() == "Ajouter")
    assert add.isVisible()
    QTest.mouseClick(add, LEFT)
    assert offered(panel, tmp_path / "avis.pdf")
    after = register.cases.find(reference)
    names = [one.name for one in after.attachments[len(before.attachments) :]]
    assert names == ["merci.png", "avis.pdf"]
    assert without(after, "attachments") == without(before, "attachments")
    assert [one.verb for one in register.journal.of(after.ref)[-2:]] == [Verb.ATTACH, Verb.ATTACH]


def test_a_message_dropped_on_it_is_a_contact_with_its_file(
    window: MainWindow, register: Register, tmp_path: Path
) -> None:
    message = tmp_path / "Merci.eml"
    message.write_bytes(b"From: Ines <ines@exemple.fr>\r\nSubject: Merci\r\n\r\nTout est bien.")
    panel = shown(window, register, CLOSED)
    with answering_in(NotingDialog, lambda dialog: QTest.mouseClick(dialog.go, LEFT)):
        assert offered(panel, message)
    after = register.cases.find(CLOSED)
    assert "Tout est bien." in after.exchanges[-1].text
    assert after.attachments[-1].name == "Merci.eml"


def test_its_documents_are_not_taken_out(window: MainWindow, register: Register) -> None:
    panel = shown(window, register, CLOSED)
    assert not part(panel, AttachmentShelf)._can_remove
    assert part(shown(window, register, "R-2026-0024"), AttachmentShelf)._can_remove


def pages(window: MainWindow) -> list[Page]:
    return [one.flow.page for one in window.findChildren(WizardWindow) if one.isVisible()]


def test_it_is_read_from_its_first_page_wherever_it_was_left(window: MainWindow, register: Register) -> None:
    panel = shown(window, register, CLOSED)
    assert panel.foot.main.text() == "Relire le dossier"
    QTest.mouseClick(panel.foot.main, LEFT)
    assert pages(window) == [Page.RECEPTION]
    QTest.keyClick(there(QApplication.focusWidget()), Qt.Key.Key_Return, CONTROL)
    assert pages(window) == [Page.COMPLAINANT]
    QTest.keyClick(there(QApplication.focusWidget()), Qt.Key.Key_Escape)
    window.register_screen.table.setFocus()
    QTest.keyClick(window.register_screen.table, Qt.Key.Key_Return)
    assert pages(window) == [Page.RECEPTION]


@ENDED
def test_a_stray_letter_leaves_nothing_to_be_finished(window: MainWindow, register: Register, reference: str) -> None:
    before = register.cases.find(reference)
    QTest.mouseClick(shown(window, register, reference).foot.main, LEFT)
    for name in ("verbatim", "complainant_name"):
        part(window, WizardWindow).form.focus_on(name)
        type_letters(QApplication.focusWidget(), "xX ")
        QTest.keyClick(there(QApplication.focusWidget()), Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(there(QApplication.focusWidget()), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not part(window.register_screen, DraftBanner).isVisible()
    assert (register.cases.find(reference), register.drafts.all()) == (before, ())
