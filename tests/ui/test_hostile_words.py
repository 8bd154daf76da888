"""Whatever clients and colleagues wrote, no widget of any screen takes it for markup or for the mark of a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QUrl
from PySide6.QtGui import QAccessible, QHelpEvent, QKeySequence, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QStyleOptionViewItem,
    QTableView,
    QTextEdit,
    QToolTip,
    QWidget,
)

from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.tray import Tray
from pegase_desktop.ui.widgets.labels import Paragraph
from tests.storage.office import Clock
from tests.ui.conftest import Opener
from tests.ui.every_screen import every_screen
from tests.ui.hands import there
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.worded_register import fill

MARK = "zqzq"  # in every word that somebody wrote
IMG = f"<img src='file:///etc/hostname'> {MARK} & Fils"
ENTITIES = f"&lt;b&gt; <b>{MARK} & Fils</b> <a href='file:///'>R&D</a> <!-- "
LONG = f"{MARK} & Fils\u202e\x00 {'très long ' * 200}<b>"
HOSTILE = (IMG, ENTITIES, LONG)
ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole)


class Document(QTextDocument):
    """Notes what it would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        self.opened.append(str(url))


@pytest.fixture
def hostile_register(empty_register: Register) -> Register:
    fill(empty_register, HOSTILE)
    return empty_register


@pytest.fixture
def session(hostile_register: Register, questions: ScriptedQuestions, clock: Clock) -> Session:
    made = Session(hostile_register, questions, clock)
    made.set_actor(hostile_register.school.staff()[0].name)
    return made


# What a widget says


def tips(top: QWidget) -> Iterator[str]:
    for one in widgets(top):
        yield from (one.toolTip(), one.statusTip(), one.whatsThis())
        for action in one.actions():
            yield from (action.toolTip(), action.statusTip(), action.whatsThis())
        if isinstance(one, QAbstractItemView):
            yield from (str(index.data(role) or "") for index in indexes(one) for role in ROLES)
            yield from shown_by_the_delegate(one)


def widgets(top: QWidget) -> list[QWidget]:
    return [top, *top.findChildren(QWidget)]


def indexes(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model, top = view.model(), QModelIndex()
    if model is not None:
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)  # Qt keeps a list's to itself
        yield from (model.index(row, column) for row in range(model.rowCount(top)) for column in range(columns))


def shown_by_the_delegate(view: QAbstractItemView) -> Iterator[str]:
    """What hangs under the mouse over each cell of a table."""
    if not isinstance(view, QTableView):
        return
    for index in indexes(view):
        option = QStyleOptionViewItem()
        option.rect = view.visualRect(index).adjusted(0, 0, -view.visualRect(index).width() + 30, 0)
        at = option.rect.center()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        view.itemDelegate().helpEvent(event, view, option, index)
        yield QToolTip.text()
    QToolTip.hideText()


def faults(top: QWidget) -> Iterator[str]:
    """Where words would be taken for what they are not."""
    for tip in tips(top):
        if GuiQt.mightBeRichText(tip):
            yield f"tip: {tip}"
    for one in widgets(top):
        name = type(one).__name__
        if isinstance(one, QLabel) and one.textFormat() is not Qt.TextFormat.PlainText:
            yield from label_faults(one)
        if isinstance(one, QAbstractButton) and not QKeySequence.mnemonic(QAbstractButton.text(one)).isEmpty():
            yield f"{name}: {one.text()} binds {one.shortcut().toString()}"
        if isinstance(one, QTextEdit) and "\ufffc" in one.document().toRawText():
            yield f"{name}: holds a picture"
        for action in [one for one in one.actions() if MARK in one.text()]:
            if not QKeySequence.mnemonic(action.text()).isEmpty():
                yield f"menu: {action.text()}"


def label_faults(label: QLabel) -> Iterator[str]:
    """Only a paragraph may be rich text, and it says its words and nothing else."""
    if not isinstance(label, Paragraph):
        if label.textFormat() is not Qt.TextFormat.AutoText or GuiQt.mightBeRichText(label.text()):
            yield f"label: {label.text()}"
        return
    document = Document()
    document.setHtml(label.text())
    document.size()
    if document.opened:
        yield f"paragraph opens {document.opened}"
    if squeezed(document.toPlainText()) != squeezed(label.words):
        yield f"paragraph: {document.toPlainText()}"


def squeezed(words: str) -> str:
    return "".join(words.replace("\ufdd0", "").split())


def unread(top: QWidget) -> Iterator[str]:
    """Buttons of which a screen reader would not say « & »."""
    for one in widgets(top):
        if isinstance(one, QAbstractButton) and f"{MARK} & Fils" in one.text():
            found = QAccessible.queryAccessibleInterface(one)
            said = there(found).text(QAccessible.Text.Name)
            if f"{MARK} & Fils" not in said:
                yield f"{type(one).__name__}: {said}"


def test_on_no_screen_words_are_markup_or_bind_a_key(session: Session, open_window: Opener) -> None:
    window = open_window(session)
    found: list[str] = []
    said: set[str] = set()
    for name, screen in every_screen(window, session, session.register.cases.get(1), HOSTILE):
        found += [f"{name}: {fault}" for fault in (*faults(screen), *unread(screen))]
        if any(MARK in tip for tip in tips(screen)):
            said.add(name)
    assert found == []
    assert {"register", "agenda", "settings, staff", "wizard reception of 1", "wizard reception of 0"} <= said, (
        "it saw too little"
    )


def test_a_reminder_beside_the_clock_has_no_tags(
    session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    tray = Tray(session, Preferences(notices=True))
    monkeypatch.setattr(tray.icon, "isVisible", lambda: True)
    monkeypatch.setattr(tray.icon, "showMessage", lambda _, words, *rest: shown.append(words))
    tray.remind()
    assert MARK in shown[0]
    assert "<" not in shown[0]
