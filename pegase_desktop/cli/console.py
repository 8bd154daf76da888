"""What a command says: always in UTF-8, on any console, and never with a traceback."""

from __future__ import annotations

import contextlib
import errno
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


class OutputLost(Exception):
    """What was said could not be written; ``nobody_reads`` when the reader has simply gone, as after ``… | head``."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(str(problem))
        # Windows has no broken pipe: it calls the argument invalid.
        self.nobody_reads = isinstance(problem, BrokenPipeError) or problem.errno == errno.EINVAL


def say(text: str, *, error: bool = False) -> None:
    """A line to the person: the answer on the standard output, what went wrong on the error output.

    Raises:
        OutputLost: it cannot be written.
    """
    stream = sys.stderr if error else sys.stdout
    if stream is not None:  # a program without a console has none
        try:
            stream.write(f"{text}\n")
        except OSError as problem:
            raise OutputLost(problem) from problem


def with_output_flushed(work: Callable[[], int]) -> int:
    """What *work* returns, once all it said is written: 0 when nobody reads it, 1 when it cannot be written."""
    try:
        code = work()
        _flush()
    except OutputLost as lost:
        _silence()
        if not lost.nobody_reads:
            say("La réponse n’a pas pu être écrite\u00a0: le disque est plein ou ne répond pas.", error=True)
        return 0 if lost.nobody_reads else 1
    return code


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError as problem:
                raise OutputLost(problem) from problem


def _silence() -> None:
    """What is still in the buffer is flushed as Python ends, and would complain then: it goes nowhere instead."""
    with contextlib.suppress(OSError, io.UnsupportedOperation, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


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
            self._write(f"{self._what}\u00a0: {done} / {total}")

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
