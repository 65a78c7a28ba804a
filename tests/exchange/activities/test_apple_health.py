"""Workouts and water of health exports: both layouts, all units, damage, and files of any size."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import Flag, Found, FoundActivity, FoundDrink, Refusal
from calfstretch.exchange.activities import apple_health
from calfstretch.exchange.activities.watch import CalledOff, NothingInIt, RefusedFile, Watch
from tests import shared_files

OWN = Path(__file__).resolve().parents[2] / "data" / "activities" / "apple"
START = "2025-07-14 16:39:21 +0100"
END = "2025-07-14 17:51:54 +0100"
WATER = "HKQuantityTypeIdentifierDietaryWater"


def read(inner: str | bytes) -> list[Found | Refusal]:
    data = inner if isinstance(inner, bytes) else f"<HealthData>{inner}</HealthData>".encode()
    return list(apple_health.read(io.BytesIO(data), Watch()))


def workout(inner: str = "", *, kind: str = "Running", start: str = START, end: str = END, more: str = "") -> str:
    return (
        f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="72.5" durationUnit="min" '
        f'sourceName="Watch" startDate="{start}" endDate="{end}" {more}>{inner}</Workout>'
    )


def said(key: str, value: str) -> str:
    return f'<MetadataEntry key="{key}" value="{value}"/>'


def water(value: str = "500", unit: str = "mL", at: str = START, inner: str = "", source: str = "WaterMinder") -> str:
    return (
        f'<Record type="{WATER}" sourceName="{source}" unit="{unit}" creationDate="{at}" startDate="{at}" '
        f'endDate="{at}" value="{value}">{inner}</Record>'
    )


def one_workout(inner: str = "", **other: str) -> FoundActivity:
    (found,) = read(workout(inner, **other))
    assert isinstance(found, FoundActivity)
    return found


ROWS = shared_files.files("apple")


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_every_export_of_the_large_set_gives_what_is_expected(row: dict[str, Any]) -> None:
    found = read((shared_files.FOLDER / row["file"]).read_bytes())
    expected = row["expected"]
    workouts = [one for one in found if isinstance(one, FoundActivity)]
    assert len(workouts) == len(expected["workouts"])
    for one, wanted in zip(workouts, expected["workouts"], strict=True):
        assert one.start_utc == datetime.fromisoformat(wanted["start_utc"])
        assert one.zone == wanted["time_zone"]
        assert one.sport == wanted["type"].removeprefix("HKWorkoutActivityType")
        assert one.elapsed_s == pytest.approx(wanted["elapsed_s"], abs=1)
        assert one.moving_s == pytest.approx(wanted["moving_s"], abs=1)
        assert one.distance_m == (pytest.approx(wanted["distance_m"], rel=0.005) if wanted["distance_m"] else None)
        for value, name in ((one.heart_rate_bpm, "avg_hr_bpm"), (one.temperature_c, "weather_temp_c")):
            assert value == (None if wanted[name] is None else pytest.approx(wanted[name], abs=0.1))
        if wanted["utc_offset_s"] is not None:
            assert one.at().offset_s == wanted["utc_offset_s"]
        assert (Flag.ZONE_ASSUMED in one.flags) == (wanted["time_zone"] is None)
    drunk = sum(one.ml for one in found if isinstance(one, FoundDrink))
    assert drunk == pytest.approx(sum(expected["water_ml_by_file_local_day"].values()), abs=0.1)
    assert not [one for one in found if isinstance(one, Refusal)]


@pytest.mark.parametrize("path", sorted(OWN.glob("*.xml")), ids=lambda path: path.name)
def test_the_exports_kept_with_the_project_give_workouts(path: Path) -> None:
    found = read(path.read_bytes())
    assert len([one for one in found if isinstance(one, FoundActivity)]) == 1


# -- workouts ----------------------------------------------------------------------------------------------


def test_the_local_time_is_that_of_the_zone_and_not_of_the_offset() -> None:
    ride = one_workout(said("HKTimeZone", "Europe/Paris"), kind="Cycling")
    assert ride.start_utc == datetime(2025, 7, 14, 15, 39, 21, tzinfo=UTC)
    assert (ride.zone, ride.at().offset_s, ride.kind) == ("Europe/Paris", 7200, ActivityKind.RIDE)
    assert not ride.flags
    assert (ride.elapsed_s, ride.moving_s) == (4353, 4350)


@pytest.mark.parametrize("zone", ["", "No/Such", "../../etc/passwd", "x" * 5000])
def test_a_zone_that_is_none_does_no_harm(zone: str) -> None:
    run = one_workout(said("HKTimeZone", zone))
    assert run.at(ZoneInfo("Europe/Berlin")).offset_s == 7200


@pytest.mark.parametrize(
    ("amount", "unit", "metres"),
    [("8.9551", "km", 8955.1), ("5.0", "mi", 8046.72), ("400", "m", 400), ("3000", "ft", 914.4), ("50", "yd", 45.72)],
)
def test_distances_of_both_layouts_in_every_unit(amount: str, unit: str, metres: float) -> None:
    kind = "HKQuantityTypeIdentifierDistanceWalkingRunning"
    new = one_workout(f'<WorkoutStatistics type="{kind}" sum="{amount}" unit="{unit}"/>')
    old = one_workout(more=f'totalDistance="{amount}" totalDistanceUnit="{unit}"')
    assert new.distance_m == old.distance_m == pytest.approx(metres)
    both = one_workout(
        f'<WorkoutStatistics type="{kind}" sum="{amount}" unit="{unit}"/>',
        more='totalDistance="9999" totalDistanceUnit="m"',
    )
    assert both.distance_m == new.distance_m


def test_what_belongs_to_a_part_of_a_workout_is_not_taken_for_the_whole() -> None:
    run = one_workout(
        '<WorkoutActivity><WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="190"/>'
        "</WorkoutActivity>"
        '<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="130.2" unit="count/min"/>'
    )
    assert run.heart_rate_bpm == 130.2


def test_climb_and_the_weather_outdoors_are_read() -> None:
    facts = said("HKElevationAscended", "6575 cm") + said("HKWeatherTemperature", "61.9694 degF")
    run = one_workout(facts + facts)
    assert run.climb_m == pytest.approx(65.75)
    assert run.temperature_c == pytest.approx(16.65, abs=0.01)
    assert run.temperature_kind == "weather"
    assert one_workout(said("HKWeatherTemperature", "-3 degC")).temperature_c == -3
    indoors = one_workout(facts + said("HKIndoorWorkout", "1"))
    assert (indoors.temperature_c, indoors.temperature_kind) == (None, None)


@pytest.mark.parametrize("end", ["", "2025-07-14 10:00:00 +0100", "2039-01-01 00:00:00 +0100"])
def test_an_end_that_cannot_be_gives_way_to_the_duration(end: str) -> None:
    run = one_workout(end=end)
    assert run.elapsed_s == 4350 and Flag.ELAPSED_WORKED_OUT in run.flags


@pytest.mark.parametrize("start", ["", "2024-13-45 09:00:00 +0100", "1904-01-01 00:00:00 +0000", "2024-07-01 09:00:00"])
def test_a_workout_without_a_time_that_can_be_is_named(start: str) -> None:
    (refused,) = read(workout(start=start))
    assert isinstance(refused, Refusal) and start in refused.where


# -- water -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "ml"),
    [
        ("500", "mL", 500),
        ("0.75", "L", 750),
        ("8", "fl_oz_us", 236.588),
        ("10", "fl_oz_imp", 284.131),
        ("1", "cup_us", 236.588),
        ("1", "pt_us", 473.176),
    ],
)
def test_water_in_every_unit_with_the_app_that_logged_it(value: str, unit: str, ml: float) -> None:
    (drink,) = read(water(value, unit, source="Вода 💧"))
    assert isinstance(drink, FoundDrink)
    assert (drink.ml, drink.source) == (pytest.approx(ml, rel=1e-4), "Вода 💧")
    assert drink.flags == {Flag.ZONE_ASSUMED}


def test_a_glass_late_in_the_evening_belongs_to_the_day_of_the_zone() -> None:
    late, abroad = read(
        water(at="2025-07-14 23:30:00 +0100")
        + water(at="2025-07-14 23:30:00 +0100", inner=said("HKTimeZone", "Asia/Tokyo"))
    )
    assert isinstance(late, FoundDrink) and isinstance(abroad, FoundDrink)
    assert late.at(ZoneInfo("Europe/Paris")).local == datetime(2025, 7, 15, 0, 30)
    assert abroad.at(ZoneInfo("Europe/Paris")).local == datetime(2025, 7, 15, 7, 30)


def test_records_of_a_correlation_are_not_counted_twice() -> None:
    found = read(water() + f"<Correlation>{water()}</Correlation>")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("value", "unit"),
    [("-5", "mL"), ("nan", "mL"), ("inf", "L"), ("", "mL"), ("5.1", "L"), ("0", "mL"), ("1", "bucket"), ("1e9", "mL")],
)
def test_an_amount_that_cannot_be_is_named(value: str, unit: str) -> None:
    refused, drink = read(water(value, unit) + water())
    assert isinstance(refused, Refusal) and isinstance(drink, FoundDrink)
    assert START in refused.where


def test_of_a_thousand_amounts_that_cannot_be_not_each_is_named() -> None:
    *refused, drink, rest = read(water("-1") * 1000 + water())
    assert isinstance(drink, FoundDrink) and isinstance(rest, Refusal)
    assert len(refused) == 500 and "500" in rest.sentence


# -- damage ------------------------------------------------------------------------------------------------


def bad(name: str) -> bytes:
    path = shared_files.FOLDER / "bad" / name
    if not path.is_file():
        pytest.skip("the large set of files is not here")
    return path.read_bytes()


def test_impossible_times_are_named_and_absurd_ones_marked() -> None:
    found = read(bad("apple_bad_times.xml"))
    assert [type(one) for one in found] == [Refusal, Refusal, FoundDrink, Refusal, FoundDrink]
    assert [Flag.ODD_DATE in one.flags for one in found if isinstance(one, FoundDrink)] == [True, False]


def test_a_control_character_does_not_end_the_reading() -> None:
    (drink,) = read(bad("apple_control_char.xml"))
    assert isinstance(drink, FoundDrink) and drink.source.startswith("WaterMinder"[:5])


def test_what_stands_before_the_cut_is_kept() -> None:
    data = f"<HealthData>{water()}{workout()}{water()}".encode()
    found = []
    with pytest.raises(RefusedFile):
        for one in apple_health.read(io.BytesIO(data + b'<Record type="HK'), Watch()):
            found.append(one)
    assert [type(one) for one in found] == [FoundDrink, FoundActivity, FoundDrink]
    with pytest.raises(RefusedFile):
        read(bad("apple_truncated.xml"))


@pytest.mark.parametrize("name", ["billion_laughs_apple.xml", "xxe_parameter.xml", "xxe_file.gpx", "unclosed.gpx"])
def test_hostile_and_foreign_files_are_refused(name: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        read(bad(name))
    assert not isinstance(refused.value, NothingInIt)


def test_an_entity_without_its_definition_is_refused() -> None:
    with pytest.raises(RefusedFile):
        read(water(source="&a9;"))


def test_an_export_without_workouts_and_water_says_so() -> None:
    with pytest.raises(NothingInIt):
        read('<Record type="HKQuantityTypeIdentifierStepCount" value="3"/>')


def test_reading_can_be_called_off() -> None:
    watch = Watch()
    found = apple_health.read(io.BytesIO(b"<HealthData>" + water().encode() * 5000 + b"</HealthData>"), watch)
    next(found)
    watch.call_off()
    with pytest.raises(CalledOff):
        list(found)


class Endless:
    """An export of so many megabytes, made while it is read."""

    def __init__(self, size: int) -> None:
        heart = (
            ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" device="&lt;&lt;HKDevice: 0x281&gt;, '
            'name:Watch, hardware:Watch6,7&gt;" unit="count/min" startDate="2024-01-01 10:00:00 +0100" '
            'endDate="2024-01-01 10:00:00 +0100" value="61">\n  <MetadataEntry key="HKMotion" value="1"/>\n </Record>\n'
        )
        self._block = (heart * 250 + water() + "\n").encode()
        self._parts = self._all(size)
        self._rest = b""

    def _all(self, size: int) -> Iterator[bytes]:
        yield b'<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!ELEMENT Record ANY\n]>\n<HealthData>\n'
        for _block in range(size // len(self._block)):
            yield self._block
        yield b"</HealthData>"

    def read(self, size: int = -1, /) -> bytes:
        while len(self._rest) < size and (more := next(self._parts, b"")):
            self._rest += more
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is not to be asked here")
def test_memory_does_not_grow_with_the_file() -> None:
    list(apple_health.read(Endless(2_000_000), Watch()))
    before, most, drinks = _memory_mb(), 0.0, 0
    for one in apple_health.read(Endless(200_000_000), Watch()):
        drinks += isinstance(one, FoundDrink)
        if drinks % 200 == 0:
            most = max(most, _memory_mb())
    assert drinks > 2000
    assert 0 < most < before + 20
