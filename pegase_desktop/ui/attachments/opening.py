"""Documents shown by the office's own programs, from a copy that its owner alone can read."""

from __future__ import annotations

import atexit
import contextlib
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from pegase_desktop.domain.attachments import is_safe_to_open, safe_name
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.saved_file import save_for_viewing


class NotOpened(UserError):
    """The document is not shown."""


def open_copy(name: str, content: bytes) -> None:
    """Show a copy of a document; it is removed when the program ends.

    Raises:
        NotOpened: its kind may run something, or no program shows it.
        FileNotSaved: the copy cannot be made.
    """
    if not is_safe_to_open(name):
        raise NotOpened(
            "Ce type de document ne s’ouvre pas depuis le registre, par prudence. Enregistrez-le, puis ouvrez-le."
        )
    copy = save_for_viewing(safe_name(name), content)
    atexit.register(_make_removable, copy)  # runs before what removes it: the last registered goes first
    # Not writable: somebody who edits it is told so, instead of believing that the register keeps what they change.
    copy.chmod(0o400)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
        raise NotOpened("Aucun programme de cet ordinateur n’ouvre ce document. Enregistrez-le, puis essayez ailleurs.")


def _make_removable(copy: Path) -> None:
    with contextlib.suppress(OSError):
        copy.chmod(0o600)  # Windows removes nothing that is read-only
