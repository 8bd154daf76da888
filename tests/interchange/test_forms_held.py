"""The open form says what it is: what joins it later raises its number, and nothing of a setting is lost on its way.

A fact, a setting or a code that is added fails the first test until ``FORM`` is raised, unless no version with the
present number was released. Then ``python -m tests.interchange.test_forms_held`` writes the list anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from pegase_desktop.domain.clocks import CountFrom, DelayMode, Terms
from pegase_desktop.domain.facts import Fact, facts_of
from pegase_desktop.domain.kinds import KINDS
from pegase_desktop.domain.school import School, Settings, Staff
from pegase_desktop.domain.school_codec import settings_to_plain, staff_to_plain, terms_to_plain
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.interchange.open_form import FORM, key_of, path_of
from pegase_desktop.interchange.open_settings import settings_from_open, settings_to_open
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from tests.domain.samples import CASES_NOW
from tests.storage.office import CLAIRE

DATA = Path(__file__).parents[1] / "data"
LIST = DATA / "open_forms.json"


def fields_of_the_form() -> list[str]:
    """Every place in which today's form may have a value, with the codes that it may have there."""
    staff = Staff(0, "A", "B", since=date(2026, 1, 1), left_on=date(2026, 1, 1))
    return [
        *(place for kind in KINDS for place in _places(key_of(kind), _facts(kind))),
        *(f"staff.{name}" for name in staff_to_plain(staff)),
        *(f"terms.{name}" for name in terms_to_plain(Terms())),
        *_places_of_settings(),
    ]


def _facts(kind: Any) -> Iterator[tuple[str, Fact]]:
    return ((path_of(one.name, kind), one) for one in facts_of(kind.record))


def _places(within: str, facts: Iterable[tuple[str, Fact]]) -> Iterator[str]:
    for path, one in facts:
        if one.row:
            yield from _places(f"{within}.{path}", ((inner.name, inner) for inner in facts_of(one.row)))
        else:
            codes = f": {', '.join(choice.value for choice in one.choices)}" if one.choices else ""
            yield f"{within}.{path}{codes}"


def _places_of_settings() -> Iterator[str]:
    for name, value in settings_to_plain(Settings()).items():
        inner = value if isinstance(value, dict) and value else ()
        yield from (f"settings.{name}.{one}" for one in inner)
        if not inner:
            yield f"settings.{name}"
    yield f"settings.templates: {', '.join(one.value for one in LetterKind)}"


def test_what_joins_the_form_raises_its_number() -> None:
    known = json.loads(LIST.read_text("utf-8"))
    assert str(FORM) == max(known, key=int)
    assert known[str(FORM)] == fields_of_the_form(), "see the top of this module"


def test_a_file_of_the_form_before_comes_in_as_it_was(register: Register) -> None:
    """``registers/form-2.json`` was written by the program that knew no other kinds than complaints."""
    register.take_in(read_open_file(DATA / "registers" / "form-2.json", CASES_NOW), by=CLAIRE)
    assert check_register(register) == ()
    letters = register.cases.find("R-2026-0002")
    assert [one.letter for one in letters.exchanges] == [one.id for one in letters.letters]
    assert register.cases.find("R-2026-0003").duplicate_of == "R-2026-0001"
    assert len(register.cases.references()) == 4


# Settings

_PNG = "iVBORw0KGgo="  # the first bytes of one, in base64


def filled(value: Any, name: str) -> Any:
    """Another value of the same type, for a field of that name."""
    if isinstance(value, Terms):
        return Terms(
            ack_hours=7, treatment_hours=8, mode=DelayMode.OFFICE, count_from=CountFrom.RECEPTION, feedback_days=9,
            slots={0: ((time(8), time(9)),)}, closed_days=frozenset({date(2026, 8, 15)}),
        )  # fmt: skip
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: filled(getattr(value, one.name), one.name) for one in fields(value)})
    match value:
        case int():
            return value + 1
        case str():
            return _PNG if name == "logo" else f"Un {name}"
        case tuple():
            return (f"Un {name}", "Deux")
        case dict():
            return {LetterKind.ACKNOWLEDGEMENT: f"Un {name}"}
        case _:
            raise AssertionError(f"say here what another value of {name} may be")


WHOLE: Settings = filled(Settings(), "")


def test_every_setting_of_the_sample_is_another_one() -> None:
    for one in fields(Settings):
        assert getattr(WHOLE, one.name) != getattr(Settings(), one.name), one.name
    for fact in facts_of(School):
        assert getattr(WHOLE.school, fact.name) != getattr(School(), fact.name), fact.name


@pytest.mark.parametrize("name", [one.name for one in fields(Settings)])
def test_a_setting_is_kept_and_told(name: str, register: Register) -> None:
    register.school.save(replace(register.school.settings, **{name: getattr(WHOLE, name)}), by=CLAIRE)
    assert getattr(register.school.settings, name) == getattr(WHOLE, name)
    assert [one.path for entry in register.journal.all() for one in entry.changes] == [f"settings/{name}"]
    assert check_register(register) == ()


@pytest.mark.parametrize("name", [one.name for one in fields(Settings) if one.name != "terms"])
def test_a_setting_goes_out_and_comes_in(name: str) -> None:
    told = {name: getattr(WHOLE, name)}
    assert settings_from_open(json.loads(json.dumps(settings_to_open(told)))) == told


if __name__ == "__main__":
    lists = json.loads(LIST.read_text("utf-8")) | {str(FORM): fields_of_the_form()}
    LIST.write_text(json.dumps(lists, ensure_ascii=False, indent=1) + "\n", "utf-8")
