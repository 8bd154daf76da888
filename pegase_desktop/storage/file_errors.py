"""What can be wrong with a register file or with its place: one class per French sentence."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pegase_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


class Fault(Enum):
    """What a fault of the store means for whoever wanted something of it."""

    NOT_NOW = "not_now"  # somebody else has it, or it is not where it was: first that has to end
    LATER = "later"  # it may go well a moment later: again
    REFUSED = "refused"  # it never will, with this file in this place
    DAMAGED = "damaged"  # what was kept cannot be read any more
    FULL = "full"  # room has to be made


class RegisterFileError(UserError):
    """Something is wrong with the file at *path*; the sentence is made from the class's ``sentence``.

    The file's name replaces ``{name}`` and its folder ``{folder}``. They are inserted after typesetting, so that a name
    is shown as it is on the disk.
    """

    sentence: str
    fault: Fault

    def __init__(self, path: Path) -> None:
        super().__init__(self.sentence)
        self.path = path

    def __str__(self) -> str:
        return str(self.args[0]).format(name=self.path.name or str(self.path), folder=self.path.parent)


class MissingFileError(RegisterFileError):
    """There is no such file, and none is to be made."""

    fault = Fault.REFUSED
    sentence = (
        "Le registre « {name} » est introuvable dans le dossier {folder}. "
        "Vérifiez l'emplacement et la corbeille, ou reprenez une sauvegarde."
    )


class OrphanJournalError(RegisterFileError):
    """The register is gone, its ``-wal`` with saves in it is not."""

    fault = Fault.REFUSED
    sentence = (
        "Le registre « {name} » a disparu du dossier {folder}, mais son journal « {name}-wal » y est encore "
        "et contient peut-être des saisies. Remettez le fichier à côté de son journal, ou "
        "déplacez ce journal avant de continuer."
    )


class FolderGivenError(RegisterFileError):
    """The path leads to a folder."""

    fault = Fault.REFUSED
    sentence = "« {name} » est un dossier, pas un fichier de registre. Choisissez un fichier dans ce dossier."


class NotAFileError(RegisterFileError):
    """The path leads to a pipe, a socket or a device."""

    fault = Fault.REFUSED
    sentence = (
        "« {name} » est un appareil ou un canal du système, pas un fichier de registre. Choisissez un autre fichier."
    )


class EndlessLinkError(RegisterFileError):
    """The path is a link, or goes through one, that leads back to itself."""

    fault = Fault.REFUSED
    sentence = (
        "« {name} » est un raccourci qui ne mène à aucun fichier, ou un nom qui n'est pas permis. "
        "Choisissez le fichier du registre lui-même."
    )


class ForeignLockError(RegisterFileError):
    """What bears the name of the lock is not what this program puts there, and may be somebody's."""

    fault = Fault.REFUSED
    sentence = (
        "Le nom « {name}.lock », dont le registre a besoin dans le dossier {folder}, est pris par autre chose. "
        "Rien n'y a été touché. Déplacez-le, puis ouvrez de nouveau le registre."
    )


class DisplacedFileError(RegisterFileError):
    """The open file is no longer the one that bears its name: what SQLite would write could never be found again."""

    fault = Fault.NOT_NOW
    sentence = (
        "Le registre « {name} » n'est plus dans le dossier {folder} : il a été déplacé, supprimé ou remplacé pendant "
        "qu'il était ouvert. Rien n'a été enregistré. Sans fermer cette fenêtre, remettez-le à sa place (cherchez "
        "aussi dans la corbeille), puis réessayez. Si vous ne le retrouvez pas, fermez-la : elle propose d'abord d'en "
        "enregistrer une copie."
    )


class OverwrittenFileError(RegisterFileError):
    """The open file holds what this program did not write: a copy was laid over it, or another program writes to it."""

    fault = Fault.REFUSED
    sentence = (
        "Un autre programme a écrit dans le registre « {name} », ou une copie a été mise à sa place, pendant qu'il "
        "était ouvert. Rien n'a été enregistré. Notez ailleurs ce que vous venez de taper, fermez cette fenêtre, "
        "remettez le bon fichier dans le dossier {folder}, puis ouvrez-le de nouveau."
    )


class SeveralNamesError(RegisterFileError):
    """The file has another name (a hard link), under which another window would know nothing of this one."""

    fault = Fault.REFUSED
    sentence = (
        "Le fichier « {name} » porte aussi un autre nom sur ce disque (un lien physique), et deux fenêtres pourraient "
        "y écrire sans se voir. Faites-en une copie, puis ouvrez cette copie."
    )


class EmptyFileError(RegisterFileError):
    """The file has no bytes, which a register never has."""

    fault = Fault.REFUSED
    sentence = (
        "Le fichier « {name} » est vide : ce n'est pas un registre. "
        "Choisissez un autre fichier, ou reprenez une sauvegarde."
    )


class NotADatabaseError(RegisterFileError):
    """The file does not begin like an SQLite file."""

    fault = Fault.REFUSED
    sentence = "Le fichier « {name} » n'est pas un registre de réclamations. Choisissez un autre fichier."


class ForeignFileError(RegisterFileError):
    """The file is another application's SQLite file."""

    fault = Fault.REFUSED
    sentence = (
        "Le fichier « {name} » appartient à un autre logiciel. Il n'a pas été modifié. "
        "Choisissez un registre de réclamations."
    )


class NewerFileError(RegisterFileError):
    """The schema is newer than this program."""

    fault = Fault.REFUSED
    sentence = (
        "Le registre « {name} » a été enregistré par une version plus récente de ce logiciel. Il n'a pas été modifié. "
        "Installez la dernière version, puis ouvrez-le de nouveau."
    )


