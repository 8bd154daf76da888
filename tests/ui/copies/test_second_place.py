"""Which folders may keep copies of the register, and where they are found again."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pegase_desktop.domain.copies import FOLDER
from pegase_desktop.ui.copies import second_place
from pegase_desktop.ui.copies.second_place import Judgement, SecondPlace, judged, sticks
from pegase_desktop.ui.copies.volumes import Volume, volume_of


class Office:
    """A computer with its disks in the folders of a test, each a device of its own as long as a test says no other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.devices: dict[str, int] = {}
        self.c = self.disk("c", "Disque local (C:)", "guid-c", disk="7:0")
        self.d = self.disk("d", "Données (D:)", "guid-d", disk="7:0")
        self.e = self.disk("e", "KINGSTON (E:)", "guid-e", is_removable=True, disk="7:1")
        self.g = self.disk("g", "Disque 2 (G:)", "guid-g", disk="7:2")
        self.unknown = self.disk("u", "Lecteur virtuel (U:)")
        self.register = self.folder("c/Pegase") / "registre.pegase"
        self.register.touch()

    def disk(self, place: str, name: str, identity: str = "", *, is_removable: bool = False, disk: str = "") -> Volume:
        self.devices[place] = len(self.devices) + 1
        return Volume(self.folder(place), name, identity, is_removable, disk)

    def folder(self, place: str) -> Path:
        folder = self.root / place
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def device(self, path: Path) -> int:
        if not path.exists() or not path.is_relative_to(self.root):
            return 0
        above = [name for name in self.devices if path.is_relative_to(self.root / name)]
        return self.devices[max(above, key=len)] if above else 0

    @property
    def volumes(self) -> tuple[Volume, ...]:
        return (self.c, self.d, self.e, self.g, self.unknown)

    def judged(self, place: str, among: Sequence[Volume] | None = None) -> Judgement:
        return judged(self.root / place, self.register, self.volumes if among is None else among)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(tmp_path / "office")
    monkeypatch.setattr(second_place, "_device", made.device)
    return made


OWN_DISK = Judgement(
    "Ce disque est celui du registre : s’il tombe en panne, la copie est perdue avec lui. "
    "Choisissez une clé USB, un autre disque, un dossier synchronisé ou un dossier du réseau."
)
FINE = Judgement()


@pytest.mark.parametrize(
    ("place", "refusal", "warning"),
    [
        ("e", "", ""),
        ("e/Copies", "", ""),
        ("g/Copies", "", ""),
        ("d/Copies", "", "autre partie du disque"),
        ("u/Copies", "", "n’a pas pu vérifier"),
        ("elsewhere", "", "n’a pas pu vérifier"),
        ("c/Copies", "Ce disque est celui du registre", ""),
        (f"c/Pegase/{FOLDER}/2026", "Ce disque est celui du registre", ""),
        ("c/Pegase", "le dossier du registre lui-même", ""),
        (f"c/Pegase/{FOLDER}", "les copies faites à côté du registre", ""),
        ("c/OneDrive - Pégase/Copies", "", ""),
        ("c/OneDrive - Pégase", "", ""),
        ("u/Dropbox", "", ""),
    ],
)
def test_a_folder_is_judged_by_its_disk(office: Office, place: str, refusal: str, warning: str) -> None:
    office.folder(place)
    found = office.judged(place)
    assert (bool(found.refusal), bool(found.warning)) == (bool(refusal), bool(warning))
    assert refusal in found.refusal
    assert warning in found.warning


def test_why_the_disk_of_the_register_is_refused_is_said(office: Office) -> None:
    office.folder("c/Copies")
    assert office.judged("c/Copies") == OWN_DISK


def test_what_is_no_folder_is_refused(office: Office) -> None:
    assert "introuvable" in office.judged("e/Absent").refusal
    assert "introuvable" in office.judged("z/Copies").refusal
    assert "introuvable" in office.judged("e/\0").refusal
    (office.root / "e" / "fichier").touch()
    assert "un fichier" in office.judged("e/fichier").refusal


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives that mark to folders that have an icon")
@pytest.mark.parametrize("place", ["e/Copies", "c/OneDrive"])
def test_a_folder_that_is_marked_as_read_only_is_refused(office: Office, place: str) -> None:
    office.folder(place).chmod(0o555)
    assert "Rien ne peut être écrit" in office.judged(place).refusal


