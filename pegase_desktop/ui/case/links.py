"""Records that a case has to do with, by their numbers; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import FlowLayout
from pegase_desktop.ui.widgets.labels import SectionLabel


class LinkList(QWidget):
    """Numbers under a *title*, « Réclamations liées »; hidden when there is none."""

    reference_wanted = Signal(str)

    def __init__(self, title: str, icon: str = "link", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._references: tuple[str, ...] | None = None
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, spacing=12, line_spacing=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(SectionLabel(title))
        column.addWidget(self._buttons)

    def show_references(self, references: Sequence[str]) -> None:
        """Show these numbers."""
        self.setVisible(bool(references))
        if tuple(references) == self._references:
            return
        self._references = tuple(references)
        while (item := self._flow.takeAt(0)) is not None:
            button = item.widget()
            assert button is not None
            button.hide()
            button.deleteLater()
        for reference in references:
            button = Button(reference, Kind.LINK, icon=self._icon)
            button.clicked.connect(self._press)
            self._flow.addWidget(button)
        self._buttons.updateGeometry()

    def _press(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        self.reference_wanted.emit(button.text())
