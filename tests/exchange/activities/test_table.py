"""The rows of a table, whatever its encoding, its delimiter and its damage."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.exchange.activities.table import LINES_IN_A_FIELD, Limits, Row, Table
from calfstretch.exchange.activities.watch import CalledOff, RefusedFile, Watch


class Dribble:
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, at_once: int = 3) -> None:
        self._stream, self._at_once = io.BytesIO(data), at_once

    def read(self, size: int = -1, /) -> bytes:
        return self._stream.read(self._at_once if size < 0 else min(size, self._at_once))


def table(data: bytes, limits: Limits | None = None) -> Table:
    return Table(io.BytesIO(data), Watch(), limits)


def cells(data: bytes) -> list[list[str]]:
    return [row.cells for row in table(data)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_rows(encoding: str, end: str) -> None:
    text = end.join(["Name,Note", f'Läufer 🏃,"two{end}lines, one cell"', "b,c"])
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    for at_once in (1, 3, 65_536):
        rows = list(Table(Dribble(mark + text.encode(encoding), at_once), Watch()))
        assert [row.cells for row in rows] == [
            ["Name", "Note"],
            ["Läufer 🏃", f"two{end}lines, one cell"],
            ["b", "c"],
        ]
        assert [row.line for row in rows] == [1, 2, 4]
        assert not any(row.old_encoding or row.trouble for row in rows)


def test_a_line_that_is_no_utf8_is_read_as_windows_1252_and_says_so() -> None:
    rows = list(table(b"a,b\nK\xe4se \x96 1,x\n" + "Käse,y\n".encode()))
    assert [row.cells[0] for row in rows] == ["a", "Käse – 1", "Käse"]
    assert [row.old_encoding for row in rows] == [False, True, False]
    assert [row.old_encoding for row in table(b"K\xe4se,y\na,b\n")] == [True, False]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_delimiter_is_what_parts_the_first_line(sign: str) -> None:
    assert cells(f'"a,b;c\td"{sign}x{sign}y\n1{sign}2{sign}3\n'.encode()) == [["a,b;c\td", "x", "y"], ["1", "2", "3"]]


def test_a_spreadsheet_s_line_that_names_the_delimiter_is_no_row() -> None:
    rows = list(table(b"sep=;\na,b;c\n1;2\n"))
    assert rows == [Row(2, ["a,b", "c"]), Row(3, ["1", "2"])]


def test_empty_lines_and_rows_of_empty_cells_are_passed_over() -> None:
    rows = list(table(b"a,b\n\n,,\n1,2\n\n"))
    assert [(row.line, row.cells) for row in rows] == [(1, ["a", "b"]), (4, ["1", "2"])]


def test_a_quote_closed_in_the_wrong_place_costs_its_own_rows_alone() -> None:
    data = b'a,b\n1,"x,y\n1,"z",2\n3,4\n'
    rows = list(table(data))
    assert [(row.line, row.cells, bool(row.trouble)) for row in rows] == [
        (1, ["a", "b"], False),
        (2, [], True),
        (4, ["3", "4"], False),
    ]


def test_a_quote_open_at_the_end_is_named() -> None:
    *_before, last = table(b'a,b\n1,2\n3,"never\nclosed\n')
    assert (last.line, last.cells) == (3, []) and last.trouble


@pytest.mark.parametrize("lines", [LINES_IN_A_FIELD + 1, 5000])
def test_a_quote_that_swallows_the_rest_refuses_the_file_after_what_stood_before(lines: int) -> None:
    seen: list[list[str]] = []
    with pytest.raises(RefusedFile, match="line 3"):
        for row in table(b'a,b\n1,2\n3,"' + b"x\n" * lines + b'"\n'):
            seen.append(row.cells)
    assert seen == [["a", "b"], ["1", "2"]]


def test_as_many_lines_as_a_note_may_have_are_read() -> None:
    assert len(cells(b'a,b\n3,"' + b"x\n" * LINES_IN_A_FIELD + b'"\n')) == 2


@pytest.mark.parametrize(
    "row",
    [b"1," + b"x" * 200_000, b"1,a\0b", b",".join([b"1"] * 600)],
    ids=["long cell", "NUL", "columns"],
)
def test_a_row_beyond_the_limits_is_left_out_with_a_reason(row: bytes) -> None:
    rows = list(table(b"a,b\n" + row + b"\n3,4\n"))
    assert [bool(one.trouble) for one in rows] == [False, True, False]
    assert rows[2] == Row(3, ["3", "4"])


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (b"a,b\n" + b"1," * 1_000_000, Limits()),
        (b"a,b\n" + b"1,2\n" * 10, Limits(rows=10)),
        (b"a,b\n" + b"1,2\n" * 10, Limits(size=30)),
    ],
    ids=["a million columns", "rows", "bytes"],
)
def test_a_table_beyond_the_limits_is_refused(data: bytes, limits: Limits) -> None:
    with pytest.raises(RefusedFile):
        list(table(data, limits))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"a\0b,c\n"])
def test_a_file_without_a_heading_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFile):
        table(data).heading()


def test_the_heading_is_stripped_and_the_rows_follow_it() -> None:
    one = table(b"\xef\xbb\xbf a , b\n1, 2\n")
    assert one.heading() == ["a", "b"]
    assert [row.cells for row in one] == [["1", " 2"]]


def test_the_program_wide_limit_of_the_csv_module_is_left_as_it_was() -> None:
    before = csv.field_size_limit()
    rows = iter(table(b"a,b\n1," + b"x" * 150_000 + b"\n1,2\n"))
    next(rows)
    assert csv.field_size_limit() == before
    assert [bool(row.trouble) for row in rows] == [True, False]
    assert csv.field_size_limit() == before


def test_reading_can_be_called_off() -> None:
    watch = Watch()
    rows = iter(Table(io.BytesIO(b"1,2\n" * 5000), watch))
    next(rows)
    watch.call_off()
    with pytest.raises(CalledOff):
        list(rows)


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(text, min_size=2, max_size=5), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_what_the_csv_module_writes_comes_back(rows: list[list[str]], sign: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
    read = list(Table(io.BytesIO(out.getvalue().encode("utf-8-sig")), Watch(), delimiter=sign))
    assert [row.cells for row in read] == [row for row in rows if any(row)]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    try:
        for row in Table(Dribble(data, 7), Watch()):
            assert bool(row.cells) != bool(row.trouble)
    except RefusedFile as refused:
        assert refused.sentence
