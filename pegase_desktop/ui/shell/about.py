"""« À propos »: the version, where the files are, the licences, and a report for whoever helps, without a name."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pegase_desktop import __version__
from pegase_desktop.domain import french
from pegase_desktop.domain.typography import typeset
from pegase_desktop.resources import resource
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.choices import ChoiceList
from pegase_desktop.ui.widgets.dialogs import Dialog
from pegase_desktop.ui.widgets.labels import Elided, Text
from pegase_desktop.ui.widgets.text_area import TextArea

_LAST_LINES = 40  # of the log
_OURS = "Pégase Réclamations"


def show_about(register: Register, log: Path, parent: QWidget) -> None:
    """Show what the program is; *log* is the file in which it notes its own faults."""
    dialog = AboutDialog(register, log, parent)
    dialog.exec()
    dialog.deleteLater()


def support_report(register: Register, log: Path) -> str:
    """What somebody who helps must know, in French: versions, sizes, the last faults; no name of anybody."""
    count, head = len(register.cases.references()), register.journal.head()
    size = french.file_size(register.path.stat().st_size)
    screens = ", ".join(
        f"{one.size().width()} × {one.size().height()} ({one.devicePixelRatio():.0%})".replace("%", "\u00a0%")
        for one in QGuiApplication.screens()
    )
    lines = [
        f"{_OURS} {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        f"Système : {platform.platform()}",
        f"Écrans : {screens}",
        f"Registre : {french.count(count, 'dossier')}, {french.count(head.count, 'entrée')} au journal, {size}",
        "",
        "Derniers problèmes notés :",
        *(_last_lines(log) or ["aucun"]),
    ]
    return typeset("\n".join(lines))


class AboutDialog(Dialog):
    """What the program is, where its files are, whom it owes what."""

    def __init__(self, register: Register, log: Path, parent: QWidget | None = None) -> None:
        sentence = "Le registre des réclamations de l’auto-école : les neuf étapes du protocole, de la voix à la fiche."
        super().__init__(
            parent, f"{_OURS} {__version__}", sentence, "Copier un rapport pour l’assistance", safe="Fermer"
        )
        self._register, self._log = register, log
        self.setWindowTitle("À propos")
        self.go.clicked.disconnect(self.accept)
        self.go.clicked.connect(self.copy_report)
        self._add_place("Registre", register.path)
        self._add_place("Journal des problèmes", log)
        licences = Button("Licences des composants", Kind.LINK)
        licences.clicked.connect(self._show_licences)
        self.body.addWidget(licences, alignment=Qt.AlignmentFlag.AlignLeft)

    def copy_report(self) -> None:
        """Put the report on the clipboard, and say so."""
        QGuiApplication.clipboard().setText(support_report(self._register, self._log))
        self.go.setText("Rapport copié")

    def _add_place(self, label: str, path: Path) -> None:
        self.body.addWidget(Text(label, Type.MEDIUM))
        place = Elided(str(path), Type.BODY, Tone.TEXT2)
        place.setAccessibleName(f"{label} : {path}")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        folder = Button("Ouvrir le dossier", Kind.LINK)
        folder.setAccessibleName(f"Ouvrir le dossier : {label}")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        line = QHBoxLayout()
        line.addWidget(place, 1)
        line.addWidget(folder)
        self.body.addLayout(line)

    def _show_licences(self) -> None:
        dialog = LicencesDialog(self)
        dialog.exec()
        dialog.deleteLater()


class LicencesDialog(Dialog):
    """The licence of each component that is shipped with the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sentence = f"{_OURS} est sous licence MIT. Ces composants, faits par d’autres, ont chacun la leur."
        super().__init__(parent, "Licences des composants", sentence, safe="Fermer")
        files = sorted(resource("licences").glob("*.txt"), key=lambda file: file.stem.lower())
        self.component = ChoiceList([(file, file.stem) for file in files])
        self.text = TextArea("", lines=16, most_lines=16)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Texte de la licence")
        self.component.setAccessibleName("Composant")
        self.component.edited.connect(self._show_text)
        self.component.set_value(files[0])
        self._show_text()
        self.body.addWidget(self.component)
        self.body.addWidget(self.text)

    def _show_text(self) -> None:
        self.text.set_value(self.component.value().read_text("utf-8"))


def _last_lines(log: Path) -> list[str]:
    try:
        lines = log.read_text("utf-8", "replace").splitlines()[-_LAST_LINES:]
    except OSError:
        return []
    # What Qt noted may hold a path, written its own way, and a path the name of whoever works here.
    home = Path.home()
    return [line.replace(str(home), "~").replace(home.as_posix(), "~") for line in lines]
