"""The page of one dossier: its form, made from the declarations of its kind, with its documents and its journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.facts import FactKind, fact_named
from pegase_desktop.domain.meeting import numbers_in
from pegase_desktop.domain.rows import Attachment
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.attachments.changing import attach, detach
from pegase_desktop.ui.attachments.shelf import AttachmentShelf
from pegase_desktop.ui.case.journal_view import JournalView
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.head import PageHead
from pegase_desktop.ui.dossier.plan import Block, PagePlan, Rows
from pegase_desktop.ui.dossier.saver import Saver
from pegase_desktop.ui.dossier.sheet import Sheet
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.forms.rows_section import RowAct, RowsLook, RowsSection
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
_WIDEST = 1280  # pixels of a form that takes the width of the window


class DossierPage(QWidget):
    """``left`` when the person goes back, ``recorded`` once something was, ``case_wanted`` with the number of a row.

    ``acted`` with the name of what a button of the head does, once what is typed is recorded; ``row_acted`` likewise
    with what is done with a row, and its index.

    *initiator* shows by itself what is recorded here.
    """

    left = Signal()
    recorded = Signal()
    case_wanted = Signal(str)
    acted = Signal(str)
    row_acted = Signal(str, int)

    def __init__(
        self, session: Session, plan: PagePlan, sheet: Sheet, initiator: object, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._plan = plan
        self._initiator = initiator
        self.sheet = sheet
        self.saver = Saver(session, sheet, initiator, self)
        lists, frozen = Lists.of(session.register), plan.kind.frozen(sheet.recorded)
        context = FormContext(session.clock, FormLook(marks=Marks.NEEDED), lists)
        self._fields = FieldLines(plan.kind.record, sheet, context, self, read=frozen)
        self.editors = self._fields.editors
        self._head = PageHead(plan, sheet)
        self._notice = Banner(Tone.WARNING)
        self._notice.hide()
        self.rows = {
            one.fact: self._section(one, FormContext(session.clock, FormLook(reads=one.fact in frozen), lists))
            for one in plan.parts
            if isinstance(one, Rows)
        }
        self.shelf = AttachmentShelf(session)
        self.journal = JournalView(session, plan.journal)
        self._parts: list[tuple[QWidget, Block]] = []
        self._places: dict[str, QWidget] = {}  # of rows, by their fact
        self._form = self._make_form()
        self._bars = tuple(self.make_bars())
        self._scroll = ScrollArea(_centred(self._form), steady=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in (self._head, *self._bars, self._notice):
            column.addWidget(bar)
        column.addWidget(self._scroll, 1)
        self._connect()
        self.show_record()
        if sheet.is_resumed:
            self._fields.check()
            self._notice.show_message(Tone.WARNING, typeset(_RESUMED))
            self._notice.show()

    def make_bars(self) -> Iterable[QWidget]:
        """What a kind has under the head, beside its form; the sheet is there, its fields are."""
        return ()

    # What the screen asks of it

    def show_record(self) -> None:
        """Show the dossier as it is recorded now, and over it what is typed."""
        one = self.sheet.recorded
        self._fields.show_values()
        for rows in self.rows.values():
            rows.show_rows()
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
            editor = self._fields.first_empty() if not self.sheet.is_registered else self.editors[self._plan.first]
        editor.focus()
        self._reveal_soon()

    def save(self) -> None:
        """Record what is typed; what is missing or wrong is said at its field."""
        for rows in self.rows.values():
            if rows.form.is_touched and not rows.place():
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
        announce(self, typeset(f"{self._plan.recorded if is_new else 'Enregistré'} : {reference}"))
        self.recorded.emit()

    def act(self, name: str) -> None:
        """Do what a button of the head says; what is typed is recorded before."""
        self.save()
        if self.sheet.is_registered and not self.sheet.is_touched:
            self.acted.emit(name)

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
        parts = (self._head, *self._bars, self._notice, self._form)
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
        form.setMaximumWidth(px(_WIDEST if self._plan.is_wide else Size.WIZARD_FORM_MAX))
        column = QVBoxLayout(form)
        padding = px(Size.FORM_PADDING)
        column.setContentsMargins(padding, px(24), padding - Size.SCROLL_BAR, px(28))
        column.setSpacing(px(20))
        for part in self._plan.parts:
            column.addWidget(self._make_block(part) if isinstance(part, Block) else self._make_rows(part))
        for whole in (self.shelf, self.journal):
            column.addWidget(whole)
        column.addStretch(1)
        return form

    def _section(self, rows: Rows, context: FormContext) -> RowsSection:
        look = RowsLook(rows.lines, rows.words, partial(self._acts_of, rows))
        return rows.make(self.sheet.rows[rows.fact], context, look)

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

    def _make_rows(self, rows: Rows) -> QWidget:
        part = self._places[rows.fact] = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(20))
        column.addWidget(self.rows[rows.fact])
        column.addWidget(Hairline())
        return part

    def _connect(self) -> None:
        self._head.leaving.connect(self.left)
        self._head.saving.connect(self.save)
        self._head.acting.connect(self.act)
        self._fields.typed.connect(self._take_typed)
        self._fields.left.connect(self._show_what_is_asked)
        for rows in self.rows.values():
            rows.typed.connect(self.saver.keeping.soon)
            rows.changed.connect(self.saver.keeping.soon)
        self.shelf.added.connect(self._attach)
        self.shelf.removal_wanted.connect(self._detach)
        self.saver.kept.connect(self._say_kept)
        self.saver.refused.connect(self._say_trouble)
        self._notice.triggered.connect(self.keep)

    def _acts_of(self, rows: Rows, row: Any) -> Sequence[RowAct]:
        links = [
            RowAct(f"Ouvrir {number}", partial(self._follow, number), Kind.LINK, "link")
            for number in numbers_in(rows.opens(row))
        ]
        acts = [RowAct(label, partial(self._act_on, name), icon=icon) for name, label, icon in rows.acts]
        return (*links, *(acts if not self._plan.kind.frozen(self.sheet.recorded) else ()))

    # What the person does

    def _take_typed(self, name: str) -> None:
        if fact_named(self._plan.kind.record, name).kind not in _FREE_WORDS:
            self._show_what_is_asked()
        self._head.show_saved(None)
        self.saver.keeping.soon()

    def _show_what_is_asked(self, _: str = "") -> None:
        self._fields.show_what_is_asked()
        record, is_registered = self.sheet.record, self.sheet.is_registered
        for part, block in self._parts:
            names = [name for line in block.lines for name in line]
            is_asked = any(fact_named(self._plan.kind.record, name).when(record) for name in names)
            part.setVisible(is_asked and (is_registered or not block.later))
        for name, place in self._places.items():
            place.setVisible(fact_named(self._plan.kind.record, name).when(record))

    def _act_on(self, name: str, row: int) -> bool:
        self.save()
        if self.sheet.is_registered and not self.sheet.is_touched:
            self.row_acted.emit(name, row)
        return False

    def _follow(self, reference: str, _: int) -> bool:
        self.case_wanted.emit(reference)
        return False

    def _attach(self, files: list[Path]) -> None:
        for path in files:
            self._take(attach(self._session, self.sheet.recorded, path))

    def _detach(self, attachment: Attachment) -> None:
        self._take(detach(self._session, self.sheet.recorded, attachment))

    def _take(self, record: Any) -> None:
        """Another operation gave this; None when it was refused."""
        if record is not None:
            self.sheet.recorded_as(record)
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
