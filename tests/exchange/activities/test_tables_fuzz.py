"""Good tables, health exports and backups, damaged in every way: found or refused, and never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.day import MAX_DRINK_ML, Activity
from calfstretch.domain.found import Found, FoundActivity, FoundDrink, Refusal
from calfstretch.exchange.activities import apple_health, garmin, loop, strava
from calfstretch.exchange.activities.containers import Archive
from calfstretch.exchange.activities.watch import RefusedFile, Watch
from tests import shared_files

DATA = Path(__file__).resolve().parents[2] / "data" / "activities"
Read = Callable[[bytes], Iterator[Found | Refusal]]
INSERTED = (
    b'"', b"\0", b",", b";", b"\n", b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"-1", b"9" * 400, b"1e999", b"nan", b"<",
    b"&a;", b"]>", b"<!DOCTYPE x [", b"--", b"'", b"\xe2\x80\xaf", b"2024-02-30", b"x" * 25_000, b"\x0b", b"<Workout>",
)  # fmt: skip


def strava_zip(data: bytes) -> Iterator[Found | Refusal]:
    return strava.read_archive(Archive(io.BytesIO(data)), Watch())


def loop_zip(data: bytes) -> Iterator[Found | Refusal]:
    return loop.read(Archive(io.BytesIO(data)), Watch())


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:  # stored, so that damage reaches what is inside
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def samples(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((DATA / folder).iterdir()) if path.suffix in (".csv", ".xml")]


def strava_archives() -> list[bytes]:
    table = (DATA / "strava" / "export_2024_one_run.csv").read_bytes()
    track = (
        b"<gpx><trk><trkseg><trkpt lat='1' lon='1'><time>2024-05-01T10:00:00Z</time></trkpt>"
        b"<trkpt lat='1.01' lon='1'><time>2024-05-01T10:09:00Z</time></trkpt></trkseg></trk></gpx>"
    )
    fits = sorted(DATA.rglob("*.fit"), key=lambda path: path.stat().st_size)[:1]
    original = fits[0].read_bytes() if fits else b""
    return [
        zipped({"activities.csv": table, "activities/12866632127.fit.gz": original, "activities/2.gpx": track}),
    ]


def loop_archives() -> list[bytes]:
    habits = b"Position,Name,Type,Unit\n001,Wine,YES_NO,\n002,Water,NUMERICAL,ml\n"
    days = b"Date,Value,Notes\n2025-01-06,YES_MANUAL,\n2025-01-05,NO,Sick\n"
    water = b"2025-01-06,1500000\n2025-01-05,0\n"
    return [
        zipped({"Habits.csv": habits, "001 Wine/Checkmarks.csv": days, "002 Water/Checkmarks.csv": water}),
    ]


READERS: dict[str, tuple[Read, Callable[[], list[bytes]]]] = {
    "strava": (lambda data: strava.read(io.BytesIO(data), Watch()), lambda: samples("strava")),
    "strava archive": (strava_zip, strava_archives),
    "garmin": (lambda data: garmin.read(io.BytesIO(data), Watch()), lambda: samples("garmin")),
    "apple": (lambda data: apple_health.read(io.BytesIO(data), Watch()), lambda: samples("apple")),
    "loop": (loop_zip, loop_archives),
}


def damaged(data: bytes, seed: int) -> bytes:
    """The file with a few bytes changed, put in, taken out, doubled, or cut off."""
    chance = random.Random(seed)
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        if not data:
            break
        at, length = chance.randrange(len(data)), chance.choice((1, 1, 3, 40, 400))
        what = chance.randrange(5)
        if what == 0:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif what == 1:
            data = data[:at] + chance.choice(INSERTED) + data[at:]
        elif what == 2:
            data = data[:at] + data[at + length :]
        elif what == 3:
            data = data[: at + length] + data[at:]
        elif chance.random() < 0.3:
            data = data[:at]
    return data


def hold(read: Read, data: bytes) -> int:
    """Read it to the end, or to its refusal; what it gives is what a diary can hold."""
    count = 0
    try:
        for one in read(data):
            count += 1
            if isinstance(one, Refusal):
                assert one.where and one.sentence
            elif isinstance(one, FoundActivity):
                storable(one)
            elif isinstance(one, FoundDrink):
                assert 0 < one.ml <= MAX_DRINK_ML and one.at(UTC)
            else:
                assert one.name and (one.value in ("yes", "no") or float(one.value) >= 0)
    except RefusedFile as refused:
        assert refused.sentence
    return count


def storable(one: FoundActivity) -> None:
    Activity(
        id="x",
        at=one.at(UTC),
        kind=one.kind,
        minutes=None if one.elapsed_s is None else one.elapsed_s / 60,
        moving_s=one.moving_s,
        distance_m=one.distance_m,
        climb_m=one.climb_m,
        temperature_c=one.temperature_c,
        temperature_kind=one.temperature_kind,
        heart_rate_bpm=one.heart_rate_bpm,
    )
    assert (one.temperature_c is None) == (one.temperature_kind is None)


@pytest.mark.parametrize("name", READERS)
def test_good_files_give_something(name: str) -> None:
    read, good = READERS[name]
    assert all(hold(read, data) for data in good())


@pytest.mark.parametrize("name", READERS)
def test_damaged_good_files_are_read_or_refused(name: str) -> None:
    read, good = READERS[name]
    # Small ones first: they are tried more often.
    files = sorted(good(), key=len)
    for seed in range(shared_files.seeds(100)):
        data = damaged(files[min(seed % 7, len(files) - 1)], seed)
        try:
            hold(read, data)
        except BaseException as error:
            error.add_note(f"{name}, seed {seed}")
            raise


cell = st.text(st.characters(exclude_categories=["Cs"]), max_size=15) | st.sampled_from(
    ["Activity ID", "Activity Date", "Distance", "Activity Type", "Date", "Time", "id", "date", "name", "type",
     "elapsed_time", "May 1, 2024, 10:00:00 AM", "2024-05-01 10:00:00", "1", "1.5", "1,5", "00:30:00", "--",
     "Run", "true"]
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(cell, min_size=1, max_size=20), max_size=6), st.sampled_from(",;\t"))
def test_tables_of_any_cells_are_read_or_refused(rows: list[list[str]], sign: str) -> None:
    data = "\n".join(sign.join(row) for row in rows).encode()
    garmin.is_mine(data)
    hold(READERS["strava"][0], data)
    hold(READERS["garmin"][0], data)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise_anything_else(data: bytes) -> None:
    garmin.is_mine(data)
    for name in ("strava", "garmin", "apple"):
        hold(READERS[name][0], data)
    hold(READERS["apple"][0], b"<HealthData>" + data)
