"""Text typed by people: cleaned once on the way in, folded for search and sorting."""

from __future__ import annotations

import re
import unicodedata

# Characters that change the direction or the look of what surrounds them without being seen: a name written with them
# would read differently on screen, on paper and in a file name.
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "’": "'"}
_WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """Multi-line text in composed form, without control or invisible characters, with Unix line ends, edges trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(character for character in lines if _is_kept(character))
    return unicodedata.normalize("NFC", kept).strip()


def clean_line(text: str) -> str:
    """The same on one line: line ends and tabs become spaces."""
    return " ".join(part for part in clean(text).replace("\t", " ").split("\n") if part).strip()


def _is_kept(character: str) -> bool:
    return character in "\n\t" or (unicodedata.category(character) not in ("Cc", "Cs") and character not in _INVISIBLE)


def fold(text: str) -> str:
    """Lower case without accents, for sorting and search (SQLite's own rules know only ASCII)."""
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    for ligature, letters in _LIGATURES.items():
        lowered = lowered.replace(ligature, letters)
    decomposed = unicodedata.normalize("NFKD", lowered)
    # A text has few different marks: taking them out one by one is ten times faster than looking at each character.
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed


def search_words(text: str) -> list[str]:
    """The folded words of *text*, split where the full-text index splits (letters and digits make a word)."""
    return _WORD.findall(fold(text))


def initials(name: str) -> str:
    """« Claire Martin » → « CM »; at most two letters."""
    parts = [part for part in name.replace("-", " ").split() if part[0].isalpha()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()
