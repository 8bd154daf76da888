"""The register that a command works on."""

from __future__ import annotations

from pathlib import Path

from pegase_desktop.cli.console import say
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.register import Register


def opened(path: Path, *, create: bool = False) -> Register:
    """The register in a file; what its opening has to tell goes to the errors.

    Raises:
        UserError: it is refused; the sentence says why.
    """
    register = Register.open(path, create=create)
    if register.store.told_at_opening:
        say(typeset(register.store.told_at_opening), error=True)
    return register
