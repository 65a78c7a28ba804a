"""The words of the rows: titles and details of what stands on a diary day; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from calfstretch.domain.day import Activity, DayItem, Drink, Item, Pause
from calfstretch.domain.episode import DurationSource, Episode
from calfstretch.domain.night import is_short
from calfstretch.domain.record import Source
from calfstretch.domain.routine import Purpose
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import amounts, formats, labels

_NOTE_SHOWN = 160


class Water(Protocol):
    """What is read of a day's water."""

    @property
    def drinks(self) -> Sequence[Drink]: ...
    @property
    def items(self) -> Mapping[str, DayItem]: ...
    @property
    def drinks_ml(self) -> int: ...
    @property
    def water_ml(self) -> float | None: ...


def night_words(day: date) -> str:
    """Night to Sunday"""
    return _("Night to {weekday}").format(weekday=formats.weekday(day + timedelta(days=1)))


def episode_title(episode: Episode, in_a_row: int = 1) -> str:
    """Spasm, left calf; of several noted together: Spasm, left calf, cluster of 3"""
    title = labels.episode_title(episode)
    if in_a_row < 2:
        return title
    return _("{what}, cluster of {n}").format(what=title, n=in_a_row)


def episode_line(episode: Episode) -> str:
    """Pain 7 · cramping, hard · eased after 38 s"""
    parts = []
    if episode.until is not None:
        one_date = episode.at.local.date() == episode.until.local.date()
        if is_short(episode.at, episode.until) or (one_date and not episode.is_whole_day):
            first, last = formats.clock_time(episode.at.local), formats.clock_time(episode.until.local)
            parts.append(_("between {first} and {last}").format(first=first, last=last))
        else:
            parts.append(_("some time that day") if episode.is_whole_day else _("some time that night"))
    if episode.pain is not None:
        parts.append(_("Pain {n}").format(n=episode.pain))
    if episode.qualities:
        parts.append(", ".join(labels.quality(quality) for quality in episode.qualities))
    lasted = length_words(episode)
    if episode.eased_after_s is not None:
        parts.append(_("eased after {time}").format(time=formats.duration(episode.eased_after_s)))
    elif lasted:
        parts.append(lasted)
    if episode.draft:
        parts.append(_("to be described"))
    return " · ".join(parts)


def length_words(episode: Episode) -> str:
    """1 min 50 s, 1–3 min (estimated), or "" where nothing is said."""
    if episode.duration_s is not None:
        words = formats.duration(episode.duration_s)
    elif episode.duration_band is not None:
        words = labels.band(episode.duration_band)
    else:
        return ""
    is_guess = episode.duration_source is DurationSource.ESTIMATED
    return _("{time} (estimated)").format(time=words) if is_guess else words


def session_title(session: Session) -> str:
    """Before bed, partial"""
    name = labels.purpose(session.purpose)
    if session.outcome is Outcome.DONE or session.purpose == Purpose.RELIEF:
        return name
    return _("{what}, {how}").format(what=name, how=labels.outcome(session.outcome))


def session_line(session: Session, holds: Sequence[Hold]) -> str:
    """Left 30 s · right 30 s · entered by hand: the holds, and that no timer measured them"""
    by_hand = session.source is Source.TYPED and session.purpose != Purpose.RELIEF
    return " · ".join(part for part in (hold_line(holds), _("entered by hand") if by_hand else "") if part)


def hold_line(holds: Sequence[Hold]) -> str:
    """Left 30, 30 s · right 30, 18 s · stopped"""
    legs = list(dict.fromkeys(hold.leg for hold in holds))
    parts = []
    for place, leg in enumerate(legs):
        name = labels.leg(leg) if place == 0 else labels.leg(leg).lower()
        held = ", ".join(f"{formats.whole_seconds(hold.held_s)}" for hold in holds if hold.leg == leg)
        parts.append(_("{leg} {seconds} s").format(leg=name, seconds=held))
    reasons = dict.fromkeys(hold.end_reason for hold in holds if hold.end_reason != "done")
    return " · ".join([*parts, *(labels.end_reason(reason) for reason in reasons)])


def activity_words(activity: Activity) -> tuple[str, str]:
    """("Run, 18.2 km", "1 h 44 min · effort 7 · 24 °C by the watch")"""
    title = labels.activity(activity.kind)
    parts = []
    if activity.distance_m:
        title = _("{what}, {how}").format(what=title, how=formats.distance(activity.distance_m))
    if activity.minutes is not None:
        parts.append(formats.minutes(activity.minutes))
    if activity.effort is not None:
        parts.append(_("effort {n}").format(n=activity.effort))
    if activity.temperature_c is not None:
        words = _("{degrees} by the watch") if activity.temperature_kind == "device" else "{degrees}"
        parts.append(words.format(degrees=formats.temperature(activity.temperature_c)))
    return title, " · ".join(parts)


def water_words(entries: Water) -> tuple[str, str] | None:
    """("Water 1.9 L", "confirmed · 4 drinks noted"); None where nothing is noted of water."""
    count = len(entries.drinks)
    drinks = ngettext("{n} drink noted", "{n} drinks noted", count).format(n=count)
    level = entries.items.get(Item.WATER_LEVEL)
    compared = [labels.water_level(level.value)] if level is not None else []
    if entries.water_ml is not None:
        parts = [_("confirmed"), *compared, *([drinks] if count else [])]
        return _("Water {litres}").format(litres=amounts.amount(entries.water_ml)), " · ".join(parts)
    if count:
        title = _("Water {litres}, at least").format(litres=amounts.amount(entries.drinks_ml))
        return title, " · ".join([*compared, drinks, _("not confirmed")])
    return (_("Water"), compared[0]) if compared else None


def items_line(items: Mapping[str, DayItem]) -> str:
    """Sleep, the night before: 7.5 h · Heels: no; the items that have no row of their own."""
    own = (Item.WATER, Item.WATER_LEVEL, Item.NOTE)
    return " · ".join(
        _("{what}: {how}").format(what=labels.item(name), how=item_value(item))
        for name, item in sorted(items.items())
        if name not in own
    )


def item_value(item: DayItem) -> str:
    """yes, 7.5 h, 24 °C, 1.9 L"""
    unit = item.unit
    if unit == "ml":
        return amounts.amount(item.number)
    if unit == "C":
        return formats.temperature(item.number)
    if unit == "h":
        return _("{n} h").format(n=formats.decimal(item.number, 2))
    if item.item == Item.WATER_LEVEL:
        return labels.water_level(item.value)
    if item.value in ("yes", "no"):
        return labels.yes_no(item.value).lower()
    return shortened(labels.item_value(item.item, item.value))


def pause_words(pause: Pause) -> tuple[str, str]:
    """("Pause: ill", "16 Mar 2026 to 21 Mar 2026")"""
    why = shortened(labels.pause_reason(pause.reason))
    title = _("Pause: {why}").format(why=why) if why else _("Pause")
    first, last = formats.short_day(pause.first_day), formats.short_day(pause.last_day)
    return title, _("{first} to {last}").format(first=first, last=last)


def shortened(text: str) -> str:
    """The text in one line, its end left out where it is long; the whole stands in the panel."""
    line = " ".join(text.split())
    return line if len(line) <= _NOTE_SHOWN else line[: _NOTE_SHOWN - 1].rstrip() + "…"
