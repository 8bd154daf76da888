"""The colours keep the contrast that WCAG 2 asks for: 4.5 for text, 3 for the edges of controls."""

from __future__ import annotations

import pytest

from pegase_desktop.ui.look.tokens import DARK, LIGHT, SPECS, Tokens, Tone, Type

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("surface", "chrome", "sunken", "hover", "accent_soft")


def luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("text", ["text", "text2", "text3", "accent"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_reads_on_every_ground(colours: Tokens, text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("state", ["accent", "danger", "warning", "success"])
def test_a_state_reads_on_the_surface_and_on_its_own_ground(colours: Tokens, state: str) -> None:
    for ground in ("surface", "chrome", "accent_soft", Tone(state).soft):
        assert contrast(colours[state], colours[ground]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("fill", ["accent_fill", "accent_hover", "accent_cap"])
def test_the_word_and_the_key_of_the_primary_button_read(colours: Tokens, fill: str) -> None:
    assert contrast(colours.on_accent, colours[fill]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("edge", ["border_strong", "accent", "danger", "warning"])
def test_the_edges_of_fields_and_the_focus_stand_out(colours: Tokens, edge: str) -> None:
    for ground in ("surface", "chrome", "accent_soft"):
        assert contrast(colours[edge], colours[ground]) >= 3


def test_only_caps_and_badges_are_smaller_than_12_px() -> None:
    small = {use for use, spec in SPECS.items() if spec.pixels < 12}
    assert small == {Type.KEY_CAP, Type.BADGE}


def test_every_tone_names_colours_of_both_schemes() -> None:
    for tone in Tone:
        for colours in (LIGHT, DARK):
            assert colours[tone].startswith("#")
            assert colours[tone.soft].startswith("#")
            assert colours[tone.line].startswith("#")
