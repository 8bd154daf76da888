"""Measure how fast the program is against the bare means it is made with, and print each ratio beside its aim."""

from __future__ import annotations

import argparse
import compileall
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from environment import OUT, PROGRAM, ROOT

_PROBES = ROOT / "build" / "bench_probes.py"
_FEW, _SOME, _MANY = 100, 10_000, 100_000
_RUNS = 7  # of each window, by turns
_PATIENCE = 120  # seconds for one probe
_KEPT = OUT / "bench"
#: What decides how a demonstration register comes out.
_SOURCES = ("pegase_desktop/domain", "pegase_desktop/storage", "pegase_desktop/demo")


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the report; *unit* is "×" for a ratio, else "ms". *detail* says what stands behind the figure."""

    name: str
    measured: float
    aim: float
    unit: str
    detail: str

    @property
    def is_met(self) -> bool:
        """Whether the aim is reached."""
        return self.measured <= self.aim

    def __str__(self) -> str:
        met = "met   " if self.is_met else "NOT MET"
        return f"{met:8}{self.name:46}{self.measured:8.2f} {self.unit:2}  aim {self.aim:g} {self.unit}   {self.detail}"


class BenchFailed(Exception):
    """A measurement could not be made; the message says which and why."""


class Bench:
    """Runs probes, each in a process and a home of its own, on copies of three demonstration registers."""

    def __init__(self, folder: Path, few: Path, some: Path, many: Path) -> None:
        self._folder = folder
        self._few = few
        self._some = some
        self._many = many

    def measures(self) -> list[Measure]:
        """All of them; takes about a minute."""
        return [*self._windows(), *self._keys(), self._review(), self._saving(), *self._copy(), *self._sheet()]

    def _windows(self) -> list[Measure]:
        """Windows by turns, so that a busy moment of the machine falls on all alike."""
        kinds = {"bare": ("bare-window", self._few), "few": ("register-window", self._few)}
        kinds["many"] = ("register-window", self._many)
        for probe, file in kinds.values():
            self._opening(probe, file)  # what is read for the first time is read from the disk
        found: dict[str, list[Mapping[str, float]]] = {name: [] for name in kinds}
        for _ in range(_RUNS):
            for name, (probe, file) in kinds.items():
                found[name].append(self._opening(probe, file))
        time_to, memory = _medians(found, "seconds"), _medians(found, "memory")
        bare = time_to["bare"] * 1000
        return [
            _ratio(f"first painted window, {_FEW} complaints", time_to["few"] * 1000, bare, 1.3, "ms"),
            _ratio(f"first painted window, {_MANY:,} complaints", time_to["many"] * 1000, bare, 1.3, "ms"),
            _ratio(f"memory, {_MANY:,} complaints", memory["many"], memory["bare"], 1.5, "MB"),
        ]

    def _keys(self) -> list[Measure]:
        found = self._probe("keys", self._many)
        measures = []
        for name, words in (("search", "a letter typed into the search"), ("scroll", "a page of the table")):
            detail = f"half under this, 95 of 100 under {_slow(found[name]):.1f} ms; {_MANY:,} complaints"
            measures.append(Measure(words, statistics.median(found[name]), 16, "ms", detail))
        return measures

    def _review(self) -> Measure:
        runs = [self._probe("review", self._some) for _ in range(_RUNS)]
        review, register = (statistics.median(one[name] for one in runs) for name in ("review", "register"))
        return _ratio(f"the review opened, against the register, {_SOME:,} complaints", review, register, 1, "ms")

    def _saving(self) -> Measure:
        found = self._probe("save", self._few)
        product, bare = statistics.median(found["product"]), statistics.median(found["bare"])
        return _ratio("a page saved, against a durable commit", product, bare, 3, "ms")

    def _copy(self) -> list[Measure]:
        found = {name: statistics.median(times) for name, times in self._probe("copy", self._many).items()}
        many = f"{_MANY:,} complaints"
        checked = f"a copy made and verified, against SQLite's own with SQLite's own checks, {many}"
        return [
            _ratio(f"a copy, against SQLite's own, {many}", found["copied"], found["bare"], 2, "ms"),
            _ratio(checked, found["verified"], found["bare_checked"], 2, "ms"),
        ]

    def _sheet(self) -> list[Measure]:
        found = self._probe("sheet", self._few)
        product, bare = statistics.median(found["product"]), statistics.median(found["bare"])
        return [
            _ratio("a sheet, against a bare document of its words", product, bare, 2, "ms"),
            Measure("the first sheet, imports included", found["first"], 400, "ms", "in a fresh process"),
        ]

    def _opening(self, probe: str, file: Path) -> Mapping[str, float]:
        start = time.monotonic()
        found = self._probe(probe, file)
        return {"seconds": found["painted_at"] - start, "memory": found["memory"]}

    def _probe(self, name: str, file: Path) -> Any:
        """What a probe tells; its process starts as the program does, with an empty home.

        Raises:
            BenchFailed: it came to no end, or to a bad one.
        """
        places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA")
        surroundings = _with_bytecode(os.environ) | dict.fromkeys(places, str(self._folder))
        command = [sys.executable, str(_PROBES), name, str(file)]
        try:
            done = subprocess.run(
                command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=True, timeout=_PATIENCE
            )
        except subprocess.TimeoutExpired as problem:
            raise BenchFailed(f"The probe {name} did not end within {_PATIENCE} seconds.") from problem
        except subprocess.CalledProcessError as problem:
            raise BenchFailed(f"The probe {name} failed:\n{problem.stderr.strip()}") from problem
        return json.loads(done.stdout.splitlines()[-1])


def _with_bytecode(environment: Mapping[str, str]) -> dict[str, str]:
    """What a user has: compiled modules are kept, and not made anew at each start."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _compile() -> None:
    """Once before all probes, so that the first of them does not pay for the others."""
    for folder in (ROOT / "pegase_desktop", _PROBES.parent):
        compileall.compile_dir(folder, quiet=1)


