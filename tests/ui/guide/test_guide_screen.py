"""The guide as it is used: a whole session by keys and clock, and what the diary holds of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.clock import FastClock
from calfstretch.desktop.keep_awake import NeverAwake
from calfstretch.desktop.sleep_watch import NoSleepWatch
from calfstretch.domain.routine import BEFORE_BED, DAILY, Routine
from calfstretch.domain.session_events import Answer
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.domain.spoken import SoundMode
from calfstretch.errors import UserError
from calfstretch.ui.distance import DISTANCE_SETTING
from calfstretch.ui.guide.ending import END_STAYS_MS
from calfstretch.ui.guide.runner import SessionRunner
from calfstretch.ui.guide.screen import GuideScreen
from calfstretch.ui.widgets.sheet import Sheet
from tests.ui.fakes import make_context
from tests.ui.guide.driving import Guide, open_guide, painted
from tests.ui.text_fits import cut_texts

SIZES = [(900, 560, 1.0), (1120, 740, 1.0), (1280, 800, 2.0)]
Key = Qt.Key


@pytest.fixture
def guide(tmp_path: Path, qtbot: QtBot) -> Guide:
    return open_guide(tmp_path, qtbot, feel_before=3)


def test_a_whole_session_is_counted_heard_and_logged(guide: Guide) -> None:
    assert guide.awake.held
    guide.run(78.5)
    assert guide.tones.played == ["ready", "go", "half", "swap", "go", "half", "done"]
    assert guide.holds() == [("left", 30.0, "done"), ("right", 30.0, "done")]
    session = guide.sessions()[0]
    assert (session.outcome, session.feel_before, session.purpose) == (Outcome.DONE, 3, "daily")
    assert session.ended_at is not None
    card = guide.screen.end_card
    assert card is not None
    assert card.held.text() == "Left 30 s, right 30 s."
    assert not guide.awake.held
    assert guide.left == []


def test_the_session_is_in_the_diary_before_its_first_second(guide: Guide) -> None:
    (session,) = guide.sessions()
    assert session.id == guide.screen.runner.session_id
    assert session.ended_at is None


def test_digits_ring_and_sentence_follow_the_clock(guide: Guide) -> None:
    assert guide.sentence() == "LEFT leg. Hold on to something."
    guide.run(22)
    assert guide.sentence() == "LEFT. Heel down, toes up. Hold."
    assert guide.screen.parts.ring.fraction() == pytest.approx(18 / 30, abs=0.01)
    assert guide.left_in_all() == "56 s left in all"


# -- keys ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter, Key.Key_PageDown, Key.Key_MediaPlay, Key.Key_MediaPause]
)
def test_these_keys_pause_and_go_on(guide: Guide, key: Qt.Key) -> None:
    guide.run(12).press(key)
    assert guide.phase == "paused"
    assert guide.screen.controls.pause.words() == "Go on"
    guide.run(300)
    guide.press(key)
    assert guide.phase == "hold"
    assert guide.left_in_all() == "1 min 6 s left in all"


def test_a_key_that_is_held_down_counts_once(guide: Guide) -> None:
    guide.run(12).press(Key.Key_Space)
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Plus, Key.Key_Escape):
        guide.hold_down(key)
    assert guide.phase == "paused"
    assert guide.holds() == []


def test_arrows_go_again_and_next(guide: Guide) -> None:
    guide.run(22).press(Key.Key_Left)
    assert guide.holds() == [("left", 12.0, "repeated")]
    guide.run(5).press(Key.Key_Right)
    assert guide.holds()[1:] == [("left", 5.0, "skipped")]
    assert guide.phase == "swap"


def test_plus_and_minus_change_the_hold_by_five_seconds(guide: Guide) -> None:
    guide.run(22).press(Key.Key_Plus)
    assert guide.left_in_all() == "1 min 1 s left in all"
    guide.press(Key.Key_Minus).press(Key.Key_Minus)
    assert guide.left_in_all() == "56 s left in all"
    assert guide.screen.parts.line.text() == "Not shorter than 30 s."
    assert guide.run(8).screen.parts.line.text() != "Not shorter than 30 s."
    for _more in range(19):
        guide.press(Key.Key_Plus)
    assert guide.screen.parts.line.text() == "Not longer than 2 min."


def test_escape_stops_keeps_and_leaves_at_once(guide: Guide) -> None:
    guide.run(22).press(Key.Key_Escape)
    assert guide.left == [True]
    assert guide.holds() == [("left", 12.0, "stopped")]
    assert guide.sessions()[0].outcome is Outcome.PARTIAL
    assert guide.navigator.calls.last("say") == ("Kept. Left 12 s.",)
    assert not guide.awake.held


def test_single_letters_can_be_switched_off(guide: Guide) -> None:
    guide.context.journal.set_setting("single_letters", False)
    assert guide.press(Key.Key_V).screen.runner.speaker.options.mode is SoundMode.BOTH


def test_a_control_reached_by_tab_takes_space_and_enter_but_no_arrow(guide: Guide) -> None:
    guide.run(12).press(Key.Key_Tab)
    assert QApplication.focusWidget() is guide.screen.controls.again
    guide.press(Key.Key_Space)
    guide.press(Key.Key_Return)
    assert [reason for _leg, _held, reason in guide.holds()] == ["repeated", "repeated"]
    guide.press(Key.Key_Right)
    assert guide.holds()[-1][2] == "skipped"
    assert QApplication.focusWidget() is guide.screen.controls.again


def test_a_click_leaves_space_to_the_screen(guide: Guide, qtbot: QtBot) -> None:
    guide.run(12)
    qtbot.mouseClick(guide.screen.controls.longer, Qt.MouseButton.LeftButton)
    guide.press(Key.Key_Space)
    assert guide.phase == "paused"


def test_keys_with_control_belong_to_the_window(guide: Guide) -> None:
    guide.run(12).press(Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert guide.left_in_all() == "1 min 6 s left in all"


# -- the ways out ----------------------------------------------------------------------------------------


def test_pain_ends_the_hold_and_offers_safety(guide: Guide) -> None:
    guide.run(22)
    guide.screen.controls.pain.click()
    assert guide.holds() == [("left", 12.0, "pain")]
    card = guide.screen.end_card
    assert card is not None and card.safety_button.isVisible()
    assert not guide.screen.end_timer.isActive()
    card.safety_button.click()
    assert "show_safety" in guide.doors.calls.names()
    guide.press(Key.Key_Escape)
    assert guide.left == [True]


def test_stop_and_keep_stores_once_and_gives_the_screen_back(guide: Guide) -> None:
    guide.run(22)
    guide.screen.stop_and_keep()
    guide.screen.stop_and_keep()
    assert guide.holds() == [("left", 12.0, "stopped")]
    assert (guide.left, guide.awake.held) == ([], False)
    assert guide.context.journal.sessions.unfinished() is None


def test_a_guide_that_is_deleted_gives_the_screen_back(tmp_path: Path, qtbot: QtBot) -> None:
    awake = NeverAwake()
    screen = GuideScreen(make_context(tmp_path, qtbot), DAILY, keep_awake=awake, sleeps=NoSleepWatch())
    screen.begin()
    screen.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not awake.held


def test_a_start_that_breaks_gives_the_screen_back(tmp_path: Path, qtbot: QtBot) -> None:
    guide = open_guide(tmp_path, qtbot, begin=False)
    with pytest.raises(ValueError, match="version"):
        guide.screen.resume({"version": 99})
    assert not guide.awake.held


def test_the_quiet_end_closes_by_itself(guide: Guide) -> None:
    guide.run(79)
    assert guide.screen.end_timer.isActive()
    assert guide.screen.end_timer.interval() == END_STAYS_MS == 20_000
    guide.screen.end_timer.timeout.emit()
    assert guide.left == [True]


def test_how_the_calf_feels_is_stored_by_a_digit(guide: Guide) -> None:
    guide.run(79).press(Key.Key_4)
    stored = guide.context.journal.get(Session, guide.screen.runner.session_id)
    assert stored is not None and stored.feel_after == 4
    assert guide.left == []
    guide.press(Key.Key_Escape)
    assert guide.left == [True]


def test_arrows_scroll_the_quiet_end_where_it_is_higher_than_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    guide = open_guide(tmp_path, qtbot, size=(900, 300), scale=2.0)
    guide.run(79)
    end = guide.screen.end
    assert end is not None
    bar = end.view.verticalScrollBar()
    assert bar.maximum() > 0 and bar.value() == 0
    guide.press(Key.Key_Down)
    assert bar.value() > 0 and guide.left == []
    guide.press(Key.Key_Up)
    assert bar.value() == 0


def test_space_closes_the_quiet_end(guide: Guide) -> None:
    guide.run(79).press(Key.Key_Space)
    assert guide.left == [True]


# -- safety, sheets, questions ---------------------------------------------------------------------------


def test_the_line_to_safety_pauses_and_opens_it(guide: Guide) -> None:
    assert guide.screen.parts.safety.isVisible()
    guide.screen.parts.safety.click()
    assert guide.phase == "paused"
    assert "show_safety" in guide.doors.calls.names()
    guide.press(Key.Key_Space).run(11)
    assert not guide.screen.parts.safety.isVisible()


def test_a_sheet_over_the_guide_stops_the_clock_and_takes_the_keys(guide: Guide) -> None:
    guide.run(12)
    sheet = Sheet(guide.context.theme, guide.screen, "Safety", QWidget())
    sheet.open()
    QApplication.processEvents()
    assert guide.phase == "paused"
    guide.press(Key.Key_Right).press(Key.Key_Escape)
    assert (guide.holds(), guide.left) == ([], [])
    guide.press(Key.Key_Space)
    assert guide.phase == "hold"


def test_a_question_takes_the_keyboard_and_goes_on(guide: Guide) -> None:
    guide.run(22).clock.sleep(2400)
    guide.screen.runner.tick()
    question = guide.screen.question
    assert question.isVisible() and not guide.screen.controls.isVisible()
    assert QApplication.focusWidget() is question.buttons[Answer.REPEAT]
    guide.press(Key.Key_Space)
    assert (guide.phase, guide.holds()) == ("get_ready", [("left", 12.0, "slept")])
    assert guide.screen.controls.isVisible() and not question.isVisible()
    assert QApplication.focusWidget() is guide.screen


def test_i_held_on_counts_the_gap(guide: Guide) -> None:
    guide.run(22).clock.advance(5)
    guide.screen.runner.tick()
    guide.screen.question.buttons[Answer.COUNT].click()
    assert guide.phase == "hold"
    assert guide.left_in_all() == "51 s left in all"


def test_throwing_away_can_be_undone(guide: Guide) -> None:
    guide.run(22).clock.sleep(2400)
    guide.screen.runner.tick()
    guide.screen.question.buttons[Answer.DISCARD].click()
    assert (guide.sessions(), guide.left) == ([], [True])
    assert guide.navigator.undo is not None
    guide.navigator.undo()
    assert len(guide.sessions()) == 1


def test_escape_leaves_a_question_too(guide: Guide) -> None:
    guide.run(22).clock.advance(20)
    guide.screen.runner.tick()
    guide.press(Key.Key_Escape)
    assert (guide.left, guide.holds()) == ([True], [("left", 12.0, "stopped")])


# -- killed, full disk -----------------------------------------------------------------------------------


def test_a_killed_session_goes_on_where_it_was_cut_off(guide: Guide, tmp_path: Path, qtbot: QtBot) -> None:
    guide.run(60)  # left done, right at 12 s
    guide.screen.runner.close()
    found = guide.context.journal.sessions.unfinished()
    assert found is not None
    session, row = found
    after = open_guide(tmp_path, qtbot, context=guide.context, begin=False, session_id=session.id)
    after.screen.resume(row.snapshot)
    assert after.phase == "get_ready"
    after.run(41)
    assert [(leg, reason) for leg, _held, reason in after.holds()] == [
        ("left", "done"), ("right", "killed"), ("right", "done"),
    ]  # fmt: skip
    assert after.holds()[1][1] == pytest.approx(12, abs=1)
    assert [entry.outcome for entry in after.sessions()] == [Outcome.DONE]


def full(*_args: object, **_named: object) -> None:
    """Stands for every write while the disk is full."""
    raise UserError("The disk is full.")


def test_a_full_disk_is_said_and_costs_nothing_once_there_is_room(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide.run(12)
    with monkeypatch.context() as patch:
        patch.setattr(type(guide.context.journal), "write", full)
        patch.setattr(type(guide.context.journal.sessions), "progress", full)
        patch.setattr(type(guide.context.journal.sessions), "phase_changed", full)
        guide.run(30)
        strip = guide.screen.parts.strip
        assert strip.isVisible()
        assert strip.text.text() == "Not saved yet: The disk is full. The stretch goes on."
        assert guide.phase == "swap"
        assert cut_texts(guide.screen) == []
    guide.run(2)
    assert not guide.screen.parts.strip.isVisible()
    assert guide.holds() == [("left", 30.0, "done")]


def test_what_is_not_saved_when_the_guide_goes_waits_in_the_window(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide.run(22)
    asked: list[object] = []
    monkeypatch.setattr(guide.navigator, "set_message", lambda *given: asked.append(given))
    with monkeypatch.context() as patch:
        patch.setattr(type(guide.context.journal), "write", full)
        guide.press(Key.Key_Escape)
    assert guide.left == [True]
    key, text, _action, retry = asked[0]  # type: ignore[misc]
    assert (key, text) == ("session_not_saved", "The last stretch is not saved yet: The disk is full.")
    assert guide.holds() == []
    retry()
    assert guide.holds() == [("left", 12.0, "stopped")]
    assert asked[-1] == ("session_not_saved", "")


# -- cues for the eye, being seen ------------------------------------------------------------------------


def test_every_cue_has_a_word_and_a_pulse(guide: Guide) -> None:
    guide.context.theme.set_reduced_motion(False)
    guide.run(10)
    assert guide.screen.parts.line.text().startswith("Hold now.")
    guide.run(0.2, tick_s=0.1)
    assert guide.screen._pulse.step > 0
    guide.run(0.8, tick_s=0.1)
    assert guide.screen._pulse.step == 0
    guide.run(3)
    assert guide.screen.parts.line.text().startswith("Feel it in your calf.")


def test_many_presses_make_one_pulse_at_a_time(guide: Guide) -> None:
    guide.context.theme.set_reduced_motion(False)
    rises, before = 0, 0
    guide.run(12)
    for _tenth in range(40):
        guide.press(Key.Key_Left).run(0.1, tick_s=0.1)
        step = guide.screen._pulse.step
        rises, before = rises + (step > before), step
    assert 1 <= rises <= 3 * 4


def test_reduced_motion_leaves_the_word_alone(guide: Guide) -> None:
    guide.run(10.1, tick_s=0.1)
    assert guide.screen.parts.line.text().startswith("Hold now.")
    assert guide.screen._pulse.step == 0


def test_nothing_is_painted_while_nobody_sees_it(guide: Guide) -> None:
    guide.run(12)
    guide.screen.hide()
    paints = [painted(part) for part in (guide.screen, guide.screen.parts.ring, guide.screen.parts.sentence)]
    guide.run(35)
    QApplication.processEvents()
    assert [len(times) for times in paints] == [0, 0, 0]
    assert guide.tones.played[-2:] == ["half", "swap"]
    guide.screen.show()
    QApplication.processEvents()
    assert guide.sentence() == "RIGHT. Lift the toes, heel down."


def test_hidden_it_ticks_once_a_second(guide: Guide) -> None:
    guide.run(12)
    assert guide.screen.runner._timer.interval() <= 101
    guide.screen.hide()
    assert guide.screen.runner._timer.interval() >= 1000


@pytest.mark.parametrize(("speed", "milliseconds"), [(1, 101), (10, 21), (60, 18)])
def test_a_fast_demo_clock_is_ticked_often_enough(
    tmp_path: Path, qtbot: QtBot, speed: float, milliseconds: int
) -> None:
    context = make_context(tmp_path, qtbot)._replace(clock=FastClock(speed))
    runner = SessionRunner(context.journal, context.clock, context.tones, DAILY)
    runner.begin()
    assert milliseconds - 2 <= runner._timer.interval() <= milliseconds
    runner.close()


# -- looks -----------------------------------------------------------------------------------------------

ROUTINES = [DAILY, BEFORE_BED, Routine("My evening stretch", hold_s=120)]


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize(
    "routine", [ROUTINES[0], *(pytest.param(each, marks=pytest.mark.slow) for each in ROUTINES[1:])]
)
@pytest.mark.parametrize("second", [2, 12, pytest.param(160, marks=pytest.mark.slow)])
def test_digits_and_sentence_are_large_and_nothing_is_cut(
    tmp_path: Path, qtbot: QtBot, width: int, height: int, scale: float, routine: Routine, second: int
) -> None:
    guide = open_guide(tmp_path, qtbot, routine, size=(width, height), scale=scale)
    guide.run(second)
    if guide.screen.end_card is None:
        parts = guide.screen.parts
        assert parts.ring.digit_height() >= height / 4
        assert parts.sentence.font_px() >= height / 14
        assert parts.sentence.height_for(parts.sentence.width()) <= parts.sentence.height()
        assert all(button.height() >= 64 and button.width() >= 64 for button in guide.screen.controls.all())
    assert cut_texts(guide.screen) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_questions_and_ends_are_not_cut(tmp_path: Path, qtbot: QtBot, width: int, height: int, scale: float) -> None:
    guide = open_guide(tmp_path, qtbot, size=(width, height), scale=scale)
    guide.run(22).clock.advance(20)
    guide.screen.runner.tick()
    assert cut_texts(guide.screen) == []
    guide.screen.question.buttons[Answer.COUNT].click()
    guide.run(3)
    guide.screen.controls.pain.click()
    assert guide.screen.end_card is not None
    assert cut_texts(guide.screen) == []


def test_the_figure_gives_way_before_the_digits(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    near = open_guide(tmp_path, qtbot, context=context).screen
    context.journal.set_setting(DISTANCE_SETTING, 3)
    far = open_guide(tmp_path, qtbot, context=context).screen
    assert far.parts.sentence.font_px() > near.parts.sentence.font_px()
    assert far.parts.figure.height() < near.parts.figure.height()
    assert far.parts.ring.digit_height() >= 740 / 4
    context.theme.set_scale(2.0)
    far.resize(900, 480)
    assert not far.parts.figure.isVisible()
    assert far.parts.ring.digit_height() >= 480 / 4
    far.resize(1600, 1000)
    assert far.parts.figure.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5, 1.6, 1.7, 1.8])
def test_get_ready_shows_figure_and_way_to_safety_in_the_smallest_window(
    tmp_path: Path, qtbot: QtBot, scale: float
) -> None:
    guide = open_guide(tmp_path, qtbot, size=(900, 560), scale=scale)
    parts = guide.screen.parts
    assert parts.figure.isVisible() and parts.safety.isVisible()
    assert not parts.figure.geometry().intersects(parts.safety.geometry())
    assert "Do not stretch: Safety" in parts.safety.accessibleName()
    before = parts.figure.geometry()
    guide.run(15)
    assert not parts.safety.isVisible() and parts.figure.geometry() == before


def test_line_to_safety_lies_over_nothing_at_the_largest_text(tmp_path: Path, qtbot: QtBot) -> None:
    guide = open_guide(tmp_path, qtbot, size=(900, 510), scale=2.0)  # with the line of the demo above
    parts = guide.screen.parts
    place = parts.safety.geometry()
    others = [parts.sentence, parts.line, parts.ring, parts.controls]
    assert [other for other in others if other.geometry().intersects(place)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [*SIZES, (1120, 740, 1.3), (1120, 740, 1.4), (1120, 740, 1.6), (1120, 740, 1.8), (1120, 740, 2.0)],
)
def test_the_picture_stays_and_keeps_its_size_while_buttons_fold_away(
    tmp_path: Path, qtbot: QtBot, width: int, height: int, scale: float
) -> None:
    guide = open_guide(tmp_path, qtbot, BEFORE_BED, size=(width, height), scale=scale)
    parts, controls, places = guide.screen.parts, guide.screen.controls, set()
    for _moment in range(10):
        guide.run(5)
        places.add((parts.figure.geometry().getRect(), parts.figure._placing().m11(), parts.ring.geometry().getRect()))
        assert parts.figure.isVisible() and parts.soles.isVisible()
        assert parts.ring.digit_height() >= height / 4
        assert all(button.isVisible() for button in (controls.pause, controls.pain, controls.stop))
        assert not parts.line.text().startswith("·") and "\n·" not in parts.line.text()
    assert len(places) == 1
    assert cut_texts(guide.screen) == []


def test_a_line_too_long_breaks_between_its_sentences(tmp_path: Path, qtbot: QtBot) -> None:
    line = open_guide(tmp_path, qtbot).screen.parts.line
    line.say("Feel it in your calf.", "Next: right leg")
    assert line.text() == "Feel it in your calf.  ·  Next: right leg"
    line.resize(200, 200)
    assert line.text() == "Feel it in your calf.\nNext: right leg"


def test_mirrored_the_buttons_turn_and_the_words_stay(tmp_path: Path, qtbot: QtBot) -> None:
    guide = open_guide(tmp_path, qtbot)
    controls = guide.screen.controls
    assert controls.again.x() < controls.stop.x()
    guide.screen.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    guide.screen.resize(1121, 741)
    assert controls.again.x() > controls.stop.x()
    assert guide.screen.parts.ring.x() < guide.screen.parts.figure.x()


def test_everything_has_a_name(guide: Guide) -> None:
    for button in guide.screen.controls.all():
        assert button.accessibleName()
    assert guide.screen.parts.figure.accessibleDescription()
    assert guide.screen.parts.soles.accessibleDescription()


# -- stopped before anything was held ----------------------------------------------------------------------


def test_stopped_within_get_ready_nothing_is_kept(guide: Guide) -> None:
    guide.run(4).press(Key.Key_Escape)
    assert guide.left == [True]
    assert guide.sessions() == []
    assert guide.context.journal.sessions.unfinished() is None
    assert guide.navigator.calls.last("say") == ("Nothing was held yet, so nothing is kept.",)


def test_this_hurts_within_get_ready_is_kept(guide: Guide) -> None:
    guide.run(4)
    guide.screen.controls.pain.click()
    (session,) = guide.sessions()
    assert session.outcome is Outcome.PARTIAL
