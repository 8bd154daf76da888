"""What the fields of a form are made with: the clock, the choices that they offer, their wording and their look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.forms.lists import Lists

Wording = Callable[[str], str]


class Marks(Enum):
    """What is written beside the labels."""

    NONE = "none"
    NEEDED = "needed"  # « obligatoire » at what must be filled, « facultatif » at the long texts that need not
    OPTIONAL = "optional"  # « facultatif » at what need not be filled


@dataclass(frozen=True, slots=True)
class FormLook:
    """How a form looks.

    Attributes:
        tall: the inputs are those of a page that is filled in at length.
        fills: short inputs, too, have the width of the form.
        offers_now: a button beside a moment fills in the present one.
        most_segments: how many choices stand side by side; more are a list.
        most_lines: to which a long text grows, before it scrolls.
        reads: what is recorded is shown and nothing is typed.
    """

    tall: bool = False
    fills: bool = False
    offers_now: bool = False
    most_segments: int = 4
    most_lines: int = 14
    marks: Marks = Marks.NONE
    reads: bool = False


@dataclass(frozen=True, slots=True)
class FormContext:
    """What all fields of a form have in common; *clock* gives UTC."""

    clock: Callable[[], datetime]
    look: FormLook
    lists: Lists = field(default_factory=Lists)
    wording: Wording = str

    def said(self, sentence: str) -> str:
        """A sentence as it is worded here, typeset for the screen."""
        return typeset(self.wording(sentence))

    def today(self) -> date:
        """The day at the office."""
        return local(self.clock()).date()
