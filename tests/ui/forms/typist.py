"""Somebody at a form with a keyboard and no mouse: every input is a key event on the widget that has the focus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pegase_desktop.domain.facts import FactKind
from pegase_desktop.domain.typed_facts import text_of
from pegase_desktop.ui.forms.editors import FactEditor
from pegase_desktop.ui.forms.inputs import MomentField, PeopleField
from pegase_desktop.ui.widgets.choices import CheckBox, ChoiceList
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from tests.ui.hands import type_letters

_MOST_TABS = 120
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class FormTypist:
    """Fills in the form in a window."""

    def __init__(self, window: QWidget) -> None:
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

    def enter(self, editor: FactEditor, value: Any) -> None:
        """Give the fact of an editor its value, by the keys its input takes."""
        self.tab_to(editor.input)
        match editor.input:
            case MomentField():
                self._enter_moment(editor.input, text_of(editor.declared, value))
            case PeopleField():
                self._tick(editor.input, value)
            case CheckBox():
                if editor.input.value() != bool(value):
                    self.key(Qt.Key.Key_Space)
            case SegmentedRadio():
                self._choose_segment(editor.input, value)
            case _ if editor.declared.kind in (FactKind.DAY, FactKind.MONEY, FactKind.NUMBER):
                self.replace(text_of(editor.declared, value))
            case ChoiceList() if not editor.input.isEditable():
                self._choose_in_list(editor.input, value)
            case _:
                self.replace(value)

    def _enter_moment(self, field: MomentField, text: str) -> None:
        day, _, hour = text.partition(" à ")
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
            if field.value() is None and value is not None:  # the arrows move about, the space bar chooses
                self.key(Qt.Key.Key_Space)
            if field.value() != value:
                self.key(Qt.Key.Key_Right)
                around = self.focus.parentWidget()  # what was chosen may have put another form there
                field = around if isinstance(around, SegmentedRadio) else field
        assert field.value() == value

    def _choose_in_list(self, field: ChoiceList, value: Any) -> None:
        if field.value() is None and value:
            self.key(Qt.Key.Key_Down)  # opens it: moving about chooses nothing
            QTest.keyClick(field.view(), Qt.Key.Key_Down)
            QTest.keyClick(field.view(), Qt.Key.Key_Return)
        elif value:
            self.key(Qt.Key.Key_Home)
        elif field.value() is not None:
            self.key(Qt.Key.Key_Delete)
        for _ in range(field.count()):
            if field.value() != (value or None):
                self.key(Qt.Key.Key_Down)
        assert field.value() == (value or None)
