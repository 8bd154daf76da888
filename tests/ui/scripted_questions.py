"""The answers a person would give to the program's questions, written beforehand; what was asked is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
LEAVES_THE_CASE = "« {} » sort du dossier. Son nom et la raison restent au journal."


class ScriptedQuestions:
    """Answers each kind of question from its own list, the first first; a question without an answer fails the test."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.confirmations: list[bool] = []
        self.reasons: list[str | None] = []
        self.lines: list[str | None] = []
        self.proposed: list[str] = []
        self.choices: list[int | None] = []
        self.options: list[list[str]] = []
        self.opened: list[Path | None] = []
        self.saved: list[Path | None] = []
        self.folders: list[Path | None] = []
        self.attended: list[str] = []
        self.given_up: list[bool] = []

    def inform(self, title: str, sentence: str) -> None:
        self.said.append(sentence)

    def confirm(self, title: str, sentence: str, action: str, *, safe: str) -> bool:
        assert safe
        assert safe != action
        self.asked.append(sentence)
        return self.confirmations.pop(0)

    def ask_reason(self, title: str, sentence: str, suggestions: Sequence[str], *, safe: str) -> str | None:
        self.asked.append(sentence)
        return self.reasons.pop(0)

    def ask_line(self, title: str, sentence: str, label: str, action: str, words: str = "", *, safe: str) -> str | None:
        self.asked.append(sentence)
        self.proposed.append(words)
        return self.lines.pop(0)

    def choose_one(
        self, title: str, sentence: str, options: Sequence[str], action: str = "Continuer", *, safe: str
    ) -> int | None:
        self.asked.append(sentence)
        self.options.append(list(options))
        return self.choices.pop(0)

    def attend(
        self, title: str, sentence: str, do: Callable[[Callable[[int], None]], Result], *, safe: str
    ) -> Result | None:
        """Done at once, in this thread; given up where an answer is written that says so."""
        assert safe
        self.attended.append(title)
        if self.given_up and self.given_up.pop(0):
            return None
        return do(lambda _: None)

    def choose_folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.folders.pop(0)

    def choose_open_file(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.opened.pop(0)

    def choose_save_file(self, title: str, suggested_name: str, pattern: str) -> Path | None:
        self.asked.append(title)
        return self.saved.pop(0)
