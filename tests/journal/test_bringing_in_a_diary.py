"""A diary's archive into a diary: new, same, later, earlier, changed on both sides, removed; one undo for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from calfstretch.domain.contents import Contents, SettingEntry, Tombstone
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Look, Programme, SavedRoutine, Tag
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Hold, Session
from calfstretch.errors import UserError
from calfstretch.journal import Journal
from calfstretch.journal.bringing_in import BringingIn, Verdict, Why
from tests.journal.bringing import FILE, another, as_file, brought, planned, without_stamps
from tests.journal.entries import DAY, YESTERDAY, at, batches, hold, set_clock, started

LATER, LATEST = "2026-11-22T10:00:00+01:00", "2026-11-22T11:00:00+01:00"
DRINK = Drink(id="d1", at=at("2026-11-22T08:00:00+01:00"), ml=250)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    journal = another(tmp_path)
    yield journal
    journal.database.close()


def verdicts(journal: Journal, contents: Contents) -> list[tuple[str, Verdict]]:
    return [(line.record.id, line.verdict) for line in planned(journal, contents).lines]


def fill(journal: Journal) -> None:
    """A little of everything, with something in the bin and something changed."""
    episode = Episode(at=at("2026-11-22T02:00:00+01:00"), pain=4)
    routine = SavedRoutine.of(DAILY)
    session = started(journal)
    journal.write("add holds", [hold(session, 1), hold(session, 2), episode, DRINK, CheckIn(day=YESTERDAY, spasms=1)])
    journal.write("add programmes", [routine, Programme(routine_id=routine.id, first_day=DAY)])
    journal.write("add tags", [Tag(name="Coffee"), DayItem(day=YESTERDAY, item="tag:Coffee", value="yes")])
    relief = Session(purpose="relief", started_at=journal.now(), episode_id=episode.id)
    journal.write("add sessions", [relief, Look(number=1, day=DAY, body={"n": 1})])
    set_clock(journal, LATER)
    gone = Activity(at=at("2026-11-21T08:00:00+01:00"), kind=ActivityKind.RUN, minutes=30)
    journal.write("add activities", [gone])
    journal.delete(gone)
    journal.write("change drinks", [replace(DRINK, ml=300)])
    journal.set_setting("glass_ml", 300)


def test_an_empty_diary_is_then_the_same_to_the_last_stamp(journal: Journal, other: Journal) -> None:
    fill(journal)
    set_clock(other, LATEST)
    written = brought(other, journal.contents())
    assert written.seq and written.label == "import diary"
    assert as_file(other.contents()) == as_file(journal.contents())
    assert [row["origin"] for row in other.database.connection.execute("SELECT origin FROM batches")] == ["import"]


def test_into_the_same_diary_nothing_is_new_and_nothing_is_written(journal: Journal) -> None:
    fill(journal)
    known = batches(journal)
    plan = planned(journal, journal.contents())
    assert {line.verdict for line in plan.lines} == {Verdict.SAME}
    assert not plan.changes_anything
    assert BringingIn(journal).bring_in(plan).seq == 0
    assert batches(journal) == known


def test_a_second_import_adds_nothing(journal: Journal, other: Journal) -> None:
    fill(journal)
    contents = journal.contents()
    brought(other, contents)
    before, known = as_file(other.contents()), batches(other)
    assert brought(other, contents).seq == 0
    assert (as_file(other.contents()), batches(other)) == (before, known)


def test_one_undo_takes_all_of_it_back_and_redo_brings_it(journal: Journal, other: Journal) -> None:
    fill(journal)
    contents = replace(
        journal.contents(), tombstones=(*journal.contents().tombstones, Tombstone("drinks", "x", other.now().utc))
    )
    other.set_setting("glass_ml", 200)
    other.write("add drinks", [Drink(id="own", at=at(LATER), ml=100)])
    before = as_file(other.contents())
    set_clock(other, LATEST)
    assert BringingIn(other).diary(contents, FILE).changes_anything
    brought(other, contents)
    after = as_file(other.contents())
    assert after != before
    assert other.undo_label() == "import diary"
    other.undo()
    assert as_file(other.contents()) == before
    assert other.bin() == []
    other.redo()
    assert as_file(other.contents()) == after


def test_what_was_undone_can_be_brought_in_again(journal: Journal, other: Journal) -> None:
    fill(journal)
    contents = journal.contents()
    brought(other, contents)
    set_clock(other, LATEST)
    other.undo()
    plan = planned(other, contents)
    assert plan.count(Verdict.NEW) == len(contents.records)
    BringingIn(other).bring_in(plan)
    assert as_file(other.contents()) == as_file(contents)


def test_what_was_undone_is_removed_nowhere_else(journal: Journal, other: Journal) -> None:
    fill(journal)
    before = as_file(journal.contents())
    brought(other, journal.contents())
    set_clock(other, LATEST)
    other.undo()
    set_clock(journal, LATEST)
    brought(journal, other.contents())
    assert as_file(journal.contents()) == before


def test_undo_takes_back_what_the_person_did_since_before_it_takes_the_import(journal: Journal, other: Journal) -> None:
    journal.write("add drinks", [DRINK])
    brought(other, journal.contents())
    set_clock(other, LATEST)
    other.write("change drinks", [replace(DRINK, ml=999)])
    assert other.undo_label() == "change drinks"
    other.undo()
    other.undo()
    assert other.everything(Drink) == []


def test_undo_takes_out_what_the_timer_touched_since_and_leaves_what_is_gone_for_good(
    journal: Journal, other: Journal
) -> None:
    journal.write("add drinks", [DRINK, replace(DRINK, id="d2"), replace(DRINK, id="d3")])
    brought(other, journal.contents())
    set_clock(other, LATER)
    other.write("change drinks", [replace(DRINK, ml=999)], origin="timer")
    other.write("delete drinks", delete=[replace(DRINK, id="d2")], origin="timer")
    other.purge(other.now().utc)
    set_clock(other, LATEST)
    other.undo()
    assert other.everything(Drink) == []
    other.redo()
    assert [(drink.id, drink.ml) for drink in other.everything(Drink)] == [("d1", 999), ("d3", 250)]


def test_an_undo_keeps_a_setting_the_person_set_since(journal: Journal, other: Journal) -> None:
    set_clock(journal, LATER)
    journal.set_setting("glass_ml", 300)
    journal.set_setting("bottle_ml", 700)
    other.set_setting("bottle_ml", 500)
    brought(other, journal.contents())
    set_clock(other, LATEST)
    other.set_setting("glass_ml", 400)
    other.undo()
    assert (other.setting("glass_ml"), other.setting("bottle_ml")) == (400, 500)


def test_the_later_change_wins_whichever_side_it_is_on(journal: Journal, other: Journal) -> None:
    journal.write("add drinks", [DRINK])
    brought(other, journal.contents())
    set_clock(other, LATER)
    other.write("change drinks", [replace(DRINK, ml=500)])
    line = planned(journal, other.contents()).lines[0]
    assert (line.verdict, line.ticked) == (Verdict.NEWER, True)
    assert line.standing is not None and line.standing.ml == 250  # type: ignore[attr-defined]
    assert verdicts(other, journal.contents()) == [("d1", Verdict.OLDER)]
    assert brought(other, journal.contents()).seq == 0
    brought(journal, other.contents())
    assert as_file(journal.contents()) == as_file(other.contents())


def test_changed_on_both_sides_is_shown_and_the_later_one_is_ticked(journal: Journal, other: Journal) -> None:
    journal.write("add drinks", [DRINK])
    brought(other, journal.contents())
    set_clock(journal, LATER)
    journal.write("change drinks", [replace(DRINK, ml=500)])
    set_clock(other, LATEST)
    other.write("change drinks", [replace(DRINK, ml=700)])
    here, there = planned(journal, other.contents()).lines[0], planned(other, journal.contents()).lines[0]
    assert (here.verdict, here.ticked) == (Verdict.CONFLICT, True)
    assert (there.verdict, there.ticked) == (Verdict.CONFLICT, False)
    forced = planned(other, journal.contents()).ticking({0: True})
    set_clock(other, "2026-11-22T12:00:00+01:00")
    BringingIn(other).bring_in(forced)
    assert other.everything(Drink)[0].ml == 500
    assert other.everything(Drink)[0].changed_at == other.now().utc, "their word of today wins elsewhere too"


def test_what_was_removed_later_goes_and_what_was_changed_later_stays(journal: Journal, other: Journal) -> None:
    second = replace(DRINK, id="d2")
    journal.write("add drinks", [DRINK, second])
    brought(other, journal.contents())
    set_clock(other, LATER)
    other.delete(DRINK, second)
    set_clock(journal, LATEST)
    journal.write("change drinks", [replace(second, ml=800)])
    lines = {line.record.id: line for line in planned(journal, other.contents()).lines}
    assert (lines["d1"].verdict, lines["d1"].why) == (Verdict.NEWER, Why.REMOVED_THERE)
    assert (lines["d2"].verdict, lines["d2"].ticked) == (Verdict.OLDER, False)
    brought(journal, other.contents())
    assert [drink.id for drink in journal.everything(Drink)] == ["d2"]
    assert [record.deleted_at for record in journal.bin()] == [at(LATER).utc]
    brought(other, journal.contents())
    assert as_file(journal.contents()) == as_file(other.contents())


def test_what_was_removed_here_stays_so_and_can_be_asked_for(journal: Journal, other: Journal) -> None:
    journal.write("add drinks", [DRINK])
    contents = journal.contents()
    set_clock(journal, LATER)
    journal.delete(DRINK)
    for purged in (False, True):
        if purged:
            journal.purge(journal.now().utc)
        plan = planned(journal, contents)
        assert [(line.verdict, line.why, line.ticked) for line in plan.lines] == [
            (Verdict.OLDER, Why.REMOVED_HERE, False)
        ]
        assert BringingIn(journal).bring_in(plan).seq == 0
    set_clock(journal, LATEST)
    BringingIn(journal).bring_in(plan.ticking({0: True}))
    assert [drink.changed_at for drink in journal.everything(Drink)] == [at(LATEST).utc]
    assert journal.contents().tombstones == ()


def test_an_unknown_tombstone_is_kept_so_that_no_third_copy_brings_it_back(journal: Journal, other: Journal) -> None:
    journal.write("add drinks", [DRINK])
    third = journal.contents()
    set_clock(journal, LATER)
    journal.delete(DRINK)
    brought(other, journal.contents())
    assert [stone.record_id for stone in other.contents().tombstones] == ["d1"]
    assert brought(other, third).seq == 0
    assert other.everything(Drink) == []


def test_one_answer_of_a_day_on_two_computers_meets(journal: Journal, other: Journal) -> None:
    journal.write("add checkins", [CheckIn(day=YESTERDAY, spasms=0), DayItem(day=DAY, item="alcohol", value="no")])
    set_clock(other, LATER)
    other.write("add checkins", [CheckIn(day=YESTERDAY, spasms=0), DayItem(day=DAY, item="alcohol", value="yes")])
    assert verdicts(journal, other.contents()) == [
        (CheckIn(day=YESTERDAY, spasms=0).id, Verdict.SAME),
        ("2026-11-22/alcohol", Verdict.CONFLICT),
    ]
    brought(journal, other.contents())
    assert [item.value for item in journal.everything(DayItem)] == ["yes"]


def test_the_number_of_a_known_day_is_what_stands_on_it_afterwards(journal: Journal, other: Journal) -> None:
    for diary, moment in ((journal, "2026-11-21T02:00:00+01:00"), (other, "2026-11-21T23:00:00+01:00")):
        diary.write("add episodes", [Episode(at=at("2026-11-21T15:00:00+01:00")), CheckIn(day=YESTERDAY, spasms=1)])
        diary.write("add episodes", [Episode(at=at(moment))])
    brought(journal, other.contents())
    noted = [episode for episode in journal.between(Episode, YESTERDAY, YESTERDAY) if episode.is_spasm]
    assert journal.everything(CheckIn)[0].spasms == len(noted) == 3


def test_one_tag_by_name_on_two_computers_is_one_tag(journal: Journal, other: Journal) -> None:
    journal.write("add tags", [Tag(id="t1", name="Coffee")])
    other.write("add tags", [Tag(id="t2", name="coffee "), DayItem(day=DAY, item="tag:coffee ", value="yes")])
    brought(journal, other.contents())
    assert [tag.id for tag in journal.tags.known()] == ["t1"]


def test_drinks_of_another_computer_leave_the_confirmed_water_as_it_was_said(journal: Journal, other: Journal) -> None:
    journal.days.confirm_water(DAY, 2000)
    other.days.add_drink(500, at("2026-11-22T08:00:00+01:00"))
    brought(journal, other.contents())
    assert journal.days.entries(DAY).water_ml == 2000
    assert journal.days.entries(DAY).drinks_ml == 500


def test_a_drink_of_another_computer_takes_nothing_from_the_confirmed_water_when_it_goes(
    journal: Journal, other: Journal, tmp_path: Path
) -> None:
    journal.days.confirm_water(DAY, 2000)
    set_clock(other, LATER)
    other.days.add_drink(500, at("2026-11-22T08:00:00+01:00"))
    brought(journal, other.contents())
    set_clock(journal, LATEST)
    journal.delete(*journal.everything(Drink))
    assert journal.days.entries(DAY).water_ml == 2000
    # What was added on top in the diary it came with still goes with it.
    other.days.confirm_water(DAY, 1000)
    set_clock(other, LATEST)
    other.days.add_drink(300, at("2026-11-22T09:00:00+01:00"))
    third = another(tmp_path, "third", LATEST)
    brought(third, other.contents())
    assert third.days.entries(DAY).water_ml == 1300
    third.delete(next(drink for drink in third.everything(Drink) if drink.ml == 300))
    assert third.days.entries(DAY).water_ml == 1000
    third.database.close()


def test_a_session_that_was_changed_after_its_removal_comes_back_with_its_holds(
    journal: Journal, other: Journal
) -> None:
    session = started(journal)
    journal.write("add holds", [hold(session, 1)])
    brought(other, journal.contents())
    set_clock(other, LATER)
    other.delete(session)
    other.purge(other.now().utc)
    set_clock(journal, LATEST)
    journal.write("change sessions", [replace(session, note="kept")])
    brought(other, journal.contents())
    assert [record.session_id for record in other.everything(Hold)] == [session.id]


def test_what_was_gone_for_good_before_it_came_in_is_after_the_undo_removed_when_it_was(
    journal: Journal, other: Journal
) -> None:
    journal.write("add drinks", [Drink(id="d", at=journal.now(), ml=200)])
    brought(other, journal.contents())
    set_clock(journal, LATER)
    journal.delete(journal.everything(Drink)[0])
    journal.purge(journal.now().utc)
    removed = journal.contents().tombstones
    set_clock(other, LATEST)
    other.write("change drinks", [replace(other.everything(Drink)[0], ml=300)])
    set_clock(journal, LATEST)
    brought(journal, other.contents())
    journal.undo()
    assert journal.contents().tombstones == removed
    # their later word is still the later one
    assert brought(journal, other.contents()).seq
    assert [drink.ml for drink in journal.everything(Drink)] == [300]


def test_a_session_speaks_for_its_holds_when_all_of_it_was_taken_back(journal: Journal, other: Journal) -> None:
    session = Session(id="s", purpose="daily", started_at=journal.now())
    journal.write("add things", [session, hold(session, 1)])
    before = journal.contents()
    brought(other, before)
    set_clock(journal, LATER)
    journal.undo()
    assert [(stone.kind, stone.record_id) for stone in journal.contents().tombstones] == [("sessions", "s")]
    brought(other, journal.contents())
    assert without_stamps(other.contents()) == without_stamps(journal.contents())
    # an empty diary that heard of the removal alone is offered neither by an older file
    third = Contents(tombstones=journal.contents().tombstones)
    journal.purge(journal.now().utc)
    brought(journal, third)
    assert {(line.why, line.ticked) for line in planned(journal, before).lines} == {(Why.REMOVED_HERE, False)}


@pytest.mark.parametrize("for_good", [True, False])
def test_a_session_that_is_ticked_against_its_removal_comes_with_its_holds(
    journal: Journal, other: Journal, for_good: bool
) -> None:
    session = started(journal)
    journal.write("add holds", [hold(session, 1), hold(session, 2)])
    contents = journal.contents()
    brought(other, contents)
    set_clock(other, LATER)
    other.delete(session)
    if for_good:
        other.purge(other.now().utc)
    plan = planned(other, contents)
    [place] = [place for place, line in enumerate(plan.lines) if line.kind == "sessions"]
    assert not plan.changes_anything
    BringingIn(other).bring_in(plan.ticking({place: True}))
    assert [record.id for record in other.everything(Session)] == [session.id]
    assert [record.ordinal for record in other.everything(Hold)] == [1, 2]
    other.undo()
    # What the person removed stays removed, here and elsewhere.
    assert other.everything(Session) == [] and planned(other, contents).lines[place].why is Why.REMOVED_HERE
    assert ("sessions", session.id) in {(stone.kind, stone.record_id) for stone in other.contents().tombstones}


def test_a_hold_without_its_session_and_a_programme_without_its_routine_stay_out(journal: Journal) -> None:
    lost = Contents(
        records=(
            hold(Session(purpose="daily", started_at=journal.now()), 1),
            Programme(routine_id="nowhere", first_day=DAY),
            Session(id="s", purpose="relief", started_at=journal.now(), episode_id="nowhere"),
        )
    )
    brought(journal, lost)
    assert journal.everything(Hold) == [] and journal.everything(Programme) == []
    assert [session.episode_id for session in journal.everything(Session)] == [None]


def test_the_day_boundary_of_the_file_holds_before_days_are_worked_out(journal: Journal, other: Journal) -> None:
    early = Drink(id="early", at=at("2026-11-22T05:00:00+01:00"), ml=200)
    own = Drink(id="own", at=at("2026-11-22T05:30:00+01:00"), ml=100)
    journal.set_setting("day_start_h", 6)
    journal.write("add drinks", [early])
    other.write("add drinks", [own])
    brought(other, journal.contents())
    assert {drink.id for drink in other.between(Drink, YESTERDAY, YESTERDAY)} == {"early", "own"}
    other.undo()
    assert other.day_start_h == 4
    assert {drink.id for drink in other.between(Drink, DAY, DAY)} == {"own"}


def test_the_first_day_of_use_is_the_earlier_one(journal: Journal, other: Journal) -> None:
    journal.set_setting("first_used_day", "2026-01-01")
    set_clock(other, LATER)
    other.set_setting("first_used_day", "2026-11-22")
    assert brought(journal, other.contents()).seq == 0
    brought(other, journal.contents())
    assert other.setting("first_used_day") == "2026-01-01"


def test_of_two_looks_of_one_number_the_one_worked_out_first_stands(journal: Journal, other: Journal) -> None:
    journal.write("add looks", [Look(number=1, day=DAY, body={"n": 1})])
    set_clock(other, LATER)
    other.write("add looks", [Look(number=1, day=DAY, body={"n": 2})])
    assert brought(journal, other.contents()).seq == 0
    brought(other, journal.contents())
    assert [look.body for look in other.everything(Look)] == [{"n": 1}]


@pytest.mark.parametrize(
    ("key", "value"),
    [("theme", "pink"), ("text_scale", "big"), ("day_start_h", 99), ("first_used_day", "x"), ("glass_ml", True)],
)
def test_a_setting_that_cannot_be_is_refused(journal: Journal, key: str, value: object) -> None:
    contents = Contents(settings=(SettingEntry(key, value, journal.now().utc),))
    plan = planned(journal, contents)
    assert plan.settings == ()
    assert [refusal.where for refusal in plan.refused] == [f"{FILE}: settings {key}"]


@pytest.mark.parametrize("key", ["pin", "window_geometry", "copies_folder", "share_folder"])
def test_a_setting_of_another_computer_stays_there(journal: Journal, key: str) -> None:
    contents = Contents(settings=(SettingEntry(key, "x", journal.now().utc),))
    assert not planned(journal, contents).changes_anything


def test_a_tombstone_of_no_table_of_ours_is_refused(journal: Journal) -> None:
    contents = Contents(tombstones=(Tombstone("settings; DROP TABLE drinks", "x", journal.now().utc),))
    plan = planned(journal, contents)
    assert plan.tombstones == () and len(plan.refused) == 1


# -- what the history says, and what it is silent about ----------------------------------------------------


def of_history(*records: Activity) -> Contents:
    return Contents(records=records, spoken_for={"activities": ("at", "kind", "minutes", "distance_m", "note")})


RUN = Activity(
    id="a1", at=at("2026-11-21T08:00:00.250+01:00"), kind=ActivityKind.RUN, minutes=30.12345, heart_rate_bpm=150
)


def test_the_history_leaves_alone_what_it_is_silent_about(journal: Journal) -> None:
    journal.write("add activities", [RUN])
    [known] = journal.everything(Activity)
    as_written = replace(
        known, at=at("2026-11-21T08:00:00+01:00"), minutes=30.123, heart_rate_bpm=None, sport=None, note=""
    )
    assert verdicts(journal, of_history(as_written)) == [("a1", Verdict.SAME)]
    later = replace(as_written, note="windy", changed_at=known.changed_at + timedelta(hours=1))  # type: ignore[operator]
    brought(journal, of_history(later))
    assert journal.everything(Activity) == [replace(known, note="windy", changed_at=later.changed_at)]


def test_a_history_that_was_edited_by_hand_is_shown_and_waits_for_a_tick(journal: Journal) -> None:
    journal.write("add activities", [RUN])
    [known] = journal.everything(Activity)
    plan = planned(journal, of_history(replace(known, note="typed in a spreadsheet")))
    assert [(line.verdict, line.ticked) for line in plan.lines] == [(Verdict.CONFLICT, False)]
    set_clock(journal, LATER)
    BringingIn(journal).bring_in(plan.ticking({0: True}))
    assert [(run.note, run.changed_at) for run in journal.everything(Activity)] == [
        ("typed in a spreadsheet", at(LATER).utc)
    ]


# -- writing -------------------------------------------------------------------------------------------------


def test_listeners_are_told_once_and_nothing_is_written_before(journal: Journal, other: Journal) -> None:
    fill(journal)
    told: list[str] = []
    other.subscribe(lambda written: told.append(written.label))
    plan = planned(other, journal.contents())
    assert batches(other) == 0 and told == []
    BringingIn(other).bring_in(plan)
    assert told == ["import diary"]


def test_what_changed_between_plan_and_import_is_compared_anew(journal: Journal, other: Journal) -> None:
    journal.write("add drinks", [DRINK, replace(DRINK, id="d2")])
    plan = planned(other, journal.contents()).ticking({1: False})
    set_clock(other, LATER)
    other.write("add drinks", [replace(DRINK, ml=999)])
    BringingIn(other).bring_in(plan)
    assert [(drink.id, drink.ml) for drink in other.everything(Drink)] == [("d1", 999)]


def test_where_the_disk_is_full_nothing_is_written(journal: Journal, other: Journal) -> None:
    journal.write("add drinks", [replace(DRINK, id=f"d{number}") for number in range(500)])
    plan = planned(other, journal.contents())
    connection = other.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(UserError):
        BringingIn(other).bring_in(plan)
    assert other.contents().records == () and batches(other) == 0


def test_an_entry_that_no_diary_can_hold_is_named_and_nothing_is_written(journal: Journal) -> None:
    odd = Episode(id="e1", at=journal.now(), leg="sideways")  # type: ignore[arg-type]
    with pytest.raises(UserError, match="episodes e1"):
        brought(journal, Contents(records=(DRINK, odd)))
    assert journal.contents().records == ()


def test_after_a_restart_one_undo_still_takes_it_back(journal: Journal, tmp_path: Path) -> None:
    fill(journal)
    first = another(tmp_path)
    brought(first, journal.contents())
    first.database.close()
    again = another(tmp_path)
    again.undo()
    assert again.contents().records == () and again.contents().settings == ()
    again.database.close()


def test_a_line_that_stands_twice_in_a_file_is_taken_once(journal: Journal) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    twice = [replace(DRINK, ml=ml, entered_at=now, changed_at=now + timedelta(hours=ml)) for ml in (1, 2)]
    plan = planned(journal, Contents(records=tuple(twice)))
    assert len(plan.refused) == 1
    BringingIn(journal).bring_in(plan)
    assert [drink.ml for drink in journal.everything(Drink)] == [2]


def test_what_both_have_comes_out_equal_whichever_way_it_went(journal: Journal, other: Journal) -> None:
    fill(journal)
    other.write("add drinks", [replace(DRINK, id="d9", ml=111)])
    other.set_setting("glass_ml", 111)
    mine, theirs = journal.contents(), other.contents()
    brought(journal, theirs)
    brought(other, mine)
    assert without_stamps(journal.contents()) == without_stamps(other.contents())
