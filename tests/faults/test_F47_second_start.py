"""F47: a second start, with and without --cramp, and ten at once; at the level of lock and hand-over."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from tests.faults.window_stand_in import end, read, start, window_on


def test_F47_second_start_raises_the_first(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path) as first:
        second = start(tmp_path)
        assert read(second) == "ANSWERED"
        assert second.wait(5) == 0
        assert read(first) == "received raise"
        end(second)


def test_F47_cramp_reaches_the_first_window_once(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path) as first:
        for episode_id in ("one", "two"):
            second = start(tmp_path, episode_id)
            assert read(second) == "ANSWERED"
            end(second)
        assert [read(first), read(first)] == ["received cramp one", "received cramp two"]


def test_F47_ten_starts_at_once_make_one_window(tmp_path: Path) -> None:  # noqa: N802
    starts = [start(tmp_path, f"cramp-{n}") for n in range(10)]
    try:
        said = [read(process) for process in starts]
        assert Counter(said) == {"window": 1, "ANSWERED": 9}
        window = starts[said.index("window")]
        heard = [read(window) for _ in range(9)]
        others = [f"received cramp cramp-{n}" for n, process in enumerate(starts) if process is not window]
        assert sorted(heard) == sorted(others)
    finally:
        for process in starts:
            end(process)


def test_F47_two_diaries_have_two_windows(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path / "one") as one, window_on(tmp_path / "two") as two:
        assert one.pid != two.pid


def test_F47_start_right_after_the_window_closed_becomes_the_window(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path):
        pass
    with window_on(tmp_path) as second:
        assert second.poll() is None


def test_F47_one_diary_by_two_paths_is_one_window(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "diary").mkdir()
    os.symlink(tmp_path / "diary", tmp_path / "shortcut")
    with window_on(tmp_path / "diary") as first:
        second = start(tmp_path / "shortcut")
        assert read(second) == "ANSWERED"
        assert read(first) == "received raise"
        end(second)
