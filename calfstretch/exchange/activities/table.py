"""A table of comma separated values, ours or another program's: its lines decoded, its rows read within limits."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.watch import MB, TABLE_BYTES, RefusedFile, Watch
from calfstretch.i18n import gettext as _

DELIMITERS = ",;\t"
MOST_FIELD_BYTES = MB
"""Most characters the csv module takes into one field; its own limit of 131,072 is an error for long notes."""
LINES_IN_A_FIELD = 200
"""More of them in one field means a quote that is never closed. Source: activity formats, section 8."""
_CHUNK, _ROWS_A_STEP = 65_536, 500


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be; no real one of a service reaches these.

    Args:
        columns: of one row. Strava writes 103.
        field: characters of one cell.
        rows: of the whole table.
        size: bytes of the whole table.
        lines: of one cell.
    """

    columns: int = 512
    field: int = 20_000
    rows: int = 1_000_000
    size: int = TABLE_BYTES
    lines: int = LINES_IN_A_FIELD

    @property
    def lines_in_row(self) -> int:
        """Of one row."""
        return 5 * self.lines


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Args:
        line: of the file where it begins; the first is 1.
        cells: as they stand, nothing stripped; as many as the row has, fewer or more than the heading too.
        old_encoding: it was no UTF-8 and was read as Windows-1252: letters may be wrong.
        trouble: why the row cannot be used, one sentence; it has no cells then. "" = it can.
    """

    line: int
    cells: list[str]
    old_encoding: bool = False
    trouble: str = ""

    @property
    def where(self) -> str:
        """The words for a refusal."""
        return line_words(self.line)


def line_words(line: int) -> str:
    """A line of a table, as a refusal names it."""
    return _("line {number}").format(number=line)


class Table:
    """The rows of a table, one after the other: nothing but the present row is held.

    UTF-8 with or without a mark, UTF-16 by its mark; a line that is neither is read as Windows-1252. Comma, semicolon
    or tab, as the first line has it. All line ends. Empty lines and rows of empty cells are passed over.

    Args:
        stream: its bytes; not closed here.
        watch: stepped every few hundred rows.
        limits: how large it may be.
        delimiter: what parts the cells; None = the first line says it.
    """

    def __init__(
        self, stream: Stream, watch: Watch, limits: Limits | None = None, *, delimiter: str | None = None
    ) -> None:
        self._watch, self._limits, self.delimiter = watch, limits or Limits(), delimiter
        self._lines = _Lines(stream, self._limits, watch)
        self._rows = self._read()

    def __iter__(self) -> Iterator[Row]:
        """The rows not yet read; all of them where `heading` was not asked for.

        Raises:
            RefusedFile: the table is beyond its limits, or no table; what was given before stands.
            CalledOff: the person wishes so.
        """
        return self._rows

    def heading(self) -> list[str]:
        """The cells of the first row, stripped. To be asked for first, and once.

        Raises:
            RefusedFile: there is none, or it cannot be read.
        """
        row = next(self._rows, None)
        if row is None:
            raise RefusedFile(_("It is empty."))
        if row.trouble:
            raise RefusedFile(row.trouble)
        return [cell.strip() for cell in row.cells]

    def begin(self, most: int) -> tuple[list[Row], RefusedFile | None]:
        """The first rows, by which a reader decides what the columns hold, and what ended them early.

        Where something did, these rows are all that will come.
        """
        first: list[Row] = []
        try:
            first.extend(islice(self._rows, most))
        except RefusedFile as refused:
            return first, refused
        return first, None

    def _read(self) -> Iterator[Row]:
        lines = self._lines
        first = next(lines, None)
        if first is None:
            return
        # A spreadsheet's own line that names the delimiter.
        if first[:4].lower() == "sep=" and len(first.rstrip("\r\n")) == 5:
            self.delimiter, first = self.delimiter or first[4], next(lines, "")
        lines.put_back(first)
        self.delimiter = self.delimiter or _delimiter_of(first)
        yield from self._parsed(self.delimiter)

    def _parsed(self, delimiter: str) -> Iterator[Row]:
        import csv

        # strict: a quote that is never closed, or closed inside a cell, is an error and not a guess.
        rows = csv.reader(self._lines, delimiter=delimiter, strict=True)
        count = 0
        while True:
            begin = self._lines.next_row()
            before = csv.field_size_limit(MOST_FIELD_BYTES)
            try:
                cells: list[str] | None = next(rows)
                error = ""
            except StopIteration:
                return
            except csv.Error:
                # The reader begins anew with the next line.
                cells, error = None, _("Its quotes do not come in pairs, or a cell has no end.")
            finally:
                csv.field_size_limit(before)  # it is one for the whole program
            count += 1
            if count % _ROWS_A_STEP == 0:
                self._watch.step()
            if count > self._limits.rows:
                raise RefusedFile(
                    _("It has more than {count} rows, which no real table of its kind has.").format(
                        count=self._limits.rows
                    )
                )
            if cells is None:
                yield Row(begin, [], self._lines.old_encoding, error)
            elif any(cells):
                yield self._checked(begin, cells)

    def _checked(self, line: int, cells: list[str]) -> Row:
        longest = max(cells, key=len)
        most = self._limits.lines
        if self._lines.in_row > most and any(max(cell.count("\n"), cell.count("\r")) > most for cell in cells):
            raise RefusedFile(_never_closed(line))
        if len(cells) > self._limits.columns:
            trouble = _("It has more than {count} columns.").format(count=self._limits.columns)
        elif len(longest) > self._limits.field:
            trouble = _("One of its cells is longer than {count} characters.").format(count=self._limits.field)
        elif any("\0" in cell for cell in cells):
            trouble = _("It holds characters that no text has.")
        else:
            return Row(line, cells, self._lines.old_encoding)
        return Row(line, [], self._lines.old_encoding, trouble)


class _Lines:
    """The lines of a stream as text, line ends kept, with what the reader of rows must know of them."""

    def __init__(self, stream: Stream, limits: Limits, watch: Watch) -> None:
        self._limits, self._watch = limits, watch
        self._source = self._split(stream)
        self._back: str | None = None
        self.number, self.in_row = 0, 0
        self.old_encoding = False

    def next_row(self) -> int:
        """A row begins with the next line; its number."""
        self.in_row = 0
        if self._back is not None:
            return self.number
        self.old_encoding = False
        return self.number + 1

    def put_back(self, line: str) -> None:
        """This line comes once more."""
        self._back = line

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.in_row += 1
        if self.in_row > self._limits.lines_in_row:
            raise RefusedFile(_never_closed(self.number - self.in_row + 2))
        if self._back is not None:
            line, self._back = self._back, None
            return line
        raw = next(self._source)
        self.number += 1
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.old_encoding = True
            return raw.decode("cp1252", "replace")

    def _split(self, stream: Stream) -> Iterator[bytes]:
        rest = b""
        for chunk in self._utf8(stream):
            lines = (rest + chunk).splitlines(keepends=True)
            # Its end may be in the next chunk, and of "\r\n" the second half.
            rest = lines.pop() if lines else b""
            yield from lines
            if len(rest) > MOST_FIELD_BYTES:
                raise RefusedFile(_("It has a line longer than any table has."))
        if rest:
            yield from rest.splitlines(keepends=True)

    def _utf8(self, stream: Stream) -> Iterator[bytes]:
        start = b""
        while len(start) < 3 and (more := stream.read(_CHUNK)):
            start += more
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            decoder = codecs.getincrementaldecoder("utf-16")("replace")
            for chunk in self._counted(start, stream):
                yield decoder.decode(chunk).encode("utf-8", "replace")
            yield decoder.decode(b"", final=True).encode("utf-8", "replace")
        else:
            for number, chunk in enumerate(self._counted(start, stream)):
                yield chunk.removeprefix(codecs.BOM_UTF8) if number == 0 else chunk

    def _counted(self, start: bytes, stream: Stream) -> Iterator[bytes]:
        count, chunk = 0, start
        while chunk:
            count += len(chunk)
            if count > self._limits.size:
                raise RefusedFile(
                    _("It is larger than {count} MB, which no real file of its kind is.").format(
                        count=self._limits.size // MB
                    )
                )
            yield chunk
            self._watch.step()
            chunk = stream.read(_CHUNK)


def _delimiter_of(line: str) -> str:
    """What parts this line into the most cells; a comma where nothing does."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for sign in line[:100_000]:
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in counts:
            counts[sign] += 1
    return max(DELIMITERS, key=lambda sign: counts[sign])


def _never_closed(line: int) -> str:
    return _("A quote that begins in line {number} is never closed.").format(number=line)
