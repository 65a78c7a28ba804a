"""The lines drawn before any result is seen: how much must be known, and how sure, before a note is named.

Source: statistics notes of this project, sections 4 to 7b; each line was tried on simulated diaries.
"""

from __future__ import annotations

# Section 6: for a comparison of days, known for both spasms and note.
MIN_DAYS = 42
MIN_DAYS_IN_GROUP = 10
# 8 spasms split evenly reach p 0.0078 at best, barely enough after Holm with 6 notes; hence 10.
MIN_EPISODES = 10
# Known days as a share of calendar days.
MIN_COVERAGE = 0.6
# Section 7b: runs with runs.
MIN_RUNS_IN_GROUP = 10
MIN_RUNS_WITH_SPASM = 10
# Section 7b: where this share of the runs has a distance, it tells how long they are, else minutes.
ENOUGH_DISTANCES = 0.8
# Section 7: before and after a marked change, known days on each side.
MIN_DAYS_EACH_SIDE = 28
# Section 5: the Holm p at or below which a note is named. At 0.05 with a look every 4 weeks, 5 to 10 % of diaries
# without any link named a note within 24 weeks; at 0.02 it is 2.4 to 4.6 %.
LEVEL = 0.02
# Section 5: the first look that can have enough, and how far the looks are apart; in days from the first known day.
FIRST_LOOK_DAY = 56
LOOK_EVERY_DAYS = 28


def too_few_arrangements(arrangements: int, tests: int, level: float = LEVEL) -> bool:
    """Whether even the most extreme of all arrangements could not reach the level after Holm.

    Args:
        arrangements: how many there are, the observed one among them.
        tests: size of the family, 1 or more.
    """
    return 1 / arrangements > level / tests
