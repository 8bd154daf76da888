"""The disks there are, those of this machine and those of an invented one."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray

from pegase_desktop.ui.copies import volumes as module
from pegase_desktop.ui.copies.disks import Disk, disk_in_sysfs, disk_of, identity_by_uuid
from pegase_desktop.ui.copies.volumes import Volume, name_of, volume_of, volumes

if TYPE_CHECKING:
    from pathlib import PurePath

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such tree, and few may make links")


def test_the_disks_of_this_machine_are_told(tmp_path: Path) -> None:
    found = volumes()
    assert all(one.root.is_dir() and one.name for one in found)
    assert len({one.root for one in found}) == len(found)
    assert all(one.root.is_relative_to(Path(one.root.anchor)) for one in found)
    on = volume_of(tmp_path / "absent", found)
    assert on is None or on in found


class Mounted:
    """What Qt tells of a volume."""

    def __init__(
        self, root: Path | str, kind: bytes = b"ext4", *, label: str = "", ready: bool = True, locked: bool = False
    ) -> None:
        self._root, self._kind, self._label, self._is_ready, self._is_locked = str(root), kind, label, ready, locked

    def rootPath(self) -> str:
        return self._root

    def name(self) -> str:
        return self._label

    def device(self) -> QByteArray:
        return QByteArray(b"nowhere")

    def fileSystemType(self) -> QByteArray:
        return QByteArray(self._kind)

    def isValid(self) -> bool:
        return True

    def isReady(self) -> bool:
        return self._is_ready

    def isReadOnly(self) -> bool:
        return self._is_locked


def test_only_those_are_told_that_a_person_would_recognise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("disque", "clé", "lecteur vide", "cd", "mémoire", "paquet"):
        (tmp_path / name).mkdir()
    (tmp_path / "hostname").touch()
    mounted = [
        Mounted(tmp_path / "disque", label=" Données "),
        Mounted(tmp_path / "clé", label="HIDDEN"),
        Mounted(tmp_path / "clé", b"vfat", label="KINGSTON"),
        Mounted(tmp_path / "lecteur vide", ready=False),
        Mounted(tmp_path / "cd", b"iso9660", locked=True),
        Mounted(tmp_path / "mémoire", b"tmpfs"),
        Mounted(tmp_path / "paquet", b"squashfs"),
        Mounted(tmp_path / "hostname"),
        Mounted(tmp_path / "gone"),
    ]
    monkeypatch.setattr(module, "_mounted", lambda: mounted)
    monkeypatch.setattr(module, "_OF_THE_SYSTEM", re.compile("none"))  # tests may run in a folder of the system
    monkeypatch.setattr(module, "disk_of", lambda root, _: Disk("sdb", is_removable=root.name == "clé"))
    monkeypatch.setattr(module, "identity_of", lambda _: "1234-ABCD")
    monkeypatch.setattr(module, "name_of", lambda _, label, is_removable: label)
    assert volumes() == (
        Volume(tmp_path / "disque", "Données", "1234-ABCD", is_removable=False, disk="sdb"),
        Volume(tmp_path / "clé", "KINGSTON", "1234-ABCD", is_removable=True, disk="sdb"),
    )


@pytest.mark.parametrize(
    ("root", "is_ours"),
    [
        ("/boot", False), ("/boot/efi", False), ("/snap/core/1", False), ("/run/user/1000", False), ("/run", False),
        ("/var/lib/docker", False), ("/System/Volumes/Data", False),
        ("/", True), ("/home", True), ("/media/claire/KINGSTON", True), ("/run/media/claire/KINGSTON", True),
        ("/boots", True), ("/Volumes/KINGSTON", True), ("C:/", True),
    ],
)  # fmt: skip
def test_what_the_system_mounts_for_itself_is_left_out(
    root: str, is_ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_mounted", lambda: [Mounted(root)])
    monkeypatch.setattr(module, "is_folder", lambda _: True)
    monkeypatch.setattr(module, "disk_of", lambda *_: Disk())
    assert [one.root for one in volumes()] == [Path(root)] * is_ours


@pytest.mark.parametrize(
    ("root", "label", "is_removable", "name"),
    [
        (PureWindowsPath("E:/"), "KINGSTON", True, "KINGSTON (E:)"),
        (PureWindowsPath("E:/"), "", True, "Lecteur USB (E:)"),
        (PureWindowsPath("C:/"), "", False, "Disque local (C:)"),
        (PurePosixPath("/media/claire/1234-ABCD"), "KINGSTON", True, "KINGSTON"),
        (PurePosixPath("/media/claire/1234-ABCD"), "", True, "/media/claire/1234-ABCD"),
    ],
)
def test_a_volume_is_called_as_the_person_knows_it(root: PurePath, label: str, is_removable: bool, name: str) -> None:
    assert name_of(root, label, is_removable) == name


def test_a_file_lies_on_the_volume_with_the_longest_root(tmp_path: Path) -> None:
    whole, home, other = (Volume(tmp_path / place, place) for place in ("a", "a/home", "a/homes"))
    among = (home, whole, other)
    assert volume_of(tmp_path / "a" / "home" / "claire" / "registre.pegase", among) == home
    assert volume_of(tmp_path / "a" / "home", among) == home
    assert volume_of(tmp_path / "a" / "registre.pegase", among) == whole
    assert volume_of(tmp_path / "b", among) is None
    assert volume_of(tmp_path / "a" / "home" / ".." / "x", among) == whole
    assert volume_of(Path("\0"), among) is None


@needs_links
def test_a_file_lies_where_links_lead(tmp_path: Path) -> None:
    (tmp_path / "e").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "e")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    stick = Volume(tmp_path / "e", "KINGSTON")
    assert volume_of(tmp_path / "link" / "copies", [stick]) == stick
    assert volume_of(tmp_path / "circle", [stick]) is None


class Sysfs:
    """Linux's description of its disks, with those that a test adds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "dev" / "block").mkdir(parents=True)

    def add(self, number: str, place: str, **files: str) -> Path:
        node = self.root / "devices" / place
        node.mkdir(parents=True)
        for name, content in files.items():
            (node / name).write_text(content)
        (self.root / "dev" / "block" / number).symlink_to(node)
        return node

    def lay(self, upper: Path, *lower: Path) -> None:
        (upper / "slaves").mkdir()
        for one in lower:
            (upper / "slaves" / one.name).symlink_to(one)


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    return Sysfs(tmp_path / "sys")


