"""The diary days as rows: one for each kind of entry, the night as its own band, the unknown as unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.day import CheckIn, DayItem, Drink
from calfstretch.domain.episode import DurationBand, DurationSource, Episode
from calfstretch.domain.record import Source
from calfstretch.domain.routine import Leg
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from calfstretch.ui import formats, labels
from calfstretch.ui.history import facts
from calfstretch.ui.history.filters import Filter, Show
from calfstretch.ui.history.row_words import episode_line, hold_line, length_words, session_line, shortened, water_words
from calfstretch.ui.history.state import Row, Shape, history_rows, is_blank, summary
from tests.ui.history.diary import FRIDAY, HOLDS, SATURDAY, SPASM, STRETCH, SUNDAY, at, fill


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    database = open_diary(tmp_path / "diary" / "calfstretch.sqlite3")
    yield Journal(database, FakeClock())
    database.close()


@pytest.fixture
def full(journal: Journal) -> Journal:
    fill(journal)
    return journal


def rows(journal: Journal, first: date, last: date = SUNDAY, wanted: Filter | None = None) -> list[Row]:
    return history_rows(journal.days.range(first, last)[::-1], SUNDAY, 4, wanted or Filter())


def lines(found: list[Row]) -> list[tuple[str, str, str, str]]:
    return [(row.shape.value, row.time, row.title, row.detail) for row in found]


def test_a_day_has_a_row_for_each_kind_and_the_night_its_own_band(full: Journal) -> None:
    assert lines(rows(full, SATURDAY, SATURDAY)) == [
        ("day", "", "Saturday 21 November", "1 spasm · water 1.9 L"),
        ("entry", "08:10", "Run, 18.2 km", "1 h 44 min · effort 7 · 24 °C by the watch"),
        ("entry", "21:32", "Before bed, partial", "Left 30, 30 s · right 30, 18 s · stopped"),
        ("entry", "", "Water 1.9 L", "confirmed · 2 drinks noted"),
        ("entry", "", "Noted of the day", "Heels: no · Sleep, the night before: 7.5 h"),
        ("entry", "", "Note", "long day"),
        ("night", "", "Night to Sunday", ""),
        ("entry", "02:14", "Spasm, left outer calf", "Pain 7 · cramping, hard · eased after 38 s"),
    ]


def test_symbols_differ_in_shape_and_not_in_colour_alone(full: Journal) -> None:
    found = {row.title: (row.symbol, row.colour) for row in rows(full, FRIDAY) if row.shape is Shape.ENTRY}
    assert found["Spasm, left outer calf"] == ("diamond", "cramp")
    assert found["Tightness, right leg"] == ("circle", "cramp")
    assert found["Before bed, partial"] == ("half_bar", "action")
    assert found["Run, 18.2 km"] == ("activity", "activity")
    assert found["Water 1.9 L"] == ("drop", "water")
    assert found["Pause: ill"] == ("pause", "text")


def test_the_card_ends_with_its_last_row(full: Journal) -> None:
    found = rows(full, FRIDAY)
    for row, after in zip(found, found[1:], strict=False):
        assert row.closes == (after.shape in (Shape.DAY, Shape.EMPTY, Shape.GAP))
    assert found[-1].closes


def test_what_eased_a_spasm_has_no_row_of_its_own(full: Journal) -> None:
    assert not [row for row in rows(full, FRIDAY) if "Relief" in row.title]
    full.write("delete episodes", delete=[SPASM])
    assert [row for row in rows(full, FRIDAY) if row.title == "Relief stretch"]


def test_the_running_day_is_not_called_unrecorded(full: Journal) -> None:
    assert lines(rows(full, SUNDAY)) == [("empty", "", "Sunday 22 November", "nothing noted yet")]


def test_many_days_without_an_entry_stand_in_one_line(full: Journal) -> None:
    found = [row for row in rows(full, date(2026, 11, 10)) if row.shape is Shape.GAP]
    assert [(row.title, row.detail) for row in found] == [("9 days not recorded", "11 Nov 2026 to 19 Nov 2026")]
    assert found[0].last_day == date(2026, 11, 11)


def test_two_days_without_an_entry_stand_each_for_itself(journal: Journal) -> None:
    journal.write("add days", [CheckIn(day=SATURDAY, spasms=0), CheckIn(day=date(2026, 11, 18), spasms=0)])
    assert [row.shape.value for row in rows(journal, date(2026, 11, 18), SATURDAY)] == ["day", "empty", "empty", "day"]


@pytest.mark.parametrize(
    ("spasms", "checked", "said"),
    [(0, True, "no spasm"), (0, False, "no check-in"), (2, True, "2 spasms"), (1, False, "1 spasm · no check-in")],
)
def test_the_summary_says_what_is_known(journal: Journal, spasms: int, checked: bool, said: str) -> None:
    noted: list[Episode | CheckIn | Drink] = [Episode(at=at(SATURDAY, 10)) for _number in range(spasms)]
    noted += [CheckIn(day=SATURDAY, spasms=spasms)] if checked else [Drink(at=at(SATURDAY, 9), ml=200)]
    journal.write("add days", noted)
    assert summary(journal.days.entries(SATURDAY), SUNDAY) == said


def test_unconfirmed_drinks_are_said_to_be_at_least(journal: Journal) -> None:
    journal.write("add drinks", [Drink(at=at(SATURDAY, 9), ml=500)])
    assert water_words(journal.days.entries(SATURDAY)) == ("Water 0.5 L, at least", "1 drink noted · not confirmed")
    journal.write("add day_items", [DayItem(day=FRIDAY, item="water_level", value="less")])
    assert water_words(journal.days.entries(FRIDAY)) == ("Water", "Less than usual")
    assert water_words(journal.days.entries(date(2026, 11, 1))) is None


def test_an_interval_has_no_false_minute(journal: Journal) -> None:
    journal.write("add episodes", [Episode(at=at(SATURDAY, 22), until=at(SUNDAY, 7))])
    night = rows(journal, SATURDAY, SATURDAY)[-1]
    assert (night.time, night.title, night.detail) == ("", "Spasm", "some time that night")


def test_a_block_of_the_night_is_said_by_its_times(journal: Journal) -> None:
    journal.write("add episodes", [Episode(at=at(SUNDAY, 2), until=at(SUNDAY, 4))])
    night = rows(journal, SATURDAY, SATURDAY)[-1]
    assert (night.time, night.detail) == ("", "between 02:00 and 04:00")


def test_several_in_a_row_say_how_many(journal: Journal) -> None:
    journal.episodes.add_cluster(Episode(at=at(SATURDAY, 12), leg=Leg.LEFT), 3)
    journal.write("add episodes", [Episode(at=at(SATURDAY, 13))])
    entries = [row.title for row in rows(journal, SATURDAY, SATURDAY) if row.shape is Shape.ENTRY]
    assert entries == ["Spasm, left leg, cluster of 3"] * 3 + ["Spasm"]


def test_the_facts_show_fields_of_one_s_own() -> None:
    shown = facts.of_episode(replace(SPASM, own=(("Magnesium", "2.5"), ("Salt", "no"))), 4, SUNDAY)
    assert ("Magnesium", "2.5") in shown.lines and ("Salt", "no") in shown.lines


def test_a_draft_says_that_it_waits() -> None:
    assert episode_line(replace(SPASM, draft=True)).endswith("to be described")


def test_holds_are_listed_by_leg_with_why_they_ended() -> None:
    assert hold_line(HOLDS) == "Left 30, 30 s · right 30, 18 s · stopped"


def test_seconds_held_are_whole_ones_that_have_passed_as_on_the_guide() -> None:
    assert hold_line([replace(HOLDS[0], held_s=4.844, end_reason="skipped")]) == "Left 4 s · skipped"
    assert [formats.duration(seconds) for seconds in (41.6, 59.9, 29.9999)] == ["41 s", "59 s", "30 s"]
    assert hold_line([]) == ""


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Filter(Show.SPASMS), ["Spasm, left outer calf", "Tightness, right leg"]),
        (Filter(Show.STRETCHES), ["Before bed, partial"]),
        (Filter(Show.DAYS), ["Run, 18.2 km", "Water 1.9 L", "Noted of the day", "Note", "Pause: ill"]),
        (Filter(leg=Leg.RIGHT), ["Before bed, partial", "Tightness, right leg"]),
        (Filter(Show.SPASMS, Leg.LEFT), ["Spasm, left outer calf"]),
        (Filter(text="PILLOWS"), ["Spasm, left outer calf"]),
        (Filter(text="<b>salt"), ["Spasm, left outer calf"]),
        (Filter(text="river"), ["Run, 18.2 km"]),
        (Filter(text="outer"), ["Spasm, left outer calf"]),
        (Filter(text="nothing like it"), []),
    ],
)
def test_a_filter_leaves_the_rest_out(full: Journal, wanted: Filter, titles: list[str]) -> None:
    found = rows(full, date(2026, 11, 10), wanted=wanted)
    assert [row.title for row in found if row.shape is Shape.ENTRY] == titles
    assert {row.day for row in found if row.shape is Shape.DAY} == {row.day for row in found}


def test_a_long_note_is_shortened_in_the_list_alone(full: Journal) -> None:
    note = "word " * 400
    assert len(shortened(note)) <= 160 and shortened(note).endswith("…")
    full.write("change day_items", [DayItem(day=SATURDAY, item="note", value=note)])
    assert facts.of_note(full.days.entries(SATURDAY).items["note"], SUNDAY).texts == (("", note),)


def test_the_facts_of_a_spasm_name_the_night_and_the_day_it_counts_for(full: Journal) -> None:
    shown = facts.of_episode(SPASM, 4, SUNDAY)
    assert (shown.where, shown.heading) == ("Night to Sunday, 02:14", "Spasm, left outer calf")
    assert dict(shown.lines) == {
        "Worst pain": "7 of 10", "Lasted": "1 min 50 s", "Eased after": "38 s", "Felt": "cramping, hard",
        "What you were doing": "Asleep", "Stretch": "helped", "Awake": "20 min", "Sore afterwards": "no",
        "Counts for": "Saturday",
    }  # fmt: skip
    assert shown.texts == (("What you suspect", "<b>salt</b>"), ("Note", "two pillows"))


def test_the_trail_says_when_it_was_entered_and_changed() -> None:
    entered = at(SUNDAY, 2, 14).utc
    once = replace(SPASM, entered_at=entered, changed_at=entered)
    assert labels.trail(once, SATURDAY) == "Entered 02:14"
    later = replace(SPASM, entered_at=entered, changed_at=at(SUNDAY, 7, 50).utc)
    assert labels.trail(later, SATURDAY) == "Entered 02:14, changed 07:50"
    much_later = replace(SPASM, entered_at=entered, changed_at=at(SUNDAY, 7, 50).utc + timedelta(days=9))
    assert labels.trail(much_later, SATURDAY) == "Entered 02:14, changed 1 Dec 2026, 07:50"


def test_a_day_without_a_check_in_is_said_to_be_left_out_of_the_rates(journal: Journal) -> None:
    journal.write("add drinks", [Drink(at=at(SATURDAY, 9), ml=500)])
    (text,) = facts.of_day(journal.days.entries(SATURDAY), SUNDAY).texts
    assert "left out of the rates" in text[1]


def test_a_length_that_was_estimated_says_so() -> None:
    night = at(FRIDAY, 3)
    guessed = Episode(at=night, duration_band=DurationBand.FROM_1_TO_3, duration_source=DurationSource.ESTIMATED)
    timed = Episode(at=night, duration_s=38, duration_source=DurationSource.TIMED)
    assert [length_words(episode) for episode in (guessed, timed)] == ["1–3 min (estimated)", "38 s"]


def test_a_stretch_done_away_from_the_computer_says_that_it_was_entered_by_hand() -> None:
    typed = replace(STRETCH, source=Source.TYPED)
    assert session_line(typed, HOLDS) == "Left 30, 30 s · right 30, 18 s · stopped · entered by hand"
    assert session_line(typed, ()) == "entered by hand"
    assert session_line(STRETCH, ()) == ""


def test_a_marked_change_stands_on_its_day_and_is_found(full: Journal) -> None:
    full.days.mark_change(FRIDAY, "new medicine, half a tablet")
    found = [row for row in rows(full, FRIDAY) if row.key.startswith("marked_changes/")]
    assert [(row.title, row.detail) for row in found] == [("Change from this day on", "new medicine, half a tablet")]
    assert len(rows(full, FRIDAY, wanted=Filter(text="tablet half"))) == 2  # with the head of its day


def test_a_day_with_nothing_but_a_marked_change_is_not_blank(full: Journal) -> None:
    day = date(2026, 11, 12)
    assert is_blank(full.days.entries(day), SUNDAY)
    full.days.mark_change(day, "new shoes")
    assert not is_blank(full.days.entries(day), SUNDAY)
