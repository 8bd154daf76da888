"""The logo, from any file that somebody may choose; the look, which acts at once."""

from __future__ import annotations

import base64
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from pegase_desktop.documents.fiche import fiche_pdf
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import Scheme, apply_theme, px, tokens
from pegase_desktop.ui.look.tokens import DARK
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.choices import CheckBox
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from tests.ui.conftest import NOW, Opener
from tests.ui.copy_keepers import keeper_for
from tests.ui.hands import part, there
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.settings.conftest import Press, field

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def logo(screen: SettingsScreen) -> SettingsScreen:
    screen.show_section("logo")
    return screen


def picture(folder: Path, name: str, kind: str, size: tuple[int, int] = (1200, 600)) -> Path:
    path = folder / name
    Image.new("RGB", size, "#1B5FAA").save(path, kind)
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
@pytest.mark.usefixtures("logo")
def test_a_picture_becomes_a_small_png(
    press: Press, session: Session, questions: ScriptedQuestions, tmp_path: Path, kind: str
) -> None:
    questions.opened.append(picture(tmp_path, f"logo.{kind.lower()}", kind))
    press("Choisir une image…")
    kept = Image.open(BytesIO(base64.b64decode(session.register.school.settings.logo)))
    assert kept.format == "PNG"
    assert kept.size == (800, 400)
    case = replace(session.register.cases.find("R-2026-0016"))
    assert b"/Subtype /Image" in fiche_pdf(case, session.register.school.settings, printed_at=NOW)


@pytest.mark.usefixtures("logo")
def test_a_logo_is_taken_away(press: Press, session: Session, questions: ScriptedQuestions, tmp_path: Path) -> None:
    questions.opened.append(picture(tmp_path, "logo.png", "PNG"))
    press("Choisir une image…")
    press("Retirer le logo")
    assert session.register.school.settings.logo == ""
    assert [entry.changes[0].path for entry in session.register.journal.all()[-2:]] == ["settings/logo"] * 2


@pytest.mark.usefixtures("logo")
def test_a_logo_taken_away_can_be_put_back(
    press: Press, session: Session, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    questions.opened.append(picture(tmp_path, "logo.png", "PNG"))
    press("Choisir une image…")
    logo = session.register.school.settings.logo
    press("Retirer le logo")
    press("Remettre le logo")
    assert session.register.school.settings.logo == logo


@pytest.mark.usefixtures("logo")
def test_a_picture_of_sixty_megapixels_is_refused_before_it_is_read(
    press: Press, session: Session, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    questions.opened.append(picture(tmp_path, "logo.png", "PNG", (10_000, 6_000)))
    press("Choisir une image…")
    assert "60 millions de points" in questions.said[0].replace("\u00a0", " ")
    assert session.register.school.settings.logo == ""


@pytest.mark.parametrize(
    "content",
    [
        b"\n",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.invalid/x"/></svg>',
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        b"GIF89a",
    ],
)
@pytest.mark.usefixtures("logo")
def test_what_is_no_picture_is_refused(
    press: Press, session: Session, questions: ScriptedQuestions, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    questions.opened.append(tmp_path / "logo.png")
    press("Choisir une image…")
    assert questions.said == ["Ce fichier n’est pas une image utilisable. Choisissez une image PNG ou JPEG."]
    assert session.register.school.settings.logo == ""


@pytest.mark.usefixtures("logo")
def test_a_picture_that_stops_half_way_is_refused(
    press: Press, session: Session, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    whole = picture(tmp_path, "logo.jpg", "JPEG").read_bytes()
    (tmp_path / "logo.jpg").write_bytes(whole[: len(whole) // 2])
    questions.opened.append(tmp_path / "logo.jpg")
    press("Choisir une image…")
    assert len(questions.said) == 1
    assert session.register.school.settings.logo == ""


@pytest.mark.usefixtures("logo")
def test_a_huge_file_a_folder_and_one_that_is_gone_are_refused(
    press: Press, session: Session, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    questions.opened += [tmp_path / "huge.png", tmp_path, tmp_path / "gone.png", None]
    for _ in range(4):
        press("Choisir une image…")
    assert len(questions.said) == 3
    assert session.register.school.settings.logo == ""


@pytest.fixture
def window(open_window: Opener, session: Session) -> MainWindow:
    kept = Preferences(actor=session.actor, actor_day="2026-11-20", agenda_day="2026-11-20")
    return open_window(session, kept)


def settings_of(window: MainWindow) -> SettingsScreen:
    window.turn_to(Place.SETTINGS)
    screen = window.shell.screens.screen_of(Place.SETTINGS)
    assert isinstance(screen, SettingsScreen)
    screen.show_section("look")
    return screen


def test_colours_and_text_size_act_at_once(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    screen = settings_of(window)
    colours, sizes = (part(field(screen, one), SegmentedRadio) for one in ("Couleurs", "Taille du texte"))
    qtbot.mouseClick(colours.segments()[2], LEFT)
    assert tokens() is DARK
    qtbot.mouseClick(sizes.segments()[2], LEFT)
    assert px(100) == 131  # of 13 pixels, 17
    assert (window._preferences.colour_scheme, window._preferences.text_scale) == (Scheme.DARK, 130)
    assert screen.isVisible()
    window.turn_to(Place.AGENDA)
    qtbot.mouseClick(window.shell.navigation.items[Place.SETTINGS], LEFT)
    qtbot.mouseClick(sizes.segments()[0], LEFT)
    assert px(100) == 100
    apply_theme(qapp, Scheme.LIGHT)


def test_reminders_and_staying_are_chosen_here(window: MainWindow, qtbot: QtBot) -> None:
    notices, stays = there(settings_of(window)._stack.currentWidget()).findChildren(CheckBox)
    for box in (notices, stays):
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not window._preferences.notices
    assert window._preferences.stays_in_tray


def test_after_how_long_who_signs_is_asked_again_is_chosen_here(window: MainWindow, qtbot: QtBot) -> None:
    page = there(settings_of(window)._stack.currentWidget())
    never = next(one for one in page.findChildren(QRadioButton) if one.text() == "Jamais")
    assert window._preferences.absence_minutes == 30
    qtbot.mouseClick(never, LEFT)
    assert window._preferences.absence_minutes == 0


def test_a_look_kept_wrongly_is_shown_as_the_nearest(session: Session, qtbot: QtBot) -> None:
    odd = Preferences(scheme="rose", text_scale=120)
    screen = SettingsScreen(session, odd, lambda: None, keeper_for(session))
    qtbot.addWidget(screen)
    screen.show_section("look")
    assert field(screen, "Couleurs").value() is Scheme.SYSTEM
    assert field(screen, "Taille du texte").value() == 115
