"""Build the Windows installer: on Windows with the Python there, on Linux through Wine."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import nsis
import windows_python
import wine
from environment import OUT, PYTHON, ROOT, SetUpError

from pegase_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PROGRAM = wine.WINDOWS / "program"
SETUP = OUT / f"PegaseReclamations-Setup-{__version__}.exe"
_LOG = wine.WINDOWS / "pyinstaller.log"
_THROUGH_WINE = sys.platform == "linux"
_MEGABYTE = 1_000_000
_LARGEST_SETUP, _LARGEST_PROGRAM = 35, 110  # megabytes


def main(arguments: Sequence[str]) -> int:
    """Build it, or say in a sentence why not."""
    parser = argparse.ArgumentParser(prog="dev.py installer", description=__doc__)
    parser.add_argument("--sign", default="", metavar="COMMAND", help="sign each executable; its path is put behind")
    options = parser.parse_args(arguments)
    try:
        build(options.sign)
    except SetUpError as error:
        print(f"installer: {error}", file=sys.stderr)
        return 1
    return 0


def build(sign: str = "") -> None:
    """Freeze the program and pack it into `SETUP`.

    Args:
        sign: a command that signs the executable whose path is put behind it; empty: nothing is signed.

    Raises:
        SetUpError: something is missing or refuses; the message says what.
    """
    start = time.monotonic()
    _prepare_python()
    nsis.compiler()
    _say("Freezing the program with PyInstaller (about a minute) …")
    freeze(ROOT / "installer.spec")
    if sign:
        for executable in PROGRAM.glob("*.exe"):
            _sign(executable, sign)
    _say("Packing it with NSIS (about a minute) …")
    nsis.pack(PROGRAM, SETUP, __version__, sign=sign)
    _report(time.monotonic() - start)


def freeze(recipe: Path) -> None:
    """Have PyInstaller follow *recipe*; the result is a folder beside `PROGRAM`.

    Raises:
        SetUpError: PyInstaller refuses; its log has the details.
    """
    shown: Callable[[Path], str] = wine.windows_path if _THROUGH_WINE else str
    python = ["wine", str(windows_python.EXECUTABLE)] if _THROUGH_WINE else [str(PYTHON)]
    folders = {"--distpath": wine.WINDOWS, "--workpath": wine.WINDOWS / "pyinstaller"}
    options = [word for name, folder in folders.items() for word in (name, shown(folder))]
    done = subprocess.run(
        [*python, "-m", "PyInstaller", "--noconfirm", *options, shown(recipe)],
        cwd=ROOT,
        input=b"",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=wine.surroundings() if _THROUGH_WINE else None,
        check=False,
    )
    _LOG.write_bytes(done.stdout)
    if done.returncode:
        last_words = done.stdout.decode("utf-8", "replace").strip().splitlines()[-8:]
        raise SetUpError("PyInstaller failed; its log is " + "\n  ".join([str(_LOG.relative_to(ROOT)), *last_words]))


def _prepare_python() -> None:
    """Make sure of a Windows Python with the project's packages: on Windows, the one that runs this."""
    if _THROUGH_WINE:
        windows_python.make_ready()
    elif sys.platform != "win32":
        raise SetUpError("The installer is built on Windows, or on Linux through Wine.")


def _sign(executable: Path, sign: str) -> None:
    command = f'{sign} "{executable}"'  # as NSIS calls it for the installer itself
    if subprocess.run(command if sys.platform == "win32" else shlex.split(command), check=False).returncode:
        raise SetUpError(f"{executable.name} could not be signed: try the command by hand.")


def _say(text: str) -> None:
    print(text, flush=True)


def _report(seconds: float) -> None:
    installed = sum(path.stat().st_size for path in PROGRAM.rglob("*") if path.is_file()) / _MEGABYTE
    packed = SETUP.stat().st_size / _MEGABYTE
    _say(f"{SETUP.relative_to(ROOT)}: {packed:.1f} MB (aim: at most {_LARGEST_SETUP})")
    _say(f"installed: {installed:.1f} MB (aim: at most {_LARGEST_PROGRAM}); built in {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
