"""What the log of faults keeps, and what it never holds."""

from __future__ import annotations

from pathlib import Path

from pegase_desktop import fault_log
from pegase_desktop.fault_log import described, keep

SECRET = "Noémie Garnier"


def read_the_case() -> None:
    raise KeyError(SECRET)


def show_the_case() -> None:
    try:
        read_the_case()
    except KeyError as cause:
        raise ValueError(SECRET) from cause


def fault() -> ValueError:
    try:
        show_the_case()
    except ValueError as error:
        return error
    raise AssertionError


def test_a_fault_is_told_with_its_cause_by_their_places_alone() -> None:
    error = fault()
    told = described(type(error), error, error.__traceback__)
    assert [line for line in told.splitlines() if line.endswith("Error")] == ["KeyError", "ValueError"]
    assert "read_the_case" in told
    assert "tests/test_fault_log.py:" in told
    assert SECRET not in told
    assert str(Path(__file__).parents[1]) not in told  # nor the name of whoever works here


def test_the_log_grows_and_begins_again_before_it_is_a_burden(tmp_path: Path) -> None:
    log = tmp_path / "données" / "problemes.log"
    keep(log, "first")
    keep(log, "second")
    assert [line.split()[-1] for line in log.read_text("utf-8").splitlines()] == ["first", "second"]
    keep(log, "x" * fault_log._LARGEST_LOG)
    keep(log, "last")
    assert log.read_text("utf-8").endswith("Z last\n")
    assert "first" not in log.read_text("utf-8")


def test_a_disk_that_takes_nothing_is_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    keep(tmp_path / "a file" / "problemes.log", "lost")
