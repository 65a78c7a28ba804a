"""F47 to F49 with the real program: second starts, a killed window, a window that hangs."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from calfstretch.desktop import spool
from calfstretch.domain.episode import Episode
from tests.diaries import journal_on
from tests.faults.real_program import command, wait_for, window


def _episodes(folder: Path) -> int:
    journal = journal_on(folder / "diary.db")
    count = len(journal.everything(Episode))
    journal.database.close()
    return count


def test_F47_second_start_comes_forward_and_ends(tmp_path: Path) -> None:  # noqa: N802
    with window(tmp_path, "say:open,stay") as first:
        wait_for(first, "open")
        second = command(tmp_path)
        assert second.communicate(timeout=30) == ("", "")
        assert second.returncode == 0
        assert first.poll() is None


def test_F47_cramp_of_a_second_start_opens_relief_in_the_first(tmp_path: Path) -> None:  # noqa: N802
    with window(tmp_path, "say:open,relief,say:relief,stay") as first:
        wait_for(first, "open")
        second = command(tmp_path, "--cramp")
        assert second.communicate(timeout=30)[1] == ""
        assert second.returncode == 0
        wait_for(first, "relief")
    assert _episodes(tmp_path) == 1


@pytest.mark.slow
def test_F47_ten_cramps_at_once_are_ten_entries_and_one_window(tmp_path: Path) -> None:  # noqa: N802
    with window(tmp_path, "say:open,relief,say:relief,stay") as first:
        wait_for(first, "open")
        others = [command(tmp_path, "--cramp") for _press in range(10)]
        said = [other.communicate(timeout=60) for other in others]
        assert {other.returncode for other in others} == {0}, said
        wait_for(first, "relief")
        assert first.poll() is None
    # What came while the diary was busy waits beside it and is taken in once.
    waiting = {str(entry.episode_id) for entry in spool.take_all(tmp_path)}
    assert _episodes(tmp_path) + len(waiting) == 10


@pytest.mark.slow
def test_F47_session_is_kept_when_a_cramp_is_handed_over(tmp_path: Path) -> None:  # noqa: N802
    with window(tmp_path, "space,hold,say:holding,relief,say:relief,stay") as first:
        wait_for(first, "holding")
        second = command(tmp_path, "--cramp")
        assert second.communicate(timeout=30)[1] == ""
        wait_for(first, "relief")
    journal = journal_on(tmp_path / "diary.db")
    assert journal.sessions.unfinished() is None
    journal.database.close()


@pytest.mark.slow
def test_F48_a_killed_window_does_not_hold_up_the_next(tmp_path: Path) -> None:  # noqa: N802
    with window(tmp_path, "say:open,stay") as first:
        wait_for(first, "open")
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert (tmp_path / "window.lock").stat().st_size > 0
    with window(tmp_path, "say:open,close") as second:
        wait_for(second, "open")
        assert second.wait(20) == 0


def test_F49_a_hanging_window_keeps_the_cramp_and_says_so(tmp_path: Path) -> None:  # noqa: N802
    with window(tmp_path, "say:open,relief,say:relief,stay") as first:
        wait_for(first, "open")
        first.send_signal(signal.SIGSTOP)
        began_s = time.monotonic()
        second = command(tmp_path, "--cramp")
        out, err = second.communicate(timeout=30)
        assert second.returncode == 0, err
        assert out.startswith("Noted ") and "not answering" in out
        assert time.monotonic() - began_s < 10
        first.send_signal(signal.SIGCONT)
        wait_for(first, "relief")
    assert _episodes(tmp_path) == 1
