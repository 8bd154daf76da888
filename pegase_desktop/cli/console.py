"""What a command says: always in UTF-8, on any console, and never with a traceback."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Self

_SECONDS_BETWEEN_SIGNS = 0.1


def speak_utf8() -> None:
    """Write UTF-8 whatever the console is set to; what it cannot show becomes « ? » instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str, *, error: bool = False) -> None:
    """A line to the person: the answer on the standard output, what went wrong on the error output."""
    stream = sys.stderr if error else sys.stdout
    if stream is not None:  # a program without a console has none
        stream.write(f"{text}\n")


def quiet_when_nobody_reads(work: Callable[[], int]) -> int:
    """What *work* returns. ``… | head`` closes the pipe: the rest goes nowhere, without a word, and that is fine."""
    try:
        code = work()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        with contextlib.suppress(OSError, io.UnsupportedOperation, AttributeError):
            # What is still in the buffer is flushed as Python ends, and would complain then.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


class Progress:
    """How far a long work is, on one line of the error output when that is a terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._width = 0
        self._next_sign = 0.0

    def __call__(self, done: int, total: int) -> None:
        if self._shown and (done == total or time.monotonic() >= self._next_sign):
            self._next_sign = time.monotonic() + _SECONDS_BETWEEN_SIGNS
            self._write(f"{self._what} : {done} / {total}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text.ljust(self._width)}")
        sys.stderr.flush()
        self._width = len(text)


def table(headings: Sequence[str], lines: Sequence[Sequence[str]], widest: Sequence[int]) -> Iterator[str]:
    """Lines of an aligned table; a cell that needs more places on the screen than its column's *widest* is cut."""
    cells = [[_cut(cell, most) for cell, most in zip(line, widest, strict=True)] for line in (headings, *lines)]
    widths = [max(_places(line[column]) for line in cells) for column in range(len(headings))]
    for line in cells:
        padded = (cell + " " * (width - _places(cell)) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    if _places(text) <= most:
        return text
    while _places(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _places(text: str) -> int:
    """How many places a terminal gives to *text*: two to wide characters, none to combining ones."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF") for one in text)
