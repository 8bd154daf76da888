"""The screen of the Windows under Wine, as a person has it: start, read, click, type, take pictures."""

from __future__ import annotations

import io
import json
import math
import os
import re
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

import windows_python
import wine
from environment import ROOT, install_missing
from PIL import Image, ImageChops, ImageGrab

_T = TypeVar("_T")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SCRIPT = ROOT / "build" / "windows_desktop.py"
_PATIENCE = 120.0  # seconds, on a machine that does other things too
_PAUSE = 0.2
_CALM = 1.0  # seconds without a change
_TEXT_CURSOR = 3  # pixels: what blinks is no change
_ENGLISH = {
    "abort", "apply", "back", "browse", "cancel", "close", "continue", "discard", "exit", "finish", "help", "ignore",
    "install", "next", "no", "open", "quit", "reset", "retry", "run", "save", "skip", "uninstall", "yes",
}  # fmt: skip
_PACKAGES = {
    "tesseract": "tesseract-ocr",
    "/usr/share/tesseract-ocr/5/tessdata/fra.traineddata": "tesseract-ocr-fra",
    "Xvfb": "xvfb",
}
_LOST_ACCENT = re.compile(r"\ufffd|[ÃÂ][\u0080-\u00bf]|\w\?\w|â€")


class TrialError(Exception):
    """Something is not as a user must find it; the message says what."""


@dataclass(frozen=True)
class Window:
    """What Windows shows of a window: its title and the texts within, the « & » of shortcuts left out."""

    title: str
    texts: tuple[str, ...]

    def says(self, text: str) -> bool:
        """Whether *text* is somewhere in it."""
        return any(text in one for one in (self.title, *self.texts))


@dataclass
class Started:
    """A Windows program that was started and may still run."""

    process: subprocess.Popen[bytes]
    name: str

    def end(self, seconds: float = _PATIENCE) -> int:
        """Wait until it has ended by itself and return its exit code.

        Raises:
            TrialError: it does not end, or it wrote on stderr.
        """
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise TrialError(f"{self.name} has not ended after {seconds:.0f} s") from None
        errors = self.process.stderr
        assert errors is not None
        os.set_blocking(errors.fileno(), False)  # one of Wine's own services may have inherited the pipe: it has no end
        require_silence((errors.read() or b"").decode("utf-8", "replace"), self.name)
        return code


