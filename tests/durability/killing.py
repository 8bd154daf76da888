"""One process killed at a moment of chance, or right before one of the steps by which it changes files.

Children are forked where that can be had: from a process without threads or windows.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from tests.durability.rigged_vfs import Event, RiggedDisk, rigged_disk, why_impossible

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

#: What a child does; the last of what it is given is a :class:`Mouth`.
Work = Callable[..., None]


class Mouth(Protocol):
    """By which a child says what it has done."""

    def send(self, said: str) -> None: ...


# Forking takes milliseconds; elsewhere each child starts Python anew.
if sys.platform == "win32":
    _CONTEXT = multiprocessing.get_context("spawn")
else:
    _CONTEXT = multiprocessing.get_context("fork")
_READY = "ready"
_KILLED = 77
# https://docs.python.org/3/library/audit_events.html
_STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Life:
    """What a child had said when it ended, and whether it was killed; else its work was done before."""

    said: list[str]
    was_killed: bool


def killed_after(seconds: float, work: Work, *arguments: Any, word: str = _READY) -> Life:
    """Kill a child that does *work* so many *seconds* after it began, or after it said that *word*."""
    return _lived(word, lambda child: _kill(child, seconds), _begun, work, *arguments)


def killed_at(step: int, work: Work, *arguments: Any, word: str = _READY) -> Life:
    """Have a child do *work* and end at once right before the *step*-th time that it changes a file or a folder, from
    the beginning or from that *word* on.

    What SQLite writes is counted, too, where its disk can be rigged: there, it is right after.
    """
    return _lived(_READY, lambda _: None, _counted, step, word, work, *arguments)


def _kill(child: BaseProcess, seconds: float) -> None:
    time.sleep(seconds)
    child.kill()


def _lived(word: str, meet: Callable[[BaseProcess], None], child_does: Work, *arguments: Any) -> Life:
    ear, mouth = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=child_does, args=(*arguments, mouth), daemon=True)
    child.start()
    mouth.close()
    said: list[str] = []
    try:
        while word not in said:
            said.append(ear.recv())
        meet(child)
        while True:
            said.append(ear.recv())
    except EOFError:  # the end of what the child could say
        pass
    child.join()
    if child.exitcode is None or (child.exitcode not in (0, _KILLED) and child.exitcode > 0):
        raise RuntimeError(f"the child failed: {child.exitcode}")
    return Life(said[1:], child.exitcode != 0)


def _begun(work: Work, *arguments: Any) -> None:
    arguments[-1].send(_READY)
    work(*arguments)


def _counted(step: int, word: str, work: Work, *arguments: Any) -> None:
    steps = _Steps(step, word, arguments[-1])
    with rigged_disk() if why_impossible() is None else nullcontext(RiggedDisk()) as disk:
        disk.events = steps
        steps.send(_READY)
        sys.addaudithook(steps.heard)
        work(*arguments[:-1], steps)


class _Steps(list[Event]):
    """So many, from a word on, and then the process is no more: nothing that it had still to do is done."""

    def __init__(self, left: int, word: str, mouth: Connection) -> None:
        super().__init__()
        self._left, self._word, self._mouth = left, word, mouth
        self._is_counting = False

    def send(self, said: str) -> None:
        self._mouth.send(said)
        self._is_counting |= said == self._word

    def append(self, _: Event) -> None:
        self._count()

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
            self._count()

    def _count(self) -> None:
        self._left -= self._is_counting
        if not self._left:
            os._exit(_KILLED)
