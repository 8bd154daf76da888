"""Names of the register that stand in what somebody writes for the team: pointed at before it goes.

A whole name is found in either order, whatever its accents and case; of a person one word of the name alone is found
as well, where it is written as a name. What is found may be an ordinary word all the same: « claire », « Martin ».
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from pegase_desktop.domain.text import fold, search_words

_TOKEN = re.compile(r"[^\W_]+")
_SHORTEST = 3  # letters of a word that alone points at somebody
#: Parts of names, and what stands before them, that alone point at nobody.
_PARTICLES = frozenset("del della des les van von der den dos das ben bin bint abd saint sainte mme mlle mrs".split())
#: Words that are names, too: written small they are words.
_ORDINARY = frozenset(
    "aime aimee ange barbier bel belle berger blanc blanche blond bois bon bonne boucher boulanger brun brune carre "
    "cerise chevalier claire clemence constant constance court espoir fleur franc france garde grand grande gris gros "
    "jolie juste lion long lune maire marchand marin marine mars mercier meunier moulin noel noir olive page perle "
    "petit petite pierre place plage pont poirier prune renard riche riviere robin roche rose rousse roux simple "
    "soleil vallee vert vigne violette".split()
)


class KnownName(NamedTuple):
    """A name that the register holds: of a client or a student, or of a member of staff; of a person or of a firm."""

    name: str
    is_client: bool = True
    is_person: bool = True


class FoundName(NamedTuple):
    """Words of a text, as they stand there, that are a name of the register, or one word of it."""

    words: str
    name: str
    is_client: bool


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names prepared to be looked for in many texts: by their first word, and for persons by each word."""

    _whole: dict[str, list[tuple[tuple[str, ...], KnownName]]] = field(default_factory=dict)
    _single: dict[str, KnownName] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[KnownName]) -> Self:
        """All of these; of two persons who share a word the client is the one it points at."""
        whole: dict[str, list[tuple[tuple[str, ...], KnownName]]] = defaultdict(list)
        single: dict[str, KnownName] = {}
        for known in sorted(set(names), key=lambda one: (not one.is_client, one.name)):
            words = tuple(search_words(known.name))
            for order in _orders(words):
                whole[order[0]].append((order, known))
            for word in words if known.is_person else ():
                if len(word) >= _SHORTEST and word not in _PARTICLES:
                    single.setdefault(word, known)
        for found in whole.values():
            found.sort(key=lambda one: -len(one[0]))
        return cls(dict(whole), single)

    def beginning(self, words: Sequence[str]) -> tuple[int, KnownName] | None:
        """The longest whole name of several words that *words* begin with, and how many words it has."""
        for order, known in self._whole.get(words[0], ()):
            if tuple(words[: len(order)]) == order:
                return len(order), known
        return None

    def pointed_at(self, written: str, word: str) -> KnownName | None:
        """Whom a *word* alone points at, as it is *written*."""
        known = self._single.get(word)
        return None if known and written.islower() and word in _ORDINARY else known


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """« Élodie Garnier », « Garnier Élodie ». One word alone is looked for as such, that of a firm as a whole."""
    if words:
        yield words
    if len(words) > 1:
        yield (*words[1:], words[0])
        if len(words) > 2:
            yield (words[-1], *words[:-1])


def names_in_text(text: str, names: KnownNames) -> tuple[FoundName, ...]:
    """The names that stand in *text*, each once, in the order in which they come."""
    composed = unicodedata.normalize("NFC", text)
    tokens = list(_TOKEN.finditer(composed))
    folded = [fold(one[0]) for one in tokens]
    found: dict[str, FoundName] = {}
    place = 0
    while place < len(tokens):
        length, known = names.beginning(folded[place:]) or (1, names.pointed_at(tokens[place][0], folded[place]))
        if known:
            words = composed[tokens[place].start() : tokens[place + length - 1].end()]
            found.setdefault(fold(words), FoundName(words, known.name, known.is_client))
        place += length
    return tuple(found.values())
