"""When what is recorded has left the desk: from then on a new value is a correction, and asks for its reason.

Before, it is still being drafted: a decision clicked by mistake reached nobody. The journal keeps the former value
either way.
"""

from __future__ import annotations

from collections.abc import Mapping

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, FactKind, is_there
from pegase_desktop.domain.paths import path_of
from pegase_desktop.domain.procedure import Page

#: The date by which each page is settled. What is typed on the others is settled as soon as it is recorded: the number
#: is given for the reception, and the marks are the client's.
SETTLED_BY: Mapping[Page, str] = {
    Page.COMPLAINANT: "ack_sent_at",
    Page.SUBJECT: "ack_sent_at",
    Page.ACKNOWLEDGEMENT: "ack_sent_at",
    Page.RESTATEMENT: "response_sent_at",
    Page.ASSESSMENT: "response_sent_at",
    Page.CAUSES: "response_sent_at",
    Page.PLAN: "commitment_told_at",  # of its date and reason; its actions are rows
    Page.RESPONSE: "response_sent_at",
    Page.CONCLUSION: "feedback_asked_at",  # the letter that tells it asks for the client's opinion
    Page.LESSONS: "team_informed_on",
}

#: Rows are noted one by one, each something that was done or promised; these alone are drafted with their page.
DRAFTED_ROWS = frozenset({"redress"})


def is_settled(record: object, declared: Fact) -> bool:
    """Whether what *record* holds of the fact has left; a case that ever ended is settled whole."""
    if not isinstance(record, Complaint) or record.endings:
        return True
    page = path_of(record).page_of(declared.name)
    by = SETTLED_BY.get(page) if page else None
    if by is None:
        return True
    is_own_event = declared.kind is FactKind.ROWS and declared.name not in DRAFTED_ROWS
    return is_own_event or is_there(getattr(record, by))
