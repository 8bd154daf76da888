"""The form of one improvement, made from its declarations, with its documents and its journal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.facts import FactKind, fact_named
from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.attachments.changing import attach, detach
from pegase_desktop.ui.attachments.shelf import AttachmentShelf
from pegase_desktop.ui.case.journal_view import JournalView
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.forms.rows_section import RowAct, RowsLook, RowsSection
from pegase_desktop.ui.improvements.blocks import (
    ABANDON,
    CAUSE,
    CHECK,
    DECISION,
    DONE,
    ORIGIN_LINES,
    Block,
    is_dossier,
    origin_row,
)
from pegase_desktop.ui.improvements.page_head import PageHead
from pegase_desktop.ui.improvements.saver import Saver
from pegase_desktop.ui.improvements.sheet import Sheet
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Kind
from pegase_desktop.ui.widgets.grounds import Hairline, ScrollArea
from pegase_desktop.ui.widgets.labels import Text
from pegase_desktop.ui.widgets.notices import Banner
from pegase_desktop.ui.widgets.tab_order import stop_beside, stop_outside

_RESUMED = "Ce qui avait été tapé ici n’est pas encore enregistré. Relisez-le, puis enregistrez-le."
_NOT_KEPT = "Saisie non enregistrée."
_FREE_WORDS = frozenset({FactKind.LINE, FactKind.TEXT})  # nothing depends on them while they are typed
_LONGEST_NUMBER = 20


class ImprovementPage(QWidget):
    """``left`` when the person goes back, ``recorded`` once something was, ``case_wanted`` with an origin's number.

    *initiator* shows by itself what is recorded here.
    """

    left = Signal()
    recorded = Signal()
    case_wanted = Signal(str)

    def __init__(self, session: Session, sheet: Sheet, initiator: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.sheet = sheet
        self.saver = Saver(session, sheet, initiator, self)
        lists = Lists.of(session.register)
        context = FormContext(session.clock, FormLook(marks=Marks.NEEDED), lists)
        self._fields = FieldLines(Improvement, sheet, context, self)
        self.editors = self._fields.editors
        self._head = PageHead(sheet)
        self._notice = Banner(Tone.WARNING)
        self._notice.hide()
        look = RowsLook(ORIGIN_LINES, origin_row, self._acts_of)
        self.origins = RowsSection(sheet.origins, FormContext(session.clock, FormLook(), lists), look)
        self.shelf = AttachmentShelf(session)
        self.journal = JournalView(session, "Journal de l’amélioration")
        self._parts: list[tuple[QWidget, Block]] = []
        self._form = self._make_form()
        self._scroll = ScrollArea(_centred(self._form), steady=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self._head, 0), (self._notice, 0), (self._scroll, 1)):
            column.addWidget(part, stretch)
        self._connect()
        self.show_record()
        if sheet.is_resumed:
            self._fields.check()
            self._notice.show_message(Tone.WARNING, typeset(_RESUMED))
            self._notice.show()

    # What the screen asks of it

    def show_record(self) -> None:
        """Show the improvement as it is recorded now, and over it what is typed."""
        one = self.sheet.recorded
        self._fields.show_values()
        self.origins.show_rows()
        self.shelf.show_attachments(one.attachments)
        for part in (self.shelf, self.journal):
            part.setVisible(self.sheet.is_registered)
        if self.sheet.is_registered:
            self.journal.show_record(one.ref)
        self._show_what_is_asked()
        self.tick()

    def tick(self) -> None:
        """Time has passed: say anew how late it is."""
        self._head.refresh(self._session.clock())

    def focus_on(self, fact: str = "") -> None:
        """Bring the keyboard to a fact, or to where one begins."""
        editor = self.editors.get(fact)
        if editor is None or editor.field.isHidden():
            editor = self._fields.first_empty() if not self.sheet.is_registered else self.editors["what"]
        editor.focus()
        self._reveal_soon()

    def save(self) -> None:
        """Record what is typed; what is missing or wrong is said at its field."""
        if self.sheet.origins.is_touched and not self.origins.place():
            return
        if not self._fields.ensure_right():
            self._say_what_has_no_field()
            self._reveal_soon()
            return
        if self.sheet.is_registered and not self.sheet.is_touched:
            return
        is_new = not self.sheet.is_registered
        if self.saver.save() is None:
            return
        self._notice.hide()
        self.show_record()
        reference = self.sheet.recorded.reference
        announce(self, typeset(f"Amélioration enregistrée : {reference}" if is_new else f"Enregistré : {reference}"))
        self.recorded.emit()

    def keep(self) -> bool:
        """Put what is typed into the register file as a draft; False when that fails, which is said."""
        return self.saver.keep_draft()

    def ensure_kept(self) -> bool:
        """The same; where it fails, whether the person leaves all the same."""
        if self.keep():
            return True
        sentence = typeset(f"{self.saver.trouble} Si vous quittez, ce que vous venez de taper sera perdu.")
        return self._session.questions.confirm(
            "Saisie non enregistrée", sentence, "Quitter et perdre la saisie", safe="Rester sur la fiche"
        )

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key: in the order of the page, whatever joined it meanwhile, then out of it."""
        parts = (self._head, self._notice, self._form)
        stop = stop_beside(parts, self.focusWidget(), forward=forward, going_round=False)
        stop = stop or stop_outside(self, forward=forward)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self._reveal_soon()
        return True

    # Building

    def _make_form(self) -> QWidget:
        form = QWidget()
        form.setMaximumWidth(px(Size.WIZARD_FORM_MAX))
        column = QVBoxLayout(form)
        padding = px(Size.FORM_PADDING)
        column.setContentsMargins(padding, px(24), padding - Size.SCROLL_BAR, px(28))
        column.setSpacing(px(20))
        for part in (DECISION, CAUSE, self.origins, DONE, CHECK, ABANDON, self.shelf, self.journal):
            column.addWidget(self._make_block(part) if isinstance(part, Block) else part)
            if part is self.origins:
                column.addWidget(Hairline())
        column.addStretch(1)
        return form

    def _make_block(self, block: Block) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addWidget(Text(block.title, Type.CARD_TITLE))
        for line in block.lines:
            column.addWidget(self._fields.add(*line))
        column.addWidget(Hairline())
        self._parts.append((part, block))
        return part

    def _connect(self) -> None:
        self._head.leaving.connect(self.left)
        self._head.saving.connect(self.save)
        self._fields.typed.connect(self._take_typed)
        self._fields.left.connect(self._show_what_is_asked)
        self.origins.typed.connect(self.saver.keeping.soon)
        self.origins.changed.connect(self.saver.keeping.soon)
        self.shelf.added.connect(self._attach)
        self.shelf.removal_wanted.connect(self._detach)
        self.saver.kept.connect(self._say_kept)
        self.saver.refused.connect(self._say_trouble)
        self._notice.triggered.connect(self.keep)

    def _acts_of(self, origin: Origin) -> Sequence[RowAct]:
        if not is_dossier(origin):
            return ()
        return (RowAct(f"Ouvrir {shortened(origin.reference, _LONGEST_NUMBER)}", self._follow, Kind.LINK, "link"),)

    # What the person does

    def _take_typed(self, name: str) -> None:
        if fact_named(Improvement, name).kind not in _FREE_WORDS:
            self._show_what_is_asked()
        self._head.show_saved(None)
        self.saver.keeping.soon()

    def _show_what_is_asked(self, _: str = "") -> None:
        self._fields.show_what_is_asked()
        record, is_registered = self.sheet.record, self.sheet.is_registered
        for part, block in self._parts:
            names = [name for line in block.lines for name in line]
            is_asked = any(fact_named(Improvement, name).when(record) for name in names)
            part.setVisible(is_asked and (is_registered or not block.later))

    def _follow(self, index: int) -> bool:
        self.case_wanted.emit(self.sheet.origins.rows[index].reference)
        return False

    def _attach(self, files: list[Path]) -> None:
        for path in files:
            self._take(attach(self._session, self.sheet.recorded, path))

    def _detach(self, attachment: Attachment) -> None:
        self._take(detach(self._session, self.sheet.recorded, attachment))

    def _take(self, improvement: Improvement | None) -> None:
        """Another operation gave this; None when it was refused."""
        if improvement is not None:
            self.sheet.recorded_as(improvement)
            self.show_record()

    # What is said

    def _say_what_has_no_field(self) -> None:
        apart = [sentence for name, sentence in self.sheet.faults().items() if name not in self.editors]
        if apart:
            self._notice.show_message(Tone.DANGER, typeset(apart[0]))
            self._notice.show()

    def _say_kept(self) -> None:
        if self._notice.accessibleName().startswith(_NOT_KEPT):
            self._notice.hide()
        self._head.show_saved(self.saver.saved_at, is_draft=self.sheet.is_touched)

    def _say_trouble(self, sentence: str) -> None:
        """Why nothing could be kept, whole, until it can."""
        known = self._notice.accessibleName() if self._notice.isVisible() else ""
        self._head.show_saved(None)
        self._notice.show_message(Tone.DANGER, sentence, lead=_NOT_KEPT, action="Réessayer")
        self._notice.show()
        if self._notice.accessibleName() != known:  # said once, not at each new try
            announce(self._notice, self._notice.accessibleName(), urgent=True)

    def _reveal_soon(self) -> None:
        """Bring what has the keyboard into sight, once the layouts know where it is."""
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        focus: QWidget | None = self._form.focusWidget()
        if focus is not None and focus.hasFocus():
            self._scroll.reveal(focus)


def _centred(form: QWidget) -> QWidget:
    place = QWidget()
    line = QHBoxLayout(place)
    line.setContentsMargins(0, 0, 0, 0)
    line.addStretch(1)
    line.addWidget(form, 1000)
    line.addStretch(1)
    return place
