"""Share without a window: what is kept, which days are meant, what is missing, how the file is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.ui.share import state
from calfstretch.ui.share.state import Choices, Known, Preset

TODAY = date(2026, 11, 22)
_days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_choices = st.builds(
    Choices,
    preset=st.sampled_from(Preset),
    span=st.sampled_from(state.RANGES),
    days=st.none() | st.tuples(_days, _days).map(lambda pair: (min(pair), max(pair))),
    last_visit=st.none() | _days,
    ticks=st.frozensets(st.sampled_from(state.TICKS)),
    large_print=st.booleans(),
    paper=st.sampled_from(("", *state.PAPERS)),
    table_notes=st.booleans(),
    separator=st.sampled_from(state.SEPARATORS),
    backup=st.sampled_from(state.BACKUPS),
)


@given(_choices)
def test_what_was_chosen_comes_back_from_the_settings(choices: Choices) -> None:
    assert state.from_settings(state.to_settings(choices).get) == choices


@given(
    st.dictionaries(st.sampled_from(list(state.to_settings(Choices()))), st.none() | st.text() | st.lists(st.text()))
)
def test_settings_that_mean_nothing_are_the_usual_ones(found: dict[str, Any]) -> None:
    choices = state.from_settings(found.get)
    assert choices.span in state.RANGES and choices.ticks <= set(state.TICKS)


def test_name_and_free_text_are_off_until_they_are_ticked() -> None:
    assert not Choices().ticks & {"name", "notes", "own_words", "about_you"}
    assert Choices().table_notes  # the table is the whole history, and says so


@given(_choices)
def test_a_range_begins_before_it_ends_and_never_lies_ahead(choices: Choices) -> None:
    first, last = state.range_days(choices, TODAY)
    assert (first is None) == (last is None)
    if first is not None and last is not None:
        assert first <= last <= TODAY


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [(Preset.PAGE, date(2026, 8, 30), date(2026, 11, 21)), (Preset.TABLE, date(2026, 8, 31), date(2026, 11, 22))],
)
def test_twelve_weeks_are_84_days_of_the_page_ended_ones(preset: Preset, first: date, last: date) -> None:
    assert state.range_days(Choices(preset=preset), TODAY) == (first, last)
    assert last - first == timedelta(days=83)


def test_since_the_last_visit_begins_on_its_day() -> None:
    choices = Choices(span="last_visit", last_visit=date(2026, 10, 1))
    assert state.range_days(choices, TODAY) == (date(2026, 10, 1), date(2026, 11, 21))
    # A visit of today leaves one day, not a range that runs backwards.
    assert state.range_days(replace(choices, last_visit=TODAY), TODAY) == (date(2026, 11, 21), date(2026, 11, 21))


@pytest.mark.parametrize(
    ("choices", "name"),
    [
        (Choices(), "calfstretch-page-2026-08-30-to-2026-11-21.pdf"),
        (Choices(preset=Preset.TABLE), "calfstretch-history-2026-08-31-to-2026-11-22.csv"),
        (Choices(preset=Preset.TABLE, span="all"), "calfstretch-history-until-2026-11-22.csv"),
        (Choices(preset=Preset.BACKUP), "calfstretch-backup-2026-11-22.db"),
        (Choices(preset=Preset.BACKUP, backup="tables"), "calfstretch-backup-2026-11-22.zip"),
    ],
)
def test_the_file_is_called_after_its_days(choices: Choices, name: str) -> None:
    assert state.file_name(choices, TODAY) == name


def test_a_tick_without_anything_behind_it_says_where_it_is_entered() -> None:
    choices = Choices(ticks=frozenset({"name", "about_you", "questions"}))
    assert [(each.way, each.place) for each in state.missing(choices, Known())] == [
        ("Enter my name", "settings"),
        ("Enter it in Settings", "settings"),
        ("Write a question", "questions"),
    ]
    assert state.missing(choices, Known(True, True, 1)) == ()
    assert state.missing(replace(choices, preset=Preset.TABLE), Known()) == ()
    assert state.missing(replace(choices, ticks=frozenset()), Known()) == ()


def test_what_goes_out_is_said() -> None:
    assert "Without your name" in state.caution(Choices())
    assert "Your name is on it" in state.caution(Choices(ticks=frozenset({"name"})))
    for tick in set(state.PRIVATE) - {"name"}:
        assert "Your own words" in state.caution(Choices(ticks=frozenset({tick})))
    assert "Your notes are in it" in state.caution(Choices(preset=Preset.TABLE))
    assert "Without your notes" in state.caution(Choices(preset=Preset.TABLE, table_notes=False))
    assert "your notes included" in state.caution(Choices(preset=Preset.BACKUP))


def test_a_backup_is_counted_in_words() -> None:
    found = state.holding(Choices(), {"drinks": 4890, "episodes": 1, "pauses": 0}, date(2026, 5, 24))
    assert found.counts == ("1 spasm or tightness", "4\u00a0890 drinks")
    assert found.also.startswith("From 24 May 2026 to today.")
    assert state.holding(Choices(), {}, None).counts == ()


def test_the_look_at_the_table_reads_either_separator() -> None:
    for separator in (",", ";"):
        shown = state.preview(("a", "b", "c"), [separator.join(("1", "", "x")) + "\r\n"], separator)
        assert shown == state.Preview(("a", "c"), (("1", "x"),))


def test_questions_are_lines() -> None:
    assert state.question_lines("  Why at  night?\n\n Too much? \n") == ["Why at night?", "Too much?"]
