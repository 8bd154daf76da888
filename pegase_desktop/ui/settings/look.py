"""How the program looks and calls on this computer; kept with the person's preferences, not in the register."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.look.theme import Scheme, px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.section import Page
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.labels import Paragraph, Text
from pegase_desktop.ui.widgets.segmented import SegmentedRadio

_SCALES = ((100, "Normale"), (115, "Grande"), (130, "Très grande"))
_ABSENCES = ((10, "10 minutes"), (30, "30 minutes"), (60, "1 heure"), (0, "Jamais"))
_SIZES = tuple(size for size, _ in _SCALES)
_WIDTH = 696


class LookSection(Page):
    """Each choice acts at once."""

    title = "Affichage et rappels"

    def __init__(self, preferences: Preferences, changed: Callable[[], None], parent: QWidget | None = None) -> None:
        """*changed* puts the preferences into effect and saves them."""
        super().__init__(parent)
        self._preferences = preferences
        self._changed = changed
        schemes = [(Scheme.SYSTEM, "Comme Windows"), (Scheme.LIGHT, "Clair"), (Scheme.DARK, "Sombre")]
        self._scheme = Field("Couleurs", SegmentedRadio(schemes), stretch=False)
        self._scale = Field("Taille du texte", SegmentedRadio(_SCALES), stretch=False)
        self._notices = CheckBox("Avertir quand une échéance approche (moins de quatre heures) ou est dépassée")
        self._tray = CheckBox("Rester près de l’horloge quand la fenêtre est fermée")
        self._absence = Field("Redemander qui signe après une absence", SegmentedRadio(_ABSENCES), stretch=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(24))
        column.setSpacing(px(16))
        column.addWidget(Text(self.title, Type.PAGE_TITLE))
        sentence = "Ces choix valent pour cet ordinateur seulement ; le registre n’en garde rien."
        column.addWidget(Paragraph(typeset(sentence), Type.BODY, Tone.TEXT2))
        for part in (self._scheme, self._scale, self._notices, self._tray, self._absence):
            column.addWidget(part)
            part.edited.connect(self._choose)
        column.addStretch(1)
        self.setMaximumWidth(px(_WIDTH))
        self.refresh()

    def refresh(self) -> None:
        kept = self._preferences
        self._scheme.set_value(kept.colour_scheme)
        self._scale.set_value(min(_SIZES, key=lambda size: abs(size - kept.text_scale)))
        self._notices.set_value(kept.notices)
        self._tray.set_value(kept.stays_in_tray)
        self._absence.set_value(min((one for one, _ in _ABSENCES), key=lambda one: abs(one - kept.absence_minutes)))

    def _choose(self) -> None:
        kept = self._preferences
        kept.scheme = self._scheme.value().value
        kept.text_scale = self._scale.value()
        kept.notices = self._notices.value()
        kept.stays_in_tray = self._tray.value()
        kept.absence_minutes = self._absence.value()
        self._changed()
