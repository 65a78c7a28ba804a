"""What the reader needs of a FIT file, cut out before it is decoded: the decoder takes most of its time for the rest.

A file that is not sound from its first byte to its last is left to the decoder as it is.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from calfstretch.exchange.activities.watch import Watch

RECORD = 20
TIME, DISTANCE, HEART, TEMPERATURE = 253, 5, 3, 13
"""Fields of a record. Source: FIT profile."""
# file_id, sport, session, activity, and what describes the fields of developers.
_WHOLE = frozenset({0, 12, 18, 34, 206, 207})
_OF_RECORDS = frozenset({TIME, DISTANCE, HEART, TEMPERATURE})
_HEADERS = (12, 14)
_SUM_BYTES = 2
_STEPS = 20_000
_DEFINITION, _DEVELOPER, _SHORT_TIME = 0x40, 0x20, 0x80


@dataclass(frozen=True, slots=True)
class Thin:
    """One FIT file of a chain.

    Args:
        data: a FIT file of its own, the records last, its sum not set.
        is_sound: the sum of the original was right.
        record_fields: numbers of the fields that its records have.
    """

    data: bytes
    is_sound: bool
    record_fields: frozenset[int]


def thin(data: bytes, watch: Watch) -> list[Thin] | None:
    """The files of a chain without what the reader does not need; None = they are not sound throughout.

    Raises:
        CalledOff, RefusedFile: as `Watch.step`.
    """
    files: list[Thin] = []
    at = 0
    while at < len(data):
        if len(data) - at < _HEADERS[0] or data[at] not in _HEADERS or data[at + 8 : at + 12] != b".FIT":
            return None
        begin = at + data[at]
        end = begin + struct.unpack_from("<I", data, at + 4)[0]
        if end + _SUM_BYTES > len(data):
            return None
        body = _Body(data, begin, end)
        if not body.walk(watch):
            return None
        told = struct.unpack_from("<H", data, end)[0]
        files.append(Thin(body.file(), _sum(data[at:end], watch) == told, frozenset(body.record_fields)))
        at = end + _SUM_BYTES
    return files


class _Body:
    """The messages of one file."""

    def __init__(self, data: bytes, begin: int, end: int) -> None:
        self._data, self._at, self._end = data, begin, end
        self._whole, self._records = bytearray(), bytearray()
        # By local number: bytes of a message, and which of them are kept; None = all, nothing = none.
        self._known: dict[int, tuple[int, list[tuple[int, int]] | None]] = {}
        self.record_fields: set[int] = set()

    def file(self) -> bytes:
        """What is kept, as a file."""
        size = len(self._whole) + len(self._records)
        return struct.pack("<BBHI4s", 12, 0x10, 0, size, b".FIT") + self._whole + self._records + bytes(_SUM_BYTES)

    def walk(self, watch: Watch) -> bool:
        """Take every message; False = something is not as it should be."""
        data, end, known = self._data, self._end, self._known
        whole, records = self._whole, self._records
        at, count = self._at, 0
        while at < end:
            count += 1
            if count % _STEPS == 0:
                watch.step()
            head = data[at]
            if head & _SHORT_TIME:  # its time hangs on the messages before it, those left out among them
                return False
            if head & _DEFINITION:
                at = self._define(at)
                if not at:
                    return False
                continue
            known_as = known.get(head & 0xF)
            if known_as is None:
                return False
            size, cuts = known_as
            if cuts is None:
                whole += data[at : at + size]
            elif cuts:
                records.append(head & 0xF)
                for begin, stop in cuts:
                    records += data[at + begin : at + stop]
            at += size
        return at == end

    def _define(self, at: int) -> int:
        """Take a definition; where the next message begins, 0 = it is not sound."""
        data, end = self._data, self._end
        if at + 6 > end:
            return 0
        head, is_big = data[at], data[at + 2]
        number = struct.unpack_from(">H" if is_big else "<H", data, at + 3)[0]
        own = at + 6 + 3 * data[at + 5]
        stop = own
        if head & _DEVELOPER:
            if own >= end:
                return 0
            stop = own + 1 + 3 * data[own]
        if stop > end:
            return 0
        sizes = [*data[at + 7 : own : 3], *(data[own + 2 : stop : 3] if stop > own else ())]
        if 0 in sizes:
            return 0
        local, size = head & 0xF, 1 + sum(sizes)
        if number in _WHOLE:
            self._whole += data[at:stop]
            self._known[local] = (size, None)
        elif number == RECORD:
            self._known[local] = (size, self._define_record(at, own))
        else:
            self._known[local] = (size, [])
        return stop

    def _define_record(self, at: int, own: int) -> list[tuple[int, int]]:
        """Define a record with those of its own fields that are needed; where they stand in a message."""
        data, cuts, fields, place = self._data, list[tuple[int, int]](), b"", 1
        for field in range(at + 6, own, 3):
            number, size = data[field], data[field + 1]
            if number in _OF_RECORDS:
                self.record_fields.add(number)
                fields += data[field : field + 3]
                if cuts and cuts[-1][1] == place:
                    cuts[-1] = (cuts[-1][0], place + size)
                else:
                    cuts.append((place, place + size))
            place += size
        if cuts:
            head = bytes((_DEFINITION | data[at] & 0xF,))
            self._records += head + data[at + 1 : at + 5] + bytes((len(fields) // 3,)) + fields
        return cuts


def _sum(data: bytes, watch: Watch) -> int:
    """The sum of a FIT file, CRC-16 with the polynomial 0xA001. Source: FIT protocol."""
    table = []
    for value in range(256):
        for _bit in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
        table.append(value)
    total = 0
    for begin in range(0, len(data), 1 << 18):
        watch.step()
        for byte in data[begin : begin + (1 << 18)]:
            total = total >> 8 ^ table[(total ^ byte) & 0xFF]
    return total
