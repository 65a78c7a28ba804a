"""The invented diary: the same every time, believable, and never later than now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.demo.__main__ import main
from calfstretch.demo.person import LONG_RUN_M, LOW_WATER_ML
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Item, Pause
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.person import MarkedChange, Programme, SavedRoutine
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary

UNTIL = datetime.fromisoformat("2026-11-22T09:00:00+01:00")


def _made(folder: Path, **more: object) -> Journal:
    database = open_diary(folder / "diary.db")
    fill(database, until=UNTIL, **more)  # type: ignore[arg-type]
    return Journal(database, FakeClock(UNTIL))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    journal = _made(tmp_path_factory.mktemp("demo"))
    yield journal
    journal.database.close()


def test_the_same_seed_and_moment_give_the_same_diary_and_another_seed_another(tmp_path: Path) -> None:
    made = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        journal = _made(tmp_path / name, days=60, seed=seed)
        made.append(list(journal.history()))
        journal.database.close()
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_it_covers_six_months_up_to_now_and_nothing_later(demo: Journal) -> None:
    assert demo.today() - demo.first_day() == timedelta(days=182)
    now = demo.now().utc
    assert all(record.at.utc <= now for kind in (Episode, Drink, Activity) for record in demo.everything(kind))
    assert all(session.started_at.utc <= now for session in demo.everything(Session))


def test_nine_days_of_ten_are_known_and_some_week_is_unknown(demo: Journal) -> None:
    known = {check_in.day for check_in in demo.everything(CheckIn)}
    days = [demo.first_day() + timedelta(days=n) for n in range(182)]
    assert 0.78 <= len(known) / len(days) <= 0.97
    assert any(not known & set(days[n : n + 7]) for n in range(len(days) - 7))


def test_yesterday_waits_for_the_morning_card_with_one_draft_from_the_night(demo: Journal) -> None:
    yesterday = demo.days.last_ended()
    entries = demo.days.entries(yesterday)
    assert entries.check_in is None and entries.water_ml is None
    drafts = demo.episodes.drafts()
    assert [draft.at.local.strftime("%H:%M") for draft in drafts] == ["02:14"]
    assert drafts[0].diary_day(4) == yesterday
    assert entries.drinks_ml > 0


def test_check_ins_agree_with_the_spasms_of_their_days(demo: Journal) -> None:
    for check_in in demo.everything(CheckIn):
        assert demo.days.entries(check_in.day).spasms == check_in.spasms


def test_every_kind_of_entry_is_there(demo: Journal) -> None:
    assert {episode.kind for episode in demo.everything(Episode)} >= {Kind.SPASM, Kind.TIGHTNESS}
    assert {session.outcome for session in demo.everything(Session)} == {Outcome.DONE, Outcome.PARTIAL}
    assert {hold.end_reason for hold in demo.everything(Hold)} >= {"done", "stopped", "skipped"}
    runs = [run for run in demo.everything(Activity) if run.kind is ActivityKind.RUN]
    assert all(run.distance_m and run.effort and run.temperature_c is not None for run in runs)
    items = {item.item for item in demo.everything(DayItem)}
    assert items >= {Item.WATER, Item.WATER_LEVEL, Item.SLEEP_H, Item.HEELS, Item.NOTE, "tag:garden"}
    assert any(episode.note for episode in demo.everything(Episode))
    assert len(demo.everything(Pause)) == 1


def test_a_done_session_has_every_planned_hold_done(demo: Journal) -> None:
    for day in demo.days.range(demo.first_day(), demo.today()):
        for session in day.sessions:
            if session.purpose != "relief":
                done = [hold for hold in day.holds[session.id] if hold.end_reason == "done"]
                planned = session.routine["rounds"] * 2
                assert (len(done) == planned) == (session.outcome is Outcome.DONE)


def test_stretching_begins_with_the_programme_some_weeks_in(demo: Journal) -> None:
    programme = demo.everything(Programme)[0]
    assert [each.id for each in demo.everything(SavedRoutine)] == [programme.routine_id]
    assert demo.everything(MarkedChange)[0].day == programme.first_day
    assert 28 <= (programme.first_day - demo.first_day()).days <= 90
    stretched = [s.diary_day(4) >= programme.first_day for s in demo.everything(Session) if s.purpose != "relief"]
    assert sum(stretched) > 5 * (len(stretched) - sum(stretched))


def test_undo_never_takes_back_the_invented_past(demo: Journal) -> None:
    assert demo.undo_label() is None


@pytest.mark.slow
def test_four_years_hold_the_planted_link_with_water_and_long_runs(tmp_path: Path) -> None:
    journal = _made(tmp_path, days=1461, seed=3)
    known = {check_in.day: check_in.spasms for check_in in journal.everything(CheckIn)}
    water = {item.day: item.number for item in journal.everything(DayItem) if item.item == Item.WATER}
    low, enough = ([], [])
    for day in known.keys() & water.keys():
        (low if water[day] < LOW_WATER_ML else enough).append(known[day])
    assert sum(low) / len(low) > 1.5 * sum(enough) / len(enough)
    long_days = {
        run.diary_day(4) for run in journal.everything(Activity) if (run.distance_m or 0) >= LONG_RUN_M
    } & known.keys()
    other = known.keys() - long_days
    assert sum(known[day] for day in long_days) / len(long_days) > 1.3 * sum(known[day] for day in other) / len(other)
    assert journal.database.integrity_ok()
    journal.database.close()


@pytest.mark.parametrize("days", [29, 3654])
def test_too_few_or_too_many_days_are_refused(tmp_path: Path, days: int) -> None:
    database = open_diary(tmp_path / "diary.db")
    with pytest.raises(ValueError, match="days"):
        fill(database, days=days)
    database.close()


def test_the_tool_says_how_many_days_it_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["demo", str(tmp_path / "d"), "--days", "5"])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "5 is not between 30 and" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


def test_the_tool_makes_a_diary_and_never_touches_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["demo", str(tmp_path / "d"), "--days", "40"])
    assert main() == 0
    before = (tmp_path / "d" / "diary.db").read_bytes()
    assert main() == 1
    assert "was not touched" in capsys.readouterr().err
    assert (tmp_path / "d" / "diary.db").read_bytes() == before
