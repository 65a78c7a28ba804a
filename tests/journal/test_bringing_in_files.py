"""Activities, drinks and habits of files: new, there already, twice, odd; what of a day is covered; one undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from calfstretch.domain.day import Activity, ActivityKind, DayItem, Drink, ImportedRange
from calfstretch.domain.found import (
    FileReading,
    Flag,
    Found,
    FoundActivity,
    FoundDayValue,
    FoundDrink,
    Refusal,
    Units,
)
from calfstretch.domain.person import MOST_TAGS, Tag, TagKind
from calfstretch.domain.record import Source
from calfstretch.journal import Journal
from calfstretch.journal.bringing_in import BringingIn, Line, Plan, RunChoices, Verdict, Why
from tests.journal.entries import at, batches, set_clock

START = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
RUN = FoundActivity(
    start_utc=START, utc_offset_s=3600, kind=ActivityKind.RUN, sport="Run", title="Morning Run", elapsed_s=1800,
    moving_s=1700, distance_m=5000, climb_m=40, temperature_c=7, temperature_kind="device", heart_rate_bpm=150,
)  # fmt: skip
LATER = "2026-11-22T10:00:00+01:00"


def of(*found: Found, name: str = "run.fit", **said: object) -> FileReading:
    return FileReading(name=name, format="FIT", found=found, **said)  # type: ignore[arg-type]


def plan_of(journal: Journal, *readings: FileReading, **choices: object) -> Plan:
    return BringingIn(journal).runs(readings, RunChoices(**choices))  # type: ignore[arg-type]


def bring(journal: Journal, *readings: FileReading, **choices: object) -> None:
    BringingIn(journal).bring_in(plan_of(journal, *readings, **choices))


def said(plan: Plan) -> list[tuple[Verdict, Why, bool]]:
    return [(line.verdict, line.why, line.ticked) for line in plan.lines]


NEW, SAME = (Verdict.NEW, Why.NOTHING, True), (Verdict.SAME, Why.NOTHING, False)
TWICE = (Verdict.SAME, Why.TWICE, False)


def test_a_run_comes_in_with_all_that_is_known_of_it(journal: Journal) -> None:
    bring(journal, of(RUN))
    [run] = journal.everything(Activity)
    assert (run.kind, run.sport, run.note, run.source) == (ActivityKind.RUN, "Run", "Morning Run", Source.IMPORTED)
    assert (run.minutes, run.moving_s, run.distance_m, run.climb_m) == (30, 1700, 5000, 40)
    assert (run.temperature_c, run.temperature_kind, run.heart_rate_bpm) == (7, "device", 150)
    assert run.at == at("2026-11-20T07:30:00+01:00")
    assert run.entered_at == run.changed_at == journal.now().utc


def test_a_second_import_adds_nothing_and_one_undo_takes_all_back(journal: Journal) -> None:
    other = replace(RUN, start_utc=START + timedelta(hours=10))
    bring(journal, of(RUN, other))
    assert said(plan_of(journal, of(RUN, other))) == [SAME, SAME]
    known = batches(journal)
    bring(journal, of(RUN, other))
    assert batches(journal) == known == 1
    assert journal.undo_label() == "import activities"
    journal.undo()
    assert journal.everything(Activity) == [] and journal.bin() == []
    assert said(plan_of(journal, of(RUN, other))) == [NEW, NEW], "undone is not removed"


def test_nothing_is_unknown_by_being_zero(journal: Journal) -> None:
    bring(journal, of(replace(RUN, distance_m=0, heart_rate_bpm=255, moving_s=0)))
    [run] = journal.everything(Activity)
    assert (run.distance_m, run.heart_rate_bpm, run.moving_s) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [("distance_m", 3e6), ("temperature_c", 90.0), ("heart_rate_bpm", 2000.0), ("elapsed_s", 1e9)]
    + [(name, float("nan")) for name in ("distance_m", "elapsed_s", "climb_m")],
)
def test_a_number_that_cannot_be_is_left_out_and_said(journal: Journal, name: str, value: float) -> None:
    plan = plan_of(journal, of(replace(RUN, **{name: value})))
    assert Flag.VALUE_LEFT_OUT in plan.lines[0].flags and plan.lines[0].ticked
    BringingIn(journal).bring_in(plan)
    assert len(journal.everything(Activity)) == 1


@pytest.mark.parametrize("start", [datetime(1989, 12, 31, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)])
def test_an_odd_date_is_offered_and_not_ticked(journal: Journal, start: datetime) -> None:
    plan = plan_of(journal, of(replace(RUN, start_utc=start)))
    assert said(plan) == [(Verdict.NEW, Why.NOTHING, False)] and Flag.ODD_DATE in plan.lines[0].flags


def test_a_date_no_diary_can_hold_is_refused(journal: Journal) -> None:
    plan = plan_of(journal, of(replace(RUN, start_utc=datetime(1901, 12, 13, tzinfo=UTC)), RUN))
    assert said(plan) == [NEW] and [refusal.where for refusal in plan.refused] == ["run.fit"]


# -- assumptions ----------------------------------------------------------------------------------------------


def test_the_time_zone_of_the_file_counts_else_the_chosen_one(journal: Journal) -> None:
    unknown = replace(RUN, utc_offset_s=None)
    tokyo = ZoneInfo("Asia/Tokyo")
    assert not plan_of(journal, of(RUN), zone=tokyo).assumptions.zone
    plan = plan_of(journal, of(unknown), zone=tokyo)
    assert (plan.assumptions.zone, plan.assumptions.zone_name) == (True, "Asia/Tokyo")
    assert Flag.ZONE_ASSUMED in plan.lines[0].flags
    assert plan.lines[0].record.at.offset_s == 9 * 3600  # type: ignore[attr-defined]
    assert plan_of(journal, of(replace(unknown, zone="Europe/Paris")), zone=tokyo).lines[0].record.at.offset_s == 3600  # type: ignore[attr-defined]


def test_another_time_zone_or_unit_does_not_make_it_another_run(journal: Journal) -> None:
    table = FoundActivity(
        start_local=datetime(2026, 11, 20, 7, 30), elapsed_s=1800, distance_m=5000, units_assumed=Units.METRIC,
        kind=ActivityKind.RUN,
    )  # fmt: skip
    bring(journal, of(table), zone=ZoneInfo("Europe/Paris"))
    plan = plan_of(journal, of(table), zone=ZoneInfo("Asia/Tokyo"), units=Units.STATUTE)
    assert said(plan) == [SAME]


def test_the_assumed_unit_is_said_and_can_be_changed(journal: Journal) -> None:
    table = replace(RUN, units_assumed=Units.METRIC)
    plan = plan_of(journal, of(table))
    assert plan.assumptions.units is Units.METRIC
    miles = plan_of(journal, of(table), units=Units.STATUTE)
    assert miles.lines[0].record.distance_m == pytest.approx(5 * 1609.344)  # type: ignore[attr-defined]
    assert plan_of(journal, of(RUN)).assumptions.units is None


def test_units_that_the_numbers_of_a_table_suggest_stand_until_the_person_says_otherwise(journal: Journal) -> None:
    table = replace(RUN, distance_m=5 * 1609.344, units_assumed=Units.STATUTE)
    plan = plan_of(journal, of(table))
    assert plan.assumptions.units is Units.STATUTE
    assert plan.lines[0].record.distance_m == pytest.approx(5 * 1609.344)  # type: ignore[attr-defined]
    km = plan_of(journal, of(table), units=Units.METRIC)
    assert km.lines[0].record.distance_m == pytest.approx(5000)  # type: ignore[attr-defined]
    assert km.assumptions.units is Units.METRIC


# -- the same activity ----------------------------------------------------------------------------------------


def test_one_run_in_two_files_is_one_line_with_the_most_known(journal: Journal) -> None:
    poor = replace(RUN, start_utc=START + timedelta(seconds=30), elapsed_s=1805, heart_rate_bpm=None, utc_offset_s=None)
    plan = plan_of(journal, of(poor, name="run.gpx"), of(RUN))
    assert sorted(said(plan)) == sorted([TWICE, NEW])
    assert [line.file for line in plan.lines if line.ticked] == ["run.fit"]


def test_the_same_run_of_another_format_is_there_already(journal: Journal) -> None:
    bring(journal, of(RUN))
    other = replace(RUN, start_utc=START + timedelta(seconds=60), elapsed_s=1790, distance_m=5080, external_id="77")
    assert said(plan_of(journal, of(other, name="activities.csv"))) == [SAME]


def test_two_runs_of_one_day_are_two(journal: Journal) -> None:
    bring(journal, of(RUN))
    assert said(plan_of(journal, of(replace(RUN, start_utc=START + timedelta(minutes=40))))) == [NEW]


def test_a_run_whose_start_was_changed_here_is_still_known(journal: Journal) -> None:
    bring(journal, of(RUN))
    [run] = journal.everything(Activity)
    journal.write("change activities", [replace(run, at=at("2026-11-20T12:00:00+01:00"))])
    assert said(plan_of(journal, of(RUN))) == [SAME]


def test_a_run_that_was_removed_here_is_offered_and_not_ticked(journal: Journal) -> None:
    bring(journal, of(RUN))
    journal.delete(*journal.everything(Activity))
    for purged in (False, True):
        if purged:
            journal.purge(journal.now().utc)
        plan = plan_of(journal, of(RUN))
        assert said(plan) == [(Verdict.OLDER, Why.REMOVED_HERE, False)]
    set_clock(journal, LATER)
    BringingIn(journal).bring_in(plan.ticking({0: True}))
    assert len(journal.everything(Activity)) == 1


def test_a_typed_run_keeps_what_was_typed_and_is_filled_in(journal: Journal) -> None:
    journal.days.add_activity(ActivityKind.RUN, 25, effort=7, at=at("2026-11-20T07:45:00+01:00"), note="felt heavy")
    [typed] = journal.everything(Activity)
    set_clock(journal, LATER)
    plan = plan_of(journal, of(RUN))
    assert said(plan) == [(Verdict.NEWER, Why.FILLS_IN, True)]
    assert plan.lines[0].standing == typed
    BringingIn(journal).bring_in(plan)
    [run] = journal.everything(Activity)
    assert (run.id, run.minutes, run.effort, run.note, run.at) == (typed.id, 25, 7, "felt heavy", typed.at)
    assert (run.distance_m, run.heart_rate_bpm, run.source) == (5000, 150, Source.TYPED)
    assert run.changed_at == at(LATER).utc
    assert said(plan_of(journal, of(RUN))) == [SAME]
    journal.undo()
    assert journal.everything(Activity) == [typed]


def test_a_typed_walk_at_the_time_of_a_run_is_another_activity(journal: Journal) -> None:
    journal.days.add_activity(ActivityKind.WALK, 25, at=at("2026-11-20T07:45:00+01:00"))
    assert said(plan_of(journal, of(RUN))) == [NEW]


def test_a_run_entered_after_the_plan_is_not_doubled(journal: Journal) -> None:
    plan = plan_of(journal, of(RUN))
    bring(journal, of(replace(RUN, external_id="other"), name="other.csv"))
    BringingIn(journal).bring_in(plan)
    assert len(journal.everything(Activity)) == 1


# -- covered days ---------------------------------------------------------------------------------------------


def runs_from(first: date, last: date) -> list[FoundActivity]:
    days = [datetime(day.year, day.month, day.day, 6, tzinfo=UTC) for day in (first, last)]
    return [replace(RUN, start_utc=day) for day in days]


def ranges(journal: Journal) -> list[tuple[date, date]]:
    return [(known.first_day, known.last_day) for known in journal.everything(ImportedRange)]


def test_a_whole_export_covers_its_days_as_far_as_they_have_ended(journal: Journal) -> None:
    days = runs_from(date(2026, 10, 1), date(2026, 11, 22))
    plan = plan_of(journal, of(*days, is_whole=True))
    assert plan.covered == (date(2026, 10, 1), date(2026, 11, 21), "FIT")
    BringingIn(journal).bring_in(plan)
    assert ranges(journal) == [(date(2026, 10, 1), date(2026, 11, 21))]
    journal.undo()
    assert ranges(journal) == []


def test_single_files_cover_nothing_unless_the_person_says_so(journal: Journal) -> None:
    days = runs_from(date(2026, 10, 1), date(2026, 11, 20))
    plan = plan_of(journal, of(*days))
    assert plan.covered is None and plan.could_cover == (date(2026, 10, 1), date(2026, 11, 20), "FIT")
    assert plan_of(journal, of(*days), declare_covered=True).covered == plan.could_cover
    assert plan_of(journal, of(*days, is_whole=True), declare_covered=False).covered is None


def test_a_later_export_makes_the_known_range_longer_and_an_older_one_adds_nothing(journal: Journal) -> None:
    bring(journal, of(*runs_from(date(2026, 9, 1), date(2026, 10, 1)), is_whole=True))
    bring(journal, of(*runs_from(date(2026, 9, 1), date(2026, 11, 1)), is_whole=True))
    assert ranges(journal) == [(date(2026, 9, 1), date(2026, 11, 1))]
    assert plan_of(journal, of(*runs_from(date(2026, 9, 1), date(2026, 10, 1)), is_whole=True)).could_cover is None


def test_a_single_file_beside_a_whole_export_makes_its_days_no_more(journal: Journal) -> None:
    export = of(*runs_from(date(2025, 1, 1), date(2025, 2, 1)), name="export.zip", is_whole=True)
    single = of(replace(RUN, start_utc=datetime(2026, 11, 1, 6, tzinfo=UTC)))
    plan = plan_of(journal, export, single)
    assert plan.covered == (date(2025, 1, 1), date(2025, 2, 1), "FIT")
    # another time zone is chosen, and the tick stands as it was
    assert plan_of(journal, export, single, declare_covered=True).covered == plan.covered


def test_the_day_of_a_run_that_is_left_out_is_not_covered(journal: Journal) -> None:
    days = [date(2026, 10, 1), date(2026, 10, 5), date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 20)]
    hours = [6, 6, 16, 6, 6]
    runs = [
        replace(RUN, start_utc=datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
        for day, hour in zip(days, hours, strict=True)
    ]
    plan = plan_of(journal, of(*runs, is_whole=True)).ticking({2: False, 3: False, 4: False})
    BringingIn(journal).bring_in(plan)
    assert sorted(ranges(journal)) == [(days[0], date(2026, 10, 4)), (date(2026, 10, 7), date(2026, 10, 19))]
    journal.undo()
    none = plan.ticking(dict.fromkeys(range(5), False))
    BringingIn(journal).bring_in(none)
    assert all(
        day not in (known.first_day, known.last_day) for known in journal.everything(ImportedRange) for day in days
    )


def test_two_whole_exports_cover_no_day_between_them(journal: Journal) -> None:
    older = of(*runs_from(date(2025, 1, 1), date(2025, 2, 1)), name="old.zip", is_whole=True)
    later = of(*runs_from(date(2026, 9, 1), date(2026, 10, 1)), name="new.zip", is_whole=True)
    assert plan_of(journal, older, later).covered == (date(2026, 9, 1), date(2026, 10, 1), "FIT")
    bring(journal, older, later)
    bring(journal, older, later)
    assert sorted(ranges(journal)) == [(date(2025, 1, 1), date(2025, 2, 1)), (date(2026, 9, 1), date(2026, 10, 1))]


def test_whole_exports_that_join_on_cover_their_days_together(journal: Journal) -> None:
    older = of(*runs_from(date(2026, 1, 1), date(2026, 9, 1)), name="old.zip", is_whole=True)
    later = of(*runs_from(date(2026, 9, 2), date(2026, 10, 1)), name="new.zip", is_whole=True)
    same = of(*runs_from(date(2026, 9, 2), date(2026, 10, 1)), name="again.zip", is_whole=True)
    assert plan_of(journal, later, older, same).covered == (date(2026, 1, 1), date(2026, 10, 1), "FIT")


def test_what_is_written_while_files_are_compared_is_noticed(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the window may, beside the thread that compares: after the activities were read, before the plan stands."""
    from calfstretch.journal.incoming import from_files

    lines = from_files.ActivityLines.lines
    written: list[int] = []

    def and_written(self: from_files.ActivityLines) -> list[Line]:
        found = lines(self)
        if not written:
            written.append(1)
            bring(journal, of(replace(RUN, external_id="other"), name="other.csv"))
        return found

    monkeypatch.setattr(from_files.ActivityLines, "lines", and_written)
    bring(journal, of(RUN))
    assert len(journal.everything(Activity)) == 1


