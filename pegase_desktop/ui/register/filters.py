"""The line of filters above the table: chips with their counts, state, service and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QWidget

from pegase_desktop.domain.views import Chip, Counts
from pegase_desktop.ui.look.plain_words import plain_action
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.register.period import Period
from pegase_desktop.ui.widgets.chips import Chip as ChipButton
from pegase_desktop.ui.widgets.chips import MenuChip
from pegase_desktop.ui.widgets.grounds import FlowLayout

_ICONS = {
    Chip.ALL: ("list", Tone.TEXT2),
    Chip.LATE: ("circle-alert", Tone.DANGER),
    Chip.ACK_TO_SEND: ("mail-check", Tone.TEXT2),
    Chip.MINE: ("user", Tone.TEXT2),
}
_BUTTONS = (Chip.ALL, Chip.LATE, Chip.ACK_TO_SEND, Chip.MINE)
_STATES = (Chip.OPEN, Chip.CLOSED, Chip.CANCELLED)
_ANY_SERVICE = "Tous les services"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person filters by, besides the words searched."""

    chip: Chip = Chip.ALL
    service: str = ""
    period: Period = Period.ALWAYS


class FilterBar(QWidget):
    """Shows and changes :class:`Filters`; ``changed`` is the person's doing."""

    changed = Signal(Filters)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = Filters()
        self._services: Sequence[str] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # the filters decide what is checked, not the click
        self._group.idClicked.connect(self._press)
        self._buttons = {chip: self._button(chip) for chip in _BUTTONS}
        self._states, self._service_names, self._periods = QMenu(self), QMenu(self), QMenu(self)
        self._state = MenuChip("État", self._states)
        self._service = MenuChip("Service", self._service_names)
        self._period = MenuChip("Période", self._periods)
        for menu, fill in (
            (self._states, self._fill_states),
            (self._service_names, self._fill_services),
            (self._periods, self._fill_periods),
        ):
            menu.aboutToShow.connect(fill)
            menu.triggered.connect(self._pick)
        chips = QWidget()  # in a narrow window they take two lines
        flow = FlowLayout(chips, spacing=6)
        for button in (*self._buttons.values(), self._state):
            flow.addWidget(button)
        flow.go_right()
        for button in (self._service, self._period):
            flow.addWidget(button)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 9, 14, 9)
        line.addWidget(chips)
        self.show_filters(self.filters)

    def show_filters(self, filters: Filters) -> None:
        """Show what is filtered by, without telling."""
        self.filters = filters
        for chip, button in self._buttons.items():
            button.setChecked(chip is filters.chip)
        self._state.show_choice(filters.chip.label if filters.chip in _STATES else "")
        self._service.show_choice(filters.service)
        self._period.show_choice("" if filters.period is Period.ALWAYS else filters.period.label)

    def show_counts(self, counts: Counts) -> None:
        """The numbers of the chips."""
        for chip, number in (
            (Chip.ALL, counts.total),
            (Chip.LATE, counts.late),
            (Chip.ACK_TO_SEND, counts.ack_to_send),
            (Chip.MINE, counts.mine),
        ):
            self._buttons[chip].set_count(number)

    def show_services(self, services: Sequence[str]) -> None:
        """The services that can be chosen."""
        self._services = services

    def _button(self, chip: Chip) -> ChipButton:
        icon, tone = _ICONS[chip]
        button = ChipButton(chip.label, icon, tone)
        self._group.addButton(button, list(Chip).index(chip))
        return button

    def _press(self, number: int) -> None:
        self.choose(replace(self.filters, chip=list(Chip)[number]))

    def _pick(self, action: QAction) -> None:
        self.choose(action.data())

    def _fill_states(self) -> None:
        self._fill(self._states, [(chip.label, replace(self.filters, chip=chip)) for chip in _STATES])

    def _fill_services(self) -> None:
        offered = [(_ANY_SERVICE, replace(self.filters, service=""))]
        offered += [(service, replace(self.filters, service=service)) for service in self._services]
        self._fill(self._service_names, offered)

    def _fill_periods(self) -> None:
        self._fill(self._periods, [(period.label, replace(self.filters, period=period)) for period in Period])

    def _fill(self, menu: QMenu, offered: Sequence[tuple[str, Filters]]) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for label, filters in offered:
            action = plain_action(label, menu)
            action.setCheckable(True)
            action.setChecked(filters == self.filters)
            action.setData(filters)
            group.addAction(action)
            menu.addAction(action)

    def choose(self, filters: Filters) -> None:
        """Filter by these, as if the person had."""
        self.show_filters(filters)
        self.changed.emit(filters)
