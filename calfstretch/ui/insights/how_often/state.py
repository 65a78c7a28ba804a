"""What Insights shows, in words and numbers; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights import frequency, levels, wording
from calfstretch.insights.frequency import Rate
from calfstretch.insights.levels import TRAILING_DAYS
from calfstretch.insights.series import RECENT_DAYS, Bin, Count, Series, Span, Step, recent
from calfstretch.ui import amounts, formats
from calfstretch.ui.insights.how_often.marks import Marks
from calfstretch.ui.insights.numbers import Numbers

NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands above the chart.

    Args:
        sentence: how often; its limits are left out until they are worked out.
        caption: what the limits assume; "" = no limits.
        notes: what is not counted, one sentence each.
    """

    sentence: wording.Sentence
    caption: str
    notes: tuple[str, ...]


def overview(facts: DiaryFacts, shown: Series, *, limits: bool) -> Overview:
    """The sentence and what belongs to it.

    Args:
        facts: the diary, at least one day of which has ended.
        shown: the bars of the range chosen; spasms they leave out are told.
        limits: False leaves the limits out, which need a library that loads slowly.
    """
    now, before = recent(facts.days)
    rate, rate_before = (_rate(each) if limits else None for each in (now, before))
    left_out = sum(each.count.left_out for each in shown.bins)
    today = sum(spasm.day == facts.today for spasm in facts.spasms)
    notes = (wording.left_out(left_out), wording.so_far_today(today))
    caption = (wording.at_random(now, rate), _late_words(facts) if rate is not None else "")
    return Overview(
        wording.how_often(now, before, rate, rate_before),
        " ".join(words for words in caption if words),
        tuple(note for note in notes if note),
    )


def _rate(counted: Count) -> Rate | None:
    return frequency.rate(counted.spasms, counted.known_days, counted.asked_days)


def _late_words(facts: DiaryFacts) -> str:
    """Of the days the sentence speaks of: the last 28."""
    days = [day for day in facts.days[-RECENT_DAYS:] if day.known]
    in_time = [day for day in days if day.day not in facts.late]
    spasms = sum(day.spasms for day in in_time)
    without = frequency.rate(spasms, len(in_time), len(in_time)) if in_time else None
    return wording.late(len(days) - len(in_time), without)


def trailing_rates(facts: Sequence[DayFacts], shown: Series) -> tuple[Rate | None, ...]:
    """The rate of the days up to the end of each bar, as of `levels.trailing_rates`."""
    return levels.trailing_rates(facts, shown.step, shown.bins)


# -- words of one bar ------------------------------------------------------------------------------


def seen_words(first: date, last: date, step: Step) -> str:
    """The days seen and what a bar stands for: 12 Mar to 4 Jun 2025, a bar a week"""
    begin = formats.day_and_month(first) if first.year == last.year else formats.short_day(first)
    words = {
        Step.DAY: _("{first} to {last}, a bar a day"),
        Step.WEEK: _("{first} to {last}, a bar a week"),
        Step.MONTH: _("{first} to {last}, a bar a month"),
        Step.YEAR: _("{first} to {last}, a bar a year"),
    }[step]
    return words.format(first=begin, last=formats.short_day(last))


def back_words(span: Span) -> str:
    """The button that leads back to the range chosen."""
    return {
        Span.FOUR_WEEKS: _("Back to 4 weeks"),
        Span.SIX_MONTHS: _("Back to 6 months"),
        Span.ALL: _("Back to all"),
    }[span]


def strip_titles(step: Step) -> tuple[str, str, str, str]:
    """Names of the four charts with their units: spasms, water, activity, evening stretches."""
    if step is Step.DAY:
        return _("Spasms a day"), amounts.a_day(), _("Activity, hours a day"), _("Evening stretches")
    return (
        _("Spasms a week"),
        amounts.a_day(),
        _("Activity, hours a week"),
        _("Evening stretches a week"),
    )


def legend(shown: Series | levels.Level, marks: Marks = NO_MARKS) -> str:
    """What bars, line, hatching and marks mean.

    Args:
        shown: all bars of the step, so that the words stay while the axis is panned.
    """
    if shown.step is Step.DAY:
        words = _("Hatched: not noted.")
    else:
        words = _("Bars: spasms on noted days. Hatched: too few days noted.")
    if shown.step in TRAILING_DAYS:
        words += (
            " "
            + {
                Step.WEEK: _("Line and band: the 28 days up to then, and where their rate could be."),
                Step.MONTH: _("Line and band: the three months up to then, and where their rate could be."),
            }[shown.step]
        )
    if any(each.water_level for each in shown.bins):
        words += " " + _("Water without an amount: ▼ less, – as usual, ▲ more.")
    if marks.pauses:
        words += " " + _("Shaded: a pause.")
    if marks.begun:
        words += " " + _("Upright lines: marked changes and programme starts, by number in the table.")
    return words


