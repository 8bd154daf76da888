"""Questions to the person, asked on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from pegase_desktop.domain.typography import typeset

Result = TypeVar("Result")


class QtQuestions:
    """:class:`pegase_desktop.ui.desk.questions.Questions` on the screen, over :attr:`window` once there is one.

    The dialogs are loaded with the first question: the window opens sooner.
    """

    def __init__(self, window: QWidget | None = None) -> None:
        self.window = window

    def inform(self, title: str, sentence: str) -> None:
        from pegase_desktop.ui.widgets.dialogs import Dialog

        Dialog(self._parent(), title, sentence, safe="J’ai compris").ask()

    def confirm(self, title: str, sentence: str, action: str, *, safe: str) -> bool:
        from pegase_desktop.ui.widgets.dialogs import Dialog

        return Dialog(self._parent(), title, sentence, action, safe=safe).ask()

    def ask_reason(self, title: str, sentence: str, suggestions: Sequence[str], *, safe: str) -> str | None:
        return self._ask_words(title, sentence, "Raison", "Continuer", suggestions=suggestions, safe=safe)

    def ask_line(self, title: str, sentence: str, label: str, action: str, words: str = "", *, safe: str) -> str | None:
        return self._ask_words(title, sentence, label, action, words=words, safe=safe)

    def choose_one(
        self, title: str, sentence: str, options: Sequence[str], action: str = "Continuer", *, safe: str
    ) -> int | None:
        from pegase_desktop.ui.widgets.dialogs import ChoiceDialog

        dialog = ChoiceDialog(self._parent(), title, sentence, options, action, safe=safe)
        return dialog.choices.current() if dialog.ask() else None

    def attend(
        self, title: str, sentence: str, do: Callable[[Callable[[int], None]], Result], *, safe: str
    ) -> Result | None:
        from pegase_desktop.ui.shell.waiting import attended

        return attended(self._parent(), title, sentence, do, safe=safe)

    def choose_folder(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._parent(), typeset(title))
        return Path(name) if name else None

    def choose_open_file(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._parent(), typeset(title))
        return Path(name) if name else None

    def choose_save_file(self, title: str, suggested_name: str, pattern: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self._parent(), typeset(title), suggested_name, pattern)
        return Path(name) if name else None

    def _ask_words(
        self,
        title: str,
        sentence: str,
        label: str,
        action: str,
        *,
        suggestions: Sequence[str] = (),
        words: str = "",
        safe: str,
    ) -> str | None:
        from pegase_desktop.ui.widgets.dialogs import WordsDialog

        dialog = WordsDialog(self._parent(), title, sentence, label, action, suggestions, words, safe=safe)
        return dialog.words() if dialog.ask() else None

    def _parent(self) -> QWidget | None:
        """The dialog that is open over the window, else the window: a question stands above what it is about."""
        window = self.window
        while window is not None:
            above = [one for one in window.findChildren(QDialog) if one.isVisible() and one.isModal()]
            if not above:
                return window
            window = above[-1]
        return None
