"""Try the installer as a user lives it, on Linux: install, file a complaint, upgrade, find it again, uninstall.

The screen is Windows' own under Wine, the user's name has an accent and a blank, and the program is told nothing but by
its keyboard. Any line on stderr, any lost accent, any English button ends the trial.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import frozen_commands
import installer
import nsis
import windows_python
import wine
import wine_desktop
import wine_registry
from environment import OUT, ROOT, SetUpError
from pictures import store
from PIL import Image
from trial_copies import Copies
from wine_desktop import Desktop, Started, TrialError

from pegase_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frozen_commands import Answer

_NAME = "Pégase Réclamations"
_PLACE = wine.PROFILE / "AppData" / "Local" / "Programs" / _NAME
_DATA = wine.PROFILE / "AppData" / "Local" / "Pegase-Reclamations"
_REGISTER = _DATA / "registre.pegase"
_FAULT_LOGS = (_DATA / "problemes.log", _DATA / "arrets.log")  # what a program without a console would say on stderr
_WINE_LACKS = "EnableNonClientDpiScaling"  # a call of Windows 10 that Wine 8 has not, which Qt notes
_SHORTCUTS = (
    wine.PROFILE / "Desktop" / f"{_NAME}.lnk",
    wine.PROFILE / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / f"{_NAME}.lnk",
)
_UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\PegaseReclamations"
_CLASSES = r"HKCU\Software\Classes"
_FILE_TYPES = {  # by ending: its type, what the Explorer says of it
    ".pegase": ("PegaseReclamations.Registre", "Registre des réclamations"),
    ".pegase-copie": ("PegaseReclamations.Sauvegarde", "Sauvegarde du registre des réclamations"),
    ".pegase-demenagement": ("PegaseReclamations.Demenagement", "Registre à installer sur un autre PC"),
}
_OTHER_PROGRAM = "AutreProgramme.Fichier"
_REGISTER_BOX = "Supprimer aussi le registre des réclamations de cet utilisateur et ses sauvegardes"
_PICTURES = OUT / "try-installer"
_README_PICTURES = ROOT / "docs" / "pictures"
_IN_README = {
    "2-installé": "installed.png",
    "3-première-ouverture": "first-opening.png",
    "6-mise-à-jour": "update.png",
    "8-désinstallation": "removal.png",
}
_WORK = wine.WINDOWS / "trial"
_LONG_PATH = 200  # characters, a folder's
_OLDER = "0.0.1"
_DONE, _RUNNING, _NEWER_IS_THERE = 0, 3, 4  # exit codes of the installer

_PERSON = "Élodie Garnier"
_COMPLAINANT = "Noémie L’Hôpital-Dœuff"
_SUBJECT = "Leçon annulée le jour même, déjà facturée"
_WORDS = "J’ai été prévenue à 8 h pour 9 h : ça ne se fait pas !"


class Trial:
    """One life of the program on one PC; each step is checked, and the first that fails ends it."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._older = _WORK / "older.exe"
        self._copies = Copies(_DATA)

    def run(self) -> None:
        """Live it.

        Raises:
            TrialError: something is not as a user must find it.
        """
        self._step("install an older version by its dialogs, in French", self._install_older)
        self._step("start the installed program and file a complaint by keyboard", self._file_complaint)
        self._step("start it once more: its window comes back", self._start_again)
        self._step("be refused while the program runs", self._be_refused_while_running)
        self._step("close it, and write the complaint's sheet", self._close_and_write_sheet)
        self._step("upgrade: nothing of the old program stays, all of the register does", self._upgrade)
        self._step("find the complaint again after a double-click on the register", self._find_again)
        self._step("be refused an older version", self._be_refused_downgrade)
        self._require_no_fault()
        self._step("compare each command with the source tree's", self._compare_commands)
        self._step("uninstall: the program goes, the register and its copies stay", self._uninstall)
        self._step(f"install into a folder of {_LONG_PATH} characters, and remove the register too", self._long_path)
        self._step("remove once more, with nobody else's file among the copies", self._remove_all)

    def _step(self, what: str, act: Callable[[], None]) -> None:
        start = time.monotonic()
        print(f"  {what} …", end=" ", flush=True)
        act()
        print(f"{time.monotonic() - start:.0f} s", flush=True)

    def _look(self, name: str, *words: str) -> None:
        """Keep a picture of the screen under *name*, and read *words* off it."""
        self._desktop.picture(_PICTURES / f"{name}.png")
        if unread := set(words) - self._desktop.words():
            raise TrialError(f"these words cannot be read off the screen « {name} »: {unread}")

    def _require_no_fault(self) -> None:
        lines = [line for log in _FAULT_LOGS if log.is_file() for line in log.read_text("utf-8").splitlines()]
        faults = [line for line in lines if line and _WINE_LACKS not in line]
        _require(not faults, f"the program noted a fault: {faults}")

    def _install_older(self) -> None:
        setup = self._desktop.start(self._older)
        self._desktop.wait_for("va être installé pour vous")
        self._desktop.picture(_PICTURES / "1-installation.png")
        self._go_through(setup)
        _require(all(shortcut.is_file() for shortcut in _SHORTCUTS), "a shortcut is missing")
        _require_file_types(_PLACE)
        _require(_registered("DisplayVersion") == _OLDER, "« Applications installées » does not show the version")

    def _go_through(self, setup: Started) -> None:
        """From the installer's first page to its end, without opening the program."""
        title = f"Installation de {_NAME}"
        self._desktop.press(title, "Installer")
        self._desktop.wait_for(f"{_NAME} est installé")
        self._desktop.picture(_PICTURES / "2-installé.png")
        self._desktop.press(title, f"Ouvrir {_NAME}")
        self._desktop.press(title, "Fermer")
        _require(setup.end() == _DONE, "the installer did not end well")

    def _file_complaint(self) -> None:
        self._running = self._desktop.start(_PLACE / "PegaseReclamations.exe")
        self._desktop.wait_for("Qui êtes-vous")
        self._look("3-première-ouverture", "Prénom", "réclamations", "signer", "Continuer")
        self._desktop.type(_PERSON, "<enter>")
        self._desktop.wait_until_gone("Qui êtes-vous")
        self._desktop.type("<ctrl+n>")
        self._desktop.settle()
        self._desktop.type("<down>", "<down>", "<enter>", "<tab>", _WORDS, "<ctrl+enter>")
        self._desktop.settle()
        self._desktop.type("<tab>", _COMPLAINANT, "<ctrl+enter>")
        self._desktop.settle()
        self._desktop.type(_SUBJECT, "<ctrl+s>")
        self._desktop.settle()
        self._look("4-assistant", "annulée", "déjà", "Clôture", "Réclamant")
        self._desktop.type("<escape>")
        self._desktop.settle()
        self._look("5-registre", "Noémie", "Réclamant", "échéance", "Étapes", "Filtres")

    def _start_again(self) -> None:
        again = self._desktop.start(_PLACE / "PegaseReclamations.exe")
        _require(again.end() == 0, "the second start did not end by itself")
        _require(sum(_NAME in one.title for one in self._desktop.windows()) == 1, "a second window is there")

    def _be_refused_while_running(self) -> None:
        _require(self._desktop.execute(installer.SETUP, "/S") == _RUNNING, "it installs over a running program")
        setup = self._desktop.start(installer.SETUP)
        self._desktop.wait_for("est ouvert, ou attend à côté de l’horloge. Quittez-le")
        self._desktop.press(f"Installation de {_NAME}", "Annuler")
        _require(setup.end() == _RUNNING, "the installer did not say that the program runs")
        removed = self._desktop.execute(_uninstaller(_PLACE), f"/S _?={wine.windows_path(_PLACE)}")
        _require(removed == _RUNNING, "it uninstalls a running program")

    def _close_and_write_sheet(self) -> None:
        self._desktop.close(_NAME)
        _require(self._running.end() == 0, "the program did not end well")
        sheet = _WORK / "fiche.pdf"
        _answered(_command("fiche", _REGISTER, "R-2026-0001", "-o", sheet))
        text = frozen_commands.pdf_text(sheet)
        for words in (_COMPLAINANT, _SUBJECT, _WORDS, _PERSON):
            _require(_plain(words) in _plain(text), f"the sheet lacks « {words} »")

    def _upgrade(self) -> None:
        before = _answered(_command("check", _REGISTER))
        obsolete = _PLACE / "lib" / "obsolete.txt"
        _require(obsolete.is_file(), "the older version lacks the file made for it")
        setup = self._desktop.start(installer.SETUP)
        self._desktop.wait_for(f"La version {_OLDER} va être remplacée")
        self._desktop.picture(_PICTURES / "6-mise-à-jour.png")
        self._go_through(setup)
        _require(not obsolete.exists(), "a file of the older version stays")
        _require(_registered("DisplayVersion") == __version__, "« Applications installées » shows the old version")
        _require_file_types(_PLACE)
        _require(_answered(_command("check", _REGISTER)) == before, "the upgrade changed the register")

    def _find_again(self) -> None:
        # Wine 8 does not look for file types among the user's own, as Windows does: they are copied to the machine's.
        for key in (".pegase", _FILE_TYPES[".pegase"][0]):
            wine.run(["wine", "reg", "copy", rf"{_CLASSES}\{key}", rf"HKLM\Software\Classes\{key}", "/s", "/f"])
        carried = wine.PROFILE / "Documents" / "Registre d’été.pegase"
        shutil.copy(_REGISTER, carried)
        start = self._desktop.start("start", "/unix", str(carried))
        self._desktop.wait_for(_NAME)
        self._desktop.settle()
        self._look("7-retrouvé", "Noémie", "facturée", "réclamations")
        _require(carried.with_name(carried.name + "-wal").exists(), "the double-click opened another register")
        self._desktop.close(_NAME)
        start.end()
        listed = _answered(_command("list", _REGISTER, "--search", "noemie"))
        _require(_COMPLAINANT in listed and "R-2026-0001" in listed, "the complaint is not found again")

    def _be_refused_downgrade(self) -> None:
        _require(self._desktop.execute(self._older, "/S") == _NEWER_IS_THERE, "an older version installs")
        setup = self._desktop.start(self._older)
        self._desktop.wait_for("Elle est plus récente que celle-ci")
        self._desktop.press(f"Installation de {_NAME}", "OK")
        _require(setup.end() == _NEWER_IS_THERE, "the installer did not say that a newer version is there")
        _require(_registered("DisplayVersion") == __version__, "the refused version is registered")

    def _compare_commands(self) -> None:
        frozen_commands.compare(_PLACE / "pegase-desktop.exe", _WORK / "commands")

    def _uninstall(self) -> None:
        beside = _PLACE / "notes de l’utilisatrice.txt"
        beside.write_text("à garder", "utf-8")
        self._copies.lay()
        self._copies.lay_somebody_elses()
        self._remove(_PLACE, tick=False)
        _require([path.name for path in _PLACE.iterdir()] == [beside.name], "more or less than the program was removed")
        _require(not any(shortcut.exists() for shortcut in _SHORTCUTS), "a shortcut stays")
        _require(not wine_registry.has_key(_UNINSTALL_KEY), "« Applications installées » still shows the program")
        for ending, (file_type, _) in _FILE_TYPES.items():
            _require(not wine_registry.has_key(rf"{_CLASSES}\{file_type}"), f"the file type of {ending} stays")
            _require(not wine_registry.has_key(rf"{_CLASSES}\{ending}"), f"the association of {ending} stays")
        _require(self._copies.are_whole(), "a copy of the register is gone though its removal was not ticked")
        _answered(frozen_commands.source("check", _REGISTER))
        shutil.rmtree(_PLACE)

    def _long_path(self) -> None:
        folder = wine.PREFIX / "drive_c" / "Auto-école"
        name = "Un dossier au nom très long "
        missing = _LONG_PATH - len(wine.windows_path(folder / name))
        folder = folder / (name + "x" * missing)
        installed = self._desktop.execute(installer.SETUP, f"/S /D={wine.windows_path(folder)}")
        _require(installed == _DONE, "the installation did not end well")
        _answered(frozen_commands.Installed(folder / "pegase-desktop.exe")("check", _REGISTER))
        running = self._desktop.start(folder / "PegaseReclamations.exe")
        self._desktop.wait_for(_NAME)
        self._desktop.settle()
        self._desktop.close(_NAME)
        _require(running.end() == 0, "the program did not end well")
        self._remove_long_path(folder)

    def _remove_long_path(self, folder: Path) -> None:
        (_WORK / "once-more").mkdir()
        shutil.copy(_uninstaller(folder), _WORK / "once-more")
        given_away = rf"{_CLASSES}\.pegase-copie"
        wine_registry.set_text(given_away, _OTHER_PROGRAM)
        self._copies.lay()
        self._remove(folder, tick=True)
        _require(not folder.exists(), "something of the program stays")
        _require(self._copies.are_gone_alone(), "more or less than the register and its copies was removed")
        _require(wine_registry.text(given_away) == _OTHER_PROGRAM, "another program lost its association")

    def _remove_all(self) -> None:
        """The uninstaller alone, put aside, does it again: it takes what it does not find for removed."""
        self._copies.lay()
        self._copies.take_away_somebody_elses()
        self._remove(_WORK / "once-more", tick=True)
        _require(not _DATA.exists(), "something of the register stays though its removal was ticked")

    def _remove(self, place: Path, *, tick: bool) -> None:
        """Uninstall by the dialogs; Windows' own copy of the uninstaller does the work after the first has ended."""
        title = f"Désinstallation de {_NAME}"
        removal = self._desktop.start(_uninstaller(place))
        self._desktop.wait_for("restent sur cet ordinateur")
        _require(not self._desktop.is_ticked(title, _REGISTER_BOX), "the removal of the register is ticked by itself")
        self._desktop.picture(_PICTURES / "8-désinstallation.png")
        if tick:
            self._desktop.press(title, _REGISTER_BOX)
        self._desktop.press(title, "Désinstaller")
        self._desktop.press(title, "Fermer")
        self._desktop.wait_until_gone(title)
        removal.end()


