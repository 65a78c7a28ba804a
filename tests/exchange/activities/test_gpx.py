"""GPX files: recorded tracks, plans, and what cannot be."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import isclose

import gpxpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.day import ActivityKind as Kind
from calfstretch.domain.found import Flag, FoundActivity
from calfstretch.exchange.activities import gpx
from calfstretch.exchange.activities.watch import CalledOff, NothingInIt, RefusedFile, Watch

NOW = datetime(2026, 11, 22, tzinfo=UTC)
START = datetime(2024, 5, 1, 10, tzinfo=UTC)
# Of a latitude, on the sphere of the reader.
METRE = 360 / (2 * 3.141592653589793 * 6_371_000)


def point(seconds: float | None = None, metres: float = 0, *, lat: object = None, lon: object = "20", inside: str = "",
          time: str | None = None) -> str:  # fmt: skip
    """A point so far north of the first."""
    if time is None and seconds is not None:
        time = (START + timedelta(seconds=seconds)).isoformat()
    stamp = "" if time is None else f"<time>{time}</time>"
    places = f'lat="{10 + metres * METRE if lat is None else lat}" lon="{lon}"'
    return f"<trkpt {places}>{stamp}{inside}</trkpt>"


def track(*segments: str, head: str = "") -> str:
    return f"<trk>{head}" + "".join(f"<trkseg>{points}</trkseg>" for points in segments) + "</trk>"


def file(*parts: str, root: str = 'gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"') -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{"".join(parts)}</{root.split()[0]}>'.encode()


def found(data: bytes) -> list[FoundActivity]:
    return list(gpx.read(io.BytesIO(data), Watch(), NOW))


def one(*parts: str) -> FoundActivity:
    (activity,) = found(file(*parts))
    return activity


def refused(data: bytes) -> str:
    with pytest.raises(RefusedFile) as refusal:
        found(data)
    assert not isinstance(refusal.value, NothingInIt)
    return refusal.value.sentence


def nothing(data: bytes) -> str:
    with pytest.raises(NothingInIt) as refusal:
        found(data)
    return refusal.value.sentence


def test_a_track_with_everything() -> None:
    inside = (
        '<ele>{ele}</ele><extensions><x:TrackPointExtension xmlns:x="urn:x"><x:hr>{hr}</x:hr><x:atemp>{temp}</x:atemp>'
        "</x:TrackPointExtension></extensions>"
    )
    activity = one(
        track(
            point(0, 0, inside=inside.format(ele=100, hr=120, temp=10))
            + point(60, 180, inside=inside.format(ele=110, hr=140, temp=12)),
            head="<name>Round &amp; round</name><type>running</type>",
        )
    )
    assert activity.distance_m == pytest.approx(180, abs=0.01)
    assert (activity.start_utc, activity.elapsed_s, activity.moving_s) == (START, 60, 60)
    assert (activity.kind, activity.sport, activity.title) == (Kind.RUN, "running", "Round & round")
    assert (activity.heart_rate_bpm, activity.temperature_c, activity.temperature_kind) == (130, 11, "device")
    assert (activity.climb_m, activity.utc_offset_s, activity.flags) == (10, None, set())


@pytest.mark.parametrize("root", ["gpx", 'gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0"',
                                  'gpx version="5.8" xmlns="urn:wrong"'])  # fmt: skip
def test_any_version_and_name_space(root: str) -> None:
    assert len(found(file(track(point(0) + point(60, 100)), root=root))) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_are_the_parsers_task(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = file(track(point(0) + point(60, 100), head="<name>Forêt</name>")).decode().replace("UTF-8", name)
    (activity,) = found(text.encode(encoding))
    assert activity.title == "Forêt"


def test_plans_and_places_are_no_activity() -> None:
    assert "planned route" in nothing(file(track(point() + point(None, 100), head="<type>Run</type>")))
    places = '<wpt lat="1" lon="2"><time>2024-05-01T10:00:00Z</time></wpt>'
    route = '<rte><rtept lat="1" lon="2"><time>2024-05-01T10:00:00Z</time></rtept></rte>'
    assert nothing(file(places, route))
    assert nothing(file("<metadata><time>2024-05-01T10:00:00Z</time></metadata>"))
    assert nothing(file(track("")))


def test_stops_and_gaps_between_segments_do_not_move() -> None:
    first = point(0, 0) + point(60, 180) + point(660, 190)  # ten minutes for ten metres
    second = point(1000, 1000) + point(1060, 1180)
    activity = one(track(first, second))
    assert (activity.elapsed_s, activity.moving_s) == (1060, 120)
    assert activity.distance_m == pytest.approx(190 + 180, abs=0.01)


def test_just_above_one_km_h_is_moving_and_just_below_is_not() -> None:
    assert one(track(point(0) + point(3600, 1001))).moving_s == 3600
    assert one(track(point(0) + point(3600, 999))).moving_s == 0


def test_tracks_close_together_are_one_outing_and_tracks_of_two_days_are_two() -> None:
    first, later = track(point(0) + point(60, 180)), track(point(900, 200) + point(960, 380))
    assert one(later, first).elapsed_s == 960
    next_day = track(point(86_400) + point(86_460, 180), head="<name>B</name>")
    days = found(file(next_day, first))
    assert [day.start_utc for day in days] == [START, START + timedelta(days=1)]
    assert [day.elapsed_s for day in days] == [60, 60]


def test_points_out_of_order_give_smallest_and_largest_time_and_are_flagged() -> None:
    activity = one(track(point(300, 1112) + point(0, 0)))
    assert (activity.start_utc, activity.elapsed_s, activity.moving_s) == (START, 300, 300)
    assert Flag.ELAPSED_WORKED_OUT in activity.flags


def test_over_the_date_line() -> None:
    activity = one(track(point(0, lat=0, lon=179.9995) + point(60, lat=0, lon=-179.9995)))
    assert activity.distance_m == pytest.approx(111.19, abs=0.01)


@pytest.mark.parametrize("wrong", ["NaN", "inf", "1e999", "10,5", "91", "", "1_0", "0x1", "9" * 1000])
def test_a_point_that_cannot_be_is_left_out_and_counted(wrong: str) -> None:
    good = point(0) + point(60, 180)
    assert one(track(good)).flags == set()
    activity = one(track(good + point(120, lat=wrong)))
    assert activity.flags == {Flag.POINTS_LEFT_OUT}
    assert activity.distance_m == pytest.approx(180, abs=0.01)
    assert "place" in refused(file(track(point(0, lat=wrong) + point(60, lat=wrong))))


def test_a_point_without_a_place_is_left_out() -> None:
    activity = one(track(point(0) + "<trkpt><ele>3</ele></trkpt>" + point(60, 180)))
    assert activity.flags == {Flag.POINTS_LEFT_OUT}


@pytest.mark.parametrize(
    ("first", "start", "elapsed"),
    [
        ("2024-05-01T09:55:00.123456789Z", START - timedelta(minutes=5), 299.876544),
        ("2024-05-01T15:30:00+05:30", START, 0),
        ("2024-05-01T09:55:00.5Z", START - timedelta(minutes=5), 299.5),
        ("2024-04-30T24:00:00Z", START - timedelta(hours=10), 36_000),
        (" 2024-05-01T09:55:00Z\n", START - timedelta(minutes=5), 300),
        ("2024-05-01t09:55:00z", START - timedelta(minutes=5), 300),
    ],
)
def test_ways_to_write_a_time(first: str, start: datetime, elapsed: float) -> None:
    activity = one(track(point(time=first) + point(0, 1000)))
    assert (activity.start_utc, activity.elapsed_s) == (start, pytest.approx(elapsed))
    assert Flag.UTC_ASSUMED not in activity.flags


def test_a_time_without_a_zone_is_taken_as_utc_and_flagged() -> None:
    activity = one(track(point(time="2024-05-01T10:00:00") + point(time="2024-05-01T10:01:00", metres=100)))
    assert (activity.start_utc, activity.flags) == (START, {Flag.UTC_ASSUMED})


@pytest.mark.parametrize("wrong", ["10000-01-01T00:00:00Z", "yesterday", "2024-05-01", "2024-13-01T00:00:00Z",
                                   "9999-12-31T24:00:00Z", "0001-01-01T00:00:00+10:00"])  # fmt: skip
def test_times_that_nobody_can_read_are_refused(wrong: str) -> None:
    assert "times" in refused(file(track(point(time=wrong) + point(time=wrong, metres=100))))


@pytest.mark.parametrize("year", [1901, 1989, 2106])
def test_a_day_that_cannot_be_is_flagged(year: int) -> None:
    odd = f"{year}-05-01T10:0"
    activity = one(track(point(time=f"{odd}0:00Z") + point(time=f"{odd}5:00Z", metres=900)))
    assert Flag.ODD_DATE in activity.flags
    assert activity.elapsed_s == 300


def test_one_odd_time_among_good_ones_is_left_out() -> None:
    activity = one(track(point(0) + point(time="1901-12-13T20:45:52Z", metres=90) + point(60, 180)))
    assert (activity.start_utc, activity.elapsed_s, activity.flags) == (START, 60, {Flag.POINTS_LEFT_OUT})


def test_tomorrow_is_a_day_like_any_other() -> None:
    data, last = file(track(point(0) + point(60, 180))), START + timedelta(seconds=60)
    (near,) = gpx.read(io.BytesIO(data), Watch(), last - timedelta(days=2))
    (far,) = gpx.read(io.BytesIO(data), Watch(), START - timedelta(days=2, seconds=1))
    assert (near.flags, far.flags) == (set(), {Flag.ODD_DATE})


def test_few_times_are_flagged_and_a_plan_beside_a_track_is_left_out() -> None:
    untimed = "".join(point(None, 10 * n) for n in range(20))
    few = one(track(untimed + point(0, 200) + point(30, 300)))
    assert few.flags == {Flag.FEW_TIMES}
    assert few.distance_m == pytest.approx(300, abs=0.1)
    beside = one(track("".join(point(n, 3 * n) for n in range(50))), track(untimed))
    assert beside.flags == {Flag.POINTS_LEFT_OUT}
    assert beside.distance_m == pytest.approx(147, abs=0.1)


def test_climb_is_the_sum_of_rises_beyond_the_noise() -> None:
    def climb(*heights: float) -> float | None:
        points = "".join(
            point(10 * n, 30 * n, inside=f"<ele>{height}</ele>") for n, height in enumerate(heights)
        )  # fmt: skip
        return one(track(points)).climb_m

    assert climb(100, 102, 100, 102, 100) == 0
    assert climb(100, 110, 90, 95) == 15
    assert climb(*range(100, 150)) == 48  # steps of three metres
    assert one(track(point(0) + point(60, 180))).climb_m is None
    assert climb(0, 900, 0, 900) is None  # more up than along


@pytest.mark.parametrize("heart", ["0", "255", "NaN", "-3", ""])
def test_no_heart_rate_is_none(heart: str) -> None:
    inside = f"<extensions><heartrate>{heart}</heartrate><temp>999</temp></extensions>"
    activity = one(track(point(0, inside=inside) + point(60, 180)))
    assert (activity.heart_rate_bpm, activity.temperature_c, activity.temperature_kind) == (None, None, None)


def test_a_wrong_root_a_cut_file_and_bytes_of_another_kind_are_refused() -> None:
    assert "GPX" in refused(b"<kml/>")
    whole = file(track(point(0) + point(60, 180)))
    assert all(refused(whole[:length]) for length in range(0, len(whole) - 1, 7))
    assert refused(b"\x0e\x10\x00\x00.FIT")


def test_it_can_be_called_off() -> None:
    watch = Watch()
    watch.call_off()
    with pytest.raises(CalledOff):
        list(gpx.read(io.BytesIO(file()), watch))


def test_more_tracks_than_any_device_keeps_are_refused() -> None:
    assert "tracks" in refused(file(track(point(0)) * (gpx.MOST_TRACKS + 1)))


_STEPS = st.lists(
    st.tuples(st.integers(1, 600), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01)), min_size=2, max_size=40
)


@settings(max_examples=50)
@given(st.lists(_STEPS, min_size=1, max_size=3), st.floats(-80, 80), st.floats(-180, 180))
def test_distance_and_times_agree_with_another_reader(
    segments: list[list[tuple[int, float, float]]], lat: float, lon: float
) -> None:
    seconds, parts = 0, []
    for steps in segments:
        points = ""
        for after, north, east in steps:
            seconds += after
            lat, lon = lat + north, (lon + east + 180) % 360 - 180
            points += point(seconds, lat=lat, lon=lon)
        parts.append(points)
    data = file(track(*parts))
    theirs = gpxpy.parse(data.decode())
    ours = one(track(*parts))
    bounds = theirs.get_time_bounds()
    assert bounds.start_time is not None and bounds.end_time is not None
    assert ours.start_utc == bounds.start_time
    assert ours.elapsed_s == (bounds.end_time - bounds.start_time).total_seconds()
    crosses = any(
        abs((a.longitude or 0) - (b.longitude or 0)) > 180
        for segment in theirs.tracks[0].segments
        for a, b in pairwise(segment.points)
    )
    if not crosses:  # the other reader goes round the earth there
        assert isclose(ours.distance_m or 0, theirs.length_2d(), rel_tol=0.01, abs_tol=0.01)
