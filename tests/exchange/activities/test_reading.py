"""Whatever was chosen: good files among bad ones come in, each bad one gets one sentence, nothing else is touched."""

from __future__ import annotations

import gzip
import random
import socket
import zipfile
from pathlib import Path

import pytest

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import FileReading, Flag, FoundActivity
from calfstretch.errors import UserError
from calfstretch.exchange.activities.reading import Format, read_files, what_is
from calfstretch.exchange.activities.watch import CalledOff, Watch
from tests.shared_files import seeds

GPX = b"""<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>
<trkpt lat="48.0" lon="11.0"><time>2026-05-01T10:00:00Z</time></trkpt>
<trkpt lat="48.003" lon="11.0"><time>2026-05-01T10:02:00Z</time></trkpt>
<trkpt lat="48.006" lon="11.0"><time>2026-05-01T10:04:00Z</time></trkpt></trkseg></trk></gpx>"""
STRAVA = (
    b"Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Filename\n"
    b'7,"May 1, 2026, 10:00:00 AM",Morning,Run,,240,0.67,activities/7.gpx.gz\n'
)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zip_of(folder: Path, name: str, **entries: bytes) -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, data in entries.items():
            file.writestr(entry.replace("__", "/").replace("_dot_", "."), data)
    return folder / name


def readings(*paths: Path) -> list[FileReading]:
    return list(read_files(paths, Watch()))


def one_run(*paths: Path) -> FoundActivity:
    [reading] = readings(*paths)
    assert reading.refused == ()
    [found] = reading.found
    assert isinstance(found, FoundActivity)
    return found


def test_a_track_is_read_under_any_name(tmp_path: Path) -> None:
    for name in ("run.gpx", "run.fit", "run.csv", "run", "run.gpx.gz"):
        run = one_run(put(tmp_path, name, GPX))
        assert (run.kind, run.elapsed_s) == (ActivityKind.RUN, 240)
        assert run.distance_m == pytest.approx(667, abs=1)


def test_gzip_is_taken_off(tmp_path: Path) -> None:
    assert one_run(put(tmp_path, "run.gpx.gz", gzip.compress(GPX))).elapsed_s == 240


def test_of_loose_files_in_a_zip_each_has_its_own_reading(tmp_path: Path) -> None:
    found = readings(zip_of(tmp_path, "runs.zip", a_dot_gpx=GPX, b_dot_gpx=b"<gpx><trk>", c_dot_txt=b"words"))
    assert [(one.name, len(one.found), len(one.refused)) for one in found] == [
        ("runs.zip: a.gpx", 1, 0),
        ("runs.zip: b.gpx", 0, 1),
    ]


def test_a_good_file_among_bad_ones_comes_in(tmp_path: Path) -> None:
    bad = [
        put(tmp_path, "empty.fit", b""),
        put(tmp_path, "picture.tcx", b"\x89PNG\r\n\x1a\n"),
        put(tmp_path, "page.csv", b"<!DOCTYPE html><html></html>"),
        put(tmp_path, "cut.zip", b"PK\x03\x04cut"),
        put(tmp_path, "diary.db", b"SQLite format 3\0"),
        put(tmp_path, "twice.gz", gzip.compress(gzip.compress(GPX))),
        tmp_path / "gone.fit",
        tmp_path,
    ]
    found = readings(*bad[:4], put(tmp_path, "good.gpx", GPX), *bad[4:])
    assert [one.name for one in found if one.found] == ["good.gpx"]
    for one in found:
        if one.name != "good.gpx":
            [refusal] = one.refused
            assert refusal.where == one.name
            assert refusal.sentence.endswith(".")


def test_a_strava_archive_is_one_reading_and_a_whole_export(tmp_path: Path) -> None:
    path = zip_of(tmp_path, "export.zip", activities_dot_csv=STRAVA, activities__7_dot_gpx_dot_gz=gzip.compress(GPX))
    [reading] = readings(path)
    assert (reading.format, reading.is_whole) == (Format.STRAVA, True)
    [run] = reading.found
    assert isinstance(run, FoundActivity)
    assert (run.title, run.elapsed_s, run.external_id) == ("Morning", 240, "7")


