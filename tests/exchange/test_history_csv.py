"""The history as CSV: its columns, its forms, and that nothing typed is lost on the way."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calfstretch.domain.day import DayItem, Drink
from calfstretch.domain.episode import Episode
from calfstretch.domain.history import COLUMNS, FILLED, full_row
from calfstretch.errors import UserError
from calfstretch.exchange.formula_guard import unguarded
from calfstretch.exchange.history_csv import BOM, Dialect, heading, lines, write_history, write_history_in_steps
from calfstretch.journal import Journal
from tests.exchange.a_diary import at, journal_in, one_of_each

GOLDEN = Path(__file__).parent / "golden_history.csv"
LISTED = """day, local_time, utc_offset, kind, leg, zones, pain_0_10, duration_s, eased_after_s, qualities, context,
tried, minutes_awake, left_planned_s, left_held_s, right_planned_s, right_held_s, holds, outcome, feel_before_0_10,
feel_after_0_10, water_ml, activity, minutes, effort_0_10, distance_m, temperature_c, item, value, note, source,
entered_at, changed_at, id"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journal_in(tmp_path, *one_of_each())
    yield journal
    journal.database.close()


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _export(journal: Journal, first: date | None = None, last: date | None = None) -> list[dict[str, str]]:
    target = journal.database.path.with_name("out.csv")
    write_history(journal, target, first, last)
    return _read(target)


def test_the_columns_are_those_of_the_data_model_in_their_order() -> None:
    assert ", ".join(COLUMNS) == " ".join(LISTED.split())
    assert all(set(columns) <= set(COLUMNS) for columns in FILLED.values())


def test_a_diary_with_one_entry_of_each_kind_gives_the_golden_file(journal: Journal, tmp_path: Path) -> None:
    target = tmp_path / "history.csv"
    assert write_history(journal, target) == 14
    assert target.read_bytes().decode() == GOLDEN.read_bytes().decode()


def test_the_file_has_a_bom_crlf_and_quotes_around_every_text(journal: Journal, tmp_path: Path) -> None:
    write_history(journal, tmp_path / "history.csv")
    text = (tmp_path / "history.csv").read_bytes().decode()
    assert text.startswith(BOM + '"day",')
    assert text.endswith("\r\n") and text.replace("\r\n", "").count("\n") == 1  # the one inside a note
    bare = [cell for cell in _bare_cells(text.removeprefix(BOM)) if cell]
    assert bare
    assert all(float(cell) is not None for cell in bare)


def _bare_cells(text: str) -> list[str]:
    """The cells that stand without quotes."""
    outside = "".join(part for number, part in enumerate(text.split('"')) if number % 2 == 0)
    return outside.replace("\r\n", ",").split(",")


def test_every_line_has_every_column(journal: Journal) -> None:
    for line in lines(journal.history()):
        assert len(next(csv.reader(io.StringIO(line, newline="")))) == len(COLUMNS)


def test_entries_come_oldest_first_by_diary_day(journal: Journal) -> None:
    ids = [row["id"] for row in _export(journal)]
    order = ["pause-1", "2026-11-20/heels", "drink-1", "activity-1", "activity-2", "session-1", "episode-1"]
    assert [found for found in ids if found in order] == order


def test_what_was_not_said_is_blank_and_none_is_zero(journal: Journal) -> None:
    rows = {row["id"]: row for row in _export(journal)}
    assert rows["activity-1"]["effort_0_10"] == "0" and rows["activity-2"]["effort_0_10"] == ""
    assert rows["activity-2"]["minutes"] == ""
    assert rows["episode-1"]["minutes_awake"] == "0" and rows["episode-2"]["minutes_awake"] == ""
    assert rows["session-1"]["feel_after_0_10"] == "0" and rows["session-2"]["feel_after_0_10"] == ""


def test_a_session_sums_its_attempts_by_leg_and_relief_without_holds_says_nothing(journal: Journal) -> None:
    rows = {row["id"]: row for row in _export(journal)}
    kept = [rows["session-1"][f"{leg}_{what}_s"] for leg in ("left", "right") for what in ("planned", "held")]
    assert kept == ["60", "47.25", "30", "3.5"]
    assert rows["session-1"]["holds"] == "left 1.1 12.25/30 repeated;left 1.2 35/35 done;right 1.1 3.5/30 stopped"
    assert rows["session-2"]["kind"] == "relief" and rows["session-2"]["left_held_s"] == ""


def test_an_interval_keeps_its_end(journal: Journal) -> None:
    row = next(row for row in _export(journal) if row["id"] == "episode-3")
    assert (row["kind"], row["day"], row["local_time"]) == ("episode", "2026-11-21", "2026-11-21T22:00:00")
    assert (row["item"], row["value"]) == ("until", "2026-11-22T06:00:00")


def test_a_night_spasm_stands_on_the_day_before_with_its_own_time_and_offset(journal: Journal) -> None:
    rows = {row["id"]: row for row in _export(journal)}
    night, away = rows["episode-1"], rows["episode-2"]
    assert (night["day"], night["local_time"], night["utc_offset"]) == ("2026-11-20", "2026-11-21T02:14:07", "+01:00")
    assert (away["local_time"], away["utc_offset"]) == ("2026-11-21T13:00:00", "-05:00")
    assert rows["activity-1"]["utc_offset"] == "+05:30"


