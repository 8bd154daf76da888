"""What only shows: texts, marks, notices, layouts; and that all of it paints in both schemes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.look.theme import Scheme, apply_theme, tokens
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.grounds import Card, Edge, FlowLayout, Ground, Hairline, Quote, ScrollArea
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, KeyCap, Paragraph, Tag, Text, Wrapped
from pegase_desktop.ui.widgets.marks import Avatar, PriorityMark, RingClock, RingDial
from pegase_desktop.ui.widgets.notices import Banner, EmptyState
from pegase_desktop.ui.widgets.status_bar import StatusBar, StatusItem
from tests.ui.widgets.conftest import colours_of

Page = Callable[..., QWidget]


def overdue() -> RingDial:
    dial = RingDial()
    dial.set_clock(1.0, Tone.DANGER, "circle-alert")
    return dial


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize(
    ("make", "tones"),
    [
        (lambda: PriorityMark(4), ["danger"]),
        (lambda: PriorityMark(3), ["text"]),
        (lambda: PriorityMark(1), ["text2", "border_btn"]),
        (lambda: Avatar("CM", is_self=True), ["accent_soft"]),
        (overdue, ["danger"]),
        (lambda: Tag("En retard", "circle-alert", Tone.DANGER), ["danger_soft"]),
        (lambda: Tag("À venir"), ["sunken"]),
        (lambda: Ground(Tone.CHROME, Edge.LEFT | Edge.TOP | Edge.RIGHT | Edge.BOTTOM), ["chrome", "border"]),
        (Hairline, ["border"]),
        (lambda: Card(Tone.SUNKEN), ["sunken"]),
        (Quote, ["accent_line"]),
        (lambda: Banner(Tone.WARNING, "Sauvegarde ancienne.", closable=True), ["warning_soft", "warning_line"]),
        (lambda: KeyCap("F1"), ["hover"]),
    ],
)
def test_a_state_has_its_colour_in_both_schemes(
    make: Callable[[], QWidget], tones: list[str], scheme: Scheme, page: Page, qapp: QApplication
) -> None:
    widget = make()
    window = page(widget)
    window.resize(260, 80)
    apply_theme(qapp, scheme)
    assert {tokens()[tone] for tone in tones} <= colours_of(widget)


def test_a_clock_says_its_state_and_date(page: Page) -> None:
    clock = RingClock("Traitement")
    page(clock)
    clock.set_clock(0.6, Tone.ACCENT, "timer", "Reste 18 h", "avant ven. 09:12")
    assert [label.text() for label in clock.findChildren(QLabel)] == ["Traitement", "Reste 18 h", "avant ven. 09:12"]
    assert clock.accessibleName() == "Traitement : Reste 18 h, avant ven. 09:12"


def test_a_paragraph_shows_markup_as_typed_and_keeps_line_breaks(page: Page) -> None:
    paragraph = Paragraph("<b>1</b> & 2\nsuite")
    page(paragraph)
    assert "&lt;b&gt;1&lt;/b&gt; &amp; 2<br>suite" in paragraph.text()
    assert paragraph.words == "<b>1</b> & 2\nsuite"


def test_a_long_line_gives_way_and_is_whole_in_its_tip(page: Page) -> None:
    line = Elided("Heures supplémentaires facturées sans accord préalable")
    page(line)
    line.resize(80, 20)
    line.grab()
    assert line.toolTip() == line.text()
    line.resize(600, 20)
    line.grab()
    assert line.toolTip() == ""


def test_an_icon_alone_can_change(page: Page) -> None:
    label = IconLabel("mail", Tone.TEXT2, 32)
    page(label)
    label.set_icon("circle-check", Tone.SUCCESS)
    assert tokens().success in colours_of(label)


def test_a_banner_offers_its_one_action(page: Page, qtbot: QtBot) -> None:
    banner = Banner(Tone.DANGER, "réponse à Mme Petit.", lead="1 action en retard :", action="Voir")
    page(banner)
    with qtbot.waitSignal(banner.triggered):
        banner.findChildren(Button)[0].click()
    assert banner.accessibleName() == "1 action en retard : réponse à Mme Petit."


def test_a_banner_is_put_away_where_it_may_be(page: Page, qtbot: QtBot) -> None:
    banner = Banner(Tone.ACCENT, "Nouvelle version.", closable=True)
    page(banner)
    with qtbot.waitSignal(banner.dismissed):
        banner.findChildren(Button)[1].click()
    assert not banner.isVisible()


def test_an_empty_screen_offers_the_way_out(page: Page, qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "Aucune réclamation", "Enregistrez la première.", "Nouvelle réclamation")
    page(empty)
    with qtbot.waitSignal(empty.triggered):
        empty.findChildren(Button)[0].click()
    empty.show_message("search", "Rien", "Essayez un autre mot.", "")
    assert not empty.findChildren(Button)[0].isVisible()


def test_a_status_without_words_takes_no_room(page: Page) -> None:
    bar, item = StatusBar(), StatusItem()
    bar.add_left(item)
    bar.add_right(StatusItem("Registre enregistré", "check"))
    page(bar)
    assert not item.isVisible()
    item.set_state("2 en retard", "circle-alert", Tone.DANGER)
    assert item.isVisible()
    item.set_state("")
    assert not item.isVisible()


def test_a_flow_breaks_its_lines_where_the_width_ends(page: Page) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    words = [Text("Planning", Type.BODY) for _ in range(6)]
    for word in words:
        flow.addWidget(word)
    page(holder)
    one_line = flow.heightForWidth(2_000)
    assert flow.heightForWidth(words[0].sizeHint().width() * 2 + 10) == 3 * one_line + 2 * flow.spacing()
    assert flow.itemAt(6) is None
    assert flow.count() == 6


def test_a_flow_keeps_its_last_ones_together_at_the_right_where_there_is_room(page: Page) -> None:
    holder = QWidget()
    flow = FlowLayout(holder, spacing=6)
    first, second, third = (Text("Planning", Type.BODY) for _ in range(3))
    flow.addWidget(first)
    flow.go_right()
    flow.addWidget(second)
    flow.addWidget(third)
    page(holder)
    width = first.sizeHint().width()
    flow.setGeometry(QRect(0, 0, 4 * width, 100))
    assert (second.geometry().right() + 7, third.geometry().right()) == (third.x(), 4 * width - 1)
    flow.setGeometry(QRect(0, 0, 2 * width + 6, 100))
    assert (second.x(), third.y()) == (0, second.y())
    assert second.y() > first.geometry().bottom()


def test_what_a_steady_area_scrolls_keeps_its_width_when_the_bar_comes(page: Page, qtbot: QtBot) -> None:
    content = QWidget()
    area = ScrollArea(content, steady=True)
    page(area).resize(400, 300)
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
    width = content.width()
    content.setMinimumHeight(2_000)
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    assert content.width() == width


def test_words_beside_a_button_stand_at_its_height(page: Page) -> None:
    def middle_of_ink(paragraph: Paragraph) -> float:
        image = paragraph.grab().toImage()
        ground = image.pixelColor(0, 0)
        inked = [
            y for y in range(image.height()) if any(image.pixelColor(x, y) != ground for x in range(image.width()))
        ]
        return (inked[0] + inked[-1] + 1) / 2

    plain, centred = Paragraph("Nous sommes au courant"), Paragraph("Nous sommes au courant")
    centred.centre()
    page(plain, centred)
    assert plain.height() == centred.height()
    assert middle_of_ink(centred) == pytest.approx(centred.height() / 2, abs=1)


@pytest.mark.parametrize("kind", [Paragraph, Wrapped])
def test_the_signs_of_what_was_typed_begin_no_line_and_the_words_stay_as_typed(
    kind: type[Paragraph | Wrapped], qtbot: QtBot
) -> None:
    shown = kind("C'est « inadmissible » ! Vraiment ?")
    qtbot.addWidget(shown)
    assert "«\u00a0inadmissible\u00a0»\u00a0! Vraiment\u00a0?" in shown.text()
    assert not isinstance(shown, Paragraph) or shown.words == "C'est « inadmissible » ! Vraiment ?"
