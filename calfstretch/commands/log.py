"""calfstretch log: one entry, noted through the same journal as in the window."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date

from calfstretch.clock import Clock
from calfstretch.commands.diary import open_journal, take_in_spool, tell_window
from calfstretch.commands.moments import moment_of, refuse_later_day
from calfstretch.commands.wrong_usage import WrongUsageError
from calfstretch.domain.day import TAG_PREFIX, ActivityKind, DayItem, Item
from calfstretch.domain.episode import Context, DurationSource, Episode, Kind, Zone
from calfstretch.domain.moment import Moment
from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal, Written
from calfstretch.paths import data_dir

Write = Callable[[Journal], Written]


def log(options: Namespace, clock: Clock) -> str:
    """Note one entry.

    Returns:
        Its id.

    Raises:
        WrongUsageError: a value no diary can hold.
        UserError: it could not be noted.
    """
    now = Moment.of(clock.now())
    # Everything is checked before the diary is opened: a wrong command leaves no trace.
    write = _WRITERS[options.entry](options, now)
    folder = data_dir(options.data_dir)
    with open_journal(folder, clock) as journal:
        take_in_spool(journal, folder)
        written = write(journal)
    tell_window(folder)
    return written.ids[0]


def _at(options: Namespace, now: Moment) -> Moment:
    return now if options.at is None else moment_of(options.at, now)


# -- episode ---------------------------------------------------------------------------------------------------


def _episode(options: Namespace, now: Moment) -> Write:
    leg, zones = _place(options.leg, options.zones)
    said = options.duration is not None
    try:
        episode = Episode(
            at=_at(options, now),
            kind=Kind(options.kind) if options.kind else Kind.NOT_SAID,
            leg=leg,
            zones=zones,
            pain=options.pain,
            duration_s=options.duration,
            duration_source=DurationSource.TYPED if said else None,
            context=Context.ASLEEP if options.asleep else None,
            note=options.note,
        )
    except ValueError as error:
        raise _not_held(error) from error
    return lambda journal: journal.episodes.save(episode)


def _place(leg: str | None, zones: list[str]) -> tuple[Leg | None, tuple[str, ...]]:
    """The leg and its zones: a zone without a leg is on the leg that was named, or on both."""
    found: list[str] = []
    for zone in zones:
        side, _colon, name = zone.rpartition(":")
        sides = _sides(side or leg, zone)
        if name not in tuple(Zone):
            raise WrongUsageError(
                _("--zone {zone}: there is no such zone; the zones are {known}.").format(
                    zone=zone, known=", ".join(Zone)
                )
            )
        if leg in ("left", "right") and sides != [leg]:
            raise WrongUsageError(_("--zone {zone} is not on the leg of --leg {leg}.").format(zone=zone, leg=leg))
        found += [f"{side}:{name}" for side in sides if f"{side}:{name}" not in found]
    if leg is None and found:
        legs = {zone.partition(":")[0] for zone in found}
        leg = "both" if len(legs) == 2 else legs.pop()
    return Leg(leg) if leg else None, tuple(found)


def _sides(leg: str | None, zone: str) -> list[str]:
    if leg is None:
        raise WrongUsageError(_("--zone {zone} needs --leg left, right or both.").format(zone=zone))
    if leg not in tuple(Leg):
        raise WrongUsageError(_("--zone {zone}: the leg is left, right or both.").format(zone=zone))
    return ["left", "right"] if leg == "both" else [leg]


# -- drink, activity -------------------------------------------------------------------------------------------


def _drink(options: Namespace, now: Moment) -> Write:
    at = _at(options, now)
    return lambda journal: journal.days.add_drink(options.ml, at)


def _activity(options: Namespace, now: Moment) -> Write:
    at, kind = _at(options, now), ActivityKind(options.kind)
    return lambda journal: journal.days.add_activity(kind, options.minutes, effort=options.effort, at=at)


# -- day -------------------------------------------------------------------------------------------------------


def _note(options: Namespace, now: Moment) -> Write:
    item, value = _item(options.item, options.value)
    refuse_later_day(options.day or now.local.date(), now.local.date())
    return lambda journal: journal.days.set_item(_day(options.day, journal, journal.today()), item, value)


def _item(item: str, value: str) -> tuple[str, str]:
    """The item and its value as the diary keeps them."""
    if not item.startswith(TAG_PREFIX) and item not in tuple(Item):
        raise WrongUsageError(
            _("There is no item {item}; there is {known} and tag:NAME.").format(item=item, known=", ".join(Item))
        )
    if not value.strip():
        raise WrongUsageError(_("{item} needs a value; nothing was noted.").format(item=item))
    is_number = item in (Item.WATER, Item.MAX_TEMP_C, Item.SLEEP_H)
    try:
        entry = DayItem(day=date(2000, 1, 1), item=item, value=value.replace(",", ".") if is_number else value)
    except ValueError as error:
        raise _not_held(error) from error
    return entry.item, entry.value


def _check_in(options: Namespace, now: Moment) -> Write:
    refuse_later_day(options.day or now.local.date(), now.local.date())
    return lambda journal: journal.days.check_in(_day(options.day, journal, journal.days.last_ended()), options.spasms)


def _day(day: date | None, journal: Journal, otherwise: date) -> date:
    if day is None:
        return otherwise
    refuse_later_day(day, journal.today())
    return day


def _not_held(error: ValueError) -> WrongUsageError:
    return WrongUsageError(_("Nothing was noted: {reason}.").format(reason=str(error).rstrip(".")))


_WRITERS: dict[str, Callable[[Namespace, Moment], Write]] = {
    "episode": _episode,
    "drink": _drink,
    "activity": _activity,
    "note": _note,
    "checkin": _check_in,
}
