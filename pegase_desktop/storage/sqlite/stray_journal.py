"""A ``-wal`` that is of another file is out of the way when SQLite opens this one, and never lost."""

from __future__ import annotations

import filecmp
from contextlib import contextmanager, suppress
from glob import escape
from typing import TYPE_CHECKING

from pegase_desktop.storage.sqlite.backup import move_into_place
from pegase_desktop.storage.sqlite.file_identity import has_journal, journal_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SENTENCE = (
    "Le fichier « {name} » n’allait pas avec ce registre : il accompagnait celui qui se trouvait ici avant, et il "
    "contient peut-être ses derniers enregistrements. Rien n’en a été repris. Il est gardé à côté, sous le nom "
    "« {kept} ». Si des dossiers récents vous manquent, ne l’effacez pas : avec le registre qui était ici, ils se "
    "retrouvent."
)


@contextmanager
def journal_set_aside(path: Path) -> Iterator[str]:
    """Keep the ``-wal`` beside *path* under another name, and give the sentence that says so.

    One that is kept already, with the register that was replaced here, goes, and nobody need know of it. If the block
    raises, it is put back. The name is the one it has to have beside the register that it is of, once
    somebody puts that one there under the name without its ending.

    Raises:
        OSError: the disk or another program prevents it.
    """
    journal, kept = journal_files(path)[0], _free_name(path)
    is_kept_already = any(filecmp.cmp(journal, one, shallow=False) for one in _kept_before(path))
    move_into_place(journal, kept)
    try:
        yield "" if is_kept_already else _SENTENCE.format(name=journal.name, kept=kept.name)
    except BaseException:
        if not has_journal(path):
            move_into_place(kept, journal)
        raise
    if is_kept_already:
        with suppress(OSError):
            kept.unlink()


def _kept_before(path: Path) -> Iterator[Path]:
    """The journals beside registers that stood at *path* once: it is the one with a register beside it that counts."""
    for one in path.parent.glob(f"{escape(path.stem)} (*){escape(path.suffix)}-wal"):
        if one.with_name(one.name.removesuffix("-wal")).exists():
            yield one


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.stem} (mis de côté {number}){path.suffix}-wal")).exists():
        number += 1
    return name
