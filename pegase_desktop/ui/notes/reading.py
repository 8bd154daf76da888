"""Who has read a note: several at once, in one way and on one day."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.domain.internal_note import InternalNote, ReadingWay, not_read
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.inputs import PeopleField
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.dialogs import Form
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.grounds import ScrollArea
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.typed_fields import DateField

_WIDTH = 720  # pixels at scale 1: the ways side by side
_AROUND = 64  # of that, left free beside the names
_RING = 4  # pixels round the names, for that of the keyboard
_HIGHEST = 220  # of the names, which are scrolled from there on
_SENTENCE = "Cochez qui a lu la note ; une seule façon et un seul jour pour toutes ces personnes."


class ReadingDialog(Form):
    """Those who have not read it yet, nobody ticked. ``recorded`` is the note as it is then, or None."""

    def __init__(self, session: Session, note: InternalNote, initiator: object, parent: QWidget | None = None) -> None:
        super().__init__(parent, f"Émarger {note.reference}", _SENTENCE, "Noter", safe="Ne rien noter")
        self.setMinimumWidth(px(_WIDTH))
        self._session = session
        self._note = note
        self._initiator = initiator
        self._act = new_act()
        self.recorded: InternalNote | None = None
        self._waiting = not_read(note)
        self.readers = PeopleField(self._waiting)
        self.everybody = Button("Tout cocher", Kind.LINK, icon="square-check")
        self.way = SegmentedRadio([(one, typeset(one.label)) for one in ReadingWay])
        self.day = DateField(today=self._today)
        self._lay_out()
        self.way.set_value(ReadingWay.SIGNED)
        self.day.set_value(self._today())
        self.readers.edited.connect(self._take_choice)
        self.everybody.clicked.connect(self._tick_all)
        self._take_choice()
        self.readers.setFocus(Qt.FocusReason.TabFocusReason)

    def _today(self) -> date:
        return local(self._session.clock()).date()

    def _lay_out(self) -> None:
        who = QWidget()
        column = QVBoxLayout(who)
        column.setContentsMargins(_RING, 0, _RING, _RING)
        column.addWidget(Field("Qui l’a lue", self.readers))
        names = ScrollArea(who)
        names.setFixedHeight(min(column.heightForWidth(px(_WIDTH - _AROUND)), px(_HIGHEST)))
        self.body.addWidget(names)
        self.body.addWidget(self.everybody, 0, Qt.AlignmentFlag.AlignLeft)
        self.day_field = Field("Le", self.day, stretch=False)
        for field in (Field("Comment", self.way, stretch=False), self.day_field):
            self.body.addWidget(field)

    def _tick_all(self) -> None:
        self.readers.set_value(self._waiting)
        self._take_choice()

    def _take_choice(self) -> None:
        """The verb is offered once somebody is ticked."""
        self.go.setEnabled(bool(self.readers.value()))

    def accept(self) -> None:
        """Record it; what is refused is said, and may be put right."""
        day, names = self.day.value(), self.readers.value()
        if day is None:
            self.day_field.set_error("Il manque le jour. Par exemple : 30/11/2026.")
            self.day.setFocus()
            return
        session, learning = self._session, self._session.register.learning
        acknowledge = partial(learning.acknowledge, self._note, names, self.way.value(), day, act=self._act)
        self.recorded = session.do(lambda: acknowledge(by=session.actor), initiator=self._initiator)
        if self.recorded is not None:
            super().accept()
