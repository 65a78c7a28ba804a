"""Routines of one's own, programmes, what is asked of a day and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.person import Programme, SavedRoutine
from calfstretch.domain.routine import BEFORE_BED, DAILY, LegOrder, Routine, TargetOrigin
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.journal import Journal
from tests.diaries import journal_on
from tests.journal.entries import at
from tests.records import saved_routines, weekdays

TODAY = date(2026, 11, 22)  # a Sunday
PRESCRIBED = Routine("Physio", hold_s=10, hold_origin=TargetOrigin.THERAPIST, rounds=3, rest_s=30)


def prescribe(journal: Journal, routine: Routine = PRESCRIBED, **fields: Any) -> Programme:
    """Store a programme for this routine; two times a day since Monday 16 November unless said."""
    saved = SavedRoutine.of(routine)
    known = {"first_day": date(2026, 11, 16), "times_a_day": 2, "origin": TargetOrigin.THERAPIST}
    programme = Programme(routine_id=saved.id, **(known | fields))
    journal.write("add programmes", [saved, programme])
    return programme


def session(moment: str, outcome: Outcome | None = Outcome.DONE, purpose: str = "daily") -> Session:
    return Session(purpose=purpose, started_at=at(moment), ended_at=at(moment), outcome=outcome)


def test_an_own_routine_is_kept_changed_and_brought_back(journal: Journal) -> None:
    kept = journal.routines.keep(replace(BEFORE_BED, name="Evening", hold_s=45, hold_origin=TargetOrigin.PERSON))
    journal.routines.keep(replace(kept.routine, name="after dinner"), kept)
    assert [one.name for one in journal.routines.own()] == ["after dinner"]
    journal.undo()
    assert [one.name for one in journal.routines.own()] == ["Evening"]
    journal.routines.remove(kept)
    assert journal.routines.own() == []
    journal.undo()
    assert [one.routine.hold_s for one in journal.routines.own()] == [45]


def test_own_routines_are_listed_by_name_without_the_programmes(journal: Journal) -> None:
    for name in ("stairs", "Evening", "after work"):
        journal.routines.keep(replace(DAILY, name=name))
    prescribe(journal)
    assert [one.name for one in journal.routines.own()] == ["after work", "Evening", "stairs"]


def test_the_programme_in_force_is_found_with_its_routine(journal: Journal) -> None:
    programme = prescribe(journal, weekdays=(1, 3, 5), last_day=date(2026, 11, 27))
    friday = journal.routines.in_force(date(2026, 11, 20))
    assert friday is not None
    assert (friday.programme_id, friday.routine, friday.times) == (programme.id, PRESCRIBED, 2)
    assert (friday.origin, friday.last_day) == (TargetOrigin.THERAPIST, date(2026, 11, 27))
    sunday = journal.routines.in_force(TODAY)
    assert sunday is not None and sunday.times == 0
    assert journal.routines.in_force(date(2026, 11, 15)) is None
    assert journal.routines.in_force(date(2026, 11, 28)) is None


def test_of_two_programmes_the_one_that_began_last_holds(journal: Journal) -> None:
    prescribe(journal, first_day=date(2026, 11, 1), times_a_day=1)
    later = prescribe(journal, first_day=date(2026, 11, 10), last_day=date(2026, 11, 12), times_a_day=3)
    found = journal.routines.in_force(date(2026, 11, 11))
    assert found is not None and found.programme_id == later.id
    days = [journal.routines.in_force(date(2026, 11, day)) for day in range(9, 14)]
    assert [day.times for day in days if day is not None] == [1, 3, 3, 3, 1]


def test_a_programme_in_the_bin_asks_nothing_and_undo_brings_it_back(journal: Journal) -> None:
    programme = prescribe(journal)
    journal.routines.remove_programme(programme)
    assert journal.routines.in_force(TODAY) is None
    assert journal.everything(SavedRoutine) == []
    journal.undo()
    assert journal.routines.in_force(TODAY) is not None
    assert len(journal.routines.programmes()) == 1


def test_the_routine_of_two_programmes_stays_while_one_needs_it(journal: Journal) -> None:
    first = prescribe(journal)
    saved = journal.routines.get(first.routine_id)
    assert saved is not None
    again = Programme(routine_id=saved.id, first_day=date(2026, 12, 1))
    journal.write("change programmes", [saved, again])
    journal.routines.remove_programme(first)
    assert [programme.id for programme, _routine in journal.routines.programmes()] == [again.id]
    assert len(journal.everything(SavedRoutine)) == 1


def test_an_ended_programme_held_until_yesterday(journal: Journal) -> None:
    programme = prescribe(journal)
    journal.routines.end_programme(programme)
    assert journal.routines.in_force(TODAY) is None
    assert journal.routines.in_force(TODAY - timedelta(days=1)) is not None
    journal.undo()
    assert journal.routines.in_force(TODAY) is not None


def test_a_programme_ended_on_its_first_day_goes_into_the_bin(journal: Journal) -> None:
    journal.routines.end_programme(prescribe(journal, first_day=TODAY))
    assert journal.routines.programmes() == []


def test_back_to_the_programme_where_nothing_was_chosen_before(journal: Journal) -> None:
    prescribe(journal)
    journal.routines.choose(PRESCRIBED)
    assert journal.routines.next_up(None) == DAILY


def test_next_up_is_what_was_chosen_last(journal: Journal) -> None:
    assert journal.routines.next_up(None) == DAILY
    chosen = replace(BEFORE_BED, leg_order=LegOrder.RIGHT_ONLY)
    journal.routines.choose(chosen)
    assert journal.routines.next_up(journal.routines.in_force(TODAY)) == chosen


def test_a_programme_comes_first_and_another_choice_holds_for_the_day(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.routines.choose(BEFORE_BED)
    prescribe(journal)
    assert journal.routines.next_up(journal.routines.in_force(TODAY)) == PRESCRIBED
    journal.routines.choose(BEFORE_BED)
    assert journal.routines.next_up(journal.routines.in_force(TODAY)) == BEFORE_BED
    journal.routines.choose(PRESCRIBED)
    assert journal.routines.next_up(journal.routines.in_force(TODAY)) == PRESCRIBED
    assert journal.routines.next_up(None) == BEFORE_BED  # a therapist's hold does not outlive the programme
    journal.routines.choose(BEFORE_BED)
    journal.database.close()
    tomorrow = journal_on(tmp_path / "diary.db", "2026-11-23T09:00:00+01:00")
    assert tomorrow.routines.next_up(tomorrow.routines.in_force(tomorrow.today())) == PRESCRIBED
    tomorrow.database.close()


@settings(max_examples=40, deadline=None)
@given(
    saved=saved_routines,
    first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.none() | st.integers(0, 400),
    times=st.integers(1, 12),
    on=weekdays,
    note=st.text(max_size=50),
)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory,
    saved: SavedRoutine,
    first: date,
    days: int | None,
    times: int,
    on: tuple[int, ...],
    note: str,
) -> None:
    journal = journal_on(tmp_path_factory.mktemp("diary") / "diary.db")
    last = None if days is None else first + timedelta(days=days)
    programme = Programme(
        routine_id=saved.id, first_day=first, last_day=last, times_a_day=times, weekdays=on, note=note
    )
    journal.write("add programmes", [saved, programme])
    [(loaded, routine)] = journal.routines.programmes()
    assert (loaded.first_day, loaded.last_day, loaded.times_a_day) == (first, last, times)
    assert (loaded.weekdays, loaded.note, routine.routine) == (on, programme.note, saved.routine)
    for day in (first, last or first, first + timedelta(days=3)):
        found = journal.routines.in_force(day)
        assert (0 if found is None else found.times) == programme.times_on(day)
        assert found is None or found.routine == saved.routine
    journal.database.close()
