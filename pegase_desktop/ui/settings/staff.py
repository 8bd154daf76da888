"""The staff: who signs, with what role; those who left stay in the history."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.text import clean_line, fold, initials
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.record_form import RecordForm
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.entrusting import EntrustDialog, Workload, workload_of
from pegase_desktop.ui.settings.section import Page
from pegase_desktop.ui.settings.unsaved import Unsaved
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind, OnceButton
from pegase_desktop.ui.widgets.grounds import Hairline
from pegase_desktop.ui.widgets.labels import Elided, Paragraph, Text
from pegase_desktop.ui.widgets.marks import Avatar

_SENTENCE = (
    "Chaque personne signe ce qu’elle enregistre. Qui part reste dans l’historique ; qui part ou s’absente peut "
    "confier son travail à un collègue. Pour un nouveau nom, ajoutez la personne."
)
_WIDTH = 696


class StaffSection(Page):
    """Each change is recorded at once; a name typed and not added yet waits to be."""

    title = "Équipe"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._order: list[str] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        self._form = RecordForm(Staff(0), session.clock, Staff.faults)
        self._fields = FieldLines(Staff, self._form, FormContext(session.clock, FormLook()), self)
        self.unsaved = Unsaved(session, lambda: "staff")
        self.unsaved.given_up.connect(self.give_up)
        add = Button("Ajouter à l’équipe", icon="user-plus")
        add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(24))
        column.setSpacing(px(12))
        column.addWidget(Text(self.title, Type.PAGE_TITLE))
        column.addWidget(Paragraph(typeset(_SENTENCE), Type.BODY, Tone.TEXT2))
        column.addLayout(self._people)
        column.addSpacing(px(8))
        column.addWidget(self.unsaved)
        column.addWidget(self._fields.add("name", "role"))
        for editor in self._fields.editors.values():
            self.unsaved.watch(editor.field)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        self.setMaximumWidth(px(_WIDTH))
        self.refresh()
        self.unsaved.begin()
        self._fields.take()

    @property
    def is_dirty(self) -> bool:
        return self._form.record != Staff(0)

    def save(self) -> bool:
        return not self.is_dirty or self._add()

    def give_up(self) -> None:
        self._form.start(Staff(0))
        self._fields.show_anew()
        self.unsaved.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._order:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._order.clear()

    def refresh(self) -> None:
        """Nobody moves while the section is shown: the next click may be on its way."""
        staff = sorted(self._session.register.school.staff(), key=lambda one: not one.active)
        self._order += [one.name for one in staff if one.name not in self._order]
        focus = self.window().focusWidget()
        persons = self.findChildren(_Person)
        at, button = next(((one.name, one.buttons.index(focus)) for one in persons if focus in one.buttons), ("", 0))
        while self._people.count():
            item = self._people.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        for one in sorted(staff, key=lambda one: self._order.index(one.name)):
            self._people.addWidget(Hairline())
            person = _Person(one)
            person.toggled.connect(self._toggle)
            person.entrusting_wanted.connect(self._entrust)
            person.role_wanted.connect(self._ask_role)
            self._people.addWidget(person)
            if one.name == at:
                person.show()  # at once, for the keyboard
                person.buttons[button].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> bool:
        new, session = self._form.record, self._session
        if not self._fields.ensure_right():
            return False
        school = session.register.school
        if not session.do(lambda: school.add_staff(new.name, new.role, by=session.actor), initiator=self):
            return False
        self.give_up()
        self.refresh()
        return True

    def _change(self, staff: Staff) -> None:
        session = self._session
        session.do(lambda: session.register.school.change_staff(staff, by=session.actor), initiator=self)
        self.refresh()

    def _toggle(self, staff: Staff) -> None:
        """Back into the team, or out of it; what is still to be done by one who leaves may go to somebody else."""
        session = self._session
        if not session.ensure_signed():
            return
        if staff.active and fold(staff.name) == fold(session.actor):
            session.questions.inform(
                "C’est vous", "Vous ne pouvez pas vous retirer vous-même. Demandez à un collègue de le faire."
            )
            return
        load = session.attempt(lambda: workload_of(session, staff)) if staff.active else None
        if load and load.tasks:
            self._ask_successor(load, leaves=True)
        elif load or not staff.active:
            self._change(replace(staff, active=not staff.active))

    def _entrust(self, staff: Staff) -> None:
        """What is still to be done by one who is away, or left before, goes to somebody else."""
        session = self._session
        load = session.attempt(lambda: workload_of(session, staff))
        if load is None:
            return
        if not load.tasks:
            session.questions.inform("Rien à confier", f"Rien n’est en cours au nom de {staff.name}.")
        elif not load.others:
            session.questions.inform("Personne d’autre", "Ajoutez d’abord à l’équipe la personne qui prend la suite.")
        else:
            self._ask_successor(load, leaves=False)

    def _ask_successor(self, load: Workload, *, leaves: bool) -> None:
        dialog = EntrustDialog(self._session, load, self.window(), leaves=leaves, initiator=self)
        dialog.exec()
        dialog.deleteLater()
        self.refresh()

    def _ask_role(self, staff: Staff) -> None:
        title, sentence = f"Fonction de {staff.name}", "Elle figure sous sa signature, dans les lettres."
        role = self._session.questions.ask_line(
            title, sentence, "Fonction", "Enregistrer", staff.role, safe="Ne rien changer"
        )
        if role:
            self._change(replace(staff, role=clean_line(role)))


class _Person(QWidget):
    toggled = Signal(Staff)  # out of the team or back, as it is now
    entrusting_wanted = Signal(Staff)
    role_wanted = Signal(Staff)

    def __init__(self, staff: Staff) -> None:
        super().__init__()
        self._staff = staff
        self.name = staff.name
        line = QHBoxLayout(self)
        line.setContentsMargins(0, px(8), 0, px(8))
        line.setSpacing(px(12))
        line.addWidget(Avatar(initials(staff.name)))
        words = QVBoxLayout()
        words.setSpacing(0)
        name = Elided(staff.name, Type.STRONG, Tone.TEXT if staff.active else Tone.TEXT2)
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # what height is left is its own
        words.addWidget(name)
        words.addWidget(Elided(staff.role or "Sans fonction notée", Type.SMALL, Tone.TEXT2))
        line.addLayout(words, 1)
        if not staff.active:
            line.addWidget(Text("A quitté l’équipe", Type.SMALL, Tone.TEXT2))
        role = IconButton("pencil", f"Changer la fonction : {staff.name}")
        role.clicked.connect(self._want_role)
        line.addWidget(role)
        entrust = IconButton("handshake", f"Confier son travail : {staff.name}")
        entrust.clicked.connect(self._want_entrusting)
        line.addWidget(entrust)
        label = "A quitté l’équipe" if staff.active else "De retour"
        self.toggle = OnceButton(label, Kind.SECONDARY, icon="log-out" if staff.active else "rotate-ccw")
        self.toggle.setAccessibleName(f"{label} : {staff.name}")
        self.toggle.clicked.connect(self._toggle)
        line.addWidget(self.toggle)
        self.buttons: tuple[Button, ...] = (role, entrust, self.toggle)

    def _toggle(self) -> None:
        self.toggled.emit(self._staff)

    def _want_entrusting(self) -> None:
        self.entrusting_wanted.emit(self._staff)

    def _want_role(self) -> None:
        self.role_wanted.emit(self._staff)
