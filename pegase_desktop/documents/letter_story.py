"""How a letter is set on paper."""

from __future__ import annotations

from datetime import datetime

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import KeepTogether, Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import EDGE, PADDING, draw_box
from pegase_desktop.documents.headings import SchoolHead
from pegase_desktop.documents.sheet import MARGIN, WIDTH, Furniture, pdf
from pegase_desktop.documents.text import INK, SOFT_INK, paragraph, printed, style
from pegase_desktop.documents.typefaces import Face, ready
from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint, fact_named
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.words import LetterKind

_TEXT_SIZE = 10
_NOTICE_SIZE = 8.8
_BETWEEN = 3.2 * mm
# The window of a DL envelope on a sheet folded in three, from the sheet's left and upper edges.
_WINDOW_LEFT = 108 * mm
_WINDOW_TOP = 48 * mm
_WINDOW_WIDTH = 86 * mm
_WINDOW_LINES = 6


def letter(told: Letter, settings: Settings, printed_at: datetime) -> bytes:
    """The letter as PDF; *printed_at* stands in the foot."""
    story: list[Flowable] = [
        _Head(settings, told),
        *_opening(told),
        *(part for text in told.body.split("\n\n") for part in (_text(text), Spacer(0, _BETWEEN))),
        *_client_words(told),
        *([_Notice(told.notice), Spacer(0, _BETWEEN)] if told.notice else []),
        KeepTogether(_signatures(told)),
    ]
    if told.kind is LetterKind.CLOSING:
        story.append(KeepTogether([Spacer(0, 6 * mm), _Questionnaire()]))
    furniture = Furniture(
        title=f"{told.kind.label} {told.reference}",
        author=settings.school.name,
        subject=told.subject,
        running_left=told.kind.label,
        running_right=printed(f"N°\u00a0{told.reference}"),
        foot_left=printed(f"{told.reference} · {french.moment(printed_at)}"),
        foot_right=settings.school.name,
    )
    return pdf(story, furniture)


def address_fits(recipient: str) -> bool:
    """Whether an address is read whole in the window: at most six lines, none wider than it."""
    lines = recipient.split("\n")
    widest = max((stringWidth(line, ready(Face.REGULAR), _TEXT_SIZE) for line in lines), default=0)
    return len(lines) <= _WINDOW_LINES and widest <= _WINDOW_WIDTH


class _Head(Flowable):
    """Letterhead, and the address at its place on the sheet; grows with an address that is too long for the window."""

    def __init__(self, settings: Settings, told: Letter) -> None:
        super().__init__()
        self._school = SchoolHead(settings.school)
        self._address = paragraph(told.recipient, style(size=_TEXT_SIZE))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's own names)
        self._school.wrap(aW, aH)
        self._address.wrap(_WINDOW_WIDTH, aH)
        below = _WINDOW_TOP - MARGIN + max(self._address.height, 30 * mm)
        self.width, self.height = aW, max(self._school.height, below)
        return self.width, self.height

    def draw(self) -> None:
        self._school.drawOn(self.canv, 0, self.height - self._school.height)
        top = self.height - (_WINDOW_TOP - MARGIN)
        self._address.drawOn(self.canv, _WINDOW_LEFT - MARGIN, top - self._address.height)


def _text(text: str) -> Flowable:
    return paragraph(printed(text), style(size=_TEXT_SIZE, leading=1.36))


def _opening(told: Letter) -> list[Flowable]:
    bold = style(Face.SEMI_BOLD, _TEXT_SIZE)
    return [
        paragraph(printed(told.place_and_day), style(size=_TEXT_SIZE, right=True)),
        Spacer(0, 6 * mm),
        paragraph(printed(f"Objet : {told.subject}"), bold),
        Spacer(0, 6 * mm),
        _text(told.salutation),
        Spacer(0, _BETWEEN),
    ]


def _client_words(told: Letter) -> list[Flowable]:
    if not told.written_complaint:
        return []
    label = fact_named(Complaint, "verbatim").label
    quoted = f"«\u00a0{told.written_complaint}\u00a0»"
    return [paragraph(label, style(Face.SEMI_BOLD, _TEXT_SIZE)), Spacer(0, 1.5 * mm), _text(quoted), Spacer(0, 5 * mm)]


class _Notice(Flowable):
    """What the law adds to a refusal, framed so that it is seen."""

    def __init__(self, notice: str) -> None:
        super().__init__()
        self._notice = notice
        self._text = paragraph(printed(notice), style(size=_NOTICE_SIZE, leading=1.36))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self._text.wrap(aW - 4 * PADDING, aH)
        self.width, self.height = aW, self._text.height + 4 * PADDING
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.8)
        self.canv.roundRect(0, 0, self.width, self.height, 2)
        self._text.drawOn(self.canv, 2 * PADDING, 2 * PADDING)


def _signatures(told: Letter) -> list[Flowable]:
    name = paragraph(told.signer, style(Face.SEMI_BOLD, _TEXT_SIZE))
    role = paragraph(told.signer_role, style(size=8.6, color=SOFT_INK))
    closing: list[Flowable] = [Spacer(0, 3 * mm), name, *([role] if told.signer_role else []), Spacer(0, 16 * mm)]
    if told.kind is LetterKind.RECORD:
        closing.append(_text("Lu et approuvé, le ..........................     Signature du réclamant :"))
    return closing


_QUESTIONS = ("feedback_q1", "feedback_q2", "feedback_q3")


class _Questionnaire(Flowable):
    """The three questions of the process, each with five boxes, and room for words."""

    _ROW = 9.6 * mm
    _HEAD = 11 * mm
    _WORDS = 26 * mm
    _BOX_PITCH = 11 * mm

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, self._HEAD + len(_QUESTIONS) * self._ROW + self._WORDS
        return self.width, self.height

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        canvas.setStrokeColor(EDGE)
        canvas.setLineWidth(0.6)
        canvas.rect(0, 0, self.width, self.height)
        canvas.setFillColor(INK)
        canvas.setFont(ready(Face.SEMI_BOLD), 9)
        canvas.drawString(PADDING, top - 4.6 * mm, printed("Votre avis (1 : pas du tout, 5 : tout à fait)"))
        for mark in range(5):
            canvas.drawCentredString(self._box_x(mark) + 1.45 * mm, top - 9.4 * mm, str(mark + 1))
        for index, name in enumerate(_QUESTIONS):
            self._draw_question(fact_named(Complaint, name).label, top - self._HEAD - (index + 1) * self._ROW)
        canvas.setFont(ready(Face.SEMI_BOLD), 9)
        canvas.drawString(PADDING, self._WORDS - 5 * mm, printed("Votre commentaire :"))

    def _draw_question(self, label: str, bottom: float) -> None:
        canvas = self.canv
        canvas.setStrokeColor(EDGE)
        canvas.setLineWidth(0.6)
        canvas.line(0, bottom + self._ROW, WIDTH, bottom + self._ROW)
        canvas.line(0, bottom, WIDTH, bottom)
        canvas.setFillColor(INK)
        canvas.setFont(ready(Face.REGULAR), 9)
        canvas.drawString(PADDING, bottom + 3.6 * mm, label)
        for mark in range(5):
            draw_box(canvas, self._box_x(mark), bottom + 3.2 * mm, False)

    def _box_x(self, mark: int) -> float:
        return float(self.width - (5 - mark) * self._BOX_PITCH)
