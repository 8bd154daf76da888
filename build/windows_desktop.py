"""The eyes and hands of a person at a Windows screen: run by the Windows Python, told what to do line by line.

Each line on stdin is JSON, the name of an action and its arguments; each answer is one line of JSON on stdout. What
Qt draws inside its windows cannot be read this way, only what Windows itself shows: titles, the installer's dialogs.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from typing import Any

if sys.platform == "win32":
    import ctypes
    from collections.abc import Callable
    from ctypes import wintypes

    _user = ctypes.windll.user32
    _Visitor = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
    _LONGEST_START = 60  # seconds
    _WM_NULL, _WM_CLOSE, _BM_CLICK, _BM_GETCHECK = 0x0000, 0x0010, 0x00F5, 0x00F0
    _WM_GETTEXT, _LONGEST_TEXT = 0x000D, 2000
    _KEY_UP, _UNICODE_KEY = 0x0002, 0x0004
    _KEYS = {
        "ctrl": 0x11,
        "alt": 0x12,
        "shift": 0x10,
        "enter": 0x0D,
        "tab": 0x09,
        "escape": 0x1B,
        "down": 0x28,
        "space": 0x20,
    }

    def windows() -> list[dict[str, Any]]:
        """What is open: each window's title, its class and the texts within."""
        return [_described(window) for window in _visible(_top_windows())]

    def execute(command_line: str) -> dict[str, Any]:
        """Run a program with its arguments exactly as written, to its end: its exit code and its complaints."""
        with tempfile.TemporaryFile() as complaints:
            code = subprocess.call(command_line, stderr=complaints)
            complaints.seek(0)
            return {"code": code, "complained": complaints.read().decode("utf-8", "replace")}

    def opening_time(command_line: str, title: str) -> float:
        """Start a program, wait until its window titled *title* is painted, close it; the seconds that it took."""
        start = time.perf_counter()
        program = subprocess.Popen(command_line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while not any(_is_painted(window) for window in _titled(title)):
            if program.poll() is not None or time.perf_counter() - start > _LONGEST_START:
                return math.inf
            time.sleep(0.002)
        seconds = time.perf_counter() - start
        close(title)
        program.wait(_LONGEST_START)  # and not until its pipes end: one of Wine's own services may hold them
        return seconds

    def press(title: str, button: str) -> bool:
        """Click the button whose text is *button* in the window whose title contains *title*; whether it was found."""
        for window in _titled(title):
            for child in _visible(_children(window)):
                if _text(child).replace("&", "") == button and _user.IsWindowEnabled(child):
                    _user.PostMessageW(child, _BM_CLICK, 0, 0)
                    return True
        return False

    def is_ticked(title: str, box: str) -> bool:
        """Whether the box *box* is ticked in the window whose title contains *title*."""
        boxes = (child for window in _titled(title) for child in _children(window) if _text(child) == box)
        return any(_user.SendMessageW(child, _BM_GETCHECK, 0, 0) for child in boxes)

    def close(title: str) -> bool:
        """Close the windows whose title contains *title*, as their cross does; whether there was one."""
        found = _titled(title)
        for window in found:
            _user.PostMessageW(window, _WM_CLOSE, 0, 0)
        return bool(found)

    def activate(title: str) -> bool:
        """Bring the window whose title contains *title* to the front; whether there was one."""
        return any(_user.SetForegroundWindow(window) for window in _titled(title))

    def keys(chord: str) -> bool:
        """Press keys together, e.g. ``ctrl+n``."""
        codes = [_KEYS.get(name) or ord(name.upper()) for name in chord.split("+")]
        for code in codes:
            _user.keybd_event(code, 0, 0, 0)
        for code in reversed(codes):
            _user.keybd_event(code, 0, _KEY_UP, 0)
        return True

    def write(text: str) -> bool:
        """Type *text*, whatever keyboard there is."""
        for character in text:
            for flags in (_UNICODE_KEY, _UNICODE_KEY | _KEY_UP):
                event = _Input(1, _Keyboard(0, ord(character), flags, 0, None))
                _user.SendInput(1, ctypes.byref(event), ctypes.sizeof(event))
        return True

    class _Keyboard(ctypes.Structure):
        _fields_ = (
            ("key", wintypes.WORD),
            ("character", wintypes.WORD),
            ("flags", wintypes.DWORD),
            ("time", wintypes.DWORD),
            ("extra", ctypes.c_void_p),
            ("padding", ctypes.c_ubyte * 8),  # the union's other members are larger
        )

    class _Input(ctypes.Structure):
        _fields_ = (("kind", wintypes.DWORD), ("keyboard", _Keyboard))

    def _is_painted(window: int) -> bool:
        answered = _user.SendMessageTimeoutW(window, _WM_NULL, 0, 0, 2, 2000, None)
        return bool(answered) and not _user.GetUpdateRect(window, None, False)

    def _described(window: int) -> dict[str, Any]:
        texts = [text for child in _visible(_children(window)) if (text := _text(child).strip())]
        return {"title": _text(window), "class": _class(window), "texts": texts}

    def _titled(title: str) -> list[int]:
        return [window for window in _visible(_top_windows()) if title in _text(window)]

    def _top_windows() -> list[int]:
        return _collected(_user.EnumWindows)

    def _children(window: int) -> list[int]:
        return _collected(_user.EnumChildWindows, window)

    def _collected(enumerate_windows: Callable[..., object], *of: int) -> list[int]:
        found: list[int] = []
        enumerate_windows(*of, _Visitor(lambda window, _: found.append(window) or True), 0)
        return found

    def _visible(handles: list[int]) -> list[int]:
        return [window for window in handles if _user.IsWindowVisible(window)]

    def _text(window: int) -> str:
        text = ctypes.create_unicode_buffer(_LONGEST_TEXT)
        _user.SendMessageTimeoutW(window, _WM_GETTEXT, _LONGEST_TEXT, text, 2, 2000, None)
        return text.value

    def _class(window: int) -> str:
        name = ctypes.create_unicode_buffer(_LONGEST_TEXT)
        _user.GetClassNameW(window, name, _LONGEST_TEXT)
        return name.value

    _ACTIONS: dict[str, Callable[..., Any]] = {
        one.__name__: one for one in (windows, execute, opening_time, press, is_ticked, close, activate, keys, write)
    }

    if __name__ == "__main__":
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            print(json.dumps(_ACTIONS[name](*arguments)), flush=True)
