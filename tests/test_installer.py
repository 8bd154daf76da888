"""What can be known of the installer without building it: what it installs and removes, what the trial refuses."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import frozen_commands
import installer
import licences
import nsis
import pytest
import try_installer
import wine
import wine_desktop
import wine_registry
from environment import ROOT, SetUpError
from frozen_commands import Answer
from trial_copies import Copies
from wine_desktop import TrialError, Window

from pegase_desktop.domain.copies import ENDING, FOLDER, MOVING_ENDING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT = (ROOT / "build" / "windows" / "installer.nsi").read_text("utf-8")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    for place in ("Programme.exe", "lib/un.dll", "lib/resources/icône.svg"):
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return folder


def removals(program: Path) -> list[str]:
    lines = list(nsis._file_list(program))
    return [line.strip() for line in lines[lines.index("!macro REMOVE_FILES") + 1 : -1]]


class TestFiles:
    def test_each_is_installed(self, program: Path) -> None:
        text = "\n".join(nsis._file_list(program))
        installed = re.findall(r'File "(.+)"', text)
        assert {Path(path) for path in installed} == {path for path in program.rglob("*") if path.is_file()}

    def test_each_is_removed_by_name_and_folders_after_what_they_hold(self, program: Path) -> None:
        assert removals(program) == [
            'Delete "$INSTDIR\\lib\\resources\\icône.svg"',
            'RMDir "$INSTDIR\\lib\\resources"',
            'Delete "$INSTDIR\\lib\\un.dll"',
            'RMDir "$INSTDIR\\lib"',
            'Delete "$INSTDIR\\Programme.exe"',
        ]

    def test_too_deep_for_a_long_path_are_refused(self, program: Path) -> None:
        (program / "lib" / ("x" * 60)).touch()
        with pytest.raises(SetUpError, match="a long path"):
            list(nsis._file_list(program))

    def test_nothing_is_ever_removed_with_all_it_holds(self) -> None:
        assert re.search(r"RMDir\s+/r", SCRIPT, re.IGNORECASE) is None

    def test_only_copies_of_a_register_are_removed_by_their_endings(self) -> None:
        patterns = re.findall(r"^\s*(?:Delete|RMDir)\b.*[*?].*$", SCRIPT, re.IGNORECASE | re.MULTILINE)
        assert [line.strip() for line in patterns] == [
            'Delete "${COPIES}\\*.pegase-copie"',
            'Delete "${COPIES}\\*.pegase-copie.json"',
            'Delete "${COPIES}\\.*.part"',
            'Delete "${COPIES}\\.*.part-journal"',
        ]


class TestFileTypes:
    def test_are_those_that_the_trial_looks_for(self) -> None:
        types = re.findall(r'!insertmacro \$\{ACT\} "(.+)" "(.+)" "(.+)"', SCRIPT)
        assert {ending: (file_type, said) for ending, file_type, said in types} == try_installer._FILE_TYPES

    def test_are_those_that_the_program_gives(self) -> None:
        assert {".pegase", ENDING, MOVING_ENDING} == set(try_installer._FILE_TYPES)
        assert f'!define COPIES "${{DATA}}\\{FOLDER}"' in SCRIPT

    def test_are_registered_and_forgotten_alike(self) -> None:
        done = re.findall(r"!insertmacro FOR_EACH_FILE_TYPE (\w+)", SCRIPT)
        assert done == ["REGISTER_FILE_TYPE", "FORGET_FILE_TYPE"]


def test_the_uninstaller_removes_the_files_that_the_program_makes() -> None:
    from pegase_desktop.places import places_of_this_user

    meant = places_of_this_user()
    for path in (meant.register, meant.preferences, meant.log, meant.crash_log):
        assert f'Delete "${{DATA}}\\{path.name}"' in SCRIPT


def test_the_box_of_the_uninstaller_is_named_in_the_trial_as_it_stands() -> None:
    assert f'"{try_installer._REGISTER_BOX}"' in SCRIPT


def test_every_component_shipped_comes_with_its_licence(tmp_path: Path) -> None:
    written = {path.stem: path.read_text("utf-8") for path in licences.write_licences(tmp_path)}
    assert {"Python", "peewee", "pysqlite3", "reportlab", "holidays", "pillow", "pyinstaller"} <= written.keys()
    assert all(len(text) > 50 for text in written.values())
    assert "Commercial" not in "".join(text for name, text in written.items() if name.startswith("PySide6"))


class TestWine:
    def test_shows_its_own_drive_and_the_whole_system(self) -> None:
        assert wine.windows_path(wine.PREFIX / "drive_c" / "users" / "a b") == r"C:\users\a b"
        assert wine.windows_path(Path("/some/where")) == r"Z:\some\where"

    def test_hands_down_nothing_of_this_system(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        monkeypatch.setenv("PYTHONPATH", "somewhere")
        assert not {"QT_QPA_PLATFORM", "PYTHONPATH"} & wine.surroundings().keys()

    def test_reads_its_registry_letter_for_letter(self) -> None:
        exported = (
            'Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Clé]\n@="\\"C:\\\\Été\\\\a.exe\\" \\"%1\\""\n'
            '"NoModify"=dword:00000001\n\n[HKEY_CURRENT_USER\\Clé\\Sous-clé]\n"Nom"="plus bas"\n'
        )
        assert wine_registry.text_in(exported) == r'"C:\Été\a.exe" "%1"'
        assert wine_registry.text_in(exported, "Nom") == ""


class TestCopies:
    @pytest.fixture
    def copies(self, tmp_path: Path) -> Copies:
        copies = Copies(tmp_path)
        (tmp_path / "registre.pegase").touch()
        copies.lay()
        copies.lay_somebody_elses()
        return copies

    def test_are_whole_until_one_is_gone(self, copies: Copies, tmp_path: Path) -> None:
        assert copies.are_whole()
        assert not copies.are_gone_alone()
        next((tmp_path / "Sauvegardes").glob("*.pegase-copie")).unlink()
        assert not copies.are_whole()

    def test_are_gone_alone_when_nothing_of_the_program_is_left(self, copies: Copies, tmp_path: Path) -> None:
        for pattern in ("*.pegase-copie", "*.pegase-copie.json", ".*.part", ".*.part-journal"):
            for path in (tmp_path / "Sauvegardes").glob(pattern):
                path.unlink()
        assert not copies.are_gone_alone()
        (tmp_path / "registre.pegase").unlink()
        assert copies.are_gone_alone()
        copies.take_away_somebody_elses()
        assert not copies.are_gone_alone()


class TestTrial:
    @pytest.mark.parametrize("texts", [("< Back",), ("Cancel",), ("RÃ©clamation",), ("R?clamation",), ("\ufffdlodie",)])
    def test_refuses_english_and_lost_accents(self, texts: tuple[str, ...]) -> None:
        with pytest.raises(TrialError):
            wine_desktop._require_french(Window("Installation", texts))

    def test_lets_french_pass(self) -> None:
        wine_desktop._require_french(Window("Qui êtes-vous ?", ("Précédent", "Annuler", "OK", "Fermer", "Où ?")))

    def test_refuses_any_line_on_stderr(self) -> None:
        wine_desktop.require_silence("\n", "it")
        with pytest.raises(TrialError, match="a warning"):
            wine_desktop.require_silence("a warning\n", "it")

    def test_refuses_an_answer_that_differs(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(frozen_commands, "source", lambda *_: Answer(0, "Tout est en ordre", ""))
        installed = frozen_commands.Installed(tmp_path)
        monkeypatch.setattr(frozen_commands.Installed, "__call__", lambda *_: Answer(0, "Tout est en ordre", ""))
        frozen_commands._compare("check", installed, tmp_path / "registre.pegase")
        monkeypatch.setattr(frozen_commands.Installed, "__call__", lambda *_: Answer(0, "Tout est en d?sordre", ""))
        with pytest.raises(TrialError, match="check"):
            frozen_commands._compare("check", installed, tmp_path / "registre.pegase")


def test_a_signature_that_fails_ends_the_build(tmp_path: Path) -> None:
    installer._sign(tmp_path / "Programme.exe", _python_command("import sys; sys.exit(len(sys.argv) != 2)"))
    with pytest.raises(SetUpError, match=r"Programme\.exe could not be signed"):
        installer._sign(tmp_path / "Programme.exe", _python_command("raise SystemExit(1)"))


def test_what_is_missing_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(_: str) -> None:
        raise SetUpError("NSIS 3 packs the installer and is missing: install it, then try again.")

    monkeypatch.setattr(installer, "build", missing)
    assert installer.main([]) == 1
    assert (
        capsys.readouterr().err == "installer: NSIS 3 packs the installer and is missing: install it, then try again.\n"
    )


def _python_command(code: str) -> str:
    words: Sequence[str] = (sys.executable, "-c", code)
    return " ".join(f'"{word}"' for word in words)
