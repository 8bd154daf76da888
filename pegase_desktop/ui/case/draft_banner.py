"""What was typed and is not recorded yet, at the top of the register and of « À faire »: to be resumed or dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.codec import record_from_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.kind import Kind as RecordsKind
from pegase_desktop.domain.naming import name_in_lists, title_in_lists
from pegase_desktop.domain.record import RecordKind
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.draft_saver import wants_to_give_up
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import colour
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text

_SHOWN = 3


class DraftBanner(QWidget):
    """One line a draft, of every kind of record or of *kind* alone; hidden when nothing waits."""

    resumed = Signal(Draft)
    dropped = Signal()

    def __init__(self, session: Session, kind: RecordKind | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 7, 12, 8)
        self._column.setSpacing(2)
        self._drafts: tuple[Draft, ...] | None = None
        self.hide()

    def refresh(self) -> None:
        """Read the drafts anew."""
        drafts = tuple(one for one in self._session.register.drafts.all() if self._kind in (None, one.kind))
        if drafts == self._drafts:
            return
        self._drafts = drafts
        while (item := self._column.takeAt(0)) is not None:
            line = item.widget()
            assert line is not None
            line.hide()  # gone at once, also when its deletion has to wait
            line.deleteLater()
        newest = drafts[::-1]
        for number, draft in enumerate(newest[:_SHOWN]):
            self._column.addWidget(self._line(draft, lead=_lead(len(drafts)) if number == 0 else ""))
        if len(drafts) > _SHOWN:
            rest = len(drafts) - _SHOWN
            words = f"et {french.count(rest, 'autre saisie', 'autres saisies')}, proposées ensuite"
            self._column.addWidget(Text(words, Type.SMALL, Tone.TEXT2))
        self.setVisible(bool(drafts))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("warning_soft"))
        painter.fillRect(0, 0, self.width(), 1, colour("warning_line"))

    def _line(self, draft: Draft, lead: str) -> QWidget:
        kind = self._session.register.dossiers(draft.kind).kind
        words = _described(draft, _said_of(draft, kind, self._record_of(draft)), self._session)
        line = _DraftLine(draft, lead, words, self)
        line.resumed.connect(self.resumed)
        line.dropped.connect(self._drop)
        return line

    def _record_of(self, draft: Draft) -> Any:
        try:
            return self._session.register.dossiers(draft.kind).get(draft.record_id) if draft.record_id else None
        except UserError:
            return None

    def _drop(self, draft: Draft) -> None:
        if wants_to_give_up(self._session.questions):
            self._session.do(lambda: self._session.register.drafts.discard(draft.id))
            self.dropped.emit()


class _DraftLine(QWidget):
    resumed = Signal(Draft)
    dropped = Signal(Draft)

    def __init__(self, draft: Draft, lead: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        resume = Button("Reprendre", Kind.LINK, icon="pencil")
        drop = Button("Abandonner la saisie", Kind.LINK, icon="x")
        resume.setAccessibleName(f"Reprendre la saisie : {words}")
        drop.setAccessibleName(f"Abandonner la saisie : {words}")
        resume.clicked.connect(self._resume)
        drop.clicked.connect(self._drop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("pencil", Tone.WARNING, 14))
        if lead:
            line.addWidget(Text(lead, Type.STRONG, Tone.WARNING))
        line.addWidget(Elided(words), 1)
        line.addWidget(resume)
        line.addSpacing(8)
        line.addWidget(drop)

    def _resume(self) -> None:
        self.resumed.emit(self._draft)

    def _drop(self) -> None:
        self.dropped.emit(self._draft)


def _lead(number: int) -> str:
    return typeset(f"{french.count(number, 'saisie')} à terminer :")


def _described(draft: Draft, record: str, session: Session) -> str:
    """« R-2026-0036, Mme Garnier · Évaluation · hier à 17:30, par Claire Martin »."""
    parts = [record, draft.page.label] if draft.page else [record]
    if draft.saved_at:
        when = french.near_moment(draft.saved_at, session.clock())
        parts.append(f"{when}, par {draft.saved_by}" if draft.saved_by else when)
    return " · ".join(parts)


def _as_typed(recorded: Complaint, draft: Draft) -> Complaint:
    """What is sensitive by what is recorded, or by what is typed, is so."""
    return replace(recorded, category=f"{recorded.category} {draft.values.get('category', '')}")


def _said_of(draft: Draft, kind: RecordsKind, recorded: Any) -> str:
    """« A-2026-01, Appeler l’élève… »; of a record without number what is typed of it, or that it is a new one."""
    if recorded:
        about = name_in_lists(_as_typed(recorded, draft)) if isinstance(recorded, Complaint) else recorded.title
        return f"{recorded.reference}, {about}"
    new = f"{'Nouvelle' if kind.is_feminine else 'Nouveau'} {kind.name}"
    try:
        typed = record_from_plain(kind.record, draft.values)
    except ValueError:
        return new
    if isinstance(typed, Complaint):
        name = name_in_lists(typed) if typed.complainant else ""
        return ", ".join(part for part in (name, title_in_lists(typed)) if part) or new
    return f"{new}, {typed.title}" if typed.title else new
