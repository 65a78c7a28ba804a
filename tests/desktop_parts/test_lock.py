"""The lock of a diary folder: who gets it, who does not, and what it leaves behind."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from calfstretch.desktop.lock import LOCK_NAME, DiaryLock, read_note, this_computer
from calfstretch.errors import UserError


def test_first_takes_the_lock_and_second_gets_none(tmp_path: Path) -> None:
    with DiaryLock.acquire(tmp_path) or pytest.fail("no lock"):
        assert DiaryLock.acquire(tmp_path) is None


def test_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    first = DiaryLock.acquire(tmp_path)
    assert first is not None
    first.release()
    first.release()
    second = DiaryLock.acquire(tmp_path)
    assert second is not None
    second.release()


def test_lock_leaves_no_note_when_given_back(tmp_path: Path) -> None:
    lock = DiaryLock.acquire(tmp_path)
    assert lock is not None
    note = read_note(tmp_path)
    assert note is not None
    assert (note.pid, note.host) == (os.getpid(), this_computer())
    lock.release()
    assert read_note(tmp_path) is None
    assert (tmp_path / LOCK_NAME).read_bytes() == b""


def test_lock_makes_a_private_folder_and_file(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "diary"
    lock = DiaryLock.acquire(folder)
    assert lock is not None
    lock.release()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / LOCK_NAME).stat().st_mode) == 0o600


def test_two_diaries_have_two_locks(tmp_path: Path) -> None:
    one, two = DiaryLock.acquire(tmp_path / "one"), DiaryLock.acquire(tmp_path / "two")
    assert one is not None and two is not None
    one.release()
    two.release()


def test_symlink_in_the_locks_place_is_refused_untouched(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("precious")
    (tmp_path / LOCK_NAME).symlink_to(victim)
    with pytest.raises(UserError, match="not this account's own"):
        DiaryLock.acquire(tmp_path)
    assert read_note(tmp_path) is None
    assert victim.read_text() == "precious"


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such owner there")
def test_lock_file_of_another_account_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock_file = tmp_path / LOCK_NAME
    lock_file.touch()
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    with pytest.raises(UserError, match="not this account's own"):
        DiaryLock.acquire(tmp_path)


def test_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be opened for writing"):
        DiaryLock.acquire(tmp_path / "file" / "diary")


@pytest.mark.parametrize(
    "rubbish", [b"", b"{", b"[1]", b"null", b'{"pid": "x", "host": "h"}', b"\xff\xfe\x00", b"7" * 9000, b"[" * 4000]
)
def test_rubbish_in_the_lock_file_does_not_keep_anyone_out(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / LOCK_NAME).write_bytes(rubbish)
    assert read_note(tmp_path) is None
    lock = DiaryLock.acquire(tmp_path)
    assert lock is not None
    lock.release()


class FullDisk:
    """A file on a disk that takes nothing more."""

    closed = False

    def seek(self, _where: int) -> int:
        return 0

    def write(self, _text: bytes) -> int:
        raise OSError(28, "No space left on device")

    def truncate(self, _size: int) -> int:
        raise OSError(28, "No space left on device")

    def close(self) -> None:
        self.closed = True


def test_full_disk_takes_the_note_but_not_the_lock(tmp_path: Path) -> None:
    file = FullDisk()
    lock = DiaryLock(tmp_path, cast(BinaryIO, file))
    lock.announce("/run/x.sock", "token")
    lock.release()
    assert file.closed
