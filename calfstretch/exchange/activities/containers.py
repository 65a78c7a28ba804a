"""Files, gzip and zip as streams of bytes: nothing is unpacked to disk, nothing declared is believed."""

from __future__ import annotations

import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast
from zipfile import ZIP_LZMA, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from calfstretch.domain.found import Refusal
from calfstretch.exchange.activities.watch import (
    APPLE_BYTES,
    ARCHIVE_BYTES,
    ENTRIES,
    MB,
    RATIO,
    Counted,
    RefusedFile,
    Watch,
)
from calfstretch.exchange.safe_file import refuse_what_is_no_file
from calfstretch.i18n import gettext as _

HEAD = 64 * 1024
"""Bytes looked at to tell what a file is: an Apple export begins with a long DTD."""
GZIP_MARK, ZIP_MARKS = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
# What Python's unpackers raise for broken bytes. Source: activity formats, section 8.
BROKEN = (
    EOFError, BadGzipFile, BadZipFile, LargeZipFile, zlib.error, RuntimeError, NotImplementedError, struct.error,
    ValueError, OSError, MemoryError, OverflowError,
)  # fmt: skip
_SMALL = MB
_DIRECTORY_BYTES = ENTRIES * 400
_GZIP_GROWTH = 8
_PASSED_OVER = ("__MACOSX/", "._")


class Stream(Protocol):
    """What every reader is given."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to that many bytes; -1 = all; nothing = the end."""


class Peeked:
    """A stream whose begin was looked at and is given once more."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        if not self._head:
            return self._rest.read(size)
        if size < 0:
            data, self._head = self._head + self._rest.read(), b""
            return data
        data, self._head = self._head[:size], self._head[size:]
        # Who asks for all of a file by its limit takes a shorter answer for the end.
        return data if len(data) == size else data + self._rest.read(size - len(data))


class _Guarded:
    """A stream whose troubles become one sentence."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        try:
            return self._stream.read(size)
        except BROKEN as error:
            raise RefusedFile(_("It is damaged or ends too early: it cannot be unpacked.")) from error


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    refuse_what_is_no_file(path)  # a pipe would be waited for
    with path.open("rb") as file:
        yield file


def head_of(stream: Stream) -> tuple[bytes, Stream]:
    """The first bytes of a stream, and the stream as if nothing had been read."""
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    return head, Peeked(head, stream)


def unpacked(stream: Stream, size: int, most: int, watch: Watch) -> Stream:
    """The stream with a gzip wrapping taken off where there is one, by its content.

    Args:
        size: bytes of the stream as it is; for the progress and the time it may take.
        most: bytes the unpacked file may have.
    """
    head, whole = head_of(stream)
    if not head.startswith(GZIP_MARK):
        watch.begin(size)
        return Counted(cast(BinaryIO, whole), most, watch, size)
    watch.begin(size * _GZIP_GROWTH)
    plain = _Guarded(GzipFile(fileobj=cast(BinaryIO, _Guarded(whole)), mode="rb"))
    return Counted(cast(BinaryIO, plain), min(most, max(_SMALL, size * RATIO)), watch)


