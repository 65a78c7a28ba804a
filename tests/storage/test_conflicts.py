"""Which files beside the diary are copies that a program for synchronised folders left."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfstretch.storage.conflicts import conflict_copies

THEIRS = [
    "diary (conflicted copy).db",
    "diary (Anna's conflicted copy 2026-11-22).db",
    "diary.sync-conflict-20261122-091500-ABCDEFG.db",
    "diary-KITCHEN.db",
    "diary (1).db",
    "diary 2.db",
    "diary_conf(1).db",
]
OURS = [
    "diary.db",
    "diary.db-wal",
    "diary.db-newest",
    "diary-set-aside-20261122-091500.db",
    "diary.db.restored-4711",
    "window.lock",
]
OTHERS = ["my diary.db", "diary.txt", "photo.jpg"]


@pytest.mark.parametrize("name", THEIRS)
def test_F19_it_is_known_by_its_name(tmp_path: Path, name: str) -> None:  # noqa: N802
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "diary.db") == [tmp_path / name]


@pytest.mark.parametrize("name", OURS + OTHERS)
def test_other_files_are_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "diary.db") == []


def test_links_and_folders_are_none_and_a_missing_folder_holds_none(tmp_path: Path) -> None:
    (tmp_path / "diary (1).db").mkdir()
    (tmp_path / "diary (2).db").symlink_to(tmp_path)
    assert conflict_copies(tmp_path / "diary.db") == []
    assert conflict_copies(tmp_path / "gone" / "diary.db") == []
