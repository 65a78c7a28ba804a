"""The card about the latest run out of a file: one, answered or put away, until the day ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import local_moment
from calfstretch.domain.session_log import Session
from calfstretch.ui.context import Context
from calfstretch.ui.theme import Theme
from calfstretch.ui.today.screen import FIRST_RUN_SETTING, TodayScreen
from calfstretch.ui.widgets.buttons import Button
from calfstretch.ui.widgets.texts import Text
from tests.ui.fakes import Given, make_context

RUN = Activity(
    at=local_moment(datetime(2026, 11, 22, 18, 5)), kind=ActivityKind.RUN, minutes=52, distance_m=9100, climb_m=84,
    origin_key="fit/1",
)  # fmt: skip


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    context = make_context(tmp_path, qtbot, now=datetime.fromisoformat("2026-11-22T19:10:00+01:00"))
    context.journal.set_setting(FIRST_RUN_SETTING, True)
    return context


def today(context: Context, qtbot: QtBot) -> TodayScreen:
    screen = TodayScreen(context)
    qtbot.addWidget(screen)
    screen.resize(900, 740)
    screen.show()
    screen.refresh()
    QApplication.processEvents()
    return screen


def is_shown(screen: TodayScreen) -> bool:
    return screen._run is not None and screen._run.isVisible()


def line(screen: TodayScreen) -> str:
    assert screen._run is not None
    return screen._run.findChildren(Text)[0].text().replace("\u00a0", " ")


def test_a_run_of_today_is_asked_about(context: Context, qtbot: QtBot) -> None:
    context.journal.write("import activities", [RUN])
    screen = today(context, qtbot)
    assert is_shown(screen) and line(screen) == "Run today 18:05, 52 min, 9.1 km, +84 m."
    assert screen._run is not None
    screen._run.cramp.click()
    assert Given(context).doors.calls.last("describe_after") == (RUN.id,)
    screen._run.stretch.click()
    assert "start_session" in Given(context).doors.calls.names()


def test_the_page_goes_to_a_run_that_came_in_while_it_stood_at_its_foot(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    screen.resize(900, 400)
    screen.activateWindow()
    QApplication.processEvents()
    screen._activity.findChildren(Button)[0].setFocus()
    screen.verticalScrollBar().setValue(screen.verticalScrollBar().maximum())
    context.journal.write("import activities", [RUN])
    screen.go_to_run()
    QApplication.processEvents()
    assert screen._run is not None and screen._run.cramp.hasFocus()
    assert not screen._run.cramp.visibleRegion().isEmpty()
    assert not screen._run.findChildren(Text)[0].visibleRegion().isEmpty()
    screen.next.start.setFocus()
    screen.go_to_run()  # once for each run
    QApplication.processEvents()
    assert screen.next.start.hasFocus()


def test_a_typed_run_is_not_asked_about_and_the_card_is_not_even_built(context: Context, qtbot: QtBot) -> None:
    context.journal.write("add activities", [replace(RUN, origin_key=None)])
    assert today(context, qtbot)._run is None


def test_a_spasm_noted_after_it_answers_it(context: Context, qtbot: QtBot) -> None:
    context.journal.write("import activities", [RUN])
    screen = today(context, qtbot)
    context.journal.write("add episodes", [Episode(at=RUN.at.later(600))])
    assert not is_shown(screen)
    context.journal.undo()
    assert is_shown(screen)


def test_a_spasm_before_it_does_not(context: Context, qtbot: QtBot) -> None:
    context.journal.write("import activities", [RUN])
    context.journal.write("add episodes", [Episode(at=RUN.at.later(-600))])
    assert is_shown(today(context, qtbot))


def test_put_away_it_stays_away_and_the_next_run_is_asked_about(context: Context, qtbot: QtBot) -> None:
    context.journal.write("import activities", [RUN])
    screen = today(context, qtbot)
    assert screen._run is not None
    screen._run.away.setFocus()
    screen._run.away.click()
    assert not is_shown(screen) and screen.next.start.hasFocus()
    later = Activity(at=RUN.at.later(3600), kind=ActivityKind.RIDE, minutes=5, origin_key="fit/2")
    context.journal.write("import activities", [later])
    assert is_shown(screen) and line(screen) == "Ride today 19:05, 5 min."
    assert screen._run.cramp.words() == "Cramp after this activity"


def test_after_a_stretch_none_is_offered(context: Context, qtbot: QtBot) -> None:
    context.journal.write("import activities", [RUN])
    began = RUN.at.later(53 * 60)
    context.journal.write("add sessions", [Session(purpose="daily", routine={}, started_at=began, ended_at=began)])
    screen = today(context, qtbot)
    assert screen._run is not None
    assert screen._run.cramp.isVisible() and not screen._run.stretch.isVisible()


@pytest.mark.parametrize(("hours", "wanted"), [(10, "Run yesterday 18:05, 52 min, 9.1 km, +84 m."), (34, "")])
def test_it_goes_when_the_day_after_ends(context: Context, qtbot: QtBot, hours: int, wanted: str) -> None:
    context.journal.write("import activities", [RUN])
    Given(context).clock.advance(timedelta(hours=hours).total_seconds())
    screen = today(context, qtbot)
    assert (line(screen) if is_shown(screen) else "") == wanted
