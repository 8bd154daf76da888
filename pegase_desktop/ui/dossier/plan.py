"""How the page of a kind of dossier is laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pegase_desktop.domain.kind import Kind
from pegase_desktop.ui.forms.context import FormContext
from pegase_desktop.ui.forms.record_form import RowForm
from pegase_desktop.ui.forms.rows_section import RowsLook, RowsSection, RowWords


class Standing(NamedTuple):
    """Where a dossier stands, in words, and whether something of it is late."""

    words: str = ""
    is_late: bool = False


def opens_nothing(row: Any) -> str:
    """Of rows that name no dossier of this register."""
    return ""


def stands_nowhere(record: Any, now: datetime) -> Standing:
    """Of dossiers of which nothing is due."""
    return Standing()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the form: its title, its facts by lines. A *later* one is asked for once there is a number."""

    title: str
    lines: tuple[tuple[str, ...], ...]
    later: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a fact: the facts of each by lines, a row in words, and the number of the dossier that it *opens*.

    ``opens`` gives words in which numbers stand. ``make`` gives what shows them, another one than the usual where they
    ask for more; ``acts`` are what can be done with a row once it is recorded: name, label and icon.
    """

    fact: str
    lines: tuple[tuple[str, ...], ...]
    words: Callable[[Any], RowWords]
    opens: Callable[[Any], str] = opens_nothing
    make: Callable[[RowForm, FormContext, RowsLook], RowsSection] = RowsSection
    acts: tuple[tuple[str, str, str], ...] = ()


def always(record: Any) -> bool:
    """Of what a page offers for any dossier."""
    return True


@dataclass(frozen=True, slots=True)
class PageAct:
    """What can be done with the dossier of a page, by a button in its head, while it is *offered* for it.

    A small one shows its icon alone: the head has room for one button that says its words.
    """

    name: str
    label: str
    icon: str
    key: str = ""
    offered: Callable[[Any], bool] = always
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class PagePlan:
    """Of a kind of dossier.

    Attributes:
        parts: from above to below, with a line under each.
        new: the title of one without a number.
        recorded: what is announced once it has its number.
        back: what the way back is called.
        journal: the title of its journal.
        first: the fact at which one begins with a recorded one.
        standing: what is said beside its number.
        acts: what can be done with it, besides saving; a screen that has some says how (``DossierScreen.act``).
        is_wide: whether the form takes the whole width of the window.
    """

    kind: Kind
    parts: tuple[Block | Rows, ...]
    new: str
    recorded: str
    back: str
    journal: str
    first: str
    standing: Callable[[Any, datetime], Standing] = stands_nowhere
    acts: tuple[PageAct, ...] = ()
    is_wide: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """The facts that have rows."""
        return tuple(one.fact for one in self.parts if isinstance(one, Rows))
