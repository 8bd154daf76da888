"""Where the files shipped beside the code are found: fonts, icons, licences."""

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of a shipped file, e.g. ``resource("icons/mail.svg")``.

    Works from a checkout and from a PyInstaller bundle, which unpacks its data
    under ``sys._MEIPASS``. The file is not required to exist.
    """
    return _root() / name


def _root() -> Path:
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    return Path(__file__).parent.parent / "resources"
