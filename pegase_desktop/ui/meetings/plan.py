"""The page of a quality meeting: how its facts are laid out, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from pegase_desktop.domain import french
from pegase_desktop.domain.duty_words import duty_words
from pegase_desktop.domain.kinds import MEETINGS
from pegase_desktop.domain.meeting import Addendum, Meeting, MeetingState, Point
from pegase_desktop.domain.meeting_rules import meeting_duties
from pegase_desktop.ui.dossier.plan import Block, PageAct, PagePlan, Rows, Standing
from pegase_desktop.ui.forms.rows_section import RowWords
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.meetings.agenda_section import AgendaSection
from pegase_desktop.ui.meetings.point_button import state_of

PROPOSE, PRINT, SIGN_OFF, DECIDE, INFORM = "propose", "print", "sign_off", "decide", "inform"


def _is_registered(meeting: Meeting) -> bool:
    return bool(meeting.id)


def _is_prepared(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.PREPARED


def _is_to_sign_off(meeting: Meeting) -> bool:
    return _is_registered(meeting) and _is_prepared(meeting)


def _is_signed_off(meeting: Meeting) -> bool:
    return not _is_prepared(meeting)


def _point_row(point: Point) -> RowWords:
    icon, _ = state_of(point)
    return RowWords(icon, Tone.TEXT2, point.subject, point.why_here)


def _numbers(point: Point) -> str:
    return f"{point.cases} {point.decisions}"


def _addendum_row(addendum: Addendum) -> RowWords:
    day = french.day(addendum.added_on) if addendum.added_on else ""
    return RowWords("file-plus", Tone.TEXT2, f"Le {day}, {addendum.by}", addendum.words)


def _standing(meeting: Meeting, now: datetime) -> Standing:
    if meeting.signed_off_on:
        return Standing(f"{meeting.title} · compte rendu arrêté le {french.day(meeting.signed_off_on)}")
    [duty] = meeting_duties(meeting)
    said = duty_words(duty, now)
    return Standing(f"{meeting.title} · {said.first}", duty.is_late(now))


PLAN = PagePlan(
    kind=MEETINGS,
    parts=(
        Block("Réunion", (("held_on", "starts", "ends", "place"), ("owner", "secretary"))),
        Rows(
            "points", (), _point_row, _numbers, AgendaSection, ((DECIDE, "Décider une amélioration…", "trending-up"),)
        ),
        Block("Présence", (("present",), ("excused",), ("absent",), ("guests",))),
        Block("Notes de séance", (("note",), ("next_on",))),
        Rows("addenda", (("added_on", "by"), ("words",)), _addendum_row),
    ),
    new="Nouvelle réunion",
    recorded="Réunion enregistrée",
    back="Retour aux réunions",
    journal="Journal de la réunion",
    first="held_on",
    standing=_standing,
    acts=(
        PageAct(PROPOSE, "Proposer l’ordre du jour", "wand-sparkles", offered=_is_prepared, is_small=True),
        PageAct(PRINT, "Imprimer le compte rendu", "printer", "Ctrl+P", offered=_is_registered, is_small=True),
        PageAct(SIGN_OFF, "Clôturer la réunion…", "clipboard-check", offered=_is_to_sign_off),
        PageAct(INFORM, "Rédiger la note interne…", "file-text", offered=_is_signed_off),
    ),
    is_wide=True,
)
