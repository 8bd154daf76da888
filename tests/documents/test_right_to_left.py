"""Lines written from right to left, in the order of drawing."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from pegase_desktop.documents.right_to_left import (
    _joined,
    begins_right_to_left,
    drawn,
    drawn_lines,
    is_right_to_left,
)
from pegase_desktop.domain.text import clean_line
from tests.amounts import tried


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
        ("אבג 27,50 €", "€ 27,50 גבא"),
        ("אבג 12/11/2026", "12/11/2026 גבא"),
        ("אבג 10:30-12:45.", ".10:30-12:45 גבא"),
        ("אבג 20% דה", "הד 20% גבא"),
        ("אבג €27 דה", "הד €27 גבא"),
        ("אבג R-2026-0001 דה", "הד R-2026-0001 גבא"),
        ("abc אבג 12/11 20%", "abc 20% 12/11 גבא"),
        ("אבג (abc) דה", "הד (abc) גבא"),
        ("אבג (abc [12] דה)", "(הד abc [12]) גבא"),
        ("abc (אבג) 12", "abc (גבא) 12"),
        ("אבג abc (12)", "abc (12) גבא"),
        ("و 27,50 €", "€ 27,50 ﻭ"),
        ("و 12/11/2026", "12/11/2026 ﻭ"),
        ("و 10:30", "10:30 ﻭ"),
        ("و ١٢/١١/٢٠٢٦ ٢٧٫٥٠", "٢٧٫٥٠ ١٢/١١/٢٠٢٦ ﻭ"),
        ("le 12/11, و 27,50 €", "le 12/11, 27,50 ﻭ €"),
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
        ("ب\u0651ب", "\ufe90\ufe91\u0651"),  # tied below a mark that stands on a letter
        ("ل\u064eا", "\ufefb\u064e"),
        ("بـب", "\ufe90ـ\ufe91"),
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


@pytest.mark.parametrize(
    ("lines", "seen"),
    [
        (["אבג", "abc דה"], ["גבא", "הד abc"]),  # the whole paragraph runs from right to left
        (["abc", "אבג 12 de"], ["abc", "12 גבא de"]),
        (["و", "12-11"], ["ﻭ", "11-12"]),  # in an Arabic text a hyphen parts two numbers
        (["אבג (abc", "def) דה"], ["abc) גבא", "הד (def"]),
        ([" אבג  ", "abc "], ["  גבא ", " abc"]),
    ],
)
def test_the_lines_of_a_paragraph_are_turned_together(lines: list[str], seen: list[str]) -> None:
    assert drawn_lines(lines) == seen


LETTERS = "abé אבגד بسدلا"
NUMBERS = "0123456789٠١٢۴"
SIGNS = ".,:/+-−€%$°#()[]{}<>«»!?;'\"@&*_—…=~ \u00a0\u202f"
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS = "\u05b8\u05c1\u0651\u064e\u0301"

EITHER_WAY = str.maketrans(")]}>»", "([{<«")


@settings(max_examples=tried(quick=200, whole=5000))
@given(st.text(alphabet=LETTERS + NUMBERS + SIGNS + DIRECTIONS, max_size=40))
def test_the_order_is_that_of_another_implementation(typed: str) -> None:
    """python-bidi (its part in Rust) orders like us all that can be compared.

    Left aside: which way a bracket points, since it mirrors none; marks of direction, which a text loses when it is
    cleaned; signs that stand on others, since it turns these away from their letter. See the next test for those.
    """
    text = clean_line(typed)
    assert drawn(text).translate(EITHER_WAY) == get_display(_joined(text)).translate(EITHER_WAY)


@given(st.text(alphabet=LETTERS + NUMBERS + SIGNS + MARKS, max_size=40))
def test_what_stands_on_a_sign_changes_no_order(typed: str) -> None:
    text = typed.lstrip(MARKS)
    bare = text.translate(dict.fromkeys(map(ord, MARKS)))
    without = str.maketrans("", "", MARKS)
    assert drawn(text).translate(without) == drawn(bare)


@given(st.text(alphabet=st.sampled_from("ab1 2.(אבגד)"), max_size=40))
def test_turning_loses_and_adds_nothing(typed: str) -> None:
    mirrored = str.maketrans(")", "(")
    assert sorted(drawn(typed).translate(mirrored)) == sorted(typed.translate(mirrored))
