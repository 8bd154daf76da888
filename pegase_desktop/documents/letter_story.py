"""How a letter is set on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import KeepTogether, Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import EDGE, PADDING, Cell, Look, Row, draw_box
from pegase_desktop.documents.headings import SchoolHead
from pegase_desktop.documents.sheet import MARGIN, Furniture, pdf
from pegase_desktop.documents.text import INK, SOFT_INK, heading, paragraph, printed, style
from pegase_desktop.documents.typefaces import Face, ready
from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint, feedback_questions
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.words import LetterKind

_TEXT_SIZE = 10.4
_NOTICE_SIZE = 9.2
_BETWEEN = 3.2 * mm
_MARGIN = 22 * mm
_WIDTH = A4[0] - 2 * _MARGIN
# The window of a DL envelope on a sheet folded in three, from the sheet's left and upper edges.
_WINDOW_LEFT = 108 * mm
_WINDOW_TOP = 48 * mm
_WINDOW_WIDTH = 80 * mm
_WINDOW_LINES = 6
_BELOW_ADDRESS = 6 * mm
_TALLEST_ADDRESS = 60 * mm  # one that is taller is set as ordinary text
_SIGNATURE_LEFT = _WINDOW_LEFT - _MARGIN
_SIGNATURE_ROOM = 18 * mm


def letter(told: Letter, settings: Settings, printed_at: datetime) -> bytes:
    """The letter as PDF; *printed_at* stands in the foot."""
    story: list[Flowable] = [
        *_opening(told, settings),
        *_body_and_signature(told),
        *_notice(told),
        *_record_to_sign(told),
        *_questionnaire(told),
    ]
    furniture = Furniture(
        title=f"{told.kind.label} {told.reference}",
        author=settings.school.name,
        subject=told.subject,
        running_left=printed(told.kind.label),
        running_right=printed(f"N°\u00a0{told.reference}"),
        foot_left=printed(f"{told.reference} · {french.moment(printed_at)}"),
        foot_right=settings.school.name,
        made_at=printed_at,
        margin=_MARGIN,
    )
    return pdf(story, furniture)


def address_fits(recipient: str) -> bool:
    """Whether an address is read whole in the window: at most six lines, none wider than it."""
    lines = recipient.split("\n")
    widest = max((stringWidth(line, ready(Face.REGULAR), _TEXT_SIZE) for line in lines), default=0)
    return len(lines) <= _WINDOW_LINES and widest <= _WINDOW_WIDTH


def _opening(told: Letter, settings: Settings) -> list[Flowable]:
    head = _Head(settings, told.recipient)
    ordinary = [] if head.holds_address else [_text(told.recipient), Spacer(0, _BELOW_ADDRESS)]
    return [
        head,
        *ordinary,
        paragraph(printed(told.place_and_day), style(size=_TEXT_SIZE, right=True)),
        Spacer(0, 7 * mm),
        paragraph(printed(f"Objet : {told.subject}"), style(Face.SEMI_BOLD, _TEXT_SIZE)),
        Spacer(0, 6 * mm),
        _text(told.salutation),
        Spacer(0, _BETWEEN),
    ]


class _Head(Flowable):
    """Letterhead, and the address where an envelope's window shows it."""

    def __init__(self, settings: Settings, address: str) -> None:
        super().__init__()
        self._school = SchoolHead(settings.school, settings.logo, free=0)
        self._address = paragraph(address, style(size=_TEXT_SIZE, leading=1.3))
        self._above_address = 0.0
        self.holds_address = self._address.wrap(_WINDOW_WIDTH, 0xFFFFFF)[1] <= _TALLEST_ADDRESS

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's own names)
        _, head = self._school.wrap(aW, aH)
        self._above_address = max(_WINDOW_TOP - MARGIN, head)
        held = max(self._address.height + _BELOW_ADDRESS, 30 * mm)
        self.width, self.height = aW, self._above_address + held if self.holds_address else head
        return self.width, self.height

    def draw(self) -> None:
        self._school.drawOn(self.canv, 0, self.height - self._school.height)
        if self.holds_address:
            top = self.height - self._above_address
            self._address.drawOn(self.canv, _WINDOW_LEFT - _MARGIN, top - self._address.height)


