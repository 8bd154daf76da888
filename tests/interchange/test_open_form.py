"""The open form: what goes out comes in again, and what is wrong is refused with its number, field and reason."""

from __future__ import annotations

import base64
import contextlib
import copy
import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pegase_desktop.domain.codec import cleaned
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind, facts_of
from pegase_desktop.domain.portable import Case, WrongCase
from pegase_desktop.domain.rows import Attachment, Ending, SentLetter
from pegase_desktop.domain.text import clean_line
from pegase_desktop.domain.words import Agreement, CancelReason, ClientAgrees, EndingKind, Quality, Status
from pegase_desktop.interchange.open_form import case_to_open, path_of
from pegase_desktop.interchange.open_form_reading import case_from_open
from tests.amounts import tried
from tests.domain.samples import CASES_NOW, closable, office, registrable

FILE = json.loads((Path(__file__).parents[1] / "data" / "cases.json").read_text("utf-8"))


def read(tree: object, number: int = 1, now: datetime = CASES_NOW) -> Case:
    return case_from_open(tree, number, now)


def through_json(case: Case) -> Case:
    return read(json.loads(json.dumps(case_to_open(case))))


FORMER_ENDS = ("closed_at", "closed_by", "reopened", "cancelled")


def told(case: dict[str, Any]) -> dict[str, Any]:
    """The values that a case tells, by path, without its lists."""
    flat: dict[str, Any] = {}
    for name, value in case.items():
        flat |= {f"{name}.{inner}": one for inner, one in value.items()} if isinstance(value, dict) else {name: value}
    return {path: value for path, value in flat.items() if not isinstance(value, list)}


@pytest.mark.parametrize("number", range(1, 25))
def test_the_fictional_cases_come_in_and_go_out_as_they_were(number: int) -> None:
    tree = FILE["cases"][number - 1]
    written = case_to_open(read(tree, number))
    for path, value in told(tree).items():
        if path.partition(".")[0] not in FORMER_ENDS:
            assert told(written)[path] == value
    for name in ("actions", "exchanges"):
        assert written.get(name, []) == tree.get(name, [])
    assert written.get("restatement", {}).get("calls") == tree.get("restatement", {}).get("calls")


@pytest.mark.parametrize("number", range(1, 25))
def test_a_case_read_twice_is_the_same(number: int) -> None:
    case = read(FILE["cases"][number - 1], number)
    assert through_json(case) == case


def test_codes_become_words_and_euros_cents() -> None:
    complaint = read(FILE["cases"][0]).complaint
    assert complaint.complainant_quality is Quality.STUDENT
    assert complaint.restatement_agreed is Agreement.YES
    assert complaint.redress[1].amount == 5500
    assert complaint.status is Status.CLOSED
    assert complaint.received_at == datetime(2026, 1, 8, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("plain", "word"), [(True, ClientAgrees.YES), (False, ClientAgrees.NO), (None, ClientAgrees.NO_WORD)]
)
def test_the_client_agrees_or_not_or_gives_no_word(plain: bool | None, word: ClientAgrees) -> None:
    tree = case_to_open(Case(registrable())) | {"conclusion": {"client_agrees": plain}}
    assert read(tree).complaint.client_agrees is word


def test_a_client_who_was_not_asked_yet_is_not_one_without_word() -> None:
    tree = case_to_open(Case(registrable())) | {"conclusion": {"outcome": "Fondée"}}
    assert read(tree).complaint.client_agrees is None


def test_what_older_files_leave_out_is_filled_in() -> None:
    tree = case_to_open(Case(registrable(received_by="Claire Martin", in_writing=True)))
    del tree["owner"], tree["written_on"]
    complaint = read(tree).complaint
    assert complaint.owner == "Claire Martin"
    assert complaint.written_on == date(2026, 11, 2)


def test_what_is_told_as_empty_stays_empty() -> None:
    complaint = registrable(received_by="Claire Martin", in_writing=True)
    assert through_json(Case(complaint)).complaint == complaint


