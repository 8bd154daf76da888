"""The commands without a window: what they do, what they say, how they end."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop import cli
from pegase_desktop.domain.moments import to_text
from pegase_desktop.storage.ledger import Ledger
from pegase_desktop.storage.register import Register
from pegase_desktop.storage.sqlite.instance_lock import InstanceLock
from tests.domain.notes import notes
from tests.domain.samples import CASES_NOW, registrable
from tests.domain.test_improvement import WHOLE as IMPROVEMENT
from tests.storage.behind import engine_of, execute
from tests.storage.sqlite.plain_register import folder_state

CASES = Path(__file__).parents[1] / "data" / "cases.json"


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Runner = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run one command; no traceback is ever shown."""

    def run(*words: str | Path) -> Said:
        code = cli.run([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(code, out.replace("\u00a0", " ").replace("\u202f", " "), err.replace("\u00a0", " "))

    return run


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "registre.pegase"
    assert cli.run(["import", str(path), str(CASES)]) == 0
    return path


def _cases() -> Any:
    return json.loads(CASES.read_text("utf-8"))


# Import and export


def test_all_the_cases_go_in_and_the_register_is_in_order(run: Runner, filled: Path) -> None:
    said = run("check", filled)

    assert (said.code, said.err) == (0, "")
    assert "Tout est en ordre : 24 réclamations jusqu’à R-2026-0024, " in said.out


def test_improvements_go_out_and_come_in_with_the_cases(run: Runner, tmp_path: Path) -> None:
    here, file, there = tmp_path / "ici.pegase", tmp_path / "1.json", tmp_path / "là.pegase"
    with Register.open(here, clock=lambda: CASES_NOW) as register:
        register.cases.receive(registrable(), by="Claire Martin")
        register.improvements.register(IMPROVEMENT, by="Claire Martin")

    assert run("export", here, file).out == "1 cas exporté, avec 1 amélioration, dans « 1.json ».\n"
    assert run("import", there, file).out == "1 cas importé, avec 1 amélioration, dans « là.pegase ».\n"
    with Register.open(there, clock=lambda: CASES_NOW) as register:
        assert register.improvements.references() == ("A-2026-01",)
    assert "Tout est en ordre" in run("check", there).out
    said = run("import", there, file)
    assert (said.code, said.out) == (1, "")
    assert "est déjà au registre" in said.err


def test_export_then_import_gives_an_equal_register(run: Runner, filled: Path, tmp_path: Path) -> None:
    first, second, other = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "autre.pegase"

    assert run("export", filled, first).out == "24 cas exportés dans « 1.json ».\n"
    assert run("import", other, first).code == 0
    assert run("export", other, second).code == 0

    assert first.read_bytes() == second.read_bytes()


def _in_the_future(cases: list[dict[str, Any]]) -> None:
    cases[3]["received_at"] = "2199-01-01T10:00:00+01:00"


def _without_name(cases: list[dict[str, Any]]) -> None:
    cases[5]["complainant"]["name"] = ""


def _unknown_field(cases: list[dict[str, Any]]) -> None:
    cases[23]["nonsense"] = 1


def _closed_without_answer(cases: list[dict[str, Any]]) -> None:
    del cases[0]["response"]


def _closed_in_the_future(cases: list[dict[str, Any]]) -> None:
    cases[0]["closed_at"] = "2199-01-01T10:00:00+01:00"


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (_in_the_future, "Cas n° 4, champ « received_at » : Cette date est dans le futur"),
        (_closed_in_the_future, "Cas n° 1, champ « closed_at » : Fins et réouvertures : cette date est dans le futur"),
        (_without_name, "Cas n° 6, champ « complainant.name » : Il manque le nom du réclamant"),
        (_unknown_field, "Cas n° 24, champ « nonsense » : ce champ n’existe pas"),
        (_closed_without_answer, "Cas n° 1, champ « response.decision » : Il manque la décision"),
    ],
)
def test_a_wrong_case_is_refused_with_its_number_field_and_reason(
    run: Runner, tmp_path: Path, spoil: Callable[[list[dict[str, Any]]], None], where: str
) -> None:
    told = _cases()
    spoil(told["cases"])
    wrong, register = tmp_path / "cas.json", tmp_path / "registre.pegase"
    wrong.write_text(json.dumps(told), "utf-8")

    said = run("import", register, wrong)

    assert said.code == 1
    assert said.err.startswith(where)
    assert not register.exists()


