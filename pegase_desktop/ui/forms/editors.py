"""Facts under the person's hands: the field of each, filled from a form and told to it, and fields in lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.checks import doubt_about
from pegase_desktop.domain.facts import Fact, FactKind, Need, fact_named, is_there
from pegase_desktop.domain.typed_facts import is_read_from_text, text_of
from pegase_desktop.reference.checks import KNOWN
from pegase_desktop.ui.forms.context import FormContext, Marks
from pegase_desktop.ui.forms.inputs import MomentField, focus_first, in_words, is_short, make_input
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.field import Field, FieldRow, Hint
from pegase_desktop.ui.widgets.read_field import ReadField
from pegase_desktop.ui.widgets.text_area import TextArea


class Form(Protocol):
    """What an editor reads and writes: what the person typed in one form (see :mod:`.record_form`)."""

    @property
    def record(self) -> Any: ...
    def value(self, name: str) -> Any: ...
    def raw(self, name: str) -> str: ...
    def type(self, name: str, value: Any) -> None: ...
    def type_text(self, name: str, text: str) -> None: ...
    def fault(self, name: str) -> str: ...
    def faults(self) -> Mapping[str, str]: ...


class FactEditor(QObject):
    """The field of one fact. ``typed`` after each edit of the person, ``left`` once they have gone on."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(self, declared: Fact, form: Form, context: FormContext) -> None:
        super().__init__()
        self.declared = declared
        self._form = form
        self._context = context
        self.input: Any = make_input(declared, context, form.value(declared.name))
        self._is_read = isinstance(self.input, ReadField)
        self.field = Field(
            self._label(),
            self.input,
            hint=_hint(declared, context.look.marks),
            note=declared.note,
            help_text=context.said(declared.help),
            stretch=context.look.fills or not is_short(declared, self.input),
        )
        self._doubt = ""
        self.setParent(self.field)
        self.show_value()
        if self._is_read:
            return
        self.field.edited.connect(self._take_edit)
        self.field.left.connect(self._take_leave)

    @property
    def name(self) -> str:
        return self.declared.name

    @property
    def is_long_text(self) -> bool:
        """Whether whole sentences are written here."""
        return isinstance(self.input, TextArea) and not self._is_read

    def is_empty(self) -> bool:
        """Whether nothing is there and something could be."""
        if isinstance(self.input, CheckBox | ReadField):
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
        if self._is_read:
            self.input.set_value(in_words(self.declared, value, self._context))
        elif is_read_from_text(self.declared):
            self._show_text(self._form.raw(self.name) or text_of(self.declared, value))
        elif self._typed_value() != value:
            self.input.set_value(value)

    def check(self) -> None:
        """Say under the field what is wrong, or what looks so; what was said to be missing stays said while it is."""
        fault = self._form.fault(self.name)
        if fault or (self.field.has_error() and self.name not in self._form.faults()):
            self.field.set_error(fault or None)
        if not fault and self.declared.check:
            self.ask(doubt_about(self.declared, self._form.value(self.name), KNOWN))

    def ask(self, sentence: str) -> None:
        """Say that something is missing here, or looks wrong; an empty sentence takes back what was said so."""
        if sentence or self.field.fault() == self._doubt:
            self._doubt = self._context.said(sentence)
            self.field.set_warning(self._doubt or None)

    def _label(self) -> str:
        if self.declared.ticked and not self._is_read:  # the box says it
            return ""
        label = self.declared.label
        return self._context.said(label) if label.endswith("?") else label

    def _show_text(self, text: str) -> None:
        if text != self.input.text():
            self.input.setText(text)

    def _typed_value(self) -> Any:
        value = self.input.value()
        if self.declared.kind is FactKind.CHOICE:  # Qt gives a member back as its bare text
            return next((one for one in self.declared.choices if one == value), None)
        if self.declared.kind in (FactKind.MENU, FactKind.STAFF):
            return value or ""
        return (value or None) if isinstance(self.input, CheckBox) else value

    def take(self) -> None:
        """Tell the form what the field holds, as after an edit; what is only read tells nothing."""
        if self._is_read:
            return
        if is_read_from_text(self.declared):
            self._form.type_text(self.name, self.input.text())
        else:
            self._form.type(self.name, self._typed_value())

    def _take_edit(self) -> None:
        self.take()
        self.ask("")
        self.typed.emit(self.name)

    def _take_leave(self) -> None:
        self.check()
        self.left.emit(self.name)


