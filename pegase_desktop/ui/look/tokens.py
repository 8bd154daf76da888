"""The colours and sizes every screen is made of (no Qt in here)."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Tokens:
    """One colour scheme; every field is an ``#RRGGBB`` colour.

    ``soft`` colours are grounds, ``line`` colours the edges of such grounds.
    """

    chrome: str
    surface: str
    sunken: str
    hover: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_fill: str
    accent_hover: str
    accent_cap: str
    on_accent: str
    accent_soft: str
    accent_line: str
    danger: str
    danger_soft: str
    danger_line: str
    warning: str
    warning_soft: str
    warning_line: str
    success: str
    success_soft: str
    success_line: str
    border: str
    border_btn: str
    border_strong: str
    track: str
    bar: str

    def __getitem__(self, tone: str) -> str:
        """Return the colour named by a `Tone`."""
        colour: str = getattr(self, tone)
        return colour


class Tone(StrEnum):
    """The colours a text, an icon or a ground may ask for by name."""

    CHROME = "chrome"
    SURFACE = "surface"
    SUNKEN = "sunken"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    DANGER = "danger"
    WARNING = "warning"
    SUCCESS = "success"

    @property
    def soft(self) -> str:
        """The name of the ground that goes with this tone."""
        return f"{self.value}_soft" if self in _STATES else "sunken"

    @property
    def line(self) -> str:
        """The name of the edge that goes with that ground."""
        return f"{self.value}_line" if self in _STATES else "border"


_STATES = frozenset({Tone.ACCENT, Tone.DANGER, Tone.WARNING, Tone.SUCCESS})


LIGHT = Tokens(
    chrome="#F1F4F7",
    surface="#FFFFFF",
    sunken="#F6F8FA",
    hover="#EEF2F6",
    text="#17202B",
    text2="#465260",
    text3="#5C6877",
    accent="#1B5FAA",
    accent_fill="#1B5FAA",
    accent_hover="#164F8F",
    accent_cap="#124479",
    on_accent="#FFFFFF",
    accent_soft="#E6EFF9",
    accent_line="#A9C8E8",
    danger="#B3261E",
    danger_soft="#FCECEA",
    danger_line="#EDB9B4",
    warning="#855000",
    warning_soft="#FDF3DF",
    warning_line="#E9CD93",
    success="#1D6A40",
    success_soft="#E6F4EC",
    success_line="#A9D5BC",
    border="#DDE3EA",
    border_btn="#BAC4CF",
    border_strong="#7D8998",
    track="#D5DCE4",
    bar="#C3CDD8",
)

DARK = Tokens(
    chrome="#14181D",
    surface="#1B2027",
    sunken="#20262E",
    hover="#262D36",
    text="#E9EDF2",
    text2="#B7C0CB",
    text3="#98A3B0",
    accent="#7DB6F2",
    accent_fill="#2A6BB8",
    accent_hover="#2E70BC",
    accent_cap="#1F5593",
    on_accent="#FFFFFF",
    accent_soft="#1D3049",
    accent_line="#3C6694",
    danger="#FF9E95",
    danger_soft="#3B2220",
    danger_line="#7A3C37",
    warning="#F0BE68",
    warning_soft="#352B17",
    warning_line="#6E5624",
    success="#82D3A3",
    success_soft="#1A3226",
    success_line="#356B4D",
    border="#323B46",
    border_btn="#4B5764",
    border_strong="#7C8897",
    track="#3A4450",
    bar="#4A5663",
)


class Type(StrEnum):
    """The uses of type; `SPECS` gives their size, weight and cut."""

    FIGURE = "figure"
    REVIEW_TITLE = "review-title"
    PAGE_TITLE = "page-title"
    SCREEN_TITLE = "screen-title"
    DETAIL_TITLE = "detail-title"
    CARD_TITLE = "card-title"
    EMPTY_TITLE = "empty-title"
    REVIEW = "review"
    BODY = "body"
    MEDIUM = "medium"
    STRONG = "strong"
    SMALL = "small"
    SMALL_MEDIUM = "small-medium"
    SECTION = "section"
    KEY_CAP = "key-cap"
    BADGE = "badge"


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """Size in pixels at a text scale of 1, weight (400 to 600), and cut."""

    pixels: int
    weight: int
    display: bool = False


SPECS: dict[Type, TypeSpec] = {
    Type.FIGURE: TypeSpec(42, 600, display=True),
    Type.REVIEW_TITLE: TypeSpec(28, 600, display=True),
    Type.PAGE_TITLE: TypeSpec(24, 600, display=True),
    Type.SCREEN_TITLE: TypeSpec(20, 600, display=True),
    Type.DETAIL_TITLE: TypeSpec(17, 600),
    Type.CARD_TITLE: TypeSpec(16, 600),
    Type.EMPTY_TITLE: TypeSpec(15, 600),
    Type.REVIEW: TypeSpec(14, 400),
    Type.BODY: TypeSpec(13, 400),
    Type.MEDIUM: TypeSpec(13, 500),
    Type.STRONG: TypeSpec(13, 600),
    Type.SMALL: TypeSpec(12, 400),
    Type.SMALL_MEDIUM: TypeSpec(12, 500),
    Type.SECTION: TypeSpec(12, 600),
    Type.KEY_CAP: TypeSpec(11, 500),
    Type.BADGE: TypeSpec(11, 600),
}

BODY_PIXELS = SPECS[Type.BODY].pixels
LINE_HEIGHT_PERCENT = 136
TITLE_LINE_HEIGHT_PERCENT = 118


class Size:
    """Lengths in pixels at a text scale of 1; pass them through ``theme.px``."""

    HEADER = 64
    WIZARD_TOP = 56
    WIZARD_BOTTOM = 62
    STATUS_BAR = 29
    TABLE_HEADER = 33
    TABLE_ROW = 48
    GROUP_ROW = 30
    FIELD = 34
    FIELD_TALL = 36
    CHIP = 30
    NAV_ITEM = 36
    NAV = 198
    NAV_RAIL = 57
    PANEL = 380
    PANEL_WIDE = 440
    WIZARD_LEFT = 284
    WIZARD_TIPS = 324
    WIZARD_FORM_MAX = 780
    SCREEN_PADDING = 20
    FORM_PADDING = 44
    SCROLL_BAR = 10
    RADIUS = 6
    RADIUS_CARD = 8
    RADIUS_TAG = 5
    ROW_FOCUS_RADIUS = 4