def main(arguments: Sequence[str]) -> int:
    """Build what is missing, then live the trial; the exit code says whether it went well."""
    parser = argparse.ArgumentParser(prog="dev.py try-installer", description=__doc__)
    parser.add_argument("--readme", action="store_true", help="also renew the README's pictures of it")
    options = parser.parse_args(arguments)
    if sys.platform != "linux":
        print("try-installer: it drives a Windows under Wine, so it runs on Linux; on Windows, use your hands.")
        return 1
    try:
        _make_installers()
        wine.make_anew()
        with Desktop.opened() as desktop:
            _try(desktop)
    except (SetUpError, TrialError) as error:
        print(f"try-installer: {error}", file=sys.stderr)
        return 1
    if options.readme:
        _renew_readme()
    print(f"The installer does as it must; pictures of the screen are in {_PICTURES.relative_to(OUT.parents[1])}.")
    return 0


def _try(desktop: Desktop) -> None:
    print("Trying the installer:", flush=True)
    try:
        Trial(desktop).run()
    except TrialError:
        print("failed", flush=True)
        desktop.picture(_PICTURES / "failure.png")
        raise


def _make_installers() -> None:
    """The one to try, and one of an older version around the same program and one file more, packed lightly."""
    wine_desktop.make_ready()
    windows_python.make_ready()
    if not installer.SETUP.is_file():
        installer.build()
    shutil.rmtree(_WORK, ignore_errors=True)
    shutil.rmtree(_PICTURES, ignore_errors=True)
    older = _WORK / "program"
    shutil.copytree(installer.PROGRAM, older)
    (older / "lib" / "obsolete.txt").write_text("of an older version", "utf-8")
    nsis.pack(older, _WORK / "older.exe", _OLDER, quickly=True)


