"""The bytes of an Apple Health export without what no XML parser takes: its broken DTD, its control characters."""

from __future__ import annotations

import re

from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.watch import MB, RefusedFile
from calfstretch.i18n import gettext as _

_CONTROL = bytes({*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)})
# In one go: a file of nothing but brackets is no work for a loop.
_END_OF_DTD = re.compile(rb"\][ \t\r\n]{0,198}>")
_CHUNK = 1 << 16
_MOST_BEFORE_ROOT = MB


class HealthBytes:
    """A stream of such an export, made fit for a parser that forbids DTDs.

    Everything from `<!DOCTYPE` to its `]>` is left out, and every byte that is no character of XML. iOS 16 writes a
    DTD that lacks a `>`, and control characters into names. Source: activity formats, section 6.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._ready = b""
        self._in_front = True

    def read(self, size: int = -1) -> bytes:
        """Up to that many bytes; -1 = all; none at the end.

        Raises:
            RefusedFile: the DTD defines texts of its own, which no export does, or has no end.
        """
        if self._in_front:
            self._in_front = False
            self._ready = self._front()
        while size < 0 and (more := self._chunk(_CHUNK)):
            self._ready += more
        if not self._ready:
            return self._chunk(size) if size > 0 else b""
        cut = len(self._ready) if size < 0 else size
        data, self._ready = self._ready[:cut], self._ready[cut:]
        return data

    def _chunk(self, size: int) -> bytes:
        """The next bytes that are left of a chunk; none at the end of the stream alone."""
        while chunk := self._stream.read(size):
            if plain := chunk.translate(None, _CONTROL):
                return plain
        return b""

    def _front(self) -> bytes:
        """All that stands before the root, and the rest of its chunk, without the DTD."""
        parts = b""
        while chunk := self._chunk(_CHUNK):
            parts += chunk
            if (plain := without_dtd(parts)) is not None:
                return plain
            if len(parts) > _MOST_BEFORE_ROOT:
                raise RefusedFile(_("It has no beginning that can be read."))
        return parts  # as it is: the parser says what it lacks


def without_dtd(data: bytes) -> bytes | None:
    """The begin of a file without its DTD; None = the root has not begun yet.

    Raises:
        RefusedFile: the DTD defines texts of its own.
    """
    at = 0
    while True:
        at = data.find(b"<", at)
        if at < 0:
            return None
        if data.startswith(b"<!DOCTYPE", at):
            end = _end_of_dtd(data, at)
            if end < 0:
                return None
            if b"<!ENTITY" in data[at:end]:
                raise RefusedFile(_("It brings definitions of its own (a DOCTYPE), which no file of activities needs."))
            data = data[:at] + data[end:]
            continue
        for begin, close in ((b"<?", b"?>"), (b"<!--", b"-->")):
            if data.startswith(begin, at):
                end = data.find(close, at + len(begin))
                if end < 0:
                    return None
                at = end + len(close)
                break
        else:
            # So near the end it may still become one of them.
            return None if len(data) - at < len(b"<!DOCTYPE") else data


def _end_of_dtd(data: bytes, at: int) -> int:
    """Behind the DTD that begins there; -1 = it does not end."""
    bracket, close = data.find(b"[", at), data.find(b">", at)
    if close >= 0 and (bracket < 0 or close < bracket):
        return close + 1
    found = _END_OF_DTD.search(data, bracket) if bracket >= 0 else None
    return found.end() if found else -1
