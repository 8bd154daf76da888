"""The journal of a record in readable sentences, unfolded on demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.facts import Fact
from pegase_desktop.domain.journal import Entry
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.labels import Paragraph, Text

_BLOCK = 20  # entries shown at a time
_LONGEST_DETAIL = 240


class JournalView(QWidget):
    """« Journal du dossier », or another *title*: who did what and when, the newest first. Nothing can be changed."""

    def __init__(self, session: Session, title: str = "Journal du dossier", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record: RecordRef | None = None
        self._worded: Mapping[str, Fact] = {}
        self._entries: tuple[Entry, ...] = ()
        self._shown = 0
        self.fold = Button(title, Kind.LINK, icon="chevron-right")
        self.fold.setCheckable(True)
        self.fold.clicked.connect(self._fold_changed)
        self._more = Button("Voir la suite", Kind.LINK)
        self._more.clicked.connect(self._show_block)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.fold)
        column.addLayout(self._list)
        column.addWidget(self._more)
        self._more.hide()

    def show_record(self, record: RecordRef, worded: Mapping[str, Fact] = MappingProxyType({})) -> None:
        """Show the journal of a record, if it is unfolded; *worded* are facts that are named otherwise for it."""
        self._record, self._worded = record, worded
        if self.fold.isChecked():
            self._read()

    def _fold_changed(self, is_open: bool) -> None:
        self.fold.set_icon("chevron-down" if is_open else "chevron-right")
        if is_open:
            self._read()
        else:
            self._clear()

    def _read(self) -> None:
        self._clear()
        assert self._record is not None
        try:
            self._entries = self._session.register.journal.of(self._record)[::-1]
        except UserError:
            return  # the record shown is gone; what is around says so
        self._show_block()

    def _show_block(self) -> None:
        block = self._entries[self._shown : self._shown + _BLOCK]
        for entry in block:
            record = self._session.register.dossiers(entry.record.kind).kind.record
            self._list.addWidget(_EntryView(entry, entry.details(record, self._worded)))
        self._shown += len(block)
        self._more.setVisible(self._shown < len(self._entries))

    def _clear(self) -> None:
        self._shown, self._entries = 0, ()
        self._more.hide()
        while (item := self._list.takeAt(0)) is not None:
            view = item.widget()
            assert view is not None
            view.hide()
            view.deleteLater()


class _EntryView(QWidget):
    def __init__(self, entry: Entry, told: Iterable[str]) -> None:
        """*told* is what changed, in lines."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(2), 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Paragraph(typeset(entry.sentence), Type.SMALL_MEDIUM))
        column.addWidget(Text(french.moment(entry.at), Type.SMALL, Tone.TEXT2))
        details = [shortened(" ".join(detail.split()), _LONGEST_DETAIL) for detail in told]
        if details:
            column.addWidget(Paragraph("\n".join(details), Type.SMALL, Tone.TEXT2, selectable=True))
