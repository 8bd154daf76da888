"""What a kind of dossier is: all by which it differs from the others, in one object.

Storage, search, check and the open form read nothing else of a kind. A new one is a dataclass of facts, its rules, and
one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pegase_desktop.domain.facts import Fact, FactKind, fact_named, facts_of
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.record import RecordKind, RecordRef

if TYPE_CHECKING:
    from pegase_desktop.domain.duty import Duty
    from pegase_desktop.domain.wrong_facts import Judge


def _nothing_due(record: object) -> tuple[Duty, ...]:
    return ()


def _nobody(record: object) -> tuple[Named, ...]:
    return ()


def _always(record: object) -> bool:
    return True


def _never(record: object) -> bool:
    return False


def _no_name(record: object) -> tuple[str, ...]:
    return ()


def _nothing_frozen(record: object) -> frozenset[str]:
    return frozenset()


def is_document(declared: Fact) -> bool:
    """Whether the rows of a fact are documents, kept once under the hash of their content."""
    return declared.row is not None and any(one.name == "sha256" for one in facts_of(declared.row))


class Named(NamedTuple):
    """The number of another record, of the kind *code*; where it stands: the fact, its row from 1, the row's fact."""

    code: RecordKind
    reference: str
    fact: str
    row: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of dossier.

    Attributes:
        code: what the journal calls it.
        record: the frozen dataclass that declares its facts. Beside these it has ``id``, ``version``, ``reference``,
            ``registered_at`` and ``registered_by``, and the property ``title``.
        one, several, the: « une amélioration », « améliorations », « l’amélioration », as a sentence says it.
        letter, digits: of its numbers: ``A`` and 2 make A-2026-01.
        dated_by: the fact, a day or a moment, whose year its number bears.
        told_apart_by: facts that two of them hardly share: one that comes with the same is the same.
        faults: what cannot be right of a record at an instant, what its number asks for included.
        duties: what is still to be done, the most urgent first.
        names: the numbers of other records that one tells of.
        is_open: whether whom one puts in charge is still to see to something.
        is_sensitive: whether lists tell of one its number and nothing that points to anybody.
        kept_from: the members of staff whom one is never entrusted to.
        frozen: the facts of one that stay as they are, whatever the reason for a change.
        frozen_since: why, and what to do instead.
    """

    code: RecordKind
    record: type[Any]
    one: str
    several: str
    the: str
    letter: str
    digits: int
    dated_by: str
    told_apart_by: tuple[str, ...]
    faults: Judge
    duties: Callable[[Any], tuple[Duty, ...]] = _nothing_due
    names: Callable[[Any], Iterable[Named]] = _nobody
    is_open: Callable[[Any], bool] = _always
    is_sensitive: Callable[[Any], bool] = _never
    kept_from: Callable[[Any], tuple[str, ...]] = _no_name
    frozen: Callable[[Any], frozenset[str]] = _nothing_frozen
    frozen_since: str = "le compte rendu est arrêté. Ajoutez un additif."

    @property
    def name(self) -> str:
        """« amélioration »."""
        return self.one.partition(" ")[2]

    @property
    def is_feminine(self) -> bool:
        """Whether French says « elle »."""
        return self.one.startswith("une ")

    @property
    def scalars(self) -> tuple[Fact, ...]:
        """The facts that have one value."""
        return tuple(one for one in facts_of(self.record) if one.kind is not FactKind.ROWS)

    @property
    def rows(self) -> tuple[Fact, ...]:
        """The facts that hold several rows."""
        return tuple(one for one in facts_of(self.record) if one.kind is FactKind.ROWS)

    @property
    def documents(self) -> tuple[str, ...]:
        """The facts whose rows are documents: each travels with its content."""
        return tuple(one.name for one in self.rows if is_document(one))

    def fact(self, name: str) -> Fact:
        """The declaration of one fact.

        Raises:
            KeyError: there is none of that name.
        """
        return fact_named(self.record, name)

    def ref(self, record_id: int) -> RecordRef:
        """The record of this kind that has this id."""
        return RecordRef(self.code, record_id)

    def day(self, record: Any) -> date | None:
        """The office's day by which it is numbered."""
        at = getattr(record, self.dated_by)
        return local(at).date() if isinstance(at, datetime) else at

    def reference(self, year: int, number: int) -> str:
        """« A-2026-01 »."""
        return f"{self.letter}-{year}-{number:0{self.digits}}"

    def is_number(self, words: str) -> bool:
        """Whether words are a number of this kind, in whatever case: « a-2026-01 »."""
        try:
            return bool(self.year_of(words.upper()))
        except ValueError:
            return False

    def year_of(self, reference: str) -> int:
        """The year that a reference of this kind names.

        Raises:
            ValueError: it is none.
        """
        letter, year, number = reference.split("-")
        if letter != self.letter or not number.isdigit():
            raise ValueError(reference)
        return int(year)
