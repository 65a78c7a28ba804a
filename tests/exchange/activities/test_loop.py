"""Habits of Loop: words and numbers for the same five answers, amounts in thousandths, folders by their number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calfstretch.domain.found import FoundDayValue, Refusal
from calfstretch.exchange.activities import loop
from calfstretch.exchange.activities.containers import Archive
from calfstretch.exchange.activities.watch import CalledOff, NothingInIt, RefusedFile, Watch
from tests import shared_files
from tests.exchange.activities.in_memory import archive_of

NEW = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?\n"
    '001,"Wein, rot",YES_NO,,,1,1,#FF8F00,,,,false\n'
    "002,Wasser 💧,NUMERICAL,,,1,1,#FF8F00,ml,AT_LEAST,2000,false\n"
)
OLD = (
    "Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Meditate,,,1,1,#FF8F00\n002,Water,,,1,1,#0\n"
)


def read(files: dict[str, bytes | str]) -> tuple[list[FoundDayValue], list[Refusal]]:
    found = list(loop.read(archive_of(files), Watch()))
    values = [one for one in found if isinstance(one, FoundDayValue)]
    return values, [one for one in found if isinstance(one, Refusal)]


def of_one(days: str, habits: str = NEW, folder: str = "001 Wein rot") -> list[tuple[str, str]]:
    values, refused = read({"Habits.csv": habits, f"{folder}/Checkmarks.csv": days})
    assert not refused
    return [(one.day.isoformat(), one.value) for one in values]


ROWS = shared_files.files("loop")


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_every_backup_of_the_large_set_gives_what_is_expected(row: dict[str, Any]) -> None:
    with (shared_files.FOLDER / row["file"]).open("rb") as file:
        found = [one for one in loop.read(Archive(file), Watch()) if isinstance(one, FoundDayValue)]
    for name, days in row["expected"]["days"].items():
        words = {"YES_MANUAL": "yes", "NO": "no"}
        wanted = {date.fromisoformat(day): words[word] for day, word in days.items() if word in words}
        assert {one.day: one.value for one in found if one.name == name} == wanted
    assert {one.name for one in found} <= set(row["expected"]["habits"])


def test_of_the_new_layout_yes_by_hand_is_yes_no_is_no_and_the_rest_no_entry() -> None:
    days = 'Date,Value,Notes\n2025-01-06,YES_MANUAL,\n2025-01-05,NO,Sick\n2025-01-04,YES_AUTO,"x\ny"\n'
    days += "2025-01-03,SKIP,\n2025-01-02,UNKNOWN,\n"
    values, refused = read({"Habits.csv": NEW, "001 Wein rot/Checkmarks.csv": days})
    assert not refused
    assert [(one.day.day, one.name, one.value, one.unit) for one in values] == [
        (6, "Wein, rot", "yes", ""),
        (5, "Wein, rot", "no", ""),
    ]


def test_of_the_old_layout_2_is_yes_and_0_is_no() -> None:
    days = "2015-01-25,2\n2015-01-24,0\n2015-01-23,1\n2015-01-22,3\n2015-01-21,-1\n"
    assert of_one(days, OLD) == [("2015-01-25", "yes"), ("2015-01-24", "no")]


def test_amounts_are_in_thousandths_and_some_come_as_words() -> None:
    days = "Date,Value,Notes\n2025-01-06,1500000,\n2025-01-05,NO,\n2025-01-04,UNKNOWN,\n2025-01-03,250500,\n"
    days += "2025-01-02,SKIP,\n"
    values, refused = read({"Habits.csv": NEW, "002 Wasser/Checkmarks.csv": days})
    assert not refused
    assert [(one.value, one.unit) for one in values] == [("1500", "ml"), ("0", "ml"), ("250.5", "ml"), ("0.003", "ml")]
    assert {one.name for one in values} == {"Wasser 💧"}


def test_of_the_old_layout_an_amount_is_known_by_its_size() -> None:
    assert of_one("2015-01-25,1500000\n2015-01-24,0\n", OLD, "002 Water") == [
        ("2015-01-25", "1500"),
        ("2015-01-24", "0"),
    ]


@pytest.mark.parametrize("folder", ["002 ", "002", "2 anything", "002 💧"])
def test_the_folder_is_found_by_its_number(folder: str) -> None:
    assert of_one("2025-01-06,500000\n", NEW, folder) == [("2025-01-06", "500")]


def test_a_backup_packed_with_its_folder_and_a_date_of_a_spreadsheet() -> None:
    values, refused = read(
        {
            "Loop Habits CSV/Habits.csv": "\ufeff" + NEW,
            "Loop Habits CSV/Checkmarks.csv": "Date,Wein, rot,Wasser,\n",
            "Loop Habits CSV/001 Wein rot/Checkmarks.csv": "Date,Value,Notes\n06-16-24,YES_MANUAL,\n",
            "Loop Habits CSV/001 Wein rot/Scores.csv": "2024-06-16,0.5\n",
        }
    )
    assert not refused
    assert [(one.day, one.value) for one in values] == [(date(2024, 6, 16), "yes")]


def test_what_cannot_be_used_is_named_and_the_rest_comes_in() -> None:
    values, refused = read(
        {
            "Habits.csv": NEW,
            "001 Wein/Checkmarks.csv": "2024-02-30,YES_MANUAL,\n2024-02-28,MAYBE,\n2024-02-27\n2024-02-26,NO,\n",
            "002 W/Checkmarks.csv": "2024-02-26,lots,\n1850-02-26,1000,\n" + '2024-02-25,1000,"' + "x\n" * 3000,
            "007 Gone/Checkmarks.csv": "2024-02-26,NO,\n",
        }
    )
    assert [(one.day.day, one.value) for one in values] == [(26, "no")]
    assert [one.where for one in refused] == [
        "001 Wein/Checkmarks.csv, line 1",
        "001 Wein/Checkmarks.csv, line 2",
        "001 Wein/Checkmarks.csv, line 3",
        "002 W/Checkmarks.csv",
        "002 W/Checkmarks.csv, line 1",
        "002 W/Checkmarks.csv, line 2",
        "007 Gone/Checkmarks.csv",
    ]


def test_a_backup_without_a_value_says_so() -> None:
    with pytest.raises(NothingInIt):
        read({"Habits.csv": NEW, "001 Wein/Checkmarks.csv": "Date,Value,Notes\n"})


@pytest.mark.parametrize("files", [{}, {"Habits.csv": ""}, {"Habits.csv": "a,b\n1,2\n"}])
def test_without_a_list_of_habits_it_is_refused(files: dict[str, bytes | str]) -> None:
    with pytest.raises(RefusedFile):
        read(files)


def test_reading_can_be_called_off() -> None:
    watch = Watch()
    watch.call_off()
    with pytest.raises(CalledOff):
        list(loop.read(archive_of({"Habits.csv": NEW}), watch))
