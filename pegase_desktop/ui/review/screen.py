"""« Revue hebdomadaire »: a week, and in its place what was noted when it was reviewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.held_review import begun
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.screen import DossierScreen
from pegase_desktop.ui.review.finding import found_review
from pegase_desktop.ui.review.plan import PLAN
from pegase_desktop.ui.review.printing import show_review
from pegase_desktop.ui.review.projection import Projection
from pegase_desktop.ui.review.week_view import WeekView


class ReviewScreen(DossierScreen):
    """Read anew when the register changes, and when another week is looked at."""

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        super().__init__(session, signer, PLAN, parent)
        self.view = WeekView(session)
        self.projection: Projection | None = None
        self.lay_out(self.view)
        self.view.opened.connect(self._open_record)
        self.view.printing.connect(self._print)
        self.view.projecting.connect(self.project)
        self.view.noting.connect(self.note_review)
        self.view.note_opened.connect(self.show_record)
        self.view.resumed.connect(self.resume)
        self.view.meeting_wanted.connect(partial(self.place_wanted.emit, Place.MEETINGS))
        self.refresh()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {**super().keys(), "Ctrl+P": self._print, "F11": self.project}

    def concerns(self, changed: Changed) -> bool:
        return changed.concerns_any(RecordKind.COMPLAINT, RecordKind.IMPROVEMENT, RecordKind.WEEKLY_REVIEW)

    def refresh_overview(self) -> None:
        self.view.refresh()
        if self.projection is not None and self.view.review is not None:
            self.projection.show_review(self.view.review, self._bars())

    def enter_overview(self, shown: int) -> None:
        self.view.enter()

    def fit(self, window_width: int) -> None:
        self.view.fit(window_width)

    def start_search(self, typed: str = "") -> bool:
        if self.page is not None:
            return False
        found = found_review(self._session, typed)
        if found is not None:
            self.show_record(found.id)
        return True

    def note_review(self) -> None:
        """Note that the week was reviewed; what was noted, or begun by the person, is opened again."""
        view = self.view
        if view.held is not None:
            self.show_record(view.held.id)
        elif own := [one for one in view.begun if one.saved_by == self._session.actor]:
            self.resume(own[-1])
        elif view.review is not None:
            today = local(self._session.clock()).date()
            self.begin(begun(view.week, self._session.actor, today, quiet=view.review.is_quiet))

    def project(self) -> None:
        """Show the week to a team: full screen, one topic at a time, discreet at first."""
        if self.page is None and self.projection is None and self.view.review is not None:
            self.projection = Projection(self.view.review, self._bars(), self.window())
            self.projection.ended.connect(self._end_projection)
            self.projection.project()

    def _end_projection(self) -> None:
        projection, self.projection = self.projection, None
        if projection is not None:
            projection.deleteLater()

    def _bars(self) -> Bars:
        return self._session.register.reviewing.bars(self.view.week)

    def _open_record(self, record: RecordRef) -> None:
        self.record_wanted.emit(record, "")

    def _print(self) -> None:
        if self.page is None and self.view.review is not None:
            show_review(self._session, self.view.review, self.window())
