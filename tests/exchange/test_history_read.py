"""The history read back: nothing it says is lost, and what a spreadsheet made of it is understood or refused."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from calfstretch.clock import FakeClock
from calfstretch.domain.contents import Contents
from calfstretch.domain.day import Drink
from calfstretch.domain.episode import Episode
from calfstretch.domain.record import Record, Source
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.exchange.activities.watch import CalledOff, RefusedFile, Watch
from calfstretch.exchange.history_csv import Dialect, write_history
from calfstretch.exchange.history_read import read_history
from calfstretch.journal import Journal
from calfstretch.storage import records as stored
from calfstretch.storage.database import open_diary
from tests.exchange.a_diary import NOW, at, journal_in, one_of_each
from tests.exchange.archive.diaries_of_any_kind import contents

GOLDEN = Path(__file__).parent / "golden_history.csv"


def written(records: Iterable[Record], folder: Path, dialect: Dialect = Dialect.STANDARD, name: str = "x") -> Path:
    """The history of a new diary that holds the records as they are."""
    journal = Journal(open_diary(folder / f"{name}.db"), FakeClock(NOW))
    with journal.database.transaction() as connection:
        for record in records:
            stored.put(connection, record, 4)
    write_history(journal, folder / f"{name}.csv", dialect=dialect)
    journal.database.close()
    return folder / f"{name}.csv"


def in_order(held: Contents) -> list[Record]:
    """As a diary takes them: what others refer to first, what the history does not speak of left out."""
    free = [replace(record, episode_id=None) if hasattr(record, "episode_id") else record for record in held.records]  # type: ignore[call-arg]
    known = {record.id for record in free if record.TABLE == "sessions"}
    tables = ("episodes", "sessions", "holds", "drinks", "activities", "checkins", "day_items", "pauses")
    found = [_as_the_program_writes(record) for table in tables for record in free if table == record.TABLE]
    return [record for record in found if not isinstance(record, Hold) or record.session_id in known]


def _as_the_program_writes(record: Record) -> Record:
    if not isinstance(record, Hold):
        return record
    return replace(record, held_s=round(record.held_s, 3), target_s=round(record.target_s, 3))


# -- without loss ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dialect", Dialect)
@settings(max_examples=15, deadline=None)
@given(held=contents(8))
def test_any_history_comes_back_and_gives_the_same_bytes_again(dialect: Dialect, held: Contents) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = written(in_order(held), Path(folder), dialect)
        read = read_history(first, Watch())
        assert read.refused == ()
        again = written(read.records, Path(folder), dialect, "again")
        assert again.read_bytes() == first.read_bytes()
        plain = written(read.records, Path(folder), name="plain")
        assert read_history(plain, Watch()).records == read.records


@pytest.mark.parametrize("dialect", Dialect)
def test_one_of_each_comes_back_with_all_that_the_history_says(tmp_path: Path, dialect: Dialect) -> None:
    journal = journal_in(tmp_path, *one_of_each())
    write_history(journal, tmp_path / "history.csv", dialect=dialect)
    known = {(record.TABLE, record.id): record for record in journal.contents().records}
    journal.database.close()
    read = read_history(tmp_path / "history.csv", Watch())
    assert read.refused == () and read.spoken_for is not None
    assert {(record.TABLE, record.id) for record in read.records} == set(known)
    for record in read.records:
        for field in read.spoken_for[record.TABLE]:
            assert getattr(record, field) == getattr(known[record.TABLE, record.id], field), (record.id, field)
    holds = [record for record in read.records if isinstance(record, Hold)]
    assert [(hold.id, hold.target_s, hold.held_s) for hold in holds] == [
        ("session-1/1", 30, 12.25), ("session-1/2", 35, 35), ("session-1/3", 30, 3.5)
    ]  # fmt: skip
    assert [hold.planned_s for hold in holds] == [30, 30, 30]


def test_what_the_history_does_not_say_gets_the_plainest_value(tmp_path: Path) -> None:
    read = read_history(GOLDEN, Watch())
    session = next(record for record in read.records if record.id == "session-1")
    assert isinstance(session, Session)
    assert (session.purpose, session.variant, session.routine, session.episode_id) == (
        "daily", "knee_straight", {}, None
    )  # fmt: skip
    assert session.outcome is Outcome.PARTIAL and session.ended_at == session.started_at.later(12.25 + 35 + 3.5)
    assert read.spoken_for is not None and "purpose" not in read.spoken_for["sessions"]
    assert read.settings == read.tombstones == ()


def test_an_interval_over_the_end_of_summer_time_does_not_end_before_it_began(tmp_path: Path) -> None:
    night = Episode(id="n", at=at("2026-10-25T02:30:00+02:00"), until=at("2026-10-25T02:10:00+01:00"), entered_at=NOW,
                    changed_at=NOW)  # fmt: skip
    first = written([night], tmp_path)
    (read,) = read_history(first, Watch()).records
    assert isinstance(read, Episode) and read.until == night.until
    assert written([read], tmp_path, name="again").read_bytes() == first.read_bytes()


# -- saved again by a spreadsheet --------------------------------------------------------------------------


def _saved_again(change: Callable[[str], str] = str, **how: str) -> bytes:
    """The golden file as a spreadsheet saves it: quotes where it needs them, another separator or line end, no BOM."""
    rows = list(csv.reader(io.StringIO(GOLDEN.read_text(encoding="utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=how.get("delimiter", ","), lineterminator=how.get("end", "\n")).writerows(
        [[change(cell) for cell in row] for row in rows]
    )
    return out.getvalue().encode(how.get("encoding", "utf-8"))


def _american(cell: str) -> str:
    moment = datetime.fromisoformat(cell)
    return f"{moment:%m/%d/%Y} {moment.hour % 12 or 12}:{moment:%M:%S} {'PM' if moment.hour >= 12 else 'AM'}"


def _is_day(cell: str) -> bool:
    return cell[:2] == "20" and len(cell) == 10


@pytest.mark.parametrize(
    "raw",
    [
        _saved_again(),
        _saved_again(end="\r\n"),
        _saved_again(delimiter=";"),
        _saved_again(delimiter="\t", encoding="utf-16"),
        _saved_again(lambda cell: cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell, delimiter=";"),
        _saved_again(lambda cell: cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell),
        _saved_again(lambda cell: cell.replace("T", " ") if cell[:2] == "20" and len(cell) == 19 else cell),
        _saved_again(lambda cell: f"{cell[8:]}.{cell[5:7]}.{cell[:4]}" if _is_day(cell) else cell),
        # Of 11/10/2026 nobody knows which it is.
        _saved_again(lambda cell: f"{cell[5:7]}/{cell[8:]}/{cell[:4]}" if _is_day(cell) and cell[8:] > "12" else cell),
        _saved_again(lambda cell: f"{cell[1:]}:00" if cell in ("+01:00", "+05:30") else cell),
        _saved_again(lambda cell: f"{cell[1:]}:00 AM" if cell in ("+01:00", "+05:30") else cell),
        _saved_again(lambda cell: _american(cell) if cell[10:11] == "T" and len(cell) == 19 else cell),
        _saved_again(lambda cell: "FALSE" if cell == "no" else cell),
    ],
)  # fmt: skip
def test_a_file_that_a_spreadsheet_saved_again_says_the_same(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "saved.csv").write_bytes(raw)
    read, wanted = read_history(tmp_path / "saved.csv", Watch()), read_history(GOLDEN, Watch())
    assert read.refused == ()
    assert read.records == wanted.records and read.spoken_for == wanted.spoken_for


def _table(*rows: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


DRINK = {"day": "2026-11-20", "kind": "drink", "local_time": "2026-11-20T08:00:00", "utc_offset": "+01:00",
         "water_ml": "200"}  # fmt: skip


def test_rows_typed_by_hand_get_an_identity_that_is_the_same_when_they_are_read_again(tmp_path: Path) -> None:
    (tmp_path / "typed.csv").write_bytes(_table(DRINK, DRINK, DRINK | {"water_ml": "300"}))
    first, second = (read_history(tmp_path / "typed.csv", Watch()) for _time in range(2))
    assert first.records == second.records and first.refused == ()
    assert len({record.id for record in first.records}) == 3
    drink = first.records[0]
    assert isinstance(drink, Drink) and drink.source is Source.IMPORTED and drink.at == at("2026-11-20T08:00:00+01:00")
    assert drink.entered_at is drink.changed_at is None
    assert first.spoken_for is not None and first.spoken_for["drinks"] == ("at", "ml")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"water_ml": "a lot"}, "“a lot” in column water_ml is not a whole number"),
        ({"water_ml": "20000"}, "“20000” in column water_ml is nothing that an entry can hold"),
        ({"water_ml": ""}, "Column water_ml is empty"),
        ({"local_time": "2026-11-20T25:00:00"}, "“2026-11-20T25:00:00” in column local_time is not a time such as"),
        ({"local_time": "9999-11-20T08:00:00"}, "in column local_time is not"),
        ({"local_time": ""}, "Column local_time is empty"),
        ({"utc_offset": "CET"}, "“CET” in column utc_offset is not an offset such as"),
        ({"utc_offset": "+99:00"}, "in column local_time is not a moment of a diary"),
        ({"kind": "beer"}, "“beer” in column kind is nothing"),
        ({"kind": "pause", "day": "07/08/2026"}, "“07/08/2026” in column day is not a day such as"),
        ({"kind": "pause", "day": ""}, "Column day is empty"),
        ({"kind": "day_item", "item": "heels", "value": "maybe"}, "“maybe” in column value is nothing"),
        ({"kind": "day_item", "item": "beer", "value": "yes"}, "nothing that an entry can hold"),
        ({"kind": "checkin", "value": "1", "id": "mine"}, "Its id “mine” does not go with what it says"),
        ({"kind": "spasm", "pain_0_10": "11"}, "“11” in column pain_0_10 is nothing"),
        ({"kind": "spasm", "zones": "left:nose"}, "nothing that an entry can hold"),
        ({"kind": "session", "holds": "left 1.1 30 of 30"}, "in column holds is not a list of holds"),
        ({"kind": "session", "holds": "left 1.1 30/300 done"}, "nothing that an entry can hold"),
        ({"source": "thin air"}, "“thin air” in column source is not one of the words"),
        ({"changed_at": "yesterday"}, "“yesterday” in column changed_at is not a moment"),
        ({"id": "x" * 300}, "Its id is longer than"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_line_and_column_and_the_others_come_in(
    tmp_path: Path, change: dict[str, str], says: str
) -> None:
    (tmp_path / "typed.csv").write_bytes(_table(DRINK, DRINK | change, DRINK | {"water_ml": "300"}))
    read = read_history(tmp_path / "typed.csv", Watch())
    assert {record.ml for record in read.records if isinstance(record, Drink)} == {200, 300}
    (refused,) = read.refused
    assert refused.where == "line 3" and says in refused.sentence


def test_an_identity_stands_once_and_a_column_of_another_program_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(_table(DRINK | {"id": "a", "mood": "fine"}, DRINK | {"id": "a", "water_ml": "5"}))
    read = read_history(tmp_path / "x.csv", Watch())
    assert len(read.records) == 1
    assert [refused.where for refused in read.refused] == ["", "line 3"]
    assert "“mood”" in read.refused[0].sentence


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xef\xbb\xbf", b"name,age\r\nx,1\r\n", b"day,kind,local_time,day\r\n", b"\0" * 500, b"day" * 500_000,
     b"PK\x03\x04", b'"day","kind","local_time'],
)  # fmt: skip
def test_what_is_no_history_is_refused_in_one_sentence(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(raw)
    with pytest.raises(RefusedFile, match=r"\w.*\.$"):
        read_history(tmp_path / "x.csv", Watch())


def test_a_missing_file_a_folder_and_a_wish_to_stop_are_told_apart(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, Path("a\0b")):
        with pytest.raises(RefusedFile, match="cannot be opened"):
            read_history(path, Watch())
    watch = Watch()
    watch.call_off()
    with pytest.raises(CalledOff):
        read_history(GOLDEN, watch)


@pytest.mark.parametrize(
    ("raw", "kept", "says"),
    [
        (_table(DRINK, DRINK | {"kind": "spasm", "note": "x" * 200_000}), 1, "in column note is nothing"),
        (_table(DRINK, DRINK | {"kind": "spasm", "note": "x" * 2_000_000}), 1, "."),
        (_table(DRINK, DRINK | {"kind": "spasm", "note": "a\0b"}), 1, "It holds characters that no text has."),
        (_table(DRINK) + b"1," * 400_000, 1, "It has more than 64 columns."),
        (_table(DRINK) + b'"2026"x,y\r\n' + _table(DRINK).splitlines()[1], 2, "Its quotes do not come in pairs"),
        (_table(DRINK).replace(b"\r\n", b"\r") + b"\n\n\r\n", 1, ""),
        (_table(DRINK | {"kind": "spasm", "note": "Füße"}).decode().encode("cp1252"), 1, ""),
        (_table(DRINK | {"kind": "spasm", "note": "line\n" * 4_000}), 1, ""),
        (b"sep=,\r\n" + _table(DRINK), 1, ""),
    ],
)  # fmt: skip
def test_a_hostile_table_gives_what_is_sound_in_it(tmp_path: Path, raw: bytes, kept: int, says: str) -> None:
    (tmp_path / "x.csv").write_bytes(raw)
    read = read_history(tmp_path / "x.csv", Watch())
    assert len(read.records) == kept
    assert bool(read.refused) is bool(says) and all(says in refused.sentence for refused in read.refused)
