"""The log of what went wrong: private, small, and never what somebody noted."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.desktop.crash_log import LIMIT_BYTES, LOG_NAME, CrashLog
from calfstretch.errors import BugError


class Told:
    """A log in a folder, and how often it told."""

    def __init__(self, folder: Path) -> None:
        self.count = 0
        self.log = CrashLog(folder, self._tell)

    def _tell(self, error: BaseException) -> None:
        self.count += 1

    def go_wrong(self, error: Exception) -> None:
        """Let an error of this kind reach the top."""
        try:
            raise error
        except Exception as raised:
            self.log.note(type(raised), raised, raised.__traceback__)

    @property
    def text(self) -> str:
        """What stands in the file."""
        return self.log.path.read_text(encoding="utf-8")


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_place_and_kind_are_written_and_what_was_typed_is_not(told: Told) -> None:
    note = "my calf at the wedding of Anna"
    told.go_wrong(ValueError(f"cannot read {note!r}"))
    assert "ValueError" in told.text and "in Told.go_wrong" in told.text
    assert "wedding" not in told.text and "cannot read" not in told.text
    assert told.count == 1


def test_the_message_of_our_own_bugs_is_kept_and_the_cause_named(told: Told) -> None:
    try:
        try:
            raise KeyError("secret")
        except KeyError as cause:
            raise BugError("no icon named wave") from cause
    except BugError as bug:
        told.log.note(BugError, bug, bug.__traceback__)
    assert "BugError: no icon named wave" in told.text
    assert "KeyError" in told.text and "secret" not in told.text


def test_the_file_is_private_whatever_the_umask(told: Told) -> None:
    before = os.umask(0)
    try:
        told.go_wrong(ValueError())
    finally:
        os.umask(before)
    assert stat.S_IMODE(told.log.path.stat().st_mode) == 0o600


def test_one_place_that_goes_wrong_at_every_paint_neither_fills_the_disk_nor_talks_for_ever(told: Told) -> None:
    for _paint in range(100):
        told.go_wrong(ZeroDivisionError())
    assert told.text.count("ZeroDivisionError") == 3
    assert told.count == 1


def test_a_large_file_makes_room_for_the_next(told: Told, tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_text("x" * (LIMIT_BYTES + 1))
    told.go_wrong(ValueError())
    assert (tmp_path / f"{LOG_NAME}.1").stat().st_size > LIMIT_BYTES
    assert told.log.path.stat().st_size < 5000


def test_a_folder_that_cannot_be_written_is_no_second_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(tmp_path / "gone")
    told.go_wrong(ValueError())
    assert told.count == 1
    assert capsys.readouterr().err.startswith("calfstretch: something went wrong, see ")


@pytest.fixture
def installed(told: Told) -> Iterator[Told]:
    before = sys.excepthook, threading.excepthook
    told.log.install()
    yield told
    told.log.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_threads_are_heard_too_and_the_hooks_given_back(installed: Told) -> None:
    def wrong() -> None:
        raise ValueError("not told")

    thread = threading.Thread(target=wrong)
    thread.start()
    thread.join()
    assert "in a thread" in installed.text and "not told" not in installed.text
    assert installed.count == 0
