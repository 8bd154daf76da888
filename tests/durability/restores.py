"""A register and an older copy of it, and what is there of both after something broke while one replaced the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pegase_desktop.domain.copies import ASIDE, Figures
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.copies.holding import Holding, holding_of
from pegase_desktop.storage.copies.making import Making
from pegase_desktop.storage.copies.restoring import remove_leftovers
from pegase_desktop.storage.copies.shelf import Shelf
from pegase_desktop.storage.custody import Custody
from pegase_desktop.storage.register import Register
from tests.domain.samples import office
from tests.durability.register_workload import Office
from tests.storage.behind import engine_of

NOW = office(27, 11, 9)
REGISTER = "registre.pegase"
_COPIES = "Sauvegardes"


@dataclass(frozen=True)
class Scene:
    """A folder with a register and an older copy of it; what they held when they were left there."""

    name: str
    folder: Path
    register: Holding
    copy: Holding

    def set_up(self, folder: Path) -> None:
        """The same in *folder*, which is not there yet."""
        shutil.copytree(self.folder, folder)


def scenes(folder: Path) -> Iterator[Scene]:
    """The register was closed, or is as a window that was killed left it: its last saves are in its ``-wal`` alone."""
    closed, left = folder / "closed", folder / "left"
    closed.mkdir()
    session = Office(closed / REGISTER)
    for number in range(12):
        session.save(number)
    shelf = Shelf(closed / _COPIES, holding_of(session.file.database).register)
    copy = shelf.add(closed / REGISTER, "registre", Making(NOW)).manifest.holding
    session.file.checkpoint()
    for number in range(12, 30):
        session.save(number)
    held = holding_of(session.file.database)
    shutil.copytree(closed, left)
    session.close()
    yield Scene("closed", closed, held, copy)
    yield Scene("left", left, held, copy)


def copy_in(folder: Path) -> Path:
    """The copy that is there."""
    (found,) = (folder / _COPIES).glob("*.pegase-copie")
    return found


def tell(custody: Custody, holding: Holding, replaced: Figures | None) -> None:
    custody.tell_restored(holding.copy, holding.figures, replaced, by="Camille Roy")


@dataclass
class Found:
    """What is in *folder* of a *scene*; the problems are that neither the old register nor the new one is there,
    sound and with no word to the person, or that the old one is lost."""

    scene: Scene
    folder: Path
    is_new: bool = False
    kept: int = 0
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, scene: Scene, folder: Path) -> Found:
        found = cls(scene, folder)
        found._look_at_register()
        found._look_at_kept()
        found._clean_up()
        return found

    def _look_at_register(self) -> None:
        if not (self.folder / REGISTER).exists():
            self.problems.append("nothing is at the path")
            return
        held, told = self._looked_at(self.folder / REGISTER)
        self.is_new = Verb.RESTORE in told
        if not self.is_new and (held is None or held.state != self.scene.register.state):
            self.problems.append(f"the old one is not what it was: {held}")
        if self.is_new and (held is None or held.head.count != self.scene.copy.head.count + 1 or held.copy):
            self.problems.append(f"the new one is not what the copy was: {held}")

    def _look_at_kept(self) -> None:
        for one in self.folder.glob(f"registre ({ASIDE} *.pegase"):
            self.kept += 1
            held, _ = self._looked_at(one)
            if held is None or held.state != self.scene.register.state:
                self.problems.append(f"what was kept is not the old one: {held}")
        if self.is_new and not self.kept:
            self.problems.append("nothing was kept of the old one")

    def _clean_up(self) -> None:
        """What is said in the window's words to be removed goes; nothing else may be left."""
        remove_leftovers(self.folder)
        Shelf(self.folder / _COPIES, self.scene.register.register).tidy()
        copy = copy_in(self.folder).name
        files = {str(one.relative_to(self.folder)) for one in self.folder.rglob("*") if one.is_file()}
        known = {REGISTER, f"{_COPIES}/{copy}", f"{_COPIES}/{copy}.json"}
        known |= {one for one in files if one.startswith(f"registre ({ASIDE}")}
        self.problems += [f"« {one} » is left" for one in sorted(files - known)]

    def _looked_at(self, path: Path) -> tuple[Holding | None, list[Verb]]:
        try:
            with Register.open(path, create=False, clock=lambda: NOW) as register:
                self.problems += [*check_register(register), *filter(None, [register.store.told_at_opening])]
                return holding_of(engine_of(register)), [one.verb for one in register.journal.all()]
        except UserError as refusal:
            self.problems.append(str(refusal))
            return None, []
