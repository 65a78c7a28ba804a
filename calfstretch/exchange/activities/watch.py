"""What every reader of a file holds on to: its limits, a way to be called off, how far it has come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from calfstretch.i18n import gettext as _

MB = 1_000_000
FIT_BYTES, XML_BYTES, TABLE_BYTES = 30 * MB, 100 * MB, 50 * MB
APPLE_BYTES, ARCHIVE_BYTES = 4000 * MB, 2000 * MB
"""Most bytes, unpacked. Real files never reach them. Source: activity formats, section 8."""
ENTRIES, RATIO = 20_000, 200
SECONDS, SECONDS_PER_MB = 10.0, 3.0
"""How long one file may take: a base, and more for each of its megabytes. Source: fault matrix, F57."""


class RefusedFile(Exception):  # noqa: N818 - no error of the program: the file is what it is
    """The file, or this part of it, is not read; the text is one sentence for the person."""

    @property
    def sentence(self) -> str:
        """Why."""
        return str(self)


class NothingInIt(RefusedFile):
    """A sound file that holds no activity, such as a planned route; the sentence says what it is."""


class CalledOff(Exception):  # noqa: N818 - the person's wish
    """The person called the reading off."""


class Watch:
    """Goes with the reading of one choice of files.

    Args:
        told: called with how much of the present file is read, 0 to 1, a few times a second.
        now: seconds of a clock that goes forward.
    """

    def __init__(self, told: Callable[[float], None] | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._told, self._now = told, now
        self._off = threading.Event()
        self._end = float("inf")
        self._last_told = 0.0

    def call_off(self) -> None:
        """End the reading at its next step; may be called from any thread."""
        self._off.set()

    def begin(self, size: int) -> None:
        """A file of so many bytes begins: its time begins too."""
        self._end = self._now() + SECONDS + SECONDS_PER_MB * size / MB

    def step(self, share: float | None = None) -> None:
        """To be called every few thousand steps of a reader.

        Args:
            share: how much of the present file is read; None = not known.

        Raises:
            CalledOff: the person wishes so.
            RefusedFile: the file takes longer than any real one.
        """
        if self._off.is_set():
            raise CalledOff
        now = self._now()
        if now > self._end:
            raise RefusedFile(_("Reading it takes far longer than any activity file does, so it was stopped."))
        if self._told is not None and share is not None and now - self._last_told > 0.1:
            self._last_told = now
            self._told(min(1.0, share))


class Counted:
    """A binary stream that counts what is really read and stops at a limit; declared sizes lie both ways.

    Args:
        stream: what to read; it is not closed here.
        most: bytes; one more is a refusal.
        size: how many there should be, for the progress; 0 = not known.
    """

    def __init__(self, stream: BinaryIO, most: int, watch: Watch, size: int = 0) -> None:
        self._stream, self._most, self._watch, self._size = stream, most, watch, size
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Up to that many bytes; -1 = all there are.

        Raises:
            RefusedFile: more bytes than the limit.
            CalledOff: the person wishes so.
        """
        left = self._most - self.count + 1
        data = self._stream.read(left if size < 0 else min(size, left))
        self.count += len(data)
        if self.count > self._most:
            raise RefusedFile(
                _("It is larger than {count} MB, which no real file of its kind is.").format(count=self._most // MB)
            )
        self._watch.step(self.count / self._size if self._size else None)
        return data
