"""What the sheet of a diary day and its forms show, and the moments typed in them; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from calfstretch.domain.day import NOON_H, TAG_PREFIX, Activity, DayItem, Drink, Item, diary_day
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.routine import Routine
from calfstretch.domain.session_log import Hold
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui import amounts, formats, labels
from calfstretch.ui.day import choices

FIRST_WEEK = timedelta(days=7)
MORNING_H = 8
MORE = "more"
_MOST_MORE = 10

ROWS_SETTING = "day_rows"
"""How much the person asked to note of a day: 0 water and activity, 1 the further rows, 2 tags and changes as well."""
FEW_ROWS, MORE_ROWS, ALL_ROWS = 0, 1, 2
TAG_ROWS = (Item.TRAVEL, Item.ALCOHOL)
"""Ready-made tags; those of one's own follow."""
_FIRST_ROWS = (Item.WATER, Item.WATER_LEVEL, Item.STAIRS, Item.STANDING, Item.NOTE)


class Entries(Protocol):
    """What the sheet reads of a diary day."""

    @property
    def episodes(self) -> Sequence[Episode]: ...
    @property
    def drinks(self) -> Sequence[Drink]: ...
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


@dataclass(frozen=True, slots=True)
class SpasmChoices:
    """The check-in as chips.

    Args:
        question: what is asked.
        options: how many in all with their words, what is noted counted in; the last is `MORE`.
        chosen: the answer; None = not noted.
        meaning: what the answer does, or what its absence means.
    """

    question: str
    options: tuple[tuple[int | str, str], ...]
    chosen: int | None
    meaning: str


def spasm_choices(entries: Entries, *, running: bool, day_start_h: int, more: bool = False) -> SpasmChoices:
    """The chips of the check-in.

    Args:
        running: the day has not ended yet.
        more: every number up to ten more, in place of `MORE`.
    """
    noted = entries.spasms
    last = noted + (_MOST_MORE if more else 2)
    options: list[tuple[int | str, str]] = [(n, _("None") if n == 0 else str(n)) for n in range(noted, last + 1)]
    if not more:
        options.append((MORE, _("More")))
    if running:
        end = formats.clock_time(datetime.combine(date.min, time(day_start_h)))
        meaning = _("The day and its night end at {time}. The answer counts from then on.").format(time=end)
    elif entries.check_in is None:
        meaning = _("Not noted. The answer makes this day known.")
    else:
        meaning = ""
    # The answer of a known day is what stands in the diary: an episode added later is counted in.
    question = _("Calf spasms this day and its night, in all") if noted else _("Calf spasms this day and its night")
    return SpasmChoices(question, tuple(options), noted if entries.check_in is not None else None, meaning)


def episode_line(episode: Episode) -> str:
    """02:14 · Spasm, left outer calf"""
    title = labels.episode_title(episode)
    if episode.until is None:
        return _("{time} · {what}").format(time=formats.clock_time(episode.at.local), what=title)
    return _("{what}, not described yet").format(what=title) if episode.draft else title


def drink_line(drink: Drink) -> str:
    """08:30 · 200 ml"""
    amount = amounts.drink(drink.ml)
    return _("{time} · {what}").format(time=formats.clock_time(drink.at.local), what=amount)


def in_order(drinks: Sequence[Drink]) -> list[Drink]:
    """The drinks by their time; those of one moment as they were entered."""
    return sorted(drinks, key=lambda drink: (drink.at, drink.entered_at is None, drink.entered_at, drink.id))


def water_line(entries: Entries) -> tuple[str, str]:
    """The amount and what it means: ("1.2 L", "noted, not confirmed")."""
    if entries.water_ml is not None:
        return amounts.amount(entries.water_ml), _("in all, confirmed")
    if entries.drinks_ml:
        return amounts.amount(entries.drinks_ml), _("noted, not confirmed as all")
    return "", "" if Item.WATER_LEVEL in entries.items else _("Not noted")


def tag_items(known: Sequence[str], entries: Entries) -> list[str]:
    """The tags of one's own as item names: those kept, then those that stand on this day alone."""
    kept = [TAG_PREFIX + name for name in known]
    return kept + sorted(item for item in entries.items if item.startswith(TAG_PREFIX) and item not in kept)


