"""Keeping the screen on: quiet without a desktop, exact with one, never waiting for it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from calfstretch.desktop.keep_awake import KeepAwake, NeverAwake, ScreenSaverInhibitor, screen_keeper
from calfstretch.desktop.keep_awake_elsewhere import ES_CONTINUOUS, ES_DISPLAY_REQUIRED, MacAwake, WindowsAwake
from tests.desktop_parts import private_bus
from tests.desktop_parts.private_bus import Services

FIRST = 4000000001


@pytest.fixture
def dark() -> threading.Event:
    return threading.Event()


def _talks() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "awake"]


def _all_over() -> None:
    for thread in _talks():
        thread.join(10)
    assert _talks() == []


def test_without_a_bus_nothing_happens_quietly(monkeypatch: pytest.MonkeyPatch, dark: threading.Event) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    awake: KeepAwake = ScreenSaverInhibitor()
    awake.let_go()
    awake.hold(dark.set)
    awake.hold(dark.set)
    awake.let_go()
    _all_over()
    assert not dark.is_set()


@pytest.mark.parametrize(
    "address", ["", "nonsense", "unix:", "tcp:host=localhost,port=1;unix:path=/nowhere", "unix:path="]
)
def test_an_address_that_means_nothing_is_no_bus(
    monkeypatch: pytest.MonkeyPatch, dark: threading.Event, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    ScreenSaverInhibitor().hold(dark.set)
    _all_over()
    assert not dark.is_set()


def test_a_bus_that_never_answers_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dark: threading.Event
) -> None:
    monkeypatch.setattr("calfstretch.desktop.bus.CONNECT_S", 60.0)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "bus"))
        deaf.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        awake = ScreenSaverInhibitor()
        awake.hold(dark.set)
        awake.let_go()
        assert _talks(), "who asked waited until the talk was over"
    _all_over()


def test_a_bus_that_speaks_nonsense_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dark: threading.Event
) -> None:
    def babble(ear: socket.socket) -> None:
        link, _from = ear.accept()
        with link, suppress(OSError):  # it has had enough
            for answer in (b"OK 1\r\n", b"AGREE_UNIX_FD\r\n", b"\xff" * 4000):
                link.recv(4096)
                link.sendall(answer)
            link.recv(4096)

    with socket.socket(socket.AF_UNIX) as mad:
        mad.bind(str(tmp_path / "bus"))
        mad.listen()
        threading.Thread(target=babble, args=(mad,), daemon=True).start()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        ScreenSaverInhibitor().hold(dark.set)
        _all_over()


def test_stand_in_remembers() -> None:
    awake = NeverAwake()
    awake.hold(lambda: None)
    assert awake.held
    awake.let_go()
    assert not awake.held


# --- a desktop ------------------------------------------------------------------------------------------------


@pytest.fixture
def on_a_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    private_bus.skip_without_tools()
    with private_bus.bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        _all_over()


@pytest.fixture
def saver(on_a_bus: str) -> Iterator[Services]:
    with private_bus.services(on_a_bus) as found:
        yield found


def test_each_inhibit_has_its_uninhibit(saver: Services, dark: threading.Event) -> None:
    awake = ScreenSaverInhibitor()
    for turn in (0, 1):
        awake.hold(dark.set)
        awake.hold(dark.set)
        saver.expect(f"inhibit {FIRST + turn}")
        awake.let_go()
        awake.let_go()
        saver.expect(f"uninhibit {FIRST + turn}")
    assert not dark.is_set()


@pytest.mark.parametrize("mood", ["kind", "slow"])
def test_an_answer_that_comes_after_letting_go_is_given_back_too(
    on_a_bus: str, dark: threading.Event, mood: str
) -> None:
    with private_bus.services(on_a_bus, mood) as saver:
        awake = ScreenSaverInhibitor()
        for _turn in range(3):
            awake.hold(dark.set)
            awake.let_go()
        _all_over()
        while saver.next(0.3) is not None:
            pass
        taken = sorted(line.split()[1] for line in saver.lines if line.startswith("inhibit"))
        returned = sorted(line.split()[1] for line in saver.lines if line.startswith("uninhibit"))
    assert taken == returned and "stranger" not in str(saver.lines)
    assert not dark.is_set()


def test_a_refusal_is_told(on_a_bus: str, dark: threading.Event) -> None:
    with private_bus.services(on_a_bus, "refusing") as saver:
        awake = ScreenSaverInhibitor()
        awake.hold(dark.set)
        saver.expect(f"inhibit {FIRST}")
        assert dark.wait(20)
        awake.let_go()
        assert saver.next(0.3) is None  # nothing was given, nothing is given back


def test_no_service_is_told(on_a_bus: str, dark: threading.Event) -> None:
    awake = ScreenSaverInhibitor()
    awake.hold(dark.set)
    assert dark.wait(20)
    awake.let_go()


@pytest.mark.slow
def test_a_service_that_hangs_is_told_and_keeps_nobody_waiting(
    on_a_bus: str, dark: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Long enough that a busy machine does not let them pass between two lines of this test.
    monkeypatch.setattr("calfstretch.desktop.keep_awake.PATIENCE_S", 1.5)
    monkeypatch.setattr("calfstretch.desktop.keep_awake.LAST_ANSWER_S", 1.5)
    with private_bus.services(on_a_bus, "mute"):
        awake = ScreenSaverInhibitor()
        awake.hold(dark.set)
        assert not dark.is_set(), "who asked waited for the answer"
        assert dark.wait(20)
        awake.let_go()
        assert _talks(), "who let go waited for the answer"
        _all_over()


def test_a_stopped_service_keeps_nobody_waiting(saver: Services, dark: threading.Event) -> None:
    awake = ScreenSaverInhibitor()
    awake.hold(dark.set)
    saver.expect(f"inhibit {FIRST}")
    os.kill(saver.process.pid, signal.SIGSTOP)
    awake.let_go()
    assert _talks(), "who let go waited for the answer"
    os.kill(saver.process.pid, signal.SIGCONT)
    saver.expect(f"uninhibit {FIRST}")


def test_a_service_that_goes_is_told_and_asked_again_when_it_comes_back(saver: Services, dark: threading.Event) -> None:
    awake = ScreenSaverInhibitor()
    awake.hold(dark.set)
    saver.expect(f"inhibit {FIRST}")
    saver.tell("vanish")
    assert dark.wait(20)
    saver.tell("return")
    saver.expect(f"inhibit {FIRST + 1}")
    awake.let_go()
    saver.expect(f"uninhibit {FIRST + 1}")


@pytest.mark.parametrize("end", ["awake.let_go()", "pass", "raise SystemError", "sys.exit(3)"])
def test_a_program_that_ends_gives_the_screen_back(saver: Services, end: str) -> None:
    program = f"""
