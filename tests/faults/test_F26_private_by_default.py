"""F26: folder 0700, diary, log and copies 0600, whatever the umask; repaired at the next start when wider."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.storage.backup import make_copy
from tests.diaries import journal_on


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=lambda umask: f"umask-{umask:03o}")
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    found = [folder, *folder.rglob("*")]
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in found}


def is_private(folder: Path) -> bool:
    wanted = {True: "0o700", False: "0o600"}
    return all(oct(stat.S_IMODE(path.stat().st_mode)) == wanted[path.is_dir()] for path in (folder, *folder.rglob("*")))


@pytest.mark.usefixtures("umask")
def test_F26_private_by_default(tmp_path: Path) -> None:  # noqa: N802
    share = tmp_path / ".local" / "share"
    journal = journal_on(share / "calfstretch" / "diary.db")
    journal.days.add_drink(200)
    make_copy(journal.database.connection, share / "calfstretch" / "backups", "daily")
    assert {"diary.db", "diary.db-wal", "diary.db-shm", "backups"} <= set(modes(share))
    assert is_private(tmp_path / ".local"), modes(tmp_path)
    journal.database.close()


@pytest.mark.usefixtures("umask")
def test_F26_what_is_wider_is_repaired_at_start(tmp_path: Path) -> None:  # noqa: N802
    folder = tmp_path / "calfstretch"
    journal = journal_on(folder / "diary.db")
    make_copy(journal.database.connection, folder / "backups", "daily")
    journal.database.close()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert not is_private(folder)
    journal = journal_on(folder / "diary.db")
    journal.days.add_drink(200)
    assert is_private(folder), modes(folder)
    journal.database.close()
