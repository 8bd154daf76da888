"""Days, moments and amounts as they are typed for a fact."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind, fact_named
from pegase_desktop.domain.rows import Action, Redress
from pegase_desktop.domain.typed_facts import Unreadable, read, text_of

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
RECEIVED = fact_named(Complaint, "received_at")
DUE = fact_named(Action, "due")
AMOUNT = fact_named(Redress, "amount")


def test_a_moment_is_read_on_the_clock_of_the_office() -> None:
    assert read(RECEIVED, "17/11/2026 à 18:40", NOW) == datetime(2026, 11, 17, 17, 40, tzinfo=UTC)
    assert read(RECEIVED, "hier à 9h", NOW) == datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("17/11/2026 à ", "Il manque l’heure"),
        (" à 18:40", "Il manque la date"),
        ("32/13/2026 à 18:40", "Cette date"),
        ("17/11/2026 à 25:00", "Cette heure"),
    ],
)
def test_half_a_moment_is_refused_with_an_example(typed: str, said: str) -> None:
    with pytest.raises(Unreadable, match=rf"{said}.*Par exemple"):
        read(RECEIVED, typed, NOW)


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(Unreadable, match="27,50"):
        read(AMOUNT, "-5", NOW)


def test_what_is_not_read_from_text_is_no_amount_either() -> None:
    with pytest.raises(TypeError, match="complainant_name"):
        read(fact_named(Complaint, "complainant_name"), "27,50", NOW)


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        (RECEIVED, datetime(2026, 11, 17, 17, 40, tzinfo=UTC)),
        (DUE, date(2026, 2, 3)),
        (AMOUNT, 120_005),
        (AMOUNT, 5500),
        (DUE, None),
    ],
)
def test_what_is_written_is_read_back(declared: object, value: object) -> None:
    assert read(declared, text_of(declared, value), NOW) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(("typed", "value"), [("1", 1), (" 48 ", 48), ("", None)])
def test_a_number_is_read(typed: str, value: int | None) -> None:
    assert read(Fact("hours", "Heures", FactKind.NUMBER, most=48), typed, NOW) == value


@pytest.mark.parametrize("typed", ["0", "49", "4,5", "-1", "dix", "4 8"])
def test_a_number_out_of_its_bounds_is_refused_with_them(typed: str) -> None:
    with pytest.raises(Unreadable, match="de 1 à 48"):
        read(Fact("hours", "Heures", FactKind.NUMBER, most=48), typed, NOW)


def test_a_number_without_bounds_is_read_from_nought_on() -> None:
    count = Fact("count", "Nombre", FactKind.NUMBER)
    assert read(count, text_of(count, 0), NOW) == 0
    with pytest.raises(Unreadable, match="nombre entier"):
        read(count, "9" * 13, NOW)
