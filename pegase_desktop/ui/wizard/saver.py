"""What reaches the register, and when: drafts within two seconds of a key, pages when they are left."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.ui.desk.draft_saver import DraftSaver, reason_for
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.wizard.flow import Flow

_REASONS = ("Faute de saisie", "Précision du client", "Information vérifiée")


class Saver(DraftSaver):
    """Carries what was typed from the flow to the register; ``registered`` with the complaint's id when it has one."""

    registered = Signal(int)

    def __init__(self, session: Session, flow: Flow, parent: QObject | None = None) -> None:
        super().__init__(session, flow, parent)
        self._flow = flow

    def ensure_draft(self) -> int:
        """The id of the draft of a new complaint, made if needed: documents wait in it.

        Raises:
            UserError: the disk refuses.
        """
        if not self._flow.draft_id:
            self._save_draft()
            self._was_saved()
        return self._flow.draft_id

    def leave_page(self) -> bool:
        """Save the page as the person goes on; False when they gave up the reason of a correction."""
        self._flow.place_rows()
        if self._flow.is_registered:
            return self.record(self._flow.to_record())
        if self._flow.can_register:
            self._register()
        return self.keep_draft() or True

    def record(self, values: Mapping[str, Any]) -> bool:
        """Record facts of a registered complaint; False when a correction needs a reason and the person gave it up."""
        if not values:
            return self.keep_draft() or True
        reason = reason_for(self._session.questions, self._flow.corrections(values), _REASONS)
        if reason is None:
            self.keep_draft()
            return False
        self._take(self._session.do(lambda: self._record(values, reason)), values)
        return True

    def give_up(self) -> bool:
        """Drop what was typed, and the draft that keeps it; a refusal is said, and nothing is dropped then."""
        drafts, draft_id = self._session.register.drafts, self._flow.draft_id
        try:
            if draft_id:
                drafts.discard(draft_id)
        except UserError as refusal:
            self.trouble = str(refusal)
            self.refused.emit(self.trouble)
            return False
        self.keeping.forget()
        self._flow.give_up()
        self.trouble, self.saved_at = "", None
        return True

    def take_other(self, complaint: Complaint | None) -> bool:
        """Another operation (a document, the closure) gave *complaint*; None when it was refused."""
        self._take(complaint, {})
        return complaint is not None

    def _record(self, values: Mapping[str, Any], reason: str) -> Complaint:
        return self._session.register.cases.record(self._flow.recorded, values, by=self._session.actor, reason=reason)

    def _take(self, complaint: Complaint | None, values: Mapping[str, Any]) -> None:
        if complaint is None:
            self._catch_up()
        else:
            self._flow.recorded_as(complaint, values)
            draft = self._session.register.drafts.of(complaint.ref, self._flow.actor)
            self._flow.draft_id = draft.id if draft else 0
            self._was_saved()
        self.keep_draft()

    def _catch_up(self) -> None:
        """After a refusal: somebody may have changed the complaint meanwhile."""
        with contextlib.suppress(UserError):  # the refusal itself was told, and the draft tells its own
            self._flow.recorded_as(self._session.register.cases.get(self._flow.recorded.id))

    def _register(self) -> None:
        facts, flow, session = self._flow.to_receive(), self._flow, self._session
        # The draft may only come to be while somebody is asked who signs.
        complaint = session.do(
            lambda: session.register.cases.receive(
                facts, by=session.actor, draft_id=flow.draft_id or None, act=flow.act
            )
        )
        if complaint is not None:
            self._flow.recorded_as(complaint)
            self._flow.draft_id = 0
            self._was_saved()
            self.registered.emit(complaint.id)
