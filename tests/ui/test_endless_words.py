"""Words without end, as a link copied out of a message: no window is widened by them, and nothing is cut in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QGuiApplication, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.filters import Filters
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.plain_words import plain_action
from pegase_desktop.ui.register.filters import FilterBar
from pegase_desktop.ui.widgets.choices import CheckBox, ChoiceList, SuggestionField
from pegase_desktop.ui.widgets.dialogs import ChoiceDialog, Dialog, WordsDialog
from pegase_desktop.ui.widgets.labels import Elided, Paragraph, Text
from pegase_desktop.ui.widgets.notices import Banner, EmptyState
from tests.storage.office import Clock
from tests.ui.conftest import Opener
from tests.ui.every_screen import every_screen
from tests.ui.hands import there
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.worded_register import fill

ENDLESS = ("W" * 400, "M" * 400, "Q" * 400)
LONG = "Les mots " * 45
LEAST = 1000  # pixels: the least width of the window, by its own saying
DIALOG = 640  # pixels: the widest dialog that is as wide as it must be


@pytest.fixture
def session(empty_register: Register, questions: ScriptedQuestions, clock: Clock) -> Session:
    fill(empty_register, ENDLESS)
    made = Session(empty_register, questions, clock)
    made.set_actor(empty_register.school.staff()[0].name)
    return made


@pytest.fixture
def cut_in_silence(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What is painted shortened on a widget that does not say it whole under the mouse."""
    found: set[str] = set()
    paint = painting.text

    def watched(painter: QPainter, rect, words, font, colour, align=Qt.AlignmentFlag.AlignLeft) -> None:  # type: ignore[no-untyped-def]
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
        on = painter.device()
        if shown != words and isinstance(on, QWidget) and not on.toolTip():
            found.add(f"{type(on).__name__}: {words[:40]}")
        paint(painter, rect, words, font, colour, align)

    monkeypatch.setattr(painting, "text", watched)
    return found


def least_width(widget: QWidget) -> int:
    """How narrow a window can be made, whatever it says of itself."""
    layout = widget.layout()
    return layout.totalMinimumSize().width() if layout else widget.minimumSizeHint().width()


def cut_labels(top: QWidget) -> Iterator[str]:
    """Lines that are cut off at the edge, or shortened without a tip; and lists that do so."""
    for one in [top, *top.findChildren(QWidget)]:
        if one.isVisible() and not one.visibleRegion().isEmpty():
            words = one.text() if isinstance(one, Text) else one.currentText() if isinstance(one, ChoiceList) else ""
            if is_cut(one, words):
                yield words[:40]


def is_cut(widget: QWidget, words: str) -> bool:
    if isinstance(widget, Text) and not isinstance(widget, Elided):
        return not widget.wordWrap() and widget.width() < widget.sizeHint().width()
    is_whole = isinstance(widget, SuggestionField) or widget.fontMetrics().horizontalAdvance(words) <= widget.width()
    return not is_whole and not widget.toolTip()


def too_wide(top: QWidget) -> Iterator[str]:
    """What scrolls in height alone, and is wider than what one sees of it."""
    for area in top.findChildren(QScrollArea):
        content = area.widget()
        if content and area.isVisible() and content.minimumSizeHint().width() > area.viewport().width():
            yield f"{content.minimumSizeHint().width()} px in {area.viewport().width()}"


def test_on_no_screen_endless_words_widen_anything_or_are_cut_in_silence(
    session: Session, open_window: Opener, cut_in_silence: set[str]
) -> None:
    window = open_window(session)
    found: list[str] = []
    for name, screen in every_screen(window, session, session.register.cases.get(1), ()):
        QApplication.processEvents()
        found += [f"{name}: {fault}" for fault in (*cut_labels(screen), *too_wide(screen))]
        if isinstance(screen, QMenu):
            assert screen.sizeHint().width() <= LEAST, name
        elif screen is not window:
            assert least_width(screen) <= (LEAST if not screen.isWindow() or screen.width() > DIALOG else DIALOG), name
    assert found == []
    assert cut_in_silence == set()


