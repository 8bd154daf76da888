"""The icon of each kind of duty, the same in the register and on « À faire »."""

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
}
