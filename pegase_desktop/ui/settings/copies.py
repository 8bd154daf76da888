"""« Sauvegardes »: the last good copy, where copies lie, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain import french
from pegase_desktop.domain.typography import typeset
from pegase_desktop.storage.copies.restoring import rehearse
from pegase_desktop.storage.copies.shelf import Copy
from pegase_desktop.ui.copies import replacing
from pegase_desktop.ui.copies.choosing import ask_second_place
from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.copies.leaving import leave
from pegase_desktop.ui.copies.words import Said, status
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone, Type
from pegase_desktop.ui.settings.section import Page
from pegase_desktop.ui.widgets.buttons import Button, Kind
from pegase_desktop.ui.widgets.grounds import Card, FlowLayout, Hairline
from pegase_desktop.ui.widgets.labels import Elided, IconLabel, Paragraph, SectionLabel, Text
from pegase_desktop.ui.widgets.notices import Banner

_SENTENCE = (
    "Le registre est copié chaque jour et à la fermeture, sans rien faire. Chaque copie est relue et vérifiée avant de "
    "compter. Sont gardées celles des 7 derniers jours, de 5 semaines et de 12 mois."
)
_NONE_YET = "Si ce PC tombe en panne, tout est perdu."
_NEVER_TRIED = "Une reprise n’a encore jamais été essayée. L’essai se fait à part : le registre n’est pas touché."
_HEADS = ("Date", "Contenu", "Vérifiée", "Où")
_WIDTH = 760


class CopiesPage(Page):
    """Whatever the person does here acts at once."""

    title = "Sauvegardes"

    def __init__(
        self, session: Session, preferences: Preferences, keeper: CopyKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._preferences, self._keeper = session, preferences, keeper
        self._copies: tuple[tuple[Copy, ...], tuple[Copy, ...]] = ((), ())
        self._none = Banner(Tone.DANGER)
        self._none.triggered.connect(self._copy_now)
        self._icon = IconLabel("check", Tone.SUCCESS, 20)
        self._head = Text("", Type.CARD_TITLE)
        self._lines = Paragraph("", Type.BODY, Tone.TEXT2)
        self._rehearsal = Paragraph("", Type.SMALL, Tone.TEXT2)
        self._rows = QGridLayout()
        self.now = Button("Sauvegarder maintenant", Kind.PRIMARY, icon="save")
        self.place = Button("Choisir la seconde place…", icon="hard-drive")
        self.restore = Button("Reprendre une sauvegarde…", icon="history")
        self.trial = Button("Essayer une reprise", icon="shield-check")
        self.move_away = Button("Changer de PC…", icon="log-out")
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(24))
        column.setSpacing(px(12))
        column.addWidget(Text(self.title, Type.PAGE_TITLE))
        column.addWidget(Paragraph(typeset(_SENTENCE), Type.BODY, Tone.TEXT2))
        column.addWidget(self._none)
        column.addWidget(self._card())
        for buttons in ((self.now, self.place), (self.restore, self.trial, self.move_away)):
            among = QWidget()
            line = FlowLayout(among)
            for button in buttons:
                line.addWidget(button)
            column.addWidget(among)
        column.addWidget(self._rehearsal)
        column.addSpacing(px(8))
        column.addWidget(SectionLabel("Sauvegardes gardées"))
        self._rows.setHorizontalSpacing(px(16))
        self._rows.setVerticalSpacing(px(6))
        self._rows.setColumnStretch(1, 1)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.setMaximumWidth(px(_WIDTH))

    def _card(self) -> Card:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(px(10))
        line.addWidget(self._icon)
        line.addWidget(self._head, 1)
        card.body.addLayout(line)
        card.body.addWidget(self._lines)
        return card

    def _connect(self) -> None:
        self._keeper.changed.connect(self.refresh)
        self.now.clicked.connect(self._copy_now)
        self.place.clicked.connect(self._choose_place)
        self.restore.clicked.connect(self._restore)
        self.trial.clicked.connect(self._try)
        self.move_away.clicked.connect(self._leave)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keeper.survey()

    def refresh(self) -> None:
        self._copies = self._keeper.copies
        here, elsewhere = self._copies
        is_moved = self._session.register.custody.moved is not None
        for button in (self.now, self.trial, self.move_away):
            button.setEnabled(not is_moved)
        self.trial.setEnabled(not is_moved and bool(here or elsewhere))
        self._none.setVisible(not here and not elsewhere)
        self._none.show_message(
            Tone.DANGER, _NONE_YET, lead=typeset("Aucune copie n’existe."), action="Faire la première copie"
        )
        self._show_standing()
        self._show_rehearsal()
        self._fill([*_merged(here, elsewhere)])

    def _show_standing(self) -> None:
        said = status(self._keeper.standing, self._session.clock())
        self._icon.set_icon(said.icon, said.tone)
        self._head.setText(said.words)
        self._lines.set_words("\n".join(self._where(said)))

    def _where(self, said: Said) -> list[str]:
        here, elsewhere = self._copies
        lines = [f"Sur ce PC : {_told(here)}"]
        if self._keeper.second_place.folder:
            lines.append(f"Seconde place, {self._keeper.second_place.folder} : {_told(elsewhere)}")
        return [typeset(one) for one in (*lines, said.more) if one]

    def _show_rehearsal(self) -> None:
        tried = self._session.register.custody.rehearsals()
        words = _NEVER_TRIED
        if tried:
            last = tried[0]
            came = " ".join(last.faults) or f"{french.count(last.cases, 'réclamation')} relues, rien à signaler."
            words = f"Dernier essai de reprise, le {french.moment(last.at)} par {last.by} : {came}"
        self._rehearsal.set_words(typeset(words))

    def _fill(self, rows: Sequence[tuple[Copy, str]]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        for column, head in enumerate(_HEADS if rows else ()):
            self._rows.addWidget(Text(head, Type.SMALL, Tone.TEXT2), 0, column)
        for number, (copy, where) in enumerate(rows, 1):
            self._rows.addWidget(Hairline(), 2 * number - 1, 0, 1, len(_HEADS))
            for column, words in enumerate(_row(copy, where)):
                self._rows.addWidget(Elided(words, Type.BODY), 2 * number, column)

    # What can be done

    def _copy_now(self) -> None:
        self._keeper.copy_now()

    def _choose_place(self) -> None:
        if ask_second_place(self._session, self._keeper):
            self._keeper.copy_now()

    def _restore(self) -> None:
        session = self._session
        if not session.ensure_signed():
            return
        source = replacing.chosen_copy(session.questions, *self._keeper.copies)
        if source is None:
            return
        path = session.register.path
        found = replacing.ready(session.questions, source, path, lambda prepared: prepared.compared_with(path))
        if found is not None:
            found.by = session.actor
            session.close_for(found)

    def _try(self) -> None:
        here, elsewhere = self._keeper.copies
        copy = next(iter((*elsewhere, *here)), None)
        session = self._session
        if copy is None or not session.ensure_signed():
            return
        sentence = "La dernière sauvegarde est remise à part et relue en entier. Le registre n’est pas touché."
        trial = partial(rehearse, copy, session.register.path)
        faults = session.questions.attend("Essai de reprise", sentence, trial, safe="Arrêter l’essai")
        if faults is not None:
            self._note_trial(copy, faults)

    def _note_trial(self, copy: Copy, faults: tuple[str, ...]) -> None:
        session, held = self._session, copy.manifest.holding

        def operation() -> bool:
            session.register.custody.tell_rehearsed(
                held.copy, copy.manifest.made_at, held.figures.cases, faults, by=session.actor
            )
            return True

        session.do(operation)
        self.refresh()
        if faults:
            self._keeper.survey()  # it may count no more
            session.questions.inform("Essai de reprise", f"La sauvegarde ne peut pas être reprise. {faults[0]}")

    def _leave(self) -> None:
        leave(self._session, self._preferences)
        self.refresh()
        if not self.move_away.isEnabled():
            self.restore.setFocus()  # a button that cannot be pressed any more would keep the keys from the window


def _merged(here: Sequence[Copy], elsewhere: Sequence[Copy]) -> Sequence[tuple[Copy, str]]:
    """Each copy once, with where it is, the newest first."""
    there = {one.manifest.holding.copy: one for one in elsewhere}
    rows = [(one, "Ce PC et seconde place" if there.pop(one.manifest.holding.copy, None) else "Ce PC") for one in here]
    rows += [(one, "Seconde place") for one in there.values()]
    return sorted(rows, key=lambda row: row[0].manifest.made_at, reverse=True)


def _row(copy: Copy, where: str) -> tuple[str, ...]:
    manifest = copy.manifest
    cases = french.count(manifest.holding.figures.cases, "réclamation")
    held = f"{cases} · {french.file_size(manifest.size)}"
    return (
        french.moment(manifest.made_at),
        held,
        "En entier" if manifest.verified_whole else "Par sondage",
        where,
    )


def _told(copies: Sequence[Copy]) -> str:
    if not copies:
        return "aucune sauvegarde visible"
    last = copies[0].manifest
    cases = french.count(last.holding.figures.cases, "réclamation")
    return f"{french.moment(last.made_at)}, {cases}, {french.file_size(last.size)}, vérifiée"
