"""The review before a team: one topic at a time, large, and with discretion on not one name in all the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.review_words import Topic
from pegase_desktop.domain.rows import Action
from pegase_desktop.domain.text import fold
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.review.projection import Projection
from pegase_desktop.ui.review.screen import ReviewScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.labels import Elided
from tests.domain.samples import office, registrable
from tests.ui.review.conftest import projection_of

CLAIRE = "Claire Martin"


@pytest.fixture
def projection(screen: ReviewScreen, window: MainWindow, qtbot: QtBot) -> Projection:
    return projected(screen, window, qtbot)


def projected(screen: ReviewScreen, window: MainWindow, qtbot: QtBot) -> Projection:
    """The projection that F11 brings, once keys go to it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    projection = projection_of(screen)
    qtbot.waitUntil(projection.isActiveWindow)
    return projection


def slides(projection: Projection, qtbot: QtBot) -> Iterator[str]:
    """The texts of each slide in turn, from the one that is shown."""
    yield "\n".join(all_texts(projection))
    for _ in range(100):  # more than any review has
        if not projection.after.isEnabled():
            return
        qtbot.keyClick(projection, Qt.Key.Key_Right)
        yield "\n".join(all_texts(projection))


def all_texts(window: QWidget) -> Iterator[str]:
    """Every text of a window, seen or not: for eyes, for the mouse, for a screen reader, of its actions."""
    for widget in (window, *window.findChildren(QWidget)):
        for name in (
            "text", "title", "accessibleName", "accessibleDescription", "toolTip", "statusTip", "whatsThis",
            "windowTitle", "objectName", "placeholderText",
        ):  # fmt: skip
            said = getattr(widget, name, None)
            yield str(said()) if callable(said) else ""
        for action in widget.actions():
            yield f"{action.text()} {action.toolTip()}"
    for action in window.findChildren(QAction):
        yield f"{action.text()} {action.toolTip()} {action.statusTip()}"


def names_in(register: Register) -> set[str]:
    """Of clients and staff, whole and in parts."""
    names = [one.name for one in register.school.staff()]
    for reference in register.cases.references():
        case = register.cases.find(reference)
        names += [case.complainant_name, case.student]
    return {fold(part) for name in names for part in (name, *name.split()) if len(part) > 2}


def named(projection: Projection, register: Register, qtbot: QtBot) -> set[str]:
    words = {word.strip(".,;:()«»") for text in slides(projection, qtbot) for word in fold(text).split()}
    return words & names_in(register)


def test_it_fills_the_screen_and_is_left_by_f11_or_escape(
    screen: ReviewScreen, window: MainWindow, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
        projection = projected(screen, window, qtbot)
        assert projection.isFullScreen()
        qtbot.keyClick(projection, key)
        assert not projection.isVisible()
        assert screen.projection is None


def test_each_topic_is_there_one_at_a_time(projection: Projection, qtbot: QtBot) -> None:
    told = list(slides(projection, qtbot))
    assert "ouvertes au début" in told[0].replace("\u00a0", " ")
    assert "Par service" in told[1]
    for topic in Topic:
        assert sum(topic.label in text for text in told[2:]) >= 1
    assert all(sum(f"{topic.label} :" in text for topic in Topic) <= 1 for text in told[2:])
    for _ in told:
        qtbot.keyClick(projection, Qt.Key.Key_Left)
    assert next(slides(projection, qtbot)) == told[0]


def test_its_letters_are_read_from_the_back_of_the_room(projection: Projection, qtbot: QtBot) -> None:
    projection.showNormal()
    projection.resize(1920, 1080)
    for _ in slides(projection, qtbot):
        said = [one for one in projection.findChildren(QLabel) if one.text() and one.isVisible()]
        for one in said:
            one.ensurePolished()
        assert said
        assert not any(one.text() for one in projection.findChildren(QAbstractButton))  # painted in their own size
        assert min(one.fontInfo().pixelSize() for one in said) >= 24


def test_with_discretion_nobody_is_named(
    screen: ReviewScreen, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    """Neither where a name has its field nor where it stands in an object, an action or a category."""
    action = Action(what="Appeler Zébulon Quenneville", who="Sophie Renaud", due=office(19, 11).date())
    gossip = registrable(
        received_at=office(16, 11), complainant_name="Zébulon Quenneville", subject="Quenneville contre Renaud",
        actions=(action,), owner=CLAIRE,
    )  # fmt: skip
    session.do(lambda: session.register.cases.receive(gossip, by=CLAIRE))
    projection = projected(screen, window, qtbot)
    assert named(projection, session.register, qtbot) == set()
    qtbot.keyClick(projection, Qt.Key.Key_Home)
    qtbot.keyClick(projection, Qt.Key.Key_D)
    assert {"quenneville", "renaud", "claire"} <= named(projection, session.register, qtbot)
    qtbot.keyClick(projection, Qt.Key.Key_D)
    assert named(projection, session.register, qtbot) == set()


def test_it_is_discreet_each_time_anew(screen: ReviewScreen, window: MainWindow, qtbot: QtBot) -> None:
    projection = projected(screen, window, qtbot)
    qtbot.keyClick(projection, Qt.Key.Key_D)
    assert not projection.is_discreet
    qtbot.keyClick(projection, Qt.Key.Key_Escape)
    assert projected(screen, window, qtbot).is_discreet


def test_each_topic_is_announced_to_who_cannot_see_it(projection: Projection, heard: list[str], qtbot: QtBot) -> None:
    qtbot.keyClick(projection, Qt.Key.Key_Right)
    qtbot.keyClick(projection, Qt.Key.Key_Right)
    assert heard[-1] == "En retard\u00a0: 3"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_an_endless_name_leaves_room_for_until_when(
    size: tuple[int, int], screen: ReviewScreen, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    endless = registrable(received_at=office(10, 11), owner="x" * 300)
    session.do(lambda: session.register.cases.receive(endless, by=CLAIRE))
    projection = projected(screen, window, qtbot)
    projection.showNormal()
    projection.resize(*size)
    qtbot.keyClick(projection, Qt.Key.Key_D)
    for _ in range(2):
        qtbot.keyClick(projection, Qt.Key.Key_Right)
    assert has_room(projection, qtbot)
    qtbot.keyClick(projection, Qt.Key.Key_Escape)
    window.resize(1440, 900)
    assert has_room(screen.view, qtbot)


def has_room(place: QWidget, qtbot: QtBot) -> bool:
    """Whether each line comes to say whole until when."""

    def is_whole() -> bool:
        late = [one for one in place.findChildren(Elided) if "de retard" in one.text() and one.isVisible()]
        return bool(late) and all(one.width() >= one.sizeHint().width() for one in late)

    with suppress(TimeoutError):
        qtbot.waitUntil(is_whole, timeout=1000)
    return is_whole()


def test_a_list_that_does_not_fit_goes_on(projection: Projection, qtbot: QtBot) -> None:
    projection.showNormal()
    projection.resize(900, 400)
    told = [text for text in slides(projection, qtbot) if Topic.DUE.label in text]
    assert len(told) > 1
    shown = [line for text in told for line in text.split("\n") if line.startswith("R-2026-")]
    assert len(shown) == 10


def test_what_is_recorded_meanwhile_comes_in(
    screen: ReviewScreen, projection: Projection, session: Session, qtbot: QtBot
) -> None:
    session.do(lambda: session.register.cases.receive(replace(registrable(), received_at=office(18, 11)), by=CLAIRE))
    assert any("R-2026-0025" in text for text in slides(projection, qtbot))
