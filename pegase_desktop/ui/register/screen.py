"""The register's screen: header, filters, drafts to finish, table or what to say when it is empty, detail panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pegase_desktop.domain.filters import Filters
from pegase_desktop.domain.french import count
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.views import Chip, Counts, SortKey, View
from pegase_desktop.domain.words import Labelled
from pegase_desktop.ui.case.draft_banner import DraftBanner
from pegase_desktop.ui.case.place import PanelPlace
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Screen, Standing
from pegase_desktop.ui.desk.selection import Selection
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.paper.sheet import show_blank_sheet
from pegase_desktop.ui.register.columns import Order
from pegase_desktop.ui.register.filters import FilterBar
from pegase_desktop.ui.register.head import RegisterHead
from pegase_desktop.ui.register.lines import Section
from pegase_desktop.ui.register.model import RegisterModel
from pegase_desktop.ui.register.table import RegisterTable, is_writing
from pegase_desktop.ui.widgets.notices import EmptyState

Kept = TypeVar("Kept", bound=Labelled)

_REST_MS = 600  # who types on waits for no count
_LIFTED = "La recherche ou le filtre qui cachait ce dossier est effacé."
_INTO_TABLE = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RegisterScreen(Screen):
    """Finds a complaint and shows where it stands. ``chosen`` once the panel may follow the selection."""

    chosen = Signal()

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        signer: Signer,
        selection: Selection,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._selection = selection
        self.model = RegisterModel(session.register.table, session.clock, self)
        self.table = RegisterTable(self.model, selection)
        self._head = RegisterHead()
        self.search = self._head.search
        self.filters = FilterBar()
        self.drafts = DraftBanner(session)
        self.panel = PanelPlace(session, signer, selection, is_open=preferences.panel_open)
        self._empty = EmptyState()
        self._pages = QStackedWidget()
        self._order = Order()
        self._set_aside: frozenset[Section] | None = None  # what was folded when the search began
        self.counts = Counts(0, 0, 0, 0, 0, 0)
        self._lay_out()
        self._telling = QTimer(self, singleShot=True, interval=_REST_MS)
        self._restore()
        self._connect()
        self.refresh()
        if not (preferences.panel_open and self.counts.total):
            self.panel.hide()

    # What is shown

    @property
    def standing(self) -> Standing:
        opened = count(self.counts.open, "ouvert")
        year = local(self._session.clock()).year
        return Standing(f"{count(self.counts.in_year, 'dossier')} en {year} · {opened}", self.counts.late)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        acting = {"Ctrl+Return": self.panel.press_main, "Ctrl+Enter": self.panel.press_main}
        return acting | {"Ctrl+T": self.panel.note_contact, "Ctrl+P": self._print, "Ctrl+R": self._write_letter}

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        """In the same place."""
        self.drafts.refresh()
        if changed.concerns_any(RecordKind.COMPLAINT, RecordKind.SCHOOL):
            self.model.forget_lines()
            self._show(keep_place=True)
            self._count()
        else:
            self.tick()
        self.panel.refresh(changed)

    def tick(self) -> None:
        if self.filters.filters.chip is Chip.LATE:
            self._show(keep_place=True)
        self.model.tick()
        self._count()
        self.panel.tick()

    def fit(self, window_width: int) -> None:
        self.panel.fit(window_width)
        self.table.fit_owner(window_width)

    def show_case(self, complaint_id: int) -> None:
        """Select a complaint and show it; the search, the filters and the fold that would hide it are lifted."""
        self._selection.choose(complaint_id)
        self._lift(complaint_id)
        self.table.mark()
        self.panel.show_case()

    def find_again(self, complaint_id: int) -> None:
        """Show a case that was worked on: it may have left the filter by what was done, which stays."""
        if complaint_id != self._selection.case:
            self.show_case(complaint_id)
        elif complaint_id != self.panel.shown:
            self.panel.show_case()

    def show_first(self) -> None:
        """Select the complaint selected last time, else the first that is seen, and show it."""
        self._selection.narrow(self.model.lines)
        self.table.mark()
        self.panel.show_case()

    def open_panel(self) -> None:
        """Show the case selected at the right."""
        self.panel.open()
        self.panel.show_case()

    def enter(self) -> None:
        """Bring the keyboard to the table; where nothing is shown, to what brings it back."""
        if not self.model.spine.ids:
            # A hidden table would take the keyboard once it is back, from whoever is typing by then.
            (self.search if self.search.text() else self._empty).setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_search(self, typed: str = "") -> bool:
        """Bring the keyboard to the search, with the letters typed elsewhere if any."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        if typed:
            self.search.insert(typed)
            self.search.edited.emit()
        return True

    def remember(self) -> None:
        """Put what is worth keeping for the next opening into the preferences."""
        kept, filters = self._preferences, self.filters.filters
        kept.sort, kept.descending = self._order.key.value, self._order.descending
        kept.chip = filters.chip.value
        kept.widths = self.table.widths()
        folded = self.model.folded if self._set_aside is None else self._set_aside
        kept.folded = sorted(section.value for section in folded)
        kept.top = self.table.top_complaint()
        kept.panel_open = self.panel.is_open

    # Setting up

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        for part in (self.filters, self.drafts):
            left.addWidget(part)
        left.addWidget(self._pages, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(left, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(body, 1)

    def _restore(self) -> None:
        """Start as it was left (see :meth:`Preferences.begin_in_sight`); what no longer exists is left out."""
        kept = self._preferences
        self._order = Order(_one_of(SortKey, kept.sort, SortKey.NEXT_DUE), kept.descending)
        self.filters.show_filters(Filters(_one_of(Chip, kept.chip, Chip.ALL)))
        self.model.fold(frozenset(Section(name) for name in kept.folded if name in tuple(Section)))
        self.table.header.show_order(self._order)
        self.table.set_widths(kept.widths)
        self.table.begin_at(kept.top)

    def _connect(self) -> None:
        self._head.new.clicked.connect(self.new_wanted)
        self._head.blank.clicked.connect(lambda: show_blank_sheet(self._session, self.window()))
        self.search.edited.connect(self._search)
        self.search.installEventFilter(self)
        self.filters.changed.connect(self._filter)
        self.filters.more_wanted.connect(self._ask_filters)
        self.table.header.sort_wanted.connect(self._sort)
        self.table.chosen.connect(self.chosen)
        self.table.folded.connect(self._follow)
        self.table.opened.connect(self._go_on)
        self.table.details_wanted.connect(self._open_details)
        self.table.typed.connect(self.start_search)
        self.drafts.resumed.connect(self.draft_wanted)
        self.drafts.dropped.connect(self.refresh)
        self._empty.triggered.connect(self._help_out)
        self.chosen.connect(self.panel.follow)
        self.panel.wizard_wanted.connect(self._go_on)
        self.panel.sheet_wanted.connect(self.sheet_wanted)
        self.panel.case_wanted.connect(self.show_case)
        self.panel.record_wanted.connect(self._want_record)
        self.panel.improvement_wanted.connect(self.improvement_wanted)
        self._telling.timeout.connect(self.chosen)
        self._telling.timeout.connect(self._tell_count)
        self._session.actor_changed.connect(self._know_person)
        self.table.rows.me = self._session.actor

    # What the person does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search, Down and Enter go to the table, and so does Escape once there is nothing to empty."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            is_leaving = event.key() == Qt.Key.Key_Escape and not self.search.text()
            if is_leaving or event.key() in _INTO_TABLE:
                self._enter_table()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters for which nobody nearer the keyboard had a use are searched, as those typed in the table."""
        if is_writing(event):
            self.start_search(event.text())
        else:
            super().keyPressEvent(event)

    def _enter_table(self) -> None:
        if self.model.spine.ids:
            self._selection.choose(self._selection.case)
            self.chosen.emit()
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self) -> None:
        """Calm while one types: what is found is meant at once, and the panel follows when the keys rest."""
        self._show(keep_place=False)
        self._narrow()
        self._telling.start()

    def _filter(self, _: Filters) -> None:
        self._show(keep_place=False)
        self._follow()
        self._telling.start()

    def _ask_filters(self) -> None:
        from pegase_desktop.ui.register.filter_dialog import ask_filters

        wanted = ask_filters(self._session, self.filters.filters, self.window())
        if wanted is not None:
            self.filters.choose(wanted)

    def _open_details(self) -> None:
        self._selection.choose(self._selection.case)
        self.open_panel()

    def escape(self) -> None:
        """Close the panel."""
        self.panel.close_panel()
        self.enter()

    def _go_on(self, complaint_id: int, page: Page | None = None, fact: str = "") -> None:
        self.wizard_wanted.emit(complaint_id, page, fact)

    def _want_record(self, record: RecordRef) -> None:
        self.record_wanted.emit(record, "")

    def _print(self) -> None:
        if self._selection.case:
            self.sheet_wanted.emit(self._selection.case)

    def _write_letter(self) -> None:
        """The letter that the process asks for next, of the case selected: first of all the acknowledgement."""
        from pegase_desktop.ui.letters.writing import write_next_letter

        if self._selection.case and self._session.ensure_signed():
            write_next_letter(self._session, self._selection.case, self.window())

    def _narrow(self) -> None:
        """Nothing is meant, and so shown or acted on, that is not in the table."""
        meant = self._selection.case
        self._selection.narrow(self.model.lines)
        self.table.mark(reveal=self._selection.case != meant)

    def _follow(self) -> None:
        self._narrow()
        self.chosen.emit()

    def _lift(self, complaint_id: int) -> None:
        """Take away what hides a complaint, and no more of it than that; say so."""
        if complaint_id in self.model.lines:
            return
        if complaint_id not in self.model.spine.ids and self.search.value():
            self.search.set_value("")
            self._show(keep_place=False)
        if complaint_id not in self.model.spine.ids:
            self.filters.show_filters(Filters())
            self._show(keep_place=False)
        section = self.model.lines.section_of(complaint_id)
        if section in self.model.folded:
            self.table.fold(self.model.folded - {section})
        announce(self, _LIFTED)

    def _tell_count(self) -> None:
        """Say what the search or the filters left."""
        found = len(self.model.spine.ids)
        announce(self, count(found, "dossier") if found else self._empty.accessibleName())

    def _sort(self, order: Order) -> None:
        self._order = order
        self.table.header.show_order(order)
        self._show(keep_place=False)
        self.table.mark()

    def _help_out(self) -> None:
        """The button of an empty screen: clear the filters, or enter the first complaint."""
        if self._is_filtered():
            self.search.set_value("")
            self.filters.choose(Filters())
        else:
            self.new_wanted.emit()

    def _know_person(self, name: str) -> None:
        self.table.rows.me = name
        if self.filters.filters.chip is Chip.MINE:
            self._show(keep_place=False)
            self._follow()
        self.table.viewport().update()
        self._count()

    # Reading the register

    def _view(self) -> View:
        now, filters = self._session.clock(), self.filters.filters
        return replace(
            filters.view(now),
            me=self._session.actor,
            search=self.search.value(),
            sort=self._order.key,
            descending=self._order.descending,
        )

    def _show(self, *, keep_place: bool) -> None:
        self._unfold_for_search()
        self.table.show_view(self._view(), keep_place=keep_place)
        is_empty = not self.model.spine.ids
        if is_empty:
            self._say_empty()
        self._pages.setCurrentWidget(self._empty if is_empty else self.table)

    def _unfold_for_search(self) -> None:
        """What is looked for is shown wherever it stands; once the search is empty, the parts are as they were."""
        if self.search.value() and self._set_aside is None:
            self._set_aside = self.model.folded
            self.table.fold(frozenset())
        elif not self.search.value() and self._set_aside is not None:
            self.table.fold(self._set_aside)
            self._set_aside = None

    def _count(self) -> None:
        now = self._session.clock()
        year = local(now).year
        self.counts = self._session.register.table.counts(now, self._session.actor, year)
        self._head.show_year(year)
        self.filters.show_counts(self.counts)
        self.counted.emit()

    def _is_filtered(self) -> bool:
        return bool(self.search.value()) or self.filters.filters != Filters()

    def _say_empty(self) -> None:
        if self._is_filtered():
            sentence = "Essayez un nom, un N°\u00a0ou un autre filtre."
            is_search_alone = self.filters.filters == Filters()
            clear = "Effacer la recherche" if is_search_alone else "Effacer les filtres"
            self._empty.show_message("search", "Aucun dossier ne correspond", sentence, clear)
        else:
            sentence = "Enregistrez la première pendant que le client est devant vous."
            self._empty.show_message("inbox", "Aucune réclamation pour l’instant", sentence, "Nouvelle réclamation")


def _one_of(kind: type[Kept], code: str, otherwise: Kept) -> Kept:
    """The member with that code, or *otherwise* when it no longer exists."""
    return next((member for member in kind if member.value == code), otherwise)
