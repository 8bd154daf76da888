"""What a screen reader is told that happens away from the keyboard: saved, refused, how many were found."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(source: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have *words* read aloud where a screen reader listens; everybody else hears and sees nothing.

    Args:
        source: the widget that they are about; while it is hidden nothing is said.
        urgent: at once, over what is being read; otherwise after it.
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # many names; nothing is said before the window

    if words and QAccessible.isActive() and source.isVisible():
        event = QAccessibleAnnouncementEvent(source, words)
        manner = QAccessible.AnnouncementPoliteness
        event.setPoliteness(manner.Assertive if urgent else manner.Polite)
        QAccessible.updateAccessibility(event)
