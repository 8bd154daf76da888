"""What the parts of a page work with."""

from __future__ import annotations

from dataclasses import dataclass

from pegase_desktop.domain.client_wording import said_of_client
from pegase_desktop.domain.facts import Fact
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.session import Session
from pegase_desktop.ui.wizard.editors import FactEditor, Form
from pegase_desktop.ui.wizard.flow import Flow
from pegase_desktop.ui.wizard.lists import Lists
from pegase_desktop.ui.wizard.saver import Saver


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage through the wizard: its flow, who saves it, the session and the choices it offers."""

    session: Session
    flow: Flow
    saver: Saver
    lists: Lists

    def wording(self, sentence: str) -> str:
        """A sentence about « le client », agreed with the complainant."""
        return said_of_client(sentence, self.flow.complaint)

    def said(self, sentence: str) -> str:
        """The same, typeset for the screen."""
        return typeset(self.wording(sentence))

    def editor(self, declared: Fact, form: Form | None = None) -> FactEditor:
        """The editor of a fact of the complaint, or of the entry *form*."""
        return FactEditor(declared, form or self.flow, self.session, self.lists, self.wording)
