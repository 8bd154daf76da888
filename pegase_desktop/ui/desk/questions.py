"""The one seam for questions to the person: dialogs in the program, a script in the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Questions(Protocol):
    """Everything the program may ask or say outside its screens. Sentences are French and complete.

    Every question names its *safe* answer by what it does, « Continuer à écrire »: it loses and records nothing. Escape
    and the close box always give it, Enter too until the person chose or wrote something.
    """

    def inform(self, title: str, sentence: str) -> None:
        """Say something that only needs to be read."""

    def confirm(self, title: str, sentence: str, action: str, *, safe: str) -> bool:
        """Whether the person chose *action* (a verb) rather than the *safe* answer, which Enter gives."""

    def ask_reason(self, title: str, sentence: str, suggestions: Sequence[str], *, safe: str) -> str | None:
        """A reason in words, chosen or typed; None when the person gives up."""

    def ask_line(self, title: str, sentence: str, label: str, action: str, words: str = "", *, safe: str) -> str | None:
        """A few words under *label*, at first *words*; None when the person gives up. *action* is a verb."""

    def choose_one(
        self, title: str, sentence: str, options: Sequence[str], action: str = "Continuer", *, safe: str
    ) -> int | None:
        """The index of the option chosen, none being so at first; None when the person gives up. *action* is a verb."""

    def attend(
        self, title: str, sentence: str, do: Callable[[Callable[[int], None]], Result], *, safe: str
    ) -> Result | None:
        """What *do* gives, done beside the window while its progress is shown; None when the person gives it up.

        *do* is told by what it is given, in thousandths, how far it is; what it raises comes out here.
        """

    def choose_folder(self, title: str) -> Path | None:
        """An existing folder."""

    def choose_open_file(self, title: str) -> Path | None:
        """An existing file."""

    def choose_save_file(self, title: str, suggested_name: str, pattern: str) -> Path | None:
        """Where to write; *pattern* such as ``PDF (*.pdf)``. Overwriting was confirmed."""
