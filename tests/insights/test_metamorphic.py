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

from calfstretch.domain.episode import Context, Episode, Kind
from calfstretch.domain.moment import local_moment
from calfstretch.exchange.activities.watch import Watch
from calfstretch.exchange.archive.reader import read_archive
from calfstretch.exchange.archive.writer import write_archive
from calfstretch.journal import Journal
from calfstretch.journal.bringing_in import BringingIn
from tests.diaries import journal_on
from tests.insights.made_up import TAGS, Day, Plan, Spasm, facts, made_up, read, records, shown, without, write

# a handful each time, many where there is time
seeds = pytest.mark.parametrize("seed", [*range(2), *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 20))])


def _of(plan: Plan) -> dict[str, Any]:
    return shown(facts(plan))


def _read(path: Path, batches: list[list[Any]], plan: Plan) -> dict[str, Any]:
    journal = journal_on(path)
    for batch in batches:
        write(journal, batch)
    found = read(journal, plan)
    journal.database.close()
    return found


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


@pytest.mark.parametrize("seed", [5])
def test_the_same_diary_out_and_in_again_changes_nothing(tmp_path: Path, seed: int) -> None:
    plan = made_up(seed)
    journal, other = journal_on(tmp_path / "a"), journal_on(tmp_path / "b")
    write(journal, records(plan))
    write_archive(journal, tmp_path / "diary.zip")
    bringing = BringingIn(other)
    bringing.bring_in(bringing.diary(read_archive(tmp_path / "diary.zip", Watch()), "diary.zip"))
    assert read(other, plan) == read(journal, plan)
    journal.database.close()
    other.database.close()


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


@seeds
def test_whole_weeks_later_everything_is_the_same(seed: int) -> None:
    plan, weeks = made_up(seed), random.Random(seed).randrange(-300, 300)
    later = replace(plan, first=plan.first + timedelta(weeks=weeks))
    one, other = (without(_of(each), "month", "year", "spasm", "run") for each in (plan, later))
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
    plan = replace(made_up(7, weeks=12), first=date.fromisoformat(first))
    found = []
    for n, name in enumerate(("Europe/Berlin", "UTC", "America/New_York", "Asia/Kathmandu")):
        zone(name)
        found.append(_read(tmp_path / str(n), [records(plan)], plan))
    assert all(_moved(each, 0) == _moved(found[0], 0) for each in found)


def test_the_doubled_hour_is_one_hour_of_its_day_whichever_passing_it_was(tmp_path: Path) -> None:
    # the clocks go back at 3:00 of 25 October 2026, in the night of the 24th
    plan = replace(made_up(7, weeks=12), first=date(2026, 8, 31))
    found = []
    for fold in (0, 1):
        at = local_moment(datetime(2026, 10, 25, 2, 30), fold=fold)
        extra = Episode(at=at, kind=Kind.SPASM, context=Context.ASLEEP, pain=4)
        found.append(_moved(_read(tmp_path / str(fold), [[*records(plan), extra]], plan), 0))
    assert found[0] == found[1]
    assert found[0]["how_bad"]["all"]["spasms"] == len([s for day in plan.days for s in day.spasms]) + 1


# -- what counts ---------------------------------------------------------------------------------


@seeds
def test_filling_unknown_days_with_zero_changes_the_rate(seed: int) -> None:
    plan = made_up(seed)
    filled = replace(plan, days=tuple(day if day.checked else Day() for day in plan.days))
    honest, wrong = _of(plan), _of(filled)
    assert wrong["episodes"] == honest["episodes"] > 0
    assert wrong["rate"]["per_week"] < honest["rate"]["per_week"]
    assert honest["rate"]["floor"] <= honest["rate"]["per_week"]


_RUNNING = (Day(checked=False), Day(), Day(spasms=(Spasm(8.0, "left", pain=9),) * 5), made_up(99).running)


@seeds
def test_the_running_day_never_counts(seed: int) -> None:
    plan = made_up(seed)
    found = [_of(replace(plan, running=day)) for day in _RUNNING]
    assert [each.pop("so_far_today") for each in found] == [len(day.spasms) for day in _RUNNING]
    assert all(each == found[0] for each in found)


