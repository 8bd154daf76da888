"""Something long is attended: its progress, once it takes longer than a blink, and a way to give it up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from pegase_desktop.ui.desk.work import GivenUp, Work
from pegase_desktop.ui.widgets.dialogs import Dialog

Result = TypeVar("Result")

_BLINK_MS = 400
_WHOLE = 1000  # thousandths


class WaitingDialog(Dialog):
    """Says how far something is. Its one answer gives it up."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, *, safe: str) -> None:
        super().__init__(parent, title, sentence, safe=safe)
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Avancement")
        self.body.addWidget(self.bar)


def attended(
    parent: QWidget | None, title: str, sentence: str, do: Callable[[Callable[[int], None]], Result], *, safe: str
) -> Result | None:
    """See :meth:`pegase_desktop.ui.desk.questions.Questions.attend`."""
    work, blink, ended = Work(lambda work: do(work.advance)), QEventLoop(), list[bool]()
    dialog = WaitingDialog(parent, title, sentence, safe=safe)
    work.advanced.connect(dialog.bar.setValue)
    for end in (partial(ended.append, True), blink.quit, dialog.accept):
        work.finished.connect(end)
    QTimer.singleShot(_BLINK_MS, blink.quit)
    work.start()
    blink.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)  # nothing is shown, and what is pressed waits
    # A thread says that it is finished a moment before it is: what it said is what counts.
    if not ended and dialog.exec() != Dialog.DialogCode.Accepted:
        work.give_up()
    work.wait()
    dialog.deleteLater()
    try:
        return cast("Result", work.outcome())
    except GivenUp:
        return None
