"""A section of the settings: a title, a sentence, fields, and one button that saves them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.unsaved import Unsaved
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.field import Field, FieldRow
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
        self._watch(field)
        return field

    def add_row(self, *fields: Field, shares: Sequence[int] = ()) -> None:
        """Put fields side by side at the end of the section; without *shares* each takes as much room."""
        self.body.addWidget(FieldRow(*fields, shares=shares or [1] * len(fields)))
        for field in fields:
            self._watch(field)

    def _watch(self, field: Field) -> None:
        self.unsaved.watch(field)
        field.edited.connect(self.touch)

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

        if not self._session.do(operation):
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
