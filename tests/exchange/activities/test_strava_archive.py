"""Strava's whole export: rows filled up from their originals, originals without a row, damage that loses nothing."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import Flag, FoundActivity, Refusal
from calfstretch.exchange.activities import strava
from calfstretch.exchange.activities.containers import Archive
from calfstretch.exchange.activities.watch import CalledOff, RefusedFile, Watch
from tests import shared_files
from tests.exchange.activities.in_memory import archive_of

HEADING = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Commute,"
    "Activity Gear,Filename"
)
DATA = Path(__file__).resolve().parents[2] / "data" / "activities"
GPX = """<gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
<trk><type>{kind}</type><trkseg>{points}</trkseg></trk></gpx>"""
POINT = (
    '<trkpt lat="48.{at:03}" lon="16.3"><ele>{at}</ele><time>2024-05-01T10:{at:02}:00Z</time><extensions>'
    "<x:TrackPointExtension><x:atemp>21</x:atemp><x:hr>140</x:hr></x:TrackPointExtension></extensions></trkpt>"
)
TRACK = GPX.format(kind="running", points="".join(POINT.format(at=at) for at in range(6)))
PLAN = '<gpx xmlns="http://www.topografix.com/GPX/1/1"><rte><rtept lat="1" lon="1"/></rte></gpx>'


def row(file: str = "", date: str = "May 1, 2024, 10:00:00 AM", sport: str = "Run", number: int = 1) -> str:
    return f'{number},"{date}",x,{sport},,300,1.00,false,,{file}'


def table(*rows: str) -> str:
    return "\n".join([HEADING, *rows]) + "\n"


def read(files: dict[str, bytes | str], watch: Watch | None = None) -> tuple[list[FoundActivity], list[Refusal]]:
    found = list(strava.read_archive(archive_of(files), watch or Watch()))
    return [one for one in found if isinstance(one, FoundActivity)], [one for one in found if isinstance(one, Refusal)]


def fit_bytes() -> bytes:
    """A real run: 2022-05-29T15:53:35Z, two hours ahead of UTC, heart rate 136."""
    for folder in (shared_files.FOLDER / "fit", DATA / "fit"):
        path = folder / "garmin_venusq_run_2022.fit"
        if path.is_file():
            return path.read_bytes()
    pytest.skip("the large set of files is not here")


def test_the_tiny_export_of_the_large_set_is_one_run() -> None:
    path = shared_files.FOLDER / "bad" / "strava_ok.zip"
    if not path.is_file():
        pytest.skip("the large set of files is not here")
    with path.open("rb") as file:
        (found,) = strava.read_archive(Archive(file), Watch())
    assert isinstance(found, FoundActivity) and found.title == "Läufer 🏃"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("top", ["", "export_123/"])
def test_the_offset_and_what_the_row_lacks_come_from_the_original(packed: bool, top: str) -> None:
    data = gzip.compress(fit_bytes()) if packed else fit_bytes()
    name = "activities/9.fit.gz" if packed else "activities/9.fit"
    files: dict[str, bytes | str] = {
        f"{top}activities.csv": table(row(name, "May 29, 2022, 3:53:35 PM", "Juoksumatto")),
        f"{top}{name}": data,
    }
    (run,), refused = read(files)
    assert not refused
    assert (run.utc_offset_s, run.heart_rate_bpm, run.climb_m) == (7200, 136, 109)
    assert run.flags == frozenset() and run.kind is ActivityKind.RUN
    assert (run.elapsed_s, run.distance_m, run.start_utc) == (300, 1000, datetime(2022, 5, 29, 15, 53, 35, tzinfo=UTC))


def test_a_track_gives_heart_rate_and_temperature_but_no_offset() -> None:
    (run,), refused = read({"activities.csv": table(row("activities/1.gpx")), "activities/1.gpx": TRACK})
    assert not refused
    assert (run.heart_rate_bpm, run.temperature_c, run.temperature_kind) == (140, 21, "device")
    assert run.utc_offset_s is None and Flag.ZONE_ASSUMED in run.flags


def test_an_original_of_another_time_fills_nothing_but_the_offset() -> None:
    files: dict[str, bytes | str] = {
        "activities.csv": table(row("activities/9.fit"), row("activities/1.gpx", "May 3, 2024, 10:00:00 AM", number=2)),
        "activities/9.fit": fit_bytes(),
        "activities/1.gpx": TRACK,
    }
    (first, second), _refused = read(files)
    assert (first.utc_offset_s, first.heart_rate_bpm) == (7200, None)
    assert (second.utc_offset_s, second.heart_rate_bpm) == (None, None)


@pytest.mark.parametrize(
    "data", [b"", b"\x1f\x8bbroken", b"\x0e\x10\0\0\xff\xff\xff\xff.FIT\0\0" + b"\xff" * 99, "<gpx>", PLAN]
)
def test_a_broken_original_or_none_loses_no_row(data: bytes | str) -> None:
    rows = table(row("activities/9.fit"), row("activities/gone.fit", number=2), row(number=3))
    activities, refused = read({"activities.csv": rows, "activities/9.fit": data})
    assert [one.external_id for one in activities] == ["1", "2", "3"]
    assert not refused


def test_originals_without_a_row_are_read_too_and_plans_and_pictures_are_not() -> None:
    activities, refused = read(
        {
            "activities.csv": table(row(date="May 9, 2024, 10:00:00 AM")),
            "activities/1.gpx": TRACK,
            "activities/2.gpx": "<gpx>",
            "activities/readme.txt": "x",
            "routes/3.gpx": TRACK,
            "media/4.jpg": b"\xff\xd8\xff",
        }
    )
    assert [one.elapsed_s for one in activities] == [300, 300]
    assert [one.where for one in refused] == ["activities/2.gpx"]


def test_an_original_of_a_row_that_does_not_name_it_is_no_second_activity() -> None:
    activities, refused = read({"activities.csv": table(row()), "activities/1.gpx": TRACK})
    assert len(activities) == 1 and not refused


def test_a_table_that_ends_in_damage_still_lets_the_rest_in() -> None:
    files: dict[str, bytes | str] = {
        "activities.csv": table(row(date="May 9, 2024, 10:00:00 AM")) + '2,"' + "x\n" * 3000,
        "activities/1.gpx": TRACK,
    }
    found = []
    with pytest.raises(RefusedFile):
        for one in strava.read_archive(archive_of(files), Watch()):
            found.append(one)
    assert len(found) == 2


def test_two_thousand_originals_tell_how_far_they_are_and_can_be_called_off() -> None:
    names = [f"activities/{at}.gpx" for at in range(2000)]
    files: dict[str, bytes | str] = dict.fromkeys(names, PLAN)
    files["activities.csv"] = table(*(row(name, number=at) for at, name in enumerate(names)))
    clock, told = iter(range(10**9)), list[float]()
    watch = Watch(told.append, lambda: next(clock) * 0.001)
    seen = 0
    with pytest.raises(CalledOff):
        for _one in strava.read_archive(archive_of(files), watch):
            seen += 1
            if seen == 1000:
                watch.call_off()
    assert seen == 1000
    assert told == sorted(told) and 0.4 < told[-1] < 0.51 and len(told) > 10


def test_years_may_take_longer_than_any_one_file() -> None:
    names = [f"activities/{at}.gpx" for at in range(300)]
    files: dict[str, bytes | str] = dict.fromkeys(names, TRACK)
    # Longer than the table is read in at once.
    files["activities.csv"] = table(
        *(row(name, number=at).replace(",x,", f",{900 * 'x'},") for at, name in enumerate(names))
    )
    clock = iter(range(10**9))
    watch = Watch(now=lambda: next(clock) * 0.1)
    activities, refused = read(files, watch)
    assert len(activities) == 300 and not refused
    assert next(clock) * 0.1 > 300