def bin_name(bar: Bin, today: date) -> str:
    """Sunday 22 November · Week of 16 Nov · November 2026 · 2026"""
    if bar.step is Step.DAY:
        return formats.long_day(bar.first, today)
    if bar.step is Step.WEEK:
        return _("Week of {day}").format(day=_monday(bar, today))
    if bar.step is Step.MONTH:
        return _("{month} {year}").format(month=formats.month(bar.first), year=bar.first.year)
    return str(bar.first.year)


def _monday(bar: Bin, today: date) -> str:
    if bar.first.year != today.year:
        return formats.short_day(bar.first)
    return _("{day} {month}").format(day=bar.first.day, month=formats.month_short(bar.first))


def readout(bar: Bin, today: date) -> str:
    """One bar in words: Week of 12 Oct: 3 spasms, 6 of 7 days noted, water 1.6 L a day …"""
    parts = [_spasm_words(bar), _pause_words(bar), _water_words(bar), _activity_words(bar), _evening_words(bar)]
    parts.append(_left_out_words(bar))
    return _("{when}: {what}").format(when=bin_name(bar, today), what=", ".join(part for part in parts if part))


def _spasm_words(bar: Bin) -> str:
    counted = bar.count
    spasms = ngettext("{n} spasm", "{n} spasms", counted.spasms).format(n=counted.spasms)
    if not counted.spasms:
        spasms = _("no spasms")
    if bar.step is Step.DAY:
        return spasms if counted.known_days else _("spasms not noted")
    if not counted.known_days:
        return _("no days noted")
    noted = _("{known} of {days} days noted").format(known=counted.known_days, days=counted.days)
    if bar.spasm_rate is None:
        return _("too few days noted ({known} of {days}), {spasms} on them").format(
            known=counted.known_days, days=counted.days, spasms=spasms
        )
    if bar.spasm_rate == counted.spasms:
        return _("{spasms}, {noted}").format(spasms=spasms, noted=noted)
    rate = wording.two_figures(bar.spasm_rate)
    return _("{spasms}, {noted} ({rate} a week)").format(spasms=spasms, noted=noted, rate=rate)


def _pause_words(bar: Bin) -> str:
    if not bar.paused_days:
        return ""
    if bar.step is Step.DAY:
        return _("in a pause")
    return ngettext("{n} day in a pause", "{n} days in a pause", bar.paused_days).format(n=bar.paused_days)


def _water_words(bar: Bin) -> str:
    if bar.water_ml is None:
        said = _level_words(bar)
        return _("water {said}").format(said=said) if said else _("water not noted")
    amount = amounts.amount(round(bar.water_ml, -1))
    if bar.step is Step.DAY:
        return _("water {litres}").format(litres=amount)
    if bar.water_days == bar.count.days:
        return _("water {litres} a day").format(litres=amount)
    return ngettext("water {litres} a day (of {n} day)", "water {litres} a day (of {n} days)", bar.water_days).format(
        litres=amount, n=bar.water_days
    )


def _level_words(bar: Bin) -> str:
    names = (_("less than usual"), _("as usual"), _("more than usual"))
    said = [(name, n) for name, n in zip(names, bar.water_levels, strict=True) if n]
    if bar.step is Step.DAY:
        return said[0][0] if said else ""
    each = (ngettext("{level} on {n} day", "{level} on {n} days", n).format(level=name, n=n) for name, n in said)
    return _(" and ").join(each)


def _activity_words(bar: Bin) -> str:
    if not bar.activity_min and not bar.enough:
        return _("activity not noted")
    if not bar.activity_min:
        return _("no activity")
    if bar.step in (Step.DAY, Step.WEEK):
        return _("activity {time}").format(time=formats.minutes(bar.activity_min))
    return _("activity {time} a week").format(time=formats.minutes(bar.activity_h * 60))


