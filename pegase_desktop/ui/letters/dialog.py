"""A letter ready to go: its text to look over and change, the way it leaves, then « Envoyé ? »."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pegase_desktop.documents.letter import address_fits, letter_file_name, letter_pdf
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.typography import french as typeset
from pegase_desktop.domain.words import DOCUMENTED_MEDIA, LetterKind, Medium
from pegase_desktop.ui.letters.delivery import Delivery
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.theme import px
from pegase_desktop.ui.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.grounds import Card, Edge, Ground
from pegase_desktop.ui.widgets.labels import Paragraph, SectionLabel, Text
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField
from pegase_desktop.ui.widgets.typed_fields import DateTimeField

_SIZE = (780, 700)


class LetterDialog(QDialog):
    """Until the person says that it left, nothing is recorded and the duty stays open.

    ``sent`` is the complaint as it is after the letter left, or None.
    """

    def __init__(
        self,
        session: Session,
        complaint: Complaint,
        letter: Letter,
        delivery: Delivery,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._complaint = complaint
        self._letter = letter
        self._delivery = delivery
        self.sent: Complaint | None = None
        self.setWindowTitle(f"{letter.kind.label}, {letter.reference}")
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.subject = Field("Objet", TextField())
        self.text = Field("Texte", TextArea(lines=12, most_lines=18))
        self.medium = Field(
            "Envoyer par", SegmentedRadio([(one, one.label) for one in DOCUMENTED_MEDIA]), stretch=False
        )
        self.sent_at = Field("Envoyé le", DateTimeField(today=self._today), stretch=False)
        self._foot = QStackedWidget()
        self._lay_out()
        self._fill()

    def _today(self) -> date:
        return local(self._session.clock()).date()

    # What is shown

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(px(24), px(20), px(24), px(16))
        body.setSpacing(px(12))
        body.addWidget(Text(self._letter.kind.label, Type.DETAIL_TITLE))
        body.addWidget(Paragraph(self._to(), Type.BODY, Tone.TEXT2))
        body.addWidget(self.medium)
        body.addWidget(self.subject)
        body.addWidget(self.text, 1)
        if self._letter.notice:
            body.addWidget(self._notice())
        self._foot.addWidget(self._sending())
        self._foot.addWidget(self._asking())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self._foot)
        self.medium.edited.connect(self._name_the_way)

    def _to(self) -> str:
        lines = [*self._letter.recipient.split("\n"), self._letter.email]
        return " · ".join(line for line in lines if line)

    def _notice(self) -> Card:
        card = Card(Tone.SUNKEN)
        card.body.addWidget(SectionLabel("Ajouté à tout refus, comme la loi le demande"))
        card.body.addWidget(Paragraph(self._letter.notice, Type.SMALL, Tone.TEXT))
        return card

    def _sending(self) -> Ground:
        foot = Ground(Tone.SUNKEN, Edge.TOP)
        self._go = Button("", Kind.PRIMARY, icon="send", tall=True)
        self._go.clicked.connect(self.send)
        preview = Button("Aperçu", icon="eye", tall=True)
        preview.clicked.connect(self.preview)
        give_up = Button("Fermer", tall=True)
        give_up.clicked.connect(self.reject)
        line = _line(foot)
        line.addWidget(preview)
        line.addStretch(1)
        line.addWidget(give_up)
        line.addWidget(self._go)
        return foot

    def _asking(self) -> Ground:
        foot = Ground(Tone.SUNKEN, Edge.TOP)
        self._yes = Button("Oui, c’est envoyé", Kind.PRIMARY, icon="check", tall=True)
        self._yes.clicked.connect(self.confirm)
        not_yet = Button("Pas encore", tall=True)
        not_yet.clicked.connect(self.not_yet)
        line = _line(foot)
        line.addWidget(Text("Envoyé\u202f?", Type.CARD_TITLE), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addSpacing(px(12))
        line.addWidget(self.sent_at)
        line.addStretch(1)
        line.addWidget(not_yet)
        line.addWidget(self._yes)
        return foot

    def _fill(self) -> None:
        self.subject.set_value(self._letter.subject)
        self.text.set_value(self._letter.body)
        preferred = self._complaint.preferred_medium
        first = Medium.EMAIL if self._letter.email else Medium.LETTER
        if self._letter.kind is LetterKind.RECORD:
            first = Medium.HAND_DELIVERED
        self.medium.set_value(preferred if preferred in (Medium.EMAIL, Medium.LETTER) and self._letter.email else first)
        self._name_the_way()

    def _name_the_way(self) -> None:
        is_mail = self.medium.value() is Medium.EMAIL
        self._go.setText("Ouvrir dans la messagerie" if is_mail else "Imprimer")
        self._go.updateGeometry()
        warning = None
        if self.medium.value() is Medium.LETTER and not address_fits(self._letter):
            warning = "L’adresse dépasse la fenêtre d’une enveloppe. Utilisez une enveloppe sans fenêtre."
        elif self.medium.value() is Medium.LETTER and not self._complaint.address:
            warning = "Il manque l’adresse postale. Notez-la sur la page Réclamant, ou écrivez-la à la main."
        self.medium.set_warning(typeset(warning) if warning else None)

    # What the person does

    def letter(self) -> Letter:
        """The letter with the text as it stands on the screen."""
        return replace(self._letter, subject=self.subject.value().strip(), body=self.text.value().strip())

    def preview(self) -> None:
        """The letter as paper."""
        self._delivery.show_paper(self._pdf(), self.windowTitle(), letter_file_name(self._letter), self)

    def send(self) -> None:
        """Hand the letter over, then ask whether it left."""
        if not self.letter().body or not self.letter().subject:
            self.text.set_error("Il manque le texte ou l’objet. La lettre ne peut pas partir vide.")
            return
        name = letter_file_name(self._letter)
        if self.medium.value() is Medium.EMAIL:
            settings = self._session.register.settings
            try:
                self._delivery.mail(self.letter(), self._pdf(), name, settings)
            except UserError as refusal:
                self._session.questions.inform("Message non ouvert", str(refusal))
                return
        else:
            self._delivery.show_paper(self._pdf(), self.windowTitle(), name, self)
        self._ask()

    def _ask(self) -> None:
        now = local(self._session.clock())
        self.sent_at.set_value((now.date(), now.time().replace(second=0, microsecond=0)))
        self._foot.setCurrentIndex(1)
        self._yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def not_yet(self) -> None:
        """Back to the text; the duty stays open."""
        self._foot.setCurrentIndex(0)
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """It left: keep it, with the exchange and the fact that it is."""
        moment = self._moment()
        if moment is None:
            self.sent_at.set_error("Il manque la date ou l’heure de l’envoi. Par exemple : 21/11/2026, 14:32.")
            return
        register, letter, pdf = self._session.register, self.letter(), self._pdf()
        name, medium, by = letter_file_name(letter), self.medium.value(), self._session.actor
        complaint = self._complaint
        self.sent = self._session.do(
            lambda: register.send(complaint, letter, pdf, name, medium=medium, sent_at=moment, by=by)
        )
        if self.sent is not None:
            self.accept()

    def _moment(self) -> datetime | None:
        day, hour = self.sent_at.value()
        if day is None or hour is None:
            return None
        return from_local(day, hour)

    def _pdf(self) -> bytes:
        return letter_pdf(self.letter(), self._session.register.settings, printed_at=self._session.clock())


def _line(foot: Ground) -> QHBoxLayout:
    line = QHBoxLayout(foot)
    line.setContentsMargins(px(24), px(12), px(24), px(12))
    line.setSpacing(px(8))
    return line
