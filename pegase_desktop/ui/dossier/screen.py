"""A screen that keeps dossiers of one kind: an overview, and in its place the page of the one opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.kinds import kind_of_number
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.desk.colleagues_draft import ensure_no_own, is_colleagues
from pegase_desktop.ui.desk.screen import Screen
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.dossier.plan import PagePlan
from pegase_desktop.ui.dossier.sheet import Sheet


class DossierScreen(Screen):
    """A page is opened once somebody is at the desk: what is typed in it is theirs.

    A subclass makes the overview, gives it to :meth:`lay_out`, and begins new dossiers by :meth:`begin`.
    """

    is_sized_once = True

    def __init__(self, session: Session, signer: Signer, plan: PagePlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._signer = signer
        self._plan = plan
        self._dossiers = session.register.dossiers(plan.kind.code)
        self.page: DossierPage | None = None
        self._whole = QStackedWidget()
        session.actor_changed.connect(self._take_person)

    def lay_out(self, overview: QWidget) -> None:
        """Show the overview, while no page is open."""
        self._overview = overview
        self._whole.addWidget(overview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    # What a subclass says

    def concerns(self, changed: Changed) -> bool:
        """Whether the overview shows something of what changed."""
        return changed.concerns_any(self._plan.kind.code)

    def refresh_overview(self) -> None:
        """Show what the register holds, and how late it is, now."""
        raise NotImplementedError

    def enter_overview(self, shown: int) -> None:
        """Bring the keyboard to the overview; *shown* is the dossier that was just left, or 0."""
        raise NotImplementedError

    def act(self, name: str) -> None:
        """Do what a button of the page's head says, with the dossier as it is recorded."""
        raise NotImplementedError

    def act_on_row(self, name: str, row: int) -> None:
        """Do what a button of a row says, likewise."""
        raise NotImplementedError

    def make_page(self, sheet: Sheet) -> DossierPage:
        """The page of a dossier; a kind that has more than its form has one of its own."""
        return DossierPage(self._session, self._plan, sheet, self)

    # What the window asks of it

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {"Ctrl+S": self._save}

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        if self.concerns(changed):
            self.refresh_overview()
            self._catch_up()
            self.counted.emit()

    def tick(self) -> None:
        self.refresh_overview()
        if self.page is not None:
            self.page.tick()
        self.counted.emit()

    def enter(self) -> None:
        if self.page is None:
            self.enter_overview(0)
        else:
            self.page.focus_on()

    def escape(self) -> None:
        """Back to the overview; what is typed is kept."""
        if self.page is not None:
            self._leave()

    def ensure_settled(self) -> bool:
        if self.page is None:
            return True
        is_settled = self.page.ensure_kept()
        if self.page.saver.take_changed():
            self._session.changed.emit(Changed(initiator=self))  # the others offer drafts, of which no journal tells
        return is_settled

    def save_work(self) -> None:
        if self.page is not None:
            self.page.keep()

    def show_record(self, record_id: int, fact: str = "") -> None:
        self._show(record_id, fact, takes_theirs=False)

    def resume(self, draft: Draft) -> None:
        if not ensure_no_own(draft, self._session):
            return
        if draft.record_id:
            self._show(draft.record_id, "", takes_theirs=True)
        elif self._may_open():
            self._open(self._sheet(self._plan.kind.record(), draft=draft))

    # Opening

    def begin(self, proposed: Any) -> None:
        """The page of a new dossier, with what is *proposed* for it."""
        if self._may_open():
            self._open(self._sheet(self._plan.kind.record(), proposed=proposed))

    def _show(self, record_id: int, fact: str, *, takes_theirs: bool) -> None:
        """With what the person typed about it the last time; what a colleague typed only where that is wanted."""
        if not self._may_open():
            return
        ref, drafts = RecordRef(self._plan.kind.code, record_id), self._session.register.drafts
        found = self._session.attempt(lambda: (self._dossiers.get(record_id), drafts.of(ref, self._session.actor)))
        if found is not None:
            record, draft = found
            if draft and is_colleagues(draft, self._session) and not takes_theirs:
                draft = None
            self._open(self._sheet(record, draft=draft), fact)

    def _sheet(self, record: Any, *, proposed: Any = None, draft: Draft | None = None) -> Sheet:
        session, plan = self._session, self._plan
        return Sheet(plan.kind, session.actor, session.clock, record, rows=plan.rows, proposed=proposed, draft=draft)

    def _may_open(self) -> bool:
        """Whether somebody is at the desk, and what is typed in the page that is open is kept."""
        return self.ensure_settled() and self._signer.ensure_known()

    def _open(self, sheet: Sheet, fact: str = "") -> None:
        self._close()
        page = self.page = self.make_page(sheet)
        page.left.connect(self._leave)
        page.recorded.connect(self._show_outcome)
        page.case_wanted.connect(self._follow)
        page.acted.connect(self.act)
        page.row_acted.connect(self.act_on_row)
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        page.focus_on(fact)

    def _leave(self) -> None:
        if self.ensure_settled():
            shown = self.page.sheet.recorded.id if self.page else 0
            self._close()
            self.refresh_overview()
            self.enter_overview(shown)

    def _close(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.saver.keeping.forget()
            self._whole.setCurrentWidget(self._overview)
            self._whole.removeWidget(page)
            page.hide()
            page.deleteLater()

    # What happens meanwhile

    def _save(self) -> None:
        if self.page is not None:
            self.page.save()

    def _show_outcome(self) -> None:
        self.refresh_overview()
        self.counted.emit()

    def _follow(self, reference: str) -> None:
        """The dossier, of whatever kind, that a row of the page names."""
        kind = kind_of_number(reference)
        if kind is None:
            return
        found = self._session.attempt(lambda: self._session.register.dossiers(kind.code).find(reference))
        if found is not None:
            self.record_wanted.emit(found.ref, "")

    def _catch_up(self) -> None:
        """Show in the page what was recorded elsewhere, or that its draft was dropped there."""
        page = self.page
        if page is None:
            return
        sheet = page.sheet
        kept = self._session.attempt(self._session.register.drafts.all) or ()
        is_dropped = sheet.draft_id and all(one.id != sheet.draft_id for one in kept)
        if is_dropped and not sheet.is_registered:
            self._close()
        elif is_dropped:
            page.saver.keeping.forget()
            self._close()
            self.show_record(sheet.recorded.id)
        elif sheet.is_registered:
            found = self._session.attempt(partial(self._dossiers.get, sheet.recorded.id))
            if found is not None:
                sheet.recorded_as(found)
                page.show_record()

    def _take_person(self, _: str) -> None:
        if self.isVisible():
            self.refresh_overview()