def main(arguments: Sequence[str]) -> int:
    """Print every measure; 0 even if an aim is missed, since a machine may be busy, 1 when one cannot be made."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    parser.add_argument("--frozen", action="store_true", help="also start the Windows program, under Wine")
    options = parser.parse_args(arguments)
    _compile()
    try:
        registers = [demo_register(count) for count in (_FEW, _SOME, _MANY)]
        with tempfile.TemporaryDirectory(dir=_KEPT) as folder:
            measures = Bench(Path(folder), *(_copied(one, Path(folder)) for one in registers)).measures()
        if options.frozen:
            measures.append(_frozen_start(registers[0]))
    except BenchFailed as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    print(*measures, sep="\n")
    print(f"{sum(one.is_met for one in measures)} of {len(measures)} aims met.")
    if options.json:
        figures = [asdict(one) | {"met": one.is_met} for one in measures]
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), "utf-8")
    return 0


def _frozen_start(register: Path) -> Measure:
    """The installed program's window against a frozen bare one.

    Raises:
        BenchFailed: there is no Wine, or one of them shows no window.
    """
    from bench_frozen import frozen_start
    from environment import SetUpError
    from wine_desktop import TrialError

    try:
        found = frozen_start(register)
    except (SetUpError, TrialError) as problem:
        raise BenchFailed(str(problem)) from problem
    program, bare = found.program * 1000, found.bare * 1000
    return _ratio(f"the Windows program's window, {_FEW} complaints", program, bare, 1.5, "ms")


def demo_register(complaints: int) -> Path:
    """A fictional register of so many complaints, made once for each state of the sources that decide on it."""
    kept = _KEPT / f"{complaints}-{fingerprint()}.pegase"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob(f"{complaints}-*"):
            old.unlink()
        print(f"Making a register of {complaints:,} complaints (once) …", flush=True)
        with tempfile.TemporaryDirectory(dir=_KEPT) as folder:
            growing = Path(folder) / "register.pegase"
            command: list[str | Path] = [str(PROGRAM), "demo", str(growing), "--complaints", str(complaints)]
            if subprocess.run(command, capture_output=True, check=False).returncode:
                raise BenchFailed(f"The register of {complaints:,} complaints could not be made.")
            growing.replace(kept)
    return kept


def fingerprint() -> str:
    """A hash of the sources that decide how a demonstration register comes out."""
    files = sorted(file for folder in _SOURCES for file in (ROOT / folder).rglob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _copied(register: Path, folder: Path) -> Path:
    copy = folder / register.name
    copy.write_bytes(register.read_bytes())
    return copy


def _ratio(name: str, measured: float, bare: float, aim: float, unit: str) -> Measure:
    return Measure(name, measured / bare if bare else 0.0, aim, "×", f"{measured:.1f} against {bare:.1f} {unit}")


def _medians(found: Mapping[str, Sequence[Mapping[str, float]]], what: str) -> dict[str, float]:
    return {name: statistics.median(one[what] for one in runs) for name, runs in found.items()}


def _slow(times: Sequence[float]) -> float:
    """What 95 of 100 stay under."""
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
