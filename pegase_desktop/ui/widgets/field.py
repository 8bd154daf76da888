"""The frame of an input: its label, whether it is required, notes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.labels import IconLabel, Paragraph, Text


class Input(Protocol):
    """What every input of the kit offers; ``edited`` and ``left`` are signals without argument."""

    edited: Any
    left: Any

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...
    def set_edge(self, edge: str) -> None: ...


class Hint(Enum):
    """Whether the field must be filled, written beside its label."""

    NONE = ""
    REQUIRED = "obligatoire"
    OPTIONAL = "facultatif"


class Field(QWidget):
    """A labelled input. ``edited`` when the person edits; ``left`` once the focus has left and the input was checked.

    A text that cannot be understood (« 32/13 ») is said under the field by the field itself, on leaving it. Typing
    again takes a said error away.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        label: str,
        input_widget: QWidget,
        *,
        hint: Hint = Hint.NONE,
        note: str = "",
        help_text: str = "",
        stretch: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Frame *input_widget*.

        Args:
            note: at the right of the label (« Repris sur la fiche imprimée »).
            help_text: a sentence under the label.
            stretch: False keeps the input at its own width, at the left.
        """
        super().__init__(parent)
        self.input = input_widget
        self.label = label
        self._label = Text(label, Type.MEDIUM)
        self._label.setBuddy(input_widget)
        if not label:  # the input says its own name, as a box to tick does
            self._label.hide()
        self._fault = _FaultLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(self._head(hint, note))
        if help_text:
            column.addWidget(Paragraph(help_text, Type.SMALL, Tone.TEXT2))
        side = Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft
        column.addWidget(input_widget, 0, side)
        column.addWidget(self._fault)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._help_text = help_text
        self._name(label, hint)
        self._listen()

    def value(self) -> Any:
        """The input's value."""
        return self._typed().value()

    def set_value(self, value: Any) -> None:
        """Fill, in silence, and take a said fault away."""
        self._typed().set_value(value)
        self.set_error(None)

    def set_error(self, sentence: str | None) -> None:
        """Say what is wrong and what to do, in red; None takes it away."""
        self._show_fault(sentence, Tone.DANGER)

    def set_warning(self, sentence: str | None) -> None:
        """Say what looks wrong but may pass, in amber; None takes it away."""
        self._show_fault(sentence, Tone.WARNING)

    def fault(self) -> str:
        """The sentence shown under the field, or nothing."""
        return self._fault.sentence()

    def has_error(self) -> bool:
        """Whether a fault in red is shown."""
        return bool(self.fault()) and self._fault.tone is Tone.DANGER

    def take_fault_line(self) -> QWidget:
        """Hand over the line that says the fault, to be shown elsewhere; the field goes on writing it."""
        return self._fault

    def indent_fault(self, left: int) -> None:
        """Begin the line of the fault *left* pixels from its place's edge."""
        self._fault.indent(left)

    def _head(self, hint: Hint, note: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        if hint is Hint.REQUIRED:
            head.addWidget(Text(hint.value, Type.SMALL, Tone.TEXT2))
        head.addStretch(1)
        at_right = note or (hint.value if hint is Hint.OPTIONAL else "")
        if at_right:
            head.addWidget(Text(at_right, Type.SMALL, Tone.TEXT2))
        return head

    def _name(self, label: str, hint: Hint) -> None:
        self.input.setAccessibleName(f"{label}, {hint.value}" if hint.value else label)
        self._describe("")

    def _describe(self, fault: str) -> None:
        """What is read aloud after the name: what is wrong, and the help; at a group's buttons, also its name."""
        said = " ".join(part for part in (fault, self._help_text) if part)
        self.input.setAccessibleDescription(said)
        if self.input.focusProxy() is None:
            return
        for part in self.input.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            named = (self.input.accessibleName(), said) if isinstance(part, QAbstractButton) else (said,)
            part.setAccessibleDescription(". ".join(one for one in named if one))

    def _typed(self) -> Input:
        return cast("Input", self.input)

    def _listen(self) -> None:
        self._typed().edited.connect(self._take_edit)
        self._typed().left.connect(self._take_leave)

    def _take_edit(self) -> None:
        if self.has_error():
            self.set_error(None)
        self.edited.emit()

    def _take_leave(self) -> None:
        check = getattr(self.input, "problem", None)
        problem = check() if check is not None else None
        if problem is not None:
            self.set_error(problem)
        self.left.emit()
        announce(self, self.fault())  # whoever heard of the leaving may have found more

    def _show_fault(self, sentence: str | None, tone: Tone) -> None:
        if (sentence or "") != self.fault():
            self._describe(sentence or "")
        self._fault.say(sentence or "", tone)
        self._typed().set_edge(tone.value if sentence else "")


class _FaultLine(QWidget):
    """An icon and a sentence under a field; takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.tone = Tone.DANGER
        self._icon = IconLabel("circle-alert", self.tone, 15)
        self._words = Paragraph("", Type.MEDIUM, self.tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 1, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str, tone: Tone) -> None:
        self.tone = tone
        self._icon.set_icon("circle-alert" if tone is Tone.DANGER else "triangle-alert", tone)
        self._words.set_tone(tone)
        self._words.set_words(sentence)
        self.setVisible(bool(sentence))

    def indent(self, left: int) -> None:
        line = self.layout()
        assert line is not None
        line.setContentsMargins(left, 1, 0, 0)

    def sentence(self) -> str:
        return self._words.words


class FieldRow(QWidget):
    """Short fields side by side; what is wrong with one is said under all of them, where there is room for it."""

    def __init__(self, *fields: Field, shares: Sequence[int] = (), parent: QWidget | None = None) -> None:
        """*shares*: how much of the room left each field takes; without any, the fields stay short, at the left."""
        super().__init__(parent)
        self._fields = fields
        line = QHBoxLayout()
        line.setSpacing(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(line)
        for index, field in enumerate(fields):
            line.addWidget(field, shares[index] if shares else 0, Qt.AlignmentFlag.AlignTop)
            column.addWidget(field.take_fault_line())
        if not any(shares):
            line.addStretch(1)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for field in self._fields:
            field.indent_fault(min(field.x(), self.width() // 2))
