"""The entries of a page (calls, actions, redress, exchanges): what is noted, and the form of the next one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.entries import Action
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.proposals import entry_proposals
from pegase_desktop.ui.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Paragraph, Text
from pegase_desktop.ui.wizard.arrangement import ROW_LINES
from pegase_desktop.ui.wizard.editors import FactEditor, line_of
from pegase_desktop.ui.wizard.passage import Passage
from pegase_desktop.ui.wizard.row_words import RowWords, words_of


@dataclass(frozen=True, slots=True)
class _Labels:
    sentence: str
    add: str


_LABELS = {
    "calls": _Labels("Le protocole demande de rappeler pour clarifier. Chaque essai est gardé.", "Noter cet appel"),
    "actions": _Labels(
        "Quoi, qui, pour quand. Marquez une action faite, ou abandonnez-la avec une raison.", "Ajouter l’action"
    ),
    "redress": _Labels("Ce qui est accordé au client, ou « Aucun ».", "Ajouter le dédommagement"),
    "exchanges": _Labels("Un appel, un message, une visite : une ligne suffit.", "Noter cet échange"),
}
_ABANDON_REASONS = ("Devenue inutile", "Refusée par le client", "Remplacée par une autre action")


@dataclass(slots=True, eq=False)
class _Removed:
    """A row taken out, shown before the row of the number *place*."""

    place: int
    row: Any


class RowsSection(QWidget):
    """The entries of one row fact. One that was taken out keeps its place until the page is left, to be put back.

    ``typed`` after each edit; ``changed`` when an entry joined, changed or left.
    """

    typed = Signal()
    changed = Signal()

    def __init__(self, name: str, passage: Passage) -> None:
        super().__init__()
        self.name = name
        self._passage = passage
        self.declared = fact_named(Complaint, name)
        self._entry = passage.flow.entries[name]
        self._removed: list[_Removed] = []  # in the order in which they are shown
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self._form_place = QVBoxLayout()
        column.addLayout(self._form_place)
        self.editors: list[FactEditor] = []
        self.show_rows()
        self._show_form()

    def show_rows(self) -> None:
        """Show the entries as they are now."""
        cleared(self._rows)
        rows = self._passage.flow.value(self.name)
        for index in range(len(rows) + 1):
            for removed in (one for one in self._removed if one.place == index):
                self._show_removed(removed)
            if index < len(rows):
                words = self._words_of(rows[index])
                card = RowCard(words.icon, words.tone, words.first, words.second)
                self._add_buttons(card, index, rows[index])
                add_now(self._rows, card)

    def _words_of(self, row: Any) -> RowWords:
        words = words_of(row, local(self._passage.session.clock()).date())
        return replace(words, first=self._passage.said(words.first), second=self._passage.said(words.second))

    def _show_removed(self, removed: _Removed) -> None:
        words = self._words_of(removed.row)
        card = RowCard("trash-2", Tone.TEXT2, f"Retiré\u00a0: {words.first}", words.second)
        undo = card.add_button(Button("Annuler", Kind.GHOST, icon="undo-2"))
        undo.setAccessibleName(f"Annuler\u00a0: remettre {words.first}")
        undo.clicked.connect(_Bound(self._put_back, removed))
        gone = card.add_button(IconButton("trash-2", "Retiré"))  # where the button was, so that a click there is none
        gone.setEnabled(False)
        add_now(self._rows, card)

    def is_empty(self) -> bool:
        """Whether there is no entry yet."""
        return not self._passage.flow.value(self.name)

    def focus(self) -> None:
        """Put the keyboard on the first thing to type."""
        empty = next((one for one in self.editors if one.is_empty()), self.editors[0])
        empty.focus()

    def place(self) -> bool:
        """Put the entry being typed among the others; what is missing is said under its fields."""
        faults = self._entry.faults()
        if faults:
            for editor in self.editors:
                editor.field.set_error(self._passage.said(faults[editor.name]) if editor.name in faults else None)
            next(one for one in self.editors if one.name in faults).focus()
            return False
        self._passage.flow.commit_entry(self.name)
        self._refresh()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._entry.is_touched:
            self._place_and_go_on()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(Text(self.declared.label, Type.CARD_TITLE))
        line.addStretch(1)
        if self.name == "calls" and self._passage.flow.complaint.phone:
            self._add_number(line)
        head.addLayout(line)
        head.addWidget(Paragraph(self._passage.said(_LABELS[self.name].sentence), Type.BODY, Tone.TEXT2))
        return head

    def _add_number(self, line: QHBoxLayout) -> None:
        line.setSpacing(8)
        line.addWidget(Text("Numéro à appeler", Type.SMALL, Tone.TEXT2))
        line.addWidget(Elided(self._passage.flow.complaint.phone, Type.STRONG))
        copy = IconButton("copy", "Copier le numéro")
        copy.clicked.connect(self._copy_number)
        line.addWidget(copy)

    def _copy_number(self) -> None:
        QGuiApplication.clipboard().setText(self._passage.flow.complaint.phone)

    def _show_form(self) -> None:
        cleared(self._form_place)
        if not self._entry.is_touched and self._entry.index is None:
            flow, session = self._passage.flow, self._passage.session
            proposed = entry_proposals(self.name, flow.complaint, session.actor, session.clock())
            for name, value in proposed.items():
                self._entry.typed.propose(name, value)
        card = Card(Tone.SUNKEN, padding=16)
        card.body.setSpacing(12)
        self.editors = []
        for line in ROW_LINES[self.name]:
            editors = [self._passage.editor(fact_named(self._entry.record, name), self._entry) for name in line]
            card.body.addWidget(line_of(editors))
            self.editors += editors
        for editor in self.editors:
            editor.typed.connect(self.typed)
        card.body.addLayout(self._form_buttons())
        add_now(self._form_place, card)

    def _form_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        changing = self._entry.index is not None
        add = Button(
            "Garder la modification" if changing else _LABELS[self.name].add, icon="check" if changing else "plus"
        )
        add.clicked.connect(self._place_and_go_on)
        line.addWidget(add)
        if changing:
            give_up = Button("Annuler", Kind.GHOST)
            give_up.clicked.connect(self._give_up)
            line.addWidget(give_up)
        line.addStretch(1)
        return line

    def _add_buttons(self, card: RowCard, index: int, row: Any) -> None:
        if isinstance(row, Action) and row.is_open:
            card.add_button(Button("Fait", icon="check")).clicked.connect(_Bound(self._mark_done, index))
            card.add_button(Button("Abandonner", Kind.GHOST)).clicked.connect(_Bound(self._abandon, index))
        elif isinstance(row, Action):
            card.add_button(Button("Reprendre", Kind.GHOST, icon="undo-2")).clicked.connect(_Bound(self._resume, index))
        card.add_button(IconButton("pencil", "Modifier")).clicked.connect(_Bound(self._change, index))
        card.add_button(IconButton("trash-2", "Retirer")).clicked.connect(_Bound(self._remove, index))

    def _place_and_go_on(self) -> None:
        if self.place():
            self.focus()

    def _give_up(self) -> None:
        self._entry.clear()
        self._refresh()

    def _change(self, index: int) -> None:
        self._entry.change(index, self._passage.flow.value(self.name)[index])
        self._show_form()
        self.editors[0].focus()

    def _remove(self, index: int) -> None:
        row = self._passage.flow.value(self.name)[index]
        self._passage.flow.remove_row(self.name, index)
        following = [one for one in self._removed if one.place > index]
        for one in following:
            one.place -= 1
        removed = _Removed(index, row)
        self._removed.insert(len(self._removed) - len(following), removed)
        self._refresh()
        self._focus_card(removed)

    def _put_back(self, removed: _Removed) -> None:
        number = self._removed.index(removed)
        self._passage.flow.insert_row(self.name, removed.place, removed.row)
        for one in self._removed[number + 1 :]:
            one.place += 1
        del self._removed[number]
        self._refresh()

    def _focus_card(self, removed: _Removed) -> None:
        """The keyboard goes to « Annuler »: the button that had it is gone."""
        shown = self._rows.itemAt(removed.place + self._removed.index(removed))
        card = shown.widget() if shown else None
        undo = card.findChild(Button) if card else None
        if undo is not None:
            undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_done(self, index: int) -> None:
        self._passage.flow.replace_row(self.name, index, done_on=local(self._passage.session.clock()).date())
        self._refresh()

    def _resume(self, index: int) -> None:
        self._passage.flow.replace_row(self.name, index, done_on=None, abandoned_reason="")
        self._refresh()

    def _abandon(self, index: int) -> None:
        what = self._passage.flow.value(self.name)[index].what
        title, sentence = "Abandonner cette action ?", self._passage.said(f"« {what} » : dites pourquoi.")
        questions = self._passage.session.questions
        reason = questions.ask_reason(title, sentence, _ABANDON_REASONS, safe="Garder l’action")
        if reason:
            self._passage.flow.replace_row(self.name, index, abandoned_reason=reason)
            self._refresh()

    def _refresh(self) -> None:
        self.show_rows()
        self._show_form()
        self.changed.emit()


class _Bound:
    """A slot with what it is about, an index as a rule; what Qt sends with a click is left aside."""

    def __init__(self, slot: Any, subject: int | _Removed) -> None:
        self._slot = slot
        self._subject = subject

    def __call__(self, *_: object) -> None:
        self._slot(self._subject)


class RowCard(Card):
    """An entry in two lines, with its buttons at the right."""

    def __init__(self, icon: str, tone: Tone, first: str, second: str) -> None:
        super().__init__(padding=12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Paragraph(first, Type.MEDIUM))
        if second:
            words.addWidget(Paragraph(second, Type.BODY, Tone.TEXT2))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel(icon, tone, 17), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        line.addLayout(self._buttons)
        line.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.setAccessibleName(f"{first}. {second}")

    def add_button(self, button: Button) -> Button:
        """Add a button at the right."""
        self._buttons.addWidget(button)
        return button


def add_now(layout: QVBoxLayout, widget: QWidget) -> None:
    """Add *widget* and show it at once: the keyboard may go there before the event loop would show it."""
    layout.addWidget(widget)
    place = layout.parentWidget()
    if place is not None and place.isVisible():
        widget.show()


def cleared(layout: QVBoxLayout) -> None:
    """Take every widget out of *layout*."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
