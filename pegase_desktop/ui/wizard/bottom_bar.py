"""The bottom of the wizard: leaving, what was saved, what is missing, going on."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.domain import french
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.look.plain_words import set_tip
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Elided, IconLabel
from pegase_desktop.ui.wizard.outstanding import Outstanding


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
        self._gap = Button("", Kind.GHOST, icon="circle-alert", tall=True)
        self._gap.set_tone(Tone.WARNING)
        self._points = Button("", Kind.GHOST, icon="circle-alert", tall=True)
        self._outstanding = Outstanding()
        self._incomplete: tuple[str, ...] = ("",)  # what is said of a draft that lacks something, and shorter
        self._back = Button("Précédent", icon="arrow-left", tall=True)
        self._next = Button("", Kind.PRIMARY, icon_after="arrow-right", tall=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(20), 1, px(24), 0)
        line.setSpacing(px(10))
        for part in (self._leave, self._gap, self._saved_icon):
            line.addWidget(part)
        line.addWidget(self._saved, 1)
        for button in (self._points, self._back, self._next):
            line.addWidget(button)
        for button, signal in (
            (self._leave, self.leaving),
            (self._gap, self.point_wanted),
            (self._points, self.point_wanted),
            (self._back, self.going_back),
            (self._next, self.going_on),
        ):
            button.clicked.connect(signal)
        self._leave.setShortcut("Alt+Q")
        set_tip(self._leave, "Échap")
        self.show_saved(None)

    def show_page(self, previous: str, following: str) -> None:
        """Say by their titles where the two buttons lead."""
        self._back.setEnabled(bool(previous))
        set_tip(self._back, f"{previous} (Alt+←)" if previous else "")
        self._next.setText(typeset(f"Suivant : {following}") if following else "Terminer")
        set_tip(self._next, "Ctrl+Entrée")
        self._next.updateGeometry()
        self._fit()

    def show_outstanding(self, outstanding: Outstanding, *, is_locked: bool = False) -> None:
        """Say how much is left to be seen to, and where a number is still to come, what hinders it.

        What *is_locked* is only read: nothing is saved by leaving it.
        """
        self._leave.setText("Quitter" if is_locked else "Enregistrer et quitter")
        self._leave.updateGeometry()
        self._outstanding = outstanding
        set_tip(self._points, " · ".join(part for part in (typeset(outstanding.words), "F8") if part))
        self._points.set_icon("list-checks" if outstanding.tone is Tone.TEXT2 else "circle-alert")
        self._points.set_tone(outstanding.tone)
        self._fit()

    def show_saved(self, at: datetime | None, *, is_draft: bool = False) -> None:
        """« Enregistré à 14:32 »; of what the register does not hold yet « Brouillon gardé », and what it lacks."""
        lacking = self._outstanding.lacking if at else ""
        word = "Brouillon gardé" if is_draft else "Enregistré"
        self._incomplete = (typeset(f"{word} · {lacking}"), word) if lacking else ("",)
        set_tip(self._gap, self._incomplete[0])
        self._saved_icon.setVisible(at is not None and not lacking)
        self._saved.setText(f"{word} à {french.hour(at)}" if at and not lacking else "")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """That of the other buttons: what is said between them takes the room that there is."""
        hint = super().minimumSizeHint()
        said = sum(one.sizeHint().width() for one in (self._gap, self._points) if not one.isHidden())
        return QSize(hint.width() - said, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much of what is outstanding as there is room for; what hinders the number gives way last."""
        layout = self.layout()
        assert layout is not None
        figures = self._outstanding.shorter_and_shorter
        forms = [(words, self._incomplete[0]) for words in figures] + [("", self._incomplete[-1])]
        for form in forms:
            for button, words in zip((self._points, self._gap), form, strict=True):
                button.setText(typeset(words))
                button.setVisible(bool(words))
                button.updateGeometry()
            layout.activate()
            if layout.minimumSize().width() <= self.width():
                return

    @property
    def saved(self) -> str:
        """What is said of the last saving; empty when nothing is."""
        return self._saved.text() or self._incomplete[0]
