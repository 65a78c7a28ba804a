"""The cells of one row of a history, as this program writes them and as spreadsheets save them again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from calfstretch.domain.day import TAG_PREFIX, YES_NO_ITEMS, Item
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.exchange.archive.cells import read_day, read_local, read_number, read_offset, read_utc, read_whole
from calfstretch.exchange.formula_guard import unguarded
from calfstretch.exchange.own_rows import UNFIT, NotReadError, cannot_stand
from calfstretch.i18n import gettext as _

T = TypeVar("T")

_COMMA_NUMBER = re.compile(r"[+-]?[0-9]+,[0-9]+", re.ASCII)
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", re.ASCII)
_SLASHES = re.compile(r"([0-9]{1,4})/([0-9]{1,2})/([0-9]{1,4})", re.ASCII)
# Spreadsheets take an offset for a time of day, and write it as 01:00:00 AM.
_CLOCK = re.compile(r"([+-]?)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]0+)?)?(?: ?([AP])M)?", re.ASCII)
_NUMBER_ITEMS = frozenset({Item.WATER.value, Item.MAX_TEMP_C.value, Item.SLEEP_H.value})
_YES_NO = {"true": "yes", "1": "yes", "false": "no", "0": "no"}


class Cells:
    """One row.

    Args:
        cells: by column; a column that the file lacks is missing.
        has_commas: the file writes decimals with a comma.
    """

    def __init__(self, cells: Mapping[str, str], has_commas: bool) -> None:
        self._cells, self._has_commas = cells, has_commas

    def raw(self, column: str) -> str:
        """As it stands; "" = blank, or no such column."""
        return self._cells.get(column, "")

    def text(self, column: str) -> str:
        """Text of the person's, its guard taken off."""
        return unguarded(self.raw(column))

    def word(self, column: str) -> str | None:
        """A word of ours; None = blank."""
        return self.raw(column).strip() or None

    def words(self, column: str) -> tuple[str, ...]:
        """Words of a list."""
        return tuple(word.strip() for word in self.raw(column).split(";") if word.strip())

    def number(self, column: str) -> float | None:
        """A number; None = blank."""
        return self.read(column, _number, _("a number"))

    def whole(self, column: str) -> int | None:
        """A whole number; None = blank."""
        return self.read(column, lambda text: read_whole(_with_point(text)), _("a whole number"))

    def day(self, column: str) -> date:
        """A day.

        Raises:
            NotReadError: none is said.
        """
        return self.needed(column, self.read(column, _day, _("a day such as 2026-11-23")))

    def utc(self, column: str) -> datetime | None:
        """A moment of the trail; None = blank."""
        return self.read(column, read_utc, _("a moment such as 2026-11-23T21:30:00.000Z"))

    def moment(self) -> Moment:
        """When it was: its local time, with its offset or that of this computer's time zone."""
        local = self.needed("local_time", self.read("local_time", _local, _("a time such as 2026-11-23T21:30:00")))
        offset_s = self.offset_s()
        try:
            return local_moment(local) if offset_s is None else read_local(local.isoformat(), offset_s)
        except UNFIT as error:
            raise cannot_stand("local_time", self.raw("local_time"), _("a moment of a diary")) from error

    def until(self, begin: Moment) -> Moment | None:
        """The end of an interval; the file knows its local time alone."""
        if self.word("item") != "until" or not self.word("value"):
            return None
        local = self.needed("value", self.read("value", _local, _("a time such as 2026-11-23T21:30:00")))
        try:
            if local_moment(begin.local).offset_s == begin.offset_s and (end := local_moment(local)).utc >= begin.utc:
                return end  # it was here: this computer knows whether the clocks were changed in between
            end = read_local(local.isoformat(), begin.offset_s)
            # An end before its begin: the clocks went back in between.
            return end if end.utc >= begin.utc else read_local(local.isoformat(), begin.offset_s - 3600)
        except UNFIT as error:
            raise cannot_stand("value", self.raw("value"), _("a moment of a diary")) from error

    def offset_s(self) -> int | None:
        """Seconds ahead of UTC; None = blank."""
        return self.read("utc_offset", _offset, _("an offset such as +01:00"))

    def item_value(self, item: str) -> str:
        """What was noted of a day: a number with a point, a word, or the person's text."""
        raw = self.raw("value")
        if item in _NUMBER_ITEMS or (self._has_commas and _COMMA_NUMBER.fullmatch(raw)):
            return _with_point(raw.strip())
        if item in YES_NO_ITEMS or item == Item.SALTS:
            # A spreadsheet makes words of truth out of them.
            return _YES_NO.get(raw.strip().lower(), raw.strip())
        is_own = item == Item.NOTE or item.startswith(TAG_PREFIX)
        return unguarded(raw) if is_own else raw.strip()

    def read(self, column: str, how: Callable[[str], T], what: str) -> T | None:
        """A cell read in one way; None = blank.

        Raises:
            NotReadError: it is not what it must be.
        """
        text = self.raw(column).strip()
        if not text:
            return None
        try:
            return how(text)
        except UNFIT as error:
            raise cannot_stand(column, text, what) from error

    @staticmethod
    def needed(column: str, value: T | None) -> T:
        """The value.

        Raises:
            NotReadError: there is none.
        """
        if value is None:
            raise NotReadError(_("Column {column} is empty.").format(column=column))
        return value


def _with_point(text: str) -> str:
    return text.replace(",", ".") if _COMMA_NUMBER.fullmatch(text) else text


def _number(text: str) -> float:
    return read_number(_with_point(text))


def _day(text: str) -> date:
    found = _DAY_FIRST.fullmatch(text)
    if found is not None:
        day, month, year = map(int, found.groups())
        return read_day(date(year, month, day).isoformat())
    found = _SLASHES.fullmatch(text)
    if found is not None:
        return read_day(_slashed(*map(int, found.groups())).isoformat())
    return read_day(text)


def _slashed(first: int, second: int, third: int) -> date:
    """2026/11/23, and 23/11/2026 or 11/23/2026 where one of them alone can be."""
    if first > 31:
        return date(first, second, third)
    if first == second or first > 12:
        return date(third, second, first)
    if second > 12:
        return date(third, first, second)
    raise ValueError("day and month could be either")


def _local(text: str) -> datetime:
    if len(text) > 40:
        raise ValueError("too long for a time")
    said_day, sign, clock = text.partition("T")
    if not sign:
        said_day, _sign, clock = text.partition(" ")
    minus, hour, minute, second = _clock(clock.strip())
    if minus:
        raise ValueError("no time")
    day = _day(said_day)
    return datetime(day.year, day.month, day.day, hour, minute, second)


def _offset(text: str) -> int:
    sign, hours, minutes, seconds = _clock(text)
    return read_offset(f"{sign or '+'}{hours:02d}:{minutes:02d}:{seconds:02d}")


def _clock(text: str) -> tuple[str, int, int, int]:
    """Its sign, hours, minutes and seconds."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError("no time")
    sign, hours, minutes, seconds, half = found.groups()
    hour = int(hours) if half is None else int(hours) % 12 + (12 if half == "P" else 0)
    return sign, hour, int(minutes), int(seconds or 0)
