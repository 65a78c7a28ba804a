"""F20: the diary lies on a disk of another computer: no write-ahead log there, and said once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calfstretch.diary_lines import place_words
from calfstretch.storage import database, disks
from calfstretch.storage.database import open_diary
from tests.diaries import drinks_in, filled, journal_on, killed

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
31 27 0:40 / /home rw - btrfs /dev/vdb rw
40 31 0:44 / /home/anna/on\\040the\\040server rw,relatime shared:5 master:1 - nfs4 server:/anna rw,vers=4.2
41 27 0:45 / /mnt/share rw - cifs //server/share rw
42 27 0:46 / /mnt/keys rw - fuse.sshfs anna@server: rw
43 27 0:47 / /mnt/vm rw - 9p host rw
44 27 0:48 / /mnt/over rw - nfs server:/x rw
45 44 0:49 / /mnt/over rw - ext4 /dev/vdc rw
46 27 0:50 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
broken line
"""
PLACES = {
    "/home/anna/diary": ("btrfs", False),
    "/home/anna/on the server/diary": ("nfs4", True),
    "/mnt/share": ("cifs", True),
    "/mnt/shared": ("ext4", False),
    "/mnt/keys/a/b": ("fuse.sshfs", True),
    "/mnt/vm/x": ("9p", True),
    "/mnt/over/x": ("ext4", False),
    "/run/user/1000/gvfs/smb-share": ("fuse.gvfsd-fuse", True),
}


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    made = tmp_path / "mountinfo"
    made.write_text(MOUNTS)
    return made


@pytest.mark.parametrize("place", PLACES)
def test_F20_told_by_the_list_of_mounts(mounts: Path, place: str) -> None:  # noqa: N802
    kind, network = PLACES[place]
    assert disks.file_system(Path(place), mounts) == kind
    assert disks.is_network(Path(place), mounts) == network


def test_F20_without_a_list_it_is_this_computers_disk(tmp_path: Path) -> None:  # noqa: N802
    assert not disks.is_network(tmp_path, tmp_path / "nothing there")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of the tests' disk is a network's."""
    monkeypatch.setattr(database, "is_network", lambda folder: True)
    monkeypatch.setattr("calfstretch.diary_lines.is_network", lambda folder: True)


def journal_mode(path: Path) -> str:
    opened = open_diary(path)
    try:
        return str(opened.connection.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        opened.close()


@pytest.mark.usefixtures("network")
def test_F20_no_log_there(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db")
    assert path.read_bytes()[18:20] == b"\1\1", "the file itself asks for no log"
    journal = journal_on(path)
    journal.days.add_drink(200)
    assert sorted(os.listdir(tmp_path)) == ["diary.db", "diary.db-newest"] or not list(tmp_path.glob("*-wal"))
    journal.database.close()
    assert journal_mode(path) == "delete"
    assert place_words(tmp_path).startswith("Do not keep the running diary on a network disk")


def test_F20_a_diary_moved_there_is_switched_with_what_its_log_holds(  # noqa: N802
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = killed(tmp_path / "diary.db", 5)
    request.getfixturevalue("network")
    opened = open_diary(path)
    assert drinks_in(opened) == 5
    assert opened.integrity_ok()
    assert list(tmp_path.glob("*-wal")) == []
    other = open_diary(path)  # nobody is shut out
    assert drinks_in(other) == 5
    other.close()
    opened.close()
    assert journal_mode(path) == "delete"


def test_F20_moved_back_it_has_its_log_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    with monkeypatch.context() as patch:
        patch.setattr(database, "is_network", lambda folder: True)
        path = filled(tmp_path / "diary.db", 3)
    assert journal_mode(path) == "wal"
