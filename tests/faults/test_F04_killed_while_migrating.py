"""F04: killed after each statement of a migration: version and shape belong together, and the copy opens."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from calfstretch.storage import backup, migrate
from calfstretch.storage.database import open_diary
from tests.diaries import child_env, drinks_in, filled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are not of this system")

NEXT = migrate.newest_version() + 1
STEP = f"""
CREATE TABLE cups (id TEXT PRIMARY KEY, ml INTEGER NOT NULL) STRICT;
INSERT INTO cups VALUES ('mug', 250);
ALTER TABLE drinks ADD COLUMN cup TEXT NOT NULL DEFAULT 'mug';
UPDATE drinks SET cup = 'big mug' WHERE ml > 110;
PRAGMA user_version = {NEXT};
"""
# Works on diaries in numbered folders below the first argument, and is killed after so many statements.
CHILD = """
import os, sqlite3, sys
from pathlib import Path
from calfstretch.storage import database, migrate
path, first, last, sql = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
class Killed(sqlite3.Connection):
    left = 0
    def execute(self, *arguments):
        done = super().execute(*arguments)
        Killed.left -= 1
        if Killed.left == 0:
            os.kill(os.getpid(), 9)
        return done
connect = sqlite3.connect
def killed(*arguments, **named):
    return connect(*arguments, **{**named, "factory": Killed})
def work(number):
    Killed.left = number
    sqlite3.connect = killed
    if sql:
        migrate.scripts()[max(migrate.scripts()) + 1] = sql
    database.open_diary(path / str(number) / "diary.db").close()
for number in range(first, last):
    child = os.fork()
    if not child:
        work(number)
        os._exit(0)
    print(number, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def run_killed(path: Path, last: int, sql: str) -> dict[int, int]:
    """Exit codes by how many statements were let through."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), "1", str(last), sql],
        capture_output=True,
        text=True,
        env=child_env(),
        check=True,
        timeout=120,
    )
    return {int(line.split()[0]): int(line.split()[1]) for line in done.stdout.splitlines()}


def columns(path: Path) -> tuple[int, bool, int]:
    connection = sqlite3.connect(path)
    names = {row[1] for row in connection.execute("PRAGMA table_info(drinks)")}
    version = migrate.version_of(connection)
    entries = connection.execute("SELECT count(*) FROM drinks").fetchone()[0]
    connection.close()
    return version, "cup" in names, entries


def test_F04_killed_while_migrating(tmp_path: Path) -> None:  # noqa: N802
    old = filled(tmp_path / "diary.db").read_bytes()
    last = 90
    for number in range(1, last):
        diary = tmp_path / str(number) / "diary.db"
        diary.parent.mkdir()
        diary.write_bytes(old)
        diary.chmod(0o600)
    codes = run_killed(tmp_path, last, STEP)
    assert codes[1] == -signal.SIGKILL
    assert codes[last - 1] == 0, "the last one must have been let through"
    killed = [number for number, code in codes.items() if code == -signal.SIGKILL]
    assert len(killed) > len(migrate.statements(STEP))
    versions = set()
    for number in killed:
        version, has_cup, entries = columns(tmp_path / str(number) / "diary.db")
        assert (version == NEXT) is has_cup
        assert entries == 20
        versions.add(version)
    assert versions == {NEXT - 1, NEXT}
    copies = list(tmp_path.glob("*/backups/*.db"))
    assert copies
    assert all((copy := backup.inspect(each)) is not None and copy.entries == 20 for each in copies)


@pytest.mark.slow
def test_F04_killed_while_making_the_first_diary(tmp_path: Path) -> None:  # noqa: N802
    last = 90
    codes = run_killed(tmp_path, last, "")
    killed = [number for number, code in codes.items() if code == -signal.SIGKILL]
    assert len(killed) > len(migrate.statements(migrate.scripts()[1]))
    assert codes[last - 1] == 0
    for number in killed:
        database = open_diary(tmp_path / str(number) / "diary.db")
        assert database.integrity_ok()
        assert drinks_in(database) == 0
        database.close()
    assert list(tmp_path.glob("*/*.new-*")) == [], "leftovers are swept up"
    assert list(tmp_path.glob("*/diary.db"))