# -- drinks ---------------------------------------------------------------------------------------------------


def drink(minute: int, ml: float, source: str = "Watch", second: int = 0) -> FoundDrink:
    return FoundDrink(at_utc=datetime(2026, 11, 20, 8, minute, second, tzinfo=UTC), ml=ml, source=source)


def test_drinks_come_in_once(journal: Journal) -> None:
    reading = of(drink(1, 250), drink(5, 250.4), name="export.xml")
    bring(journal, reading)
    assert [(known.ml, known.source) for known in journal.everything(Drink)] == [(250, "imported"), (250, "imported")]
    assert said(plan_of(journal, reading)) == [SAME, SAME]


def test_a_glass_two_apps_logged_is_taken_once(journal: Journal) -> None:
    plan = plan_of(journal, of(drink(1, 250), drink(1, 250, "Phone", 30), drink(9, 250, "Phone")))
    assert said(plan) == [NEW, (Verdict.NEW, Why.LIKELY_DOUBLE, False), NEW]
    assert plan.assumptions.drink_sources == ("Phone", "Watch")


def test_the_person_chooses_the_apps(journal: Journal) -> None:
    plan = plan_of(journal, of(drink(1, 250), drink(1, 250, "Phone")), drink_sources=frozenset({"Phone"}))
    assert [(line.source, line.ticked) for line in plan.lines] == [("Phone", True)]


