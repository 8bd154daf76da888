"""What is to be done today: groups in the order of urgency, one person's part, coming days, the day's progress."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from pegase_desktop.domain.agenda import Todo, agenda, context, in_a_sentence, is_for_today
from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.duties import action_behind, duties
from pegase_desktop.domain.duty import Duty, DutyKind
from pegase_desktop.domain.facts import fact_named
from pegase_desktop.domain.journal import PAGE_VERBS, Change, Entry, Verb
from pegase_desktop.domain.moments import end_of_day
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.words import Channel
from tests.domain.samples import CASES_NOW as NOW
from tests.domain.samples import office, registrable

TODAY = date(2026, 11, 20)


def todo(kind: DutyKind, due: datetime | date | None = None, *, who: str = "Claire Martin", number: int = 1) -> Todo:
    is_day = due is not None and not isinstance(due, datetime)
    at = due if due is None or isinstance(due, datetime) else end_of_day(due)
    return Todo(
        record=complaint_ref(number),
        reference=f"R-2026-{number:04}",
        about="Mme Élodie Garnier",
        subject="Leçons annulées",
        phone="06 39 98 41 27",
        channel=Channel.WEBSITE,
        received_at=office(17, 11, 18),
        duty=Duty(kind, at, day_only=is_day, who=who, what="Relancer la banque"),
    )


_STEPS = {Verb.ACKNOWLEDGE: "ack_sent_at", Verb.INFORM: "exchanges/1"}


def entry(verb: Verb, at: datetime, actor: str = "Claire Martin") -> Entry:
    return Entry(1, at, actor, verb, complaint_ref(1), (Change(_STEPS.get(verb, "subject"), None, "entered"),))


def test_groups_follow_the_protocol_and_the_most_urgent_comes_first() -> None:
    todos = [
        todo(DutyKind.CLOSE, number=1),
        todo(DutyKind.RESPOND, office(20, 11, 17), number=2),
        todo(DutyKind.RESPOND, date(2026, 11, 18), number=3),
        todo(DutyKind.ACKNOWLEDGE, office(22, 11, 9), number=4),
    ]
    made = agenda(todos, (), NOW)
    assert [(one.kind, [of.complaint_id for of in one.todos]) for one in made.groups] == [
        (DutyKind.ACKNOWLEDGE, [4]),
        (DutyKind.RESPOND, [3, 2]),
        (DutyKind.CLOSE, [1]),
    ]
    assert [one.complaint_id for one in made.late] == [3, 2]
    assert made.count == 4


def test_what_falls_due_later_stands_under_its_day_for_a_week() -> None:
    todos = [
        todo(DutyKind.INFORM, date(2026, 11, 21), number=1),
        todo(DutyKind.CALL, office(21, 11, 9), number=2),
        todo(DutyKind.ACT, date(2026, 11, 27), number=3),
        todo(DutyKind.ACT, date(2026, 11, 28), number=4),
    ]
    made = agenda(todos, (), NOW)
    assert made.groups == ()
    days = [(one.day.day, [of.complaint_id for of in one.todos]) for one in made.coming]
    assert days == [(21, [2, 1]), (27, [3])]


def test_one_person_sees_their_own_part_alone() -> None:
    todos = [todo(DutyKind.CLOSE, who="Claire Martin"), todo(DutyKind.CLOSE, who="Sophie Renaud", number=2)]
    entries = [entry(Verb.ACKNOWLEDGE, NOW), entry(Verb.PLAN, NOW, "Sophie Renaud")]
    made = agenda(todos, entries, NOW, me="claire martin")
    assert [one.complaint_id for one in made.groups[0].todos] == [1]
    assert [one.verb for one in made.done] == [Verb.ACKNOWLEDGE]


def test_done_today_are_steps_taken_with_the_client_the_latest_first() -> None:
    entries = [
        entry(Verb.ACKNOWLEDGE, office(19, 11, 23, 59)),
        entry(Verb.RECEIVE, office(20, 11, 0)),
        entry(Verb.SET, office(20, 11, 9)),
        entry(Verb.INFORM, office(20, 11, 10)),
    ]
    assert [one.verb for one in agenda((), entries, NOW).done] == [Verb.INFORM, Verb.RECEIVE]


MOMENT = "2026-11-20T16:00:00Z"


def test_a_step_taken_back_is_not_done_and_one_taken_again_is() -> None:
    done = Entry(
        1, NOW, "Claire Martin", Verb.PLAN, complaint_ref(1), (Change("actions/3", {"done": None}, {"done": 1}),)
    )
    back = replace(done, number=2, verb=Verb.CORRECT, changes=(Change("actions/3", {"done": 1}, {"done": None}),))
    of_another = replace(back, record=complaint_ref(2))
    again = replace(done, number=3)
    for entries, steps in (([done], 1), ([done, back], 0), ([done, of_another], 1), ([done, back, again], 1)):
        assert len(agenda((), entries, NOW).done) == steps
    erased = replace(back, changes=())
    assert len(agenda((), [done, erased], NOW).done) == 1


@pytest.mark.parametrize(
    ("path", "value", "is_it"),
    [
        ("ack_medium", "email", False),
        ("ack_sent_at", MOMENT, True),
        ("immediate_action", "Appeler la banque", False),
        ("cause_text", "Erreur de saisie", True),
        ("decision", "favourable", False),
        ("response_sent_at", MOMENT, True),
        ("response_sent_at", None, False),
        ("next_update_on", "2026-11-24", False),
        ("exchanges/3", {"direction": "incoming", "at": MOMENT}, False),
        ("exchanges/3", {"direction": "outgoing", "at": MOMENT}, True),
        ("client_agrees", "yes", False),
        ("outcome", "Fondée", True),
        ("feedback_text", "Merci", False),
        ("feedback_asked_at", MOMENT, True),
    ],
)
def test_a_page_filled_in_counts_as_done_once_the_step_itself_was_taken(path: str, value: Plain, is_it: bool) -> None:
    change = Change(path, None if value else "before", value)
    page = fact_named(Complaint, change.fact).page
    assert page
    filled_in = Entry(1, NOW, "Claire Martin", PAGE_VERBS[page], complaint_ref(1), (change,))
    assert bool(agenda((), (filled_in,), NOW).done) is is_it


@pytest.mark.parametrize(
    ("kind", "due", "is_it"),
    [
        (DutyKind.CLOSE, None, True),
        (DutyKind.ACKNOWLEDGE, office(22, 11, 9), True),
        (DutyKind.RESPOND, office(20, 11, 23, 59), True),
        (DutyKind.RESPOND, office(21, 11, 0), False),
        (DutyKind.ACT, TODAY, True),
        (DutyKind.ACT, date(2026, 11, 21), False),
    ],
)
def test_what_is_for_today(kind: DutyKind, due: datetime | date | None, *, is_it: bool) -> None:
    assert is_for_today(todo(kind, due).duty, NOW) is is_it


def test_each_kind_says_what_helps_to_act() -> None:
    assert context(todo(DutyKind.ACKNOWLEDGE), NOW) == "Reçue le 17/11, site internet. Lettre prête."
    nobody = replace(todo(DutyKind.ACKNOWLEDGE), about="Anonyme")
    assert context(nobody, NOW) == "Reçue le 17/11, site internet."
    assert context(todo(DutyKind.CALL), NOW) == "06 39 98 41 27"
    assert context(replace(todo(DutyKind.CALL), phone=""), NOW) == "Aucun numéro de téléphone noté."
    assert context(todo(DutyKind.ACT), NOW) == "Relancer la banque"
    for kind in DutyKind:
        assert context(todo(kind), NOW)
        assert in_a_sentence(todo(kind)).endswith("Mme Élodie Garnier")


def test_an_action_is_known_again_by_its_words_its_day_and_its_person() -> None:
    same = Action(what="Rappeler la banque", who="Claire Martin", due=TODAY)
    actions = (
        replace(same, id=1, done_on=TODAY),
        replace(same, id=2, due=TODAY + timedelta(days=1)),
        replace(same, id=3, who="Sophie Renaud"),
        replace(same, id=4),
        replace(same, id=5),
    )
    case = registrable(owner="Claire Martin", actions=actions)
    to_act = [one for one in duties(case) if one.kind is DutyKind.ACT]
    found = {(one.day, one.who): action_behind(case, one) for one in to_act}
    assert {key: one.id for key, one in found.items() if one} == {
        (TODAY, "Claire Martin"): 4,
        (TODAY, "Sophie Renaud"): 3,
        (TODAY + timedelta(days=1), "Claire Martin"): 2,
    }
    assert action_behind(replace(case, actions=()), to_act[0]) is None
