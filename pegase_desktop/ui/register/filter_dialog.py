"""The dialog in which the register's filters are chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.facts import SettingsList
from pegase_desktop.domain.filters import Filters
from pegase_desktop.domain.text import fold
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.forms.record_form import RecordForm
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.dialogs import Form

_LOOK = FormLook(fills=True, most_segments=2)
_LINES = (("kind", "priority", "owner"), ("service", "category", "cause"), ("period", "dated"), ("since", "until"))
_WIDTH = 800  # three lists a line, as wide as each other


def ask_filters(session: Session, filters: Filters, window: QWidget) -> Filters | None:
    """What the person wants to filter by, beginning with *filters*; None when they leave them as they were."""
    lists = session.attempt(lambda: offered(session))
    if lists is None:
        return None
    dialog = FilterDialog(session, filters, lists, window)
    return dialog.filters if dialog.ask() else None


def offered(session: Session) -> Lists:
    """What can be chosen: also who has left and what the settings no longer offer, as long as a case says it."""
    now, table = Lists.of(session.register), session.register.table
    columns = {SettingsList.SERVICES: "service", SettingsList.CATEGORIES: "category"}
    menus = {one: _and(now.menus[one], table.words_in_use(column)) for one, column in columns.items()}
    people = {fold(name): name for name in (*table.words_in_use("owner"), *now.staff)}
    return Lists(_and(now.staff, tuple(people.values())), menus)


def _and(first: tuple[str, ...], used: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *used)))


class FilterDialog(Form):
    """``filters`` is what was chosen."""

    def __init__(self, session: Session, filters: Filters, lists: Lists, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Filtrer le registre", "", "Filtrer", safe="Garder les filtres d’avant")
        self.setMinimumWidth(px(_WIDTH))
        self._form = RecordForm(filters, session.clock, Filters.faults)
        self._fields = FieldLines(Filters, self._form, FormContext(session.clock, _LOOK, lists), self)
        self.editors = self._fields.editors
        for names in _LINES:
            self.body.addWidget(self._fields.add(*names, shares=(1,) * len(names)))
        self.clear = Button("Effacer les filtres", Kind.LINK)
        self.body.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        self.clear.clicked.connect(self._clear)
        self._fields.typed.connect(self._show_what_is_asked)
        self._show_what_is_asked()
        self.editors["kind"].focus()

    @property
    def filters(self) -> Filters:
        return self._form.record

    def accept(self) -> None:
        """What cannot be filtered by is said at its field."""
        if self._fields.ensure_right():
            super().accept()

    def _clear(self) -> None:
        self._form.start(Filters(self.filters.chip))
        self._fields.show_anew()
        self._show_what_is_asked()

    def _show_what_is_asked(self) -> None:
        self._fields.show_what_is_asked()
        self.clear.setEnabled(replace(self.filters, chip=Filters().chip) != Filters())
