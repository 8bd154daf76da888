"""Finding a complaint as one types, by anything a person would search by."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.rows import Action, Exchange
from pegase_desktop.domain.text import fold
from pegase_desktop.domain.views import Chip, SortKey, View
from pegase_desktop.domain.words import Channel, Direction, Medium
from pegase_desktop.storage import table_view
from tests.amounts import tried
from tests.domain.samples import cases, office, registrable
from tests.storage.office import CLAIRE, Clock, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pegase_desktop.storage.register import Register

NOW = office(20, 11, 18)


def found(register: Register, typed: str, **view: Any) -> list[str]:
    ids = register.table.spine(View(now=NOW, search=typed, sort=SortKey.REFERENCE, **view)).ids
    rows = register.table.lines(ids)
    return sorted(rows[number].reference for number in ids)


@pytest.fixture(scope="module")
def the_cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register that holds the 24 fictional cases; nothing writes to it."""
    with opened(tmp_path_factory.mktemp("cases") / "registre.pegase", Clock(NOW)) as register:
        for case in cases():
            register.cases.receive(case, by=CLAIRE)
        yield register


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("Rostaing", [1]),
        ("rostaing camille", [1]),  # words in any order
        ("ROSTAING CAM", [1]),  # beginnings of words
        ("diakite", [4]),
        ("DIAKITÉ", [4]),
        ("Boussaïd", [15, 24]),
        ("boussai\u0308d", [15, 24]),  # the accent typed apart
        ("kowalczyk étienne", [18]),
        ("l’embrayage", [2]),
        ("l'embrayage", [2]),
        ("0639981204", [1]),
        ("06 39 98 12 04", [1]),
        ("06.39.98.12.04", [1]),
        ("+33 6 39 98 12 04", [1]),
        ("063998120", [1]),
        ("c.rostaing@exemple.fr", [1]),
        ("R-2026-0007", [7]),
        ("r-2026-0007", [7]),
        ("r20260007", [7]),
        ("2026-0007", [7]),
        ("0007", [7]),
        ("impasse du lavoir", [2]),
        ("Julien Castellan", [8, 11, 13, 21]),  # complained of, responsible, called by
        ("monitrice absente 7 h 30", [24]),
        ("médiateur coordonnées delestraint", [3]),  # in an exchange
        ("panne 06 39 98 33 71", [2]),
        ("17/11/2026 plateau", [22]),  # the day of reception
        ("aléa", [2, 8, 17]),  # the nature
        ("difficulte pellissier", [20]),
        ("introuvable-xyz", []),
    ],
)
def test_a_case_is_found(the_cases: Register, typed: str, numbers: list[int]) -> None:
    assert found(the_cases, typed) == [f"R-2026-{number:04}" for number in numbers]


@pytest.mark.parametrize("typed", ["", "   ", "…", "'", '"', "*", "-", "()", "%", "\u202f"])
def test_what_holds_no_word_filters_nothing(the_cases: Register, typed: str) -> None:
    assert len(found(the_cases, typed)) == 24


@pytest.mark.parametrize(
    "typed",
    [
        'rostaing"', "rostaing*", "^rostaing", "NEAR(rostaing)", "words:rostaing", "rostaing AND", "NOT", "rostaing OR",
        "'; DROP TABLE search; --", "-rostaing", "{rostaing}", "rostaing\x00", "%_", "\u19b0", "a\u1cf2b", "\ud800",
        "x" * 40_000, "un deux " * 5_000,
    ],
)  # fmt: skip
def test_signs_of_the_query_language_are_only_signs(the_cases: Register, typed: str) -> None:
    found(the_cases, typed)
    assert found(the_cases, "rostaing") == ["R-2026-0001"]


