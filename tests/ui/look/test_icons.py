from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

import pegase_desktop
from pegase_desktop.resources import resource
from pegase_desktop.ui.look.icons import icon, pixmap, stroke_width

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PLACES = {
    "paint_icon": 1, "icon": 0, "pixmap": 0, "IconLabel": 0, "IconButton": 0, "NavItem": 1, "Chip": 1, "Tag": 1,
    "EmptyState": 0, "StatusItem": 1, "set_icon": 0,
}  # fmt: skip


def icon_names(source: str) -> Iterator[str]:
    """Every icon that *source* names in a call or in a table called something « ICONS »."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = PLACES.get(called)
            asked = [keyword.value for keyword in node.keywords if keyword.arg in {"icon", "icon_after"}]
            asked += node.args[place : place + 1] if place is not None else []
        elif (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Dict)
            and "ICONS" in ast.unparse(node.targets[0])
        ):
            asked = node.value.values
        else:
            continue
        yield from (each.value for each in asked if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_every_icon_named_in_the_program_is_shipped() -> None:
    package = Path(pegase_desktop.__file__).parent
    named = {name for file in package.rglob("*.py") for name in icon_names(file.read_text("utf-8")) if name}
    assert {"search", "chevron-down", "circle-alert"} <= named, "the search for names finds what is there"
    assert [name for name in sorted(named) if not resource(f"icons/{name}.svg").is_file()] == []


def test_shipped_icons_can_be_recoloured_and_thinned() -> None:
    for file in resource("icons").glob("*.svg"):
        source = file.read_text("utf-8")
        assert NAME.fullmatch(file.stem)
        assert "currentColor" in source, file.name
        assert 'stroke-width="2"' in source, file.name


def test_the_drawing_has_the_colour_asked_for(qapp: QApplication) -> None:
    image = pixmap("check", "#1D6A40", 16).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    solid = {
        image.pixelColor(x, y).name() for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {QColor("#1D6A40").name()}


def test_the_drawing_is_made_for_the_screen(qapp: QApplication) -> None:
    drawing = pixmap("mail", "#000000", 16, 1.5)
    assert drawing.width() == 24
    assert drawing.deviceIndependentSize().width() == 16


def test_a_drawing_is_made_once(qapp: QApplication) -> None:
    assert pixmap("bell", "#123456", 18).cacheKey() == pixmap("bell", "#123456", 18).cacheKey()


def test_small_icons_have_heavier_strokes() -> None:
    assert [stroke_width(size) for size in (13, 15, 16, 17, 18, 32)] == [2, 2, 1.9, 1.9, 1.75, 1.75]


def test_an_icon_for_menus_has_its_size(qapp: QApplication) -> None:
    assert icon("printer", "text2", 16).availableSizes()[0].width() == 16


def test_an_icon_that_is_not_shipped_is_a_bug_said_at_once(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no-such-icon", "#000000", 16)
