"""Above the table: chips with their counts, the state, the dialog of all other filters, and which of them are on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QButtonGroup, QMenu, QVBoxLayout, QWidget

from pegase_desktop.domain.filters import NARROWING, Filters, chosen
from pegase_desktop.domain.views import Chip, Counts
from pegase_desktop.ui.look.plain_words import plain_action
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.chips import Chip as ChipButton
from pegase_desktop.ui.widgets.chips import ChosenChip, DialogChip, MenuChip
from pegase_desktop.ui.widgets.grounds import FlowLayout

_ICONS = {
    Chip.ALL: ("list", Tone.TEXT2),
    Chip.LATE: ("circle-alert", Tone.DANGER),
    Chip.ACK_TO_SEND: ("mail-check", Tone.TEXT2),
    Chip.MINE: ("user", Tone.TEXT2),
}
_BUTTONS = (Chip.ALL, Chip.LATE, Chip.ACK_TO_SEND, Chip.MINE)
_STATES = (Chip.OPEN, Chip.CLOSED, Chip.CANCELLED)


class FilterBar(QWidget):
    """Shows and changes :class:`Filters`; ``changed`` is the person's doing, ``more_wanted`` asks for the dialog."""

    changed = Signal(Filters)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = Filters()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # the filters decide what is checked, not the click
        self._group.idClicked.connect(self._press)
        self._buttons = {chip: self._button(chip) for chip in _BUTTONS}
        self._states = QMenu(self)
        self._state = MenuChip("État", self._states)
        self._states.aboutToShow.connect(self._fill_states)
        self._states.triggered.connect(self._pick)
        self.more = DialogChip("Filtres", "list-filter")
        self.more.clicked.connect(self.more_wanted)
        self.chosen = _ChosenLine()
        self.chosen.removed.connect(self._remove)
        self.chosen.clear.clicked.connect(self._clear)
        chips = QWidget()  # in a narrow window they take two lines
        flow = FlowLayout(chips, spacing=6)
        for button in (*self._buttons.values(), self._state):
            flow.addWidget(button)
        flow.go_right()
        flow.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 9, 14, 9)
        column.setSpacing(8)
        column.addWidget(chips)
        column.addWidget(self.chosen)
        self.show_filters(self.filters)

    def show_filters(self, filters: Filters) -> None:
        """Show what is filtered by, without telling."""
        self.filters = filters
        for chip, button in self._buttons.items():
            button.setChecked(chip is filters.chip)
        self._state.show_choice(filters.chip.label if filters.chip in _STATES else "")
        self.more.show_chosen(len(chosen(filters)))
        had_keyboard = self.chosen.isAncestorOf(QApplication.focusWidget() or self)
        self.chosen.show_filters(filters)
        if had_keyboard:
            (self.chosen.first or self.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_counts(self, counts: Counts) -> None:
        """The numbers of the chips."""
        for chip, number in (
            (Chip.ALL, counts.total),
            (Chip.LATE, counts.late),
            (Chip.ACK_TO_SEND, counts.ack_to_send),
            (Chip.MINE, counts.mine),
        ):
            self._buttons[chip].set_count(number)

    def choose(self, filters: Filters) -> None:
        """Filter by these, as if the person had."""
        self.show_filters(filters)
        self.changed.emit(filters)

    def _button(self, chip: Chip) -> ChipButton:
        icon, tone = _ICONS[chip]
        button = ChipButton(chip.label, icon, tone)
        self._group.addButton(button, list(Chip).index(chip))
        return button

    def _press(self, number: int) -> None:
        self.choose(replace(self.filters, chip=list(Chip)[number]))

    def _pick(self, action: QAction) -> None:
        self.choose(replace(self.filters, chip=Chip(action.data())))

    def _remove(self, name: str) -> None:
        self.choose(self.filters.without(name))

    def _clear(self) -> None:
        self.choose(Filters(self.filters.chip))

    def _fill_states(self) -> None:
        self._states.clear()
        group = QActionGroup(self._states)
        for chip in _STATES:
            action = plain_action(chip.label, self._states)
            action.setCheckable(True)
            action.setChecked(chip is self.filters.chip)
            action.setData(chip)
            group.addAction(action)
            self._states.addAction(action)


class _Clear(Button):
    """As high as the chips that it stands beside."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(Size.CHIP))


class _ChosenLine(QWidget):
    """The filters that are on, each to be taken away, and all of them; hidden while there is none."""

    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips = {one.name: ChosenChip() for one in NARROWING}
        self.clear = _Clear("Effacer les filtres", Kind.LINK)
        flow = FlowLayout(self, spacing=6)
        for name, chip in self.chips.items():
            chip.clicked.connect(partial(self.removed.emit, name))
            flow.addWidget(chip)
        flow.addWidget(self.clear)
        self.setAccessibleName("Filtres actifs")

    @property
    def first(self) -> ChosenChip | None:
        """The first of them."""
        return next((one for one in self.chips.values() if not one.isHidden()), None)

    def show_filters(self, filters: Filters) -> None:
        """Show these."""
        words = chosen(filters)
        for name, chip in self.chips.items():
            chip.show_words(words.get(name, ""))
        self.setVisible(bool(words))