@seeds
def test_a_late_answer_is_marked_and_counts_all_the_same(seed: int) -> None:
    plan = made_up(seed)
    late = random.Random(seed).sample(range(len(plan.days)), 20)
    marked, plain = shown(facts(plan, late)), _of(plan)
    days = {plan.date(n).isoformat() for n in late if plan.days[n].checked}
    assert set(marked.pop("late_days")) == days
    assert plain.pop("late_days") == []
    without_late = marked.pop("last_28_without_late")
    known, spasms = plain.pop("last_28_without_late")["known"], plain["last_28"]["spasms"]
    recent = [n for n in late if n >= len(plan.days) - 28 and plan.days[n].checked]
    assert without_late["known"] == known - len(recent)
    assert without_late["spasms"] == spasms - sum(len(plan.days[n].spasms) for n in recent)
    assert marked == plain


def test_backdated_entries_are_late_in_a_real_diary(journal: Journal) -> None:
    plan = made_up(5, weeks=9)
    journal.write("add checkins", records(plan))  # all of them typed now, in November
    found = read(journal, plan)
    assert len(found["late_days"]) == found["known_days"]
    assert found["episodes"] == _of(plan)["episodes"]


# -- yes and no ----------------------------------------------------------------------------------

_MIRRORED = {"more": "less", "less": "more"}
_SWAPPED = (f"tag:{TAGS[0]}", f"tag:{TAGS[1]}", "heels", "hot_day", "low_water", "short_sleep")


def _swapped(plan: Plan) -> Plan:
    """The same diary with every note's yes and no changed over."""

    def items(noted: dict[str, str]) -> dict[str, str]:
        found = {name: {"yes": "no", "no": "yes"}.get(value, value) for name, value in noted.items()}
        if "water" in found:  # on the other side of the line of 1500 ml
            found["water"] = "2000" if float(found["water"]) < 1500 else "1000"
        if "sleep_h" in found:
            found["sleep_h"] = "8" if float(found["sleep_h"]) < 6.5 else "5"
        return found

    return replace(plan, days=tuple(replace(day, items=items(day.items)) for day in plan.days))


def _over(value: float | None) -> float | None:
    """The other way round; a ratio without a bound is null, and none at all is 0."""
    return 0.0 if value is None else pytest.approx(1 / value) if value else None


@pytest.mark.parametrize("ratio", [1 / 3, 1.0, 3.0, 10.0])
@seeds
def test_yes_and_no_changed_over_mirror_every_comparison(seed: int, ratio: float) -> None:
    plan = made_up(seed, ratio=ratio)
    there, back = ({each["id"]: each for each in _of(diary)["exposures"]} for diary in (plan, _swapped(plan)))
    for name in _SWAPPED:
        one, other = there[name], back[name]
        assert one["status"] == _MIRRORED.get(other["status"], other["status"])
        assert (one["episodes_with"], one["units_with"]) == (other["episodes_without"], other["units_without"])
        assert (one["left_out"], one["p_adjusted"]) == (other["left_out"], other["p_adjusted"])
        assert one["progress"] == other["progress"]
        if one["status"] != "not_enough":
            assert (one["ratio"], one["low"], one["high"]) == tuple(
                _over(other[key]) for key in ("ratio", "high", "low")
            )
            for key in ("crude", "widened"):
                limits = one["worked_out"][key], other["worked_out"][key]
                assert limits[0]["low"] == _over(limits[1]["high"]) and limits[0]["high"] == _over(limits[1]["low"])
    for name in there.keys() - set(_SWAPPED):
        assert there[name]["sentence"] == back[name]["sentence"], "the others stay as they are"


def test_a_strong_link_that_was_planted_is_mentioned_on_its_side() -> None:
    """The generator gives the tests above something to mirror."""
    more, less = (
        {each["id"]: each["status"] for each in _of(made_up(3, weeks=32, ratio=ratio))["exposures"]}
        for ratio in (6.0, 1 / 6)
    )
    assert (more[f"tag:{TAGS[0]}"], less[f"tag:{TAGS[0]}"]) == ("more", "less")
