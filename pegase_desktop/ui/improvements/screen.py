"""« Améliorations »: those there are, and in their place the form of the one opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.improvement_rules import begun, improvement_from
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.desk.colleagues_draft import ensure_no_own, is_colleagues
from pegase_desktop.ui.desk.screen import Screen, Standing
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.dossier.sheet import Sheet
from pegase_desktop.ui.improvements.overview import Overview
from pegase_desktop.ui.improvements.plan import PLAN


class ImprovementsScreen(Screen):
    """A form is opened once somebody is at the desk: what is typed in it is theirs."""

    is_sized_once = True

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._signer = signer
        self.overview = Overview(session)
        self.page: DossierPage | None = None
        self._whole = QStackedWidget()
        self._whole.addWidget(self.overview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        self.overview.opened.connect(self.show_record)
        self.overview.new_wanted.connect(self.begin_new)
        self.overview.resumed.connect(self.resume)
        session.actor_changed.connect(self._take_person)
        self.refresh()

    # What the window asks of it

    @property
    def standing(self) -> Standing:
        return self.overview.standing

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {"Ctrl+S": self._save}

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        if changed.concerns_any(RecordKind.IMPROVEMENT):
            self.overview.refresh()
            self._catch_up()
            self.counted.emit()

    def tick(self) -> None:
        self.overview.refresh()
        if self.page is not None:
            self.page.tick()
        self.counted.emit()

    def enter(self) -> None:
        if self.page is None:
            self.overview.enter()
        else:
            self.page.focus_on()

    def start_search(self, typed: str = "") -> bool:
        if self.page is not None:
            return False
        self.overview.start_search(typed)
        return True

    def escape(self) -> None:
        """Back to the list; what is typed is kept."""
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

    # Opening

    def begin_new(self) -> None:
        """The form of a new improvement."""
        self._begin(begun(self._session.clock()))

    def begin_record(self, origin: RecordRef) -> None:
        found = self._session.attempt(lambda: self._session.register.dossiers(origin.kind).get(origin.id))
        if isinstance(found, Complaint):
            self._begin(improvement_from(found, self._session.clock()))

    def show_record(self, record_id: int, fact: str = "") -> None:
        self._show(record_id, fact, takes_theirs=False)

    def _show(self, record_id: int, fact: str, *, takes_theirs: bool) -> None:
        """With what the person typed about it the last time; what a colleague typed only where that is wanted."""
        if not self._may_open():
            return
        register = self._session.register
        ref = RecordRef(RecordKind.IMPROVEMENT, record_id)
        found = self._session.attempt(
            lambda: (register.improvements.get(record_id), register.drafts.of(ref, self._session.actor))
        )
        if found is not None:
            improvement, draft = found
            if draft and is_colleagues(draft, self._session) and not takes_theirs:
                draft = None
            self._open(self._sheet(improvement, draft=draft), fact)

    def resume(self, draft: Draft) -> None:
        if not ensure_no_own(draft, self._session):
            return
        if draft.record_id:
            self._show(draft.record_id, "", takes_theirs=True)
        elif self._may_open():
            self._open(self._sheet(Improvement(), draft=draft))

    def _begin(self, proposed: Improvement) -> None:
        if self._may_open():
            self._open(self._sheet(Improvement(), proposed=proposed))

    def _sheet(
        self, improvement: Improvement, *, proposed: Improvement | None = None, draft: Draft | None = None
    ) -> Sheet:
        session = self._session
        return Sheet(
            PLAN.kind, session.actor, session.clock, improvement, rows=PLAN.rows, proposed=proposed, draft=draft
        )

    def _may_open(self) -> bool:
        """Whether somebody is at the desk, and what is typed in the form that is open is kept."""
        return self.ensure_settled() and self._signer.ensure_known()

    def _open(self, sheet: Sheet, fact: str = "") -> None:
        self._close()
        page = self.page = DossierPage(self._session, PLAN, sheet, self)
        page.left.connect(self._leave)
        page.recorded.connect(self._show_outcome)
        page.case_wanted.connect(self._follow)
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        page.focus_on(fact)

    def _leave(self) -> None:
        if self.ensure_settled():
            shown = self.page.sheet.recorded.id if self.page else 0
            self._close()
            self.overview.refresh()
            self.overview.mark(shown)
            self.overview.enter()

    def _close(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.saver.keeping.forget()
            self._whole.setCurrentWidget(self.overview)
            self._whole.removeWidget(page)
            page.hide()
            page.deleteLater()

    # What happens meanwhile

    def _save(self) -> None:
        if self.page is not None:
            self.page.save()

    def _show_outcome(self) -> None:
        self.overview.refresh()
        self.counted.emit()

    def _follow(self, reference: str) -> None:
        """The complaint that the improvement comes from."""
        found = self._session.attempt(lambda: self._session.register.cases.find(reference))
        if found is not None:
            self.record_wanted.emit(found.ref, "")

    def _catch_up(self) -> None:
        """Show in the form what was recorded elsewhere, or that its draft was dropped there."""
        page, register = self.page, self._session.register
        if page is None:
            return
        sheet = page.sheet
        kept = self._session.attempt(register.drafts.all) or ()
        is_dropped = sheet.draft_id and all(one.id != sheet.draft_id for one in kept)
        if is_dropped and not sheet.is_registered:
            self._close()
        elif is_dropped:
            page.saver.keeping.forget()
            self._close()
            self.show_record(sheet.recorded.id)
        elif sheet.is_registered:
            found = self._session.attempt(partial(register.improvements.get, sheet.recorded.id))
            if found is not None:
                sheet.recorded_as(found)
                page.show_record()

    def _take_person(self, _: str) -> None:
        if self.isVisible():
            self.overview.refresh()
