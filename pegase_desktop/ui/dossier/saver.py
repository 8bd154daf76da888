"""What reaches the register of a dossier: what is typed as a draft within two seconds, and whole when saved."""

from __future__ import annotations

import contextlib
from typing import Any

from PySide6.QtCore import QObject

from pegase_desktop.domain.corrections import corrections
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.desk.draft_saver import DraftSaver, reason_for
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.sheet import Sheet

_REASONS = ("Faute de saisie", "Précision", "Information vérifiée")


class Saver(DraftSaver):
    """Carries what was typed from the sheet to the register. *initiator* shows by itself what is recorded."""

    def __init__(self, session: Session, sheet: Sheet, initiator: object, parent: QObject) -> None:
        super().__init__(session, sheet, parent)
        self._sheet = sheet
        self._initiator = initiator
        self._has_changed = False

    def _is_pointless(self) -> bool:
        return True

    def _save_draft(self) -> None:
        self._sheet.actor = self._session.actor or self._sheet.actor  # since midnight nobody may be at the desk
        super()._save_draft()

    def _was_saved(self) -> None:
        self._has_changed = True
        super()._was_saved()

    def take_changed(self) -> bool:
        """Whether another draft is kept, or one no more, since this was last asked."""
        has_changed, self._has_changed = self._has_changed, False
        return has_changed

    def save(self) -> Any:
        """Record what is typed; None when it was refused, or the reason of a correction was given up."""
        if self.keeping.timer.isActive():
            self.keeping.now()  # the draft holds this and no former state of it: recording takes it out
        sheet = self._sheet
        return self._record() if sheet.is_registered else self._register()

    def _register(self) -> Any:
        sheet, session = self._sheet, self._session
        dossiers = session.register.dossiers(sheet.kind.code)
        # The draft may only come to be while somebody is asked who signs.
        made = session.do(
            lambda: dossiers.register(sheet.record, by=session.actor, draft_id=sheet.draft_id or None, act=sheet.act),
            initiator=self._initiator,
        )
        if made is not None:
            sheet.recorded_as(made, tuple(sheet.typed.facts))
            self._was_recorded()
        return made

    def _record(self) -> Any:
        sheet, session, act = self._sheet, self._session, new_act()
        dossiers = session.register.dossiers(sheet.kind.code)
        values = sheet.changes
        reason = reason_for(session.questions, corrections(sheet.recorded, values), _REASONS)
        if reason is None:
            return None
        recorded = session.do(
            lambda: dossiers.record(sheet.recorded, values, by=session.actor, reason=reason, act=act),
            initiator=self._initiator,
        )
        if recorded is None:
            self._catch_up()
        else:
            sheet.recorded_as(recorded, values)
            self._was_recorded()
        return recorded

    def _catch_up(self) -> None:
        """After a refusal: somebody may have changed the dossier meanwhile."""
        dossiers = self._session.register.dossiers(self._sheet.kind.code)
        with contextlib.suppress(UserError):  # the refusal itself was told
            self._sheet.recorded_as(dossiers.get(self._sheet.recorded.id))

    def _was_recorded(self) -> None:
        """A draft left then says only what the register said already."""
        self.keeping.forget()
        self._sheet.forget_draft()
        drafts = self._session.register.drafts
        with contextlib.suppress(UserError):  # then it is offered once more
            left = drafts.of(self._sheet.recorded.ref, self._session.actor)
            if left and left.id:
                drafts.discard(left.id)
        self._was_saved()
