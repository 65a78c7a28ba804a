"""Story 4.3 by real events on the whole window: a file dropped, looked over, brought in, and a cramp after the run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.app import Window
from calfstretch.domain.day import Activity
from calfstretch.domain.episode import Context, Episode
from calfstretch.domain.routine import Leg
from calfstretch.ui.bring_in.sheet import BringInSheet
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.today.screen import FIRST_RUN_SETTING, TodayScreen
from tests.ui.whole import settle, whole_window

NOW = datetime.fromisoformat("2026-11-22T19:40:00+01:00")
START = datetime.fromisoformat("2026-11-22T18:05:00+01:00").astimezone(UTC)


def a_run(path: Path) -> Path:
    """A TCX file of a run that ended 43 minutes ago, 9.1 km in 52 minutes."""
    begin = START.strftime("%Y-%m-%dT%H:%M:%SZ")
    points = "".join(
        f"<Trackpoint><Time>{(START + timedelta(minutes=minute)).strftime('%Y-%m-%dT%H:%M:%SZ')}</Time>"
        f"<DistanceMeters>{minute * 175}</DistanceMeters></Trackpoint>"
        for minute in range(53)
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Running"><Id>{begin}</Id><Lap StartTime="{begin}"><TotalTimeSeconds>3120</TotalTimeSeconds>'
        f"<DistanceMeters>9100</DistanceMeters><Track>{points}</Track></Lap></Activity></Activities>"
        "</TrainingCenterDatabase>",
        encoding="utf-8",
    )
    return path


class Hand:
    """Mouse and keyboard on the window, counted."""

    def __init__(self, window: Window) -> None:
        self._window = window.window
        self.drags = self.clicks = self.keys = 0

    def drag(self, path: Path) -> None:
        """Drag a file over the window and drop it."""
        self.drags += 1
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self._window, QDragEnterEvent(QPoint(300, 300), actions, data, left, plain))
        QApplication.sendEvent(self._window, QDropEvent(QPointF(300, 300), actions, data, left, plain))
        settle()

    def click(self, button: QWidget) -> None:
        """Click a button that is in sight."""
        assert button.isVisible() and button.isEnabled()
        self.clicks += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys wherever the keyboard is."""
        for key in keys:
            self.keys += 1
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)
        settle()


def test_story_4_3_takes_one_drag_two_clicks_and_three_keys(tmp_path: Path, qtbot: QtBot) -> None:
    with whole_window(tmp_path / "diary", now=NOW) as window:
        window.journal.set_setting(FIRST_RUN_SETTING, True)
        hand = Hand(window)
        hand.drag(a_run(tmp_path / "run.tcx"))
        sheet = window.window.top_content()
        assert isinstance(sheet, BringInSheet)
        qtbot.waitUntil(sheet.import_button.hasFocus)
        assert sheet.sentence.text() == "1 new run." and window.journal.everything(Activity) == []
        hand.click(sheet.import_button)
        qtbot.waitUntil(lambda: bool(window.journal.everything(Activity)))
        qtbot.waitUntil(lambda: window.window.top_content() is None)
        assert window.window.undo_bar.text.text() == "1 run added."
        today = window.window.pages["today"]
        assert isinstance(today, TodayScreen)
        card = today._run
        assert card is not None and card.isVisible()
        assert card.accessibleName().startswith("Run today ")
        assert card.accessibleName().replace("\u00a0", " ").endswith(", 52 min, 9.1 km.")
        hand.click(card.cramp)
        form = window.window.top_content()
        assert isinstance(form, EpisodeForm) and form.answers.when.chips.value() == Context.WITHIN_HOUR.value
        hand.press(Qt.Key.Key_Left, Qt.Key.Key_6, Qt.Key.Key_Return)
        (episode,) = window.journal.everything(Episode)
        assert (episode.leg, episode.pain, episode.context) == (Leg.LEFT, 6, Context.WITHIN_HOUR)
        assert episode.at.utc == START + timedelta(minutes=52) and not episode.draft
        assert (hand.drags, hand.clicks, hand.keys) == (1, 2, 3)
        # Answered, the card is gone; all of it is taken back in two steps.
        assert not card.isVisible()
        window.journal.undo()
        window.journal.undo()
        assert window.journal.everything(Activity) == []


def test_by_keyboard_alone_and_back_with_ctrl_z(tmp_path: Path, qtbot: QtBot) -> None:
    with whole_window(tmp_path / "diary", now=NOW) as window:
        window.journal.set_setting(FIRST_RUN_SETTING, True)
        window.doors.bring_in([a_run(tmp_path / "run.tcx")])
        sheet = window.window.top_content()
        assert isinstance(sheet, BringInSheet)
        qtbot.waitUntil(sheet.import_button.hasFocus)
        hand = Hand(window)
        hand.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.window.top_content() is None)
        assert len(window.journal.everything(Activity)) == 1
        QTest.keyClick(window.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert window.journal.everything(Activity) == []


def test_a_cramp_while_the_preview_stands_takes_it_away_and_brings_it_back(tmp_path: Path, qtbot: QtBot) -> None:
    with whole_window(tmp_path / "diary", now=NOW) as window:
        window.doors.bring_in([a_run(tmp_path / "run.tcx")])
        sheet = window.window.top_content()
        assert isinstance(sheet, BringInSheet)
        qtbot.waitUntil(sheet.import_button.hasFocus)
        window.doors.cramp_now()
        settle()
        assert window.window.full_screen() is not None and not sheet.isVisible()
        window.window.leave_full()
        settle()
        assert window.window.top_content() is sheet and sheet.isVisible()
        assert sheet.sentence.text() == "1 new run."


def test_brought_in_again_nothing_is_new(tmp_path: Path, qtbot: QtBot) -> None:
    path = a_run(tmp_path / "run.tcx")
    with whole_window(tmp_path / "diary", now=NOW) as window:
        for turn in range(2):
            window.doors.bring_in([path])
            sheet = window.window.top_content()
            assert isinstance(sheet, BringInSheet)
            qtbot.waitUntil(sheet.preview.isVisible)
            if not turn:
                sheet.bring_in()
                qtbot.waitUntil(lambda: window.window.top_content() is None)
        assert sheet.sentence.text() == "1 already in your diary."
        assert not sheet.import_button.isEnabled()
