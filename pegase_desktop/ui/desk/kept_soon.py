"""What somebody types reaches the register file while they type: never more than two seconds old."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_AFTER_MS = 1500  # from the first letter that is not kept; with the writing, within two seconds
_AGAIN_MS = 10_000


class KeptSoon(QObject):
    """Has *keep* called soon after an edit, and again and again while somebody types without a pause.

    *keep* says whether it could. Where it could not, as on a full disk, it is tried again: soon after the next edit,
    and after a while by itself.
    """

    def __init__(self, keep: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._keep = keep
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Something was typed. A timer that runs already is let run: one that each key began anew would never end."""
        if not self.timer.isActive() or self.timer.interval() == _AGAIN_MS:
            self.timer.start(_AFTER_MS)

    def now(self) -> bool:
        """Keep it at once; whether that went well."""
        self.timer.stop()
        is_kept = self._keep()
        if not is_kept:
            self.timer.start(_AGAIN_MS)
        return is_kept

    def forget(self) -> None:
        """There is nothing to be kept any more."""
        self.timer.stop()
