"""An open file: a register as JSON that other programs write, read before it is taken in.

The form of a case is in :mod:`pegase_desktop.interchange.open_form`. A file is read twice, so that a large one need not
be in memory as a whole tree: once to see that it is sound and what stands around the cases, once case by case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from pegase_desktop.domain.codec import Plain
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.kind import Kind
from pegase_desktop.domain.kinds import COMPLAINTS, KINDS
from pegase_desktop.domain.portable import Case, Others, PortableRegister
from pegase_desktop.interchange.json_document import JsonDocument, UnreadableFile
from pegase_desktop.interchange.open_form import FORM, key_of
from pegase_desktop.interchange.open_form_reading import case_from_open
from pegase_desktop.interchange.open_settings import (
    WrongHeading,
    settings_from_open,
    staff_from_open,
    terms_from_open,
)

_HEADINGS = ("format", "note", "staff", "settings", "terms")
_FIRST_FORM = 1  # of files that say nothing of it


class NewerForm(UserError):
    """A later version of the program wrote the file, in a form that this one does not know."""


def read_open_file(path: Path, now: datetime, kinds: Sequence[Kind] = KINDS) -> PortableRegister:
    """Read the file at *path*, with records of *kinds*. Its cases raise WrongCase as one comes to a wrong one.

    Raises:
        UnreadableFile: there is no such file, it is not JSON in UTF-8, or has no list of cases.
        NewerForm: a later version of the program wrote it.
        WrongHeading: what stands around the cases cannot be right.
    """
    keys = {key_of(one): one for one in kinds}
    document = JsonDocument(_text_of(path), path.name, keys)
    if key_of(COMPLAINTS) not in document.counts:
        raise UnreadableFile(f"Le fichier « {path.name} » n’a pas de liste « cases » : rien à importer.")
    told = {name: value for name, value in document.members.items() if value is not None}
    form = _form(told.get("format", _FIRST_FORM), path.name)
    unknown = next((name for name in document.members if name not in _HEADINGS), None)
    if unknown is not None:
        raise WrongHeading(unknown, "ce champ n’existe pas")

    def cases(key: str) -> Iterator[Case]:
        for number, tree in enumerate(document.items(key), start=1):
            yield case_from_open(tree, number, now, form, keys[key])

    return PortableRegister(
        count=document.counts[key_of(COMPLAINTS)],
        cases=partial(cases, key_of(COMPLAINTS)),
        others=tuple(
            Others(one, document.counts[key], partial(cases, key))
            for key, one in keys.items()
            if one is not COMPLAINTS and key in document.counts
        ),
        staff=staff_from_open(told.get("staff", [])),
        settings=settings_from_open(told.get("settings", {})),
        terms=terms_from_open(told["terms"]) if "terms" in told else (),
    )


def _form(plain: Plain, name: str) -> int:
    if type(plain) is not int or plain < _FIRST_FORM:
        raise WrongHeading("format", "attendu : un nombre entier, à partir de 1")
    if plain > FORM:
        raise NewerForm(
            f"Le fichier « {name} » est écrit par une version plus récente du logiciel. Mettez celui-ci à jour, puis "
            "réessayez."
        )
    return plain


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableFile(
            f"Le fichier « {path.name} » n’est pas un texte en UTF-8. Enregistrez-le en UTF-8, puis réessayez."
        ) from problem
    except FileNotFoundError as problem:
        raise UnreadableFile(
            f"Le fichier « {path.name} » est introuvable. Vérifiez son nom et son dossier."
        ) from problem
    except IsADirectoryError as problem:
        raise UnreadableFile(f"« {path.name} » est un dossier. Donnez un fichier JSON.") from problem
    except (OSError, ValueError, MemoryError) as problem:
        raise UnreadableFile(f"Le fichier « {path.name} » ne peut pas être lu. Vérifiez ses droits.") from problem
