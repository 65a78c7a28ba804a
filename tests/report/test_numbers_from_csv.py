"""Every number of the page is the one that comes out of the exported history, worked out again row by row."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.domain.routine import Leg
from calfstretch.exchange.history_csv import write_history
from calfstretch.insights.wording import two_figures
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.report_facts import read_report_facts
from calfstretch.report.content import Included, PageContent, Part, page_content
from calfstretch.report.shown_days import shown_days
from calfstretch.report.stretching import done
from calfstretch.report.trend import trend
from calfstretch.storage.database import open_diary
from tests.insights.made_up import made_up, records, write
from tests.report.from_csv import History, limits_per_week, longest_run_of_none

NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
DIARIES = ("demo 183 1", "demo 90 2", "made up 4", "made up 5")


@pytest.fixture(scope="module", params=DIARIES)
def diary(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """Invented diaries: with a programme, holds and pauses; and with everything left unsaid now and then."""
    kind, *numbers = request.param.removeprefix("made ").split()
    database = open_diary(tmp_path_factory.mktemp("diary") / "diary.db")
    if kind == "demo":
        days, seed = map(int, numbers)
        fill(database, days=days, seed=seed, until=NOW)
        yield Journal(database, FakeClock(NOW))
    else:
        plan = made_up(int(numbers[0]))
        journal = Journal(database, FakeClock(datetime.fromisoformat(f"{plan.today}T12:00:00+01:00")))
        write(journal, records(plan))
        yield journal
    database.close()


@pytest.fixture(scope="module")
def file(diary: Journal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its history."""
    target = tmp_path_factory.mktemp("file") / "history.csv"
    write_history(diary, target)
    return target


@pytest.fixture(scope="module", params=["everything", "twelve weeks", "in between"])
def both(request: pytest.FixtureRequest, diary: Journal, file: Path) -> tuple[History, PageContent, Journal]:
    """The rows of the file and the page, of the same days."""
    today = diary.today()
    first, last = {
        "everything": (None, None),
        "twelve weeks": (today - timedelta(days=84), today - timedelta(days=1)),
        "in between": (today - timedelta(days=71), today - timedelta(days=19)),
    }[request.param]
    page = content(diary, first, last)
    return History.read(file, page.first, page.last, today), page, diary


def content(journal: Journal, first: date | None = None, last: date | None = None) -> PageContent:
    facts = read_diary_facts(journal)
    return page_content(facts, read_report_facts(journal), None, first, last, Included(appendix=True))


def line(page: PageContent, part: Part, label: str) -> str:
    """The text behind a label; "" = there is no such line."""
    block = page.block(part)
    return next((each.text for each in (block.lines if block else ()) if each.label == label), "")


Both = tuple[History, PageContent, Journal]


def test_days_count_rate_and_limits(both: Both) -> None:
    rows, page, _journal = both
    known, n = len(rows.known), rows.counted
    assert f"{known} of {len(rows.days)} days recorded" in page.period
    assert page.trend.lead.startswith(f"{n or 'No'} spasm")
    assert f" on {known} recorded day" in page.trend.lead
    low, high = limits_per_week(n, known)
    assert f"about {two_figures(7 * n / known)} a week; could be " in page.trend.lead
    assert f"{two_figures(low, up=False)} to {two_figures(high, up=True)}." in page.trend.lead
    unrecorded = [day for day in rows.days if day not in rows.known and day not in rows.paused]
    assert (f"on the {len(unrecorded)} day" in page.caption) is bool(unrecorded and n)
    left_out = len(rows.spasms) - n
    assert (f"time shown, {left_out} spasm" in page.caption) is bool(left_out)
    if unrecorded and n:
        assert f" not recorded: {two_figures(7 * n / (known + len(unrecorded)))} a week." in page.caption


def test_as_many_days_before(both: Both) -> None:
    rows, page, journal = both
    before = History(rows.rows, rows.first - timedelta(days=len(rows.days)), rows.first - timedelta(days=1), rows.today)
    known, n = len(before.known), before.counted
    if not known:
        assert page.trend.rest == ""
        return
    assert f"{n or 'no'} spasm" in page.trend.rest
    assert f" on {known} recorded day" in page.trend.rest
    if known >= 7:
        low, high = limits_per_week(n, known)
        assert f"{two_figures(high, up=True)}." in page.trend.rest
        assert not n or f"could be {two_figures(low, up=False)} to" in page.trend.rest


def test_bars_are_the_weeks_of_the_file(both: Both) -> None:
    rows, page, _journal = both
    assert page.chart is not None
    for bar in page.chart.bars:
        week = History(rows.rows, bar.first, min(bar.last, rows.last), rows.today)
        assert bar.known_days == len(week.known)
        if bar.value is not None and bar.known_days:
            days = 1 if bar.first == bar.last else 7
            assert bar.value == pytest.approx(days * week.counted / bar.known_days)


def test_side_and_time_of_day(both: Both) -> None:
    rows, page, _journal = both
    legs = rows.legs()
    side = line(page, Part.SPASMS, "Side")
    assert f"left {legs['left']}, right {legs['right']}" in side
    assert (f"both {legs['both']}" in side) is bool(legs["both"])
    assert (f"not said {legs['']}" in side) is bool(legs[""])
    assert page.leg_map is not None
    assert page.leg_map.legs == (f"Left {legs['left']}", f"Right {legs['right']}")
    assert {place: n for place, n in page.leg_map.zones.items() if n} == dict(rows.zones())
    night, day = rows.night_and_day()
    loose_at_night = sum(row["item"] == "until" and row["context"] == "asleep" for row in rows.spasms)
    assert f"night (22:00–7:00) {night + loose_at_night}, day {day}" in line(page, Part.SPASMS, "Time")
    block = page.block(Part.SPASMS)
    assert block is not None and block.heading.startswith(f"Spasms: {len(rows.spasms)} noted")


