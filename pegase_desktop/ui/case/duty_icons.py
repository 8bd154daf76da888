"""The icon of each kind of duty, and of what settles it, the same wherever they stand."""

from __future__ import annotations

from pegase_desktop.domain.duty import DutyKind

DUTY_ICONS = {
    DutyKind.ACKNOWLEDGE: "mail-check",
    DutyKind.CALL: "phone",
    DutyKind.RESPOND: "message-square",
    DutyKind.ACT: "wrench",
    DutyKind.INFORM: "bell",
    DutyKind.ASK_FEEDBACK: "star",
    DutyKind.COMPLETE: "list-checks",
    DutyKind.CLOSE: "circle-check",
    DutyKind.IMPROVE: "trending-up",
    DutyKind.CHECK_EFFECT: "target",
    DutyKind.HOLD_MEETING: "users",
    DutyKind.READ_NOTE: "file-text",
    DutyKind.REDUCE_RISK: "shield-check",
    DutyKind.REVIEW_RISK: "triangle-alert",
}

ACTION_ICONS = DUTY_ICONS | {
    DutyKind.ACKNOWLEDGE: "send",
    DutyKind.RESPOND: "pencil",
    DutyKind.ACT: "check",
    DutyKind.INFORM: "mail",
}
