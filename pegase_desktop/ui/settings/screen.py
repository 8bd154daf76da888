"""The settings, a section at a time; sections are built when first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pegase_desktop.domain.letter_templates import Template
from pegase_desktop.domain.record import SCHOOL
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.copies.keeper import CopyKeeper
from pegase_desktop.ui.desk.changed import EVERYTHING, Changed
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Screen
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look.theme import is_look_change, px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.settings.copies import CopiesPage
from pegase_desktop.ui.settings.delays import DelaysSection
from pegase_desktop.ui.settings.identity import MediatorSection, SchoolSection
from pegase_desktop.ui.settings.lists import ListsSection
from pegase_desktop.ui.settings.logo import LogoSection
from pegase_desktop.ui.settings.look import LookSection
from pegase_desktop.ui.settings.preview import preview_template
from pegase_desktop.ui.settings.section import Page
from pegase_desktop.ui.settings.staff import StaffSection
from pegase_desktop.ui.settings.templates import TemplatesSection
from pegase_desktop.ui.widgets.grounds import Edge, Ground, ScrollArea
from pegase_desktop.ui.widgets.labels import Text
from pegase_desktop.ui.widgets.navigation import NavItem

_LIST_WIDTH = 236


class SettingsScreen(Screen):
    """A list of sections at left, the chosen one at right."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        look_changed: Callable[[], None],
        keeper: Callable[[], CopyKeeper],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._menu = Ground(Tone.SURFACE, Edge.RIGHT)
        self._builders: dict[str, tuple[str, str, Callable[[], Page]]] = {
            "school": (SchoolSection.title, "building-2", lambda: SchoolSection(session)),
            "logo": (LogoSection.title, "image", lambda: LogoSection(session)),
            "mediator": ("Médiateur", "scale", lambda: MediatorSection(session)),
            "delays": ("Délais et horaires", "timer", lambda: DelaysSection(session)),
            "staff": (StaffSection.title, "users", lambda: StaffSection(session)),
            "lists": ("Listes", "list", lambda: ListsSection(session)),
            "templates": (TemplatesSection.title, "file-text", self._templates),
            "copies": (CopiesPage.title, "hard-drive", lambda: CopiesPage(session, preferences, keeper())),
            "look": (LookSection.title, "sun", lambda: LookSection(preferences, look_changed)),
        }
        self._items: dict[str, NavItem] = {}
        self._sections: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._lay_out()
        saving = QShortcut(QKeySequence.StandardKey.Save, self)
        saving.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        saving.activated.connect(self.save)
        waiting = {place.partition("/")[0] for place in session.register.typed_settings.places()}
        self.show_section(next((name for name in self._builders if name in waiting), "school"))

    def _templates(self) -> Page:
        section = TemplatesSection(self._session)
        section.preview_wanted.connect(self._preview)
        return section

    def _preview(self, kind: LetterKind, template: Template) -> None:
        preview_template(self._session, kind, template, self.window())

    def _lay_out(self) -> None:
        self._fill_menu()
        header = Ground(Tone.SURFACE, Edge.BOTTOM)
        header.setFixedHeight(px(Size.HEADER))
        title = QHBoxLayout(header)
        title.setContentsMargins(px(Size.SCREEN_PADDING), 0, px(Size.SCREEN_PADDING), 1)
        title.addWidget(Text("Réglages", Type.SCREEN_TITLE))
        title.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._menu)
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addLayout(body, 1)

    def _fill_menu(self) -> None:
        self._menu.setFixedWidth(px(_LIST_WIDTH))
        column = QVBoxLayout(self._menu)
        column.setContentsMargins(px(10), px(16), px(10), px(16))
        column.setSpacing(2)
        for name, (label, icon, _) in self._builders.items():
            item = NavItem(label, icon)
            item.clicked.connect(partial(self.show_section, name))
            self._items[name] = item
            column.addWidget(item)
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_look_change(event):
            self._menu.setFixedWidth(px(_LIST_WIDTH))

    def show_section(self, name: str) -> None:
        """Turn to a section, by its name (``mediator`` …)."""
        if name not in self._sections:
            section = self._builders[name][2]()
            self._sections[name] = section
            self._stack.addWidget(ScrollArea(section))
        place = list(self._sections).index(name)
        self._stack.setCurrentIndex(place)
        for other, item in self._items.items():
            item.setChecked(other == name)
        if any(item.hasFocus() for item in self._items.values()):
            self._items[name].setFocus()  # the arrows go on from the page shown

    def refresh(self, changed: Changed = EVERYTHING) -> None:
        """What is typed and not saved stays; the section that saved shows what it saved."""
        if changed.concerns(SCHOOL):
            for section in self._sections.values():
                if section is not changed.initiator:
                    section.refresh()

    def ensure_settled(self) -> bool:
        if not self.is_dirty:
            return True
        title, safe = "Réglages", "Revenir aux réglages"
        sentence = "Des changements ne sont pas enregistrés. Que faut-il en faire ?"
        chosen = self._session.questions.choose_one(title, sentence, ["Les enregistrer", "Les abandonner"], safe=safe)
        if chosen == 1:
            self.give_up()
        return chosen == 1 or (chosen == 0 and self.save())

    def save(self) -> bool:
        """Save every section in which something was changed; False, with that one shown, when one refuses."""
        for name, section in self._sections.items():
            if not section.save():
                self.show_section(name)
                return False
        return True

    def give_up(self) -> None:
        """Forget what was changed and not saved."""
        for section in self._sections.values():
            section.give_up()

    @property
    def is_dirty(self) -> bool:
        """Whether something typed waits to be saved."""
        return any(section.is_dirty for section in self._sections.values())
