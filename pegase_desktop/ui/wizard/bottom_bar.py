"""The bottom of the wizard: leaving, what was saved, what is missing, going on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.domain import french
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided, IconLabel
from pegase_desktop.ui.wizard.flow import Point


class BottomBar(Ground):
    """The buttons of every page."""

    leaving = Signal()
    point_wanted = Signal()
    going_back = Signal()
    going_on = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.SURFACE, Edge.TOP)
        self.setFixedHeight(px(Size.WIZARD_BOTTOM))
        self._leave = Button("Enregistrer et quitter", icon="log-out", tall=True)
        self._saved_icon = IconLabel("check", Tone.SUCCESS, 16)
        self._saved = Elided("", Type.BODY, Tone.TEXT2)
        self._points = Button("", Kind.GHOST, icon="circle-alert", tall=True)
        self._back = Button("Précédent", icon="arrow-left", tall=True)
        self._next = Button("", Kind.PRIMARY, icon_after="arrow-right", tall=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(20), 1, px(24), 0)
        line.setSpacing(px(10))
        for part in (self._leave, self._saved_icon):
            line.addWidget(part)
        line.addWidget(self._saved, 1)
        for button in (self._points, self._back, self._next):
            line.addWidget(button)
        for button, signal in (
            (self._leave, self.leaving),
            (self._points, self.point_wanted),
            (self._back, self.going_back),
            (self._next, self.going_on),
        ):
            button.clicked.connect(signal)
        self._leave.setShortcut("Alt+Q")
        set_tip(self._leave, "Échap")
        set_tip(self._points, "F8")
        self.show_saved(None)

    def show_page(self, previous: Page | None, following: Page | None) -> None:
        """Say where the two buttons lead."""
        self._back.setEnabled(previous is not None)
        set_tip(self._back, f"{previous.label} (Alt+←)" if previous else "")
        self._next.setText(typeset(f"Suivant : {following.label}") if following else "Terminer")
        set_tip(self._next, "Ctrl+Entrée")
        self._next.updateGeometry()

    def show_points(self, points: Sequence[Point]) -> None:
        """Say how much is left to be seen to: in red when something is wrong, in amber when it is only missing."""
        count = len(points)
        self._points.setVisible(bool(points))
        self._points.setText(french.count(count, "point") + " à compléter")
        self._points.set_tone(Tone.DANGER if any(one.is_wrong for one in points) else Tone.WARNING)
        self._points.updateGeometry()

    def show_saved(self, at: datetime | None) -> None:
        """« Enregistré à 14:32 »."""
        self._saved_icon.setVisible(at is not None)
        self._saved.setText(f"Enregistré à {french.hour(at)}" if at else "")

    @property
    def saved(self) -> str:
        """What is said of the last saving; empty when nothing is."""
        return self._saved.text()
