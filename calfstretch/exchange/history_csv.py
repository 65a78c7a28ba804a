"""The history as one CSV file: a row for each entry, oldest first, for a therapist's spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Protocol

from calfstretch.domain.history import COLUMNS, FILLED, Event, Value
from calfstretch.errors import UserError
from calfstretch.exchange.formula_guard import GUARD, RISKY, guarded
from calfstretch.exchange.safe_file import reason, replacing
from calfstretch.i18n import gettext as _

BOM = "\ufeff"
LINE_END = "\r\n"
_LINES_AT_ONCE = 500
"""Some 3 ms of work: a step that is done in the window's own thread is not felt, in another it gives way."""
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_COMMA_DECIMAL = re.compile(r"-?[0-9]+,[0-9]+")


class Dialect(Enum):
    """How cells are parted and decimals written; the standard is what every program but some spreadsheets expects."""

    STANDARD = (",", ".")
    EUROPEAN = (";", ",")

    @property
    def separator(self) -> str:
        """What stands between two cells."""
        return self.value[0]

    @property
    def point(self) -> str:
        """What stands before the decimals of a number."""
        return self.value[1]


class Diary(Protocol):
    """What is needed of the journal."""

    def history(self, first: date | None = None, last: date | None = None) -> Iterator[Event]:
        """Every entry of the diary days first to last (both included), oldest first."""


def write_history(
    diary: Diary,
    target: Path,
    first: date | None = None,
    last: date | None = None,
    dialect: Dialect = Dialect.STANDARD,
) -> int:
    """Write the history; a file that stood there is replaced as a whole or stays as it was.

    Args:
        diary: the journal.
        target: the file.
        first, last: diary days, both included; None = from the earliest, to the latest entry.

    Returns:
        How many entries were written.

    Raises:
        UserError: it could not be written, with the reason, or the diary could not be read.
    """
    *_before, count = write_history_in_steps(diary, target, first, last, dialect)
    return count


def write_history_in_steps(
    diary: Diary,
    target: Path,
    first: date | None = None,
    last: date | None = None,
    dialect: Dialect = Dialect.STANDARD,
) -> Iterator[int]:
    """`write_history` bit by bit, for work beside the window: yields how many entries are written so far.

    The file takes its place at the end alone: whoever does not go on to the end leaves what stood there as it was. In a
    thread it needs a diary of its own, see `journal.beside.read_beside`.
    """
    count = 0
    try:
        with replacing(target) as file:
            file.write((BOM + heading(dialect)).encode())
            rows = lines(diary.history(first, last), dialect)
            while block := list(islice(rows, _LINES_AT_ONCE)):
                file.write("".join(block).encode())
                count += len(block)
                yield count
    except OSError as error:
        raise UserError(
            _("Not exported to {path}: {reason}. Choose another place.").format(path=target, reason=reason(error))
        ) from error
    yield count


def heading(dialect: Dialect = Dialect.STANDARD) -> str:
    """The first line: the names of all columns."""
    return dialect.separator.join(f'"{column}"' for column in COLUMNS) + LINE_END


def lines(events: Iterable[Event], dialect: Dialect = Dialect.STANDARD) -> Iterator[str]:
    """A line for each entry: text quoted and guarded against formulas, numbers bare, what was not said blank."""
    # One template for each table with the blanks in their places: most of the 34 cells of a line are blank.
    forms = {
        table: (_template(columns, dialect), tuple(_encoder(column, dialect) for column in columns))
        for table, columns in FILLED.items()
    }
    for table, values in events:
        template, encoders = forms[table]
        yield template % tuple([encode(value) for encode, value in zip(encoders, values, strict=True)])


def _template(columns: tuple[str, ...], dialect: Dialect) -> str:
    return dialect.separator.join("%s" if column in columns else "" for column in COLUMNS) + LINE_END


def _encoder(column: str, dialect: Dialect) -> Callable[[Value], str]:
    if column == "utc_offset":
        # The offset is no text of the person's but a form of ours, like a number: it stays without the guard.
        return _quoted
    if dialect is Dialect.STANDARD:
        return _cell
    return _comma_value if column == "value" else _comma_cell


def _comma_cell(value: Value) -> str:
    return _cell(value) if type(value) is not float else str(value).replace(".", ",")


def _comma_value(value: Value) -> str:
    """The cell of a day item's value, of which a tag's number is text: spreadsheets take 7.5 for a day in May."""
    if type(value) is str:
        if _DECIMAL.fullmatch(value):
            return value.replace(".", ",")
        if _COMMA_DECIMAL.fullmatch(value):
            return _quoted(GUARD + value)  # the person's own comma stays one: it is taken for text
    return _comma_cell(value)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if type(value) is not str:
        return str(value)
    return _quoted(guarded(value) if value[:1] in RISKY else value)


def _quoted(value: Value) -> str:
    text = str(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else f'"{text}"'
