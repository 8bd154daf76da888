"""The side of « À faire »: the day's progress, what was done, the coming days."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.agenda import Agenda, ComingDay, Todo, in_a_sentence
from pegase_desktop.domain.journal import Entry, Verb
from pegase_desktop.domain.record import RecordKind, RecordRef
from pegase_desktop.domain.text import initials
from pegase_desktop.ui.case.duty_icons import DUTY_ICONS
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.theme import px, tokens
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.grounds import Edge, Ground, Hairline, ScrollArea
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, SectionLabel, Text

_WIDTH = 300
_DONE_SHOWN = 8
_COMING_SHOWN = 6  # of each day
_DONE = {
    Verb.RECEIVE: "Dossier enregistré",
    Verb.ACKNOWLEDGE: "Accusé de réception noté",
    Verb.RESTATE: "Reformulation et contact notés",
    Verb.ANALYSE: "Cause déterminée",
    Verb.PLAN: "Plan d’action mis à jour",
    Verb.ANSWER: "Réponse notée",
    Verb.INFORM: "Client informé",
    Verb.CONCLUDE: "Conclusion notée",
    Verb.ASK_FEEDBACK: "Avis du client demandé ou noté",
    Verb.SEND: "Courrier envoyé",
    Verb.CLOSE: "Dossier clôturé",
    Verb.ISSUE: "Note remise à l’équipe",
    Verb.READ: "Lecture de la note notée",
}
# What was told of an improvement: the last step of its life among these facts, else that it was decided.
_IMPROVED = {
    "abandoned_on": "Amélioration abandonnée",
    "effect": "Efficacité contrôlée",
    "done_on": "Amélioration mise en place",
}


class Gauge(QWidget):
    """A bar filled in proportion."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setFixedHeight(px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, rect = QPainter(self), tokens(), QRectF(self.rect())
        painting.frame(painter, rect, rect.height() / 2, colours.track, None)
        if self._share:
            rect.setWidth(max(rect.width() * self._share, rect.height()))
            painting.frame(painter, rect, rect.height() / 2, colours.accent, None)


class Side(Ground):
    """Made anew from each agenda."""

    def __init__(self, agenda: Agenda, references: Mapping[RecordRef, str], parent: QWidget | None = None) -> None:
        super().__init__(Tone.SURFACE, Edge.LEFT, parent)
        self.setFixedWidth(px(_WIDTH))
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(px(20), px(18), px(20), px(18))
        self._column.setSpacing(px(8))
        self._progress(len(agenda.done), agenda.count)
        self._done(agenda.done, references)
        self._coming(agenda.coming)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(ScrollArea(content))

    def _progress(self, done: int, left: int) -> None:
        line = QHBoxLayout()
        line.addWidget(Text("Avancement du jour", Type.STRONG), 1)
        line.addWidget(Text(f"{done} sur {done + left}", Type.BODY, Tone.TEXT2))
        self._column.addLayout(line)
        gauge = Gauge(done / (done + left) if done + left else 0.0)
        gauge.setAccessibleName(f"{done} sur {done + left}")
        self._column.addWidget(gauge)

    def _done(self, entries: tuple[Entry, ...], references: Mapping[RecordRef, str]) -> None:
        if not entries:
            return
        self._section("Fait aujourd’hui")
        for entry in entries[:_DONE_SHOWN]:
            self._done_line(entry, references.get(entry.record, ""))

    def _done_line(self, entry: Entry, reference: str) -> None:
        line, words = QHBoxLayout(), QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(_said(entry), Type.BODY))
        words.addWidget(Elided(f"{reference} · {_short(entry.actor)}, {french.hour(entry.at)}", Type.SMALL, Tone.TEXT2))
        line.setSpacing(px(8))
        line.addWidget(IconLabel("circle-check", Tone.SUCCESS, 15))
        line.addLayout(words, 1)
        self._column.addLayout(line)

    def _coming(self, days: tuple[ComingDay, ...]) -> None:
        if not days:
            return
        self._section("Les prochains jours")
        for day in days:
            line = QHBoxLayout()
            name = french.long_day(day.day).split(" ")[0].capitalize()
            line.addWidget(Text(f"{name} {day.day:%d/%m}", Type.STRONG), 1)
            line.addWidget(Text(french.count(len(day.todos), "action"), Type.SMALL, Tone.TEXT2))
            self._column.addLayout(line)
            for todo in day.todos[:_COMING_SHOWN]:
                self._coming_line(todo)
            if len(day.todos) > _COMING_SHOWN:
                more = french.count(len(day.todos) - _COMING_SHOWN, "autre")
                self._column.addWidget(Text(f"et {more}", Type.SMALL, Tone.TEXT2))

    def _coming_line(self, todo: Todo) -> None:
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(IconLabel(DUTY_ICONS[todo.duty.kind], Tone.TEXT2, 14))
        line.addWidget(Elided(in_a_sentence(todo), Type.BODY), 1)
        self._column.addLayout(line)

    def _section(self, words: str) -> None:
        self._column.addSpacing(px(8))
        self._column.addWidget(Hairline())
        self._column.addSpacing(px(4))
        self._column.addWidget(SectionLabel(words))


def _said(entry: Entry) -> str:
    if entry.record.kind is not RecordKind.IMPROVEMENT:
        return _DONE[entry.verb]
    told = {one.fact for one in entry.changes if one.new is not None}
    return next((words for fact, words in _IMPROVED.items() if fact in told), "Amélioration décidée")


def _short(name: str) -> str:
    """« Claire Martin » → « Claire M. »."""
    first, _, last = name.partition(" ")
    return f"{first} {initials(last)[:1]}." if last else first
