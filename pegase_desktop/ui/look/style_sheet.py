"""The style sheet of the parts that Qt paints: fields, lists, scroll bars, menus, labels, tables.

What the kit paints itself (buttons, chips, marks) reads the tokens at paint time and needs no rule here.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from pegase_desktop.ui.look.tokens import SPECS, Size, Tokens, Tone, Type

_FIELDS = """
QLineEdit, QTextEdit, QComboBox {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: ${radius}px;
  selection-background-color: $accent_fill; selection-color: $on_accent; placeholder-text-color: $text3;
}
QLineEdit, QComboBox { padding: 0 ${line_pad}px; min-height: ${field}px; max-height: ${field}px; }
QComboBox:!editable { padding-left: ${pad}px; }
QLineEdit[tall="true"], QComboBox[tall="true"] { min-height: ${tall}px; max-height: ${tall}px; }
QComboBox[empty="true"] { color: $text3; }
QLineEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $text2; }
QTextEdit { padding: ${text_pad}px ${line_pad}px; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QLineEdit[edge="danger"], QComboBox[edge="danger"],
QLineEdit[edge="warning"], QComboBox[edge="warning"] {
  border: 2px solid $accent; padding: 0 ${line_pad_thick}px;
  min-height: ${field_thick}px; max-height: ${field_thick}px;
}
QComboBox:!editable:focus, QComboBox:!editable:on, QComboBox[edge="danger"]:!editable,
QComboBox[edge="warning"]:!editable { padding-left: ${pad_thick}px; }
QLineEdit[tall="true"]:focus, QComboBox[tall="true"]:focus, QComboBox[tall="true"]:on,
QLineEdit[tall="true"][edge="danger"], QComboBox[tall="true"][edge="danger"],
QLineEdit[tall="true"][edge="warning"], QComboBox[tall="true"][edge="warning"] {
  min-height: ${tall_thick}px; max-height: ${tall_thick}px;
}
QTextEdit:focus, QTextEdit[edge="danger"], QTextEdit[edge="warning"] {
  border: 2px solid $accent; padding: ${text_pad_thick}px ${line_pad_thick}px;
}
QLineEdit[edge="danger"], QComboBox[edge="danger"], QTextEdit[edge="danger"] { border-color: $danger; }
QLineEdit[edge="warning"], QComboBox[edge="warning"], QTextEdit[edge="warning"] { border-color: $warning; }
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QLineEdit[readOnly="true"], QTextEdit[readOnly="true"] {
  background: $sunken; border-color: $border; color: $text2;
}
QTextEdit[reads="true"] { color: $text; placeholder-text-color: $text2; }
QTextEdit[reads="true"]:focus { border-color: $accent; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:hover {
  border: none; padding: 0; background: transparent; min-height: 0; border-radius: 0;
}
QComboBox { combobox-popup: 0; padding-right: ${arrow}px; }
QComboBox::drop-down { border: none; width: ${arrow}px; subcontrol-origin: padding; subcontrol-position: right center; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
"""

_SURROUNDINGS = """
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: ${scroll_bar}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${scroll_bar}px; margin: 0; }
QScrollBar::handle { background: $bar; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $border_strong; padding: 4px 8px; }
QMenu { background: $surface; border: 1px solid $border_btn; padding: 4px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 10px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 10px; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $text2; border: none; border-bottom: 1px solid $border; }
QTableView, QListView, QTreeView { background: $surface; border: none; outline: none; gridline-color: $border; }
QComboBox QAbstractItemView, QListView[floating="true"] {
  background: $surface; border: 1px solid $border_strong; padding: 4px; outline: none;
  selection-background-color: $accent_soft; selection-color: $text;
}
QComboBox QAbstractItemView::item, QListView[floating="true"]::item {
  min-height: ${item}px; padding: 0 ${text_pad}px; border-radius: 4px; color: $text;
}
QComboBox QAbstractItemView::item:selected, QListView[floating="true"]::item:selected {
  background: $accent_soft; color: $text;
}
QDialog { background: $surface; }
QSplitter::handle { background: $border; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent_fill; border-radius: 3px; }
QCalendarWidget QWidget { background: $surface; color: $text; alternate-background-color: $sunken; }
QCalendarWidget QToolButton { border: none; border-radius: 4px; padding: 6px 8px; font-weight: 600; }
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus { background: $accent_soft; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QSpinBox { border: 1px solid $border_strong; padding: 2px 6px; min-width: 70px; }
QCalendarWidget QAbstractItemView {
  selection-background-color: $accent_fill; selection-color: $on_accent; outline: none;
}
QCalendarWidget QAbstractItemView:disabled { color: $text3; }
"""

_INSET = 11  # pixels from the edge of a field to its text, the edge itself left out
_OWN_INSET = 2  # of it that lines and areas of text keep of themselves


def style_sheet(colours: Tokens, px: Callable[[float], int]) -> str:
    """The application's style sheet; *px* turns a length of the design into pixels."""
    lengths = {
        "radius": Size.RADIUS,
        "scroll_bar": Size.SCROLL_BAR,
        "pad": px(_INSET),
        "pad_thick": px(_INSET) - 1,
        "line_pad": px(_INSET) - _OWN_INSET,
        "line_pad_thick": px(_INSET) - _OWN_INSET - 1,
        "text_pad": px(7),
        "text_pad_thick": px(7) - 1,
        "field": px(Size.FIELD) - 2,
        "field_thick": px(Size.FIELD) - 4,
        "tall": px(Size.FIELD_TALL) - 2,
        "tall_thick": px(Size.FIELD_TALL) - 4,
        "arrow": px(28),
        "item": px(30),
    }
    named = vars(colours)
    return "".join(
        (
            Template(_FIELDS + _SURROUNDINGS).substitute(named, **lengths),
            *(f'QLabel[tone="{tone.value}"] {{ color: {colours[tone]}; }}\n' for tone in Tone),
            *(_type_rule(use, px) for use in Type),
        )
    )


def _type_rule(use: Type, px: Callable[[float], int]) -> str:
    spec = SPECS[use]
    family = '"Inter Display", "Inter"' if spec.display else '"Inter"'
    face = f"font-family: {family}; font-size: {px(spec.pixels)}px; font-weight: {spec.weight};"
    return f'QLabel[type="{use.value}"] {{ {face} }}\n'
