"""Somebody at the wizard with a keyboard and no mouse: every input is a key event on the widget that has the focus."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.typed_facts import text_of
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.wizard.editors import FactEditor
from pegase_desktop.ui.wizard.inputs import MomentField, PeopleField
from pegase_desktop.ui.wizard.rows_section import RowsSection
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.hands import type_letters

_MOST_TABS = 120
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Typist:
    """Drives a `WizardWindow`."""

    def __init__(self, window: WizardWindow) -> None:
        self.window = window

    # Keys

    @property
    def focus(self) -> QWidget:
        """The widget that has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def words(self, text: str) -> None:
        """Type letters, also those that a French keyboard composes."""
        for letter in text:
            if letter == "\n":
                self.key(Qt.Key.Key_Return)
                continue
            type_letters(self.focus, letter)

    def replace(self, text: str) -> None:
        """Type over what the field holds."""
        self.key(Qt.Key.Key_A, _CTRL)
        self.key(Qt.Key.Key_Delete)
        self.words(text)

    def tab(self) -> None:
        self.key(Qt.Key.Key_Tab)

    # Moving

    def next(self) -> None:
        self.key(Qt.Key.Key_Return, _CTRL)

    def back(self) -> None:
        self.key(Qt.Key.Key_Left, _ALT)

    def go_to_page(self, page: Page) -> None:
        """Leaf through with Alt+→ and Alt+←."""
        while self.window.flow.page is not page:
            step = Qt.Key.Key_Right if self.window.flow.page.number < page.number else Qt.Key.Key_Left
            before = self.window.flow.page
            self.key(step, _ALT)
            assert self.window.flow.page is not before

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until the keyboard is on *widget* or inside it."""
        for _ in range(_MOST_TABS):
            if self.focus is widget or widget.isAncestorOf(self.focus):
                return
            self.tab()
        raise AssertionError(f"{widget} cannot be reached with Tab")

    def press(self, label: str) -> None:
        """Reach the first button of that name with Tab, and press it with the space bar."""
        named = [one for one in self.window.findChildren(QPushButton) if label in (one.text(), one.accessibleName())]
        self.tab_to(next(one for one in named if one.isVisible()))
        self.key(Qt.Key.Key_Space)

    # Facts

    def editor(self, name: str) -> FactEditor:
        return self.window.form.editors[name]

    def rows(self, name: str) -> RowsSection:
        sections = self.window.form.sections.values()
        return next(one for one in sections if isinstance(one, RowsSection) and one.name == name)

    def fill(self, name: str, value: Any) -> None:
        """Give a fact of this page its value."""
        self.enter(self.editor(name), value)

    def enter(self, editor: FactEditor, value: Any) -> None:
        """Give the fact of an editor its value, by the keys its input takes."""
        self.tab_to(editor.input)
        match editor.input:
            case MomentField():
                self._enter_moment(editor.input, value)
            case PeopleField():
                self._tick(editor.input, value)
            case CheckBox():
                if editor.input.value() != bool(value):
                    self.key(Qt.Key.Key_Space)
            case SegmentedRadio():
                self._choose_segment(editor.input, value)
            case _ if editor.declared.kind in (FactKind.DAY, FactKind.MONEY):
                self.replace(text_of(editor.declared, value))
            case _ if hasattr(editor.input, "currentIndex") and not editor.input.isEditable():
                self._choose_in_list(editor.input, value)
            case _:
                self.replace(value)

    def _enter_moment(self, field: MomentField, value: datetime | None) -> None:
        day, _, hour = text_of_moment(value).partition(" à ")
        self.tab_to(field.date)
        self.replace(day)
        self.tab()
        self.replace(hour)

    def _tick(self, field: PeopleField, names: tuple[str, ...]) -> None:
        for box in field.findChildren(CheckBox):
            if box.value() != (box.text() in names):
                self.tab_to(box)
                self.key(Qt.Key.Key_Space)

    def _choose_segment(self, field: SegmentedRadio, value: Any) -> None:
        if value is None:
            self.key(Qt.Key.Key_Delete)
        for _ in field.segments():
            if field.value() != value:
                self.key(Qt.Key.Key_Right)
        assert field.value() == value

    def _choose_in_list(self, field: Any, value: Any) -> None:
        self.key(Qt.Key.Key_Home)
        for _ in range(field.count()):
            if field.value() != (value or None):
                self.key(Qt.Key.Key_Down)
        assert field.value() == (value or None)

    def add_row(self, name: str, row: Any) -> None:
        """Fill the form of the next entry and place it."""
        section = self.rows(name)
        for declared in facts_of(type(row)):
            editor = next((one for one in section.editors if one.name == declared.name), None)
            value = getattr(row, declared.name)
            if editor and section._entry.value(declared.name) != value:
                self.enter(editor, value)
        buttons = [one for one in section.findChildren(QPushButton) if one.isVisible()]
        self.tab_to(next(one for one in buttons if one.text().startswith(("Noter", "Ajouter"))))
        self.key(Qt.Key.Key_Space)

    def fill_page(self, case: Complaint) -> None:
        """Make this page say what *case* says."""
        for name, editor in list(self.window.form.editors.items()):
            wanted = getattr(case, name)
            if self.window.flow.value(name) != wanted and editor.field.isVisible():
                self.enter(editor, wanted)
        for section in self.window.form.sections.values():
            if isinstance(section, RowsSection):
                for row in getattr(case, section.name):
                    self.add_row(section.name, row)


def text_of_moment(value: datetime | None) -> str:
    """The day and the hour as they are typed."""
    from pegase_desktop.domain.facts import fact_named

    return text_of(fact_named(Complaint, "received_at"), value)
