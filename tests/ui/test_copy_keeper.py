"""The keeper of the copies: one thing after the other, said once, never in the window's way."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.journal import Journal
from calfstretch.journal.copies import choose_second
from calfstretch.storage.database import open_diary
from calfstretch.ui.copy_keeper import CopyKeeper
from tests.diaries import harm_pages_of, journal_on

HOUR_S = 3600


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journal_on(tmp_path / "diary" / "diary.db")
    journal.days.add_drink(200)
    yield journal
    journal.database.close()


@pytest.fixture
def keeper(journal: Journal, qapp: object) -> CopyKeeper:
    return CopyKeeper(journal, lambda work: work())


def copies_of(journal: Journal) -> list[Path]:
    return sorted((journal.database.path.parent / "backups").glob("*.db"))


def clock_of(journal: Journal) -> FakeClock:
    assert isinstance(journal.clock, FakeClock)
    return journal.clock


def test_a_copy_is_made_once_for_each_diary_day_of_use(journal: Journal, keeper: CopyKeeper) -> None:
    keeper.look_after(at_start=True)
    assert keeper.kept is not None and keeper.kept.newest is not None and keeper.kept.newest.entries == 1
    journal.days.add_drink(200)
    keeper.look_after()
    assert len(copies_of(journal)) == 1, "of the same day"
    clock_of(journal).advance(20 * HOUR_S)  # 05:00
    keeper.look_after()
    assert len(copies_of(journal)) == 2
    clock_of(journal).advance(24 * HOUR_S)
    keeper.look_after()
    assert len(copies_of(journal)) == 2, "nothing was written since"


def test_the_work_is_done_in_a_thread_and_told_in_the_window(journal: Journal, qtbot: QtBot) -> None:
    keeper = CopyKeeper(journal)
    told_in: list[threading.Thread] = []
    keeper.changed.connect(lambda: told_in.append(threading.current_thread()))
    with qtbot.waitSignal(keeper.changed, check_params_cb=lambda: not keeper.is_busy, timeout=10_000):
        keeper.look_after(at_start=True)
    assert keeper.kept is not None and keeper.kept.newest is not None
    assert set(told_in) == {threading.main_thread()}
    keeper.leave(5)


def test_what_is_asked_for_meanwhile_comes_afterwards(journal: Journal, qapp: object) -> None:
    waiting: list[Callable[[], None]] = []
    keeper = CopyKeeper(journal, waiting.append)
    keeper.look_after(at_start=True)
    keeper.look_after(asked=True)
    assert len(waiting) == 1
    waiting.pop()()
    assert keeper.is_busy and len(waiting) == 1
    waiting.pop()()
    assert not keeper.is_busy and len(copies_of(journal)) == 1


def test_away_is_said_once_on_today_until_it_was_there_again(
    journal: Journal, keeper: CopyKeeper, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    choose_second(journal, stick)
    keeper.look_after()
    assert "is not there" in keeper.quiet_line
    keeper.look_after()
    assert "is not there" in keeper.quiet_line, "while the window is open it stands"
    again = CopyKeeper(journal, lambda work: work())
    again.look_after()
    assert again.quiet_line == "" and again.kept is not None and "is not there" in again.kept.second_trouble
    stick.mkdir()
    again.look_after()
    assert again.kept.second is not None
    shutil.rmtree(stick)
    again.look_after()
    assert "is not there" in again.quiet_line


def test_no_copy_beside_the_diary_is_said_as_long_as_it_lasts(journal: Journal, keeper: CopyKeeper) -> None:
    (journal.database.path.parent / "backups").write_text("a file in the folder's place")
    keeper.look_after()
    assert "could not be made" in keeper.quiet_line
    again = CopyKeeper(journal, lambda work: work())
    again.look_after()
    assert again.quiet_line == keeper.quiet_line


def test_damage_is_told_and_nothing_is_copied(tmp_path: Path, qapp: object) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(200)
    journal.database.close()
    journal = Journal(open_diary(tmp_path / "diary.db"), FakeClock())
    harm_pages_of(tmp_path / "diary.db", "drinks")
    keeper = CopyKeeper(journal, lambda work: work())
    told: list[bool] = []
    keeper.damaged.connect(lambda: told.append(True))
    keeper.look_after(at_start=True)
    assert told == [True] and copies_of(journal) == []
    journal.database.connection.close()


def test_a_diary_that_cannot_be_written_is_left_alone(journal: Journal, keeper: CopyKeeper) -> None:
    journal.database.read_only = "Nothing can be saved here."
    keeper.look_after(at_start=True)
    keeper.copy_at_the_end()
    assert keeper.kept is None and copies_of(journal) == []


def test_at_the_end_the_copy_that_is_due_is_made(journal: Journal, keeper: CopyKeeper, tmp_path: Path) -> None:
    choose_second(journal, tmp_path / "nowhere")
    keeper.leave(1)
    keeper.look_after()
    assert copies_of(journal) == []
    keeper.copy_at_the_end()
    assert len(copies_of(journal)) == 1


def test_what_goes_wrong_in_the_thread_is_raised_in_the_window(keeper: CopyKeeper) -> None:
    keeper.is_busy = True
    with pytest.raises(ZeroDivisionError):
        keeper._take(ZeroDivisionError())
    assert not keeper.is_busy