def in_first_week(first_used: str | None, today: date) -> bool:
    """Whether less than a week has passed since the first day; then little is asked."""
    return first_used is not None and today - date.fromisoformat(first_used) < FIRST_WEEK


def rows_shown(asked: int, entries: Entries, *, first_week: bool, has_tags: bool, has_changes: bool) -> int:
    """How much of the sheet is shown: what the person asked for, and never less than what is noted.

    Args:
        asked: the setting `ROWS_SETTING`.
        has_tags: there are tags of one's own.
        has_changes: a change is marked on the day.
    """
    further = [item for item in entries.items if item not in _FIRST_ROWS]
    if asked >= ALL_ROWS or has_tags or has_changes or any(choices.is_tag_row(item, entries.items) for item in further):
        return ALL_ROWS
    return MORE_ROWS if asked or further or not first_week else FEW_ROWS


def more_words(rows: int) -> str:
    """What the link shows that brings the next rows: Heat, sleep, shoes, salts …"""
    return _("Heat, sleep, shoes, salts…") if rows < MORE_ROWS else _("Tags, a change of medicine…")


def sleep_night(day: date) -> str:
    """Which night is meant: Sleep from Friday to Saturday"""
    before, after = formats.weekday(day - timedelta(days=1)), formats.weekday(day)
    return _("Sleep from {evening} to {morning}").format(evening=before, morning=after)


def measured_heat(activities: Sequence[Activity]) -> str:
    """The highest temperature files brought, as a sentence; "" = none."""
    found = [one for one in activities if one.temperature_c is not None]
    if not found:
        return ""
    hottest = max(found, key=lambda one: one.temperature_c or 0)
    degrees = formats.temperature(hottest.temperature_c or 0)
    return _("{degrees} stands with {activity}; it counts where nothing is typed.").format(
        degrees=degrees, activity=labels.activity(hottest.kind)
    )


def day_heading(day: date, today: date) -> tuple[str, str]:
    """The heading and what stands under it: ("Sunday 22 November", "The running day and its night")."""
    meaning = ""
    if day == today:
        meaning = _("The running day and its night")
    elif day == today - timedelta(days=1):
        meaning = _("Yesterday and last night")
    return formats.long_day(day, today), meaning


# -- moments ---------------------------------------------------------------------------------------------


def moment_on(day: date, at: time, now: Moment, day_start_h: int) -> Moment:
    """The moment of a time of day on a diary day; before the day's start it lies in the night that follows.

    Raises:
        UserError: it has not come yet.
    """
    local = datetime.combine(day + timedelta(days=at.hour < day_start_h), at)
    moment = local_moment(local)
    if moment.utc > now.utc:
        raise UserError(_("That time has not come yet."))
    return moment


def stand_in(day: date, now: Moment, day_start_h: int) -> Moment:
    """The moment an entry gets for which no time was said: now on the running day, noon on an earlier one."""
    return now if diary_day(now, day_start_h) == day else local_moment(datetime.combine(day, time(NOON_H)))


# -- sessions --------------------------------------------------------------------------------------------


def done_holds(session_id: str, routine: Routine) -> list[Hold]:
    """The holds of a session done as the routine says."""
    return [
        Hold(
            session_id=session_id,
            ordinal=ordinal,
            round=step.round,
            leg=step.leg.value,
            attempt=1,
            planned_s=step.length_s,
            target_s=step.length_s,
            target_origin=routine.hold_origin.value,
            held_s=step.length_s,
            end_reason="done",
        )
        for ordinal, step in enumerate(routine.holds(), 1)
    ]


def hold_line(hold: Hold, rounds: int) -> str:
    """Left · 18 s of 30 s, stopped"""
    text = _("{held} of {target}, {reason}").format(
        held=formats.duration(hold.held_s),
        target=formats.duration(hold.target_s),
        reason=labels.end_reason(hold.end_reason),
    )
    where = labels.leg(hold.leg)
    if rounds > 1:
        where = _("Round {n}, {leg}").format(n=hold.round, leg=where.lower())
    return _("{where} · {what}").format(where=where, what=text)
