"""Texts of people on paper, made safe in this one place: nothing else in the papers makes a ``Paragraph``."""

from __future__ import annotations

from functools import cache
from html import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from pegase_desktop.documents.typefaces import Face, known_to, ready
from pegase_desktop.domain.text import clean
from pegase_desktop.domain.typography import french

INK = HexColor("#17202B")
SOFT_INK = HexColor("#465260")
FAINT_INK = HexColor("#7F8B9A")
VALUE_SIZE = 8.8
LABEL_SIZE = 6.9
UNKNOWN = "\u25a1"
"""Stands for a character that no shipped typeface can draw."""


@cache
def style(
    face: Face = Face.REGULAR, size: float = VALUE_SIZE, color: Color = INK, leading: float = 1.27, right: bool = False
) -> ParagraphStyle:
    """A paragraph style; *size* in points, *leading* as a multiple of it, set flush right if *right*."""
    return ParagraphStyle(
        f"{face}-{size}", fontName=ready(face), fontSize=size, leading=size * leading, textColor=color,
        alignment=TA_RIGHT if right else TA_LEFT, splitLongWords=True,
    )  # fmt: skip


def paragraph(text: str, look: ParagraphStyle | None = None) -> Paragraph:
    """*text* as it was typed: never read as markup, never cut."""
    return Paragraph(_markup(text), look or style())


def printed(sentence: str) -> str:
    """A sentence of the program typeset for paper, where reportlab would break lines at a narrow no-break space."""
    return french(sentence).replace("\u202f", "\u00a0")


def _markup(text: str) -> str:
    safe = clean(text).replace("\u202f", "\u00a0").replace("\t", "    ").replace("  ", "\u00a0 ")
    if not known_to(Face.REGULAR).issuperset(safe):
        safe = "".join(one if one in known_to(Face.REGULAR) else UNKNOWN for one in safe)
    return escape(safe, quote=False).replace("\n", "<br/>")
