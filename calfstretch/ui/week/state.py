"""The grid of a week: what stands in each cell, what a key in it means, and where the cursor goes on; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from calfstretch.domain.day import DayItem, Item, Pause
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import Leg, Purpose
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import amounts, formats, labels

DAYS = 7
MOST_PAIN = 10


class Entries(Protocol):
    """What the grid reads of a diary day."""

    @property
    def day(self) -> date: ...
    @property
    def episodes(self) -> Sequence[Episode]: ...
    @property
    def items(self) -> Mapping[str, DayItem]: ...
    @property
    def spasms(self) -> int: ...
    @property
    def drinks_ml(self) -> int: ...
    @property
    def water_ml(self) -> float | None: ...
    @property
    def check_in(self) -> object | None: ...
    @property
    def sessions(self) -> Sequence[Session]: ...
    @property
    def pauses(self) -> Sequence[Pause]: ...


class Column(StrEnum):
    """What is noted of each day, in this order."""

    SPASMS = "spasms"
    LEG = "leg"
    PAIN = "pain"
    WATER = "water"
    STRETCHED = "stretched"


class Cell(NamedTuple):
    """One cell.

    Args:
        text: what stands in it.
        name: what a screen reader says of it: the day, the column, the answer.
        known: False = not noted, shown hatched.
        is_open: it can be answered here.
    """

    text: str
    name: str
    known: bool
    is_open: bool


class Line(NamedTuple):
    """A line of the grid: a day with its first spasm, or one more spasm of that day.

    Args:
        number: 0 for the day itself, 1 for its second spasm and so on.
        note: what else is to be known of the day; "" = nothing.
        episode: the spasm of this line; None = there is none.
        spasms: of the whole day.
    """

    day: date
    number: int
    label: str
    note: str
    episode: Episode | None
    spasms: int
    cells: Mapping[Column, Cell]


class Place(NamedTuple):
    """Where the cursor stands."""

    day: date
    number: int
    column: Column


# -- which days ------------------------------------------------------------------------------------------


def week_of(day: date | None, last_ended: date) -> tuple[date, date]:
    """First and last day shown: seven days, counted back from the one that ended last.

    Args:
        day: a day of the week wanted; None = the last one.
    """
    back = 0 if day is None or day > last_ended else (last_ended - day).days // DAYS
    last = last_ended - timedelta(days=back * DAYS)
    return last - timedelta(days=DAYS - 1), last


def reaches_back(first: date, first_used: date | None, first_entry: date | None) -> bool:
    """Whether there is an earlier week to turn to: as far as the first use or the first entry."""
    begins = [day for day in (first_used, first_entry) if day is not None]
    return bool(begins) and min(begins) < first


def heading(first: date, last: date) -> str:
    """15 Nov to 21 Nov 2026"""
    begin = _("{day} {month}").format(day=first.day, month=formats.month_short(first))
    if first.year != last.year:
        begin = formats.short_day(first)
    return _("{first} to {last}").format(first=begin, last=formats.short_day(last))


# -- what stands in the cells ----------------------------------------------------------------------------


def column_title(column: Column) -> str:
    """The word above a column."""
    return {
        Column.SPASMS: _("Spasms"),
        Column.LEG: _("Leg"),
        Column.PAIN: _("Worst pain"),
        Column.WATER: _("Water"),
        Column.STRETCHED: _("Stretch"),
    }[column]


def lines(days: Sequence[Entries], first_used: date | None, *, stretches: bool = True) -> list[Line]:
    """The lines of these days, oldest first; a day with three spasms has three.

    Args:
        stretches: False leaves out what can be read alone, for want of room.
    """
    found = [line for entries in days for line in _day_lines(entries, first_used)]
    if stretches:
        return found
    return [
        one._replace(cells={column: cell for column, cell in one.cells.items() if column is not Column.STRETCHED})
        for one in found
    ]


def _day_lines(entries: Entries, first_used: date | None) -> list[Line]:
    spasms = sorted(
        (one for one in entries.episodes if one.is_spasm),
        key=lambda one: (one.at, one.entered_at or one.at.utc, one.id),
    )
    label = _("{weekday} {day}").format(weekday=formats.weekday_short(entries.day.isoweekday()), day=entries.day.day)
    first = spasms[0] if spasms else None
    cells = {
        Column.SPASMS: _spasms_cell(entries),
        Column.LEG: _leg_cell(entries.day, first, 0, len(spasms)),
        Column.PAIN: _pain_cell(entries.day, first, 0, len(spasms)),
        Column.WATER: _water_cell(entries),
        Column.STRETCHED: _stretched_cell(entries, first_used),
    }
    note = _("paused") if entries.pauses else ""
    found = [Line(entries.day, 0, label, note, first, len(spasms), cells)]
    for number, episode in enumerate(spasms[1:], 1):
        which = _("{n} of {count}").format(n=number + 1, count=len(spasms))
        more = {
            Column.LEG: _leg_cell(entries.day, episode, number, len(spasms)),
            Column.PAIN: _pain_cell(entries.day, episode, number, len(spasms)),
        }
        found.append(Line(entries.day, number, which, "", episode, len(spasms), more))
    return found


def _named(day: date, column: Column, text: str, number: int = 0, count: int = 1) -> str:
    """Tuesday 17 March, leg, spasm 2 of 3, left"""
    which = [_("spasm {n} of {count}").format(n=number + 1, count=count)] if count > 1 else []
    return ", ".join([formats.long_day(day), column_title(column).lower(), *which, text])


def _cell(
    day: date, column: Column, text: str, known: bool, is_open: bool = True, number: int = 0, count: int = 1
) -> Cell:
    return Cell(text, _named(day, column, text, number, count), known, is_open)


def _spasms_cell(entries: Entries) -> Cell:
    if entries.check_in is not None:
        return _cell(entries.day, Column.SPASMS, str(entries.spasms), True)
    text = _("{n} so far").format(n=entries.spasms) if entries.spasms else _("not noted")
    return _cell(entries.day, Column.SPASMS, text, False)


def _no_spasm(day: date, column: Column) -> Cell:
    return Cell("", _named(day, column, _("no spasm is noted")), True, False)


def _leg_cell(day: date, episode: Episode | None, number: int, count: int) -> Cell:
    if episode is None:
        return _no_spasm(day, Column.LEG)
    leg = _leg_of(episode)
    text = labels.leg(leg).lower() if leg is not None else _("not noted")
    return _cell(day, Column.LEG, text, leg is not None, not episode.zones, number, count)


def _leg_of(episode: Episode) -> Leg | None:
    sides = {zone.partition(":")[0] for zone in episode.zones}
    if episode.leg is not None or not sides:
        return episode.leg
    return Leg(sides.pop()) if len(sides) == 1 else Leg.BOTH


def _pain_cell(day: date, episode: Episode | None, number: int, count: int) -> Cell:
    if episode is None:
        return _no_spasm(day, Column.PAIN)
    text = str(episode.pain) if episode.pain is not None else _("not noted")
    return _cell(day, Column.PAIN, text, episode.pain is not None, True, number, count)


def _water_cell(entries: Entries) -> Cell:
    level = entries.items.get(Item.WATER_LEVEL)
    if entries.water_ml is not None:
        return _cell(entries.day, Column.WATER, amounts.amount(entries.water_ml), True)
    if level is not None:
        return _cell(entries.day, Column.WATER, level_word(level.value), True)
    if entries.drinks_ml:
        text = _("{amount} so far").format(amount=amounts.amount(entries.drinks_ml))
        return _cell(entries.day, Column.WATER, text, False)
    return _cell(entries.day, Column.WATER, _("not noted"), False)


def level_word(level: str) -> str:
    """less, usual, more: short, for a cell."""
    return {"less": _("less"), "usual": _("usual"), "more": _("more")}[level]


def _stretched_cell(entries: Entries, first_used: date | None) -> Cell:
    ended = [one for one in entries.sessions if one.ended_at is not None and one.purpose != Purpose.RELIEF]
    done = sum(one.outcome is Outcome.DONE for one in ended)
    # Silence means no on a checked-in day since the first use alone. Source: data model, "No" by absence.
    is_known = entries.check_in is not None and first_used is not None and entries.day >= first_used
    if done:
        text = ngettext("{n} done", "{n} done", done).format(n=done)
    elif ended:
        text = _("in part")
    else:
        text = _("none") if is_known else _("not noted")
    return _cell(entries.day, Column.STRETCHED, text, bool(ended) or is_known, False)


def why_closed(line: Line, column: Column) -> str:
    """Why nothing can be said in a cell; "" = it can."""
    cell = line.cells.get(column)
    if cell is None or cell.is_open:
        return ""
    if column is Column.STRETCHED:
        return _("Stretches are noted by the timer or in History, not here.")
    if line.episode is None:
        return _("No spasm is noted that day: type their number first.")
    return _("The place on the leg is noted already: change it in the entry.")


# -- keys ------------------------------------------------------------------------------------------------


def answer_of(column: Column, key: str) -> int | str | None:
    """What a typed character says in a cell: a number, a leg, a level of water. None = nothing there.

    Legs and levels go by the first letter of their word, in English as well as in the language in force.
    """
    key = key.lower()
    if len(key) != 1:
        return None
    if column in (Column.SPASMS, Column.PAIN) and key in "0123456789":
        return int(key)
    if column is Column.PAIN:
        return MOST_PAIN if key == "x" else None
    if column is Column.LEG:
        words = {leg.value: (leg.value, labels.leg(leg)) for leg in Leg}
        return _by_letter(key, words)
    if column is Column.WATER:
        signs = {"-": "less", "=": "usual", "+": "more"}
        levels = {level: (level, level_word(level)) for level in ("less", "usual", "more")}
        return signs.get(key) or _by_letter(key, levels)
    return None


def _by_letter(key: str, words: Mapping[str, tuple[str, str]]) -> str | None:
    own = [value for value, (_english, word) in words.items() if word[:1].lower() == key]
    english = [value for value, (word, _own) in words.items() if word[:1] == key]
    return next(iter(own or english), None)


def begins_amount(column: Column, key: str) -> bool:
    """Whether a key begins an amount of water."""
    return column is Column.WATER and len(key) == 1 and key in "0123456789"


def after(grid: Sequence[Line], place: Place) -> Place:
    """Where the cursor goes once a cell is answered: count, leg, pain, next spasm, next day; of water downwards."""
    at = index_of(grid, place)
    line = grid[at]
    if place.column is Column.SPASMS and line.episode is not None:
        return place._replace(column=Column.LEG)
    if place.column is Column.LEG:
        return place._replace(column=Column.PAIN)
    if place.column is Column.PAIN and at + 1 < len(grid) and grid[at + 1].day == place.day:
        return Place(place.day, place.number + 1, Column.LEG)
    column = Column.WATER if place.column is Column.WATER else Column.SPASMS
    later = next((one for one in grid[at + 1 :] if one.number == 0), None)
    return place if later is None else Place(later.day, 0, column)


def moved(grid: Sequence[Line], place: Place, across: int, down: int) -> Place:
    """Where an arrow key leads; the same place at the edge."""
    at = index_of(grid, place)
    if across:
        there = [column for column in Column if column in grid[at].cells]
        wanted = there.index(place.column) + across
        return place._replace(column=there[wanted]) if 0 <= wanted < len(there) else place
    rest = grid[at + 1 :] if down > 0 else tuple(reversed(grid[:at]))
    line = next((one for one in rest if place.column in one.cells), None)
    return place if line is None else Place(line.day, line.number, place.column)


def index_of(grid: Sequence[Line], place: Place) -> int:
    """Which line a place stands in; the day's first where that spasm is gone, the last line where the day is."""
    exact = next((at for at, one in enumerate(grid) if (one.day, one.number) == (place.day, place.number)), None)
    if exact is not None:
        return exact
    return next((at for at, one in enumerate(grid) if one.day == place.day), len(grid) - 1)


def found_again(grid: Sequence[Line], place: Place | None) -> Place:
    """The place after the lines changed; None = the first day whose spasms are not noted, else the first."""
    if place is None:
        open_line = next((one for one in grid if one.number == 0 and not one.cells[Column.SPASMS].known), grid[0])
        return Place(open_line.day, 0, Column.SPASMS)
    line = grid[index_of(grid, place)]
    column = place.column if place.column in line.cells else Column.LEG if line.number else Column.WATER
    return Place(line.day, line.number, column)
