"""Rates as sentences a person understands; the words of the statistics notes, section 10."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext, pgettext
from calfstretch.insights.frequency import DAYS_A_WEEK, MIN_KNOWN_DAYS, Rate
from calfstretch.insights.series import Count

_FINEST = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement: the part that matters most, and the rest of it with the punctuation between ("" = nothing)."""

    lead: str
    rest: str = ""

    @property
    def text(self) -> str:
        """Both parts as one text."""
        return self.lead + self.rest


def how_often(now: Count, before: Count, now_rate: Rate | None, before_rate: Rate | None = None) -> Sentence:
    """The first sentence of Insights.

    Args:
        now: the last 28 ended days.
        before: the 28 days before them.
        now_rate: rate and limits of `now`; None = not worked out yet: the limits are left out.
        before_rate: the same of `before`.
    """
    if now.known_days < MIN_KNOWN_DAYS:
        return _not_yet(now)
    lead = ngettext("{n} spasm in the last {days} days", "{n} spasms in the last {days} days", now.spasms)
    if not now.spasms:
        lead = _("No spasms in the last {days} days")
    parts = [_rate_words(now, now_rate), _before_words(before, before_rate)]
    return Sentence(lead.format(n=now.spasms, days=now.days), " ".join(part for part in parts if part))


def _not_yet(now: Count) -> Sentence:
    lead = _("Not enough days yet: {known} of {needed} noted.").format(known=now.known_days, needed=MIN_KNOWN_DAYS)
    parts = [_("A rate needs {needed} noted days out of the last {days}.")]
    if now.known_days:
        on_them = ngettext("{n} spasm on them so far.", "{n} spasms on them so far.", now.spasms)
        parts.insert(0, on_them if now.spasms else _("No spasms on them so far."))
    rest = " ".join(parts).format(n=now.spasms, needed=MIN_KNOWN_DAYS, days=now.days)
    return Sentence(lead, " " + rest)


def _rate_words(now: Count, rate: Rate | None) -> str:
    known = now.known_days
    if rate is None:
        about = two_figures(DAYS_A_WEEK * now.spasms / now.known_days)
        return _(", {known} days noted: about {rate} a week.").format(known=known, rate=about)
    if not now.spasms:
        return _(", {known} days noted: 0 a week; could be up to {high}.").format(
            known=known, high=two_figures(rate.high, up=True)
        )
    return _(", {known} days noted: about {rate} a week; could be {low} to {high}.").format(
        known=known,
        rate=two_figures(rate.per_week),
        low=two_figures(rate.low, up=False),
        high=two_figures(rate.high, up=True),
    )


def _before_words(before: Count, rate: Rate | None) -> str:
    if not before.known_days:
        return ""
    if before.known_days < MIN_KNOWN_DAYS:
        return _("The {days} days before: too few noted.").format(days=before.days)
    lead = ngettext("The {days} days before: {n} spasm", "The {days} days before: {n} spasms", before.spasms)
    if not before.spasms:
        lead = _("The {days} days before: no spasms")
    return lead.format(days=before.days, n=before.spasms) + _rate_words(before, rate)


def late(days: int, without: Rate | None) -> str:
    """How many of the last 28 days were answered late, and the rate that leaves them out; "" where none was.

    Args:
        days: known days answered more than 48 hours after their end.
        without: the rate over the others; None = too few of them.
    """
    if not days:
        return ""
    words = ngettext(
        "{n} of the days was answered more than 48 hours later.",
        "{n} of the days were answered more than 48 hours later.",
        days,
    ).format(n=days)
    if without is None:
        return words + " " + _("Without them too few days are left for a rate.")
    rest = _("Without them: {rate} a week; could be {low} to {high}.").format(
        rate=two_figures(without.per_week),
        low=two_figures(without.low, up=False),
        high=two_figures(without.high, up=True),
    )
    return f"{words} {rest}"


def at_random(now: Count, rate: Rate | None) -> str:
    """What the limits assume, and the rate if nothing happened on the days that are not known; "" without a rate."""
    if rate is None:
        return ""
    words = _("“Could be” holds if spasms came at random; where they come in spells, the range is wider.")
    unknown = now.asked_days - now.known_days
    if not unknown or not now.spasms:
        return words
    floor = ngettext(
        "If nothing happened on the {n} day not noted: {rate} a week.",
        "If nothing happened on the {n} days not noted: {rate} a week.",
        unknown,
    ).format(n=unknown, rate=two_figures(rate.floor))
    return f"{words} {floor}"


def left_out(spasms: int) -> str:
    """Which spasms are not counted; "" where all are."""
    if not spasms:
        return ""
    return ngettext(
        "In the time shown, {n} spasm on a day without a check-in is not counted.",
        "In the time shown, {n} spasms on days without a check-in are not counted.",
        spasms,
    ).format(n=spasms)


def so_far_today(spasms: int) -> str:
    """That the running day is not counted yet; "" where nothing stands on it."""
    if not spasms:
        return ""
    return ngettext(
        "Today is not over yet: {n} spasm so far is not counted.",
        "Today is not over yet: {n} spasms so far are not counted.",
        spasms,
    ).format(n=spasms)


def two_figures(value: float, *, up: bool | None = None) -> str:
    """A number of 0 or more with two figures and no more than two decimals, such as 0.03, 0.29, 2.8 or 12.

    Args:
        up: True rounds up, False down (limits go outward, a low one as far as 0), None to the nearest, 0.01 or more.
    """
    # through twelve figures first: 2.8 computed as 2.8000000000000003 must not become 2.9
    exact = Decimal(f"{value:.12g}")
    if not exact:
        return "0"
    rounding = {None: ROUND_HALF_EVEN, True: ROUND_CEILING, False: ROUND_FLOOR}[up]
    rounded = exact.quantize(max(_FINEST, Decimal(1).scaleb(exact.adjusted() - 1)), rounding)
    if not rounded:
        if up is False:
            return "0"
        rounded = _FINEST  # what did happen is not called none
    if rounded.adjusted() > exact.adjusted() >= -1:  # 9.96 became 10.0: that is three figures
        rounded = rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - 1))
    return f"{rounded:f}".replace(".", pgettext("decimal sign", "."))
