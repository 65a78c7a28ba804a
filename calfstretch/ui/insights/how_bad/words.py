"""How bad and how long, in sentences; no Qt."""

from __future__ import annotations

import math

from calfstretch.domain.diary_facts import SpasmFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.how_bad import (
    MIN_TO_COMPARE,
    Eased,
    HowBad,
    Length,
    LengthFigures,
    PainFigures,
    length,
)
from calfstretch.insights.wording import Sentence
from calfstretch.ui import formats, labels

# Fewer than this are named without a middle. Product choice.
_FEWEST_FOR_HALF = 4


def lead(found: HowBad) -> Sentence:
    """The first sentence: the middle of the pains and of the durations, with their ends."""
    if not found.spasms:
        return Sentence(_("No spasms are noted in this range."))
    if found.pain is None and found.length is None:
        return Sentence(
            _("Not said yet how bad they were or how long they lasted."),
            " " + _("The form of a spasm asks for both; in History they can be added to any of them."),
        )
    parts = [pain_words(found.pain), length_words(found.length)]
    said = [part for part in parts if part.text]
    return Sentence(said[0].lead, said[0].rest + "".join(f" {part.text}" for part in said[1:]))


def pain_words(pain: PainFigures | None) -> Sentence:
    """Half of the 22 spasms with a pain said were 6 or more (2 to 9)."""
    if pain is None:
        return Sentence("")
    if pain.said == 1:
        return Sentence(_("1 spasm has a pain said: {pain} of 10.").format(pain=pain.middle))
    ends = {"n": formats.grouped(pain.said), "low": pain.lowest, "high": pain.highest}
    if pain.lowest == pain.highest:
        return Sentence(_("All {n} spasms with a pain said were {low} of 10.").format(**ends))
    if pain.said < _FEWEST_FOR_HALF:
        return Sentence(_("{n} spasms have a pain said: {low} to {high} of 10.").format(**ends))
    exact = 2 * pain.reached == pain.said
    half = (
        _("Half of the {n} spasms with a pain said were {middle} or more")
        if exact
        else _("At least half of the {n} spasms with a pain said were {middle} or more")
    )
    return Sentence(
        half.format(n=formats.grouped(pain.said), middle=pain.middle), _(" ({low} to {high}).").format(**ends)
    )


def length_words(known: LengthFigures | None) -> Sentence:
    """Half of the 18 with a duration said lasted 45 s or less, the longest 6 min."""
    if known is None:
        return Sentence("")
    longest = range_words(known.longest)
    if known.said == 1:
        return Sentence(_("1 spasm has a duration said: {time}.").format(time=longest))
    if known.said < _FEWEST_FOR_HALF:
        words = _("{n} spasms have a duration said, the longest {longest}.")
        return Sentence(words.format(n=known.said, longest=longest))
    if math.isinf(known.half_within_s):
        half = _("At least half of the {n} with a duration said lasted {time} or longer.")
        return Sentence(half.format(n=formats.grouped(known.said), time=formats.duration(known.half_beyond_s)))
    half = (
        _("Half of the {n} with a duration said lasted {time} or less")
        if 2 * known.within == known.said
        else _("At least half of the {n} with a duration said lasted {time} or less")
    )
    time = formats.duration(math.ceil(known.half_within_s))
    return Sentence(
        half.format(n=formats.grouped(known.said), time=time), _(", the longest {longest}.").format(longest=longest)
    )


def range_words(known: Length) -> str:
    """45 s, 1–3 min"""
    return formats.duration(known.low_s) if known.band is None else _lower(labels.band(known.band))


