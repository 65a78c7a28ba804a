"""Relief comes up in the dark: whatever was on the screen before, nothing bright flashes up after the press."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest

from tests.desktop_session import Desktop, wait_until
from tests.diaries import filled
from tests.watched_screen import Frame, Watcher

pytestmark = pytest.mark.desktop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A diary with some days in it; the look is the light one."""
    filled(tmp_path / "diary" / "diary.db", 5)
    return tmp_path / "diary"


def place(desktop: Desktop, window: str) -> tuple[int, int, int, int]:
    """Where the content of a window is on the screen: x, y, width, height."""
    lines = desktop.xdotool("getwindowgeometry", "--shell", window).splitlines()
    told = dict(line.split("=") for line in lines if "=" in line)
    return int(told["X"]), int(told["Y"]), int(told["WIDTH"]), int(told["HEIGHT"])


def cramps(folder: Path) -> int:
    with sqlite3.connect(folder / "diary.db") as eye:
        return int(eye.execute("SELECT count(*) FROM episodes WHERE draft = 1").fetchone()[0])


def stands(watcher: Watcher, where: tuple[int, int, int, int]) -> bool:
    """Whether relief is there: dark, with words in it."""
    if not watcher.frames:
        return False
    x, y, width, height = where
    part = watcher.frames[-1].pixels[y // 8 + 1 : (y + height) // 8, x // 8 + 1 : (x + width) // 8]
    red = part[:, :, 2].astype(int)
    return bool(np.median(red) < 48 and (red > 180).mean() > 0.002)


def assert_never_brighter(frames: list[Frame], where: tuple[int, int, int, int], before: Frame | None) -> None:
    """No pixel is bright that was not bright in the same way before the press."""
    assert frames
    for frame in frames:
        bright = frame.bright(*where)
        if before is not None:
            same = (frame.pixels == before.pixels).all(axis=2)
            x, y, width, height = where
            bright &= ~same[y // 8 + 1 : (y + height) // 8, x // 8 + 1 : (x + width) // 8]
        assert bright.mean() < 0.001, f"{bright.mean():.1%} of the window flashed, {len(frames)} pictures seen"


def test_from_a_bright_page_no_picture_is_brighter_than_the_page_was(desktop: Desktop, folder: Path) -> None:
    desktop.start("--data-dir", str(folder), CALFSTRETCH_SILENT="1")
    window = desktop.wait_for_window("calfstretch")
    where = place(desktop, window)
    with Watcher(desktop.frames) as watcher:
        wait_until(lambda: watcher.frames[-1:] and watcher.frames[-1].bright(*where).mean() > 0.5, "the light page")
        wait_until(lambda: time.monotonic() - watcher.frames[-1].at_s > 0.5, "the page to stand still")
        before = watcher.frames[-1]
        seen = len(watcher.frames)
        desktop.key("c")
        wait_until(lambda: stands(watcher, where), "relief")
        see_a_second_more()
    assert cramps(folder) == 1
    assert_never_brighter(watcher.frames[seen:], where, before)


def test_from_a_cold_start_no_picture_is_bright(desktop: Desktop, folder: Path) -> None:
    with Watcher(desktop.frames) as watcher:
        desktop.start("--data-dir", str(folder), "--cramp", CALFSTRETCH_SILENT="1")
        window = desktop.wait_for_window("calfstretch")
        where = place(desktop, window)
        wait_until(lambda: stands(watcher, where), "relief")
        see_a_second_more()
    assert cramps(folder) == 1
    assert_never_brighter(watcher.frames, where, None)


def see_a_second_more() -> None:
    """Whatever comes up late is seen as well."""
    end_s = time.monotonic() + 1.0
    wait_until(lambda: time.monotonic() > end_s, "a second more")
