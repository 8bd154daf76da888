"""French typography: sentences are written in the source with plain spaces and typeset here, once."""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"

_BEFORE_COLON_OR_CLOSING = re.compile(r" (?=[:»](?:\W|$))")
_AFTER_OPENING = re.compile(r"(?<=«) ")
_BEFORE_HIGH_PUNCTUATION = re.compile(r" (?=[;?!]+(?:\W|$))")


def french(text: str) -> str:
    """*text* with no-break spaces where French wants them, and typographic apostrophes."""
    text = _BEFORE_COLON_OR_CLOSING.sub(_NO_BREAK, text)
    text = _AFTER_OPENING.sub(_NO_BREAK, text)
    return _BEFORE_HIGH_PUNCTUATION.sub(_NARROW_NO_BREAK, text).replace("'", "’")
