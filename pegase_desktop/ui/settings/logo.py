"""The school's logo: chosen, seen, taken away."""

from __future__ import annotations

import base64
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.documents.logo import prepared_logo
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.attachments.reading import read_document
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.section import Page
from pegase_desktop.ui.widgets.buttons import Button, OnceButton
from pegase_desktop.ui.widgets.grounds import Card
from pegase_desktop.ui.widgets.labels import Paragraph, Text

_WIDTH = 696


class LogoSection(Page):
    """Each change is recorded at once; a logo that was taken away can be put back while the program runs."""

    title = "Logo"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._taken_away = ""
        self._picture = Text()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumHeight(px(120))
        frame = Card()
        frame.body.addWidget(self._picture)
        choose = Button("Choisir une image…", icon="upload")
        choose.clicked.connect(self._choose)
        self._remove = OnceButton("Retirer le logo", icon="trash-2")
        self._remove.clicked.connect(self._take_away)
        self._put_back = OnceButton("Remettre le logo", icon="undo-2")
        self._put_back.clicked.connect(self._restore)
        buttons = QHBoxLayout()
        buttons.addWidget(choose)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._put_back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(24))
        column.setSpacing(px(12))
        column.addWidget(Text(self.title, Type.PAGE_TITLE))
        sentence = "Il figure en tête des fiches et des lettres. Une image PNG ou JPEG convient."
        column.addWidget(Paragraph(typeset(sentence), Type.BODY, Tone.TEXT2))
        column.addWidget(frame)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setMaximumWidth(px(_WIDTH))
        self.refresh()

    def refresh(self) -> None:
        logo = self._session.register.school.settings.logo
        self._remove.setEnabled(bool(logo))
        self._put_back.setVisible(not logo and bool(self._taken_away))
        if not logo:
            self._picture.setPixmap(QPixmap())
            self._picture.setText("Aucun logo")
            return
        pixmap = QPixmap()
        pixmap.loadFromData(base64.b64decode(logo))
        room = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(pixmap.scaled(px(480), px(120), room, smooth))

    def _choose(self) -> None:
        path = self._session.questions.choose_open_file("Choisir le logo")
        if path is None:
            return
        try:
            logo = base64.b64encode(prepared_logo(read_document(path))).decode("ascii")
        except UserError as refusal:
            self._session.questions.inform("Logo", str(refusal))
            return
        self._record(logo)

    def _take_away(self) -> None:
        self._taken_away = self._session.register.school.settings.logo
        self._record("")

    def _restore(self) -> None:
        self._record(self._taken_away)

    def _record(self, logo: str) -> None:
        session = self._session

        def operation() -> None:
            session.register.school.save(replace(session.register.school.settings, logo=logo), by=session.actor)

        session.do(operation)
        self.refresh()
