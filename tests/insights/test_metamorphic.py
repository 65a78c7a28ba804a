"""What must not change the numbers of Insights, and what must change them in one way."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.insights.document import document
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from tests.diaries import journal_on
from tests.insights.made_up import Day, Plan, Spasm, facts, made_up, records, without, write

seeds = st.integers(0, 10**6)
few = settings(max_examples=25)


def _of(plan: Plan) -> dict[str, Any]:
    return document(facts(plan))


def _read(path: Path, batches: list[list[Any]], plan: Plan) -> dict[str, Any]:
    journal = journal_on(path)
    for batch in batches:
        write(journal, batch)
    found = document(read_diary_facts(journal, plan.today))
    journal.database.close()
    return without(found, "spasm", "run")


# -- the order in which a diary was written ------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_nothing(tmp_path: Path, seed: int) -> None:
    plan = made_up(seed)
    made = records(plan)
    shuffled = random.Random(seed).sample(made, len(made))
    assert _read(tmp_path / "a", [made], plan) == _read(tmp_path / "b", [shuffled], plan)


@pytest.mark.parametrize("seed", [3, 4])
def test_the_same_diary_typed_anew_in_other_batches_changes_nothing(tmp_path: Path, seed: int) -> None:
    plan = made_up(seed)
    by_kind: dict[str, list[Any]] = {}
    for record in records(plan):
        by_kind.setdefault(record.TABLE, []).append(record)
    # answers come last, as in an import: before their spasms stand there they would make drafts
    batches = sorted(by_kind.values(), key=lambda batch: batch[0].TABLE == "checkins")
    assert _read(tmp_path / "a", [records(plan)], plan) == _read(tmp_path / "b", batches, plan)


# -- time ----------------------------------------------------------------------------------------


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?")


def _moved(value: Any, weeks: int) -> Any:
    """The document with every date so many weeks later, without the offset of its moments."""
    if isinstance(value, dict):
        return {key: _moved(each, weeks) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, weeks) for each in value]
    if not isinstance(value, str) or not (found := _MOMENT.match(value)):
        return value
    return (datetime.fromisoformat(found[0]) + timedelta(weeks=weeks)).isoformat()


@few
@given(seeds, st.integers(-300, 300))
def test_whole_weeks_later_everything_is_the_same(seed: int, weeks: int) -> None:
    plan = made_up(seed, weeks=14)
    later = replace(plan, first=plan.first + timedelta(weeks=weeks))
    one, other = (without(_of(each), "month", "year") for each in (plan, later))
    assert _moved(other, 0) == _moved(one, weeks)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    import time

    def use(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield use


@pytest.mark.parametrize("first", ["2026-02-02", "2026-08-31"])
def test_the_change_of_the_clocks_changes_nothing(tmp_path: Path, zone: Any, first: str) -> None:
    plan = replace(made_up(7), first=date.fromisoformat(first))
    found = []
    for n, name in enumerate(("Europe/Berlin", "UTC", "America/New_York", "Asia/Kathmandu")):
        zone(name)
        found.append(_read(tmp_path / str(n), [records(plan)], plan))
    assert all(_moved(each, 0) == _moved(found[0], 0) for each in found)


# -- what counts ---------------------------------------------------------------------------------


@few
@given(seeds)
def test_filling_unknown_days_with_zero_changes_the_rate(seed: int) -> None:
    plan = made_up(seed)
    filled = replace(plan, days=tuple(day if day.checked else Day() for day in plan.days))
    honest, wrong = _of(plan), _of(filled)
    assert wrong["episodes"] == honest["episodes"] > 0
    assert wrong["rate"]["per_week"] < honest["rate"]["per_week"]
    assert honest["rate"]["floor"] <= honest["rate"]["per_week"]


_RUNNING = (Day(checked=False), Day(), Day(spasms=(Spasm(8.0, "left", pain=9),) * 5), made_up(99).running)


@few
@given(seeds, st.sampled_from(_RUNNING), st.sampled_from(_RUNNING))
def test_the_running_day_never_counts(seed: int, one: Day, other: Day) -> None:
    plan = made_up(seed)
    first, second = (_of(replace(plan, running=day)) for day in (one, other))
    assert (first.pop("so_far_today"), second.pop("so_far_today")) == (len(one.spasms), len(other.spasms))
    assert first == second


@few
@given(seeds, st.sets(st.integers(0, 7 * 16 - 1)))
def test_a_late_answer_is_marked_and_counts_all_the_same(seed: int, late: set[int]) -> None:
    plan = made_up(seed)
    marked, plain = document(facts(plan, late)), _of(plan)
    days = {plan.date(n).isoformat() for n in late if plan.days[n].checked}
    assert set(marked.pop("late_days")) == days
    assert plain.pop("late_days") == []
    assert marked == plain


def test_backdated_entries_are_late_in_a_real_diary(journal: Journal) -> None:
    plan = made_up(5, weeks=9)
    journal.write("add checkins", records(plan))  # all of them typed now, in November
    found = document(read_diary_facts(journal, plan.today))
    assert len(found["late_days"]) == found["known_days"]
    assert found["episodes"] == _of(plan)["episodes"]
