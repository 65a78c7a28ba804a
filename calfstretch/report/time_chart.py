"""The chart of the page: the bars of Insights for a range of days, with its axes and what began meanwhile."""

from __future__ import annotations

from datetime import date

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.before_after import MarkedDay, marked_days
from calfstretch.insights.series import Bin, Step, bins, step_first, step_for
from calfstretch.report.shapes import Bar, Chart, Tick
from calfstretch.report.shown_days import ShownDays
from calfstretch.ui import formats
from calfstretch.ui.insights.ticks import value_ticks

# Paper shows fewer bars than a window: at this width in points a bar of a year's weeks keeps 3 pt. Product choice.
_WIDTH_PT = 300.0
_MOST_VALUES = 4
_MOST_DAYS, _MOST_LONG_DAYS = 7, 5


def time_chart(facts: DiaryFacts, shown: ShownDays) -> Chart:
    """Spasms a week, or on each day of a short range."""
    step = step_for(shown.days, _WIDTH_PT)
    days = whole_steps(facts, shown, step)
    bars = tuple(_bar(each) for each in bins(days, step))
    highest = max((bar.value for bar in bars if bar.value is not None), default=0.0)
    values = value_ticks(max(highest, 1.0), _MOST_VALUES, whole=True)
    begun = marks(facts, shown)
    return Chart(
        title=_("Spasms a day") if step is Step.DAY else _("Spasms a week"),
        step=step,
        bars=bars,
        values=tuple(Tick(value, formats.decimal(value)) for value in values),
        days=_days(step, bars),
        marks=tuple(Tick(_place(bars, marked.day), str(n)) for n, marked in enumerate(begun, 1)),
        legend=_legend(step, days[0].day if days[0].day < shown.first else None, begun=bool(begun)),
    )


def whole_steps(facts: DiaryFacts, shown: ShownDays, step: Step) -> list[DayFacts]:
    """The days shown, and those of their first bar before them: its number is then that of the screen."""
    begin = step_first(step, shown.first)
    return [day for day in facts.days if begin <= day.day <= shown.last]


def marks(facts: DiaryFacts, shown: ShownDays) -> tuple[MarkedDay, ...]:
    """What began on the days shown, oldest first: numbered from 1 in the chart and below it."""
    return tuple(marked for marked in marked_days(facts) if shown.first <= marked.day <= shown.last)


def _bar(each: Bin) -> Bar:
    return Bar(each.first, each.last, each.spasm_rate, each.count.known_days, each.count.days)


def _days(step: Step, bars: tuple[Bar, ...]) -> tuple[Tick, ...]:
    """Dates below the left edges of some bars."""
    several_years = bars[0].first.year != bars[-1].first.year
    room = _MOST_LONG_DAYS if several_years and step in (Step.DAY, Step.WEEK) else _MOST_DAYS
    every = -(-len(bars) // room)
    return tuple(
        Tick(float(n), _day_words(step, bar.first, with_year=several_years))
        for n, bar in enumerate(bars)
        if n % every == 0
    )


def _day_words(step: Step, day: date, *, with_year: bool) -> str:
    if step is Step.YEAR:
        return str(day.year)
    if step is Step.MONTH:
        return _("{month} {year}").format(month=formats.month_short(day), year=day.year)
    return formats.short_day(day) if with_year else formats.day_and_month(day)


def _place(bars: tuple[Bar, ...], day: date) -> float:
    """Where a day begins, counted in bars from the left edge."""
    at = next(n for n, bar in enumerate(bars) if day <= bar.last)
    bar = bars[at]
    return at + max(0.0, (day - bar.first).days / ((bar.last - bar.first).days + 1))


def _legend(step: Step, before: date | None, *, begun: bool) -> str:
    words = [
        {
            Step.DAY: _("A bar a day. Hatched: not recorded."),
            Step.WEEK: _("A bar a week, from Monday. Hatched: too few days recorded."),
            Step.MONTH: _("A bar a month. Hatched: too few days recorded."),
            Step.YEAR: _("A bar a year. Hatched: too few days recorded."),
        }[step]
    ]
    if before is not None:
        words.append(_("The first bar takes the days from {day} on.").format(day=formats.day_and_month(before)))
    if begun:
        words.append(_("Numbered lines: see what changed."))
    return " ".join(words)
