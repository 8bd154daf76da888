"""One duty is known by one icon."""

from __future__ import annotations

from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.resources import resource
from pegase_desktop.ui.case.duty_icons import DUTY_ICONS


def test_every_duty_has_an_icon_of_its_own() -> None:
    assert DUTY_ICONS.keys() == set(DutyKind)
    assert len(set(DUTY_ICONS.values())) == len(DutyKind)
    assert all(resource(f"icons/{name}.svg").is_file() for name in DUTY_ICONS.values())