def test_a_group_without_value_is_none() -> None:
    tree = case_to_open(Case(registrable())) | {"commitment": None, "feedback": {"text": None}}
    assert read(tree).complaint == registrable()


def document(content: bytes, name: str = "lettre.pdf", **told: Any) -> dict[str, Any]:
    return {"name": name, "content": base64.b64encode(content).decode()} | told


def test_documents_come_with_their_content() -> None:
    tree = case_to_open(Case(registrable())) | {"attachments": [document(b"a"), document(b"")]}
    case = read(tree)
    first, second = case.complaint.attachments
    assert (first.name, first.size, first.sha256) == ("lettre.pdf", 1, hashlib.sha256(b"a").hexdigest())
    assert (case.contents[first.sha256], case.contents[second.sha256]) == (b"a", b"")
    assert through_json(case) == case


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\CON.pdf", "a\u202egpj.exe", "", "x" * 400])
def test_the_name_of_a_document_is_made_safe(name: str) -> None:
    tree = case_to_open(Case(registrable())) | {"attachments": [document(b"a", name)]}
    safe = read(tree).complaint.attachments[0].name
    assert safe
    assert len(safe) <= 120
    assert not set(safe) & set("/\\:\u202e")


# What the first form told otherwise

CLOSED_AT, REOPENED_AT, CANCELLED_AT = (f"2026-11-{day}T10:00:00+01:00" for day in (10, 11, 12))


def test_the_ends_that_the_first_form_tells_come_in_the_order_of_time() -> None:
    tree = case_to_open(Case(closable())) | {
        "cancelled": {"at": CANCELLED_AT, "reason": "duplicate", "note": "Deux fois", "duplicate_of": "R-2026-0001"},
        "reopened": {"at": REOPENED_AT, "reason": "Nouveau fait"},
        "closed_at": CLOSED_AT,
        "closed_by": "Claire Martin",
    }
    assert read(tree).complaint.endings == (
        Ending(kind=EndingKind.CLOSED, at=office(10, 11, 10), by="Claire Martin"),
        Ending(kind=EndingKind.REOPENED, at=office(11, 11, 10), note="Nouveau fait"),
        Ending(
            kind=EndingKind.CANCELLED,
            at=office(12, 11, 10),
            reason=CancelReason.DUPLICATE,
            note="Deux fois",
            duplicate_of="R-2026-0001",
        ),
    )


def test_of_an_end_and_a_reopening_at_the_same_instant_the_reopening_stands() -> None:
    tree = case_to_open(Case(closable())) | {"closed_at": CLOSED_AT, "reopened": {"at": CLOSED_AT, "reason": "x"}}
    assert read(tree).complaint.is_open


@pytest.mark.parametrize(
    ("ends", "field"),
    [
        ({"closed_at": "hier"}, "closed_at"),
        ({"closed_at": "2026-11-21T10:00:00+01:00"}, "closed_at"),
        ({"closed_at": CLOSED_AT, "closed_by": 3}, "closed_by"),
        ({"cancelled": {"at": CLOSED_AT, "reason": "nope"}}, "cancelled.reason"),
        ({"cancelled": {"at": CLOSED_AT, "reason": "withdrawn", "inconnu": 1}}, "cancelled.inconnu"),
        ({"reopened": {"reason": "x"}}, "reopened.at"),
        ({"closed_at": CLOSED_AT, "endings": []}, "closed_at"),
    ],
)
def test_a_wrong_end_is_told_by_the_field_that_the_file_has(ends: dict[str, Any], field: str) -> None:
    with pytest.raises(WrongCase) as caught:
        read(case_to_open(Case(closable())) | ends)
    assert caught.value.field == field


