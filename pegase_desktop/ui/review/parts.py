"""What the review shows: figures, lists, pictures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.naming import short_name
from pegase_desktop.domain.pictures import causes_picture, services_picture, weeks_picture, weeks_title
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.review_tiles import Tile
from pegase_desktop.domain.review_words import ReviewLine, Topic, TopicWords
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.review.looks import MARK_TONES, TOPIC_ICONS, told
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Card, Hairline
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Paragraph, Text, Wrapped
from pegase_desktop.ui.widgets.picture import PictureView

_MOST_LINES = 5
_BESIDE = {Type.FIGURE: 7, Type.REVIEW_TITLE: 3}  # pixels by which smaller words stand on the line of a number
_WIDEST_NAME = 120  # pixels at scale 1: what is longer would take the room of until when
_TALL = 150  # pixels of a picture at scale 1


class TileView(QWidget):
    """One figure, of that *size*: its title opens the list behind it."""

    topic_wanted = Signal(Topic)

    def __init__(self, tile: Tile, size: Type, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self._title(tile))
        column.addLayout(_value(tile, size))
        column.addWidget(Wrapped(typeset(tile.note), Type.SMALL))
        column.addStretch(1)

    def _title(self, tile: Tile) -> Button:
        link = Button(tile.title, Kind.LINK)
        link.setAccessibleName(typeset(f"{tile.title} : {tile.value}. Voir la liste"))
        link.clicked.connect(partial(self._want, tile.topic))
        return link

    def _want(self, topic: Topic) -> None:
        self.topic_wanted.emit(topic)


class TopicCard(Card):
    """A list of the review, its first lines, and the others once they are asked for. ``opened`` with a record.

    A *narrow* one says whom and what under until when: beside it there is no room for both.
    """

    opened = Signal(RecordRef)

    def __init__(self, words: TopicWords, parent: QWidget | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent=parent)
        self._lines = words.lines
        self._is_narrow = narrow
        self._links: list[Button] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(2, 1)
        self._more = Button("", Kind.LINK)
        self._more.clicked.connect(self.show_all)
        self.body.addLayout(self._head(words))
        if words.lines:
            self.body.addLayout(self._grid)
        else:
            self.body.addWidget(Text(typeset(words.nothing), Type.BODY, Tone.TEXT2))
        self.body.addWidget(self._more)
        self.body.addStretch(1)
        self._add(words.lines[:_MOST_LINES])
        self._say_more()

    @property
    def links(self) -> list[Button]:
        """What opens each line that is shown."""
        return list(self._links)

    def show_all(self) -> None:
        """The lines that did not fit; the keyboard goes to the first of them."""
        had_keyboard, shown = self._more.hasFocus(), len(self._links)
        self._add(self._lines[_MOST_LINES:])
        self._lines = self._lines[:_MOST_LINES]
        if had_keyboard:
            self._links[shown].show()  # what is hidden until the next layout cannot have it
            self._links[shown].setFocus()
        self._more.hide()

    def _say_more(self) -> None:
        others = len(self._lines) - _MOST_LINES
        self._more.setText(typeset(f"et {others} {'autres' if others > 1 else 'autre'}"))
        self._more.setVisible(others > 0)

    def _head(self, words: TopicWords) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(px(8))
        is_bad = words.topic in (Topic.LATE, Topic.ACTIONS) and bool(words.lines)
        line.addWidget(IconLabel(TOPIC_ICONS[words.topic], Tone.DANGER if is_bad else Tone.TEXT2, 16))
        line.addWidget(Text(words.topic.label, Type.CARD_TITLE), 1)
        count = Text(str(len(words.lines)), Type.CARD_TITLE, Tone.DANGER if is_bad else Tone.TEXT2)
        count.setAccessibleName(f"{words.topic.label} : {len(words.lines)}")
        line.addWidget(count)
        return line

    def _add(self, lines: tuple[ReviewLine, ...]) -> None:
        for one in lines:
            row = self._grid.rowCount()
            self._grid.addWidget(Hairline(), row, 0, 1, 4)
            self._grid.addWidget(self._link(one), row + 1, 0)
            until = Elided(typeset(one.until), Type.STRONG, MARK_TONES[one.mark])
            about = Elided(told(one), Type.BODY)
            if self._is_narrow:
                self._grid.addWidget(until, row + 1, 1, 1, 2)
                self._grid.addWidget(about, row + 2, 1, 1, 3)
            else:
                self._grid.addWidget(until, row + 1, 1)
                self._grid.addWidget(about, row + 1, 2)
            who = Elided(short_name(one.who), Type.SMALL, Tone.TEXT2)
            who.setMaximumWidth(px(_WIDEST_NAME))
            self._grid.addWidget(who, row + 1, 3)

    def _link(self, line: ReviewLine) -> Button:
        link = Button(line.reference, Kind.LINK)
        link.setAccessibleName(typeset(", ".join(filter(None, (line.reference, line.until, told(line), line.who)))))
        link.clicked.connect(partial(self._open, line.record))
        self._links.append(link)
        return link

    def _open(self, record: RecordRef) -> None:
        self.opened.emit(record)


class PicturesCard(Card):
    """The weeks, the services and the causes, side by side where there is room."""

    def __init__(self, bars: Bars, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        line = QHBoxLayout()
        line.setSpacing(px(24))
        weeks, services, causes = PictureView(_TALL), PictureView(_TALL), PictureView(_TALL)
        weeks.show_picture(lambda width, height, high: weeks_picture(bars, width, height, line=high))
        services.show_picture(lambda width, height, high: services_picture(bars, width, height, line=high))
        causes.show_picture(lambda width, height, high: causes_picture(bars, width, height, line=high))
        heads = (weeks_title(bars), services.picture.title, causes.picture.title)
        for view, head, share in zip((weeks, services, causes), heads, (5, 3, 4), strict=True):
            column = QVBoxLayout()
            column.setSpacing(px(6))
            column.addWidget(Elided(typeset(head), Type.STRONG))
            column.addWidget(view)
            line.addLayout(column, share)
        self.body.addLayout(line)


def balance_label(words: str) -> Paragraph:
    """The balance of the week, on a line of its own."""
    return Paragraph(typeset(words), Type.BODY, Tone.TEXT2)


def _value(tile: Tile, size: Type) -> QHBoxLayout:
    """The number large, of how many beside it; marks one by one are no number."""
    first, _, rest = tile.value.partition(" ")
    if rest and not rest.startswith("sur "):
        first, rest, size = tile.value, "", Type.SCREEN_TITLE
    line = QHBoxLayout()
    line.setSpacing(px(6))
    number = Text(typeset(first), size, Tone.DANGER if tile.is_bad else Tone.TEXT)
    number.setAccessibleName(typeset(f"{tile.title} : {tile.value}"))
    line.addWidget(number, 0, Qt.AlignmentFlag.AlignBottom)
    if rest:
        beside = Text(typeset(rest), Type.CARD_TITLE, Tone.TEXT2)
        beside.setContentsMargins(0, 0, 0, px(_BESIDE[size]))
        line.addWidget(beside, 0, Qt.AlignmentFlag.AlignBottom)
    if tile.is_bad:
        line.addWidget(IconLabel("circle-alert", Tone.DANGER, 18), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addStretch(1)
    return line
