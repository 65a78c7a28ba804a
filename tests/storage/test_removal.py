"""J8: everything of ours is removed and looked for afterwards; nothing of anybody else is touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from calfstretch.paths import make_folder
from calfstretch.storage import removal
from calfstretch.storage.backup import make_copy, newest_good_copy
from calfstretch.storage.database import open_diary
from calfstretch.storage.own_files import own_files
from calfstretch.storage.removal import remove_all
from tests.diaries import child_env, filled, fingerprint, journal_on, read_only

FOREIGN = ("letter.txt", "diary.txt", "diary.db.bak", "backups/holiday.db", "spool/list.json", "history.csv")


def lived_in(folder: Path) -> Path:
    """A folder with everything of ours in it; the diary is closed."""
    path = filled(folder / "diary.db", 5)
    journal = journal_on(path)
    for name in ("daily", "before-version-2"):
        make_copy(journal.database.connection, folder / "backups", name)
    journal.database.close()
    make_folder(folder / "spool")
    waiting = folder / "spool" / "6b5ad0f2-7c3b-4d1e-9a55-0f6f6f2b7a01.json"
    for file in (
        waiting, folder / "window.lock", folder / "calfstretch.log", folder / "calfstretch.log.1",
        folder / "diary-set-aside-20261120-080000.db", folder / "diary-set-aside-20261120-080000.db-wal",
        folder / "diary.db.new-4711", folder / "diary.db-wal", folder / "diary.db-shm",
    ):  # fmt: skip
        file.write_text("x")
    return path


def with_foreign(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Files of somebody else put among ours; what they are like."""
    for name in FOREIGN:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
    (folder / "photos").mkdir()
    (folder / "photos" / "diary.db").write_text("mine too")
    found = fingerprint(folder)
    return {name: found[name] for name in (*FOREIGN, "photos/diary.db")}


def test_everything_of_ours_is_removed_and_the_folder_goes_with_it(tmp_path: Path) -> None:
    path = lived_in(tmp_path / "calfstretch")
    ours = {file.path for file in own_files(path)}
    assert len(ours) == 13
    done = remove_all(path)
    assert set(done.gone) == ours and not done.left
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_somebody_else_is_touched(tmp_path: Path) -> None:
    folder = tmp_path / "calfstretch"
    path = lived_in(folder)
    before = with_foreign(folder)
    done = remove_all(path)
    assert not done.left and not own_files(path)
    after = fingerprint(folder)
    assert {name: after[name] for name in before} == before
    assert set(after) == {*before, "photos", "backups", "spool"}


def test_a_folder_that_the_person_named_stays(tmp_path: Path) -> None:
    folder = tmp_path / "my things"
    remove_all(lived_in(folder))
    assert folder.is_dir() and not list(folder.iterdir())


def test_the_diary_goes_after_everything_that_hangs_on_it(tmp_path: Path) -> None:
    names = [path.name for path in remove_all(lived_in(tmp_path / "calfstretch")).gone]
    assert names[-4:] == ["diary.db-shm", "diary.db-wal", "diary.db", "window.lock"]


def test_a_link_is_removed_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    path = lived_in(tmp_path / "calfstretch")
    letter = tmp_path / "letter.txt"
    letter.write_text("mine")
    (path.parent / "calfstretch.log").unlink()
    (path.parent / "calfstretch.log").symlink_to(letter)
    assert not remove_all(path).left
    assert letter.read_text() == "mine"


def test_a_linked_diary_goes_with_its_link(tmp_path: Path) -> None:
    path = filled(tmp_path / "disk" / "diary.db", 2)
    folder = tmp_path / "calfstretch"
    folder.mkdir()
    (folder / "diary.db").symlink_to(path)
    (folder / "window.lock").write_text("")
    done = remove_all(path, folder)
    assert not done.left and not path.exists() and not folder.exists()


def test_copies_elsewhere_go_where_they_are_named_and_stay_where_not(tmp_path: Path) -> None:
    path = lived_in(tmp_path / "calfstretch")
    stick = tmp_path / "stick"
    stick.mkdir()
    ours, other = stick / "diary-20261120-080000-000000.db", stick / "letter.txt"
    for file in (ours, other):
        file.write_text("x")
    assert ours in remove_all(path, more=[ours]).gone
    assert not ours.exists() and other.exists()


@pytest.mark.parametrize("number", [1, 4, 8, 12])
def test_killed_in_the_middle_it_can_be_done_again_and_the_diary_is_whole_until_then(
    tmp_path: Path, number: int
) -> None:
    folder = tmp_path / "calfstretch"
    path = lived_in(folder)
    (folder / "diary.db-wal").unlink()
    (folder / "diary.db-shm").unlink()
    before = with_foreign(folder)
    code = (
        "import os, sys; from pathlib import Path; from calfstretch.storage import removal\n"
        "done, real = [], removal._remove\n"
        "def counted(path, gone, left):\n"
        "    if len(done) == int(sys.argv[2]): os.kill(os.getpid(), 9)\n"
        "    done.append(path); real(path, gone, left)\n"
        "removal._remove = counted\n"
        "removal.remove_all(Path(sys.argv[1]))\n"
    )
    ours = len(own_files(path))
    if number >= ours:
        number = ours - 1
    subprocess.run([sys.executable, "-P", "-c", code, str(path), str(number)], env=child_env(), check=False)
    assert len(own_files(path)) == ours - number
    if path.exists():
        database = open_diary(path)  # as a next start finds it
        assert database.connection.execute("SELECT count(*) FROM drinks").fetchone()[0] == 5
        database.close()
    assert not remove_all(path).left and not own_files(path)
    after = fingerprint(folder)
    assert {name: after[name] for name in before} == before


def test_what_cannot_be_removed_is_named_with_its_reason_and_the_rest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lived_in(tmp_path / "calfstretch")
    stuck = path.parent / "calfstretch.log"
    real = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self == stuck:
            raise PermissionError(1, "Operation not permitted", str(self))
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    done = remove_all(path)
    assert done.left == ((stuck, "you may not remove files there"),)
    assert [file.path for file in own_files(path)] == [stuck]
    assert len(done.gone) == 12


def test_what_another_program_makes_anew_is_not_said_to_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lived_in(tmp_path / "calfstretch")
    real = removal._remove

    def again(file: Path, gone: dict[Path, None], left: dict[Path, str]) -> None:
        real(file, gone, left)
        if file.name == "window.lock":
            file.write_text("back")

    monkeypatch.setattr(removal, "_remove", again)
    done = remove_all(path)
    assert done.left == ((path.parent / "window.lock", "another program made it anew"),)
    assert path.parent / "window.lock" not in done.gone


@pytest.mark.desktop
@pytest.mark.slow
def test_on_a_read_only_disk_every_file_is_named(tmp_path: Path) -> None:
    path = lived_in(tmp_path / "calfstretch")
    with read_only(path.parent):
        done = remove_all(path)
        assert not done.gone and len(done.left) == 13
        assert {reason for _path, reason in done.left} == {"this place is read-only"}
    assert newest_good_copy(path.parent / "backups") is not None
