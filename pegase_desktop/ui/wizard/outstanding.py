"""What is still asked for, in figures that come from the facts alone: looking at a page changes none (no Qt here)."""

from __future__ import annotations

from dataclasses import dataclass

from pegase_desktop.domain import french
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.wizard.flow import Flow, Point


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What cannot be right as it is typed, and what the two gates ask for."""

    wrong: tuple[Point, ...] = ()
    to_register: tuple[Point, ...] = ()
    to_close: tuple[Point, ...] = ()

    @classmethod
    def of(cls, flow: Flow) -> Outstanding:
        """What is outstanding in what is recorded and typed."""
        wrong = tuple(one for one in flow.points() if one.is_wrong)
        return cls(wrong, flow.lacking_to_register(), flow.lacking_to_close())

    @property
    def first(self) -> Point | None:
        """Where to begin."""
        return next(iter((*self.wrong, *self.to_register, *self.to_close)), None)

    @property
    def words(self) -> str:
        """« Pour enregistrer : 2 · Pour clôturer : 9 », or what is to be corrected first; empty when nothing is."""
        return self.shorter_and_shorter[0]

    @property
    def shorter_and_shorter(self) -> tuple[str, ...]:
        """The same for places that are narrower and narrower: what is asked for last gives way first."""
        if self.wrong:
            return (f"{french.count(len(self.wrong), 'point')} à corriger",)
        gates = (("Pour enregistrer", self.to_register), ("Pour clôturer", self.to_close))
        said = [f"{label} : {len(points)}" for label, points in gates if points]
        return (*(" · ".join(said[:count]) for count in range(len(said), 0, -1)), "")

    @property
    def tone(self) -> Tone:
        """Red for what is wrong, amber while there is no number: that a case is not closed yet is no fault."""
        return Tone.DANGER if self.wrong else Tone.WARNING if self.to_register else Tone.TEXT2

    @property
    def lacking(self) -> str:
        """« il manque le canal »: the first thing without which there is no number."""
        sentence = self.to_register[0].sentence.partition(". ")[0].rstrip(".") if self.to_register else ""
        return sentence[:1].lower() + sentence[1:]
