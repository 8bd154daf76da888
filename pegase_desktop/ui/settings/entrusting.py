"""Who takes over the work of one who leaves the team or is away: what stands in that name, and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain.duty import DutyKind, duty_by_day
from pegase_desktop.domain.duty_words import Urgency, due_words
from pegase_desktop.domain.entrusting import Task, in_groups
from pegase_desktop.domain.french import NBSP
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.choices import CheckBox, ChoiceList
from pegase_desktop.ui.widgets.dialogs import Dialog
from pegase_desktop.ui.widgets.field import Field, Hint
from pegase_desktop.ui.widgets.grounds import Bar, Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import Text
from pegase_desktop.ui.widgets.long_column import add_now, cleared

_WIDTH = 720
_LEAST_LIST = 104  # pixels at scale 1: a head and two lines
_ROUND_DIALOG = 48  # pixels of the window that stay in sight around it
_NAME = 22  # letters of a name on the button
_SENTENCE = (
    "Ceci est encore à son nom. Choisissez qui prend la suite : ce que vous décochez reste tel quel, et ce qui est "
    "fait ou signé ne change pas."
)


@dataclass(frozen=True, slots=True)
class Workload:
    """What *giver* is still to see to, and the names of the others in the team."""

    giver: Staff
    tasks: tuple[Task, ...]
    others: tuple[str, ...]


def workload_of(session: Session, giver: Staff) -> Workload:
    """As the register has it now.

    Raises:
        UserError: it cannot be read.
    """
    tasks, team = session.register.entrusting.standing(giver.name), session.register.school.staff()
    now = next(one for one in team if one.id == giver.id)
    return Workload(now, tasks, tuple(one.name for one in team if one.active and one.id != giver.id))


class EntrustDialog(Dialog):
    """What somebody is to see to, all of it ticked, and nobody chosen yet; one who *leaves* may entrust nothing."""

    def __init__(
        self,
        session: Session,
        seen: Workload,
        parent: QWidget | None = None,
        *,
        leaves: bool,
        initiator: object | None = None,
    ) -> None:
        name = seen.giver.name
        title = f"{name} quitte l’équipe" if leaves else f"Confier le travail de {name}"
        super().__init__(parent, title, _SENTENCE, "Confier", safe="Ne rien changer")
        self.setMinimumWidth(px(_WIDTH))
        self._session = session
        self._seen, self._leaves = seen, leaves
        self._initiator = initiator
        self._act = new_act()
        self.successor = ChoiceList(placeholder="Choisir un collègue…", clearable=leaves)
        self.tasks = TaskList()
        self._scroll = ScrollArea(self.tasks)
        self.body.addWidget(Field("Confier à", self.successor, hint=Hint.OPTIONAL if leaves else Hint.REQUIRED))
        self.body.addWidget(_framed(self._scroll))
        self.successor.edited.connect(self._take_choice)
        self.tasks.edited.connect(self._take_choice)
        self._show(seen)
        self.successor.setFocus()

    def accept(self) -> None:
        """Record it; what changed meanwhile is shown as it stands now, to be confirmed again."""
        session, entrusting = self._session, self._session.register.entrusting
        some, to = self.tasks.chosen, self.successor.value() or ""
        recorded = session.do(
            lambda: entrusting.entrust(
                self._seen.giver,
                some if to else (),
                to,
                seen=self._seen.tasks,
                leaves=self._leaves,
                by=session.actor,
                act=self._act,
            ),
            initiator=self._initiator,
        )
        if recorded is None:
            self._read_anew()
        else:
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """As much of the list as the window leaves room for; the rest is scrolled to."""
        width, window = self.minimumWidth(), self.parentWidget()
        room = (window.height() if window else self.screen().size().height()) - px(_ROUND_DIALOG)
        self._scroll.setFixedHeight(0)
        around = self._height_needed(width)
        self._scroll.setFixedHeight(min(self.tasks.sizeHint().height(), max(room - around, px(_LEAST_LIST))))
        super().showEvent(event)

    def _read_anew(self) -> None:
        now = self._session.attempt(lambda: workload_of(self._session, self._seen.giver))
        if now is not None:
            self._show(now)

    def _show(self, seen: Workload) -> None:
        self._seen = seen
        self.successor.set_choices([(name, name) for name in seen.others])
        self.tasks.show_tasks(seen.tasks, self._session.clock())
        self._take_choice()

    def _take_choice(self) -> None:
        """The button says what it does, and to whom; Enter gives the safe answer until somebody was chosen."""
        to: str = self.successor.value() or ""
        self.tasks.keep_from(to)
        is_entrusted = bool(to and self.tasks.chosen)
        self.go.setText(typeset(_verb(to if is_entrusted else "", leaves=self._leaves)))
        self.go.updateGeometry()
        self.go.setEnabled(is_entrusted or self._leaves)
        self._lead_to(self.go if is_entrusted else self.give_up)


def _verb(to: str, *, leaves: bool) -> str:
    name = shortened(to, _NAME)
    if leaves:
        return f"Noter le départ et confier à {name}" if to else "Noter le départ sans rien confier"
    return f"Confier à {name}" if to else "Confier"


def _framed(inside: QWidget) -> Ground:
    frame = Ground(Tone.SURFACE, Edge.LEFT | Edge.TOP | Edge.RIGHT | Edge.BOTTOM)
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(inside)
    return frame


class TaskList(QWidget):
    """Tasks in groups, each with a box to tick; the box of a group ticks all of it. ``edited`` when a person did."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[_Group] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def chosen(self) -> list[Task]:
        """Those that are ticked."""
        return [line.task for line in self._lines() if line.box.isChecked()]

    def show_tasks(self, tasks: Sequence[Task], now: datetime) -> None:
        """Show these; one that was shown before and not wanted stays so."""
        unwanted = {_place(line.task) for line in self._lines() if not line.is_wanted}
        cleared(self._column)
        self._groups = []
        for title, group in in_groups(tasks).items():
            lines = [_Line(one, now, is_wanted=_place(one) not in unwanted) for one in group]
            shown = _Group(title, lines, is_first=not self._groups)
            shown.edited.connect(self.edited)
            self._groups.append(shown)
            add_now(self._column, shown)
        self._column.addStretch(1)

    def keep_from(self, name: str) -> None:
        """What is never entrusted to *name* is neither ticked nor to be ticked."""
        for group in self._groups:
            group.keep_from(name)

    def _lines(self) -> Iterator[_Line]:
        return (line for group in self._groups for line in group.lines)