def test_a_glass_that_was_typed_here_is_a_likely_double(journal: Journal) -> None:
    journal.days.add_drink(250, at("2026-11-20T09:01:20+01:00"))
    assert said(plan_of(journal, of(drink(1, 250)))) == [(Verdict.NEW, Why.LIKELY_DOUBLE, False)]


@pytest.mark.parametrize("ml", [0, -5, 1e9, float("nan"), float("inf")])
def test_an_amount_that_cannot_be_is_refused(journal: Journal, ml: float) -> None:
    plan = plan_of(journal, of(drink(1, ml), drink(2, 200)))
    assert said(plan) == [NEW] and len(plan.refused) == 1


def test_drinks_of_a_file_leave_the_confirmed_water_alone_when_they_come_and_when_they_go(journal: Journal) -> None:
    day = date(2026, 11, 20)
    journal.days.confirm_water(day, 2000)
    set_clock(journal, LATER)
    bring(journal, of(drink(1, 250), drink(5, 500)))
    assert journal.days.entries(day).water_ml == 2000
    journal.delete(*journal.everything(Drink))
    assert journal.days.entries(day).water_ml == 2000


# -- habits ---------------------------------------------------------------------------------------------------


def habit(day: int, value: str = "yes", name: str = "Magnesium", unit: str = "") -> FoundDayValue:
    return FoundDayValue(day=date(2026, 11, day), name=name, value=value, unit=unit)


