"""The rows of a complaint (calls, actions, redress, exchanges) as its pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop.domain.rows import Action, Redress
from pegase_desktop.ui.forms.record_form import RowForm
from pegase_desktop.ui.forms.rows_section import RowAct, RowsLook, RowsSection, RowWords
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import IconButton, Kind
from pegase_desktop.ui.widgets.labels import Elided, Text
from pegase_desktop.ui.wizard.arrangement import ROW_LINES
from pegase_desktop.ui.wizard.passage import Passage
from pegase_desktop.ui.wizard.row_words import words_of


class _Abandoning(NamedTuple):
    """How it is asked why something is abandoned."""

    title: str
    safe: str
    reasons: tuple[str, ...]


_ABANDONING = {
    Action: _Abandoning(
        "Abandonner cette action ?",
        "Garder l’action",
        ("Devenue inutile", "Refusée par le client", "Remplacée par une autre action"),
    ),
    Redress: _Abandoning(
        "Abandonner ce dédommagement ?",
        "Garder le dédommagement",
        ("Refusé par le client", "Remplacé par un autre dédommagement"),
    ),
}


def rows_section(name: str, passage: Passage) -> RowsSection:
    """The section of the rows that the complaint has under *name*."""
    form = passage.flow.rows[name]
    look = RowsLook(ROW_LINES[name], partial(_words, passage), _Settling(form, passage).of)
    phone = passage.flow.complaint.phone if name == "calls" else ""
    return RowsSection(form, passage.rows_context, look, _NumberToCall(phone) if phone else None)


def _words(passage: Passage, row: object) -> RowWords:
    return words_of(row, passage.rows_context.today())


class _Settling:
    """What becomes of an action or a redress: done, abandoned with a reason, taken up again."""

    def __init__(self, form: RowForm, passage: Passage) -> None:
        self._form = form
        self._passage = passage

    def of(self, row: Any) -> Sequence[RowAct]:
        """What can be done with a row."""
        if not isinstance(row, Action | Redress):
            return ()
        if row.is_open:
            done = "Fait" if isinstance(row, Action) else "Donné"
            return RowAct(done, self._mark_done, icon="check"), RowAct("Abandonner", self._abandon, Kind.GHOST)
        is_settled = row.done_on or row.abandoned_reason
        return (RowAct("Reprendre", self._resume, Kind.GHOST, "undo-2"),) if is_settled else ()

    def _mark_done(self, index: int) -> bool:
        self._form.replace(index, done_on=self._passage.rows_context.today())
        return True

    def _resume(self, index: int) -> bool:
        self._form.replace(index, done_on=None, abandoned_reason="")
        return True

    def _abandon(self, index: int) -> bool:
        row = self._form.rows[index]
        asked = _ABANDONING[type(row)]
        sentence = self._passage.said(f"« {_words(self._passage, row).first} » : dites pourquoi.")
        reason = self._passage.session.questions.ask_reason(asked.title, sentence, asked.reasons, safe=asked.safe)
        if reason:
            self._form.replace(index, abandoned_reason=reason)
        return bool(reason)


class _NumberToCall(QWidget):
    """The client's number, to be copied."""

    def __init__(self, phone: str) -> None:
        super().__init__()
        self._phone = phone
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Text("Numéro à appeler", Type.SMALL, Tone.TEXT2))
        line.addWidget(Elided(phone, Type.STRONG))
        copy = IconButton("copy", "Copier le numéro")
        copy.clicked.connect(self._copy)
        line.addWidget(copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._phone)
