"""Strava's table in all its layouts, and what stands in it that cannot be used."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import Flag, FoundActivity, Refusal
from calfstretch.exchange.activities import strava
from calfstretch.exchange.activities.strava_columns import columns_of
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from tests import shared_files

OWN = Path(__file__).resolve().parents[2] / "data" / "activities" / "strava"
FIRST = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Commute,"
    "Activity Gear,Filename"
)
OLD = "id,date,name,type,description,elapsed_time,distance,commute,gear,filename"


def read(data: bytes | str) -> tuple[list[FoundActivity], list[Refusal]]:
    found = list(strava.read(io.BytesIO(data.encode() if isinstance(data, str) else data), Watch()))
    activities = [one for one in found if isinstance(one, FoundActivity)]
    return activities, [one for one in found if isinstance(one, Refusal)]


def one(data: str) -> FoundActivity:
    (activity,), refused = read(data)
    assert not refused
    return activity


def full(heading: dict[int, str], row: dict[int, str], count: int = 37) -> str:
    """A table of so many columns: those that matter filled, the rest without a name."""
    out = io.StringIO()
    csv.writer(out).writerows([[cells.get(at, "") for at in range(count)] for cells in (heading, row)])
    return out.getvalue()


ROWS = shared_files.files("strava")


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_every_table_of_the_large_set_gives_what_is_expected(row: dict[str, Any]) -> None:
    activities, refused = read((shared_files.FOLDER / row["file"]).read_bytes())
    expected = row["expected"]
    assert not refused
    assert len(activities) == expected["rows"]
    for name, values in (
        ("elapsed_s", "sum_elapsed_s"),
        ("moving_s", "sum_moving_s"),
        ("distance_m", "sum_distance_m"),
    ):
        if values in expected:
            assert sum(getattr(one, name) or 0 for one in activities) == pytest.approx(expected[values], rel=0.001)
    for found, wanted in zip(activities, expected["activities"], strict=False):
        assert found.start_utc == datetime.fromisoformat(wanted["start_utc"])
        assert found.elapsed_s == pytest.approx(wanted["elapsed_s"])
        assert found.moving_s == pytest.approx(wanted["moving_s"])
        assert found.distance_m == pytest.approx(wanted["distance_m"])
        assert found.heart_rate_bpm == (pytest.approx(wanted["avg_hr_bpm"], abs=1) if wanted["avg_hr_bpm"] else None)
        if "avg_temp_c" in wanted:
            assert found.temperature_c == wanted["avg_temp_c"]
        assert found.sport == wanted.get("sport_text", found.sport)
        assert found.kind == wanted.get("sport", found.kind)
    assert any(Flag.UNIT_ASSUMED in one.flags for one in activities) == (row["expect"] == "activity_flagged")


@pytest.mark.parametrize("path", sorted(OWN.glob("*.csv")), ids=lambda path: path.name)
def test_the_tables_kept_with_the_project_give_activities(path: Path) -> None:
    activities, refused = read(path.read_bytes())
    assert activities and not refused
    assert all(one.start_utc and one.distance_m and one.elapsed_s for one in activities)


def test_the_oldest_layout_counts_in_metres() -> None:
    run = one(f"{OLD}\n1,2018-09-12 15:02:23,Evening,Run,,1428,3322.9,false,,activities/1.fit.gz\n")
    assert run.start_utc == datetime(2018, 9, 12, 15, 2, 23, tzinfo=UTC)
    assert (run.distance_m, run.elapsed_s, run.external_id) == (3322.9, 1428, "1")
    assert run.flags == {Flag.ZONE_ASSUMED}


def test_the_first_distance_is_in_km_and_that_of_a_swim_in_metres() -> None:
    table = f'{FIRST}\n1,"Sep 12, 2018, 3:02:23 PM",x,Run,,1800,5.02,false,,\n'
    assert one(table).distance_m == pytest.approx(5020)
    assert one(table.replace("Run", "Swim").replace("5.02", '"1,500"')).distance_m == 1500
    assert one(table.replace("5.02", '"5,02"')).distance_m == pytest.approx(5020)


def test_a_distance_no_activity_can_have_in_km_is_taken_as_metres_and_said() -> None:
    swim = one(f'{FIRST}\n1,"Sep 12, 2018, 3:02:23 PM",x,Zwemmuh,,1800,1200,false,,\n')
    assert swim.distance_m == 1200 and Flag.UNIT_ASSUMED in swim.flags


NAMES = {0: "Activity ID", 1: "Activity Date", 2: "Activity Name", 3: "Activity Type", 5: "Elapsed Time",
         6: "Distance", 15: "Elapsed Time", 16: "Moving Time", 17: "Distance", 31: "Average Heart Rate",
         36: "Average Temperature", 40: "Weather Temperature"}  # fmt: skip
RUN = {0: "7", 1: "May 1, 2024, 10:00:00 AM", 2: "x", 3: "Run", 5: "2000", 6: "9.99", 15: "1428.0", 16: "1411.0",
       17: "3322.9"}  # fmt: skip


def test_the_weather_is_preferred_to_the_wrist_and_no_heart_rate_is_none() -> None:
    both = one(full(NAMES, {**RUN, 31: "0", 36: "27", 40: "19.5"}, 41))
    assert (both.temperature_c, both.temperature_kind, both.heart_rate_bpm) == (19.5, "weather", None)
    wrist = one(full(NAMES, {**RUN, 31: "149.4", 36: "27"}, 41))
    assert (wrist.temperature_c, wrist.temperature_kind, wrist.heart_rate_bpm) == (27, "device", 149.4)
    assert one(full(NAMES, RUN, 41)).temperature_kind is None


def test_the_second_set_of_columns_is_the_raw_one() -> None:
    run = one(full(NAMES, RUN, 41))
    assert (run.elapsed_s, run.moving_s, run.distance_m) == (1428, 1411, 3322.9)
    bare = one(full(NAMES, {**RUN, 15: "", 16: "", 17: ""}, 41))
    assert (bare.elapsed_s, bare.moving_s, bare.distance_m) == (2000, None, pytest.approx(9990))


def test_an_elapsed_time_below_the_moving_time_is_worked_out() -> None:
    run = one(full(NAMES, {**RUN, 15: "1000"}, 41))
    assert run.elapsed_s == 1411 and Flag.ELAPSED_WORKED_OUT in run.flags


@pytest.mark.parametrize(
    ("first", "date", "sport", "kind"),
    [
        ("ID de l'activité", "29 mai 2022 à 15:53:35", "Course à pied", ActivityKind.RUN),
        ("ID de l’activité", "29 mai 2022, 15:53:35", "Vélo", ActivityKind.RIDE),
        ("Activiteits-ID", "29 mei 2022, 15:53:35", "Hardloopsessie", ActivityKind.RUN),
        ("Numer czegoś", "29 maj 2022, 15:53:35", "Bieg", ActivityKind.RUN),
        ("아이디", "2022. 5. 29. 오후 3:53:35", "?", ActivityKind.OTHER),
    ],
)
def test_every_language_is_read_by_the_order_of_its_columns(
    first: str, date: str, sport: str, kind: ActivityKind
) -> None:
    heading = {at: f"Spalte {at}" for at in range(37)} | {0: first}
    run = one(full(heading, {**RUN, 1: date, 3: sport}))
    assert run.start_utc == datetime(2022, 5, 29, 15, 53, 35, tzinfo=UTC)
    assert (run.kind, run.elapsed_s, run.moving_s, run.distance_m) == (kind, 1428, 1411, 3322.9)


@pytest.mark.parametrize(
    "change", [{15: "yes"}, {0: "x"}, {1: "never"}, {5: "", 15: "", 16: "", 17: ""}], ids=["text", "id", "date", "none"]
)
def test_a_table_whose_cells_do_not_fit_is_not_taken_for_strava_s(change: dict[int, str]) -> None:
    with pytest.raises(RefusedFile, match="none of activities"):
        read(full({at: f"c{at}" for at in range(37)}, {**RUN, **change}))


@pytest.mark.parametrize("data", ["a,b\n1,2\n", "name\n", "a,b,c,d,e,f,g,h,i,j\n1,2,3,4,5,6,7,8,9,10\n"])
def test_another_table_is_refused(data: str) -> None:
    with pytest.raises(RefusedFile, match="none of activities"):
        read(data)


def test_a_table_of_strava_is_known_by_its_begin() -> None:
    assert strava.is_mine(f"{FIRST}\n".encode()) and strava.is_mine(f'{OLD}\n1,"'.encode())
    assert not strava.is_mine(b"a,b\n1,2\n") and not strava.is_mine(b"")


def test_a_heading_alone_is_sound_and_empty() -> None:
    with pytest.raises(NothingInIt):
        read(FIRST + "\n")


def test_headings_of_html_are_read_without_their_tags() -> None:
    columns = columns_of(['<span class="translation_missing" title="x">Activity ID</span>', "Activity Date"])
    assert (columns.id, columns.date) == (0, 1)


def test_a_name_is_kept_as_it_was_typed() -> None:
    activities, _refused = read(
        FIRST
        + '\n1,"May 1, 2024, 10:00:00 AM","=HYPERLINK(""http://127.0.0.1/?x=""&A1,""run"")",Run,,300,1.00,false,,\n'
        + '2,"May 2, 2024, 10:00:00 AM","\t=1+1\nsecond line",Run,,300,1.00,false,,\n'
        + '3,"May 3, 2024, 10:00:00 AM","-5 degrees, cold",Walk,,300,1.00,false,,\n'
    )
    assert [one.title for one in activities] == [
        '=HYPERLINK("http://127.0.0.1/?x="&A1,"run")',
        "\t=1+1\nsecond line",
        "-5 degrees, cold",
    ]


# -- what cannot be used -----------------------------------------------------------------------------------


def test_each_row_without_a_date_that_can_be_is_named_and_the_rest_comes_in() -> None:
    dates = ["Feb 30, 2024, 10:00:00 AM", "", "Jan 1, 1904, 12:00:00 AM", "May 1, 2024, 13:00:00 PM"]
    rows = [f'{at},"{date}",x,Run,,300,1.00,false,,' for at, date in enumerate(dates)]
    activities, refused = read("\n".join([FIRST, *rows, '9,"May 1, 2024, 10:00:00 AM",x,Run,,300,1.00,false,,']))
    assert [one.external_id for one in activities] == ["9"]
    assert [one.where for one in refused] == ["line 2", "line 3", "line 4", "line 5"]
    assert "Feb 30, 2024" in refused[0].sentence


def test_a_date_far_ahead_is_marked_as_odd() -> None:
    run = one(f'{FIRST}\n4,"Feb 7, 2106, 6:28:15 AM",x,Run,,300,1.00,false,,\n')
    assert Flag.ODD_DATE in run.flags


def test_rows_too_short_or_too_long_are_named() -> None:
    activities, refused = read(
        f'{FIRST}\n1,"May 1, 2024, 10:00:00 AM",x,Run\n2,"May 1, 2024, 10:00:00 AM",x,Run,,300,1.00\n'
        '3,"May 3, 2024, 10:00:00 AM",x,Run,,300,1.00,false,,,,,,,\n'
        '4,"May 3, 2024, 10:00:00 AM",x,Run,,300,1.00,false,,,,more\n'
    )
    assert [one.external_id for one in activities] == ["2", "3"]
    assert [one.where for one in refused] == ["line 2", "line 5"]


BAD = [row for row in shared_files.files("bad") if row["file"].endswith(".csv")]
KEPT = {"cp1252": (1, 0), "formula_injection_strava": (3, 0), "invalid_utf8": (1, 0), "ragged": (2, 1),
        "strava_bad_dates": (1, 5), "utf16be_bom": (1, 0), "utf8_bom": (1, 0)}  # fmt: skip


@pytest.mark.parametrize("row", BAD, ids=[row["file"] for row in BAD])
def test_every_bad_table_of_the_large_set_is_read_or_refused(row: dict[str, Any]) -> None:
    data = (shared_files.FOLDER / row["file"]).read_bytes()
    name = Path(row["file"]).stem
    if name in KEPT:
        activities, refused = read(data)
        assert (len(activities), len(refused)) == KEPT[name]
        marked = [bool(one.flags & {Flag.OLD_ENCODING, Flag.ODD_DATE}) for one in activities]
        assert any(marked) == (name in ("cp1252", "invalid_utf8", "strava_bad_dates"))
    elif name == "unbalanced_quote":
        activities, refused = read(data)
        assert refused and all(Flag.ODD_DATE not in one.flags for one in activities)
    else:
        with pytest.raises(RefusedFile):
            read(data)
