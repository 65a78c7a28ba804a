"""The window notices by itself that the day has moved on, and costs nothing in between."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from calfstretch.ui.day_watch import DayWatch, next_change

AT = datetime.fromisoformat("2026-11-22T09:00:00+01:00")


@pytest.mark.parametrize(
    ("now", "start_h", "then"),
    [
        ("09:00", 4, "12:00"),
        ("12:00", 4, "18:00"),
        ("17:59", 4, "18:00"),
        ("23:30", 4, "04:00+1"),
        ("03:59", 4, "04:00"),
        ("23:30", 0, "00:00+1"),
        ("02:00", 3, "03:00"),
        ("05:00", 6, "06:00"),
    ],
)
def test_the_next_change_is_the_days_begin_or_the_greetings(now: str, start_h: int, then: str) -> None:
    hour, minute = map(int, now.split(":"))
    clock, _plus, day = then.partition("+")
    expected = AT.replace(hour=int(clock[:2]), minute=int(clock[3:])) + timedelta(days=int(day or 0))
    assert next_change(AT.replace(hour=hour, minute=minute), start_h) == expected


class Watched:
    """A watch on a clock that moves when told, and how often it spoke."""

    def __init__(self) -> None:
        self.now = AT
        self.owner = QObject()
        self.watch = DayWatch(lambda: self.now, lambda: 4, self.owner)
        self.passed = 0
        self.watch.passed.connect(self._count)

    def _count(self) -> None:
        self.passed += 1


@pytest.fixture
def watched(qapp: QApplication) -> Watched:
    return Watched()


def test_one_timer_is_armed_to_the_next_change(watched: Watched) -> None:
    assert 2.9 * 3600 < watched.watch._timer.remainingTime() / 1000 < 3.1 * 3600


def test_nothing_is_said_before_the_change_and_once_after_it(watched: Watched) -> None:
    watched.now = AT.replace(hour=11, minute=59)
    watched.watch.look()
    assert watched.passed == 0
    watched.now = AT.replace(hour=12)
    watched.watch.look()
    watched.watch.look()
    assert watched.passed == 1


def test_after_a_night_asleep_it_is_said_once(watched: Watched) -> None:
    watched.now = AT + timedelta(days=2)
    watched.watch.look()
    assert watched.passed == 1
    assert watched.watch._due == AT.replace(hour=12) + timedelta(days=2)


def test_a_clock_set_back_by_days_is_noticed(watched: Watched) -> None:
    watched.now = AT - timedelta(days=3)
    watched.watch.look()
    assert watched.passed == 1
    assert watched.watch._due == AT.replace(hour=12) - timedelta(days=3)
