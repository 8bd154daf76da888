"""The head of the panel: number, priority, object, who complains and how to reach them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.naming import status_label
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.priority import priority
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.sensitivity import SENSITIVE_TITLE, is_sensitive
from pegase_desktop.domain.text import shortened
from pegase_desktop.domain.words import Kind, Priority, Status
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, IconButton
from pegase_desktop.ui.widgets.buttons import Kind as ButtonKind
from pegase_desktop.ui.widgets.grounds import Edge, FlowLayout, Ground
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Paragraph, Tag, Text
from pegase_desktop.ui.widgets.marks import PriorityMark

_LONGEST_TITLE = 110  # letters: three lines of the narrow panel
_TAGS = {Status.CLOSED: ("circle-check", Tone.SUCCESS), Status.CANCELLED: ("ban", Tone.TEXT2)}


class CaseHead(Ground):
    """Says at a glance which case this is."""

    closed = Signal()
    noting = Signal()  # a call, or another contact

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edges=Edge.BOTTOM, parent=parent)
        self._reference = Text("", Type.BODY, Tone.TEXT2)
        self._reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mark, self._priority = PriorityMark(), Text("", Type.BODY)
        self._status = Tag()
        self._nature = Text("", Type.SMALL_MEDIUM, Tone.TEXT2)
        self._title = Paragraph("", Type.DETAIL_TITLE)
        self._name, self._quality = Elided("", Type.STRONG), Elided("", Type.BODY, Tone.TEXT2)
        self._quality.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # gives way before the name
        self._about = Elided("", Type.BODY, Tone.TEXT2)
        self._phone, self._email = _Reach("phone", "Téléphone"), _Reach("mail", "E-mail")
        self.note = Button("Noter un appel", ButtonKind.LINK, icon="plus")
        self.note.setAccessibleName("Noter un appel, ou un autre échange")
        set_tip(self.note, "Un appel, une visite ou un message (Ctrl+T)")
        self.note.clicked.connect(self.noting)
        self._lay_out()

    def show_case(self, complaint: Complaint) -> None:
        """Show another case."""
        self._reference.setText(complaint.reference)
        self._show_nature(complaint)
        self._show_priority(priority(complaint), is_assessed=Page.ASSESSMENT in path_of(complaint).pages)
        icon, tone = _TAGS.get(complaint.status, ("", Tone.TEXT2))
        self._status.set_state(status_label(complaint.status, complaint.kind), icon, tone)
        self._status.setVisible(complaint.status is not Status.OPEN)
        title = complaint.title or "Sans objet pour l’instant"
        self._title.set_words(shortened(title, _LONGEST_TITLE))
        set_tip(self._title, "" if len(title) <= _LONGEST_TITLE else title)
        self._name.setText(complaint.complainant)
        self._name.setVisible(bool(complaint.complainant))
        self._quality.setText(complaint.complainant_quality.label if complaint.complainant_quality else "")
        self._quality.setVisible(complaint.complainant_quality is not None)
        about = _about(complaint)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._phone.show_value(complaint.phone)
        self._email.show_value(complaint.email)

    def _show_nature(self, complaint: Complaint) -> None:
        """Of what is no complaint, or not for everybody's eyes: most of the register needs no word for it."""
        kind = complaint.kind
        parts = [kind.label] if kind not in (None, Kind.COMPLAINT) else []
        if is_sensitive(complaint):
            parts.append(SENSITIVE_TITLE)
        self._nature.setText(" · ".join(parts))
        self._nature.setVisible(bool(parts))

    def _show_priority(self, level: Priority | None, *, is_assessed: bool) -> None:
        self._mark.setVisible(level is not None)
        self._priority.setVisible(level is not None or is_assessed)
        self._priority.setText(level.label if level else "À évaluer")
        if level:
            self._mark.set_level(level.rank)
        self._priority.set_tone(
            Tone.DANGER if level is Priority.URGENT else Tone.TEXT if level is not None else Tone.TEXT2
        )

    def _lay_out(self) -> None:
        close = IconButton("x", "Fermer le panneau", key="Échap")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setContentsMargins(20, 8, 12, 0)  # the cross stands over the right margin, its ground lies in it
        top.setSpacing(6)
        top.addWidget(self._reference)
        top.addSpacing(4)
        for part in (self._mark, self._priority, self._status):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(close)
        who = QHBoxLayout()
        who.setSpacing(8)
        who.addWidget(self._name)
        who.addWidget(self._quality, 1)
        reached = QWidget()
        flow = FlowLayout(reached, spacing=16, line_spacing=2)
        flow.addWidget(self._phone)
        flow.addWidget(self._email)
        flow.addWidget(self.note)
        words = QVBoxLayout()
        words.setContentsMargins(20, 0, 20, 12)
        words.setSpacing(2)
        words.addWidget(self._nature)
        words.addWidget(self._title)
        words.addSpacing(2)
        words.addLayout(who)
        words.addWidget(self._about)
        words.addWidget(reached)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(words)


class _Reach(QWidget):
    """A way to reach the client, that can be selected and copied."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._value = Elided()
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name = name
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel(icon, Tone.TEXT2, 14))
        line.addWidget(self._value)

    def show_value(self, value: str) -> None:
        self._value.setText(value)
        self._value.setAccessibleName(f"{self._name} : {value}")
        self.setVisible(bool(value))


def _about(complaint: Complaint) -> str:
    """« Pour Kevin Lopes · Facturation · Permis B »: the student first, when somebody else complains."""
    is_other = complaint.student and complaint.student != complaint.complainant_name
    student = f"Pour {complaint.student}" if is_other else ""
    return " · ".join(part for part in (student, complaint.service, complaint.training) if part)