def _hint(declared: Fact, marks: Marks) -> Hint:
    is_needed = declared.need is not Need.OPTIONAL
    match marks:
        case Marks.NEEDED if is_needed:
            return Hint.REQUIRED
        case Marks.NEEDED:
            return Hint.OPTIONAL if declared.kind is FactKind.TEXT else Hint.NONE
        case Marks.OPTIONAL:
            return Hint.NONE if is_needed else Hint.OPTIONAL
        case Marks.NONE:
            return Hint.NONE


class FieldLines(QObject):
    """The fields of a form, by fact and in lines. ``typed`` and ``left`` are those of each, with its fact."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        record: type,
        form: Form,
        context: FormContext,
        parent: QObject,
        worded: Mapping[str, Fact] = MappingProxyType({}),
        read: Collection[str] = (),
    ) -> None:
        """*record* declares the facts; *worded* are those that are declared otherwise here, *read* those only shown."""
        super().__init__(parent)
        self.editors: dict[str, FactEditor] = {}
        self._record = record
        self._worded = worded
        self._read = read
        self._form = form
        self._context = context
        self._lines: list[tuple[QWidget, tuple[str, ...]]] = []

    def add(self, *names: str, shares: Sequence[int] = ()) -> QWidget:
        """The fields of one line, side by side, to be put where they belong.

        Without *shares* those that are short keep their width, and the others have the rest.
        """
        made = {name: FactEditor(self._declared(name), self._form, self._context_of(name)) for name in names}
        for editor in made.values():
            editor.typed.connect(self.typed)
            editor.left.connect(self.left)
        self.editors |= made
        line = _line_of(tuple(made.values()), shares)
        self._lines.append((line, names))
        return line

    def _declared(self, name: str) -> Fact:
        return self._worded.get(name) or fact_named(self._record, name)

    def _context_of(self, name: str) -> FormContext:
        if name not in self._read:
            return self._context
        return replace(self._context, look=replace(self._context.look, reads=True, marks=Marks.NONE))

    def show_values(self, but: str = "") -> None:
        """Show what the form says, in silence; *but* is the fact under the person's hands."""
        for name, editor in self.editors.items():
            if name != but:
                editor.show_value()

    def show_anew(self) -> None:
        """The same for a record that the form turned to: nothing is said against it yet."""
        for editor in self.editors.values():
            editor.show_value()
            editor.field.set_error(None)

    def take(self) -> None:
        """Tell the form what the fields hold, where something other than the person filled them."""
        for editor in self.editors.values():
            editor.take()

    def check(self) -> None:
        """Say under each field what is wrong, or what looks so."""
        for editor in self.editors.values():
            editor.check()

    def show_what_is_asked(self) -> None:
        """Hide what is not asked for, given the other facts."""
        record = self._form.record
        for line, names in self._lines:
            asked = [name for name in names if self.editors[name].declared.when(record)]
            for name in names:
                self.editors[name].field.setVisible(name in asked)
            line.setVisible(bool(asked))

    def ensure_right(self) -> bool:
        """Say under their fields what is missing or wrong, and go to the first; whether nothing is."""
        faults = self._form.faults()
        for name, editor in self.editors.items():
            if name in faults or editor.field.has_error():
                editor.field.set_error(self._context.said(faults.get(name, "")) or None)
        first = next((one for name, one in self.editors.items() if name in faults), None)
        if first is not None:
            first.focus()
        return not faults

    def first_empty(self) -> FactEditor:
        """The first field in which nothing is, else the first."""
        editors = list(self.editors.values())
        return next((one for one in editors if one.is_empty()), editors[0])


def _line_of(editors: Sequence[FactEditor], shares: Sequence[int]) -> QWidget:
    if len(editors) == 1:
        return editors[0].field
    shares = shares or [0 if is_short(one.declared, one.input) else 1 for one in editors]
    return FieldRow(*(one.field for one in editors), shares=shares)
