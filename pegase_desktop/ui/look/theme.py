"""The look, put on the application: scheme, fonts, palette and style sheet.

The application's palette and font *are* the state: whoever paints asks `tokens`, `px` and `font`, which read them, so
a change of scheme or text size only has to repaint. What was made of them for one text size is kept until the next.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from pegase_desktop.resources import resource
from pegase_desktop.ui.look.style_sheet import style_sheet
from pegase_desktop.ui.look.tokens import BODY_PIXELS, DARK, LIGHT, SPECS, Tokens, Type

FAMILY = "Inter"
DISPLAY_FAMILY = "Inter Display"
_FONT_FILES = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "InterDisplay-SemiBold")  # bold is for papers
_SMALLEST_SCALE, _LARGEST_SCALE = 0.85, 1.6


class Scheme(StrEnum):
    """Which colours the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


def apply_theme(app: QApplication, scheme: Scheme = Scheme.SYSTEM, text_scale: float = 1.0) -> None:
    """Dress *app*, or dress it anew; with `Scheme.SYSTEM` it goes on following the desktop.

    Args:
        scheme: light, dark, or as the desktop.
        text_scale: 1 for the design's sizes; held between 0.85 and 1.6.
    """
    follower = app.findChild(_SchemeFollower)
    if follower is None:
        app.setStyle(QStyleFactory.create("Fusion"))
        _register_fonts()
        follower = _SchemeFollower(app)
    follower.follow(scheme, text_scale)


def tokens() -> Tokens:
    """The colours in force."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def colour(tone: str) -> QColor:
    """The colour in force under that name: a `Tone`, or any field of `Tokens`."""
    return QColor(tokens()[tone])


@cache
def px(length: float) -> int:
    """*length*, given at a text scale of 1, in the pixels now in force."""
    return round(length * QGuiApplication.font().pixelSize() / BODY_PIXELS)


def font(use: Type) -> QFont:
    """The font for *use*, at the text size in force; a copy, of which whoever paints may change one thing."""
    return QFont(_kept_font(use))


@cache
def _kept_font(use: Type) -> QFont:
    spec = SPECS[use]
    made = QFont(QGuiApplication.font())
    if spec.display:
        made.setFamilies([DISPLAY_FAMILY, FAMILY])
    made.setPixelSize(px(spec.pixels))
    made.setWeight(QFont.Weight(spec.weight))
    return made


class _SchemeFollower(QObject):
    """Keeps the application dressed in the chosen scheme while the desktop's own changes."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = Scheme.SYSTEM
        self._text_scale = 1.0
        self._worn: tuple[bool, float] | None = None
        self._desktop = app.styleHints().colorScheme()
        app.styleHints().colorSchemeChanged.connect(self._take_desktop)

    def follow(self, scheme: Scheme, text_scale: float) -> None:
        self._scheme = scheme
        self._text_scale = min(max(text_scale, _SMALLEST_SCALE), _LARGEST_SCALE)
        self._app.styleHints().setColorScheme(_QT_SCHEMES[scheme])  # title bars and native dialogs too
        self._desktop = self._app.styleHints().colorScheme()
        self._dress()

    def _take_desktop(self, desktop: Qt.ColorScheme) -> None:
        self._desktop = desktop
        self._dress()

    def _dress(self) -> None:
        wanted = (self._is_dark(), self._text_scale)
        if wanted == self._worn:
            return
        self._worn = wanted
        chosen = DARK if wanted[0] else LIGHT
        self._app.setPalette(_palette(chosen))
        for kept in (px, _kept_font):
            kept.cache_clear()  # before the widgets hear of the new font, and work out their sizes anew
        self._app.setFont(_body_font(self._text_scale))
        self._app.setStyleSheet(style_sheet(chosen, px))

    def _is_dark(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return self._desktop is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK


def _register_fonts() -> None:
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}.ttf")))


def _body_font(text_scale: float) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(round(BODY_PIXELS * text_scale))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)  # digits of one width: dates and numbers stand in columns
    return made


def _palette(chosen: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in {
        roles.Window: chosen.chrome,
        roles.WindowText: chosen.text,
        roles.Base: chosen.surface,
        roles.AlternateBase: chosen.sunken,
        roles.Text: chosen.text,
        roles.PlaceholderText: chosen.text3,
        roles.Button: chosen.surface,
        roles.ButtonText: chosen.text,
        roles.BrightText: chosen.on_accent,
        roles.ToolTipBase: chosen.surface,
        roles.ToolTipText: chosen.text,
        roles.Highlight: chosen.accent_fill,
        roles.HighlightedText: chosen.on_accent,
        roles.Accent: chosen.accent,
        roles.Link: chosen.accent,
        roles.LinkVisited: chosen.accent,
        roles.Light: chosen.surface,
        roles.Midlight: chosen.hover,
        roles.Mid: chosen.border,
        roles.Dark: chosen.border_btn,
        roles.Shadow: chosen.border_strong,
    }.items():
        palette.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.text3))
    return palette


def is_look_change(event: QEvent) -> bool:
    """Whether a ``changeEvent`` means that colours or text sizes changed, so that sizes must be worked out anew."""
    return event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}
