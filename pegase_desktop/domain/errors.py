"""Errors that a person can do something about; anything else that is raised is a bug."""

from __future__ import annotations

from pegase_desktop.domain.typography import typeset


class UserError(Exception):
    """A situation to be shown as it is: ``str(error)`` is a French sentence saying what is wrong and what to do.

    One subclass per family of sentences, so that callers can tell them apart without reading them.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(typeset(sentence))
