"""When and where, how bad, on feet, before and after: the numbers of these parts as values for JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from calfstretch.domain.diary_facts import DiaryFacts, SpasmFacts
from calfstretch.insights import before_after as sides
from calfstretch.insights import when
from calfstretch.insights.frequency import Rate
from calfstretch.insights.how_bad import (
    WITHIN_S,
    Eased,
    HowBad,
    Length,
    LengthFigures,
    PainFigures,
    how_bad,
    length,
    period_before,
)
from calfstretch.insights.on_feet import Per, on_feet
from calfstretch.insights.period import period
from calfstretch.insights.series import Count, Span

Part = dict[str, Any]


def when_part(facts: DiaryFacts) -> Part:
    """When and where, by range ("four_weeks", "six_months", "all"); a range is null before a day has ended."""
    return _by_range(facts, lambda first, last: when.as_json(when.when(facts, first, last)))


def how_bad_part(facts: DiaryFacts) -> Part:
    """How bad and how long by range, and every spasm of which something is said."""
    last = facts.days[-1].day if facts.days else None
    said = [spasm for spasm in facts.spasms if last is not None and spasm.day <= last]
    dots = [_dot(spasm) for spasm in said if spasm.pain is not None or length(spasm) is not None]
    return {**_by_range(facts, lambda first, last: _bad_range(facts, first, last)), "dots": dots}


def runs_part(facts: DiaryFacts) -> list[Part]:
    """Spasms per run, per 10 km and per hour on feet over the whole diary; what was never done is left away."""
    return [{**each._asdict(), "km": each.amount * 10 if each.per is Per.TEN_KM else None} for each in on_feet(facts)]


def before_after_part(facts: DiaryFacts) -> list[Part]:
    """The days before and after each marked change and programme, oldest first."""
    return [_change(sides.before_after(facts, marked)) for marked in sides.marked_days(facts)]


def _by_range(facts: DiaryFacts, of: Callable[[date, date], Part]) -> Part:
    found: Part = {}
    for span in Span:
        chosen = period(facts.days, span) if facts.days else None
        of_range = None if chosen is None else of(chosen.first, chosen.last)
        found[span.value] = None if chosen is None else {"from": chosen.first, "to": chosen.last, **(of_range or {})}
    return found


# -- how bad ---------------------------------------------------------------------------------------


def _bad_range(facts: DiaryFacts, first: date, last: date) -> Part:
    found = how_bad(facts, first, last)
    before = period_before(facts, first, last)
    return {
        **_figures(found),
        "running_of": found.running_of,
        "running_pain": [{"at": each.spasm.at.iso(), "median": each.low} for each in found.running_pain],
        "running_duration": [
            {"at": each.spasm.at.iso(), "low_s": each.low, "high_s": each.high} for each in found.running_length
        ],
        "before": None if before is None else {"from": before[0], "to": before[1], **_figures(how_bad(facts, *before))},
    }


def _figures(found: HowBad) -> Part:
    spasms = len(found.spasms)
    return {
        "spasms": spasms,
        "pain_not_said": spasms - (found.pain.said if found.pain else 0),
        "duration_not_said": spasms - (found.length.said if found.length else 0),
        "pain": _pain(found.pain),
        "duration": _duration(found.length),
        "eased": {
            "with_stretch": _eased(found.with_stretch),
            "other": _eased(found.other),
            "nothing_said": _eased(found.nothing_said),
        },
        "helped": [each._asdict() for each in found.helped],
    }


def _pain(found: PainFigures | None) -> Part | None:
    return None if found is None else found._asdict()


def _duration(found: LengthFigures | None) -> Part | None:
    return None if found is None else {**found._asdict(), "longest": _length(found.longest)}


def _length(found: Length) -> Part:
    """A range with no upper end has none: null."""
    return found._asdict()


def _eased(found: Eased) -> Part:
    within = {f"within_{limit:.0f}_s": n for limit, n in zip(WITHIN_S, found.within, strict=True)}
    return {"spasms": found.spasms, "timed": found.timed, **within}


def _dot(spasm: SpasmFacts) -> Part:
    lasted = length(spasm)
    return {
        "at": spasm.at.iso(),
        "day": spasm.day,
        "leg": when.leg_of(spasm),
        "pain": spasm.pain,
        "duration": None if lasted is None else _length(lasted),
        "eased_after_s": spasm.eased_after_s,
    }


# -- before and after ------------------------------------------------------------------------------


def _change(found: sides.BeforeAfter) -> Part:
    return {
        "day": found.marked.day,
        "texts": found.marked.texts,
        "programmes": len(found.marked.programmes),
        "days": found.days,
        "before": _side(found.before),
        "after": _side(found.after),
        "ratio": found.ratio,
        "low": None if found.missing else found.low,
        "high": found.high,
        "dispersion": found.dispersion,
        "others": [other.day for other in found.others],
        "missing": None if found.missing is None else found.missing._asdict(),
    }


def _side(side: sides.Side | None) -> Part | None:
    return None if side is None else counted_part(side.first, side.last, side.counted, side.rate)


def counted_part(first: date | None, last: date | None, counted: Count, rate: Rate | None) -> Part:
    """Counts and the rate a week of a stretch of days; rate None = too few days are known."""
    return {
        "from": first,
        "to": last,
        "days": counted.days,
        "known": counted.known_days,
        "spasms": counted.spasms,
        "left_out": counted.left_out,
        "paused": counted.paused,
        "rate": rate.per_week if rate else None,
        "low": rate.low if rate else None,
        "high": rate.high if rate else None,
        "floor": rate.floor if rate else None,
    }


def rate_part(rate: Rate | None) -> dict[str, float | None]:
    """A rate a week with its limits; None = too few known days: every member null."""
    if rate is None:
        return dict.fromkeys(("per_week", "low", "high", "floor"))
    return {"per_week": rate.per_week, "low": rate.low, "high": rate.high, "floor": rate.floor}
