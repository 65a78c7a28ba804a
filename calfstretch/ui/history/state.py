"""The diary days as rows to draw: heads, entries, the night's band, what is not recorded; no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from calfstretch.domain.day import Activity, CheckIn, DayItem, Drink, Item, Pause, in_night
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import MarkedChange
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import amounts, formats
from calfstretch.ui.history import row_words
from calfstretch.ui.history.filters import Filter, Show, folded

GAP_FROM = 3
"""So many days in a row without an entry stand in one line."""


class Shape(StrEnum):
    """What a row is."""

    DAY = "day"
    EMPTY = "empty"
    GAP = "gap"
    NIGHT = "night"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list.

    Args:
        key: finds it again: "episodes/ID", "water/DAY", "items/DAY", "note/DAY", "day/DAY".
        symbol, colour: name of the icon and role of its colour.
        closes: the card ends with it.
        last_day: the earliest day of a run of days not recorded.
    """

    shape: Shape
    day: date
    key: str
    title: str
    detail: str = ""
    time: str = ""
    symbol: str = ""
    colour: str = ""
    closes: bool = False
    last_day: date | None = None

    @property
    def words(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.time, self.title, self.detail) if part)

    @property
    def can_be_chosen(self) -> bool:
        """Whether the keyboard stops here."""
        return self.shape is not Shape.NIGHT


