"""No output takes the place of a register, of what belongs to one, or of anything that is no ordinary file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from pegase_desktop.storage.file_errors import WorkFileNameError
from pegase_desktop.storage.saved_file import check_output, save_whole, saving_whole
from pegase_desktop.storage.sqlite.engine import Store, open_database
from pegase_desktop.storage.sqlite.output_place import FileNotSaved
from tests.storage.sqlite.plain_register import first, folder_state, notes, open_plain, write

with_links = pytest.mark.skipif(os.name != "posix", reason="on Windows, making a link is a privilege")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "données" / "registre.pegase"


@pytest.fixture
def file(path: Path) -> Iterator[Store]:
    """A register that is open, with a save that is still in its journal."""
    with open_plain(path) as file:
        write(file, "a")
        yield file


def _itself(path: Path) -> Path:
    return path


def _by_another_way(path: Path) -> Path:
    return path.parent / ".." / path.parent.name / path.name


def _by_a_link(path: Path) -> Path:
    link = path.with_name("lettre.pdf")
    link.symlink_to(path)
    return link


def _through_a_linked_folder(path: Path) -> Path:
    link = path.parent.parent / "lien"
    link.symlink_to(path.parent, target_is_directory=True)
    return link / path.name


def _by_its_second_name(path: Path) -> Path:
    other = path.with_name("lettre.pdf")
    other.hardlink_to(path)
    return other


def _its_journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _its_journal_by_a_link(path: Path) -> Path:
    link = path.with_name("lettre.pdf")
    link.symlink_to(_its_journal(path))
    return link


def _its_index_in_capitals(path: Path) -> Path:
    return path.with_name(f"{path.name}-SHM")


def _its_old_journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _its_lock(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _its_lock_as_windows_reads_it(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock. ")


def _its_call(path: Path) -> Path:
    return path.with_name(f"{path.name}.show")


def _its_growing_copy(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _the_journal_of_its_growing_copy(path: Path) -> Path:
    return path.with_name(f".{path.name}.part-journal")


LINKS = (_by_a_link, _through_a_linked_folder, _by_its_second_name, _its_journal_by_a_link)
NAMES = (
    _itself, _by_another_way, _its_journal, _its_index_in_capitals, _its_old_journal, _its_lock,
    _its_lock_as_windows_reads_it, _its_call, _its_growing_copy, _the_journal_of_its_growing_copy,
)  # fmt: skip


@pytest.mark.parametrize(
    "name", [*NAMES, *(pytest.param(one, marks=with_links) for one in LINKS)], ids=lambda name: name.__name__.strip("_")
)
def test_an_open_register_and_what_belongs_to_it_are_refused(
    name: Callable[[Path], Path], file: Store, tmp_path: Path
) -> None:
    target = name(file.path)
    before = folder_state(file.path.parent)
    with pytest.raises(FileNotSaved, match="Choisissez un autre nom"):
        save_whole(target, b"%PDF")
    with pytest.raises(FileNotSaved, match="Choisissez un autre nom"):
        check_output(target)
    with pytest.raises(FileNotSaved, match="Choisissez un autre nom"):
        file.snapshot(target)
    assert folder_state(file.path.parent) == before
    write(file, "b")
    assert notes(file) == ["a", "b"]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no lock is lost by looking")
def test_looking_at_an_open_register_leaves_it_its_locks(file: Store) -> None:
    other = file.path.with_name("lettre.pdf")
    other.hardlink_to(file.path)
    with pytest.raises(FileNotSaved):
        save_whole(other, b"%PDF")
    program = (
        "import fcntl, sys\n"
        "with open(sys.argv[1], 'r+b') as file:\n"
        "    try: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)\n"  # SQLite's shared bytes
        "    except OSError: print('held')"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file.path)], capture_output=True, text=True, check=True)
    assert done.stdout == "held\n"


def _closed(path: Path) -> Path:
    open_plain(path).close()
    return path


def _closed_under_another_name(path: Path) -> Path:
    return _closed(path).rename(path.with_name("cas.json"))


def _damaged(path: Path) -> Path:
    _closed(path)
    with path.open("r+b") as damaged:
        damaged.write(bytes(100))
    return path


def _emptied(path: Path) -> Path:
    path.parent.mkdir()
    path.touch()
    return path


def _with_its_first_page_in_the_journal(path: Path) -> Path:
    other = path.with_name("cas.json")
    with open_plain(path) as file:
        file.database.execute_sql("PRAGMA user_version = 1")  # writes the first page
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{other}{end}")
    with other.open("r+b") as torn:
        torn.write(bytes(4096))
    return other


def _of_another_program_at_work(path: Path) -> Path:
    path.parent.mkdir()
    other = path.with_name("signets.sqlite")
    connection = sqlite.connect(other, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE moz_places (id)")
    for end in ("", "-wal"):
        shutil.copy(f"{other}{end}", f"{other}.copie{end}")
    connection.close()
    return other.with_name("signets.sqlite.copie")


def _journal_whose_register_is_gone(path: Path) -> Path:
    path.parent.mkdir()
    journal = path.with_name(f"{path.name}-wal")
    journal.write_bytes(b"saves")
    return journal


def _growing_name_is_a_register(path: Path) -> Path:
    _closed(path).rename(path.with_name(".lettre.pdf.part"))
    return path.with_name("lettre.pdf")


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_closed, "C’est un registre de réclamations, qui serait perdu."),
        (_closed_under_another_name, "C’est un registre de réclamations, qui serait perdu."),
        (_damaged, "C’est un registre de réclamations, qui serait perdu."),
        (_emptied, "C’est un registre de réclamations, qui serait perdu."),
        (_with_its_first_page_in_the_journal, "Un programme s’en sert comme base de données"),
        (_of_another_program_at_work, "Un programme s’en sert comme base de données"),
        (_journal_whose_register_is_gone, "réservé à un fichier de travail d’un registre"),
        (_growing_name_is_a_register, "C’est un registre de réclamations, qui serait perdu."),
        (_folder, "Un dossier porte déjà ce nom."),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_what_must_not_be_lost_is_refused_untouched(make: Callable[[Path], Path], words: str, path: Path) -> None:
    target = make(path)
    before = folder_state(path.parent)
    with pytest.raises(FileNotSaved, match=words):
        save_whole(target, b"%PDF")
    assert folder_state(path.parent) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    (tmp_path / "lien").symlink_to(tmp_path / "tube")
    for target in (tmp_path / "tube", tmp_path / "lien", Path(os.devnull)):
        with pytest.raises(FileNotSaved, match="pas d’un fichier"):
            save_whole(target, b"%PDF")
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_the_output_of_the_shell_is_not_replaced(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from pegase_desktop.storage.saved_file import FileNotSaved, save_whole\n"
        "for name in ('/dev/stdout', '/dev/fd/1'):\n"
        "    try: save_whole(Path(name), b'%PDF')\n"
        "    except FileNotSaved: print('refused', flush=True)"
    )
    with (tmp_path / "sortie.txt").open("wb") as output:
        subprocess.run([sys.executable, "-c", program], stdout=output, check=True)
    assert (tmp_path / "sortie.txt").read_bytes() == b"refused\n" * 2


def test_a_register_made_meanwhile_is_not_written_over(path: Path) -> None:
    path.parent.mkdir()
    with pytest.raises(FileNotSaved, match="C’est un registre"), saving_whole(path) as growing:  # noqa: PT012
        growing.write(b"{}")
        open_plain(path).close()
    open_plain(path, create=False).close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_ordinary_files_are_written(path: Path) -> None:
    _closed(path)
    for name in ("neuf.pdf", "paquets.lock", "chanson.part", "mur-wal", "registre.pegase.json", "vieux.pegase"):
        save_whole(path.with_name(name), b"new")
        assert path.with_name(name).read_bytes() == b"new"
    save_whole(path.with_name("neuf.pdf"), b"newer")
    assert path.with_name("neuf.pdf").read_bytes() == b"newer"


@with_links
def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "a.pdf", tmp_path / "lien.pdf"
    link.symlink_to(target)
    for content in (b"first", b"second"):
        save_whole(link, content)
        assert target.read_bytes() == content
        assert link.is_symlink()


def test_a_copy_replaces_an_older_one_that_nobody_uses(file: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copie.pegase"
    file.snapshot(copy)
    write(file, "b")
    file.snapshot(copy)
    with open_plain(copy) as older:
        assert notes(older) == ["a", "b"]
        before = copy.read_bytes()
        with pytest.raises(FileNotSaved, match="C’est un registre"):
            file.snapshot(copy)
    assert copy.read_bytes() == before


@pytest.mark.parametrize("name", [_its_journal, _its_old_journal, _its_lock, _its_call, _its_growing_copy])
def test_no_register_is_made_where_another_keeps_its_work(name: Callable[[Path], Path], path: Path) -> None:
    before = folder_state(_closed(path).parent)
    with pytest.raises(WorkFileNameError, match="fichier de travail"):
        open_database(name(path), (first,))
    assert folder_state(path.parent) == before
