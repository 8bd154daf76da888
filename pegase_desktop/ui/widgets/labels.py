"""Words on the screen: lines of text, paragraphs, section heads, icons, key caps and tags."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from pegase_desktop.ui.look import painting
from pegase_desktop.ui.look.icons import paint_icon
from pegase_desktop.ui.look.plain_words import BREAK, breakable, set_tip
from pegase_desktop.ui.look.theme import font, px, tokens
from pegase_desktop.ui.look.tokens import LINE_HEIGHT_PERCENT, SPECS, TITLE_LINE_HEIGHT_PERCENT, Size, Tone, Type
from pegase_desktop.ui.widgets.buttons import paint_key_cap_ground

# Qt breaks lines at a narrow no-break space, so wrapped text gets the wide one. (The module html takes 1 ms to load.)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>", "\u202f": "\u00a0"})

_COPIED = str.maketrans({BREAK: None, "\u2028": "\n", "\u2029": "\n", "\u00a0": " "})  # the rest as Qt copies it

_TITLE_FROM = 15  # pixels: what is larger is a title, and its lines stand closer
_LINE = 1.21  # the height of a line of Inter, in sizes of its letters


class Text(QLabel):
    """One line of plain text, in a type and a tone of the design."""

    def __init__(
        self, words: str = "", use: Type = Type.BODY, tone: Tone = Tone.TEXT, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", use.value)
        self.setProperty("tone", tone.value)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)


class Elided(Text):
    """A line that gives way: shortened with « … » when the place is short, whole in its tip."""

    def __init__(
        self, words: str = "", use: Type = Type.BODY, tone: Tone = Tone.TEXT, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, use, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        set_tip(self, self.text() if shown != self.text() else "")
        if shown == self.text():
            super().paintEvent(event)  # with what is selected of it
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class Wrapped(Text):
    """Plain text on as many lines as it needs, however long its words are."""

    def __init__(
        self, words: str = "", use: Type = Type.BODY, tone: Tone = Tone.TEXT, parent: QWidget | None = None
    ) -> None:
        super().__init__(breakable(words), use, tone, parent)
        self.setWordWrap(True)

    def setText(self, words: str) -> None:
        super().setText(breakable(words))


class Paragraph(Text):
    """Wrapped plain text with the design's line height; line breaks are kept, markup is shown as typed."""

    def __init__(
        self,
        words: str = "",
        use: Type = Type.BODY,
        tone: Tone = Tone.TEXT,
        parent: QWidget | None = None,
        *,
        selectable: bool = False,
    ) -> None:
        super().__init__("", use, tone, parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words = ""
        self._use = use
        self.set_words(words)

    @property
    def words(self) -> str:
        """The plain text shown."""
        return self._words

    def centre(self) -> None:
        """Stand in the middle of its height, as a button beside it does: Qt puts a line's spacing below its letters."""
        half = round(px(SPECS[self._use].pixels) * _LINE * (LINE_HEIGHT_PERCENT - 100) / 200)
        self.setContentsMargins(0, half, 0, -half)

    def set_words(self, words: str, lead: str = "") -> None:
        """Show *words*, after a semi-bold *lead* if any (« Solution souhaitée : »)."""
        percent = LINE_HEIGHT_PERCENT if SPECS[self._use].pixels < _TITLE_FROM else TITLE_LINE_HEIGHT_PERCENT
        self._words = f"{lead} {words}".strip()
        body = breakable(words).translate(_MARKUP)
        head = f'<span style="font-weight:600">{lead.translate(_MARKUP)}</span> ' if lead else ""
        self.setText(f'<p style="margin:0; line-height:{percent}%">{head}{body}</p>' if self._words else "")
        self.setAccessibleName(self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_broken and event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._is_broken:
            super().contextMenuEvent(event)
        elif self.hasSelectedText():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction("Copier", self._copy)
            menu.popup(event.globalPos())

    @property
    def _is_broken(self) -> bool:
        """Whether it holds places to break that nobody wrote, and nobody wants in what is copied, such as a link."""
        return BREAK in self.text()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selectedText().translate(_COPIED))


class SectionLabel(Text):
    """The small head of a group: « Étapes du protocole »."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, Type.SECTION, Tone.TEXT2, parent)


class Square(QWidget):
    """A drawing of a fixed side, given at a text scale of 1: it grows and shrinks with the words beside it."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))


class IconLabel(Square):
    """An icon alone; it says nothing to a screen reader unless *name* is given."""

    def __init__(
        self, icon: str, tone: Tone = Tone.TEXT2, size: int = 16, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(size, parent)
        self._icon = icon
        self._tone = tone
        self.setAccessibleName(name)

    def set_icon(self, icon: str, tone: Tone) -> None:
        """Change the drawing and its colour."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._icon, tokens()[self._tone], 0, 0, self.width())


class _OneLine(QLabel):
    """Words painted by the kit in one line, sized to fit; to a screen reader they are words as all others."""

    def __init__(self, words: str, parent: QWidget | None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class KeyCap(_OneLine):
    """The name of a key on its plate: « F1 »."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)

    def sizeHint(self) -> QSize:
        return QSize(round(painting.text_width(self.text(), font(Type.KEY_CAP))) + px(12), px(19))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_key_cap_ground(painter, rect)
        centre = Qt.AlignmentFlag.AlignHCenter
        painting.text(painter, rect, self.text(), font(Type.KEY_CAP), tokens().text2, centre)


class Tag(_OneLine):
    """A state in words, with its icon, on the ground of its colour: « Accusé envoyé en 14 h »."""

    def __init__(self, words: str = "", icon: str = "", tone: Tone = Tone.TEXT2, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon = icon
        self._tone = tone

    def set_state(self, words: str, icon: str, tone: Tone) -> None:
        """Show another state."""
        self._icon, self._tone = icon, tone
        self.setText(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        icon = px(14) + px(5) if self._icon else 0
        return QSize(round(painting.text_width(self.text(), font(Type.SECTION))) + icon + px(16), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens()
        painting.frame(
            painter, QRectF(self.rect()), Size.RADIUS_TAG, colours[self._tone.soft], colours[self._tone.line]
        )
        left = float(px(8))
        if self._icon:
            side = px(14)
            paint_icon(painter, self._icon, colours[self._tone], left, (self.height() - side) / 2, side)
            left += side + px(5)
        rect = QRectF(left, 0, self.width() - left - px(7), self.height())
        painting.text(painter, rect, self.text(), font(Type.SECTION), colours[self._tone])
