"""F23: killed in the middle of a restore. The diary is the one or the other, whole, and what was there is not lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from calfstretch.demo import fill
from calfstretch.storage.database import open_diary
from calfstretch.storage.leftovers import remove_leftovers
from calfstretch.storage.own_files import what_is
from calfstretch.storage.restoring import summary_of
from tests.diaries import child_env, drinks_in, filled, journal_on

_RESTORES = """
import sys
from pathlib import Path
from calfstretch.storage.database import open_diary
from calfstretch.storage.restoring import restore
database = open_diary(Path(sys.argv[1]))
print("begun", flush=True)
while True:
    kept = restore(database, Path(sys.argv[2])).kept
    print("done", flush=True)
    restore(database, kept)
    kept.unlink()
    print("done", flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_F23_killed_while_restoring(tmp_path: Path) -> None:  # noqa: N802
    theirs = journal_on(tmp_path / "theirs.db")
    fill(theirs.database, days=60, until=theirs.clock.now())
    counted = summary_of(theirs.database.connection).entries
    theirs.database.close()
    random, before = Random(23), filled(tmp_path / "before.db", 30).read_bytes()
    seen = set()
    for kill in range(20):
        mine = tmp_path / f"mine {kill}" / "diary.db"
        mine.parent.mkdir(mode=0o700)
        mine.write_bytes(before)
        mine.chmod(0o600)
        words = [sys.executable, "-c", _RESTORES, str(mine), str(tmp_path / "theirs.db")]
        with subprocess.Popen(words, env=child_env(), stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            for _line in range(1 + kill % 3):  # begun, and so many restores done
                child.stdout.readline()
            time.sleep(random.random() * 0.4)
            child.kill()
        for path in remove_leftovers(mine):
            assert "restored" in path.name or path.suffix == ".part" or "before-restore" in path.name
        assert {str(what_is(path.name, "diary.db")) for path in mine.parent.glob("*.*")} <= {"diary", "remembered"}
        database = open_diary(mine)
        entries = summary_of(database.connection).entries
        seen.add(entries)
        assert entries in (30, counted) and database.integrity_ok() and database.lost_since is None
        assert drinks_in(database) > 0
        if entries == counted:  # what was there stands among the copies
            kept = [*(mine.parent / "backups").glob("before-restore-*.db")]
            assert kept
        database.close()
    assert len(seen) == 2
