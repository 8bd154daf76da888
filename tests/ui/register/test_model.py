from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.procedure import Chapter
from pegase_desktop.domain.progress import Stage
from pegase_desktop.domain.views import Chip, Line, Spine, View
from pegase_desktop.domain.words import Channel, Kind, Priority, Status
from pegase_desktop.ui.register.lines import Section
from pegase_desktop.ui.register.model import RegisterModel
from tests.amounts import tried

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def row(number: int) -> Line:
    return Line(
        id=number,
        reference=f"R-2026-{number:04}",
        kind=Kind.COMPLAINT,
        received_at=datetime(2026, 11, 17, 17, 40, tzinfo=UTC),
        complainant="Mme Élodie Garnier",
        subject="Leçons annulées la veille",
        service="Planning",
        channel=Channel.EMAIL,
        priority=Priority.HIGH,
        stage=Stage(Status.OPEN, Chapter.RESTATEMENT),
        duty=Duty(DutyKind.CALL, datetime(2026, 11, 20, 19, 0, tzinfo=UTC)),
        owner="Claire Martin",
        status=Status.OPEN,
        ended_at=None,
    )


@dataclass
class FakeSource:
    """A register of which only the ids matter; remembers which rows were read."""

    shown: Spine = field(default_factory=lambda: Spine(array("q"), 0))
    read: list[int] = field(default_factory=list)

    def spine(self, view: View) -> Spine:
        return self.shown

    def lines(self, ids: Sequence[int]) -> dict[int, Line]:
        self.read += ids
        return {number: row(number) for number in ids}


def model_of(ids: Sequence[int], open_count: int) -> tuple[RegisterModel, FakeSource]:
    source = FakeSource(Spine(array("q", ids), open_count))
    model = RegisterModel(source, lambda: NOW)
    model.show_view(View(now=NOW))
    return model, source


def test_showing_reads_no_complaint_and_painting_reads_those_around(qapp: QApplication) -> None:
    model, source = model_of(range(1, 100_001), 50_000)
    assert model.rowCount() == 100_002
    assert source.read == []
    assert model.line_at(70_000) == row(69_999)
    assert len(source.read) <= 64


def test_rows_are_kept_until_the_register_changes(qapp: QApplication) -> None:
    model, source = model_of([1, 2, 3], 3)
    model.line_at(1)
    model.line_at(2)
    assert source.read == [1, 2, 3]
    model.forget_lines()
    model.line_at(1)
    assert source.read == [1, 2, 3, 1, 2, 3]


def test_rows_painted_long_ago_are_let_go(qapp: QApplication) -> None:
    model, source = model_of(range(1, 5001), 5000)
    for line in range(1, 5001):
        model.line_at(line)
    source.read.clear()
    model.line_at(1)
    assert source.read


@given(
    views=st.lists(
        st.tuples(
            st.permutations(range(1, 13)), st.integers(0, 12), st.integers(0, 12), st.sets(st.sampled_from(Section))
        ),
        min_size=2,
        max_size=6,
    )
)
@settings(max_examples=tried(quick=20, whole=200))
def test_held_lines_follow_their_complaint_through_any_change(
    qapp: QApplication, views: list[tuple[list[int], int, int, set[Section]]]
) -> None:
    model, source = model_of([], 0)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for ids, length, open_count, folded in views:
        model.fold(frozenset(folded))
        held = {
            model.lines.id_at(line): QPersistentModelIndex(model.index(line, 0)) for line in range(model.rowCount())
        }
        source.shown = Spine(array("q", ids[:length]), min(open_count, length))
        model.show_view(View(now=NOW))
        assert model.rowCount() == len(model.lines)
        for number, index in held.items():
            if number:
                line = model.lines.line_of(number)
                assert index.row() == (-1 if line is None else line)
    tester.deleteLater()


def test_headings_cannot_be_selected_and_say_how_many(qapp: QApplication) -> None:
    model, _ = model_of([1, 2, 3], 2)
    heading = model.index(0, 0)
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert heading.data() == "Ouvertes\n2\u00a0dossiers"
    assert model.index(3, 0).data() == "Clôturées\n1\u00a0dossier"


def test_the_second_heading_says_what_it_holds(qapp: QApplication) -> None:
    model, _ = model_of([1], 0)
    model.show_view(View(now=NOW, chip=Chip.CANCELLED))
    assert str(model.index(0, 0).data()).startswith("Annulées")


def test_a_line_is_heard_as_one_sentence(qapp: QApplication) -> None:
    model, _ = model_of([36], 1)
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "R-2026-0036\u202f; Mme\u00a0Élodie Garnier\u202f; Leçons annulées la veille\u202f; "
        "reçue le 17/11/2026, e-mail\u202f; service Planning\u202f; priorité haute\u202f; étape Reformulation\u202f; "
        "Rappel dans 2\u00a0h, aujourd’hui à 20:00\u202f; suivie par Claire Martin"
    )


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (0, "R-2026-0036\n17/11/2026"),
        (1, "Mme Élodie Garnier\nLeçons annulées la veille"),
        (2, "Planning\nE-mail"),
        (3, "Haute"),
        (4, "Reformulation"),
        (5, "Rappel dans 2\u00a0h\naujourd’hui à 20:00"),
        (6, "Claire Martin"),
    ],
)
def test_cells_hold_their_two_lines(qapp: QApplication, column: int, text: str) -> None:
    model, _ = model_of([36], 1)
    assert model.index(1, column).data() == text


def test_time_changes_the_words_and_nothing_else(qapp: QApplication) -> None:
    clock = [NOW]
    source = FakeSource(Spine(array("q", [36]), 1))
    model = RegisterModel(source, lambda: clock[0])
    model.show_view(View(now=NOW))
    held = QPersistentModelIndex(model.index(1, 5))
    clock[0] = datetime(2026, 11, 20, 19, 5, tzinfo=UTC)
    model.tick()
    assert held.row() == 1
    assert str(model.index(1, 5).data()).startswith("En retard de 5\u00a0min")
