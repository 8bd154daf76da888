"""The program: a command without a window, or the window. ``main`` is where it starts."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pegase_desktop import __version__

_NO_SCREEN = (
    "Le programme n’a pas trouvé d’écran où montrer sa fenêtre. Ouvrez-le depuis une session graphique, ou utilisez "
    "une commande sans fenêtre : pegase-desktop --help en donne la liste."
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says. Without *register* the one used last, or the default one, is opened."""

    register: Path | None = None
    demo: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command without a window if *argv* names one, else open the window; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and not arguments[0].startswith("-"):
        from pegase_desktop import cli

        return cli.run(arguments)
    return run_window(options_of(arguments) if arguments else Options())


def options_of(arguments: Sequence[str]) -> Options:
    """The options of the window.

    Raises:
        SystemExit: they cannot be understood, or help or version was asked for.
    """
    from pegase_desktop.cli.arguments import COMMANDS, FrenchParser, named_file

    parser = FrenchParser(
        prog="pegase-desktop",
        description="Registre des réclamations.",
        epilog=f"Sans fenêtre : pegase-desktop COMMANDE --help, où COMMANDE est {', '.join(COMMANDS)}.",
    )
    parser.options.add_argument("--register", type=named_file, metavar="FICHIER", help="ouvrir ce registre")
    parser.options.add_argument("--demo", action="store_true", help="ouvrir un registre fictif, effacé à la fermeture")
    parser.options.add_argument("--version", action="version", version=__version__, help="dire la version")
    found = parser.parse_args(list(arguments))
    return Options(found.register, found.demo)


def run_window(options: Options) -> int:
    """The program with its window, until it is closed."""
    # Nothing that is made while starting is garbage: looking for it would cost a tenth of the time.
    gc.disable()
    from PySide6.QtWidgets import QApplication

    import_plainly()
    with _missing_screen_said():
        application = QApplication(sys.argv[:1])
    with _fonts_being_read():
        from pegase_desktop import desktop
    return desktop.run(application, options.register, is_demo=options.demo)


@contextmanager
def _missing_screen_said() -> Iterator[None]:
    """Inside, Qt looks for a screen: where it finds none it ends the process, which says so in French before.

    What else Qt says meanwhile is said after that.
    """
    if os.name == "nt":  # there is always a screen, and what Qt says is no line on a console
        yield
        return
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    said: list[str] = []

    def hear(kind: QtMsgType, _: object, message: str | None) -> None:
        if kind is QtMsgType.QtFatalMsg:
            from pegase_desktop.cli.console import say
            from pegase_desktop.domain.typography import typeset

            say(typeset(_NO_SCREEN), error=True)
            os._exit(1)
        said.append(message or "")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for message in said:
            print(message, file=sys.stderr)


def import_plainly() -> None:
    """Take away PySide's hook on imports: it reads the source of each module loaded from now on, to find its own name.

    It serves those who ask for ``__feature__`` (snake_case and the like); no module of ours does. The name is PySide's
    own affair: where there is none, nothing changes.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@contextmanager
def _fonts_being_read() -> Iterator[None]:
    """Inside, Qt reads the system's fonts: on Windows that takes as long as loading the program, and it can do both.

    It reads them for the first text that it draws, and lets go of Python's lock only where it reads a picture: hence
    a picture with a text.
    """
    from threading import Thread

    from PySide6.QtGui import QImage

    from pegase_desktop.resources import resource

    reading = Thread(target=QImage().load, args=[str(resource("first-text.svg"))])
    reading.start()
    try:
        yield
    finally:
        reading.join()


if __name__ == "__main__":
    sys.exit(main())
