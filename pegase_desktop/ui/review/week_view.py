"""One week as it stood at its end, or stands now: figures, pictures, lists, and whether it was reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.bars import Bars
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.held_review import HeldReview
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.review import Review
from pegase_desktop.domain.review_people import in_charge, of_person
from pegase_desktop.domain.review_tiles import tiles
from pegase_desktop.domain.review_words import Topic, TopicWords, balance_words, quiet_words, slips_words, topics
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.weeks import Week
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.review.parts import TopicCard
from pegase_desktop.ui.review.week_body import Shown, WeekBody
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.choices import ChoiceList
from pegase_desktop.ui.widgets.grounds import Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import Elided
from pegase_desktop.ui.widgets.tab_order import stop_beside, stop_outside

_WIDE, _ROOMY = 1200, 1500  # pixels of width from which lists stand side by side, and buttons say their words
_WIDEST_LIST = 240  # pixels at scale 1
_EVERYBODY = "Toute l’équipe"
_FIGURES_OF_ALL = "Les chiffres sont ceux de toute l’équipe."


class WeekView(QWidget):
    """Another week is looked at by the arrows; ``opened`` with a record of a line."""

    opened = Signal(RecordRef)
    printing = Signal()
    projecting = Signal()
    noting = Signal()  # that the week was reviewed
    note_opened = Signal(int)  # what was noted of it, by its id
    resumed = Signal(Draft)
    meeting_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.week = self._usual = Week.to_review(self._today)
        self.review: Review | None = None
        self.who = ""
        self._content: WeekBody | None = None
        self._shown: Shown | None = None
        self._is_wide = self._is_roomy = True
        self._title = Elided("", Type.SCREEN_TITLE)
        self._state = Elided("", Type.SMALL, Tone.TEXT2)
        self.before = IconButton("chevron-left", "Semaine précédente", key="←")
        self.after = IconButton("chevron-right", "Semaine suivante", key="→")
        self.person = ChoiceList(placeholder=_EVERYBODY)
        self.person.setAccessibleName("Les listes de qui")
        self.person.setMaximumWidth(px(_WIDEST_LIST))
        self.full = Button("Plein écran", Kind.GHOST, icon="maximize", key="F11")
        self.paper = Button("Imprimer", icon="printer", key="Ctrl+P")
        self.note = Button("Noter la revue…", Kind.PRIMARY, icon="check")
        self.meeting = IconButton("users", "Ouvrir les réunions qualité", key="Ctrl+4")
        self.small_full = IconButton("maximize", "Plein écran", key="F11")
        self.small_paper = IconButton("printer", "Imprimer la revue", key="Ctrl+P")
        self._head = self._header()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._body: ScrollArea | None = None
        self._connect()
        self._fit_header()

    def _connect(self) -> None:
        self.before.clicked.connect(partial(self.shift, -1))
        self.after.clicked.connect(partial(self.shift, 1))
        self.person.edited.connect(self._take_person)
        for button, signal in (
            (self.full, self.projecting), (self.small_full, self.projecting), (self.paper, self.printing),
            (self.small_paper, self.printing), (self.note, self.noting),
            (self.meeting, self.meeting_wanted),
        ):  # fmt: skip
            button.clicked.connect(signal)
        for key, weeks in (("Left", -1), ("Right", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.shift, weeks))

    def _header(self) -> Ground:
        header = Ground(Tone.SURFACE, Edge.BOTTOM)
        header.setFixedHeight(px(Size.HEADER))
        line = QHBoxLayout(header)
        line.setContentsMargins(px(Size.SCREEN_PADDING), 0, px(Size.SCREEN_PADDING), 1)
        line.setSpacing(px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._state)
        words.addStretch(1)
        line.addLayout(words)
        line.addWidget(self.before)
        line.addWidget(self.after)
        line.addStretch(1)
        acts: Sequence[QWidget] = (
            self.person, self.meeting, self.full, self.small_full, self.paper, self.small_paper, self.note,
        )  # fmt: skip
        for act in acts:
            line.addWidget(act)
        return header

    # One week

    def show_week(self, week: Week) -> None:
        """Look at another week, not later than the running one."""
        if week <= self._running:
            self.week = week
            self.refresh()

    def shift(self, weeks: int) -> None:
        """So many weeks later, or before."""
        self.show_week(self.week.shifted(weeks))

    def fit(self, window_width: int) -> None:
        """The window has another width."""
        self._is_wide, self._is_roomy = window_width >= px(_WIDE), window_width >= px(_ROOMY)
        self._fit_header()
        if self._shown is not None:
            self._show(replace(self._shown, is_wide=self._is_wide))

    def enter(self) -> None:
        """Bring the keyboard to where it was: who opened a line goes on with the next. At first to where one begins."""
        last: QWidget | None = self.focusWidget()
        (last if last is not None and last.isVisible() else self.before).setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key: through the lists in their order, not column by column, then out of the view."""
        parts = (self._head, *(self._content.parts if self._content else ()))
        stop = stop_beside(parts, self.focusWidget(), forward=forward, going_round=False)
        stop = stop or stop_outside(self, forward=forward)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def refresh(self) -> None:
        """Show what the register holds now."""
        self._follow_the_days()
        found = self._session.attempt(self._read)
        if found is None:
            return
        self.review, bars, held, begun = found
        self._show_head(self.review, held)
        self._offer_people(self.review)
        self._show(self._of_person(self.review, bars, held, begun))

    def _show(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self._put(self._made(shown))

    def _made(self, shown: Shown) -> WeekBody:
        self._content = WeekBody(shown)
        self._content.topic_wanted.connect(self.go_to)
        for signal, told in (
            (self._content.opened, self.opened), (self._content.note_opened, self.note_opened),
            (self._content.resumed, self.resumed),
        ):  # fmt: skip
            signal.connect(told)
        return self._content

    @property
    def held(self) -> HeldReview | None:
        """What was noted of the week that is shown, the last time; None if it was not reviewed yet."""
        return self._shown.held[-1] if self._shown and self._shown.held else None

    @property
    def begun(self) -> Sequence[Draft]:
        """What is typed of its review and not recorded yet."""
        return self._shown.begun if self._shown else ()

    @property
    def cards(self) -> Mapping[Topic, TopicCard]:
        """The lists that are shown."""
        return self._content.cards if self._content else {}

    @property
    def lists(self) -> Sequence[TopicWords]:
        """What is shown, in words."""
        return self._shown.lists if self._shown else ()

    @property
    def _today(self) -> date:
        return local(self._session.clock()).date()

    @property
    def _running(self) -> Week:
        return Week.of(self._today)

    def _follow_the_days(self) -> None:
        """The window stays open for weeks: who looks at the usual week is shown the one that is usual now."""
        before, self._usual = self._usual, Week.to_review(self._today)
        if self.week == before:
            self.week = self._usual

    def _read(self) -> tuple[Review, Bars, tuple[HeldReview, ...], tuple[Draft, ...]]:
        register, now = self._session.register, self._session.clock()
        reviewing = register.reviewing
        held = reviewing.held(self.week)
        ids = [one.id for one in held]
        begun = tuple(
            one
            for one in register.drafts.all()
            if one.kind is RecordKind.WEEKLY_REVIEW
            and (one.record_id in ids if one.record_id else one.values.get("week") == self.week.name)
        )
        return reviewing.of(self.week, now), reviewing.bars(self.week), held, begun

    def _of_person(self, review: Review, bars: Bars, held: tuple[HeldReview, ...], begun: tuple[Draft, ...]) -> Shown:
        balance = quiet_words(review) if review.is_quiet else balance_words(review.balance)
        slips = slips_words(review.balance)
        words = ". ".join(filter(None, (balance.rstrip("."), slips, _FIGURES_OF_ALL if self.who else "")))
        lists = topics(review)
        if self.who:  # « nothing was received » would be said of all
            nothing = f"Rien pour {self.who}."
            lists = tuple(replace(one, nothing=nothing) for one in topics(of_person(review, self.who)))
        return Shown(lists, tiles(review), words, bars, held, begun, self.who, self._is_wide)

    def _take_person(self) -> None:
        self.who = self.person.value() or ""
        self.refresh()

    # What is shown

    def _show_head(self, review: Review, held: Sequence[HeldReview]) -> None:
        self._title.setText(typeset(self.week.title))
        running = ", semaine en cours" if self.week == self._running else ""
        unheld = "" if held else " · pas encore notée comme revue"
        self._state.setText(typeset(f"État au {french.moment(review.moment)}{running}{unheld}"))
        self.after.setEnabled(self.week < self._running)
        self.note.setText("Ouvrir la revue notée…" if held else "Noter la revue…")

    def _offer_people(self, review: Review) -> None:
        people = in_charge(review)
        if self.who and self.who not in people:
            people = (*people, self.who)
        self.person.set_choices([("", _EVERYBODY), *((name, name) for name in people)])
        self.person.set_value(self.who)
        self.person.setVisible(len(people) > 1)

    def _fit_header(self) -> None:
        for whole, small in ((self.full, self.small_full), (self.paper, self.small_paper)):
            whole.setVisible(self._is_roomy)
            small.setVisible(not self._is_roomy)

    def _put(self, content: QWidget) -> None:
        """In the place of what is there; the keyboard and the place in it stay what they were."""
        old = self._body
        focus: QWidget | None = self.focusWidget()
        named = focus.accessibleName() if old and focus is not None and old.isAncestorOf(focus) else ""
        height = old.verticalScrollBar().value() if old else 0
        if old is not None:
            old.hide()
            old.deleteLater()
        self._body = ScrollArea(content)
        self._column.addWidget(self._body, 1)
        if named:
            again = next((one for one in content.findChildren(Button) if one.accessibleName() == named), self.before)
            again.setFocus()
        QTimer.singleShot(0, self._body, partial(self._scroll_to, height))  # once the layouts know their heights

    def _scroll_to(self, height: int) -> None:
        if self._body is not None:
            self._body.verticalScrollBar().setValue(height)

    def go_to(self, topic: Topic) -> None:
        """Bring a list into sight, and the keyboard to its first line."""
        card = self.cards[topic]
        assert self._body is not None
        self._body.ensureWidgetVisible(card)
        if card.links:
            card.links[0].setFocus()
