"""A whole day's notes, counted: by mouse and by keys alone, and how long a keystroke model says they take."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import FIRST_USED_SETTING, ActivityKind, Item
from calfstretch.ui.context import Context
from calfstretch.ui.day import choices
from calfstretch.ui.day.sheet import DaySheet
from tests.ui.screens import dressed, in_sheet, on, settle

SUNDAY = date(2026, 11, 22)
KEY_S, CLICK_S, SCROLL_S, BAR_S = 0.3, 1.3, 0.9, 15.0
"""A key and a click as in the studied stories; a turn of the wheel like three keys; the bar of a whole day."""
NOTE = "Heavy legs"


@pytest.fixture
def sheet(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> DaySheet:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-09-01")
    for hour in (6, 8):
        context.journal.days.add_drink(500, on(22, hour))
    sheet = DaySheet(context, SUNDAY)
    in_sheet(context, qtbot, sheet, 936, 740, wide=True)
    return sheet


def is_whole(context: Context) -> None:
    """Everything of the day stands in the diary: water, run 30 min effort 4, drink, hot, sleep 7, no heels, note."""
    day = context.journal.days.entries(SUNDAY)
    (run,) = day.activities
    assert (day.water_ml, run.kind, run.minutes, run.effort) == (1000, ActivityKind.RUN, 30, 4)
    noted = {item: day.items[item].value for item in (Item.ELECTROLYTE_DRINK, Item.HOT_DAY, Item.SLEEP_H, Item.HEELS)}
    assert noted == {"electrolyte_drink": "yes", "hot_day": "yes", "sleep_h": "7", "heels": "no"}
    assert day.items[Item.NOTE].value == NOTE


class Mouse:
    """Clicks what is in sight; where it is not, the wheel turns first."""

    def __init__(self, sheet: DaySheet) -> None:
        at = sheet.parentWidget()
        while not isinstance(at, QScrollArea):
            assert at is not None
            at = at.parentWidget()
        self._area = at
        self.clicks = self.scrolls = 0

    def click(self, target: QWidget) -> None:
        settle()
        view = self._area.viewport()
        place = QRect(target.mapTo(view, QPoint(0, 0)), target.size())
        if not view.rect().contains(place):
            self.scrolls += 1
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - view.height() // 4)  # a turn goes well past what is looked for
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        self.clicks += 1


def test_a_whole_day_by_mouse(sheet: DaySheet) -> None:
    mouse = Mouse(sheet)
    mouse.click(sheet.water.confirm)
    mouse.click(sheet.activity.kinds.chip(ActivityKind.RUN))
    mouse.click(sheet.activity.minutes.chip(30))
    mouse.click(sheet.activity.effort.buttons[4])
    mouse.click(sheet.items.drink.chips.chip("yes"))
    mouse.click(sheet.items.heat.chip(choices.HOT))
    mouse.click(sheet.items.sleep.chip(7.0))
    mouse.click(sheet.items.footwear.chip(choices.NO_HEELS))
    answers_s = mouse.clicks * CLICK_S + mouse.scrolls * SCROLL_S
    assert mouse.clicks == 8 and mouse.scrolls <= 3
    assert answers_s <= BAR_S
    mouse.click(sheet.note.note.edit)
    QTest.keyClicks(sheet.note.note.edit, NOTE)
    sheet.note.flush()
    is_whole(sheet._context)


class Keys:
    """Presses keys where the focus is."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key)
            self.count += 1
        settle()

    def to(self, *targets: QWidget) -> None:
        """Tab until one of them has the focus."""
        for _ in range(20):
            if QApplication.focusWidget() in targets:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("never reached")

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.count += len(text)


def test_a_whole_day_by_keys_alone(sheet: DaySheet) -> None:
    keys, right, space = Keys(), Qt.Key.Key_Right, Qt.Key.Key_Space
    assert QApplication.focusWidget() is sheet.water.glass
    keys.to(sheet.water.field)
    keys.press(Qt.Key.Key_Return)
    keys.to(*sheet.activity.kinds.buttons)
    keys.press(space)
    keys.to(*sheet.activity.minutes.buttons)
    keys.press(right, space)
    keys.to(*sheet.activity.effort.buttons)
    keys.press(Qt.Key.Key_4)
    keys.to(*sheet.items.drink.chips.buttons)
    keys.press(space)
    keys.to(*sheet.items.heat.buttons)
    keys.press(right, right, space)
    keys.to(*sheet.items.sleep.buttons)
    keys.press(right, right, space)
    keys.to(*sheet.items.footwear.buttons)
    keys.press(space)
    keys.to(sheet.note.note.edit)
    answers = keys.count
    keys.type(NOTE)
    keys.press(Qt.Key.Key_Tab)
    is_whole(sheet._context)
    assert answers <= 40
    assert keys.count * KEY_S <= BAR_S