def test_pain_and_length(both: Both) -> None:
    rows, page, journal = both
    pains = rows.numbers("pain_0_10")
    middle, highest = pains[len(pains) // 2], pains[-1]
    assert f"median {middle:.0f}, highest {highest:.0f} ({len(pains)} said)" in line(page, Part.SPASMS, "Pain")
    lengths = rows.numbers("duration_s")
    spasms = [spasm for spasm in read_diary_facts(journal).spasms if rows.first <= spasm.day <= rows.last]
    if not any(spasm.duration_band for spasm in spasms):  # the history has seconds alone
        said = line(page, Part.SPASMS, "Length")
        assert f"({len(lengths)} said)" in said
        assert seconds(said.split("median ")[1].split(",")[0]) == math.ceil(lengths[(len(lengths) - 1) // 2])
        assert seconds(said.split("longest ")[1].split(" (")[0]) == int(lengths[-1])


def seconds(words: str) -> int:
    """1 min 8 s as 68"""
    units = {"h": 3600, "min": 60, "s": 1}
    return sum(int(n) * units[unit] for n, unit in re.findall(r"(\d+) (h|min|s)\b", words))


def test_what_was_tried_and_whom_it_woke(both: Both) -> None:
    rows, page, _journal = both
    stretch = rows.tried("stretch")
    words = line(page, Part.SPASMS, "Stretch tried")
    assert words.startswith(f"{stretch.total()} (") if stretch else words == "not noted"
    for answer, said in (("yes", "helped"), ("a_bit", "a bit"), ("no", "no"), ("", "not said")):
        assert (f"{said} {stretch[answer]}" in words) is bool(stretch[answer])
    woke = rows.woke()
    nights = len({row["day"] for row in woke})
    assert line(page, Part.NIGHTS, "Woken").startswith(
        f"by {len(woke)} of {len(rows.spasms)} spasms, in {nights} night"
    )
    minutes = sorted(float(row["minutes_awake"]) for row in woke if float(row["minutes_awake"] or 0))
    awake = line(page, Part.NIGHTS, "Awake")
    assert bool(awake) is bool(minutes)
    if len(minutes) > 1:
        assert seconds(awake.split("median ")[1].split(",")[0]) == 60 * minutes[len(minutes) // 2]
        assert f"({len(minutes)} said)" in awake


def test_adherence_gap_and_holds(both: Both) -> None:
    rows, page, journal = both
    facts = read_diary_facts(journal)
    sessions = rows.sessions_by_day()
    asked_on = [
        day
        for day in rows.days
        if (day in rows.known or day not in rows.paused)
        and any(each.first_day.isoformat() <= day for each in facts.programmes)  # daily, once, open
    ]
    counted = sum(min(sessions[day], 1) for day in asked_on)
    said = line(page, Part.STRETCHING, "Done")
    if asked_on:
        assert f"({counted} of {len(asked_on)} session" in said
        assert abs(int(said.split(" %")[0]) - 100 * counted / len(asked_on)) <= 1
    else:
        assert said.startswith(f"{sessions.total()} session")
    counting = [day for day in (asked_on if asked_on else rows.days) if sessions[day] or day not in rows.paused]
    gap = longest_run_of_none(sessions[day] for day in counting)
    assert line(page, Part.STRETCHING, "Longest gap").startswith(f"{gap} day" if gap else "")
    for leg in (Leg.LEFT, Leg.RIGHT):
        held = rows.held_s(leg)
        words = re.search(rf"\b{leg} ([\d.]+)", line(page, Part.STRETCHING, "Holds"))
        assert bool(words) is bool(held)
        if words:
            assert float(words[1]) == pytest.approx(sum(held) / len(held), abs=0.051)
    holds = line(page, Part.STRETCHING, "Holds")
    assert f" of {len(rows.held_s())} to the end" in holds if rows.held_s() else holds == ""
    timer = sum(row["outcome"] == "done" and row["source"] == "timer" for row in rows.of("session"))
    assert (f"by the timer {timer}" in line(page, Part.STRETCHING, "Recorded")) is bool(timer)


def test_tables_of_the_appendix_hold_every_row_of_the_file(both: Both) -> None:
    rows, page, _journal = both
    spasms, weeks = page.appendix[0], page.appendix[1]
    assert len(spasms.rows) == len(rows.spasms)
    assert [row[4] for row in spasms.rows] == [row["pain_0_10"] for row in by_moment(rows)]
    whole = replace(rows, first=rows.first - timedelta(days=rows.first.weekday()))
    assert sum(int(row[2]) for row in weeks.rows) == whole.counted
    assert sum(int(row[4] or 0) for row in weeks.rows) == len(whole.spasms) - whole.counted
    assert sum(int(row[5]) for row in weeks.rows) == whole.sessions_by_day().total()


def by_moment(rows: History) -> list[dict[str, str]]:
    """Spasms in the order of their moments, as the page lists them; the file goes by day."""
    return sorted(
        (dict(row) for row in rows.spasms),
        key=lambda row: (datetime.fromisoformat(row["local_time"] + row["utc_offset"]), row["id"]),
    )


def test_the_numbers_behind_the_words_are_whole(both: Both) -> None:
    rows, page, journal = both
    facts, more = read_diary_facts(journal), read_report_facts(journal)
    shown = shown_days(facts, page.first, page.last)
    assert shown is not None
    found = done(facts, more, shown)
    assert found.sessions == rows.sessions_by_day().total() == found.sources.total()
    assert found.days == len(rows.sessions_by_day())
    assert found.both.holds == found.left.holds + found.right.holds == len(rows.held_s())
    assert trend(facts, shown).now.spasms == rows.counted
