"""The typefaces of the papers: Inter, and one face for each script that Inter lacks. Each is embedded as a subset."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from pegase_desktop.resources import resource


class Face(StrEnum):
    """A typeface under the name of its file in ``resources/fonts``."""

    REGULAR = "Inter-Regular"
    SEMI_BOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"


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
    font = TTFont(face.value, str(resource(f"fonts/{face.value}.ttf")), shapable=False)
    registerFont(font)
    return font
