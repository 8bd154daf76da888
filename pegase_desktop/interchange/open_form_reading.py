"""Reading the open form of a record: checked whole, and refused with the field that is wrong and why.

Rows are counted from 1 in the names of fields: ``actions[2].due``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pegase_desktop.domain.attachments import MAX_BYTES, safe_name
from pegase_desktop.domain.codec import Plain, from_plain
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import TEXT_KINDS, Fact, FactKind, facts_of
from pegase_desktop.domain.gates import missing_to_register, never_closed_without
from pegase_desktop.domain.kind import Kind, is_document
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.moments import from_text, is_plausible, local
from pegase_desktop.domain.portable import Case, WrongCase
from pegase_desktop.domain.rows import Link
from pegase_desktop.domain.text import clean_line
from pegase_desktop.domain.words import Status
from pegase_desktop.domain.wrong_facts import WrongFact, wrong_facts
from pegase_desktop.interchange.open_form import AGREES, CLIENT_AGREES, FORM, HOUR_UNKNOWN, LINKS, path_of
from pegase_desktop.interchange.open_form_former import FormerEnds, with_letters_named

_REGISTERED = ("registered.at", "registered.by")
_MOST_EUROS = 1_000_000
_FORM_WITH_LETTERS_NAMED = 2

_AN_OBJECT = "attendu : un objet"
_A_LIST = "attendu : une liste"
_A_TEXT = "attendu : un texte"
_EXPECTED = dict.fromkeys(TEXT_KINDS, _A_TEXT) | {
    FactKind.FLAG: "attendu : true ou false",
    FactKind.MARK: "attendu : une note de 1 à 5",
    FactKind.NUMBER: "attendu : un nombre entier",
    FactKind.DAY: "attendu : un jour, par exemple 2026-01-08",
    FactKind.MOMENT: "attendu : un jour et une heure avec leur décalage, par exemple 2026-01-08T09:12:00+01:00",
    FactKind.STAFF_LIST: "attendu : une liste de noms",
    FactKind.FACTS: "attendu : une liste de champs, par exemple received_at",
}


class _Refused(Exception):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class _Places:
    """Where the facts of a kind stand in the open form."""

    def __init__(self, kind: Kind) -> None:
        self.facts = {path_of(one.name, kind): one for one in facts_of(kind.record)}
        self.names = {path: one.name for path, one in self.facts.items()}
        paths = (*self.facts, *_REGISTERED)
        self.known = {*paths, "reference"}
        self.groups = {path.partition(".")[0] for path in paths if "." in path}
        self.number = re.compile(rf"{kind.letter}-\d{{4}}-\d{{{kind.digits},9}}")
        self.example = kind.reference(2026, 1)


_places = cache(_Places)


def case_from_open(tree: object, number: int, now: datetime, form: int = FORM, kind: Kind = COMPLAINTS) -> Case:
    """The record that the open form tells; *number* says which it is in its file, from 1, *form* in which one.

    The ends of a complaint are understood as the first form told them in whichever form they come.

    Raises:
        WrongCase: with its number, the field and the reason.
    """
    try:
        told = _object(tree, "-")
        case = _complaint(told, now, form) if kind is COMPLAINTS else _record(kind, dict(_leaves(told, kind)))
        if kind is not COMPLAINTS:
            _refuse(kind, kind.faults(case.record, now))
        if case.record.registered_at and case.record.registered_at > now:
            raise _Refused("registered.at", "cette date est dans le futur")
    except _Refused as refused:
        raise WrongCase(number, clean_line(refused.path)[:80] or "-", f"{refused.reason}.", kind) from refused
    return case


def _complaint(tree: Mapping[str, Plain], now: datetime, form: int) -> Case:
    """A complaint; what is wrong with its ends is told by the fields in which the file has them."""
    former = FormerEnds.of(tree)
    try:
        leaves = dict(_leaves(former.tree, COMPLAINTS))
        case = _record(COMPLAINTS, leaves)
        complaint = _with_letters_named(_with_defaults(case.complaint, leaves))
        _check(complaint, now)
    except _Refused as refused:
        raise _Refused(former.path_of(refused.path), refused.reason) from refused
    return Case(complaint if form >= _FORM_WITH_LETTERS_NAMED else with_letters_named(complaint), case.contents)


def _record(kind: Kind, leaves: Mapping[str, Plain]) -> Case:
    """A record as its fields alone tell it."""
    places = _places(kind)
    unknown = next((path for path in leaves if path not in places.known), None)
    if unknown is not None:
        raise _Refused(unknown, "ce champ n’existe pas")
    contents: dict[str, bytes] = {}
    values: dict[str, Any] = {"reference": _reference(leaves.get("reference"), "reference", kind)}
    if leaves.get("registered.at") is not None:
        expected = _EXPECTED[FactKind.MOMENT]
        values["registered_at"] = _guarded(from_text, leaves["registered.at"], "registered.at", expected)
    if leaves.get("registered.by") is not None:
        values["registered_by"] = clean_line(_text(leaves["registered.by"], "registered.by"))
    for path, plain in leaves.items():
        declared = places.facts.get(path)
        if declared and (plain is not None or declared is CLIENT_AGREES):
            values[declared.name] = _value(declared, plain, path, contents)
    return Case(kind.record(**values), contents)


def _leaves(tree: Mapping[str, Plain], kind: Kind) -> Iterator[tuple[str, Plain]]:
    """The fields with their paths: the form is at most two levels deep before lists begin."""
    for name, value in tree.items():
        if "." in name:
            raise _Refused(name, "ce champ n’existe pas")
        if name not in _places(kind).groups:
            yield name, value
        elif value is not None:
            yield from ((f"{name}.{inner}", leaf) for inner, leaf in _object(value, name).items())


def _value(declared: Fact, plain: Plain, path: str, contents: dict[str, bytes]) -> Any:
    match declared.kind:
        case _ if declared is CLIENT_AGREES:
            if plain is not None and not isinstance(plain, bool):
                raise _Refused(path, "attendu : true, false ou null")
            return AGREES[plain]
        case FactKind.ROWS:
            items = enumerate(_list(plain, path), start=1)
            return tuple(_row(declared, one, f"{path}[{index}]", contents) for index, one in items)
        case FactKind.MONEY:
            return _cents(plain, path)
        case FactKind.CHOICE:
            codes = ", ".join(choice.value for choice in declared.choices)
            return _guarded(lambda one: from_plain(declared, one), plain, path, f"valeurs possibles : {codes}")
        case FactKind.FACTS:
            paths = _guarded(lambda one: from_plain(declared, one), plain, path, _EXPECTED[FactKind.FACTS])
            names = _places(COMPLAINTS).names if declared is HOUR_UNKNOWN else {}
            return tuple(names.get(one, one) for one in paths)
        case FactKind.FLAG if not isinstance(plain, bool):
            raise _Refused(path, _EXPECTED[FactKind.FLAG])
        case (
            FactKind.LINE | FactKind.TEXT | FactKind.PHONE | FactKind.EMAIL | FactKind.MENU | FactKind.STAFF
            | FactKind.STAFF_LIST | FactKind.FLAG | FactKind.MARK | FactKind.NUMBER | FactKind.DAY | FactKind.MOMENT
        ):  # fmt: skip
            reason = _EXPECTED[declared.kind]
            return _plausible(_guarded(lambda one: from_plain(declared, one), plain, path, reason), path)


def _row(declared: Fact, plain: Plain, path: str, contents: dict[str, bytes]) -> Any:
    if declared is LINKS:
        return Link(reference=_reference(plain, path))
    assert declared.row is not None
    fields = dict(_object(plain, path))
    content = _content(fields, path) if is_document(declared) else None
    known = {one.name: one for one in facts_of(declared.row)}
    unknown = next((name for name in fields if name not in known), None)
    if unknown is not None:
        raise _Refused(f"{path}.{unknown}", "ce champ n’existe pas")
    told = ((name, one) for name, one in fields.items() if one is not None)
    row = declared.row(**{name: _value(known[name], one, f"{path}.{name}", contents) for name, one in told})
    return row if content is None else _with_content(row, content, path, contents)


def _content(fields: dict[str, Plain], path: str) -> bytes:
    place = f"{path}.content"
    encoded = _text(fields.pop("content", None), place)
    content = _guarded(lambda one: base64.b64decode(one, validate=True), encoded, place, "attendu : du base64")
    if len(content) > MAX_BYTES:
        raise _Refused(place, "ce document dépasse 25 Mo")
    return bytes(content)


def _with_content(document: Any, content: bytes, path: str, contents: dict[str, bytes]) -> Any:
    digest = hashlib.sha256(content).hexdigest()
    if document.sha256 and document.sha256.lower() != digest:
        raise _Refused(f"{path}.sha256", "l’empreinte ne correspond pas au contenu")
    contents[digest] = content
    return replace(document, name=safe_name(document.name), size=len(content), sha256=digest)


def _cents(euros: Plain, path: str) -> int:
    if isinstance(euros, bool) or not isinstance(euros, int | float):
        raise _Refused(path, "attendu : un montant en euros")
    if not 0 <= euros <= _MOST_EUROS:
        raise _Refused(path, "ce montant n’est pas possible")
    cents = Decimal(str(euros)) * 100
    if cents != int(cents):
        raise _Refused(path, "un montant a deux décimales au plus")
    return int(cents)


def _reference(plain: Plain, path: str, kind: Kind = COMPLAINTS) -> str:
    if plain is None or plain == "":
        return ""
    reference = clean_line(_text(plain, path))
    if not _places(kind).number.fullmatch(reference):
        raise _Refused(path, f"attendu : un numéro, par exemple {_places(kind).example}")
    return reference


def _plausible(value: Any, path: str) -> Any:
    if hasattr(value, "year") and not is_plausible(value):
        raise _Refused(path, f"l’année {value.year:04} n’est pas possible")
    return value


def _guarded(convert: Callable[[Any], Any], plain: Plain, path: str, reason: str) -> Any:
    try:
        return convert(plain)
    except (ValueError, TypeError, ArithmeticError) as problem:
        raise _Refused(path, reason) from problem


def _object(plain: Plain, path: str) -> Mapping[str, Plain]:
    if not isinstance(plain, Mapping):
        raise _Refused(path, _AN_OBJECT)
    return plain


def _list(plain: Plain, path: str) -> list[Plain]:
    if not isinstance(plain, list):
        raise _Refused(path, _A_LIST)
    return plain


def _text(plain: Plain, path: str) -> str:
    if not isinstance(plain, str):
        raise _Refused(path, _A_TEXT)
    return plain


def _with_defaults(complaint: Complaint, told: Mapping[str, Plain]) -> Complaint:
    """What older files leave out: the case is followed by who received it, and a written complaint has its day."""
    if "owner" not in told:
        complaint = replace(complaint, owner=complaint.received_by)
    if "written_on" not in told and complaint.in_writing and complaint.received_at:
        complaint = replace(complaint, written_on=local(complaint.received_at).date())
    return complaint


def _with_letters_named(complaint: Complaint) -> Complaint:
    """Exchanges that name a letter by its place name it by an id, which the letter has until it is stored."""
    if not any(one.letter is not None for one in complaint.exchanges):
        return complaint
    for index, exchange in enumerate(complaint.exchanges, start=1):
        if exchange.letter is not None and not 1 <= exchange.letter <= len(complaint.letters):
            raise _Refused(f"exchanges[{index}].letter", "ce courrier n’est pas dans la liste « letters »")
    return replace(
        complaint,
        letters=tuple(replace(one, id=-place) for place, one in enumerate(complaint.letters, start=1)),
        exchanges=tuple(one if one.letter is None else replace(one, letter=-one.letter) for one in complaint.exchanges),
    )


def _check(complaint: Complaint, now: datetime) -> None:
    lacking = missing_to_register(complaint)
    if complaint.status is Status.CLOSED:
        lacking += never_closed_without(complaint)
    for missing in lacking:
        raise _Refused(path_of(missing.fact), missing.sentence.rstrip("."))
    _refuse(COMPLAINTS, wrong_facts(complaint, now))


def _refuse(kind: Kind, faults: Iterable[WrongFact]) -> None:
    for wrong in faults:
        place = "" if wrong.row is None else f"[{wrong.row + 1}]"
        raise _Refused(path_of(wrong.fact, kind) + place, str(wrong).rstrip("."))
