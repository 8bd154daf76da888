"""What a screen of the program is, to the window around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.grounds import Ground


class Place(StrEnum):
    """Where the navigation leads."""

    REGISTER = "register"
    AGENDA = "agenda"
    REVIEW = "review"
    MEETINGS = "meetings"
    IMPROVEMENTS = "improvements"
    NOTES = "notes"
    RISKS = "risks"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the status bar says of a screen: what it counts, and how much of it is late."""

    words: str = ""
    late: int = 0


class Screen(Ground):
    """One of the screens. It knows no other: what it wants of them, and of the window, its signals say."""

    new_wanted = Signal()
    wizard_wanted = Signal(int, object, str)  # a complaint; a page of the wizard or None, and a fact of it
    record_wanted = Signal(RecordRef, str)  # to be shown where records of its kind are, at a fact of it or at none
    improvement_wanted = Signal(RecordRef)  # a new one that comes of this record
    note_wanted = Signal(RecordRef)  # likewise an internal note
    draft_wanted = Signal(Draft)
    sheet_wanted = Signal(int)
    place_wanted = Signal(Place)
    counted = Signal()  # the standing is another

    is_sized_once = False  # what it holds follows no other size of the text: it is made anew then

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SURFACE, parent=parent)

    @property
    def standing(self) -> Standing | None:
        """What the status bar says while the screen is shown; None where it counts nothing of its own."""
        return None

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """The keys that act while the screen is shown, wherever the keyboard is."""
        return {}

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        """Show what the register holds, and how late it is, now; what *changed* does not concern may stay as it is."""
        raise NotImplementedError

    def tick(self) -> None:
        """Time has passed, perhaps midnight."""

    def enter(self) -> None:
        """The screen is gone to: bring the keyboard where one begins."""

    def show_record(self, record_id: int, fact: str = "") -> None:
        """Of a screen that keeps records: show one, at *fact* if one is named."""

    def show_section(self, name: str) -> None:
        """Of a screen that has parts: turn to one, by its name."""

    def begin_record(self, origin: RecordRef) -> None:
        """Of a screen that keeps records: begin a new one that comes of *origin*."""

    def resume(self, draft: Draft) -> None:
        """Of a screen that keeps records: go on with what was typed about one."""

    def start_search(self, typed: str = "") -> bool:
        """Bring the keyboard to the screen's own search, with the letters *typed*; False where it has none."""
        return False

    def escape(self) -> None:
        """Escape was pressed, and nobody nearer the keyboard had a use for it (a search, a menu)."""

    def fit(self, window_width: int) -> None:
        """The window has another width, in pixels."""

    def ensure_settled(self) -> bool:
        """Have the person say what becomes of what is typed and not recorded; False when they stay with it."""
        return True

    def save_work(self) -> None:
        """Put what is typed into the register file as a draft, whatever else is wrong."""

    def remember(self) -> None:
        """Put what is worth keeping for the next opening into the preferences."""
