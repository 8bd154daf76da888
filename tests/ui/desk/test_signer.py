from __future__ import annotations

from datetime import timedelta

from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from tests.storage.office import Clock
from tests.ui.scripted_questions import ScriptedQuestions


def fresh(session: Session, preferences: Preferences) -> Signer:
    """The desk as another opening of the program finds it."""
    session.set_actor("")
    return Signer(session, preferences)


def test_the_person_is_asked_once_a_day(session: Session, questions: ScriptedQuestions, clock: Clock) -> None:
    preferences = Preferences()
    signer = fresh(session, preferences)
    questions.choices.append(1)
    assert signer.ensure_known()
    assert session.actor == "Claire Martin"
    assert fresh(session, preferences).ensure_known()
    clock.now += timedelta(days=1)
    questions.choices.append(0)
    assert fresh(session, preferences).ensure_known()
    assert session.actor == "Sophie Renaud"


def test_the_first_person_of_an_empty_register_enters_their_name(
    qapp: object, empty_register: Register, questions: ScriptedQuestions, clock: Clock
) -> None:
    session = Session(empty_register, questions, clock)
    questions.lines.append("Claire Martin")
    assert Signer(session, Preferences()).ensure_known()
    assert [one.name for one in empty_register.school.staff()] == ["Claire Martin"]
    assert session.actor == "Claire Martin"


def test_who_enters_their_name_signs_with_it_as_the_register_keeps_it(
    qapp: object, empty_register: Register, questions: ScriptedQuestions, clock: Clock
) -> None:
    questions.lines.append("Claire\u200b  Martin\0")
    assert Signer(Session(empty_register, questions, clock), Preferences()).ensure_known()
    (person,) = empty_register.school.staff()
    assert empty_register.journal.all()[-1].actor == person.name


def test_somebody_who_is_not_in_the_list_is_added(session: Session, questions: ScriptedQuestions) -> None:
    signer = fresh(session, Preferences())
    questions.choices.append(5)
    questions.lines.append("Léa Brun")
    signer.ask()
    assert signer.person is not None
    assert signer.person.name == "Léa Brun"


def test_a_name_that_is_taken_is_refused_in_a_sentence(session: Session, questions: ScriptedQuestions) -> None:
    signer = fresh(session, Preferences())
    questions.choices.append(5)
    questions.lines.append("Marc Olivier")
    signer.ask()
    assert session.actor == ""
    assert len(questions.said) == 1


def test_giving_up_leaves_the_question_open(session: Session, questions: ScriptedQuestions) -> None:
    signer = fresh(session, Preferences())
    questions.choices.append(None)
    assert not signer.ensure_known()


def test_who_gives_up_the_question_of_a_new_day_does_not_sign_with_yesterdays_name(
    session: Session, questions: ScriptedQuestions, clock: Clock
) -> None:
    signer = fresh(session, Preferences())
    questions.choices += [1, None]
    assert signer.ensure_known()
    clock.now += timedelta(days=1)  # the program stayed open over night
    assert not signer.ensure_known()


def test_somebody_who_left_the_school_is_asked_again(session: Session, questions: ScriptedQuestions) -> None:
    preferences = Preferences(actor="Quelqu’un d’autre", actor_day="2026-11-20")
    questions.choices.append(2)
    assert fresh(session, preferences).ensure_known()
    assert session.actor == "Marc Olivier"
