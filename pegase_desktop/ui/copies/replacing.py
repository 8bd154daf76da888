"""Another file in the place of the register: chosen, judged, said what it would mean, and put there once all is closed.

A copy, or the file that brings a register from another computer: both are judged whole before anything is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pegase_desktop.domain import french
from pegase_desktop.domain.copies import FOLDER, Figures, Kinship
from pegase_desktop.domain.copy_words import compared, held, more_or_less
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.copies.holding import Holding
from pegase_desktop.storage.copies.kinship import Comparison
from pegase_desktop.storage.copies.making import OnShare
from pegase_desktop.storage.copies.moving import is_moving_file, unpacked
from pegase_desktop.storage.copies.restoring import Prepared, prepared
from pegase_desktop.storage.copies.rounds import folder_at
from pegase_desktop.storage.copies.shelf import Copy, copies_in
from pegase_desktop.storage.custody import Custody
from pegase_desktop.ui.copies.leaving import GOING_BACK
from pegase_desktop.ui.copies.second_place import second_place_in
from pegase_desktop.ui.copies.volumes import volumes
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.questions import Questions

_OTHER_FILE = "Un autre fichier : sauvegarde, ou déménagement d’un autre PC…"
_KEEP, _NOTHING = "Garder le registre d’ici", "Ne rien installer"
_MOVED_AWAY = "Attention : le registre d’ici a déménagé vers un autre PC."
_UNREADABLE = "Le registre d’ici ne peut pas être lu."
_KEPT = "Ce qui est ici sera gardé à côté, tel quel, sous un nom qui le dit."


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of the one and of the other kind of file."""

    title: str
    judging: str
    lead: str
    action: str


_COPY = _Words(
    "Reprendre une sauvegarde",
    "La sauvegarde est lue et vérifiée en entier. Rien n’est encore changé.",
    "Dans la sauvegarde",
    "Reprendre cette sauvegarde",
)
_MOVED = _Words(
    "Installer le registre d’un autre PC",
    "Le fichier est lu et vérifié en entier. Rien n’est encore changé.",
    "Dans le fichier",
    "Installer ce registre ici",
)


@dataclass(slots=True)
class Replacement:
    """A file that was found good and is to take the place of a register, as somebody decided; *by* them, or by nobody.

    It waits in a folder of its own, until it is carried out or dropped.
    """

    words: _Words
    prepared: Prepared
    preferences: Mapping[str, Any] | None
    by: str = ""
    replaced: Figures | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    def carry_out(self, register: Path, now: datetime) -> Path | None:
        """Put it there: nobody has the register open. Returns where that is kept now, if one was there.

        Raises:
            UserError: the disk does not allow it; the register is as it was.
        """
        try:
            return self.prepared.take_over(register, now, self.replaced, self._tell)
        finally:
            self.drop()

    def drop(self) -> None:
        """Nobody wants it any more."""
        self._stack.close()

    def _tell(self, custody: Custody, holding: Holding, replaced: Figures | None) -> None:
        if self.preferences is None:
            custody.tell_restored(holding.copy, holding.figures, replaced, by=self.by)
        else:
            custody.tell_arrived(replaced, by=self.by)


def chosen_copy(questions: Questions, here: Sequence[Copy], elsewhere: Sequence[Copy]) -> Path | None:
    """The copy that the person wants, among those here and in the second place, or another file."""
    named = [(one, "ce PC") for one in here] + [(one, "seconde place") for one in elsewhere]
    named.sort(key=lambda pair: pair[0].manifest.made_at, reverse=True)
    sentence = "Choisissez ce qui doit revenir. Ce qui est dans le registre maintenant ne sera pas perdu."
    is_mixed = len({one.manifest.holding.register for one, _ in named}) > 1
    options = [_option(one, where, is_mixed=is_mixed) for one, where in named]
    chosen = questions.choose_one(_COPY.title, sentence, [*options, _OTHER_FILE], safe=_KEEP)
    if chosen is None:
        return None
    return named[chosen][0].path if chosen < len(named) else questions.choose_open_file(_COPY.title)


def copies_of_unreadable(register: Path, preferences: Preferences) -> tuple[tuple[Copy, ...], tuple[Copy, ...]]:
    """Those that could be of a register that cannot be opened: it does not say any more whose they are."""
    place = second_place_in(preferences)
    there = place.found(volumes()) if place.folder else None
    return copies_in(register.parent / FOLDER), copies_in(folder_at(there)) if there else ()


def ready(
    questions: Questions, source: Path, register: Path, compare: Callable[[Prepared], Comparison | None]
) -> Replacement | None:
    """*source* judged, and the person willing to have it in the place of *register*; None, all being as before, if not.

    Why it cannot be is said. *compare* says how the register that is there stands to it.
    """
    words = _MOVED if is_moving_file(source) else _COPY
    try:
        judge = partial(_judged, source, register, words)
        found = questions.attend(words.title, words.judging, judge, safe=_safe(register))
        if found is None:
            return None
        if _wants(questions, found, register, compare):
            return found
        found.drop()
    except UserError as refusal:
        questions.inform(words.title, str(refusal))
    return None


def _judged(source: Path, register: Path, words: _Words, on_share: OnShare) -> Replacement:
    with ExitStack() as stack:
        preferences = None
        if words is _MOVED:
            found = stack.enter_context(unpacked(source, on_share))
            source, preferences = found.copy, found.preferences
        file = stack.enter_context(prepared(source, register, on_share=on_share))
        return Replacement(words, file, preferences, _stack=stack.pop_all())


def _wants(
    questions: Questions, found: Replacement, register: Path, compare: Callable[[Prepared], Comparison | None]
) -> bool:
    there = found.prepared.holding.figures
    parts = [f"{found.words.lead} : {held(there)}."]
    if register.exists():
        both = compare(found.prepared)
        found.replaced = both.here if both else None
        parts += [_UNREADABLE] if both is None else list(_both(both))
        parts.append(_KEPT)
        if both and both.is_moved and not (found.words is _MOVED and both.kinship is Kinship.BEHIND):
            parts.append(f"{_MOVED_AWAY} {GOING_BACK}")  # else it comes back from there, with all that was noted
    return questions.confirm(found.words.title, "\n".join(parts), found.words.action, safe=_safe(register))


def _safe(register: Path) -> str:
    return _KEEP if register.exists() else _NOTHING


def _both(both: Comparison) -> tuple[str, str, str]:
    return (
        f"Dans le registre d’ici : {held(both.here)}.",
        f"Vous auriez {more_or_less(both.there, both.here)}.",
        compared(both.kinship, both.only_here, both.only_there, both.parted_at),
    )


def _option(copy: Copy, where: str, *, is_mixed: bool) -> str:
    """With the name of the file where copies of several registers lie."""
    manifest = copy.manifest
    count = french.count(manifest.holding.figures.cases, "réclamation")
    words = f"{french.moment(manifest.made_at)} · {count} · {where}"
    return f"{words} · {copy.path.name}" if is_mixed else words
