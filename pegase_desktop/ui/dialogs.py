"""Calm dialogs: a title, a sentence, a verb."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.theme import px
from pegase_desktop.ui.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import ENTER, Button, Kind, OnceButton
from pegase_desktop.ui.widgets.choices import SuggestionField
from pegase_desktop.ui.widgets.field import Field, Hint
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Paragraph, Text
from pegase_desktop.ui.widgets.option_list import OptionList
from pegase_desktop.ui.widgets.text_fields import TextField

_WIDTH, _WIDE = 460, 620  # pixels at scale 1
_LONG_OPTION = 50  # letters that fit on one line of the narrower dialog


class Dialog(QDialog):
    """A question: fill ``body`` with fields, between the sentence and the buttons. Escape gives up, and Enter agrees.

    *safe* names the answer that changes and loses nothing, which stands first; None where *action* is that answer and
    there is no other. What loses something is asked by a :class:`Confirmation`.
    """

    def __init__(self, parent: QWidget | None, title: str, sentence: str, action: str, *, safe: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(typeset(title))
        self.setMinimumWidth(px(_WIDTH))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(10))
        self.go = OnceButton(typeset(action), Kind.PRIMARY)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.give_up = Button(typeset(safe or ""), Kind.SECONDARY)
        self.give_up.clicked.connect(self.reject)
        self.give_up.setVisible(safe is not None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # see showEvent
        column.addLayout(self._words(title, sentence), 1)
        column.addWidget(self._foot())
        self.go.setFocus()  # the keyboard begins here, unless the dialog has a field for it

    def _words(self, title: str, sentence: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setContentsMargins(px(24), px(20), px(24), px(20))
        words.setSpacing(px(8))
        words.addWidget(Text(typeset(title), Type.CARD_TITLE))
        if sentence:
            words.addWidget(Paragraph(typeset(sentence), Type.BODY, Tone.TEXT2, selectable=True))
        words.addLayout(self.body)
        words.addStretch(1)
        return words

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width: Qt would go by what they need at a narrower one."""
        layout = self.layout()
        assert layout is not None
        width = self.minimumWidth() or self.sizeHint().width()  # no minimum: a fault before the look was put on
        self.resize(width, self.height())
        layout.activate()  # a list of options wraps them, and grows, once it knows its width
        wraps = layout.hasHeightForWidth()
        self.resize(width, layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height())
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter agrees; not when it is still held down from what opened the question."""
        if not (event.isAutoRepeat() and event.key() in ENTER):
            super().keyPressEvent(event)

    def _foot(self) -> Ground:
        foot = Ground(Tone.SUNKEN, Edge.TOP)
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(foot)
        line.setContentsMargins(px(24), px(12), px(24), px(12))
        line.setSpacing(px(8))
        line.addStretch(1)
        line.addWidget(self.give_up)
        line.addWidget(self.go)
        return foot

    def ask(self) -> bool:
        """Whether the person chose the verb; the dialog is gone afterwards."""
        answer = self.exec()
        self.deleteLater()
        return answer == QDialog.DialogCode.Accepted


class Confirmation(Dialog):
    """Asks before something that cannot be taken back: Enter gives the safe answer, like Escape."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, action: str, *, safe: str) -> None:
        super().__init__(parent, title, sentence, action, safe=safe)
        self.go.set_kind(Kind.SECONDARY)
        self.give_up.set_kind(Kind.PRIMARY)
        self.give_up.setDefault(True)
        self.give_up.setFocus()


def way_out(title: str) -> str:
    """The answer that takes nothing away of a question with that title which loses nothing.

    « Annuler » beside « Annuler le dossier » could be either.
    """
    return "Revenir" if title.startswith("Annuler") else "Annuler"


class WordsDialog(Dialog):
    """Asks for a few words; the verb is offered once there are some."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        label: str,
        action: str,
        suggestions: Sequence[str],
        words: str,
    ) -> None:
        super().__init__(parent, title, sentence, action, safe=way_out(title))
        self.field: SuggestionField | TextField = SuggestionField(suggestions) if suggestions else TextField("")
        self.body.addWidget(Field(typeset(label), self.field, hint=Hint.REQUIRED))
        self.field.set_value(words)
        self.field.edited.connect(self._check)
        self._check()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)  # all of it selected: typing replaces it

    def words(self) -> str:
        """What was written."""
        return self.field.value().strip()

    def _check(self) -> None:
        self.go.setEnabled(bool(self.words()))


class ChoiceDialog(Dialog):
    """Offers several ways to go on."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, options: Sequence[str]) -> None:
        super().__init__(parent, title, sentence, "Choisir", safe=way_out(title))
        if max(len(option) for option in options) > _LONG_OPTION:
            self.setMinimumWidth(px(_WIDE))
        self.choices = OptionList([typeset(option) for option in options])
        self.choices.picked.connect(self.accept)
        self.body.addWidget(self.choices)
        self.choices.setFocus()
