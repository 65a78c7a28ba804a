"""Blocks of a night: always inside their diary day, whatever the boundary and the clocks do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date

import pytest

from calfstretch.domain.day import day_span
from calfstretch.domain.episode import Context, Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.night_block import Block, block_of, block_span

PLAIN, SPRING, AUTUMN = date(2026, 11, 21), date(2026, 3, 28), date(2026, 10, 24)


@pytest.fixture(autouse=True)
def berlin() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    ("block", "begin", "end"),
    [
        (Block.DAY, "2026-11-21T04:00:00+01:00", "2026-11-21T18:00:00+01:00"),
        (Block.EVENING, "2026-11-21T18:00:00+01:00", "2026-11-21T22:00:00+01:00"),
        (Block.EARLY_NIGHT, "2026-11-21T22:00:00+01:00", "2026-11-22T02:00:00+01:00"),
        (Block.LATE_NIGHT, "2026-11-22T02:00:00+01:00", "2026-11-22T07:00:00+01:00"),
    ],
)
def test_the_blocks_of_a_plain_day(block: Block, begin: str, end: str) -> None:
    assert tuple(moment.iso() for moment in block_span(PLAIN, block)) == (begin, end)


@pytest.mark.parametrize("day", [PLAIN, SPRING, AUTUMN])
@pytest.mark.parametrize("start_h", [0, 2, 4, 11])
@pytest.mark.parametrize("block", list(Block))
def test_every_block_belongs_to_its_day(day: date, start_h: int, block: Block) -> None:
    begin, end = block_span(day, block, start_h)
    first, next_first = day_span(day, start_h)
    assert first.utc <= begin.utc < next_first.utc
    assert begin.utc < end.utc
    for woke in (None, Context.ASLEEP):
        episode = Episode(at=begin, until=end, context=woke)
        assert not episode.is_whole_day
        if woke is None or block in (Block.EARLY_NIGHT, Block.LATE_NIGHT):
            assert episode.diary_day(start_h) == day
    assert block_of(Episode(at=begin, until=end), day, start_h) is not None


def test_the_night_the_clocks_change_has_no_hole() -> None:
    for day in (SPRING, AUTUMN):
        spans = [block_span(day, block) for block in Block]
        assert all(before[1] == after[0] for before, after in zip(spans, spans[1:], strict=False))


def test_nothing_ends_in_the_time_to_come() -> None:
    now = Moment.parse("2026-11-22T04:30:00+01:00")
    begin, end = block_span(PLAIN, Block.LATE_NIGHT, now=now)
    assert end == now
    assert block_of(Episode(at=begin, until=end), PLAIN) is Block.LATE_NIGHT


def test_a_moment_and_a_whole_day_are_no_block() -> None:
    begin, end = day_span(PLAIN)
    assert block_of(Episode(at=begin), PLAIN) is None
    assert block_of(Episode(at=begin, until=end), PLAIN) is None
