"""The words of an HTML page as a reader sees them.

Each character is looked at once: the parser of the standard library takes minutes over a page made to hold it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from string import ascii_uppercase

from pegase_desktop.domain.text import clean

_SMALL = str.maketrans({letter: letter.lower() for letter in ascii_uppercase})  # keeps every character in its place
_TAG = re.compile(r"<[a-z/!?]")
_NAME = re.compile(r"/?[a-z][a-z0-9]*")
_LINES = frozenset("address article blockquote br div dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul".split())
_UNSEEN = frozenset(("head", "script", "style", "title"))
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")


def words_of_html(html: str) -> str:
    """What a reader sees of *html*; nothing it names is fetched or run."""
    lines = "".join(_seen(html)).split("\n")
    return clean(_BLANK_LINES.sub("\n\n", "\n".join(_SPACES.sub(" ", unescape(line)).strip() for line in lines)))


def _seen(html: str) -> Iterator[str]:
    """The text between the tags, and a line end for each tag that begins or ends a line."""
    lowered, at = html.translate(_SMALL), 0
    while found := _TAG.search(lowered, at):
        yield _SPACES.sub(" ", html[at : found.start()])
        name, at = _tag(lowered, found.start())
        if name.lstrip("/") in _LINES:
            yield "\n"
    yield _SPACES.sub(" ", html[at:])


def _tag(html: str, at: int) -> tuple[str, int]:
    """The name of the tag at *at*, and where what follows it is seen; a tag that never ends hides the rest."""
    if html.startswith("<!--", at):
        return "", _after(html, "-->", at)
    found = _NAME.match(html, at + 1)
    name = found.group() if found else ""
    if name in _UNSEEN:
        at = _after(html, f"</{name}", at)
    return name, _after(html, ">", at)


def _after(html: str, mark: str, at: int) -> int:
    end = html.find(mark, at)
    return len(html) if end < 0 else end + len(mark)
