"""The field for several lines of text; apart from the others because Qt's rich text is slow to load."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from pegase_desktop.ui.look.theme import is_look_change, px
from pegase_desktop.ui.look.tokens import LINE_HEIGHT_PERCENT
from pegase_desktop.ui.widgets.text_fields import is_leave, mark_edge

_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\ufffc": None})


class TextArea(QTextEdit):
    """Several lines of plain text; it grows with them from *lines* up to *most_lines*, then scrolls.

    Tab leaves it, as every other field.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str = "", *, lines: int = 3, most_lines: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._most_lines = most_lines
        self._filling = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._space_lines()
        self.textChanged.connect(self._take_change)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def value(self) -> str:
        """The text, without blank space at its ends."""
        return self._text().strip()

    def set_value(self, value: str) -> None:
        """Fill, in silence; the beginning stays in sight. The text can then not be undone away."""
        if value == self._text():
            return
        self._filling = True
        self.setPlainText(value)
        self._space_lines()
        self.document().clearUndoRedoStacks(QTextDocument.Stacks.UndoAndRedoStacks)
        self._filling = False
        self._fit()

    def set_edge(self, edge: str) -> None:
        """« danger », « warning » or nothing."""
        mark_edge(self, edge)

    def problem(self) -> str | None:
        """What cannot be understood, as a sentence; words always can."""
        return None

    def insert_phrase(self, phrase: str) -> None:
        """Insert *phrase* at the cursor, spaced from the words around it, as the person's edit.

        No word is cut in two by it, and none that is selected goes.
        """
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        while _is_in_word(cursor):
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        before, after = _letters_around(cursor)
        room_before, room_after = " " if before.strip() else "", " " if after.isalnum() else ""
        cursor.insertText(room_before + phrase + room_after)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, n=len(room_after))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        return QSize(px(280), self._height_for(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self._height_for(1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A new line, also in an empty one: Qt would first take away that line's spacing, and lose the key."""
        is_new_line = event.matches(QKeySequence.StandardKey.InsertParagraphSeparator)
        if is_new_line and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_leave(event):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_change(event) and hasattr(self, "_filling"):
            self._fit()

    def _text(self) -> str:
        """What is typed; ``toPlainText`` would turn no-break spaces into plain ones."""
        return self.document().toRawText().translate(_LINE_ENDS)

    def _take_change(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _line_height(self) -> float:
        return math.ceil(QFontMetricsF(self.font()).height()) * LINE_HEIGHT_PERCENT / 100

    def _height_for(self, lines: int) -> int:
        around = 2 * px(7) + 2 * round(self.document().documentMargin()) + 2
        return math.ceil(lines * self._line_height()) + around

    def _fit(self) -> None:
        text_height = self.document().size().height() - 2 * self.document().documentMargin()
        wanted = round(text_height / self._line_height())
        height = self._height_for(min(max(wanted, self._lines), self._most_lines))
        if height != self.height() or height != self.maximumHeight():
            self.setFixedHeight(height)


def _letters_around(cursor: QTextCursor) -> tuple[str, str]:
    """What stands before and after the cursor; nothing at the ends of a line."""
    block, at = cursor.block(), cursor.positionInBlock()
    letters = block.text().encode("utf-16-le", "surrogatepass")  # Qt counts these: an emoji is two
    halves = (letters[: 2 * at], letters[2 * at :])
    before, after = (one.decode("utf-16-le", "surrogatepass") for one in halves)
    return before[-1:], after[:1]


def _is_in_word(cursor: QTextCursor) -> bool:
    before, after = _letters_around(cursor)
    return before.isalnum() and after.isalnum()
