"""Which telephone numbers can be dialled."""

from __future__ import annotations

import pytest

from pegase_desktop.reference.telephone import is_dialable


@pytest.mark.parametrize(
    ("number", "is_it"),
    [
        ("06 39 98 12 04", True),
        ("+44 20 7946 0000", True),
        ("04 93 58 94 17 / 06 63 85 52 79", True),
        ("04 93 58 94 17 / 06 63", False),
        ("06 12", False),
        ("06 12 34 56 7", False),
        ("+39 06 698 1234", True),
        ("ne veut pas", False),
    ],
)
def test_what_can_be_dialled(number: str, is_it: bool) -> None:
    assert is_dialable(number) is is_it