def _evening_words(bar: Bin) -> str:
    if not bar.evenings and not bar.enough:
        return _("evening stretches not noted")
    if bar.step is Step.DAY:
        return _("stretched in the evening") if bar.evenings else _("no evening stretch")
    if not bar.evenings:
        return _("no evening stretches")
    return ngettext("{n} evening stretch", "{n} evening stretches", bar.evenings).format(n=bar.evenings)


def _left_out_words(bar: Bin) -> str:
    if not bar.count.left_out:
        return ""
    n = bar.count.left_out
    if bar.step is Step.DAY:
        return ngettext("{n} spasm noted but not counted", "{n} spasms noted but not counted", n).format(n=n)
    return ngettext(
        "{n} spasm on days without a check-in not counted", "{n} spasms on days without a check-in not counted", n
    ).format(n=n)


# -- the table -------------------------------------------------------------------------------------


def numbers(shown: Series | levels.Level, rates: Sequence[Rate | None], today: date) -> Numbers:
    """The bars as a table, the newest first.

    Args:
        rates: of `trailing_rates`; empty while they are not worked out.
    """
    line = rates or (None,) * len(shown.bins)
    bars = list(zip(shown.bins, line, strict=True))[::-1]
    rows = tuple(table_row(each, rate, today) for each, rate in bars)
    yesterday = today - timedelta(days=1)
    return Numbers("", table_headers(shown.step), rows, tuple(min(each.last, yesterday) for each, _rate in bars))


def mark_numbers(marks: Marks, first: date, last: date, today: date) -> Numbers:
    """The marks among some days as a table: changes and programme starts, then pauses."""
    rows = [(str(m.number), formats.long_day(m.day, today), m.words, m.day) for m in marks.within(first, last)]
    for begin, end in marks.pauses:
        if begin <= last and end >= first:
            days = _("{first} to {last}").format(first=formats.short_day(begin), last=formats.short_day(end))
            rows.append(("", days if begin != end else formats.long_day(begin, today), _("Pause"), begin))
    headers = (_("Number"), _("Day"), _("What began"))
    return Numbers(_("On the axis"), headers, tuple(row[:3] for row in rows), tuple(row[3] for row in rows))


def table_headers(step: Step) -> tuple[str, ...]:
    """The columns, each number of the chart once."""
    spasms, water, activity, evenings = strip_titles(step)
    if step is Step.DAY:
        return _("Day"), spasms, water, activity, evenings
    first = {Step.WEEK: _("Week of"), Step.MONTH: _("Month"), Step.YEAR: _("Year")}[step]
    columns = [first, _("Days noted"), _("Spasms"), spasms]
    if step in TRAILING_DAYS:
        columns.append(_("28 days up to then, a week") if step is Step.WEEK else _("3 months up to then, a week"))
    return (*columns, water, activity, evenings)


def table_row(bar: Bin, trailing_rate: Rate | None, today: date) -> tuple[str, ...]:
    """One bar as cells; what is not known says so and is never 0.

    Args:
        trailing_rate: of `trailing_rates`; None = too few days.
    """
    unit = amounts.in_force()
    water = (
        formats.decimal(bar.water_ml / unit.ml, unit.read)
        if bar.water_ml is not None
        else _level_words(bar) or not_noted()
    )
    unknown_activity = not bar.activity_min and not bar.enough
    activity = not_noted() if unknown_activity else formats.decimal(bar.activity_h, 1)
    evenings = not_noted() if not bar.evenings and not bar.enough else formats.decimal(bar.evening_rate, 1)
    if bar.step is Step.DAY:
        spasms = str(bar.count.spasms) if bar.enough else not_noted()
        return bin_name(bar, today), spasms, water, activity, evenings
    noted = _("{known} of {days}").format(known=bar.count.known_days, days=bar.count.days)
    rate = _("too few days") if bar.spasm_rate is None else wording.two_figures(bar.spasm_rate)
    spasms = str(bar.count.spasms) if bar.count.known_days else not_noted()
    name = _monday(bar, today) if bar.step is Step.WEEK else bin_name(bar, today)
    cells = [name, noted, spasms, rate]
    if bar.step in TRAILING_DAYS:
        cells.append(_("too few days") if trailing_rate is None else _range_words(trailing_rate))
    return (*cells, water, activity, evenings)


def not_noted() -> str:
    """The words of a cell that is not known."""
    return _("not noted")


def _range_words(rate: Rate) -> str:
    return _("{rate} ({low} to {high})").format(
        rate=wording.two_figures(rate.per_week),
        low=wording.two_figures(rate.low, up=False),
        high=wording.two_figures(rate.high, up=True),
    )
