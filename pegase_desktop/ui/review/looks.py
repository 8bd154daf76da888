"""How the lists of the review look, on the screen and projected: by word, icon and colour."""

from __future__ import annotations

from pegase_desktop.domain.review_words import Mark, ReviewLine, Topic
from pegase_desktop.ui.look.tokens import Tone

TOPIC_ICONS = {
    Topic.LATE: "circle-alert", Topic.DUE: "calendar-clock", Topic.RECEIVED: "inbox", Topic.ENDED: "circle-check",
    Topic.SILENT: "bell", Topic.ACTIONS: "wrench", Topic.CHECKS: "target", Topic.MEETING: "users",
}  # fmt: skip
MARK_TONES = {Mark.LATE: Tone.DANGER, Mark.DONE_LATE: Tone.WARNING, Mark.DONE: Tone.SUCCESS, Mark.PLAIN: Tone.TEXT}


def told(line: ReviewLine) -> str:
    """Whom and what a line is about."""
    return f"{line.about} · {line.what}" if line.what else line.about
