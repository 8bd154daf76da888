"""The navigation at the left: the screens there are, and the person at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pegase_desktop.domain.text import initials
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.look import marks, painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.shell.destinations import Destination
from pegase_desktop.ui.widgets.focus_ring import show_ring
from pegase_desktop.ui.widgets.grounds import Edge, Ground, Hairline
from pegase_desktop.ui.widgets.navigation import NavItem

_LOGO = 34


class Navigation(Ground):
    """As wide as its words, or a rail of icons. Says the place wanted; shows the one it is told."""

    wanted = Signal(Place)
    person_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, destinations: Sequence[Destination], parent: QWidget | None = None) -> None:
        super().__init__(Tone.CHROME, Edge.RIGHT, parent)
        self._brand = _Brand()
        self.items = {one.place: NavItem(one.label, one.icon, key=one.key) for one in destinations}
        for place, item in self.items.items():
            item.clicked.connect(partial(self._want, place))
        self.about = NavItem("À propos", "info", checkable=False)
        self.about.clicked.connect(self.about_wanted)
        self.person = PersonButton()
        self.person.clicked.connect(self.person_wanted)
        self._lay_out(destinations)
        self.show_place(destinations[0].place)
        self.set_rail(is_rail=False)

    def set_rail(self, is_rail: bool) -> None:
        """Show icons alone, or icons and words."""
        self._brand.set_rail(is_rail)
        self.person.set_rail(is_rail)
        for item in (*self.items.values(), self.about):
            item.set_rail(is_rail)
        self.setFixedWidth(px(Size.NAV_RAIL if is_rail else Size.NAV))

    def show_place(self, place: Place) -> None:
        """Mark the place shown; the Tab key stops there, and the arrows reach the others."""
        self.items[place].setChecked(True)
        for one, item in self.items.items():
            item.setFocusPolicy(Qt.FocusPolicy.TabFocus if one is place else Qt.FocusPolicy.NoFocus)

    def _want(self, place: Place) -> None:
        self.wanted.emit(place)

    def _lay_out(self, destinations: Sequence[Destination]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._brand)
        for one in destinations:
            if not one.is_at_foot:
                column.addLayout(_indented(self.items[one.place]))
        column.addStretch(1)
        for one in destinations:
            if one.is_at_foot:
                column.addLayout(_indented(self.items[one.place]))
        column.addLayout(_indented(self.about))
        column.addSpacing(6)
        column.addLayout(_indented(Hairline()))
        column.addLayout(_indented(self.person))
        column.addSpacing(6)


def _indented(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(8, 1, 9, 1)
    line.addWidget(widget)
    return line


class _Brand(QWidget):
    """The school's mark and the name of the program."""

    def __init__(self) -> None:
        super().__init__()
        self._is_rail = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Auto-école Pégase, gestion des retours")

    def sizeHint(self) -> QSize:
        return QSize(0, px(Size.HEADER + 6))

    def set_rail(self, is_rail: bool) -> None:
        self._is_rail = is_rail
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), tokens()
        side, middle = px(_LOGO), px(Size.HEADER) / 2
        left = (self.width() - side) / 2 if self._is_rail else px(16)
        painting.frame(painter, QRectF(left, middle - side / 2, side, side), 8, colours.accent_fill)
        icon = px(18)
        paint_icon(painter, "feather", colours.on_accent, left + (side - icon) / 2, middle - icon / 2, icon)
        if not self._is_rail:
            words = QRectF(left + side + px(10), middle - px(18), self.width() - left - side - px(14), px(18))
            painting.text(painter, words, "Auto-école Pégase", font(Type.STRONG), colours.text)
            below = words.translated(0, px(18))
            painting.text(painter, below, "Gestion des retours", font(Type.SMALL), colours.text2)


class PersonButton(PlainButton, QAbstractButton):
    """Who is at the desk; a click changes the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self._role = ""
        self._is_rail = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_person("", "")

    def show_person(self, name: str, role: str) -> None:
        """Show somebody, or without a name the question."""
        self._role = role if name else "cliquez pour choisir"
        self.setText(name or "Qui êtes-vous\u202f?")
        said = f"À l’accueil : {name}. Changer de personne, quitter le poste" if name else "Choisir qui est à l’accueil"
        self.setAccessibleName(said)
        set_tip(self, said)
        self.update()

    def set_rail(self, is_rail: bool) -> None:
        self._is_rail = is_rail
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(40) if self._is_rail else px(Size.NAV - 20), px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), tokens()
        if self.underMouse():
            painting.frame(painter, QRectF(self.rect()), Size.RADIUS, colours.border)
        side = px(28)
        left = (self.width() - side) / 2 if self._is_rail else px(7)
        letters = initials(self.text()) if not self.text().endswith("?") else "?"
        marks.paint_avatar(painter, left, (self.height() - side) / 2, letters, is_self=True, size=side)
        if not self._is_rail:
            start = left + side + px(9)
            width, middle = self.width() - start - px(4), self.height() / 2
            name = QRectF(start, middle - px(17), width, px(17))
            painting.text(painter, name, self.text(), font(Type.MEDIUM), colours.text)
            painting.text(painter, name.translated(0, px(17)), self._role, font(Type.SMALL), colours.text2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, Size.RADIUS)
