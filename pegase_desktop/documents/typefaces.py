"""The typefaces of the papers: Inter, and one face for each script that Inter lacks. Each is embedded as a subset."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from pegase_desktop.resources import resource


class Face(StrEnum):
    """A typeface under the name of its file in ``resources/fonts``."""

    REGULAR = "Inter-Regular"
    SEMI_BOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"
    HEBREW = "NotoSansHebrew-Regular"
    ARABIC = "NotoSansArabic-Regular"
    EMOJI = "NotoEmoji-Regular"


SUBSTITUTES = (Face.HEBREW, Face.ARABIC, Face.EMOJI)
"""Where a character that Inter lacks is looked for."""


def ready(face: Face) -> str:
    """The name under which reportlab knows *face*, which is loaded when first asked for."""
    _loaded(face)
    return face.value


@cache
def known_to(face: Face) -> frozenset[str]:
    """The characters that *face* can draw, and the line end, which needs no drawing."""
    return frozenset(map(chr, _loaded(face).face.charToGlyph)) | {"\n"}


@cache
def _loaded(face: Face) -> TTFont:
    font = _Font(face.value, str(resource(f"fonts/{face.value}.ttf")), shapable=False)
    registerFont(font)
    return font


class _Font(TTFont):
    """A font whose text can be copied out of the PDF also beyond the first 65,536 characters, where emoji are.

    reportlab writes such a character in five digits; the PDF standard wants it in UTF-16.
    """

    _FIVE_DIGITS = re.compile(r"<([0-9A-F]{5,6})>")

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's own name)
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = self._FIVE_DIGITS.sub(_in_utf_16, stream.content)


def _in_utf_16(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"
