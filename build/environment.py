"""The project's own Python: `.venv` filled from the hashed lock, and the system libraries that Qt needs.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "out"
VENV = ROOT / ".venv"
_SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = _SCRIPTS / ("python.exe" if os.name == "nt" else "python")
PROGRAM = _SCRIPTS / ("pegase-desktop.exe" if os.name == "nt" else "pegase-desktop")
_LOCK = ROOT / "requirements.lock"
_STAMP = VENV / "set-up-stamp"
_LOG = OUT / "set-up.log"

# PySide keeps its own Python files in an archive inside its library, and compiles them at every start, unless they lie
# beside it: then they are loaded as any module. `SBK_EMBED` is its own switch for unpacking them.
_UNPACKING = """
import compileall, os, pathlib, py_compile
os.environ["SBK_EMBED"] = "0"
import shiboken6.Shiboken
folder = pathlib.Path(shiboken6.__file__).parent / "files.dir"
compileall.compile_dir(folder, quiet=1, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
print(folder)
"""

# Names the packages of which no file is missing. Asked of `.venv` itself, it shows that its Python starts as well.
_WHOLE = """
import pathlib, sysconfig
place = pathlib.Path(sysconfig.get_path("purelib"))
for record in place.glob("*.dist-info/RECORD"):
    files = [line.rsplit(",", 2)[0].strip('"') for line in record.read_text("utf-8").splitlines()]
    if all((place / file).exists() for file in files if not file.endswith(".pyc")):
        print(record.parent.name.partition("-")[0])
"""

# What the Qt libraries and plug-ins that the program loads are linked to, and the Debian package of each.
_SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetUpError(Exception):
    """The set-up cannot go on; the message is one sentence that says why and what to do."""


def prepare() -> None:
    """Make `.venv` and the system ready, doing only what is missing.

    A stamp, written last, tells a finished `.venv` from an interrupted or outdated one, which is made anew; so is one
    that has lost its Python or a file of a package since.

    Raises:
        SetUpError: something is missing that this user or this machine cannot install.
    """
    if sys.platform == "linux":
        _install_system_packages()
    try:
        _ensure_venv(_fingerprint())
    except OSError as error:
        raise SetUpError(
            f"Setting up needs {error.filename or ROOT}, which cannot be used: {error.strerror}."
        ) from error


def _ensure_venv(fingerprint: str) -> None:
    if _is_ready(fingerprint):
        return
    if os.path.lexists(VENV) and not VENV.is_dir():
        raise SetUpError(f"{VENV} is no folder: take it away or give it another name, then try again.")
    print("Setting up .venv from requirements.lock (once; it takes a minute or two) …", flush=True)
    OUT.mkdir(parents=True, exist_ok=True)
    _LOG.write_text("", "utf-8")
    _make_venv()
    _STAMP.write_text("\n".join((fingerprint, *sorted(_whole_packages()))), "utf-8")


def _is_ready(fingerprint: str) -> bool:
    """Whether the stamp is of *fingerprint*, and every package that it names is still whole."""
    try:
        stamped, *packages = _STAMP.read_text("utf-8").split()
    except (OSError, ValueError):
        return False
    return stamped == fingerprint and bool(packages) and _whole_packages().issuperset(packages)


def _whole_packages() -> set[str]:
    """Return the packages in `.venv` of which no file is missing; none when its Python does not start."""
    try:
        asked = subprocess.run([str(PYTHON), "-I", "-c", _WHOLE], capture_output=True, text=True, check=False)
    except OSError:
        return set()
    return set(asked.stdout.split()) if asked.returncode == 0 else set()


def _fingerprint() -> str:
    """Return a hash of all that decides what is in `.venv`: lock, project table, Python, place."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    parts = (_LOCK.read_text("utf-8"), json.dumps(project), str(sys.version_info[:2]), str(VENV))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _make_venv() -> None:
    pip = [str(PYTHON), "-m", "pip", "--no-input", "--disable-pip-version-check", "install"]
    _logged(
        [_base_python(), "-m", "venv", "--clear", str(VENV)],
        "Python could not make .venv: is the folder writable, and is no program running from it",
    )
    _logged(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(_LOCK)],
        "pip could not install the packages: is the network there, and is this system one the README names",
    )
    _logged(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        "pip could not install the project itself into .venv: is pyproject.toml in order",
    )
    _logged(unpack_pyside(PYTHON), "PySide, just installed, cannot be loaded: is this system one the README names")


def unpack_pyside(python: Path) -> list[str]:
    """Return the command that has the PySide of *python* load its own files faster; it prints where they are."""
    return [str(python), "-c", _UNPACKING]


def _base_python() -> str:
    """Return the Python outside any virtual environment: one cannot remake the `.venv` it runs from."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _logged(command: Sequence[str], question: str) -> None:
    with _LOG.open("a", encoding="utf-8") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise SetUpError(f"{question}? Its own words are in {_LOG.relative_to(ROOT)}.")


def install_missing(packages: Mapping[str, str], user: str) -> None:
    """Install the Debian packages of what is missing, or say which they are.

    Args:
        packages: the package of each, by the name of the program, of the library (``lib….so…``) or of a file (``/…``).
        user: what needs them, in words.

    Raises:
        SetUpError: this user or this machine cannot install them.
    """
    missing = [name for name in packages if not _is_there(name)]
    if missing:
        _install([packages[name] for name in missing], f"{user} lacks {', '.join(missing)}")


def _install_system_packages() -> None:
    """Install the Debian packages that Qt and Python lack, or say which they are."""
    libraries = [name for name in _SYSTEM_LIBRARIES if not _can_be_loaded(name)]
    packages = [_SYSTEM_LIBRARIES[name] for name in libraries]
    if importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if packages:
        _install(packages, f"Qt or Python lacks {', '.join(libraries) or 'the module ensurepip'}")


def _install(packages: Sequence[str], complaint: str) -> None:
    if shutil.which("apt-get") is None:
        raise SetUpError(f"{complaint}, which your system's package manager installs.")
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *dict.fromkeys(packages)]
    privilege = _privilege()
    if privilege is None:
        raise SetUpError(f"System packages are missing; install them with: sudo {' '.join(command)}")
    print(f"Installing system packages: {' '.join(dict.fromkeys(packages))} …", flush=True)
    _run_apt([*privilege, "apt-get", "update"], [*privilege, *command])


def _run_apt(*commands: Sequence[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            last_words = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]
            raise SetUpError(f"« {' '.join(command)} » failed ({last_words}); run it by hand, then try again.")


def _is_there(name: str) -> bool:
    if name.startswith("/"):
        return Path(name).exists()
    return _can_be_loaded(name) if ".so" in name else shutil.which(name) is not None


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _privilege() -> list[str] | None:
    """Return what to write before a command that needs root's rights, or None when they cannot be had unasked."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "--non-interactive", "true"], capture_output=True, check=False)
    return ["sudo", "--non-interactive"] if asked.returncode == 0 else None
