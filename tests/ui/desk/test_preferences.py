from __future__ import annotations

import json
from pathlib import Path

import pytest

from pegase_desktop.domain.procedure import Page
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.look.theme import Scheme


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "config" / "preferences.json", sort="subject", widths={"service": 130}, top=12)
    kept.save()
    assert Preferences.load(tmp_path / "config" / "preferences.json") == kept


@pytest.mark.parametrize("content", ["", "{", "[]", '"a"', "\x00\xff", "[" * 100_000, '{"actor":' * 50_000, "9" * 5000])
def test_an_unreadable_file_means_the_first_day(tmp_path: Path, content: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content.encode("latin-1"))
    assert Preferences.load(path) == Preferences(path)


def test_a_value_that_does_not_fit_is_left_at_its_default(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"sort": 3, "descending": "yes", "actor": "Claire", "unknown": 1}), "utf-8")
    assert Preferences.load(path) == Preferences(path, actor="Claire")


def test_a_number_that_nobody_can_have_chosen_is_left_at_its_default(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    kept = {"text_scale": -40, "absence_minutes": -5, "widths": {"reference": 99_999, "subject": 300}, "top": 7}
    path.write_text(json.dumps(kept), "utf-8")
    assert Preferences.load(path) == Preferences(path, widths={"subject": 300}, top=7)


@pytest.mark.parametrize("text", ["a\\u0000b", "\\ud800", "a\\udfff\\ud8ff"])
def test_a_text_that_cannot_be_one_is_left_at_its_default(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(
        f'{{"register": "{text}", "actor": "{text}", "registers": ["{text}", "a"], "widths": {{"{text}": 3}}}}'
    )
    assert Preferences.load(path) == Preferences(path, registers=["a"])


def test_a_number_beyond_all_screens_is_left_at_its_default(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"text_scale": 10**30, "selected": -(10**12), "widths": {"service": 10**11}}))
    assert Preferences.load(path) == Preferences(path)


def test_a_name_of_a_file_that_is_not_utf8_comes_back(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "preferences.json", register="/tmp/caf\udce9.pegase")
    kept.save()
    assert Preferences.load(tmp_path / "preferences.json") == kept


def test_a_place_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be", "utf-8")
    Preferences(tmp_path / "config" / "preferences.json").save()
    assert (tmp_path / "config").read_text("utf-8") == "a file where the folder should be"


def test_nothing_but_the_file_is_left(tmp_path: Path) -> None:
    Preferences(tmp_path / "preferences.json").save()
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["preferences.json"]


@pytest.mark.parametrize(("kept", "scheme"), [("dark", Scheme.DARK), ("pink", Scheme.SYSTEM)])
def test_colours_that_no_longer_exist_are_those_of_the_computer(kept: str, scheme: Scheme) -> None:
    assert Preferences(scheme=kept).colour_scheme is scheme


def test_the_page_at_which_each_complaint_was_left(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "preferences.json")
    kept.keep_page(12, Page.PLAN)
    kept.keep_page(7, Page.ASSESSMENT)
    kept.keep_page(12, Page.RESPONSE)
    kept.save()
    again = Preferences.load(tmp_path / "preferences.json")
    assert [again.page_left(number) for number in (12, 7, 3)] == [Page.RESPONSE, Page.ASSESSMENT, None]
    assert list(again.pages) == ["7", "12"]


def test_pages_of_complaints_left_long_ago_are_forgotten() -> None:
    kept = Preferences()
    for number in range(1000):
        kept.keep_page(number, Page.PLAN)
    assert kept.page_left(999) is Page.PLAN
    assert kept.page_left(0) is None
    assert len(kept.pages) == 500


def test_the_registers_of_before_are_known(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "preferences.json")
    for number in range(30):
        kept.note_register(tmp_path / f"{number}.pegase")
    kept.note_register(tmp_path / "29.pegase")
    kept.forget_register(tmp_path / "28.pegase")
    kept.save()
    again = Preferences.load(tmp_path / "preferences.json")
    assert [again.knows(tmp_path / f"{number}.pegase") for number in (29, 28, 10, 9)] == [True, False, True, False]


def test_a_page_that_no_longer_exists_is_none() -> None:
    assert Preferences(pages={"3": "page quatorze"}).page_left(3) is None


def test_parts_that_do_not_fit_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"widths": {"service": "wide", "stage": 90}, "folded": [3, "closed", None]}), "utf-8")
    assert Preferences.load(path) == Preferences(path, widths={"stage": 90}, folded=["closed"])


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    kept = Preferences(path, sort="subject")
    kept.save()
    written = path.stat().st_ino
    kept.save()
    assert path.stat().st_ino == written
    kept.sort = "stage"
    kept.save()
    assert Preferences.load(path).sort == "stage"