def before_words(before: HowBad | None, now: HowBad) -> str:
    """The same of the days before, where both have enough; "" = nothing to set beside it."""
    if before is None:
        return ""
    parts = []
    if before.pain and now.pain and min(before.pain.said, now.pain.said) >= MIN_TO_COMPARE:
        parts.append(_of_pain(before.pain))
    if before.length and now.length and min(before.length.said, now.length.said) >= MIN_TO_COMPARE:
        parts.append(_of_length(before.length))
    if not parts:
        return ""
    days = (before.last - before.first).days + 1
    when = _("The {n} days before") if days % 7 or days <= 28 else _("The {n} weeks before")
    return _("{when}: {what}.").format(
        when=when.format(n=days if days % 7 or days <= 28 else days // 7), what="; ".join(parts)
    )


def _of_pain(pain: PainFigures) -> str:
    words = _("of {n} spasms with a pain said, half or more were {middle} or more")
    return words.format(n=pain.said, middle=pain.middle)


def _of_length(known: LengthFigures) -> str:
    if math.isinf(known.half_within_s):
        words = _("of {n} with a duration said, half or more lasted {time} or longer")
        return words.format(n=known.said, time=formats.duration(known.half_beyond_s))
    words = _("of {n} with a duration said, half or more lasted {time} or less")
    return words.format(n=known.said, time=formats.duration(math.ceil(known.half_within_s)))


def not_said_words(found: HowBad) -> str:
    """Of how many pain and duration were not said; "" where both were said of all, or nothing was."""
    n = len(found.spasms)
    pains = n - (found.pain.said if found.pain else 0)
    lengths = n - (found.length.said if found.length else 0)
    if not (pains or lengths) or (pains == lengths == n):
        return ""
    counts = {"pains": formats.grouped(pains), "lengths": formats.grouped(lengths), "n": formats.grouped(n)}
    if not lengths:
        words = ngettext("Pain is not said of {pains} of {n} spasm.", "Pain is not said of {pains} of {n} spasms.", n)
    elif not pains:
        words = ngettext(
            "Duration is not said of {lengths} of {n} spasm.", "Duration is not said of {lengths} of {n} spasms.", n
        )
    else:
        words = ngettext(
            "Of {n} spasm, pain is not said of {pains} and duration of {lengths}.",
            "Of {n} spasms, pain is not said of {pains} and duration of {lengths}.",
            n,
        )
    return words.format(**counts)


def eased_words(found: HowBad) -> tuple[str, ...]:
    """Time to ease with a stretch and without, as counts, and that the two do not compare; empty = no time is said."""
    if not (found.with_stretch.timed or found.other.timed):
        return ()
    stretch, other = found.with_stretch, found.other
    parts = [
        _eased_count(stretch, _("with a stretch {n} of {timed}"), _("with a stretch none timed")),
        _eased_count(other, _("with other things and no stretch {n} of {timed}"), _("without a stretch none timed")),
    ]
    said = _("Eased within 1 min: {counts}.").format(counts="; ".join(parts))
    untimed = stretch.spasms - stretch.timed + other.spasms - other.timed
    if untimed:
        words = ngettext("No time is said of {n} more.", "No time is said of {n} more.", untimed)
        said = f"{said} {words.format(n=untimed)}"
    return (said, no_comparison())


def no_comparison() -> str:
    """The sentence that stands beside every pair of counts."""
    return _("People tend to stretch in the worse or the longer ones, so these counts do not compare with each other.")


def _eased_count(eased: Eased, words: str, none: str) -> str:
    return words.format(n=eased.within[0], timed=eased.timed) if eased.timed else none


def tried_headers() -> tuple[str, ...]:
    """The columns of what was tried."""
    return _("What was tried"), _("Helped"), _("A bit"), _("No"), _("Not said")


def tried_rows(found: HowBad) -> tuple[tuple[str, ...], ...]:
    """What was said of each thing that was tried, as counts."""
    return tuple(
        (labels.tried(each.what), str(each.yes), str(each.a_bit), str(each.no), str(each.not_said))
        for each in found.helped
    )


def when_words(spasm: SpasmFacts, today_year: int) -> str:
    """Night after Sunday 22 November, 02:14"""
    day = formats.long_day(spasm.day)
    if spasm.day.year != today_year:
        day = f"{day} {spasm.day.year}"
    if spasm.night:
        day = _("Night after {day}").format(day=day)
    if spasm.until is not None:
        return _("{day}, time not said").format(day=day)
    return _("{day}, {time}").format(day=day, time=formats.clock_time(spasm.at.local))


def readout(spasm: SpasmFacts, today_year: int) -> str:
    """One spasm in words: Night after Sunday 22 November, 02:14: pain 6, lasted 45 s"""
    known = length(spasm)
    parts = [_("pain {n}").format(n=spasm.pain) if spasm.pain is not None else _("pain not said")]
    if known is None:
        parts.append(_("duration not said"))
    elif known.band is None:
        parts.append(_("lasted {time}").format(time=range_words(known)))
    else:
        parts.append(_("lasted {time}, estimated").format(time=range_words(known)))
    if spasm.eased_after_s is not None and spasm.eased_after_s != spasm.duration_s:
        parts.append(_("eased after {time}").format(time=formats.duration(spasm.eased_after_s)))
    return _("{when}: {what}").format(when=when_words(spasm, today_year), what=", ".join(parts))


def legend(found: HowBad) -> str:
    """What the signs of the picture mean."""
    parts = [_("Each dot is one spasm.")]
    if found.length is not None and found.length.as_range:
        parts.append(_("An upright bar is a duration said as a range, such as 1–3 min."))
    if found.running_pain or found.running_length:
        parts.append(_("Line: the middle one of the last {n} that were said.").format(n=found.running_of))
    else:
        parts.append(_("A line through the middle begins with {n} that were said.").format(n=found.running_of))
    if any(each.low != each.high for each in found.running_length):
        parts.append(_("Where it widens, the middle one is among those said as a range."))
    return " ".join(parts)


def method(found: HowBad) -> list[str]:
    """How it was worked out."""
    return [
        _(
            "Every spasm of these days counts here, on days without a check-in too: no rate is made of them. What was "
            "not said is left out. Tightness is no spasm."
        ),
        _(
            "“Half were 6 or more” is the median, the middle one when all are put in order; with an even number the "
            "upper of the two in the middle, for durations the lower one."
        ),
        _(
            "A duration said as a range enters with both its ends. The sentence takes the upper ends, so that half "
            "surely lasted no longer. The line runs between the median of the lower ends and that of the upper ends: "
            "the true median lies between them. Where seconds are known as well, they count."
        ),
        _(
            "The line takes the last {n} spasms of which it was said, those before the chosen range too. It takes 9, "
            "with more than 150 dots 25, and with more than 600 dots 101."
        ).format(n=found.running_of),
        _(
            "Time to ease is counted where it was timed or typed: whether it was within one minute, or three. “With a "
            "stretch” means that a stretch is noted among what was tried. When a spasm that eased on the Cramp now "
            "screen is described, the stretch is filled in as helped unless something else is said."
        ),
        no_comparison(),
        _("Periods stand side by side from {n} spasms with an answer in each.").format(n=MIN_TO_COMPARE),
    ]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
