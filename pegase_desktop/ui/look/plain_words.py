"""Words that people wrote, shown as they wrote them where Qt would read markup or the mark of a key into them.

Whoever sends a message to the school chooses such words: « <img src=…> » in a tip would open the file that it names.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, Qt  # the Qt that knows mightBeRichText
from PySide6.QtWidgets import QAbstractButton, QMenu, QToolTip, QWidget

from pegase_desktop.domain.text import clean, shortened
from pegase_desktop.domain.typography import held_together

_LONGEST_TIP = 400
_LINE = 80  # letters
# A joiner that takes no room: no tag and no entity begins with it.
_NO_TAGS = str.maketrans({"<": "<\u2060", "&": "&\u2060"})
_LIKE_TAGS = str.maketrans({"<": "‹", ">": "›"})
# No French word is that long: a link is, or a number copied out of another program.
_ENDLESS, _PIECE = re.compile(r"[^\s/-]{33,}"), re.compile(r".{1,8}")
BREAK = "\u200b"
_LONGEST_LINE = 60  # letters of a menu

if TYPE_CHECKING:
    _AnyButton = QAbstractButton
else:
    _AnyButton = object


def set_tip(widget: QWidget, words: str) -> None:
    """What *widget* says under the mouse."""
    tip = as_tip(words)
    if tip != widget.toolTip():
        widget.setToolTip(tip)


def show_tip(at: QPoint, words: str, widget: QWidget) -> None:
    """Say something under the mouse at once; no words take away what is said."""
    QToolTip.showText(at, as_tip(words), widget)


def as_tip(words: str) -> str:
    """*words* as Qt shows them and nothing else: in lines of a readable width, shortened, never taken for markup."""
    lines = held_together(shortened(clean(words), _LONGEST_TIP)).split("\n")
    tip = "\n".join(part for line in lines for part in textwrap.wrap(line, _LINE, break_on_hyphens=False) or [""])
    return tip.translate(_NO_TAGS) if Qt.mightBeRichText(tip) else tip


def breakable(words: str) -> str:
    """*words* for lines that Qt breaks: with a `BREAK` here and there in the endless ones, for which it would widen the
    window, and the signs of French held to their words.
    """
    return _ENDLESS.sub(_in_pieces, held_together(words))


def as_notice(words: str) -> str:
    """*words* for a notice of the desktop: some desktops read markup in them, others would show its escapes."""
    return clean(words).translate(_LIKE_TAGS)


def plain_action(words: str, menu: QMenu) -> QAction:
    """A line of a menu that reads *words*."""
    line = shortened(words, _LONGEST_LINE)
    action = QAction(_unmarked(line), menu)
    action.setToolTip(as_tip(words))  # else Qt makes one of the text
    if line != words:
        menu.setToolTipsVisible(True)
    return action


class PlainButton(_AnyButton):
    """To be inherited before a button of Qt's: its words are those given, and bind no key."""

    def setText(self, text: str) -> None:
        super().setText(_unmarked(text))

    def text(self) -> str:
        return super().text().replace("&&", "&")


def _unmarked(words: str) -> str:
    """*words* for Qt, which makes « & » the mark of a key, and takes it away."""
    return words.replace("&", "&&")


def _in_pieces(word: re.Match[str]) -> str:
    return BREAK.join(_PIECE.findall(word[0]))
