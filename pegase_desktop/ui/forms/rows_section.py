"""The rows of a fact (calls, actions, redress …): those there are, and the form of the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.ui.forms.context import FormContext
from pegase_desktop.ui.forms.editors import FactEditor, FieldLines
from pegase_desktop.ui.forms.record_form import RowForm
from pegase_desktop.ui.forms.row_card import RowCard
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import Paragraph, Text
from pegase_desktop.ui.widgets.long_column import LongColumn, Maker, add_now, cleared


@dataclass(frozen=True, slots=True)
class RowWords:
    """``first`` is what one looks for, ``second`` its context; ``second`` may hold several lines."""

    icon: str
    tone: Tone
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button of a row. *do* is given the row's index, and says whether it changed anything."""

    label: str
    do: Callable[[int], bool]
    kind: Kind = Kind.SECONDARY
    icon: str = ""


def no_acts(row: Any) -> Sequence[RowAct]:
    """Of rows that are only changed and taken out."""
    return ()


@dataclass(frozen=True, slots=True)
class RowsLook:
    """How rows are shown.

    Attributes:
        lines: the facts of the form, by lines.
        words: a row in words, before it is typeset.
        acts: what can be done with a row, besides changing it and taking it out.
    """

    lines: Sequence[Sequence[str]]
    words: Callable[[Any], RowWords]
    acts: Callable[[Any], Sequence[RowAct]] = no_acts


@dataclass(slots=True, eq=False)
class _Removed:
    """A row taken out, shown before the row of the number *place*."""

    place: int
    row: Any


