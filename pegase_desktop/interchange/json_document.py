"""A JSON document with long lists in it, decoded an item at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.errors import UserError

_SPACE = re.compile(r"[ \t\n\r]*")


class UnreadableFile(UserError):
    """The file to import is not one, or is not in the open form."""


class JsonDocument:
    """An object, read through once as it is made; the items of its members *long_lists* are decoded again on demand.

    Raises:
        UnreadableFile: it is no JSON object, one of its objects has a name twice, or it is nested too deeply.
    """

    def __init__(self, text: str, name: str, long_lists: Collection[str]) -> None:
        self._text = text
        self._name = name
        self._decoder = json.JSONDecoder(object_pairs_hook=_without_twins, parse_constant=_refuse_constant)
        self._first_items: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        """How many items each long list has that is there."""
        self.members: dict[str, Plain] = dict(self._members(long_lists))
        """The other members."""

    def items(self, name: str) -> Iterator[Plain]:
        """The items of a long list; none when it is not there."""
        at = self._first_items.get(name)
        while at is not None and not self._text.startswith("]", at):
            item, at = self._value(at)
            yield item
            at = self._next(at, "]")

    def _members(self, long_lists: Collection[str]) -> Iterator[tuple[str, Plain]]:
        at = self._after("{", self._skip(0))
        while not self._text.startswith("}", at):
            if not self._text.startswith('"', at):
                raise self._broken(at)
            name, at = self._value(at)
            at = self._after(":", at)
            if name in long_lists and name not in self.counts:
                at = self._count_items(name, at)
            else:
                value, at = self._value(at)
                yield name, value
            at = self._next(at, "}")
        if self._skip(at + 1) != len(self._text):
            raise self._broken(self._skip(at + 1))

    def _count_items(self, name: str, at: int) -> int:
        self._first_items[name] = at = self._after("[", at)
        self.counts[name] = 0
        while not self._text.startswith("]", at):
            at = self._next(self._value(at)[1], "]")
            self.counts[name] += 1
        return self._skip(at + 1)

    def _value(self, at: int) -> tuple[Any, int]:
        try:
            value, end = self._decoder.raw_decode(self._text, at)
        except json.JSONDecodeError as problem:
            raise self._broken(problem.pos) from problem
        except (RecursionError, MemoryError) as problem:
            raise UnreadableFile(f"Le fichier « {self._name} » est trop imbriqué pour être lu.") from problem
        except ValueError as problem:  # a name that is there twice, or a number of thousands of digits
            raise self._broken(at) from problem
        return value, self._skip(end)

    def _after(self, mark: str, at: int) -> int:
        if not self._text.startswith(mark, at):
            raise self._broken(at)
        return self._skip(at + 1)

    def _next(self, at: int, closing: str) -> int:
        """Where the next item begins, or *closing* stands."""
        if self._text.startswith(closing, at):
            return at
        following = self._after(",", at)
        if self._text.startswith(closing, following):
            raise self._broken(following)
        return following

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

    def _broken(self, at: int) -> UnreadableFile:
        line = self._text.count("\n", 0, at) + 1
        return UnreadableFile(f"Le fichier « {self._name} » n’est pas du JSON correct, vers la ligne {line}.")


def _without_twins(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValueError("a name is there twice")
    return told


def _refuse_constant(name: str) -> Plain:
    raise ValueError(f"{name} is no JSON")
