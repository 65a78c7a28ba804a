"""The bin: when each entry goes, emptying it after a second question, and at a calm moment by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.ui.bin_watch import BinWatch
from calfstretch.ui.context import Context
from calfstretch.ui.dialogs import Question
from calfstretch.ui.history.bin_sheet import BinSheet
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.texts import Text
from tests.ui.fakes import make_context
from tests.ui.history.diary import RUN, SPASM, fill
from tests.ui.screens import fill_disk, reported, said, settle


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    context = make_context(tmp_path, qtbot)
    fill(context.journal)
    context.journal.delete(RUN)
    context.journal.episodes.remove(SPASM.id)
    return context


def _sheet(context: Context, qtbot: QtBot) -> BinSheet:
    sheet = BinSheet(context)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def _words(sheet: BinSheet) -> str:
    return "\n".join(text.text() for text in sheet.findChildren(Text) if text.isVisible())


def _question(context: Context) -> Question:
    settle()
    (question,) = [one for one in context.window.findChildren(Question) if one.isVisible()]
    return question


def test_each_entry_says_when_it_goes(context: Context, qtbot: QtBot) -> None:
    day = (context.clock.now() + timedelta(days=30)).astimezone().date()
    words = _words(_sheet(context, qtbot))
    assert words.count(f"goes for good on {day.day} ") == 2
    assert "still hold its words" in words


def test_emptying_asks_once_more_and_esc_keeps_all(context: Context, qtbot: QtBot) -> None:
    sheet = _sheet(context, qtbot)
    sheet.empty.click()
    question = _question(context)
    assert "2 entries" in "".join(text.text() for text in question.findChildren(Text))
    question.reject()
    settle()
    assert len(sheet.binned()) == 2


def test_an_emptied_bin_says_so_and_undo_brings_nothing_back(context: Context, qtbot: QtBot) -> None:
    sheet = _sheet(context, qtbot)
    sheet.empty.click()
    _question(context).buttons[0].click()
    settle()
    assert sheet.binned() == [] and said(context) == "The bin is empty." and not sheet.empty.isVisible()
    context.journal.undo()
    assert context.journal.get(type(RUN), RUN.id) is None
    assert context.journal.episodes.get(SPASM.id) is None


def test_a_full_disk_empties_nothing_and_says_so(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from calfstretch.errors import UserError

    def full(*_args: object) -> int:
        raise UserError("The disk is full.")

    sheet = _sheet(context, qtbot)
    monkeypatch.setattr(context.journal, "purge", full)
    sheet.empty.click()
    _question(context).buttons[0].click()
    settle()
    assert len(sheet.binned()) == 2 and reported(context) == ["The disk is full."]


# -- by itself -----------------------------------------------------------------------------------------------


def _pass_forty_days(context: Context) -> None:
    clock = context.clock
    assert isinstance(clock, FakeClock)
    start: datetime = clock.now()
    for days in (38, 39, 40):
        clock.set_now(start + timedelta(days=days))
        context.journal.days.add_drink(200)


def test_old_entries_go_by_themselves_but_never_during_a_session(context: Context, qtbot: QtBot) -> None:
    _pass_forty_days(context)
    busy = [True]
    watch = BinWatch(context.journal, lambda: busy[0], context.window)
    watch.look()
    assert context.journal.get(type(RUN), RUN.id) is not None and watch._timer.isActive()
    busy[0] = False
    watch.look()
    assert context.journal.get(type(RUN), RUN.id) is None
    watch.close()


def test_a_disk_that_takes_nothing_keeps_the_bin(context: Context) -> None:
    _pass_forty_days(context)
    fill_disk(context.journal)
    context.journal.purge = context.journal.write  # type: ignore[method-assign,assignment]
    BinWatch(context.journal, lambda: False, context.window).look()
    assert context.journal.get(type(RUN), RUN.id) is not None
