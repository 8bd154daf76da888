"""A section of the settings: a title, a sentence, fields, and one button that saves them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.record_form import RecordForm
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.unsaved import Unsaved
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.labels import Paragraph, Text

_WIDTH = 640


class Page(QWidget):
    """One page of the settings. As it stands here, whatever the person does on it acts at once."""

    title = ""

    @property
    def is_dirty(self) -> bool:
        """Whether something typed waits to be saved; it stays typed, and a restart offers it again."""
        return False

    def refresh(self) -> None:
        """Show what is kept, unless something typed waits to be saved."""
        raise NotImplementedError

    def save(self) -> bool:
        """Record what was changed; False, with the fault said, when it cannot be."""
        return True

    def give_up(self) -> None:
        """Forget what was typed and not saved."""


class Section(Page):
    """Fill ``body`` with fields; :meth:`_read` gives what they hold, as fields of the settings.

    ``name`` is where what is typed and not saved waits.
    """

    name = ""
    sentence = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_dirty = False
        self.body = QVBoxLayout()
        self.body.setSpacing(px(16))
        self._said = Text("", Type.SMALL, Tone.SUCCESS)
        self._save = Button("Enregistrer", Kind.PRIMARY, icon="check", key="Ctrl+S")
        self._save.setEnabled(False)
        self._save.clicked.connect(self.save)
        self.unsaved = Unsaved(session, self.place)
        self.unsaved.given_up.connect(self.give_up)
        foot = QHBoxLayout()
        foot.addWidget(self._save)
        foot.addSpacing(px(12))
        foot.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(24))
        column.setSpacing(px(8))
        column.addWidget(Text(self.title, Type.PAGE_TITLE))
        column.addWidget(Paragraph(typeset(self.sentence), Type.BODY, Tone.TEXT2))
        column.addWidget(self.unsaved)
        column.addSpacing(px(8))
        column.addLayout(self.body)
        column.addSpacing(px(8))
        column.addLayout(foot)
        column.addStretch(1)
        self.setMaximumWidth(px(_WIDTH) + 2 * px(28))

    def place(self) -> str:
        """Where what is typed waits."""
        return self.name

    def add(self, field: Field) -> Field:
        """Put a field at the end of the section."""
        self.body.addWidget(field)
        self.unsaved.watch(field)
        field.edited.connect(self.touch)
        return field

    def touch(self) -> None:
        """The person changed something."""
        self._said.setText("")
        self._show_dirty(is_dirty=True)
        self.unsaved.soon()

    def _show_dirty(self, *, is_dirty: bool) -> None:
        self._is_dirty = is_dirty
        self._save.setEnabled(is_dirty)

    @property
    def is_dirty(self) -> bool:
        return self._is_dirty

    def refresh(self) -> None:
        if not self._is_dirty:
            self._fill(self._session.register.school.settings)
            self._show_dirty(is_dirty=self.unsaved.begin())

    def give_up(self) -> None:
        self.unsaved.end()
        self._show_dirty(is_dirty=False)
        self.refresh()

    def save(self) -> bool:
        if not self._is_dirty:
            return True
        settings = self._session.register.school.settings
        changes = self._read(settings)
        if changes is None:
            return False

        def operation() -> bool:
            self._session.register.school.save(replace(settings, **changes), by=self._session.actor)
            return True

        if not self._session.do(operation, initiator=self):
            return False
        self.give_up()  # what the fields hold is what the register holds, tidied
        self._said.setText("Enregistré")
        return True

    def _fill(self, settings: Settings) -> None:
        """Show these settings in the fields."""
        raise NotImplementedError

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        """The settings' fields that this section holds; None once a fault was said under its field."""
        raise NotImplementedError


class FormSection(Section):
    """A section with the form of one record of the settings; its name there is that of the section.

    ``record`` declares the facts, ``lines`` arranges them, ``widths`` says which field of a line has more room than 1.
    """

    record: type[Any]
    lines: Sequence[Sequence[str]]
    widths: Mapping[str, int] = MappingProxyType({})
    look = FormLook(marks=Marks.NEEDED)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._context = FormContext(session.clock, self.look)
        self._form = RecordForm(self.record(), session.clock, self._faults)
        self._fields = FieldLines(self.record, self._form, self._context, self)
        self._fields.typed.connect(self.touch)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self._add_lines(self.lines)

    def _add_lines(self, lines: Sequence[Sequence[str]]) -> None:
        for names in lines:
            shares = [self.widths.get(name, 1) for name in names]
            self.body.addWidget(self._fields.add(*names, shares=shares))
            for name in names:
                self.unsaved.watch(self._fields.editors[name].field)

    def refresh(self) -> None:
        super().refresh()
        if self.is_dirty:  # what was typed the last time is offered again, in the fields
            self._fields.take()

    def _fill(self, settings: Settings) -> None:
        self._form.start(self._record_in(settings))
        self._fields.show_anew()
        self._fields.check()

    def _read(self, settings: Settings) -> dict[str, Any] | None:
        return self._settings_of(settings, self._form.record) if self._fields.ensure_right() else None

    def _record_in(self, settings: Settings) -> Any:
        return getattr(settings, self.name)

    def _settings_of(self, settings: Settings, record: Any) -> dict[str, Any]:
        return {self.name: record}

    def _faults(self, record: Any) -> Mapping[str, str]:
        faults: Mapping[str, str] = record.faults()
        return faults
