"""Which complaint is meant: the table marks it, the panel shows it, Enter and the keys for papers act on it (no Qt)."""

from __future__ import annotations

from typing import Protocol


class Found(Protocol):
    """The complaints that stand on a line of the table."""

    @property
    def first(self) -> int: ...

    def __contains__(self, complaint_id: object) -> bool: ...


class Selection:
    """One for the window; whoever needs the complaint asks here, and nobody keeps a copy.

    ``case`` is the complaint meant, 0 for none; ``own`` is the person's last choice. They differ only while a search, a
    filter or a fold leaves the choice out: it is meant again once it is back.
    """

    def __init__(self, own: int = 0) -> None:
        self._own = self._case = own

    @property
    def case(self) -> int:
        return self._case

    @property
    def own(self) -> int:
        return self._own

    def choose(self, complaint_id: int) -> None:
        """The person chose this one."""
        self._own = self._case = complaint_id

    def narrow(self, found: Found) -> None:
        """Mean nothing that was not found: the person's own choice, else what was meant, else the first.

        Who has not chosen yet is taken at what is there first.
        """
        self._case = next((one for one in (self._own, self._case) if one in found), found.first)
        self._own = self._own or self._case
