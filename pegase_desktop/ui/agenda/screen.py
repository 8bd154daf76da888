"""What is to be done today, for the team or for the person at the desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import partial
from itertools import chain

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.agenda import Agenda, Todo, agenda, in_a_sentence
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.agenda.printing import show_list
from pegase_desktop.ui.agenda.rows import GroupHead, Line, TodoRow
from pegase_desktop.ui.agenda.side import Side
from pegase_desktop.ui.case.draft_banner import DraftBanner
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.desk.screen import Place, Screen, Standing
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import Elided, Text
from pegase_desktop.ui.widgets.notices import Banner, EmptyState
from pegase_desktop.ui.widgets.segmented import SegmentedRadio

_SIDE_FROM = 1100  # pixels of width, at a text scale of 1; a narrower screen is for the rows alone
_STAY_MS = 8_000  # long enough to see what one did, and to reach « Annuler »
_ANY_HEIGHT = 16_777_215  # Qt's own word for « no limit »
_TEAM, _ME = "team", "me"


class AgendaScreen(Screen):
    """Groups of duties in the order of urgency, each with one direct action.

    What is done with one click stays in its row, to be taken back, and nothing moves under the mouse: the list is made
    anew some seconds later, once mouse and keyboard have left what was done.
    """

    is_sized_once = True

    acted = Signal(Todo)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._day = Elided("", Type.BODY, Tone.TEXT2)
        self._whose = SegmentedRadio([(_TEAM, "Toute l’équipe"), (_ME, "Pour moi")])
        self._whose.set_value(_TEAM)
        self._whose.edited.connect(self._begin_anew)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._banner = Banner(Tone.DANGER, "", action="Les voir")
        self._banner.triggered.connect(self._go_to_late)
        self._drafts = DraftBanner(session)
        self._drafts.resumed.connect(self.draft_wanted)
        self._rows: list[TodoRow] = []
        self._current = 0
        self._heads: list[GroupHead] = []
        self._pressed: TodoRow | None = None
        self._undoing: dict[TodoRow, Callable[[], bool]] = {}  # what was done, the latest last
        self._is_held = False
        self._staying = QTimer(self, singleShot=True, interval=_STAY_MS)
        self._staying.timeout.connect(self._let_go)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = ScrollArea(content)
        self._scroll.installEventFilter(self)
        self._nothing = EmptyState()
        self._nothing.triggered.connect(partial(self.place_wanted.emit, Place.REGISTER))
        self._body = QHBoxLayout()
        self._side: Side | None = None
        self.agenda = agenda((), (), session.clock())
        self._lay_out()
        self.refresh()
        session.actor_changed.connect(self._take_person)
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.setAutoRepeat(False)
        undo.activated.connect(self._take_last_back)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._drafts)
        left.addWidget(self._banner)
        left.addWidget(self._scroll, 1)
        left.addWidget(self._nothing, 1)
        self._body.setSpacing(0)
        self._body.addLayout(left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addLayout(self._body, 1)

    def _header(self) -> Ground:
        header = Ground(Tone.SURFACE, Edge.BOTTOM)
        header.setFixedHeight(px(Size.HEADER))
        printing = Button("Imprimer la liste", icon="printer", key="Ctrl+P")
        printing.clicked.connect(self._print)
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

    @property
    def standing(self) -> Standing:
        return Standing(f"{french.count(self.agenda.count, 'action')} à faire", len(self.agenda.late))

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {"Ctrl+P": self._print}

    def tick(self) -> None:
        self.refresh()

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        """The keyboard stays on the row it was on, or on the one that took its place."""
        # Also while a dialog is open over the window, which then has the keyboard for the time being.
        had_keyboard = any(row.button is self.window().focusWidget() for row in self._rows)
        day = local(self._session.clock()).date()
        said = french.long_day(day)
        self._day.setText(said[0].upper() + said[1:])
        try:
            self.agenda = self._read(day)
            if not self._is_held:
                self._drafts.refresh()
        except UserError as refusal:  # what was shown stays: the duties are still there
            self._banner.show_message(Tone.DANGER, str(refusal))
            self._banner.show()
            return
        self._show_banner()
        self._show_side()
        self.counted.emit()
        if self._is_held:
            self._keep_places()
            return
        self._show_list()
        if had_keyboard:
            self.enter()

    def _read(self, day: date) -> Agenda:
        register = self._session.register
        entries = register.journal.since(from_local(day, time()))
        return agenda(register.table.todos(), entries, self._session.clock(), me=self.whose)

    def enter(self) -> None:
        """Bring the keyboard to the row it was on last, at first the most urgent one."""
        if self._rows:
            self._focus(self._current)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_person(self, _: str) -> None:
        if self.isVisible():
            self._begin_anew()

    def _print(self) -> None:
        show_list(self._session, self.agenda, self.whose, self.window())

    # What was done with one click

    def show_done(self, todo: Todo, take_back: Callable[[], bool]) -> None:
        """The duty is done: say so in its row, from which *take_back* is offered."""
        row = next((one for one in self._rows_of(todo) if one is self._pressed), next(self._rows_of(todo), None))
        if row is None:
            return
        self._hold()
        self._undoing[row] = take_back
        row.set_done(french.hour(self._session.clock()))
        announce(row, typeset(f"Fait : {in_a_sentence(todo)}. {row.line.context}. Ctrl+Z : annuler."))

    def _rows_of(self, todo: Todo) -> Iterator[TodoRow]:
        return (row for row in self._rows if row.line.todo == todo and not row.done_at)

    def _hold(self) -> None:
        """From now on nothing moves, the line above the list included."""
        if not self._is_held:
            self._is_held = True
            self._banner.setFixedHeight(self._banner.height())
        self._staying.start()

    def _take_last_back(self) -> None:
        if self._undoing:
            self._take_back(next(reversed(self._undoing)))

    def _take_back(self, row: TodoRow) -> None:
        take_back = self._undoing.get(row)
        if take_back is None or not take_back():
            return
        del self._undoing[row]
        self._hold()
        row.button.setFocus(Qt.FocusReason.OtherFocusReason)  # before « Annuler », which may have it, is gone
        row.set_done("")
        announce(row, typeset(f"Annulé, à faire : {in_a_sentence(row.line.todo)}"))

    def _let_go(self) -> None:
        """Make the list anew, unless somebody is still at it."""
        focus: QWidget | None = self.window().focusWidget()
        is_on_done = focus is not None and any(row.isAncestorOf(focus) for row in self._undoing)
        is_at_it = self._scroll.underMouse() or is_on_done
        if self._is_held and not self._staying.isActive() and not is_at_it:
            self._begin_anew()

    def _release(self) -> None:
        self._is_held = False
        self._staying.stop()
        self._undoing.clear()
        self._banner.setMinimumHeight(0)
        self._banner.setMaximumHeight(_ANY_HEIGHT)

    def _begin_anew(self) -> None:
        self._release()
        self.refresh()

    def _keep_places(self) -> None:
        """Say in the rows that are there what has changed; rows come and go when the list is let go."""
        numbers = {group.kind: len(group.todos) for group in self.agenda.groups}
        for head in self._heads:
            head.show_count(numbers.get(head.kind, 0))
        for row in self._rows:
            row.show_line(Line.of(row.line.todo, self._session.clock(), self._session.actor))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll and event.type() is QEvent.Type.Leave:
            self._let_go()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._is_held:  # another screen is shown: what was done is done
            self._release()
            self._show_list()

    # What is shown

    def _show_banner(self) -> None:
        late = self.agenda.late
        if self._is_held and not late:
            self._banner.show_message(Tone.SUCCESS, "Plus rien n’est en retard.")
            return
        named = 1 if self._is_held else 3  # whoever is named next may have a longer name, and the line keeps its height
        said = ", ".join(in_a_sentence(one)[0].lower() + in_a_sentence(one)[1:] for one in late[:named])
        rest = f" et {len(late) - named} de plus" if len(late) > named else ""
        lead = f"{french.count(len(late), 'action')} en retard :"
        self._banner.show_message(Tone.DANGER, f"{said}{rest}.", lead=typeset(lead), action="Les voir")
        self._banner.setVisible(bool(late))

    def _show_list(self) -> None:
        """Rows that say the same as before are kept; the others are made."""
        kept, before = defaultdict(list), [row.line.todo for row in self._rows[: self._current + 1]]
        for row in self._rows:
            kept[row.line if not row.done_at else None].append(row)
        self._rows = []
        self._heads = []
        while (item := self._column.takeAt(0)) is not None:
            if isinstance(item.widget(), GroupHead):
                _drop(item.widget())
        for group in self.agenda.groups:
            self._heads.append(GroupHead(group))
            self._column.addWidget(self._heads[-1])
            for todo in group.todos:
                line = Line.of(todo, self._session.clock(), self._session.actor)
                self._add_row(kept[line].pop() if kept[line] else self._new_row(line))
        self._column.addStretch(1)
        for row in chain(*kept.values()):
            _drop(row)
        self._make_current(self._place_after(before))
        self._show_nothing()

    def _place_after(self, before: Sequence[Todo]) -> int:
        """The row of the last of these duties, or the one that took its place."""
        places = {row.line.todo: place for place, row in enumerate(self._rows)}
        if before and before[-1] in places:
            return places[before[-1]]
        return sum(todo in places for todo in before)

    def _add_row(self, row: TodoRow) -> None:
        self._rows.append(row)
        self._column.addWidget(row)

    def _new_row(self, line: Line) -> TodoRow:
        row = TodoRow(line)
        row.acted.connect(partial(self._act, row))
        row.undone.connect(partial(self._take_back, row))
        row.opened.connect(self._open)
        row.stepped.connect(self._step)
        row.reached.connect(partial(self._reach, row))
        return row

    def _open(self, record: RecordRef) -> None:
        self.record_wanted.emit(record, "")

    def _act(self, row: TodoRow, todo: Todo) -> None:
        self._pressed = row
        self.acted.emit(todo)

    def _reach(self, row: TodoRow) -> None:
        if row in self._rows:  # Qt moves the keyboard to a dropped row's neighbour, itself perhaps on its way out
            self._make_current(self._rows.index(row))
            self._let_go()

    def _make_current(self, place: int) -> None:
        self._current = max(0, min(place, len(self._rows) - 1))
        for number, row in enumerate(self._rows):
            row.set_current(number == self._current)

    def _show_nothing(self) -> None:
        self._scroll.setVisible(bool(self._rows))
        self._nothing.setVisible(not self._rows)
        sentence = "Rien n’est prévu dans les sept prochains jours."
        if self.agenda.coming:
            coming = self.agenda.coming[0]
            first = in_a_sentence(coming.todos[0])
            day = french.near_day(coming.day, local(self._session.clock()).date())
            sentence = f"Prochaine échéance : {day}, {first[0].lower()}{first[1:]}."
        self._nothing.show_message("circle-check", "Rien à faire aujourd’hui", typeset(sentence), "Ouvrir le registre")

    def _show_side(self) -> None:
        _drop(self._side)
        told = {entry.record for entry in self.agenda.done}
        self._side = Side(self.agenda, self._session.register.table.references(told))
        self._side.setVisible(False)
        self._body.addWidget(self._side)
        self._side.setVisible(self.width() >= px(_SIDE_FROM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._side is not None:
            self._side.setVisible(event.size().width() >= px(_SIDE_FROM))

    # The keyboard

    def _step(self, step: int) -> None:
        self._focus(self._current + step)

    def _go_to_late(self) -> None:
        late = self.agenda.late[0]
        self._focus(next(place for place, row in enumerate(self._rows) if row.line.todo == late))

    def _focus(self, place: int) -> None:
        self._make_current(place)
        row = self._rows[self._current]
        row.button.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.reveal(row)


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
