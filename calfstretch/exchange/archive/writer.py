"""The whole diary into one zip; identical contents give identical bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from calfstretch.domain.contents import STAYS_HERE, Contents
from calfstretch.domain.day import DAY_START_H, DAY_START_HOURS
from calfstretch.domain.record import Record
from calfstretch.errors import UserError
from calfstretch.exchange.archive.cells import Write, quoted
from calfstretch.exchange.archive.readme import readme
from calfstretch.exchange.archive.settled import of_table, settled
from calfstretch.exchange.archive.tables import (
    DICTIONARY,
    DICTIONARY_COLUMNS,
    PLAIN_TABLES,
    README,
    SETTINGS,
    TOMBSTONES,
    Derived,
    Table,
    dictionary,
    tables,
)
from calfstretch.exchange.history_csv import BOM, LINE_END
from calfstretch.exchange.safe_file import reason, replacing
from calfstretch.exchange.uncollected import uncollected
from calfstretch.i18n import gettext as _

_LINES_AT_ONCE = 500
# Nothing of the moment, the computer or the account gets into the file.
_WHEN, _UNIX, _MODE, _LEVEL = (1980, 1, 1, 0, 0, 0), 3, 0o100600 << 16, 6


class Diary(Protocol):
    """What is needed of the journal."""

    def contents(self) -> Contents:
        """Everything the diary holds."""


def write_archive(diary: Diary, target: Path) -> int:
    """Write the whole diary; a file that stood there is replaced as a whole or stays as it was.

    Returns:
        How many entries were written, without settings and what was deleted.

    Raises:
        UserError: it could not be written, with the reason, or the diary could not be read.
    """
    *_before, count = write_archive_in_steps(diary, target)
    return count


def write_archive_in_steps(diary: Diary, target: Path) -> Iterator[int]:
    """`write_archive` bit by bit, for a thread beside the window; see `history_csv.write_history_in_steps`."""
    with uncollected():
        contents = settled(diary.contents())
    count = 0
    try:
        with replacing(target) as file, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            for name, lines in sorted(_members(contents).items()):
                with archive.open(_entry(name), "w") as member:
                    for number in _write_lines(member, lines):
                        count += number if name.removesuffix(".csv") in tables() else 0
                        yield count
    except OSError as error:
        raise UserError(
            _("Not exported to {path}: {reason}. Choose another place.").format(path=target, reason=reason(error))
        ) from error
    yield len(contents.records)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _WHEN)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _MODE
    return entry


def _members(contents: Contents) -> dict[str, Iterator[str]]:
    """The lines of every file of the zip, without their ends."""
    start_h = _day_start_h(contents)
    found = {table.member: _table_lines(table, of_table(contents, table.name), start_h) for table in tables().values()}
    # Settings of one computer never leave it, whoever put them together.
    travelling = (entry for entry in contents.settings if not entry.key.startswith(STAYS_HERE))
    found[SETTINGS] = _plain_lines(SETTINGS, travelling)
    found[TOMBSTONES] = _plain_lines(TOMBSTONES, contents.tombstones)
    found[DICTIONARY] = (",".join(map(quoted, row)) for row in (DICTIONARY_COLUMNS, *dictionary()))
    found[README] = iter(readme().splitlines())
    return found


def _write_lines(member: IO[bytes], lines: Iterator[str]) -> Iterator[int]:
    """Writes them and yields how many rows each step wrote, the heading not counted."""
    member.write((BOM + next(lines) + LINE_END).encode())
    while block := list(islice(lines, _LINES_AT_ONCE)):
        member.write((LINE_END.join(block) + LINE_END).encode())
        yield len(block)


def _table_lines(table: Table, records: Iterable[Record], day_start_h: int) -> Iterator[str]:
    yield _heading(table.headings)
    values_of: Callable[[Record], tuple[Any, ...]] = attrgetter(*(field.name for field in table.fields))
    # Two columns of one field are two blanks where nothing was said.
    writers: list[tuple[Write, str]] = [(each.cell.write, "," * (len(each.headings) - 1)) for each in table.fields]
    derived = [(place, each.work_out) for place, each in enumerate(table.columns) if isinstance(each, Derived)]
    for record in records:
        said = zip(writers, values_of(record), strict=True)
        row = [blank if value is None else write(value) for (write, blank), value in said]
        for place, work_out in derived:
            row.insert(place, work_out(record, day_start_h))
        yield ",".join(row)


def _plain_lines(member: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    columns = PLAIN_TABLES[member]
    yield _heading(columns)
    writers = [cell.write for _about, cell in columns.values()]
    for row in rows:
        yield ",".join(write(value) for write, value in zip(writers, row, strict=True))


def _heading(names: Iterable[str]) -> str:
    return ",".join(f'"{name}"' for name in names)


def _day_start_h(contents: Contents) -> int:
    found = next((entry.value for entry in contents.settings if entry.key == "day_start_h"), None)
    return found if type(found) is int and DAY_START_HOURS[0] <= found <= DAY_START_HOURS[1] else DAY_START_H
