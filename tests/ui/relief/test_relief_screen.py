"""Relief as it is used in the dark: the keys that end it and those that never do, what is stored and when."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.domain.episode import DurationSource, Episode
from calfstretch.domain.routine import Leg
from calfstretch.domain.session_log import Session
from calfstretch.ui.relief.screen import CLOSES_MS, ReliefScreen
from tests.ui.fakes import make_context
from tests.ui.relief.opened import Relief, full, open_relief
from tests.ui.text_fits import cut_texts

Key = Qt.Key
SIZES = [(900, 560, 1.0), (1120, 740, 1.0), (1280, 800, 2.0)]


@pytest.fixture
def relief(tmp_path: Path, qtbot: QtBot) -> Relief:
    return open_relief(tmp_path, qtbot)


# -- keys that end it, and those that never do -----------------------------------------------------------


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter, Key.Key_PageDown, Key.Key_MediaPlay])
def test_these_keys_say_it_eased(relief: Relief, key: Qt.Key) -> None:
    relief.run(38).press(key)
    assert relief.is_eased
    assert relief.screen.after.line.text() == "Eased after 38 s."
    assert relief.screen.after.question.text() == "Still cramping? Space"
    episode = relief.episode
    assert (episode.eased_after_s, episode.duration_s, episode.duration_source) == (38, 38, DurationSource.TIMED)
    assert [session.purpose for session in relief.context.journal.everything(Session)] == ["relief"]


@pytest.mark.parametrize(
    "key",
    [
        Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_L, Key.Key_R, Key.Key_C, Key.Key_F1, Key.Key_A,
        Key.Key_Tab, Key.Key_Backtab, Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_Meta, Key.Key_PageUp,
        Key.Key_Home, Key.Key_Backspace, Key.Key_Plus,
    ],
)  # fmt: skip
def test_no_other_key_ends_it(relief: Relief, key: Qt.Key) -> None:
    relief.run(38).press(key)
    assert (relief.is_eased, relief.left, relief.episode.eased_after_s) == (False, [], None)


@pytest.mark.parametrize("modifier", ["ControlModifier", "AltModifier", "MetaModifier"])
def test_space_with_a_modifier_is_another_key(relief: Relief, modifier: str) -> None:
    relief.run(38).press(Key.Key_Space, getattr(Qt.KeyboardModifier, modifier))
    assert not relief.is_eased


def test_a_key_that_is_held_down_ends_nothing(relief: Relief) -> None:
    relief.run(38)
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_PageDown):
        relief.hold_down(key)
    assert not relief.is_eased


def test_nothing_ends_it_in_the_first_two_seconds(relief: Relief) -> None:
    relief.run(1.9).press(Key.Key_Space)
    relief.screen.eased.click()
    assert not relief.is_eased
    relief.run(0.2).press(Key.Key_Space)
    assert relief.is_eased


def test_the_two_seconds_count_from_the_screen_not_from_the_cramp(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot, before_s=30)
    relief.press(Key.Key_Space)
    assert not relief.is_eased


def test_the_button_ends_it(relief: Relief, qtbot: QtBot) -> None:
    relief.run(61)
    qtbot.mouseClick(relief.screen.eased, Qt.MouseButton.LeftButton)
    assert relief.screen.after.line.text() == "Eased after 1 min 1 s."


def test_a_control_reached_by_tab_takes_space_itself(relief: Relief) -> None:
    relief.run(38).press(Key.Key_Tab).press(Key.Key_Space)
    assert (relief.is_eased, relief.episode.leg) == (False, Leg.LEFT)
    relief.press(Key.Key_PageDown)
    assert relief.is_eased


def test_the_way_that_removes_the_entry_comes_last_by_tab(relief: Relief) -> None:
    relief.run(38)
    reached = [relief.press(Key.Key_Tab).screen.focusWidget() for _stop in range(6)]
    assert reached[-1] is relief.screen.remove
    assert relief.screen.remove not in reached[:-1]


# -- legs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "leg"),
    [(Key.Key_L, Leg.LEFT), (Key.Key_Left, Leg.LEFT), (Key.Key_R, Leg.RIGHT), (Key.Key_Right, Leg.RIGHT)],
)
def test_arrows_and_letters_say_the_leg_and_take_it_back(relief: Relief, key: Qt.Key, leg: Leg) -> None:
    relief.press(key)
    assert relief.episode.leg is leg
    assert leg.value.upper() in relief.screen.sentence.text()
    relief.press(key)
    assert relief.episode.leg is None


def test_letters_can_be_switched_off_and_arrows_stay(relief: Relief) -> None:
    relief.context.journal.set_setting("single_letters", False)
    assert relief.press(Key.Key_R).episode.leg is None
    assert relief.press(Key.Key_Right).episode.leg is Leg.RIGHT


def test_easing_keeps_the_leg(relief: Relief) -> None:
    relief.press(Key.Key_R).run(38).press(Key.Key_Space)
    assert (relief.episode.leg, relief.episode.eased_after_s) == (Leg.RIGHT, 38)


# -- leaving, removing, going on -------------------------------------------------------------------------


def test_escape_leaves_a_draft_without_an_easing_time(relief: Relief) -> None:
    relief.run(38).press(Key.Key_Escape)
    assert (relief.left, relief.episode.draft, relief.episode.eased_after_s) == ([True], True, None)


def test_still_cramping_goes_on_with_the_same_episode(relief: Relief) -> None:
    relief.run(38).press(Key.Key_Space).run(5).press(Key.Key_Space)
    assert (relief.is_eased, relief.episode.eased_after_s, relief.episode.duration_s) == (False, None, None)
    assert relief.screen.seconds.text() == "43 s"
    relief.run(20).press(Key.Key_Space)
    assert relief.episode.eased_after_s == 63
    assert len(relief.context.journal.everything(Episode)) == 1
    assert len(relief.context.journal.everything(Session)) == 1


def test_a_bouncing_press_does_not_take_the_easing_back(relief: Relief) -> None:
    relief.run(38).press(Key.Key_Space).press(Key.Key_Space)
    assert relief.is_eased


def test_after_easing_it_goes_to_today_by_itself(relief: Relief) -> None:
    relief.run(38).press(Key.Key_Space)
    assert relief.screen.close_timer.isActive()
    assert relief.screen.close_timer.interval() == CLOSES_MS == 20_000
    relief.screen.close_timer.timeout.emit()
    assert relief.left == [True]
    assert relief.screen.page_after == "today"


@pytest.mark.parametrize(("hour", "look", "closes"), [(2, "light", False), (2, "dark", True), (12, "light", True)])
def test_no_bright_page_comes_up_by_itself_at_night(relief: Relief, hour: int, look: str, closes: bool) -> None:
    relief.context.theme.set_theme(look)
    clock = relief.context.clock
    assert isinstance(clock, FakeClock)
    clock.set_now(clock.now().replace(hour=hour))
    relief.run(38).press(Key.Key_Space)
    assert relief.screen.close_timer.isActive() is closes
    relief.screen.after.done_button.click()
    assert relief.left == [True]


def test_describe_now_opens_the_form_of_this_episode(relief: Relief) -> None:
    relief.run(38).press(Key.Key_Space)
    relief.screen.after.describe_button.click()
    assert relief.left == [True]
    assert relief.doors.calls.last("describe_episode") == (relief.screen.episode_id, None)


def test_not_a_cramp_removes_it_and_can_be_undone(relief: Relief) -> None:
    relief.run(5)
    relief.screen.remove.click()
    assert (relief.context.journal.everything(Episode), relief.left) == ([], [True])
    assert relief.navigator.undo is not None
    relief.navigator.undo()
    assert len(relief.context.journal.everything(Episode)) == 1


def test_safety_opens_beside_relief(relief: Relief) -> None:
    relief.screen.safety.click()
    assert "show_safety" in relief.doors.calls.names()
    assert relief.run(30).screen.seconds.text() == "30 s"


def test_ctrl_n_opens_the_form_of_this_episode_once_it_eased(relief: Relief) -> None:
    relief.run(38)
    relief.screen.spasm_key()
    assert (relief.left, relief.doors.calls.names()) == ([], []), "relief stays while it cramps"
    relief.press(Key.Key_Space)
    relief.screen.spasm_key()
    assert relief.doors.calls.last("describe_episode") == (relief.screen.episode_id, None)


# -- time ------------------------------------------------------------------------------------------------


def test_it_counts_from_the_moment_of_the_cramp(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot, before_s=12)
    assert relief.screen.seconds.text() == "12 s"
    assert relief.run(26).press(Key.Key_Space).episode.eased_after_s == 38


def test_a_moment_in_the_future_counts_as_now(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot, before_s=-3600)
    assert relief.screen.seconds.text() == "0 s"
    assert relief.run(38).press(Key.Key_Space).episode.eased_after_s == 38


def test_a_wall_clock_that_jumps_changes_nothing(relief: Relief) -> None:
    relief.run(20).clock.set_now(relief.clock.now() - timedelta(days=1))
    relief.run(18).press(Key.Key_Space)
    assert relief.episode.eased_after_s == 38


def test_at_ten_minutes_the_flag_comes_by_itself_and_stays(relief: Relief) -> None:
    relief.run(599)
    assert not relief.screen.flag.isVisible()
    relief.run(1)
    assert relief.screen.flag.isVisible()
    relief.run(4000)
    relief.press(Key.Key_L).press(Key.Key_Tab)
    assert relief.screen.flag.isVisible()
    relief.screen.flag.safety.click()
    assert "show_safety" in relief.doors.calls.names()


def test_an_old_cramp_shows_the_flag_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    assert open_relief(tmp_path, qtbot, before_s=601).screen.flag.isVisible()


# -- what cannot be stored -------------------------------------------------------------------------------


def test_a_moment_that_could_not_be_stored_is_kept_and_stored_later(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("calfstretch.journal.journal.Journal.write", full)
        relief = open_relief(tmp_path, qtbot, stored=False)
        relief.press(Key.Key_L).run(5)
        assert relief.screen.saved.text() == "09:00, not saved yet: write it down"
        began = relief.clock.now() - timedelta(seconds=5)
        relief.run(5)
    relief.run(1)
    assert relief.screen.saved.text() == "Saved 09:00"
    assert (relief.episode.at.local, relief.episode.leg) == (began.replace(tzinfo=None), Leg.LEFT)
    assert relief.run(27).press(Key.Key_Space).episode.eased_after_s == 38


def test_easing_that_could_not_be_stored_is_stored_later(relief: Relief, monkeypatch: pytest.MonkeyPatch) -> None:
    relief.run(38)
    with monkeypatch.context() as patch:
        patch.setattr("calfstretch.journal.journal.Journal.write", full)
        relief.press(Key.Key_Space)
        assert "not saved yet" in relief.screen.saved.text()
    relief.run(1)
    assert (relief.episode.eased_after_s, relief.screen.saved.text()) == (38, "Saved 09:00")


def test_what_is_not_stored_when_it_goes_waits_in_the_window(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr("calfstretch.journal.journal.Journal.write", full)
        relief = open_relief(tmp_path, qtbot, stored=False)
        monkeypatch.setattr(relief.navigator, "set_message", lambda *given: asked.append(given))
        relief.run(38).press(Key.Key_Space).press(Key.Key_Escape)
    assert relief.left == [True]
    _key, text, _action, retry = asked[0]  # type: ignore[misc]
    assert text == "The cramp of 09:00 is not saved yet. Write it down to be safe."
    retry()
    assert relief.episode.eased_after_s == 38


# -- looks -----------------------------------------------------------------------------------------------


def test_it_is_dark_from_the_first_pixel_in_a_light_theme(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot, look="light")
    screen = ReliefScreen(context, None)
    qtbot.addWidget(screen)
    screen.resize(1120, 740)
    assert screen.grab().toImage().pixelColor(3, 3).name().upper() == "#0B0000"
    assert screen.autoFillBackground()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("second", [5, 700])
@pytest.mark.parametrize("eased", [False, True])
def test_nothing_is_cut_and_it_eased_is_large(
    tmp_path: Path, qtbot: QtBot, width: int, height: int, scale: float, second: int, eased: bool
) -> None:
    relief = open_relief(tmp_path, qtbot, size=(width, height), scale=scale)
    relief.run(second).press(Key.Key_R)
    if eased:
        relief.press(Key.Key_Space)
        assert relief.screen.after.isVisible()
    else:
        assert relief.screen.eased.height() >= height / 3
        assert relief.screen.eased.geometry().bottom() > height * 0.95
        assert relief.screen.sentence.font_px() >= height / 14
    assert cut_texts(relief.screen) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_a_position_is_drawn_at_every_size(tmp_path: Path, qtbot: QtBot, width: int, height: int, scale: float) -> None:
    screen = open_relief(tmp_path, qtbot, size=(width, height), scale=scale).screen
    pictures = [card.picture for card in screen.cards] + screen.stepper.pictures
    assert min(picture.height() for picture in pictures if picture.isVisible()) >= 64
    if not screen.cards[0].isVisible():
        seen = [screen.stepper.caption.text()]
        for _step in range(3):
            screen.stepper.button.click()
            seen.append(screen.stepper.caption.text())
        assert seen == ["Stand on the leg", "Sit, towel round the foot", "In bed, pull the toes", "Stand on the leg"]


def test_words_and_button_are_painted_before_the_pictures(tmp_path: Path, qtbot: QtBot) -> None:
    screen = ReliefScreen(make_context(tmp_path, qtbot), None)
    qtbot.addWidget(screen)
    assert not any(card.picture.updatesEnabled() for card in screen.cards)
    screen.grab()
    QApplication.processEvents()
    assert all(card.picture.updatesEnabled() for card in screen.cards)


def test_one_position_at_a_time_goes_on_slowly_until_it_is_touched(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot, size=(1280, 800), scale=2.0)
    stepper, theme = relief.screen.stepper, relief.context.theme
    relief.run(9)
    assert stepper.caption.text() == "Stand on the leg", "less movement is wanted"
    theme.set_reduced_motion(False)
    relief.run(9)
    assert stepper.caption.text() == "Sit, towel round the foot"
    relief.run(2).run(2)
    assert stepper.caption.text() == "Sit, towel round the foot"
    stepper.button.click()
    relief.run(60)
    assert stepper.caption.text() == "In bed, pull the toes"


def test_what_needs_more_room_than_there_is_scrolls_by_keys(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot, before_s=700, size=(900, 420), scale=2.0)
    bar = relief.screen.flag.scrolling.verticalScrollBar()
    assert bar.maximum() > 0
    relief.press(Key.Key_Down)
    assert bar.value() > 0
    relief.press(Key.Key_Up)
    assert (bar.value(), relief.is_eased) == (0, False)


def test_the_ring_stands_round_the_buttons_after_easing(relief: Relief, qapp: QApplication) -> None:
    relief.context.theme.apply(qapp)
    relief.run(38).press(Key.Key_Space).press(Key.Key_Tab)
    assert relief.screen.after.still_button.hasFocus()
    (frame,) = relief.screen.findChildren(QWidget, "focus_ring")
    button = relief.screen.after.still_button
    ring = frame.rect().translated(frame.mapTo(relief.screen, QPoint(0, 0)))
    assert frame.isVisible()
    assert ring.contains(button.rect().translated(button.mapTo(relief.screen, QPoint(0, 0))))
    area = frame.parentWidget()
    assert area is not None and area.rect().contains(frame.geometry()), "no side of the ring is cut off"


def test_legs_never_swap_sides_in_a_mirrored_layout(relief: Relief) -> None:
    relief.screen.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    relief.screen.resize(1121, 741)
    assert relief.screen.left_leg.x() < relief.screen.right_leg.x()
    assert relief.screen.seconds.x() < relief.screen.saved.x()


def test_everything_has_a_name(relief: Relief) -> None:
    screen = relief.screen
    for button in (screen.remove, screen.left_leg, screen.right_leg, screen.safety, screen.eased):
        assert button.accessibleName()
    assert all(card.picture.accessibleDescription() for card in screen.cards)
