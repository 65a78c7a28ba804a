"""Blocks of a diary day and its night: when a spasm came, where nobody looked at a clock."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from calfstretch.domain.day import DAY_START_H, EVENING_H, day_span
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H, hour_of


class Block(StrEnum):
    """About when; together they reach over the day and its night."""

    DAY = "day"
    EVENING = "evening"
    EARLY_NIGHT = "early_night"
    LATE_NIGHT = "late_night"


# In hours as `hour_of` takes them. Coarser than the blocks of `night`: who is asked here remembers no more. Product
# choice.
_HOURS = {
    Block.DAY: (0, EVENING_H),
    Block.EVENING: (EVENING_H, NIGHT_FROM_H),
    Block.EARLY_NIGHT: (NIGHT_FROM_H, 24 + 2),
    Block.LATE_NIGHT: (24 + 2, 24 + NIGHT_TO_H),
}


def block_span(
    day: date, block: Block, day_start_h: int = DAY_START_H, *, now: Moment | None = None
) -> tuple[Moment, Moment]:
    """First and last moment of a block, as the interval of an episode of that diary day.

    The late night ends at 7, after the day boundary as a rule: an interval belongs to the day of its start, and what
    woke somebody at half past five is still told of last night. Where the boundary lies before a block's begin, the
    interval begins an hour before the boundary, so that it stays with its day: longer than the block, never false.

    Args:
        now: nothing ends later; None = not asked.

    Raises:
        ValueError: outside the years a diary can hold.
    """
    from_h, until_h = _HOURS[block]
    begin = min(max(hour_of(day, from_h), day_span(day, day_start_h)[0]), hour_of(day, 24 + day_start_h - 1))
    end = max(hour_of(day, until_h), begin)
    if now is not None and end > now:
        end = max(begin, now)
    return begin, end


def block_of(episode: Episode, day: date, day_start_h: int = DAY_START_H) -> Block | None:
    """The block an episode of that diary day was told to be in; None = a moment, another interval, the whole day."""
    if episode.until is None:
        return None
    for block in Block:
        begin, end = block_span(day, block, day_start_h)
        # The end may have been cut off where it was still to come.
        if episode.at == begin and begin <= episode.until <= end and not episode.is_whole_day:
            return block
    return None
