"""The head of the papers that are no letter and no sheet: the school at left, what it is at right."""

from __future__ import annotations

from reportlab.lib.units import mm

from pegase_desktop.documents.headings import SchoolHead
from pegase_desktop.documents.text import INK, SOFT_INK, VALUE_SIZE
from pegase_desktop.documents.typefaces import Face, ready
from pegase_desktop.domain.school import Settings

_TITLE_SIZE, _STRONG_SIZE = 15, 10  # points
_BASELINES = (4.4 * mm, 10.2 * mm, 15 * mm)  # from the upper edge


class TitledHead(SchoolHead):
    """The *title* large, *strong* words under it, *soft* ones under these; *free* points at right are theirs."""

    def __init__(self, settings: Settings, title: str, strong: str, soft: str, *, free: float = 82 * mm) -> None:
        super().__init__(settings.school, settings.logo, free=free)
        self._lines = (
            (title, Face.BOLD, _TITLE_SIZE, INK),
            (strong, Face.SEMI_BOLD, _STRONG_SIZE, INK),
            (soft, Face.REGULAR, VALUE_SIZE, SOFT_INK),
        )

    def draw(self) -> None:
        super().draw()
        for (words, face, size, ink), down in zip(self._lines, _BASELINES, strict=True):
            self.canv.setFillColor(ink)
            self.canv.setFont(ready(face), size)
            self.canv.drawRightString(self.width, self.height - down, words)
