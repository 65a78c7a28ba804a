"""Stories 4.1 and 4.2 in a real window, by keyboard alone, with the keys counted."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from calfstretch.clock import SystemClock
from calfstretch.domain.day import FIRST_USED_SETTING
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import Leg
from calfstretch.journal import Journal
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary
from tests.desktop_session import ROOT, Desktop, wait_until

pytestmark = pytest.mark.desktop
# Fast enough for a test, slow enough for a busy computer to keep up with.
SPEED = "20"


class Keys:
    """The keyboard, with the presses counted."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self.count = 0

    def press(self, *names: str) -> None:
        """Press keys one after another."""
        self._desktop.key(*names)
        self.count += len(names)


class Diary:
    """The demo's diary, read the way a person takes it along: as the history file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: set[str] = set()

    @property
    def place(self) -> Path:
        """The throw-away folder of the demo."""
        (place,) = self._folder.glob("calfstretch-demo-*")
        return place

    def rows(self) -> list[dict[str, str]]:
        """All rows of the file as it would be written now."""
        target = self._folder / "history.csv"
        command = [sys.executable, "-P", "-m", "calfstretch", "--data-dir", str(self.place), "export", str(target)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        with target.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def remember(self) -> None:
        """What is there now is not new."""
        self._before = {row["id"] for row in self.rows()}

    def new(self, kind: str) -> list[dict[str, str]]:
        """Rows of a kind that were not there."""
        return [row for row in self.rows() if row["kind"] == kind and row["id"] not in self._before]


@pytest.fixture
def diary(desktop: Desktop, tmp_path: Path) -> Diary:
    """The demo, open and in front, with what it invented remembered."""
    desktop.start("--demo", "--demo-speed", SPEED, TMPDIR=str(tmp_path), CALFSTRETCH_SILENT="1")
    desktop.wait_for_window("calfstretch")
    diary = Diary(tmp_path)
    diary.remember()
    return diary


def test_story_4_1_a_daily_stretch_takes_one_key(desktop: Desktop, diary: Diary, tmp_path: Path) -> None:
    keys = Keys(desktop)
    keys.press("space")
    rows = wait_until(
        lambda: [row for row in diary.new("session") if row["outcome"] == "done"], "the end of the stretch", 60
    )
    desktop.screenshot(tmp_path / "end.png")
    assert keys.count == 1
    (row,) = rows
    planned = (row["left_planned_s"], row["right_planned_s"])
    assert planned == ("30", "30")
    assert [round(float(row[name])) for name in ("left_held_s", "right_held_s")] == [30, 30]
    assert "Traceback" not in desktop.output() and "went wrong" not in desktop.output()


def test_story_4_2_a_cramp_takes_two_keys(desktop: Desktop, diary: Diary, tmp_path: Path) -> None:
    keys = Keys(desktop)
    keys.press("c")
    # The moment is in the diary before anything is answered.
    (row,) = wait_until(lambda: diary.new("spasm"), "the moment in the diary")
    assert row["eased_after_s"] == ""
    desktop.screenshot(tmp_path / "relief.png")

    def eased() -> list[dict[str, str]]:
        return [each for each in diary.new("spasm") if each["eased_after_s"]]

    # Relief takes no key in its first two seconds: a hand on the keyboard must not end it.
    guarded_until = time.monotonic() + 2.5
    wait_until(lambda: time.monotonic() > guarded_until, "the end of the first two seconds")
    keys.press("space")
    (row,) = wait_until(eased, "the easing in the diary")
    assert keys.count == 2
    assert float(row["duration_s"]) == float(row["eased_after_s"]) >= 2
    assert "Traceback" not in desktop.output() and "went wrong" not in desktop.output()


def test_the_window_opens_says_what_the_diary_lacks_and_quits_by_one_key(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "diary").mkdir()
    (tmp_path / "diary" / "diary.db").write_bytes(b"")
    program = desktop.start("--data-dir", str(tmp_path / "diary"))
    desktop.wait_for_window("calfstretch")
    desktop.screenshot(tmp_path / "problem.png")
    desktop.key("space")  # Quit has the keyboard
    assert program.wait(20) == 1
    said = [line for line in desktop.output().splitlines() if line.strip()]
    assert len(said) == 1 and "empty" in said[0]
    assert (tmp_path / "diary" / "diary.db").read_bytes() == b""


@pytest.fixture
def first_days(tmp_path: Path) -> Path:
    """A diary used for ten days, of which nothing is noted."""
    folder = tmp_path / "diary"
    folder.mkdir()
    database = open_diary(folder / DIARY_NAME)
    journal = Journal(database, SystemClock())
    journal.set_setting("first_run_read", True)
    journal.set_setting(FIRST_USED_SETTING, (journal.today() - timedelta(days=10)).isoformat())
    database.close()
    return folder


def test_story_4_2_b_the_morning_after_takes_nine_keys(desktop: Desktop, first_days: Path, tmp_path: Path) -> None:
    desktop.start("--data-dir", str(first_days), CALFSTRETCH_SILENT="1")
    desktop.wait_for_window("calfstretch")
    keys = Keys(desktop)
    keys.press("shift+Tab", "1")  # into the card from Start, which has the focus
    assert wait_until(lambda: episodes(first_days), "the spasm in the diary")[0].is_whole_day
    keys.press("Right", "Right", "Right", "Return", "Return", "6")
    wait_until(lambda: [one for one in episodes(first_days) if one.pain is not None], "the pain in the diary")
    desktop.screenshot(tmp_path / "told.png")
    keys.press("Return")
    (episode,) = episodes(first_days)
    assert keys.count == 9
    assert (episode.at.local.hour, episode.leg, episode.pain, episode.draft) == (2, Leg.LEFT, 6, False)
    assert "Traceback" not in desktop.output() and "went wrong" not in desktop.output()


def test_story_4_2_c_a_slip_is_typed_in_three_keys_a_night(desktop: Desktop, first_days: Path, tmp_path: Path) -> None:
    desktop.start("--data-dir", str(first_days), CALFSTRETCH_SILENT="1")
    desktop.wait_for_window("calfstretch")
    desktop.key(*["Tab"] * 10, "Return")  # Fill in the days before
    desktop.screenshot(tmp_path / "week.png")
    keys = Keys(desktop)
    for night in ("1l6", "1r4", "1b9"):
        keys.press(*night)
    noted = wait_until(lambda: [one for one in episodes(first_days) if one.pain == 9], "the third night in the diary")
    desktop.screenshot(tmp_path / "typed.png")
    assert keys.count == 9
    assert noted[0].leg is Leg.BOTH
    assert sorted((one.leg or "", one.pain) for one in episodes(first_days)) == [("both", 9), ("left", 6), ("right", 4)]
    assert "Traceback" not in desktop.output() and "went wrong" not in desktop.output()


def episodes(folder: Path) -> list[Episode]:
    """What another program reads of the diary now."""
    database = open_diary(folder / DIARY_NAME)
    try:
        return Journal(database, SystemClock()).everything(Episode)
    finally:
        database.close()
