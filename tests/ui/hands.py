"""What hands do and pytest-qt cannot: letters that a French keyboard composes, a key held down, answers to a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_LOOKS_EVERY_MS = 5

Waiting = TypeVar("Waiting", bound=QDialog)
Thing = TypeVar("Thing")
Part = TypeVar("Part", bound=QObject)


def there(thing: Thing | None) -> Thing:
    """*thing*, which must be there."""
    assert thing is not None
    return thing


def part(of: QObject | None, kind: type[Part]) -> Part:
    """The first of that kind within *of*; both must be there."""
    return there(there(of).findChild(kind))


def type_letters(widget: QWidget | None, letters: str) -> None:
    """Press the key of each; QTest's own keyClicks knows only ASCII."""
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(there(widget), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def hold_enter(widget: QWidget, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Enter once more from a key that is held down."""
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifiers, "\r", True)
    QApplication.sendEvent(widget, held)


def click_again(widget: QWidget) -> None:
    """The second click of a double-click; Qt gives it to what is under the pointer by then."""
    middle = QPointF(widget.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, held in ((QEvent.Type.MouseButtonDblClick, left), (QEvent.Type.MouseButtonRelease, Qt.MouseButton(0))):
        at = QPointF(widget.mapToGlobal(widget.rect().center()))
        QApplication.sendEvent(widget, QMouseEvent(kind, middle, at, left, held, none))


@contextmanager
def answering_in(kind: type[Waiting], act: Callable[[Waiting], None]) -> Iterator[None]:
    """Within the block, do *act* in the first window of this kind that holds up everything else, then close it.

    It is closed also when *act* fails: a test that fails must not wait for an answer for ever.
    """
    problems: list[BaseException] = []
    looking = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or QApplication.activeWindow() is not dialog:
            return  # not there yet, or still without the keyboard
        looking.stop()
        try:
            act(dialog)
        except BaseException as problem:  # noqa: BLE001 (an event loop would swallow it)
            problems.append(problem)
        finally:
            if dialog.isVisible():
                dialog.close()

    looking.timeout.connect(look)
    looking.start(_LOOKS_EVERY_MS)
    try:
        yield
    finally:
        looking.stop()
    if problems:
        raise problems[0]
