"""A message from a second start to the running window, by socket file and by port."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.desktop.hand_over import (
    HandOverSocket,
    cramp_message,
    hand_over,
    raise_message,
    socket_folder,
    understand,
)
from calfstretch.desktop.hand_over_listener import HandOverListener
from calfstretch.desktop.lock import DiaryLock, read_note

RAISE = {"do": "raise"}


class Window:
    """A lock, an ear and a listener, as the program joins them."""

    def __init__(self, folder: Path, *, unix: bool) -> None:
        lock = DiaryLock.acquire(folder)
        assert lock is not None
        self.lock = lock
        self.ear = HandOverSocket(lock, unix=unix)
        self.listen()

    def listen(self) -> None:
        """Hear what comes from now on."""
        self.listener = HandOverListener(self.ear)
        self.messages: list[dict[str, str]] = []
        self.listener.received.connect(self.messages.append)

    def close(self) -> None:
        self.listener.close()
        self.ear.close()
        self.lock.release()


@pytest.fixture(params=["socket file", "port"])
def window(tmp_path: Path, request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Window]:
    window = Window(tmp_path / "diary", unix=request.param == "socket file")
    yield window
    window.close()


class Sender:
    """A second start in a thread, so that the window's event loop is free to answer."""

    def __init__(self, folder: Path, message: dict[str, str], timeout_s: float = 2.0) -> None:
        self.answered: bool | None = None
        self.thread = threading.Thread(target=self._send, args=(folder, message, timeout_s))
        self.thread.start()

    def _send(self, folder: Path, message: dict[str, str], timeout_s: float) -> None:
        self.answered = hand_over(folder, message, timeout_s)


def send(qtbot: QtBot, window: Window, message: dict[str, str]) -> bool | None:
    sender = Sender(window.lock.folder, message)
    qtbot.waitUntil(lambda: not sender.thread.is_alive(), timeout=3000)
    return sender.answered


def test_window_is_asked_to_come_forward(qtbot: QtBot, window: Window) -> None:
    assert send(qtbot, window, RAISE) is True
    assert window.messages == [RAISE]


def test_cramp_brings_its_episode_and_the_permission_to_come_forward(qtbot: QtBot, window: Window) -> None:
    message = cramp_message("3f6c", {"XDG_ACTIVATION_TOKEN": "abc"})
    assert send(qtbot, window, message) is True
    assert window.messages == [{"do": "cramp", "episode_id": "3f6c", "activation": "abc"}]


def test_cramp_that_is_nowhere_on_disk_brings_its_moment(qtbot: QtBot, window: Window) -> None:
    at = datetime.fromisoformat("2026-11-22T02:14:05.250+01:00")
    assert send(qtbot, window, cramp_message("3f6c", {}, at)) is True
    (message,) = window.messages
    assert datetime.fromisoformat(message["at"]) == at


def test_window_built_anew_on_the_same_ear_hears(qtbot: QtBot, window: Window) -> None:
    window.listener.close()  # part of the diary could not be read: the window goes, and another one comes
    window.listen()
    assert send(qtbot, window, RAISE) is True
    assert window.messages == [RAISE]


def test_ten_messages_are_each_received_once(qtbot: QtBot, window: Window) -> None:
    senders = [Sender(window.lock.folder, cramp_message(str(n), {})) for n in range(10)]
    qtbot.waitUntil(lambda: not any(sender.thread.is_alive() for sender in senders), timeout=3000)
    assert all(sender.answered for sender in senders)
    assert sorted(message["episode_id"] for message in window.messages) == [str(n) for n in range(10)]


def test_message_it_does_not_know_is_answered_no(qtbot: QtBot, window: Window) -> None:
    assert send(qtbot, window, {"do": "delete everything"}) is False
    assert window.messages == []


def test_caller_that_hangs_up_or_talks_rubbish_does_no_harm(qtbot: QtBot, window: Window) -> None:
    address = window.lock.note.address
    for rubbish in (b"", b"\xff\n", b"{}\n", b"x" * 20000, json.dumps({**RAISE, "token": "guess"}).encode() + b"\n"):
        if address.startswith("tcp:"):
            caller = socket.create_connection(("127.0.0.1", int(address[4:])))
        else:
            caller = socket.socket(socket.AF_UNIX)
            caller.connect(address)
        with caller:
            caller.sendall(rubbish)
    assert send(qtbot, window, RAISE) is True
    assert window.messages == [RAISE]


def test_nobody_there_is_false_after_the_time_given(tmp_path: Path) -> None:
    assert hand_over(tmp_path, RAISE, timeout_s=0.1) is False


def test_closed_window_takes_its_socket_away(tmp_path: Path, qtbot: QtBot) -> None:
    window = Window(tmp_path, unix=True)
    address = window.lock.note.address
    assert os.path.exists(address)
    window.close()
    assert not os.path.exists(address)
    assert hand_over(tmp_path, RAISE, timeout_s=0.1) is False


def test_socket_paths_stay_short_for_long_folders(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path.joinpath(*["a folder with a long name"] * 8)
    window = Window(folder, unix=True)
    try:
        assert len(window.lock.note.address) < 100
        assert send(qtbot, window, RAISE) is True
    finally:
        window.close()


def test_note_with_the_token_is_private(tmp_path: Path, window: Window) -> None:
    assert (window.lock.folder / "window.lock").stat().st_mode & 0o077 == 0
    note = read_note(window.lock.folder)
    assert note is not None and len(note.token) >= 32


def test_socket_folder_of_loose_permissions_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime, temporary = tmp_path / "run", tmp_path / "tmp"
    (runtime / "calfstretch").mkdir(parents=True)
    (runtime / "calfstretch").chmod(0o777)
    temporary.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    assert socket_folder() not in (runtime / "calfstretch",)
    assert socket_folder().stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"7",
        b"[]",
        b'{"do": "raise"}',
        b'{"do": "raise", "token": 7}',
        b'{"do": "raise", "token": "\\ud800"}',
        b"[" * 4000,
    ],
)
def test_line_without_the_token_is_not_understood(line: bytes) -> None:
    assert understand(line, "secret") is None


@pytest.mark.parametrize("extra", [{"do": "cramp"}, {"do": "raise", "episode_id": "x"}, {"do": "quit"}])
def test_incomplete_message_is_not_understood(extra: dict[str, str]) -> None:
    assert understand(json.dumps({**extra, "token": "secret"}).encode(), "secret") is None


def test_raise_carries_no_empty_permission() -> None:
    assert raise_message({}) == RAISE
    assert raise_message({"DESKTOP_STARTUP_ID": "id7"}) == {"do": "raise", "activation": "id7"}


def test_handing_over_needs_neither_qt_nor_platformdirs() -> None:
    code = (
        "import sys; import calfstretch.desktop.single_instance, calfstretch.desktop.spool; "
        "print([m for m in sys.modules if m.startswith(('PySide6', 'platformdirs', 'numpy'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
