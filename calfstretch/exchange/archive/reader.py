"""A diary's archive read back: only what stands in its tables under names of ours, each row for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from calfstretch.domain.contents import STAYS_HERE, Contents, SettingEntry, Tombstone
from calfstretch.domain.day import DayItem
from calfstretch.domain.record import Record
from calfstretch.domain.setting_values import can_be
from calfstretch.exchange.activities.containers import Archive, opened
from calfstretch.exchange.activities.table import Row
from calfstretch.exchange.activities.table import Table as Lines
from calfstretch.exchange.activities.watch import RefusedFile, Watch
from calfstretch.exchange.archive.cells import Cell
from calfstretch.exchange.archive.settled import settled
from calfstretch.exchange.archive.tables import (
    DICTIONARY,
    PLAIN_TABLES,
    README,
    SETTINGS,
    TOMBSTONES,
    Derived,
    Field,
    Table,
    members,
    tables,
)
from calfstretch.exchange.own_rows import (
    LIMITS,
    LONGEST_ID,
    OWN_BYTES,
    UNFIT,
    Identities,
    NotReadError,
    Refusals,
    cannot_open,
    cannot_stand,
    not_allowed,
    shown,
)
from calfstretch.exchange.uncollected import uncollected
from calfstretch.i18n import gettext as _

T = TypeVar("T")


def read_archive(path: Path, watch: Watch) -> Contents:
    """Everything an archive of ours holds, in its order, every reference to something in it.

    Rows without an `id` get one that is worked out of what they say, so that reading them again gives the same.

    Args:
        path: the zip; it is read as a stream, nothing is unpacked to disk.
        watch: can call the reading off, from any thread.

    Raises:
        RefusedFile: it is no archive of ours, or beyond every limit; the text is one sentence for the person.
        CalledOff: the person wishes so.
    """
    try:
        with opened(path) as file, uncollected():
            return _Reading(Archive(file, OWN_BYTES), watch).run()
    except (OSError, ValueError) as error:
        raise cannot_open(error) from error


class _Reading:
    """One run through one archive."""

    def __init__(self, archive: Archive, watch: Watch) -> None:
        self._archive, self._watch = archive, watch
        self._refusals, self._identities = Refusals(), Identities()
        self._where: dict[tuple[str, str], str] = {}
        self._silent = False
        self._spoken: dict[str, tuple[str, ...]] = {}

    def run(self) -> Contents:
        names = self._names()
        records: list[Record] = []
        for table in tables().values():
            if table.member in names:
                records += self._table(names[table.member], table)
        contents = Contents(
            records=tuple(records),
            settings=tuple(self._plain(names, SETTINGS, self._setting)),
            tombstones=tuple(self._plain(names, TOMBSTONES, self._tombstone)),
            spoken_for=self._spoken if self._silent else None,
        )
        whole = settled(contents, self._left_out)
        return Contents(
            records=whole.records, settings=whole.settings, tombstones=whole.tombstones, spoken_for=whole.spoken_for,
            refused=self._refusals.all(),
        )  # fmt: skip

    def _names(self) -> dict[str, str]:
        """Names of ours, and the entries that bear them: all in one folder, as whoever packs it again may do."""
        for refusal in self._archive.refused:
            self._refusals.add(refusal.where, refusal.sentence)
        inside = [name for name in self._archive.names() if _base(name) in members()]
        if not any(_base(name) not in (DICTIONARY, README) for name in inside):
            raise RefusedFile(_("It is no archive of a calfstretch diary: none of its tables is in it."))
        folder = min((name[: -len(_base(name))] for name in inside), key=lambda folder: (folder.count("/"), folder))
        found = {_base(name): name for name in inside if name == folder + _base(name)}
        for name in self._archive.names():
            if name not in found.values():
                self._refusals.add(shown(name), _("It is no table of a diary, and was left out."))
        return found

    # -- tables of records ---------------------------------------------------------------------------------

    def _table(self, name: str, table: Table) -> Iterator[Record]:
        places, lines = self._begin(name, tuple(each.headings for each in table.columns))
        if places is None:
            return
        known: list[tuple[Field, tuple[int, ...]]] = []
        for each, place in zip(table.columns, places, strict=True):
            if isinstance(each, Derived):
                continue
            if place is not None:
                known.append((each, place))
            elif each.is_required:
                heading = ", ".join(each.headings)
                self._refusals.add(_base(name), _("It lacks the column {column}.").format(column=heading))
                return
            else:
                self._silent = True
        self._spoken[table.name] = tuple(each.name for each, _place in known)
        for row in lines:
            record = self._tried(name, row, lambda row: self._record(table, known, row))
            if record is not None:
                self._where[table.name, record.id] = _where(name, row)
                yield record

    def _record(self, table: Table, known: Sequence[tuple[Field, tuple[int, ...]]], row: Row) -> Record:
        values: dict[str, Any] = {}
        for field, places in known:
            cells = tuple([row.cells[place] for place in places])
            if any(cells):
                values[field.name] = _read(field.cell, field.headings, cells)
            elif field.is_optional:
                values[field.name] = None
            elif field.cell.blank is not None and field.is_required:
                values[field.name] = field.cell.blank
            elif field.is_required:
                raise NotReadError(_("Column {column} is empty.").format(column=field.headings[0]))
        said = values.get("id") or ""
        if not said:
            values["id"] = self._identities.of_content(table.name, row.cells)
        try:
            record = table.kind(**values)
        except UNFIT as error:
            raise _why(error, table, known, row.cells) from error
        self._identities.check(record, said)
        return record

    # -- settings and what was deleted ---------------------------------------------------------------------

    def _plain(self, names: dict[str, str], member: str, make: Callable[[list[Any]], T]) -> Iterator[T]:
        if member not in names:
            return
        columns = PLAIN_TABLES[member]
        places, lines = self._begin(names[member], tuple((heading,) for heading in columns))
        if places is None:
            return
        if None in places:
            self._refusals.add(member, _("It lacks a column: {columns} are needed.").format(columns=", ".join(columns)))
            return
        seen: set[tuple[Any, ...]] = set()

        def one(row: Row) -> T:
            read = []
            for (heading, (_about, cell)), place in zip(columns.items(), places, strict=True):
                text = row.cells[place[0]] if place else ""
                if not text:
                    raise NotReadError(_("Column {column} is empty.").format(column=heading))
                read.append(_read(cell, (heading,), (text,)))
            made = make(read)
            key = tuple(value for value in read if isinstance(value, str))[:2]
            if key[:1] in seen or key in seen:
                raise NotReadError(_("The same stands further up in the file: that one is taken."))
            seen.add(key[:1] if member == SETTINGS else key)
            return made

        for row in lines:
            found = self._tried(names[member], row, one)
            if found is not None:
                yield found

    def _setting(self, read: list[Any]) -> SettingEntry:
        key, value, changed_at = read
        if key.startswith(STAYS_HERE):
            raise NotReadError(_("“{name}” belongs to one computer and stays there.").format(name=shown(key)))
        try:
            if len(key) <= LONGEST_ID and can_be(key, value):
                return SettingEntry(key, value, changed_at)
        except UNFIT:
            pass
        raise not_allowed("value", str(value))

    def _tombstone(self, read: list[Any]) -> Tombstone:
        kind, record_id, deleted_at = read
        if kind not in tables():
            raise not_allowed("table", kind)
        if len(record_id) > LONGEST_ID:
            raise not_allowed("id", record_id)
        return Tombstone(kind, record_id, deleted_at)

    # -- what they have in common --------------------------------------------------------------------------

    def _begin(
        self, name: str, columns: tuple[tuple[str, ...], ...]
    ) -> tuple[list[tuple[int, ...] | None] | None, Iterator[Row]]:
        """Where each of the columns stands, None for those that do not; and the rows. Tells of unknown columns."""
        try:
            lines = Lines(self._archive.open(name, self._watch, LIMITS.size), self._watch, LIMITS)
            found = lines.heading()
        except RefusedFile as refused:
            self._refusals.add(_base(name), refused.sentence)
            return None, iter(())
        places: dict[str, int] = {}
        known = {heading for headings in columns for heading in headings}
        for place, heading in enumerate(found):
            if heading in places:
                self._refusals.add(_base(name), _("It has the column {column} twice.").format(column=shown(heading)))
                return None, iter(())
            places[heading] = place
            if heading and heading not in known:
                said = _("Its column “{column}” is not known here and was left out.").format(column=shown(heading))
                self._refusals.add(_base(name), said)
        wanted = [
            tuple(places[heading] for heading in headings) if all(heading in places for heading in headings) else None
            for headings in columns
        ]
        return wanted, self._rows(name, lines, len(found))

    def _rows(self, name: str, lines: Lines, width: int) -> Iterator[Row]:
        try:
            for row in lines:
                if row.trouble:
                    self._refusals.add(_where(name, row), row.trouble)
                elif any(row.cells[width:]):
                    self._refusals.add(_where(name, row), _("It has more cells than there are columns."))
                else:
                    row.cells.extend([""] * (width - len(row.cells)))
                    yield row
        except RefusedFile as refused:
            self._refusals.add(_base(name), refused.sentence)

    def _tried(self, name: str, row: Row, make: Callable[[Row], T]) -> T | None:
        try:
            return make(row)
        except NotReadError as refused:
            self._refusals.add(_where(name, row), str(refused))
            return None

    def _left_out(self, record: Record) -> None:
        said = _("What it belongs to is not in the archive.")
        self._refusals.add(self._where[record.TABLE, record.id], said)


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _where(name: str, row: Row) -> str:
    return f"{_base(name)}, {row.where}"


def _read(cell: Cell, headings: tuple[str, ...], cells: tuple[str, ...]) -> Any:
    try:
        return cell.read(*cells)
    except UNFIT as error:
        raise cannot_stand(", ".join(headings), " ".join(cells), _(cell.what)) from error


def _why(
    error: Exception, table: Table, known: Sequence[tuple[Field, tuple[int, ...]]], cells: list[str]
) -> NotReadError:
    """What a record says of its field, in the person's words: it begins with the field's name."""
    name = str(error).partition(":")[0].partition(" ")[0]
    if table.kind is DayItem and name not in ("day", "item"):
        name = "value"  # a day item names what was noted
    for field, places in known:
        if field.name == name:
            return not_allowed(", ".join(field.headings), " ".join(cells[place] for place in places))
    return NotReadError(_("What it says is nothing that an entry can hold."))
