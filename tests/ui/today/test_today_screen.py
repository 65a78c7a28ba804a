"""Today with a real diary: the morning card, drinks, the first run, what was cut off, and the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import FIRST_USED_SETTING, ActivityKind, Item
from calfstretch.domain.routine import BEFORE_BED, DAILY, LegOrder, Variant
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.domain.session_snapshot import to_dict
from calfstretch.ui.context import Context
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.rail import PAGES
from calfstretch.ui.today.screen import FIRST_RUN_SETTING, TodayScreen
from calfstretch.ui.widgets.buttons import SecondaryButton
from tests.domain.guided import Guided
from tests.journal.test_journal_routines import PRESCRIBED, prescribe, session
from tests.ui.screens import (
    PAGE_SIZES,
    button,
    doors,
    dressed,
    fill_disk,
    free_disk,
    key,
    on,
    press,
    reported,
    said,
    settle,
    take_back,
    walk,
)
from tests.ui.text_fits import cut_texts

YESTERDAY, TODAY = date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-09-01")
    context.journal.set_setting(FIRST_RUN_SETTING, True)
    return context


def today(context: Context, qtbot: QtBot, width: int = 936, height: int = 740) -> TodayScreen:
    screen = TodayScreen(context)
    qtbot.addWidget(screen)
    screen.resize(width, height)
    screen.refresh()
    screen.show()
    screen.first_focus().setFocus()
    settle()
    return screen


def texts(screen: TodayScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


def test_none_makes_yesterday_known_with_one_click(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "None")
    assert context.journal.days.is_known(YESTERDAY)
    assert context.journal.days.entries(YESTERDAY).spasms == 0
    assert "Any calf spasms" not in texts(screen)
    assert "How much water yesterday?" in texts(screen)
    assert said(context) == "No calf spasms, noted"


def test_two_make_drafts_that_wait_to_be_described(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "2")
    assert context.journal.days.entries(YESTERDAY).spasms == 2
    press(screen, "The rest later")
    assert "Yesterday: spasm, not described yet" in texts(screen)


def test_more_offers_higher_numbers_with_what_is_noted_counted_in(context: Context, qtbot: QtBot) -> None:
    context.journal.episodes.begin(on(22, 2, 14))
    screen = today(context, qtbot)
    assert "1 spasm noted at 02:14. Was that all?" in texts(screen)
    press(screen, "1 spasm noted at 02:14. Was that all? More")
    press(screen, "5")
    assert context.journal.days.entries(YESTERDAY).spasms == 5


def test_an_answer_taken_back_can_be_given_again(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "1")
    take_back(context)
    entries = context.journal.days.entries(YESTERDAY)
    assert entries.check_in is None
    assert entries.spasms == 0
    assert "Any calf spasms yesterday or last night?" in texts(screen)


def test_yes_confirms_the_noted_water_and_about_more_adds_to_it(context: Context, qtbot: QtBot) -> None:
    context.journal.days.add_drink(1250, on(21, 12))
    screen = today(context, qtbot)
    press(screen, "Water yesterday: 1.25 L noted. Was that all? Yes")
    assert context.journal.days.entries(YESTERDAY).water_ml == 1250
    take_back(context)
    press(screen, "About … more")
    qtbot.keyClicks(QApplication.focusWidget(), "250")
    key(Qt.Key.Key_Return)
    assert context.journal.days.entries(YESTERDAY).water_ml == 1500
    assert "Was that all?" not in texts(screen)


def test_less_than_usual_answers_without_an_amount(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "How much water yesterday? Less than usual")
    assert context.journal.days.entries(YESTERDAY).items[Item.WATER_LEVEL].value == "less"
    assert context.journal.days.entries(YESTERDAY).water_ml is None


def test_dont_know_and_skip_are_not_asked_again_and_make_nothing_known(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "Don't know")
    assert "How much water" not in texts(screen)
    press(screen, "Skip for today")
    again = today(context, qtbot)
    assert "Any calf spasms" not in texts(again)
    assert not context.journal.days.is_known(YESTERDAY)
    context.clock.set_now(on(23, 9).aware)  # type: ignore[attr-defined]
    again.refresh()
    settle()
    assert "Any calf spasms" in texts(again)


def test_the_answer_belongs_to_the_day_that_was_asked_about(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    context.clock.set_now(on(23, 9).aware)  # type: ignore[attr-defined]
    press(screen, "None")
    assert context.journal.days.entries(YESTERDAY).check_in is not None
    assert context.journal.days.entries(TODAY).check_in is None


def test_the_card_comes_when_the_day_ends_while_the_window_is_open(context: Context, qtbot: QtBot) -> None:
    context.journal.days.check_in(YESTERDAY, 0)
    context.journal.days.confirm_water(YESTERDAY, 1500)
    screen = today(context, qtbot)
    assert "spasms yesterday" not in texts(screen)
    context.clock.set_now(on(23, 4, 1).aware)  # type: ignore[attr-defined]
    context.written.look_again()  # the window does so when the day has moved on
    settle()
    assert "Any calf spasms yesterday or last night?" in texts(screen)


def test_after_an_answer_the_keyboard_stands_at_what_is_still_open(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    button(screen, "None").setFocus()
    key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is screen._morning.first_answer()
    key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is screen.next.start


def test_quick_add_says_it_and_can_be_taken_back(context: Context, qtbot: QtBot) -> None:
    context.journal.set_setting("glass_ml", 250)
    screen = today(context, qtbot)
    press(screen, "+ Glass")
    assert context.journal.days.entries(TODAY).drinks_ml == 250
    assert said(context) == "250 ml of water noted"
    assert "so far" in texts(screen)
    take_back(context)
    assert context.journal.days.entries(TODAY).drinks_ml == 0


def test_another_amount_is_kept_when_the_disk_is_full(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "Other…")
    qtbot.keyClicks(QApplication.focusWidget(), "330")
    fill_disk(context.journal)
    key(Qt.Key.Key_Return)
    assert screen._water.field.text() == "330"
    assert reported(context) == ["Could not be saved: the disk is full. Your text is kept here."]
    free_disk(context.journal)
    press(screen, "Add")
    assert context.journal.days.entries(TODAY).drinks_ml == 330
    assert not screen._water.field.isVisible()


def test_typed_water_survives_what_another_answer_stores(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    press(screen, "About …")
    qtbot.keyClicks(QApplication.focusWidget(), "17")
    field = QApplication.focusWidget()
    context.journal.days.add_drink(200)
    settle()
    assert QApplication.focusWidget() is field
    assert field.text() == "17"  # type: ignore[attr-defined]


def test_a_full_disk_leaves_the_question_standing(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    fill_disk(context.journal)
    press(screen, "None")
    press(screen, "Skip for today")
    assert "Any calf spasms yesterday or last night?" in texts(screen)
    assert len(reported(context)) == 2


def test_space_starts_the_remembered_routine(context: Context, qtbot: QtBot) -> None:
    context.journal.set_setting("routine", BEFORE_BED.to_dict())
    today(context, qtbot)
    key(Qt.Key.Key_Space)
    assert doors(context).calls.last("start_session") == (BEFORE_BED, None)


def test_tab_goes_through_the_page_as_it_reads(context: Context, qtbot: QtBot) -> None:
    context.journal.episodes.begin(on(22, 2, 14))
    screen = today(context, qtbot)
    context.journal.days.add_drink(200)  # what is built anew must not go to the end of the order
    settle()
    screen.next.start.setFocus()
    assert walk(8) == [
        "Change…", "I did it away from the computer", "+ Glass", "+ Bottle", "Another amount of water", "+ Activity",
        "+ Note", "Note the day…",
    ]  # fmt: skip
    assert walk(4) == ["Log an earlier spasm", "Fill in the days before", "Ill or travelling?", "Add runs…"]
    names = walk(11)
    draft = "Last night, 02:14: spasm, leg not said"
    assert names[0] == "To describe when you like: skip for today"
    assert names[1:5] == [f"{draft}. Left", f"{draft}. Right", f"{draft}. Both", f"Describe: {draft}"]
    assert names[5] == f"{draft}. How long did it last? Under 1 min"
    assert names[10] == "1 spasm noted at 02:14. Was that all? Yes"


def test_first_run_stands_below_start_and_goes_once_read(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-22")
    screen = today(context, qtbot)
    assert QApplication.focusWidget() is screen.next.start
    assert "A spasm lasting more than 10 minutes" in texts(screen)
    assert str(context.journal.database.path.parent) in texts(screen).replace("\u200b", "")
    assert "Any calf spasms" not in texts(screen)
    screen.next.start.setFocus()
    assert walk(4)[2:] == ["Larger text", "Smaller text"]
    press(screen, "All signs: Safety")
    assert doors(context).calls.names() == ["show_safety"]
    press(screen, "Larger text")
    assert context.theme.scale == 1.1
    assert context.journal.setting("text_scale") == 1.1
    press(screen, "I have read this")
    assert "Before you begin" not in texts(screen)
    assert QApplication.focusWidget() is screen.next.start
    assert "Before you begin" not in texts(today(context, qtbot))


def test_the_size_buttons_stay_under_the_pointer(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-22")
    screen = today(context, qtbot)
    larger = next(button for button in screen.findChildren(SecondaryButton) if button.words() == "Larger text")
    larger.setFocus()
    QApplication.processEvents()
    before = larger.mapTo(screen, QPoint(0, 0))
    for _press in range(4):
        larger.click()
        for _pass in range(5):
            QApplication.processEvents()
        now = larger.mapTo(screen, QPoint(0, 0))
        assert abs(now.y() - before.y()) <= 8
        assert abs(now.x() - before.x()) <= 24
    assert context.theme.scale == 1.4


@pytest.mark.slow
@pytest.mark.parametrize("width", [1120, 1400])
def test_the_size_buttons_stay_under_the_pointer_where_the_rail_becomes_narrow(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    context = dressed(tmp_path, qtbot, qapp)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-11-22")
    window = MainWindow(context.theme, {name: lambda: TodayScreen(context) for name in PAGES})
    qtbot.addWidget(window)
    window.resize(width, 740)
    window.show_page("today")
    window.show()
    QApplication.processEvents()
    larger = next(button for button in window.findChildren(SecondaryButton) if button.words() == "Larger text")
    pointer = larger.mapTo(window, larger.rect().center())
    narrow = window.rail.is_narrow()
    for _press in range(10):
        assert larger.rect().contains(larger.mapFrom(window, pointer))
        larger.setFocus()
        larger.click()
        for _pass in range(5):
            QApplication.processEvents()
    assert context.theme.scale == 2.0
    assert (narrow, window.rail.is_narrow()) == (False, True)


def killed_session(context: Context) -> Session:
    """A session whose process was killed 18 s into the second hold."""
    guided = Guided().run(10 + 30 + 8 + 18)
    session = Session(purpose="daily", started_at=on(22, 8, 14), routine=dict(DAILY.to_dict()))
    context.journal.sessions.start(session, to_dict(guided.state))
    return session


def test_a_cut_off_session_is_kept_as_partial(context: Context, qtbot: QtBot) -> None:
    session = killed_session(context)
    screen = today(context, qtbot)
    assert "An unfinished session: Today, 08:14. 48 s held in all. You were stopped 18 s into the right hold." in texts(
        screen
    )
    assert screen.first_focus().accessibleName() == "Repeat the hold and go on"
    screen.first_focus().setFocus()
    press(screen, "Keep as partial")
    assert screen.first_focus() is screen.next.start and screen.next.start.hasFocus()
    stored = context.journal.get(Session, session.id)
    assert stored is not None and stored.outcome is Outcome.PARTIAL
    assert [hold.held_s for hold in context.journal.days.entries(TODAY).holds[session.id]] == [30, 18]
    assert "unfinished" not in texts(screen)


def test_a_cut_off_session_goes_on_or_goes_away(context: Context, qtbot: QtBot) -> None:
    session = killed_session(context)
    screen = today(context, qtbot)
    press(screen, "Repeat the hold and go on")
    assert doors(context).calls.last("resume_session")[0] == session.id
    press(screen, "Throw away")
    assert "unfinished" not in texts(screen)
    take_back(context)
    stored = context.journal.get(Session, session.id)
    assert stored is not None and stored.deleted_at is None


def test_the_routine_chosen_last_is_what_start_begins(context: Context, qtbot: QtBot) -> None:
    chosen = replace(BEFORE_BED, hold_s=45, leg_order=LegOrder.RIGHT_FIRST)
    context.journal.routines.choose(chosen)
    screen = today(context, qtbot)
    assert "Before bed" in texts(screen)
    screen.next.start.click()
    assert doors(context).calls.last("start_session")[0] == chosen


def test_what_is_not_the_usual_way_is_said_and_shown(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    assert "Knee" not in texts(screen)
    context.journal.routines.choose(replace(BEFORE_BED, variant=Variant.SEATED))
    settle()
    assert "Seated, with a towel" in texts(screen)
    assert "towel" in screen.next._figure.accessibleDescription()


def test_the_programme_comes_first_and_is_said_quietly(context: Context, qtbot: QtBot) -> None:
    prescribe(context.journal)
    screen = today(context, qtbot)
    assert "Physio" in texts(screen)
    assert "10 s, set by a therapist" in texts(screen)
    assert "Your programme: 2 times today" in texts(screen)
    context.journal.write("add sessions", [session("2026-11-22T08:10:00+01:00")])
    settle()
    assert "Your programme: 1 of 2 today, 08:10" in texts(screen)
    screen.next.start.click()
    assert doors(context).calls.last("start_session")[0] == PRESCRIBED


def test_the_ways_to_the_other_screens(context: Context, qtbot: QtBot) -> None:
    screen = today(context, qtbot)
    for words, door in (
        ("+ Activity", "note_activity"), ("+ Note", "note_day"), ("Note the day…", "note_day"),
        ("Log an earlier spasm", "describe_episode"),
        ("I did it away from the computer", "type_session"), ("Change…", "change_routine"),
    ):  # fmt: skip
        press(screen, words)
        assert doors(context).calls.names()[-1] == door


def full(context: Context) -> None:
    """A diary with something in every part of Today."""
    journal = context.journal
    for n in range(1, 25):
        journal.days.check_in(date.fromordinal(YESTERDAY.toordinal() - n), 1 if n % 8 == 0 else 0)
    journal.episodes.begin(on(22, 2, 14))
    journal.days.add_drink(1250, on(21, 12))
    journal.days.add_drink(400, on(22, 8))
    journal.days.add_activity(ActivityKind.RUN, 95, effort=7)
    journal.days.add_activity(ActivityKind.WALK, 30)
    journal.days.set_item(TODAY, Item.NOTE, "Long walk, warm socks. " * 20)


def test_start_is_in_sight_with_a_draft_and_the_morning_card(context: Context, qtbot: QtBot) -> None:
    context.journal.episodes.begin(on(22, 2, 14))
    context.journal.days.add_drink(1250, on(21, 12))
    screen = today(context, qtbot)
    start = screen.next.start
    assert start.mapTo(screen.viewport(), start.rect().bottomLeft()).y() < screen.viewport().height()
    assert screen.verticalScrollBar().value() == 0


def test_the_three_cards_are_equally_high(context: Context, qtbot: QtBot) -> None:
    full(context)
    screen = today(context, qtbot)
    assert len({card.height() for card in (screen._water, screen._activity, screen._note)}) == 1
    assert len({card.y() for card in (screen._water, screen._activity, screen._note)}) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "scale"), PAGE_SIZES)
@pytest.mark.parametrize("kind", ["empty", "full", "first run", "cut off"])
def test_no_text_is_cut(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, kind: str, width: int, height: int, scale: float
) -> None:
    context = dressed(tmp_path, qtbot, qapp, scale)
    context.journal.set_setting(FIRST_USED_SETTING, "2026-09-01")
    context.journal.set_setting(FIRST_RUN_SETTING, kind != "first run")
    if kind == "full":
        full(context)
    if kind == "cut off":
        killed_session(context)
    screen = today(context, qtbot, width, height)
    assert cut_texts(screen) == []
    if kind == "full":
        press(screen, "About … more")
        press(screen, "Other…")
        assert cut_texts(screen) == []