def _renew_readme() -> None:
    """Put the windows of some pictures, without the empty screen around them, where the README shows them."""
    for name, target in _IN_README.items():
        with Image.open(_PICTURES / f"{name}.png") as picture:
            store(picture.crop(picture.getbbox()), _README_PICTURES / target)


def _uninstaller(place: Path) -> Path:
    return place / "Desinstaller.exe"


def _command(*arguments: str | Path) -> Answer:
    return frozen_commands.Installed(_PLACE / "pegase-desktop.exe")(*arguments)


def _answered(answer: Answer) -> str:
    _require(answer.code == 0 and not answer.complained, f"a command failed: {answer.said}{answer.complained}")
    return answer.said


def _registered(name: str) -> str:
    return wine_registry.text(_UNINSTALL_KEY, name)


def _require_file_types(place: Path) -> None:
    """Whether a double-click opens each kind of file with the program in *place*, and the Explorer says what it is."""
    executable = wine.windows_path(place / "PegaseReclamations.exe")
    for ending, (file_type, description) in _FILE_TYPES.items():
        key = rf"{_CLASSES}\{file_type}"
        said = [wine_registry.text(one) for one in (rf"{_CLASSES}\{ending}", key, rf"{key}\DefaultIcon")]
        _require(said == [file_type, description, f"{executable},0"], f"a file in {ending} is not ours: {said}")
        opens = wine_registry.text(rf"{key}\shell\open\command")
        _require(opens == f'"{executable}" --register "%1"', f"a double-click on {ending} does {opens}")


def _plain(text: str) -> str:
    """Without blanks, which typography changes and a line's end replaces."""
    return "".join(text.split())


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise TrialError(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
