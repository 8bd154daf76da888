"""The agenda of a meeting: its points at the left, and at the right the one that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.meeting import WHYS, AgendaReason, Point, numbers_in
from pegase_desktop.domain.meeting_rules import is_treated
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.rows_section import RowAct, RowsSection
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.meetings.point_button import PointButton
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Card, FlowLayout
from pegase_desktop.ui.widgets.labels import Paragraph, Text, Wrapped
from pegase_desktop.ui.widgets.long_column import add_now, cleared

_LIST_WIDTH = 300  # pixels at a text scale of 1
_FREE = ("subject", "cases")  # what is typed of a point that nobody proposed
_LINES = (
    ("subject",), ("cases",), ("pattern",), *((why,) for why in WHYS), ("cause_family",), ("said",),
    ("no_decision",), ("taken_off",),
)  # fmt: skip
_AFTER_DECISIONS = ("no_decision",)
_FEWEST_WHYS = 2


class AgendaSection(RowsSection):
    """Ctrl+Enter goes on to the next point; ↑ and ↓ walk through the list."""

    def _lay_out(self, beside: QWidget | None) -> None:
        self.buttons: list[PointButton] = []
        self._is_shown = False  # the form, which is made after the rows
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(20))
        left = QWidget()
        left.setFixedWidth(px(_LIST_WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.addWidget(Text(self.declared.label, Type.CARD_TITLE), 1)
        self._count = Text("", Type.SMALL, Tone.TEXT2)
        head.addWidget(self._count)
        column.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self.add = Button("Ajouter un sujet", icon="plus")
        self.add.setVisible(not self._context.look.reads)
        self.add.clicked.connect(self.begin_free)
        column.addWidget(self.add)
        column.addStretch(1)
        whole.addWidget(left)
        self._form_place = QVBoxLayout()
        whole.addLayout(self._form_place, 1)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.go_on)

    # What the page asks of it

    def show_rows(self) -> None:
        points, form = self.form.rows, self.form
        if form.index is not None and form.index >= len(points):
            form.clear()
        if form.index is None and not form.is_touched and points:
            form.change(self._next_of(0))
        had_keyboard = any(one is self.window().focusWidget() for one in self.buttons)
        cleared(self._list)
        self.buttons = []
        for reason, group in _by_reason(points):
            add_now(self._list, _reason_head(reason))
            for index in group:
                add_now(self._list, self._button(index, points[index]))
        self.buttons.sort(key=lambda one: one.index)
        done = sum(map(is_treated, points))
        self._count.setText(f"{french.count(done, 'examiné')} sur {len(points)}" if points else "")
        if had_keyboard and self.form.index is not None:
            self.buttons[self.form.index].setFocus(Qt.FocusReason.OtherFocusReason)
        if self._is_shown:
            self._show_form()

    def place(self) -> bool:
        index = self.form.index
        if not self.form.is_touched:
            return True
        if not self.form.place():
            return self._fields.ensure_right()
        self._look_at(len(self.form.rows) - 1 if index is None else index)
        self.changed.emit()
        return True

    def focus(self) -> None:
        if self._fields.editors:
            self._fields.first_empty().focus()

    # Walking through the points

    def choose(self, index: int) -> None:
        """Look at another point; what is typed at the one before is kept with it."""
        if self.place():
            self._look_at(index)
            self.buttons[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """To the next point that is not concluded; after the last, to the first of those."""
        index = self.form.index
        if self.place() and self.form.rows:
            self._look_at(self._next_of(len(self.form.rows) if index is None else index + 1))
            self.focus()

    def begin_free(self) -> None:
        """A point that nobody proposed."""
        if self.place():
            self.form.clear()
            self._show_chosen()
            self._show_form()
            self._fields.editors["subject"].focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        QWidget.keyPressEvent(self, event)  # Enter at a field says nothing here: the point is kept when it is left

    def _next_of(self, start: int) -> int:
        points = self.form.rows
        order = [*range(start, len(points)), *range(min(start, len(points)))]
        return next((index for index in order if not is_treated(points[index])), min(start, len(points) - 1))

    def _look_at(self, index: int) -> None:
        self.form.change(index)
        self.show_rows()

    def _step(self, by: int) -> None:
        index = self.form.index
        if index is not None:
            order = [reason_index for _, group in _by_reason(self.form.rows) for reason_index in group]
            place = order.index(index) + by
            if 0 <= place < len(order):
                self.choose(order[place])

    # The list

    def _button(self, index: int, point: Point) -> PointButton:
        button = PointButton(index, point, is_chosen=index == self.form.index)
        button.clicked.connect(partial(self._clicked, index))
        button.stepped.connect(self._step)
        self.buttons.append(button)
        return button

    def _clicked(self, index: int, *_: object) -> None:
        self.choose(index)

    def _show_chosen(self) -> None:
        for button in self.buttons:
            button.set_chosen(button.index == self.form.index)

    # The point that is looked at

    def _show_form(self) -> None:
        kept, self._is_shown = self._place_of_keyboard(), True
        cleared(self._form_place)
        card = Card(padding=16)
        card.body.setSpacing(px(12))
        self._fields = FieldLines(Point, self.form, self._context, card)
        point = self.form.record
        is_free = self.form.index is None or point.reason in (None, AgendaReason.FREE)
        if not is_free:
            card.body.addWidget(Wrapped(typeset(point.subject), Type.REVIEW_TITLE))
        if point.why_here:
            card.body.addWidget(Paragraph(typeset(point.why_here), Type.BODY, Tone.TEXT2))
        self._acts: list[Button] = []
        acts = self._look.acts(point) if self.form.index is not None else ()
        decisions = numbers_in(point.decisions)
        links = {act.label.rpartition(" ")[2]: act for act in acts if act.kind is Kind.LINK}
        self._add_acts(card, [act for number, act in links.items() if number not in decisions])
        for line in _LINES:
            if line == _AFTER_DECISIONS:
                made = [act for number, act in links.items() if number in decisions]
                self._add_acts(card, made, "Décisions" if made else "")
                self._add_acts(card, [act for act in acts if act.kind is not Kind.LINK])
            if is_free or line[0] not in _FREE:
                card.body.addWidget(self._fields.add(*line))
        self._fields.typed.connect(self._take_typed)
        self._fields.show_values()
        self._show_whys()
        if not self._context.look.reads:
            card.body.addLayout(self._foot())
        add_now(self._form_place, card)
        self._form_place.addStretch(1)
        self._bring_keyboard(kept)

    def _place_of_keyboard(self) -> str:
        """The fact whose field has the keyboard, or what the button says that has it; nothing if it is elsewhere."""
        focus: QWidget | None = self.window().focusWidget() if self._is_shown else None
        if focus is None or not self.isAncestorOf(focus):
            return ""
        within = (name for name, one in self._fields.editors.items() if one.field.isAncestorOf(focus))
        return next(within, focus.accessibleName())

    def _bring_keyboard(self, kept: str) -> None:
        """To the same place of the form that was made anew."""
        if kept in self._fields.editors:
            self._fields.editors[kept].focus()
        elif kept and (button := next((one for one in self._acts if one.accessibleName() == kept), None)):
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_acts(self, card: Card, acts: Sequence[RowAct], title: str = "") -> None:
        """Numbers that open a dossier say nothing else; who listens hears what they do."""
        if not acts:
            return
        if title:
            card.body.addWidget(Text(title, Type.MEDIUM))
        place = QWidget()
        flow = FlowLayout(place, spacing=px(8), line_spacing=px(4))
        for act in acts:
            is_link = act.kind is Kind.LINK
            label = act.label.rpartition(" ")[2] if is_link else act.label
            button = Button(label, act.kind, icon="" if is_link else act.icon)
            button.setAccessibleName(act.label)
            button.clicked.connect(partial(self._do_now, act.do))
            self._acts.append(button)
            flow.addWidget(button)
        card.body.addWidget(place)

    def _do_now(self, do: Callable[[int], bool], *_: object) -> None:
        index = self.form.index
        if index is not None and self.place():
            do(index)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        later = Button("Retirer le sujet", Kind.GHOST, icon="trash-2")
        later.clicked.connect(self._drop)
        onwards = Button("Sujet suivant", Kind.PRIMARY, icon="arrow-right", key="Ctrl+Entrée")
        onwards.clicked.connect(self.go_on)
        if self.form.index is not None and self.form.record.reason is AgendaReason.FREE:
            line.addWidget(later)
        line.addStretch(1)
        line.addWidget(onwards)
        return line

    def _drop(self) -> None:
        """Take a free point out; one that the register proposed stays, with the reason why it was taken off."""
        index = self.form.index
        if index is not None:
            self.form.remove(index)
            self.form.clear()
            self.show_rows()
            self.changed.emit()

    def _take_typed(self, name: str) -> None:
        if name in WHYS:
            self._show_whys()
        self.typed.emit()

    def _show_whys(self) -> None:
        """One more « pourquoi » than were answered: five at most."""
        point = self.form.record
        answered = next((place for place, why in enumerate(WHYS) if not getattr(point, why)), len(WHYS))
        for place, why in enumerate(WHYS):
            is_shown = place <= max(answered, _FEWEST_WHYS - 1) or bool(getattr(point, why))
            self._fields.editors[why].field.setVisible(is_shown)


def _by_reason(points: tuple[Point, ...]) -> Iterator[tuple[AgendaReason, list[int]]]:
    for reason in AgendaReason:
        group = [index for index, one in enumerate(points) if (one.reason or AgendaReason.FREE) is reason]
        if group:
            yield reason, group


def _reason_head(reason: AgendaReason) -> Text:
    head = Text(reason.label, Type.STRONG, Tone.TEXT2)
    head.setContentsMargins(0, px(8), 0, px(2))
    return head
