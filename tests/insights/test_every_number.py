"""Every number a person reads in the sentences of Insights stands in its JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from calfstretch.commands.insights_text import lines
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.insights.before_after import before_after, marked_days
from calfstretch.insights.how_bad import how_bad
from calfstretch.insights.period import Period, period
from calfstretch.insights.series import Span, series
from calfstretch.insights.when import when
from calfstretch.insights.wording import two_figures
from calfstretch.ui.insights.before_after import state as sides_state
from calfstretch.ui.insights.goes_with import state as with_state
from calfstretch.ui.insights.goes_with.working import work_out
from calfstretch.ui.insights.how_bad import state as bad_state
from calfstretch.ui.insights.how_often import state as often_state
from calfstretch.ui.insights.how_often.marks import marks_of
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.when_where import numbers as when_numbers
from tests.insights.made_up import facts, looked, made_up, shown

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# The lines of the method, quoted sources, names of things, and times of the clock: no numbers of a diary.
_FIXED = re.compile(
    r"\b28 days\b|\bof (7|10|20|28|42)\b|CD009402\.pub3|Cochrane 2020|About 28 %|4 weeks\b|10 km\b|within 1 min"
    r"|of 10\.|under 0\.0001|\(6 months\)|\(4 weeks\)|60 % are needed|6\.5 h|27 °C|\d+:\d\d"
)


def _values(value: Any) -> Iterator[float | date]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _values(each)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield value
    elif isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value):
        yield date.fromisoformat(value[:10])


def _as_read(value: float | date) -> Iterator[str]:
    """The ways in which a number is told."""
    if isinstance(value, date):
        yield from (str(value.day), str(value.year))
        return
    for each in (value, *([1 / value] if value else [])):
        for up in (None, True, False):
            yield two_figures(abs(each), up=up)
    yield from (f"{value:.{places}f}" for places in range(3))
    yield f"{value:.4f}".rstrip("0")
    yield from (str(int(value) // 60), str(int(value) % 60))  # seconds as minutes and seconds
    yield f"{value / 60:.1f}"  # minutes as hours
    yield from (f"{value / 1000:g}", f"{value / 1000:.1f}", f"{value / 1000:.2f}".rstrip("0"))  # litres, kilometres


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weeks", [2, 9, 30])
def test_every_number_of_the_sentences_is_in_the_json(seed: int, weeks: int) -> None:
    found = facts(made_up(seed, weeks, ratio=8))
    document = shown(found)
    for exposure in document["exposures"]:  # words do not count as numbers
        exposure.pop("sentence")
    known = {text for value in _values(document) for text in _as_read(value)}
    loose = [
        f"{number} in {line!r}"
        for line in lines(found, looked(found))
        for number in _NUMBER.findall(_FIXED.sub("", line))
        if number not in known
    ]
    assert not loose, "\n" + "\n".join(loose)


def _tables(found: DiaryFacts, shown_period: Period) -> Iterator[Numbers]:
    first, last = shown_period.first, shown_period.last
    for width in (60, 400, 4000):
        bars = series(found.days, shown_period.span, width)
        yield often_state.numbers(bars, often_state.trailing_rates(found.days, bars), found.today)
    yield often_state.mark_numbers(marks_of(found), first, last, found.today)
    yield from when_numbers.tables(when(found, first, last), list(range(1, 8)))
    yield from bad_state.numbers(how_bad(found, first, last), found.today)
    yield from with_state.numbers(work_out(found, looked(found)))
    for marked in marked_days(found):
        yield from sides_state.numbers(before_after(found, marked))


@pytest.mark.parametrize("span", Span)
@pytest.mark.parametrize("weeks", [2, 30])
def test_every_number_of_the_tables_is_in_the_json(weeks: int, span: Span) -> None:
    found = facts(made_up(4, weeks, ratio=8))
    known = {text for value in _values(shown(found)) for text in _as_read(value)}
    loose = [
        f"{number} in {cell!r} of {table.title!r}"
        for table in _tables(found, period(found.days, span))
        for row in table.rows
        for cell in row
        for number in _NUMBER.findall(_FIXED.sub("", cell))
        if number not in known
    ]
    assert not loose, "\n" + "\n".join(loose)
