"""The numbers of this part as tables; no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from calfstretch.domain.episode import Zone
from calfstretch.i18n import gettext as _
from calfstretch.insights.when import DIAL_ORDER, ONE_LEG, Dial, Weekday, When
from calfstretch.insights.wording import two_figures
from calfstretch.ui import formats, labels
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.when_where import state


def tables(found: When, order: Sequence[int]) -> list[Numbers]:
    """Everything shown.

    Args:
        order: weekdays as shown, 1 Monday to 7 Sunday.
    """
    if not found.spasms:
        return []
    made = [_hours(found.dial), _weekdays(found.weekdays, order), _legs(found), _zones(found)]
    if found.in_runs is not None:
        made += _runs(found)
    return made


def _hours(dial: Dial) -> Numbers:
    rows = [(_("{begin} to {end}").format(begin=state.hour(h), end=state.hour(h + 1)), h) for h in DIAL_ORDER]
    cells = [(words, str(dial.hours[hour])) for words, hour in rows]
    return Numbers(_("Time of day"), (_("Hour"), _("Spasms")), (*cells, (_("Without a time"), str(dial.loose))))


def _weekdays(days: Sequence[Weekday], order: Sequence[int]) -> Numbers:
    by_number = {day.number: day for day in days}
    headers = (_("Weekday"), _("Spasms on noted days"), _("Noted days"), _("Spasms a noted day"), _("Could be"))
    return Numbers(_("Weekday"), headers, tuple(_weekday_row(by_number[number]) for number in order))


def _weekday_row(day: Weekday) -> tuple[str, ...]:
    limits, rate = day.limits(), day.per_day
    said = ("–", "")
    if limits is not None and rate is not None:
        low, high = limits
        spread = _("{low} to {high}").format(low=two_figures(low, up=False), high=two_figures(high, up=True))
        said = (two_figures(rate), spread)
    return (state.weekday_name(day.number), str(day.spasms), str(day.known_days), *said)


def _legs(found: When) -> Numbers:
    legs = found.legs
    rows = (
        (_("Left"), str(legs.left)),
        (_("Right"), str(legs.right)),
        (_("Both"), str(legs.both)),
        (_("Not said"), str(legs.not_said)),
    )
    return Numbers(_("Leg"), (_("Leg"), _("Spasms")), rows)


def _zones(found: When) -> Numbers:
    left, right = ONE_LEG
    rows = [(labels.zone(zone), str(found.zones[left, str(zone)]), str(found.zones[right, str(zone)])) for zone in Zone]
    return Numbers(_("Zone"), (_("Zone"), _("Left"), _("Right")), tuple(rows))


def _runs(found: When) -> list[Numbers]:
    runs = found.in_runs
    assert runs is not None
    headers = (_("Part of the run"), _("Spasms"), _("Runs with a spasm there"), _("Runs that went that far"))
    rows = tuple(
        (state.span_words(runs, part), str(part.spasms), str(part.runs), str(part.reached)) for part in runs.parts
    )
    each = tuple(
        (
            formats.short_day(one.run.day),
            formats.decimal(one.minute, 1),
            "–" if one.km is None else formats.decimal(one.km, 1),
        )
        for one in runs.placed
    )
    days = tuple(one.run.day for one in runs.placed)
    return [
        Numbers(_("Place in a run"), headers, rows),
        Numbers(_("Spasms in runs"), (_("Day"), _("Minutes"), _("About km")), each, days),
    ]
