"""Story 4.2 B, the computer was elsewhere: what the morning card asks of a spasm just noted, in clicks and keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import FIRST_USED_SETTING, Pause
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import Leg
from calfstretch.ui.context import Context
from calfstretch.ui.today.screen import FIRST_RUN_SETTING, TodayScreen
from tests.ui.screens import (
    button,
    doors,
    dressed,
    fill_disk,
    free_disk,
    key,
    on,
    press,
    reported,
    seen,
    settle,
    take_back,
)

YESTERDAY, TODAY = date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-21")
    context.journal.set_setting(FIRST_RUN_SETTING, True)
    return context


def today(context: Context, qtbot: QtBot) -> TodayScreen:
    screen = TodayScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.refresh()
    screen.show()
    screen.first_focus().setFocus()
    settle()
    return screen


def texts(screen: TodayScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


def told(context: Context) -> list[Episode]:
    return list(context.journal.days.entries(YESTERDAY).episodes)


def test_story_B_five_clicks_and_each_is_kept_at_once(context: Context, qtbot: QtBot) -> None:  # noqa: N802
    screen = today(context, qtbot)
    clicks = 0
    kept = []
    for words in ("1", "Late in the night", "Left", "6", "Done"):
        clicks += 1
        press(screen, words)
        (episode,) = told(context)
        kept.append((episode.is_whole_day, episode.leg, episode.pain, episode.draft))
    assert clicks == 5
    assert kept == [
        (True, None, None, True),
        (False, None, None, True),
        (False, Leg.LEFT, None, False),
        (False, Leg.LEFT, 6, False),
        (False, Leg.LEFT, 6, False),
    ]
    (episode,) = told(context)
    assert episode.until is not None
    assert (episode.at.iso(), episode.until.iso()) == (on(22, 2).iso(), on(22, 7).iso())
    assert episode.at_night(4)
    assert context.journal.days.is_known(YESTERDAY)
    assert "Noted. More" not in texts(screen)
    assert "not described yet" not in texts(screen)


def test_the_shortest_answer_is_one_click(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "2")
    assert context.journal.days.is_known(YESTERDAY)
    assert [episode.draft for episode in told(context)] == [True, True]
    again = today(context, qtbot)  # as after a restart
    assert "Noted. More" not in texts(again)
    assert "Any calf spasms" not in texts(again)
    assert texts(again).count("Yesterday: spasm, not described yet") == 2


def test_story_B_by_keys_alone(context: Context, qtbot: QtBot) -> None:  # noqa: N802
    screen = today(context, qtbot)
    button(screen, "None").setFocus()
    keys = (Qt.Key.Key_1, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_6, Qt.Key.Key_Return)
    for one in keys:
        key(one)
    (episode,) = told(context)
    assert (episode.at.iso(), episode.leg, episode.pain) == (on(21, 18).iso(), Leg.LEFT, 6)
    assert len(keys) == 6
    focus = QApplication.focusWidget()
    assert focus is screen._morning.first_answer()  # the water is still open
    assert focus.accessibleName().startswith("How much water yesterday?")


def test_the_leg_by_its_letter_as_in_the_week(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    button(screen, "None").setFocus()
    for one in (Qt.Key.Key_1, Qt.Key.Key_R, Qt.Key.Key_7):
        key(one)
    (episode,) = told(context)
    assert (episode.leg, episode.pain) == (Leg.RIGHT, 7)
    assert QApplication.focusWidget() is not None and "Done" in QApplication.focusWidget().accessibleName()


def test_two_are_told_one_after_the_other(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "2")
    assert "spasm 1 of 2" in texts(screen)
    assert "not described yet" not in texts(screen)  # not offered a second time below
    press(screen, "Right")
    button(screen, "Next").setFocus()
    press(screen, "Next")
    assert "spasm 2 of 2" in texts(screen)
    assert screen._morning.first_answer().hasFocus()  # type: ignore[union-attr]
    press(screen, "The rest later")
    assert sorted((episode.leg or "", episode.draft) for episode in told(context)) == [("", True), (Leg.RIGHT, False)]
    assert "Yesterday: spasm, not described yet" in texts(screen)


def test_dont_know_when_keeps_the_whole_day(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "1")
    press(screen, "Evening")
    assert screen._morning._telling is not None
    screen._morning._telling.when.chip("unknown").click()  # the water has a Don't know of its own
    settle()
    (episode,) = told(context)
    assert episode.is_whole_day and episode.draft
    assert screen._morning._telling is not None
    assert screen._morning._telling.when.value() == "unknown"


def test_ctrl_z_goes_back_answer_by_answer_to_the_question(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "1")
    press(screen, "Both")
    context.journal.undo()
    settle()
    (episode,) = told(context)
    assert episode.leg is None and episode.draft
    assert screen._morning._telling is not None
    assert screen._morning._telling.leg.value() is None
    context.journal.undo()
    settle()
    assert told(context) == []
    assert "Any calf spasms yesterday or last night?" in texts(screen)
    assert "Noted. More" not in texts(screen)


def test_a_full_disk_shows_what_is_stored(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "1")
    fill_disk(context.journal)
    press(screen, "Left")
    assert reported(context) == ["Could not be saved: the disk is full. Your text is kept here."]
    assert screen._morning._telling is not None
    assert screen._morning._telling.leg.value() is None
    free_disk(context.journal)
    press(screen, "Left")
    assert told(context)[0].leg is Leg.LEFT


def test_digits_answer_with_the_focus_on_the_card_alone(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    assert screen.next.start.hasFocus()
    key(Qt.Key.Key_2)
    assert context.journal.days.entries(YESTERDAY).check_in is None
    button(screen, "None").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_0)
    settle()
    assert context.journal.days.is_known(YESTERDAY)
    assert told(context) == []


def test_a_number_under_what_is_noted_is_said_and_changes_nothing(context: Context, qtbot: QtBot) -> None:
    context.journal.episodes.begin(on(21, 23))
    context.journal.episodes.begin(on(22, 2))
    screen = today(context, qtbot)
    button(screen, "2 spasms noted. Was that all? Yes").setFocus()
    key(Qt.Key.Key_1)
    assert "2 spasms are noted for that day" in reported(context)[0]
    key(Qt.Key.Key_3)
    assert context.journal.days.entries(YESTERDAY).spasms == 3
    assert "Noted. More about it" in texts(screen)


def test_in_a_pause_nothing_is_asked_and_one_click_ends_it(context: Context, qtbot: QtBot) -> None:
    pause = Pause(first_day=date(2026, 11, 19), last_day=date(2026, 11, 27), reason="ill")
    context.journal.write("add pauses", [pause])
    screen = today(context, qtbot)
    assert "Paused until 27 Nov 2026: ill." in texts(screen)
    assert "Any calf spasms" not in texts(screen)
    assert "Fill in the days before" not in seen(screen)
    press(screen, "Change the pause")
    assert doors(context).calls.last("show_pause") == (None, None)
    button(screen, "I'm back").setFocus()
    press(screen, "I'm back")
    assert context.journal.pauses.on(TODAY) is None
    assert context.journal.pauses.on(YESTERDAY) is not None
    assert "Paused" not in texts(screen)
    assert screen.next.start.hasFocus()
    assert "Any calf spasms" not in texts(screen)  # yesterday lay in the pause
    take_back(context)
    assert "Paused until" in texts(screen)


def test_a_pause_that_is_removed_in_history_comes_back_by_undo(context: Context, qtbot: QtBot) -> None:
    pause = Pause(first_day=date(2026, 11, 19), last_day=date(2026, 11, 27))
    context.journal.write("add pauses", [pause])
    screen = today(context, qtbot)
    context.journal.delete(pause)
    settle()
    assert "Paused" not in texts(screen)
    assert "Any calf spasms" in texts(screen)
    context.journal.undo()
    settle()
    assert "Paused until 27 Nov 2026." in texts(screen)


def test_the_days_before_can_be_filled_in_from_today(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    assert "Fill in the days before" not in seen(screen)  # the program is a day old, and the card asks about that day
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-10")
    screen.refresh()
    press(screen, "Fill in the days before")
    assert doors(context).calls.last("show_week") == (None,)
    press(screen, "Ill or travelling?")
    assert doors(context).calls.names()[-1] == "show_pause"
