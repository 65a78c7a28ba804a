"""The head of the page: its days, how often spasms came in them and in as many days before."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights import wording
from calfstretch.insights.frequency import MIN_KNOWN_DAYS, Rate, rate
from calfstretch.insights.series import Count, count
from calfstretch.insights.wording import Sentence, two_figures
from calfstretch.report.shown_days import ShownDays, how_long, of_days, span_words
from calfstretch.ui import formats


class Trend(NamedTuple):
    """How often, in numbers.

    Args:
        now: the days of the page; before: as many days just before them, those without an entry among them.
        rate, rate_before: None = fewer than 7 days are known.
        late: known days answered more than 48 hours later; without_late: the rate that leaves them out.
    """

    now: Count
    before: Count
    rate: Rate | None
    rate_before: Rate | None
    late: int
    without_late: Rate | None


def trend(facts: DiaryFacts, shown: ShownDays) -> Trend:
    """The numbers of the first sentence."""
    now = count(facts.days, shown.first, shown.last)
    step = timedelta(days=1)
    before = count(facts.days, shown.first - shown.days * step, shown.first - step)
    known = [day for day in of_days(facts, shown) if day.known]
    in_time = [day for day in known if day.day not in facts.late]
    without = rate(sum(day.spasms for day in in_time), len(in_time), len(in_time)) if in_time else None
    return Trend(now, before, _rate(now), _rate(before), len(known) - len(in_time), without)


def _rate(counted: Count) -> Rate | None:
    return rate(counted.spasms, counted.known_days, counted.asked_days)


def period_words(shown: ShownDays, now: Count) -> str:
    """31 Aug – 22 Nov 2026 · self-reported · 71 of 84 days recorded"""
    recorded = ngettext("{known} of {n} day recorded", "{known} of {n} days recorded", now.days)
    parts = [
        span_words(shown.first, shown.last),
        _("self-reported"),
        recorded.format(known=formats.grouped(now.known_days), n=formats.grouped(now.days)),
    ]
    if now.paused:
        in_pause = ngettext("{n} day in a pause", "{n} days in a pause", now.paused)
        parts.append(in_pause.format(n=formats.grouped(now.paused)))
    return " · ".join(parts)


def late_words(found: Trend) -> str:
    """How many of the days were answered late, and the rate without them; "" = none."""
    return wording.late(found.late, found.without_late)


def sentence(found: Trend) -> Sentence:
    """27 spasms on 71 recorded days: about 2.7 a week; could be 1.7 to 3.9. The 12 weeks before: …"""
    before = _before(found)
    return Sentence(_counted(found.now, found.rate), f" {before}" if before else "")


def _counted(counted: Count, worked_out: Rate | None) -> str:
    known, n = counted.known_days, counted.spasms
    if not known:
        return _("No day is recorded: nothing can be said of how often.")
    amounts = {"n": formats.grouped(n), "known": formats.grouped(known)}
    spasms = ngettext("{n} spasm", "{n} spasms", n) if n else _("No spasms")
    on_days = ngettext("{spasms} on {known} recorded day", "{spasms} on {known} recorded days", known)
    said = on_days.format(spasms=spasms.format(**amounts), **amounts)
    if worked_out is None:
        return _("{counts}: a rate needs {needed} recorded days.").format(counts=said, needed=MIN_KNOWN_DAYS)
    high = two_figures(worked_out.high, up=True)
    if not n:
        return _("{counts}: 0 a week; could be up to {high}.").format(counts=said, high=high)
    return _("{counts}: about {rate} a week; could be {low} to {high}.").format(
        counts=said,
        rate=two_figures(worked_out.per_week),
        low=two_figures(worked_out.low, up=False),
        high=high,
    )


def _before(found: Trend) -> str:
    if not found.before.known_days:
        return ""
    counted = _counted(found.before, found.rate_before)
    return _("The {time} before, {counts}").format(
        time=how_long(found.before.days), counts=counted[:1].lower() + counted[1:]
    )


def caption(found: Trend) -> str:
    """What the limits are and assume, and the rate if nothing happened on unknown days; "" = no limits."""
    if found.rate is None:
        return ""
    words = _("“Could be”: exact 95 % limits if spasms came at random; in spells the range is wider.")
    unknown = found.now.asked_days - found.now.known_days
    if not unknown or not found.now.spasms:
        return words
    floor = ngettext(
        "If nothing happened on the {n} day not recorded: {rate} a week.",
        "If nothing happened on the {n} days not recorded: {rate} a week.",
        unknown,
    ).format(n=formats.grouped(unknown), rate=two_figures(found.rate.floor))
    return f"{words} {floor}"


def left_out(facts: DiaryFacts, shown: ShownDays, found: Trend) -> tuple[str, ...]:
    """Which spasms the rate does not count, a sentence each."""
    today = sum(spasm.day == facts.today for spasm in facts.spasms) if shown.open_end else 0
    return tuple(words for words in (wording.left_out(found.now.left_out), wording.so_far_today(today)) if words)