class Desktop:
    """One screen, with somebody in front of it."""

    def __init__(self, display: str) -> None:
        self.display = display
        self._person = subprocess.Popen(
            ["wine", windows_python.EXECUTABLE, wine.windows_path(_SCRIPT)],
            env=wine.surroundings(display),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator[Self]:
        """A new screen for as long as the block lasts; what still runs then is ended.

        Raises:
            SetUpError: something for it is missing and cannot be installed.
        """
        make_ready()
        with wine.screen() as display:
            yield cls(display)

    def start(self, program: Path | str, *arguments: str) -> Started:
        """Start a Windows program, by its Linux path or by a name that Windows knows."""
        process = subprocess.Popen(
            ["wine", program, *arguments],
            env=wine.surroundings(self.display),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        return Started(process, str(program).rpartition("/")[2])

    def execute(self, program: Path, arguments: str) -> int:
        """Run a Windows program to its end and return its exit code; *arguments* reach it as written, without quotes.

        Raises:
            TrialError: it wrote on stderr.
        """
        done = self._do("execute", f'"{wine.windows_path(program)}" {arguments}')
        require_silence(done["complained"], program.name)
        return int(done["code"])

    def opening_time(self, program: Path, title: str) -> float:
        """The seconds from the start of a program to its painted window, titled *title*, which is then closed.

        Raises:
            TrialError: it shows none.
        """
        seconds = float(self._do("opening_time", f'"{wine.windows_path(program)}"', title))
        if seconds == math.inf:
            raise TrialError(f"{program.name} shows no window « {title} »")
        return seconds

    def windows(self) -> list[Window]:
        """The windows now open.

        Raises:
            TrialError: one of them has an English button or a text that lost its accents.
        """
        described = self._do("windows")
        found = [Window(one["title"], tuple(text.replace("&", "") for text in one["texts"])) for one in described]
        for window in found:
            _require_french(window)
        return found

    def wait_for(self, text: str) -> Window:
        """Wait for a window that says *text*, in its title or within.

        Raises:
            TrialError: none does after two minutes.
        """
        return self._wait(lambda: next((one for one in self.windows() if one.says(text)), None), f"« {text} »")

    def wait_until_gone(self, title: str) -> None:
        """Wait until no window has *title* in its title.

        Raises:
            TrialError: one still has after two minutes.
        """
        self._wait(lambda: all(title not in one.title for one in self.windows()), f"the end of « {title} »")

    def press(self, title: str, button: str) -> None:
        """Click a button of the window with *title* in its title.

        Raises:
            TrialError: it has no such button, or none that can be clicked.
        """
        self._wait(lambda: self._do("press", title, button), f"the button « {button} »")

    def is_ticked(self, title: str, box: str) -> bool:
        """Whether a box of the window with *title* in its title is ticked."""
        return bool(self._do("is_ticked", title, box))

    def close(self, title: str) -> None:
        """Close the window with *title* in its title by its cross, and wait until it is gone.

        Raises:
            TrialError: there is none, or it stays.
        """
        if not self._do("close", title):
            raise TrialError(f"there is no window « {title} » to close")
        self.wait_until_gone(title)

    def type(self, *entries: str) -> None:
        """Type texts and press keys, one after the other; keys stand in angle brackets, e.g. ``<ctrl+n>``."""
        for entry in entries:
            keys = re.fullmatch(r"<(.+)>", entry)
            self._do(*(("keys", keys[1]) if keys else ("write", entry)))

    def settle(self) -> None:
        """Wait until the screen has not changed for a while: the program has done what it was told.

        Raises:
            TrialError: it goes on changing for two minutes.
        """
        calm_since, shown = time.monotonic(), self._shown()
        deadline = calm_since + _PATIENCE
        while time.monotonic() - calm_since < _CALM:
            if time.monotonic() > deadline:
                raise TrialError("the screen does not come to rest")
            time.sleep(_PAUSE)
            now_shown = self._shown()
            if _is_different(shown, now_shown):
                calm_since, shown = time.monotonic(), now_shown

    def picture(self, path: Path) -> None:
        """Keep what the screen shows, as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._shown().save(path)

    def words(self) -> set[str]:
        """The words on the screen as they are read off its picture, Qt's own windows included.

        Raises:
            TrialError: one of them is English.
        """
        picture = self._shown().convert("L")
        enlarged = io.BytesIO()
        picture.resize((picture.width * 2, picture.height * 2)).save(enlarged, "PNG")  # small letters are misread
        reader = ["tesseract", "-", "-", "-l", "fra", "--psm", "11"]
        done = subprocess.run(reader, input=enlarged.getvalue(), capture_output=True, check=True)
        found = set(re.findall(r"[\w’-]+", done.stdout.decode("utf-8")))
        if english := {word for word in found if word.lower() in _ENGLISH and len(word) > 2}:
            raise TrialError(f"the screen has English on it: {english}")
        return found

    def _shown(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display)

    def _do(self, *action: str) -> Any:
        asked, answered = self._person.stdin, self._person.stdout
        assert asked is not None
        assert answered is not None
        print(json.dumps(action), file=asked, flush=True)
        line = answered.readline()
        if not line:
            raise TrialError(f"the script on the Windows side has ended: {_rest(self._person.stderr)}")
        return json.loads(line)

    def _wait(self, condition: Callable[[], _T | None], what: str) -> _T:
        deadline = time.monotonic() + _PATIENCE
        while True:
            if found := condition():
                return found
            if time.monotonic() > deadline:
                shown = [(one.title, *one.texts) for one in self.windows()]
                raise TrialError(f"waited {_PATIENCE:.0f} s for {what}; open are {shown}")
            time.sleep(_PAUSE)


def make_ready() -> None:
    """Install what a screen in memory and its reading take.

    Raises:
        SetUpError: this user or this machine cannot install it.
    """
    install_missing(_PACKAGES, "A screen for the Windows program")


def require_silence(errors: str, name: str) -> None:
    """Refuse any line on stderr.

    Raises:
        TrialError: there is one.
    """
    if errors.strip():
        raise TrialError(f"{name} wrote on stderr: {errors.strip()}")


def _is_different(before: Image.Image, after: Image.Image) -> bool:
    changed = ImageChops.difference(before, after).getbbox()
    return changed is not None and changed[2] - changed[0] > _TEXT_CURSOR


def _require_french(window: Window) -> None:
    for text in (window.title, *window.texts):
        if text.strip(" .<>…").lower() in _ENGLISH:
            raise TrialError(f"the window « {window.title} » has English in it: {text}")
        if _LOST_ACCENT.search(text):
            raise TrialError(f"the window « {window.title} » lost an accent: {text}")


def _rest(stream: IO[str] | None) -> str:
    return stream.read().strip() if stream else ""
