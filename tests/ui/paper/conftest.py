from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pegase_desktop.ui.paper.pages import PaperPages


@pytest.fixture
def pdf() -> bytes:
    """Three pages, each black in its upper left quarter."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for _ in range(3):
        canvas.rect(0, A4[1] / 2, A4[0] / 2, A4[1] / 2, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def pages(pdf: bytes) -> Iterator[PaperPages]:
    opened = PaperPages(pdf)
    yield opened
    opened.close()
