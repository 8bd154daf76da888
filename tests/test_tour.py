"""The tour: the whole story by keys, and how it tells that something went wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import stage
import tour

from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.interchange.open_form_reading import case_from_open
from tests.domain.samples import CASES_NOW

ROOT = Path(__file__).resolve().parents[1]


def test_a_complaint_goes_from_the_empty_register_to_its_sheet(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "build" / "tour.py", "--out", tmp_path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = [Path(line) for line in done.stdout.splitlines()]
    assert all(path.is_file() for path in told)
    assert told[-1].name == "Fiche_R-2026-0001.pdf"
    assert len(told) > len(COMPLAINT_PATH.pages)


@pytest.mark.usefixtures("qapp")
def test_a_failure_is_one_sentence_and_the_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any) -> None:
        tour.expect(False, "The case is not closed.")

    monkeypatch.setattr(tour, "take_tour", fail)
    assert tour.main(["--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "tour: The case is not closed.\n"


def test_the_clock_of_the_tour_never_runs_ahead_of_what_is_typed() -> None:
    tree = json.loads(stage.CASES.read_text("utf-8"))["cases"][0]
    case = case_from_open(tree, 1, CASES_NOW).complaint
    assert case.received_at is not None
    assert case.ended_at is not None
    assert tour.latest_on(Page.RECEPTION, case) == case.received_at
    assert tour.latest_on(Page.ACKNOWLEDGEMENT, case) == case.ack_sent_at
    assert all(case.received_at <= tour.latest_on(page, case) <= case.ended_at for page in COMPLAINT_PATH.pages)


def test_a_day_without_an_hour_counts_from_the_evening() -> None:
    tree = json.loads(stage.CASES.read_text("utf-8"))["cases"][0]
    case = case_from_open(tree, 1, CASES_NOW).complaint
    assert tour.latest_on(Page.PLAN, case) > datetime(2026, 1, 8, 17, 0, tzinfo=UTC)
