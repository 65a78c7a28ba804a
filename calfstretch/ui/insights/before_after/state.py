"""Before and after a marked change, in words and numbers; no Qt."""

from __future__ import annotations

from datetime import date

from calfstretch.domain.routine import TargetOrigin
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.before_after import WINDOW_DAYS, BeforeAfter, MarkedDay, Missing, Side
from calfstretch.insights.minimum import MIN_DAYS_EACH_SIDE, MIN_EPISODES
from calfstretch.insights.wording import Sentence, left_out, two_figures
from calfstretch.ui import formats
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.ticks import value_ticks

_CHIP_CHARACTERS = 34


def warning() -> str:
    """What is said beside every before and after, word for word. Source: statistics notes, section 7."""
    return _(
        "People usually start after a bad patch, and bad patches tend to pass by themselves. In trials, people on "
        "dummy treatment also had about a quarter fewer cramps."
    )


def warning_source() -> str:
    """Where the figure is from. Source: clinical facts, section 3: placebo and time."""
    return _(
        "About 28 % fewer after 4 weeks, in the placebo groups of the trials of magnesium. Source: Cochrane 2020, "
        "CD009402.pub3."
    )


def what_it_is() -> tuple[str, ...]:
    """What a marked change is, for a diary without one."""
    return (
        _(
            "A marked change is a day on which something began or stopped: new shoes, another medicine, a stretching "
            "programme. With it, the weeks before that day and the weeks after it stand side by side here."
        ),
        _(
            "It is marked in the sheet of a day, with the day it began. A stretching programme marks its first day by "
            "itself."
        ),
    )


# -- names -----------------------------------------------------------------------------------------


def name(marked: MarkedDay) -> str:
    """Began nightly stretching; a programme begins"""
    texts = (text.strip() or _("a marked change") for text in marked.texts)
    return "; ".join((*texts, *_programmes(marked)))


def _programmes(marked: MarkedDay) -> list[str]:
    if not marked.programmes:
        return []
    by_therapist = any(each.origin is TargetOrigin.THERAPIST for each in marked.programmes)
    return [_("a therapist’s programme begins") if by_therapist else _("a stretching programme begins")]


def chip(marked: MarkedDay, today: date) -> str:
    """12 Oct, New shoes for work: as short as a chip must be."""
    return _("{day}, {what}").format(day=_day(marked.day, today), what=_short(name(marked)))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _CHIP_CHARACTERS else words[: _CHIP_CHARACTERS - 1].rstrip() + "…"


def heading(marked: MarkedDay, today: date) -> str:
    """Monday 12 October: New shoes for work"""
    what = name(marked)
    return _("{day}: {what}").format(day=formats.long_day(marked.day, today), what=what[:1].upper() + what[1:])


def _day(day: date, today: date) -> str:
    return formats.day_and_month(day) if day.year == today.year else formats.short_day(day)


# -- sentences -------------------------------------------------------------------------------------


def lead(found: BeforeAfter) -> Sentence:
    """Both rates, and that it could be chance; or what is missing."""
    if found.missing is not None:
        return _not_yet(found, found.missing)
    assert found.before is not None and found.after is not None
    assert found.before.rate is not None and found.after.rate is not None
    rates = _("{before} a week before, {after} a week after.").format(
        before=two_figures(found.before.rate.per_week), after=two_figures(found.after.rate.per_week)
    )
    return Sentence(rates, " " + _("Could be chance.") + " " + ratio_words(found))


def ratio_words(found: BeforeAfter) -> str:
    """After it 0.58 times as often as before; could be anywhere from 0.31 to 1.1."""
    low = two_figures(found.low, up=False)
    if found.ratio is None:
        return _("None before, so no ratio; after it at least {low} times as often.").format(low=low)
    if found.high is None:
        return ""
    high = two_figures(found.high, up=True)
    if not found.ratio:
        return _("None after; it could be up to {high} times as often as before.").format(high=high)
    words = _("After it {ratio} times as often as before; could be anywhere from {low} to {high}.")
    return words.format(ratio=two_figures(found.ratio), low=low, high=high)


def side_words(found: BeforeAfter) -> str:
    """The counts behind the rates, and what the rates could be where there are enough of them."""
    if found.before is None or found.after is None:
        return ""
    of_side = _counted_and_range if found.missing is None else _counted
    return ngettext(
        "{days} day on each side. Before: {before}. After: {after}.",
        "{days} days on each side. Before: {before}. After: {after}.",
        found.days,
    ).format(days=found.days, before=of_side(found.before), after=of_side(found.after))


def _counted_and_range(side: Side) -> str:
    rate = side.rate
    if rate is None:
        return _counted(side)
    return _("{counts}, could be {low} to {high} a week").format(
        counts=_counted(side), low=two_figures(rate.low, up=False), high=two_figures(rate.high, up=True)
    )


def _counted(side: Side) -> str:
    spasms = ngettext("{n} spasm", "{n} spasms", side.counted.spasms).format(n=side.counted.spasms)
    known = side.counted.known_days
    on_days = ngettext("{spasms} on {known} noted day", "{spasms} on {known} noted days", known)
    return on_days.format(spasms=spasms, known=known)


def _not_yet(found: BeforeAfter, missing: Missing) -> Sentence:
    needed = {"days": MIN_DAYS_EACH_SIDE, "spasms": MIN_EPISODES}
    parts = []
    if missing.after_days < MIN_DAYS_EACH_SIDE:
        parts.append(_("{n} of {days} noted days after it").format(n=missing.after_days, **needed))
    if missing.before_days < MIN_DAYS_EACH_SIDE:
        parts.append(_("{n} of {days} noted days before it").format(n=missing.before_days, **needed))
    if missing.spasms < MIN_EPISODES:
        parts.append(_("{n} of {spasms} spasms in all").format(n=missing.spasms, **needed))
    rest = _(": {parts}.").format(parts=", ".join(parts))
    return Sentence(_("Not enough to compare yet"), f"{rest} {_when(found, missing)}".rstrip())


