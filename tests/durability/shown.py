"""What the program shows of a register, to see that nothing of it was changed unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pegase_desktop.storage.register import Register


def shown(register: Register) -> Iterator[object]:
    for complaint in register.cases.all():
        yield complaint
        yield register.journal.of(complaint.ref)
        yield [register.cases.content_of(one) for one in complaint.attachments]
    yield register.school.settings
    yield register.school.staff()
    yield len(register.drafts.all())
