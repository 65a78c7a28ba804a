"""The form of an episode: everything optional but the moment, nothing typed lost, all by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.domain.day import ActivityKind
from calfstretch.domain.episode import Context as Doing
from calfstretch.domain.episode import DurationBand, DurationSource, Episode, Kind
from calfstretch.domain.moment import local_moment
from calfstretch.domain.routine import Leg
from calfstretch.errors import UserError
from calfstretch.ui.context import Context
from calfstretch.ui.dialogs import Question
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.sheet import Sheet
from tests.ui.fakes import make_context
from tests.ui.text_fits import cut_texts

SUNDAY = date(2026, 11, 22)
NIGHT = local_moment(datetime(2026, 11, 22, 2, 14))


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    host = QWidget()
    host.resize(936, 740)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    QApplication.processEvents()
    yield host


def opened(context: Context, host: QWidget, episode_id: str | None = None, day: date | None = None) -> EpisodeForm:
    form = EpisodeForm(context, episode_id, day=day)
    sheet = Sheet(context.theme, host, "Spasm", form, wide=True)
    form.finished.connect(sheet.close_sheet)
    sheet.open()
    QApplication.processEvents()
    return form


def sheet_of(form: EpisodeForm) -> Sheet:
    at: QWidget | None = form
    while not isinstance(at, Sheet):
        assert at is not None
        at = at.parentWidget()
    return at


def all_episodes(context: Context) -> list[Episode]:
    return context.journal.everything(Episode)


def the_episode(context: Context) -> Episode:
    (episode,) = all_episodes(context)
    return episode


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def question(form: EpisodeForm) -> Question:
    (found,) = [child for child in form.findChildren(Question) if child.isVisible()]
    return found


def full_disk(_label: str, *_args: object, **_named: object) -> None:
    raise UserError("Could not be saved: the disk is full.")


# -- a new one -----------------------------------------------------------------------------------------------


def test_saving_untouched_notes_the_moment_and_nothing_else(context: Context, host: QWidget) -> None:
    opened(context, host).done_button.click()
    episode = the_episode(context)
    assert (episode.at, episode.until, episode.draft) == (context.journal.now(), None, False)
    assert (episode.kind, episode.leg, episode.zones, episode.pain) == (Kind.NOT_SAID, None, (), None)
    assert (episode.duration_band, episode.qualities, episode.tried, episode.context) == (None, (), (), None)
    assert (episode.minutes_awake, episode.sore_after, episode.suspected, episode.note) == (None, None, "", "")


def test_an_earlier_spasm_is_logged_by_keyboard_alone(context: Context, host: QWidget, qtbot: QtBot) -> None:
    form = opened(context, host)
    assert form.answers.when.chips.buttons[0].hasFocus()
    press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)  # 15 min
    press(Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)  # leg: right
    press(Qt.Key.Key_Tab, Qt.Key.Key_X)  # pain: ten
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)  # a spasm
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)  # past "Not sure?": stabbing
    press(Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)  # 1 to 3 minutes
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    episode = the_episode(context)
    assert episode.at == context.journal.now().later(-15 * 60)
    assert (episode.leg, episode.pain, episode.kind) == (Leg.RIGHT, 10, Kind.SPASM)
    assert episode.qualities == ("stabbing",)
    assert (episode.duration_band, episode.duration_source) == (DurationBand.FROM_1_TO_3, DurationSource.ESTIMATED)


def test_last_night_is_stored_as_an_interval_of_the_day_before(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.when.chips.chip("night").click()
    form.done_button.click()
    episode = the_episode(context)
    assert episode.until is not None
    assert (episode.at.local, episode.until.local) == (datetime(2026, 11, 21, 22), datetime(2026, 11, 22, 7))
    assert episode.diary_day(4) == date(2026, 11, 21)


def test_a_zone_chooses_the_leg_and_tab_reaches_it(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    for _step in range(60):
        if form.answers.map.button("left", "outer_calf").hasFocus():
            break
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert form.answers.leg.value() == "left"
    form.save()
    assert (the_episode(context).leg, the_episode(context).zones) == (Leg.LEFT, ("left:outer_calf",))


def test_several_in_a_row_are_bound_together(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.more_button.click()
    form.answers.more.several.setText("3")
    form.save()
    noted = all_episodes(context)
    assert len(noted) == 3
    assert len({episode.cluster_id for episode in noted} - {None}) == 1


@pytest.mark.parametrize("by_done", [True, False])
def test_a_draft_was_several_in_a_row_and_one_press_takes_all_of_it_back(
    context: Context, host: QWidget, by_done: bool
) -> None:
    form = opened(context, host, drafted(context))
    form.answers.more_button.click()
    QTest.keyClicks(form.answers.more.several, "3")
    if by_done:
        form.save()
    else:
        sheet_of(form).ask_close()
    noted = all_episodes(context)
    assert len(noted) == 3 and len({episode.cluster_id for episode in noted} - {None}) == 1
    assert sorted(episode.duration_s or 0 for episode in noted) == [0, 0, 110]
    context.navigator.undo()  # type: ignore[attr-defined]
    assert (the_episode(context).cluster_id, the_episode(context).draft) == (None, True)


def test_a_day_of_long_ago_is_taken_without_a_minute(context: Context, host: QWidget) -> None:
    form = opened(context, host, day=date(2026, 11, 10))
    form.save()
    assert the_episode(context).diary_day(4) == date(2026, 11, 10)
    assert the_episode(context).until is not None


def test_two_quick_presses_of_save_note_one(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.save()
    form.save()
    assert len(all_episodes(context)) == 1


def test_two_plain_questions_pick_the_kind_and_it_is_marked(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    kind = form.answers.kind_part
    kind.unsure.click()
    kind.onset.chip("gradual").click()
    assert kind.kind.value() == "tightness" and "Picked from your answers" in kind.picked_line.text()
    kind.lasting.chip("minutes").click()  # the two speak for different things now
    assert kind.kind.value() is None and "different things" in kind.picked_line.text()
    kind.lasting.chip("days").click()
    form.save()
    episode = the_episode(context)
    assert (episode.kind, episode.onset, episode.suggested) == (Kind.TIGHTNESS, "gradual", ("kind",))


def test_what_the_person_chose_over_the_answers_stands(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    kind = form.answers.kind_part
    kind.unsure.click()
    kind.onset.chip("gradual").click()
    kind.kind.chip("spasm").click()
    kind.lasting.chip("days").click()
    assert kind.kind.value() == "spasm" and not kind.picked_line.isVisible()
    form.save()
    assert (the_episode(context).kind, the_episode(context).suggested) == (Kind.SPASM, ())
    again = opened(context, host, the_episode(context).id)
    again.answers.kind_part.unsure.click()
    again.answers.kind_part.lasting.chip("days").click()
    assert the_episode(context).kind is Kind.SPASM


def test_tightness_is_asked_for_in_hours(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.kind_part.kind.chip("tightness").click()
    form.answers.how_long.chips.chip("exact").click()
    assert form.answers.how_long.hours.hasFocus() and len(form.answers.how_long.chips.buttons) == 1
    QTest.keyClicks(form.answers.how_long.hours, "30")
    assert not form.answers._long_flag.isVisible()
    form.save()
    assert (the_episode(context).duration_s, the_episode(context).duration_source) == (108_000, DurationSource.TYPED)


def test_a_word_is_explained_where_it_is_looked_at(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    chip = form.answers.feel.chips.chip("hardness")
    assert "knot" in chip.toolTip() and "knot" in chip.accessibleDescription()
    chip.setFocus()
    assert form.answers.feel.meaning.text().startswith("hard: ")
    for value in ("hardness", "shooting"):
        form.answers.feel.chips.chip(value).click()
    form.save()
    assert the_episode(context).qualities == ("shooting", "hardness")


def test_a_block_of_the_night_is_no_false_minute(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    assert not form.answers.when.parts.isVisible()
    form.answers.when.chips.chip("night").click()
    form.answers.when.parts.chip(3).click()
    form.save()
    episode = the_episode(context)
    assert episode.until is not None
    assert (episode.at.local, episode.until.local) == (datetime(2026, 11, 22, 4), datetime(2026, 11, 22, 7))
    # After the day's begin sleep alone says that it belongs to the night before.
    assert (episode.context, episode.suggested) == (Doing.ASLEEP, ("context",))
    assert episode.diary_day(4) == date(2026, 11, 21)


def test_what_the_person_was_doing_follows_the_moment_until_it_is_touched(context: Context, host: QWidget) -> None:
    run = local_moment(datetime(2026, 11, 22, 7, 45))
    context.journal.days.add_activity(ActivityKind.RUN, 30, at=run)
    form = opened(context, host)
    assert form.answers.more.suggested_doing() is Doing.WITHIN_HOUR
    assert "after exercise (suggested)" in form.answers._more_words.text()
    form.answers.when.chips.chip("ago:60").click()
    assert form.answers.more.suggested_doing() is Doing.EXERCISING
    form.answers.more_button.click()
    form.answers.more.doing.chip("resting").click()
    form.answers.when.chips.chip("now").click()
    assert form.answers.more.doing.value() == "resting"
    form.save()
    assert (the_episode(context).context, the_episode(context).suggested) == (Doing.RESTING, ())


# -- a typed moment ------------------------------------------------------------------------------------------


def typed(form: EpisodeForm, day: date, time: str) -> None:
    form.answers.when.chips.chip("other").click()
    for shown in (day.replace(day=1), day):
        form.answers.when.typed.day.edit.setDate(QDate(shown.year, shown.month, shown.day))
    field = form.answers.when.typed.time
    field.clear()
    QTest.keyClicks(field, time)


def test_a_typed_moment_is_taken(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    typed(form, date(2026, 11, 3), "214")
    form.save()
    assert the_episode(context).at.local == datetime(2026, 11, 3, 2, 14)


@pytest.mark.parametrize(
    ("now", "time", "at", "said"),
    [
        (datetime(2026, 11, 22, 3, 37), "2:14", datetime(2026, 11, 22, 2, 14), "In the night to Sunday 22 November"),
        (datetime(2026, 11, 22, 3, 37), "23:30", datetime(2026, 11, 21, 23, 30), "Counts for Saturday 21 November."),
        (datetime(2026, 11, 22, 9), "9:01", datetime(2026, 11, 21, 9, 1), "Counts for Saturday 21 November."),
    ],
)  # fmt: skip
def test_a_time_alone_is_the_latest_that_has_passed_and_its_day_is_said(
    context: Context, host: QWidget, now: datetime, time: str, at: datetime, said: str
) -> None:
    clock = context.journal.clock
    assert isinstance(clock, FakeClock)
    clock.advance((local_moment(now).aware - clock.now()).total_seconds())
    form = opened(context, host)
    form.answers.when.chips.chip("other").click()
    QTest.keyClicks(form.answers.when.typed.time, time)
    assert said in form.answers.when.counts.text() and form.answers.when.counts.isVisible()
    form.save()
    assert the_episode(context).at.local == at


def test_a_time_alone_on_an_earlier_day_lies_on_that_diary_day(context: Context, host: QWidget) -> None:
    form = opened(context, host, day=date(2026, 11, 10))
    form.answers.when.chips.chip("other").click()
    QTest.keyClicks(form.answers.when.typed.time, "2:14")
    form.save()
    assert the_episode(context).at.local == datetime(2026, 11, 11, 2, 14)
    assert the_episode(context).diary_day(4) == date(2026, 11, 10)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_doubled_hour_is_asked_about(context: Context, host: QWidget, fold: int) -> None:
    form = opened(context, host)
    typed(form, date(2026, 10, 25), "2:30")
    assert form.answers.when.typed.which.isVisible()
    form.save()
    assert all_episodes(context) == []
    assert "came twice" in form.answers.when.typed.complaint.text()
    form.answers.when.typed.which.chip(fold).click()
    form.save()
    assert the_episode(context).at == local_moment(datetime(2026, 10, 25, 2, 30), fold=fold)


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        (date(2026, 3, 29), "2:30", "the clocks went forward"),
        (SUNDAY, "9:01", "still to come"),
        (SUNDAY, "25:00", "A time such as"),
        (SUNDAY, "noon", "A time such as"),
        (SUNDAY, "", "A time is needed"),
    ],
)
def test_a_moment_that_cannot_be_is_said_beside_the_field(
    context: Context, host: QWidget, day: date, time: str, said: str
) -> None:
    form = opened(context, host)
    typed(form, day, time)
    form.save()
    assert said in form.answers.when.typed.complaint.text()
    assert form.answers.when.typed.complaint.isVisible()
    assert all_episodes(context) == []


# -- a known one ---------------------------------------------------------------------------------------------


def drafted(context: Context) -> str:
    episode = context.journal.episodes.begin(NIGHT)
    context.journal.episodes.eased(episode.id, 110)
    return episode.id


def in_sight(form: EpisodeForm, part: QWidget) -> bool:
    """Whether the whole of it can be seen without scrolling."""
    return form.viewport().rect().contains(QRect(part.mapTo(form.viewport(), QPoint(0, 0)), part.size()))


def test_a_draft_is_described_in_four_clicks(context: Context, host: QWidget) -> None:
    """Leg, intensity, feel, Done, none of them behind a scroll bar. Story 4.2 A, the morning."""
    host.resize(936, 704)  # a window of 1120x740 without its rail and strip
    form = opened(context, host, drafted(context))
    QApplication.processEvents()
    clicked = [
        form.answers.leg.chip("left"),
        form.answers.pain.buttons[7],
        form.answers.feel.chips.chip("hardness"),
        form.done_button,
    ]
    assert all(in_sight(form, chip) for chip in form.answers.feel.chips.buttons)
    for button in clicked:
        assert button is form.done_button or in_sight(form, button)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(clicked) == 4
    episode = the_episode(context)
    assert (episode.draft, episode.leg, episode.pain, episode.duration_s) == (False, Leg.LEFT, 7, 110)
    assert (episode.qualities, episode.duration_source) == (("hardness",), DurationSource.TIMED)


def test_with_the_leg_said_on_today_the_keyboard_begins_at_the_pain(context: Context, host: QWidget) -> None:
    episode_id = drafted(context)
    context.journal.episodes.set_leg(replace(the_episode(context), leg=Leg.LEFT))
    form = opened(context, host, episode_id)
    press(Qt.Key.Key_7)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)  # kind, "Not sure?", feel: shooting
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible()
    assert (the_episode(context).pain, the_episode(context).qualities) == (7, ("shooting",))


def test_a_known_one_says_when_it_was_entered_and_changed(context: Context, host: QWidget) -> None:
    episode_id = drafted(context)
    context.journal.episodes.save(the_episode(context))
    entered = the_episode(context).entered_at
    clock = context.journal.clock
    assert isinstance(clock, FakeClock)
    clock.advance(3600)
    form = opened(context, host, episode_id)
    form.answers.pain.buttons[3].click()
    form.save()
    assert the_episode(context).entered_at == entered
    again = opened(context, host, episode_id)
    assert again.answers.trail.text() == "Entered 09:00, changed 10:00"


def test_the_stretch_of_the_relief_is_filled_in_as_suggested_until_touched(context: Context, host: QWidget) -> None:
    episode_id = drafted(context)
    form = opened(context, host, episode_id)
    assert form.answers.more.tried.pairs() == (("stretch", "yes"),)
    form.answers.pain.buttons[5].click()
    form.save()
    assert the_episode(context).suggested == ("context", "tried")
    assert the_episode(context).context is Doing.ASLEEP
    again = opened(context, host, episode_id)
    again.answers.more.tried.helped["stretch"].chip("a_bit").click()
    again.save()
    assert the_episode(context).suggested == ("context",)
    assert the_episode(context).tried == (("stretch", "a_bit"),)


def test_closing_keeps_what_was_changed_and_one_press_takes_all_of_it_back(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.answers.leg.chip("right").click()
    form.answers.pain.buttons[4].click()
    press(Qt.Key.Key_Escape)
    episode = the_episode(context)
    assert (episode.leg, episode.pain, episode.draft) == (Leg.RIGHT, 4, False)
    context.navigator.undo()  # type: ignore[attr-defined]
    episode = the_episode(context)
    assert (episode.leg, episode.pain, episode.context, episode.draft) == (None, None, None, True)


def test_each_answer_of_a_known_one_is_on_disk_before_the_next(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.answers.leg.chip("right").click()
    assert the_episode(context).leg is Leg.RIGHT
    form.answers.pain.buttons[4].click()
    assert (the_episode(context).pain, the_episode(context).draft) == (4, True)
    form.answers.pain.buttons[4].click()  # taken back
    assert (the_episode(context).pain, the_episode(context).leg) == (None, Leg.RIGHT)


def test_a_note_is_stored_while_it_is_typed_and_the_word_saved_is_true(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.answers.more_button.click()
    QTest.keyClicks(form.answers.more.note.edit, "salt")
    assert form._timer.isActive() and form._timer.interval() < 2000
    assert "Saved" not in form.head.subtitle.text()
    form._timer.timeout.emit()
    assert the_episode(context).note == "salt"
    assert form.head.subtitle.text().startswith("Saved.")


def test_undo_while_the_form_is_open_is_shown_in_it(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.answers.leg.chip("right").click()
    form.answers.pain.buttons[4].click()
    context.journal.undo()
    assert (form.answers.leg.value(), form.answers.pain.value()) == ("right", None)
    context.journal.undo()
    assert form.answers.leg.value() is None
    sheet_of(form).ask_close()
    assert (the_episode(context).leg, the_episode(context).draft) == (None, True)


def test_a_half_typed_length_leaves_the_timed_one_on_disk(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.answers.how_long.chips.chip("exact").click()
    assert the_episode(context).duration_s == 110
    QTest.keyClicks(form.answers.how_long.minutes, "4")
    form._timer.timeout.emit()
    assert (the_episode(context).duration_s, the_episode(context).duration_source) == (240, DurationSource.TYPED)


def test_a_length_that_is_taken_out_again_is_none_at_done(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.answers.how_long.chips.chip("exact").click()
    QTest.keyClicks(form.answers.how_long.minutes, "4")
    form._timer.timeout.emit()
    form.answers.how_long.minutes.clear()
    QTest.keyClicks(form.answers.how_long.minutes, "4")
    QTest.keyClick(form.answers.how_long.minutes, Qt.Key.Key_Backspace)
    form._timer.timeout.emit()
    assert the_episode(context).duration_s == 240
    form.save()
    assert (the_episode(context).duration_s, the_episode(context).duration_source) == (None, None)


def test_a_zone_of_the_other_leg_makes_it_both(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.answers.leg.chip("right").click()
    form.answers.map.button("left", "outer_calf").click()
    assert form.answers.leg.value() == "both"
    assert (the_episode(context).leg, the_episode(context).zones) == (Leg.BOTH, ("left:outer_calf",))


def test_ctrl_enter_saves_from_the_button_beside_the_title(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.done_button.setFocus()
    QTest.keyClick(form.done_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(all_episodes(context)) == 1


def test_looking_writes_nothing(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    before = the_episode(context)
    sheet_of(form).ask_close()
    assert the_episode(context) == before


def test_what_another_screen_wrote_meanwhile_stays(context: Context, host: QWidget) -> None:
    episode = context.journal.episodes.begin(NIGHT)
    form = opened(context, host, episode.id)
    context.journal.episodes.eased(episode.id, 38)
    form.answers.pain.buttons[4].click()
    form.save()
    assert (the_episode(context).eased_after_s, the_episode(context).pain) == (38, 4)


def test_removing_offers_the_way_back(context: Context, host: QWidget) -> None:
    form = opened(context, host, drafted(context))
    form.remove_button.click()
    assert all_episodes(context) == []
    assert context.navigator.calls.last("say") == ("Spasm removed",)  # type: ignore[attr-defined]
    context.navigator.undo()  # type: ignore[attr-defined]
    assert len(all_episodes(context)) == 1


# -- closing a new one ---------------------------------------------------------------------------------------


def test_an_untouched_new_one_closes_without_a_word(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    assert form.may_close()
    assert all_episodes(context) == []


def test_esc_on_a_new_one_asks_and_saves(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.leg.chip("left").click()
    press(Qt.Key.Key_Escape)
    assert all_episodes(context) == []
    QTest.keyClick(question(form).buttons[0], Qt.Key.Key_Return)
    assert the_episode(context).leg is Leg.LEFT


def test_esc_in_the_question_goes_back_to_the_form(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.leg.chip("left").click()
    assert not form.may_close()
    question(form).reject()
    assert form.isVisible() and form.answers.leg.value() == "left"


def test_what_the_window_takes_away_stays_as_a_draft(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.more_button.click()
    form.answers.more.note.edit.setPlainText("after the long run")
    sheet_of(form).close_sheet()
    assert (the_episode(context).note, the_episode(context).draft) == ("after the long run", True)


# -- the disk ------------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_beside_save_and_the_text_stays(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = opened(context, host)
    form.answers.more_button.click()
    form.answers.more.note.edit.setPlainText("two pillows helped")
    with monkeypatch.context() as patch:
        patch.setattr(context.journal, "write", full_disk)
        form.done_button.click()
    assert form.head.trouble.isVisible() and "the disk is full" in form.head.trouble.text()
    assert form.answers.more.note.text() == "two pillows helped"
    form.done_button.click()
    assert the_episode(context).note == "two pillows helped"


def test_a_full_disk_keeps_the_sheet_of_a_known_one_open(
    context: Context, host: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = opened(context, host, drafted(context))
    form.answers.pain.buttons[3].click()
    with monkeypatch.context() as patch:
        patch.setattr(context.journal, "write", full_disk)
        press(Qt.Key.Key_Escape)
    assert form.isVisible() and form.head.trouble.isVisible()


# -- signs, numbers, text ------------------------------------------------------------------------------------


def test_over_ten_minutes_shows_the_sign_and_holds_nothing_up(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.how_long.chips.chip("over_10").click()
    assert form.answers._long_flag.isVisible()
    form.answers.how_long.chips.chip("1_3").click()
    assert not form.answers._long_flag.isVisible()
    form.answers.how_long.chips.chip("exact").click()
    QTest.keyClicks(form.answers.how_long.minutes, "11")
    assert form.answers._long_flag.isVisible()
    form.save()
    assert (the_episode(context).duration_s, the_episode(context).duration_source) == (660, DurationSource.TYPED)


def test_a_number_that_cannot_be_read_is_said_and_kept(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    form.answers.more_button.click()
    form.answers.more.awake.setText("a while")
    form.answers.more.awake.editingFinished.emit()
    form.save()
    assert all_episodes(context) == []
    assert "minutes" in form.head.trouble.text()
    assert form.answers.more.awake.text() == "a while"


def test_more_remembers_that_it_stands_open(context: Context, host: QWidget) -> None:
    form = opened(context, host)
    assert not form.answers.more.isVisible()
    form.answers.more_button.click()
    assert opened(context, host).answers.more.isVisible()


@pytest.mark.parametrize("note", ["<b>bold</b> & more", "🦵🏽 e\u0301 \u202eabc", "a\0b\ud800c", "line\n" * 50])
def test_any_text_comes_back_as_typed(context: Context, host: QWidget, note: str) -> None:
    form = opened(context, host)
    form.answers.more_button.click()
    form.answers.more.note.edit.insertPlainText(note.replace("\ud800", ""))
    form.answers.more.suspected.setText("<i>salt</i>")
    form.save()
    assert the_episode(context).note == note.replace("\0", "").replace("\ud800", "")
    assert the_episode(context).suspected == "<i>salt</i>"


@pytest.mark.parametrize("width", [820, 936, 1300])
def test_the_map_takes_the_room_the_scale_leaves_it(context: Context, host: QWidget, width: int) -> None:
    host.resize(width, 740)
    form = opened(context, host)
    # Through the layout's own passes: the card's width decides the map's height.
    QApplication.processEvents()
    share = form.answers.map.parentWidget().width() / form.answers.width()
    assert 0.30 <= share <= 0.41
    rows = {button.mapTo(form, button.rect().topLeft()).y() for button in form.answers.pain.buttons}
    assert len(rows) == (2 if width == 820 else 1)
    assert form.answers.map.width() * 1.05 <= form.answers.map.height() <= form.answers.map.width() * 1.5


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "scale"), [(820, 560, 1.0), (936, 740, 1.0), (1120, 800, 2.0)])
@pytest.mark.parametrize("known", [False, True])
def test_nothing_is_cut(
    context: Context, host: QWidget, theme: Theme, width: int, height: int, scale: float, known: bool
) -> None:
    theme.set_scale(scale)
    context.theme.set_scale(scale)
    host.resize(width, height)
    form = opened(context, host, drafted(context) if known else None)
    form.answers.more_button.click()
    form.answers.kind_part.unsure.click()
    form.answers.how_long.chips.chip("over_10").click()
    form.answers.more.doing.chip("walking").click()
    typed(form, date(2026, 10, 25), "2:30")
    form.save()
    assert cut_texts(host) == []
    form._settled = True
