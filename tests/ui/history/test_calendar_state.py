"""Twelve weeks as cells: grounds, numbers, and what is said of each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.regularity import Regularity
from calfstretch.ui.history.calendar_state import (
    Cell,
    Ground,
    calendar_weeks,
    cell_words,
    regularity_words,
    span,
    span_words,
)

SUNDAY = date(2026, 11, 22)
SATURDAY = SUNDAY - timedelta(days=1)
FIRST = date(2026, 8, 31)


def cells(*facts: DayFacts, first_use: date | None = FIRST, today: date = SUNDAY) -> dict[date, Cell]:
    weeks = calendar_weeks(facts, FIRST, today, first_use)
    assert [len(week) for week in weeks] == [7] * 12
    return {cell.day: cell for week in weeks for cell in week}


@pytest.mark.parametrize(
    ("last", "first_weekday", "begin"),
    [
        (SUNDAY, 1, date(2026, 8, 31)),
        (SUNDAY, 7, date(2026, 9, 6)),
        (SATURDAY, 7, date(2026, 8, 30)),
        (SUNDAY, 6, date(2026, 9, 5)),
        (date(2026, 3, 29), 1, date(2026, 1, 5)),  # the clocks change on the way
    ],
)
def test_twelve_whole_weeks_end_with_the_week_of_the_day(last: date, first_weekday: int, begin: date) -> None:
    assert span(last, first_weekday) == (begin, begin + timedelta(days=83))
    assert span(last, first_weekday)[0].isoweekday() == first_weekday


@pytest.mark.parametrize(
    ("facts", "ground", "words"),
    [
        (DayFacts(SATURDAY, known=True), Ground.KNOWN, "no stretch, no spasm"),
        (DayFacts(SATURDAY, known=True, stretches=2, spasms=1), Ground.KNOWN, "2 stretches, 1 spasm"),
        (
            DayFacts(SATURDAY, known=True, stretches=1, partial=1),
            Ground.KNOWN,
            "1 stretch, 1 partial stretch, no spasm",
        ),
        (DayFacts(SATURDAY, known=True, partial=2, spasms=3), Ground.KNOWN, "2 partial stretches, 3 spasms"),
        (DayFacts(SATURDAY), Ground.UNKNOWN, "not known, no check-in"),
        (DayFacts(SATURDAY, spasms=2), Ground.UNKNOWN, "not known, no check-in, 2 spasms"),
        (DayFacts(SATURDAY, paused=True), Ground.PAUSE, "pause"),
        (DayFacts(SATURDAY, paused=True, stretches=1), Ground.PAUSE, "pause, 1 stretch"),
    ],
)
def test_a_day_that_is_over(facts: DayFacts, ground: Ground, words: str) -> None:
    cell = cells(facts)[SATURDAY]
    assert cell.ground is ground
    assert cell_words(cell, SUNDAY) == f"Saturday 21 November: {words}"


def test_today_is_marked_and_never_called_unknown() -> None:
    assert cell_words(cells()[SUNDAY], SUNDAY) == "Sunday 22 November: today, no stretch or spasm noted yet"
    noted = cells(DayFacts(SUNDAY, stretches=1))[SUNDAY]
    assert (noted.ground, cell_words(noted, SUNDAY)) == (Ground.RUNNING, "Sunday 22 November: today, 1 stretch")


def test_days_to_come_and_days_before_the_diary_are_neither_known_nor_unknown() -> None:
    today = date(2026, 11, 19)
    found = cells(first_use=date(2026, 11, 17), today=today)
    assert {found[day].ground for day in (date(2026, 11, 20), SUNDAY)} == {Ground.AHEAD}
    assert not found[SUNDAY].can_be_chosen
    assert found[date(2026, 11, 16)].ground is Ground.BEFORE
    assert found[date(2026, 11, 17)].ground is Ground.UNKNOWN
    assert cell_words(found[FIRST], today) == "Monday 31 August: before the diary began"


def test_what_was_noted_late_of_days_before_the_first_use_is_shown() -> None:
    found = cells(DayFacts(SATURDAY, spasms=1), first_use=SUNDAY)
    assert (found[SATURDAY].ground, found[SATURDAY].spasms) == (Ground.UNKNOWN, 1)


def test_the_span_ends_with_today() -> None:
    assert span_words(FIRST, SUNDAY) == "31 Aug 2026 to 22 Nov 2026"
    assert span_words(FIRST, date(2026, 11, 18)) == "31 Aug 2026 to 18 Nov 2026"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Regularity(18, 28, 0, 0, False), "A stretch on 18 of the last 28 evenings."),
        (Regularity(18, 28, 4, 0, False), "A stretch on 18 of the last 28 evenings. Not known: 4."),
        (
            Regularity(18, 26, 0, 2, False),
            "A stretch on 18 of 26 evenings in the last 28 days. 2 days in a pause left out.",
        ),
        (Regularity(1, 1, 0, 0, False), "A stretch on 1 of 1 evening in the last 28 days."),
        (Regularity(9, 12, 0, 0, True), "In the last 28 days: a stretch on 9 of 12 days your programme asked for."),
        (None, "How many evenings have a stretch is said here once a day is over."),
    ],
)
def test_the_sentence(found: Regularity | None, words: str) -> None:
    assert regularity_words(found) == words