class Archive:
    """A zip file whose entries are read as streams; gzip inside is taken off.

    Args:
        file: open for reading.
        most: bytes that may be unpacked of it in all.

    Attributes:
        refused: entries that are not read, with the reason.

    Raises:
        RefusedFile: it is no zip file that can be read, or holds more than any real one.
    """

    def __init__(self, file: BinaryIO, most: int = ARCHIVE_BYTES) -> None:
        self._left = most
        try:
            _check_directory(file)
            self._zip = ZipFile(file)
            entries = self._zip.infolist()
        except BROKEN as error:
            raise RefusedFile(_("It is no zip file that can be read.")) from error
        if len(entries) > ENTRIES:
            raise _too_many()
        self.refused: list[Refusal] = []
        seen = Counter(entry.filename for entry in entries)
        self._entries = {entry.filename: entry for entry in entries if self._is_sound(entry, seen[entry.filename])}

    def allow(self, most: int) -> None:
        """Let so many bytes in all be unpacked: an Apple export is larger than others."""
        self._left = most

    def names(self) -> list[str]:
        """Names of the entries that can be read, as they stand in the file."""
        return list(self._entries)

    def open(self, name: str, watch: Watch, most: int = APPLE_BYTES) -> Stream:
        """One entry, unpacked.

        Args:
            most: bytes it may have.

        Raises:
            KeyError: there is none of that name.
            RefusedFile: it cannot be read.
        """
        entry = self._entries[name]
        try:
            raw = self._zip.open(entry)
        except BROKEN as error:
            raise RefusedFile(_("It is damaged or ends too early: it cannot be unpacked.")) from error
        plain = _Guarded(cast(Stream, raw))
        limit = max(_SMALL, entry.compress_size * RATIO)
        stream = unpacked(_Budgeted(plain, self, limit), entry.file_size, most, watch)
        head, whole = head_of(stream)
        if head.startswith(ZIP_MARKS):
            raise RefusedFile(
                _("It is a zip file inside a zip file. Unpack the outer one, then choose the one inside it.")
            )
        return whole

    def spend(self, count: int) -> None:
        """So many bytes were unpacked.

        Raises:
            RefusedFile: more in all than any real archive holds.
        """
        self._left -= count
        if self._left < 0:
            raise RefusedFile(_("All its files together are larger than in any real export."))

    def _is_sound(self, entry: ZipInfo, how_often: int) -> bool:
        name = entry.filename
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name[-1:] == "/" or name.startswith(_PASSED_OVER[0]) or (parts and parts[-1].startswith(_PASSED_OVER[1])):
            return False
        why = _why_refused(entry, parts, how_often)
        if why:
            # Of a name that stands in it twice one refusal is enough.
            refusal = Refusal(name, why)
            if refusal not in self.refused[-1:]:
                self.refused.append(refusal)
        return not why


class _Budgeted:
    """Counts what one entry unpacks to, for itself and for the archive."""

    def __init__(self, stream: Stream, archive: Archive, most: int) -> None:
        self._stream, self._archive, self._left = stream, archive, most

    def read(self, size: int = -1) -> bytes:
        # One byte more than allowed is enough to know.
        data = self._stream.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise RefusedFile(_("It unpacks to far more than any real file does."))
        self._archive.spend(len(data))
        return data


def _why_refused(entry: ZipInfo, parts: tuple[str, ...], how_often: int) -> str:
    """One sentence; "" = it can be read."""
    if not parts or entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return _("Its name leads outside the archive.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("It is a link to another file, not a file.")
    if entry.flag_bits & 0x1:
        return _("It is locked with a password. Unpack it yourself, then choose the file inside.")
    if entry.compress_type == ZIP_LZMA:
        # It names itself how much memory unpacking takes: up to 4 GB, and no service packs so.
        return _("It is packed in a way that is not read here (LZMA). Unpack it yourself, then choose the file inside.")
    if how_often > 1:
        return _("Its name stands in the archive more than once.")
    if entry.file_size > max(_SMALL, entry.compress_size * RATIO):
        return _("It says it unpacks to far more than any real file does.")
    return ""


def _check_directory(file: BinaryIO) -> None:
    """Refuse a list of entries longer than any real one before Python's reader holds all of it in memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise RefusedFile(_("It is no zip file that can be read."))
    count, length = struct.unpack_from("<HL", tail, at + 10)
    # With 0xFFFF and 0xFFFFFFFF the true numbers stand elsewhere, which no file below the limits needs.
    if count > ENTRIES or length > _DIRECTORY_BYTES:
        raise _too_many()


def _too_many() -> RefusedFile:
    return RefusedFile(_("It holds more than {count} files, which no real export does.").format(count=ENTRIES))
