"""Spasms in words: side, time of day, length, pain, what was tried, sleep; and the map of both legs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from calfstretch.domain.diary_facts import DiaryFacts, SpasmFacts
from calfstretch.domain.episode import Context, Tried
from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.how_bad import WITHIN_S, HelpedCount, HowBad, Length, LengthFigures, PainFigures
from calfstretch.insights.when import Dial, Legs, When
from calfstretch.report.shapes import Block, LegMap, Line, Part
from calfstretch.report.shown_days import ShownDays
from calfstretch.ui import formats, labels

_MOST_KINDS = 4


# -- spasms ----------------------------------------------------------------------------------------


def spasm_block(place: When, bad: HowBad) -> Block:
    """What is said of all spasms of the days shown, those on days without a check-in among them."""
    if not place.spasms:
        return Block(Part.SPASMS, _("Spasms"), (Line(_("No spasms noted in this time.")),))
    lines = [_side(place.legs, len(place.spasms)), _time_of_day(place.dial)]
    lines += [_length(bad.length), *_pain(bad.pain), *_eased(bad)]
    lines += [_stretch_tried(bad.helped), *_others_tried(bad.helped)]
    return Block(Part.SPASMS, _heading(place), tuple(lines))


def _heading(place: When) -> str:
    """Spasms: 47 noted, 1 on a day not recorded"""
    words = _("Spasms: {n} noted").format(n=formats.grouped(len(place.spasms)))
    if not place.unknown:
        return words
    on_days = ngettext("{words}, {n} on a day not recorded", "{words}, {n} on days not recorded", place.unknown)
    return on_days.format(words=words, n=formats.grouped(place.unknown))


def _side(legs: Legs, n: int) -> Line:
    if legs.not_said == n:
        return Line(_("not said"), _("Side"))
    parts = [_("left {n}").format(n=legs.left), _("right {n}").format(n=legs.right)]
    parts += [_("both {n}").format(n=legs.both)] if legs.both else []
    parts += [_("not said {n}").format(n=legs.not_said)] if legs.not_said else []
    return Line(", ".join(parts), _("Side"))


def _time_of_day(dial: Dial) -> Line:
    """Night is 22:00 to 7:00 by the clock; what was said to be some time in a night counts as night."""
    night, not_said = dial.night + dial.loose_night, dial.loose - dial.loose_night
    parts = [
        _("night ({begin}–{end}) {n}").format(begin=_hour(NIGHT_FROM_H), end=_hour(NIGHT_TO_H), n=night),
        _("day {n}").format(n=dial.timed - dial.night),
    ]
    parts += [_("time not said {n}").format(n=not_said)] if not_said else []
    words = ", ".join(parts)
    best = dial.stretch
    if best is not None:
        most = _("{words}; most {begin}–{end} ({n})")
        words = most.format(words=words, n=best.spasms, begin=_hour(best.first), end=_hour(best.end))
    return Line(words, _("Time"))


def _hour(number: int) -> str:
    return f"{number % 24}:00"


def _length(known: LengthFigures | None) -> Line:
    if known is None:
        return Line(_("not said"), _("Length"))
    longest = length_words(known.longest)
    if known.said == 1:
        return Line(_("{time} (1 said)").format(time=longest), _("Length"))
    if math.isinf(known.half_within_s):
        middle = _("median {time} or more").format(time=formats.duration(known.half_beyond_s))
    else:
        words = _("median {time} or less") if known.as_range else _("median {time}")
        middle = words.format(time=formats.duration(math.ceil(known.half_within_s)))
    words = _("{median}, longest {longest} ({n} said)")
    return Line(words.format(median=middle, longest=longest, n=formats.grouped(known.said)), _("Length"))


def length_words(known: Length) -> str:
    """45 s, 1–3 min, over 10 min"""
    if known.band is None:
        return formats.duration(known.low_s)
    words = labels.band(known.band)
    return words[:1].lower() + words[1:]


def _pain(known: PainFigures | None) -> list[Line]:
    if known is None:
        return [Line(_("not said"), _("Pain"))]
    words = _("median {middle}, highest {highest} ({n} said)")
    if known.said == 1:
        words = _("{highest} (1 said)")
    said = words.format(middle=known.middle, highest=known.highest, n=formats.grouped(known.said))
    return [Line(_("{said}; {anchors}").format(said=said, anchors=pain_anchors()), _("Pain"))]


def pain_anchors() -> str:
    """What the ends of the scale mean; they stand beside every pain. Source: LOINC 72514-3."""
    return _("0 no pain – 10 worst pain imaginable")


def _eased(bad: HowBad) -> list[Line]:
    groups = (bad.with_stretch, bad.other, bad.nothing_said)
    timed = sum(group.timed for group in groups)
    if not timed:
        return []
    within = [sum(group.within[at] for group in groups) for at in range(len(WITHIN_S))]
    words = _("{a} of {timed} within 1 min, {b} within 3 min")
    return [Line(words.format(a=within[0], b=within[1], timed=timed), _("Eased"))]


def _stretch_tried(helped: Iterable[HelpedCount]) -> Line:
    found = next((each for each in helped if each.what == Tried.STRETCH), None)
    words = _("not noted") if found is None else answers(found)
    return Line(words, _("Stretch tried"))


def _others_tried(helped: Iterable[HelpedCount]) -> list[Line]:
    others = [each for each in helped if each.what != Tried.STRETCH]
    if not others:
        return []
    said = [
        _("{what} {answers}").format(what=_lower(labels.tried(each.what)), answers=answers(each)) for each in others
    ]
    return [Line("; ".join(said), _("Also tried"))]


def answers(each: HelpedCount) -> str:
    """15 (helped 11, a bit 3, no 1)"""
    said = [(each.yes, _("helped {n}")), (each.a_bit, _("a bit {n}")), (each.no, _("no {n}"))]
    said.append((each.not_said, _("not said {n}")))
    return _("{n} ({answers})").format(n=each.tried, answers=", ".join(words.format(n=n) for n, words in said if n))


# -- sleep and activity ----------------------------------------------------------------------------


def nights_block(facts: DiaryFacts, place: When, shown: ShownDays) -> Block | None:
    """Whom the spasms woke, what the person was doing, what was done; None = nothing of it is noted."""
    lines = [*_woke(place.spasms), *_contexts(place.spasms), *_activities(facts, place, shown)]
    return Block(Part.NIGHTS, _("Sleep and activity"), tuple(lines)) if lines else None


def woke(spasm: SpasmFacts) -> bool:
    """Whether it woke the person, as of `Episode.woke`."""
    return spasm.context == Context.ASLEEP or (spasm.context is None and (spasm.minutes_awake or 0) > 0)


def _woke(spasms: tuple[SpasmFacts, ...]) -> list[Line]:
    waking = [spasm for spasm in spasms if woke(spasm)]
    if not waking:
        return [Line(_("no spasm is noted as waking"), _("Woken"))] if spasms else []
    nights = len({spasm.day for spasm in waking})
    words = ngettext("by {n} of {all} spasms, in {nights}", "by {n} of {all} spasms, in {nights}", len(waking))
    found = [
        Line(
            words.format(
                n=formats.grouped(len(waking)),
                all=formats.grouped(len(spasms)),
                nights=ngettext("{n} night", "{n} nights", nights).format(n=formats.grouped(nights)),
            ),
            _("Woken"),
        )
    ]
    minutes = sorted(spasm.minutes_awake for spasm in waking if spasm.minutes_awake)
    if minutes:
        words = _("median {median}, longest {longest} ({n} said)") if len(minutes) > 1 else _("{longest} (1 said)")
        awake = words.format(
            median=formats.minutes(minutes[len(minutes) // 2]), longest=formats.minutes(minutes[-1]), n=len(minutes)
        )
        found.append(Line(awake, _("Awake")))
    return found


def _contexts(spasms: tuple[SpasmFacts, ...]) -> list[Line]:
    counts = Counter(spasm.context for spasm in spasms)
    said = [(counts[context], _lower(labels.context(context))) for context in Context if counts[context]]
    if not said:
        return []
    parts = [_("{what} {n}").format(what=words, n=n) for n, words in sorted(said, key=lambda each: -each[0])]
    parts += [_("not said {n}").format(n=counts[None])] if counts[None] else []
    return [Line(", ".join(parts), _("Situation"))]


def _activities(facts: DiaryFacts, place: When, shown: ShownDays) -> list[Line]:
    kinds = Counter(each.kind for each in facts.activities if shown.first <= each.day <= shown.last)
    if not kinds:
        return []
    parts = [
        _("{what} {n}").format(what=_lower(labels.activity(kind)), n=formats.grouped(n))
        for kind, n in kinds.most_common(_MOST_KINDS)
    ]
    rest = kinds.total() - sum(n for _kind, n in kinds.most_common(_MOST_KINDS))
    parts += [_("others {n}").format(n=formats.grouped(rest))] if rest else []
    words = ", ".join(parts)
    if place.in_runs is not None:
        during = len(place.in_runs.placed)
        said = ngettext("{words}; {n} spasm during a run", "{words}; {n} spasms during runs", during)
        words = said.format(words=words, n=during)
    return [Line(words, _("Activities"))]


# -- map -------------------------------------------------------------------------------------------


def leg_map(place: When) -> LegMap | None:
    """Both legs; None = neither a leg nor a zone is noted."""
    legs = place.legs
    if not place.zoned and legs.not_said == len(place.spasms):
        return None
    small = []
    if legs.both:
        both = ngettext("{n} in both legs.", "{n} in both legs.", legs.both)
        small.append(both.format(n=formats.grouped(legs.both)))
    if place.unzoned:
        without = ngettext("{n} spasm without a zone.", "{n} spasms without a zone.", place.unzoned)
        small.append(without.format(n=formats.grouped(place.unzoned)))
    if sum(place.zones.values()) > place.zoned:
        small.append(_("One in several zones counts in each."))
    return LegMap(
        heading=_("Where"),
        legs=(
            _("{leg} {n}").format(leg=labels.leg("left"), n=legs.left),
            _("{leg} {n}").format(leg=labels.leg("right"), n=legs.right),
        ),
        zones=dict(place.zones),
        most=max(place.zones.values()),
        small=tuple(small),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
