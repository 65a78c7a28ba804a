"""F24: a place that cannot be written: the diary is read, and says why nothing can be stored."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from calfstretch.errors import UserError
from calfstretch.storage.database import open_diary
from tests.diaries import child_env, drinks_in, filled, fingerprint, killed, read_only

_NOBODY = 65534
# Everything is imported before the rights are given away: the other account may not be able to read the program.
AS_NOBODY = """
import json, os, sys
from pathlib import Path
import calfstretch.i18n
from calfstretch.errors import UserError
from calfstretch.storage import migrate
from calfstretch.storage.database import open_diary
migrate.scripts()
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
database = open_diary(Path(sys.argv[1]))
count = database.connection.execute("SELECT count(*) FROM drinks").fetchone()[0]
try:
    with database.transaction():
        stored = True
except UserError as error:
    stored = error.message
database.close()
print(json.dumps([count, database.read_only, stored]))
"""


@pytest.mark.desktop
@pytest.mark.slow
def test_F24_read_only_disk(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "disk" / "diary.db")
    before = fingerprint(tmp_path)
    with read_only(path.parent):
        database = open_diary(path)
        assert database.read_only is not None and "read-only" in database.read_only
        assert str(path.parent) in database.read_only and "--data-dir" in database.read_only
        assert drinks_in(database) == 20
        with pytest.raises(UserError, match="read-only"), database.transaction():
            pytest.fail("not reached")
        database.close()
    assert fingerprint(tmp_path) == before


@pytest.mark.desktop
@pytest.mark.slow
def test_F24_read_only_disk_with_the_log_of_a_killed_program(tmp_path: Path) -> None:  # noqa: N802
    filled(tmp_path / "disk" / "diary.db", 3)
    path = killed(tmp_path / "disk" / "diary.db", 4)
    before = fingerprint(tmp_path)
    with read_only(path.parent):
        database = open_diary(path)
        assert database.read_only is not None
        assert drinks_in(database) in (3, 7)
        database.close()
    assert fingerprint(tmp_path) == before
    database = open_diary(path)
    assert drinks_in(database) == 7
    database.close()


@pytest.mark.desktop
@pytest.mark.slow
def test_F24_read_only_disk_without_a_diary(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "disk").mkdir()
    with (
        read_only(tmp_path / "disk") as disk,
        pytest.raises(UserError, match=r"cannot be kept .*Read-only file system.*--data-dir"),
    ):
        open_diary(disk / "calfstretch" / "diary.db")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are not of this system")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o600), (0o700, 0o444), (0o555, 0o444)])
def test_F24_modes_that_forbid_writing(folder_mode: int, file_mode: int) -> None:  # noqa: N802
    # A folder of its own: the tests' usual one is closed to other accounts.
    with tempfile.TemporaryDirectory(prefix="calfstretch-f24-") as place:
        Path(place).chmod(0o755)
        path = filled(Path(place) / "diary" / "diary.db")
        for each, mode in ((path, file_mode), (path.parent, folder_mode)):
            if os.geteuid() == 0:  # modes keep nobody out who is root
                os.chown(each, _NOBODY, _NOBODY)
            each.chmod(mode)
        before = fingerprint(path.parent)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, env=child_env(), check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith('[20, "Nothing can be saved in ')
        assert done.stdout.count("Nothing can be saved") == 2
        after = fingerprint(path.parent)
        # What others may read is taken from them even here, where the folder is one's own.
        assert {name: seen[1:] for name, seen in after.items()} == {name: seen[1:] for name, seen in before.items()}
