"""The words of when and where: what stands out, what is not on a picture, how few spasms are listed."""

from __future__ import annotations

from datetime import date

import pytest

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import ActivityFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.moment import Moment
from calfstretch.insights.when import Dial, Legs, Stretch, Weekday, When, when
from calfstretch.ui.insights.when_where import state
from calfstretch.ui.insights.when_where.method import paragraphs
from calfstretch.ui.insights.when_where.numbers import tables
from tests.test_wording import banned

DAY = date(2026, 11, 14)
NIGHT = Moment.parse("2026-11-15T02:14:00+01:00")


def spasm(number: int = 0, at: Moment = NIGHT, **said: object) -> SpasmFacts:
    return SpasmFacts(f"spasm-{number}", DAY, at, **said)  # type: ignore[arg-type]


def found(spasms: list[SpasmFacts], runs: list[ActivityFacts] | None = None, *, known: bool = True) -> When:
    days = (DayFacts(DAY, known=known, spasms=len(spasms)),)
    today = date(2026, 11, 15)
    facts = DiaryFacts(today, days, frozenset(), {}, tuple(spasms), tuple(runs or ()), Coverage(today=today))
    return when(facts, DAY, DAY)


def run(minutes: float = 60, km: float | None = 10) -> ActivityFacts:
    at = NIGHT.later(-600)
    return ActivityFacts("run", DAY, at, "run", minutes, None if km is None else km * 1000)


def test_the_sentence_names_the_three_hours_with_the_most() -> None:
    said = state.sentence(found([spasm(n) for n in range(12)]))
    assert said.lead == "12 of 12 spasms with a time came between 1:00 and 4:00"
    assert said.rest == "; 12 in the night."


def test_three_hours_over_midnight() -> None:
    late = Moment.parse("2026-11-14T23:30:00+01:00")
    assert "between 22:00 and 1:00" in state.sentence(found([spasm(n, late) for n in range(10)])).lead


@pytest.mark.parametrize(
    ("spasms", "words"),
    [
        (0, "No spasms are noted in this range."),
        (1, "1 spasm in this range: few enough to list."),
        (4, "4 spasms in this range: few enough to list."),
        (5, "5 spasms in this range, all with a time."),
        (9, "9 spasms in this range, all with a time."),
    ],
)
def test_below_ten_with_a_time_the_counts_stand_alone(spasms: int, words: str) -> None:
    assert state.sentence(found([spasm(n) for n in range(spasms)])).text == words


def test_spasms_all_over_the_day_have_no_three_hours() -> None:
    spread = [spasm(n, NIGHT.later(2 * 3600 * n)) for n in range(12)]
    assert state.sentence(found(spread)).text.startswith("12 spasms with a time, spread over more than three hours;")


def test_spasms_without_a_time_are_said_to_be_none_of_the_hours() -> None:
    hours = (0,) * 24
    assert state.loose_words(Dial(hours, 0, 0, None)) == ""
    assert state.loose_words(Dial(hours, 1, 0, None)) == "1 spasm without a time is not on the dial."
    assert state.loose_words(Dial(hours, 1, 1, None)).endswith("dial. It came some time in a night.")
    assert state.loose_words(Dial(hours, 3, 3, None)).endswith("dial. They came some time in a night.")
    assert state.loose_words(Dial(hours, 3, 2, None)).endswith("dial. 2 of them came some time in a night.")


def test_an_hour_is_read_out_with_its_count() -> None:
    dial = Dial((0,) * 23 + (2,), 0, 0, Stretch(22, 2))
    assert state.hour_words(dial, 23) == "23:00 to 0:00: 2 spasms"
    assert state.hour_words(dial, 0) == "0:00 to 1:00: 0 spasms"


def test_which_spasms_are_shown() -> None:
    assert state.counted(found([spasm(n) for n in range(6)])) == ""
    words = state.counted(found([spasm(n) for n in range(6)], known=False))
    assert words.startswith("All 6 spasms noted in this range are shown, 6 on days without a check-in.")


@pytest.mark.parametrize(
    ("day", "beside", "words"),
    [
        (Weekday(1, 12, 5), "5 on 12 days", "Monday: 5 spasms on 12 noted days, 0.42 a day; could be 0.13 to 0.98"),
        (Weekday(7, 1, 1), "1 on 1 day", "Sunday: 1 spasm on 1 noted day, too few for a rate"),
        (Weekday(3, 4, 0), "0 on 4 days", "Wednesday: 0 spasms on 4 noted days, 0 a day; could be 0 to 0.93"),
        (Weekday(2, 0, 0), "no day noted", "Tuesday: no day noted"),
    ],
)
def test_a_weekday_is_read_out_with_its_noted_days(day: Weekday, beside: str, words: str) -> None:
    assert state.weekday_short_words(day) == beside
    assert state.weekday_words(day) == words


