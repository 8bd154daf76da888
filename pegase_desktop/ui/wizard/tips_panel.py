"""The right of the wizard: what the protocol asks, sentences to say and to write, what to keep in mind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.advice import Tip, advice_on
from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.grounds import Card, Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import IconLabel, KeyCap, Paragraph, SectionLabel, Text

_NO_PLACE = "Il n’y a pas de texte à écrire ici."


class TipsPanel(Ground):
    """« Conseils ».

    ``sentence_chosen`` with the words to insert, ``cause_chosen`` with a cause; ``closing`` when the panel is put away.
    """

    sentence_chosen = Signal(str)
    cause_chosen = Signal(str)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.CHROME, Edge.LEFT)
        self.setFixedWidth(px(Size.WIZARD_TIPS))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        self._scroll: ScrollArea | None = None
        self._insertions: list[Button] = []

    def show_advice(
        self,
        page: Page,
        path: CasePath,
        wording: Callable[[str], str],
        causes: Sequence[str] = (),
        first: Sequence[str] = (),
    ) -> None:
        """Show the tips of a page on its path, agreed with the complainant by *wording*; quotations stay as they are.

        *causes* are those that come often, shown on the page that asks for the cause; what a sensitive case asks for
        comes *first*.
        """
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(px(20), px(6), px(16) - Size.SCROLL_BAR, px(20))
        column.setSpacing(8)
        advice = advice_on(page, path)
        self._add_first(column, first)
        if advice.asked:
            column.addWidget(SectionLabel("Ce que demande le protocole"))
        for tip in advice.asked:
            column.addWidget(_tip_card(tip, wording))
        self._insertions.clear()
        self._add_sentences(column, "Phrases à dire", advice.said, None)
        self._add_sentences(column, "Phrases à écrire", advice.written, self._choose)
        if page is Page.CAUSES:
            self._add_sentences(column, "Causes fréquentes", causes, self._choose_cause)
        column.addSpacing(px(8) if advice.asked else 0)
        column.addWidget(SectionLabel("À garder en tête"))
        for tip in advice.kept_in_mind:
            column.addWidget(_tip_card(tip, wording))
        column.addStretch(1)
        self._put(ScrollArea(content, steady=True))

    def offer_insertion(self, *, is_possible: bool) -> None:
        """Whether there is a place for a sentence on the page."""
        for button in self._insertions:
            button.setEnabled(is_possible)
            set_tip(button, "" if is_possible else _NO_PLACE)

    def _add_first(self, column: QVBoxLayout, sentences: Sequence[str]) -> None:
        if sentences:
            column.addWidget(SectionLabel(SENSITIVE_TITLE))
        for sentence in sentences:
            column.addWidget(_sentence_card(sentence)[0])
        if sentences:
            column.addSpacing(px(8))

    def _add_sentences(
        self, column: QVBoxLayout, title: str, sentences: Sequence[str], choose: Callable[[], None] | None
    ) -> None:
        """Sentences under their title; without *choose* they are read only."""
        if sentences:
            column.addSpacing(px(8))
            column.addWidget(SectionLabel(title))
        for sentence in sentences:
            card, line = _sentence_card(sentence)
            if choose:
                button = _insertion(sentence)
                button.clicked.connect(choose)
                self._insertions.append(button)
                line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(card)

    def _put(self, scroll: ScrollArea) -> None:
        if self._scroll is not None:
            self._place.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._scroll = scroll
        self._place.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(px(20), px(14), px(12), px(8))
        line.setSpacing(9)
        line.addWidget(IconLabel("lightbulb", Tone.TEXT2, 18))
        line.addWidget(Text("Conseils", Type.CARD_TITLE))
        line.addStretch(1)
        line.addWidget(KeyCap("F1"))
        close = IconButton("x", "Masquer les conseils", key="F1")
        close.clicked.connect(self.closing)
        line.addWidget(close)
        return line

    def _choose(self) -> None:
        self.sentence_chosen.emit(self.sender().property("sentence"))

    def _choose_cause(self) -> None:
        self.cause_chosen.emit(self.sender().property("sentence"))


def _sentence_card(sentence: str) -> tuple[Card, QHBoxLayout]:
    """The card and its line, which may take a button."""
    card = Card(radius=Size.RADIUS_CARD, framed=False)
    line = QHBoxLayout()
    line.setSpacing(8)
    words = Paragraph(typeset(sentence))
    words.centre()
    line.addWidget(words, 1)
    card.body.addLayout(line)
    return card, line


def _insertion(sentence: str) -> Button:
    button = Button("Insérer", Kind.LINK, icon="plus")
    button.setAccessibleName(f"Insérer\u00a0: {sentence}")
    button.setProperty("sentence", typeset(sentence))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _tip_card(tip: Tip, wording: Callable[[str], str]) -> Card:
    card = Card(radius=Size.RADIUS_CARD, padding=14, framed=False)
    words = typeset(f"« {tip.text} »" if tip.is_quotation else wording(tip.text))
    card.body.addWidget(Paragraph(words))
    card.body.addSpacing(px(2))
    card.body.addWidget(Text(tip.source, Type.SMALL, Tone.TEXT2))
    return card
