"""A contact with the client noted in a few seconds: a call, a visit, a message with its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop.documents.received_message import is_message, read_message
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import to_the_minute
from pegase_desktop.domain.noted import Noted, NotedContact, told, with_message
from pegase_desktop.domain.noted_draft import begun_in_wizard
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.attachments.reading import dropped_files, read_document
from pegase_desktop.ui.case.waiting_note import WaitingNote
from pegase_desktop.ui.desk.kept_soon import KeptSoon
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.record_form import RecordForm
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.dialogs import Form
from pegase_desktop.ui.widgets.labels import Elided

_LOOK = FormLook(fills=True, most_segments=3, most_lines=12, marks=Marks.OPTIONAL)
_WIDTH = 620
_DROP = "Ou glissez ici un fichier .eml ou .msg."
_DROP_AGAIN = "Choisissez de nouveau le fichier, s’il y en avait un."
_KEPT = "Cette note a été gardée de la dernière fois. Relisez-la, puis cliquez sur « Noter »."
_UNREAD = "Le texte de ce fichier ne peut pas être lu. Il sera gardé ; notez ici ce qu’il dit."
_NO_MESSAGE = "Ce fichier n’est pas un message .eml ou .msg. Ajoutez-le plutôt aux pièces jointes."


def note_contact(
    session: Session,
    complaint_id: int,
    window: QWidget,
    in_wizard: Callable[[Page, str], None],
    *,
    what: Noted = Noted.CALL_MADE,
    message: Path | None = None,
) -> Complaint | None:
    """Note a contact of the case over *window*, *message* being the file of one; the complaint afterwards, or None.

    What the wizard has begun, and only it can show, is gone on with there: *in_wizard* is given its page and fact.
    """
    register = session.register
    record = complaint_ref(complaint_id)
    found = session.attempt(lambda: (register.cases.get(complaint_id), register.drafts.of(record, session.actor)))
    if found is None:
        return None
    complaint, draft = found
    begun = begun_in_wizard(draft)
    if begun:
        in_wizard(*begun)
        return None
    dialog = NotingDialog(session, complaint, WaitingNote(register.drafts, draft, complaint), what, window)
    if message is not None:
        dialog.take_file(message)
    dialog.exec()
    dialog.deleteLater()
    return dialog.noted


class NotingDialog(Form):
    """``noted`` is the complaint once the contact is in the register, or None. Until then it is kept in the draft."""

    def __init__(
        self, session: Session, complaint: Complaint, waiting: WaitingNote, what: Noted, parent: QWidget | None = None
    ) -> None:
        whom = (complaint.reference, complaint.complainant, complaint.phone)
        sentence = " · ".join(part for part in whom if part)
        super().__init__(parent, "Noter un échange", sentence, "Noter", safe="Ne rien noter")
        self._session = session
        self._complaint = complaint
        self._waiting = waiting
        self.keeping = KeptSoon(self._keep, self)
        self._trouble = ""
        self._file: tuple[str, bytes] | None = None
        self._read = ""  # of that file: not written by the person
        self.noted: Complaint | None = None
        self.setMinimumWidth(px(_WIDTH))
        self._form = RecordForm(NotedContact(), session.clock, NotedContact.faults)
        self._fields = FieldLines(NotedContact, self._form, FormContext(session.clock, _LOOK), self)
        self.editors = self._fields.editors
        self._choose = Button("Choisir le message…", icon="mail-open")
        self._file_name = Elided(_DROP, Type.SMALL, Tone.TEXT2)
        self._message = self._message_line()
        for names in (("what", "at"), ("result",), ("medium",)):
            self.body.addWidget(self._fields.add(*names))
        self.body.addWidget(self._message)
        for name in ("text", "next_update_on") if complaint.is_open else ("text",):
            self.body.addWidget(self._fields.add(name))
        self.text = self.editors["text"].field
        self._fill(what)
        self._connect()
        self.setAcceptDrops(True)

    def _message_line(self) -> QWidget:
        place = QWidget()
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(10))
        line.addWidget(self._choose)
        line.addWidget(self._file_name, 1)
        return place

    def _fill(self, what: Noted) -> None:
        found = self._waiting.found
        now, day = to_the_minute(self._session.clock()), self._waiting.next_update_on
        self._show(found or NotedContact(what=what, at=now, next_update_on=day))
        if found:
            self.text.set_warning(typeset(_KEPT))
            self._file_name.setText(_DROP_AGAIN)
            self.editors["text"].input.moveCursor(QTextCursor.MoveOperation.End)  # where the typing broke off
        first = "result" if what is Noted.CALL_MADE and not found else "text"
        self.editors[first].input.setFocus()

    def _connect(self) -> None:
        self._fields.typed.connect(self._take_typed)
        self._choose.clicked.connect(self._choose_file)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self.note)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.note)

    def _take_typed(self, name: str) -> None:
        if name == "what":
            self._show_what_is_asked()
        self.keeping.soon()

    def _show_what_is_asked(self) -> None:
        self._fields.show_what_is_asked()
        self._message.setVisible(self._form.record.what is Noted.MESSAGE)
        self.adjustSize()

    # The file of a message

    def take_file(self, path: Path) -> None:
        """Read a message into the fields, and keep its file; what cannot be read is said."""
        if not is_message(path.name):
            self._session.questions.inform("Message reçu", typeset(_NO_MESSAGE))
            return
        content = self._session.attempt(lambda: read_document(path))
        if content is None:
            return
        self._file = (path.name, content)
        self._file_name.setText(path.name)
        message = read_message(path.name, content)
        written = replace(self.contact(), text=self.text.value().replace(self._read, "").strip())
        self._read = told(message)
        self._show(with_message(written, message))
        if not message.text:
            self.text.set_warning(typeset(_UNREAD))
        self.keeping.soon()

    def _show(self, contact: NotedContact) -> None:
        self._form.start(contact)
        self._fields.show_anew()
        self._show_what_is_asked()

    def _choose_file(self) -> None:
        path = self._session.questions.choose_open_file("Choisir le message")
        if path is not None:
            self.take_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)  # never take the file away from where it lies
        event.accept()
        for path in dropped_files(event.mimeData())[:1]:
            self.take_file(path)

    # Noting

    def contact(self) -> NotedContact:
        """The contact as it stands on the screen, noted by who is there now unless somebody had begun it."""
        contact = self._form.record
        return replace(contact, by=contact.by or self._session.actor)

    def note(self) -> None:
        """Put it into the register; what is missing is said at its field."""
        if not self._fields.ensure_right():
            return
        if self.keeping.timer.isActive() or self._waiting.is_kept:
            self.keeping.now()  # the draft holds this note and no former state of it: recording takes it out
        self.noted = self._session.do(lambda: self._record(self.contact()))
        if self.noted is not None:
            self.keeping.forget()
            self.accept()

    def reject(self) -> None:
        """Give up; what somebody wrote is not dropped by a key pressed too soon."""
        title, sentence = "Abandonner cette note", "Ce que vous avez écrit n’est pas encore dans le dossier."
        is_untouched = self.text.value() in ("", self._read) and self._waiting.found is None
        if is_untouched or self._session.questions.confirm(
            title, sentence, "Abandonner la note", safe="Continuer à écrire"
        ):
            self.keeping.forget()
            if self._waiting.is_kept:
                self._session.do(self._waiting.drop)
            super().reject()

    def _keep(self) -> bool:
        """Put the note into the complaint's draft, so that nothing can lose it; a refusal is said at the text."""
        try:
            self._waiting.keep(self.contact(), by=self._session.actor)
        except UserError as refusal:
            self._trouble = str(refusal)
            self.text.set_warning(self._trouble)
            return False
        if self.text.fault() == self._trouble:
            self.text.set_warning(None)
        return True

    def _record(self, contact: NotedContact) -> Complaint:
        by, register, values = self._session.actor, self._session.register, contact.values(self._complaint)
        if contact.what is Noted.MESSAGE and self._file is not None:
            return register.cases.record_message(self._complaint, values, *self._file, by=by)
        return register.cases.record(self._complaint, values, by=by)
