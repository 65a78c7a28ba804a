"""One entry in full, as label and value, for the panel and the bin; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from calfstretch.domain.day import Activity, CheckIn, DayItem, Drink, Item, Pause
from calfstretch.domain.episode import Context, Episode
from calfstretch.domain.person import MarkedChange, Programme, SavedRoutine
from calfstretch.domain.record import Record
from calfstretch.domain.routine import Purpose
from calfstretch.domain.session_log import Hold, Session
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal.days import DayEntries
from calfstretch.ui import amounts, formats, labels
from calfstretch.ui.history import row_words
from calfstretch.ui.history.state import Row
from calfstretch.ui.programme_words import times_words


@dataclass(frozen=True, slots=True)
class Facts:
    """What the panel shows.

    Args:
        where: the line above the heading: "Night to Sunday, 02:14".
        lines: label and value.
        texts: label and what the person typed, shown as typed.
        trail: when it was entered and changed, line by line.
    """

    where: str
    heading: str
    lines: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    trail: tuple[str, ...] = ()


def of_episode(episode: Episode, day_start_h: int, today: date) -> Facts:
    """A spasm or a spell of tightness."""
    day = episode.diary_day(day_start_h)
    night = episode.at_night(day_start_h)
    place = row_words.night_words(day) if night else formats.long_day(day, today)
    where = place if episode.until else _("{day}, {time}").format(day=place, time=formats.clock_time(episode.at.local))
    lines: list[tuple[str, str]] = []
    if episode.until is not None:
        span = _("{first} to {last}").format(
            first=formats.clock_time(episode.at.local), last=formats.clock_time(episode.until.local)
        )
        lines.append((_("Some time from"), span))
    if len(episode.zones) > 1:
        lines.append((_("Where"), "; ".join(labels.place(zone) for zone in episode.zones)))
    if episode.pain is not None:
        lines.append((_("Worst pain"), _("{n} of 10").format(n=episode.pain)))
    lines += _episode_lines(episode)
    lines.append((_("Counts for"), formats.weekday(day)))
    texts = ((_("What you suspect"), episode.suspected), (_("Note"), episode.note))
    return Facts(
        where,
        labels.episode_title(episode, in_full=True),
        tuple(lines),
        tuple((label, text) for label, text in texts if text),
    )


def _episode_lines(episode: Episode) -> list[tuple[str, str]]:
    lines = []
    lasted = row_words.length_words(episode)
    if lasted:
        lines.append((_("Lasted"), lasted))
    if episode.eased_after_s is not None:
        lines.append((_("Eased after"), formats.duration(episode.eased_after_s)))
    if episode.qualities:
        lines.append((_("Felt"), ", ".join(labels.quality(quality) for quality in episode.qualities)))
    if episode.context is not None:
        doing = labels.context(Context(episode.context))
        lines.append((_("What you were doing"), _suggested(episode, "context", doing)))
    for what, helped in episode.tried:
        said = labels.helped(helped) if helped else _("tried")
        lines.append((labels.tried(what), _suggested(episode, "tried", said)))
    if episode.minutes_awake is not None:
        awake = formats.minutes(episode.minutes_awake) if episode.minutes_awake else _("did not wake you")
        lines.append((_("Awake"), awake))
    if episode.sore_after is not None:
        lines.append((_("Sore afterwards"), labels.yes_no("yes" if episode.sore_after else "no").lower()))
    # A name and a value of one's own, as they were noted.
    lines += [(name, labels.yes_no(value).lower() if value in ("yes", "no") else value) for name, value in episode.own]
    if episode.cluster_id:
        lines.append((_("In a row"), _("one of several")))
    return lines


def _suggested(episode: Episode, name: str, words: str) -> str:
    return _("{what} (suggested)").format(what=words) if name in episode.suggested else words


def of_session(session: Session, holds: tuple[Hold, ...], day: date, today: date) -> Facts:
    """A stretch with every hold."""
    lines = [
        (
            _("{leg}, round {n}").format(leg=labels.leg(hold.leg), n=hold.round),
            _("{held} of {target} s, {how}").format(
                held=formats.whole_seconds(hold.held_s),
                target=round(hold.target_s),
                how=labels.end_reason(hold.end_reason),
            ),
        )
        for hold in holds
    ]
    if session.purpose != Purpose.RELIEF:
        lines.insert(0, (_("Position"), labels.variant(session.variant)))
    for label, feel in ((_("Calf before"), session.feel_before), (_("Calf after"), session.feel_after)):
        if feel is not None:
            lines.append((label, _("{n} of 10").format(n=feel)))
    if session.ended_at is not None:
        lines.append((_("In all"), formats.duration(session.ended_at.seconds_since(session.started_at))))
    texts = ((_("Note"), session.note),) if session.note else ()
    where = _at(day, session.started_at.local, today)
    return Facts(where, row_words.session_title(session), tuple(lines), texts)


def of_activity(activity: Activity, day: date, today: date) -> Facts:
    """A run, a walk …"""
    title, _detail = row_words.activity_words(activity)
    lines = []
    if activity.minutes is not None:
        lines.append((_("Time"), formats.minutes(activity.minutes)))
    if activity.moving_s is not None:
        lines.append((_("In motion"), formats.duration(activity.moving_s)))
    if activity.climb_m is not None:
        lines.append((_("Climb"), _("{n} m").format(n=formats.decimal(activity.climb_m, 0))))
    if activity.effort is not None:
        lines.append((_("Effort"), _("{n} of 10").format(n=activity.effort)))
    if activity.temperature_c is not None:
        lines.append((_("Temperature"), formats.temperature(activity.temperature_c)))
    if activity.heart_rate_bpm is not None:
        lines.append((_("Heart rate"), _("{n} a minute").format(n=formats.decimal(activity.heart_rate_bpm, 0))))
    texts = ((_("Note"), activity.note),) if activity.note else ()
    return Facts(_at(day, activity.at.local, today), title, tuple(lines), texts)


def of_water(entries: DayEntries, today: date) -> Facts:
    """The day's water and every drink."""
    words = row_words.water_words(entries) or (_("Water"), "")
    lines = [(formats.clock_time(drink.at.local), amounts.drink(drink.ml)) for drink in entries.drinks]
    amount = entries.water_ml is not None or entries.drinks
    label = _("This is") if amount else _("Compared")
    return Facts(formats.long_day(entries.day, today), words[0], ((label, words[1]), *lines))


