"""The commands without a window, for the office's helper and for scripts.

Exit codes: 0, all went well; 1, something was refused or ``check`` found a problem; 2, the command was mistyped.
"""

from __future__ import annotations

from collections.abc import Sequence

from pegase_desktop.cli.arguments import COMMANDS

__all__ = ["COMMANDS", "run"]


def run(argv: Sequence[str]) -> int:
    """Do what *argv* asks for; returns the exit code. Never raises: what goes wrong is said in French."""
    from pegase_desktop.cli.running import run_command  # the window reads its options here, and needs none of this

    return run_command(argv)
