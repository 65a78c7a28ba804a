"""The forms of an activity and of a stretch, with a real diary: few clicks, nothing lost, impossible values refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.record import Source
from calfstretch.domain.routine import BEFORE_BED, DAILY
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.ui.context import Context
from calfstretch.ui.day.activity_form import ActivityForm
from calfstretch.ui.day.session_form import SessionForm
from calfstretch.ui.widgets.sheet import Sheet
from tests.domain.guided import Guided
from tests.ui.screens import (
    PAGE_SIZES,
    dressed,
    fill_disk,
    free_disk,
    in_sheet,
    key,
    on,
    press,
    reported,
    said,
    seen,
    settle,
    take_back,
)
from tests.ui.text_fits import cut_texts

FRIDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 22)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return dressed(tmp_path, qtbot, qapp)


def opened(context: Context, qtbot: QtBot, form: QWidget) -> Sheet:
    return in_sheet(context, qtbot, form, 936, 740, wide=False)


def texts(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]


def activities(context: Context, day: date) -> tuple[Activity, ...]:
    return context.journal.days.entries(day).activities


def ctrl_enter(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_enter_saves_an_activity_from_its_note(context: Context, qtbot: QtBot) -> None:
    form = ActivityForm(context)
    sheet = opened(context, qtbot, form)
    press(sheet, "Run")
    ctrl_enter(form.note.edit)
    assert len(activities(context, SUNDAY)) == 1


def test_ctrl_enter_saves_a_stretch_from_the_save_button(context: Context, qtbot: QtBot) -> None:
    form = SessionForm(context)
    opened(context, qtbot, form)
    ctrl_enter(form.save)
    assert len(context.journal.everything(Session)) == 1


def test_esc_in_the_typed_time_closes_that_field_alone(context: Context, qtbot: QtBot) -> None:
    form = ActivityForm(context)
    opened(context, qtbot, form)
    form.when.chips.chip("typed").click()
    QTest.keyClicks(form.when.field, "18")
    QTest.keyClick(form.when.field, Qt.Key.Key_Escape)
    assert form.isVisible() and not form.when.field.isVisible()
    assert form.when.moment() == context.journal.now()


# -- activity --------------------------------------------------------------------------------------------


def test_kind_and_save_are_enough(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, ActivityForm(context))
    press(sheet, "Run")
    press(sheet, "Save")
    stored = activities(context, SUNDAY)[0]
    assert (stored.kind, stored.minutes, stored.effort, stored.note) == (ActivityKind.RUN, None, None, "")
    assert stored.at == context.journal.now()
    assert said(context) == "Activity noted"
    take_back(context)
    assert activities(context, SUNDAY) == ()


def test_all_of_it_by_keyboard_alone(context: Context, qtbot: QtBot) -> None:
    form = ActivityForm(context)
    opened(context, qtbot, form)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Space)  # walk
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Space)  # 30 minutes
    key(Qt.Key.Key_Tab)  # the field for another number
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_7)
    form.save.setFocus()
    key(Qt.Key.Key_Space)
    stored = activities(context, SUNDAY)[0]
    assert (stored.kind, stored.minutes, stored.effort) == (ActivityKind.WALK, 30, 7)


def test_another_number_of_minutes_replaces_the_chip(context: Context, qtbot: QtBot) -> None:
    form = ActivityForm(context)
    sheet = opened(context, qtbot, form)
    press(sheet, "Hike")
    form.minutes.chip(30).click()
    form.minutes_field.setFocus()
    qtbot.keyClicks(form.minutes_field, "200")
    assert form.minutes.value() is None
    press(sheet, "Save")
    assert activities(context, SUNDAY)[0].minutes == 200


def test_without_a_kind_nothing_is_stored_and_it_is_said_beside_the_field(context: Context, qtbot: QtBot) -> None:
    form = ActivityForm(context)
    sheet = opened(context, qtbot, form)
    form.minutes.chip(30).click()
    press(sheet, "Save")
    assert form.complaint.isVisible()
    assert QApplication.focusWidget() in form.kind.buttons
    assert activities(context, SUNDAY) == ()
    press(sheet, "Swim")
    assert not form.complaint.isVisible()


@pytest.mark.parametrize("typed", ["1441", "-5", "half an hour"])
def test_impossible_minutes_are_said_beside_the_field_and_kept(context: Context, qtbot: QtBot, typed: str) -> None:
    form = ActivityForm(context)
    sheet = opened(context, qtbot, form)
    press(sheet, "Run")
    form.minutes_field.setText(typed)
    press(sheet, "Save")
    assert form.minutes_complaint.isVisible()
    assert form.minutes_field.text() == typed
    assert activities(context, SUNDAY) == ()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("23:00", "That time has not come yet."),
        ("25:00", "A time such as 18:30 is needed."),
        ("", "A time such as 18:30 is needed."),
        ("soon", "A time such as 18:30 is needed."),
    ],
)
def test_impossible_times_are_said_beside_the_field(context: Context, qtbot: QtBot, typed: str, complaint: str) -> None:
    form = ActivityForm(context)
    sheet = opened(context, qtbot, form)
    press(sheet, "Run")
    press(sheet, "At …")
    qtbot.keyClicks(form.when.field, typed)
    press(sheet, "Save")
    assert form.when.complaint.text() == complaint
    assert activities(context, SUNDAY) == ()
    form.when.field.setText("7.15")
    press(sheet, "Save")
    assert activities(context, SUNDAY)[0].at == on(22, 7, 15)


def test_this_morning_is_offered_once_it_has_come(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, ActivityForm(context))
    press(sheet, "Ride")
    press(sheet, "This morning")
    press(sheet, "Save")
    assert activities(context, SUNDAY)[0].at == on(22, 8)
    context.clock.set_now(on(22, 5).aware)  # type: ignore[attr-defined]
    assert "This morning" not in seen(opened(context, qtbot, ActivityForm(context)))


def test_on_an_earlier_day_noon_stands_in_and_is_marked(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, ActivityForm(context, day=FRIDAY))
    assert "No time said: noon stands in for it." in texts(sheet)
    press(sheet, "Run")
    press(sheet, "Save")
    assert activities(context, FRIDAY)[0].at == on(20, 12)


def known_activity(context: Context) -> str:
    activity = Activity(
        at=on(20, 18, 5), kind=ActivityKind.RUN, minutes=52, effort=6, distance_m=9100, source=Source.IMPORTED,
        origin_key="watch:1", note="Hills",
    )  # fmt: skip
    return context.journal.write("add activities", [activity]).ids[0]


def test_a_known_activity_keeps_what_the_form_does_not_show(context: Context, qtbot: QtBot) -> None:
    which = known_activity(context)
    form = ActivityForm(context, activity_id=which)
    sheet = opened(context, qtbot, form)
    assert form.minutes_field.text() == "52"
    form.effort.buttons[8].click()
    press(sheet, "Save")
    stored = context.journal.get(Activity, which)
    assert stored is not None
    assert (stored.effort, stored.distance_m, stored.origin_key, stored.note) == (8, 9100, "watch:1", "Hills")
    assert stored.at == on(20, 18, 5)
    assert stored.source is Source.IMPORTED


def test_an_activity_is_removed_and_brought_back(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, ActivityForm(context, activity_id=known_activity(context)))
    press(sheet, "Remove this activity")
    assert activities(context, FRIDAY) == ()
    take_back(context)
    assert len(activities(context, FRIDAY)) == 1


def test_a_full_disk_keeps_the_form_open_with_what_was_typed(context: Context, qtbot: QtBot) -> None:
    form = ActivityForm(context)
    sheet = opened(context, qtbot, form)
    press(sheet, "Run")
    form.note.edit.setPlainText("Sea wind")
    fill_disk(context.journal)
    press(sheet, "Save")
    assert sheet.isVisible()
    assert form.note.text() == "Sea wind"
    assert "the disk is full" in form.trouble.text()
    assert len(reported(context)) == 1
    free_disk(context.journal)
    press(sheet, "Save")
    assert activities(context, SUNDAY)[0].note == "Sea wind"


def test_escape_leaves_a_new_one_out_of_sight_and_whole(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, ActivityForm(context))
    press(sheet, "Run")
    left: list[str] = []
    sheet.left.connect(left.append)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden() and left == ["Sheet"]
    assert activities(context, SUNDAY) == ()
    sheet.bring_back()
    press(sheet, "Save")
    assert [one.kind for one in activities(context, SUNDAY)] == [ActivityKind.RUN]


def test_an_untouched_form_closes_at_once(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, ActivityForm(context))
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_closing_stores_a_changed_note_of_a_known_activity(context: Context, qtbot: QtBot) -> None:
    which = known_activity(context)
    form = ActivityForm(context, activity_id=which)
    sheet = opened(context, qtbot, form)
    form.note.edit.setPlainText("Hills and mud")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    stored = context.journal.get(Activity, which)
    assert stored is not None and stored.note == "Hills and mud"


# -- stretch ---------------------------------------------------------------------------------------------


def sessions(context: Context, day: date = SUNDAY) -> tuple[Session, ...]:
    return context.journal.days.entries(day).sessions


def holds(context: Context, session: Session, day: date = SUNDAY) -> tuple[Hold, ...]:
    return context.journal.days.entries(day).holds[session.id]


def test_away_from_the_computer_takes_one_press_in_the_form(context: Context, qtbot: QtBot) -> None:
    context.journal.set_setting("routine", BEFORE_BED.to_dict())
    form = SessionForm(context)
    opened(context, qtbot, form)
    assert QApplication.focusWidget() is form.save
    key(Qt.Key.Key_Space)
    session = sessions(context)[0]
    assert (session.purpose, session.source, session.outcome) == ("before_bed", Source.TYPED, Outcome.DONE)
    assert session.ended_at == context.journal.now()
    assert session.ended_at.seconds_since(session.started_at) == BEFORE_BED.total_s()
    assert [(h.round, h.leg, h.held_s, h.end_reason) for h in holds(context, session)] == [
        (n, leg, 30, "done") for n in (1, 2, 3) for leg in ("left", "right")
    ]
    take_back(context)
    assert sessions(context) == ()


def test_what_was_done_can_be_said_otherwise(context: Context, qtbot: QtBot) -> None:
    form = SessionForm(context)
    sheet = opened(context, qtbot, form)
    press(sheet, "This morning")
    press(sheet, "Right alone")
    press(sheet, "45 s")
    form.after.buttons[2].click()
    form.note.edit.setPlainText("By the kitchen worktop")
    press(sheet, "Save")
    session = sessions(context)[0]
    assert (session.started_at, session.feel_before, session.feel_after) == (on(22, 8), None, 2)
    assert session.note == "By the kitchen worktop"
    assert [(h.leg, h.held_s, h.target_origin) for h in holds(context, session)] == [("right", 45, "person")]
    assert context.journal.setting("routine") is None


def test_a_routine_row_always_has_an_answer(context: Context, qtbot: QtBot) -> None:
    form = SessionForm(context)
    opened(context, qtbot, form)
    assert form.plan is not None
    form.plan.hold.chip(30).click()
    assert form.plan.hold.value() == 30


def test_a_stretch_of_an_earlier_day_stands_at_its_noon(context: Context, qtbot: QtBot) -> None:
    sheet = opened(context, qtbot, SessionForm(context, day=FRIDAY))
    press(sheet, "Save")
    assert sessions(context, FRIDAY)[0].started_at == on(20, 12)


def typed_session(context: Context) -> Session:
    form = SessionForm(context)
    form._save()
    return sessions(context)[0]


def test_a_typed_one_can_be_changed_with_its_holds(context: Context, qtbot: QtBot) -> None:
    session = typed_session(context)
    sheet = opened(context, qtbot, SessionForm(context, session_id=session.id))
    press(sheet, "Left alone")
    press(sheet, "Save")
    changed = sessions(context)[0]
    assert changed.id == session.id
    assert changed.routine["leg_order"] == "left_only"
    assert [h.leg for h in holds(context, changed)] == ["left"]
    take_back(context)
    assert [h.leg for h in holds(context, changed)] == ["left", "right"]


def test_changing_the_note_alone_leaves_times_and_holds(context: Context, qtbot: QtBot) -> None:
    session = typed_session(context)
    form = SessionForm(context, session_id=session.id)
    sheet = opened(context, qtbot, form)
    form.note.edit.setPlainText("Cold floor")
    press(sheet, "Save")
    changed = sessions(context)[0]
    assert changed.note == "Cold floor"
    assert (changed.started_at, changed.ended_at) == (session.started_at, session.ended_at)


def timed_session(context: Context) -> Session:
    """A guided one that was stopped 18 s into its second hold."""
    guided = Guided().run(10 + 30 + 8 + 18)
    session = Session(purpose="daily", started_at=on(22, 8, 14), routine=dict(DAILY.to_dict()))
    context.journal.sessions.start(session, {})
    attempts = [Hold.of(session.id, attempt) for attempt in guided.state.attempts]
    second = {**attempts[0].__dict__, "ordinal": 2, "leg": "right", "held_s": 18.0, "end_reason": "stopped"}
    context.journal.sessions.end(session.id, Outcome.PARTIAL, [*attempts, Hold(**second)], on(22, 8, 16))
    return sessions(context)[0]


def test_of_a_timed_one_the_seconds_stand_as_measured(context: Context, qtbot: QtBot) -> None:
    session = timed_session(context)
    form = SessionForm(context, session_id=session.id)
    sheet = opened(context, qtbot, form)
    shown = texts(sheet)
    assert "Left · 30 s of 30 s, done" in shown
    assert "Right · 18 s of 30 s, stopped" in shown
    assert "Today · 08:14 to 08:16 · partial" in shown
    assert form.plan is None and form.when is None
    form.before.buttons[5].click()
    form.note.edit.setPlainText("The doorbell")
    press(sheet, "Save")
    stored = sessions(context)[0]
    assert (stored.feel_before, stored.note, stored.source) == (5, "The doorbell", Source.TIMER)
    assert [hold.held_s for hold in holds(context, stored)] == [30, 18]
    assert stored.outcome is Outcome.PARTIAL


def test_a_stretch_is_removed_and_brought_back_with_its_holds(context: Context, qtbot: QtBot) -> None:
    session = timed_session(context)
    sheet = opened(context, qtbot, SessionForm(context, session_id=session.id))
    press(sheet, "Remove this stretch")
    assert sessions(context) == ()
    take_back(context)
    assert len(holds(context, sessions(context)[0])) == 2


def test_closing_stores_how_a_known_one_felt(context: Context, qtbot: QtBot) -> None:
    session = timed_session(context)
    form = SessionForm(context, session_id=session.id)
    sheet = opened(context, qtbot, form)
    form.after.buttons[3].click()
    sheet.close_sheet()  # the window takes it away, for a cramp
    assert sessions(context)[0].feel_after == 3


def test_a_full_disk_keeps_the_note_of_a_stretch(context: Context, qtbot: QtBot) -> None:
    session = timed_session(context)
    form = SessionForm(context, session_id=session.id)
    sheet = opened(context, qtbot, form)
    form.note.edit.setPlainText("Precious")
    fill_disk(context.journal)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert form.note.text() == "Precious"
    free_disk(context.journal)
    press(sheet, "Save")
    assert sessions(context)[0].note == "Precious"


@pytest.mark.parametrize(("width", "height", "scale"), PAGE_SIZES)
def test_no_text_is_cut(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, width: int, height: int, scale: float
) -> None:
    context = dressed(tmp_path, qtbot, qapp, scale)
    timed = timed_session(context)
    known = known_activity(context)
    for form in (
        ActivityForm(context, day=FRIDAY),
        ActivityForm(context, activity_id=known),
        SessionForm(context),
        SessionForm(context, session_id=timed.id),
    ):
        sheet = in_sheet(context, qtbot, form, width, height, wide=False)
        if isinstance(form, ActivityForm) and form._known is None:
            press(sheet, "At …")
            form.minutes_field.setText("x")
            press(sheet, "Save")
            form.kind.buttons[0].click()
            press(sheet, "Save")
        assert cut_texts(sheet) == [], type(form).__name__
        sheet.close_sheet()
        settle()
