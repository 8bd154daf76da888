"""What a path through the register is: its pages, what is asked on each and in which words, its gates, its steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import Fact, Need, fact_named, is_there
from pegase_desktop.domain.procedure import Chapter, Page, Phase, Step
from pegase_desktop.domain.words import Kind


@dataclass(frozen=True, slots=True)
class Stop:
    """One page as a path has it: its title, the sentence that opens it, and the names of the facts asked for there."""

    page: Page
    label: str
    sentence: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path, as the panel counts them from 1."""

    number: int
    label: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, eq=False)  # there is one of each
class CasePath:
    """The way of one nature.

    Attributes:
        nature: which.
        named: what it is called on its own: « Difficulté constatée par l’équipe ».
        new: what the wizard calls one that has no number yet.
        sheet: the title of its fiche.
        stops: its pages, in order.
        to_close: the facts without which it is not closed, where they are asked for.
        has_protocol_steps: its steps are those of the protocol; else each page is one.
        worded: the facts that it words in its own way.
    """

    nature: Kind
    named: str
    new: str
    sheet: str
    stops: tuple[Stop, ...]
    to_close: tuple[str, ...]
    has_protocol_steps: bool
    worded: Mapping[str, Fact]

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Its pages, in order."""
        return tuple(one.page for one in self.stops)

    @property
    def is_said(self) -> bool:
        """Whether there is somebody who said it: to be named, acknowledged and answered."""
        return Page.COMPLAINANT in self._stop_of

    @cached_property
    def steps(self) -> tuple[PathStep, ...]:
        """Its steps, those of the protocol or its own."""
        if not self.has_protocol_steps:
            return tuple(PathStep(number, one.label, (one.page,)) for number, one in enumerate(self.stops, start=1))
        of_step = ((step, tuple(page for page in self.pages if page.step is step)) for step in Step)
        return tuple(PathStep(step.value, self._named(pages, step.label), pages) for step, pages in of_step if pages)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in which it has pages."""
        return tuple(one for one in Chapter if self.pages_of(one))

    @cached_property
    def _stop_of(self) -> Mapping[Page, Stop]:
        return {one.page: one for one in self.stops}

    @cached_property
    def _page_of(self) -> Mapping[str, Page]:
        return {name: one.page for one in self.stops for name in one.facts}

    @cached_property
    def _facts_on(self) -> Mapping[Page, tuple[Fact, ...]]:
        return {one.page: tuple(self.fact(name) for name in one.facts) for one in self.stops}

    @cached_property
    def _needed_on(self) -> Mapping[Page, tuple[Fact, ...]]:
        return {
            page: tuple(one for one in told if one.need is not Need.OPTIONAL) for page, told in self._facts_on.items()
        }

    @cached_property
    def to_register(self) -> tuple[Fact, ...]:
        """What is asked for before a number is given."""
        return tuple(one for page in self.pages for one in self.facts_on(page) if one.need is Need.REGISTER)

    def stop(self, page: Page) -> Stop:
        """A page as this path has it.

        Raises:
            KeyError: it is not on this path.
        """
        return self._stop_of[page]

    def number(self, page: Page) -> int:
        """Its place among the pages, from 1; 0 where the path does not lead."""
        return self.pages.index(page) + 1 if page in self._stop_of else 0

    def beside(self, page: Page, by: int) -> Page | None:
        """The page that many places further, back if negative; None beyond the ends."""
        index = self.number(page) - 1 + by
        return self.pages[index] if 0 <= index < len(self.pages) else None

    def pages_of(self, part: Chapter | Phase) -> tuple[Page, ...]:
        """Its pages in a chapter, or in a phase of the process."""
        return tuple(page for page in self.pages if part is page.chapter or part is page.phase)

    def chapter_label(self, chapter: Chapter) -> str:
        """What a chapter is called: « Évaluation » where nobody's words are restated before it."""
        return self._named(self.pages_of(chapter), chapter.label)

    def _named(self, pages: tuple[Page, ...], label: str) -> str:
        """Of that which restates and assesses, the one that is left."""
        return self.stop(Page.ASSESSMENT).label if pages == (Page.ASSESSMENT,) else label

    def facts_on(self, page: Page) -> tuple[Fact, ...]:
        """What is asked for on a page, in order and in its words; nothing where the path does not lead."""
        return self._facts_on.get(page, ())

    def lacking_on(self, complaint: Complaint, page: Page) -> Iterator[str]:
        """The facts that a page needs and that are asked for and not there, in its order."""
        for one in self._needed_on.get(page, ()):
            if not is_there(getattr(complaint, one.name)) and one.when(complaint):
                yield one.name

    def fact(self, name: str) -> Fact:
        """The declaration of a fact, in the words of this path.

        Raises:
            KeyError: there is none of that name.
        """
        return self.worded.get(name) or fact_named(Complaint, name)

    def page_of(self, name: str) -> Page | None:
        """The page on which a fact is asked for, else the one where a complaint has it."""
        return self._page_of.get(name) or fact_named(Complaint, name).page

    def has(self, name: str) -> bool:
        """Whether the fact belongs to this path."""
        return name in self._page_of

    def asks(self, complaint: Complaint, name: str) -> bool:
        """Whether the fact belongs to this path, and is asked for given the others."""
        return self.has(name) and self.fact(name).when(complaint)

    def lacks(self, complaint: Complaint, name: str) -> bool:
        """Whether the fact is asked for and not there."""
        return self.asks(complaint, name) and not is_there(getattr(complaint, name))
