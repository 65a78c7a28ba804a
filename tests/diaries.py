"""Diaries for tests: filled, looked at from outside, and put on disks that are in trouble."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.journal import Journal
from calfstretch.storage.database import Database, open_diary


def journal_on(path: Path, now: str = "2026-11-22T09:00:00+01:00") -> Journal:
    """A journal on the diary at path, with a fake clock."""
    return Journal(open_diary(path), FakeClock(datetime.fromisoformat(now)))


def filled(path: Path, drinks: int = 20) -> Path:
    """A closed diary with so many drinks."""
    journal = journal_on(path)
    for n in range(drinks):
        journal.days.add_drink(100 + n)
    journal.database.close()
    return path


_KILLED = """
import os, sys
from pathlib import Path
from tests.diaries import journal_on
journal = journal_on(Path(sys.argv[1]))
for n in range(int(sys.argv[2])):
    journal.days.add_drink(100 + n)
if len(sys.argv) > 3:
    journal.database.remember()
os.kill(os.getpid(), 9)
"""


def killed(path: Path, drinks: int = 20, *, remembering: bool = False) -> Path:
    """A diary whose program was killed: its entries stand in the log beside it.

    Args:
        remembering: it had the calm moment to write down what stands in the diary.
    """
    words = [str(path), str(drinks), *(["remember"] if remembering else [])]
    subprocess.run([sys.executable, "-c", _KILLED, *words], env=child_env(), check=False)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    return path


def harm_pages_of(path: Path, part: str) -> None:
    """Overwrite where a table or index of a closed diary begins; the list of tables stays sound."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (part,)).fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def child_env() -> dict[str, str]:
    """Environment of a child that imports this checkout."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}


def fingerprint(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Name, mode, date and bytes of everything in a folder: what must stay the same when nothing is touched."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
        # SQLite's shared memory is no part of the diary: any reader may make it anew.
        if not path.name.endswith("-shm")
    }


def drinks_in(database: Database) -> int:
    """How many drinks stand in the diary."""
    return int(database.connection.execute("SELECT count(*) FROM drinks WHERE deleted_at IS NULL").fetchone()[0])


@contextlib.contextmanager
def mounted(folder: Path, *how: str) -> Iterator[Path]:
    """A folder with something mounted on it, such as a small disk; skips where that is not possible.

    Args:
        how: arguments of mount before the folder.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *how, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A disk that fills up."""
    with mounted(folder, "-t", "tmpfs", "-o", f"size={size}", "none"):
        yield folder


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder, read-only for everybody, root as well."""
    with mounted(folder, "--bind", str(folder)):
        done = subprocess.run(
            ["mount", "-o", "remount,bind,ro", str(folder)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.skip(f"a read-only mount is not allowed here: {done.stderr.strip()}")
        yield folder


def fill_disk(folder: Path, leave: int = 0) -> Path:
    """Fill the disk of a folder but for `leave` bytes; the file that does it."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    if leave:
        os.truncate(ballast, max(0, ballast.stat().st_size - leave))
    return ballast
