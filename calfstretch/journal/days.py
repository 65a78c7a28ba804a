"""What can be done with a diary day: drinks, activities, items, and the check-in that makes it known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from calfstretch.domain.day import (
    Activity,
    ActivityKind,
    CheckIn,
    DayItem,
    Drink,
    Item,
    Pause,
    day_span,
    ended,
    number_text,
)
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record, Source
from calfstretch.domain.session_log import Hold, Session
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.storage import records

R = TypeVar("R", bound=Record)

if TYPE_CHECKING:
    from calfstretch.domain.person import MarkedChange
    from calfstretch.journal.journal import Journal, Written


class DayEntries(NamedTuple):
    """Everything noted of one diary day, without the bin.

    Args:
        check_in: None = the day is not known.
        items: by item name.
        holds: by session id, in order.
    """

    day: date
    check_in: CheckIn | None
    episodes: tuple[Episode, ...]
    sessions: tuple[Session, ...]
    holds: dict[str, tuple[Hold, ...]]
    drinks: tuple[Drink, ...]
    activities: tuple[Activity, ...]
    items: dict[str, DayItem]
    pauses: tuple[Pause, ...] = ()
    changes: tuple[MarkedChange, ...] = ()

    @property
    def spasms(self) -> int:
        """How many spasms are noted; tightness is none."""
        return sum(episode.is_spasm for episode in self.episodes)

    @property
    def drinks_ml(self) -> int:
        """Sum of the single drinks, ml: a lower bound of the day's water."""
        return sum(drink.ml for drink in self.drinks)

    @property
    def water_ml(self) -> float | None:
        """The day's confirmed water in ml; None = not confirmed, which an amount the program suggests is not."""
        item = self.items.get(Item.WATER)
        return None if item is None or item.source is Source.SUGGESTED else item.number

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands on the day."""
        return not any(
            (self.check_in, self.episodes, self.sessions, self.drinks, self.activities, self.items, self.changes)
        )


class Days:
    """The journal's part for diary days."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def entries(self, day: date) -> DayEntries:
        """Everything noted of one diary day."""
        return self.range(day, day)[0]

    def range(self, first: date, last: date) -> list[DayEntries]:
        """Everything noted of each diary day from first to last, oldest first, empty days included."""
        journal = self._journal
        start_h = journal.day_start_h
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        sessions = _by_day(journal.between(Session, first, last), start_h)
        episodes = _by_day(journal.between(Episode, first, last), start_h)
        drinks = _by_day(journal.between(Drink, first, last), start_h)
        activities = _by_day(journal.between(Activity, first, last), start_h)
        check_ins = {check_in.day: check_in for check_in in journal.between(CheckIn, first, last)}
        items = _by_day(journal.between(DayItem, first, last), start_h)
        changes = _by_day(self._changes(first, last), start_h)
        pauses = journal.everything(Pause)
        holds = self._holds(first, last)
        return [
            DayEntries(
                day=day,
                check_in=check_ins.get(day),
                episodes=tuple(episodes.get(day, ())),
                sessions=tuple(sessions.get(day, ())),
                holds={session.id: tuple(holds.get(session.id, ())) for session in sessions.get(day, ())},
                drinks=tuple(drinks.get(day, ())),
                activities=tuple(activities.get(day, ())),
                items={item.item: item for item in items.get(day, ())},
                pauses=tuple(pause for pause in pauses if pause.first_day <= day <= pause.last_day),
                changes=tuple(changes.get(day, ())),
            )
            for day in days
        ]

    def _changes(self, first: date, last: date) -> list[MarkedChange]:
        condition = "day BETWEEN ? AND ?"
        days = (first.isoformat(), last.isoformat())
        connection = self._journal.database.connection
        # They are few: what reads them is not loaded where there is none.
        if connection.execute(f"SELECT 1 FROM marked_changes WHERE {condition} LIMIT 1", days).fetchone() is None:
            return []
        from calfstretch.domain.person import MarkedChange

        return records.where(connection, MarkedChange, condition, days)

    def _holds(self, first: date, last: date) -> dict[str, list[Hold]]:
        condition = "session_id IN (SELECT id FROM sessions WHERE day BETWEEN ? AND ? AND deleted_at IS NULL)"
        found: dict[str, list[Hold]] = {}
        connection = self._journal.database.connection
        for hold in records.where(connection, Hold, condition, (first.isoformat(), last.isoformat())):
            found.setdefault(hold.session_id, []).append(hold)
        return found

    def add_drink(self, ml: int, at: Moment | None = None) -> Written:
        """Note one drink of `ml`; on a day whose water is confirmed it adds to the confirmed amount.

        Args:
            at: when, None = now.
        """
        return self._journal.write("add drinks", [Drink(at=at or self._journal.now(), ml=ml)])

    def add_activity(
        self,
        kind: ActivityKind,
        minutes: float | None,
        *,
        effort: int | None = None,
        at: Moment | None = None,
        note: str = "",
    ) -> Written:
        """Note one activity; `minutes` and `effort` (0-10) may be None = not said, `at` None = now."""
        activity = Activity(at=at or self._journal.now(), kind=kind, minutes=minutes, effort=effort, note=note)
        return self._journal.write("add activities", [activity])

    def set_item(self, day: date, item: str, value: str | None) -> Written:
        """Note one thing of a day; None takes it back to not noted."""
        known = self._item(day, item)
        if value is None:
            return self._journal.write("delete day_items", delete=[known] if known else [])
        verb = "change day_items" if known else "add day_items"
        return self._journal.write(verb, [DayItem(day=day, item=item, value=value)])

    def set_items(self, day: date, values: Mapping[str, str | None]) -> Written:
        """Note several things of a day at once; None takes one back to not noted."""
        known = {item: self._item(day, item) for item in values}
        put = [DayItem(day=day, item=item, value=value) for item, value in values.items() if value is not None]
        gone = [found for item, found in known.items() if found is not None and values[item] is None]
        verb = "delete" if gone and not put else "change" if any(known.values()) else "add"
        return self._journal.write(verb + " day_items", put, delete=gone)

    def mark_change(self, day: date, text: str) -> Written:
        """Mark a change the person made, such as another medicine, on the day it began."""
        from calfstretch.domain.person import MarkedChange

        return self._journal.write("add marked_changes", [MarkedChange(day=day, text=text)])

    def marked_changes(self, day: date) -> list[MarkedChange]:
        """The changes marked on a day, as they were entered."""
        return self._changes(day, day)

    def confirm_water(self, day: date, ml: float) -> Written:
        """Make the day's water known: this much in all, in ml."""
        return self.set_item(day, Item.WATER, number_text(ml))

    def check_in(self, day: date, spasms: int) -> Written:
        """Answer how many spasms a day and its night had; the answer makes the day known.

        A number above what is noted makes draft episodes that span the whole diary day.

        Raises:
            UserError: more spasms are noted than the answer says, or the day has not begun.
        """
        if day > self._journal.today():
            raise UserError(_("That day has not begun yet."))
        with self._journal.database.transaction():
            return self._check_in(day, spasms)

    def _check_in(self, day: date, spasms: int) -> Written:
        noted = sum(episode.is_spasm for episode in self._journal.between(Episode, day, day))
        if spasms < noted:
            raise UserError(
                ngettext(
                    "{count} spasm is noted for that day. Remove it first, or answer {count}.",
                    "{count} spasms are noted for that day. Remove them first, or answer {count}.",
                    noted,
                ).format(count=noted)
            )
        begin, end = day_span(day, self._journal.day_start_h)
        drafts = [Episode(at=begin, until=end, kind=Kind.SPASM, draft=True) for n in range(spasms - noted)]
        return self._journal.write("add checkins", [CheckIn(day=day, spasms=spasms), *drafts])

    def take_back(self, day: date) -> Written:
        """Take the check-in of a day back, with the drafts it made of which nothing was said: the day is not known."""
        known = self._journal.get(CheckIn, CheckIn(day=day, spasms=0).id)
        if known is None or known.deleted_at is not None:
            return self._journal.write("delete checkins")
        episodes = self._journal.between(Episode, day, day)
        drafts = [one for one in episodes if one.draft and one.is_whole_day and one.is_bare]
        return self._journal.write("delete checkins", delete=[known, *drafts])

    def last_ended(self) -> date:
        """The diary day that ended last."""
        return self._journal.today() - timedelta(days=1)

    def is_known(self, day: date) -> bool:
        """Whether the day has a check-in and is over."""
        check_in = self._journal.get(CheckIn, CheckIn(day=day, spasms=0).id)
        known = check_in is not None and check_in.deleted_at is None
        return known and ended(day, self._journal.now(), self._journal.day_start_h)

    def _item(self, day: date, item: str) -> DayItem | None:
        known = self._journal.get(DayItem, f"{day.isoformat()}/{item}")
        return known if known is not None and known.deleted_at is None else None


def _by_day(found: Sequence[R], start_h: int) -> dict[date, list[R]]:
    days: dict[date, list[R]] = {}
    for record in found:
        day = record.diary_day(start_h)
        if day is not None:
            days.setdefault(day, []).append(record)
    return days
