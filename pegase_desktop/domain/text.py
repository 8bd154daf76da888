"""Text typed by people: cleaned once on the way in, folded for search and sorting."""

from __future__ import annotations

import re
import unicodedata

# Characters that change the direction or the look of what surrounds them without being seen: a name written with them
# would read differently on screen, on paper and in a file name. The joiners that hold emoji together stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LONG_WORD = 30
_LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'"}
# The signs left out have become letters since the Unicode tables of SQLite's index, which splits words at them.
_WORD = re.compile(r"[^\W_\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]+")


def clean(text: str) -> str:
    """Multi-line text in composed form, without control or invisible characters, with Unix line ends, edges trimmed."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_END.sub("\n", text))).strip()


def clean_line(text: str) -> str:
    """The same on one line: line ends and tabs become spaces."""
    return " ".join(part for part in clean(text).replace("\t", " ").split("\n") if part).strip()


def fold(text: str) -> str:
    """Lower case without accents, for sorting and search (SQLite's own rules know only ASCII)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    # A text has few different marks: taking them out one by one is ten times faster than looking at each character.
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    lowered = decomposed.casefold()
    for letter, plain in _LETTERS.items():
        lowered = lowered.replace(letter, plain)
    return lowered


def search_words(text: str) -> list[str]:
    """The folded words of *text*, split where the full-text index splits (letters and digits make a word)."""
    return _WORD.findall(fold(text))


def shortened(text: str, longest: int) -> str:
    """*text*, or its beginning and « … »: *longest* characters at most, ended after a word unless it is endless."""
    if len(text) <= longest:
        return text
    end = text.rfind(" ", 0, longest)
    if end <= 0 or longest - end > _LONG_WORD:
        end = longest - 1
    return text[:end].rstrip(" \n,;:") + "…"


def initials(name: str) -> str:
    """« Claire Martin » → « CM »; at most two letters."""
    parts = [part for part in name.replace("-", " ").split() if part[0].isalpha()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()
