"""A register written as an open file: JSON for other programs, and for another register to take in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO

from pegase_desktop.domain.facts import Fact, facts_of
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.portable import Others, PortableRegister, Progress
from pegase_desktop.interchange.open_form import FORM, case_to_open, key_of
from pegase_desktop.interchange.open_settings import settings_to_open, staff_to_open, terms_to_open

NOTE = (
    "Complaint register of a driving school, in its open form. Codes. kind: complaint, difficulty, incident. channel: "
    "website, email, letter, phone, in_person, survey. quality: student, legal_representative, funder, company, "
    "other. medium: email, letter, fax, hand_delivered, phone, in_person, sms, website (the first four only for an "
    "acknowledgement). direction: incoming, outgoing; by is always the member of staff. restatement.agreed: yes, "
    "to_correct, not_asked. call result: reached, message_left, unreachable. severity, complexity, impact: low, "
    "medium, high. recurrence: isolated, exceptional, repeated, slow_degradation. root_cause.family: method, "
    "equipment, staff, communication, organisation, external, not_applicable. decision: favourable, partial, "
    "unfavourable. redress.kind: none, apology, credit_note, refund, extra_service, goodwill; amount in euros. "
    "client_agrees: true, false, or null (no word from the client). endings, in the order of time: kind closed, "
    "cancelled, reopened; reason (of a cancellation) duplicate, entered_by_mistake, withdrawn. exchanges.letter: the "
    "place in letters, from 1, of the letter that the exchange is; letters.settles: true if the case says by it when "
    "it was acknowledged, answered … not_applicable: why something is not owed to this client. hour_unknown: the "
    "fields of which only the day is known. origin: where an imported case comes from. Times are local with their "
    "offset; dates without an hour are calendar days; a commitment runs to the end of its day; commitment.earlier: "
    "dates announced before it. Optional: reference (the number, kept if it is the next of its year in the register "
    "that takes the case in; without it the next number is given), registered (at, by), owner (else received_by), "
    "written_on (else the day of reception of a written complaint), links (references), attachments and letters "
    "(content in base64; sha256 is checked if given), staff.active (false: has left), staff.since and left_on, "
    "settings and terms (the delays, each with the instant since which it holds; taken in only where the register "
    "still has the program's own). Records of other kinds have a list each, under the fields that the program "
    "declares; whoever one of them names is added to the staff. Drafts and the journal stay in the register file: "
    "what is imported is told as imported in the journal of the register that takes it in."
)


def write_open_file(file: IO[bytes], register: PortableRegister, on_case: Progress | None = None) -> int:
    """Write the whole *register* to *file*, a record at a time; returns how many.

    Raises:
        UserError: what its cases raise as they are read.
        OSError: *file* cannot be written.
    """
    heading = {
        "format": FORM,
        "note": _note(one.kind for one in register.others),
        "staff": staff_to_open(register.staff),
        "settings": settings_to_open(register.settings),
        "terms": terms_to_open(register.terms),
    }
    _write(file, json.dumps(heading, ensure_ascii=False, indent=1).removesuffix("\n}"))
    written = 0
    for batch in (Others(COMPLAINTS, register.count, register.cases), *register.others):
        _write(file, f',\n "{key_of(batch.kind)}": [')
        for place, case in enumerate(batch.cases()):
            tree = case_to_open(case, batch.kind)
            _write(file, ("," if place else "") + "\n" + json.dumps(tree, ensure_ascii=False, indent=1))
            written += 1
            if on_case:
                on_case(written, register.total)
        _write(file, "\n ]")
    _write(file, "\n}\n")
    return written


def _note(kinds: Iterable[Kind]) -> str:
    """What a reader has to know, with the codes of records of *kinds*."""
    codes = (f" {key_of(kind)}: {'; '.join(_codes(facts_of(kind.record)))}." for kind in kinds)
    return NOTE + "".join(codes)


def _codes(facts: Iterable[Fact], within: str = "") -> Iterator[str]:
    for one in facts:
        if one.choices:
            yield f"{within}{one.name}: {', '.join(choice.value for choice in one.choices)}"
        elif one.row:
            yield from _codes(facts_of(one.row), f"{one.name}.")


def _write(file: IO[bytes], text: str) -> None:
    file.write(text.encode())
