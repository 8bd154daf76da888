"""Choosing in a list, ticking a box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Type
from pegase_desktop.ui.widgets.focus_ring import show_ring
from pegase_desktop.ui.widgets.segmented import CLEARING
from pegase_desktop.ui.widgets.text_fields import is_leave, mark_edge, set_style_property

_CHEVRON = 16
_BOX = 17
_BESIDE_WORDS = 52  # of a list: its edges, and the place of the chevron
_WIDEST, _NARROWEST = 480, 240  # a list holds whatever somebody wrote
_PAGE, _ALL = 10, 100_000  # lines
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_Home: -_ALL,
    Qt.Key.Key_End: _ALL,
}


class ChoiceList(QComboBox):
    """One value out of a list; typing letters finds it. The wheel never changes it.

    While none is chosen the arrows only open the list: moving about chooses nothing.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[Any, str]] = (),
        *,
        placeholder: str = "Choisir…",
        clearable: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """*choices*: pairs of a value and its label. *clearable* lets one take it back, by Delete or a line « — »."""
        super().__init__(parent)
        self._clearable = clearable
        self.setPlaceholderText(placeholder)
        self.setProperty("tall", tall)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt would give the keyboard to what the wheel passes over
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._say_edited)
        self.currentIndexChanged.connect(self._mark_empty)
        self.set_choices(choices)
        self._mark_empty(self.currentIndex())

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Replace the list, in silence; the value stays when it is still there."""
        kept = self.value()
        self.clear()
        if self._clearable:
            self.addItem("—", None)
        for value, label in choices:
            self.addItem(label, value)
        self.set_value(kept)

    def value(self) -> Any:
        """The value chosen, or None."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Fill, in silence; None, or a value that is not in the list, shows the placeholder."""
        self.setCurrentIndex(-1 if value is None else self._index_of(value))

    def set_edge(self, edge: str) -> None:
        """« danger », « warning » or nothing."""
        mark_edge(self, edge)

    def problem(self) -> str | None:
        """What cannot be understood; a choice always can."""
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a form must not change its answers

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and key in _STEPS:
            self._step(_STEPS[key])
        elif is_plain and key in CLEARING and self._clearable and self.value() is not None:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        view = self.view()
        if self._clearable and isinstance(view, QListView):
            view.setRowHidden(0, self.value() is None)  # where nothing is chosen there is nothing to take back
        super().showPopup()
        if self.currentIndex() < 0:
            view.setCurrentIndex(QModelIndex())  # Qt goes to the first, unseen, and Enter would take it

    def _step(self, lines: int) -> None:
        """Go to another value, among those that are one."""
        if self.currentIndex() < 0:
            self.showPopup()
            return
        first = 1 if self._clearable else 0
        target = max(first, min(self.currentIndex() + lines, self.count() - 1))
        if target != self.currentIndex():
            self._choose(target)

    def _choose(self, index: int) -> None:
        self.setCurrentIndex(index)
        self._say_edited()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_leave(event):
            self.left.emit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), px(_WIDEST)), hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), px(_NARROWEST)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self._shown()
        if shown == self.currentText():
            super().paintEvent(event)
        else:
            self._paint_shortened(shown)  # Qt would cut it without its « … »
        set_tip(self, self.currentText() if shown != self.currentText() else "")
        colours = tokens()
        ink = colours.text2 if self.isEnabled() else colours.text3
        left = self.width() - px(9) - px(_CHEVRON)
        paint_icon(QPainter(self), "chevron-down", ink, left, (self.height() - px(_CHEVRON)) / 2, px(_CHEVRON))

    def _shown(self) -> str:
        """What there is room for of the value; one can move about in what is typed."""
        room = self.width() - px(_BESIDE_WORDS)
        if self.isEditable() or self.fontMetrics().horizontalAdvance(self.currentText()) <= room:
            return self.currentText()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def _paint_shortened(self, words: str) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = words
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _mark_empty(self, index: int) -> None:
        set_style_property(self, "empty", index < 0 and not self.isEditable())

    def _index_of(self, value: Any) -> int:
        return next((index for index in range(self.count()) if self.itemData(index) == value), -1)

    def _say_edited(self) -> None:
        if self._clearable and self.currentIndex() == 0:
            self.setCurrentIndex(-1)  # « — » was chosen: the list is as empty as before anything was
        self.edited.emit()


class SuggestionField(ChoiceList):
    """A list in which one may also type something else; its value is the text."""

    def __init__(
        self,
        suggestions: Sequence[str] = (),
        *,
        placeholder: str = "",
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._known = ""
        super().__init__((), placeholder=placeholder, tall=tall, parent=parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(placeholder)
        line.setMaxLength(500)
        self.setMinimumContentsLength(24)
        line.textEdited.connect(self._say_edited)
        self._offer_matches()
        self.set_suggestions(suggestions)

    def setAccessibleName(self, name: str) -> None:
        """Also for the line that has the keyboard."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    def set_suggestions(self, suggestions: Sequence[str]) -> None:
        """Replace the list, in silence; the text stays."""
        self.set_choices([(word, word) for word in suggestions])

    def value(self) -> str:
        """The text, without spaces at its ends."""
        return self.currentText().strip()

    def set_value(self, value: str | None) -> None:
        """Fill, in silence."""
        self.setCurrentIndex(-1)
        self.setEditText(value or "")
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # the beginning of a long value stays in sight
        self._known = self.currentText()

    def _offer_matches(self) -> None:
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)  # never completes behind one's back
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("floating", True)
        popup.setItemDelegate(QStyledItemDelegate(popup))
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list hangs there, Escape takes it away, and not the window under it."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _say_edited(self) -> None:
        if self.currentText() != self._known:  # Qt also says « activated » when one leaves a text that is in the list
            self._known = self.currentText()
            super()._say_edited()


class CheckBox(PlainButton, QCheckBox):
    """A box to tick; ``edited`` when the person ticks, never when the program fills."""

    edited = Signal()
    left = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self._edge = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._say_edited)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Fill, in silence."""
        self.setChecked(bool(value))

    def set_edge(self, edge: str) -> None:
        """« danger », « warning » or nothing."""
        self._edge = edge
        self.update()

    def problem(self) -> str | None:
        """What cannot be understood; a tick always can."""
        return None

    def sizeHint(self) -> QSize:
        words = painting.text_width(self.text(), font(Type.MEDIUM))
        return QSize(round(words) + px(_BOX) + px(9) + 2, px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_BOX) + px(9) + px(24), px(26))  # the name of somebody gives way, shortened

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        set_tip(self, self.text() if self.width() < self.sizeHint().width() else "")

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        box = QRectF(0, (self.height() - px(_BOX)) / 2, px(_BOX), px(_BOX))
        if self.isChecked():
            ground = colours.accent_fill if self.isEnabled() else colours.border_strong
            painting.frame(painter, box, 4, ground)
            paint_icon(painter, "check", colours.on_accent, box.x() + px(2), box.y() + px(2), px(13))
        else:
            edge = colours[self._edge] if self._edge else colours.text2 if self.underMouse() else colours.border_strong
            painting.frame(painter, box, 4, colours.surface, edge, 2 if self._edge else 1.2)
        rect = QRectF(px(_BOX) + px(9), 0, self.width() - px(_BOX) - px(9), self.height())
        ink = colours.text if self.isEnabled() else colours.text3
        painting.text(painter, rect, self.text(), font(Type.MEDIUM), ink)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, 4)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _say_edited(self) -> None:
        self.edited.emit()
