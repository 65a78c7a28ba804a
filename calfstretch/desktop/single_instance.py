"""One window per diary: become it, or hand over to it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from calfstretch.desktop.hand_over import RETRY_S, HandOverSocket, ask_once
from calfstretch.desktop.lock import DiaryLock, HeldElsewhere, read_note, this_computer


class Other(Enum):
    """What a second start found."""

    ANSWERED = auto()
    """The running window took the message."""
    SILENT = auto()
    """A window has the diary open and does not answer."""


class Claim(NamedTuple):
    """This process is the one window of its diary.

    Args:
        lock: held until `close`.
        ear: to be given to a HandOverListener once Qt runs; None where the system offers no private socket, then a
            second start says that the window does not answer.
    """

    lock: DiaryLock
    ear: HandOverSocket | None

    def close(self) -> None:
        """Stop listening, then give the lock back."""
        if self.ear is not None:
            self.ear.close()
        self.lock.release()


def claim_or_hand_over(
    folder: Path, message: Mapping[str, str], *, timeout_s: float = 2.0, take_from_other_computer: bool = False
) -> Claim | Other:
    """Become the window of a diary, or give the message to the one there is. Needs no Qt.

    Args:
        folder: the diary's folder.
        message: what the running window is asked for, see hand_over.raise_message and cramp_message.
        timeout_s: how long a running window may take to answer.
        take_from_other_computer: the person said that no other computer has the diary open.

    Returns:
        The claim, or what came of handing over. A window that closes while it is asked leaves the claim to us.

    Raises:
        HeldElsewhere: another computer has the diary open, or left it without closing it.
        UserError: the folder cannot be locked.
    """
    until = time.monotonic() + timeout_s
    while True:
        lock = DiaryLock.acquire(folder, take_from_other_computer=take_from_other_computer)
        if lock is not None:
            return Claim(lock, _ear(lock))
        note = read_note(folder)
        if note is not None and note.host != this_computer() and not take_from_other_computer:
            raise HeldElsewhere(note)  # a lock reaching over the network: nobody there can show a window here
        # Tried again where nobody listens: the other window may just be starting, or just closing.
        answer = ask_once(folder, message, until)
        if answer is not None or time.monotonic() >= until:
            return Other.ANSWERED if answer else Other.SILENT
        time.sleep(RETRY_S)


def _ear(lock: DiaryLock) -> HandOverSocket | None:
    try:
        return HandOverSocket(lock)
    except OSError:
        return None
