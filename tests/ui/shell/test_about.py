"""« À propos »: what it says, what it copies, and whose name it never copies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pegase_desktop import __version__
from pegase_desktop.fault_log import described, keep
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.about import AboutDialog, LicencesDialog, support_report


def test_it_says_the_version_and_where_the_files_are(
    session: Session, register: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = AboutDialog(register, tmp_path / "problemes.log")
    qtbot.addWidget(dialog)
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert __version__ in said
    assert str(register.path) in said
    assert str(tmp_path / "problemes.log") in said


def test_the_report_is_copied(session: Session, register: Register, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = AboutDialog(register, tmp_path / "problemes.log")
    qtbot.addWidget(dialog)
    dialog.go.click()
    assert dialog.go.text() == "Rapport copié"
    assert QApplication.clipboard().text() == support_report(register, tmp_path / "problemes.log")


def test_the_report_helps_and_names_nobody(session: Session, register: Register, tmp_path: Path) -> None:
    log = tmp_path / "problemes.log"
    try:
        raise ValueError("Noémie Garnier")
    except ValueError as error:
        keep(log, described(type(error), error, error.__traceback__))
    keep(log, f"Qt: cannot open {Path.home() / 'photo.png'}")
    report = support_report(register, log)
    assert __version__ in report
    assert "24\u00a0dossiers" in report
    assert "test_about.py" in report
    people = {one.complainant_name for one in register.cases.all()} | {one.name for one in register.school.staff()}
    assert people
    for secret in people | {"Noémie", "Garnier", str(Path.home()), str(register.path)}:
        assert not secret or secret not in report


def test_without_a_fault_the_report_says_so(session: Session, register: Register, tmp_path: Path) -> None:
    assert support_report(register, tmp_path / "problemes.log").endswith("aucun")


def test_the_licences_can_be_read(session: Session, qtbot: QtBot) -> None:
    dialog = LicencesDialog()
    qtbot.addWidget(dialog)
    names = {dialog.component.itemText(index) for index in range(dialog.component.count())}
    assert {"Inter-OFL", "Lucide-ISC", "Qt-LGPL-3.0"} <= names
    dialog.component.setCurrentText("Qt-LGPL-3.0")
    dialog.component.edited.emit()
    assert "LESSER GENERAL PUBLIC LICENSE" in dialog.text.value()