class RowsSection(QWidget):
    """The rows of one fact. One that was taken out keeps its place until the page is left, to be put back.

    ``typed`` after each edit; ``changed`` when a row joined, changed or left.
    """

    typed = Signal()
    changed = Signal()

    def __init__(self, form: RowForm, context: FormContext, look: RowsLook, beside: QWidget | None = None) -> None:
        """*beside* stands at the right of the title."""
        super().__init__()
        self.form = form
        self.declared = form.declared
        self._context = context
        self._look = look
        self._removed: list[_Removed] = []  # in the order in which they are shown
        self._lay_out(beside)
        self.show_rows()
        self._show_form()

    def _lay_out(self, beside: QWidget | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head(beside))
        self._cards = LongColumn(spacing=6)
        column.addWidget(self._cards)
        self._form_place = QVBoxLayout()
        column.addLayout(self._form_place)

    @property
    def name(self) -> str:
        return self.form.name

    @property
    def editors(self) -> list[FactEditor]:
        """The fields of the row being typed."""
        return list(self._fields.editors.values())

    def show_rows(self) -> None:
        """Show the rows as they are now."""
        rows, makers = self.form.rows, list[Maker]()
        for index in range(len(rows) + 1):
            makers += [partial(self._removed_card, one) for one in self._removed if one.place == index]
            if index < len(rows):
                makers.append(partial(self._card, index, rows[index]))
        self._cards.show_made_by(makers)
        self._cards.setVisible(bool(makers))

    def _card(self, index: int, row: Any) -> RowCard:
        words = self._look.words(row)
        said, is_read = self._context.said, self._context.look.reads
        card = RowCard(words.icon, words.tone, said(words.first), said(words.second), selectable=is_read)
        if not is_read:
            self._add_buttons(card, index, row)
        return card

    def _removed_card(self, removed: _Removed) -> RowCard:
        words = self._look.words(removed.row)
        first = self._context.said(words.first)
        card = RowCard("trash-2", Tone.TEXT2, f"Retiré\u00a0: {first}", self._context.said(words.second))
        undo = card.add_button(Button("Annuler", Kind.GHOST, icon="undo-2"))
        undo.setAccessibleName(f"Annuler\u00a0: remettre {first}")
        undo.clicked.connect(_Bound(self._put_back, removed))
        gone = card.add_button(IconButton("trash-2", "Retiré"))  # where the button was, so that a click there is none
        gone.setEnabled(False)
        return card

    def is_empty(self) -> bool:
        """Whether there is no row yet."""
        return not self.form.rows

    def focus(self) -> None:
        """Put the keyboard on the first thing to type, where something is."""
        if self.editors:
            self._fields.first_empty().focus()

    def place(self) -> bool:
        """Put the row being typed among the others; what is missing is said under its fields."""
        if self.form.place():
            self._refresh()
            return True
        return self._fields.ensure_right()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.form.is_touched:
            self._place_and_go_on()
        else:
            super().keyPressEvent(event)

    def _head(self, beside: QWidget | None) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(Text(self.declared.label, Type.CARD_TITLE))
        line.addStretch(1)
        if beside is not None:
            line.addWidget(beside)
        head.addLayout(line)
        if self.declared.help and not self._context.look.reads:  # it says what to do
            head.addWidget(Paragraph(self._context.said(self.declared.help), Type.BODY, Tone.TEXT2))
        return head

    def _show_form(self) -> None:
        cleared(self._form_place)
        if self._context.look.reads:
            self._fields = FieldLines(type(self.form.recorded), self.form, self._context, self)
            return
        self.form.propose()
        card = Card(Tone.SUNKEN, padding=16)
        card.body.setSpacing(12)
        self._fields = FieldLines(type(self.form.recorded), self.form, self._context, card)
        for line in self._look.lines:
            card.body.addWidget(self._fields.add(*line))
        self._fields.typed.connect(self.typed)
        card.body.addLayout(self._form_buttons())
        add_now(self._form_place, card)

    def _form_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        changing = self.form.index is not None
        add = Button("Garder la modification" if changing else self.declared.add, icon="check" if changing else "plus")
        add.clicked.connect(self._place_and_go_on)
        line.addWidget(add)
        if changing:
            give_up = Button("Annuler", Kind.GHOST)
            give_up.clicked.connect(self._give_up)
            line.addWidget(give_up)
        line.addStretch(1)
        return line

    def _add_buttons(self, card: RowCard, index: int, row: Any) -> None:
        for act in self._look.acts(row):
            card.add_button(Button(act.label, act.kind, icon=act.icon)).clicked.connect(_Bound(self._do, (act, index)))
        card.add_button(IconButton("pencil", "Modifier")).clicked.connect(_Bound(self._change, index))
        card.add_button(IconButton("trash-2", "Retirer")).clicked.connect(_Bound(self._remove, index))

    def _do(self, asked: tuple[RowAct, int]) -> None:
        act, index = asked
        if act.do(index):
            self._refresh()

    def _place_and_go_on(self) -> None:
        if self.place():
            self.focus()

    def _give_up(self) -> None:
        self.form.clear()
        self._refresh()

    def _change(self, index: int) -> None:
        self.form.change(index)
        self._show_form()
        self.editors[0].focus()

    def _remove(self, index: int) -> None:
        row = self.form.rows[index]
        self.form.remove(index)
        following = [one for one in self._removed if one.place > index]
        for one in following:
            one.place -= 1
        removed = _Removed(index, row)
        self._removed.insert(len(self._removed) - len(following), removed)
        self._refresh()
        self._focus_card(removed)

    def _put_back(self, removed: _Removed) -> None:
        number = self._removed.index(removed)
        self.form.insert(removed.place, removed.row)
        for one in self._removed[number + 1 :]:
            one.place += 1
        del self._removed[number]
        self._refresh()

    def _focus_card(self, removed: _Removed) -> None:
        """The keyboard goes to « Annuler »: the button that had it is gone."""
        undo = self._cards.widget_at(removed.place + self._removed.index(removed)).findChild(Button)
        if undo is not None:
            undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        self.show_rows()
        self._show_form()
        self.changed.emit()


class _Bound:
    """A slot with what it is about, an index as a rule; what Qt sends with a click is left aside."""

    def __init__(self, slot: Callable[[Any], None], subject: object) -> None:
        self._slot = slot
        self._subject = subject

    def __call__(self, *_: object) -> None:
        self._slot(self._subject)
