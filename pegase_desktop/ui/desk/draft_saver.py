"""What is typed about a record, kept as a draft within two seconds of a key; and why a correction asks for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.kept_soon import KeptSoon
from pegase_desktop.ui.desk.questions import Questions
from pegase_desktop.ui.desk.session import Session


class Typing(Protocol):
    """What a person typed about one record; ``draft_id`` is that of the draft in which it is kept, 0 for none.

    It ``is_lent`` while all of it stands in a colleague's draft.
    """

    draft_id: int

    @property
    def is_touched(self) -> bool: ...
    @property
    def is_registered(self) -> bool: ...
    @property
    def is_lent(self) -> bool: ...
    def draft(self) -> Draft: ...
    def kept_as(self, draft: Draft) -> None: ...


class DraftSaver(QObject):
    """Carries what was typed to the register file.

    ``kept`` after anything was saved; ``refused`` with a sentence when a draft could not be.
    """

    kept = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, typing: Typing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._typing = typing
        self.saved_at: datetime | None = None
        self.trouble = ""
        """Why what is typed could not be kept, the last time it was tried; empty when it was."""
        self.keeping = KeptSoon(self._keep_draft, self)

    def keep_draft(self) -> bool:
        """Save what is typed and not recorded; a failure is said without stopping the person, and tried again."""
        return self.keeping.now()

    def _keep_draft(self) -> bool:
        try:
            if self._typing.is_touched and not self._typing.is_lent:
                self._save_draft()
            elif self._typing.draft_id and self._is_pointless():
                self._session.register.drafts.discard(self._typing.draft_id)  # what was typed was taken back
                self._typing.draft_id = 0
            elif not self.trouble:
                return True
        except UserError as refusal:
            self.trouble = str(refusal)
            self.refused.emit(self.trouble)
            return False
        self._was_saved()
        return True

    def _is_pointless(self) -> bool:
        """Whether a draft in which nothing is typed any more goes: of a new record, documents may wait in it."""
        return self._typing.is_registered

    def _save_draft(self) -> None:
        self._typing.kept_as(self._session.register.drafts.save(self._typing.draft()))

    def _was_saved(self) -> None:
        self.trouble = ""
        self.saved_at = self._session.clock()
        self.kept.emit()


def wants_to_give_up(questions: Questions) -> bool:
    """Whether the person means to drop what was typed and is not recorded."""
    sentence = "Ce qui a été tapé et pas encore enregistré sera perdu. Le registre ne change pas."
    title, action = "Abandonner cette saisie", "Abandonner la saisie"
    return questions.confirm(title, sentence, action, safe="Garder la saisie")


def reason_for(questions: Questions, corrected: Iterable[Fact], suggestions: Sequence[str]) -> str | None:
    """The reason of a correction, among *suggestions* or another.

    Empty when nothing is corrected, None when the person gives up.
    """
    labels = ", ".join(f"« {one.label} »" for one in corrected)
    if not labels:
        return ""
    sentence = f"Vous modifiez ce qui était déjà enregistré : {labels}. L’ancienne valeur reste au journal."
    title, safe = "Pourquoi ce changement ?", "Ne pas l’enregistrer"
    return questions.ask_reason(title, typeset(sentence), suggestions, safe=safe)
