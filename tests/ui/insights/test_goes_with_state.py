"""What goes with them, in words: four lists in their order, every number a table, nothing said too surely."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.exposures import DAY_EXPOSURES, HARD_RUN, HOT_RUN, LONG_RUN, RUN_EXPOSURES, Exposure
from calfstretch.insights.comparison import Comparison, Counts, Result, Status
from calfstretch.insights.comparison_words import caution
from calfstretch.insights.days_to_answer import Answer
from calfstretch.insights.look import LookResult
from calfstretch.insights.on_feet import FeetRate, Per
from calfstretch.insights.together import Together
from calfstretch.journal.looks import Standing
from calfstretch.ui.insights.goes_with import explained, row_words, state
from calfstretch.ui.insights.goes_with.working import Group, Worked
from tests.test_wording import banned, banned_of_numbers

TODAY, DUE, NEXT = date(2026, 11, 22), date(2026, 11, 9), date(2026, 12, 7)
COUNTS = Counts(
    episodes_with=38, units_with=61, episodes_without=21, units_without=70, left_out=12, known_days=140, asked_days=143
)
FEW = Counts(
    episodes_with=2, units_with=4, episodes_without=4, units_without=27, left_out=9, known_days=50, asked_days=56
)
RESULT = Result(
    ratio=2.1, low=1.14, high=3.84, windowed=True, crude_ratio=2.0, exact_low=1.2, exact_high=3.4, widened_low=1.1,
    widened_high=3.9, p_central=0.01, p_mid=0.008, z=3.0, p_shift=0.00123, p_adjusted=0.0123, design_effect=1.3,
    dispersion=1.2, windows=5, seed=1,
)  # fmt: skip
WATER, RUN, HOT, SLEEP, HEELS, STAIRS = DAY_EXPOSURES[:6]


def compared(exposure: Exposure, status: Status = Status.NO_CLEAR_DIFFERENCE, **more: Any) -> Comparison:
    line = 1500.0 if exposure is WATER else 27.0 if exposure is HOT else 6.5 if exposure is SLEEP else None
    return Comparison(
        exposure=exposure, status=status, counts=COUNTS, result=replace(RESULT, **more.pop("result", {})),
        **{"line": line, **more},
    )  # fmt: skip


def lacking(exposure: Exposure, **counts: int) -> Comparison:
    return Comparison(exposure=exposure, status=Status.NOT_ENOUGH, counts=replace(FEW, **counts))


def worked(*comparisons: Comparison, has_look: bool = True, **more: Any) -> Worked:
    look = LookResult(
        number=6, origin=DUE - timedelta(days=168), through=DUE - timedelta(days=1), due=DUE, computed_on=DUE,
        known_days=140, asked_days=143, episodes=59, episodes_left_out=0, comparisons=comparisons,
    )  # fmt: skip
    facts = DiaryFacts(TODAY, (), frozenset(), {}, (), (), Coverage(today=TODAY))
    shown = look if has_look else None
    answers = {each.exposure.id: Answer(each, 30, NEXT, 3) for each in comparisons if each.status is Status.NOT_ENOUGH}
    made = Worked(facts, Standing(look=shown, next=NEXT), shown, False, comparisons, answers, (), (), {})
    return made._replace(**more)


# -- heading and first sentence --------------------------------------------------------------------------


def test_the_heading_names_the_look_and_the_next_one() -> None:
    assert state.view(worked(compared(WATER))).heading == "What goes with them (look of 9 Nov, next look 7 Dec)"
    assert state.view(worked(has_look=False)).heading == "What goes with them (first look 7 Dec)"


def test_the_first_sentence_names_what_stood_out_and_how_many_were_compared() -> None:
    shown = worked(compared(WATER, Status.MORE), compared(RUN), compared(HOT, Status.LESS), lacking(STAIRS))
    assert state.view(shown).lead.text == (
        "2 notes stood out: days under 1.5 L of water, hot days. "
        "3 were compared over 168 days; for 1 there was not enough yet."
    )
    assert state.view(worked(compared(RUN))).lead.text.startswith("No note stood out. 1 was compared over 168 days")
    assert state.view(worked(lacking(RUN))).lead.text.startswith("Nothing could be compared yet.")


def test_before_the_first_look_it_is_said_when_it_comes_and_why_not_now() -> None:
    lead = state.view(worked(lacking(RUN), has_look=False)).lead.text
    assert lead.startswith("The first look is on Monday 7 December.")
    assert "fixed beforehand" in lead and "chance" in lead


def test_edited_days_and_small_differences_are_told() -> None:
    shown = worked(compared(RUN))
    edited = shown._replace(standing=shown.standing._replace(days_edited=3))
    assert state.view(edited).notes[0] == "3 of its days were edited since; what it found stays as it was."
    assert state.view(shown).notes == (
        "Differences smaller than about three-fold usually need half a year of entries.",
    )


def test_a_look_that_cannot_be_read_is_said_so() -> None:
    shown = worked(lacking(RUN), has_look=False)
    shown = shown._replace(standing=Standing(next=NEXT, unreadable=DUE))
    assert state.view(shown).lead.text.startswith("The look of 9 Nov 2026 cannot be read.")
    assert "(next look " in state.view(shown).heading


# -- lists -----------------------------------------------------------------------------------------------


def test_the_four_lists_stand_in_their_order_with_a_heading_each() -> None:
    shown = worked(lacking(STAIRS), compared(RUN), compared(HOT, Status.LESS), compared(WATER, Status.MORE))
    lists = state.view(shown).lists
    assert [(each.heading, [row.key for row in each.rows]) for each in lists] == [
        ("More often with", ["low_water"]),
        ("Less often with", ["hot_day"]),
        ("No clear difference", ["run"]),
        ("Not enough yet", ["stairs"]),
    ]


def test_where_nothing_stood_out_the_first_two_lists_are_left_away() -> None:
    lists = state.view(worked(compared(RUN), lacking(STAIRS))).lists
    assert [each.heading for each in lists] == ["No clear difference", "Not enough yet"]


def test_one_empty_list_beside_a_full_one_says_so() -> None:
    lists = state.view(worked(compared(WATER, Status.MORE))).lists
    assert [(each.heading, each.note) for each in lists] == [
        ("More often with", ""),
        ("Less often with", "No note so far."),
    ]


def test_what_stood_out_of_the_runs_stands_with_the_days_at_the_top() -> None:
    longer, hotter = (each.id for each in RUN_EXPOSURES[:2])
    shown = state.view(
        worked(
            compared(RUN),
            compared(RUN_EXPOSURES[0], Status.MORE, line=8200.0),
            compared(RUN_EXPOSURES[1], line=15.0),
        )
    )
    assert [(each.heading, [row.key for row in each.rows]) for each in shown.lists] == [
        ("More often with", [longer]),
        ("Less often with", []),
        ("No clear difference", ["run"]),
    ]
    assert shown.runs is not None
    assert [row.key for row in shown.runs.rows] == [hotter]
    assert shown.runs.note.startswith("What stood out of the runs stands at the top.")


def test_after_every_mention_the_fixed_sentence_stands_and_after_nothing_else() -> None:
    shown = state.view(worked(compared(WATER, Status.MORE), compared(HOT, Status.LESS), compared(RUN), lacking(STAIRS)))
    assert [row.caution for each in shown.lists for row in each.rows] == [caution(), caution(), "", ""]


def test_every_row_has_its_counts_days_used_and_left_out() -> None:
    shown = state.view(worked(compared(WATER, Status.MORE), compared(RUN)))
    for each in shown.lists:
        for row in each.rows:
            assert "38 spasms in 61 days against 21 in 70. 131 days compared, 12 left out." in row.sentence
            assert row.sentence.count("compared,") == 1
            assert row.marks is not None and row.status in ("more often", "no clear difference")


def test_what_is_missing_is_told_as_words_with_their_share_and_when() -> None:
    (row,) = state.view(worked(lacking(STAIRS))).lists[0].rows
    assert [step.words for step in row.steps] == [
        "31 of 42 days",
        "6 of 10 spasms",
        "4 of 10 days in the smaller group",
    ]
    assert [step.share for step in row.steps] == pytest.approx([31 / 42, 0.6, 0.4])
    assert row.when == "At this pace about 3 weeks. The look of 7 Dec can compare it."
    assert row.marks is None


def test_what_is_enough_already_is_not_counted_beyond() -> None:
    (row,) = state.view(worked(lacking(STAIRS, units_without=60, episodes_without=20, known_days=20))).lists[0].rows
    assert [step.words for step in row.steps] == [
        "64 days: enough",
        "22 spasms: enough",
        "4 of 10 days in the smaller group",
        "35 % of the days answered, 60 % needed",
    ]
    assert all(0 <= step.share <= 1 for step in row.steps)


def test_the_nearest_to_an_answer_comes_first_and_what_nobody_notes_stands_in_one_sentence() -> None:
    none = {"episodes_with": 0, "units_with": 0, "episodes_without": 0, "units_without": 0}
    shown = worked(lacking(STAIRS), lacking(HEELS), lacking(RUN, **none))
    answers = dict(shown.answers)
    answers["stairs"] = answers["stairs"]._replace(days=None, look=None, weeks=None)
    (listed,) = state.view(shown._replace(answers=answers)).lists
    assert [row.key for row in listed.rows] == ["heels", "stairs"]
    assert listed.note == "Nothing noted so far of: days with a run."


# -- runs with runs, together, on feet -------------------------------------------------------------------


def test_runs_name_their_medians() -> None:
    long, hot, hard = RUN_EXPOSURES
    shown = state.view(worked(compared(long, line=8200.0), compared(hot, line=21.4), compared(hard, line=5.0))).runs
    assert shown is not None
    assert [(row.key, row.about) for row in shown.rows] == [
        (LONG_RUN, "Longer than your median of 8.2 km."),
        (HOT_RUN, "Hotter than your median of 21 °C."),
        (HARD_RUN, "Harder than your median effort of 5 of 10."),
    ]
    assert "On 38 of 61 longer runs, on 21 of 70 shorter ones." in shown.rows[0].sentence
    by_minutes = row_words.about(compared(long, line=48.0, by_minutes=True))
    assert by_minutes == "Longer than your median of 48 min."


def test_people_without_runs_see_one_sentence() -> None:
    none = {"episodes_with": 0, "units_with": 0, "episodes_without": 0, "units_without": 0}
    shown = state.view(worked(*(lacking(each, **none) for each in RUN_EXPOSURES)))
    assert (shown.runs, shown.feet) == (None, ())
    assert shown.runs_note.count(".") == 1


def test_notes_that_fall_together_are_named_as_they_are_called() -> None:
    shown = worked(compared(HOT), compared(RUN), together=(Together("hot_day", "run", 100, 50, 42, 92),))
    assert state.view(shown).together == (
        "Hot days and days with a run fall together on 84 % of the days with either: "
        "your diary cannot tell them apart.",
    )


def test_rates_on_feet_are_a_plain_table_with_ranges() -> None:
    feet = (
        FeetRate(Per.RUN, 12, 29, 29, 0, 0.4138, 0.2138, 0.7228),
        FeetRate(Per.HOUR, 1, 3.0, 3, 0, None, None, None),
    )
    assert state.feet_rows(feet) == (
        ("Per run", "0.41", "0.21 to 0.73", "12 spasms on 29 runs."),
        ("Per hour on feet", "–", "", "1 spasm on 3 days, 3.0 h. A rate needs 7."),
    )


# -- tables, details, words ------------------------------------------------------------------------------


def everything() -> Worked:
    return worked(
        compared(WATER, Status.MORE),
        compared(HOT, Status.LESS, result={"ratio": 0.3, "low": 0.1, "high": 0.7}),
        compared(RUN, result={"ratio": None, "low": 1.6, "high": None, "windowed": False, "exact_high": None}),
        lacking(STAIRS),
        compared(RUN_EXPOSURES[0], line=8200.0, result={"dispersion": None}),
        together=(Together("hot_day", "run", 100, 50, 42, 92),),
        feet=(FeetRate(Per.RUN, 12, 29, 29, 0, 0.4138, 0.2138, 0.7228),),
        groups={"low_water": Group(tuple((TODAY - timedelta(days=40 - n), n % 3) for n in range(40)))},
    )


def test_p_stands_in_the_table_for_the_therapist_and_nowhere_else() -> None:
    tables = state.numbers(everything())
    assert [each.title for each in tables] == [
        "Days with days", "Runs with runs", "Spasms per run and per hour on your feet", "Table for the therapist",
    ]  # fmt: skip
    assert all(len(row) == len(each.headers) for each in tables for row in each.rows)
    assert tables[-1].rows[0] == (
        "Days under 1.5 L of water", "0.0012", "0.0123", "0.008", "1.3", "1.2", "1.2 to 3.4", "1.1 to 3.9", "5",
    )  # fmt: skip
    assert not any("0.0123" in cell for each in tables[:-1] for row in each.rows for cell in row)
    assert len(tables[-1].rows) == 4


def test_a_range_without_a_bound_is_said_in_the_table() -> None:
    row = state.numbers(everything())[0].rows[2]
    assert row[1:5] == ("no clear difference", "no bound", "1.6", "no bound")


def test_a_chosen_note_shows_both_groups_and_its_days_newest_first() -> None:
    shown = explained.details(everything(), "low_water")
    assert shown.rows == (
        ("Days under 1.5 L of water", "61", "38", "4.4"),
        ("Days with at least 1.5 L of water", "70", "21", "2.1"),
    )
    assert shown.heading == "Days under 1.5 L of water: 40 so far"
    assert [day.words for day in shown.days[:3]] == [
        "21 Nov 2026: none",
        "20 Nov 2026: 2 spasms",
        "19 Nov 2026: 1 spasm",
    ]
    assert explained.details(everything(), "long_run").rows[0] == ("Longer runs", "61", "38", "62 % (48 to 75)")


def test_a_range_that_leaves_out_1_without_a_mention_is_explained() -> None:
    shown = explained.details(worked(compared(RUN, result={"low": 1.2})), "run")
    assert any("easily comes up by chance" in words for words in shown.paragraphs)
    as_written_with_1 = explained.details(worked(compared(RUN, result={"low": 1.04})), "run")
    assert not any("easily comes up by chance" in words for words in as_written_with_1.paragraphs)


def test_nothing_that_is_said_uses_a_word_that_may_not_stand() -> None:
    shown = everything()
    view = state.view(shown)
    said = [view.heading, view.lead.text, *view.notes, view.runs_note, *view.together, state.feet_caption()]
    said += explained.method()
    for listed in (*view.lists, *([view.runs] if view.runs else [])):
        said += [listed.heading, listed.note, *(f"{row.name} {row.spoken()}" for row in listed.rows)]
    for each in shown.listed:
        details = explained.details(shown, each.exposure.id)
        said += [*details.paragraphs, details.heading, *(day.words for day in details.days)]
    assert [words for words in said if banned(words) or banned_of_numbers(words)] == []
    assert not [words for words in said if "{" in words or "None" in words]
