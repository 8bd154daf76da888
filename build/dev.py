"""Set up, run, test and measure the program: `python3 build/dev.py --help`.

Runs on plain Python 3.11 or newer, on Linux, Windows and macOS. It makes `.venv` and runs everything else inside it.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036  before the imports below, which an older Python lacks
    sys.exit("dev.py: Python 3.11 or newer is needed; this one is " + sys.version.split()[0] + ".")

import argparse
import ast
import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import environment
from environment import OUT, PROGRAM, PYTHON, ROOT, SetUpError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Command = Callable[[Sequence[str]], int]

_MEMORY = Path("/dev/shm")  # noqa: S108  pytest makes a folder of its own in it
_ROOM_FOR_REGISTERS = 1_000_000_000  # bytes
_MODULES = ("tour", "screens", "bench", "installer", "try-installer")  # each a file beside this one


def main(arguments: Sequence[str]) -> int:
    """Do one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="dev.py", formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = _commands()
    parser.epilog = "\n".join(f"  {name:15}{summary}" for name, (_, summary) in commands.items())
    parser.add_argument("command", choices=commands, metavar="command", help="one of those below")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="the command's own")
    options = parser.parse_args(arguments)
    command, _ = commands[options.command]
    try:
        return command(options.arguments)
    except SetUpError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    """Open the window; without a screen, do the tour."""
    parser = argparse.ArgumentParser(prog="dev.py run")
    register = parser.add_mutually_exclusive_group()
    register.add_argument(
        "--demo", action="store_true", help="open a fictional register, gone when the window is closed"
    )
    register.add_argument("--register", type=Path, metavar="FILE", help="open this register")
    options = parser.parse_args(arguments)
    environment.prepare()
    if not _has_screen():
        print("This machine has no screen: here is the tour instead, drawn off screen.", flush=True)
        return _run_module("tour", [])
    if options.demo:
        return _run([PROGRAM, "--demo"])
    return _run([PROGRAM, *(["--register", options.register.absolute()] if options.register else [])])


def test(arguments: Sequence[str]) -> int:
    """Run lint, types, tests and what they must cover; arguments go to pytest, and only lint and types come before."""
    environment.prepare()
    steps: dict[str, Sequence[str | Path]] = {
        "ruff check": ["-m", "ruff", "check"],
        "ruff format": ["-m", "ruff", "format", "--check"],
        "mypy": ["-m", "mypy"],
        "pytest": ["-m", "pytest", *(arguments or ["--numprocesses", "auto", "--dist", "worksteal"])],
    }
    if not arguments:
        steps["covered"] = [_module_file("covered")]
    summary = []
    failed = False
    for name, step in steps.items():
        print(f"── {name}", flush=True)
        start = time.monotonic()
        code = _run([PYTHON, *step], _in_memory())
        failed |= code != 0
        summary.append(f"{'FAILED' if code else 'passed'}  {name:12} {time.monotonic() - start:6.1f} s")
    print("── summary", *summary, sep="\n", flush=True)
    return int(failed)


def lock(arguments: Sequence[str]) -> int:
    """Write requirements.lock anew from pyproject.toml; --upgrade renews what the pins leave open."""
    environment.prepare()
    # One lock for every system and Python: the lines that concern only some carry a marker.
    scope = ["--group", "dev", "--universal", "--python-version", "3.11", "--generate-hashes"]
    manner = ["--quiet", "--no-config", "--system-certs", "--custom-compile-command", "python3 build/dev.py lock"]
    compile_lock = ["uv", "pip", "compile", "pyproject.toml", "--output-file", "requirements.lock"]
    return _run([PYTHON, "-m", *compile_lock, *scope, *manner, *arguments])


def _commands() -> dict[str, tuple[Command, str]]:
    """Return each command with the line that describes it, those beside this file included."""
    commands = {name: (function, _first_line(function.__doc__)) for name, function in _OWN_COMMANDS.items()}
    for name in _MODULES:
        file = _module_file(name)
        if file.is_file():
            summary = _first_line(ast.get_docstring(ast.parse(file.read_text("utf-8"))))
            commands[name] = (_module_command(name), summary)
    return commands


def _first_line(docstring: str | None) -> str:
    return (docstring or "").partition("\n")[0]


def _module_command(name: str) -> Command:
    def command(arguments: Sequence[str]) -> int:
        environment.prepare()
        return _run_module(name, arguments)

    return command


def _run_module(name: str, arguments: Sequence[str]) -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _run([PYTHON, _module_file(name), *arguments])


def _module_file(name: str) -> Path:
    return ROOT / "build" / f"{name.replace('-', '_')}.py"


def _run(command: Sequence[str | Path], surroundings: Mapping[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=os.environ | (surroundings or {}), check=False).returncode


def _in_memory() -> dict[str, str]:
    """What has programs keep their temporary files in memory: a thousand small registers then wait for no disk.

    No test needs a real one; what a disk can do to a register is played by one that is rigged.
    """
    if sys.platform != "linux" or "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return {}
    found = os.statvfs(_MEMORY)
    if found.f_flag & os.ST_NOEXEC or found.f_bavail * found.f_frsize < _ROOM_FOR_REGISTERS:
        return {}
    return {"TMPDIR": str(_MEMORY)}


def _has_screen() -> bool:
    chosen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in chosen)


_OWN_COMMANDS: dict[str, Command] = {"run": run, "test": test, "lock": lock}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
