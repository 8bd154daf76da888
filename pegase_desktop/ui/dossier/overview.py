"""The dossiers of a kind, in groups by how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.case.draft_banner import DraftBanner
from pegase_desktop.ui.desk.screen import Standing
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.rows import DossierRow, Group, GroupHead, Line
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.buttons import Kind as ButtonKind
from pegase_desktop.ui.widgets.grounds import Bar, Edge, ScrollArea
from pegase_desktop.ui.widgets.labels import Elided, Text
from pegase_desktop.ui.widgets.long_column import add_now
from pegase_desktop.ui.widgets.notices import Banner, EmptyState
from pegase_desktop.ui.widgets.text_fields import SearchField


@dataclass(frozen=True, slots=True)
class ListPlan:
    """How the dossiers of a kind are listed.

    Attributes:
        title: of the screen.
        add: what the button says that begins a new one.
        search: what stands in the empty search field.
        icon, nothing, hint: what an empty list shows and says.
        groups: those that were found, under their heads.
        line: what the row of one shows at an instant, for whoever is at the desk.
        elsewhere: what a second button says, that begins one from something else; without it there is none.
    """

    kind: Kind
    title: str
    add: str
    search: str
    icon: str
    nothing: str
    hint: str
    groups: Callable[[Sequence[Any]], Iterable[Group]]
    line: Callable[[Any, datetime, str], Line]
    elsewhere: str = ""


class Overview(QWidget):
    """``opened`` with the id of the one that is wanted, ``new_wanted`` for a new one, ``resumed`` with a draft.

    ``elsewhere_wanted`` for a new one that comes of something else.
    """

    opened = Signal(int)
    new_wanted = Signal()
    elsewhere_wanted = Signal()
    resumed = Signal(Draft)

    def __init__(self, session: Session, plan: ListPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._plan = plan
        self._fact = Elided("", Type.BODY, Tone.TEXT2)
        self.search = SearchField(plan.search)
        self.search.edited.connect(partial(self._try, self._show))
        self.found: tuple[Any, ...] = ()
        self._add = Button(plan.add, ButtonKind.PRIMARY, icon="plus")
        self._add.clicked.connect(self.new_wanted)
        self._elsewhere = Button(plan.elsewhere)
        self._elsewhere.clicked.connect(self.elsewhere_wanted)
        if not plan.elsewhere:
            self._elsewhere.hide()
        self._trouble = Banner(Tone.DANGER)
        self._trouble.hide()
        self.drafts = DraftBanner(session, plan.kind.code)
        self.drafts.resumed.connect(self.resumed)
        self.drafts.dropped.connect(self.refresh)
        self.rows: list[DossierRow] = []
        self._places: list[tuple[str, int]] = []  # under which head each row stands
        self._current = 0
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        content = QWidget()
        content.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollArea(content)
        self._nothing = EmptyState(plan.icon, plan.nothing, typeset(plan.hint), plan.add)
        self._nothing.triggered.connect(self._help_out)
        self.standing = Standing()
        self._lay_out()

    def refresh(self) -> None:
        """Read them anew; the keyboard stays on the one it was on."""
        self._try(self._read)

    def _try(self, reading: Callable[[], None]) -> None:
        """Say why something cannot be read; what was shown stays."""
        try:
            reading()
        except UserError as refusal:
            self._trouble.show_message(Tone.DANGER, str(refusal))
            self._trouble.show()
        else:
            self._trouble.hide()

    def _read(self) -> None:
        self.found = tuple(self._session.register.dossiers(self._plan.kind.code).all())
        self.drafts.refresh()
        self._show()

    def _show(self) -> None:
        """Those that were read and have the words searched."""
        named = self._named()
        self._count(self.found)
        groups = tuple(self._plan.groups([one for one in self.found if named is None or one.id in named]))
        places = [(group.title, one.id) for group in groups for one in group.records]
        if places and places == self._places:
            self._say(groups)
        else:
            self._places = places
            self._make(groups)

    def enter(self) -> None:
        """Bring the keyboard to the row it was on last; where there is none, to the button that adds one."""
        if self.rows:
            self._focus(self._current)
        else:
            self._nothing.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_search(self, typed: str = "") -> None:
        """Bring the keyboard to the search, with letters typed elsewhere if any."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        if typed:
            self.search.insert(typed)
            self.search.edited.emit()

    def _named(self) -> frozenset[int] | None:
        """The ids of those that have the words searched; None where nothing is searched."""
        if not self.search.value():
            return None
        found = self._session.register.table.search(self.search.value(), (self._plan.kind.code,))
        return frozenset(one.id for one in found)

    def _help_out(self) -> None:
        """The button of an empty screen: search no more, or begin the first one."""
        if self.search.value():
            self.search.set_value("")
            self._try(self._show)
            self.enter()
        else:
            self.new_wanted.emit()

    def mark(self, record_id: int) -> None:
        """The keyboard begins at this one from now on, if it is there."""
        ids = [row.line.record.id for row in self.rows]
        if record_id in ids:
            self._make_current(ids.index(record_id))

    # Showing

    def _lay_out(self) -> None:
        header = Bar(Size.HEADER, Tone.SURFACE, Edge.BOTTOM)
        line = QHBoxLayout(header)
        line.setContentsMargins(px(Size.SCREEN_PADDING), 0, px(Size.SCREEN_PADDING), 1)
        line.setSpacing(px(10))
        line.addWidget(Text(self._plan.title, Type.SCREEN_TITLE))
        line.addSpacing(px(12))
        line.addWidget(self._fact, 1)
        for at_right in (self.search, self._elsewhere, self._add):
            line.addWidget(at_right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((header, 0), (self._trouble, 0), (self.drafts, 0), (self._scroll, 1), (self._nothing, 1)):
            column.addWidget(part, stretch)

    def _count(self, found: Sequence[Any]) -> None:
        now, kind = self._session.clock(), self._plan.kind
        ongoing = sum(map(kind.is_open, found))
        late = sum(any(duty.is_late(now) for duty in kind.duties(one)) for one in found)
        self.standing = Standing(f"{french.count(ongoing, kind.name, kind.several)} en cours", late)
        self._fact.setText(f"{ongoing} en cours, {len(found)} en tout" if found else "")

    def _say(self, groups: Sequence[Group]) -> None:
        """Say in the rows that are there what has changed: nothing moves."""
        for row, one in zip(self.rows, (one for group in groups for one in group.records), strict=True):
            row.show_line(self._line(one))

    def _make(self, groups: Sequence[Group]) -> None:
        had_keyboard = any(row is self.window().focusWidget() for row in self.rows)
        kept = self.rows[self._current].line.record.id if self.rows else 0
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for group in groups:
            add_now(self._list, GroupHead(group))
            for one in group.records:
                self._add_row(one)
        self._list.addStretch(1)
        self._make_current(self._current)
        self.mark(kept)
        self._scroll.setVisible(bool(self.rows))
        self._nothing.setVisible(not self.rows)
        self._say_nothing()
        if had_keyboard:
            self.enter()

    def _say_nothing(self) -> None:
        """Why no row is there; what is to be searched and added has its place in the head once there is any."""
        is_searched = bool(self.search.value())
        self._add.setVisible(bool(self.rows) or is_searched)
        self.search.setVisible(bool(self.rows) or is_searched)
        if is_searched:
            none = "Aucune" if self._plan.kind.is_feminine else "Aucun"
            title, sentence = f"{none} {self._plan.kind.name} ne correspond", "Essayez un numéro ou un autre mot."
            self._nothing.show_message("search", title, sentence, "Effacer la recherche")
        else:
            plan = self._plan
            self._nothing.show_message(plan.icon, plan.nothing, typeset(plan.hint), plan.add)

    def _line(self, record: Any) -> Line:
        return self._plan.line(record, self._session.clock(), self._session.actor)

    def _add_row(self, record: Any) -> None:
        row = DossierRow(self._line(record))
        row.clicked.connect(partial(self._open, row))
        row.stepped.connect(self._step)
        self.rows.append(row)
        add_now(self._list, row)

    # The keyboard and the mouse

    def _open(self, row: DossierRow, *_: object) -> None:
        self._make_current(self.rows.index(row))
        self.opened.emit(row.line.record.id)

    def _step(self, step: int) -> None:
        self._focus(self._current + step)

    def _make_current(self, place: int) -> None:
        self._current = max(0, min(place, len(self.rows) - 1))
        for number, row in enumerate(self.rows):
            row.set_current(number == self._current)

    def _focus(self, place: int) -> None:
        self._make_current(place)
        row = self.rows[self._current]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.reveal(row)
