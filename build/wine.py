"""A French Windows on Linux: a Wine prefix of our own, whose user has an accent and a blank in the name.

PyInstaller does not cross-compile: on Linux, what builds and tries the Windows program runs in here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from environment import OUT, ROOT, SetUpError, install_missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Command = Sequence[str | Path]

USER = "Élodie Garnier"
WINDOWS = OUT / "windows"
PREFIX = WINDOWS / "prefix"
PROFILE = PREFIX / "drive_c" / "users" / USER
_HOME = WINDOWS / "home"  # Wine makes its user's desktop and documents links into the home folder
_SYSTEM = PREFIX / "drive_c" / "windows" / "system32"
_LOCALES = WINDOWS / "locale"
_ACCOUNTS = WINDOWS / "passwd"
_ICU_SOURCE = ROOT / "build" / "windows" / "icuuc.c"

_PACKAGES = {
    "wine": "wine",
    "/usr/lib/wine/wine64": "wine64",
    "/usr/share/wine/fonts/marlett.ttf": "fonts-wine",  # the signs on the buttons of a window's frame
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "libnss_wrapper.so": "libnss-wrapper",
    "/usr/share/i18n/locales/fr_FR": "locales",
}
_SETTINGS = (
    (r"HKCU\Software\Wine", "Version", "win10"),
    (r"HKCU\Software\Wine\X11 Driver", "ShowSystray", "N"),  # no task bar, and no window in place of one
    (r"HKCU\Software\Wine\X11 Driver", "Managed", "N"),  # nobody else on this screen draws frames and gives the focus
)
_SCREEN = "1600x1000x24"


def make_ready() -> None:
    """Install Wine where it may, and make the prefix unless it is there.

    Raises:
        SetUpError: something is missing that this user or this machine cannot install.
    """
    install_missing(_PACKAGES, "Building the Windows program")
    stamp = PREFIX / "ready"
    if stamp.is_file():
        return
    print("Making a Windows under Wine (once) …", flush=True)
    for folder in (PREFIX, _HOME):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _make_locale()
    _ACCOUNTS.write_text(f"{USER}:x:{os.getuid()}:{os.getgid()}:{USER}:{_HOME}:/bin/sh\n", "utf-8")
    run(["wineboot", "--init"])
    for key, name, value in _SETTINGS:
        run(["wine", "reg", "add", key, "/v", name, "/d", value, "/f"])
    shutil.copy("/usr/share/wine/fonts/marlett.ttf", _SYSTEM.parent / "Fonts")
    compile_library(_ICU_SOURCE, _SYSTEM / "icuuc.dll")
    stamp.touch()


def make_anew() -> None:
    """Make a prefix in which nothing has ever been installed.

    Raises:
        SetUpError: something is missing that this user or this machine cannot install.
    """
    stop()
    (PREFIX / "ready").unlink(missing_ok=True)
    make_ready()


def run(command: Command, *, display: str = "", timeout: float = 600) -> subprocess.CompletedProcess[str]:
    """Run a command in the prefix to its end and return what it wrote.

    Args:
        command: ``wine``, then a program by its Linux path and arguments in Windows' own terms (`windows_path`).
        display: the X display for its windows; without one it has no screen.
        timeout: in seconds.

    Raises:
        SetUpError: it failed.
        subprocess.TimeoutExpired: it did not end.
    """
    # Pipes for all three: a Windows Python that is given a file or /dev/null under Wine dies at its start.
    # Wine's own commands write in the code page of a French console, hence the "replace".
    done = subprocess.run(
        command,
        input="",
        capture_output=True,
        env=surroundings(display),
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-5:]
        raise SetUpError(f"« {' '.join(map(str, command))} » ended with {done.returncode}: {' / '.join(words)}.")
    return done


def surroundings(display: str = "") -> dict[str, str]:
    """The environment variables for a Windows program: nothing of this system's Python and Qt, a French user."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return kept | {
        "HOME": str(_HOME),
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        # No offer to download .NET and a browser, and no copies of shortcuts in this system's menus.
        "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        "DISPLAY": display,
        "LOCPATH": str(_LOCALES),
        "LC_ALL": "fr_FR.UTF-8",
        # Wine names its user after the account that the C library knows.
        "LD_PRELOAD": "libnss_wrapper.so",
        "NSS_WRAPPER_PASSWD": str(_ACCOUNTS),
        "NSS_WRAPPER_GROUP": "/etc/group",
    }


@contextmanager
def screen() -> Iterator[str]:
    """A screen in memory (Xvfb) for as long as the block lasts; gives its X display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise SetUpError("Xvfb could not open a screen: start it by hand to see why.")
        yield f":{number}"
    finally:
        stop()
        server.terminate()
        server.wait()


def stop() -> None:
    """End whatever still runs in the prefix."""
    subprocess.run(["wineserver", "--kill"], env=surroundings(), capture_output=True, check=False)


def windows_path(path: Path) -> str:
    """*path* as a program in the prefix sees it: on its drive C, or under Z, which is the whole of this system."""
    drive_c = PREFIX / "drive_c"
    if path.is_relative_to(drive_c):
        return "C:\\" + str(path.relative_to(drive_c)).replace("/", "\\")
    return "Z:" + str(path).replace("/", "\\")


def compile_library(source: Path, target: Path) -> None:
    """Make a Windows library that needs no other: *source* is C, or a list of what it forwards (``.def``).

    Raises:
        SetUpError: the compiler refuses it.
    """
    compile_with(["-shared", "-nostdlib", "-Wl,--entry=0", source, "-o", target])


def compile_with(arguments: Command) -> None:
    """Run the C compiler for Windows.

    Raises:
        SetUpError: it refuses.
    """
    compiler = "x86_64-w64-mingw32-gcc"
    done = subprocess.run([compiler, "-O2", "-s", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetUpError(f"The C compiler for Windows ({compiler}) says: {done.stderr.strip()}")


def _make_locale() -> None:
    _LOCALES.mkdir(exist_ok=True)
    done = subprocess.run(
        ["localedef", "--inputfile=fr_FR", "--charmap=UTF-8", _LOCALES / "fr_FR.UTF-8"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not (_LOCALES / "fr_FR.UTF-8").is_dir():
        raise SetUpError(f"localedef could not make the French locale: {done.stderr.strip()}")
