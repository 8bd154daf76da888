"""The review before a team: full screen, one topic at a time, in letters that are read from the back of the room.

While it is *discreet*, as it is at first, it names nobody: numbers and initials stand for clients, nothing for staff,
and no object and no action is shown, since their words may name anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.pictures import causes_picture, services_picture, weeks_picture, weeks_title
from pegase_desktop.domain.review import Review
from pegase_desktop.domain.review_tiles import Tile, tiles
from pegase_desktop.domain.review_words import ReviewLine, TopicWords, balance_words, slips_words, topics
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.review.looks import MARK_TONES, TOPIC_ICONS, told
from pegase_desktop.ui.widgets.buttons import IconButton
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.grounds import Ground, Hairline
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text, Wrapped
from pegase_desktop.ui.widgets.picture import PictureView

_LETTERS, _SCREEN, _SMALLEST = 24, 1080, 13  # pixels of a letter on a screen so high, and anywhere
_SHARES = {Type.FIGURE: 3.0, Type.REVIEW_TITLE: 1.9, Type.CARD_TITLE: 1.15, Type.STRONG: 1.0, Type.REVIEW: 1.0}
_LINE, _AROUND = 2.1, 11  # the height of a line, and of all that is not a line, in letters
_WIDEST_NAME = 9  # in letters as high as wide
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp)
_DISCRETION = typeset("Discrétion (D) : ni noms, ni paroles")
_LEAVE = (Qt.Key.Key_Escape, Qt.Key.Key_F11)


@dataclass(frozen=True, slots=True)
class _Slide:
    """Its title, an icon or none, and what makes the rest."""

    title: str
    icon: str
    make: Callable[[], QWidget]


class Projection(QWidget):
    """Opened by :meth:`project`; gone on in by the arrows, left by Escape or F11. D turns discretion on and off."""

    ended = Signal()

    def __init__(self, review: Review, bars: Bars, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._review, self._bars = review, bars
        self._number = 0
        self._letters = _LETTERS
        self.is_discreet = True
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(typeset(f"Revue hebdomadaire, semaine {review.week.number}"))
        self._ground = Ground(Tone.SURFACE)
        self._place = QVBoxLayout()
        self._slide: QWidget | None = None
        self._count = Text("", Type.REVIEW, Tone.TEXT2)
        self.discretion = CheckBox("")  # its words stand beside it, in larger letters than a box has
        self.discretion.setAccessibleName(_DISCRETION)
        self.before = IconButton("chevron-left", "Sujet précédent", key="←")
        self.after = IconButton("chevron-right", "Sujet suivant", key="→")
        self.leaving = IconButton("x", "Quitter le plein écran", key="Échap")
        self._lay_out()
        self.discretion.set_value(True)
        self.discretion.edited.connect(self._take_discretion)
        self.before.clicked.connect(partial(self.turn, -1))
        self.after.clicked.connect(partial(self.turn, 1))
        self.leaving.clicked.connect(self.close)

    def project(self) -> None:
        """Fill the screen."""
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def show_review(self, review: Review, bars: Bars) -> None:
        """The register has changed meanwhile."""
        if (review, bars) != (self._review, self._bars):
            self._review, self._bars = review, bars
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case key if key in _NEXT:
                self.turn(1)
            case key if key in _BEFORE:
                self.turn(-1)
            case Qt.Key.Key_Home:
                self.turn(-self._number)
            case Qt.Key.Key_End:
                self.turn(len(self._slides()))
            case key if key in _LEAVE:
                self.close()
            case Qt.Key.Key_D:
                self.discretion.set_value(not self.is_discreet)
                self._take_discretion()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._letters = max(round(self.height() * _LETTERS / _SCREEN), _SMALLEST)
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.ended.emit()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the screen says how large
        whole.addWidget(self._ground)
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(48, 32, 48, 20)
        column.addLayout(self._place, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        words = Text(_DISCRETION, Type.REVIEW, Tone.TEXT2)
        words.setBuddy(self.discretion)
        for part in (self.before, self._count, self.after, self.discretion, words):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.leaving)
        column.addLayout(foot)
        for button in (self.before, self.after, self.leaving, self.discretion):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus if button is self.discretion else Qt.FocusPolicy.NoFocus)

    # One after the other

    def turn(self, by: int) -> None:
        """Show another topic, so many further on; there is none before the first, and none after the last."""
        slides = self._slides()
        self._number = min(max(self._number + by, 0), len(slides) - 1)
        self._show()
        announce(self, typeset(slides[self._number].title))

    def _take_discretion(self) -> None:
        self.is_discreet = bool(self.discretion.value())
        self._show()
        self.setFocus()

    def _show(self) -> None:
        slides = self._slides()
        self._number = min(self._number, len(slides) - 1)
        self.setStyleSheet(_sizes(self._letters))
        if self._slide is not None:
            self._slide.setParent(None)  # at once: what it names is gone with it
            self._slide.deleteLater()
        self._slide = self._whole(slides[self._number])
        self._place.addWidget(self._slide)
        self._count.setText(typeset(f"{self._number + 1} sur {len(slides)}"))
        self.before.setEnabled(self._number > 0)
        self.after.setEnabled(self._number < len(slides) - 1)

    def _slides(self) -> list[_Slide]:
        made = [
            _Slide(self._review.week.title, "", partial(_figures, self._review, self._letters)),
            _Slide(weeks_title(self._bars), "", partial(_pictures, self._bars, self._letters)),
        ]
        most = max(int(self.height() / self._letters / _LINE - _AROUND / _LINE), 3)
        for words in topics(self._review, discreet=self.is_discreet):
            made += _slides_of(words, most, self._letters)
        return made

    def _whole(self, slide: _Slide) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._letters)
        head = QHBoxLayout()
        head.setSpacing(self._letters // 2)
        if slide.icon:
            head.addWidget(IconLabel(slide.icon, Tone.TEXT2, round(self._letters * _SHARES[Type.REVIEW_TITLE])))
        head.addWidget(Elided(typeset(slide.title), Type.REVIEW_TITLE), 1)
        column.addLayout(head)
        column.addWidget(slide.make(), 1)
        return page


def _sizes(letters: int) -> str:
    """The sizes of words here, in the place of those of the design: pixels that follow the height of the screen."""
    return "\n".join(
        f'QLabel[type="{use.value}"] {{ font-size: {round(letters * share)}px; }}' for use, share in _SHARES.items()
    )


def _slides_of(words: TopicWords, most: int, letters: int) -> Iterator[_Slide]:
    """As many as its lines need."""
    parts = [words.lines[first : first + most] for first in range(0, len(words.lines), most)] or [()]
    for number, lines in enumerate(parts, start=1):
        which = f" ({number} sur {len(parts)})" if len(parts) > 1 else ""
        title = f"{words.topic.label} : {len(words.lines)}{which}" if words.lines else words.topic.label
        yield _Slide(title, TOPIC_ICONS[words.topic], partial(_lines, lines, words.nothing, letters))


def _lines(lines: Sequence[ReviewLine], nothing: str, letters: int) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(28)
    grid.setColumnStretch(2, 1)
    if not lines:
        grid.addWidget(Text(typeset(nothing), Type.REVIEW, Tone.TEXT2), 0, 0, 1, 4)
    for number, one in enumerate(lines):
        grid.addWidget(Hairline(), 2 * number, 0, 1, 4)
        grid.addWidget(Text(one.reference, Type.STRONG, Tone.ACCENT), 2 * number + 1, 0)
        grid.addWidget(Elided(typeset(one.until), Type.STRONG, MARK_TONES[one.mark]), 2 * number + 1, 1)
        grid.addWidget(Elided(told(one), Type.REVIEW), 2 * number + 1, 2)
        who = Elided(one.who, Type.REVIEW, Tone.TEXT2)
        who.setMaximumWidth(_WIDEST_NAME * letters)
        grid.addWidget(who, 2 * number + 1, 3)
    grid.setRowStretch(2 * len(lines) + 1, 1)
    return page


def _value(tile: Tile, letters: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(letters // 2)
    line.addWidget(Text(typeset(tile.value), Type.FIGURE, Tone.DANGER if tile.is_bad else Tone.TEXT))
    if tile.is_bad:  # red is never all that tells it
        line.addWidget(IconLabel("circle-alert", Tone.DANGER, round(1.5 * letters)))
    line.addStretch(1)
    return line


def _figures(review: Review, letters: int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    grid = QGridLayout()
    grid.setHorizontalSpacing(40)
    grid.setVerticalSpacing(40)
    for index, tile in enumerate(tiles(review)):
        cell = QVBoxLayout()
        cell.addWidget(Text(tile.title, Type.CARD_TITLE, Tone.TEXT2))
        cell.addLayout(_value(tile, letters))
        cell.addWidget(Wrapped(typeset(tile.note), Type.REVIEW, Tone.TEXT2))
        cell.addStretch(1)
        grid.addLayout(cell, index // 3, index % 3)
        grid.setColumnStretch(index % 3, 1)
    column.addLayout(grid)
    column.addStretch(1)
    words = ". ".join(filter(None, (balance_words(review.balance), slips_words(review.balance))))
    column.addWidget(Wrapped(typeset(words), Type.REVIEW))
    return page


def _pictures(bars: Bars, letters: int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(letters)
    weeks, services, causes = (PictureView(0, letters=letters) for _ in range(3))
    weeks.show_picture(lambda width, height, high: weeks_picture(bars, width, height, line=high))
    services.show_picture(lambda width, height, high: services_picture(bars, width, height, line=high))
    causes.show_picture(lambda width, height, high: causes_picture(bars, width, height, line=high))
    for view in (weeks, services, causes):
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    below = QGridLayout()
    below.setHorizontalSpacing(2 * letters)
    for place, view in enumerate((services, causes)):
        below.addWidget(Text(view.picture.title, Type.CARD_TITLE), 0, place)
        below.addWidget(view, 1, place)
        below.setColumnStretch(place, 1)
    column.addWidget(weeks, 1)
    column.addLayout(below, 1)
    return page
