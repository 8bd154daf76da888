"""What can be done with a note, and what stands in its way, in bars under the head of its page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.names_in_text import FoundName
from pegase_desktop.domain.note_rules import NoteState, state_of
from pegase_desktop.domain.note_words import coming_words, names_words, next_words
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided
from pegase_desktop.ui.widgets.notices import Banner


class NoteBar(Ground):
    """Only what makes sense by how far the note is."""

    printing = Signal()
    issuing = Signal()
    reading = Signal()
    mailing = Signal()
    ending = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.SUNKEN, Edge.BOTTOM)
        self._words = Elided("", Type.BODY, Tone.TEXT2)
        self.print_button = Button("Imprimer", icon="printer", key="Ctrl+P")
        self.mail_button = Button("Par e-mail", icon="mail")
        self.end_button = Button("Plus en vigueur…", icon="ban")
        self.read_button = Button("Émarger…", icon="user-check", key="Ctrl+Entrée")
        self.issue_button = Button("Remettre à l’équipe", icon="send", key="Ctrl+Entrée")
        line = QHBoxLayout(self)
        line.setContentsMargins(px(Size.SCREEN_PADDING), px(8), px(Size.SCREEN_PADDING), px(9))
        line.setSpacing(px(8))
        line.addWidget(self._words, 1)
        for button, wanted in (
            (self.end_button, self.ending),
            (self.mail_button, self.mailing),
            (self.print_button, self.printing),
            (self.read_button, self.reading),
            (self.issue_button, self.issuing),
        ):
            button.clicked.connect(wanted)
            line.addWidget(button)

    def show_note(self, note: InternalNote) -> None:
        """Say what is to be done with it, and offer that."""
        state = state_of(note)
        self._words.setText(typeset(next_words(note)))
        self.print_button.setVisible(bool(note.id))
        self.issue_button.setVisible(state is NoteState.TO_ISSUE)
        self.read_button.setVisible(state is NoteState.TO_READ)
        is_out = state in (NoteState.TO_READ, NoteState.IN_FORCE)
        self.mail_button.setVisible(is_out)
        self.end_button.setVisible(is_out)


class NewcomersNotice(Banner):
    """Who joined the team after a note was issued; ``triggered`` to give it to them as well."""

    def __init__(self) -> None:
        super().__init__(Tone.ACCENT)
        self.hide()

    def show_newcomers(self, coming: Sequence[Staff]) -> None:
        """Propose these; where there is none, nothing is said."""
        if coming:
            self.show_message(Tone.ACCENT, typeset(coming_words(coming)), action="Ajouter aux destinataires")
        self.setVisible(bool(coming))


class NamesNotice(Banner):
    """The names of the register that stand in a note; said once to who cannot see it, and again when they change."""

    def __init__(self) -> None:
        super().__init__(Tone.WARNING)
        self.hide()

    def show_names(self, found: Sequence[FoundName]) -> None:
        """Point at these; where there is none, nothing is said."""
        words = typeset(names_words(found)) if found else ""
        is_new = words != self.accessibleName()
        if found:
            self.show_message(Tone.WARNING, words)
        else:
            self.setAccessibleName("")
        self.setVisible(bool(found))
        if words and is_new:
            announce(self, words)
