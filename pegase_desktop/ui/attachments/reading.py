"""Files that somebody brings, read whole or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from pegase_desktop.domain.attachments import MAX_BYTES, check_size
from pegase_desktop.domain.errors import UserError
from pegase_desktop.storage.sqlite.open_registers import is_open_here


class UnreadableDocument(UserError):
    """The file cannot be taken in."""


def read_document(path: Path) -> bytes:
    """The bytes of the file at *path*.

    Raises:
        UnreadableDocument: it is a folder or empty, is the open register, is not there any more, is locked, or the
            disk fails.
        AttachmentTooLarge: over 25 MB.
    """
    name = f"« {path.name} »"
    try:
        if path.is_dir():
            raise UnreadableDocument(f"{name} est un dossier. Ajoutez ses fichiers un par un.")
        found = path.stat()
        if is_open_here(found):
            raise UnreadableDocument(f"{name} est le registre ouvert : il ne se joint pas à lui-même.")
        check_size(found.st_size, name)
        if not path.is_file():
            raise UnreadableDocument(f"{name} n’est pas un fichier. Choisissez un document.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # it may be growing
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{name} n’est plus là. Vérifiez où il se trouve, puis ajoutez-le.") from error
    except PermissionError as error:
        sentence = f"{name} est protégé ou ouvert ailleurs. Fermez le programme qui l’utilise, puis réessayez."
        raise UnreadableDocument(sentence) from error
    except OSError as error:
        raise UnreadableDocument(f"{name} ne peut pas être lu. Copiez-le sur l’ordinateur, puis réessayez.") from error
    check_size(len(content), name)
    if not content:
        raise UnreadableDocument(f"{name} est vide : il n’y a rien à garder. Choisissez-en un autre, ou refaites-le.")
    return content


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among what is dropped; nothing that comes from the network."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
