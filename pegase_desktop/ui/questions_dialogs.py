"""Questions to the person as calm dialogs: a title, a sentence, a verb."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.typography import french
from pegase_desktop.ui.theme import px
from pegase_desktop.ui.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.choices import SuggestionField
from pegase_desktop.ui.widgets.field import Field, Hint
from pegase_desktop.ui.widgets.grounds import Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import Paragraph, Text
from pegase_desktop.ui.widgets.option_list import OptionList
from pegase_desktop.ui.widgets.text_fields import TextField

_WIDTH = 460


class Dialog(QDialog):
    """A question: fill ``body`` with fields, between the sentence and the buttons. Escape gives up."""

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str, action: str, *, kind: Kind = Kind.PRIMARY
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(french(title))
        self.setMinimumWidth(px(_WIDTH))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(10))
        self.go = Button(french(action), kind)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.give_up = Button("Annuler", Kind.SECONDARY)
        self.give_up.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._words(title, sentence))
        column.addWidget(self._foot())

    def _words(self, title: str, sentence: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setContentsMargins(px(24), px(20), px(24), px(20))
        words.setSpacing(px(8))
        words.addWidget(Text(french(title), Type.CARD_TITLE))
        if sentence:
            words.addWidget(Paragraph(french(sentence), Type.BODY, Tone.TEXT2, selectable=True))
        words.addLayout(self.body)
        return words

    def _foot(self) -> Ground:
        foot = Ground(Tone.SUNKEN, Edge.TOP)
        line = QHBoxLayout(foot)
        line.setContentsMargins(px(24), px(12), px(24), px(12))
        line.setSpacing(px(8))
        line.addStretch(1)
        line.addWidget(self.give_up)
        line.addWidget(self.go)
        return foot


class QtQuestions:
    """:class:`pegase_desktop.ui.questions.Questions` on the screen, over :attr:`window` once there is one."""

    def __init__(self, window: QWidget | None = None) -> None:
        self.window = window

    def inform(self, title: str, sentence: str) -> None:
        dialog = Dialog(self._parent(), title, sentence, "J’ai compris")
        dialog.give_up.hide()
        _ask(dialog)

    def confirm(self, title: str, sentence: str, action: str) -> bool:
        return _ask(Dialog(self._parent(), title, sentence, action))

    def ask_reason(self, title: str, sentence: str, suggestions: Sequence[str]) -> str | None:
        field: SuggestionField | TextField = SuggestionField(suggestions) if suggestions else TextField("")
        return self._ask_words(title, sentence, "Raison", field, "Continuer")

    def ask_line(self, title: str, sentence: str, label: str, action: str) -> str | None:
        return self._ask_words(title, sentence, label, TextField(""), action)

    def choose_one(self, title: str, sentence: str, options: Sequence[str]) -> int | None:
        dialog = Dialog(self._parent(), title, sentence, "Choisir")
        choices = OptionList([french(option) for option in options])
        choices.picked.connect(dialog.accept)
        dialog.body.addWidget(ScrollArea(choices) if len(options) > 8 else choices)
        choices.setFocus()
        return choices.current() if _ask(dialog) else None

    def choose_open_file(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._parent(), french(title))
        return Path(name) if name else None

    def choose_save_file(self, title: str, suggested_name: str, pattern: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self._parent(), french(title), suggested_name, pattern)
        return Path(name) if name else None

    def _ask_words(
        self, title: str, sentence: str, label: str, field: SuggestionField | TextField, action: str
    ) -> str | None:
        dialog = Dialog(self._parent(), title, sentence, action)
        dialog.body.addWidget(Field(label, field, hint=Hint.REQUIRED))
        gate = _NeedsWords(dialog, field)
        field.edited.connect(gate.check)
        gate.check()
        field.setFocus()
        return field.value().strip() if _ask(dialog) else None

    def _parent(self) -> QWidget | None:
        """The dialog that is open over the window, else the window: a question stands above what it is about."""
        window = self.window
        while window is not None:
            above = [one for one in window.findChildren(QDialog) if one.isVisible() and one.isModal()]
            if not above:
                return window
            window = above[-1]
        return None


class _NeedsWords:
    """The verb is offered once something is written."""

    def __init__(self, dialog: Dialog, field: SuggestionField | TextField) -> None:
        self._dialog, self._field = dialog, field

    def check(self) -> None:
        self._dialog.go.setEnabled(bool(self._field.value().strip()))


def _ask(dialog: QDialog) -> bool:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == QDialog.DialogCode.Accepted
