"""« Risques »: those there are with their matrix, and in their place the page of the one opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.risk import CRITICALITY_RULE, Risk, RiskReview
from pegase_desktop.domain.risk_list import begun, not_entered
from pegase_desktop.domain.risk_register import PROPOSED_WITHIN_DAYS, proposed
from pegase_desktop.domain.risk_words import matrix
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.dossier.listed_screen import ListedScreen
from pegase_desktop.ui.dossier.overview import Overview
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.risks.listed import LISTED
from pegase_desktop.ui.risks.plan import PLAN, PROPOSE, REVIEW
from pegase_desktop.ui.risks.printing import show_risks
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import Paragraph, Text
from pegase_desktop.ui.widgets.picture import PictureView

_WIDE = 1200  # pixels of a window that has room for the matrix beside the list
_MATRIX_WIDTH, _MATRIX_HEIGHT = 440, 240
_ANOTHER = "Un autre risque"
_START = "Partez d’un risque courant d’une auto-école, à corriger selon la vôtre, ou d’une page vide."


class RisksScreen(ListedScreen):
    """A new one begins with one of the starting list, or empty; nothing of the list is entered unasked."""

    def __init__(self, session: Session, signer: Signer, parent: QWidget | None = None) -> None:
        self._is_wide = True
        super().__init__(session, signer, PLAN, LISTED, parent)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {**super().keys(), "Ctrl+P": self._print}

    def around(self, overview: Overview) -> QWidget:
        self.matrix = PictureView(_MATRIX_HEIGHT)
        self._beside = self._card()
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(overview, 1)
        line.addWidget(self._beside)
        return whole

    def fit(self, window_width: int) -> None:
        self._is_wide = window_width >= px(_WIDE)
        self._show_matrix()

    def refresh_overview(self) -> None:
        super().refresh_overview()
        self._show_matrix()

    def begin_new(self) -> None:
        """The page of a new risk: one of the list that is not there yet, or another."""
        session = self._session
        known = session.attempt(lambda: tuple(session.register.risks.all()))
        if known is None:
            return
        offered = tuple(not_entered(known))
        options = [_ANOTHER, *(one.what for one in offered)]
        place: int | None = 0
        if offered:
            place = session.questions.choose_one(
                "Ajouter un risque", typeset(_START), options, "Continuer", safe="Ne rien ajouter"
            )
        if place is not None:
            chosen = offered[place - 1] if place else Risk()
            self.begin(begun(chosen, local(session.clock()).date(), session.actor))

    def act(self, name: str) -> None:
        acts = {PROPOSE: self._propose, REVIEW: self._review}
        acts[name]()

    def _propose(self) -> None:
        """Put the dossiers that may belong to it among its own, to be looked at and recorded."""
        assert self.page is not None
        session, risk = self._session, self.page.sheet.recorded
        today = local(session.clock()).date()
        cases = session.attempt(lambda: session.register.reviewing.lately(today, PROPOSED_WITHIN_DAYS))
        if cases is None:
            return
        found = proposed(risk, cases, session.actor, today)
        if found:
            self._add("cases", *found)
        said = french.count(len(found), "dossier proposé", "dossiers proposés") if found else "Aucun dossier à proposer"
        announce(self, typeset(f"{said}. Retirez ceux qui n’en sont pas, puis enregistrez." if found else said))

    def _review(self) -> None:
        """Note that it was looked at today, as it stands now."""
        assert self.page is not None
        risk, today = self.page.sheet.recorded, local(self._session.clock()).date()
        review = RiskReview(
            reviewed_on=today, by=self._session.actor, severity=risk.severity, probability=risk.probability
        )
        self._add("reviews", review)
        rows = self.page.rows["reviews"]
        rows.form.change(len(rows.form.rows) - 1)
        rows.show_rows()
        announce(self, "Revue ajoutée. Corrigez la gravité et la probabilité s’il le faut, puis enregistrez.")

    def _add(self, fact: str, *rows: object) -> None:
        """More rows of a fact, typed and not recorded."""
        assert self.page is not None
        page = self.page
        page.sheet.type(fact, (*page.sheet.rows[fact].rows, *rows))
        page.rows[fact].show_rows()
        page.saver.keeping.soon()

    def _print(self) -> None:
        if self.page is None:
            show_risks(self._session, self.window())

    def _card(self) -> Card:
        card = Card(padding=16)
        card.setFixedWidth(px(_MATRIX_WIDTH))
        card.body.addWidget(Text("Gravité × probabilité", Type.CARD_TITLE))
        card.body.addWidget(self.matrix)
        card.body.addWidget(Paragraph(typeset(CRITICALITY_RULE), Type.SMALL, Tone.TEXT2))
        card.body.addStretch(1)
        return card

    def _show_matrix(self) -> None:
        found = self.overview.found
        self._beside.setVisible(self._is_wide and bool(found))
        self.matrix.show_picture(lambda width, height, high: matrix(found, width, height, line=high))
