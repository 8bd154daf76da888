from __future__ import annotations

import atexit
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from pegase_desktop.domain.errors import UserError
from pegase_desktop.ui.attachments.opening import open_copy

AtExit = list[Callable[[], object]]


def end(at_exit: AtExit) -> None:
    """What Python does at the end: the last registered goes first."""
    for act in reversed(at_exit):
        act()


class Viewer(QObject):
    """Stands in for the programs of the office."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer(qapp: QApplication) -> Iterator[Viewer]:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "show")  # type: ignore[arg-type]  # PySide refuses the bytes that its stub asks for
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def at_exit(monkeypatch: pytest.MonkeyPatch) -> AtExit:
    """What the program would do when it ends."""
    kept: AtExit = []
    monkeypatch.setattr(atexit, "register", lambda act, *given, **named: kept.append(partial(act, *given, **named)))
    return kept


def test_a_copy_is_shown_that_only_its_owner_reads_and_nobody_changes(viewer: Viewer, at_exit: AtExit) -> None:
    open_copy("photo.png", b"image")
    (copy,) = viewer.shown
    assert (copy.name, copy.read_bytes()) == ("photo.png", b"image")
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    end(at_exit)
    assert not copy.parent.exists()


@pytest.mark.parametrize("name", ["facture.exe", "page.html", "dessin.svg", "sans extension", "macro.docm"])
def test_what_may_run_something_is_not_opened(viewer: Viewer, name: str) -> None:
    with pytest.raises(UserError, match="par prudence"):
        open_copy(name, b"")
    assert viewer.shown == []


def test_a_name_never_leads_out_of_its_folder(viewer: Viewer, at_exit: AtExit) -> None:
    open_copy("../../../../tmp/ailleurs.pdf", b"")
    assert viewer.shown[0].parent.name.startswith("pegase-")
    end(at_exit)


def test_a_computer_without_a_program_for_it_says_so(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    at_exit: AtExit,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    with pytest.raises(UserError, match="Aucun programme"):
        open_copy("photo.png", b"image")
    end(at_exit)