class ReadOnlyFileError(RegisterFileError):
    """The file is marked or mounted read-only."""

    fault = Fault.REFUSED
    sentence = (
        "Le registre « {name} » est en lecture seule. "
        "Retirez cette protection dans les propriétés du fichier, ou demandez le droit d'y écrire."
    )


class ReadOnlyFolderError(RegisterFileError):
    """The folder takes no new file, and SQLite needs two beside the register."""

    fault = Fault.REFUSED
    sentence = (
        "Le dossier {folder} est protégé en écriture : le registre ne peut rien y enregistrer. "
        "Placez le registre dans un dossier où vous pouvez écrire."
    )


class FolderCreationError(RegisterFileError):
    """The folder is missing and cannot be made."""

    fault = Fault.REFUSED
    sentence = "Le dossier {folder} ne peut pas être créé. Choisissez un autre emplacement pour le registre."


class DamagedFileError(RegisterFileError):
    """SQLite finds the content malformed."""

    fault = Fault.DAMAGED
    sentence = (
        "Le registre « {name} » est endommagé. Il n'a pas été modifié. Ne l'effacez pas : "
        "une partie peut sans doute en être récupérée. Reprenez une sauvegarde : ce qui est ici reste à côté."
    )


class HeldFileError(RegisterFileError):
    """Another program holds a lock on the file."""

    fault = Fault.LATER
    sentence = (
        "Le registre « {name} » est utilisé par un autre programme. "
        "Fermez ce programme (antivirus, sauvegarde, tableur…), puis réessayez."
    )


class UnderwayError(RegisterFileError):
    """An operation of this very window is not over yet: what is typed meanwhile is kept once it is."""

    fault = Fault.LATER
    sentence = (
        "Le registre « {name} » est en train d'enregistrer autre chose. "
        "Ce que vous tapez reste à l'écran : réessayez quand c'est fini."
    )


class AlreadyOpenError(RegisterFileError):
    """Another window of this program has the register."""

    fault = Fault.NOT_NOW
    sentence = (
        "Le registre « {name} » est déjà ouvert dans une autre fenêtre de ce logiciel. "
        "Retournez dans cette fenêtre, ou fermez-la avant d'ouvrir le registre ici."
    )


class MovedFileError(RegisterFileError):
    """The register was handed over to another computer: here it is read, and nothing is written."""

    fault = Fault.REFUSED
    sentence = (
        "Le registre « {name} » a déménagé vers un autre PC : ici, on peut encore le lire, plus y écrire. "
        "Rien n'a été enregistré. Travaillez sur l'autre PC, ou reprenez d'abord le registre ici, par le bandeau en "
        "haut de la fenêtre."
    )


class NetworkPlaceError(RegisterFileError):
    """A network drive loses locks and writes that SQLite relies on."""

    fault = Fault.REFUSED
    sentence = (
        "Le dossier {folder} est sur le réseau, où un registre ouvert pourrait s'abîmer. "
        "Gardez le registre sur cet ordinateur, dans votre dossier personnel, "
        "et choisissez ce dossier du réseau comme seconde place des sauvegardes, dans les réglages."
    )


class CloudPlaceError(RegisterFileError):
    """A synchronised folder may replace the file while it is open."""

    fault = Fault.REFUSED
    sentence = (
        "Le dossier {folder} est synchronisé en ligne, où un registre ouvert pourrait s'abîmer. "
        "Gardez le registre sur cet ordinateur, dans votre dossier personnel, "
        "et choisissez ce dossier en ligne comme seconde place des sauvegardes, dans les réglages."
    )


class WorkFileNameError(RegisterFileError):
    """The new register would be taken for what is kept beside another one."""

    fault = Fault.REFUSED
    sentence = (
        "« {name} » est le nom d'un fichier de travail d'un autre registre du dossier {folder}. "
        "Choisissez un autre nom pour le registre."
    )


class LongPathError(RegisterFileError):
    """The path, with what SQLite appends to it, exceeds what the system allows."""

    fault = Fault.REFUSED
    sentence = (
        "Le chemin du fichier « {name} » est trop long. "
        "Choisissez un nom plus court ou un dossier plus proche de la racine du disque."
    )


class FullDiskError(RegisterFileError):
    """No room is left for what was to be written."""

    fault = Fault.FULL
    sentence = (
        "Le disque est plein : rien n'a été enregistré dans « {name} », et ce qui l'était déjà est intact. "
        "Libérez de la place, puis réessayez."
    )


class FailingDiskError(RegisterFileError):
    """Reading, writing or syncing failed."""

    fault = Fault.LATER
    sentence = (
        "Le disque n'a pas pu lire ou écrire « {name} » : rien n'a été enregistré, et ce qui l'était déjà est gardé. "
        "Réessayez ; si cela se répète, faites une sauvegarde dans la seconde place, et vérifier le disque."
    )


class UnopenableFileError(RegisterFileError):
    """The system refuses access for a reason that it does not tell apart."""

    fault = Fault.REFUSED
    sentence = (
        "Le fichier « {name} » ne peut pas être ouvert dans le dossier {folder}. "
        "Vérifiez que ce dossier existe et que vous avez le droit d'y écrire."
    )


class OldEngineError(UserError):
    """The SQLite that was shipped has a known bug that can corrupt a register."""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(
            f"Cette installation contient SQLite {found}, qui peut abîmer un registre ; il faut la version {wanted}. "
            "Réinstallez le logiciel."
        )
