"""A screen whose overview is a list of its dossiers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.ui.desk.screen import Standing
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.overview import ListPlan, Overview
from pegase_desktop.ui.dossier.plan import PagePlan
from pegase_desktop.ui.dossier.screen import DossierScreen


class ListedScreen(DossierScreen):
    """A subclass says how a new one begins, and refreshes once it is laid out."""

    def __init__(
        self, session: Session, signer: Signer, page: PagePlan, listed: ListPlan, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, signer, page, parent)
        self.overview = Overview(session, listed)
        self.lay_out(self.around(self.overview))
        self.overview.opened.connect(self.show_record)
        self.overview.new_wanted.connect(self.begin_new)
        self.overview.resumed.connect(self.resume)
        self.refresh()

    def around(self, overview: Overview) -> QWidget:
        """The list with what stands beside it."""
        return overview

    def begin_new(self) -> None:
        """The page of a new one."""
        raise NotImplementedError

    @property
    def standing(self) -> Standing:
        return self.overview.standing

    def refresh_overview(self) -> None:
        self.overview.refresh()

    def enter_overview(self, shown: int) -> None:
        if shown:
            self.overview.mark(shown)
        self.overview.enter()

    def start_search(self, typed: str = "") -> bool:
        if self.page is not None:
            return False
        self.overview.start_search(typed)
        return True
