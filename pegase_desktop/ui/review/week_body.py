"""What stands under the head of a week: whether it was reviewed, figures, pictures, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.held_review import HeldReview, held_words
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.review_tiles import Tile
from pegase_desktop.domain.review_words import Topic, TopicWords
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.review.parts import PicturesCard, TileView, TopicCard, balance_label
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.notices import Banner

_HALF_NOTED = "La revue de cette semaine a été commencée, et n’est pas encore enregistrée."


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is on the screen, by which it is seen whether anything is another."""

    lists: tuple[TopicWords, ...]
    tiles: tuple[Tile, ...]
    balance: str
    bars: Bars
    held: tuple[HeldReview, ...]
    begun: tuple[Draft, ...]
    who: str
    is_wide: bool


class WeekBody(QWidget):
    """Made once of what is *shown*; ``parts`` are gone through by the keyboard in that order."""

    opened = Signal(RecordRef)
    topic_wanted = Signal(Topic)
    note_opened = Signal(int)  # what was noted of the week, by its id
    resumed = Signal(Draft)

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.cards = {words.topic: self._card(words) for words in shown.lists}
        above = (*self._held(), *self._begun(), self._figures())
        self.parts: tuple[QWidget, ...] = (*above, *self.cards.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(12))
        for part in above:
            column.addWidget(part)
        if shown.is_wide:
            column.addWidget(PicturesCard(shown.bars))
        column.addLayout(self._lists())
        if not shown.is_wide:
            column.addWidget(PicturesCard(shown.bars))
        column.addStretch(1)

    def _held(self) -> Iterator[Banner]:
        for held in self._shown.held:
            banner = Banner(Tone.SUCCESS, typeset(f"{held_words(held)}."), lead=held.reference, action="L’ouvrir")
            banner.triggered.connect(partial(self.note_opened.emit, held.id))
            yield banner

    def _begun(self) -> Iterator[Banner]:
        for draft in self._shown.begun:
            banner = Banner(Tone.WARNING, typeset(_HALF_NOTED), action="La reprendre")
            banner.triggered.connect(partial(self.resumed.emit, draft))
            yield banner

    def _figures(self) -> Card:
        card, is_wide = Card(), self._shown.is_wide
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(10))
        columns = 6 if is_wide else 3
        for index, tile in enumerate(self._shown.tiles):
            view = TileView(tile, Type.FIGURE if is_wide else Type.REVIEW_TITLE)
            view.topic_wanted.connect(self.topic_wanted)
            grid.addWidget(view, index // columns, index % columns)
            grid.setColumnStretch(index % columns, 1)
        card.body.addLayout(grid)
        card.body.addSpacing(px(6))
        card.body.addWidget(balance_label(self._shown.balance))
        return card

    def _card(self, words: TopicWords) -> TopicCard:
        card = TopicCard(words, narrow=self._shown.is_wide)  # where lists stand side by side, each has less room
        card.opened.connect(self.opened)
        return card

    def _lists(self) -> QHBoxLayout:
        """In two columns where there is room, each as dense as it can be."""
        line = QHBoxLayout()
        line.setSpacing(px(12))
        columns = [QVBoxLayout() for _ in range(2 if self._shown.is_wide else 1)]
        for column in columns:
            column.setSpacing(px(12))
            line.addLayout(column, 1)
        for index, card in enumerate(self.cards.values()):
            columns[index % len(columns)].addWidget(card)
        for column in columns:
            column.addStretch(1)
        return line