def test_a_wrong_case_leaves_a_register_that_was_there_as_it_was(run: Runner, filled: Path, tmp_path: Path) -> None:
    told = _cases()
    _unknown_field(told["cases"])
    wrong, register = tmp_path / "cas.json", tmp_path / "registre.pegase"
    wrong.write_text(json.dumps(told), "utf-8")
    register.write_bytes(filled.read_bytes())

    assert run("import", register, wrong).code == 1

    assert "24 réclamations" in run("check", register).out


@pytest.mark.parametrize("words", [("demo", "registre.pegase"), ("import", "registre.pegase", str(CASES))])
def test_a_refused_start_takes_nothing_away_that_was_there(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    journal = Path("registre.pegase-wal")
    journal.write_bytes(b"saves")

    assert "contient peut-être des saisies" in run(*words).err

    assert journal.read_bytes() == b"saves"
    journal.unlink()
    lock = InstanceLock(tmp_path / "registre.pegase")  # another window has just begun to make it

    assert "déjà ouvert dans une autre fenêtre" in run(*words).err

    assert [one.name for one in tmp_path.iterdir()] == ["registre.pegase.lock"]
    lock.release(closed_cleanly=True)


@pytest.mark.parametrize("content", [b"", b"{oops", b"[]", b"[" * 100_000, "é".encode("latin-1"), b"\x00\xff"])
def test_a_file_that_is_no_list_of_cases_is_refused(run: Runner, tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "cas.json"
    wrong.write_bytes(content)

    said = run("import", tmp_path / "registre.pegase", wrong)

    assert said.code == 1
    assert said.err.startswith("Le fichier « cas.json »")


def test_hostile_texts_go_in_and_come_out_the_same(run: Runner, tmp_path: Path) -> None:
    told = _cases()
    hostile = "<b>x</b> & יוסף 😀 =1+1 'OR 1=1; -- " + "é" * 20_000
    told["cases"] = [told["cases"][0] | {"verbatim": hostile}]
    file, register, back = tmp_path / "cas.json", tmp_path / "registre.pegase", tmp_path / "retour.json"
    file.write_text(json.dumps(told), "utf-8")

    assert run("import", register, file).code == 0
    assert run("export", register, back).code == 0
    assert run("fiche", register, "R-2026-0001", "-o", tmp_path / "fiche.pdf").code == 0

    assert json.loads(back.read_text("utf-8"))["cases"][0]["verbatim"] == hostile


# Fiche


def test_the_sheet_of_a_complaint_and_the_blank_one(run: Runner, filled: Path, tmp_path: Path) -> None:
    for words in (("fiche", filled, "r-2026-0001"), ("fiche", "--blank"), ("fiche", "--blank", filled)):
        output = tmp_path / "sortie.pdf"

        assert run(*words, "-o", output).out == "Fiche écrite dans « sortie.pdf ».\n"

        assert output.read_bytes().startswith(b"%PDF-")
        output.unlink()


def test_a_sheet_that_cannot_be_made_is_told(run: Runner, filled: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "absent" / "fiche.pdf"

    assert run("fiche", filled, "R-2026-9999", "-o", tmp_path / "a.pdf").err.startswith("Aucune réclamation ne porte")
    assert run("fiche", filled, "R-2026-0001", "-o", nowhere).err.startswith("Le fichier « fiche.pdf » n’a pas été")
    assert run("fiche", filled, "R-2026-0001", "-o", tmp_path).code == 1
    assert run("fiche", filled, "-o", tmp_path / "a.pdf").code == 2


def test_a_note_is_written_with_its_table_and_an_unknown_number_is_told(
    run: Runner, filled: Path, tmp_path: Path
) -> None:
    register, output = tmp_path / "registre.pegase", tmp_path / "note.pdf"
    register.write_bytes(filled.read_bytes())
    with Register.open(register) as opened:
        opened.notes.register(notes()[0], by="Claire Martin")

    assert run("note", register, "ni-2026-01", "-o", output).out == "Note NI-2026-01 écrite dans « note.pdf ».\n"

    assert output.read_bytes().startswith(b"%PDF-")
    unknown = run("note", register, "NI-2026-02", "-o", output)
    assert (unknown.code, unknown.err.startswith("Aucune note interne ne porte le numéro NI-2026-02.")) == (1, True)
    assert run("note", register, "-o", output).code == 2


# Outputs over a register


@pytest.mark.parametrize("words", [("export",), ("fiche", "R-2026-0001", "-o"), ("fiche", "--blank", "-o")])
@pytest.mark.parametrize("name", ["registre.pegase", "./registre.pegase", "registre.pegase-wal", "autre.json"])
def test_an_output_over_a_register_is_refused_unchanged(
    run: Runner, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for copy in ("registre.pegase", "autre.json"):
        Path(copy).write_bytes(filled.read_bytes())
    before = folder_state(tmp_path)

    said = run(words[0], "registre.pegase", *words[1:], name)

    assert (said.code, said.out) == (1, "")
    assert re.fullmatch(
        r"Le fichier « .+ » n’a pas été enregistré\. .+registre.+ Choisissez un autre nom\.\n", said.err
    )
    assert folder_state(tmp_path) == before


def test_a_demonstration_over_a_register_is_refused_unchanged(run: Runner, filled: Path, tmp_path: Path) -> None:
    register = tmp_path / "registre.pegase"
    register.write_bytes(filled.read_bytes())
    before = folder_state(tmp_path)

    for name, words in ((register.name, "existe déjà"), ("registre.pegase-wal", "fichier de travail")):
        said = run("demo", tmp_path / name, "--complaints", "2")
        assert said.code == 1
        assert words in said.err

    assert folder_state(tmp_path) == before


@pytest.mark.parametrize(
    "words",
    [
        ("export", "registre.pegase", ""),
        ("fiche", "--blank", "-o", ""),
        ("demo", " "),
        ("import", "", "cas.json"),
    ],
)
def test_a_file_without_a_name_is_a_mistyped_command(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words)

    assert said.code == 2
    assert "attendu : le nom d’un fichier" in said.err


# List and check


def test_the_list_is_a_plain_table_that_can_be_searched(run: Runner, filled: Path) -> None:
    everything, found = run("list", filled), run("list", filled, "--search", "ECHEVARRIA")

    assert len(everything.out.splitlines()) == 25
    assert [line.split()[0] for line in found.out.splitlines()] == ["N°", "R-2026-0012"]


def test_a_search_without_result_says_so(run: Runner, filled: Path) -> None:
    said = run("list", filled, "--search", "L'hippopotame \"(*")

    assert said.code == 0
    assert said.err == "Aucune réclamation ne correspond.\n"


def test_an_altered_fact_is_found_by_check(run: Runner, filled: Path, tmp_path: Path) -> None:
    altered = tmp_path / "registre.pegase"
    altered.write_bytes(filled.read_bytes())
    connection = sqlite.connect(altered)
    connection.execute("UPDATE complaint SET subject = 'Autre objet' WHERE reference = 'R-2026-0003'")
    connection.commit()
    connection.close()

    said = run("check", altered)

    assert said.code == 1
    assert "R-2026-0003" in said.out
    assert "comparez-le à une sauvegarde plus ancienne" in said.err


@pytest.fixture
def with_anothers_journal(filled: Path, tmp_path: Path) -> Path:
    """A register beside which a killed window left the ``-wal`` of the one that was there before."""
    other, here = tmp_path / "autre.pegase", tmp_path / "registre.pegase"
    with Register.open(other) as register:
        register.school.add_staff("Claire Martin", by="")
        here.with_name("registre.pegase-wal").write_bytes(other.with_name("autre.pegase-wal").read_bytes())
    here.write_bytes(filled.read_bytes())
    return here


def test_what_a_killed_window_left_of_another_register_is_set_aside_and_said_once(
    run: Runner, filled: Path, with_anothers_journal: Path
) -> None:
    expected = run("list", filled)

    said, again = run("list", with_anothers_journal), run("list", with_anothers_journal)

    assert (said.code, said.out) == (0, expected.out)
    assert "« registre.pegase-wal » n’allait pas avec ce registre" in said.err
    assert "« registre (mis de côté 1).pegase-wal »" in said.err
    assert again == expected


def test_check_says_what_was_left_of_another_register_and_leaves_it_there(
    run: Runner, filled: Path, with_anothers_journal: Path
) -> None:
    before = folder_state(with_anothers_journal.parent)

    said, again = run("check", with_anothers_journal), run("check", with_anothers_journal)

    assert (said.code, said.err) == (0, "")
    assert said.out.endswith(run("check", filled).out)
    assert "« registre.pegase-wal » ne va pas avec ce registre" in said.out
    assert again == said
    assert folder_state(with_anothers_journal.parent) == before


def test_check_judges_a_register_of_a_former_version_and_leaves_it_as_it_is(run: Runner, tmp_path: Path) -> None:
    former = tmp_path / "registre.pegase"
    former.write_bytes((CASES.parent / "registers" / "version-1.pegase").read_bytes())
    before = folder_state(tmp_path)

    said = run("check", former)

    assert (said.code, said.err) == (0, "")
    assert "d’une version plus ancienne du logiciel" in said.out
    assert "Tout est en ordre" in said.out
    assert folder_state(tmp_path) == before


def test_a_damaged_register_is_refused_in_a_sentence_and_left_as_it_is(
    run: Runner, filled: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "registre.pegase"
    damaged.write_bytes(filled.read_bytes()[:50_000])
    before = folder_state(tmp_path)

    said = run("check", damaged)

    assert (said.code, said.out) == (1, "")
    assert "Le registre « registre.pegase » est endommagé. Il n’a pas été modifié." in said.err
    assert folder_state(tmp_path) == before


def test_what_an_earlier_version_told_a_moment_late_is_said_and_no_fault(
    run: Runner, filled: Path, tmp_path: Path
) -> None:
    late = tmp_path / "registre.pegase"
    late.write_bytes(filled.read_bytes())
    with Register.open(late) as register:
        received = register.cases.receive(registrable(), by="Claire Martin")
        assert received.registered_at
        before = to_text(received.registered_at - timedelta(seconds=1))
        execute(register, "UPDATE complaint SET registered_at = ? WHERE id = ?", (before, received.id))

    said = run("check", late)

    assert (said.code, said.err) == (0, "")
    assert "un instant avant l’entrée du journal" in said.out
    assert "Tout est en ordre" in said.out


def test_what_was_erased_from_the_journal_is_counted_and_no_fault(run: Runner, filled: Path, tmp_path: Path) -> None:
    erased = tmp_path / "registre.pegase"
    erased.write_bytes(filled.read_bytes())
    with Register.open(erased) as register:
        case = register.cases.get(1)
        for day in (date(2027, 1, 4), date(2027, 1, 5)):
            case = register.cases.record(case, {"next_update_on": day}, by="Claire Martin")
        number = register.journal.head().count - 1
        with register.store.transaction():
            Ledger(engine_of(register)).erase([number], CASES_NOW, "Claire Martin", "Vie privée")

    said = run("check", erased)

    assert (said.code, said.err) == (0, "")
    assert "au journal dont 1 au contenu effacé, repère" in said.out


def test_the_anchor_of_a_printed_sheet_is_checked(run: Runner, filled: Path) -> None:
    anchor = re.search(r"repère (\S+)\.", run("check", filled).out)
    assert anchor

    count, code = anchor[1].split("-")

    assert run("check", filled, "--anchor", anchor[1]).code == 0
    assert run("check", filled, "--anchor", f"Journal : {count} entrées, {code[:8]}").code == 0
    assert run("check", filled, "--anchor", f"{count}-000000000000").code == 1


def test_wrong_files_are_refused_unchanged(run: Runner, tmp_path: Path) -> None:
    empty, text = tmp_path / "vide.pegase", tmp_path / "texte.pegase"
    empty.touch()
    text.write_text("Bonjour, ceci n’est pas un registre. " * 100, "utf-8")

    for path in (empty, text, tmp_path, tmp_path / "absent.pegase"):
        said = run("check", path)
        assert (said.code, said.out) == (1, "")
        assert said.err.count("\n") == 1

    assert empty.read_bytes() == b""
    assert text.read_text("utf-8").startswith("Bonjour")


# Demonstration


def test_the_same_seed_makes_the_same_demonstration(run: Runner, tmp_path: Path) -> None:
    lists = []
    for name in ("a.pegase", "b.pegase"):
        assert run("demo", tmp_path / name, "--complaints", "5", "--seed", "7").code == 0
        assert run("check", tmp_path / name).code == 0
        lists.append([line[:100] for line in run("list", tmp_path / name).out.splitlines()])

    assert lists[0] == lists[1]


def test_a_demonstration_is_never_mixed_with_a_register(run: Runner, filled: Path) -> None:
    said = run("demo", filled)

    assert said.code == 1
    assert "existe déjà" in said.err


# Words


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in cli.COMMANDS)])
def test_the_help_is_in_french_only(run: Runner, words: list[str]) -> None:
    said = run(*words)

    assert said.code == 0
    assert not re.search(r"\b(usage|arguments|positional|optional|show|exit|the)\b", said.out)
    assert "Options :" in said.out


@pytest.mark.parametrize(
    ("words", "mistake"),
    [
        ([], "il manque : COMMANDE"),
        (["ouvrir"], "« ouvrir » n’existe pas ; possibles : demo, import, export, fiche, list, check"),
        (["list"], "il manque : REGISTRE"),
        (["list", "a.pegase", "--search"], "--search attend une valeur"),
        (["list", "a.pegase", "--nope"], "inconnu : --nope"),
        (["demo", "a.pegase", "--complaints", "0"], "--complaints : attendu : un nombre entre 1 et 1000000"),
        (["check", "a.pegase", "--anchor", "x"], "--anchor : attendu : le nombre d’entrées et le code"),
    ],
)
def test_a_mistyped_command_is_explained(run: Runner, words: list[str], mistake: str) -> None:
    said = run(*words)

    assert said.code == 2
    assert said.err.startswith("Emploi : pegase-desktop")
    assert f"Commande mal écrite : {mistake}" in said.err.replace("\u202f", " ")


def test_a_logo_that_is_no_picture_is_refused(run: Runner, tmp_path: Path) -> None:
    cases, register = tmp_path / "cas.json", tmp_path / "registre.pegase"
    told = json.loads(CASES.read_text("utf-8"))
    told["settings"] = {"logo": base64.b64encode(b"\x89PNG\r\n\x1a\nno picture").decode()}
    cases.write_text(json.dumps(told), "utf-8")
    said = run("import", register, cases)
    assert (said.code, said.out) == (1, "")
    assert "n’est pas une image utilisable" in said.err
    assert not register.exists()
