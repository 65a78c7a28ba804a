"""The grid of a week without a window: which days, what the cells say, what keys mean, where the cursor goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

import pytest

from calfstretch.domain.day import CheckIn, DayItem, Pause
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.routine import Leg
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.ui.week import state
from calfstretch.ui.week.state import Column, Line, Place

TODAY = date(2026, 11, 22)
TUESDAY = date(2026, 11, 17)
LONG_AGO = date(2026, 1, 1)


@dataclass
class Day:
    """A diary day as the grid reads it."""

    day: date = TUESDAY
    episodes: tuple[Episode, ...] = ()
    items: dict[str, DayItem] = field(default_factory=dict)
    drinks_ml: int = 0
    water_ml: float | None = None
    check_in: CheckIn | None = None
    sessions: tuple[Session, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def spasms(self) -> int:
        return sum(episode.is_spasm for episode in self.episodes)


def at(hour: int) -> Moment:
    return Moment.of(datetime(2026, 11, 17, hour, tzinfo=timezone(timedelta(hours=1))))


def spasm(hour: int = 5, **said: object) -> Episode:
    return Episode(at=at(hour), kind=Kind.SPASM, **said)  # type: ignore[arg-type]


def known(*episodes: Episode, day: date = TUESDAY) -> Day:
    return Day(day=day, episodes=episodes, check_in=CheckIn(day=day, spasms=len(episodes)))


def lines(*days: Day) -> list[Line]:
    return state.lines(days, LONG_AGO)


def cell(day: Day, column: Column, number: int = 0) -> tuple[str, bool, bool]:
    found = lines(day)[number].cells[column]
    return found.text, found.known, found.is_open


def test_unknown_is_not_zero() -> None:
    assert cell(Day(), Column.SPASMS) == ("not noted", False, True)
    assert cell(known(), Column.SPASMS) == ("0", True, True)
    assert cell(Day(episodes=(spasm(),)), Column.SPASMS) == ("1 so far", False, True)
    assert cell(known(spasm(), Episode(at=at(6), kind=Kind.TIGHTNESS)), Column.SPASMS) == ("1", True, True)


def test_every_cell_has_a_name_with_day_column_and_answer() -> None:
    names = [one.name for one in lines(Day())[0].cells.values()]
    assert names == [
        "Tuesday 17 November, spasms, not noted",
        "Tuesday 17 November, leg, no spasm is noted",
        "Tuesday 17 November, worst pain, no spasm is noted",
        "Tuesday 17 November, water, not noted",
        "Tuesday 17 November, stretch, not noted",
    ]
    second = lines(known(spasm(5), spasm(6, leg=Leg.LEFT)))[1]
    assert second.cells[Column.LEG].name == "Tuesday 17 November, leg, spasm 2 of 2, left"


def test_each_spasm_has_a_line_of_its_own() -> None:
    found = lines(known(spasm(5, leg=Leg.RIGHT, pain=0), spasm(6), spasm(7)))
    assert [line.label for line in found] == ["Tue 17", "2 of 3", "3 of 3"]
    assert [line.cells[Column.LEG].text for line in found] == ["right", "not noted", "not noted"]
    assert [line.cells[Column.PAIN].text for line in found] == ["0", "not noted", "not noted"]
    assert set(found[1].cells) == {Column.LEG, Column.PAIN}


def test_a_place_on_the_leg_says_the_leg_and_is_changed_in_the_entry() -> None:
    day = known(spasm(zones=("left:arch",)))
    assert cell(day, Column.LEG) == ("left", True, False)
    assert "in the entry" in state.why_closed(lines(day)[0], Column.LEG)
    assert cell(known(spasm(zones=("left:arch", "right:arch"))), Column.LEG)[0] == "both"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (Day(), ("not noted", False)),
        (Day(drinks_ml=400), ("0.4 L so far", False)),
        (Day(drinks_ml=400, water_ml=0.0), ("0 L", True)),
        (Day(items={"water_level": DayItem(day=TUESDAY, item="water_level", value="less")}), ("less", True)),
    ],
)
def test_water_is_known_once_confirmed_or_compared(day: Day, said: tuple[str, bool]) -> None:
    assert cell(day, Column.WATER)[:2] == said


def test_stretched_is_none_on_checked_in_days_alone() -> None:
    done = Session(purpose="daily", started_at=at(8), ended_at=at(9), outcome=Outcome.DONE)
    relief = Session(purpose="relief", started_at=at(8), ended_at=at(9), outcome=Outcome.DONE)
    assert cell(Day(), Column.STRETCHED) == ("not noted", False, False)
    assert cell(known(), Column.STRETCHED)[:2] == ("none", True)
    assert cell(Day(sessions=(done, relief)), Column.STRETCHED)[:2] == ("1 done", True)
    assert cell(Day(sessions=(relief,)), Column.STRETCHED)[:2] == ("not noted", False)
    before_first_use = state.lines([known()], TODAY)[0].cells[Column.STRETCHED]
    assert (before_first_use.text, before_first_use.known) == ("not noted", False)


def test_a_paused_day_says_so_and_can_be_filled_in() -> None:
    (line,) = lines(Day(pauses=(Pause(first_day=TUESDAY, last_day=TUESDAY),)))
    assert line.note == "paused"
    assert line.cells[Column.SPASMS].is_open


@pytest.mark.parametrize(
    ("column", "key", "answer"),
    [
        (Column.SPASMS, "0", 0), (Column.SPASMS, "9", 9), (Column.SPASMS, "l", None), (Column.SPASMS, "", None),
        (Column.LEG, "l", "left"), (Column.LEG, "R", "right"), (Column.LEG, "b", "both"), (Column.LEG, "1", None),
        (Column.PAIN, "7", 7), (Column.PAIN, "x", 10), (Column.PAIN, "c", None),
        (Column.WATER, "l", "less"), (Column.WATER, "u", "usual"), (Column.WATER, "+", "more"),
        (Column.WATER, "-", "less"), (Column.WATER, "7", None), (Column.STRETCHED, "1", None),
        (Column.SPASMS, "²", None), (Column.PAIN, "10", None),
    ],
)  # fmt: skip
def test_what_a_key_says(column: Column, key: str, answer: int | str | None) -> None:
    assert state.answer_of(column, key) == answer


def test_a_digit_begins_an_amount_of_water_and_nothing_else() -> None:
    assert state.begins_amount(Column.WATER, "7")
    assert not state.begins_amount(Column.WATER, "l")
    assert not state.begins_amount(Column.SPASMS, "7")


def test_the_cursor_goes_on_by_itself() -> None:
    grid = lines(known(spasm(5), spasm(6)), Day(day=date(2026, 11, 18)), known(day=date(2026, 11, 19)))
    place, walked = Place(TUESDAY, 0, Column.SPASMS), []
    for _step in range(7):
        place = state.after(grid, place)
        walked.append((place.day.day, place.number, str(place.column)))
    assert walked == [
        (17, 0, "leg"), (17, 0, "pain"), (17, 1, "leg"), (17, 1, "pain"), (18, 0, "spasms"), (19, 0, "spasms"),
        (19, 0, "spasms"),
    ]  # fmt: skip
    assert state.after(grid, Place(TUESDAY, 0, Column.WATER)) == Place(date(2026, 11, 18), 0, Column.WATER)


def test_arrows_stop_at_the_edges_and_pass_over_what_is_not_there() -> None:
    grid = lines(known(spasm(5), spasm(6)), Day(day=date(2026, 11, 18)))
    first = Place(TUESDAY, 0, Column.SPASMS)
    assert state.moved(grid, first, -1, 0) == first == state.moved(grid, first, 0, -1)
    assert state.moved(grid, first, 0, 1) == Place(date(2026, 11, 18), 0, Column.SPASMS)
    assert state.moved(grid, first._replace(column=Column.LEG), 0, 1) == Place(TUESDAY, 1, Column.LEG)
    last = Place(date(2026, 11, 18), 0, Column.STRETCHED)
    assert state.moved(grid, last, 1, 0) == last == state.moved(grid, last, 0, 1)


def test_the_cursor_finds_itself_again_after_an_undo() -> None:
    grid = lines(known(), Day(day=date(2026, 11, 18)))
    assert state.found_again(grid, Place(TUESDAY, 1, Column.PAIN)) == Place(TUESDAY, 0, Column.PAIN)
    assert state.found_again(grid, None) == Place(date(2026, 11, 18), 0, Column.SPASMS)
    assert state.found_again(lines(known()), None) == Place(TUESDAY, 0, Column.SPASMS)


def test_weeks_are_counted_back_from_the_day_that_ended_last() -> None:
    last = TODAY - timedelta(days=1)
    assert state.week_of(None, last) == (date(2026, 11, 15), last)
    assert state.week_of(date(2026, 11, 15), last) == (date(2026, 11, 15), last)
    assert state.week_of(date(2026, 11, 14), last) == (date(2026, 11, 8), date(2026, 11, 14))
    assert state.week_of(TODAY, last) == (date(2026, 11, 15), last)


def test_turning_back_ends_at_the_first_use_or_the_first_entry() -> None:
    first = date(2026, 11, 15)
    assert not state.reaches_back(first, None, None)
    assert not state.reaches_back(first, first, TODAY)
    assert state.reaches_back(first, TODAY, date(2026, 11, 14))
    assert state.reaches_back(first, date(2026, 11, 14), None)


def test_the_heading_names_the_days() -> None:
    assert state.heading(date(2026, 11, 15), date(2026, 11, 21)) == "15 Nov to 21 Nov 2026"
    assert state.heading(date(2026, 12, 28), date(2027, 1, 3)) == "28 Dec 2026 to 3 Jan 2027"


def test_where_room_is_short_the_stretches_are_left_out() -> None:
    (line,) = state.lines([known()], LONG_AGO, stretches=False)
    assert list(line.cells) == [Column.SPASMS, Column.LEG, Column.PAIN, Column.WATER]
    assert state.found_again([line], Place(TUESDAY, 0, Column.STRETCHED)) == Place(TUESDAY, 0, Column.WATER)
