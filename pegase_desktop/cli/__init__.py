"""The commands without a window, for the office's helper and for scripts.

Exit codes: 0, all went well; 1, something was refused or ``check`` found a problem; 2, the command was mistyped.
"""

from __future__ import annotations

from pegase_desktop.cli.arguments import COMMANDS
from pegase_desktop.cli.running import run

__all__ = ["COMMANDS", "run"]
