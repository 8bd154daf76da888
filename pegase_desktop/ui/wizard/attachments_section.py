"""The documents of a complaint on its first page, also before it has a number: then they wait in its draft."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.domain.rows import Attachment
from pegase_desktop.ui.attachments.changing import REMOVAL, attach, detach
from pegase_desktop.ui.attachments.reading import read_document
from pegase_desktop.ui.attachments.shelf import AttachmentShelf
from pegase_desktop.ui.wizard.passage import Passage


class AttachmentsSection(QWidget):
    """« Pièces jointes ». ``changed`` when one came or went."""

    changed = Signal()

    def __init__(self, passage: Passage) -> None:
        super().__init__()
        self._passage = passage
        self.shelf = AttachmentShelf(passage.session)
        self.shelf.added.connect(self.add)
        self.shelf.removal_wanted.connect(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shelf)
        self._show()

    def documents(self) -> tuple[Attachment, ...]:
        """Those of the complaint, or those that wait in the draft of a new one."""
        flow = self._passage.flow
        if flow.is_registered:
            return flow.recorded.attachments
        return self._passage.session.register.drafts.attachments(flow.draft_id) if flow.draft_id else ()

    def add(self, paths: Iterable[Path]) -> None:
        """Take documents in; a refusal is said."""
        for path in paths:
            self._add(path)
        self._show()
        self.changed.emit()

    def _add(self, path: Path) -> None:
        session, flow, saver = self._passage.session, self._passage.flow, self._passage.saver
        if flow.is_registered:
            saver.take_other(attach(session, flow.recorded, path))
        else:
            session.do(lambda: self._add_to_draft(path))

    def _add_to_draft(self, path: Path) -> object:
        content = read_document(path)  # what is refused leaves no draft
        session, draft_id = self._passage.session, self._passage.saver.ensure_draft()
        return session.register.drafts.attach(draft_id, path.name, content, by=session.actor)

    def _remove(self, attachment: Attachment) -> None:
        taken_out = self._detach if self._passage.flow.is_registered else self._take_out_of_draft
        if taken_out(attachment):
            self._show()
            self.changed.emit()

    def _detach(self, attachment: Attachment) -> bool:
        session, flow = self._passage.session, self._passage.flow
        return self._passage.saver.take_other(detach(session, flow.recorded, attachment))

    def _take_out_of_draft(self, attachment: Attachment) -> bool:
        session, draft_id = self._passage.session, self._passage.flow.draft_id
        sentence = self._passage.said(f"« {attachment.name} » n'est pas encore au registre : il n'en restera rien.")
        if not session.questions.confirm(REMOVAL, sentence, "Retirer", safe="Garder la pièce"):
            return False
        return session.do(lambda: session.register.drafts.detach(draft_id, attachment.id)) is not None

    def _show(self) -> None:
        flow = self._passage.flow
        self.shelf.show_attachments(self.documents(), can_remove=not flow.is_locked)
