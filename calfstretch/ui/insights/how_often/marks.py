"""What stands on the time axis besides bars: marked changes, programme starts, pauses; and where their words go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from calfstretch.domain.coverage import DayRange
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats

# Lines of words over the chart: with two, neighbours need not share the room between them.
LANES = 2
# Words shorter than this many times the height of their line say nothing: the number stands alone.
_LEAST_WORDS = 2.5
_WIDEST_BADGE = "00–00"


class Mark(NamedTuple):
    """Something that began on a day.

    Args:
        number: counted from the oldest, as it stands on the axis and in the table.
        words: in the person's own words, or ours.
    """

    number: int
    day: date
    words: str


class Marks(NamedTuple):
    """All of a diary.

    Args:
        begun: marked changes and programme starts, oldest first.
        pauses: first and last day of each pause.
    """

    begun: tuple[Mark, ...] = ()
    pauses: tuple[DayRange, ...] = ()

    def within(self, first: date, last: date) -> tuple[Mark, ...]:
        """What began from one day to another."""
        return tuple(mark for mark in self.begun if first <= mark.day <= last)


def marks_of(facts: DiaryFacts) -> Marks:
    """The marks of a diary, each day with the same words once."""
    days = {(change.day, _one_line(change.text) or _("Marked change")) for change in facts.changes}
    days |= {(programme.first_day, _("Programme begins")) for programme in facts.programmes}
    days = {each for each in days if each[0] < facts.today}
    begun = (Mark(number, day, words) for number, (day, words) in enumerate(sorted(days), 1))
    return Marks(tuple(begun), tuple(facts.pauses))


def mark_words(mark: Mark, today: date) -> str:
    """3, Thursday 12 March: New shoes"""
    day = formats.long_day(mark.day, today)
    return _("{number}, {day}: {what}").format(number=mark.number, day=day, what=mark.words)


def marks_in_words(marks: Sequence[Mark]) -> str:
    """What a bar's words say of the marks among its days; "" for none."""
    return ", ".join(_("{what} from {day}").format(what=m.words, day=formats.day_and_month(m.day)) for m in marks)


@dataclass(frozen=True, slots=True)
class Label:
    """Words over the axis.

    Args:
        at: the pixel of the upright line they belong to.
        left, width: the pixels they take.
        lane: the line they stand on, 0 the upper one.
        badge: the number, or the first and last of several that stand too close.
        words: as many as have room; "" = the badge alone.
        before: the words stand before the badge, where the axis ends.
        marks: whom they stand for.
    """

    at: float
    left: float
    width: float
    lane: int
    badge: str
    marks: tuple[Mark, ...]
    words: str = ""
    before: bool = False


class Type(NamedTuple):
    """How long words are, so that this module needs no fonts.

    Args:
        height: of a line, which is also the least width of a badge.
        gap: between words and what stands beside them.
        width: of some words in pixels.
        elided: the words cut to a width, with "…".
    """

    height: float
    gap: float
    width: Callable[[str], float]
    elided: Callable[[str, float], str]

    def badge(self, text: str) -> float:
        """How wide a badge is."""
        return max(self.height, self.width(text) + self.gap)


def place(marks: Sequence[tuple[Mark, float]], left: float, right: float, type_: Type) -> list[Label]:
    """The labels of the marks seen, none over another.

    Args:
        marks: with the pixel each stands at, oldest first.
        left, right: the pixels between which the axis stands.
    """
    badges: list[Label] = []
    for mark, x in marks:
        begin = min(x - type_.height / 2, right - type_.badge(_WIDEST_BADGE))
        lane = _free_lane(badges, begin, type_)
        if lane is None:
            last = badges.pop()
            badges.append(_badge(last.at, last.left, last.lane, (*last.marks, mark), type_))
        else:
            badges.append(_badge(x, begin, lane, (mark,), type_))
    lanes = [[each for each in badges if each.lane == lane] for lane in range(LANES)]
    return [label for lane in lanes for label in _worded(lane, left, right, type_)]


def _free_lane(badges: Sequence[Label], begin: float, type_: Type) -> int | None:
    """The lane whose last badge stands furthest back; None = both are taken up to here."""
    ends = {lane: max((b.left + b.width for b in badges if b.lane == lane), default=-1e9) for lane in range(LANES)}
    free = [lane for lane, end in ends.items() if end + type_.gap / 2 <= begin]
    return min(free, key=lambda lane: (ends[lane], lane)) if free else None


def _badge(at: float, left: float, lane: int, marks: tuple[Mark, ...], type_: Type) -> Label:
    text = str(marks[0].number) if len(marks) == 1 else f"{marks[0].number}–{marks[-1].number}"
    return Label(at, left, type_.badge(text), lane, text, marks)


def _worded(lane: Sequence[Label], left: float, right: float, type_: Type) -> list[Label]:
    """The badges of a lane with the words that have room behind each, or before the last one at the axis' end."""
    found: list[Label] = []
    for badge, after in zip_longest(lane, lane[1:]):
        end = right if after is None else after.left - type_.gap
        start = found[-1].left + found[-1].width + type_.gap if found else left
        found.append(_with_words(badge, start, end, type_, last=after is None))
    return found


def _with_words(badge: Label, start: float, end: float, type_: Type, *, last: bool) -> Label:
    if len(badge.marks) > 1:
        return badge
    words = badge.marks[0].words
    needed, room = type_.width(words), end - badge.left - badge.width - type_.gap
    if last and needed > room and badge.left - type_.gap - start >= needed:
        wider = badge.width + type_.gap + needed
        return replace(badge, words=words, left=badge.left - type_.gap - needed, width=wider, before=True)
    if room >= min(needed, _LEAST_WORDS * type_.height):
        shown = words if needed <= room else type_.elided(words, room)
        return replace(badge, words=shown, width=badge.width + type_.gap + min(needed, room))
    return badge


def _one_line(text: str) -> str:
    return " ".join(text.split())