@pytest.mark.parametrize("place", ["e/Copies", "c/OneDrive"])
@pytest.mark.parametrize(("call", "number"), [("open", errno.EROFS), ("open", errno.EACCES), ("write", errno.ENOSPC)])
def test_a_folder_that_takes_no_file_is_refused(
    office: Office, place: str, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "")

    office.folder(place)
    monkeypatch.setattr(os, call, refuse)
    found = office.judged(place)
    monkeypatch.undo()
    assert "Rien ne peut être écrit" in found.refusal
    assert list((office.root / place).iterdir()) == []


def test_nothing_stays_where_it_was_tried(office: Office) -> None:
    assert office.judged("e") == FINE
    assert list(office.e.root.iterdir()) == []


def test_a_folder_of_the_network_is_allowed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = office.folder("c/partage")
    monkeypatch.setattr(second_place, "is_on_network", lambda path: path.is_relative_to(shared))
    assert office.judged("c/partage") == FINE
    assert office.judged("c/Pegase").refusal


def test_one_device_is_one_volume_whatever_the_list_says(office: Office) -> None:
    office.devices["g"] = office.devices["c"]
    assert office.judged("g") == OWN_DISK
    assert office.judged("g", ()) == OWN_DISK
    office.register.unlink()  # its folder tells
    assert office.judged("g") == OWN_DISK


def test_one_identity_is_one_volume_at_two_places(office: Office) -> None:
    again = office.disk("b", "Autre vue", "guid-c")
    assert office.judged("b", (*office.volumes, again)) == OWN_DISK


def test_without_a_device_the_path_decides(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_place, "_device", lambda _: 0)
    office.folder("c/Copies")
    assert office.judged("c/Copies") == OWN_DISK
    assert office.judged("e") == FINE


def test_what_is_mounted_below_and_not_listed_is_unknown(office: Office) -> None:
    office.folder("c/mnt/x")
    office.devices["c/mnt/x"] = 99
    assert "n’a pas pu vérifier" in office.judged("c/mnt/x").warning


def test_where_nothing_is_known_there_is_a_warning(office: Office) -> None:
    assert "n’a pas pu vérifier" in office.judged("e", ()).warning


def test_a_stick_is_no_part_of_a_disk_that_stays(office: Office) -> None:
    stick = office.disk("s", "SANDISK", "guid-s", is_removable=True)
    assert office.judged("s", (*office.volumes, stick)) == FINE
    office.register = office.folder("e/Pegase") / "registre.pegase"  # and of two sticks nobody knows
    assert office.judged("s", (*office.volumes, stick)).warning


@pytest.mark.skipif(sys.platform == "win32", reason="few may make links")
def test_a_link_is_judged_by_where_it_leads(office: Office) -> None:
    (office.root / "c" / "lien").symlink_to(office.e.root)
    (office.root / "e" / "lien").symlink_to(office.folder("c/Copies"))
    (office.root / "c" / "circle").symlink_to(office.root / "c" / "circle")
    assert office.judged("c/lien") == FINE
    assert office.judged("e/lien") == OWN_DISK
    assert "introuvable" in office.judged("c/circle").refusal


@pytest.mark.skipif(sys.platform == "win32", reason="few may make links")
def test_a_place_is_kept_as_it_was_chosen(office: Office) -> None:
    """A synchronised folder may be known as one by the name of a link alone."""
    (office.root / "c" / "Dropbox").symlink_to(office.folder("c/nuage"))
    place = SecondPlace.of(office.root / "c" / "Dropbox", office.volumes)
    assert place == SecondPlace(str(office.root / "c" / "Dropbox"), "guid-c", str(office.c.root))
    assert judged(Path(place.folder), office.register, office.volumes) == FINE
    assert SecondPlace.of(office.e.root / ".." / "c" / "Dropbox", office.volumes).volume == "guid-c"