def _text(text: str) -> Flowable:
    return paragraph(printed(text), style(size=_TEXT_SIZE, leading=1.4))


def _body_and_signature(told: Letter) -> list[Flowable]:
    """The paragraphs; the last one stays with the signature, which never stands alone on a page."""
    *before, last = told.body.split("\n\n")
    spaced = [part for text in before for part in (_text(text), Spacer(0, _BETWEEN))]
    role = [heading(told.signer_role, style(size=8.8, color=SOFT_INK))] if told.signer_role else []
    name = heading(told.signer, style(Face.SEMI_BOLD, _TEXT_SIZE))
    signature = [Spacer(0, 5 * mm), _AtRight([name, *role], _SIGNATURE_LEFT), Spacer(0, _SIGNATURE_ROOM)]
    return [*spaced, KeepTogether([_text(last), *signature])]


class _AtRight(Flowable):
    """Lines that begin *left* points from the margin."""

    def __init__(self, lines: Sequence[Flowable], left: float) -> None:
        super().__init__()
        self._lines = lines
        self._left = left

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, sum(one.wrap(aW - self._left, aH)[1] for one in self._lines)
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        for one in self._lines:
            top -= one.height
            one.drawOn(self.canv, self._left, top)


def _notice(told: Letter) -> list[Flowable]:
    """What the law adds to a refusal, framed so that it is seen."""
    if not told.notice:
        return []
    words = paragraph(printed(told.notice), style(size=_NOTICE_SIZE, leading=1.36))
    return [KeepTogether([_framed("Vos recours", words)]), Spacer(0, _BETWEEN)]


def _framed(title: str, words: Flowable) -> Flowable:
    head = paragraph(printed(title), style(Face.SEMI_BOLD, _NOTICE_SIZE))
    told = Cell(_WIDTH, "", (Spacer(0, 1 * mm), head, Spacer(0, 1 * mm), words, Spacer(0, 1.6 * mm)))
    return Row([told], Look(edge_width=0.9))


def _record_to_sign(told: Letter) -> list[Flowable]:
    """The client's words, which become a written complaint once they are signed."""
    if told.kind is not LetterKind.RECORD:
        return []
    words = _text(f"«\u00a0{told.written_complaint}\u00a0»" if told.written_complaint else "")
    return [
        _framed(fact_named(Complaint, "verbatim").label, words),
        KeepTogether(
            [
                Spacer(0, 5 * mm),
                _text("Lu et approuvé, le ......................................"),
                Spacer(0, 3 * mm),
                _text("Signature du réclamant :"),
                Spacer(0, _SIGNATURE_ROOM),
            ]
        ),
    ]


def _questionnaire(told: Letter) -> list[Flowable]:
    """The questions of satisfaction, of the letter of closure."""
    if told.kind is not LetterKind.CLOSING:
        return []
    return [KeepTogether([Spacer(0, 4 * mm), _Questionnaire()])]


class _Questionnaire(Flowable):
    """The three questions of the process, each with five boxes, and room for words."""

    _ROW = 9.6 * mm
    _HEAD = 11 * mm
    _WORDS = 26 * mm
    _BOX_PITCH = 11 * mm

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width, self.height = aW, self._HEAD + len(feedback_questions()) * self._ROW + self._WORDS
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
        for number, question in enumerate(feedback_questions(), start=1):
            self._draw_question(question.label, top - self._HEAD - number * self._ROW)
        canvas.setFont(ready(Face.SEMI_BOLD), 9)
        canvas.drawString(PADDING, self._WORDS - 5 * mm, printed("Votre commentaire :"))

    def _draw_question(self, label: str, bottom: float) -> None:
        canvas = self.canv
        canvas.setStrokeColor(EDGE)
        canvas.setLineWidth(0.6)
        canvas.line(0, bottom + self._ROW, self.width, bottom + self._ROW)
        canvas.line(0, bottom, self.width, bottom)
        canvas.setFillColor(INK)
        canvas.setFont(ready(Face.REGULAR), 9)
        canvas.drawString(PADDING, bottom + 3.6 * mm, label)
        for mark in range(5):
            draw_box(canvas, self._box_x(mark), bottom + 3.2 * mm, False)

    def _box_x(self, mark: int) -> float:
        return float(self.width - (5 - mark) * self._BOX_PITCH)
