"""The head of the register's screen: its year, the search, and what begins a complaint."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.grounds import Bar, Edge
from pegase_desktop.ui.widgets.labels import Text
from pegase_desktop.ui.widgets.text_fields import SearchField


class RegisterHead(Bar):
    """Its parts say what is done with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Size.HEADER, Tone.SURFACE, Edge.BOTTOM, parent)
        self._year = Text("", Type.BODY, Tone.TEXT2)
        self.blank = IconButton("file-text", "Fiche vierge, à remplir à la main")
        self.search = SearchField("Nom, N°\u00a0ou mot du dossier")
        self.new = Button("Nouvelle réclamation", Kind.PRIMARY, icon="plus", key="Ctrl+N")
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 20, 1)
        line.setSpacing(10)
        line.addWidget(Text("Registre des réclamations", Type.SCREEN_TITLE))
        line.addSpacing(12)
        line.addWidget(self._year)
        line.addStretch(1)
        for part in (self.blank, self.search, self.new):
            line.addWidget(part)

    def show_year(self, year: int) -> None:
        """The year that is counted."""
        self._year.setText(f"Année {year}")
