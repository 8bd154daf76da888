"""One fact under the person's hands: its field from the kit, filled from a form and told to it."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.contact_details import warning_about
from pegase_desktop.domain.facts import Fact, FactKind, Need, is_there
from pegase_desktop.domain.typed_facts import is_read_from_text, text_of
from pegase_desktop.domain.typography import typeset
from pegase_desktop.reference.telephone import is_dialable
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.field import Field, FieldRow, Hint
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.wizard.inputs import MomentField, Wording, focus_first, is_short, make_input
from pegase_desktop.ui.wizard.lists import Lists

_NOTES = {"restatement": "Repris sur la fiche imprimée"}


class Form(Protocol):
    """What an editor reads and writes: the flow, or the entry of a call, an action …"""

    def value(self, name: str) -> Any: ...
    def raw(self, name: str) -> str: ...
    def type(self, name: str, value: Any) -> None: ...
    def type_text(self, name: str, text: str) -> None: ...
    def fault(self, name: str) -> str: ...


class FactEditor(QObject):
    """The field of one fact. ``typed`` after each edit of the person, ``left`` once they have gone on."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(self, declared: Fact, form: Form, session: Session, lists: Lists, wording: Wording) -> None:
        super().__init__()
        self.declared = declared
        self._form = form
        self._wording = wording
        self.input: Any = make_input(declared, session, lists, form.value(declared.name), wording)
        self.field = Field(
            self._label(),
            self.input,
            hint=_hint(declared),
            note=_NOTES.get(declared.name, ""),
            help_text=typeset(wording(declared.help)),
            stretch=not is_short(declared, self.input),
        )
        self.setParent(self.field)
        self.show_value()
        self.field.edited.connect(self._take_edit)
        self.field.left.connect(self._take_leave)

    @property
    def name(self) -> str:
        return self.declared.name

    @property
    def is_long_text(self) -> bool:
        """Whether whole sentences are written here."""
        return isinstance(self.input, TextArea)

    def is_empty(self) -> bool:
        """Whether nothing is there and something could be."""
        if isinstance(self.input, CheckBox):
            return False
        return not is_there(self._form.value(self.name)) and not self._form.raw(self.name)

    def focus(self) -> None:
        """Put the keyboard here: for a moment, on the part that is missing."""
        target: QWidget = self.input
        if isinstance(target, MomentField) and target.date.text() and not target.time.text():
            target = target.time
        focus_first(target)

    def show_value(self) -> None:
        """Show what the form says, in silence; typed text that cannot be read is shown as it was typed."""
        value = self._form.value(self.name)
        if is_read_from_text(self.declared):
            self._show_text(self._form.raw(self.name) or text_of(self.declared, value))
        elif self._typed_value() != value:
            self.input.set_value(value)

    def check(self) -> None:
        """Say under the field what is wrong, or what looks so."""
        fault = self._form.fault(self.name)
        self.field.set_error(fault or None)
        if not fault and self.declared.kind in (FactKind.PHONE, FactKind.EMAIL):
            warning = warning_about(self.declared, self._form.value(self.name), is_dialable)
            self.field.set_warning(typeset(self._wording(warning)) or None)

    def ask(self, sentence: str) -> None:
        """Say that something is missing here."""
        self.field.set_warning(typeset(self._wording(sentence)))

    def _label(self) -> str:
        if self.declared.kind is FactKind.FLAG and isinstance(getattr(self, "input", None), CheckBox):
            return ""
        label = self.declared.label
        return typeset(self._wording(label) if label.endswith("?") else label)

    def _show_text(self, text: str) -> None:
        if isinstance(self.input, MomentField):
            if text != self.input.text():
                self.input.set_text(text)
        elif text != self.input.text():
            self.input.setText(text)

    def _typed_value(self) -> Any:
        value = self.input.value()
        if self.declared.kind is FactKind.CHOICE:  # Qt gives a member back as its bare text
            return next((one for one in self.declared.choices if one == value), None)
        if self.declared.kind in (FactKind.MENU, FactKind.STAFF):
            return value or ""
        return (value or None) if isinstance(self.input, CheckBox) else value

    def _take_edit(self) -> None:
        if is_read_from_text(self.declared):
            self._form.type_text(self.name, self.input.text())
        else:
            self._form.type(self.name, self._typed_value())
        if self.field.fault():
            self.field.set_warning(None)
        self.typed.emit(self.name)

    def _take_leave(self) -> None:
        self.check()
        self.left.emit(self.name)


def _hint(declared: Fact) -> Hint:
    if declared.page is None:  # an entry's form is short, and says what is missing when it is placed
        return Hint.NONE
    if declared.need is not Need.OPTIONAL:
        return Hint.REQUIRED
    return Hint.OPTIONAL if declared.kind is FactKind.TEXT else Hint.NONE


def line_of(editors: list[FactEditor]) -> QWidget:
    """The fields of one line, side by side: those that are short keep their width, the others share the rest."""
    if len(editors) == 1:
        return editors[0].field
    shares = [0 if is_short(one.declared, one.input) else 1 for one in editors]
    return FieldRow(*(one.field for one in editors), shares=shares)
