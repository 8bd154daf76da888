"""Qt's own windows speak French to the last label."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel, QLabel

from pegase_desktop.ui.look.french_qt import LostWords


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    known = QTranslator(qapp)
    assert known.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    translators = (LostWords(qapp), known)
    for one in translators:
        qapp.installTranslator(one)
    yield
    for one in translators:
        qapp.removeTranslator(one)


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_every_label_of_the_file_dialog_is_in_french(mode: QFileDialog.AcceptMode) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    labels = {label.text().replace("&", "").rstrip("\u00a0:") for label in dialog.findChildren(QLabel)} - {""}
    assert labels == {"Voir dans", "Nom de fichier", "Type de fichiers"}


@pytest.mark.usefixtures("french")
def test_the_kind_of_a_folder_is_said_in_french(tmp_path: Path) -> None:
    model = QFileSystemModel()
    assert model.type(model.index(str(tmp_path))) == "Dossier"