def test_hatching_is_explained_where_there_is_some() -> None:
    assert "Hatched" not in state.weekday_notes([Weekday(1, 4, 0)])
    assert "Hatched: fewer than 4" in state.weekday_notes([Weekday(1, 3, 0)])


def test_legs_are_summed_up() -> None:
    assert state.leg_words(Legs(14, 6, 2, 3)) == "Left 14, right 6, both 2, not said 3"
    assert state.leg_words(Legs(14, 0, 0, 0)) == "Left 14, right 0"


def test_what_the_zones_do_not_show_is_said() -> None:
    assert state.zone_notes(found([spasm(), spasm(1, zones=("left:arch",))])) == "1 spasm without a zone."
    both = found([spasm(zones=("left:arch", "right:arch"))])
    assert state.zone_notes(both) == "One in several zones counts in each."
    assert state.says_no_place(found([spasm()]))
    assert not state.says_no_place(both)


def test_a_spasm_in_a_run_is_said_with_minute_and_kilometre() -> None:
    inside = found([spasm()], [run()]).in_runs
    assert inside is not None
    words = state.placed_words(inside.placed[0], 2027)
    assert words == "14 Nov 2026: after 10 min, about km 1.7 of 10"
    assert state.part_words(inside, inside.parts[0]) == "Km 0 to 2: a spasm in 1 of the 1 run that went that far"
    in_minutes = found([spasm()], [run(km=None)]).in_runs
    assert in_minutes is not None
    assert state.placed_words(in_minutes.placed[0], 2026) == "14 Nov: after 10 min of 1 h"
    assert state.span_words(in_minutes, in_minutes.parts[1]) == "Minute 15 to 30"


def test_people_without_runs_are_told_nothing_of_runs() -> None:
    assert state.no_run_words(0) == ""
    assert state.no_run_words(3) == "No spasm came during the 3 runs in this range, as far as times are noted."


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (spasm(), "15 Nov 2026, 02:14"),
        (spasm(leg="left"), "15 Nov 2026, 02:14 · left leg"),
        (spasm(leg="both"), "15 Nov 2026, 02:14 · both legs"),
        (spasm(leg="left", zones=("left:outer_calf",)), "15 Nov 2026, 02:14 · Left, outer calf"),
        (spasm(until=NIGHT.later(3600)), "14 Nov 2026, between 02:14 and 03:14"),
        (spasm(until=NIGHT.later(9 * 3600), night=True), "14 Nov 2026, some time that night"),
        (spasm(until=NIGHT.later(24 * 3600), whole_day=True), "14 Nov 2026, some time that day or night"),
    ],
)
def test_few_spasms_are_listed_as_they_were_noted(one: SpasmFacts, words: str) -> None:
    assert state.spasm_words(one) == words


def test_the_tables_hold_every_count_once() -> None:
    spasms = [spasm(n, leg="left", zones=("left:arch",)) for n in range(6)]
    whole = found([*spasms, spasm(9, NIGHT.later(7200), until=NIGHT.later(90_000), whole_day=True)], [run()])
    hours, weekdays, legs, zones, parts, each = tables(whole, [7, 1, 2, 3, 4, 5, 6])
    assert hours.rows[0][0] == "12:00 to 13:00"
    assert sum(int(row[1]) for row in hours.rows) == 7
    assert [row[0] for row in weekdays.rows][:2] == ["Sunday", "Monday"]
    assert ("Saturday", "7", "1", "–", "") in weekdays.rows
    assert [row[1] for row in legs.rows] == ["6", "0", "0", "1"]
    assert ("arch of the foot", "6", "0") in zones.rows
    assert parts.rows[0] == ("Km 0 to 2", "6", "1", "1")
    assert each.days == (DAY,) * 6
    for table in (hours, weekdays, legs, zones, parts, each):
        assert all(len(row) == len(table.headers) for row in table.rows)


def test_no_spasms_have_no_tables() -> None:
    assert tables(found([]), [1, 2, 3, 4, 5, 6, 7]) == []


def test_the_method_speaks_of_runs_where_there_are_any() -> None:
    without, with_runs = paragraphs(found([spasm()])), paragraphs(found([spasm()], [run()]))
    assert with_runs[:-1] == without
    assert not [words for words in with_runs if banned(words)]
