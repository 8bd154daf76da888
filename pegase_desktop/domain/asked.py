"""When a fact of a complaint is asked for, given the others.

What goes to a person, an acknowledgement, a call, an answer, a question, is « sans objet » where nobody can be reached,
for a reason that is written down; see ``ack_not_applicable`` and its like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pegase_desktop.domain.words import Channel

if TYPE_CHECKING:
    from pegase_desktop.domain.complaint import Complaint
    from pegase_desktop.domain.facts import Condition


def is_out_of_reach(complaint: Complaint) -> bool:
    """Whether nothing is known by which the person could be reached: no telephone, no e-mail, no postal address."""
    return not (complaint.phone or complaint.email or complaint.address)


def given_up(complaint: Complaint, reason: str) -> bool:
    """Whether a step that goes to the person is « sans objet »: no longer, once they can be reached after all.

    Of a case that comes from elsewhere the reason stands as it was written there.
    """
    return bool(reason) and (is_out_of_reach(complaint) or bool(complaint.origin_file))


def may_give_up(fact: str) -> Condition:
    """Of the fact that says why a step is « sans objet »: where nobody can be reached, or where it is there."""

    def asked(complaint: Complaint) -> bool:
        return is_out_of_reach(complaint) or bool(getattr(complaint, fact))

    return asked


def is_named(complaint: Complaint) -> bool:
    """Whether the person does not wish to stay unknown."""
    return not complaint.anonymous


def was_met(complaint: Complaint) -> bool:
    """Whether somebody of the staff spoke to a person who says who they are."""
    return not complaint.anonymous and complaint.channel in (Channel.PHONE, Channel.IN_PERSON)


def is_written(complaint: Complaint) -> bool:
    """Whether it came in writing."""
    return complaint.in_writing is True


def is_acknowledged(complaint: Complaint) -> bool:
    """Whether an acknowledgement is owed, or was sent."""
    return complaint.ack_sent_at is not None or not given_up(complaint, complaint.ack_not_applicable)


def is_talked_over(complaint: Complaint) -> bool:
    """Whether it can be talked over with the person."""
    return not given_up(complaint, complaint.call_not_applicable)


def is_called(complaint: Complaint) -> bool:
    """Whether a call back is owed: of what came in writing."""
    return is_written(complaint) and is_talked_over(complaint)


def is_answered(complaint: Complaint) -> bool:
    """Whether an answer is owed, or was given."""
    return complaint.response_sent_at is not None or not given_up(complaint, complaint.response_not_applicable)


def has_redress_question(complaint: Complaint) -> bool:
    """Whether it is asked what the person is granted."""
    return complaint.decision is not None and is_answered(complaint)


def commits(complaint: Complaint) -> bool:
    """Whether a date was announced."""
    return complaint.commitment_date is not None


def is_asked_opinion(complaint: Complaint) -> bool:
    """Whether the person's opinion is to be asked, or was, or came."""
    came = complaint.feedback_asked_at is not None or complaint.feedback_received_at is not None
    return came or not given_up(complaint, complaint.feedback_not_applicable)


def gave_feedback(complaint: Complaint) -> bool:
    """Whether the opinion came."""
    return complaint.feedback_received_at is not None


def gave_no_feedback(complaint: Complaint) -> bool:
    """Whether the opinion was asked and did not come."""
    return complaint.feedback_received_at is None and complaint.feedback_asked_at is not None


def went_to_mediation(complaint: Complaint) -> bool:
    """Whether the mediator was turned to."""
    return complaint.mediation_on is not None


def is_pointless(complaint: Complaint, when: Condition) -> bool:
    """Whether a fact asked for *when* will not come to be asked for: who and how the person is says so already."""
    if when is has_redress_question:
        return not is_answered(complaint)
    return when in _BY_THE_PERSON and not when(complaint)


_BY_THE_PERSON = (is_named, was_met, is_acknowledged, is_talked_over, is_called, is_answered, is_asked_opinion)
