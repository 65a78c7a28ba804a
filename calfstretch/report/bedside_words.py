"""The words of the sheet for the bedside: what the morning card asks, in its order; no Qt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from calfstretch.domain.night_block import Block
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext, pgettext
from calfstretch.ui import formats

NIGHTS = 14
WATER_SIGNS = ("−", "=", "+")
"""Less, usual, more: the keys of the week's grid."""
_HOURS = {
    Block.DAY: (None, 18),
    Block.EVENING: (18, 22),
    Block.EARLY_NIGHT: (22, 2),
    Block.LATE_NIGHT: (2, 7),
}


class Group(NamedTuple):
    """One question.

    Args:
        heading: above its boxes.
        boxes: words inside them, each to be ticked over; none = a line to write on.
    """

    heading: str
    boxes: tuple[str, ...]


class Night(NamedTuple):
    """One row: the day, and the night that belongs to it."""

    day: str
    night: str


class BedsideSheet(NamedTuple):
    """Everything that stands on the sheet.

    Args:
        how: a sentence each, above the table.
        later: how it is typed in, below the table.
    """

    title: str
    how: tuple[str, ...]
    head: str
    groups: tuple[Group, ...]
    nights: tuple[Night, ...]
    legend: tuple[str, ...]
    later_heading: str
    later: tuple[str, ...]
    foot: str


def bedside_sheet(first: date, nights: int = NIGHTS) -> BedsideSheet:
    """The sheet for so many nights.

    Args:
        first: the diary day whose night is the first one.
    """
    days = [first + timedelta(days=n) for n in range(nights)]
    left, right = pgettext("left leg", "L"), pgettext("right leg", "R")
    return BedsideSheet(
        title=ngettext("{n} night by the bed", "{n} nights by the bed", nights).format(n=nights),
        how=(
            _("One line each morning, for the day before and its night. What you do not know stays empty."),
            _("No spasm: tick 0. More than one: a tick for each of them, and the worst pain of all."),
        ),  # fmt: skip
        head=_("Day and night"),
        groups=(
            Group(_("How many spasms"), ("0", "1", "2", "3+")),
            Group(_("About when, by the clock"), tuple(block_words(block) for block in Block)),
            Group(_("Which leg"), (left, right, _("both"))),
            Group(_("Worst pain 0–10"), ()),
            Group(_together(_("Water: − less, = usual, + more")), WATER_SIGNS),
        ),
        nights=tuple(_night(day) for day in days),
        legend=(_("Pain: 0 is no pain, 10 is the worst pain imaginable. Water: against what you usually drink."),),
        later_heading=_("To type it in"),
        later=(
            _(
                "Today asks the same each morning, in the same order. For many days at once choose “Fill in the days"
                " before” there: type how many, then L, R or B for the leg, then 0 to 9 (X for ten) for the pain; −, ="
                " or + for the water. Enter opens the day, where the time is noted."
            ),
        ),  # fmt: skip
        foot=_("calfstretch, {day}. Not reviewed by a clinician.").format(day=formats.short_day(first)),
    )


def block_words(block: Block) -> str:
    """to 18, 18–22 …"""
    from_h, until_h = _HOURS[block]
    return _("to {hour}").format(hour=until_h) if from_h is None else f"{from_h}–{until_h}"


def _together(text: str) -> str:
    """A sign and its word stay on one line."""
    for sign in WATER_SIGNS:
        text = text.replace(f"{sign} ", f"{sign}\u00a0")
    return text


def _night(day: date) -> Night:
    after = day + timedelta(days=1)
    return Night(
        _("{weekday} {day} {month}").format(
            weekday=formats.weekday_short(day.isoweekday()), day=day.day, month=formats.month_short(day)
        ),
        _("night to {weekday}").format(weekday=formats.weekday_short(after.isoweekday())),
    )