def test_sticks_are_offered_that_are_not_the_registers(office: Office) -> None:
    second = office.disk("e2", "KINGSTON 2", "guid-e2", is_removable=True, disk="7:1")
    among = (*office.volumes, second)
    assert sticks(office.register, among) == (office.e, second)
    assert sticks(office.folder("e/Pegase") / "registre.pegase", among) == ()
    assert sticks(Path("nowhere") / "registre.pegase", among) == (office.e, second)
    assert sticks(office.register, ()) == ()


def test_what_is_offered_is_accepted(office: Office) -> None:
    for stick in sticks(office.register, office.volumes):
        assert judged(stick.root, office.register, office.volumes) == FINE


def moved(volume: Volume, root: Path) -> Volume:
    return Volume(root, volume.name, volume.identity, volume.is_removable, volume.disk)


def test_a_place_is_found_where_it_was(office: Office) -> None:
    place = SecondPlace.of(office.folder("e/Copies"), office.volumes)
    assert place == SecondPlace(str(office.root / "e" / "Copies"), "guid-e", str(office.e.root))
    assert place.found(office.volumes) == office.root / "e" / "Copies"
    (office.root / "e" / "Copies").rmdir()
    assert place.found(office.volumes) is None


@pytest.mark.parametrize("inside", ["", "Copies", "Copies/Pégase"])
def test_a_stick_is_found_under_another_letter(office: Office, inside: str) -> None:
    place = SecondPlace.of(office.folder(f"e/{inside}"), office.volumes)
    now = office.folder("f")
    among = (office.c, moved(office.e, now))
    assert place.found(among) == (None if inside else now)
    office.folder(f"f/{inside}")
    assert place.found(among) == now / inside


@pytest.mark.parametrize("inside", ["", "Copies"])
def test_another_stick_at_the_same_letter_is_not_taken_for_it(office: Office, inside: str) -> None:
    place = SecondPlace.of(office.folder(f"e/{inside}"), office.volumes)
    other = Volume(office.e.root, "SANDISK (E:)", "guid-other", is_removable=True)
    assert place.found((office.c, other)) is None
    now = office.folder("f")
    office.folder(f"f/{inside}")
    assert place.found((office.c, other, moved(office.e, now))) == now / inside


def test_a_stick_that_is_not_among_the_volumes_is_absent(office: Office) -> None:
    place = SecondPlace.of(office.folder("e/Copies"), office.volumes)
    assert place.found((office.c, office.g)) is None  # what answers at its path is the network, or cannot be written to
    assert place.found(()) is None


def test_what_cannot_be_told_from_others_is_found_by_its_path(office: Office) -> None:
    folder = office.folder("u/Copies")
    place = SecondPlace.of(folder, office.volumes)
    assert place.volume == ""
    assert place.found(office.volumes) == place.found(()) == folder
    assert SecondPlace(str(folder), "guid-of-before").found(office.volumes) == folder
    elsewhere = office.folder("elsewhere")
    assert SecondPlace.of(elsewhere, office.volumes) == SecondPlace(str(elsewhere))
    assert SecondPlace(str(elsewhere)).found(office.volumes) == elsewhere


def test_on_windows_the_letter_says_what_lies_within(office: Office) -> None:
    """The anchor is what a letter is there; here it is the root of all."""
    inside = office.root.relative_to(office.root.anchor)
    now = office.folder("f")
    (now / inside).mkdir(parents=True)
    place = SecondPlace(str(office.root), "guid-e")
    assert place.found((moved(office.e, now),)) == now / inside


@pytest.mark.parametrize(
    "place",
    [
        SecondPlace(), SecondPlace(volume="guid-e"), SecondPlace("\0", "guid-e"), SecondPlace("nowhere"),
        SecondPlace("/nowhere", "guid-e", "/other"), SecondPlace("\0"), SecondPlace("x" * 5000),
    ],
)  # fmt: skip
def test_preferences_that_make_no_sense_are_no_place(office: Office, place: SecondPlace) -> None:
    assert place.found(office.volumes) is None


def test_for_real_the_folder_beside_is_on_the_same_volume(tmp_path: Path) -> None:
    (tmp_path / "Copies").mkdir()
    assert judged(tmp_path / "Copies", tmp_path / "registre.pegase", ()) == OWN_DISK
    assert volume_of(tmp_path, ()) is None
