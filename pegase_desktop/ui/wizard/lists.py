"""The choices that the register file gives to the forms: the team and the lists of the settings (no Qt in here)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from pegase_desktop.domain.facts import SettingsList
from pegase_desktop.storage.register import Register


@dataclass(frozen=True, slots=True)
class Lists:
    """The names of the active members of staff, the entries of each menu, and the causes that come often."""

    staff: tuple[str, ...]
    menus: Mapping[SettingsList, tuple[str, ...]]
    causes: tuple[str, ...] = ()

    @classmethod
    def of(cls, register: Register) -> Self:
        """As they stand in the register now."""
        settings = register.school.settings
        menus = {
            SettingsList.SERVICES: settings.services,
            SettingsList.CATEGORIES: settings.categories,
            SettingsList.TRAININGS: settings.trainings,
        }
        return cls(tuple(one.name for one in register.school.staff() if one.active), menus, settings.causes)


def with_value(choices: tuple[str, ...], value: str) -> tuple[str, ...]:
    """The choices, and what is recorded though it is no longer among them."""
    return choices if not value or value in choices else (*choices, value)
