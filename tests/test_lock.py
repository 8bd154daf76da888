"""The lock says what pyproject.toml says, to the byte, and leaves where to fetch it to the user's own settings."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PIN = re.compile(r"^([\w.-]+)==([\w.]+)( ; [^\\]+?)?(?: \\)?$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
NOTE = re.compile(r"^\s*#")


def locked() -> dict[str, str]:
    """Return the version of each distribution, by canonical name."""
    found = [match for line in LOCK.splitlines() if (match := PIN.match(line))]
    return {name(match[1]): match[2] for match in found}


def name(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_every_pin_of_the_project_is_in_the_lock() -> None:
    pins = [
        *PYPROJECT["build-system"]["requires"],
        *PYPROJECT["project"]["dependencies"],
        *PYPROJECT["dependency-groups"]["dev"],
    ]
    asked = {name(pin.split("==")[0]): pin.split("==")[1] for pin in pins}
    assert {pin: locked().get(pin) for pin in asked} == asked


def test_the_lock_holds_nothing_but_pins_with_their_hashes() -> None:
    strangers = [line for line in LOCK.splitlines() if not any(kind.match(line) for kind in (PIN, HASH, NOTE))]
    assert strangers == []
    assert len(re.findall(r"^[\w.-]+==.* \\\n    --hash=", LOCK, re.MULTILINE)) == len(locked())


def test_the_lock_names_no_host_and_no_path() -> None:
    assert re.findall(r"://|--index-url|--find-links|file:|@ ", LOCK) == []
