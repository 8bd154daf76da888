"""A letter ready to go: its text to look over and change, the way it leaves, then « Envoyé ? »."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from pegase_desktop.documents.letter import address_fits, letter_file_name, letter_pdf
from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import DOCUMENTED_MEDIA, LetterKind, Medium
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.desk.delivery import Delivery
from pegase_desktop.ui.desk.kept_soon import KeptSoon
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.letters.feet import AskingFoot, SendingFoot
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.grounds import Card, ScrollArea
from pegase_desktop.ui.widgets.labels import Paragraph, SectionLabel, Text
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.widgets.text_fields import TextField

_SIZE = QSize(860, 740)
_SHARE_OF_SCREEN = 0.9
_KEPT = (
    "Ce texte a été gardé de la dernière fois. Relisez-le : le dossier a pu changer depuis. "
    "« Texte d’origine » le reprend d’après le dossier d’aujourd’hui."
)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was given to the mail program or the printer: this, to the byte, is what is kept if it left, and once."""

    letter: Letter
    pdf: bytes
    medium: Medium
    act: str


class LetterDialog(QDialog):
    """Until the person says that it left, nothing is recorded and the duty stays open; what they typed is kept.

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
        self._handed_over: HandedOver | None = None
        self.sent: Complaint | None = None
        self.setWindowTitle(f"{letter.kind.label}, {letter.reference}")
        self.medium = Field(
            "Envoyer par", SegmentedRadio([(one, one.label) for one in DOCUMENTED_MEDIA]), stretch=False
        )
        self.subject = Field("Objet", TextField())
        self.text = Field("Texte", TextArea(lines=11, most_lines=40))
        self.sending, self.asking = SendingFoot(), AskingFoot(self._today)
        self._feet = QStackedWidget()
        self.keeping = KeptSoon(self._keep_text, self)
        self._lay_out()
        self._connect()
        self._fill()
        self.resize(px(_SIZE.width()), px(_SIZE.height()))
        self.resize(self.size().boundedTo(self.screen().availableSize() * _SHARE_OF_SCREEN))
        self.text.input.setFocus()

    def _today(self) -> date:
        return local(self._session.clock()).date()

    # What is shown

    def _lay_out(self) -> None:
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(px(24), px(20), px(24), px(16))
        body.setSpacing(px(12))
        body.addWidget(Text(self._letter.kind.label, Type.DETAIL_TITLE))
        body.addWidget(Paragraph(self._to(), Type.BODY, Tone.TEXT2))
        for field in (self.medium, self.subject, self.text):
            body.addWidget(field)
        if self._letter.notice:
            body.addWidget(self._notice())
        body.addStretch(1)
        self._feet.addWidget(self.sending)
        self._feet.addWidget(self.asking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ScrollArea(content), 1)
        column.addWidget(self._feet)

    def _connect(self) -> None:
        self.medium.edited.connect(self._name_way)
        for field in (self.subject, self.text):
            field.edited.connect(self._take_edit)
        for button, act in (
            (self.sending.preview, self.preview),
            (self.sending.original, self.take_original),
            (self.sending.close_button, self.reject),
            (self.sending.go, self.send),
            (self.asking.not_yet, self.not_yet),
            (self.asking.yes, self.confirm),
        ):
            button.clicked.connect(act)
        for keys, act in (("Ctrl+P", self.preview), ("Ctrl+Return", self._go_on), ("Ctrl+Enter", self._go_on)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)  # held down, Ctrl+Enter would answer « Envoyé ? » too
            shortcut.activated.connect(act)

    def _to(self) -> str:
        lines = [*self._letter.recipient.split("\n"), self._letter.email]
        return " · ".join(line for line in lines if line)

    def _notice(self) -> Card:
        card = Card(Tone.SUNKEN, padding=12)
        card.body.addWidget(SectionLabel("Ajouté d’office, comme la loi le demande"))
        told, *mediator = self._letter.notice.split("\n")
        card.body.addWidget(Paragraph(f"{told} {', '.join(mediator)}", Type.SMALL, Tone.TEXT))
        return card

    def _fill(self) -> None:
        kept = self._session.register.letter_texts.of(self._complaint.ref, self._letter.kind)
        subject, body = kept or (self._letter.subject, self._letter.body)
        self.subject.set_value(subject)
        self.text.set_value(body)
        self.medium.set_value(self._likely_medium())
        self._name_way()
        self._show_original()
        if self._is_changed():
            self.text.set_warning(typeset(_KEPT))

    def _likely_medium(self) -> Medium:
        noted = _noted_medium(self._complaint, self._letter.kind)
        if noted in DOCUMENTED_MEDIA:
            return noted
        if self._letter.kind is LetterKind.RECORD:
            return Medium.HAND_DELIVERED
        by_post = not self._letter.email or self._complaint.preferred_medium is Medium.LETTER
        return Medium.LETTER if by_post else Medium.EMAIL

    def _name_way(self) -> None:
        medium = self.medium.value()
        self.sending.name_way(is_mail=medium is Medium.EMAIL)
        warning = None
        if medium is Medium.EMAIL and not self._letter.email:
            warning = "Il manque l’adresse e-mail. Notez-la sur la page Réclamant, ou choisissez un autre moyen."
        elif medium is Medium.LETTER and not self._letter.address:
            warning = "Il manque l’adresse postale. Notez-la sur la page Réclamant, ou écrivez-la à la main."
        elif medium is Medium.LETTER and not address_fits(self._letter):
            warning = "L’adresse dépasse la fenêtre d’une enveloppe. Utilisez une enveloppe sans fenêtre."
        self.medium.set_warning(typeset(warning) if warning else None)

    def _show_original(self) -> None:
        self.sending.original.setVisible(self._is_changed())

    # The text

    def letter(self) -> Letter:
        """The letter with the text as it stands on the screen."""
        return replace(self._letter, subject=self.subject.value().strip(), body=self.text.value().strip())

    def _is_changed(self) -> bool:
        return self.letter() != self._letter

    def _take_edit(self) -> None:
        self.sending.say("")
        self._show_original()
        self.keeping.soon()

    def _keep_text(self) -> bool:
        """Put the changed text into the register, so that nothing can lose it; a refusal is said below."""
        texts, letter = self._session.register.letter_texts, self.letter()
        try:
            if self._is_changed():
                texts.keep(self._complaint.ref, letter.kind, letter.subject, letter.body)
                self.sending.say(f"Texte gardé à {french.hour(self._session.clock())}")
            else:
                texts.drop(self._complaint.ref, letter.kind)
        except UserError as refusal:
            self.sending.say(str(refusal), Tone.DANGER)
            return False
        return True

    def take_original(self) -> None:
        """Back to the text that the case and the template give, once the person agreed."""
        title, sentence = "Revenir au texte d’origine", "Ce que vous avez changé dans cette lettre sera perdu."
        if not self._session.questions.confirm(title, sentence, "Revenir au texte d’origine", safe="Garder mon texte"):
            return
        self.subject.set_value(self._letter.subject)
        self.text.set_value(self._letter.body)
        self._take_edit()
        self.text.input.setFocus()

    # What the person does

    def preview(self) -> None:
        """The letter as paper."""
        shown = self._handed_over.pdf if self._handed_over else self._pdf()
        self._delivery.show_paper(shown, self.windowTitle(), letter_file_name(self._letter), self)

    def send(self) -> None:
        """Hand the letter over, then ask whether it left."""
        letter = self.letter()
        for field, words in ((self.text, letter.body), (self.subject, letter.subject)):
            if not words:
                field.set_error("Il manque ce texte. La lettre ne peut pas partir sans lui.")
                field.input.setFocus()
                return
        self.keeping.now()
        handed = HandedOver(letter, self._pdf(), self.medium.value(), new_act())
        if self._session.attempt(lambda: self._hand_over(handed)):
            self._ask(handed)

    def _hand_over(self, handed: HandedOver) -> HandedOver:
        name = letter_file_name(handed.letter)
        if handed.medium is Medium.EMAIL:
            self._delivery.mail(handed.letter, handed.pdf, name, self._session.register.school.settings)
        else:
            self._delivery.show_paper(handed.pdf, self.windowTitle(), name, self)
        return handed

    def _ask(self, handed: HandedOver) -> None:
        self._handed_over = handed
        now = local(self._session.clock())
        self.asking.sent_at.set_value((now.date(), now.time().replace(second=0, microsecond=0)))
        self._turn_to(self.asking)
        self.asking.not_yet.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter too soon must not say that it left

    def not_yet(self) -> None:
        """Back to the text; the duty stays open."""
        self._handed_over = None
        self._turn_to(self.sending)
        self.sending.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, foot: QWidget) -> None:
        self._feet.setCurrentWidget(foot)
        for field in (self.medium, self.subject, self.text):
            field.input.setEnabled(foot is self.sending)

    def confirm(self) -> None:
        """It left: keep it as it was handed over, with the exchange and the fact that it is."""
        handed, moment = self._handed_over, self._moment()
        if handed is None:
            return
        if moment is None:
            self.asking.sent_at.set_error("Il manque la date ou l’heure de l’envoi. Par exemple : 21/11/2026, 14:32.")
            return
        self.sent = self._session.do(lambda: self._keep_sent(handed, moment))
        if self.sent is not None:
            self.accept()

    def _keep_sent(self, handed: HandedOver, sent_at: datetime) -> Complaint:
        return self._session.register.cases.send(
            self._complaint,
            handed.letter,
            handed.pdf,
            letter_file_name(handed.letter),
            medium=handed.medium,
            sent_at=sent_at,
            by=self._session.actor,
            act=handed.act,
        )

    def _go_on(self) -> None:
        if self._feet.currentWidget() is self.asking:
            self.confirm()
        else:
            self.send()

    def _moment(self) -> datetime | None:
        day, hour = self.asking.sent_at.value()
        if day is None or hour is None:
            return None
        return from_local(day, hour)

    def _pdf(self) -> bytes:
        return letter_pdf(self.letter(), self._session.register.school.settings, printed_at=self._session.clock())

    def done(self, result: int) -> None:
        """The window closes; a text that did not leave stays in the register."""
        if self.sent is None and not self.keeping.now() and not self._may_lose_text():
            return
        self.keeping.forget()
        super().done(result)

    def _may_lose_text(self) -> bool:
        sentence = typeset(f"{self.sending.state.text()} Si vous fermez, ce que vous venez de taper sera perdu.")
        return self._session.questions.confirm(
            "Texte non gardé", sentence, "Fermer et perdre le texte", safe="Rester sur la lettre"
        )


def _noted_medium(complaint: Complaint, kind: LetterKind) -> Medium | None:
    """How somebody noted that it is to leave."""
    if kind is LetterKind.ACKNOWLEDGEMENT:
        return complaint.ack_medium
    return complaint.response_medium if kind.is_response else None