class Entries(Protocol):
    """What is read of a diary day."""

    @property
    def day(self) -> date: ...
    @property
    def check_in(self) -> CheckIn | None: ...
    @property
    def episodes(self) -> Sequence[Episode]: ...
    @property
    def sessions(self) -> Sequence[Session]: ...
    @property
    def holds(self) -> Mapping[str, Sequence[Hold]]: ...
    @property
    def drinks(self) -> Sequence[Drink]: ...
    @property
    def activities(self) -> Sequence[Activity]: ...
    @property
    def items(self) -> Mapping[str, DayItem]: ...
    @property
    def pauses(self) -> Sequence[Pause]: ...
    @property
    def changes(self) -> Sequence[MarkedChange]: ...
    @property
    def spasms(self) -> int: ...
    @property
    def drinks_ml(self) -> int: ...
    @property
    def water_ml(self) -> float | None: ...
    @property
    def is_empty(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """One entry of a day with what the filter asks of it."""

    row: Row
    show: Show
    order: tuple[bool, float]
    legs: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()

    def searched(self) -> str:
        """All its words, folded; a line apart, so that no word is found across two."""
        return folded("\n".join((self.row.title, self.row.detail, *self.texts)))


def history_rows(days: Iterable[Entries], today: date, day_start_h: int, wanted: Filter) -> list[Row]:
    """The rows of diary days, newest first; days without a hit are left out while a filter is on.

    Args:
        days: newest first, without gaps.
        today: the diary day that is running.
    """
    rows: list[Row] = []
    run: list[date] = []
    for entries in days:
        if is_blank(entries, today):
            run.append(entries.day)
            continue
        rows += _run_rows(run, today, wanted)
        run = []
        rows += _day_rows(entries, today, day_start_h, wanted)
    return rows + _run_rows(run, today, wanted)


def is_blank(entries: Entries, today: date) -> bool:
    """Whether nothing was recorded of a day that is over; the running day is never blank."""
    return entries.is_empty and not entries.pauses and entries.day != today


def run_length(count: int, wanted: Filter) -> int:
    """How many rows a run of so many blank days takes."""
    return 0 if wanted.is_on else 1 if count >= GAP_FROM else count


def _run_rows(run: Sequence[date], today: date, wanted: Filter) -> list[Row]:
    if wanted.is_on or not run:
        return []
    if len(run) < GAP_FROM:
        return [_empty(day, today, _("not recorded")) for day in run]
    days = ngettext("{n} day not recorded", "{n} days not recorded", len(run)).format(n=len(run))
    span = _("{first} to {last}").format(first=formats.short_day(run[-1]), last=formats.short_day(run[0]))
    return [Row(Shape.GAP, run[0], f"gap/{run[0]}", days, span, closes=True, last_day=run[-1])]


def _empty(day: date, today: date, said: str) -> Row:
    return Row(Shape.EMPTY, day, f"day/{day}", formats.long_day(day, today), said, closes=True)


def _day_rows(entries: Entries, today: date, day_start_h: int, wanted: Filter) -> list[Row]:
    found = [each for each in _found(entries, day_start_h) if _fits(each, wanted)]
    if wanted.is_on and not found:
        return []
    if entries.is_empty and not entries.pauses:
        return [_empty(entries.day, today, _("nothing noted yet"))]
    found.sort(key=lambda each: each.order)
    by_day = [each.row for each in found if not each.order[0]]
    by_night = [each.row for each in found if each.order[0]]
    rows = [_head(entries, today), *by_day]
    if by_night:
        rows += [_night(entries.day), *by_night]
    rows[-1] = replace(rows[-1], closes=True)
    return rows


def _head(entries: Entries, today: date) -> Row:
    day = entries.day
    return Row(Shape.DAY, day, f"day/{day}", formats.long_day(day, today), summary(entries, today))


def _night(day: date) -> Row:
    return Row(Shape.NIGHT, day, f"night/{day}", row_words.night_words(day))


def summary(entries: Entries, today: date) -> str:
    """1 spasm · water 1.9 L; "no spasm" where a check-in says so."""
    parts = []
    if entries.spasms:
        parts.append(ngettext("{n} spasm", "{n} spasms", entries.spasms).format(n=entries.spasms))
    elif entries.check_in is not None:
        parts.append(_("no spasm"))
    if entries.check_in is None and entries.day < today:
        parts.append(_("no check-in"))
    if entries.water_ml is not None:
        parts.append(_("water {litres}").format(litres=amounts.amount(entries.water_ml)))
    return " · ".join(parts)


def _fits(found: _Found, wanted: Filter) -> bool:
    return wanted.lets(found.show, found.legs, found.searched() if wanted.words else "")


class Indexed(NamedTuple):
    """What an entry can be found by; see `Filter.lets`."""

    show: Show
    legs: frozenset[str]
    text: str


def indexed(entries: Entries, day_start_h: int) -> tuple[Indexed, ...]:
    """The entries of a day as they can be found."""
    return tuple(Indexed(each.show, each.legs, each.searched()) for each in _found(entries, day_start_h))


def _found(entries: Entries, day_start_h: int) -> Iterator[_Found]:
    in_a_row = Counter(episode.cluster_id for episode in entries.episodes if episode.cluster_id)
    yield from (_episode(episode, day_start_h, in_a_row[episode.cluster_id or ""]) for episode in entries.episodes)
    shown = {episode.id for episode in entries.episodes}
    for session in entries.sessions:
        # What eased a spasm is told with the spasm.
        if session.episode_id not in shown:
            yield _session(session, entries.holds.get(session.id, ()), entries.day)
    yield from (_activity(activity, entries.day) for activity in entries.activities)
    yield from _of_the_day(entries)


def _entry(record: Record, day: date, title: str, detail: str, symbol: str, colour: str) -> Row:
    return Row(Shape.ENTRY, day, f"{record.TABLE}/{record.id}", title, detail, symbol=symbol, colour=colour)


def _episode(episode: Episode, day_start_h: int, in_a_row: int = 1) -> _Found:
    day = episode.diary_day(day_start_h)
    symbol = "circle" if episode.kind is Kind.TIGHTNESS else "diamond"
    title = row_words.episode_title(episode, in_a_row)
    row = _entry(episode, day, title, row_words.episode_line(episode), symbol, "cramp")
    clock = "" if episode.until is not None else formats.clock_time(episode.at.local)
    legs = {place.partition(":")[0] for place in episode.zones} | ({episode.leg.value} if episode.leg else set())
    order = (episode.at_night(day_start_h), episode.at.utc.timestamp())
    own = (f"{name} {value}" for name, value in episode.own)
    texts = (episode.note, episode.suspected, *own)
    return _Found(replace(row, time=clock), Show.SPASMS, order, frozenset(legs), texts)


def _session(session: Session, holds: Sequence[Hold], day: date) -> _Found:
    title = row_words.session_title(session)
    done = session.outcome is Outcome.DONE
    row = _entry(session, day, title, row_words.session_line(session, holds), "bar" if done else "half_bar", "action")
    row = replace(row, time=formats.clock_time(session.started_at.local))
    legs = frozenset(hold.leg for hold in holds)
    return _Found(row, Show.STRETCHES, _order(session.started_at, day), legs, (session.note,))


def _activity(activity: Activity, day: date) -> _Found:
    title, detail = row_words.activity_words(activity)
    row = _entry(activity, day, title, detail, "activity", "activity")
    row = replace(row, time=formats.clock_time(activity.at.local))
    return _Found(row, Show.DAYS, _order(activity.at, day), texts=(activity.note,))


def _order(moment: Moment, day: date) -> tuple[bool, float]:
    return in_night(moment, day), moment.utc.timestamp()


_AFTER_ALL = float("inf")


def _of_the_day(entries: Entries) -> Iterator[_Found]:
    """What has no time of its own stands below the day's entries, before the night."""
    day = entries.day
    last = (False, _AFTER_ALL)
    water = row_words.water_words(entries)
    if water is not None:
        row = Row(Shape.ENTRY, day, f"water/{day}", *water, symbol="drop", colour="water")
        yield _Found(row, Show.DAYS, last)
    noted = row_words.items_line(entries.items)
    if noted:
        row = Row(Shape.ENTRY, day, f"items/{day}", _("Noted of the day"), noted, symbol="list", colour="text")
        yield _Found(row, Show.DAYS, last)
    note = entries.items.get(Item.NOTE)
    if note is not None:
        row = Row(
            Shape.ENTRY, day, f"note/{day}", _("Note"), row_words.shortened(note.value), symbol="note", colour="text"
        )
        yield _Found(row, Show.DAYS, last, texts=(note.value,))
    for change in entries.changes:
        title, text = _("Change from this day on"), row_words.shortened(change.text)
        yield _Found(_entry(change, day, title, text, "note", "text"), Show.DAYS, last, texts=(change.text,))
    for pause in entries.pauses:
        yield _Found(
            _entry(pause, day, *row_words.pause_words(pause), "pause", "text"), Show.DAYS, last, texts=(pause.reason,)
        )
