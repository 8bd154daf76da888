"""The left of the wizard: the chapters and pages of the path, with what is done, missing and to come."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from pegase_desktop.domain.case_path import CasePath
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Chapter, Page
from pegase_desktop.domain.progress import PageState
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.marks import StepState, paint_step
from pegase_desktop.ui.look.plain_words import PlainButton
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.focus_ring import show_ring
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Text

_DISC = 24
_MARK = 16
_TO_COMPLETE = "À compléter"
_DOT = "•"  # chapters are not counted: the one count on the screen is that of the pages
_COMPACT_BELOW = 840
_MARGIN_LEFT, _MARGIN_RIGHT = 20, 16
_WORDS_INDENT = 27
_SECOND_LINE = 13


class PathPanel(Ground):
    """« Avancement ». ``chosen`` with the page that the person goes to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(Tone.CHROME, Edge.RIGHT)
        self.setFixedWidth(px(Size.WIZARD_LEFT))
        self._where = Text("", Type.SMALL, Tone.TEXT2)
        self._chapters = {chapter: _ChapterItem(chapter) for chapter in Chapter}
        self._pages = {page: _PageItem(page) for page in Page}
        self._path = COMPLAINT_PATH
        self._current = Page.RECEPTION
        self._is_compact = False
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_MARGIN_LEFT), px(20), px(_MARGIN_RIGHT), px(16))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(px(14))
        for chapter, chapter_item in self._chapters.items():
            column.addWidget(chapter_item)
            chapter_item.clicked.connect(self._choose_chapter)
            for page in COMPLAINT_PATH.pages_of(chapter):
                column.addWidget(self._pages[page])
                self._pages[page].clicked.connect(self._choose_page)
            column.addSpacing(px(10))
        column.addStretch(1)

    def show_path(self, path: CasePath, current: Page, states: Mapping[Page, PageState]) -> None:
        """Mark every page of the path, and unfold what the height allows."""
        self._path, self._current = path, current
        self._where.setText(f"Page {path.number(current)} sur {len(path.pages)}")
        for stop in path.stops:
            item = self._pages[stop.page]
            item.show_state(stop.label, path.number(stop.page), states[stop.page], is_current=stop.page is current)
        for chapter in path.chapters:
            of_pages = [states[page] for page in path.pages_of(chapter)]
            self._chapters[chapter].show_state(
                path.chapter_label(chapter), of_pages, is_current=chapter is current.chapter
            )
        self._fold()

    def set_room(self, height: int) -> None:
        """Under 840 px only the current chapter is unfolded."""
        self._is_compact = height < px(_COMPACT_BELOW)
        self._fold()

    def _fold(self) -> None:
        for page, item in self._pages.items():
            is_folded = self._is_compact and page.chapter is not self._current.chapter
            item.setVisible(page in self._path.pages and not is_folded)
        for chapter, chapter_item in self._chapters.items():
            chapter_item.setVisible(chapter in self._path.chapters)
            chapter_item.show_folded(is_folded=self._is_compact and chapter is not self._current.chapter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        items = [item for item in self.findChildren(QAbstractButton) if item.isVisible()]
        here = self.focusWidget()
        if event.key() in steps and here in items:
            index = min(max(items.index(here) + steps[Qt.Key(event.key())], 0), len(items) - 1)
            items[index].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(Text("Avancement", Type.SECTION, Tone.TEXT2))
        head.addStretch(1)
        head.addWidget(self._where)
        return head

    def _choose_page(self) -> None:
        item = self.sender()
        assert isinstance(item, _PageItem)
        self.chosen.emit(item.page.value)

    def _choose_chapter(self) -> None:
        item = self.sender()
        assert isinstance(item, _ChapterItem)
        pages = self._path.pages_of(item.chapter)
        wanted = next((page for page in pages if self._pages[page].state is not PageState.DONE), pages[0])
        self.chosen.emit(wanted.value)


class _Item(PlainButton, QAbstractButton):
    """A line that is painted and pressed."""

    _HEIGHT = 30

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(self._HEIGHT))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, Size.RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _ChapterItem(_Item):
    """A chapter: its disc, its name, and how much it lacks while it is folded."""

    _HEIGHT = 40

    def __init__(self, chapter: Chapter) -> None:
        super().__init__()
        self.chapter = chapter
        self._label = chapter.label
        self._step = StepState.TO_COME
        self._missing = 0
        self._is_current = False
        self._is_folded = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_state(self, label: str, states: list[PageState], *, is_current: bool) -> None:
        """Mark the chapter by the state of its pages: done when all of them are, and not before."""
        self._label = label
        self._missing = states.count(PageState.MISSING)
        is_done = all(one is PageState.DONE for one in states)
        pending = StepState.MISSING if self._missing else StepState.TO_COME
        self._step = StepState.DONE if is_done else StepState.CURRENT if is_current else pending
        self._is_current = is_current
        missing = f", {self._missing} à compléter" if self._missing else ", terminé" if is_done else ""
        self.setAccessibleName(f"Chapitre {label}{missing}")
        self.update()

    def show_folded(self, *, is_folded: bool) -> None:
        """What a folded chapter lacks is said on its own line."""
        self._is_folded = is_folded
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        disc = px(_DISC)
        paint_step(painter, 0, (self.height() - disc) / 2, _DOT, self._step, disc)
        left = disc + px(12)
        ink = colours.text2 if self._step is StepState.TO_COME else colours.text
        name = QRectF(left, 0, self.width() - left, self.height())
        current = colours.accent if self._is_current else ink
        painting.text(painter, name, self._label, font(Type.EMPTY_TITLE), current)
        if self._missing and self._is_folded:
            _paint_missing(painter, self.width() - px(8), self.height(), f"{self._missing} à compléter")