def test_negative_numbers_are_numbers_and_the_same_signs_in_text_are_guarded(journal: Journal) -> None:
    rows = {row["id"]: row for row in _export(journal)}
    assert rows["activity-1"]["temperature_c"] == "-3"
    assert rows["2026-11-20/max_temp_c"]["value"] == "-3.5"
    assert rows["2026-11-20/note"]["value"] == "'-3"
    assert rows["session-1"]["note"].startswith("'=right")
    assert rows["activity-1"]["note"] == "'＝river"
    assert rows["episode-1"]["note"] == "''quoted'"


def test_what_lies_in_the_bin_is_not_exported(journal: Journal) -> None:
    found = journal.get(Drink, "drink-1")
    assert found is not None
    journal.delete(found)
    assert "drink-1" not in [row["id"] for row in _export(journal)]


def test_a_range_takes_its_days_and_the_pause_that_reaches_into_it(journal: Journal) -> None:
    rows = _export(journal, date(2026, 11, 20), date(2026, 11, 20))
    assert {row["day"] for row in rows} == {"2026-11-10", "2026-11-20"}
    assert [row["id"] for row in rows if row["day"] == "2026-11-10"] == ["pause-1"]
    assert "pause-1" not in [row["id"] for row in _export(journal, date(2026, 11, 21), None)]
    assert "episode-2" not in [row["id"] for row in _export(journal, None, date(2026, 11, 20))]


def test_a_range_without_entries_and_an_empty_diary_give_the_headings(tmp_path: Path, journal: Journal) -> None:
    target = tmp_path / "history.csv"
    assert write_history(journal, target, date(2030, 1, 1), date(2030, 1, 2)) == 0
    assert target.read_bytes().decode() == BOM + heading()
    empty = journal_in(tmp_path / "empty")
    assert write_history(empty, target) == 0
    empty.database.close()


def test_blocks_of_days_meet_without_gap_or_double(tmp_path: Path) -> None:
    begin = datetime.fromisoformat("2026-01-01T12:00:00+00:00")
    drinks = [Drink(at=at((begin + timedelta(days=n)).isoformat()), ml=200) for n in range(310)]
    journal = journal_in(tmp_path, *drinks)
    assert [event[1][-1] for event in journal.history()] == [drink.id for drink in drinks]
    journal.database.close()


def test_reading_the_history_leaves_the_diary_free_to_write(journal: Journal) -> None:
    history = journal.history()
    next(history)
    history.close()
    list(journal.history())
    journal.days.add_drink(200)


def test_a_full_row_has_every_column_and_the_blanks_in_place(journal: Journal) -> None:
    for event in journal.history():
        row = dict(zip(COLUMNS, full_row(event), strict=True))
        assert row["id"] and row["kind"] and row["day"]
        assert all(row[column] is None for column in set(COLUMNS) - set(FILLED[event[0]]))


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@settings(max_examples=60)
@given(notes=st.lists(_TEXT, min_size=1, max_size=15))
@example(notes=["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'x", "''", '"', ",;\r\n", ""])
def test_any_note_comes_back_letter_by_letter(notes: list[str]) -> None:
    episodes = [Episode(at=at("2026-11-20T12:00:00+01:00").later(n), note=note) for n, note in enumerate(notes)]
    with tempfile.TemporaryDirectory() as folder:
        journal = journal_in(Path(folder), *episodes)
        rows = _export(journal)
        journal.database.close()
    assert [unguarded(row["note"]) for row in rows] == [episode.note for episode in episodes]
    assert not [row for row in rows if row["note"][:1] in tuple("=+-@\t\r＝＋－＠")]


@pytest.mark.parametrize("name", ["", "missing/history.csv", "folder.csv"])
def test_a_place_that_takes_no_file_is_said_with_its_reason(journal: Journal, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UserError, match=r"Not exported to .*: .*\. Choose another place\."):
        write_history(journal, tmp_path / name)


def test_the_variant_has_semicolons_and_decimal_commas_and_says_the_same(journal: Journal, tmp_path: Path) -> None:
    numbers = {"pain_0_10", "duration_s", "eased_after_s", "left_held_s", "right_held_s", "minutes", "temperature_c"}
    target = tmp_path / "history.csv"
    assert write_history(journal, target, dialect=Dialect.EUROPEAN) == 14
    with target.open(encoding="utf-8-sig", newline="") as file:
        said = list(csv.DictReader(file, delimiter=";"))
    for row, standard in zip(said, _export(journal), strict=True):
        for column in COLUMNS:
            is_number = column in numbers or (column == "value" and standard["item"] == "max_temp_c")
            wanted = standard[column].replace(".", ",") if is_number else standard[column]
            assert row[column] == wanted
    text = target.read_text(encoding="utf-8")
    assert ";-3,5;" in text and ';"run";41,5;0;7250;-3;' in text


def test_a_number_in_a_tag_of_ones_own_is_a_number_of_the_variant_and_a_typed_comma_stays_text(tmp_path: Path) -> None:
    items = [DayItem(day=date(2026, 11, 20), item=f"tag:{n}", value=v) for n, v in enumerate(("7.5", "7,5", "7"))]
    journal = journal_in(tmp_path, *items)
    got = [line.split(";")[28] for line in lines(journal.history(), Dialect.EUROPEAN)]
    journal.database.close()
    assert got == ["7,5", '"\'7,5"', '"7"']


def test_writing_in_steps_can_be_left_and_leaves_what_stood_there(journal: Journal, tmp_path: Path) -> None:
    target = tmp_path / "history.csv"
    target.write_text("what stood there")
    steps = write_history_in_steps(journal, target)
    assert next(steps) == 14
    steps.close()
    assert target.read_text() == "what stood there"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    assert [*write_history_in_steps(journal, target)][-1] == 14
    assert target.read_bytes() == GOLDEN.read_bytes()
