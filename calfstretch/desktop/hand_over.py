"""How a second start reaches the running window: one JSON line over a local socket, without Qt."""

from __future__ import annotations

import json
import os
import socket
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from calfstretch.desktop.lock import DiaryLock, LockNote, read_note, this_computer

MESSAGE_LIMIT = 4096
RETRY_S = 0.05
DOES = ("raise", "cramp", "changed")
HAS_UNIX_SOCKETS = hasattr(socket, "AF_UNIX")
_UNIX: int = getattr(socket, "AF_UNIX", socket.AF_INET)


def raise_message(environ: Mapping[str, str]) -> dict[str, str]:
    """Asks the window to come forward; carries the desktop's permission to do so where there is one."""
    return {"do": "raise", **_permission(environ)}


def cramp_message(episode_id: str, environ: Mapping[str, str], at: datetime | None = None) -> dict[str, str]:
    """Asks the window to open relief for an episode.

    Args:
        at: aware; when it began, of one that could be kept nowhere. None = it is in the diary or in the spool.
    """
    moment = {} if at is None else {"at": at.isoformat()}
    return {"do": "cramp", "episode_id": episode_id, **moment, **_permission(environ)}


def _permission(environ: Mapping[str, str]) -> dict[str, str]:
    token = environ.get("XDG_ACTIVATION_TOKEN") or environ.get("DESKTOP_STARTUP_ID") or ""
    return {"activation": token} if 0 < len(token) <= 512 else {}


class HandOverSocket:
    """The running window's ear; bound right after the lock is taken, long before Qt is there.

    Args:
        lock: the held lock, whose note says where the ear is.
        unix: a socket file (True) or, where the system has none, a port of this computer (False).

    Raises:
        OSError: the system gives no private place for a socket.
    """

    def __init__(self, lock: DiaryLock, *, unix: bool = HAS_UNIX_SOCKETS) -> None:
        self.token = os.urandom(24).hex()
        self._path = socket_folder() / f"{_key(lock.folder)}.sock" if unix else None
        self.socket = socket.socket(_UNIX if unix else socket.AF_INET, socket.SOCK_STREAM)
        try:
            address = self._bind()
            self.socket.listen(16)
        except OSError:
            self.socket.close()
            raise
        self.socket.setblocking(False)
        lock.announce(address, self.token)

    def _bind(self) -> str:
        if self._path is None:
            self.socket.bind(("127.0.0.1", 0))
            return f"tcp:{self.socket.getsockname()[1]}"
        self._path.unlink(missing_ok=True)  # we hold the lock, so whoever made it is gone
        self.socket.bind(str(self._path))
        return str(self._path)

    def close(self) -> None:
        """Stop listening and take the socket file away; a second time does nothing."""
        self.socket.close()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._path = None  # the next window's file bears the same name


def hand_over(folder: Path, message: Mapping[str, str], timeout_s: float = 2.0) -> bool:
    """Give a message to the window that has this diary open.

    Args:
        folder: the diary's folder.
        message: see `raise_message` and `cramp_message`.
        timeout_s: how long to wait in all; a window that is just starting is waited for as well.

    Returns:
        True where the window answered that it did it; False where nobody answered in time.
    """
    until = time.monotonic() + timeout_s
    while True:
        answer = ask_once(folder, message, until)
        if answer is not None:
            return answer
        if time.monotonic() + RETRY_S >= until:
            return False
        time.sleep(RETRY_S)


def ask_once(folder: Path, message: Mapping[str, str], until: float) -> bool | None:
    """Ask the window that has this diary open, without a second try.

    Args:
        folder: the diary's folder.
        message: see `hand_over`.
        until: the monotonic moment at which waiting for the answer ends.

    Returns:
        The answer; False = somebody listens and did not answer in time; None = nobody listens (not yet, or no more).
    """
    note = read_note(folder)
    if note is None or not note.address or note.host != this_computer():
        return None
    return _ask(note, message, until)


def _ask(note: LockNote, message: Mapping[str, str], until: float) -> bool | None:
    try:
        connection = _connect(note.address, until)
    except (OSError, ValueError):
        return None
    with connection:
        try:
            connection.sendall(json.dumps({**message, "token": note.token}).encode() + b"\n")
            return _read_answer(connection, until)
        except TimeoutError:
            return False
        except OSError:
            return None


def _connect(address: str, until: float) -> socket.socket:
    port = address.removeprefix("tcp:")
    family = socket.AF_INET if port != address else _UNIX
    target: Any = ("127.0.0.1", int(port)) if port != address else address
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(max(until - time.monotonic(), 0.01))
        connection.connect(target)
    except (OSError, ValueError):
        connection.close()
        raise
    return connection


def _read_answer(connection: socket.socket, until: float) -> bool | None:
    received = b""
    while not received.endswith(b"\n"):
        connection.settimeout(max(until - time.monotonic(), 0.001))
        part = connection.recv(MESSAGE_LIMIT)
        if not part or len(received) > MESSAGE_LIMIT:
            return None  # the window closed while we asked
        received += part
    with suppress(ValueError, AttributeError):
        return json.loads(received).get("ok") is True
    return None


def understand(line: bytes, token: str) -> dict[str, str] | None:
    """The message in a received line without its token; None where it is none of ours."""
    try:
        raw: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
        return None
    from secrets import compare_digest  # not needed by the sender, who must be quick

    if not compare_digest(raw.pop("token", "").encode(errors="replace"), token.encode()):
        return None
    known = raw.get("do") in DOES and ("episode_id" in raw) == (raw.get("do") == "cramp")
    return raw if known else None


def socket_folder() -> Path:
    """The folder for socket files: short enough for a socket's path, and nobody else's to write in.

    Raises:
        OSError: a folder of that name belongs to somebody else.
    """
    tried = []
    for folder in _socket_folders():
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            if _is_private(folder) and len(str(folder)) < 70:
                return folder
        tried.append(str(folder))
    raise PermissionError(f"no folder for sockets: {', '.join(tried)}")


def _socket_folders() -> Iterator[Path]:
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.path.isabs(base):
        yield Path(base) / "calfstretch"
    from tempfile import gettempdir  # slow to load, and rarely needed

    user = str(os.geteuid()) if hasattr(os, "geteuid") else "user"
    yield Path(gettempdir()) / f"calfstretch-{user}"
    yield Path("/tmp") / f"calfstretch-{user}"


def _is_private(folder: Path) -> bool:
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and (
        not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
    )


def _key(folder: Path) -> str:
    """A short name for a folder, the same by whichever path it is reached."""
    status = folder.stat()
    return f"{status.st_dev:x}-{status.st_ino:x}"
