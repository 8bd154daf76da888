"""The page of a note, beside its form: what can be done with it, names in it, what the author does in the school."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.names_in_text import KnownNames, names_in_text
from pegase_desktop.domain.note_rules import NoteState, function_of, newcomers, state_of
from pegase_desktop.domain.note_words import issued_words, next_words
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.operations import new_act
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.dossier.page import DossierPage
from pegase_desktop.ui.dossier.sheet import Sheet
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.notes.bar import NamesNotice, NewcomersNotice, NoteBar
from pegase_desktop.ui.notes.issuing import issue_note
from pegase_desktop.ui.notes.mailing import mail_note
from pegase_desktop.ui.notes.plan import PLAN
from pegase_desktop.ui.notes.printing import show_note
from pegase_desktop.ui.notes.reading import ReadingDialog

_LOOKED_AT = ("subject", "text")
_MAILED = (
    "Le message est ouvert dans votre messagerie : choisissez-y à qui l’envoyer. Notez ensuite chaque réponse « lu »."
)
_ENDING = "La note reste au registre, avec son émargement ; elle n’est plus à faire lire."
_ENDS = ("Remplacée par une autre note", "La mesure est devenue habituelle", "La mesure est abandonnée")
_PAUSE_MS = 600  # in the typing, after which names are looked for


class NotePage(DossierPage):
    """Another author brings the function that the list of the team has, unless one was typed.

    ``reopening`` with the id, and the fact to go to, once what may be typed about it is another.
    """

    reopening = Signal(int, str)

    def __init__(self, session: Session, sheet: Sheet, initiator: object, parent: QWidget | None = None) -> None:
        self._known: KnownNames | None = None
        super().__init__(session, PLAN, sheet, initiator, parent)
        self._looking = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._looking.timeout.connect(self.look_for_names)
        self.bar.printing.connect(self.print)
        for wanted, do in (
            (self.bar.issuing, self.issue),
            (self.bar.reading, self.read),
            (self.bar.mailing, self.mail),
            (self.bar.ending, self.end),
            (self.newcomers.triggered, self.offer),
        ):
            wanted.connect(do)
        self._fields.typed.connect(self._take_fact)
        if self._is_drafted and sheet.record.text:
            self._looking.start()

    def make_bars(self) -> Iterable[QWidget]:
        self.bar, self.names, self.newcomers = NoteBar(), NamesNotice(), NewcomersNotice()
        return (self.bar, self.names, self.newcomers)

    def show_record(self) -> None:
        super().show_record()
        self.bar.show_note(self.sheet.recorded)
        self.newcomers.show_newcomers(self._coming())

    def focus_on(self, fact: str = "") -> None:
        """Who has to note who read it begins at the button for it; what is proposed is read from its subject on."""
        if fact == "readings" and not self.bar.read_button.isHidden():
            self.bar.read_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().focus_on(fact or ("subject" if self.sheet.record.text else ""))

    def go_on(self) -> None:
        """Do what the note owes next."""
        state = state_of(self.sheet.recorded)
        if state is NoteState.TO_ISSUE:
            self.issue()
        elif state is NoteState.TO_READ:
            self.read()

    def print(self) -> None:
        """The note as paper; what is typed and not recorded is recorded first, or nothing is printed."""
        if self.ensure_recorded():
            show_note(self._session, self.sheet.recorded, self.window())

    def issue(self) -> None:
        """Hand it to the team; what is typed and not recorded is recorded first, or nothing is issued."""
        if not self.ensure_recorded():
            return
        self.look_for_names()
        issued = issue_note(self._session, self.sheet.recorded, self._initiator)
        if issued is None:
            self._catch_up()
            self.editors["text"].focus()
            return
        announce(self, typeset(issued_words(issued)))
        self.recorded.emit()
        self.reopening.emit(issued.id, "readings")

    def read(self) -> None:
        """Note who has read it."""
        if self.ensure_recorded():
            dialog = ReadingDialog(self._session, self.sheet.recorded, self._initiator, self.window())
            dialog.exec()
            dialog.deleteLater()
            self._take_outcome(dialog.recorded)

    def mail(self) -> None:
        """Open it as a message; the answers are noted once they come."""
        if self.ensure_recorded() and mail_note(self._session, self.sheet.recorded):
            self._notice.show_message(Tone.ACCENT, typeset(_MAILED))
            self._notice.show()
            announce(self._notice, self._notice.accessibleName())

    def end(self) -> None:
        """It is no longer in force, from today on."""
        session = self._session
        if not self.ensure_recorded():
            return
        reason = session.questions.ask_reason("Plus en vigueur", _ENDING, _ENDS, safe="Laisser la note en vigueur")
        if reason is not None:
            note, today, act = self.sheet.recorded, local(session.clock()).date(), new_act()
            values = {"ended_on": today, "ended_reason": reason}
            self._take_outcome(
                session.do(
                    lambda: session.register.notes.record(note, values, by=session.actor, act=act),
                    initiator=self._initiator,
                )
            )

    def offer(self) -> None:
        """Give it to those who joined the team since."""
        note, names, act = self.sheet.recorded, [one.name for one in self._coming()], new_act()
        learning = self._session.register.learning
        self._take_outcome(
            self._session.do(
                lambda: learning.address(note, names, by=self._session.actor, act=act), initiator=self._initiator
            )
        )

    def _coming(self) -> Sequence[Staff]:
        note = self.sheet.recorded
        return newcomers(note, self._session.register.learning.team()) if note.issued_on else ()

    def _take_outcome(self, record: InternalNote | None) -> None:
        """Show what an operation made of it; after a refusal, what somebody else may have."""
        if record is None:
            self._catch_up()
            return
        self._take(record)
        announce(self, typeset(f"{record.reference} : {next_words(record)}"))
        self.recorded.emit()
        self.focus_on("readings")

    def ensure_recorded(self) -> bool:
        """Record what is typed; whether all of it is in the register now."""
        if self.sheet.is_touched or not self.sheet.is_registered:
            self.save()
        return self.sheet.is_registered and not self.sheet.is_touched

    def look_for_names(self) -> None:
        """Point at the names of the register that stand in what is typed, while it may be typed."""
        if not self._is_drafted:
            return
        if self._known is None:
            self._known = self._session.attempt(self._session.register.learning.known_names)
        if self._known is not None:
            record = self.sheet.record
            self.names.show_names(names_in_text(f"{record.subject}\n{record.text}", self._known))

    @property
    def _is_drafted(self) -> bool:
        return state_of(self.sheet.recorded) is NoteState.TO_ISSUE

    def _take_fact(self, name: str) -> None:
        if name in _LOOKED_AT:
            self._looking.start()
        if name == "author":
            staff = self._session.register.school.staff()
            self.sheet.typed.propose("function", function_of(staff, self.sheet.value("author")))
            self.editors["function"].show_value()

    def _catch_up(self) -> None:
        """After a refusal: somebody may have changed the note meanwhile."""
        self._take(self._session.attempt(lambda: self._session.register.notes.get(self.sheet.recorded.id)))
