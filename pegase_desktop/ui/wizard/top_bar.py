"""The top of the wizard: which complaint it is, and its two clocks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import has_commitment
from pegase_desktop.domain.french import day
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import Status
from pegase_desktop.reference.public_holidays import is_public_holiday
from pegase_desktop.ui.case.clock_words import ClockWords, acknowledgement_clock, commitment_words, treatment_clock
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.theme import px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Edge, Ground, Hairline
from pegase_desktop.ui.widgets.labels import Elided, Square, Tag, Text
from pegase_desktop.ui.wizard.passage import Passage

_EMBLEM = 31
_TREATMENT = "Traitement"
_NUMBER_TO_COME = "Le numéro est donné dès que l’essentiel est noté"


class TopBar(Ground):
    """N°, name, object, clocks. ``giving_up`` when what was typed is to be dropped."""

    giving_up = Signal()

    def __init__(self, passage: Passage) -> None:
        super().__init__(Tone.SURFACE, Edge.BOTTOM)
        self._passage = passage
        self.setFixedHeight(px(Size.WIZARD_TOP))
        self._number = Text("", Type.EMPTY_TITLE)
        self._name = Elided("", Type.STRONG)
        self._title = Elided("", Type.BODY, Tone.TEXT2)
        self._ack, self._treatment = Tag(), Tag()
        self._give_up = Button("Abandonner la saisie", Kind.LINK, icon="x")
        self._give_up.clicked.connect(self.giving_up)
        self._rule = Hairline(Qt.Orientation.Vertical)
        self._rule.setFixedHeight(px(22))
        line = QHBoxLayout(self)
        line.setContentsMargins(px(20), 0, px(24), 0)
        line.setSpacing(px(11))
        for part in (_Emblem(), self._number, self._rule, self._name):
            line.addWidget(part)
        line.addWidget(self._title, 1)
        line.addWidget(self._ack)
        line.addWidget(self._treatment)
        line.addWidget(self._give_up)
        self.refresh()

    def refresh(self) -> None:
        """Show the complaint as it is now."""
        self._give_up.setVisible(self._passage.flow.can_give_up)
        flow, session = self._passage.flow, self._passage.session
        shown = flow.complaint
        self._number.setText(shown.reference or flow.path.new)
        self._name.setText(shown.complainant)
        self._name.setVisible(bool(shown.complainant))
        self._title.setText(shown.title or ("" if flow.is_registered else _NUMBER_TO_COME))
        counted = flow.complaint if flow.is_registered else session.register.cases.preview(shown)
        now = session.clock()
        acknowledgement = acknowledgement_clock(counted, now, is_public_holiday)
        treatment = treatment_clock(counted, now, is_public_holiday)
        self._show_clock(self._ack, "Accusé", acknowledgement, counted)
        self._show_clock(self._treatment, _TREATMENT, treatment, counted)

    def _show_clock(self, tag: Tag, what: str, clock: ClockWords, complaint: Complaint) -> None:
        stopped = complaint.status is Status.CANCELLED or not path_of(complaint).is_said
        stopped = stopped or complaint.received_at is None
        tag.setVisible(not stopped)
        words = typeset(said(what, clock, complaint))
        tag.set_state(words, clock.icon if clock.icon != "check" else "circle-check", clock.tone)
        commitment = typeset(commitment_words(complaint)) if what == _TREATMENT else ""
        set_tip(tag, "\n".join(words for words in (clock.detail, commitment) if words))


def said(what: str, clock: ClockWords, complaint: Complaint) -> str:
    """The state of a clock with its name: « Accusé envoyé en 14 h », « Traitement : reste 18 h »."""
    verb, _, rest = clock.state.partition(" ")
    if verb == "Envoyé":
        return f"{what} envoyé {rest}"
    if verb == "Répondu":
        return f"Réponse donnée {rest}"
    if what == _TREATMENT and complaint.commitment_date and has_commitment(complaint) and clock.tone is not Tone.DANGER:
        return f"Engagement : {day(complaint.commitment_date)}"
    return f"{what} : {verb.lower()} {rest}"


class _Emblem(Square):
    """The feather of the program."""

    def __init__(self) -> None:
        super().__init__(_EMBLEM)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, icon = QPainter(self), px(17)
        corner = (self.width() - icon) / 2
        painting.frame(painter, QRectF(self.rect()), Size.RADIUS, tokens().accent_fill)
        paint_icon(painter, "feather", tokens().on_accent, corner, corner, icon)
