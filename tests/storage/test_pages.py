"""The page reader finds in a sound file exactly what SQLite finds, and ends whatever it is given."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from calfstretch.storage.pages import Pages


def _made(path: Path, page_size: int) -> tuple[bytes, set[tuple[object, ...]], set[tuple[object, ...]]]:
    random = Random(page_size)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE some (a INTEGER, b REAL, c TEXT, d BLOB, e)")
        connection.execute("CREATE TABLE others (a INTEGER, b TEXT, c TEXT, PRIMARY KEY (a)) WITHOUT ROWID")
        for n in range(600):
            long = "ß€" * random.choice((0, 3, 40, 900, 5000) if n % 20 == 0 else (0, 3, 40))
            values = (random.randint(-(2**62), 2**62) >> random.randint(0, 62), n / 7, long, long.encode(), None)
            connection.execute("INSERT INTO some VALUES (?, ?, ?, ?, ?)", values)
            connection.execute("INSERT INTO others VALUES (?, ?, ?)", (n, long, "x"))
        connection.execute("DELETE FROM some WHERE rowid % 3 = 0")
        connection.execute("COMMIT")
        some = {tuple(row) for row in connection.execute("SELECT rowid, * FROM some")}
        others = {tuple(row) for row in connection.execute("SELECT * FROM others")}
    return path.read_bytes(), some, others


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_every_row_of_a_sound_file_is_found_and_no_other(tmp_path: Path, page_size: int) -> None:
    data, some, others = _made(tmp_path / "file.db", page_size)
    pages = Pages(data)
    free = pages.free()
    cells = [cell for number in range(1, pages.count + 1) if number not in free for cell in pages.cells(number)]
    assert {(cell.rowid, *cell.values) for cell in cells if len(cell.values) == 5 and cell.values[0] != "table"} == {
        row for row in some
    }
    assert {cell.values for cell in cells if cell.rowid is None} == others
    assert pages.unread == 0 and pages.promised() == pages.count


@pytest.mark.parametrize("seed", range(20))
def test_any_bytes_come_to_an_end(seed: int) -> None:
    random = Random(seed)
    data = bytearray(random.randbytes(random.randint(0, 60_000)))
    for start in range(0, len(data), 4096):
        data[start] = random.choice((0x0D, 0x0A, 0x02, 0x05))
    if seed % 2:
        data[:16] = b"SQLite format 3\0"
        data[16:18] = b"\x10\x00"
    pages = Pages(bytes(data))
    pages.free()
    for number in range(1, pages.count + 1):
        for _cell in pages.cells(number):
            pass


def test_a_row_that_goes_on_in_itself_comes_to_an_end() -> None:
    page = bytearray(4096)
    page[0], page[4], page[8:10] = 0x0D, 1, (4000).to_bytes(2, "big")
    page[4000:4003] = b"\xc0\x80\x00"  # a length of 1 MB
    page[4090:4096] = os.urandom(6)
    assert list(Pages(bytes(page) * 3).cells(2)) == []
