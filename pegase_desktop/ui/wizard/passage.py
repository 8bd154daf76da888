"""What the parts of a page work with."""

from __future__ import annotations

from dataclasses import dataclass

from pegase_desktop.domain.client_wording import said_of_client
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.wizard.flow import Flow
from pegase_desktop.ui.wizard.saver import Saver

_PAGE = FormLook(tall=True, offers_now=True, marks=Marks.NEEDED)
# A row's form is short, and says what is missing when the row is placed.
_ROW = FormLook(tall=True, offers_now=True)
_READ = FormLook(tall=True, reads=True)


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

    @property
    def page_context(self) -> FormContext:
        """For the fields of a page."""
        return FormContext(self.session.clock, _READ if self.flow.is_locked else _PAGE, self.lists, self.wording)

    @property
    def rows_context(self) -> FormContext:
        """For the rows of a page, and the form of the next one."""
        return FormContext(self.session.clock, _READ if self.flow.is_locked else _ROW, self.lists, self.wording)
