"""The pages of an SQLite file read one by one, so that a damaged page takes nothing with it but its own rows.

Source: the file format as SQLite describes it, https://www.sqlite.org/fileformat2.html (b-tree pages, record format,
cell payload overflow pages, the freelist).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

HEADER_BYTES = 100
USUAL_PAGE = 4096
_SIZES = frozenset(512 << n for n in range(8))
_LONGEST_ROW = 2_000_000
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_WHOLE_BYTES = (0, 1, 2, 3, 4, 6, 8)

Value = int | float | str | bytes | None


class Cell(NamedTuple):
    """One row, or one entry of an index.

    Args:
        rowid: None in an index, and in a table that is kept as one.
        values: in the order of the columns.
        clean: all its text was text; False = letters that could not be read stand as U+FFFD.
    """

    rowid: int | None
    values: tuple[Value, ...]
    clean: bool


class Pages:
    """The pages of one file.

    Args:
        data: all of the file; its first page may be damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = _page_size(data)
        reserved = data[20] if len(data) > 20 and data[20] <= 32 and data.startswith(b"SQLite format 3\0") else 0
        self._usable = self.size - reserved
        self.count = -(-len(data) // self.size)
        self.unread = 0
        """Pages that hold rows, or held them, and of which something could not be read."""

    def promised(self) -> int:
        """How many pages the file says it has; 0 = it does not say."""
        found = int.from_bytes(self._data[28:32], "big") if self._data.startswith(b"SQLite format 3\0") else 0
        return found if found < 16 * self.count + 1000 else 0

    def free(self) -> set[int]:
        """Numbers of the pages that are in no use; what still stands in them was taken out."""
        found: set[int] = set()
        trunk = int.from_bytes(self._data[32:36], "big")
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self._page(trunk)
            if len(page) < self.size:
                break
            after, held = struct.unpack_from(">II", page)
            held = min(held, self._usable // 4 - 2)
            found.update(number for number in struct.unpack_from(f">{held}I", page, 8) if 1 < number <= self.count)
            trunk = after
        return found

    def cells(self, number: int) -> Iterator[Cell]:
        """What can be read of one page, counted from 1; nothing where it holds no rows."""
        page = self._page(number)
        start = HEADER_BYTES if number == 1 else 0
        if len(page) < start + 12 or page[start] not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER):
            return
        kind = page[start]
        places_at = start + (12 if kind == _INDEX_INNER else 8)
        held = int.from_bytes(page[start + 3 : start + 5], "big")
        if held > (self._usable - places_at) // 3:
            self.unread += 1  # what follows is guessed at: each row proves itself
            held = 0
        whole = True
        for n in range(held):
            at = int.from_bytes(page[places_at + 2 * n : places_at + 2 * n + 2], "big")
            try:
                yield self._cell(page, kind, at)
            except (ValueError, IndexError, struct.error, OverflowError):
                whole = False
        self.unread += not whole

    def _page(self, number: int) -> bytes:
        return self._data[(number - 1) * self.size : number * self.size]

    def _cell(self, page: bytes, kind: int, at: int) -> Cell:
        if kind == _INDEX_INNER:
            at += 4  # the page on its left
        length, at = _varint(page, at)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
            rowid = rowid - (1 << 64) if rowid >> 63 else rowid
        if not 0 < length <= _LONGEST_ROW:
            raise ValueError("no row is as long")
        values, clean = _record(self._payload(page, kind, length, at))
        return Cell(rowid, values, clean)

    def _payload(self, page: bytes, kind: int, length: int, at: int) -> bytes:
        usable = self._usable
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return _piece(page, at, length)
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        here = here if here <= most else least
        payload = [_piece(page, at, here)]
        following = int.from_bytes(_piece(page, at + here, 4), "big")
        left = length - here
        while left > 0:
            if not 1 < following <= self.count:
                raise ValueError("the row goes on nowhere")
            more = self._page(following)
            size = min(left, usable - 4)
            payload.append(_piece(more, 4, size))
            following, left = int.from_bytes(more[:4], "big"), left - size
        return b"".join(payload)


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big") if data.startswith(b"SQLite format 3\0") else 0
    size = 65536 if size == 1 else size
    return size if size in _SIZES else USUAL_PAGE


def _piece(page: bytes, at: int, length: int) -> bytes:
    piece = page[at : at + length]
    if len(piece) < length:
        raise ValueError("the page ends before the row")
    return piece


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(9):
        byte = data[at]
        at += 1
        if n == 8:
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at


def _record(payload: bytes) -> tuple[tuple[Value, ...], bool]:
    header, at = _varint(payload, 0)
    if not at <= header <= len(payload):
        raise ValueError("no head of a row")
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    clean = at == header
    for kind in kinds:
        if kind in (0, 8, 9):
            values.append(None if kind == 0 else kind - 8)
            continue
        if kind in (10, 11):
            raise ValueError("no kind of value")
        length = _WHOLE_BYTES[kind] if kind < 7 else 8 if kind == 7 else (kind - 12) // 2
        piece = _piece(payload, at, length)
        at += length
        if kind < 7:
            values.append(int.from_bytes(piece, "big", signed=True))
        elif kind == 7:
            values.append(struct.unpack(">d", piece)[0])
        elif kind % 2 == 0:
            values.append(piece)
        else:
            text = piece.decode("utf-8", "replace")
            clean = clean and "\ufffd" not in text
            values.append(text)
    if at != len(payload):
        raise ValueError("the row is longer than its values")
    return tuple(values), clean
