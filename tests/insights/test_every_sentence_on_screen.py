"""Diaries of every size and kind through every part of Insights: what is said is whole and holds to the word lists."""

from __future__ import annotations

import importlib
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calfstretch.commands.insights_text import lines
from calfstretch.domain.day import day_span
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ChangeFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.exposures import Unit
from calfstretch.domain.person import Programme
from calfstretch.domain.routine import TargetOrigin
from calfstretch.insights.before_after import before_after, marked_days
from calfstretch.insights.comparison import Comparison, Status
from calfstretch.insights.how_bad import how_bad, period_before
from calfstretch.insights.json_text import as_json
from calfstretch.insights.levels import Levels
from calfstretch.insights.period import period
from calfstretch.insights.series import Span, Step, series
from calfstretch.insights.when import when
from calfstretch.journal.looks import Standing
from calfstretch.ui.insights.before_after import state as sides
from calfstretch.ui.insights.goes_with import explained
from calfstretch.ui.insights.goes_with import state as with_them
from calfstretch.ui.insights.goes_with.working import work_out
from calfstretch.ui.insights.how_bad import state as bad
from calfstretch.ui.insights.how_bad import words as bad_words
from calfstretch.ui.insights.how_often import state as often
from calfstretch.ui.insights.how_often.marks import mark_words, marks_in_words, marks_of
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.when_where import method as when_method
from calfstretch.ui.insights.when_where import numbers as when_numbers
from calfstretch.ui.insights.when_where import state as place
from tests.insights.every_sentence import BROKEN, HearsSentences
from tests.insights.made_up import Plan, facts, looked, made_up, shown
from tests.messages import PACKAGE, messages_of
from tests.test_wording import banned_of_numbers

_PARTS = (
    "before_after.state", "goes_with.explained", "goes_with.row_words", "goes_with.state", "how_bad.state",
    "how_bad.words", "how_often.marks", "how_often.state", "when_where.method", "when_where.numbers",
    "when_where.state", "empty_words",
)  # fmt: skip


def _diaries() -> Iterator[DiaryFacts]:
    yield facts(Plan(()))
    for seed, weeks in enumerate((1, 2, 5, 9, 30)):
        for rate, ratio in ((0.02, 1), (0.3, 8), (0.5, 1 / 8)):
            yield _odd(facts(made_up(seed, weeks, rate=rate, ratio=ratio)), seed)
    year = facts(made_up(5, 30, rate=0.5))
    few, none = facts(made_up(1, 3)), year._replace(spasms=(), activities=(), items={}, changes=())
    yield _days(few, lambda day: replace(day, known=False))
    yield _days(none, lambda day: replace(day, spasms=0))
    yield _days(year, lambda day: replace(day, known=day.day.toordinal() % 3 == 0))
    yield _days(year, lambda day: replace(day, water_ml=None, water_level=("less", "usual")[day.day.day % 2]))
    yield _spasms(year, lambda _spasm: {"pain": None, "duration_s": None, "duration_band": None})
    yield _spasms(year, lambda _spasm: {"duration_s": None, "duration_band": "over_10"})
    yield _spasms(year, lambda _spasm: {"zones": ("left:arch", "right:arch")})
    for every in (1, 9):  # runs without a distance: all, and some
        runs = (each._replace(distance_m=None) if n % every == 0 else each for n, each in enumerate(year.activities))
        yield year._replace(activities=tuple(runs))
    begin, end = day_span(year.spasms[-1].day)
    loose = year.spasms[-1]._replace(at=begin, until=end, whole_day=True, night=True)
    yield year._replace(spasms=(*year.spasms[:-1], loose), activities=())
    yield _days(year, lambda day: replace(day, evening_stretch=False))
    yield none._replace(spasms=year.spasms[:9], activities=year.activities[9:10])
    yield facts(made_up(5, 60))
    yield from _changes(year)
    garden = {day for day, noted in year.items.items() if noted.get("tag:Garden work") == "yes"}
    yield _without_spasms(year, lambda day: day not in garden)
    yield _without_spasms(year, lambda day: day in garden)


