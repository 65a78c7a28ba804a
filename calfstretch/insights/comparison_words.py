"""What is said of a comparison, in the words of the statistics notes, section 10."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from calfstretch.domain.exposures import (
    ELECTROLYTE_DRINK,
    EVENING_STRETCH,
    HARD_RUN,
    HEELS,
    HOT_DAY,
    HOT_RUN,
    LONG_RUN,
    LOW_WATER,
    RUN,
    SHORT_SLEEP,
    STAIRS,
    Unit,
)
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext, pgettext
from calfstretch.insights.comparison import Comparison, Counts, Result, Status, needed
from calfstretch.insights.minimum import MIN_COVERAGE, MIN_DAYS_IN_GROUP
from calfstretch.insights.wording import two_figures

Water = Callable[[float], str]
"""Writes an amount of water, given in ml."""


class Names(NamedTuple):
    """How an exposure is called.

    Args:
        heading: of its row, such as "Days with a run".
        yes, no: the two groups as they stand inside a sentence: "days with a run", "days without a run".
    """

    heading: str
    yes: str
    no: str


def litres(ml: float) -> str:
    """An amount of water where nobody chose a unit."""
    return _("{amount} L").format(amount=f"{ml / 1000:.2f}".rstrip("0").rstrip(".").replace(".", _decimal_sign()))


def names(comparison: Comparison, water: Water = litres) -> Names:
    """What the exposure and its two groups are called."""
    exposure = comparison.exposure
    if exposure.name:
        if exposure.lag_days:
            found = Names(_("The day after “{tag}”"), _("days after “{tag}”"), _("days after a day without “{tag}”"))
        else:
            found = Names(_("Days with “{tag}”"), _("days with “{tag}”"), _("days without “{tag}”"))
        return Names(*(words.format(tag=exposure.name) for words in found))
    line = comparison.line or 0.0
    number = f"{line:.12g}".replace(".", _decimal_sign())
    amount = water(line) if exposure.id == LOW_WATER else ""
    return Names(*(words.format(water=amount, line=number) for words in _built_in(exposure.id)))


def sentence(comparison: Comparison, water: Water = litres) -> str:
    """All that is said of a comparison; after a mention `caution` belongs."""
    result, name = comparison.result, names(comparison, water)
    if result is None:
        return not_enough(comparison)
    if comparison.status is Status.NO_CLEAR_DIFFERENCE:
        return _no_clear_difference(comparison, result, name)
    if comparison.exposure.unit is Unit.RUN:
        return " ".join([_times(comparison, result, name), counts_words(comparison)])
    if not comparison.counts.episodes_with or not comparison.counts.episodes_without:
        return " ".join([_all_on_one_side(comparison, name), _at_least(comparison, result), _compared(comparison)])
    return " ".join([_times(comparison, result, name), counts_words(comparison)])


def counts_words(comparison: Comparison) -> str:
    """The spasms and days of both groups, how many days were compared and how many left out; of runs likewise."""
    counts = comparison.counts
    if comparison.exposure.unit is Unit.RUN:
        both = {
            LONG_RUN: _("On {a} of {t1} longer runs, on {b} of {t0} shorter ones."),
            HOT_RUN: _("On {a} of {t1} hotter runs, on {b} of {t0} cooler ones."),
            HARD_RUN: _("On {a} of {t1} harder runs, on {b} of {t0} easier ones."),
        }[comparison.exposure.id]
    else:
        both = ngettext(
            "{a} spasm in {t1} days against {b} in {t0}.",
            "{a} spasms in {t1} days against {b} in {t0}.",
            counts.episodes_with,
        )
    both = both.format(a=counts.episodes_with, t1=counts.units_with, b=counts.episodes_without, t0=counts.units_without)
    return f"{both} {_compared(comparison)}"


def not_enough(comparison: Comparison) -> str:
    """What is missing before the exposure is compared."""
    if comparison.too_few_orders:
        return _("Not enough to compare yet: more runs over more weeks are needed.")
    parts = _missing(comparison.counts, comparison.exposure.unit)
    if not parts:
        return _("Enough to compare by now: the next look will do so.")
    words = _("Not enough to compare yet: {parts}.").format(parts=", ".join(parts))
    return " ".join([words, *_one_sided(comparison)])


def caution() -> str:
    """What stands after every mention."""
    return _(
        "This shows what went together in your diary. It does not show why. Talk it over before you change anything."
    )


def half_a_year() -> str:
    """How long small differences take to be seen. Source: statistics notes, section 8."""
    return _("Differences smaller than about three-fold usually need half a year of entries.")


def status_words(status: Status) -> str:
    """The heading of a list."""
    return {
        Status.MORE: _("More often with"),
        Status.LESS: _("Less often with"),
        Status.NO_CLEAR_DIFFERENCE: _("No clear difference"),
        Status.NOT_ENOUGH: _("Not enough yet"),
    }[status]


def _times(comparison: Comparison, result: Result, name: Names) -> str:
    """How many times as often, with the limits outward."""
    if result.ratio is None or result.high is None or not result.ratio or not result.low:
        return _at_least(comparison, result)
    ratio, low, high = result.ratio, result.low, result.high
    words = _("About {ratio} times as often on {yes}; could be anywhere from {low} to {high}.")
    if comparison.status is Status.LESS:
        ratio, low, high = 1 / ratio, 1 / high, 1 / low
        words = _("About {ratio} times less often on {yes}; could be anywhere from {low} to {high}.")
    return words.format(
        ratio=two_figures(ratio), yes=name.yes, low=two_figures(low, up=False), high=two_figures(high, up=True)
    )


def _at_least(comparison: Comparison, result: Result) -> str:
    if comparison.status is Status.LESS:
        times = 1 / result.high if result.high else 0.0
        return _("At least {times} times less often.").format(times=two_figures(times, up=False))
    return _("At least {times} times as often.").format(times=two_figures(result.low or 0.0, up=False))


def _all_on_one_side(comparison: Comparison, name: Names) -> str:
    counts = comparison.counts
    sides = [(counts.episodes_with, name.yes, counts.units_with), (0, name.no, counts.units_without)]
    if not counts.episodes_with:
        sides = [(counts.episodes_without, name.no, counts.units_without), (0, name.yes, counts.units_with)]
    (n, there, days), (_none, elsewhere, other_days) = sides
    return _("All {n} spasms were on {there} ({days} days); none in {other_days} {elsewhere}.").format(
        n=n, there=there, days=days, elsewhere=elsewhere, other_days=other_days
    )


def _no_clear_difference(comparison: Comparison, result: Result, name: Names) -> str:
    words = _("No clear difference between {yes} and {no}: anywhere from {low} to {high} times as often.")
    if result.high is None:
        words = _("No clear difference between {yes} and {no}: anywhere from {low} times as often upward.")
    more = _("More days may show one.")
    if comparison.exposure.unit is Unit.RUN:
        more = _("More runs may show one.")
    words = words.format(
        yes=name.yes,
        no=name.no,
        low=two_figures(result.low or 0.0, up=False),
        high="" if result.high is None else two_figures(result.high, up=True),
    )
    return f"{words} {more}"


def _compared(comparison: Comparison) -> str:
    n, left_out = comparison.counts.units, comparison.counts.left_out
    if comparison.exposure.unit is Unit.RUN:
        words = ngettext("{n} run compared, {u} left out.", "{n} runs compared, {u} left out.", n)
    else:
        words = ngettext("{n} day compared, {u} left out.", "{n} days compared, {u} left out.", n)
    return words.format(n=n, u=left_out)


def _one_sided(comparison: Comparison) -> list[str]:
    """What helps where nobody ever says no, or yes: a box that is not ticked says nothing."""
    counts = comparison.counts
    if comparison.exposure.unit is Unit.RUN or counts.smaller_group or counts.units < MIN_DAYS_IN_GROUP:
        return []
    if counts.units_with:
        return [_("So far every noted day says yes; days that say no are needed too.")]
    return [_("So far every noted day says no; days that say yes are needed too.")]


def _missing(counts: Counts, unit: Unit) -> list[str]:
    """The minimums that are not reached yet, each with how far it is."""
    need, parts = needed(unit), []
    of_runs = unit is Unit.RUN
    if counts.units < need.units:
        days = _("{n} of {needed} runs") if of_runs else _("{n} of {needed} days")
        parts.append(days.format(n=counts.units, needed=need.units))
    if counts.episodes < need.episodes:
        spasms = _("{n} of {needed} runs with a spasm") if of_runs else _("{n} of {needed} spasms")
        parts.append(spasms.format(n=counts.episodes, needed=need.episodes))
    if counts.smaller_group < need.in_group:
        group = _("{n} of {needed} days in the smaller group")
        if of_runs:
            group = _("{n} of {needed} runs in the smaller group")
        parts.append(group.format(n=counts.smaller_group, needed=need.in_group))
    if counts.share_known < MIN_COVERAGE:
        parts.append(
            _("{n} of {asked} days have a check-in, {share} % are needed").format(
                n=counts.known_days, asked=counts.asked_days, share=round(100 * MIN_COVERAGE)
            )
        )
    return parts


def _decimal_sign() -> str:
    return pgettext("decimal sign", ".")


def _built_in(exposure: str) -> Names:
    found = {
        LOW_WATER: Names(
            _("Days under {water} of water"),
            _("days under {water} of water"),
            _("days with at least {water} of water"),
        ),
        RUN: Names(_("Days with a run"), _("days with a run"), _("days without a run")),
        HOT_DAY: Names(_("Hot days"), _("hot days"), _("days that were not hot")),
        SHORT_SLEEP: Names(
            _("Days after less than {line} h of sleep"),
            _("days after less than {line} h of sleep"),
            _("days after {line} h of sleep or more"),
        ),
        HEELS: Names(_("Days in heels"), _("days in heels"), _("days without heels")),
        STAIRS: Names(_("Days with many stairs"), _("days with many stairs"), _("days without many stairs")),
        ELECTROLYTE_DRINK: Names(
            _("Days with an electrolyte drink"),
            _("days with an electrolyte drink"),
            _("days without an electrolyte drink"),
        ),
        EVENING_STRETCH: Names(
            _("Days with an evening stretch"),
            _("days with an evening stretch"),
            _("days without an evening stretch"),
        ),
        LONG_RUN: Names(_("Longer runs"), _("longer runs"), _("shorter runs")),
        HOT_RUN: Names(_("Hotter runs"), _("hotter runs"), _("cooler runs")),
        HARD_RUN: Names(_("Harder runs"), _("harder runs"), _("easier runs")),
    }
    return found[exposure]
