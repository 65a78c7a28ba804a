"""Hearing of sleep: at once from logind, nothing without it, and the computer never kept waiting for nothing."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.desktop.sleep_watch import LogindWatch, NoSleepWatch, sleep_watch
from tests.desktop_parts import private_bus
from tests.desktop_parts.private_bus import Services

LOCK, BACK = "lock sleep delay", "lock given back"


def _all_over() -> None:
    for thread in _talks():
        thread.join(10)
    assert _talks() == []


def _talks() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "sleep"]


def test_without_a_bus_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    heard: list[bool] = []
    watch = LogindWatch()
    watch.start(heard.append)
    watch.ready()
    watch.stop()
    watch.stop()
    _all_over()
    assert heard == []


def test_a_bus_that_never_answers_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("calfstretch.desktop.bus.CONNECT_S", 60.0)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "bus"))
        deaf.listen()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        watch = LogindWatch()
        watch.start(lambda _asleep: None)
        watch.ready()
        watch.stop()
        assert _talks(), "who asked waited until the talk was over"
    _all_over()


def test_each_system_has_its_way() -> None:
    assert isinstance(sleep_watch("linux"), LogindWatch)
    assert isinstance(sleep_watch("win32"), NoSleepWatch)
    assert isinstance(sleep_watch("darwin"), NoSleepWatch)


@pytest.fixture
def logind(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    private_bus.skip_without_tools()
    with private_bus.bus() as address, private_bus.services(address) as found:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield found
        _all_over()


@pytest.fixture
def heard() -> queue.Queue[bool]:
    return queue.Queue()


def test_the_computer_waits_until_all_is_on_disk(logind: Services, heard: queue.Queue[bool]) -> None:
    watch = LogindWatch()
    watch.start(heard.put)
    watch.start(heard.put)
    logind.expect(LOCK)
    for _night in range(2):
        logind.tell("sleep")
        assert heard.get(timeout=20) is True
        assert logind.next(0.2) is None  # it waits
        watch.ready()
        logind.expect(BACK)
        logind.tell("wake")
        assert heard.get(timeout=20) is False
        logind.expect(LOCK)  # for the next time
    watch.stop()
    logind.expect(BACK)
    assert heard.empty()


def test_after_the_end_nothing_is_told(logind: Services, heard: queue.Queue[bool]) -> None:
    watch = LogindWatch()
    watch.start(heard.put)
    logind.expect(LOCK)
    watch.stop()
    logind.expect(BACK)
    logind.tell("sleep")
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.3)


def test_it_can_be_started_again(logind: Services, heard: queue.Queue[bool]) -> None:
    watch = LogindWatch()
    for _session in range(2):
        watch.start(heard.put)
        logind.expect(LOCK)
        watch.stop()
        logind.expect(BACK)


def test_a_stop_right_after_the_start_leaves_nothing_behind(logind: Services, heard: queue.Queue[bool]) -> None:
    for _turn in range(5):
        watch = LogindWatch()
        watch.start(heard.put)
        watch.stop()
    _all_over()
    until_s = time.monotonic() + 20
    while logind.next(0.3) is not None or logind.lines.count(LOCK) != logind.lines.count(BACK):
        assert time.monotonic() < until_s, logind.lines
