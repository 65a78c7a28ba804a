"""The form of a pause: its words, and what it stores."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Pause
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.pause import state
from calfstretch.ui.pause.sheet import PauseForm
from tests.ui.screens import dressed, in_sheet, press, said, settle

TODAY = date(2026, 11, 22)
FROM, UNTIL = date(2026, 11, 22), date(2026, 11, 28)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return dressed(tmp_path, qtbot, qapp)


def form(context: Context, qtbot: QtBot, pause_id: str | None = None, day: date | None = None) -> PauseForm:
    content = PauseForm(context, pause_id, day=day)
    in_sheet(context, qtbot, content, 936, 740, wide=False)
    return content


def stored(context: Context) -> list[tuple[date, date, str]]:
    return [(one.first_day, one.last_day, one.reason) for one in context.journal.pauses.known()]


def test_the_words_of_a_pause() -> None:
    assert state.new_days(FROM, FROM) == (FROM, UNTIL)
    assert state.new_days(FROM, FROM + timedelta(days=2)) == (FROM, FROM + timedelta(days=1))
    assert state.new_days(FROM, UNTIL + timedelta(days=9)) == (FROM, UNTIL)
    assert state.length_words(FROM, UNTIL, TODAY).startswith("7 days, until Saturday 28 November.")
    assert state.length_words(UNTIL, FROM, TODAY) == ""
    assert state.trouble(FROM, UNTIL, None) == ""
    assert state.trouble(UNTIL, FROM, None) == "The last day lies before the first."
    other = Pause(first_day=UNTIL, last_day=UNTIL)
    assert state.trouble(FROM, UNTIL, other).startswith("28 Nov 2026 to 28 Nov 2026 is a pause already.")
    assert [state.reason_choice(one) for one in ("", "ill", "travel", "Knee")] == [None, "ill", "travel", "other"]
    assert [labels.pause_reason(one) for one in ("ill", "travel", "Knee")] == ["ill", "travelling", "Knee"]


def test_a_week_ill_takes_two_clicks(context: Context, qtbot: QtBot) -> None:
    content = form(context, qtbot)
    content.reason.chip("ill").click()
    content.save.click()
    assert stored(context) == [(FROM, UNTIL, "ill")]
    assert said(context) == "Pause noted"


def test_the_running_pause_is_changed_and_made_longer(context: Context, qtbot: QtBot) -> None:
    context.journal.write("add pauses", [Pause(first_day=date(2026, 11, 20), last_day=FROM, reason="Knee sprained")])
    content = form(context, qtbot)
    assert content.words.text() == "Knee sprained"
    press(content, "A week longer")
    content.save.click()
    assert stored(context) == [(date(2026, 11, 20), date(2026, 11, 29), "Knee sprained")]


def test_no_day_is_paused_twice_and_the_form_says_so(context: Context, qtbot: QtBot) -> None:
    context.journal.write("add pauses", [Pause(first_day=date(2026, 11, 25), last_day=date(2026, 11, 27))])
    content = form(context, qtbot)
    content.save.click()
    assert len(stored(context)) == 1
    assert "is a pause already" in content._complaint.text()
    content.last.set_day(date(2026, 11, 24))
    content._changed()
    assert not content._complaint.isVisibleTo(content)
    content.save.click()
    assert len(stored(context)) == 2


def test_a_pause_of_one_of_the_days_before_begins_there(context: Context, qtbot: QtBot) -> None:
    content = form(context, qtbot, day=date(2026, 11, 15))
    content.save.click()
    assert stored(context) == [(date(2026, 11, 15), date(2026, 11, 21), "")]


def test_one_can_be_removed_and_comes_back_by_undo(context: Context, qtbot: QtBot) -> None:
    context.journal.write("add pauses", [Pause(first_day=FROM, last_day=UNTIL)])
    content = form(context, qtbot)
    press(content, "Remove this pause")
    settle()
    assert stored(context) == []
    context.journal.undo()
    assert len(stored(context)) == 1
