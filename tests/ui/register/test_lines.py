from __future__ import annotations

from array import array

from pegase_desktop.domain.views import Spine
from pegase_desktop.ui.register.lines import Lines, Section

SPINE = Spine(array("q", [31, 35, 36, 26, 27]), open_count=3)


def shown(lines: Lines) -> list[int | Section]:
    return [heading.section if (heading := lines.heading_at(at)) else lines.id_at(at) for at in range(len(lines))]


def test_each_part_stands_under_its_heading() -> None:
    assert shown(Lines(SPINE)) == [Section.OPEN, 31, 35, 36, Section.ENDED, 26, 27]


def test_a_folded_part_leaves_its_heading() -> None:
    assert shown(Lines(SPINE, frozenset({Section.OPEN}))) == [Section.OPEN, Section.ENDED, 26, 27]
    assert shown(Lines(SPINE, frozenset(Section))) == [Section.OPEN, Section.ENDED]


def test_a_part_without_complaints_has_no_heading() -> None:
    assert shown(Lines(Spine(array("q", [26]), open_count=0))) == [Section.ENDED, 26]
    assert shown(Lines(Spine(array("q"), open_count=0))) == []


def test_the_line_of_a_complaint_is_found_again() -> None:
    for folded in (frozenset(), frozenset({Section.OPEN}), frozenset(Section)):
        lines = Lines(SPINE, folded)
        for line in range(len(lines)):
            if lines.id_at(line):
                assert lines.line_of(lines.id_at(line)) == line


def test_what_is_folded_away_or_filtered_out_stands_on_no_line() -> None:
    assert Lines(SPINE, frozenset({Section.ENDED})).line_of(26) is None
    assert Lines(SPINE, frozenset({Section.OPEN})).line_of(36) is None
    assert Lines(SPINE).line_of(99) is None


def test_the_block_around_a_line_holds_complaints_only() -> None:
    assert list(Lines(SPINE).around(4, reach=4)) == [26, 27]
    assert list(Lines(SPINE).around(2, reach=64)) == [31, 35, 36, 26, 27]


def test_no_complaint_stands_beyond_the_ends() -> None:
    assert Lines(SPINE).id_at(-1) == 0
    assert Lines(SPINE).id_at(7) == 0
