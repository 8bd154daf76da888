"""The choices that the register file gives to the forms: the team and the lists of the settings (no Qt in here)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from pegase_desktop.domain.facts import SettingsList
from pegase_desktop.storage.register import Register


@dataclass(frozen=True, slots=True)
class Lists:
    """The names of the active members of staff, and the entries of each menu."""

    staff: tuple[str, ...] = ()
    menus: Mapping[SettingsList, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register) -> Self:
        """As they stand in the register now."""
        settings = register.school.settings
        menus = {one: getattr(settings, one.value) for one in SettingsList}
        return cls(tuple(one.name for one in register.school.staff() if one.active), menus)


def with_value(choices: tuple[str, ...], value: str) -> tuple[str, ...]:
    """The choices, and what is recorded though it is no longer among them."""
    return choices if not value or value in choices else (*choices, value)
