"""The whole of the window: its screens, or the wizard in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordRef, complaint_ref
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer

if TYPE_CHECKING:
    from pegase_desktop.ui.wizard.window import WizardWindow

_GO_ON = (
    "{name} a commencé une saisie sur ce dossier ({when}), qui n’est pas encore enregistrée. Si vous la reprenez, "
    "ce que vous enregistrerez sera signé de votre nom. Sinon, elle reste gardée."
)
_FINISH_YOURS = (
    "Vous avez vous-même une saisie à terminer sur ce dossier. Enregistrez-la, ou abandonnez-la, puis reprenez celle "
    "de {name}, qui reste gardée."
)


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
        """A new complaint, unless one is being typed."""
        if not self.is_open and self._signer.ensure_known():
            self._open(None, None, None)

    def continue_case(self, complaint_id: int, page: Page | None, fact: str) -> None:
        """A registered complaint, at the page left, or at *page* and there at *fact*."""
        if not self._signer.ensure_known():
            return
        register = self._session.register
        complaint = self._session.attempt(lambda: register.cases.get(complaint_id))
        if complaint:
            left = self._preferences.page_left(complaint_id)
            draft = register.drafts.of(complaint_ref(complaint_id), self._session.actor)
            if draft and self._is_anothers(draft) and not self._wants(draft):
                draft = None
            wizard = self._open(complaint, draft, page or left)
            if page and fact:
                wizard.form.focus_on(fact)

    def resume(self, draft: Draft) -> None:
        """What was typed and not recorded; a row half typed is gone to."""
        if draft.record_id and self._is_anothers(draft) and self._has_own(draft.record_id):
            said = typeset(_FINISH_YOURS.format(name=draft.saved_by))
            self._session.questions.inform(f"Saisie de {draft.saved_by}", said)
        elif draft.record_id:
            begun = next((one for one in draft.entries if fact_named(Complaint, one).page is draft.page), "")
            self.continue_case(draft.record_id, draft.page if begun else None, begun)
        elif self._signer.ensure_known():
            self._open(None, draft, None)

    def _is_anothers(self, draft: Draft) -> bool:
        return draft.saved_by not in ("", self._session.actor)

    def _has_own(self, complaint_id: int) -> bool:
        draft = self._session.register.drafts.of(complaint_ref(complaint_id), self._session.actor)
        return draft is not None and not self._is_anothers(draft)

    def _wants(self, draft: Draft) -> bool:
        """Ask whether to go on with what a colleague typed: it would be signed by whoever records it."""
        when = french.near_moment(draft.saved_at, self._session.clock()) if draft.saved_at else ""
        sentence = typeset(_GO_ON.format(name=draft.saved_by, when=when))
        title = f"Saisie de {draft.saved_by}"
        return self._session.questions.confirm(title, sentence, "La reprendre", safe="Ouvrir sans elle")

    def save_work(self) -> None:
        """Put what is typed into the register file as a draft, whatever else is wrong."""
        if self._wizard is not None:
            self._wizard.save_now()

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
