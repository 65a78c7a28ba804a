"""F10: about you, said once; stored as it is typed, never lost, never in anybody's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.person import Profile
from calfstretch.ui.context import Context
from calfstretch.ui.settings.about import AboutPart
from tests.ui.fakes import make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def part(context: Context, qtbot: QtBot) -> AboutPart:
    return shown(context, qtbot)


def shown(context: Context, qtbot: QtBot) -> AboutPart:
    part = AboutPart(context)
    qtbot.addWidget(part)
    part.resize(800, 600)
    part.show()
    QApplication.processEvents()
    return part


def profile(context: Context) -> Profile:
    return context.journal.get(Profile, "profile") or Profile()


def test_what_is_said_is_kept_and_shown_again(context: Context, part: AboutPart, qtbot: QtBot) -> None:
    part.name.setFocus()
    QTest.keyClicks(part.name, " Anna Example ")
    part.ticks.chip("old_injury").click()
    part.ticks.chip("pregnancy").click()
    part.own.edit.setPlainText("left calf, 2019")
    assert part.keep()
    assert profile(context).name == "Anna Example"
    assert profile(context).conditions == "old_injury\npregnancy\n\nleft calf, 2019"
    again = shown(context, qtbot)
    assert (again.name.text(), again.own.text()) == ("Anna Example", "left calf, 2019")
    assert tuple(again.ticks.values()) == ("old_injury", "pregnancy")
    assert not again.is_dirty()


def test_a_word_that_is_being_typed_is_stored_before_the_page_goes(context: Context, part: AboutPart) -> None:
    QTest.keyClicks(part.own.edit, "knee")
    assert profile(context).conditions == ""
    part.hide()
    assert profile(context).conditions == "knee"


def test_typing_without_a_pause_is_stored_as_well(context: Context, part: AboutPart) -> None:
    QTest.keyClicks(part.own.edit, "knee")
    assert part._wait.isActive()
    part._wait.timeout.emit()
    assert profile(context).conditions == "knee"


def test_a_tick_is_taken_back_and_nothing_is_left(context: Context, part: AboutPart) -> None:
    for _press in range(2):
        part.ticks.chip("diabetes").click()
    assert profile(context).conditions == ""


def test_undo_shows_what_was_before_and_the_other_number_stays(context: Context, part: AboutPart) -> None:
    context.journal.write("change profile", [Profile(name="Anna", emergency_number="112")])
    part.ticks.chip("pregnancy").click()
    assert (profile(context).conditions, profile(context).emergency_number) == ("pregnancy", "112")
    context.journal.undo()
    QApplication.processEvents()
    assert tuple(part.ticks.values()) == () and part.name.text() == "Anna"
    context.journal.undo()
    assert part.name.text() == "" and not part.is_dirty()


def test_what_cannot_be_stored_stays_and_is_said(context: Context, part: AboutPart) -> None:
    context.journal.database.read_only = "Nothing can be saved here."
    QTest.keyClicks(part.own.edit, "knee")
    assert not part.keep()
    assert part.complaint.isVisible() and part.complaint.text() == "Nothing can be saved here."
    part.refresh()
    assert part.own.text() == "knee"
    context.journal.database.read_only = None
    assert part.keep() and not part.complaint.isVisible()
    assert profile(context).conditions == "knee"
