"""Chips: filters that are on or off, that open a menu or a dialog, and what is filtered by, to be taken away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from pegase_desktop.domain import french
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import PlainButton, set_tip
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import ENTER
from pegase_desktop.ui.widgets.focus_ring import show_ring

_ICON = 15
_PADDING, _GAP = 10, 6
_WIDEST = 320  # of a choice made: a service's name is whatever somebody wrote


class Chip(PlainButton, QAbstractButton):
    """A filter with its count; selected, it shows a check. ``clicked`` is the person's doing, never the program's."""

    def __init__(
        self,
        label: str,
        icon: str = "",
        tone: Tone = Tone.TEXT2,
        count: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew under the mouse
        self._icon = icon
        self._tone = tone
        self._count: int | None = None
        self.setText(label)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show how many the filter would leave; None shows no number."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {self._count_text()}" if self._count_text() else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(part + px(_GAP) for part in self._part_widths()) - px(_GAP)
        return QSize(round(width) + 2 * px(_PADDING), px(Size.CHIP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        chosen = self._is_chosen()
        ground = colours.accent_soft if chosen else colours.hover if self.underMouse() else colours.surface
        edge = colours.accent if chosen else colours.border_btn
        painting.frame(painter, QRectF(self.rect()), self.height() / 2, ground, edge)
        self._paint_parts(painter, colours.accent if chosen else colours.text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        show_ring(self, event, self.height() / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _is_chosen(self) -> bool:
        return self.isChecked()

    def _leading_icon(self) -> str:
        return "check" if self._is_chosen() else self._icon

    def _count_text(self) -> str:
        return "" if self._count is None else french.number(self._count)

    def _part_widths(self) -> list[float]:
        # The width is that of the selected look, semi-bold with its check, so that selecting moves no neighbour.
        bold = font(Type.STRONG)
        widths = [float(px(_ICON)), painting.text_width(self.text(), bold)]
        if self._count is not None:
            widths.append(painting.text_width(self._count_text(), bold))
        return widths

    def _paint_parts(self, painter: QPainter, ink: str) -> None:
        colours = tokens()
        chosen = self._is_chosen()
        face = font(Type.STRONG if chosen else Type.MEDIUM)
        icon = self._leading_icon()
        count = self._count_text()
        gap = px(_GAP)
        words = painting.text_width(self.text(), face)
        counted = painting.text_width(count, face) + gap if count else 0.0
        total = words + counted + (px(_ICON) + gap if icon else 0)
        left = (self.width() - total) / 2
        if icon:
            tone = ink if chosen else colours[self._tone]
            paint_icon(painter, icon, tone, left, (self.height() - px(_ICON)) / 2, px(_ICON))
            left += px(_ICON) + gap
        painting.text(painter, QRectF(left, 0, words, self.height()), self.text(), face, ink)
        if count:
            rest = QRectF(left + words + gap, 0, counted - gap, self.height())
            painting.text(painter, rest, count, face, ink if chosen else colours.text2)


class DialogChip(Chip):
    """Opens the dialog in which more filters are chosen; it looks selected, with their number, while there are any."""

    def __init__(self, label: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(label, icon, parent=parent)
        self.setCheckable(False)  # the dialog decides, not the click
        self.setAccessibleDescription("Ouvre le choix des filtres")

    def show_chosen(self, chosen: int) -> None:
        """Show how many filters are on."""
        self.set_count(chosen or None)
        self.setAccessibleName(f"{self.text()}, {french.count(chosen, 'actif')}" if chosen else self.text())

    def _is_chosen(self) -> bool:
        return self._count is not None

    def _leading_icon(self) -> str:
        return self._icon


class _EndedChip(Chip):
    """One with an icon after its words, which are shortened where they have no room."""

    _END = ""
    _END_ICON = _ICON

    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(QSize(px(_WIDEST), px(Size.CHIP)))

    def _is_cut(self) -> bool:
        return super().sizeHint().width() > self.sizeHint().width()

    def _leading_icon(self) -> str:
        return ""

    def _part_widths(self) -> list[float]:
        return [painting.text_width(self.text(), font(Type.STRONG)), float(px(_ICON))]

    def _paint_parts(self, painter: QPainter, ink: str) -> None:
        face = font(Type.STRONG if self._is_chosen() else Type.MEDIUM)
        left, side = float(px(_PADDING)), px(self._END_ICON)
        room = QRectF(left, 0, self.width() - left - px(_ICON) - px(_PADDING + 2), self.height())
        painting.text(painter, room, self.text(), face, ink)
        middle = self.width() - px(_PADDING - 1) - px(_ICON) / 2
        paint_icon(painter, self._END, ink, middle - side / 2, (self.height() - side) / 2, side)


class ChosenChip(_EndedChip):
    """A filter that is on: pressing it takes it away."""

    _END = "x"
    _END_ICON = 13

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setCheckable(False)

    def show_words(self, words: str) -> None:
        """Say what is filtered by; without words it is hidden."""
        self.setText(words)
        self.setAccessibleName(f"Enlever le filtre {words}")
        set_tip(self, words if self._is_cut() else "")
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def _is_chosen(self) -> bool:
        return True


class MenuChip(_EndedChip):
    """A filter whose choices open in a menu: « État ». It looks selected while it filters."""

    _END = "chevron-down"

    def __init__(self, label: str, menu: QMenu, parent: QWidget | None = None) -> None:
        self._name = label
        self._filters = False
        super().__init__(label, parent=parent)
        self._menu = menu
        menu.setParent(self, menu.windowFlags())
        menu.setAccessibleName(label)
        self.setCheckable(False)  # the menu decides, not the click
        self.setAccessibleDescription("Ouvre la liste des choix")
        self.clicked.connect(self._open)

    def show_choice(self, choice: str) -> None:
        """Show the choice made (« Clôturées ») as selected; without one, the plain name of the filter."""
        self._filters = bool(choice)
        self.setText(choice or self._name)
        set_tip(self, choice if self._is_cut() else "")
        self.setAccessibleName(f"{self._name} : {choice}" if choice else self._name)
        self.updateGeometry()
        self.update()

    def _is_chosen(self) -> bool:
        return self._filters

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        chosen = next((one for one in self._menu.actions() if one.isChecked()), None)
        if chosen is not None:
            self._menu.setActiveAction(chosen)  # where the arrows begin
