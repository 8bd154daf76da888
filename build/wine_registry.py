"""The registry of the Windows under Wine, read letter for letter.

What Wine's own commands say is in the code page of a French console and loses accents; what they export keeps them.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import wine
from environment import SetUpError


def has_key(key: str) -> bool:
    r"""Whether there is *key*, e.g. ``HKCU\Software\Classes\.pegase``."""
    try:
        wine.run(["wine", "reg", "query", key])
    except SetUpError:
        return False
    return True


def text(key: str, name: str = "") -> str:
    """The text that *key* has under *name*, or by itself; empty if it has none.

    Raises:
        SetUpError: there is no such key.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "key.reg"
        wine.run(["wine", "reg", "export", key, wine.windows_path(file), "/y"])
        return text_in(file.read_text("utf-16"), name)


def text_in(exported: str, name: str = "") -> str:
    """The same of a key as it is *exported*: itself comes first, then those below it."""
    own = exported.partition("[")[2].partition("\n[")[0]
    shown = f'"{name}"' if name else "@"
    found = re.search(rf'^{re.escape(shown)}="(.*)"$', own, re.MULTILINE)
    return re.sub(r"\\(.)", r"\1", found[1]) if found else ""


def set_text(key: str, value: str) -> None:
    """Give *key* the text *value*, by itself.

    Raises:
        SetUpError: Windows refuses.
    """
    wine.run(["wine", "reg", "add", key, "/ve", "/d", value, "/f"])