def test_an_export_of_which_a_line_is_refused_speaks_for_no_day_without_a_run(tmp_path: Path) -> None:
    damaged = STRAVA.rstrip() + b"\r\n" + b"," * 10 + b'"x\r\n'
    [reading] = readings(zip_of(tmp_path, "export.zip", activities_dot_csv=damaged))
    assert (len(reading.found), len(reading.refused), reading.is_whole) == (1, 1, False)


def test_a_history_among_the_files_of_a_zip_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    heading = b'\xef\xbb\xbf"day","local_time","utc_offset","kind","leg"\r\n'
    history, run = readings(zip_of(tmp_path, "mixed.zip", history_dot_csv=heading, run_dot_gpx=GPX))
    assert (history.format, [one.where for one in history.refused]) == ("", ["mixed.zip: history.csv"])
    assert len(run.found) == 1


def test_whatever_a_file_does_to_a_reader_the_others_of_the_zip_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from calfstretch.exchange.activities import tcx

    def broken(_stream: object, _watch: Watch) -> object:
        raise AssertionError("nobody thought of this one")

    monkeypatch.setattr(tcx, "read", broken)
    bad, good = readings(zip_of(tmp_path, "runs.zip", a_dot_tcx=b"<TrainingCenterDatabase/>", b_dot_gpx=GPX))
    assert [one.where for one in bad.refused] == ["runs.zip: a.tcx"] and len(good.found) == 1


def test_a_file_that_is_not_there_is_said_to_be_none(tmp_path: Path) -> None:
    [gone] = readings(tmp_path / "gone.fit")
    assert [one.sentence for one in gone.refused] == ["It could not be read: there is no such file."]
    with pytest.raises(UserError, match="gone.fit could not be read: there is no such file."):
        what_is(tmp_path / "gone.fit")


def test_our_own_files_are_told_and_left_to_their_readers(tmp_path: Path) -> None:
    history = put(tmp_path, "history.csv", b'\xef\xbb\xbf"day","local_time","utc_offset","kind","leg"\r\n')
    archive = zip_of(tmp_path, "diary.zip", dictionary_dot_csv=b"x", sessions_dot_csv=b"x")
    assert [(one.format, one.found, one.refused) for one in readings(history, archive)] == [
        (Format.OWN_HISTORY, (), ()),
        (Format.OWN_ARCHIVE, (), ()),
    ]
    assert (what_is(history), what_is(archive)) == (Format.OWN_HISTORY, Format.OWN_ARCHIVE)


def test_what_a_file_is_looks_inside_gzip(tmp_path: Path) -> None:
    assert what_is(put(tmp_path, "a", gzip.compress(GPX))) is Format.GPX
    assert what_is(put(tmp_path, "b.zip", b"PK\x03\x04cut")) is Format.UNKNOWN
    with pytest.raises(UserError, match="could not be read"):
        what_is(tmp_path / "gone")


def test_what_stands_before_the_damage_is_marked(tmp_path: Path) -> None:
    second = GPX.replace(b"<gpx", b"<gpx").rsplit(b"</gpx>", 1)[0] + b"<trk><trkseg><trkpt lat='1"
    [reading] = readings(put(tmp_path, "cut.gpx", second))
    assert reading.refused
    assert all(Flag.CUT_SHORT in one.flags for one in reading.found if isinstance(one, FoundActivity))


def test_reading_is_called_off_between_files_and_what_came_before_stands(tmp_path: Path) -> None:
    watch = Watch()
    taken = []
    with pytest.raises(CalledOff):
        for reading in read_files([put(tmp_path, f"{n}.gpx", GPX) for n in range(5)], watch):
            taken.append(reading)
            watch.call_off()
    assert len(taken) == 1


def test_any_damaged_file_ends_in_sentences_without_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_socket(*_args: object, **_named: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", no_socket)
    monkeypatch.chdir(tmp_path)
    whole = zip_of(tmp_path, "z.zip", activities_dot_csv=STRAVA, activities__7_dot_gpx=GPX).read_bytes()
    good = [GPX, gzip.compress(GPX), STRAVA, whole]
    chance = random.Random(66)
    for _ in range(seeds(160)):
        data = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(1, len(data)) :]
        for reading in readings(put(tmp_path, "damaged", bytes(data))):
            assert reading.found or reading.nothing or reading.refused or reading.format is Format.OWN_HISTORY
            assert all(one.sentence for one in reading.refused)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged", "z.zip"]
