"""Writes small FIT files for tests, good ones and wrong ones."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

FILE_ID, SESSION, RECORD, ACTIVITY, SPORT, FIELD_DESCRIPTION, DEVELOPER = 0, 18, 20, 34, 12, 206, 207
ENUM, SINT8, UINT8, UINT16, UINT32, TEXT = 0x00, 0x01, 0x02, 0x84, 0x86, 0x07
_LETTERS = {ENUM: "B", SINT8: "b", UINT8: "B", UINT16: "H", UINT32: "I"}
START = 1_100_000_000
"""Seconds of FIT; 2024-11-08T11:33:20Z."""
START_UTC = datetime(2024, 11, 8, 11, 33, 20, tzinfo=UTC)


class Field(NamedTuple):
    """One value; a list is an array of them, bytes stand as they are."""

    number: int
    base: int
    value: int | bytes | Sequence[int]

    def data(self, endian: str) -> bytes:
        if isinstance(self.value, bytes):
            return self.value
        values = [self.value] if isinstance(self.value, int) else list(self.value)
        return struct.pack(f"{endian}{len(values)}{_LETTERS[self.base]}", *values)


def message(number: int, *fields: Field, developer: Sequence[tuple[int, int, bytes]] = (), local: int = 0,
            big: bool = False) -> bytes:  # fmt: skip
    """A definition and one message of it; developer fields as (number, index, bytes)."""
    endian = ">" if big else "<"
    data = [one.data(endian) for one in fields]
    definition = struct.pack(f"{endian}BBBHB", 0x40 | local | (0x20 if developer else 0), 0, big, number, len(fields))
    for one, part in zip(fields, data, strict=True):
        definition += bytes((one.number, len(part), one.base))
    if developer:
        definition += bytes((len(developer),))
        for field_number, index, part in developer:
            definition += bytes((field_number, len(part), index))
    return definition + bytes((local,)) + b"".join(data) + b"".join(part for *_, part in developer)


def crc(data: bytes) -> int:
    """The sum at the end of a FIT file."""
    value = 0
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value


def fit(*messages: bytes, size: int | None = None, header: int = 14, with_sum: bool = True) -> bytes:
    """A file of these messages; another `size` than the true one lies about it."""
    body = b"".join(messages)
    head = struct.pack("<BBHI4s", header, 0x20, 2100, len(body) if size is None else size, b".FIT")
    if header == 14:
        head += struct.pack("<H", crc(head))
    whole = head + body
    return whole + struct.pack("<H", crc(whole)) if with_sum else whole


def file_id(kind: int = 4) -> bytes:
    """What the file is; 4 = an activity."""
    return message(FILE_ID, Field(0, ENUM, kind))


def session(start: int | None = START, elapsed_s: float | None = 290, timer_s: float | None = 290,
            distance_m: float | None = 870, sport: int = 1, *more: Field) -> bytes:  # fmt: skip
    """A session message; None = the field is not in it."""
    fields = [Field(5, ENUM, sport)]
    if start is not None:
        fields.append(Field(2, UINT32, start))
    for number, value, scale in ((7, elapsed_s, 1000), (8, timer_s, 1000), (9, distance_m, 100)):
        if value is not None:
            fields.append(Field(number, UINT32, min(0xFFFFFFFF, round(value * scale))))
    return message(SESSION, *fields, *more)


def record(time: int, distance_m: float = 0, heart: int = 140, temperature: int = 20) -> bytes:
    """One record."""
    return message(
        RECORD,
        Field(253, UINT32, time),
        Field(5, UINT32, round(distance_m * 100)),
        Field(3, UINT8, heart),
        Field(13, SINT8, temperature),
    )


def records(count: int = 30, start: int = START, heart: int = 140, temperature: int = 20) -> bytes:
    """Records every ten seconds at 3 m/s."""
    return b"".join(record(start + 10 * n, 30 * n, heart, temperature) for n in range(count))


def activity(utc: int = START + 290, local: int = START + 290 + 3600) -> bytes:
    """The message that knows the watch's own clock."""
    return message(ACTIVITY, Field(253, UINT32, utc), Field(5, UINT32, local))


def run(*, heart: int = 140, temperature: int = 20) -> bytes:
    """A small run as a watch writes it."""
    return fit(file_id(), records(30, START, heart, temperature), session(), activity())