def test_habits_become_tags_with_their_days(journal: Journal) -> None:
    bring(journal, of(habit(1), habit(2, "no"), habit(1, "3.50", "Coffee", "cups")))
    assert [(tag.name, tag.kind, tag.unit) for tag in journal.tags.known()] == [
        ("Magnesium", TagKind.YES_NO, ""),
        ("Coffee", TagKind.NUMBER, "cups"),
    ]
    assert {(item.item, item.value) for item in journal.everything(DayItem)} == {
        ("tag:Magnesium", "yes"), ("tag:Magnesium", "no"), ("tag:Coffee", "3.5"),
    }  # fmt: skip
    assert set(said(plan_of(journal, of(habit(1), habit(2, "no"))))) == {SAME}
    journal.undo()
    assert journal.tags.known() == [] and journal.everything(DayItem) == []


def test_a_tag_of_that_name_is_used_and_what_was_noted_stays_unless_ticked(journal: Journal) -> None:
    journal.write("add tags", [Tag(id="t", name="magnesium")])
    journal.tags.note(date(2026, 11, 1), "magnesium", "no")
    plan = plan_of(journal, of(habit(1), habit(2)))
    assert said(plan) == [(Verdict.CONFLICT, Why.NOTHING, False), NEW]
    BringingIn(journal).bring_in(plan)
    assert [tag.id for tag in journal.tags.known()] == ["t"]
    assert {item.id: item.value for item in journal.everything(DayItem)} == {
        "2026-11-01/tag:magnesium": "no", "2026-11-02/tag:magnesium": "yes",
    }  # fmt: skip