_SATA, _USB = "pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda", "pci0000:00/usb2/2-1/host6/block/sdb"


@needs_links
def test_two_partitions_are_on_one_disk(sysfs: Sysfs) -> None:
    sysfs.add("8:0", _SATA, removable="0\n")
    for number in (1, 2):
        sysfs.add(f"8:{number}", f"{_SATA}/sda{number}", partition=f"{number}\n")
    assert [disk_in_sysfs(f"8:{number}", sysfs.root) for number in range(3)] == [Disk("sda")] * 3


@needs_links
def test_what_is_on_the_usb_or_says_so_is_removable(sysfs: Sysfs) -> None:
    sysfs.add("8:16", _USB, removable="0\n")
    sysfs.add("8:17", f"{_USB}/sdb1", partition="1\n")
    sysfs.add("179:0", "platform/mmc_host/mmc0/block/mmcblk0", removable="1\n")
    assert disk_in_sysfs("8:17", sysfs.root) == Disk("sdb", is_removable=True)
    assert disk_in_sysfs("179:0", sysfs.root) == Disk("mmcblk0", is_removable=True)


@needs_links
def test_an_encrypted_volume_is_on_the_disk_beneath(sysfs: Sysfs) -> None:
    sysfs.add("8:0", _SATA, removable="0\n")
    partition = sysfs.add("8:1", f"{_SATA}/sda1", partition="1\n")
    locked = sysfs.add("254:0", "virtual/block/dm-0", removable="0\n")
    logical = sysfs.add("254:1", "virtual/block/dm-1", removable="0\n")
    sysfs.lay(locked, partition)
    sysfs.lay(logical, locked)
    assert disk_in_sysfs("254:1", sysfs.root) == Disk("sda")


@needs_links
def test_where_something_is_on_several_disks_or_in_a_file_its_disk_is_unknown(sysfs: Sysfs) -> None:
    first, second = (sysfs.add(f"8:{name}", f"x/block/sd{name}", removable="0\n") for name in "cd")
    sysfs.lay(sysfs.add("9:0", "virtual/block/md0", removable="0\n"), first, second)
    sysfs.add("7:0", "virtual/block/loop0", removable="0\n")
    assert disk_in_sysfs("9:0", sysfs.root) == Disk()
    assert disk_in_sysfs("7:0", sysfs.root) == Disk()
    # The name alone does not make it so: this one is a real disk, with two ways to it.
    sysfs.add("259:0", "virtual/nvme-subsystem/nvme-subsys0/nvme0n1", removable="0\n")
    assert disk_in_sysfs("259:0", sysfs.root) == Disk("nvme0n1")


@needs_links
def test_what_the_tree_does_not_tell_is_unknown(sysfs: Sysfs) -> None:
    sysfs.add("8:0", _SATA)
    (sysfs.root / "dev" / "block" / "8:1").symlink_to("8:1")
    (sysfs.add("8:2", _USB) / "removable").write_bytes(b"\xff")
    assert [disk_in_sysfs(number, sysfs.root) for number in ("8:0", "8:1", "8:2", "8:3", "\0")] == [Disk()] * 5


@pytest.mark.parametrize("device", ["", "overlay", "/dev/absent", "\0"])
def test_the_disk_of_a_root_that_is_not_there_is_unknown(device: str, tmp_path: Path) -> None:
    assert disk_of(tmp_path / "gone", device) == Disk()


@needs_links
def test_a_file_system_is_known_by_its_uuid(tmp_path: Path) -> None:
    by_uuid = tmp_path / "disk" / "by-uuid"
    by_uuid.mkdir(parents=True)
    for name, device in {"0000-0000": "sda1", "1234-ABCD": "sdb1"}.items():
        (tmp_path / device).touch()
        (by_uuid / name).symlink_to(f"../../{device}")
    (by_uuid / "circle").symlink_to("circle")
    assert identity_by_uuid(str(tmp_path / "sdb1"), by_uuid) == "1234-ABCD"
    (tmp_path / "mapped").symlink_to("sda1")
    assert identity_by_uuid(str(tmp_path / "mapped"), by_uuid) == "0000-0000"


@pytest.mark.parametrize(
    ("device", "identity"),
    [
        ("//nas/copies", "//nas/copies"), ("nas:/copies", "nas:/copies"), ("tank/home", "tank/home"),
        ("/dev/mapper/vg-home", "/dev/mapper/vg-home"),
        ("/dev/sdb1", ""), ("/dev/disk4s1", ""), ("overlay", ""), ("none", ""), ("", ""), ("\0", ""),
    ],
)  # fmt: skip
def test_without_one_by_a_name_that_lasts(device: str, identity: str, tmp_path: Path) -> None:
    assert identity_by_uuid(device, tmp_path / "absent") == identity
