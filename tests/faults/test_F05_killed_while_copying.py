"""F05: killed anywhere in a backup or an export: the old file or the whole new one, and no leftovers afterwards."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calfstretch.storage import backup
from calfstretch.storage.copies import Wish, look_after
from tests.diaries import child_env, filled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are not of this system"),
]

# Runs a command on the diary in each of the numbered folders, killed at the so-many-th of the calls that matter.
CHILD = """
import io, os, sqlite3, sys
from pathlib import Path
from calfstretch import cli
from calfstretch.clock import FakeClock
folder, last, words = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
left = 0
def counted(real):
    def call(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
        done = real(*arguments, **named)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
        return done
    return call
def due(path):
    from datetime import UTC, datetime
    from calfstretch.storage.copies import Wish, look_after
    assert look_after(Wish(path, datetime.now(UTC), datetime.now(UTC), asked=True)).trouble == ""
def work(number):
    global left
    left, diary = number, folder / str(number) / "diary"
    for name in ("open", "fsync", "replace", "unlink"):
        setattr(os, name, counted(getattr(os, name)))
    class Counted(sqlite3.Connection):
        backup = counted(sqlite3.Connection.backup)
    connect = sqlite3.connect
    sqlite3.connect = lambda *a, **n: connect(*a, **{**n, "factory": Counted})
    if words[0] == "due":
        return due(diary / "diary.db")
    assert cli.main(["--data-dir", str(diary), words[0], str(diary.parent / words[1])]) == 0
for number in range(1, last):
    child = os.fork()
    if not child:
        sys.stdout = io.StringIO()
        work(number)
        os._exit(0)
    print(number, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def run_killed(folder: Path, last: int, *words: str) -> dict[int, int]:
    """Exit codes by how many calls were let through."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), str(last), *words],
        capture_output=True, text=True, env=child_env(), timeout=120, check=True,
    )  # fmt: skip
    return {int(line.split()[0]): int(line.split()[1]) for line in done.stdout.splitlines()}


def again(folder: Path, *words: str) -> set[str]:
    """The next start with the same wish, in the first of the folders with leftovers; what stands there then."""
    found = next(each for each in sorted(folder.iterdir()) if len(names(each)) > 2)
    done = [sys.executable, "-m", "calfstretch", "--data-dir", found / "diary", words[0], found / words[1]]
    subprocess.run(done, env=child_env(), check=True, capture_output=True, timeout=60)
    return names(found)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A diary, and an earlier copy of it."""
    path = filled(tmp_path_factory.mktemp("ready") / "diary.db", 5)
    earlier = path.read_bytes()
    filled(path, 5)
    return path.read_bytes(), earlier


def lay_out(folder: Path, diary: bytes, last: int, name: str, old: bytes) -> None:
    for number in range(1, last):
        (folder / str(number) / "diary").mkdir(parents=True)
        (folder / str(number) / "diary" / "diary.db").write_bytes(diary)
        (folder / str(number) / name).write_bytes(old)


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_F05_killed_while_backing_up(tmp_path: Path, ready: tuple[bytes, bytes]) -> None:  # noqa: N802
    diary, earlier = ready
    last = 40
    lay_out(tmp_path, diary, last, "copy.db", earlier)
    codes = run_killed(tmp_path, last, "backup", "copy.db")
    assert codes[1] == -9 and codes[last - 1] == 0
    seen = set()
    for number in range(1, last):
        copy = tmp_path / str(number) / "copy.db"
        found = backup.inspect(copy)
        assert found is not None
        assert copy.read_bytes() == earlier if found.entries == 5 else found.entries == 10
        seen.add(found.entries)
    assert seen == {5, 10}
    assert again(tmp_path, "backup", "copy.db") == {"diary", "copy.db"}


def test_F05_killed_while_a_copy_is_made_by_itself(tmp_path: Path, ready: tuple[bytes, bytes]) -> None:  # noqa: N802
    diary, earlier = ready
    last, old = 40, "diary-20260101-000000-000000.db"
    lay_out(tmp_path, diary, last, "none", b"")
    for number in range(1, last):
        (tmp_path / str(number) / "diary" / "backups").mkdir()
        (tmp_path / str(number) / "diary" / "backups" / old).write_bytes(earlier)
    codes = run_killed(tmp_path, last, "due")
    assert codes[1] == -9 and codes[last - 1] == 0
    leftovers = 0
    for number in range(1, last):
        path = tmp_path / str(number) / "diary" / "diary.db"
        backups = path.parent / "backups"
        assert all(backup.inspect(each) for each in backups.glob("*.db")), "nothing cut under the name of a copy"
        assert (backups / old).read_bytes() == earlier
        leftovers += any(".part" in name for name in names(backups))
        look_after(Wish(path, datetime.now(UTC), datetime.now(UTC), at_start=True))
        assert not [name for name in names(backups) if not name.endswith(".db")]
    assert leftovers


def test_F05_killed_while_exporting(tmp_path: Path, ready: tuple[bytes, bytes]) -> None:  # noqa: N802
    diary, _earlier = ready
    last = 30
    lay_out(tmp_path, diary, last, "history.csv", b"the older one")
    codes = run_killed(tmp_path, last, "export", "history.csv")
    assert codes[1] == -9 and codes[last - 1] == 0
    whole = (tmp_path / str(last - 1) / "history.csv").read_bytes()
    seen = {(tmp_path / str(number) / "history.csv").read_bytes() for number in range(1, last)}
    assert seen == {b"the older one", whole}
    assert again(tmp_path, "export", "history.csv") == {"diary", "history.csv"}
