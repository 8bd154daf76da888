"""French typography: sentences are written in the source with plain spaces and typeset here, once."""

from __future__ import annotations

import re

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"

_BEFORE_COLON_OR_CLOSING = re.compile(r" (?=[:»](?:\W|$))")
_AFTER_OPENING = re.compile(r"(?<=«) ")
_BEFORE_HIGH_PUNCTUATION = re.compile(r" (?=[;?!]+(?:\W|$))")
_ANY_MONTH = "|".join(MONTHS)
# The space comes first: only there does the search look back.
_IN_A_NUMBER_OR_TITLE = re.compile(
    rf" (?:(?<=\b\d{{5}} )(?=[A-ZÀ-Ý])|(?<=\d )(?=\d|(?:€|%|h|min|km|{_ANY_MONTH})(?!\w))"
    rf"|(?<=\b1er )(?=(?:{_ANY_MONTH})\b)"
    r"|(?<=\d[ \u00a0]h )(?=\d)|(?<=[Nn]° )|(?<=\bMme )|(?<=\bM\. ))"
)


_BLANKS_OF_A_SIGN = re.compile(r" +(?=(?:[:»]|[;?!]+)(?:\W|$))|(?<=«) +")


def held_together(text: str) -> str:
    """What somebody typed, with its blanks as they are but for those before « : ; ? ! » and inside « »: no line that is
    broken begins with such a sign. Where it is shown; what is kept stays as it was typed.
    """
    return _BLANKS_OF_A_SIGN.sub(lambda blanks: _NO_BREAK * len(blanks[0]), text)


def typeset(text: str) -> str:
    """*text* with no-break spaces where French wants them, and typographic apostrophes.

    They go before « : ; ? ! », inside « », within a number, before its unit or month, between postcode and town,
    after « N° », « Mme », « M. ».
    """
    text = _BEFORE_COLON_OR_CLOSING.sub(_NO_BREAK, text)
    text = _AFTER_OPENING.sub(_NO_BREAK, text)
    text = _IN_A_NUMBER_OR_TITLE.sub(_NO_BREAK, text)
    return _BEFORE_HIGH_PUNCTUATION.sub(_NARROW_NO_BREAK, text).replace("'", "’")
