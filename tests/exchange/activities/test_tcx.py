"""TCX files: laps and points, several activities, courses."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from calfstretch.domain.day import ActivityKind as Kind
from calfstretch.domain.found import Flag, FoundActivity, Refusal
from calfstretch.exchange.activities import tcx
from calfstretch.exchange.activities.watch import CalledOff, NothingInIt, RefusedFile, Watch

NOW = datetime(2026, 11, 22, tzinfo=UTC)
START = datetime(2024, 5, 1, 10, tzinfo=UTC)
SPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"


def time(seconds: float) -> str:
    return (START + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def point(seconds: float, inside: str = "") -> str:
    return f"<Trackpoint><Time>{time(seconds)}</Time>{inside}</Trackpoint>"


def lap(seconds: object = 300, metres: object = 1000, heart: int | None = None, points: str = "") -> str:
    hearts = "" if heart is None else f"<AverageHeartRateBpm><Value>{heart}</Value></AverageHeartRateBpm>"
    far = "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>"
    return (
        f'<Lap StartTime="{time(0)}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>{far}{hearts}'
        f"<Track>{points}</Track></Lap>"
    )


def activity(*laps: str, sport: str = "Running", start: str = time(0), after: str = "") -> str:
    return f'<Activity Sport="{sport}"><Id>{start}</Id>{"".join(laps)}{after}</Activity>'


def file(*activities: str) -> bytes:
    inside = f"<Activities>{''.join(activities)}</Activities>" if activities else ""
    return f'<TrainingCenterDatabase xmlns="{SPACE}">{inside}</TrainingCenterDatabase>'.encode()


def found(data: bytes) -> list[FoundActivity | Refusal]:
    return list(tcx.read(io.BytesIO(data), Watch(), NOW))


def one(*parts: str) -> FoundActivity:
    (single,) = found(file(*parts))
    assert isinstance(single, FoundActivity)
    return single


def refused(data: bytes) -> str:
    with pytest.raises(RefusedFile) as refusal:
        found(data)
    assert not isinstance(refusal.value, NothingInIt)
    return refusal.value.sentence


def test_laps_are_summed_and_hearts_weighted_by_their_time() -> None:
    points = point(0) + point(620)
    run = one(activity(lap(300, 1000, 120, points), lap(100, 500, 160), after="<Notes> easy &lt;b&gt; </Notes>"))
    assert (run.start_utc, run.moving_s, run.elapsed_s, run.distance_m) == (START, 400, 620, 1500)
    assert run.heart_rate_bpm == 130
    assert (run.kind, run.sport, run.title, run.flags) == (Kind.RUN, "Running", "easy <b>", set())
    assert (run.temperature_c, run.utc_offset_s) == (None, None)


def test_without_means_of_laps_the_points_give_it() -> None:
    hearts = "".join(
        point(n, f"<HeartRateBpm><Value>{heart}</Value></HeartRateBpm>") for n, heart in enumerate((100, 0, 140))
    )
    assert one(activity(lap(points=hearts))).heart_rate_bpm == 120


def test_indoors_no_point_has_a_place_and_all_count() -> None:
    inside = one(activity(lap(485, None, None, point(0) + point(485)), sport="Biking"))
    assert (inside.elapsed_s, inside.moving_s, inside.distance_m, inside.kind) == (485, 485, None, Kind.RIDE)
    assert inside.flags == set()


def test_without_points_elapsed_is_moving() -> None:
    assert (one(activity(lap())).elapsed_s, one(activity(lap())).flags) == (300, set())


def test_distance_of_points_where_laps_have_none() -> None:
    points = point(0, "<DistanceMeters>0</DistanceMeters>") + point(300, "<DistanceMeters>900</DistanceMeters>")
    assert one(activity(lap(300, None, None, points))).distance_m == 900


def test_points_out_of_order_are_flagged() -> None:
    run = one(activity(lap(points=point(0) + point(300) + point(200))))
    assert (run.elapsed_s, run.flags) == (300, {Flag.ELAPSED_WORKED_OUT})


def test_points_that_do_not_reach_give_way_to_the_timer() -> None:
    run = one(activity(lap(points=point(0) + point(100))))
    assert (run.elapsed_s, run.flags) == (300, {Flag.ELAPSED_WORKED_OUT})


def test_the_first_point_may_stand_before_the_lap() -> None:
    assert one(activity(lap(points=point(-1) + point(300)))).start_utc == START


def test_several_activities_are_entries_of_their_own() -> None:
    two = found(file(activity(lap()), activity(lap(60), sport="Other", start=time(3600))))
    assert [one.sport for one in two if isinstance(one, FoundActivity)] == ["Running", "Other"]


def test_activities_of_a_triathlon_are_found_where_they_stand() -> None:
    nested = f"<MultiSportSession><FirstSport>{activity(lap())}</FirstSport></MultiSportSession>"
    assert len(found(file(nested))) == 1


def test_courses_and_nothing_are_no_activity() -> None:
    for data in (
        file(),
        f'<TrainingCenterDatabase xmlns="{SPACE}"><Courses><Course/></Courses></TrainingCenterDatabase>',
    ):
        with pytest.raises(NothingInIt):
            found(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize("wrong", ["NaN", "inf", "1e309", "-5", "", "5,5"])
def test_a_number_that_cannot_be_is_left_out(wrong: str) -> None:
    run = one(activity(lap(300, wrong), lap(60, 100)))
    assert (run.moving_s, run.distance_m) == (360, 100)
    assert run.flags == {Flag.POINTS_LEFT_OUT}
    assert "how long" in refused(file(activity(lap(wrong))))


def test_one_that_cannot_be_does_not_stop_the_next() -> None:
    first, second = found(file(activity(lap("NaN")), activity(lap())))
    assert isinstance(first, FoundActivity)
    assert isinstance(second, Refusal)
    assert "how long" in second.sentence


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2024-05-01T10:00:00.000Z", START),
        ("2024-05-01T12:00:00.000000+02:00", START),
        ("rubbish", START),  # the lap says it
    ],
)
def test_ways_to_write_the_start(start: str, expected: datetime) -> None:
    assert one(activity(lap(), start=start)).start_utc == expected


def test_a_start_without_a_zone_is_taken_as_utc_and_flagged() -> None:
    run = one(activity(lap(), start="2024-05-01T10:00:00"))
    assert (run.start_utc, run.flags) == (START, {Flag.UTC_ASSUMED})


def test_a_start_that_nobody_can_read_is_refused() -> None:
    bare = "<Lap StartTime='x'><TotalTimeSeconds>5</TotalTimeSeconds></Lap>"
    assert "began" in refused(file(activity(bare, start="10000-01-01T00:00:00Z")))


@pytest.mark.parametrize("year", ["1970", "2106"])
def test_a_day_that_cannot_be_is_flagged(year: str) -> None:
    assert one(activity(lap(), start=f"{year}-05-01T10:00:00Z")).flags == {Flag.ODD_DATE}


def test_what_was_whole_before_the_damage_stands() -> None:
    whole = file(activity(lap()), activity(lap()))
    seen = []
    with pytest.raises(RefusedFile, match="damaged"):
        for single in tcx.read(io.BytesIO(whole[:-80]), Watch(), NOW):
            seen.append(single)
    assert len(seen) == 1
    assert all(refused(whole[:length]) for length in range(0, len(file(activity(lap()))) - 60, 7))


def test_a_wrong_root_is_refused_and_it_can_be_called_off() -> None:
    assert "TCX" in refused(b"<gpx/>")
    watch = Watch()
    watch.call_off()
    with pytest.raises(CalledOff):
        list(tcx.read(io.BytesIO(file()), watch))