LETTER = {
    "kind": "acknowledgement", "sent_at": "2026-11-02T15:00:00+01:00", "medium": "email", "by": "Claire Martin",
    "subject": "Votre réclamation", "name": "AR.pdf", "content": "YQ==",
}  # fmt: skip
AS_EXCHANGE = {
    "at": LETTER["sent_at"], "medium": "email", "direction": "outgoing", "by": "Claire Martin",
    "text": "Votre réclamation",
}  # fmt: skip


def test_in_the_first_form_an_exchange_is_the_letter_that_says_the_same() -> None:
    other = AS_EXCHANGE | {"text": "Appelée aussi"}
    tree = case_to_open(Case(closable())) | {"letters": [LETTER], "exchanges": [other, AS_EXCHANGE]}
    complaint = case_from_open(tree, 1, CASES_NOW, form=1).complaint
    [letter] = complaint.letters
    assert letter.settles  # the acknowledgement of the case left at that instant
    assert [one.letter for one in complaint.exchanges] == [None, letter.id]
    assert [one.letter for one in read(tree).complaint.exchanges] == [None, None]


def test_an_exchange_names_its_letter_by_its_place() -> None:
    tree = case_to_open(Case(closable())) | {"letters": [LETTER, LETTER], "exchanges": [AS_EXCHANGE | {"letter": 2}]}
    case = read(tree)
    assert case.complaint.exchanges[0].letter == case.complaint.letters[1].id
    assert case_to_open(case)["exchanges"] == [AS_EXCHANGE | {"letter": 2}]
    tree["exchanges"][0]["letter"] = 3
    with pytest.raises(WrongCase, match="letters") as caught:
        read(tree)
    assert caught.value.field == "exchanges[1].letter"


def test_hours_that_are_unknown_are_told_by_the_fields_of_the_form() -> None:
    case = Case(closable(hour_unknown=("received_at", "ack_sent_at")))
    assert case_to_open(case)["hour_unknown"] == ["received_at", "acknowledgement.sent_at"]
    assert through_json(case).complaint.hour_unknown == ("received_at", "ack_sent_at")


# Every field refuses what it cannot hold

WRONG: dict[FactKind, list[Any]] = {
    FactKind.LINE: [3, True, [], {"a": 1}, ["x"]],
    FactKind.CHOICE: ["nope", "", 3, True, [], {}],
    FactKind.FLAG: ["oui", 0, 1, [], {}],
    FactKind.MARK: [0, 6, 2.5, "5", True, []],
    FactKind.DAY: ["2026-02-30", "hier", 20260101, "0026-01-01", "9999-12-31", "2026-01-01T10:00:00", [], True],
    FactKind.MOMENT: ["2026-01-08", "2026-01-08T09:12:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", 5, []],
    FactKind.STAFF_LIST: ["Marc", [3], {"a": 1}, 3],
    FactKind.FACTS: ["received_at", [3], {"a": 1}, ["subject"], ["acknowledgement.sent_at"], ["nope"]],
    FactKind.NUMBER: ["3", 2.5, True, [], {}],
    FactKind.ROWS: ["x", 3, {"a": 1}, [3], ["x"], [[]], [{"nope": 1}]],
}
TEXTS = (FactKind.TEXT, FactKind.PHONE, FactKind.EMAIL, FactKind.MENU, FactKind.STAFF)
CASES_OF_WRONG = [
    (one, value) for one in facts_of(Complaint) for value in WRONG[FactKind.LINE if one.kind in TEXTS else one.kind]
    if not (one.name == "client_agrees" and value is True)
]  # fmt: skip


