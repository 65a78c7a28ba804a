"""How often on one's feet: spasms per run, per 10 km and per hour on feet, with exact limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from calfstretch.domain.diary_facts import ActivityFacts, DiaryFacts, SpasmFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.frequency import DAYS_A_WEEK, garwood
from calfstretch.insights.wording import two_figures

ON_FEET = frozenset({"run", "walk", "hike", "stairs", "standing"})
"""Kinds of activity that are done on one's feet."""
MIN_UNITS = 7
"""Below so many runs or days no rate is given: as many as a rate by the week asks for days. Source: statistics notes,
section 6."""


class Per(StrEnum):
    """What the spasms are divided by."""

    RUN = "run"
    TEN_KM = "10_km"
    HOUR = "hour_on_feet"


class FeetRate(NamedTuple):
    """Spasms that began during the activity or before the end of that diary day's night, by amount of it.

    Args:
        spasms: on the days that count.
        amount: runs, tens of kilometres, or hours on feet.
        days: how many days count; all of a day's runs are one run.
        left_out: known days with such an activity that do not count: its amount was not said, or nobody can tell
            whether a spasm of that day came before it.
        rate, low, high: spasms by unit of amount with exact 95 % limits, if spasms came at random; None = too few
            days, fewer than 7.
    """

    per: Per
    spasms: int
    amount: float
    days: int
    left_out: int
    rate: float | None
    low: float | None
    high: float | None


def on_feet(facts: DiaryFacts, first: date | None = None, last: date | None = None) -> list[FeetRate]:
    """The three rates over known days; one without any such activity is left away.

    Args:
        first, last: the first and last day that count; None = those of the diary.

    Source: statistics notes, section 7b: rates with Garwood limits, shown beside each other and not compared.
    """
    known = [
        day.day
        for day in facts.days
        if day.known and (first is None or day.day >= first) and (last is None or day.day <= last)
    ]
    days = _Days(facts, known)
    found = (
        days.rate(Per.RUN, {"run"}, lambda _run: 1.0, whole_day=True),
        days.rate(Per.TEN_KM, {"run"}, lambda run: _above_zero(run.distance_m, 10_000)),
        days.rate(Per.HOUR, ON_FEET, lambda activity: _above_zero(activity.minutes, 60)),
    )
    return [each for each in found if each.days or each.left_out]


class _Days:
    """The known days with their activities and spasms at hand."""

    def __init__(self, facts: DiaryFacts, known: Iterable[date]) -> None:
        self._known = list(known)
        self._spasms: dict[date, list[SpasmFacts]] = defaultdict(list)
        for spasm in facts.spasms:
            self._spasms[spasm.day].append(spasm)
        self._activities: dict[date, list[ActivityFacts]] = defaultdict(list)
        for activity in facts.activities:
            self._activities[activity.day].append(activity)

    def rate(
        self,
        per: Per,
        kinds: Iterable[str],
        amount_of: Callable[[ActivityFacts], float | None],
        *,
        whole_day: bool = False,
    ) -> FeetRate:
        """One rate.

        Args:
            amount_of: the amount of one activity; None = not said.
            whole_day: True takes all activities of a day as one.
        """
        wanted = frozenset(kinds)
        spasms = days = left_out = 0
        amount = 0.0
        for day in self._known:
            done = [each for each in self._activities.get(day, ()) if each.kind in wanted]
            if not done:
                continue
            amounts = [amount_of(each) for each in done]
            count = _after_start(self._spasms.get(day, ()), done)
            if count is None or None in amounts:
                left_out += 1
                continue
            days, spasms = days + 1, spasms + count
            amount += 1.0 if whole_day else sum(each for each in amounts if each is not None)
        return _with_limits(per, spasms, amount, days, left_out)


def _after_start(spasms: Sequence[SpasmFacts], done: Sequence[ActivityFacts]) -> int | None:
    """Spasms of a day from the start of the first of its activities on; None = one of them cannot be placed."""
    start = min((each.at for each in done), key=lambda at: at.utc)
    placed = [spasm.began_after(start) for spasm in spasms]
    return None if None in placed else sum(map(bool, placed))


def _above_zero(value: float | None, unit: float) -> float | None:
    return value / unit if value else None


def _with_limits(per: Per, spasms: int, amount: float, days: int, left_out: int) -> FeetRate:
    if days < MIN_UNITS:
        return FeetRate(per, spasms, amount, days, left_out, None, None, None)
    low, high = garwood(spasms, DAYS_A_WEEK * amount)  # its limits are for seven of the unit
    return FeetRate(per, spasms, amount, days, left_out, spasms / amount, low, high)


def feet_words(found: FeetRate) -> str:
    """One rate as a sentence: what came out, its limits, what was counted, what was left out."""
    return " ".join(words for words in (_rate_words(found), _left_out_words(found)) if words)


def _rate_words(found: FeetRate) -> str:
    if found.rate is None or found.low is None or found.high is None:
        return {
            Per.RUN: _("Spasms per run: not enough runs yet, {days} of {needed}."),
            Per.TEN_KM: _("Spasms per 10 km: not enough runs with a distance yet, {days} of {needed}."),
            Per.HOUR: _("Spasms per hour on feet: not enough days with minutes yet, {days} of {needed}."),
        }[found.per].format(days=found.days, needed=MIN_UNITS)
    words = {
        Per.RUN: _("{rate} spasms per run; could be {low} to {high}."),
        Per.TEN_KM: _("{rate} spasms per 10 km; could be {low} to {high}."),
        Per.HOUR: _("{rate} spasms per hour on feet; could be {low} to {high}."),
    }[found.per]
    said = words.format(
        rate=two_figures(found.rate), low=two_figures(found.low, up=False), high=two_figures(found.high, up=True)
    )
    return f"{said} {counted_words(found)}"


def counted_words(found: FeetRate) -> str:
    """12 spasms on 29 runs."""
    spasms = ngettext("{n} spasm", "{n} spasms", found.spasms).format(n=found.spasms)
    if found.per is Per.RUN:
        words = ngettext("{spasms} on {n} run.", "{spasms} on {n} runs.", found.days)
    elif found.per is Per.TEN_KM:
        words = ngettext("{spasms} on {n} run of {amount} km.", "{spasms} on {n} runs of {amount} km.", found.days)
    else:
        words = ngettext("{spasms} on {n} day, {amount} h.", "{spasms} on {n} days, {amount} h.", found.days)
    amount = found.amount * 10 if found.per is Per.TEN_KM else found.amount
    return words.format(spasms=spasms, n=found.days, amount=f"{amount:.0f}" if amount >= 10 else two_figures(amount))


def _left_out_words(found: FeetRate) -> str:
    if not found.left_out:
        return ""
    words = (
        ngettext("{n} day left out.", "{n} days left out.", found.left_out)
        if found.per is Per.HOUR
        else ngettext("{n} run left out.", "{n} runs left out.", found.left_out)
    )
    return words.format(n=found.left_out)
