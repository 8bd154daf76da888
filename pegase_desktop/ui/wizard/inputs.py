"""The input of each kind of fact, from the kit; and the few that only the wizard needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pegase_desktop.domain.facts import Fact, FactKind
from pegase_desktop.domain.french import day
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typed_facts import BETWEEN_DAY_AND_HOUR
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.widgets.buttons import IconButton, Kind
from pegase_desktop.ui.widgets.choices import CheckBox, ChoiceList, SuggestionField
from pegase_desktop.ui.widgets.grounds import FlowLayout
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField
from pegase_desktop.ui.widgets.typed_fields import AmountField, DateField, DateTimeField
from pegase_desktop.ui.wizard.arrangement import text_lines
from pegase_desktop.ui.wizard.lists import Lists, with_value

MOST_SEGMENTS = 4
# The flags that are ticked rather than answered by yes or no.
_TICKED = frozenset({"anonymous"})
# The menus in which something else may be typed.
_OPEN_MENUS = frozenset({"training"})
Wording = Callable[[str], str]


class MomentField(DateTimeField):
    """A day and an hour, with a button for « now »."""

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__(today=self._today, tall=True)
        now = IconButton("clock", "Maintenant", kind=Kind.SECONDARY)
        now.clicked.connect(self._take_now)
        line = self.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(2, now)

    def text(self) -> str:
        """What is typed, as one text; empty when both parts are."""
        parts = (self.date.text().strip(), self.time.text().strip())
        return BETWEEN_DAY_AND_HOUR.join(parts) if any(parts) else ""

    def set_text(self, text: str) -> None:
        """Fill, in silence."""
        day_text, _, hour_text = text.partition(BETWEEN_DAY_AND_HOUR)
        self.date.setText(day_text)
        self.time.setText(hour_text)

    def _today(self) -> date:
        return local(self._session.clock()).date()

    def _take_now(self) -> None:
        now = local(self._session.clock())
        self.set_text(f"{day(now.date())}{BETWEEN_DAY_AND_HOUR}{now:%H:%M}")
        self.edited.emit()
        self.left.emit()


class PeopleField(QWidget):
    """Several members of staff, each ticked."""

    edited = Signal()
    left = Signal()

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._boxes = {name: CheckBox(name) for name in names}
        flow = FlowLayout(self, spacing=18, line_spacing=2)
        for box in self._boxes.values():
            flow.addWidget(box)
            box.edited.connect(self.edited)
            box.left.connect(self.left)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> tuple[str, ...]:
        """The names ticked, in the order of the team."""
        return tuple(name for name, box in self._boxes.items() if box.value())

    def set_value(self, value: tuple[str, ...]) -> None:
        """Fill, in silence."""
        for name, box in self._boxes.items():
            box.set_value(name in value)

    def set_edge(self, edge: str) -> None:
        """« danger », « warning » or nothing."""
        for box in self._boxes.values():
            box.set_edge(edge)


def make_input(declared: Fact, session: Session, lists: Lists, current: object, wording: Wording) -> QWidget:  # noqa: C901  one case a kind
    """The input that a fact is typed with; *current* is its value, which a list always offers."""
    match declared.kind:
        case FactKind.CHOICE:
            return _choice(declared, wording)
        case FactKind.FLAG:
            return _flag(declared)
        case FactKind.MARK:
            return SegmentedRadio([(mark, str(mark)) for mark in range(1, 6)], clearable=True, tall=True)
        case FactKind.MENU | FactKind.STAFF:
            return _menu(declared, lists, str(current or ""))
        case FactKind.STAFF_LIST:
            return PeopleField(_team(lists, current))
        case FactKind.DAY:
            return DateField(today=_today_of(session), tall=True)
        case FactKind.MOMENT:
            return MomentField(session)
        case FactKind.MONEY:
            return AmountField(tall=True)
        case FactKind.LINE | FactKind.TEXT | FactKind.PHONE | FactKind.EMAIL:
            return _words(declared, wording(declared.hint))
        case FactKind.NUMBER | FactKind.FACTS | FactKind.ROWS:
            raise TypeError(f"{declared.name} is not typed into one field")


def _words(declared: Fact, hint: str) -> QWidget:
    if declared.kind is FactKind.TEXT:
        return TextArea(hint, lines=text_lines(declared.name))
    return TextField(hint, tall=True)


def _flag(declared: Fact) -> QWidget:
    if declared.name in _TICKED:
        return CheckBox(declared.label)
    return SegmentedRadio(((True, "Oui"), (False, "Non")), clearable=True, tall=True)


def _choice(declared: Fact, wording: Wording) -> QWidget:
    choices = [(one, wording(one.label)) for one in declared.choices]
    if len(choices) <= MOST_SEGMENTS:
        return SegmentedRadio(choices, clearable=True, tall=True)
    return ChoiceList(choices, clearable=True, tall=True)


def _menu(declared: Fact, lists: Lists, current: str) -> QWidget:
    names = lists.menus[declared.menu] if declared.menu else lists.staff
    if declared.name in _OPEN_MENUS:
        return SuggestionField(names, tall=True)
    return ChoiceList([(name, name) for name in with_value(names, current)], clearable=True, tall=True)


def _team(lists: Lists, current: object) -> tuple[str, ...]:
    names = lists.staff
    for name in current if isinstance(current, tuple) else ():
        names = with_value(names, name)
    return names


def _today_of(session: Session) -> Callable[[], date]:
    def today() -> date:
        return local(session.clock()).date()

    return today


def is_short(declared: Fact, widget: QWidget) -> bool:
    """Whether the input keeps its own width at the left of its line."""
    if isinstance(widget, TextArea | PeopleField | SuggestionField):
        return False
    return not isinstance(widget, TextField) or isinstance(widget, DateField | AmountField)


def focus_first(widget: QWidget) -> None:
    """Give *widget* the keyboard, with its ring."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
