"""Calm dialogs: a title, a sentence, a verb."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import ENTER, Button, Kind, OnceButton
from pegase_desktop.ui.widgets.choices import SuggestionField
from pegase_desktop.ui.widgets.field import Field, Hint
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Paragraph, Wrapped
from pegase_desktop.ui.widgets.option_list import OptionList
from pegase_desktop.ui.widgets.text_fields import TextField

_WIDTH, _WIDE = 460, 620  # pixels at scale 1
_LONG_OPTION = 50  # letters that fit on one line of the narrower dialog


class Dialog(QDialog):
    """A question. ``body`` is the room between the sentence and the buttons.

    *safe* is the answer that loses and records nothing, named by what it does. It comes first and has the keyboard:
    Enter, Escape and the close box give it, for whoever presses a key before reading. Without an *action* there is
    nothing to choose, only to read.
    """

    def __init__(self, parent: QWidget | None, title: str, sentence: str, action: str = "", *, safe: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(typeset(title))
        self.setMinimumWidth(px(_WIDTH))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(10))
        self.give_up = Button(typeset(safe))
        self.give_up.clicked.connect(self.reject)
        self.go = OnceButton(typeset(action))
        self.go.clicked.connect(self.accept)
        self.go.setVisible(bool(action))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # see showEvent
        column.addLayout(self._words(title, sentence), 1)
        column.addWidget(self._foot())
        self._lead_to(self.give_up)
        self.give_up.setFocus()  # the keyboard begins here, unless the dialog has a field for it

    def _words(self, title: str, sentence: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setContentsMargins(px(24), px(20), px(24), px(20))
        words.setSpacing(px(8))
        words.addWidget(Wrapped(typeset(title), Type.CARD_TITLE))
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
        self.resize(width, self._height_needed(width))
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow when a message comes under a field, as far as the screen allows: nothing is to lie over another."""
        is_done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            room = self.screen().availableGeometry().height()
            self.resize(self.width(), max(self.height(), min(self._height_needed(self.width()), room)))
        return is_done

    def _height_needed(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the main button; not when it is still held down from what opened the question."""
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

    def _lead_to(self, button: Button) -> None:
        """Make *button* the main one, which Enter presses where nothing else takes it."""
        button.setDefault(True)
        for one in (self.give_up, self.go):
            one.set_kind(Kind.PRIMARY if one is button else Kind.SECONDARY)

    def ask(self) -> bool:
        """Whether the person chose the verb; the dialog is gone afterwards."""
        answer = self.exec()
        self.deleteLater()
        return answer == QDialog.DialogCode.Accepted


class Form(Dialog):
    """Fields to fill, in ``body``: Enter does what the verb says, as in any form, and only with what was written."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, action: str, *, safe: str) -> None:
        super().__init__(parent, title, sentence, action, safe=safe)
        self._lead_to(self.go)


class WordsDialog(Form):
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
        *,
        safe: str,
    ) -> None:
        super().__init__(parent, title, sentence, action, safe=safe)
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
    """Offers several ways to go on; none is chosen until the person moves to it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        options: Sequence[str],
        action: str = "Continuer",
        *,
        safe: str,
    ) -> None:
        super().__init__(parent, title, sentence, action, safe=safe)
        if max(len(option) for option in options) > _LONG_OPTION:
            self.setMinimumWidth(px(_WIDE))
        self.choices = OptionList([typeset(option) for option in options])
        self.choices.picked.connect(self.accept)
        self.choices.itemSelectionChanged.connect(self._take_choice)
        self.go.setEnabled(False)
        self.body.addWidget(self.choices)
        self.choices.setFocus()

    def _take_choice(self) -> None:
        self.go.setEnabled(True)
        self._lead_to(self.go)
