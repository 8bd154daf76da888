"""What a fact is: the declaration that one field of a complaint, or of a row, carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Labelled


class FactKind(Enum):
    """What a fact holds, and so how it is typed, stored and written."""

    LINE = "line"
    TEXT = "text"
    PHONE = "phone"
    EMAIL = "email"
    CHOICE = "choice"  # a member of an enumeration of words
    MENU = "menu"  # one of a list kept in the settings
    STAFF = "staff"  # the name of a member of staff
    STAFF_LIST = "staff_list"
    FLAG = "flag"
    MARK = "mark"  # 1 to 5
    MONEY = "money"  # whole cents
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    FACTS = "facts"  # names of other facts of the record
    ROWS = "rows"  # several, each with facts of its own


#: The kinds that hold the words of people as they are.
TEXT_KINDS = (FactKind.LINE, FactKind.TEXT, FactKind.PHONE, FactKind.EMAIL, FactKind.MENU, FactKind.STAFF)


class Need(StrEnum):
    """When a fact must be there."""

    OPTIONAL = "optional"
    REGISTER = "register"  # without it the complaint gets no number
    EXPECTED = "expected"  # flagged as missing on its page, and never blocks


class SettingsList(StrEnum):
    """The lists of the settings that menus are made of."""

    SERVICES = "services"
    CATEGORIES = "categories"
    TRAININGS = "trainings"
    CAUSES = "causes"  # offered where a cause is put into words


class Check(Enum):
    """What words should look like; those that do not are doubted, and may be kept."""

    TELEPHONE = "telephone"  # several numbers are parted by « / »
    EMAIL = "email"
    WEBSITE = "website"
    SIRET = "siret"
    VAT = "vat"


_FACT = "fact"  # under which a field carries its declaration
Condition = Callable[[Any], bool]  # of the record that declares the fact


def always(record: object) -> bool:
    """Of a fact that is asked for whatever the others are."""
    return True


@dataclass(frozen=True, slots=True)
class Charge:
    """What the one whom a fact names is to see to: while the dossier is open, and this ``stands`` where it is declared.

    Attributes:
        title: what several such are called: « Actions à terminer ».
        stands: whether it is still to be done, of the record that declares the fact.
        what: the attribute of a row that says what is to be done; of a dossier its title does.
        due: the attribute with the day by which; without one it is that of the most urgent duty.
    """

    title: str
    stands: Condition = always
    what: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """The declaration of one fact. ``name`` is the attribute, the column and the key of the journal alike."""

    name: str
    label: str
    kind: FactKind
    page: Page | None = None
    default: object = None  # what it holds before anything is recorded
    need: Need = Need.OPTIONAL
    when: Condition = always  # the fact is asked for only when this holds
    hint: str = ""  # an example shown in the empty field
    help: str = ""  # a sentence under the field, or under the title of rows
    note: str = ""  # a remark beside the label
    lines: int = 3  # of a TEXT: how long it usually is
    most: int = 0  # of a NUMBER that is at least 1: the largest; 0 when it has no bounds
    missing: str = ""  # the sentence that says what is missing and what to do
    check: Check | None = None
    doubt: str = ""  # the sentence about what does not pass the check
    choices: tuple[Labelled, ...] = ()
    menu: SettingsList | None = None
    free: bool = False  # of a MENU: something else may be typed
    ticked: bool = False  # of a FLAG: ticked, rather than answered by yes or no
    row: type[Any] | None = None  # of a fact of kind ROWS: the class of its rows
    add: str = ""  # of ROWS: what the button says that adds one
    living: bool = False  # expected to change as the case goes on: no reason is asked for a new value
    past: bool = False  # a date or moment that cannot lie in the future
    elsewhere: bool = False  # another dossier writes it, a meeting or a note: here it is read
    stamped: bool = False  # a moment that the program's clock writes: nobody typed it, so nobody can have mistyped it
    refers_to: str = ""  # a number that is the id of a row of this fact of ROWS, in the same record
    charge: Charge | None = None  # of a STAFF that says who is to see to something, not who did it

    @property
    def label_in_sentence(self) -> str:
        """The label as it stands within a sentence: « points clés reformulés »."""
        first, rest = self.label[:1], self.label[1:]
        return self.label if rest[:1].isupper() else first.lower() + rest


def fact(
    label: str,
    kind: FactKind,
    page: Page | None = None,
    *,
    default: object = None,
    of: Iterable[Labelled] = (),
    need: Need = Need.OPTIONAL,
    when: Condition = always,
    hint: str = "",
    help: str = "",  # noqa: A002  the name that it has in the declaration
    note: str = "",
    lines: int = 3,
    most: int = 0,
    missing: str = "",
    check: Check | None = None,
    doubt: str = "",
    menu: SettingsList | None = None,
    free: bool = False,
    ticked: bool = False,
    row: type[Any] | None = None,
    add: str = "",
    living: bool = False,
    past: bool = False,
    elsewhere: bool = False,
    stamped: bool = False,
    refers_to: str = "",
    charge: Charge | None = None,
) -> Any:
    """A dataclass field that carries the declaration of a fact; its choices are *of* an enumeration, or some of it.

    Every keyword is spelled, as in :class:`Fact`, so that a slip in a declaration is seen by whoever checks types.
    """
    declared = Fact(
        "", label, kind, page, default, need, when, hint, help, note, lines, most, missing, check, doubt,
        choices=tuple(of), menu=menu, free=free, ticked=ticked, row=row, add=add,
        living=living, past=past, elsewhere=elsewhere, stamped=stamped, refers_to=refers_to, charge=charge,
    )  # fmt: skip
    return field(default=default, metadata={_FACT: declared})


@cache
def _declarations(record: Any) -> dict[str, Fact]:
    marked = (one for one in fields(record) if _FACT in one.metadata)
    return {one.name: replace(one.metadata[_FACT], name=one.name) for one in marked}


@cache
def _in_order(record: Any) -> tuple[Fact, ...]:
    return tuple(_declarations(record).values())


def facts_of(record: type) -> tuple[Fact, ...]:
    """The facts declared on a class of records, in order."""
    key: Any = record  # a cache asks for what a class of records is anyway: something that can be a key
    return _in_order(key)


def fact_named(record: type, name: str) -> Fact:
    """The declaration of one fact.

    Raises:
        KeyError: the class declares no such fact.
    """
    key: Any = record
    return _declarations(key)[name]


def is_there(value: object) -> bool:
    """Whether a fact has a value: an empty text or list is none, « non » is one."""
    return value is not None and value != "" and value != ()


def missing_in(record: Any) -> dict[str, str]:
    """What *record* needs and has not, a sentence for each fact."""
    needed = (one for one in facts_of(type(record)) if one.need is not Need.OPTIONAL and one.when(record))
    return {one.name: one.missing for one in needed if not is_there(getattr(record, one.name))}
