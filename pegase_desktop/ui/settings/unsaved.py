"""What is typed in a section of the settings and not saved: kept in the register file, and offered again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Signal

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.kept_soon import KeptSoon
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.field import Field
from pegase_desktop.ui.widgets.notices import Banner

_OFFERED = "Ce que vous aviez tapé ici n’a pas été enregistré. Relisez-le, puis enregistrez-le."
_ABANDON = "Abandonner la saisie"


class Unsaved(Banner):
    """Looks after some fields; shown where something is offered again, or could not be kept.

    The fields are known by their labels. *place* names the section, and within it what the fields show. ``given_up``
    when the person prefers what the register holds.
    """

    given_up = Signal()

    def __init__(self, session: Session, place: Callable[[], str]) -> None:
        super().__init__(Tone.WARNING)
        self._session = session
        self._place = place
        self._fields: dict[str, Field] = {}
        self._shown: dict[str, str] = {}
        self._is_kept = False
        self._keeping = KeptSoon(self._keep, self)
        self.triggered.connect(self._act)
        self.hide()

    def watch(self, field: Field) -> None:
        """Look after this field too."""
        self._fields[field.label] = field
        field.edited.connect(self.soon)

    def soon(self) -> None:
        """Something changed, by typing in a field or otherwise."""
        self._keeping.soon()

    def begin(self) -> bool:
        """The fields show what is saved: put over it what waits; whether there was anything."""
        self._shown = self._texts()
        with suppress(UserError):  # a disk that fails is told by what the person does
            waiting = self._session.register.typed_settings.at(self._place())
            self._is_kept = bool(waiting)
            for label, text in waiting.items():
                if label in self._fields:
                    self._fields[label].set_value(text)
        is_offered = bool(self._changed())
        if is_offered:
            self.show_message(Tone.WARNING, typeset(_OFFERED), action=_ABANDON)
        self.setVisible(is_offered)
        return is_offered

    def end(self) -> None:
        """It was saved or given up."""
        self._keeping.forget()
        self.hide()
        if self._is_kept:
            with suppress(UserError):  # then it is offered once more
                self._session.register.typed_settings.drop(self._place())
                self._is_kept = False

    def _keep(self) -> bool:
        changed, typed = self._changed(), self._session.register.typed_settings
        try:
            if changed:
                typed.keep(self._place(), changed)
            elif self._is_kept:
                typed.drop(self._place())
        except UserError as refusal:
            self.show_message(Tone.DANGER, str(refusal), lead="Saisie non gardée.", action="Réessayer")
            self.show()
            return False
        self._is_kept = bool(changed)
        if self._tone is Tone.DANGER:
            self.hide()
        return True

    def _changed(self) -> dict[str, str]:
        return {label: text for label, text in self._texts().items() if text != self._shown[label]}

    def _texts(self) -> dict[str, str]:
        return {label: _text(field.value()) for label, field in self._fields.items()}

    def _act(self) -> None:
        if self._tone is Tone.DANGER:
            self._keeping.now()
        elif self._session.questions.confirm(
            _ABANDON, "Ce que vous aviez tapé ici sera perdu.", _ABANDON, safe="Continuer à écrire"
        ):
            self.given_up.emit()


def _text(value: Any) -> str:
    return "" if value is None else str(value)
