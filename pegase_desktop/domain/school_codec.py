"""The school, its staff and its delays in plain form, ready for JSON: as the journal tells them, and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

from pegase_desktop.domain.clocks import CountFrom, DelayMode, Terms
from pegase_desktop.domain.school import Settings, Staff


def staff_to_plain(staff: Staff) -> dict[str, Any]:
    """A member of staff, without the id; days only where they are known."""
    days = {"since": staff.since, "left_on": staff.left_on}
    told = {name: day.isoformat() for name, day in days.items() if day}
    return {"name": staff.name, "role": staff.role, "active": staff.active} | told


def settings_to_plain(settings: Settings) -> dict[str, Any]:
    """The settings, ready for JSON, without the terms, which have a history."""
    return {
        "school": asdict(settings.school),
        "mediator": asdict(settings.mediator),
        "services": list(settings.services),
        "categories": list(settings.categories),
        "trainings": list(settings.trainings),
        "causes": list(settings.causes),
        "templates": {kind.value: text for kind, text in sorted(settings.templates.items())},
        "logo": settings.logo,
        "silent_days": settings.silent_days,
    }


def terms_to_plain(terms: Terms) -> dict[str, Any]:
    """The terms, ready for JSON."""
    return {
        "ack_hours": terms.ack_hours,
        "treatment_hours": terms.treatment_hours,
        "mode": terms.mode.value,
        "count_from": terms.count_from.value,
        "feedback_days": terms.feedback_days,
        "slots": {
            str(day): [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in slots]
            for day, slots in sorted(terms.slots.items())
        },
        "closed_days": sorted(day.isoformat() for day in terms.closed_days),
    }


def terms_from_plain(plain: Mapping[str, Any]) -> Terms:
    """The inverse of :func:`terms_to_plain`."""
    return Terms(
        ack_hours=plain["ack_hours"],
        treatment_hours=plain["treatment_hours"],
        mode=DelayMode(plain["mode"]),
        count_from=CountFrom(plain["count_from"]),
        feedback_days=plain["feedback_days"],
        slots={
            int(day): tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in slots)
            for day, slots in plain["slots"].items()
        },
        closed_days=frozenset(date.fromisoformat(day) for day in plain["closed_days"]),
    )