def _changes(found: DiaryFacts) -> Iterator[DiaryFacts]:
    """Changes and programmes: many, with nothing before or after, and just begun."""
    days = [day.day for day in found.days]
    middle, recent = days[len(days) // 2], days[-12]
    change = ChangeFacts("1", middle, " ")
    programmes = tuple(
        Programme(routine_id="daily", first_day=middle + timedelta(days=n), origin=origin)
        for n, origin in enumerate((TargetOrigin.PERSON, TargetOrigin.THERAPIST))
    )
    yield found._replace(changes=(change, ChangeFacts("2", days[20], "A" * 60)), programmes=programmes)
    yield _without_spasms(found._replace(changes=(change,)), lambda day: day < middle)
    yield _without_spasms(found._replace(changes=(change,)), lambda day: day >= middle)
    begun = found._replace(changes=(ChangeFacts("3", recent, "Shoes"),))
    yield begun
    yield _days(begun, lambda day: replace(day, known=day.known and day.day < recent - timedelta(days=30)))
    yield _without_spasms(found._replace(changes=(ChangeFacts("4", days[-40], "Shoes"),)), lambda day: day > days[5])


def _days(found: DiaryFacts, change: Callable[[DayFacts], DayFacts]) -> DiaryFacts:
    return found._replace(days=tuple(map(change, found.days)))


def _spasms(found: DiaryFacts, change: Callable[[SpasmFacts], dict[str, Any]]) -> DiaryFacts:
    return found._replace(spasms=tuple(spasm._replace(**change(spasm)) for spasm in found.spasms))


def _without_spasms(found: DiaryFacts, gone: Callable[[date], bool]) -> DiaryFacts:
    kept = tuple(spasm for spasm in found.spasms if not gone(spasm.day))
    return _days(found._replace(spasms=kept), lambda day: replace(day, spasms=0) if gone(day.day) else day)


def _odd(found: DiaryFacts, seed: int) -> DiaryFacts:
    """Some spasms without a time, some of over ten minutes; water as less or more; other activities."""
    rng = random.Random(seed)
    days = tuple(
        replace(day, water_ml=None, water_level=rng.choice(("less", "usual", "more"))) if rng.random() < 0.2 else day
        for day in found.days
    )
    late = frozenset(day.day for day in days if day.known and rng.random() < 0.1)
    spasms = tuple(_odd_spasm(spasm, rng) for spasm in found.spasms)
    return found._replace(days=days, late=late, spasms=tuple(sorted(spasms, key=lambda spasm: spasm.at.utc)))


def _odd_spasm(spasm: SpasmFacts, rng: random.Random) -> SpasmFacts:
    chance = rng.random()
    if chance < 0.1:
        begin, end = day_span(spasm.day)
        return spasm._replace(at=begin, until=end, whole_day=True, night=chance < 0.05)
    if chance < 0.2:
        return spasm._replace(until=spasm.at.later(3 * 3600))
    if chance < 0.3:
        return spasm._replace(duration_s=None, duration_band="over_10", zones=(), leg=None)
    return spasm


def _over_all_at_once(comparison: Comparison) -> Comparison:
    """As where inside the windows one of the groups has no spasms."""
    return (
        comparison
        if comparison.result is None
        else replace(comparison, result=replace(comparison.result, windowed=False))
    )


def _said(found: DiaryFacts) -> Iterator[str]:
    standing = looked(found)
    yield from lines(found, standing)
    worked = work_out(found, standing)
    edited = (standing._replace(days_edited=n) for n in (1, 3))
    for each in (standing, *edited, Standing(unreadable=found.today, next=standing.next)):
        yield from _texts(with_them.view(worked._replace(standing=each, look=each.look)))
    for status in Status:  # of runs, beside days without a clear difference
        listed = tuple(
            replace(each, status=status if each.exposure.unit is Unit.RUN else Status.NO_CLEAR_DIFFERENCE)
            for each in worked.listed
            if each.result is not None
        )
        if worked.look is not None and status is not Status.NOT_ENOUGH:
            look = replace(worked.look, comparisons=listed)
            yield from _texts(with_them.view(worked._replace(look=look, listed=listed, together=())))
    yield with_them.feet_caption()
    yield from _tables(with_them.numbers(worked))
    for comparison in worked.listed:
        shown = explained.details(worked, comparison.exposure.id)
        yield from _texts(shown)
    whole = worked._replace(listed=tuple(map(_over_all_at_once, worked.listed)))
    for comparison in whole.listed:
        yield from _texts(explained.details(whole, comparison.exposure.id))
    yield from explained.method()
    if not found.days:
        return
    yield from _often(found)
    for span in Span:
        chosen = period(found.days, span)
        yield from _when(found, chosen.first, chosen.last)
        yield from _bad(found, chosen.first, chosen.last)
    for marked in marked_days(found):
        yield from _sides(found, marked)
    yield from sides.method(None)


def _often(found: DiaryFacts) -> Iterator[str]:
    marks, levels = marks_of(found), Levels(found.days)
    yield from (mark_words(mark, found.today) for mark in marks.begun)
    yield marks_in_words(marks.begun)
    for step in Step:
        level = levels.level(step)
        yield often.legend(level, marks)
        yield from _tables([often.numbers(level, level.rates, found.today)])
        yield from (often.readout(bar, found.today) for bar in level.bins)
        yield often.seen_words(level.bins[0].first, level.bins[-1].last, step)
    yield from _tables([often.mark_numbers(marks, found.days[0].day, found.days[-1].day, found.today)])
    for span in Span:
        yield often.back_words(span)
        yield often.overview(found, series(found.days, span, 400), limits=False).sentence.text


def _when(found: DiaryFacts, first: Any, last: Any) -> Iterator[str]:
    shown = when(found, first, last)
    yield from when_method.paragraphs(shown)
    yield from _tables(when_numbers.tables(shown, list(range(1, 8))))
    yield place.dial_words()
    yield from (place.hour_words(shown.dial, hour) for hour in range(24))
    yield place.weekday_notes(shown.weekdays)
    yield from map(place.weekday_short_words, shown.weekdays)
    yield from map(place.spasm_words, shown.spasms)
    yield place.no_run_words(shown.runs)
    if shown.in_runs is not None:
        yield from (place.part_words(shown.in_runs, part) for part in shown.in_runs.parts)
        yield from map(place.placed_words, shown.in_runs.placed)
        yield from (place.runs_notes(shown.in_runs, drawn=drawn) for drawn in (True, False))


def _bad(found: DiaryFacts, first: Any, last: Any) -> Iterator[str]:
    shown = how_bad(found, first, last)
    days = period_before(found, first, last)
    yield bad_words.before_words(how_bad(found, *days) if days is not None else None, shown)
    yield bad_words.legend(shown)
    yield from bad_words.method(shown)
    yield from (bad_words.readout(spasm, found.today.year) for spasm in shown.spasms)
    yield from _tables(bad.numbers(shown, found.today))


def _sides(found: DiaryFacts, marked: Any) -> Iterator[str]:
    shown = before_after(found, marked)
    yield sides.chip(marked, found.today)
    yield from sides.method(shown)
    yield from _tables(sides.numbers(shown))
    for side, after in ((shown.before, False), (shown.after, True)):
        if side is not None:
            yield sides.readout(side, after=after)
            yield sides.range_words(side)
            yield sides.short_range(side)


def _tables(tables: list[Numbers]) -> Iterator[str]:
    yield from _texts(tables)


def _texts(value: Any) -> Iterator[str]:
    """Every text inside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)


@pytest.mark.slow
def test_what_every_part_says_is_whole_and_holds_to_the_word_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = [importlib.import_module(f"calfstretch.ui.insights.{name}") for name in _PARTS]
    heard = HearsSentences(monkeypatch, modules)
    said = {re.sub(r"\d+", "1", sentence) for found in _diaries() for sentence in _said(found) if sentence}
    broken = [sentence for sentence in said if BROKEN.search(sentence)]
    assert not broken, broken[:5]
    banned = [f"{words}: {sentence}" for sentence in said if (words := banned_of_numbers(sentence))]
    assert not banned, banned[:5]
    never = [
        f"{message.where}: {message.forms[0]}"
        for name in _PARTS
        for message in messages_of(PACKAGE.joinpath("ui", "insights", *name.split(".")).with_suffix(".py"))
        if not heard.all_of(message.forms)
    ]
    assert not never, "\n".join(["never produced here:", *never])


@pytest.mark.slow
def test_the_json_of_each_of_these_diaries_is_strict() -> None:
    for found in _diaries():
        text = as_json(shown(found))
        assert json.loads(text, parse_constant=pytest.fail)["today"] == found.today.isoformat()