@pytest.mark.parametrize(("declared", "value"), CASES_OF_WRONG, ids=lambda one: getattr(one, "name", repr(one)))
def test_every_wrong_value_is_refused_with_number_field_and_reason(declared: Fact, value: Any) -> None:
    tree = case_to_open(Case(registrable()))
    group, _, name = path_of(declared.name).rpartition(".")
    (tree.setdefault(group, {}) if group else tree)[name] = value
    with pytest.raises(WrongCase) as caught:
        read(tree, 17)
    assert caught.value.number == 17
    assert caught.value.field.startswith(path_of(declared.name))
    assert str(caught.value).startswith(f"Cas n°\u00a017, champ «\u00a0{path_of(declared.name)}")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"inconnu": 1}, "inconnu", "n’existe pas"),
        ({"complainant.name": "x"}, "complainant.name", "n’existe pas"),
        ({"conclusion": {"nope": 1}}, "conclusion.nope", "n’existe pas"),
        ({"complainant": "Élodie"}, "complainant", "un objet"),
        ({"kind": None}, "kind", "Il manque la nature"),
        ({"received_at": None}, "received_at", "Il manque la date"),
        ({"received_at": "2026-11-21T18:00:00+01:00"}, "received_at", "dans le futur"),
        ({"facts_date": "2026-11-19"}, "facts_date", "après la réception"),
        ({"closed_at": "2026-11-20T10:00:00+01:00"}, "acknowledgement.sent_at", "n’est pas encore envoyé"),
        ({"reference": "36"}, "reference", "R-2026-0001"),
        ({"reference": 36}, "reference", "un texte"),
        ({"links": ["R-2026-0001", "nope"]}, "links[2]", "R-2026-0001"),
        ({"registered": {"at": "demain"}}, "registered.at", "décalage"),
        ({"registered": {"at": "2027-01-01T00:00:00Z"}}, "registered.at", "futur"),
        ({"registered": {"by": 3}}, "registered.by", "un texte"),
        ({"actions": [{"what": "x", "who": "y", "due": "2026-12-01"}, {"due": "x"}]}, "actions[2].due", "un jour"),
        ({"actions": [{"who": "y", "due": "2026-12-01"}]}, "actions[1]", "il manque"),
        ({"response": {"redress": [{"kind": "refund", "amount": 10.005}]}}, "response.redress[1].amount", "décimales"),
        ({"response": {"redress": [{"kind": "refund", "amount": -1}]}}, "response.redress[1].amount", "possible"),
        ({"response": {"redress": [{"kind": "refund", "amount": 1e400}]}}, "response.redress[1].amount", "possible"),
        ({"response": {"redress": [{"kind": "refund", "amount": 10**30}]}}, "response.redress[1].amount", "possible"),
        ({"response": {"redress": [{"kind": "refund", "amount": "10"}]}}, "response.redress[1].amount", "en euros"),
        ({"attachments": [{"name": "a"}]}, "attachments[1].content", "un texte"),
        ({"attachments": [{"name": "a", "content": "é"}]}, "attachments[1].content", "base64"),
        ({"attachments": [document(b"a", sha256="0" * 64)]}, "attachments[1].sha256", "empreinte"),
        ({"attachments": [document(bytes(25 * 1024 * 1024 + 1))]}, "attachments[1].content", "25 Mo"),
        ({"a\u202e\n" * 99: 1}, "a" * 80, "n’existe pas"),
    ],
    ids=lambda one: None if isinstance(one, str) else next(iter(one))[:20],
)
def test_a_wrong_case_is_refused(change: dict[str, Any], field: str, reason: str) -> None:
    tree = copy.deepcopy(case_to_open(Case(registrable())))
    with pytest.raises(WrongCase, match=reason) as caught:
        read(tree | change)
    assert caught.value.field == field or field == "a" * 80


@pytest.mark.parametrize("tree", [None, 3, "x", [], True])
def test_a_case_is_an_object(tree: object) -> None:
    with pytest.raises(WrongCase, match="attendu\u00a0: un objet"):
        read(tree)


# Whatever a complaint holds, it comes back

