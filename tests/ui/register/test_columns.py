from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pegase_desktop.domain.views import SortKey
from pegase_desktop.ui.look.marks import STAGE_WIDTH
from pegase_desktop.ui.look.theme import Scheme, apply_theme, px
from pegase_desktop.ui.look.tokens import LIGHT
from pegase_desktop.ui.register.columns import COLUMNS, COMPLAINANT, FLEXIBLE, SERVICE, STAGE, column_sorted_by, fitted
from pegase_desktop.ui.register.ink import Ink

NAMES = [column.name for column in COLUMNS if column is not COMPLAINANT]


def test_the_design_widths_stand_when_there_is_room() -> None:
    assert fitted({}, room=862) == (116, 194, 112, 90, 104, 190, 56)


def test_a_wider_table_gives_the_room_to_the_flexible_column() -> None:
    assert fitted({}, room=1100)[FLEXIBLE] == 384


def test_services_show_more_of_their_names_where_there_is_ample_room() -> None:
    service = COLUMNS.index(SERVICE)
    assert [fitted({}, room)[service] for room in (968, 990, 1016, 2000)] == [112, 134, 160, 160]
    assert fitted({}, 990)[FLEXIBLE] == 300
    assert fitted({SERVICE.name: 120}, 2000)[service] == 120, "a width that somebody chose stays"


def test_columns_give_up_their_place_one_by_one() -> None:
    hidden = [sum(width == 0 for width in fitted({}, room)) for room in (818, 817, 714, 713, 602, 601)]
    assert hidden == [0, 1, 1, 2, 2, 3]


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 900)), st.integers(502, 3000))
def test_nothing_is_ever_to_be_scrolled_sideways(wanted: dict[str, int], room: int) -> None:
    widths = fitted({name: min(width, 200) for name, width in wanted.items()}, room)
    assert widths[FLEXIBLE] >= COMPLAINANT.least
    assert sum(widths) <= max(room, 108 + 150 + 200 * 3)


@pytest.mark.parametrize("scale", [0.85, 1.0, 1.15, 1.3, 1.6])
def test_the_marks_of_a_row_grow_and_shrink_with_its_columns(scale: float, qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT, scale)
    ink, drawn = Ink(1.0), QImage(px(STAGE.width), px(10), QImage.Format.Format_RGB32)
    drawn.fill(QColor("#FFFFFF"))
    painter = QPainter(drawn)
    ink.stage(painter, px(10), px(5), 0, is_closed=True)
    painter.end()
    inked = [x for x in range(drawn.width()) if drawn.pixelColor(x, px(5)) == QColor(LIGHT.success)]
    assert min(inked) == pytest.approx(px(10), abs=1)
    assert max(inked) == pytest.approx(px(10) + px(STAGE_WIDTH) - 1, abs=1), "the last segment is whole"


def test_every_sort_key_belongs_to_a_column() -> None:
    assert {column_sorted_by(key) for key in SortKey} == set(range(len(COLUMNS)))