class _PageItem(_Item):
    """A page: check, dot or hollow dot, and « À compléter »."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._label = page.label
        self.state = PageState.TO_COME
        self._is_current = False

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(self._HEIGHT + (_SECOND_LINE if self._has_two_lines() else 0)))

    def show_state(self, label: str, number: int, state: PageState, *, is_current: bool) -> None:
        """Mark the page under the title that its path gives it.

        Only the current one is on the way of the Tab key; arrows reach the others.
        """
        self._label, self.state, self._is_current = label, state, is_current
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus)
        said = {PageState.DONE: "complète", PageState.MISSING: "à compléter", PageState.TO_COME: "à venir"}[state]
        shown = ", page affichée" if is_current else ""
        self.updateGeometry()
        self.setAccessibleName(f"Page {number}, {label}, {said}{shown}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        left = px(26)
        if self._is_current:
            ground = QRectF(left, 0, self.width() - left, self.height())
            painting.frame(painter, ground, Size.RADIUS_TAG, colours.accent_soft)
            bar = QRectF(left - 1, px(6), px(3), self.height() - 2 * px(6))
            painting.frame(painter, bar, bar.width() / 2, colours.accent)
        elif self.underMouse():
            painting.frame(painter, QRectF(left, 0, self.width() - left, self.height()), Size.RADIUS_TAG, colours.hover)
        self._paint_mark(painter, float(left + px(6)))
        ink = colours.accent if self._is_current else colours.text
        if self.state is PageState.TO_COME and not self._is_current:
            ink = colours.text2
        words = float(left + px(_WORDS_INDENT))
        face = font(Type.STRONG if self._is_current else Type.BODY)
        height = px(self._HEIGHT)
        painting.text(painter, QRectF(words, 0, self.width() - words, height), self._label, face, ink)
        if self._says_missing:
            self._paint_missing(painter, words)

    @property
    def _says_missing(self) -> bool:
        return self.state is PageState.MISSING and not self._is_current

    def _has_two_lines(self) -> bool:
        """Whether the name leaves no room for « À compléter » beside it."""
        room = px(Size.WIZARD_LEFT - _MARGIN_LEFT - _MARGIN_RIGHT - 26 - _WORDS_INDENT)
        words = painting.text_width(self._label, font(Type.BODY)) + px(8)
        return self._says_missing and words + painting.text_width(_TO_COMPLETE, font(Type.SECTION)) + px(9) > room

    def _paint_missing(self, painter: QPainter, words: float) -> None:
        face, ink = font(Type.SECTION), tokens().warning
        if self._has_two_lines():
            below = px(self._HEIGHT) - px(7)
            painting.text(painter, QRectF(words, below, self.width() - words, px(18)), _TO_COMPLETE, face, ink)
        else:
            beside = QRectF(0, 0, self.width() - px(8), self.height())
            painting.text(painter, beside, _TO_COMPLETE, face, ink, Qt.AlignmentFlag.AlignRight)

    def _paint_mark(self, painter: QPainter, left: float) -> None:
        colours, icon = tokens(), px(_MARK)
        top = (px(self._HEIGHT) - icon) / 2
        dot = QRectF(left + icon / 4, top + icon / 4, icon / 2, icon / 2)
        if self._is_current:
            painting.frame(painter, dot, dot.width() / 2, colours.accent)
        elif self.state is PageState.DONE:
            paint_icon(painter, "check", colours.accent, left, top, icon)
        elif self.state is PageState.MISSING:
            paint_icon(painter, "circle-alert", colours.warning, left, top, icon)
        else:
            hollow = dot.adjusted(0.5, 0.5, -0.5, -0.5)
            painting.frame(painter, hollow, hollow.width() / 2, edge=colours.border_strong, width=1.4)


def _paint_missing(painter: QPainter, right: float, height: float, words: str) -> None:
    """The disc of the chapter has the alert already."""
    at_right = QRectF(0, 0, right, height)
    painting.text(painter, at_right, words, font(Type.SECTION), tokens().warning, Qt.AlignmentFlag.AlignRight)
