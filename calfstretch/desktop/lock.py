"""One lock per diary folder, held by the open window and given back by the operating system when it dies."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.paths import make_folder

LOCK_NAME = "window.lock"
NOTE_LIMIT = 4096


class LockNote(NamedTuple):
    """What the holder of a lock writes into the lock file, for people and for the second start.

    Args:
        pid: the holder's process number; told to people, never trusted.
        host: the holder's computer.
        started: when the lock was taken, UTC, ISO 8601.
        address: where the holder listens for a second start (a socket's path or `tcp:PORT`), empty = nowhere yet.
        token: what a message to that address must carry.
    """

    pid: int
    host: str
    started: str
    address: str = ""
    token: str = ""


class HeldElsewhere(UserError):  # noqa: N818 - it is a question to the person more than an error
    """The diary folder bears the sign of another computer; the person decides whether to open it here too.

    Args:
        note: what the other computer wrote.
    """

    def __init__(self, note: LockNote) -> None:
        super().__init__(
            _(
                "This diary is marked as open on another computer ({host}, since {since}). "
                "Close calfstretch there first; if it is not running there, you can open the diary here."
            ).format(host=note.host, since=note.started[:16].replace("T", " "))
        )
        self.note = note


class DiaryLock:
    """The lock of one diary folder while it is held; a context manager."""

    def __init__(self, folder: Path, file: BinaryIO) -> None:
        self.folder = folder
        self._file = file
        self.note = LockNote(os.getpid(), this_computer(), datetime.now(UTC).isoformat(timespec="seconds"))
        self._write()

    @classmethod
    def acquire(cls, folder: Path, *, take_from_other_computer: bool = False) -> DiaryLock | None:
        """Take the lock of a diary folder, without waiting.

        The kernel ties the lock to the open file, so a killed window leaves none behind: whatever the file still
        says about process numbers does not matter.

        Args:
            folder: the diary's folder; made (0700) where there is none.
            take_from_other_computer: the person said that no other computer has the diary open.

        Returns:
            The lock, or None where another window on this diary is running.

        Raises:
            HeldElsewhere: another computer's sign is in the folder (shared or synchronised folders).
            UserError: the lock file belongs to somebody else, or the folder takes no files or no locks.
        """
        file = _open_lock_file(folder)
        try:
            if not _try_lock(file.fileno()):
                file.close()
                return None
            left = _parse(_read_all(file))
            if left is not None and left.host != this_computer() and not take_from_other_computer:
                raise HeldElsewhere(left)
            return cls(folder, file)
        except OSError as error:
            file.close()
            raise _cannot_lock(folder, error) from error
        except UserError:
            file.close()
            raise

    def announce(self, address: str, token: str) -> None:
        """Note where the window listens, for a second start to find."""
        self.note = LockNote(self.note.pid, self.note.host, self.note.started, address, token)
        self._write()

    def release(self) -> None:
        """Give the lock back and clear the note: an empty file says that the diary was closed in order."""
        if self._file.closed:
            return
        # The file stays: taking it away would let two starts lock two files of one name.
        with suppress(OSError):  # a disk gone read-only: the lock itself is given back all the same
            self._file.truncate(0)
        self._file.close()

    def _write(self) -> None:
        text = json.dumps(self.note._asdict()).encode() + b"\n"
        # On a full disk the lock holds without its note; a second start then hears no answer.
        with suppress(OSError):
            self._file.seek(0)
            self._file.write(text)
            self._file.truncate(len(text))

    def __enter__(self) -> DiaryLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def this_computer() -> str:
    """The name by which this computer signs lock files."""
    return socket.gethostname() or "localhost"


def read_note(folder: Path) -> LockNote | None:
    """What the holder of the folder's lock wrote; None where nothing readable of our own stands there."""
    try:
        descriptor = os.open(folder / LOCK_NAME, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        return _parse(_read_all(file)) if _is_our_own(descriptor) else None


def _open_lock_file(folder: Path) -> BinaryIO:
    path = folder / LOCK_NAME
    try:
        make_folder(folder)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags, 0o600)
    except OSError as error:
        raise _cannot_lock(folder, error) from error
    if not _is_our_own(descriptor):
        os.close(descriptor)
        raise _not_ours(path)
    return os.fdopen(descriptor, "r+b", buffering=0)


def _is_our_own(descriptor: int) -> bool:
    status = os.fstat(descriptor)
    # geteuid is missing on Windows, where the folder's own permissions keep others out.
    return stat.S_ISREG(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.geteuid())


def _not_ours(path: Path) -> UserError:
    return UserError(
        _(
            "The file {path} is not this account's own, so the diary was not opened. "
            "Start calfstretch from the account the diary belongs to, or choose another folder with --data-dir."
        ).format(path=path)
    )


def _cannot_lock(folder: Path, error: OSError) -> UserError:
    path = folder / LOCK_NAME
    if path.is_symlink() or isinstance(error, PermissionError) and path.exists():
        return _not_ours(path)
    return UserError(
        _(
            "The diary folder {folder} cannot be opened for writing ({reason}). "
            "Choose another folder with --data-dir, or make this one writable."
        ).format(folder=folder, reason=error.strerror or error)
    )


def _read_all(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(NOTE_LIMIT)


def _parse(text: bytes) -> LockNote | None:
    try:
        raw: Any = json.loads(text)
        fields = {name: str(raw.get(name, "")) for name in ("host", "started", "address", "token")}
        note = LockNote(pid=int(raw["pid"]), **fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return note if note.host else None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        # Windows forbids others to read locked bytes: one far behind the note is locked instead.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