def _when(found: BeforeAfter, missing: Missing) -> str:
    if missing.expected is not None:
        day = formats.short_day(missing.expected)
        return _("Enough days about {day}, if as many are noted as lately.").format(day=day)
    if missing.before_days >= MIN_DAYS_EACH_SIDE and missing.after_days >= MIN_DAYS_EACH_SIDE:
        return "" if missing.full else _("Both sides still grow, up to {days} days each.").format(days=WINDOW_DAYS)
    if missing.full and found.days < WINDOW_DAYS:
        words = ngettext(
            "The diary reaches back {n} day before it, and both sides are of equal length: more days will not come.",
            "The diary reaches back {n} days before it, and both sides are of equal length: more days will not come.",
            found.days,
        )
        return words.format(n=found.days)
    return _("So few days are noted that there is no telling when.")


def others_words(found: BeforeAfter, today: date) -> str:
    """What else began in these days; "" = nothing did."""
    if not found.others:
        return ""
    named = "; ".join(
        _("{what} on {day}").format(what=name(other), day=_day(other.day, today)) for other in found.others
    )
    return _("Also in these days: {named}. These numbers hold all of it together.").format(named=named)


def left_out_words(found: BeforeAfter) -> str:
    """Spasms of days without a check-in, which are not counted; "" = there are none."""
    return left_out(sum(side.counted.left_out for side in (found.before, found.after) if side is not None))


def range_words(side: Side) -> str:
    """2.1 a week; could be 1.3 to 3.4"""
    rate = side.rate
    if rate is None:
        return _("too few days noted")
    if not side.counted.spasms:
        return _("0 a week; could be up to {high}").format(high=two_figures(rate.high, up=True))
    return _("{rate} a week; could be {low} to {high}").format(
        rate=two_figures(rate.per_week), low=two_figures(rate.low, up=False), high=two_figures(rate.high, up=True)
    )


def short_range(side: Side) -> str:
    """2.1 (1.3 to 3.4)"""
    if side.rate is None:
        return ""
    return _("{rate} ({low} to {high})").format(
        rate=two_figures(side.rate.per_week),
        low=two_figures(side.rate.low, up=False),
        high=two_figures(side.rate.high, up=True),
    )


def readout(side: Side, *, after: bool) -> str:
    """One side in words."""
    which = _("After") if after else _("Before")
    days = _("{first} to {last}").format(first=formats.short_day(side.first), last=formats.short_day(side.last))
    return _("{which}, {days}: {rate}.").format(which=which, days=days, rate=range_words(side))


# -- picture and tables ----------------------------------------------------------------------------


def ticks(found: BeforeAfter, most: int) -> list[float]:
    """Marks of the rate axis, from 0 to the greater upper limit."""
    rates = [side.rate.high for side in (found.before, found.after) if side is not None and side.rate is not None]
    return value_ticks(max([1.0, *rates]), most)


def numbers(found: BeforeAfter) -> list[Numbers]:
    """Both sides, and their ratio."""
    headers = (_("Side"), _("From"), _("To"), _("Days noted"), _("Spasms"), _("Rate a week"))
    sides = ((_("Before"), found.before), (_("After"), found.after))
    rows = tuple(
        (*_side_cells(which, side), range_words(side) if found.missing is None else _("not enough yet"))
        for which, side in sides
        if side is not None
    )
    tables = [Numbers("", headers, rows, tuple(side.first for _which, side in sides if side is not None))]
    if found.missing is None:
        ratio = two_figures(found.ratio) if found.ratio is not None else _("none before")
        high = two_figures(found.high, up=True) if found.high is not None else _("no upper end")
        cells = (ratio, two_figures(found.low, up=False), high, two_figures(found.dispersion))
        columns = (_("Times as often"), _("Could be from"), _("to"), _("Dispersion of the weeks"))
        tables.append(Numbers(_("After against before"), columns, (cells,)))
    return [table for table in tables if table.rows]


def _side_cells(which: str, side: Side) -> tuple[str, ...]:
    noted = _("{known} of {days}").format(known=side.counted.known_days, days=side.counted.days)
    first, last = formats.short_day(side.first), formats.short_day(side.last)
    return (which, first, last, noted, str(side.counted.spasms))


def method(found: BeforeAfter | None) -> list[str]:
    """How it was worked out."""
    words = [] if found is None else [warning(), warning_source()]
    words += [
        _(
            "Both sides have the same number of calendar days, up to {days} each; the day of the change is the first "
            "one after it. Days without a check-in are left out. It needs {each} noted days on each side and {spasms} "
            "spasms in all."
        ).format(days=WINDOW_DAYS, each=MIN_DAYS_EACH_SIDE, spasms=MIN_EPISODES),
        _("The ranges of the two rates are exact 95 % limits (Garwood), if spasms came at random."),
        _(
            "The range of the ratio is the exact conditional one, widened by how much the weekly counts jump about: "
            "both counts are divided by their Pearson dispersion, where that is above 1 (Korn and Graubard)."
        ),
    ]
    if found is not None and found.missing is None:
        words.append(_("The dispersion here is {d}.").format(d=two_figures(found.dispersion)))
    words.append(
        _(
            "One change in one person shows little. A stronger way is to take turns, two weeks with and two weeks "
            "without in an order drawn by lot, three times or more, best together with a therapist."
        )
    )
    return words