RECEIVED = office(5, 1, 9)
LINES = st.text(max_size=30)
MOMENTS = st.datetimes(datetime(2026, 1, 6), datetime(2026, 11, 19), timezones=st.just(UTC))  # noqa: DTZ001
SOURCES: dict[FactKind, Any] = {
    FactKind.FLAG: st.booleans(),
    FactKind.MARK: st.integers(1, 5),
    FactKind.MONEY: st.integers(0, 100_000_000),
    FactKind.NUMBER: st.integers(1, 1_000_000),
    FactKind.DAY: st.dates(date(2026, 1, 6), date(2026, 11, 19)),
    FactKind.MOMENT: MOMENTS.map(lambda one: one.replace(microsecond=0)),
    FactKind.STAFF_LIST: st.lists(LINES, max_size=2).map(tuple),
}
# Given by the test, or closing the case, which asks for more than a few facts.
FIXED = ("received_at", "facts_date", "endings", "hour_unknown", "kind", "channel", "complainant_name", "subject")


def values(declared: Fact) -> st.SearchStrategy[Any]:
    if declared.kind is FactKind.CHOICE:
        return st.sampled_from(declared.choices)
    if declared.name == "links" or declared.row in (Attachment, SentLetter):
        return st.just(())
    if declared.refers_to:
        return st.none()
    if declared.row:
        return st.lists(entries(declared.row), max_size=2).map(tuple)
    source: st.SearchStrategy[Any] = SOURCES.get(declared.kind, LINES)
    return source


def entries(record: type[Any]) -> st.SearchStrategy[Any]:
    return st.builds(record, **{one.name: values(one).map(cleaned_line).filter(has_value) for one in facts_of(record)})


def cleaned_line(value: Any) -> Any:
    return clean_line(value) if type(value) is str else value


def has_value(value: Any) -> bool:
    return bool(value != "")


def in_order(told: dict[str, Any]) -> Complaint:
    asked, received = told.get("feedback_asked_at"), told.get("feedback_received_at")
    if asked and received:
        told |= {"feedback_asked_at": min(asked, received), "feedback_received_at": max(asked, received)}
    return cleaned(registrable(received_at=RECEIVED, **told))


FACTS = {one.name: one for one in facts_of(Complaint)}
COMPLAINTS = st.fixed_dictionaries(
    {}, optional={name: values(one) for name, one in FACTS.items() if name not in FIXED}
).map(in_order)  # fmt: skip


@settings(max_examples=tried(quick=60, whole=1000))
@given(complaint=COMPLAINTS)
def test_any_complaint_comes_back(complaint: Complaint) -> None:
    assert through_json(Case(complaint)).complaint == complaint


@given(complaint=COMPLAINTS, registered=MOMENTS)
def test_number_and_registration_travel_along(complaint: Complaint, registered: datetime) -> None:
    sound = replace(
        closable(verbatim=complaint.verbatim, subject=complaint.subject or "x"),
        reference="R-2026-0007",
        registered_at=registered.replace(microsecond=0),
        registered_by="Claire Martin",
    )
    sound = replace(sound, actions=tuple(replace(one, id=0) for one in sound.actions))
    sound = replace(sound, exchanges=tuple(replace(one, id=0) for one in sound.exchanges))
    assert through_json(Case(sound)).complaint == sound


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FACTS, "x", "complainant"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    name=st.sampled_from(sorted({path_of(name).partition(".")[0] for name in FACTS} | {"registered", "reference"})),
    value=JSON,
)
def test_whatever_stands_there_is_taken_or_refused_in_words(name: str, value: Any) -> None:
    with contextlib.suppress(WrongCase):
        read(case_to_open(Case(registrable())) | {name: value})


def test_an_hour_that_exists_twice_keeps_its_offset() -> None:
    first, second = office(25, 10, 2, 30), office(25, 10, 2, 30) + timedelta(hours=1)
    for moment in (first, second):
        assert through_json(Case(registrable(received_at=moment))).complaint.received_at == moment


def test_no_two_facts_stand_at_the_same_place_of_the_open_form() -> None:
    places = [path_of(one.name) for one in facts_of(Complaint)]
    assert len(set(places)) == len(places)
    assert not any(other.startswith(f"{place}.") for place in places for other in places)