def of_items(entries: DayEntries, today: date) -> Facts:
    """What was noted of the day."""
    own = ("water", "water_level", "note")
    lines = tuple(
        (labels.item(name), row_words.item_value(item))
        for name, item in sorted(entries.items.items())
        if name not in own
    )
    return Facts(formats.long_day(entries.day, today), _("Noted of the day"), lines)


def of_note(item: DayItem, today: date) -> Facts:
    """The day's note in full."""
    return Facts(formats.long_day(item.day, today), _("Note"), (), (("", item.value),))


def of_pause(pause: Pause, today: date) -> Facts:
    """Days taken out of the reckoning."""
    title, span = row_words.pause_words(pause)
    texts = ((_("Why"), labels.pause_reason(pause.reason)),) if pause.reason else ()
    return Facts(_("Pause"), title, ((_("Days"), span),), texts)


def of_change(change: MarkedChange, today: date) -> Facts:
    """A change the person marked on the day it began."""
    return Facts(_("Change"), formats.long_day(change.day, today), (), ((_("What"), change.text),))


def of_day(entries: DayEntries, today: date) -> Facts:
    """A diary day as a whole."""
    if entries.check_in is not None:
        answer = ngettext("{n} spasm", "{n} spasms", entries.spasms).format(n=entries.spasms)
        lines = [(_("Check-in"), answer if entries.spasms else _("no spasm"))]
    else:
        lines = [(_("Check-in"), _("none yet"))]
    water = _water_value(entries)
    if water:
        lines.append((_("Water"), water))
    texts: tuple[tuple[str, str], ...] = ()
    if entries.check_in is None and entries.day < today:
        texts = (("", _("Without a check-in this day is shown, and left out of the rates.")),)
    heading = formats.long_day(entries.day, today)
    return Facts(_("Diary day"), heading, tuple(lines), texts)


def _water_value(entries: DayEntries) -> str:
    if entries.water_ml is not None:
        return amounts.amount(entries.water_ml)
    if entries.drinks:
        return _("{litres}, not confirmed").format(litres=amounts.amount(entries.drinks_ml))
    level = entries.items.get(Item.WATER_LEVEL)
    return "" if level is None else labels.water_level(level.value)


def of_gap(row: Row, today: date) -> Facts:
    """Days of which nothing was recorded."""
    text = _("What was not noted is unknown, and counts neither for nor against anything.")
    return Facts(_("Not recorded"), row.title, ((_("From"), row.detail),), (("", text),))


def _at(day: date, local: datetime, today: date) -> str:
    place = row_words.night_words(day) if local.date() > day else formats.long_day(day, today)
    return _("{day}, {time}").format(day=place, time=formats.clock_time(local))


def binned_words(record: Record, day_start_h: int) -> str:
    """One line for an entry in the bin: Spasm, left outer calf · 21 Nov 2026."""
    day = record.diary_day(day_start_h)
    what = name(record)
    return what if day is None else f"{what} · {formats.short_day(day)}"


def name(record: Record) -> str:
    """What an entry is called: Spasm, left outer calf."""
    if isinstance(record, Episode):
        return labels.episode_title(record)
    if isinstance(record, Session):
        return row_words.session_title(record)
    if isinstance(record, Activity):
        return row_words.activity_words(record)[0]
    if isinstance(record, Drink):
        return _("Drink, {amount}").format(amount=amounts.drink(record.ml))
    if isinstance(record, DayItem):
        return _("{what}: {how}").format(what=labels.item(record.item), how=row_words.item_value(record))
    if isinstance(record, CheckIn):
        return _("Check-in")
    if isinstance(record, SavedRoutine):
        return _("Routine: {name}").format(name=record.name)
    if isinstance(record, Programme):
        return _("Programme, {often}").format(often=times_words(record.times_a_day))
    if isinstance(record, MarkedChange):
        return _("Change: {what}").format(what=row_words.shortened(record.text))
    return row_words.pause_words(record)[0] if isinstance(record, Pause) else _("Entry")