def test_the_window_can_be_made_as_narrow_as_ever(session: Session, open_window: Opener) -> None:
    window = open_window(session, size=(LEAST, 600))
    for name, screen in every_screen(window, session, session.register.cases.get(1), ()):
        if screen is window:
            assert (window.width(), least_width(window) <= LEAST) == (LEAST, True), name


@pytest.mark.parametrize("words", [*ENDLESS, LONG])
def test_no_question_is_wider_than_its_words_are_allowed(qtbot: QtBot, words: str, cut_in_silence: set[str]) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for made in (
        Dialog(parent, words, words, "Continuer", safe="Annuler"),
        WordsDialog(parent, words, words, "Raison", "Continuer", [words, "Autre"], words, safe="Annuler"),
        WordsDialog(parent, words, words, "Nom", "Continuer", (), words, safe="Annuler"),
        ChoiceDialog(parent, words, words, [words, "Autre"], safe="Annuler"),
    ):
        made.show()
        made.grab()
        assert least_width(made) <= made.width() <= DIALOG
        assert list(cut_labels(made)) == []
    assert cut_in_silence == set()


@pytest.mark.parametrize("words", [*ENDLESS, LONG])
def test_notices_give_way(qtbot: QtBot, words: str) -> None:
    banner = Banner(sentence=words, lead="À vérifier.", action="Réessayer", closable=True)
    nothing = EmptyState("inbox", words, words, "Continuer")
    for made in (banner, nothing):
        qtbot.addWidget(made)
        made.resize(500, 400)
        made.show()
        made.grab()
        assert (made.width(), least_width(made) <= 400) == (500, True)
        assert list(cut_labels(made)) == []


def test_what_is_chosen_gives_way(qtbot: QtBot) -> None:
    words = ENDLESS[0]
    filters, box, choices = FilterBar(), CheckBox(words), ChoiceList([(1, words), (2, "Planning")])
    filters.show_filters(Filters(service=words))
    choices.set_value(1)
    for made in (filters, box, choices):
        qtbot.addWidget(made)
        made.resize(480, 60)
        made.show()
        made.grab()
        assert made.minimumSizeHint().width() <= 480
    assert there(filters.chosen.first).toolTip()[:20] == f"Service\u00a0: {words}"[:20]
    assert [made.toolTip()[:9] for made in (box, choices)] == ["W" * 9] * 2
    choices.set_value(2)
    choices.grab()
    assert choices.toolTip() == ""


def test_a_menu_is_no_wider_than_a_window_and_says_the_whole(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction(plain_action("Planning", menu))
    assert not menu.toolTipsVisible()
    action = plain_action(ENDLESS[0], menu)
    menu.addAction(action)
    assert menu.toolTipsVisible()
    assert action.text().endswith("…")
    assert action.toolTip().replace("\n", "") == ENDLESS[0]


def test_an_endless_word_is_seen_whole_and_copied_as_it_was_written(qtbot: QtBot) -> None:
    link = "https://exemple.fr/" + "a1" * 40 + "?b=2"
    paragraph = Paragraph(f"Voir\u202f: {link}\nMerci", selectable=True)
    qtbot.addWidget(paragraph)
    paragraph.resize(200, 200)
    paragraph.show()
    assert paragraph.minimumSizeHint().width() <= 200
    assert paragraph.accessibleName() == paragraph.words == f"Voir\u202f: {link}\nMerci"
    paragraph.setFocus()
    QTest.keyClick(paragraph, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(paragraph, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == f"Voir : {link}\nMerci"
    QGuiApplication.clipboard().clear()
    QApplication.sendEvent(paragraph, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5)))
    menu = paragraph.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == f"Voir : {link}\nMerci"


def test_words_of_any_language_are_left_alone(qtbot: QtBot) -> None:
    words = "anticonstitutionnellement, jean-baptiste.de-la-salle@exemple.fr et /home/claire/registre.pegase"
    paragraph = Paragraph(words)
    qtbot.addWidget(paragraph)
    assert "\u200b" not in paragraph.text()
