"""The archive: everything out and back without loss, in the same bytes, with a dictionary that leaves nothing out."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from calfstretch.domain.contents import Contents, SettingEntry, Tombstone
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import Look, Programme, SafetyAnswer, SavedRoutine
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold, Session
from calfstretch.errors import UserError
from calfstretch.exchange.activities.watch import Watch
from calfstretch.exchange.archive import words
from calfstretch.exchange.archive.reader import read_archive
from calfstretch.exchange.archive.settled import settled
from calfstretch.exchange.archive.tables import (
    DICTIONARY,
    DICTIONARY_COLUMNS,
    KINDS,
    README,
    has_column,
    members,
    tables,
)
from calfstretch.exchange.archive.writer import write_archive, write_archive_in_steps
from calfstretch.storage import rows
from tests.exchange.a_diary import at, journal_in, one_of_each
from tests.exchange.archive.diaries_of_any_kind import contents

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
LISTED = """sessions.csv holds.csv episodes.csv drinks.csv activities.csv checkins.csv day_items.csv pauses.csv tags.csv
routines.csv programmes.csv profile.csv questions.csv marked_changes.csv safety_answers.csv reminders.csv settings.csv
looks.csv tombstones.csv imported_ranges.csv dictionary.csv README.txt"""


class ADiary:
    """Contents that stand for a diary."""

    def __init__(self, held: Contents) -> None:
        self._held = held

    def contents(self) -> Contents:
        return self._held


def written(held: Contents, folder: Path, name: str = "diary.zip") -> Path:
    write_archive(ADiary(held), folder / name)
    return folder / name


def one_of_each_stamped() -> Contents:
    return Contents(
        records=tuple(record.stamped(NOW) for record in one_of_each()),
        settings=(SettingEntry("day_start_h", 5, NOW), SettingEntry("language", None, NOW)),
        tombstones=(Tombstone("drinks", "drink-9", NOW),),
    )


# -- without loss ----------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(held=contents())
def test_any_contents_come_back_and_give_the_same_bytes_again(held: Contents) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = written(held, Path(folder))
        read = read_archive(first, Watch())
        again = written(read, Path(folder), "again.zip")
        assert read.refused == () and read.spoken_for is None
        assert read == settled(held)
        assert again.read_bytes() == first.read_bytes()


def test_the_same_contents_in_another_order_at_another_place_give_the_same_bytes(tmp_path: Path) -> None:
    held = one_of_each_stamped()
    turned = Contents(
        records=held.records[::-1], settings=held.settings[::-1], tombstones=held.tombstones,
    )  # fmt: skip
    (tmp_path / "elsewhere").mkdir()
    first, second = written(held, tmp_path), written(turned, tmp_path / "elsewhere", "other name.zip")
    assert first.read_bytes() == second.read_bytes()


def test_a_diary_on_disk_leaves_whole_and_comes_back(tmp_path: Path) -> None:
    journal = journal_in(tmp_path, *one_of_each())
    assert write_archive(journal, tmp_path / "diary.zip") == len(one_of_each())
    held = journal.contents()
    journal.database.close()
    assert read_archive(tmp_path / "diary.zip", Watch()) == settled(held)


def test_moments_keep_their_milliseconds_and_odd_offsets(tmp_path: Path) -> None:
    odd = Moment(datetime(1999, 12, 31, 23, 59, 59, 7000, tzinfo=UTC), -(17 * 3600 + 59 * 60 + 58))
    lisbon = Moment.of(datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Lisbon"), fold=1))
    held = Contents(records=tuple(Episode(at=moment).stamped(NOW) for moment in (odd, lisbon)))
    assert [record.at for record in read_archive(written(held, tmp_path), Watch()).records] == [odd, lisbon]  # type: ignore[attr-defined]


def test_nothing_and_an_empty_text_stay_apart(tmp_path: Path) -> None:
    when = at("2026-11-20T12:00:00+01:00")
    held = Contents(records=tuple(Episode(id=f"e{n}", at=when, eased_by=said).stamped(NOW) for n, said in
                                  enumerate((None, "", "'", "walking"))))  # fmt: skip
    read = read_archive(written(held, tmp_path), Watch()).records
    assert [record.eased_by for record in read] == [None, "", "'", "walking"]  # type: ignore[attr-defined]


def test_a_look_with_a_body_of_anything_leaves(tmp_path: Path) -> None:
    body = {"a": float("inf"), "b": [1, {"c": None}], "when": timedelta(days=1)}
    assert written(Contents(records=(Look(number=1, day=NOW.date(), body=body).stamped(NOW),)), tmp_path).exists()


# -- what belongs to what ----------------------------------------------------------------------------------


def test_references_lead_to_something_in_the_archive_or_nowhere(tmp_path: Path) -> None:
    when = at("2026-11-20T12:00:00+01:00")
    hold = {"round": 1, "leg": "left", "attempt": 1, "planned_s": 30, "target_s": 30, "target_origin": "app",
            "held_s": 30, "end_reason": "done"}  # fmt: skip
    gone = NOW + timedelta(hours=1)
    in_bin = SavedRoutine.of(DAILY, id="r2", deleted_at=gone, entered_at=NOW, changed_at=gone)
    held = Contents(
        records=(
            Session(id="s1", purpose="daily", started_at=when, episode_id="gone"),
            SafetyAnswer(id="a1", at=when, flag=8, answer="yes", episode_id="gone"),
            Hold(session_id="s1", ordinal=1, **hold),
            Hold(session_id="gone", ordinal=1, **hold),
            Programme(id="p1", routine_id="r1", first_day=NOW.date()),
            Programme(id="p2", routine_id="r2", first_day=NOW.date()),
            in_bin,
            SavedRoutine.of(DAILY, id="r3", deleted_at=gone, entered_at=NOW, changed_at=gone),
        )
    )
    read = read_archive(written(held, tmp_path), Watch())
    assert sorted(record.id for record in read.records) == ["a1", "p2", "r2", "s1", "s1/1"]
    assert {getattr(record, "episode_id", None) for record in read.records} == {None}
    assert next(record for record in read.records if record.id == "r2") == in_bin


# -- the file ----------------------------------------------------------------------------------------------


def test_the_archive_has_the_tables_of_the_data_model_and_nothing_of_the_computer(tmp_path: Path) -> None:
    held = one_of_each_stamped()
    private = Contents(records=held.records, settings=(*held.settings, SettingEntry("pin", "1234", NOW)))
    with zipfile.ZipFile(written(private, tmp_path)) as archive:
        assert {entry.filename for entry in archive.infolist()} == set(LISTED.split()) == members()
        assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 3, 0o100600 << 16)
        }
        assert archive.namelist() == sorted(archive.namelist())
        for name in archive.namelist():
            raw = archive.read(name).decode()
            assert raw.startswith("\ufeff") and raw.endswith("\r\n")
            assert "1234" not in raw


def test_every_text_is_quoted_and_no_cell_begins_like_a_formula(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(one_of_each_stamped(), tmp_path)) as archive:
        for name in archive.namelist():
            if not name.endswith(".csv"):
                continue
            text = archive.read(name).decode().removeprefix("\ufeff")
            outside = "".join(part for n, part in enumerate(text.split('"')) if n % 2 == 0)
            for bare in filter(None, outside.replace("\r\n", ",").split(",")):
                float(bare)
            for row in csv.reader(io.StringIO(text, newline="")):
                for heading_free in row:
                    is_ours = heading_free[:1] in "+-" and heading_free[1:].replace(":", "").replace(".", "").isdigit()
                    assert is_ours or not heading_free.startswith(tuple("=+-@\t\r＝＋－＠"))


def test_a_file_that_stands_there_stays_when_the_writing_ends_early(tmp_path: Path) -> None:
    target = tmp_path / "diary.zip"
    target.write_text("what stood there")
    steps = write_archive_in_steps(ADiary(one_of_each_stamped()), target)
    next(steps)
    steps.close()
    assert target.read_text() == "what stood there" and len(list(tmp_path.iterdir())) == 1
    with pytest.raises(UserError, match=r"Not exported to .*: .*\. Choose another place\."):
        write_archive(ADiary(one_of_each_stamped()), tmp_path / "none" / "diary.zip")


# -- the dictionary ----------------------------------------------------------------------------------------


def test_every_kind_of_record_has_a_table() -> None:
    assert {kind.TABLE: kind for kind in KINDS} == dict(rows.KINDS)
    assert set(words.WORDS) == set(tables())


@pytest.mark.parametrize("table", sorted(tables()))
def test_every_field_of_a_record_has_its_words_and_every_word_its_field(table: str) -> None:
    named = {each.name for each in fields(rows.KINDS[table]) if has_column(table, each.name)}
    assert set(words.WORDS[table]) | set(words.TRAIL) == named
    assert {each.name for each in tables()[table].fields} == named
    left = {each.name for each in fields(rows.KINDS[table])} - named
    assert left == (set() if table == "routines" else {"deleted_at"})


def test_the_dictionary_says_every_column_of_every_table_and_no_other(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(one_of_each_stamped(), tmp_path)) as archive:
        read = {
            name.removesuffix(".csv"): [*csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))]
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    assert tuple(read["dictionary"][0]) == DICTIONARY_COLUMNS
    said = [dict(zip(DICTIONARY_COLUMNS, row, strict=True)) for row in read["dictionary"][1:]]
    assert [(row["table"], row["column"]) for row in said] == [
        (table, column) for table in sorted(read, key=lambda name: (name == "dictionary", name))
        for column in read[table][0]
    ]  # fmt: skip
    assert all(row["type"] and row["meaning_of_blank"] and row["meaning"] for row in said)
    lists = {("episodes", "kind"): "spasm; tightness; not_said", ("reminders", "kind"): "stretch; note"}
    for row in said:
        assert row["allowed_values"] == lists.get((row["table"], row["column"]), row["allowed_values"])


def test_the_readme_names_every_table_and_promises_no_review(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(one_of_each_stamped(), tmp_path)) as archive:
        text = archive.read(README).decode("utf-8-sig")
    assert all(f"\n{name} " in text for name in members() - {README})
    assert DICTIONARY in text
    for said in ("self-reported", "no clinician", "not said", "tombstones.csv", "spreadsheet"):
        assert said in text
    assert max(map(len, text.splitlines())) < 120
