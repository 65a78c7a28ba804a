"""When and where in words: the sentence, the read-outs, lists where pictures would be too much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calfstretch.domain.diary_facts import SpasmFacts
from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H, is_short
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.in_runs import InRuns, Part, Placed
from calfstretch.insights.when import ENOUGH_DAYS, HOURS, STRETCH_FROM_SPASMS, Dial, Legs, Weekday, When
from calfstretch.insights.wording import Sentence, two_figures
from calfstretch.ui import formats, labels

FEW = 4
"""Up to so many spasms are listed in words: a picture of them would look like more than there is. Product choice."""


def hour(number: int) -> str:
    """0:00, 13:00: a full hour."""
    return f"{number % HOURS}:00"


def spasms(n: int) -> str:
    """1 spasm, 4 spasms"""
    return ngettext("{n} spasm", "{n} spasms", n).format(n=n)


def sentence(found: When) -> Sentence:
    """What is to be known first."""
    n, dial = len(found.spasms), found.dial
    if not n:
        return Sentence(_("No spasms are noted in this range."))
    if n <= FEW:
        rest = _(" in this range: few enough to list.")
        return Sentence(spasms(n), rest)
    if dial.stretch is not None:
        lead = _("{n} of {timed} spasms with a time came between {begin} and {end}")
        begin, end = hour(dial.stretch.first), hour(dial.stretch.end)
        return Sentence(lead.format(n=dial.stretch.spasms, timed=dial.timed, begin=begin, end=end), _night_words(dial))
    if dial.timed >= STRETCH_FROM_SPASMS:
        lead = _("{timed} spasms with a time, spread over more than three hours")
        return Sentence(lead.format(timed=dial.timed), _night_words(dial))
    rest = _(" in this range, {timed} of them with a time.") if dial.loose else _(" in this range, all with a time.")
    return Sentence(spasms(n), rest.format(timed=dial.timed))


def _night_words(dial: Dial) -> str:
    return _("; {n} in the night.").format(n=dial.night)


def counted(found: When) -> str:
    """Which spasms are described; "" where there is nothing to say."""
    if len(found.spasms) <= FEW or not found.unknown:
        return ""
    text = ngettext(
        "All {all} spasms noted in this range are shown, {n} on a day without a check-in.",
        "All {all} spasms noted in this range are shown, {n} on days without a check-in.",
        found.unknown,
    ).format(all=len(found.spasms), n=found.unknown)
    return f"{text} {_('Numbers by weekday count noted days alone.')}"


# -- time of day ------------------------------------------------------------------------------


def dial_words() -> str:
    """What the dial shows, and which hours are the night."""
    words = _("Noon to noon; night is {begin} to {end}.")
    return words.format(begin=hour(NIGHT_FROM_H), end=hour(NIGHT_TO_H))


def hour_words(dial: Dial, number: int) -> str:
    """2:00 to 3:00: 6 spasms"""
    return _("{begin} to {end}: {spasms}").format(
        begin=hour(number), end=hour(number + 1), spasms=spasms(dial.hours[number])
    )


def loose_words(dial: Dial) -> str:
    """What is not on the dial; "" where all are."""
    if not dial.loose:
        return ""
    text = ngettext(
        "{n} spasm without a time is not on the dial.", "{n} spasms without a time are not on the dial.", dial.loose
    ).format(n=dial.loose)
    if not dial.loose_night:
        return text
    if dial.loose_night < dial.loose:
        some = ngettext(
            "{n} of them came some time in a night.", "{n} of them came some time in a night.", dial.loose_night
        )
        return f"{text} {some.format(n=dial.loose_night)}"
    every = ngettext("It came some time in a night.", "They came some time in a night.", dial.loose)
    return f"{text} {every}"


# -- weekday ----------------------------------------------------------------------------------


def weekday_name(number: int) -> str:
    """Monday … of 1 to 7"""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[number - 1]


def weekday_short_words(day: Weekday) -> str:
    """5 on 12 days"""
    if not day.known_days:
        return _("no day noted")
    text = ngettext("{spasms} on {n} day", "{spasms} on {n} days", day.known_days)
    return text.format(spasms=day.spasms, n=day.known_days)


def weekday_words(day: Weekday) -> str:
    """Monday: 5 spasms on 12 noted days, 0.42 a day"""
    name = weekday_name(day.number)
    if day.per_day is None:
        return _("{weekday}: no day noted").format(weekday=name)
    text = ngettext(
        "{weekday}: {spasms} on {n} noted day", "{weekday}: {spasms} on {n} noted days", day.known_days
    ).format(weekday=name, spasms=spasms(day.spasms), n=day.known_days)
    limits = day.limits()
    if limits is None:
        return _("{text}, too few for a rate").format(text=text)
    low, high = limits
    return _("{text}, {rate} a day; could be {low} to {high}").format(
        text=text, rate=two_figures(day.per_day), low=two_figures(low, up=False), high=two_figures(high, up=True)
    )


def weekday_notes(days: Sequence[Weekday]) -> str:
    """Where a night belongs, and what the hatching means where there is any."""
    notes = [_("A night counts with the day before it: the night after Sunday is Sunday's.")]
    if any(not day.enough for day in days):
        notes.append(_("Hatched: fewer than {n} such days noted.").format(n=ENOUGH_DAYS))
    return " ".join(notes)


# -- leg and zone -----------------------------------------------------------------------------


def leg_words(legs: Legs) -> str:
    """Left 14, right 6, both 2, not said 3"""
    parts = [_("left {n}").format(n=legs.left), _("right {n}").format(n=legs.right)]
    if legs.both:
        parts.append(_("both {n}").format(n=legs.both))
    if legs.not_said:
        parts.append(_("not said {n}").format(n=legs.not_said))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def zone_words(leg: str, zone: str, n: int) -> str:
    """Left, outer calf: 6 spasms"""
    return _("{place}: {spasms}").format(place=labels.place(f"{leg}:{zone}"), spasms=spasms(n))


def zone_notes(found: When) -> str:
    """What the zones do not show."""
    notes = []
    if found.unzoned:
        text = ngettext("{n} spasm without a zone.", "{n} spasms without a zone.", found.unzoned)
        notes.append(text.format(n=found.unzoned))
    if sum(found.zones.values()) > found.zoned:
        notes.append(_("One in several zones counts in each."))
    return " ".join(notes)


def says_no_place(found: When) -> bool:
    """Whether neither a leg nor a zone was said of any spasm."""
    return found.legs.not_said == len(found.spasms) and not found.zoned


# -- in runs ----------------------------------------------------------------------------------


def runs_words(found: InRuns, runs: int) -> str:
    """4 spasms came during a run, of 38 runs in this range."""
    return ngettext(
        "{n} spasm came during a run; {runs} in this range.", "{n} spasms came during runs; {runs} in this range.",
        len(found.placed),
    ).format(n=len(found.placed), runs=ngettext("{n} run", "{n} runs", runs).format(n=runs))  # fmt: skip


def span_words(found: InRuns, part: Part) -> str:
    """Km 10 to 15, Minute 30 to 45"""
    words = _("Km {begin} to {end}") if found.unit == "km" else _("Minute {begin} to {end}")
    return words.format(begin=part.begin, end=part.end)


def part_words(found: InRuns, part: Part) -> str:
    """Km 10 to 15: 2 of the 6 runs that went that far have a spasm there"""
    text = ngettext(
        "{span}: a spasm in {n} of the {reached} run that went that far",
        "{span}: a spasm in {n} of the {reached} runs that went that far",
        part.reached,
    )
    return text.format(span=span_words(found, part), n=part.runs, reached=part.reached)


def runs_notes(found: InRuns, *, drawn: bool) -> str:
    """How the picture is to be read, or the list in its place."""
    notes = [_("Outline: runs that went that far. Filled: runs with a spasm there.")] if drawn else []
    if found.unit == "km" or (not drawn and any(one.km is not None for one in found.placed)):
        notes.append(_("Kilometres are about right: worked out at an even pace."))
    if drawn and found.unplaced:
        text = ngettext(
            "{n} spasm came in a run without a distance.", "{n} spasms came in runs without a distance.", found.unplaced
        )
        notes.append(text.format(n=found.unplaced))
    return " ".join(notes)


def placed_words(one: Placed, year: int | None = None) -> str:
    """22 Nov: after 52 min, about km 9.1 of 18.2; with the year unless it is `year`."""
    day = formats.day_and_month(one.run.day) if one.run.day.year == year else formats.short_day(one.run.day)
    parts = {"day": day, "time": formats.minutes(one.minute)}
    if one.km is None or one.run.distance_m is None:
        return _("{day}: after {time} of {whole}").format(whole=formats.minutes(one.run.minutes or 0), **parts)
    words = _("{day}: after {time}, about km {km} of {whole}")
    return words.format(km=formats.decimal(one.km), whole=formats.decimal(one.run.distance_m / 1000), **parts)


def no_run_words(runs: int) -> str:
    """That no spasm is placed inside a run; "" for people without runs."""
    if not runs:
        return ""
    return ngettext(
        "No spasm came during the {n} run in this range, as far as times are noted.",
        "No spasm came during the {n} runs in this range, as far as times are noted.",
        runs,
    ).format(n=runs)


# -- few spasms, in words ---------------------------------------------------------------------


def spasm_words(one: SpasmFacts) -> str:
    """14 Nov 2026, 02:14 · left, outer calf"""
    parts = [_("{day}, {time}").format(day=formats.short_day(_date(one)), time=_time_words(one))]
    if one.zones:
        parts.append(" · ".join(labels.place(each) for each in one.zones))
    elif one.leg is not None:
        parts.append(_("both legs") if one.leg == "both" else _("{leg} leg").format(leg=labels.leg(one.leg).lower()))
    return " · ".join(parts)


def _date(one: SpasmFacts) -> date:
    return one.at.local.date() if one.until is None else one.day


def _time_words(one: SpasmFacts) -> str:
    if one.until is None:
        return formats.clock_time(one.at.local)
    if not one.whole_day and is_short(one.at, one.until):
        begin, end = formats.clock_time(one.at.local), formats.clock_time(one.until.local)
        return _("between {begin} and {end}").format(begin=begin, end=end)
    return _("some time that night") if one.night else _("some time that day or night")
