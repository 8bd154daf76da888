"""The whole of the window: its screens, or the wizard in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordRef, complaint_ref
from pegase_desktop.ui.desk.colleagues_draft import ensure_no_own, is_colleagues, wants_colleagues
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer

if TYPE_CHECKING:
    from pegase_desktop.ui.wizard.window import WizardWindow


class WizardPlace(QStackedWidget):
    """Opens the wizard once somebody is at the desk; ``left`` with the complaint's id, or 0, when it is gone again.

    ``improvement_wanted`` after that, when the person decided one there.
    """

    left = Signal(int)
    improvement_wanted = Signal(RecordRef)

    def __init__(
        self,
        session: Session,
        signer: Signer,
        preferences: Preferences,
        screens: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._signer = signer
        self._preferences = preferences
        self._wizard: WizardWindow | None = None
        self.addWidget(screens)

    @property
    def is_open(self) -> bool:
        """Whether the wizard is shown."""
        return self._wizard is not None

    def start_new(self) -> None:
        """A new complaint, unless one is being typed; nobody types in vain what could not be kept."""
        barred = self._session.register.store.barred
        if barred:
            self._session.questions.inform("Lecture seule", str(barred))
        elif not self.is_open and self._signer.ensure_known():
            self._open(None, None, None)

    def continue_case(self, complaint_id: int, page: Page | None, fact: str) -> None:
        """A registered complaint, at the page left, or at *page* and there at *fact*."""
        if not self._signer.ensure_known():
            return
        register = self._session.register
        complaint = self._session.attempt(lambda: register.cases.get(complaint_id))
        if complaint:
            left = self._preferences.page_left(complaint_id) if complaint.is_open else None  # one reads from the top
            draft = register.drafts.of(complaint_ref(complaint_id), self._session.actor)
            if draft and is_colleagues(draft, self._session) and not wants_colleagues(draft, self._session):
                draft = None
            wizard = self._open(complaint, draft, page or left)
            if page and fact:
                wizard.form.focus_on(fact)

    def resume(self, draft: Draft) -> None:
        """What was typed and not recorded; a row half typed is gone to."""
        if not ensure_no_own(draft, self._session):
            return
        if draft.record_id:
            begun = next((one for one in draft.entries if fact_named(Complaint, one).page is draft.page), "")
            self.continue_case(draft.record_id, draft.page if begun else None, begun)
        elif self._signer.ensure_known():
            self._open(None, draft, None)

    def save_work(self) -> None:
        """Put what is typed into the register file as a draft, whatever else is wrong."""
        if self._wizard is not None:
            self._wizard.save_now()

    def leave(self) -> None:
        """Save what is typed and leave the wizard, if it is open and the person does not stay with what is not kept."""
        if self._wizard is not None:
            self._wizard.leave()

    def ensure_saved(self) -> bool:
        """Save what is typed; False when that fails and the person stays with what they typed."""
        return self._wizard is None or self._wizard.ensure_saved()

    def _open(self, complaint: Complaint | None, draft: Draft | None, page: Page | None) -> WizardWindow:
        from pegase_desktop.ui.wizard.window import WizardWindow

        wizard = WizardWindow(self._session, complaint=complaint, draft=draft, page=page)
        wizard.left.connect(self._leave)
        wizard.improvement_wanted.connect(self.improvement_wanted)
        wizard.turned.connect(self._remember_page)
        self._wizard = wizard
        self._remember_page()
        self.addWidget(wizard)
        self.setCurrentWidget(wizard)
        wizard.setFocus()
        return wizard

    def _remember_page(self) -> None:
        """At once, so that even a power cut leaves the way back; a complaint without number has it in its draft."""
        if self._wizard is not None and self._wizard.flow.is_registered:
            self._preferences.keep_page(self._wizard.flow.recorded.id, self._wizard.flow.page)
            self._preferences.save()

    def _leave(self, complaint_id: int) -> None:
        self._remember_page()
        wizard, self._wizard = self._wizard, None
        if wizard is None:
            return
        self.setCurrentIndex(0)
        self.removeWidget(wizard)
        wizard.deleteLater()
        self.left.emit(complaint_id)
