"""What a register in use leaves beside itself: laid down for a trial, and asked for after a removal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pegase_desktop.domain.copies import FOLDER, copy_name

if TYPE_CHECKING:
    from pathlib import Path

_COPY = copy_name("registre", datetime(2026, 11, 30, 11, 30, tzinfo=UTC))
_OURS = (_COPY, f"{_COPY}.json", f".{_COPY}.part", f".{_COPY}.part-journal", f".{_COPY}.json.part")
# Each nearly of a name that the program gives.
_SOMEBODY_ELSES = ("registre d’été.pegase", "notes.json", "lettre.part", "registre.pegase-copie.txt")


class Copies:
    """The folder of copies beside the register in *data*."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._folder = data / FOLDER

    def lay(self) -> None:
        """Copies of the program, whole and half made, as far as they are not there."""
        self._make(_OURS)

    def lay_somebody_elses(self) -> None:
        """Files that the program did not make, as far as they are not there."""
        self._make(_SOMEBODY_ELSES)

    def take_away_somebody_elses(self) -> None:
        """Nothing but the program's own, as on nearly every PC."""
        for name in _SOMEBODY_ELSES:
            (self._folder / name).unlink()

    def are_whole(self) -> bool:
        """Whether whatever was laid here is here, and the register."""
        kept = {f"{FOLDER}/{name}" for name in (*_OURS, *_SOMEBODY_ELSES)} | {"registre.pegase"}
        return kept <= self._files()

    def are_gone_alone(self) -> bool:
        """Whether what somebody else laid here is all that there is, of the register's folder as well."""
        return self._files() == {f"{FOLDER}/{name}" for name in _SOMEBODY_ELSES}

    def _make(self, names: tuple[str, ...]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (self._folder / name).write_text("à garder", "utf-8")

    def _files(self) -> set[str]:
        return {path.relative_to(self._data).as_posix() for path in self._data.rglob("*") if path.is_file()}
