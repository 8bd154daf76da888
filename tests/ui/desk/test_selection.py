"""Which complaint is meant, without a window: what was chosen, and what a search or a fold leaves of it."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.domain.views import Spine
from pegase_desktop.ui.desk.selection import Selection
from pegase_desktop.ui.register.lines import Lines, Section

NUMBERS = st.integers(1, 6)
SPINES = st.permutations(range(1, 7)).flatmap(
    lambda ids: st.tuples(st.integers(0, 6), st.integers(0, 6)).map(
        lambda cut: Spine(array("q", ids[: max(cut)]), min(cut))
    )
)
FOUND = st.builds(Lines, SPINES, st.frozensets(st.sampled_from(list(Section))))


def lines(*ids: int, folded: frozenset[Section] = frozenset()) -> Lines:
    return Lines(Spine(array("q", ids), min(2, len(ids))), folded)


def test_who_has_not_chosen_means_what_is_there_first() -> None:
    selection = Selection()
    selection.narrow(lines(3, 4, 5))
    assert (selection.case, selection.own) == (3, 3)


def test_what_was_chosen_is_meant_again_once_it_is_back() -> None:
    selection = Selection(4)
    selection.narrow(lines(3, 5))
    assert selection.case == 3
    selection.narrow(lines(5, 3))
    assert selection.case == 3  # still there, though no longer the first
    selection.narrow(lines())
    assert selection.case == 0
    selection.narrow(lines(3, 4))
    assert selection.case == 4


def test_what_is_folded_away_is_not_meant() -> None:
    selection = Selection(3)
    selection.narrow(lines(3, 4, 5, folded=frozenset({Section.OPEN})))
    assert selection.case == 5
    selection.narrow(lines(3, 4, 5, folded=frozenset(Section)))
    assert selection.case == 0
    selection.narrow(lines(3, 4, 5))
    assert selection.case == 3


@given(st.lists(st.one_of(NUMBERS, FOUND), max_size=12))
def test_what_is_meant_is_seen_and_is_the_persons_choice_wherever_that_is_seen(acts: list[int | Lines]) -> None:
    selection, chosen = Selection(), 0
    for act in acts:
        if isinstance(act, int):
            selection.choose(act)
            chosen = act
            assert selection.case == act
        else:
            selection.narrow(act)
            seen = [one for line in range(len(act)) if (one := act.id_at(line))]
            chosen = chosen or (seen[0] if seen else 0)
            assert selection.case == chosen if chosen in seen else selection.case in (seen or [0])
        assert selection.own == chosen


@given(FOUND, NUMBERS)
def test_a_complaint_stands_in_a_part_whether_it_is_folded_or_not(found: Lines, number: int) -> None:
    seen = [one for line in range(len(found)) if (one := found.id_at(line))]
    assert (number in found) == (number in seen)
    assert found.first == (seen[0] if seen else 0)
    section = found.section_of(number)
    headings = {heading.section: heading for _, heading in found.headings()}
    assert (section is not None and not headings[section].is_folded) == (number in seen)
