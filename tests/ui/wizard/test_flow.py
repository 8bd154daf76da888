"""The wizard's flow, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.progress import PageState
from pegase_desktop.domain.rows import Action, Call
from pegase_desktop.domain.words import CallResult, Channel, Kind, Medium, Quality
from pegase_desktop.ui.wizard.flow import Flow

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # 18:00 in the office
CLAIRE = "Claire Martin"
RECORDED = Complaint(
    id=7,
    reference="R-2026-0007",
    version=3,
    kind=Kind.COMPLAINT,
    channel=Channel.EMAIL,
    received_at=NOW - timedelta(days=2),
    received_by=CLAIRE,
    verbatim="Deux leçons annulées.",
    in_writing=True,
    written_on=date(2026, 11, 18),
    complainant_name="Élodie Garnier",
)


def flow(complaint: Complaint | None = None, draft: Draft | None = None, page: Page | None = None) -> Flow:
    return Flow(CLAIRE, lambda: NOW, complaint, draft, page)


def begun() -> Flow:
    one = flow()
    one.type("channel", Channel.PHONE)
    one.type("verbatim", "Ma leçon est annulée.")
    return one


# A new complaint


def test_a_new_complaint_starts_with_what_is_known() -> None:
    new = flow()
    assert new.page is Page.RECEPTION
    assert (new.complaint.kind, new.complaint.received_at) == (Kind.COMPLAINT, NOW)
    assert (new.complaint.received_by, new.complaint.owner) == (CLAIRE, CLAIRE)
    assert not new.is_touched


def test_nature_channel_words_and_name_are_all_it_takes() -> None:
    new = begun()
    could_register = new.can_register
    new.type("complainant_name", "Hugo Lambert")
    assert (could_register, new.can_register) == (False, True)
    received = new.to_receive()
    assert (received.complainant_name, received.channel, received.kind) == (
        "Hugo Lambert",
        Channel.PHONE,
        Kind.COMPLAINT,
    )
    assert received.received_by == CLAIRE


def test_somebody_anonymous_needs_no_name_and_leaves_none() -> None:
    new = begun()
    new.type("complainant_name", "Hugo Lambert")
    new.type("anonymous", True)
    assert new.can_register
    assert new.to_receive().complainant_name == ""


def test_a_wrong_value_waits_without_holding_the_number_back() -> None:
    new = begun()
    new.type("complainant_name", "Hugo Lambert")
    new.type("facts_date", date(2026, 11, 21))
    assert new.can_register
    assert new.to_receive().facts_date is None
    assert "futur" in new.fault("facts_date")


def test_a_reception_in_the_future_gives_no_number() -> None:
    new = begun()
    new.type("complainant_name", "Hugo Lambert")
    new.type_text("received_at", "21/11/2026 à 10:00")
    assert not new.can_register


# What is proposed


@pytest.mark.parametrize("channel", Channel)
def test_a_written_channel_proposes_that_the_complaint_is_written(channel: Channel) -> None:
    new = flow()
    new.type("channel", channel)
    assert new.complaint.in_writing is channel.is_written
    assert (new.complaint.written_on == date(2026, 11, 20)) is channel.is_written


def test_the_written_day_follows_the_reception_until_it_is_typed() -> None:
    new = flow()
    new.type("channel", Channel.LETTER)
    new.type_text("received_at", "18/11/2026 à 09:00")
    assert new.complaint.written_on == date(2026, 11, 18)
    new.type_text("written_on", "16/11/2026")
    new.type_text("received_at", "19/11/2026 à 09:00")
    assert new.complaint.written_on == date(2026, 11, 16)


def test_a_student_who_complains_is_the_student_concerned() -> None:
    new = flow()
    new.type("complainant_name", "Hugo Lambert")
    assert new.complaint.student == ""
    new.type("complainant_quality", Quality.STUDENT)
    assert new.complaint.student == "Hugo Lambert"
    new.type("complainant_name", "Hugo Lambertin")
    assert new.complaint.student == "Hugo Lambertin"
    new.type("student", "Inès Lambertin")
    new.type("complainant_name", "Hugo")
    assert new.complaint.student == "Inès Lambertin"


def test_who_sent_the_acknowledgement_is_who_notes_it() -> None:
    one = flow(RECORDED, page=Page.ACKNOWLEDGEMENT)
    assert one.complaint.ack_by == ""
    one.type("ack_medium", Medium.EMAIL)
    assert one.complaint.ack_by == CLAIRE


def test_what_is_recorded_is_not_proposed_over() -> None:
    one = flow(replace(RECORDED, ack_by="Sophie Renaud"), page=Page.ACKNOWLEDGEMENT)
    one.type("ack_medium", Medium.EMAIL)
    assert one.complaint.ack_by == "Sophie Renaud"


# What is typed and cannot be read


def test_a_date_that_cannot_be_read_is_kept_word_for_word() -> None:
    new = begun()
    new.type_text("facts_date", "32/13/2026")
    assert new.typed.unread == {"facts_date": "32/13/2026"}
    assert "n’existe pas" in new.fault("facts_date")
    resumed = flow(draft=new.draft())
    assert resumed.typed.unread == {"facts_date": "32/13/2026"}
    resumed.type_text("facts_date", "12/11/2026")
    assert (resumed.complaint.facts_date, resumed.fault("facts_date")) == (date(2026, 11, 12), "")


def test_emptying_a_date_takes_it_away() -> None:
    one = flow(replace(RECORDED, facts_date=date(2026, 11, 17)))
    one.page = Page.RECEPTION
    one.type_text("facts_date", "")
    assert one.to_record() == {"facts_date": None}


# Drafts


def test_a_draft_gives_back_everything_typed_and_the_page() -> None:
    new = begun()
    new.go(Page.COMPLAINANT)
    new.type("complainant_name", "Hugo Lambert")
    new.rows["calls"].typed.put("note", "rappeler après 17 h")
    resumed = flow(draft=replace(new.draft(), id=4))
    assert resumed.page is Page.COMPLAINANT
    assert resumed.complaint == new.complaint
    assert resumed.rows["calls"].typed.values == {"note": "rappeler après 17 h"}
    assert resumed.draft_id == 4


def test_what_was_proposed_before_the_kill_still_follows() -> None:
    new = flow()
    new.type("complainant_quality", Quality.STUDENT)
    new.type("complainant_name", "Hugo")
    resumed = flow(draft=new.draft())
    resumed.type("complainant_name", "Hugo Lambert")
    assert resumed.complaint.student == "Hugo Lambert"


def test_a_draft_holds_nothing_that_is_no_fact_among_its_facts() -> None:
    from pegase_desktop.domain.codec import record_from_plain

    new = begun()
    new.type_text("facts_date", "hier soir")
    assert record_from_plain(Complaint, new.draft().values).verbatim == "Ma leçon est annulée."


def test_a_value_that_no_longer_fits_is_left_out_of_a_draft() -> None:
    resumed = flow(draft=Draft(values={"channel": "pigeon", "verbatim": "Bonjour"}))
    assert (resumed.complaint.channel, resumed.complaint.verbatim) == (None, "Bonjour")


# Recording a page


def test_only_the_page_being_left_is_recorded() -> None:
    one = flow(RECORDED, page=Page.COMPLAINANT)
    one.type("phone", "06 39 98 12 04")
    one.type("subject", "Leçons annulées")
    assert one.to_record() == {"phone": "06 39 98 12 04"}


def test_typing_what_is_recorded_changes_nothing() -> None:
    one = flow(RECORDED, page=Page.COMPLAINANT)
    one.type("complainant_name", "Élodie Garnie")
    one.type("complainant_name", "Élodie Garnier ")
    assert not one.is_touched
    assert one.to_record() == {}


def test_completing_needs_no_reason_and_correcting_does() -> None:
    one = flow(replace(RECORDED, ack_sent_at=NOW), page=Page.COMPLAINANT)
    one.type("phone", "06 39 98 12 04")
    assert one.corrections(one.to_record()) == ()
    one.type("complainant_name", "Élodie Garnié")
    assert [fact.name for fact in one.corrections(one.to_record())] == ["complainant_name"]


def test_a_wrong_value_is_held_back_and_the_others_recorded() -> None:
    one = flow(RECORDED, page=Page.ACKNOWLEDGEMENT)
    one.type_text("ack_sent_at", "17/11/2026 à 10:00")
    one.type("ack_medium", Medium.EMAIL)
    assert "avant la réception" in one.fault("ack_sent_at")
    assert one.to_record() == {"ack_medium": Medium.EMAIL, "ack_by": CLAIRE}


def test_a_change_that_makes_another_value_wrong_is_held_back() -> None:
    answered = replace(RECORDED, ack_sent_at=NOW - timedelta(days=1), ack_medium=Medium.EMAIL)
    one = flow(answered, page=Page.RECEPTION)
    one.type_text("received_at", "20/11/2026 à 10:00")
    one.type("remedy_sought", "Une autre date")
    assert "received_at" not in one.to_record()


def test_what_is_recorded_leaves_the_draft() -> None:
    one = flow(RECORDED, page=Page.COMPLAINANT)
    one.type("phone", "06 39 98 12 04")
    values = one.to_record()
    one.recorded_as(replace(RECORDED, version=4, phone="06 39 98 12 04"), values)
    assert not one.is_touched
    assert one.complaint.phone == "06 39 98 12 04"


# Entries


def test_an_entry_joins_its_rows_when_it_is_whole() -> None:
    one = flow(RECORDED, page=Page.PLAN)
    entry = one.rows["actions"]
    entry.typed.put("what", "Rappeler")
    assert set(entry.faults()) == {"who", "due"}
    assert not one.rows["actions"].place()
    entry.typed.put("who", CLAIRE)
    entry.typed.put_text("due", "24/11/2026")
    one.place_rows()
    assert one.complaint.actions == (Action(what="Rappeler", who=CLAIRE, due=date(2026, 11, 24)),)
    assert not entry.is_touched


def test_an_incomplete_entry_is_a_point_and_stays_in_the_draft() -> None:
    one = flow(RECORDED, page=Page.PLAN)
    one.rows["actions"].typed.put("what", "Rappeler")
    one.place_rows()
    assert one.to_record() == {}
    assert one.points_on(Page.PLAN)[0].is_wrong
    assert flow(RECORDED, one.draft()).rows["actions"].typed.values == {"what": "Rappeler"}


def test_a_row_is_changed_done_and_taken_out() -> None:
    rows = (Action(id=1, what="A", who=CLAIRE, due=date(2026, 11, 24)), Action(id=2, what="B", who=CLAIRE))
    one = flow(replace(RECORDED, actions=rows), page=Page.PLAN)
    one.rows["actions"].replace(0, done_on=date(2026, 11, 20))
    assert one.complaint.actions[0].done_on == date(2026, 11, 20)
    one.rows["actions"].change(1)
    assert not one.rows["actions"].is_touched
    one.rows["actions"].typed.put("what", "C")
    assert one.rows["actions"].place() is False, "the due day is missing"
    one.rows["actions"].typed.put_text("due", "25/11/2026")
    assert one.rows["actions"].place()
    assert one.complaint.actions[1] == Action(id=2, what="C", who=CLAIRE, due=date(2026, 11, 25))
    one.rows["actions"].remove(0)
    assert [row.id for row in one.complaint.actions] == [2]


def test_a_call_in_the_future_is_said_under_its_date() -> None:
    one = flow(RECORDED, page=Page.RESTATEMENT)
    entry = one.rows["calls"]
    entry.typed.put_text("at", "21/11/2026 à 10:00")
    assert "futur" in entry.faults()["at"]
    entry.typed.put_text("at", "20/11/2026 à ")
    assert entry.faults()["at"].startswith("Il manque l’heure")


# Points and states


def test_pages_begun_or_passed_by_lack_something_and_those_to_come_do_not() -> None:
    new = begun()
    new.go(Page.COMPLAINANT)
    assert new.states()[Page.RECEPTION] is PageState.DONE
    assert new.states()[Page.COMPLAINANT] is PageState.MISSING
    assert new.states()[Page.PLAN] is PageState.TO_COME
    new.go(Page.ACKNOWLEDGEMENT)
    new.go(Page.RECEPTION)
    assert new.states()[Page.ACKNOWLEDGEMENT] is PageState.MISSING


def test_looking_at_pages_makes_no_point() -> None:
    new = begun()
    before = new.points()
    for page in COMPLAINT_PATH.pages:
        new.go(page)
    assert new.points() == before


def test_what_the_gates_ask_for_is_among_the_points() -> None:
    new = begun()
    places = {(point.page, point.fact) for point in new.points()}
    gates = (*new.lacking_to_register(), *new.lacking_to_close())
    assert {(point.page, point.fact) for point in gates} <= places
    assert [point.fact for point in new.lacking_to_register()] == ["complainant_name"]


def test_a_page_on_which_something_was_only_proposed_is_still_to_come() -> None:
    new = flow()
    assert new.complaint.owner == CLAIRE
    assert new.states()[Page.SUBJECT] is PageState.TO_COME


def test_the_points_lead_from_one_to_the_next_and_round() -> None:
    new = begun()
    new.go(Page.COMPLAINANT)
    points = new.points()
    seen = [points[0]]
    for _ in points[1:]:
        following = new.point_after(seen[-1].page, seen[-1].fact)
        assert following is not None
        seen.append(following)
    assert seen == list(points)
    assert new.point_after(points[-1].page, points[-1].fact) == points[0]


def test_an_opened_case_starts_at_its_first_gap() -> None:
    one = flow(replace(RECORDED, self_introduced=True, complainant_quality=Quality.STUDENT))
    assert one.page is Page.SUBJECT


def test_a_call_that_reached_nobody_is_a_point() -> None:
    tried = (Call(id=1, at=NOW, by=CLAIRE, result=CallResult.UNREACHABLE),)
    one = flow(replace(RECORDED, calls=tried), page=Page.RESTATEMENT)
    assert any(point.fact == "calls" for point in one.points_on(Page.RESTATEMENT))


def test_previous_and_next_stop_at_the_ends() -> None:
    first, last = flow(RECORDED, page=Page.RECEPTION), flow(RECORDED, page=Page.LESSONS)
    assert (first.previous_page, first.next_page) == (None, Page.COMPLAINANT)
    assert (last.previous_page, last.next_page) == (Page.FEEDBACK, None)
