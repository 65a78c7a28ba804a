"""The sentence "18 of the last 28 evenings": a table of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.regularity import Regularity, regularity

TODAY = date(2026, 11, 22)
DAYS = [TODAY - timedelta(days=ago) for ago in range(28, 0, -1)]
LONG_AGO = date(2026, 1, 1)


def facts(pattern: str) -> list[DayFacts]:
    """28 days, oldest first; the pattern stands for the last ones, known days without a stretch before them.

    e evening stretch, m stretch by day, p partial alone, . none (all known); E evening without a check-in, ? nothing
    known; P nothing in a pause, k known without a stretch in a pause, h evening stretch in a pause without a check-in.
    """
    made = {
        "e": DayFacts(day=TODAY, known=True, stretches=1, evening_stretch=True),
        "m": DayFacts(day=TODAY, known=True, stretches=1),
        "p": DayFacts(day=TODAY, known=True, partial=1),
        ".": DayFacts(day=TODAY, known=True),
        "E": DayFacts(day=TODAY, stretches=1, evening_stretch=True),
        "?": DayFacts(day=TODAY),
        "P": DayFacts(day=TODAY, paused=True),
        "k": DayFacts(day=TODAY, paused=True, known=True),
        "h": DayFacts(day=TODAY, paused=True, stretches=1, evening_stretch=True),
    }
    whole = pattern.rjust(28, ".")
    return [replace(made[letter], day=day) for letter, day in zip(whole, DAYS, strict=True)]


@pytest.mark.parametrize(
    ("pattern", "done", "of", "not_known", "paused"),
    [
        ("", 0, 28, 0, 0),
        ("e" * 18, 18, 28, 0, 0),
        ("e" * 28, 28, 28, 0, 0),
        ("m" * 9 + "e", 1, 28, 0, 0),  # by day is no evening
        ("p" * 9, 0, 28, 0, 0),  # partial counts as partial
        ("eE", 2, 28, 0, 0),  # a stretch is known by itself
        ("?" * 4 + "e", 1, 28, 4, 0),  # the unknown is said
        ("P" * 6 + "e", 1, 22, 0, 6),  # a pause is taken out
        ("k" * 2 + "P", 0, 27, 0, 1),  # a checked-in day inside one counts
        ("h", 0, 27, 0, 1),  # out means out, also what was done
    ],
)
def test_the_last_28_evenings(pattern: str, done: int, of: int, not_known: int, paused: int) -> None:
    assert regularity(facts(pattern), TODAY, LONG_AGO) == Regularity(done, of, not_known, paused, False)


def test_days_before_the_first_use_do_not_count() -> None:
    assert regularity(facts("eee.e"), TODAY, TODAY - timedelta(days=3)) == Regularity(2, 3, 0, 0, False)


@pytest.mark.parametrize(("first_use", "pattern"), [(None, ""), (TODAY, "e"), (LONG_AGO, "P" * 28)])
def test_without_a_day_that_counts_there_is_no_number(first_use: date | None, pattern: str) -> None:
    assert regularity(facts(pattern), TODAY, first_use) is None


def test_a_running_day_does_not_count() -> None:
    running = DayFacts(day=TODAY, stretches=1, evening_stretch=True)
    assert regularity([*facts(""), running], TODAY, LONG_AGO) == Regularity(0, 28, 0, 0, False)


def test_with_a_programme_its_own_days_count_at_any_hour() -> None:
    asked = {day: (2 if day.isoweekday() in (1, 3, 5) else 0) for day in DAYS[14:]}
    assert regularity(facts("m" * 7), TODAY, LONG_AGO, asked) == Regularity(3, 6, 0, 0, True)


def test_pauses_and_the_unknown_are_left_out_of_a_programme_too() -> None:
    asked = dict.fromkeys(DAYS, 1)
    assert regularity(facts("?Pm"), TODAY, LONG_AGO, asked) == Regularity(1, 27, 1, 1, True)


def test_a_programme_that_has_asked_nothing_yet_leaves_the_evenings() -> None:
    assert regularity(facts("e"), TODAY, LONG_AGO, {}) == Regularity(1, 28, 0, 0, False)
