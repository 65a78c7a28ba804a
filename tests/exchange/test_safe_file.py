"""Files that stand under their name as a whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.errors import UserError
from calfstretch.exchange import safe_file
from calfstretch.exchange.safe_file import reason, replacing, write_file

ROOT = Path(__file__).resolve().parents[2]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_there_when_the_block_ends_and_is_private(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with replacing(tmp_path / "a.csv") as file:
            file.write(b"text")
            assert "a.csv" not in _names(tmp_path)
    finally:
        os.umask(old)
    assert (tmp_path / "a.csv").read_bytes() == b"text"
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600
    assert _names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt(), ValueError("ours")])
def test_when_it_breaks_off_the_old_file_stays_and_nothing_is_left(tmp_path: Path, trouble: BaseException) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(type(trouble)), replacing(tmp_path / "a.csv") as file:
        file.write(b"half")
        raise trouble
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert _names(tmp_path) == ["a.csv"]


def test_a_disk_that_fills_up_at_the_sync_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.csv").write_bytes(b"old")
    monkeypatch.setattr(safe_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space") as caught, replacing(tmp_path / "a.csv") as file:
        file.write(b"new")
    assert reason(caught.value) == "the disk is full"
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert _names(tmp_path) == ["a.csv"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("a disk that fills up can be mounted by root alone")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.desktop
@pytest.mark.slow
def test_F61_a_disk_that_is_really_full_keeps_the_old_file(small_disk: Path) -> None:  # noqa: N802
    (small_disk / "a.csv").write_bytes(b"old")
    with pytest.raises(OSError, match="No space"), replacing(small_disk / "a.csv") as file:
        file.write(b"x" * 1_000_000)
    assert (small_disk / "a.csv").read_bytes() == b"old"
    assert _names(small_disk) == ["a.csv"]


@pytest.mark.desktop
@pytest.mark.slow
def test_F61_a_read_only_place_is_said(small_disk: Path) -> None:  # noqa: N802
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(OSError) as caught, replacing(small_disk / "a.csv"):
        pass
    assert reason(caught.value) == "this place is read-only"


def test_F61_a_folder_of_that_name_is_said(tmp_path: Path) -> None:  # noqa: N802
    with pytest.raises(OSError) as caught, replacing(tmp_path):
        pass
    assert reason(caught.value) == "a folder has that name"


def test_F61_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:  # noqa: N802
    with pytest.raises(OSError) as caught, replacing(tmp_path / "nowhere" / "a.csv"):
        pass
    assert reason(caught.value) == "that folder does not exist"


def test_F61_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "a.csv").symlink_to("/dev/full")
    with pytest.raises(OSError) as caught, replacing(tmp_path / "a.csv"):
        pass
    assert reason(caught.value) == "that name is no ordinary file"
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_diary_is_never_replaced_by_an_export(tmp_path: Path) -> None:
    diary = tmp_path / "diary.db"
    diary.write_bytes(b"SQLite format 3\0 and entries")
    link = tmp_path / "history.csv"
    link.symlink_to(diary)
    for name in (diary, link):
        with pytest.raises(UserError, match="a diary or a copy of one has that name; choose another"):
            write_file(name, b"new")
    assert diary.read_bytes() == b"SQLite format 3\0 and entries"


def test_a_link_stays_a_link_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    with replacing(tmp_path / "link.csv") as file:
        file.write(b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_name_of_the_longest_kind_is_taken(tmp_path: Path) -> None:
    name = "n" * 251 + ".csv"
    with replacing(tmp_path / name) as file:
        file.write(b"text")
    assert (tmp_path / name).read_bytes() == b"text"


_KILLED = """
import os, signal, sys
from pathlib import Path
from calfstretch.exchange.safe_file import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_F62_killed_half_way_the_old_file_is_whole(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "a.csv").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path / "a.csv")], cwd=ROOT, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "a.csv").read_bytes() == b"old"
