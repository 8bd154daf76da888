"""A register out as one JSON file and in again: equal, or refused whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pegase_desktop.domain.clocks import CountFrom, DelayMode, Terms
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.kinds import COMPLAINTS
from pegase_desktop.domain.portable import Case, PortableRegister, WrongCase
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.rows import Attachment, Link, SentLetter
from pegase_desktop.domain.school import Mediator, Staff
from pegase_desktop.domain.words import CancelReason, EndingKind, LetterKind, Medium
from pegase_desktop.interchange.json_document import UnreadableFile
from pegase_desktop.interchange.open_file import NewerForm, read_open_file
from pegase_desktop.interchange.open_file_writing import write_open_file
from pegase_desktop.interchange.open_form import FORM
from pegase_desktop.interchange.open_settings import WrongHeading
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from tests.domain.samples import CASES_NOW, closable, office, registrable, with_facts
from tests.storage.behind import execute
from tests.storage.office import CLAIRE, Clock, everything, exported, opened

CASES = Path(__file__).parents[1] / "data" / "cases.json"


def bare(complaint: Complaint) -> Complaint:
    """Without what a file cannot keep: ids and versions."""
    entries = {one.name: tuple(replace(row, id=0) for row in getattr(complaint, one.name)) for one in COMPLAINTS.rows}
    return with_facts(complaint, {"id": 0, "version": 0, **entries})


def lived_in(path: Path) -> Register:
    """The fictional cases, and what their file has not: documents, links, ends, terms, settings, who left."""
    clock = Clock(CASES_NOW)
    register = opened(path, clock)
    register.take_in(read_open_file(CASES, CASES_NOW), by="")
    left = next(one for one in register.school.staff() if one.name == "Marc Olivier")
    left = replace(left, active=False, since=date(2019, 9, 2), left_on=date(2026, 11, 1))
    register.school.change_staff(left, by=CLAIRE)
    settings = replace(register.school.settings, mediator=Mediator("M", "1 rue", "m.fr"), services=("Planning",))
    register.school.save(replace(settings, templates={LetterKind.ACKNOWLEDGEMENT: "Bonjour"}), by=CLAIRE)
    terms = Terms(mode=DelayMode.OFFICE, count_from=CountFrom.RECEPTION, treatment_hours=24)
    register.school.save(replace(register.school.settings, terms=terms), by=CLAIRE)
    clock.move(days=3)
    new = register.cases.receive(registrable(received_at=clock.now, subject="Élève 😀", received_by=CLAIRE), by=CLAIRE)
    new = register.cases.record(new, {"links": (Link(reference="R-2026-0002"),)}, by=CLAIRE)
    new = register.cases.attach(new, "lettre.pdf", b"%PDF" + bytes(range(256)), by=CLAIRE)
    register.cases.attach(new, "vide.txt", b"", by=CLAIRE)
    register.cases.cancel(
        register.cases.receive(registrable(), by=CLAIRE), CancelReason.DUPLICATE, "", new.reference, by=CLAIRE
    )
    closed = register.cases.close(register.cases.receive(closable(), by=CLAIRE), by=CLAIRE)
    clock.move(hours=1)
    register.cases.reopen(closed, "Revenu", by=CLAIRE)
    return register


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[Register]:
    with lived_in(tmp_path / "vécu.pegase") as register:
        yield register


def into_new(file: Path, path: Path) -> Register:
    register = opened(path, Clock(office(24, 11)))
    register.take_in(read_open_file(file, office(24, 11)), by="")
    return register


def test_out_and_in_again_is_an_equal_register(lived: Register, tmp_path: Path) -> None:
    assert exported(lived, tmp_path / "a.json") == 27
    with into_new(tmp_path / "a.json", tmp_path / "nouveau.pegase") as again:
        assert [bare(one) for one in again.cases.all()] == [bare(one) for one in lived.cases.all()]
        assert [(one.name, one.role, one.active) for one in again.school.staff()] == [
            (one.name, one.role, one.active) for one in lived.school.staff()
        ]
        assert again.school.settings == lived.school.settings
        assert again.school.terms_history() == lived.school.terms_history()
        for complaint in again.cases.all():
            for document in complaint.attachments:
                assert again.cases.content_of(document)[:4] in (b"%PDF", b"")
        assert check_register(again) == ()
        exported(again, tmp_path / "b.json")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "a.json").read_bytes()


def test_values_go_out_and_come_in_without_any_register(tmp_path: Path) -> None:
    case = Case(
        registrable(reference="R-2026-0007", attachments=(document(b"PDF"),)), {sha256(b"PDF").hexdigest(): b"PDF"}
    )
    staff, terms = (Staff(0, "Nadia Petit", "Accueil", active=False),), ((office(2, 11), Terms(ack_hours=24)),)
    told = PortableRegister(1, lambda: iter((case,)), staff, {"services": ("Planning",)}, terms)
    with (tmp_path / "a.json").open("wb") as file:
        assert write_open_file(file, told) == 1
    read = read_open_file(tmp_path / "a.json", office(24, 11))
    assert (read.count, read.staff, read.settings, read.terms) == (1, told.staff, told.settings, told.terms)
    (again,) = read.cases()
    assert (bare(again.complaint), again.contents) == (bare(case.complaint), case.contents)


def document(content: bytes) -> Attachment:
    return Attachment(
        name="a.pdf", size=len(content), sha256=sha256(content).hexdigest(), added_at=office(20, 11), added_by=CLAIRE
    )


def test_a_letter_that_left_comes_with_its_pdf(register: Register, tmp_path: Path) -> None:
    kept = register.cases.attach(
        register.cases.receive(registrable(), by=CLAIRE), "a.pdf", b"PDF", by=CLAIRE
    ).attachments[0]
    letter = SentLetter(
        kind=LetterKind.ACKNOWLEDGEMENT, sent_at=office(3, 11), medium=Medium.EMAIL, by=CLAIRE, subject="Reçu",
        text="Bonjour", name=kept.name, size=kept.size, sha256=kept.sha256,
    )  # fmt: skip
    register.cases.record(register.cases.get(1), {"letters": (letter,)}, by=CLAIRE)
    exported(register, tmp_path / "a.json")
    with into_new(tmp_path / "a.json", tmp_path / "nouveau.pegase") as again:
        (sent,) = again.cases.get(1).letters
        assert replace(sent, id=0) == letter
        assert again.cases.content_of(sent) == b"PDF"


def test_the_journal_says_what_was_imported(tmp_path: Path) -> None:
    with into_new(CASES, tmp_path / "nouveau.pegase") as register:
        assert [entry.sentence for entry in register.journal.of(complaint_ref(3))] == [
            "Le programme a importé le dossier"
        ]
        assert register.cases.references() == tuple(f"R-2026-{number:04}" for number in range(1, 25))


def test_a_file_taken_in_twice_is_refused_and_doubles_nothing(register: Register) -> None:
    register.take_in(read_open_file(CASES, CASES_NOW), by="")
    with pytest.raises(WrongCase, match="déjà au registre, sous le numéro R-2026-0001"):
        register.take_in(read_open_file(CASES, CASES_NOW), by="")
    assert len(register.cases.references()) == 24


def test_a_register_goes_on_numbering_after_what_it_took_in(register: Register) -> None:
    register.cases.receive(registrable(), by=CLAIRE)
    register.take_in(read_open_file(CASES, CASES_NOW), by="")
    assert register.cases.references()[-1] == "R-2026-0025"
    assert register.cases.receive(registrable(), by=CLAIRE).reference == "R-2026-0026"


def test_a_register_that_holds_a_case_keeps_its_own_delays(lived: Register, register: Register, tmp_path: Path) -> None:
    exported(lived, tmp_path / "a.json")
    register.cases.receive(registrable(received_at=office(2, 6, year=2025)), by=CLAIRE)
    before = register.school.terms_history()
    register.take_in(read_open_file(tmp_path / "a.json", office(24, 11)), by="")
    assert register.school.terms_history() == before


def test_staff_and_settings_that_are_there_are_kept(lived: Register, register: Register, tmp_path: Path) -> None:
    exported(lived, tmp_path / "a.json")
    register.school.add_staff("claire martin", "Direction", by=CLAIRE)
    register.school.save(replace(register.school.settings, services=("Piste",)), by=CLAIRE)
    register.take_in(read_open_file(tmp_path / "a.json", office(24, 11)), by="")
    assert [one.role for one in register.school.staff() if one.name.lower() == "claire martin"] == ["Direction"]
    assert register.school.settings.services == ("Piste",)
    assert register.school.settings.mediator == lived.school.settings.mediator
    assert check_register(register) == ()


# Refused whole

Change = Callable[[dict[str, Any]], None]


def set_in(*path: str | int, to: Any) -> Change:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        tree[path[-1]] = to

    return change


def without(*path: str | int) -> Change:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        del tree[path[-1]]

    return change


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Change], Path]:
    def write(change: Change) -> Path:
        tree = json.loads(CASES.read_text("utf-8"))
        change(tree)
        path = tmp_path / "changé.json"
        path.write_text(json.dumps(tree), "utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        (set_in("cases", 0, "kind", to="x"), WrongCase, "Cas n° 1, champ « kind »"),
        (set_in("cases", 23, "kind", to="x"), WrongCase, "Cas n° 24, champ « kind »"),
        (set_in("cases", 11, "exchanges", to=[{"at": "x"}]), WrongCase, "Cas n° 12, champ « exchanges[1].at »"),
        (without("cases", 4, "received_at"), WrongCase, "Cas n° 5, champ « received_at »"),
        (set_in("cases", 23, "reference", to="R-2026-0009"), WrongCase, "Cas n° 24, champ « reference »"),
        (set_in("cases", 0, "reference", to="R-2026-0002"), WrongCase, "le prochain numéro de 2026"),
        (set_in("cases", 0, "reference", to="R-1990-0001"), WrongCase, "n’est pas un numéro de 2026"),
        (set_in("cases", 0, "reference", to="R-2027-0001"), WrongCase, "n’est pas un numéro de 2026"),
        (set_in("cases", 5, "links", to=["R-2026-0099"]), WrongCase, "Cas n° 6, champ « links[1] »"),
        (set_in("cases", 5, "links", to=["R-2026-0006"]), WrongCase, "Cas n° 6, champ « links[1] »"),
        (set_in("cases", 5, to=None), WrongCase, "Cas n° 6, champ « - »"),
        (set_in("cases", to={}), UnreadableFile, "pas du JSON correct|liste"),
        (without("cases"), UnreadableFile, "n’a pas de liste « cases »"),
        (set_in("autre", to=1), WrongHeading, "« autre » : ce champ n’existe pas"),
        (set_in("staff", to={}), WrongHeading, "« staff » : attendu : une liste"),
        (set_in("staff", 1, "name", to=""), WrongHeading, "« staff[2].name » : il manque le nom"),
        (set_in("staff", 1, "name", to="sophie RENAUD"), WrongHeading, "y est deux fois"),
        (set_in("staff", 1, "active", to="oui"), WrongHeading, "« staff[2].active »"),
        (set_in("staff", 1, "age", to=3), WrongHeading, "« staff[2].age »"),
        (set_in("settings", to={"school": {"name": 3}}), WrongHeading, "« settings.school.name » : attendu : un texte"),
        (set_in("settings", to={"services": ["a", 3]}), WrongHeading, "« settings.services[2] »"),
        (set_in("settings", to={"templates": {"x": ""}}), WrongHeading, "« settings.templates.x »"),
        (set_in("settings", to={"nope": 3}), WrongHeading, "« settings.nope »"),
        (set_in("settings", to={"logo": "pas une image"}), WrongHeading, "« settings.logo »"),
        (set_in("settings", to={"logo": "PHN2Zz4="}), WrongHeading, "attendu : une image PNG"),
        (set_in("terms", to=[]), WrongHeading, "« terms »"),
        (set_in("terms", to=[{"since": "x"}]), WrongHeading, "« terms[1] » : ces délais sont illisibles"),
    ],
)
def test_a_wrong_file_changes_nothing(
    change: Change, kind: type[UserError], said: str, changed: Callable[[Change], Path], register: Register
) -> None:
    register.cases.receive(registrable(received_at=office(2, 3, year=2025)), by=CLAIRE)
    before = everything(register)
    with pytest.raises(kind) as caught:
        register.take_in(read_open_file(changed(change), CASES_NOW), by="")
    assert any(one in str(caught.value).replace("\u00a0", " ") for one in said.split("|"))
    assert everything(register) == before
    assert check_register(register) == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "pas du JSON correct, vers la ligne 1"),
        (b"[]", "pas du JSON correct"),
        (b'{"cases": [}', "pas du JSON correct"),
        (b'{"cases": [1,]}', "pas du JSON correct"),
        (b'{"cases": [] "note": ""}', "pas du JSON correct"),
        (b'{"cases": []} x', "pas du JSON correct"),
        (b'{"cases": [], "cases": []}', "ce champ n’existe pas"),
        (b'{"cases": [{"kind": 1, "kind": 2}]}', "pas du JSON correct"),
        (b'{"cases": [{"a": NaN}]}', "pas du JSON correct"),
        (b'{\n"cases": [\n{"a": ' + b"1" * 5000 + b"}]}", "vers la ligne 3"),
        (b'{3: 4, "cases": []}', "pas du JSON correct"),
        (b'{"cases": [' + b"[" * 100_000, "trop imbriqué"),
        (b'{"note": ' + b'{"a":' * 100_000, "trop imbriqué"),
        ('{"note": "é", "cases": []}'.encode("cp1252"), "pas un texte en UTF-8"),
        ('{"cases": []}'.encode("utf-16"), "pas un texte en UTF-8"),
        (bytes(range(256)), "pas un texte en UTF-8"),
        (b"\0" * 100, "pas du JSON correct"),
    ],
)  # fmt: skip
def test_what_is_no_open_file_is_refused_in_words(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "fichier.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_open_file(path, CASES_NOW)
    assert said in str(caught.value).replace("\u00a0", " ")


def test_a_file_says_its_form_and_a_newer_one_is_refused_as_newer(lived: Register, tmp_path: Path) -> None:
    written = tmp_path / "sortie.json"
    exported(lived, written)
    told = json.loads(written.read_text("utf-8"))
    assert told["format"] == FORM
    written.write_text(json.dumps(told | {"format": FORM + 1, "unheard_of": 1}), "utf-8")
    with pytest.raises(NewerForm, match="version plus récente"):
        read_open_file(written, CASES_NOW)


@pytest.mark.parametrize("form", ["2", 0, -1, 1.5, True, [2]])
def test_a_form_is_a_whole_number(form: Any, tmp_path: Path) -> None:
    path = tmp_path / "cas.json"
    path.write_text(json.dumps({"format": form, "cases": []}), "utf-8")
    with pytest.raises(WrongHeading, match="format"):
        read_open_file(path, CASES_NOW)


def test_what_the_program_of_before_wrote_comes_in(register: Register) -> None:
    """Letters, documents, ends: all that the first form tells of the register of the same name."""
    register.take_in(read_open_file(CASES.parent / "registers" / "version-1.json", CASES_NOW), by=CLAIRE)
    assert check_register(register) == ()
    cases = {one.reference: one for one in register.cases.all()}
    assert [one.kind for one in cases["R-2026-0001"].endings] == [EndingKind.REOPENED, EndingKind.CLOSED]
    assert [one.letter for one in cases["R-2026-0002"].exchanges] == [None, 2]  # the first was corrected since
    assert [one.settles for one in cases["R-2026-0002"].letters] == [True, None]
    assert cases["R-2026-0003"].duplicate_of == "R-2026-0001"


def test_a_mark_at_the_beginning_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "fichier.json"
    path.write_text(CASES.read_text("utf-8"), "utf-8-sig")
    assert read_open_file(path, CASES_NOW).count == 24


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="introuvable"):
        read_open_file(tmp_path / "rien.json", CASES_NOW)
    with pytest.raises(UnreadableFile):
        read_open_file(tmp_path, CASES_NOW)


def test_an_export_that_fails_keeps_the_older_file(lived: Register, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("ancien", "utf-8")
    execute(lived, "UPDATE content SET bytes = x'00'")
    with pytest.raises(UserError, match="abîmée"):
        exported(lived, target)
    assert target.read_text("utf-8") == "ancien"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []
    with pytest.raises(UserError):
        exported(lived, tmp_path)


def test_an_import_that_is_interrupted_leaves_nothing(register: Register) -> None:
    def stop(done: int, _: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    before = everything(register)
    with pytest.raises(KeyboardInterrupt):
        register.take_in(read_open_file(CASES, CASES_NOW), by="", on_case=stop)
    assert everything(register) == before
