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


@cache
def ready(face: Face) -> str:
    """Make *face* known to reportlab, once, and return its name."""
    registerFont(TTFont(face.value, str(resource(f"fonts/{face.value}.ttf")), shapable=False))
    return face.value


@cache
def characters(face: Face) -> frozenset[int]:
    """The code points that *face* can draw."""
    from reportlab.pdfbase.pdfmetrics import getFont

    return frozenset(getFont(ready(face)).face.charWidths)
