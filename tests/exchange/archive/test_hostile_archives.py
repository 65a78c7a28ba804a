"""Archives that somebody broke or made to break something: one sentence for each, and what is sound comes in."""

from __future__ import annotations

import os
import random
import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from calfstretch.domain.contents import Contents
from calfstretch.exchange.activities.watch import CalledOff, RefusedFile, Watch
from calfstretch.exchange.archive.reader import read_archive
from calfstretch.exchange.history_csv import Dialect, write_history
from calfstretch.exchange.history_read import read_history
from calfstretch.exchange.own_rows import MOST_REFUSALS
from tests.exchange.a_diary import journal_in, one_of_each
from tests.exchange.archive.test_archive import one_of_each_stamped, written

SEEDS = int(os.environ.get("CALFSTRETCH_SEEDS", "500"))
Members = dict[str, bytes]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """The files of a sound archive."""
    with zipfile.ZipFile(written(one_of_each_stamped(), tmp_path_factory.mktemp("good"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(folder: Path, members: Members, inside: str = "") -> Path:
    path = folder / "packed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(inside + name, data)
    return path


def changed(good: Members, name: str, old: str, new: str) -> Members:
    text = good[name].decode()
    assert old in text
    return {**good, name: text.replace(old, new, 1).encode()}


def _ids(contents: Contents) -> set[str]:
    return {record.id for record in contents.records}


# -- saved again by other programs -------------------------------------------------------------------------


def test_an_archive_unpacked_and_packed_again_in_a_folder_says_the_same(tmp_path: Path, good: Members) -> None:
    one = read_archive(packed(tmp_path, good), Watch())
    other = read_archive(packed(tmp_path, {**good, "__MACOSX/._drinks.csv": b"x"}, "my diary/"), Watch())
    assert one.records == other.records and other.refused == ()


def test_tables_that_a_spreadsheet_saved_again_say_the_same(tmp_path: Path, good: Members) -> None:
    plain = {name: data.decode("utf-8-sig").replace("\r\n", "\n").encode() for name, data in good.items()}
    assert read_archive(packed(tmp_path, plain), Watch()).records == one_of_each_read(tmp_path, good).records


def one_of_each_read(folder: Path, good: Members) -> Contents:
    return read_archive(packed(folder, good), Watch())


def test_a_table_of_an_older_or_newer_program_is_read_as_far_as_it_goes(tmp_path: Path, good: Members) -> None:
    table = '"ml","at_local","at_utc_offset","mood"\r\n200,"2026-11-20T08:00:00","+01:00","fine"\r\n'
    few = {"drinks.csv": table.encode(), "moods.csv": b"x", "dictionary.csv": b"", "README.txt": b""}
    first = read_archive(packed(tmp_path, few), Watch())
    (drink,) = first.records
    assert read_archive(packed(tmp_path, few), Watch()).records == (drink,)  # its identity is worked out
    assert first.spoken_for == {"drinks": ("at", "ml")}
    assert [refused.where for refused in first.refused] == ["moods.csv", "drinks.csv"]
    assert "“mood”" in first.refused[1].sentence


# -- rows that cannot be -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "gone", "says"),
    [
        ("episodes.csv", ",7,", ",11,", {"episode-1"}, "“11” in column pain_0_10 is nothing that an entry can hold."),
        ("episodes.csv", ",7,", ",seven,", {"episode-1"}, "“seven” in column pain_0_10 is not a whole number."),
        ("episodes.csv", '"spasm"', '"cramp"', {"episode-1"}, "“cramp” in column kind is not one of the words"),
        ("episodes.csv", '"+01:00"', '"25:00"', {"episode-1"}, "in column at_local, at_utc_offset is not a local"),
        ("episodes.csv", '"2026-11-21T02:14:07.000"', '"9999-11-21"', {"episode-1"}, "in column at_local"),
        ("episodes.csv", '"left:outer_calf', '"left:nose', {"episode-1"}, "nothing that an entry can hold"),
        ("drinks.csv", ",200,", ",,", {"drink-1"}, "Column ml is empty."),
        ("drinks.csv", ",200,", ",1e400,", {"drink-1"}, "is not a whole number"),
        ("drinks.csv", ",200,", ",٢٠٠,", {"drink-1"}, "is not a whole number"),
        ("drinks.csv", '"drink-1"', '"' + "x" * 300 + '"', {"drink-1"}, "Its id is longer than"),
        ("activities.csv", '"activity-2"', '"activity-1"', {"activity-2"}, "An entry with the same id"),
        ("checkins.csv", '"2026-11-20"', '"2026-11-19"', {"bd1d7dfe-d8a5-5c5d-b8e2-32376c9d8557"}, "does not go with"),
        ("day_items.csv", '"heels","no"', '"heels","maybe"', {"2026-11-20/heels"}, "“maybe” in column value"),
        ("sessions.csv", '"partial"', '"half"', {"session-1", "session-1/1", "session-1/2", "session-1/3"}, "“half”"),
        ("sessions.csv", "{}", "[" * 5000, {"session-2"}, "in column routine is not a record in JSON."),
        ("sessions.csv", "{}", "1" * 5000, {"session-2"}, "in column routine is not a record in JSON."),
        ("sessions.csv", "{}", "7", {"session-2"}, "“7” in column routine is not a record in JSON."),
        ("settings.csv", '"5"', '"99"', set(), "“99” in column value is nothing"),
        ("settings.csv", '"day_start_h"', '"pin"', set(), "“pin” belongs to one computer and stays there."),
        ("tombstones.csv", '"drinks"', '"beers"', set(), "“beers” in column table is nothing"),
        ("holds.csv", '"session-1"', '"session-9"', {"session-1/1"}, ""),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_table_line_and_column_and_the_others_come_in(
    tmp_path: Path, good: Members, name: str, old: str, new: str, gone: set[str], says: str
) -> None:
    whole = one_of_each_read(tmp_path, good)
    read = read_archive(packed(tmp_path, changed(good, name, old, new)), Watch())
    assert _ids(whole) - _ids(read) == gone
    assert len(read.settings) + len(read.tombstones) >= 2
    assert read.refused[0].where.startswith(f"{name}, line ")
    assert says in read.refused[0].sentence


def test_what_belongs_to_something_that_is_not_there_is_told(tmp_path: Path, good: Members) -> None:
    without = {name: data for name, data in good.items() if name not in ("sessions.csv", "episodes.csv")}
    read = read_archive(packed(tmp_path, without), Watch())
    assert not [record for record in read.records if record.TABLE == "holds"]
    assert [refused.where for refused in read.refused] == [
        "holds.csv, line 2",
        "holds.csv, line 3",
        "holds.csv, line 4",
    ]
    assert {refused.sentence for refused in read.refused} == {"What it belongs to is not in the archive."}


@pytest.mark.parametrize(
    ("name", "heading", "says"),
    [
        ("drinks.csv", '"ml"', "It lacks the column ml."),
        ("settings.csv", '"key"', "It lacks a column"),
        ("drinks.csv", '"at_local","at_utc_offset"', "It lacks the column at_local, at_utc_offset."),
    ],
)
def test_a_table_without_what_it_needs_is_refused_as_a_whole(
    tmp_path: Path, good: Members, name: str, heading: str, says: str
) -> None:
    read = read_archive(
        packed(tmp_path, changed(good, name, heading, heading.replace(',"', ',"x_').replace('"', '"x_', 1))), Watch()
    )
    assert "drink-1" not in _ids(read) or name != "drinks.csv"
    assert "episode-1" in _ids(read)
    assert any(refused.where == name and says in refused.sentence for refused in read.refused)


def test_very_many_refusals_are_counted_and_not_kept(tmp_path: Path, good: Members) -> None:
    rows = '"2026-11-20T08:00:00.000","+01:00",0\r\n' * (MOST_REFUSALS + 7)
    many = {"drinks.csv": ('"at_local","at_utc_offset","ml"\r\n' + rows).encode()}
    refused = read_archive(packed(tmp_path, many), Watch()).refused
    assert len(refused) == MOST_REFUSALS + 1
    assert refused[-1].sentence == "7 more are not brought in."


# -- archives that cannot be -------------------------------------------------------------------------------


def _entry(name: str, mode: int = 0o600, flag: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFREG | mode) << 16
    entry.flag_bits |= flag
    return entry


def _add_link(archive: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("episodes.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(link, "/etc/passwd")


def _add_twice(archive: zipfile.ZipFile) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile itself warns of the double
        for _time in range(2):
            archive.writestr("episodes.csv", '"at_local"\r\n')


def _add_bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("episodes.csv", b"0" * 60_000_000, zipfile.ZIP_DEFLATED)


def _add_zip(archive: zipfile.ZipFile) -> None:
    archive.writestr("episodes.csv", b"PK\x03\x04" + b"\0" * 50)


def _add_outside(archive: zipfile.ZipFile) -> None:
    for name in ("../../episodes.csv", "/etc/episodes.csv", "a/../../episodes.csv"):
        archive.writestr(name, b"x")


@pytest.mark.parametrize("add", [_add_link, _add_twice, _add_bomb, _add_zip, _add_outside])
def test_an_entry_that_is_no_plain_table_is_refused_and_the_others_come_in(
    tmp_path: Path, good: Members, add: Callable[[zipfile.ZipFile], None]
) -> None:
    path = packed(tmp_path, {name: data for name, data in good.items() if name != "episodes.csv"})
    with zipfile.ZipFile(path, "a") as archive:
        add(archive)
    before = sorted(tmp_path.rglob("*"))
    read = read_archive(path, Watch())
    assert sorted(tmp_path.rglob("*")) == before  # nothing is unpacked
    assert "drink-1" in _ids(read) and not [record for record in read.records if record.TABLE == "episodes"]
    assert any("episodes.csv" in refused.where for refused in read.refused)


def test_a_locked_archive_says_so(tmp_path: Path, good: Members) -> None:
    path = packed(tmp_path, good)
    raw = bytearray(path.read_bytes())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 4)
    path.write_bytes(raw)
    with pytest.raises(RefusedFile, match="none of its tables"):
        read_archive(path, Watch())


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"x" * 1000, b"SQLite format 3\0" * 9])
def test_what_is_no_archive_is_refused_in_one_sentence(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(raw)
    with pytest.raises(RefusedFile, match="It is no zip file that can be read"):
        read_archive(tmp_path / "x.zip", Watch())


def test_a_zip_of_something_else_a_folder_and_a_wish_to_stop_are_told_apart(tmp_path: Path, good: Members) -> None:
    with pytest.raises(RefusedFile, match="no archive of a calfstretch diary"):
        read_archive(packed(tmp_path, {"activities/1.gpx": b"", "README.txt": b""}), Watch())
    for path in (tmp_path, tmp_path / "none.zip", Path("a\0b")):
        with pytest.raises(RefusedFile, match="cannot be opened"):
            read_archive(path, Watch())
    watch = Watch()
    watch.call_off()
    with pytest.raises(CalledOff):
        read_archive(packed(tmp_path, good), watch)


# -- any bytes ---------------------------------------------------------------------------------------------


def _mutated(raw: bytes, rng: random.Random) -> bytes:
    """The bytes with some of them changed, gone, doubled or put elsewhere."""
    data = bytearray(raw)
    for _time in range(rng.randint(1, 8)):
        at, length = rng.randrange(len(data) + 1), rng.choice((1, 1, 2, 8, 60, 400))
        what = rng.randrange(5)
        if what == 0:
            data[at : at + length] = rng.randbytes(length)
        elif what == 1:
            del data[at : at + length]
        elif what == 2:
            data[at:at] = data[at : at + length]
        elif what == 3:
            data[at : at + 1] = rng.choice((b'"', b",", b";", b"\r", b"\n", b"\0", b"'", b"\xff", b"-", b"9", b"{"))
        else:
            other = rng.randrange(len(data) + 1)
            data[at : at + length] = data[other : other + length]
    return bytes(data)


def _sound(contents: Contents) -> None:
    known = {(record.TABLE, record.id) for record in contents.records}
    assert len(known) == len(contents.records)
    for record in contents.records:
        for field, table in (("session_id", "sessions"), ("routine_id", "routines"), ("episode_id", "episodes")):
            wanted = getattr(record, field, None)
            assert wanted is None or (table, wanted) in known
    assert all(refused.sentence.endswith(".") for refused in contents.refused)


@pytest.mark.parametrize("part", [0, 1, *(pytest.param(more, marks=pytest.mark.slow) for more in (2, 3, 4))])
def test_a_broken_archive_is_read_as_far_as_it_goes_or_refused(tmp_path: Path, good: Members, part: int) -> None:
    path, taken = tmp_path / "x.zip", 0
    raw = packed(tmp_path, good).read_bytes()
    for seed in range(part, SEEDS, 5):
        rng = random.Random(seed)
        if rng.random() < 0.3:
            path.write_bytes(_mutated(raw, rng))
        else:
            # What stands in a sound zip reaches further than a broken one.
            names = rng.sample(sorted(good), 3)
            path = packed(tmp_path, {**good, **{name: _mutated(good[name], rng) for name in names}})
        try:
            contents = read_archive(path, Watch())
        except RefusedFile as refused:
            assert refused.sentence.endswith(".")
        else:
            taken += bool(contents.records)
            _sound(contents)
    assert taken > SEEDS // 20


@pytest.mark.parametrize("dialect", Dialect)
def test_a_broken_history_is_read_as_far_as_it_goes_or_refused(tmp_path: Path, dialect: Dialect) -> None:
    journal = journal_in(tmp_path, *one_of_each())
    write_history(journal, tmp_path / "good.csv", dialect=dialect)
    journal.database.close()
    raw, path, taken = (tmp_path / "good.csv").read_bytes(), tmp_path / "x.csv", 0
    for seed in range(SEEDS // 2):
        path.write_bytes(_mutated(raw, random.Random(seed)))
        try:
            contents = read_history(path, Watch())
        except RefusedFile as refused:
            assert refused.sentence.endswith(".")
        else:
            taken += bool(contents.records)
            _sound(contents)
    assert taken > SEEDS // 8
