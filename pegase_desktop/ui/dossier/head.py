"""The head of a dossier's page: the way back, its number and how late it is, what was saved, and saving."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from pegase_desktop.domain import french
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.dossier.plan import PageAct, PagePlan, Standing
from pegase_desktop.ui.dossier.sheet import Sheet
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, IconButton, Kind
from pegase_desktop.ui.widgets.grounds import Bar, Edge
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Text


class PageHead(Bar):
    """As high as the head of a screen."""

    leaving = Signal()
    saving = Signal()
    acting = Signal(str)

    def __init__(self, plan: PagePlan, sheet: Sheet) -> None:
        super().__init__(Size.HEADER, Tone.SURFACE, Edge.BOTTOM)
        self._plan = plan
        self._sheet = sheet
        self._title = Text("", Type.SCREEN_TITLE)
        self._icon = IconLabel("circle-alert", Tone.DANGER, 16)
        self._fact = Elided("", Type.BODY, Tone.TEXT2)
        self._saved = Text("", Type.SMALL, Tone.TEXT2)
        back = IconButton("arrow-left", plan.back, key="Échap")
        back.clicked.connect(self.leaving)
        save = Button("Enregistrer", Kind.PRIMARY, icon="check", key="Ctrl+S")
        save.clicked.connect(self.saving)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(12), 0, px(Size.SCREEN_PADDING), 1)
        line.setSpacing(px(10))
        for part in (back, self._title, self._icon):
            line.addWidget(part)
        line.addWidget(self._fact, 1)
        line.addWidget(self._saved)
        self._acts = [(act, self._button(act)) for act in plan.acts]
        for _, button in self._acts:
            line.addWidget(button)
        line.addWidget(save)

    def _button(self, act: PageAct) -> Button:
        if act.is_small:
            button: Button = IconButton(act.icon, act.label, key=act.key)
        else:
            button = Button(act.label, icon=act.icon, key=act.key)
        button.clicked.connect(partial(self.acting.emit, act.name))
        return button

    def refresh(self, now: datetime) -> None:
        """Say which dossier it is, and where it stands at *now*."""
        one = self._sheet.recorded
        self._title.setText(one.reference or self._plan.new)
        standing = self._plan.standing(one, now) if self._sheet.is_registered else Standing()
        self._icon.setVisible(standing.is_late)
        self._fact.set_tone(Tone.DANGER if standing.is_late else Tone.TEXT2)
        self._fact.setText(standing.words)
        for act, button in self._acts:
            button.setVisible(act.offered(one))

    def show_saved(self, at: datetime | None, *, is_draft: bool = False) -> None:
        """When anything was last saved; a draft is not in the register yet."""
        word = "Brouillon gardé" if is_draft else "Enregistré"
        self._saved.setText(typeset(f"{word} à {french.hour(at)}") if at else "")
