"""What a page shows of the case besides its fields: the client's words, the priority, similar cases, what follows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.priority import RULE, priority
from pegase_desktop.domain.rows import Link
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.views import Similar
from pegase_desktop.domain.words import Channel, Priority
from pegase_desktop.ui.forms.row_card import RowCard
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import IconLabel, Paragraph, Text
from pegase_desktop.ui.widgets.long_column import add_now, cleared
from pegase_desktop.ui.widgets.marks import PriorityMark
from pegase_desktop.ui.wizard.passage import Passage

_CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.LETTER: "mail",
    Channel.WEBSITE: "globe",
    Channel.SURVEY: "clipboard-list",
    Channel.PHONE: "phone",
    Channel.IN_PERSON: "store",
}
_LONGEST_QUOTE = 600


class QuoteCard(Card):
    """The client's own words and what they would like. ``opened`` asks for the page that holds them whole."""

    opened = Signal()

    def __init__(self, passage: Passage) -> None:
        super().__init__(Tone.SUNKEN, padding=14)
        complaint = passage.flow.complaint
        head = QHBoxLayout()
        head.setSpacing(7)
        icon = _CHANNEL_ICONS[complaint.channel] if complaint.channel else "message-square"
        head.addWidget(IconLabel(icon, Tone.TEXT2, 15))
        verb = "a écrit" if complaint.in_writing else "a dit"
        when = f", le {french.moment(complaint.received_at)}" if complaint.received_at else ""
        head.addWidget(Text(passage.said(f"Ce que le client {verb}{when}"), Type.SMALL_MEDIUM, Tone.TEXT2))
        head.addStretch(1)
        whole = Button("Verbatim et pièces jointes", Kind.LINK)
        whole.clicked.connect(self.opened)
        head.addWidget(whole)
        self.body.addLayout(head)
        words = complaint.verbatim or "Rien n’est encore noté."
        shown = shortened(words, _LONGEST_QUOTE)
        self.body.addWidget(Paragraph(f"«\u00a0{shown}\u00a0»" if complaint.verbatim else shown, selectable=True))
        if complaint.remedy_sought:
            wish = Paragraph(selectable=True)
            wish.set_words(complaint.remedy_sought, lead="Solution souhaitée\u00a0:")
            self.body.addSpacing(4)
            self.body.addWidget(wish)


class PriorityCard(Card):
    """The priority that follows from the three criteria, and the rule it follows."""

    def __init__(self, passage: Passage) -> None:
        super().__init__(Tone.SUNKEN, padding=14)
        self._passage = passage
        line = QHBoxLayout()
        line.setSpacing(8)
        self._mark = PriorityMark()
        self._words = Text("", Type.STRONG)
        line.addWidget(self._mark)
        line.addWidget(self._words)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(Paragraph(RULE, Type.SMALL, Tone.TEXT2))
        self.refresh()

    def refresh(self) -> None:
        """Work it out again."""
        found = priority(self._passage.flow.complaint)
        self._mark.setVisible(found is not None)
        if found is None:
            words = "Priorité : choisissez les trois critères"
        else:
            self._mark.set_level(found.rank)
            words = f"Priorité {found.label.lower()}"
        self._words.setText(self._passage.said(words))
        self._words.set_tone(Tone.DANGER if found is Priority.URGENT else Tone.TEXT if found else Tone.TEXT2)


class NatureCard(Card):
    """The nature of a registered case, on which its pages depend. ``wanted`` when it is to become another one."""

    wanted = Signal()

    def __init__(self, passage: Passage) -> None:
        super().__init__(Tone.SUNKEN, padding=14)
        flow = passage.flow
        words = Paragraph("")
        words.set_words(flow.path.named, lead="Nature\u00a0:")
        words.centre()
        turn = Button("Changer de nature…")
        turn.clicked.connect(self.wanted)
        if not flow.recorded.is_open:
            turn.hide()
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(words, 1)
        line.addWidget(turn)
        self.body.addLayout(line)


class ImprovementCard(Card):
    """Leads from what was learnt to what is changed. ``wanted`` when an improvement is to be decided."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.SUNKEN, padding=14)
        words = Paragraph("Ce qui change pour tous se décide à part, avec un responsable, une échéance et un contrôle.")
        words.centre()
        decide = Button("Décider une amélioration…", icon="trending-up")
        decide.clicked.connect(self.wanted)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(IconLabel("trending-up", Tone.TEXT2, 17), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(words, 1)
        line.addWidget(decide)
        self.body.addLayout(line)


class SimilarSection(QWidget):
    """Past complaints that resemble this one, to be linked and unlinked. ``changed`` when one was."""

    changed = Signal()

    def __init__(self, passage: Passage) -> None:
        super().__init__()
        self._passage = passage
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text("Cas semblables", Type.CARD_TITLE))
        sentence = "Liez ceux qui montrent que le problème revient ; un lien se retire à tout moment."
        column.addWidget(Paragraph(passage.said(sentence), Type.BODY, Tone.TEXT2))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)
        self._show()

    def _show(self) -> None:
        cleared(self._list)
        found = self._passage.session.register.table.similar(self._passage.flow.complaint)
        linked = {one.reference for one in self._passage.flow.value("links")}
        for one in found:
            add_now(self._list, self._card(one, one.reference in linked))
        for reference in sorted(linked - {one.reference for one in found}):
            add_now(self._list, self._linked_card(reference))
        if not self._list.count():
            nothing = Card(Tone.SUNKEN, padding=16)
            nothing.body.addWidget(Paragraph("Aucun cas semblable dans le registre.", Type.BODY, Tone.TEXT2))
            add_now(self._list, nothing)

    def _card(self, one: Similar, is_linked: bool) -> RowCard:
        first = f"{one.reference} · {one.complainant} · {one.subject}"
        received = french.day(local(one.received_at).date())
        second = " · ".join([f"reçue le {received}", one.status.label.lower(), *one.reasons])
        card = RowCard("link" if is_linked else "history", Tone.ACCENT if is_linked else Tone.TEXT2, first, second)
        self._add_button(card, one.reference, is_linked)
        return card

    def _linked_card(self, reference: str) -> RowCard:
        card = RowCard("link", Tone.ACCENT, reference, "Liée")
        self._add_button(card, reference, is_linked=True)
        return card

    def _add_button(self, card: RowCard, reference: str, is_linked: bool) -> None:
        if self._passage.flow.is_locked:
            return
        label = f"Retirer le lien avec {reference}" if is_linked else f"Lier à {reference}"
        button = card.add_button(Button("Délier" if is_linked else "Lier", icon="unlink" if is_linked else "link"))
        button.setAccessibleName(label)
        button.setProperty("reference", reference)
        button.clicked.connect(self._toggle)

    def _toggle(self) -> None:
        reference = self.sender().property("reference")
        links = self._passage.flow.value("links")
        kept = tuple(one for one in links if one.reference != reference)
        after = kept if len(kept) < len(links) else (*links, Link(reference=reference))
        if self._passage.flow.is_registered:
            self._passage.saver.record({"links": after})
        else:
            self._passage.flow.type("links", after)
        self._show()
        self.changed.emit()
