"""The input of each kind of fact, from the kit; and the few that only forms need."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pegase_desktop.domain.facts import Fact, FactKind
from pegase_desktop.domain.french import day
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.typed_facts import BETWEEN_DAY_AND_HOUR
from pegase_desktop.domain.wording import said
from pegase_desktop.ui.forms.context import FormContext
from pegase_desktop.ui.forms.lists import with_value
from pegase_desktop.ui.widgets.buttons import IconButton, Kind
from pegase_desktop.ui.widgets.choices import CheckBox, ChoiceList, SuggestionField
from pegase_desktop.ui.widgets.grounds import FlowLayout
from pegase_desktop.ui.widgets.read_field import ReadField
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField
from pegase_desktop.ui.widgets.typed_fields import AmountField, DateField, DateTimeField


class MomentField(DateTimeField):
    """A day and an hour, with a button for « now » where the form offers it."""

    def __init__(self, context: FormContext) -> None:
        super().__init__(today=context.today, tall=context.look.tall)
        self._clock = context.clock
        if context.look.offers_now:
            now = IconButton("clock", "Maintenant", kind=Kind.SECONDARY)
            now.clicked.connect(self._take_now)
            line = self.layout()
            assert isinstance(line, QHBoxLayout)
            line.insertWidget(2, now)

    def text(self) -> str:
        """What is typed, as one text; empty when both parts are."""
        parts = (self.date.text().strip(), self.time.text().strip())
        return BETWEEN_DAY_AND_HOUR.join(parts) if any(parts) else ""

    def setText(self, text: str) -> None:
        """Fill, in silence."""
        day_text, _, hour_text = text.partition(BETWEEN_DAY_AND_HOUR)
        self.date.setText(day_text)
        self.time.setText(hour_text)

    def _take_now(self) -> None:
        now = local(self._clock())
        self.setText(f"{day(now.date())}{BETWEEN_DAY_AND_HOUR}{now:%H:%M}")
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


def make_input(declared: Fact, context: FormContext, current: object) -> QWidget:  # noqa: C901  one case a kind
    """The input that a fact is typed with; *current* is its value, which a list always offers.

    Raises:
        TypeError: the fact is not typed into one field.
    """
    if context.look.reads or declared.elsewhere:
        return ReadField()
    tall = context.look.tall
    match declared.kind:
        case FactKind.CHOICE:
            return _choice(declared, context)
        case FactKind.FLAG:
            return _flag(declared, tall)
        case FactKind.MARK:
            return SegmentedRadio([(mark, str(mark)) for mark in range(1, 6)], clearable=True, tall=tall)
        case FactKind.MENU | FactKind.STAFF:
            return _menu(declared, context, str(current or ""))
        case FactKind.STAFF_LIST:
            return PeopleField(_team(context, current))
        case FactKind.DAY:
            return DateField(today=context.today, tall=tall)
        case FactKind.MOMENT:
            return MomentField(context)
        case FactKind.MONEY:
            return AmountField(tall=tall)
        case FactKind.TEXT:
            hint = context.wording(declared.hint)
            return TextArea(hint, lines=declared.lines, most_lines=context.look.most_lines)
        case FactKind.LINE | FactKind.PHONE | FactKind.EMAIL:
            return TextField(context.wording(declared.hint), tall=tall)
        case FactKind.NUMBER:
            # Room for a digit too many: a number that is too large is refused, and not cut off.
            return TextField(declared.hint, tall=tall, max_length=len(str(declared.most or 10**9)) + 1)
        case FactKind.FACTS | FactKind.ROWS:
            raise TypeError(f"{declared.name} is not typed into one field")


def in_words(declared: Fact, value: object, context: FormContext) -> str:
    """The value as it is read; a choice is worded as where it is made, and what is not ticked is answered so."""
    words = said(declared, bool(value) if declared.ticked else value)
    return context.wording(words) if declared.kind is FactKind.CHOICE else words


def _flag(declared: Fact, tall: bool) -> QWidget:
    if declared.ticked:
        return CheckBox(declared.label)
    return SegmentedRadio(((True, "Oui"), (False, "Non")), clearable=True, tall=tall)


def _choice(declared: Fact, context: FormContext) -> QWidget:
    choices = [(one, context.wording(one.label)) for one in declared.choices]
    clearable = declared.default is None  # what is never without a value goes from one to another
    if len(choices) <= context.look.most_segments:
        return SegmentedRadio(choices, clearable=clearable, tall=context.look.tall)
    return ChoiceList(choices, clearable=clearable, tall=context.look.tall)


def _menu(declared: Fact, context: FormContext, current: str) -> QWidget:
    names = context.lists.menus[declared.menu] if declared.menu else context.lists.staff
    if declared.free:
        return SuggestionField(names, tall=context.look.tall)
    choices = [(name, name) for name in with_value(names, current)]
    return ChoiceList(choices, clearable=True, tall=context.look.tall)


def _team(context: FormContext, current: object) -> tuple[str, ...]:
    names = context.lists.staff
    for name in current if isinstance(current, tuple) else ():
        names = with_value(names, name)
    return names


def is_short(declared: Fact, widget: QWidget) -> bool:
    """Whether the input keeps its own width at the left of its line."""
    if isinstance(widget, TextArea | PeopleField | SuggestionField):
        return False
    return not isinstance(widget, TextField) or isinstance(widget, DateField | AmountField)


def focus_first(widget: QWidget) -> None:
    """Give *widget* the keyboard, with its ring."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
