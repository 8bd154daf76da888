from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.ui.look.theme import Scheme, apply_theme, colour, font, is_look_change, px, tokens
from pegase_desktop.ui.look.tokens import BODY_PIXELS, DARK, LIGHT, SPECS, Size, Tone, Type
from pegase_desktop.ui.widgets.labels import Text


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, Scheme.LIGHT)
    yield
    apply_theme(qapp, Scheme.LIGHT)


def test_the_scheme_chosen_is_the_one_in_force(qapp: QApplication) -> None:
    assert tokens() is LIGHT
    apply_theme(qapp, Scheme.DARK)
    assert tokens() is DARK
    assert colour(Tone.ACCENT).name().upper() == DARK.accent


def test_with_the_desktops_scheme_the_program_follows_it(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.SYSTEM)
    for desktop, expected in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        qapp.styleHints().colorSchemeChanged.emit(desktop)
        assert tokens() is expected


def test_a_scheme_of_ones_own_does_not_follow_the_desktop(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens() is LIGHT


def test_a_shown_label_changes_colour_with_the_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    label = Text("Réclamant", tone=Tone.TEXT2)
    qtbot.addWidget(label)
    label.show()
    assert inks(label) == {LIGHT.text2}
    apply_theme(qapp, Scheme.DARK)
    assert inks(label) == {DARK.text2}


def inks(label: QLabel) -> set[str]:
    return {label.palette().color(label.foregroundRole()).name().upper()}


@pytest.mark.parametrize("use", Type)
def test_the_fonts_are_the_ones_shipped(use: Type) -> None:
    shown = QFontInfo(font(use))
    assert shown.family() == ("Inter Display" if SPECS[use].display else "Inter")
    assert shown.weight() == SPECS[use].weight
    assert shown.pixelSize() == SPECS[use].pixels


def test_digits_have_one_width_and_words_keep_theirs() -> None:
    metrics = QFontMetricsF(font(Type.BODY))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert metrics.horizontalAdvance("-") < metrics.horizontalAdvance("0") * 0.85
    assert metrics.horizontalAdvance(" ") < metrics.horizontalAdvance("0") * 0.5


def test_a_label_dressed_by_the_style_sheet_keeps_the_digits_of_one_width(qtbot: QtBot) -> None:
    label = Text("1", Type.STRONG)
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.fontMetrics().horizontalAdvance("1111") == label.fontMetrics().horizontalAdvance("0000")


def test_larger_text_makes_larger_sizes(qapp: QApplication, qtbot: QtBot) -> None:
    label = Text("Registre")
    qtbot.addWidget(label)
    before = label.sizeHint().height()
    apply_theme(qapp, Scheme.LIGHT, 1.3)
    assert px(Size.FIELD) > Size.FIELD
    assert font(Type.BODY).pixelSize() == 17
    assert label.sizeHint().height() > before


@pytest.mark.parametrize(("asked", "body"), [(0.1, 11), (9.0, 21)])
def test_an_unreasonable_text_size_is_held_within_bounds(qapp: QApplication, asked: float, body: int) -> None:
    apply_theme(qapp, Scheme.LIGHT, asked)
    assert font(Type.BODY).pixelSize() == body


def test_what_is_kept_for_one_text_size_is_made_anew_for_another(qapp: QApplication) -> None:
    seen: list[int] = []

    class Listening(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            if is_look_change(event):
                seen.append(px(100))

    listening = Listening()
    for scale in (1.0, 1.6, 1.0):
        apply_theme(qapp, Scheme.LIGHT, scale)
        expected = round(100 * round(BODY_PIXELS * scale) / BODY_PIXELS)
        assert (px(100), font(Type.STRONG).pixelSize()) == (expected, px(SPECS[Type.STRONG].pixels))
        assert set(seen) <= {expected}, "a widget heard of the new size and worked with the old one"
        seen.clear()
    listening.deleteLater()


def test_a_font_may_be_changed_by_who_paints_with_it(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    font(Type.STRONG).setUnderline(True)
    assert not font(Type.STRONG).underline()
