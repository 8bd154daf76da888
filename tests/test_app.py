"""The program from its command line: options, places, opening, the window of a real process."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pegase_desktop import __version__, app
from pegase_desktop.places import places_of_this_user
from pegase_desktop.storage.register import Register

SMOKE = """
import sys
from pathlib import Path
from pegase_desktop import app
from pegase_desktop.ui.shell.main_window import MainWindow

def look(window):
    print(window.register_screen.counts.total, window.isVisible())
    window.close()

MainWindow.begin_day = look
sys.exit(app.main(sys.argv[1:]))
"""

RUN_AS_MODULE = """
import runpy
import sys
from pegase_desktop.ui.shell.main_window import MainWindow

def look(window):
    print(window.register_screen.counts.total, window.isVisible())
    window.close()

MainWindow.begin_day = look
module = sys.argv.pop(1)
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""

HIDDEN = """
import sys
from pegase_desktop import app
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.presence import Presence

def leave_hidden(window):
    window.hide()
    print("hidden", flush=True)

def say_and_quit(presence):
    print("back", flush=True)
    presence.quit()

MainWindow.begin_day = leave_hidden
Presence.come_back = say_and_quit
sys.exit(app.main(sys.argv[1:]))
"""


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Whatever happens within the block, the process does not outlive it: a failing test must not wait for ever."""
    try:
        yield
    finally:
        process.kill()


def test_the_options_of_the_window(tmp_path: Path) -> None:
    assert app.options_of(["--register", "a.pegase"]) == app.Options(register=Path("a.pegase"))
    assert app.options_of(["--demo"]) == app.Options(demo=True)


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["--help"], 0), (["--nope"], 2)])
def test_what_cannot_be_understood_is_said_in_french(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        app.options_of(arguments)
    assert end.value.code == code
    said = "".join(capsys.readouterr())
    assert "usage" not in said
    assert said.strip() == __version__ or "Emploi" in said


def test_the_default_register_is_made_where_the_system_wants_it(qapp: object, empty_home: Path) -> None:
    meant = places_of_this_user()
    assert empty_home in meant.register.parents
    assert empty_home in meant.preferences.parents


def test_a_command_runs_without_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from pegase_desktop import app; app.main(['list', sys.argv[1]]);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path / "rien.pegase")], check=False).returncode == 0


def test_the_program_opens_its_window_and_closes_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "registre.pegase"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-W", "error", "-c", SMOKE, "--register", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 True\n", "")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with Register.open(path) as register:
        assert not register.store.ended_uncleanly


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is one")
@pytest.mark.parametrize("display", ["", ":4711"])
def test_without_a_screen_that_is_said_in_french(display: str) -> None:
    environment = {one: value for one, value in os.environ.items() if one not in ("WAYLAND_DISPLAY", "DISPLAY")}
    environment |= {"QT_QPA_PLATFORM": "xcb"} | ({"DISPLAY": display} if display else {})
    command = [sys.executable, "-c", "import sys; from pegase_desktop import app; sys.exit(app.main([]))"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Le programme n’a pas trouvé d’écran")
    assert "qt.qpa" not in done.stderr


MODULES = pytest.mark.parametrize("module", ["pegase_desktop", "pegase_desktop.app"])


@MODULES
@pytest.mark.parametrize(
    ("words", "code", "out", "err"),
    [
        (["--version"], 0, __version__, ""),
        (["list", "absent.pegase"], 1, "", "est introuvable"),
        (["ouvrir"], 2, "", "Emploi : pegase-desktop"),
        (["--nope"], 2, "", "Emploi : pegase-desktop"),
    ],
)
def test_the_module_is_the_command(
    module: str, words: list[str], code: int, out: str, err: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-W", "error", "-m", module, *words]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().strip()) == (code, out)
    assert err in done.stderr.decode().replace("\u00a0", " ")


@MODULES
def test_the_module_opens_the_window(module: str, tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-W", "error", "-c", RUN_AS_MODULE, module, "--register", str(tmp_path / "a.pegase")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 True\n", "")


def test_a_second_start_brings_the_first_window_back_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "registre.pegase"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-W", "error", "-c", HIDDEN, "--register", str(path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as first, ended(first):
        assert first.stdout is not None
        assert first.stdout.readline() == "hidden\n"
        second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert first.stdout.readline() == "back\n"
        assert first.wait(60) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only there the place of preferences can be chosen")
def test_what_is_tried_in_the_demonstration_is_not_remembered(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-c", SMOKE, "--demo"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("38 True\n")
    assert list(tmp_path.rglob("preferences.json")) == []
