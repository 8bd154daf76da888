"""What the client said, in their own words: the beginning, and the rest on demand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.text import shortened
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Quote
from pegase_desktop.ui.widgets.labels import Elided, Paragraph

_SHORT = 320  # characters: about eight lines of the panel


class ClientWords(Quote):
    """The quotation, with the channel and the moment under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._complaint = Complaint()
        self._words = Paragraph("", selectable=True)
        self._wish = Paragraph("", Type.SMALL, Tone.TEXT2, selectable=True)
        self._source = Elided("", Type.SMALL, Tone.TEXT2)
        self._rest = Button("", Kind.LINK)
        self._rest.clicked.connect(self._toggle)
        self._is_whole = False
        for part in (self._words, self._rest, self._wish, self._source):
            self.body.addWidget(part)

    def show_case(self, complaint: Complaint) -> None:
        """Show the words of another client, from their beginning."""
        if complaint.id != self._complaint.id:
            self._is_whole = False
        self._complaint = complaint
        self._source.setText(_source(complaint))
        lead, more = self._beside()
        self._wish.set_words(shortened(more, _SHORT), lead=lead)
        self._wish.setVisible(bool(more))
        self._show_words()

    def _beside(self) -> tuple[str, str]:
        """What the client would like; of what nobody said, whom it touched."""
        if path_of(self._complaint).is_said:
            return "Souhaite\u00a0:", self._complaint.remedy_sought
        return "Personnes touchées\u00a0:", self._complaint.people_affected

    def _show_words(self) -> None:
        is_said = path_of(self._complaint).is_said
        nothing = "Les mots du client ne sont pas encore notés." if is_said else "Rien n’est encore noté."
        said = self._complaint.verbatim or nothing
        is_long = len(said) > _SHORT
        shown = said if self._is_whole else shortened(said, _SHORT)
        is_quoted = is_said and bool(self._complaint.verbatim)
        self._words.set_words(f"«\u00a0{shown}\u00a0»" if is_quoted else shown)
        self._words.set_tone(Tone.TEXT if self._complaint.verbatim else Tone.TEXT2)
        self._rest.setVisible(is_long)
        self._rest.setText("Réduire" if self._is_whole else "Lire la suite")
        self._rest.updateGeometry()

    def _toggle(self) -> None:
        self._is_whole = not self._is_whole
        self._show_words()


def _source(complaint: Complaint) -> str:
    """« E-mail, le 17/11/2026 à 18:40 »."""
    when = f"le {french.moment(complaint.received_at)}" if complaint.received_at else ""
    return ", ".join(part for part in (complaint.channel.label if complaint.channel else "", when) if part)
