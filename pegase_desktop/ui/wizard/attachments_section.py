"""The documents of a complaint on its first page, also before it has a number: then they wait in its draft."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.domain.complaint import Attachment, Complaint
from pegase_desktop.ui.attachments.reading import read_document
from pegase_desktop.ui.attachments.shelf import AttachmentShelf
from pegase_desktop.ui.wizard.passage import Passage

_REASONS = ("Ajoutée par erreur", "Mauvais document", "Contient des données à ne pas garder")


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
        return self._passage.session.register.draft_attachments(flow.draft_id) if flow.draft_id else ()

    def add(self, paths: Iterable[Path]) -> None:
        """Take documents in; a refusal is said."""
        for path in paths:
            self._add(path)
        self._show()
        self.changed.emit()

    def _add(self, path: Path) -> None:
        session, flow, saver = self._passage.session, self._passage.flow, self._passage.saver
        if flow.is_registered:
            number = flow.recorded.id
            after = session.do(
                lambda: session.register.attach(number, path.name, read_document(path), by=session.actor)
            )
            saver.take_other(after)
        else:
            session.do(
                lambda: session.register.attach_to_draft(
                    saver.ensure_draft(), path.name, read_document(path), by=session.actor
                )
            )

    def _remove(self, attachment: Attachment) -> None:
        session = self._passage.session
        sentence = f"« {attachment.name} » sera retirée ; son nom et la raison restent au journal."
        if not self._passage.flow.is_registered:
            session.questions.inform(
                "Pas encore",
                self._passage.said("Cette pièce attend avec le brouillon. Enregistrez d’abord la réclamation."),
            )
            return
        reason = session.questions.ask_reason("Retirer ce document ?", self._passage.said(sentence), _REASONS)
        if reason:
            self._passage.saver.take_other(session.do(lambda: self._detach(attachment.id, reason)))
            self._show()
            self.changed.emit()

    def _detach(self, attachment_id: int, reason: str) -> Complaint:
        session, number = self._passage.session, self._passage.flow.recorded.id
        return session.register.detach(number, attachment_id, by=session.actor, reason=reason)

    def _show(self) -> None:
        flow = self._passage.flow
        self.shelf.show_attachments(self.documents(), can_change=flow.recorded.is_open)