@given(typed=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_can_be_typed(the_cases: Register, typed: str) -> None:
    found(the_cases, typed)


@given(data=st.data())
@settings(max_examples=tried(quick=20, whole=200))
def test_any_words_of_a_case_find_it_however_they_are_written(the_cases: Register, data: st.DataObject) -> None:
    case: Complaint = data.draw(st.sampled_from(cases()))
    words = " ".join((case.verbatim, case.subject, case.complainant_name, case.outcome, case.address)).split()
    some = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    write = data.draw(st.sampled_from([str.upper, str.lower, fold, lambda text: unicodedata.normalize("NFD", text)]))
    number = cases().index(case) + 1
    assert f"R-2026-{number:04}" in found(the_cases, write(" ".join(some)))


def test_a_search_keeps_to_the_filters(the_cases: Register) -> None:
    assert found(the_cases, "Boussaïd", chip=Chip.OPEN) == ["R-2026-0015", "R-2026-0024"]
    assert found(the_cases, "Boussaïd", chip=Chip.ACK_TO_SEND) == ["R-2026-0024"]
    assert found(the_cases, "Boussaïd", since=date(2026, 11, 1)) == ["R-2026-0024"]
    assert found(the_cases, "Castellan", service="Conduite") == ["R-2026-0021"]


def test_the_index_follows_every_change(register: Register) -> None:
    case = register.cases.receive(registrable(channel=Channel.PHONE), by=CLAIRE)
    reference = [case.reference]
    said = Exchange(at=office(4, 11), medium=Medium.SMS, direction=Direction.OUTGOING, by=CLAIRE, text="Zébulon")
    action = Action(what="Xylophone", who="Marc Olivier", due=date(2026, 11, 9))
    for values, typed in (
        ({"student": "Quentin Œil"}, "quentin oeil"),
        ({"exchanges": (said,)}, "zebulon"),
        ({"actions": (action,)}, "xylophone"),
        ({"phone": "06 39 98 77 77"}, "0639987777"),
        ({"verbatim": "Rappelez-moi au +33 6 39 98 88 88 svp"}, "06.39.98.88.88"),
    ):
        assert found(register, typed) == []
        case = register.cases.record(case, values, by=CLAIRE)
        assert found(register, typed) == reference
    case = register.cases.record(case, {"student": "Paul"}, by=CLAIRE, reason="Faute")
    assert found(register, "quentin") == []
    assert found(register, "paul") == reference
    case = register.cases.record(case, {"received_at": office(27, 10)}, by=CLAIRE, reason="Faute")
    assert found(register, "27/10/2026") == reference
    case = register.cases.attach(case, "Ordonnance.pdf", b"x", by=CLAIRE)
    assert found(register, "ordonnance") == reference
    register.cases.detach(case, case.attachments[0].id, by=CLAIRE, reason="Privé")
    assert found(register, "ordonnance") == []


@pytest.mark.parametrize("stored", ["0639981204", "06.39.98.12.04", "+33 6 39 98 12 04", "0033639981204"])
@pytest.mark.parametrize("typed", ["0639981204", "06 39 98 12 04", "+33 6 39 98 12 04", "+33639981204", "06 39 98"])
def test_a_telephone_number_is_found_however_it_was_written(
    phones: dict[str, str], the_phones: Register, stored: str, typed: str
) -> None:
    assert phones[stored] in found(the_phones, typed)


@pytest.fixture(scope="module")
def the_phones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with opened(tmp_path_factory.mktemp("phones") / "registre.pegase", Clock(NOW)) as register:
        yield register


@pytest.fixture(scope="module")
def phones(the_phones: Register) -> dict[str, str]:
    written = ("0639981204", "06.39.98.12.04", "+33 6 39 98 12 04", "0033639981204")
    return {phone: the_phones.cases.receive(registrable(phone=phone), by=CLAIRE).reference for phone in written}


def test_a_search_shows_the_newest_and_says_that_there_are_more(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_view, "SEARCH_LIMIT", 3)
    base = registrable()
    for number in range(4):
        register.cases.receive(replace(base, subject=f"Panne {'abcd'[number]}"), by=CLAIRE)
    spine = register.table.spine(View(now=NOW, search="panne", sort=SortKey.REFERENCE))
    assert (list(spine.ids), spine.is_cut) == ([2, 3, 4], True)
    spine = register.table.spine(View(now=NOW, search="panne b", sort=SortKey.REFERENCE))
    assert (list(spine.ids), spine.is_cut) == ([2], False)
