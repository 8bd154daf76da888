from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.views import SortKey
from pegase_desktop.ui.register.columns import COLUMNS, COMPLAINANT, FLEXIBLE, column_sorted_by, fitted

NAMES = [column.name for column in COLUMNS if column is not COMPLAINANT]


def test_the_design_widths_stand_when_there_is_room() -> None:
    assert fitted({}, room=862) == (116, 194, 112, 90, 104, 190, 56)


def test_a_wider_table_gives_the_room_to_the_flexible_column() -> None:
    assert fitted({}, room=1000)[FLEXIBLE] == 332


def test_columns_give_up_their_place_one_by_one() -> None:
    hidden = [sum(width == 0 for width in fitted({}, room)) for room in (818, 817, 714, 713, 602, 601)]
    assert hidden == [0, 1, 1, 2, 2, 3]


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 900)), st.integers(502, 3000))
def test_nothing_is_ever_to_be_scrolled_sideways(wanted: dict[str, int], room: int) -> None:
    widths = fitted({name: min(width, 200) for name, width in wanted.items()}, room)
    assert widths[FLEXIBLE] >= COMPLAINANT.least
    assert sum(widths) <= max(room, 108 + 150 + 200 * 3)


def test_every_sort_key_belongs_to_a_column() -> None:
    assert {column_sorted_by(key) for key in SortKey} == set(range(len(COLUMNS)))
