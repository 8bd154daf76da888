"""The words of Qt's own windows that Qt's French translation has lost."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

_LOST = {
    ("QAbstractFileIconProvider", "Drive"): "Lecteur",
    ("QAbstractFileIconProvider", "Folder"): "Dossier",
    ("QFileDialog", "&Look in:"): "&Voir dans\u00a0:",
    ("QFileDialog", "Files of &type:"): "&Type de fichiers\u00a0:",
    ("QPrintSettingsOutput", "Page &Set:"): "&Pages\u00a0:",
}


class LostWords(QTranslator):
    """Install it before Qt's translation, so that it is asked for what that one does not know."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return _LOST.get((context, source))
