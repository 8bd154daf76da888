"""The way of the Tab key, read from the layouts at each press: pages are made anew while the person types.

Qt's own chain is not used: reordering it (``setTabOrder``) loses widgets once groups that hand their focus on, such as
radio buttons, come and go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def stop_beside(
    parts: Iterable[QWidget], current: QWidget | None, *, forward: bool, going_round: bool = True
) -> QWidget | None:
    """The stop after (or before) *current* through *parts* in the order of their layouts.

    After the last one it is the first again, or where that is not *going_round* None.
    """
    places = [place for part in parts for place in _places_in(part)]
    if not forward:
        places.reverse()
    start = places.index(current) + 1 if current in places else 0
    begins_anew = places[:start] if going_round else ()
    return next((one for one in (*places[start:], *begins_anew) if _is_stop(one)), None)


def stop_outside(place: QWidget, *, forward: bool) -> QWidget | None:
    """The stop of the window after (or before) all that is in *place*, in Qt's own chain."""
    one = place.nextInFocusChain() if forward else place.previousInFocusChain()
    while one is not None and one is not place:
        if not place.isAncestorOf(one) and _is_stop(one):
            return one
        one = one.nextInFocusChain() if forward else one.previousInFocusChain()
    return None


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isVisible() and widget.isEnabled()


def _places_in(widget: QWidget) -> Iterator[QWidget]:
    """Whatever may have the keyboard, by Tab or by a click."""
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    content = widget.widget() if isinstance(widget, QScrollArea) else None
    if content is not None:
        yield from _places_in(content)
    elif layout is not None:
        yield from _places_of(layout)


def _places_of(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _places_in(widget)
        elif inner is not None:
            yield from _places_of(inner)
