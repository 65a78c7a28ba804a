"""Half-made files of killed programs go at the next start; everything else stays."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from calfstretch.storage.leftovers import remove_leftovers, remove_parts

STAMP = "20261122-090000-000000"


def _gone_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def _fill(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"half")


def _names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_leftovers_of_killed_programs_are_removed(tmp_path: Path) -> None:
    gone = _gone_pid()
    diary = tmp_path / "diary.db"
    _fill(
        tmp_path,
        f"diary.db.back-{gone}",
        f"diary.db.new-{gone}",
        f"diary.db.new-{gone}-wal",
        f"diary.db.rescued-{gone}.double",
        f"diary.db.restored-{gone}.older",
    )
    _fill(tmp_path / "backups", f"diary-{STAMP}.{gone}.part", f"before-version-2-{STAMP}.{gone}.part-journal")
    assert len(remove_leftovers(diary)) == 7
    assert _names(tmp_path) == {"backups"} and _names(tmp_path / "backups") == set()


def test_what_a_running_program_makes_and_what_others_made_stays(tmp_path: Path) -> None:
    gone, own = _gone_pid(), os.getpid()
    mine = {"diary.db", "diary.db-wal", f"diary.db.back-{own}", f"diary.db.new-{own}", f"other.db.back-{gone}"}
    mine |= {"diary.db.back-me", f"diary.db.back-{gone}.txt"}
    theirs = {f"diary-{STAMP}.{own}.part", f"diary-{STAMP}.db", f"film.{gone}.part", "film.part", f"diary-{STAMP}.part"}
    _fill(tmp_path, *mine)
    _fill(tmp_path / "backups", *theirs)
    assert remove_leftovers(tmp_path / "diary.db") == []
    assert _names(tmp_path) == mine | {"backups"} and _names(tmp_path / "backups") == theirs


def test_in_a_folder_of_several_computers_age_alone_counts(tmp_path: Path) -> None:
    gone = _gone_pid()
    fresh, old = f"diary-{STAMP}.{gone}.part", f"diary-{STAMP}.1.part"
    _fill(tmp_path, fresh, old, "film.part")
    long_ago = time.time() - 2 * 24 * 3600
    for name in (old, "film.part"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    assert [each.name for each in remove_parts(tmp_path)] == [old]
    assert _names(tmp_path) == {fresh, "film.part"}


def test_no_folder_has_no_leftovers(tmp_path: Path) -> None:
    assert remove_leftovers(tmp_path / "nowhere" / "diary.db") == []