def test_a_hidden_tag_is_shown_again(journal: Journal) -> None:
    tag = Tag(id="t", name="Magnesium")
    journal.write("add tags", [tag])
    journal.tags.hide(tag)
    set_clock(journal, LATER)
    bring(journal, of(habit(1)))
    assert [known.id for known in journal.tags.known()] == ["t"]
    journal.undo()
    assert [known.id for known in journal.tags.hidden()] == ["t"]


def test_more_tags_than_there_can_be_are_refused_with_a_sentence(journal: Journal) -> None:
    journal.write("add tags", [Tag(name=f"t{number}", position=number) for number in range(MOST_TAGS - 1)])
    plan = plan_of(journal, of(habit(1), habit(1, name="One too many")))
    assert [line.kind for line in plan.lines] == ["tags", "day_items"]
    assert str(MOST_TAGS) in plan.refused[0].sentence


@pytest.mark.parametrize("values", [("yes", "3"), ("nan", "inf"), ("a bit",)])
def test_values_that_are_neither_are_refused(journal: Journal, values: tuple[str, ...]) -> None:
    plan = plan_of(journal, of(*(habit(day, value) for day, value in enumerate(values, 1))))
    assert plan.lines == () and len(plan.refused) == 1


# -- files ----------------------------------------------------------------------------------------------------


def test_refusals_and_sound_files_without_anything_are_passed_on(journal: Journal) -> None:
    broken = FileReading(name="x.gpx", refused=(Refusal("x.gpx", "No."), Refusal("line 3", "No.")))
    plan = plan_of(journal, broken, FileReading(name="plan.gpx", nothing="A planned route."), of(RUN))
    assert plan.refused == (Refusal("x.gpx", "No."), Refusal("x.gpx: line 3", "No."))
    assert plan.nothing == (("plan.gpx", "A planned route."),)
    assert said(plan) == [NEW]


def test_what_is_not_ticked_stays_out(journal: Journal) -> None:
    plan = plan_of(journal, of(RUN, replace(RUN, start_utc=START + timedelta(hours=5))))
    BringingIn(journal).bring_in(plan.ticking({0: False}))
    assert [run.at.utc.hour for run in journal.everything(Activity)] == [11]
