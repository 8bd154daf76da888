"""Something long, done beside the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.errors import UserError
from pegase_desktop.ui.desk.work import GivenUp, Work
from pegase_desktop.ui.shell.waiting import WaitingDialog, attended
from tests.ui.hands import answering_in


def ended(work: Work, qtbot: QtBot) -> Work:
    with qtbot.waitSignal(work.finished):
        work.start()
    work.wait()
    return work


def test_what_it_gives_and_how_far_it_is_come_to_the_window(qtbot: QtBot) -> None:
    def do(work: Work) -> str:
        for share in (0, 500, 500, 1000):
            work.advance(share)
        return "fait"

    work = Work(do)
    shares: list[int] = []
    work.advanced.connect(shares.append)
    assert ended(work, qtbot).outcome() == "fait"
    qtbot.waitUntil(lambda: shares == [0, 500, 1000])


def test_a_refusal_and_a_bug_come_out_in_the_window(qtbot: QtBot) -> None:
    for problem in (UserError("Le disque est plein."), ZeroDivisionError()):

        def do(_: Work, problem: Exception = problem) -> None:
            raise problem

        with pytest.raises(type(problem)):
            ended(Work(do), qtbot).outcome()


def test_it_ends_soon_when_nobody_wants_it(qtbot: QtBot) -> None:
    def do(work: Work) -> None:
        while True:
            work.advance(1)

    work = Work(do)
    work.advanced.connect(work.give_up)
    with pytest.raises(GivenUp):
        ended(work, qtbot).outcome()


def test_what_is_over_in_a_blink_shows_nothing(qtbot: QtBot) -> None:
    assert attended(None, "Sauvegarde", "", lambda _: "fait", safe="Arrêter") == "fait"


def test_what_takes_longer_shows_how_far_it_is(qtbot: QtBot) -> None:
    shown: list[WaitingDialog] = []
    is_seen = False

    def do(on_share: object) -> str:
        assert callable(on_share)
        while not is_seen:
            on_share(300)
        return "fait"

    def see(dialog: WaitingDialog) -> None:
        nonlocal is_seen
        shown.append(dialog)
        assert dialog.bar.value() == 300
        assert dialog.bar.accessibleName() == "Avancement"
        is_seen = True
        qtbot.waitUntil(lambda: not dialog.isVisible())

    with answering_in(WaitingDialog, see):
        assert attended(None, "Sauvegarde", "Copie.", do, safe="Arrêter") == "fait"
    assert len(shown) == 1
