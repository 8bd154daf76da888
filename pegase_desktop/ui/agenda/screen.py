"""What is to be done today, for the team or for the person at the desk."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.agenda import Agenda, Todo, agenda, in_a_sentence
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.typography import french as typeset
from pegase_desktop.ui.agenda.rows import GroupHead, TodoRow
from pegase_desktop.ui.agenda.side import Side
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.theme import px
from pegase_desktop.ui.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import Text
from pegase_desktop.ui.widgets.notices import Banner, EmptyState
from pegase_desktop.ui.widgets.segmented import SegmentedRadio

# Nobody works through more in a day; the register's « En retard » shows all.
_ROWS_SHOWN = 200
_TEAM, _ME = "team", "me"


class AgendaScreen(Ground):
    """Groups of duties in the order of urgency, each with one direct action."""

    acted = Signal(Todo)
    opened = Signal(int)
    register_wanted = Signal()
    print_wanted = Signal(Agenda, str)
    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SURFACE, parent=parent)
        self._session = session
        self._day = Text("", Type.BODY, Tone.TEXT2)
        self._whose = SegmentedRadio([(_TEAM, "Toute l’équipe"), (_ME, "Pour moi")])
        self._whose.set_value(_TEAM)
        self._whose.edited.connect(self.refresh)
        self._banner = Banner(Tone.DANGER, "", action="Les voir")
        self._banner.triggered.connect(self.enter)
        self._rows: list[TodoRow] = []
        self._list = QVBoxLayout()
        self._side = QHBoxLayout()
        self.agenda = agenda((), (), session.clock())
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._banner)
        left.addLayout(self._list, 1)
        self._list.setSpacing(0)
        self._side.setSpacing(0)
        self._side.addLayout(left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addLayout(self._side, 1)

    def _header(self) -> Ground:
        header = Ground(Tone.SURFACE, Edge.BOTTOM)
        header.setFixedHeight(px(Size.HEADER))
        printing = Button("Imprimer la liste", icon="printer", key="Ctrl+P")
        printing.clicked.connect(self.print_list)
        line = QHBoxLayout(header)
        line.setContentsMargins(px(Size.SCREEN_PADDING), 0, px(Size.SCREEN_PADDING), 1)
        line.setSpacing(px(10))
        line.addWidget(Text("À faire aujourd’hui", Type.SCREEN_TITLE))
        line.addSpacing(px(12))
        line.addWidget(self._day)
        line.addStretch(1)
        line.addWidget(self._whose)
        line.addWidget(printing)
        return header

    @property
    def whose(self) -> str:
        """The name for whom the list is; empty for the whole team."""
        return self._session.actor if self._whose.value() == _ME else ""

    def refresh(self) -> None:
        """Read the duties anew; the keyboard stays on the row it was on, or on the one that took its place."""
        place = self._focused()
        now = self._session.clock()
        day = local(now).date()
        said = french.long_day(day)
        self._day.setText(said[0].upper() + said[1:])
        entries = self._session.register.journal_since(from_local(day, time()))
        self.agenda = agenda(self._session.register.todos(), entries, now, me=self.whose)
        self._show_banner()
        self._show_list()
        self._show_side()
        self.counted.emit(self.agenda.count)
        if place is not None:
            self._focus(place)

    def enter(self) -> None:
        """Bring the keyboard to the most urgent row."""
        self._focus(0)

    def print_list(self) -> None:
        """Ask for the list on paper."""
        self.print_wanted.emit(self.agenda, self.whose)

    # What is shown

    def _show_banner(self) -> None:
        late = self.agenda.late
        said = ", ".join(in_a_sentence(one)[0].lower() + in_a_sentence(one)[1:] for one in late[:3])
        rest = f" et {len(late) - 3} de plus" if len(late) > 3 else ""
        lead = f"{french.count(len(late), 'action')} en retard :"
        self._banner.show_message(Tone.DANGER, f"{said}{rest}.", lead=typeset(lead), action="Les voir")
        self._banner.setVisible(bool(late))

    def _show_list(self) -> None:
        _empty(self._list)
        self._rows = []
        if not self.agenda.groups:
            self._list.addWidget(self._nothing(), 1)
            return
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for group in self.agenda.groups:
            column.addWidget(GroupHead(group))
            for todo in group.todos[: _ROWS_SHOWN - len(self._rows)]:
                column.addWidget(self._row(todo))
        column.addStretch(1)
        self._rows[0].set_first()
        self._scroll = ScrollArea(content)
        self._list.addWidget(self._scroll, 1)

    def _row(self, todo: Todo) -> TodoRow:
        row = TodoRow(todo, self._session.clock(), self._session.actor)
        row.acted.connect(self.acted)
        row.opened.connect(self.opened)
        row.stepped.connect(self._step)
        self._rows.append(row)
        return row

    def _nothing(self) -> EmptyState:
        coming = self.agenda.coming
        sentence = "Rien n’est prévu dans les sept prochains jours."
        if coming:
            first = in_a_sentence(coming[0].todos[0])
            day = french.near_day(coming[0].day, local(self._session.clock()).date())
            sentence = f"Prochaine échéance : {day}, {first[0].lower()}{first[1:]}."
        empty = EmptyState("circle-check", "Rien à faire aujourd’hui", typeset(sentence), "Ouvrir le registre")
        empty.triggered.connect(self.register_wanted)
        return empty

    def _show_side(self) -> None:
        if self._side.count() > 1:
            _drop(self._side.takeAt(1))
        told = {entry.complaint_id for entry in self.agenda.done if entry.complaint_id}
        rows = self._session.register.rows(sorted(told))
        self._side.addWidget(Side(self.agenda, {number: row.reference for number, row in rows.items()}))

    # The keyboard

    def _focused(self) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.button.hasFocus()), None)

    def _step(self, step: int) -> None:
        place = self._focused()
        if place is not None:
            self._focus(place + step)

    def _focus(self, place: int) -> None:
        if self._rows:
            row = self._rows[max(0, min(place, len(self._rows) - 1))]
            row.button.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.reveal(row)


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        _drop(layout.takeAt(0))


def _drop(item: QLayoutItem | None) -> None:
    widget = item.widget() if item is not None else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()
