"""The contacts with the client: the newest in the panel, all of them with their words in a window."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.contacts import Contact, ContactKind, contacts
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import Medium
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Edge, Ground, Hairline, ScrollArea
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Paragraph, SectionLabel, Text
from pegase_desktop.ui.widgets.long_column import LongColumn

_SHOWN = 4
_HEIGHT, _DISC, _ICON = 26, 20, 12
_ICONS = {
    ContactKind.RECEPTION: "inbox",
    ContactKind.LETTER: "send",
    ContactKind.COMMITMENT: "calendar-clock",
    ContactKind.ANSWER: "message-square",
    ContactKind.FEEDBACK: "star",
    ContactKind.CALL: "phone",
    ContactKind.CALL_REACHED: "phone-call",
    ContactKind.CALL_MISSED: "phone-missed",
    ContactKind.EXCHANGE: "mail",
}
_MEDIUM_ICONS = {Medium.PHONE: "phone", Medium.IN_PERSON: "store", Medium.WEBSITE: "globe", Medium.LETTER: "mail-open"}


class ContactList(QWidget):
    """« Échanges »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._complaint = Complaint()
        self._contacts: tuple[Contact, ...] = ()
        self._all = Button("", Kind.LINK)
        self._all.clicked.connect(self._show_all)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(SectionLabel("Échanges"))
        head.addStretch(1)
        head.addWidget(self._all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(2)
        self.lines = tuple(ContactLine() for _ in range(_SHOWN))
        for line in self.lines:
            column.addWidget(line)

    def show_case(self, complaint: Complaint, now: datetime) -> None:
        """Show the newest contacts of this complaint."""
        self._complaint = complaint
        self._contacts = contacts(complaint)
        for number, line in enumerate(self.lines):
            has_one = number < len(self._contacts)
            line.setVisible(has_one)
            if has_one:
                line.show_contact(self._contacts[number], now)
        self._all.setText(f"Tout voir ({len(self._contacts)})")
        self._all.setVisible(bool(self._contacts))
        self._all.updateGeometry()

    def _show_all(self) -> None:
        dialog = ContactsDialog(self._complaint, self._contacts, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class ContactLine(QWidget):
    """One contact on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._title, self._when = "mail", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_contact(self, contact: Contact, now: datetime) -> None:
        """Show another contact; its words are in the tip."""
        self._icon, self._title, self._when = icon_of(contact), contact.title, short_moment(contact.at, now)
        self.setAccessibleName(f"{contact.title}, {self._when}")
        set_tip(self, contact.text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), tokens()
        side, icon = px(_DISC), px(_ICON)
        disc = QRectF(0, (self.height() - side) / 2, side, side)
        painting.frame(painter, disc, side / 2, colours.sunken, colours.border)
        corner = (side - icon) / 2
        paint_icon(painter, self._icon, colours.text2, corner, disc.y() + corner, icon)
        face = font(Type.SMALL)
        room = painting.text_width(self._when, face) + 2
        start = side + px(9)
        words = QRectF(start, 0, self.width() - start - room - px(8), self.height())
        painting.text(painter, words, self._title, font(Type.BODY), colours.text)
        date = QRectF(self.width() - room, 0, room, self.height())
        painting.text(painter, date, self._when, face, colours.text2, Qt.AlignmentFlag.AlignRight)


class ContactsDialog(QDialog):
    """Every contact with all its words, the newest first."""

    def __init__(self, complaint: Complaint, shown: tuple[Contact, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Échanges · {complaint.reference}")
        self.resize(px(620), px(620))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(px(24), px(8), px(24), px(16))
        contacts = LongColumn(spacing=px(10))
        contacts.show_made_by([partial(_Whole, contact, is_first=not number) for number, contact in enumerate(shown)])
        column.addWidget(contacts)
        column.addStretch(1)
        head = Ground(Tone.SURFACE, Edge.BOTTOM)
        title = QVBoxLayout(head)
        title.setContentsMargins(px(24), px(14), px(24), px(14))
        title.addWidget(Elided(f"Échanges avec {complaint.complainant or 'le client'}", Type.CARD_TITLE))
        title.addWidget(Text(french.count(len(shown), "échange"), Type.SMALL, Tone.TEXT2))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(ScrollArea(content), 1)


def icon_of(contact: Contact) -> str:
    """The icon of what it was; that of its medium, where an exchange has one."""
    own = _ICONS[contact.kind]
    return _MEDIUM_ICONS.get(contact.medium, own) if contact.medium else own


class _Whole(QWidget):
    """A contact with all its words, under a line that parts it from the one before."""

    def __init__(self, contact: Contact, *, is_first: bool) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(IconLabel(icon_of(contact), Tone.TEXT2, 16))
        head.addWidget(Text(contact.title, Type.STRONG))
        head.addStretch(1)
        by = f"par {contact.by}, " if contact.by else ""
        head.addWidget(Elided(f"{by}{french.moment(contact.at)}", Type.SMALL, Tone.TEXT2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        if not is_first:
            column.addWidget(Hairline())
            column.addSpacing(px(6))
        column.addLayout(head)
        if contact.text:
            column.addWidget(Paragraph(contact.text, selectable=True))


def short_moment(moment: datetime, now: datetime) -> str:
    """« hier à 17:30 », « 18/11 à 09:12 », « 18/11/2025 »."""
    day, today = local(moment).date(), local(now).date()
    return french.near_moment(moment, now) if day.year == today.year else french.day(day)
