"""Lines written from right to left, in the order of drawing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.documents.right_to_left import begins_right_to_left, drawn, is_right_to_left


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("אבג דה", "הד גבא"),
        ("abc אבג דה xyz", "abc הד גבא xyz"),
        ("אבג abc דה", "הד abc גבא"),
        ("אבג 123 דה", "הד 123 גבא"),
        ("né le 12/05 אבג", "né le 12/05 גבא"),
        ("אבג (דה)", "(הד) גבא"),
        ("אב, ג!", "!ג ,בא"),
        ("אבג abc", "abc גבא"),
    ],
)
def test_a_line_is_turned_where_it_must_be(typed: str, seen: str) -> None:
    assert drawn(typed) == seen


def test_marks_stay_on_their_letter() -> None:
    assert drawn("שָׁלוֹם") == "םוֹלשָׁ"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("ب", "\ufe8f"),  # alone
        ("بب", "\ufe90\ufe91"),  # begins, ends
        ("ببب", "\ufe90\ufe92\ufe91"),  # begins, middle, ends
        ("دب", "\ufe8f\ufea9"),  # a letter that joins nothing after it
        ("لا", "\ufefb"),  # lam and alef are one sign
        ("بلا", "\ufefc\ufe91"),
    ],
)
def test_arabic_letters_are_joined(typed: str, seen: str) -> None:
    assert drawn(typed) == seen


@pytest.mark.parametrize(
    ("text", "turned", "begins"), [("abc", False, False), ("é אב", True, False), ("«אב» c", True, True)]
)
def test_direction_is_that_of_the_letters(text: str, turned: bool, begins: bool) -> None:
    assert is_right_to_left(text) is turned
    assert begins_right_to_left(text) is begins


@given(st.text(alphabet=st.sampled_from("ab1 2.(אבגד)"), max_size=40))
def test_turning_loses_and_adds_nothing(typed: str) -> None:
    mirrored = str.maketrans(")", "(")
    assert sorted(drawn(typed).translate(mirrored)) == sorted(typed.translate(mirrored))
