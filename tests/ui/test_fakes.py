"""The fake surroundings of screens keep what a screen writes, and close the diary behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.fakes import make_context


def test_what_is_written_through_the_fake_context_is_told_and_kept(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    with qtbot.waitSignal(context.written.written):
        context.journal.days.check_in(date(2026, 11, 21), 0)
    assert context.journal.days.is_known(date(2026, 11, 21))


def test_the_fakes_remember_what_was_asked(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    context.doors.show_day(date(2026, 11, 21))
    context.navigator.show_sheet("A day", QLabel("content"))
    assert context.doors.calls.last("show_day") == (date(2026, 11, 21),)  # type: ignore[attr-defined]
    assert context.navigator.calls.names() == ["show_sheet"]  # type: ignore[attr-defined]
