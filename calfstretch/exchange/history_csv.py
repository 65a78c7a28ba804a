"""The history as one CSV file: a row for each entry, oldest first, for a therapist's spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Protocol

from calfstretch.domain.history import COLUMNS, FILLED, Event, Value
from calfstretch.errors import UserError
from calfstretch.exchange.formula_guard import RISKY, guarded
from calfstretch.exchange.safe_file import reason, replacing
from calfstretch.i18n import gettext as _

BOM = "\ufeff"
LINE_END = "\r\n"
_LINES_AT_ONCE = 2000


class Diary(Protocol):
    """What is needed of the journal."""

    def history(self, first: date | None = None, last: date | None = None) -> Iterator[Event]:
        """Every entry of the diary days first to last (both included), oldest first."""


def write_history(diary: Diary, target: Path, first: date | None = None, last: date | None = None) -> int:
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
    count = 0
    try:
        with replacing(target) as file:
            file.write((BOM + heading()).encode())
            rows = lines(diary.history(first, last))
            while block := list(islice(rows, _LINES_AT_ONCE)):
                file.write("".join(block).encode())
                count += len(block)
    except OSError as error:
        raise UserError(
            _("Not exported to {path}: {reason}. Choose another place.").format(path=target, reason=reason(error))
        ) from error
    return count


def heading() -> str:
    """The first line: the names of all columns."""
    return ",".join(f'"{column}"' for column in COLUMNS) + LINE_END


def lines(events: Iterable[Event]) -> Iterator[str]:
    """A line for each entry: text quoted and guarded against formulas, numbers bare, what was not said blank."""
    # One template for each table with the blanks in their places: most of the 34 cells of a line are blank.
    forms = {table: (_template(columns), tuple(map(_encoder, columns))) for table, columns in FILLED.items()}
    for table, values in events:
        template, encoders = forms[table]
        yield template % tuple([encode(value) for encode, value in zip(encoders, values, strict=True)])


def _template(columns: tuple[str, ...]) -> str:
    return ",".join("%s" if column in columns else "" for column in COLUMNS) + LINE_END


def _encoder(column: str) -> Callable[[Value], str]:
    # The offset is no text of the person's but a form of ours, like a number: it stays without the guard.
    return _quoted if column == "utc_offset" else _cell


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if type(value) is not str:
        return str(value)
    return _quoted(guarded(value) if value[:1] in RISKY else value)


def _quoted(value: Value) -> str:
    text = str(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else f'"{text}"'
