"""Somebody at the wizard with a keyboard and no mouse."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.ui.forms.editors import FactEditor
from pegase_desktop.ui.forms.rows_section import RowsSection
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.ui.forms.typist import FormTypist

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Typist(FormTypist):
    """Drives a `WizardWindow`."""

    window: WizardWindow

    def __init__(self, window: WizardWindow) -> None:
        super().__init__(window)

    # Moving

    def next(self) -> None:
        self.key(Qt.Key.Key_Return, _CTRL)

    def back(self) -> None:
        self.key(Qt.Key.Key_Left, _ALT)

    def go_to_page(self, page: Page) -> None:
        """Leaf through with Alt+→ and Alt+←."""
        while self.window.flow.page is not page:
            path = self.window.flow.path
            step = Qt.Key.Key_Right if path.number(self.window.flow.page) < path.number(page) else Qt.Key.Key_Left
            before = self.window.flow.page
            self.key(step, _ALT)
            assert self.window.flow.page is not before

    # Facts

    def editor(self, name: str) -> FactEditor:
        return self.window.form.editors[name]

    def rows(self, name: str) -> RowsSection:
        sections = self.window.form.sections.values()
        return next(one for one in sections if isinstance(one, RowsSection) and one.name == name)

    def fill(self, name: str, value: Any) -> None:
        """Give a fact of this page its value."""
        self.enter(self.editor(name), value)

    def add_row(self, name: str, row: Any) -> None:
        """Fill the form of the next entry and place it."""
        section = self.rows(name)
        for declared in facts_of(type(row)):
            editor = next((one for one in section.editors if one.name == declared.name), None)
            value = getattr(row, declared.name)
            if editor and section.form.value(declared.name) != value:
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
