"""Garmin's list: headings in several languages, numbers and units that the file does not explain."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import Flag, FoundActivity, Refusal, Units
from calfstretch.exchange.activities import garmin
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from tests import shared_files

OWN = Path(__file__).resolve().parents[2] / "data" / "activities" / "garmin"
ENGLISH = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Min Temp,Max Temp,Moving Time,Elapsed Time"
RUN = 'Running,2025-02-06 17:06:03,false,"Wellington","5.48","447","00:31:24","153","12.0","18.0","00:31:08","00:32:57"'


def read(data: bytes | str) -> tuple[list[FoundActivity], list[Refusal]]:
    raw = data.encode() if isinstance(data, str) else data
    assert garmin.is_mine(raw)
    found = list(garmin.read(io.BytesIO(raw), Watch()))
    activities = [one for one in found if isinstance(one, FoundActivity)]
    return activities, [one for one in found if isinstance(one, Refusal)]


def one(*lines: str) -> FoundActivity:
    (activity, *_more), refused = read("\n".join(lines))
    assert not refused
    return activity


ROWS = shared_files.files("garmin_csv")


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_every_list_of_the_large_set_gives_what_is_expected(row: dict[str, Any]) -> None:
    activities, refused = read((shared_files.FOLDER / row["file"]).read_bytes())
    expected = row["expected"]
    assert not refused and len(activities) == expected["rows"]
    for found, wanted in zip(activities, expected["activities"], strict=False):
        assert found.start_local == datetime.fromisoformat(wanted["start_local"])
        assert (found.start_utc, found.utc_offset_s) == (None, None)
        assert found.elapsed_s == pytest.approx(wanted["elapsed_s"])
        assert found.moving_s == pytest.approx(wanted["moving_s"] or wanted["time_s"])
        distance = float(wanted["distance_text"].replace("--", "0")) * 1000
        assert found.distance_m == (pytest.approx(distance) if distance else None)
        assert found.heart_rate_bpm == wanted["avg_hr_bpm"]
        assert found.sport == wanted["sport_text"]
        assert (found.units_assumed is Units.METRIC) == bool(found.distance_m)


@pytest.mark.parametrize("path", sorted(OWN.glob("*.csv")), ids=lambda path: path.name)
def test_the_lists_kept_with_the_project_give_activities(path: Path) -> None:
    activities, refused = read(path.read_bytes())
    assert len(activities) == 7 and not refused
    assert all(one.units_assumed is Units.METRIC and one.elapsed_s and one.heart_rate_bpm for one in activities)


def test_a_row_is_read_with_its_local_time_and_the_device_s_temperature() -> None:
    run = one(ENGLISH, RUN)
    assert run.start_local == datetime(2025, 2, 6, 17, 6, 3)
    assert (run.kind, run.title, run.elapsed_s, run.moving_s) == (ActivityKind.RUN, "Wellington", 1977, 1868)
    assert (run.distance_m, run.units_assumed, run.heart_rate_bpm) == (5480, Units.METRIC, 153)
    assert (run.temperature_c, run.temperature_kind) == (15, "device")
    assert run.flags == {Flag.UNIT_ASSUMED}
    assert run.read_in(Units.STATUTE).distance_m == pytest.approx(5.48 * 1609.344)


@pytest.mark.parametrize("local", ["2025-03-30 02:30:00", "2025-10-26 02:30:00"])
def test_an_hour_that_summer_time_skips_or_repeats_is_a_moment(local: str) -> None:
    run = one(ENGLISH, RUN.replace("2025-02-06 17:06:03", local))
    assert run.at(ZoneInfo("Europe/Berlin")).utc.day in (30, 26)


HEADINGS = {
    "de": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø HF",
    "de, newer": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz",
    "da": "Aktivitetstype,Dato,Favorit,Titel,Distance,Kalorier,Tid,Gennemsnitlig puls",
    "sv": "Aktivitetstyp,Datum,Favorit,Namn,Distans,Kalorier,Tid,Medelpuls",
    "fr": "Type d'activité,Date,Favori,Titre,Distance,Calories,Durée,Fréquence cardiaque moyenne",
    "nl": "Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd,Gemiddelde HS",
    "es": "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo,Frecuencia cardiaca media",
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=list(HEADINGS))
def test_headings_in_other_languages(heading: str) -> None:
    run = one(heading, 'Laufen,2025-02-06 17:06:03,false,"x","5,81","1.028","00:31:24","153"')
    assert (run.kind, run.title, run.distance_m, run.elapsed_s) == (ActivityKind.RUN, "x", pytest.approx(5810), 1884)
    assert (run.heart_rate_bpm, run.moving_s) == (153, 1884)


def test_in_an_unknown_language_the_first_seven_columns_are_known_by_their_order() -> None:
    run = one(
        "Typ,Päivä,Suosikki,Otsikko,Matka,Kalorit,Aika,Syke",
        "Juoksu,2025-02-06 17:06:03,false,x,5.81,9,00:31:24,99",
    )
    assert (run.kind, run.distance_m, run.elapsed_s, run.heart_rate_bpm) == (ActivityKind.RUN, 5810, 1884, None)


def test_a_pass_through_a_spreadsheet_changes_sign_and_date() -> None:
    run = one(
        "\ufeff" + ENGLISH.replace(",", ";"),
        "Running;06.02.2025 17:06;false;x;5,48;447;00:31:24;153;--;--;00:31:08;00:32:57",
    )
    assert (run.start_local, run.distance_m) == (datetime(2025, 2, 6, 17, 6), 5480)


# -- numbers -----------------------------------------------------------------------------------------------


def rows(*distances: str, sport: str = "Running", time: str = "01:00:00") -> list[str]:
    return [
        f'{sport},2025-02-06 17:06:03,false,x,"{one}","2,154","{time}","--","--","--","--","--"' for one in distances
    ]


def test_the_decimal_sign_is_that_of_the_file_and_not_of_the_cell() -> None:
    activities, _refused = read("\n".join([ENGLISH, *rows("9,81", "10,5", "8")]))
    assert [one.distance_m for one in activities] == pytest.approx([9810, 10500, 8000])
    activities, _refused = read("\n".join([ENGLISH, *rows("9.81", "10.5", "8")]))
    assert [one.distance_m for one in activities] == pytest.approx([9810, 10500, 8000])


@pytest.mark.parametrize("nothing", ["--", "", "NaN", "0.0", "0.00", "-0"])
def test_every_way_of_saying_nothing_is_nothing(nothing: str) -> None:
    row = RUN.replace('"5.48"', f'"{nothing}"').replace('"153"', f'"{nothing}"')
    row = row.replace('"12.0"', f'"{nothing}"').replace('"18.0"', f'"{nothing}"')
    run = one(ENGLISH, row)
    assert (run.distance_m, run.heart_rate_bpm, run.temperature_c, run.temperature_kind) == (None,) * 4
    assert Flag.UNIT_ASSUMED not in run.flags


def test_a_moving_time_of_zero_indoors_and_no_elapsed_time_give_way_to_the_timer() -> None:
    run = one(ENGLISH, RUN.replace("00:31:08", "00:00:00").replace("00:32:57", "--"))
    assert (run.moving_s, run.elapsed_s) == (1884, 1884)
    assert Flag.ELAPSED_WORKED_OUT not in run.flags


# -- units -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("distances", "sport", "units"),
    [
        (("10.2", "9.4", "11.0"), "Running", Units.METRIC),
        (("6.1", "6.6", "5.9"), "Running", Units.STATUTE),
        (("5.2", "4.9"), "Walking", Units.METRIC),
        (("3.1", "2.9"), "Walking", Units.STATUTE),
        (("24.0", "27.5"), "Cycling", Units.METRIC),
        (("14.1",), "Road Cycling", Units.STATUTE),
        (("3.0",), "Yoga", Units.METRIC),
    ],
)
def test_km_or_miles_by_the_more_usual_speed(distances: tuple[str, ...], sport: str, units: Units) -> None:
    activities, _refused = read("\n".join([ENGLISH, *rows(*distances, sport=sport)]))
    assert {one.units_assumed for one in activities} == {units}
    factor = 1000 if units is Units.METRIC else 1609.344
    assert activities[0].distance_m == pytest.approx(float(distances[0]) * factor)


def test_steps_and_stride_say_more_than_a_slow_pace() -> None:
    heading = ENGLISH + ",Steps,Avg Stride Length"
    slow = rows("6.50")[0]
    assert one(heading, slow + ',"9,000","0.72"').units_assumed is Units.METRIC
    assert one(heading, slow + ',"9,300","1.12"').units_assumed is Units.STATUTE
    assert one(heading, slow + ',"9,300","3.67"').units_assumed is Units.STATUTE


def test_pool_and_track_are_in_metres_whatever_the_account() -> None:
    activities, _refused = read(
        "\n".join(
            [
                ENGLISH,
                *rows("6.1", "6.2"),
                *rows("1,500", sport="Pool Swim", time="00:32:00"),
                *rows("5,000", sport="Track Running", time="00:21:00"),
                *rows("2.1", sport="Open Water", time="00:50:00"),
            ]
        )
    )
    assert [one.distance_m for one in activities[2:]] == pytest.approx([1500, 5000, 2.1 * 1609.344])
    assert [one.units_assumed for one in activities[2:]] == [None, None, Units.STATUTE]


def test_the_temperature_needs_both_ends_and_may_be_in_fahrenheit() -> None:
    assert one(ENGLISH, RUN.replace('"12.0"', '"--"')).temperature_c is None
    hot = one(ENGLISH, RUN.replace('"12.0"', '"64.0"').replace('"18.0"', '"68.0"'))
    assert hot.temperature_c == pytest.approx(18.9)
    cold = RUN.replace('"12.0"', '"34.0"').replace('"18.0"', '"40.0"').replace('"5.48"', '"3.30"')
    assert one(ENGLISH, cold).temperature_c == pytest.approx(2.8)


# -- what cannot be used -----------------------------------------------------------------------------------


def test_rows_that_cannot_be_used_are_named_and_the_rest_comes_in() -> None:
    activities, refused = read(
        "\n".join([ENGLISH, RUN.replace("2025-02-06", "2025-02-30"), "Running,--", RUN, RUN + ",more"])
    )
    assert len(activities) == 1
    assert [one.where for one in refused] == ["line 2", "line 3", "line 5"]


def test_an_odd_date_is_marked() -> None:
    assert Flag.ODD_DATE in one(ENGLISH, RUN.replace("2025-", "1980-")).flags


def test_what_stands_before_an_endless_quote_comes_in() -> None:
    found = []
    with pytest.raises(RefusedFile):
        for one in garmin.read(io.BytesIO(("\n".join([ENGLISH, RUN, '"']) + "x\n" * 2000).encode()), Watch()):
            found.append(one)
    assert len(found) == 1


def test_a_heading_alone_is_sound_and_empty() -> None:
    with pytest.raises(NothingInIt):
        read(ENGLISH + "\n")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"id,date,name,type\n1,2018-09-12 15:02:23,x,Run\n"])
def test_another_table_is_none_of_garmin_s(data: bytes) -> None:
    assert not garmin.is_mine(data)
    with pytest.raises(RefusedFile):
        list(garmin.read(io.BytesIO(data), Watch()))


@pytest.mark.parametrize("row", shared_files.files("strava"), ids=lambda row: row["file"])
def test_strava_s_tables_are_none_of_garmin_s(row: dict[str, Any]) -> None:
    assert not garmin.is_mine((shared_files.FOLDER / row["file"]).read_bytes())
