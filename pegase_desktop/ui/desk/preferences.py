"""What the program remembers of one person's screen between two openings; nothing of the register itself."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from pegase_desktop.domain.procedure import Page
from pegase_desktop.ui.look.theme import Scheme

_MOST_PAGES = 500
_MOST_REGISTERS = 20
_LARGEST = 2**31 - 1  # what Qt takes for a number
_PARTS = {"notified": str, "registers": str, "widths": int, "folded": str, "pages": str, "copied": str}
_OF_THIS_COMPUTER = {"register", "registers", "window", "copies_later", "actor", "actor_day"}
_RANGES = {"text_scale": (50, 200), "absence_minutes": (0, 24 * 60), "widths": (1, 4_000)}


@dataclass(slots=True)
class Preferences:
    """Kept as JSON in *path*; a file that is missing or cannot be read means the preferences of the first day.

    ``window`` is Qt's own description of the window's place, in hexadecimal. ``actor_day`` is an ISO day: the person at
    the desk is asked for anew each day. ``agenda_day`` is the last on which « À faire » opened by itself. ``notified``
    holds the marks of the deadlines that were told, which name nobody. ``registers`` are the files opened here,
    the newest last. ``copies_folder``, with its volume and where that was mounted, is the second place for copies;
    ``copied`` says, by the id of a register, which copy of it was last carried there, and of when that is;
    ``copies_later`` is an ISO day until which no second place is proposed. ``text_scale`` is a percentage. ``pages``
    holds the page of the wizard at which each complaint was left, by the complaint's id, the newest last.
    """

    path: Path | None = None
    register: str = ""
    registers: list[str] = field(default_factory=list)
    copies_folder: str = ""
    copies_volume: str = ""
    copies_root: str = ""
    copies_later: str = ""
    copied: dict[str, str] = field(default_factory=dict)
    window: str = ""
    scheme: str = "system"
    text_scale: int = 100
    notices: bool = True
    stays_in_tray: bool = False
    actor: str = ""
    actor_day: str = ""
    absence_minutes: int = 30  # without a key or a click, after which who signs is asked again; 0 for never
    agenda_day: str = ""
    notified: list[str] = field(default_factory=list)
    sort: str = "next_due"
    descending: bool = False
    chip: str = "all"
    widths: dict[str, int] = field(default_factory=dict)
    folded: list[str] = field(default_factory=list)
    panel_open: bool = True
    top: int = 0
    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The preferences kept in *path*; each value that does not fit is left at its default."""
        kept = _read(path)
        known = {one.name: type(getattr(cls(), one.name)) for one in fields(cls) if one.name != "path"}
        return cls(
            path,
            **{name: _fitting(name, kept[name]) for name, kind in known.items() if _fits(name, kept.get(name), kind)},
        )

    def begin_in_sight(self, always_shown: str) -> None:
        """At a start nothing is scrolled away, and the part of the table called *always_shown* is unfolded."""
        self.folded = [part for part in self.folded if part != always_shown]
        self.top = 0

    @property
    def colour_scheme(self) -> Scheme:
        """Which colours the person chose."""
        return next((scheme for scheme in Scheme if scheme.value == self.scheme), Scheme.SYSTEM)

    def knows(self, register: Path) -> bool:
        """Whether that register was opened here before."""
        return str(register.absolute()) in self.registers

    def note_register(self, register: Path) -> None:
        """That register is open here."""
        if not self.knows(register):
            self.registers = [*self.registers, str(register.absolute())][-_MOST_REGISTERS:]

    def forget_register(self, register: Path) -> None:
        """One may be begun in its place."""
        self.registers = [one for one in self.registers if one != str(register.absolute())]

    def to_take_along(self) -> dict[str, Any]:
        """What goes to another computer with the register."""
        return {name: value for name, value in self._plain().items() if name not in _OF_THIS_COMPUTER}

    def take_over(self, brought: Mapping[str, Any]) -> None:
        """Put what came from another computer in the place of one's own, as far as it fits."""
        for name in self.to_take_along():
            if _fits(name, brought.get(name), type(getattr(self, name))):
                setattr(self, name, _fitting(name, brought[name]))

    def page_left(self, complaint_id: int) -> Page | None:
        """The page of the wizard at which a registered complaint was left."""
        kept = self.pages.get(str(complaint_id))
        return next((page for page in Page if page.value == kept), None)

    def keep_page(self, complaint_id: int, page: Page) -> None:
        """Remember the page at which a registered complaint is."""
        self.pages.pop(str(complaint_id), None)
        self.pages[str(complaint_id)] = page.value
        while len(self.pages) > _MOST_PAGES:
            del self.pages[next(iter(self.pages))]

    def save(self) -> None:
        """Write to a temporary neighbour, then put it in place. Preferences are never worth disturbing anybody for."""
        if self.path is None:
            return
        plain = self._plain()
        if _read(self.path) == plain:
            return
        growing = self.path.with_suffix(".part")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with growing.open("w", encoding="utf-8") as file:
                json.dump(plain, file, indent=1)  # in ASCII: names of files may hold what is no character
                file.flush()
                os.fsync(file.fileno())
            growing.replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                growing.unlink()

    def _plain(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "path"}


def _fitting(name: str, value: Any) -> Any:
    """The value without its parts of another type."""
    match value:
        case dict():
            return {
                key: part for key, part in value.items() if _fits(name, part, _PARTS[name]) and _fits(name, key, str)
            }
        case list():
            return [part for part in value if _fits(name, part, _PARTS[name])]
        case _:
            return value


def _fits(name: str, value: Any, kind: type) -> bool:
    """Whether a value of that name, or a part of it, is of that type, and one that the program can have kept."""
    match value:
        case str() if kind is str:
            return "\0" not in value and _has_bytes(value)
        case int():
            lowest, highest = _RANGES.get(name, (-_LARGEST, _LARGEST))
            return type(value) is kind and lowest <= value <= highest
        case _:
            return type(value) is kind


def _has_bytes(text: str) -> bool:
    """Half a character cannot be written; but for those by which Python writes names of files that are not UTF-8."""
    try:
        return os.fsencode(text) is not None
    except UnicodeEncodeError:
        return False


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