def _place(task: Task) -> tuple[object, ...]:
    return task.record, task.fact, task.row, task.part


class _Group(QWidget):
    """« Actions à terminer  2 sur 3 » over its lines."""

    edited = Signal()

    def __init__(self, title: str, lines: list[_Line], *, is_first: bool) -> None:
        super().__init__()
        self.lines = lines
        self._title = title
        self._all = CheckBox(title)
        self._all.edited.connect(self._tick_all)
        self._count = Text("", Type.MEDIUM, Tone.TEXT2)
        head = Bar(Size.GROUP_ROW, Tone.SUNKEN, Edge.BOTTOM if is_first else Edge.TOP | Edge.BOTTOM)
        line = QHBoxLayout(head)
        line.setContentsMargins(px(12), 0, px(12), 1)
        line.addWidget(self._all)
        line.addWidget(self._count)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addSpacing(px(4))
        for one in lines:
            column.addWidget(one)
            one.edited.connect(self._take)
        column.addSpacing(px(4))
        self._say()

    def keep_from(self, name: str) -> None:
        for line in self.lines:
            line.keep_from(name)
        self._say()

    def _tick_all(self) -> None:
        for line in self.lines:
            line.want(self._all.value())
        self._take()

    def _take(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        ticked, free = sum(one.box.isChecked() for one in self.lines), [one for one in self.lines if not one.is_kept]
        count = str(ticked) if ticked == len(self.lines) else f"{ticked} sur {len(self.lines)}"
        self._count.setText(count)
        self._all.set_value(bool(free) and ticked == len(free))
        self._all.setEnabled(bool(free))
        self._all.setAccessibleName(f"{self._title}, {count}")


class _Line(QWidget):
    """« R-2026-0024 · Appeler l’élève », and by when; ``is_kept`` from whoever was chosen."""

    edited = Signal()

    def __init__(self, task: Task, now: datetime, *, is_wanted: bool) -> None:
        super().__init__()
        self.task = task
        self.is_wanted, self.is_kept = is_wanted, False
        due = due_words(duty_by_day(DutyKind.ACT, task.due, ""), now)
        self._said, self._tone = due.first, Tone.DANGER if due.urgency is Urgency.LATE else Tone.TEXT2
        self.box = CheckBox(f"{task.reference}{NBSP}· {typeset(task.what)}")
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setAccessibleDescription(task.charge.title)
        self.box.edited.connect(self._take)
        self._due = Text("", Type.SMALL)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(36), px(1), px(12), px(1))
        line.setSpacing(px(12))
        line.addWidget(self.box, 1)
        line.addWidget(self._due, 0, Qt.AlignmentFlag.AlignRight)
        self._say()

    def want(self, is_wanted: bool) -> None:
        self.is_wanted = is_wanted
        self._say()

    def keep_from(self, name: str) -> None:
        self.is_kept = bool(name) and not self.task.may_be_of(name)
        self._say()

    def _take(self) -> None:
        self.want(self.box.value())
        self.edited.emit()

    def _say(self) -> None:
        said = "À confier à quelqu’un d’autre" if self.is_kept else self._said
        self.box.set_value(self.is_wanted and not self.is_kept)
        self.box.setEnabled(not self.is_kept)
        self.box.setAccessibleName(f"{self.box.text()}, {said}")
        self._due.setText(typeset(said))
        self._due.set_tone(Tone.TEXT2 if self.is_kept else self._tone)