import sys, time
from calfstretch.desktop import bus
from calfstretch.desktop.keep_awake import ScreenSaverInhibitor
bus._LAST_WORDS_S = 20.0  # a busy machine needs longer for them than a person should wait
awake = ScreenSaverInhibitor()
awake.hold(print)
while awake._grip._cookie is None:
    time.sleep(0.01)
{end}
"""
    subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60)
    saver.expect(f"inhibit {FIRST}", f"uninhibit {FIRST}")


# --- other systems --------------------------------------------------------------------------------------------


def test_each_system_has_its_way() -> None:
    kinds = {name: type(screen_keeper(name)).__name__ for name in ("linux", "freebsd14", "darwin", "win32")}
    assert kinds == {
        "linux": "ScreenSaverInhibitor",
        "freebsd14": "ScreenSaverInhibitor",
        "darwin": "MacAwake",
        "win32": "WindowsAwake",
    }


def test_windows_is_told_that_the_display_is_needed_and_then_no_longer(dark: threading.Event) -> None:
    said: list[int] = []
    awake = WindowsAwake(lambda flags: said.append(flags) or 1)
    awake.hold(dark.set)
    awake.hold(dark.set)
    awake.let_go()
    awake.let_go()
    assert said == [ES_CONTINUOUS | ES_DISPLAY_REQUIRED, ES_CONTINUOUS]
    assert not dark.is_set()


def _broken(flags: int) -> int:
    raise OSError(flags)


@pytest.mark.parametrize("set_state", [lambda flags: 0, _broken])
def test_windows_refusing_is_told(dark: threading.Event, set_state: Callable[[int], int]) -> None:
    awake = WindowsAwake(set_state)
    awake.hold(dark.set)
    assert dark.is_set()
    awake.let_go()


def test_macos_has_a_child_that_lives_as_long_as_the_hold(dark: threading.Event) -> None:
    awake = MacAwake([sys.executable, "-c", "import time; time.sleep(60)"])
    awake.hold(dark.set)
    child = awake._child
    awake.hold(dark.set)
    assert child is not None and awake._child is child and child.poll() is None
    awake.let_go()
    awake.let_go()
    assert child.poll() is not None
    assert not dark.is_set()


def test_macos_waits_for_this_process() -> None:
    assert MacAwake()._command == ["caffeinate", "-d", "-w", str(os.getpid())]


def test_macos_without_its_program_is_told(dark: threading.Event) -> None:
    awake = MacAwake(["/nowhere/caffeinate"])
    awake.hold(dark.set)
    assert dark.is_set()
    awake.let_go()
