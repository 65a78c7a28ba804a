"""Every screen and state of the program, each built the way the person comes to it, for the rules all must keep."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.desktop.keep_awake import NeverAwake
from calfstretch.desktop.sleep_watch import NoSleepWatch
from calfstretch.desktop.tones import SilentTones
from calfstretch.diary_lines import DiaryLines, synchronised_words
from calfstretch.domain.day import FIRST_USED_SETTING, Activity, ActivityKind, CheckIn, DayItem, Item, Pause
from calfstretch.domain.episode import Context as Doing
from calfstretch.domain.episode import DurationBand, Episode, Kind
from calfstretch.domain.found import Units
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.person import NotedOf, Programme, SavedRoutine, Tag, TagKind
from calfstretch.domain.routine import BEFORE_BED, DAILY, Leg, Routine, TargetOrigin
from calfstretch.domain.session_log import Session
from calfstretch.domain.session_state import Command
from calfstretch.journal import Journal
from calfstretch.journal.bringing_in import Assumptions, Covered, Line, Plan, Verdict
from calfstretch.journal.copies import choose_second
from calfstretch.storage.backup import make_copy
from calfstretch.storage.database import open_diary
from calfstretch.ui import dialogs
from calfstretch.ui.bring_in.sheet import BringInSheet
from calfstretch.ui.bring_in.work import Compared
from calfstretch.ui.context import Context
from calfstretch.ui.day.activity_form import ActivityForm
from calfstretch.ui.distance import DISTANCE_SETTING
from calfstretch.ui.doors import WindowDoors
from calfstretch.ui.drop import FileDrops
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.guide.distance_line import DistanceLine
from calfstretch.ui.guide.screen import GuideScreen
from calfstretch.ui.history.more_tools import RANGE, MoreTools
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.insights.goes_with.section import GoesWith
from calfstretch.ui.insights.screen import InsightsScreen
from calfstretch.ui.learn.screen import LearnScreen
from calfstretch.ui.lock_screen import LockScreen
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.pending import waiting_words
from calfstretch.ui.relief.screen import ReliefScreen
from calfstretch.ui.restore.sheet import RestoreSheet
from calfstretch.ui.routines.programme_form import ProgrammeForm
from calfstretch.ui.routines.sheet import RoutineSheet
from calfstretch.ui.settings.screen import SettingsScreen
from calfstretch.ui.settings.tags import TagsPart
from calfstretch.ui.share.bedside import BedsideContent
from calfstretch.ui.share.screen import ShareScreen
from calfstretch.ui.share.state import TICKS, Preset
from calfstretch.ui.start_problem import StartProblem
from calfstretch.ui.today.screen import FIRST_RUN_SETTING, TodayScreen
from calfstretch.ui.week.sheet import WeekSheet
from calfstretch.ui.week.state import Column, Place
from calfstretch.ui.widgets.buttons import SecondaryButton
from calfstretch.ui.widgets.fields import AmountField
from tests.ui.bring_in import plans
from tests.ui.fakes import make_context

NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
TODAY = date(2026, 11, 22)
SIZES = ((900, 560, 1.0), (1120, 740, 1.0), (1280, 800, 2.0))
MARKUP = "a <b>bold</b> note & <i>more</i>"
"""What somebody may type: shown as it is, never as markup."""


@dataclass
class Stage:
    """A window with one state of one screen in it.

    Attributes:
        root: what is looked at: the window, or a window of its own such as a question.
    """

    context: Context
    window: MainWindow
    doors: WindowDoors
    qtbot: QtBot
    root: QWidget
    kept: Context  # its window owns the theme
    dropping: FileDrops | None = None

    @property
    def journal(self) -> Journal:
        return self.context.journal

    @property
    def top(self) -> QWidget:
        """What the person deals with: the question, the topmost sheet, the screen that fills the window, the page."""
        if self.root is not self.window:
            return self.root
        if self.window._sheets:
            return self.window._sheets[-1]
        return self.window.full_screen() or self.window.pages[self.window.current]

    def page(self, name: str) -> QWidget:
        """Show one of the six pages."""
        self.window.show_page(name)
        return self.window.pages[name]

    def pass_time(self, screen: GuideScreen, seconds: float) -> None:
        """Let a session run, with ticks."""
        clock = self.context.clock
        assert isinstance(clock, FakeClock)
        for _tick in range(round(seconds)):
            clock.advance(1)
            screen.runner.tick()


@dataclass(frozen=True)
class State:
    """How a state is reached.

    Args:
        show: does what the person does.
        diary: "empty", "five" (days) or "full" (half a year of the demo).
        before: writes more into the diary first.
    """

    show: Callable[[Stage], object]
    diary: str = "full"
    before: Callable[[Journal], object] = lambda _journal: None


# -- diaries ---------------------------------------------------------------------------------------------


@cache
def _diary(kind: str) -> bytes:
    """The file of a closed diary; made once in a run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calfstretch.sqlite3"
        database = open_diary(path)
        if kind == "full":
            fill(database, until=NOW)
        journal = Journal(database, FakeClock(NOW))
        if kind != "empty":
            journal.set_setting(FIRST_RUN_SETTING, True)
        if kind == "five":
            _five_days(journal)
        if kind == "full":
            _typed_by_a_person(journal)
        database.close()
        return path.read_bytes()


def _five_days(journal: Journal) -> None:
    days = [TODAY - timedelta(days=ago) for ago in range(1, 6)]
    journal.write("add checkins", [CheckIn(day=day, spasms=number % 2) for number, day in enumerate(days)])


def _typed_by_a_person(journal: Journal) -> None:
    """Markup wherever the person can type."""
    night = local_moment(datetime(2026, 11, 21, 23, 40))
    journal.write("add episodes", [Episode(id=EPISODE, at=night, kind=Kind.SPASM, leg=Leg.BOTH, note=MARKUP)])
    draft = Episode(id=DRAFT, at=local_moment(datetime(2026, 11, 22, 2, 14)), leg=Leg.LEFT, draft=True, note=MARKUP)
    journal.write("add episodes", [draft])
    journal.write("add items", [DayItem(day=TODAY, item=Item.NOTE, value=MARKUP)])
    journal.write("add tags", [Tag(name="<b>tag & co")])
    journal.days.add_drink(500)


EPISODE = "6b5ad0f2-7c3b-4d1e-9a55-0f6f6f2b7a01"
DRAFT = "6b5ad0f2-7c3b-4d1e-9a55-0f6f6f2b7a02"
FILLED = date(2026, 11, 21)
WHOLE = "6b5ad0f2-7c3b-4d1e-9a55-0f6f6f2b7a03"


def _whole_episode(journal: Journal) -> None:
    journal.write(
        "add episodes",
        [
            Episode(
                id=WHOLE,
                at=local_moment(datetime(2026, 11, 20, 2, 14)),
                kind=Kind.SPASM,
                leg=Leg.BOTH,
                zones=("left:middle_calf", "left:arch", "right:outer_calf", "right:heel_cord"),
                pain=10,
                duration_band=DurationBand.FROM_1_TO_3,
                qualities=("cramping", "hardness", "stabbing"),
                tried=(("stretch", "yes"), ("stand", "a_bit"), ("massage", "no")),
                context=Doing.ASLEEP,
                minutes_awake=20,
                sore_after=True,
                suspected=MARKUP,
                note=MARKUP,
            )
        ],
    )


def _unfinished(journal: Journal) -> None:
    from calfstretch.domain.session import advance, begin
    from calfstretch.domain.session_snapshot import to_dict

    clock = FakeClock(NOW)
    state, _events = begin(DAILY, clock.read())
    for _tick in range(60):
        clock.advance(0.5)
        state, _events = advance(state, clock.read())
    session = Session(purpose="daily", routine=DAILY.to_dict(), started_at=Moment.of(NOW))
    journal.sessions.start(session, to_dict(state))


def _forgotten(journal: Journal) -> None:
    journal.episodes.begin(local_moment(datetime(2026, 11, 22, 3, 12)))


def _asks_of_yesterday(journal: Journal) -> None:
    yesterday = TODAY - timedelta(days=1)
    known = [CheckIn(day=yesterday, spasms=0), *(journal.days.entries(yesterday).episodes)]
    journal.write("delete checkins", delete=known)
    journal.set_setting(FIRST_RUN_SETTING, True)
    journal.set_setting(FIRST_USED_SETTING, "2026-06-01")


def _telling(stage: Stage) -> None:
    """Two spasms just noted: what can be said of the first."""
    today = stage.page("today")
    assert isinstance(today, TodayScreen)
    two = next(each for each in today.findChildren(SecondaryButton) if each.words() == "2")
    two.setFocus()
    two.click()


def _bring_in(stage: Stage, *found: Plan, number: int = 0) -> BringInSheet:
    """The sheet for files, with what would come of them."""
    stage.page("today")
    stage.doors.bring_in()
    sheet = stage.top.findChild(BringInSheet)
    assert sheet is not None
    if found:
        sheet._look_over(Compared.of(*found))
        settle()
    elif number:
        sheet._show_step(sheet.reading)
        sheet.reading.show_file(number, 120, "Morning_Run_along_the_river_and_back_2026-11-22.fit")
        sheet.reading.show_share(0.4)
    return sheet


def _assuming() -> Plan:
    covered = Covered(date(2016, 1, 3), TODAY - timedelta(days=1), "Strava")
    assumed = Assumptions(zone=True, zone_name="Europe/Berlin", units=Units.METRIC, drink_sources=("Watch", "WaterLog"))
    lines = (*(plans.new(number) for number in range(12)), plans.conflict(4), plans.drink())
    return Plan(lines=lines, covered=covered, could_cover=covered, assumptions=assumed)


def _own_diary(stage: Stage) -> None:
    """An archive of another computer."""
    records = [*stage.journal.everything(Episode)[-8:], *stage.journal.everything(CheckIn)[-20:]]
    lines = [Line(verdict=Verdict.NEW, record=each, file="diary.zip", ticked=True) for each in records]
    other = stage.journal.everything(Episode)[0]
    changed = replace(other, pain=9, leg=Leg.BOTH)
    lines.append(Line(verdict=Verdict.CONFLICT, record=changed, standing=other, file="diary.zip"))
    lines += [Line(verdict=Verdict.SAME, record=each, file="diary.zip") for each in stage.journal.everything(Session)]
    _bring_in(stage, Plan(lines=tuple(lines), label="import diary"))


def _dropping(stage: Stage, *, over_relief: bool = False) -> None:
    _relief(stage) if over_relief else stage.page("history")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/runs/a.fit")])
    stage.dropping = drops = FileDrops(stage.window, lambda _paths: None)
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    drops.eventFilter(stage.window, event)


def _ran(journal: Journal) -> None:
    made = plans.run(0, at=local_moment(datetime(2026, 11, 22, 5, 30)))
    journal.write("import activities", [made], origin="import")
    journal.set_setting(FIRST_RUN_SETTING, True)


def _after_a_run(stage: Stage) -> None:
    stage.page("today")
    run = next(each for each in stage.journal.everything(Activity) if each.origin_key == "fit/0")
    stage.doors.describe_after(run.id)


def _filled_week(journal: Journal) -> None:
    days = [TODAY - timedelta(days=ago) for ago in range(7, 0, -1)]
    for day, spasms in zip(days, (0, 3, 1, 0, 1), strict=False):
        noted = journal.days.entries(day).spasms
        for episode in journal.everything(Episode) if noted > spasms else []:
            if episode.diary_day(4) == day:
                journal.delete(episode)
        journal.days.check_in(day, spasms)
    first = journal.days.entries(days[1]).episodes[0]
    journal.episodes.tell(replace(first, leg=Leg.LEFT, pain=6))
    journal.days.confirm_water(days[2], 1250)
    journal.days.set_item(days[3], Item.WATER_LEVEL, "less")
    journal.write("add pauses", [Pause(first_day=days[5], last_day=days[6], reason="ill")])


def _week_clicked(stage: Stage) -> None:
    stage.page("today")
    stage.doors.show_week()
    sheet = stage.top.findChild(WeekSheet)
    assert sheet is not None
    sheet.grid.cell(Place(TODAY - timedelta(days=5), 0, Column.WATER)).click()


def _ill(journal: Journal) -> None:
    pause = Pause(first_day=TODAY - timedelta(days=2), last_day=TODAY + timedelta(days=5), reason=MARKUP)
    journal.write("add pauses", [pause])


def _running_first_week(journal: Journal) -> None:
    journal.set_setting(FIRST_RUN_SETTING, True)


def _began_today(journal: Journal) -> None:
    journal.set_setting(FIRST_RUN_SETTING, True)
    journal.set_setting(FIRST_USED_SETTING, journal.today().isoformat())


# -- ways to a state -------------------------------------------------------------------------------------


def _page(name: str) -> Callable[[Stage], object]:
    return lambda stage: stage.page(name)


def _guide(stage: Stage, seconds: float, routine: Routine = DAILY) -> GuideScreen:
    stage.page("today")
    screen = GuideScreen(stage.context, routine, keep_awake=NeverAwake(), sleeps=NoSleepWatch())
    screen.runner._timer.timeout.disconnect()  # time passes when the test says so
    screen.left.connect(stage.window.leave_full)
    stage.window.show_full(screen)
    screen.begin()
    stage.pass_time(screen, seconds)
    return screen


def _guide_at(seconds: float, routine: Routine = DAILY) -> Callable[[Stage], object]:
    return lambda stage: _guide(stage, seconds, routine)


def _guide_told(seconds: float, order: Command) -> Callable[[Stage], object]:
    return lambda stage: _guide(stage, seconds).send(order)


def _guide_gap(stage: Stage, *, slept: bool) -> None:
    screen = _guide(stage, 22)
    clock = stage.context.clock
    assert isinstance(clock, FakeClock)
    clock.sleep(2400) if slept else clock.advance(20)
    screen.runner.tick()


def _guide_trouble(stage: Stage) -> None:
    _guide(stage, 22)._troubled("The disk is full.")


def _guide_dark(stage: Stage) -> None:
    _guide(stage, 22)._may_go_dark()


def _guide_lies_down(stage: Stage) -> None:
    _guide(stage, 22).runner.fall_asleep()


def _guide_unheard(stage: Stage) -> None:
    """At a change of legs without a device: the lasting line, the switch, the wide edge."""
    screen = _guide(stage, 35)
    tones = stage.context.tones
    assert isinstance(tones, SilentTones)
    tones.trouble = "no_device"
    stage.pass_time(screen, 6)


def _guide_switched(presses: int) -> Callable[[Stage], object]:
    """The four-way switch after some presses of V."""

    def way(stage: Stage) -> None:
        screen = _guide(stage, 20)
        for _press in range(presses):
            screen.switch_sound()

    return way


def _relief(stage: Stage, *, stored: bool = True, before_s: float = 38.0) -> ReliefScreen:
    stage.page("today")
    began = Moment.of(stage.context.clock.now() - timedelta(seconds=before_s))
    episode_id = stage.journal.episodes.begin(began).id if stored else None
    screen = ReliefScreen(stage.context, episode_id)
    screen.timer.timeout.disconnect()
    screen.left.connect(stage.window.leave_full)
    if not stored:
        screen._keeper.in_diary = False
        screen._keeper.store = lambda: False  # type: ignore[method-assign]
        screen._show_saved()
    stage.window.show_full(screen)
    return screen


def _relief_eased(stage: Stage) -> None:
    screen = _relief(stage)
    clock = stage.context.clock
    assert isinstance(clock, FakeClock)
    clock.advance(5)
    screen.ease()


def _relief_muted(stage: Stage) -> None:
    _relief_eased(stage)
    screen = stage.window.full_screen()
    assert isinstance(screen, ReliefScreen)
    screen.toggle_voice()


def _relief_all_night(stage: Stage) -> ReliefScreen:
    screen = _relief(stage, before_s=7 * 3600 + 12 * 60)
    clock = stage.context.clock
    assert isinstance(clock, FakeClock)
    clock.advance(5)
    screen.ease()
    return screen


def _relief_length_said(stage: Stage) -> None:
    _relief_all_night(stage).say_length("1_3")


def _relief_leg(stage: Stage) -> None:
    _relief(stage).set_leg(Leg.LEFT)


def _distance(stage: Stage, metres: int) -> None:
    stage.page("settings")
    screen = DistanceLine(stage.context)
    while screen.view.distance_m != metres:
        screen.key(Qt.Key.Key_Plus if screen.view.distance_m < metres else Qt.Key.Key_Minus)
    screen.left.connect(stage.window.leave_full)
    stage.window.show_full(screen)


def _form(stage: Stage, episode_id: str | None, *, more: bool = False, day: date | None = None) -> None:
    stage.doors.describe_episode(episode_id, day=day)
    form = stage.top.findChild(EpisodeForm)
    assert form is not None
    if more:
        form.answers.more_button.click()


def _spasm_form(stage: Stage) -> EpisodeForm:
    form = stage.top.findChild(EpisodeForm)
    assert form is not None
    return form


def _tightness(stage: Stage) -> None:
    """Some block of the night, two plain answers that picked tightness, its length in hours."""
    _form(stage, None)
    answers = _spasm_form(stage).answers
    answers.when.chips.chip("night").click()
    answers.when.parts.chip(2).click()
    answers.kind_part.unsure.click()
    answers.kind_part.onset.chip("gradual").click()
    answers.kind_part.lasting.chip("days").click()
    answers.how_long.chips.chip("exact").click()


def _fields_of_one_s_own(journal: Journal) -> None:
    number = Tag(name="Magnesium", noted_of=NotedOf.EPISODE, kind=TagKind.NUMBER, unit="mg", position=1)
    journal.write("add tags", [Tag(name="<b>new shoes & socks", noted_of=NotedOf.EPISODE), number])


def _own_fields(stage: Stage) -> None:
    """The number wrong, and a new field half typed."""
    _form(stage, WHOLE)
    form = _spasm_form(stage)
    own = form.answers.more.own
    amount = own.rows["Magnesium"]
    assert isinstance(amount, AmountField)
    amount.setText("a lot")
    amount.editingFinished.emit()
    own.adder.link.click()
    own.adder.kind.chip("number").click()
    own.adder.store()
    settle()
    form.ensureWidgetVisible(own.adder.add_button)


def _cramps_on_runs(journal: Journal) -> None:
    """Spasms inside runs, so that their place in a run can be drawn."""
    runs = [run for run in journal.everything(Activity) if run.kind is ActivityKind.RUN and run.minutes]
    made = [Episode(at=run.at.later(48 * (run.minutes or 0)), kind=Kind.SPASM, leg=Leg.LEFT) for run in runs[:6]]
    journal.write("add episodes", made)


def _insights(stage: Stage, part: str = "", *, table: bool = False) -> None:
    screen = stage.window.page("insights")
    assert isinstance(screen, InsightsScreen)
    stage.window.show()
    with stage.qtbot.waitSignal(screen.filled, timeout=15_000):
        stage.window.show_page("insights")
    goes_with = screen.sections.get("goes_with")
    if isinstance(goes_with, GoesWith) and goes_with.working is not None:
        goes_with.working.wait()
    if part:
        settle()
        screen.go_to(part)
    if table:
        screen.sections[part or "how_often"].table_button.click()


def _insights_goes_with(stage: Stage) -> None:
    """With the first note and the first run opened."""
    _insights(stage, "goes_with")
    screen = stage.window.page("insights")
    assert isinstance(screen, InsightsScreen)
    section = screen.sections["goes_with"]
    assert isinstance(section, GoesWith)
    for lists in (section.lists, section.runs):
        lists.rows[0].click()


def _insights_zoomed(stage: Stage) -> None:
    _insights(stage)
    screen = stage.window.page("insights")
    assert isinstance(screen, InsightsScreen) and screen.how_often is not None
    chart = screen.how_often.chart
    chart.setFocus()
    chart.pan(-0.4)
    chart.zoom(2.5)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.qWait(200)  # words and legend follow when the picture stands still
    screen.ensureWidgetVisible(chart)


def _history(stage: Stage) -> HistoryScreen:
    screen = stage.page("history")
    assert isinstance(screen, HistoryScreen)
    return screen


def _history_detail(stage: Stage) -> None:
    screen = _history(stage)
    stage.window.show()
    settle()
    screen.list.setCurrentIndex(screen.model.find(f"episodes/{EPISODE}"))
    screen.chosen.show_facts()


def _history_duplicate(stage: Stage) -> None:
    screen = _history(stage)
    settle()
    screen.list.setCurrentIndex(screen.model.find(f"episodes/{EPISODE}"))
    screen.chosen.do("duplicate")


def _history_calendar(stage: Stage) -> None:
    _history(stage).show_calendar()


def _paused(journal: Journal) -> None:
    journal.write("add pauses", [Pause(first_day=date(2026, 10, 7), last_day=date(2026, 10, 11), reason="ill")])


def _history_filters(stage: Stage) -> None:
    _history(stage).tools.more.click()
    content = stage.window.top_content()
    assert isinstance(content, MoreTools)
    content.period.chip(RANGE).click()


def _history_bin(stage: Stage) -> None:
    for record in stage.journal.everything(Episode)[-4:]:
        stage.journal.delete(record)
    _history(stage).show_bin()


def _history_nothing(stage: Stage) -> None:
    screen = _history(stage)
    screen.tools.search.setText("no such word")
    screen.tools._say()


def _typed_session(stage: Stage) -> None:
    stage.doors.type_session()


def _measured_session(stage: Stage) -> None:
    sessions = [one for one in stage.journal.everything(Session) if one.purpose == "before_bed"]
    stage.doors.type_session(session_id=sessions[-1].id)


def _routine(stage: Stage) -> None:
    today = stage.page("today")
    assert isinstance(today, TodayScreen)
    today.next.change.click()


def _routine_kept(stage: Stage) -> None:
    """A programme of a therapist, routines of one's own, and the field for a name."""
    _routine(stage)
    sheet = stage.top.findChild(RoutineSheet)
    assert sheet is not None
    sheet.rounds.chip(4).click()
    sheet.keep.open_link.click()
    sheet.keep.button.click()


def _prescribed(journal: Journal) -> None:
    for name in ("Evening", MARKUP):
        journal.routines.keep(replace(BEFORE_BED, name=name))
    routine = SavedRoutine.of(
        Routine("Physio, the long one for the left leg", hold_s=10, hold_origin=TargetOrigin.THERAPIST, rounds=3)
    )
    programme = Programme(
        routine_id=routine.id, times_a_day=2, first_day=date(2026, 11, 16), last_day=date(2026, 12, 27),
        weekdays=(1, 3, 5, 7), origin=TargetOrigin.THERAPIST, note=MARKUP,
    )  # fmt: skip
    journal.write("add programmes", [routine, programme])


def _programme_form(stage: Stage, *, wrong: bool = False, by_therapist: bool = True) -> None:
    stage.page("settings")
    if not wrong:
        stage.doors.edit_programme(by_therapist=by_therapist)
        return
    programme, _routine = stage.journal.routines.programmes()[0]
    stage.doors.edit_programme(programme.id)
    form = stage.top.findChild(ProgrammeForm)
    assert form is not None
    form.hold.field.setText("4")
    form.rest.field.setText("a while")
    form.weekdays.set_values(())
    form.save.click()


def _programme_from_file(stage: Stage) -> None:
    stage.page("settings")
    given = Programme(
        routine_id="x", first_day=date(2026, 11, 23), times_a_day=12, note=MARKUP * 40, origin=TargetOrigin.THERAPIST
    )
    plan = Routine("From the practice", hold_s=7, hold_origin=TargetOrigin.THERAPIST, rounds=5)
    stage.doors._sheet("Programme", lambda context: ProgrammeForm(context, proposal=(given, plan)))


def _left_unsaved(stage: Stage, *, again: bool = False, closing: bool = False) -> None:
    stage.page("today")
    stage.doors.note_activity()
    form = stage.window.top_content()
    assert isinstance(form, ActivityForm)
    form.kind.chip(ActivityKind.RUN).click()
    form.note.edit.insertPlainText(MARKUP)
    if closing:
        stage.window.close()
        return
    stage.window._sheets[-1].ask_close()
    if again:
        stage.doors.note_activity()


def _own_routine(stage: Stage) -> None:
    stage.page("settings")
    stage.doors.edit_routine(stage.journal.routines.own()[0].id)


def _slip(stage: Stage) -> None:
    stage.page("settings")
    stage.doors.show_slip()


def _bedside(stage: Stage) -> None:
    stage.page("settings")
    stage.doors.show_bedside()


def _settings_programme(stage: Stage) -> None:
    ended, _routine = stage.journal.routines.programmes()[-1]
    stage.journal.routines.end_programme(ended)
    stage.page("settings")


def _lived_in(stage: Stage) -> None:
    """Copies, a cramp that waits, a log, and a file of somebody else."""
    folder = stage.journal.database.path.parent
    for name in (
        "backups/diary-20261121-080000-000000.db", "backups/diary-20261120-080000-000000.db",
        "backups/before-version-2-20261101-080000-000000.db", "spool/6b5ad0f2-7c3b-4d1e-9a55-0f6f6f2b7a01.json",
        "calfstretch.log", "window.lock", "letter to the physiotherapist about the left calf.odt",
    ):  # fmt: skip
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x" * 4000)


def _delete_sheet(stage: Stage, *, allowed: bool = False) -> None:
    _lived_in(stage)
    stage.page("settings")
    stage.doors.delete_everything()
    if allowed:
        stage.top.content.word.setText("delete")  # type: ignore[attr-defined]


def _locked(stage: Stage) -> None:
    stage.page("today")
    stage.window.lock(lambda: LockScreen(stage.context))


def _diagnostics_sheet(stage: Stage) -> None:
    stage.page("settings")
    stage.doors.show_diagnostics()


def _settings_copies(stage: Stage) -> None:
    """A copy of this morning, and a second folder that holds it too."""
    _second_folder(stage, is_there=True)


def _settings_copies_trouble(stage: Stage) -> None:
    """The stick is in the drawer, and beside the diary no copy can be made."""
    (stage.journal.database.path.parent / "backups").write_text("a file in the folder's place")
    _second_folder(stage, is_there=False)


def _second_folder(stage: Stage, *, is_there: bool) -> None:
    stick = stage.journal.database.path.parent.parent / "MEMORY STICK"
    stick.mkdir()
    choose_second(stage.journal, stick)
    stick.rmdir() if not is_there else None
    stage.context.copies.look_after(asked=True)
    screen = stage.page("settings")
    assert isinstance(screen, SettingsScreen)
    settle()
    screen.ensureWidgetVisible(screen.copies, 0, 0)
    bar = screen.verticalScrollBar()
    bar.setValue(screen.copies.mapTo(screen.column, QPoint(0, 0)).y() - 16)


def _filled_day(journal: Journal) -> None:
    """A day with something in every row, its water in glasses, tags with and without a number, a marked change."""
    journal.set_setting("water_unit", "glass")
    journal.set_setting("day_rows", 2)
    for name, kind, unit in (("Coffee", TagKind.NUMBER, "cups"), ("Mowed the steep lawn", TagKind.YES_NO, "")):
        journal.tags.add(name, kind=kind, unit=unit)
    journal.tags.add("Tea")
    journal.tags.hide(journal.tags.known()[-1])
    journal.tags.note(FILLED, "Coffee", "2.5")
    journal.tags.note(FILLED, "Mowed the steep lawn", "yes")
    journal.tags.note(FILLED, "Flat shoes", "yes")
    values = {"electrolyte_drink": "yes", "salts": "tablet;sodium;magnesium", "hot_day": "yes", "heels": "no",
              "sleep_h": "6.25", "stairs": "yes", "standing": "no", "alcohol": "no", "note": "Heavy legs."}  # fmt: skip
    journal.days.set_items(FILLED, values)
    run = Activity(at=local_moment(datetime(2026, 11, 21, 18)), kind=ActivityKind.RUN, minutes=45, effort=4,
                   temperature_c=24.0)  # fmt: skip
    journal.write("add activities", [run])
    journal.days.mark_change(FILLED, "Other tablets for the blood pressure")


def _settings_tags(stage: Stage) -> None:
    screen = stage.page("settings")
    assert isinstance(screen, SettingsScreen)
    tags = next(part for part in screen.parts if isinstance(part, TagsPart))
    mowed = stage.journal.tags.find("Mowed the steep lawn")
    assert mowed is not None
    tags._toggle(mowed)()
    settle()
    screen.ensureWidgetVisible(tags, 0, 0)


def _safety_over_relief(stage: Stage) -> None:
    _relief(stage)
    stage.doors.show_safety()


def _message_and_undo(stage: Stage) -> None:
    stage.page("today")
    stage.window.set_message("disk", "This folder cannot be written to. Entries stay here until it can.", "Try again")
    stage.window.say("Spasm removed.", lambda: None)


def _diary_gone(stage: Stage) -> None:
    stage.page("today")
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    stage.journal.database.path.rename(stage.journal.database.path.with_name("diary of old.sqlite3"))
    lines.look()
    stage.window.set_message("waiting", waiting_words())


def _synchronised(stage: Stage) -> None:
    stage.page("today")
    stage.window.set_message("place", synchronised_words("Dropbox"), "Understood")


def _question(stage: Stage) -> None:
    stage.page("today")
    stage.root = dialogs.ask(
        stage.context.theme,
        stage.window,
        "Bring the diary back to 3 March?",
        "112 entries, until 3 March; yours has 140. Yours is kept as a copy beside it.",
        ["Bring it back", "Look at it first", "Cancel"],
        lambda _answer: None,
    )


def _start_problem(stage: Stage) -> None:
    stage.page("today")
    problem = StartProblem(
        stage.context.theme,
        "The diary is damaged",
        "The diary /home/anna/.local/share/calfstretch/calfstretch.sqlite3 cannot be read: file is not a database.",
        "The damaged file is kept beside the new one; nothing is thrown away.",
        [
            "Open the newest good copy of 3 Mar 2026, 112 entries",
            "Rescue what can be read",
            "Set it aside and start a new diary",
            "Quit",
        ],
    )
    stage.qtbot.addWidget(problem)
    stage.root = problem


def _copies(journal: Journal) -> None:
    """Three copies, one of them damaged, and one that a program for synchronised folders left."""
    folder = journal.database.path.parent
    for at, stamp in ((0, "20261121-081410"), (1, "20261120-080007"), (2, "20261031-073000")):
        copy = make_copy(journal.database.connection, folder / "backups", "diary")
        copy.rename(copy.with_name(f"diary-{stamp}-00000{at}.db"))
    (folder / "backups" / "diary-20261120-080007-000001.db").write_bytes(bytes(9000))
    conflict = folder / "calfstretch (conflicted copy 2026-11-19).sqlite3"
    conflict.write_bytes((folder / "backups" / "diary-20261031-073000-000002.db").read_bytes())
    os.utime(conflict, (1_795_000_000, 1_795_000_000))
    for ml in (200, 300):
        journal.days.add_drink(ml)


def _restore(stage: Stage) -> RestoreSheet:
    stage.page("settings")
    stage.doors.show_restore()
    sheet = stage.window.top_content()
    assert isinstance(sheet, RestoreSheet)
    sheet.looking.wait()
    return sheet


def _restore_preview(stage: Stage) -> None:
    sheet = _restore(stage)
    settle()
    look = next(each for each in sheet.rows.findChildren(SecondaryButton) if each.isVisible())
    look.click()


def _share(preset: Preset = Preset.PAGE, **chosen: Any) -> Callable[[Stage], ShareScreen]:
    def show(stage: Stage) -> ShareScreen:
        screen = stage.page("share")
        assert isinstance(screen, ShareScreen)
        screen.wait()
        screen.presets.set_value(preset)
        screen.choose(replace(screen.choices, preset=preset, **chosen))
        screen.wait()
        return screen

    return show


def _bedside(stage: Stage) -> None:
    _share()(stage).bedside.click()
    content = stage.window.top_content()
    assert isinstance(content, BedsideContent)
    settle()
    content.preview.wait()


def _share_trouble(stage: Stage) -> None:
    screen = _share()(stage)
    screen.saving.say_trouble(
        "Not exported to /media/stick/calfstretch-page-2026-08-30-to-2026-11-21.pdf: this place is read-only. "
        "Choose another place."
    )


STATES: dict[str, State] = {
    "today, first run": State(_page("today"), "empty"),
    "today, empty": State(_page("today"), "empty", _running_first_week),
    "today, full": State(_page("today")),
    "today, forgotten cramp": State(_page("today"), before=_forgotten),
    "today, unfinished": State(_page("today"), before=_unfinished),
    "today, morning card": State(_page("today"), "empty", _asks_of_yesterday),
    "today, spasms told": State(_telling, before=_asks_of_yesterday),
    "today, paused": State(_page("today"), before=_ill),
    "week, empty": State(lambda stage: (stage.page("today"), stage.doors.show_week()), "empty", _running_first_week),
    "week, full": State(lambda stage: (stage.page("today"), stage.doors.show_week()), before=_filled_week),
    "week, choices": State(_week_clicked, before=_filled_week),
    "pause, new": State(lambda stage: (stage.page("today"), stage.doors.show_pause()), "empty", _running_first_week),
    "pause, running": State(lambda stage: (stage.page("today"), stage.doors.show_pause()), before=_ill),
    "today, message and undo": State(_message_and_undo),
    "today, activity not saved": State(_left_unsaved),
    "activity, opened again": State(lambda stage: _left_unsaved(stage, again=True)),
    "activity, window closed": State(lambda stage: _left_unsaved(stage, closing=True)),
    "today, diary gone": State(_diary_gone, "empty"),
    "today, synchronised folder": State(_synchronised, "empty"),
    "guide, get ready": State(_guide_at(3), "empty"),
    "guide, hold left": State(_guide_at(22), "empty"),
    "guide, swap": State(_guide_at(42), "empty"),
    "guide, hold right": State(_guide_at(60), "empty"),
    "guide, before bed": State(_guide_at(95, BEFORE_BED), "empty"),
    "guide, paused": State(_guide_told(22, Command.PAUSE), "empty"),
    "guide, computer busy": State(lambda stage: _guide_gap(stage, slept=False), "empty"),
    "guide, computer slept": State(lambda stage: _guide_gap(stage, slept=True), "empty"),
    "guide, not saved": State(_guide_trouble, "empty"),
    "guide, screen may go dark": State(_guide_dark, "empty"),
    "guide, computer about to sleep": State(_guide_lies_down, "empty"),
    "guide, not heard": State(_guide_unheard, "empty"),
    "guide, switched to silence": State(_guide_switched(1), "empty"),
    "guide, switched to voice": State(_guide_switched(2), "empty"),
    "guide, switched to tones": State(_guide_switched(3), "empty"),
    "guide, done": State(_guide_at(90), "empty"),
    "guide, pain": State(_guide_told(22, Command.PAIN), "empty"),
    "guide, distance 1 m": State(lambda stage: _distance(stage, 1), "empty"),
    "guide, distance 3 m": State(lambda stage: _distance(stage, 3), "empty"),
    "guide, three metres": State(_guide_at(22), "empty", lambda journal: journal.set_setting(DISTANCE_SETTING, 3)),
    "relief": State(_relief, "empty"),
    "relief, left leg": State(_relief_leg, "empty"),
    "relief, ten minutes": State(lambda stage: _relief(stage, before_s=601), "empty"),
    "relief, eased": State(_relief_eased, "empty"),
    "relief, eased, voice off": State(_relief_muted, "empty"),
    "relief, left open all night": State(_relief_all_night, "empty"),
    "relief, length said": State(_relief_length_said, "empty"),
    "relief, not stored": State(lambda stage: _relief(stage, stored=False), "empty"),
    "relief, safety": State(_safety_over_relief, "empty"),
    "spasm, new": State(lambda stage: (stage.page("today"), _form(stage, None))),
    "spasm, earlier day": State(lambda stage: (stage.page("today"), _form(stage, None, day=date(2026, 11, 19)))),
    "spasm, draft": State(lambda stage: (stage.page("today"), _form(stage, DRAFT))),
    "spasm, all": State(lambda stage: (stage.page("today"), _form(stage, WHOLE, more=True)), before=_whole_episode),
    "spasm, tightness": State(lambda stage: (stage.page("today"), _tightness(stage))),
    "spasm, own fields": State(
        lambda stage: (stage.page("today"), _own_fields(stage)),
        before=lambda journal: (_whole_episode(journal), _fields_of_one_s_own(journal)),
    ),
    "day, today": State(lambda stage: (stage.page("today"), stage.doors.note_day())),
    "day, yesterday": State(lambda stage: (stage.page("today"), stage.doors.note_day(date(2026, 11, 21)))),
    "day, first week": State(lambda stage: (stage.page("today"), stage.doors.note_day()), "empty", _began_today),
    "day, filled": State(lambda stage: (stage.page("today"), stage.doors.note_day(FILLED)), before=_filled_day),
    "activity": State(lambda stage: (stage.page("today"), stage.doors.note_activity())),
    "stretch, typed": State(lambda stage: (stage.page("today"), _typed_session(stage))),
    "stretch, measured": State(lambda stage: (stage.page("today"), _measured_session(stage))),
    "today, programme": State(_page("today"), before=_prescribed),
    "routine": State(_routine),
    "routine, kept": State(_routine_kept, before=_prescribed),
    "programme, new": State(_programme_form, "empty"),
    "programme, complaints": State(lambda stage: _programme_form(stage, wrong=True), before=_prescribed),
    "programme, from a file": State(_programme_from_file),
    "programme, slip": State(_slip, before=_prescribed),
    "bedside sheet": State(_bedside),
    "own routine": State(_own_routine, before=_prescribed),
    "today, a run": State(_page("today"), "five", before=_ran),
    "spasm, after a run": State(_after_a_run, before=_ran),
    "files, drop picture": State(_dropping),
    "files, drop picture over relief": State(lambda stage: _dropping(stage, over_relief=True)),
    "files, which": State(_bring_in),
    "files, reading": State(lambda stage: _bring_in(stage, number=37)),
    "files, preview": State(lambda stage: _bring_in(stage, plans.full_plan())),
    "files, preview with guesses": State(lambda stage: _bring_in(stage, _assuming())),
    "files, all refused": State(lambda stage: _bring_in(stage, Plan(refused=(plans.REFUSED,)))),
    "files, our own": State(_own_diary),
    "history, empty": State(_history, "empty"),
    "history, full": State(_history),
    "history, detail": State(_history_detail),
    "history, duplicate": State(_history_duplicate),
    "history, filters": State(_history_filters),
    "history, nothing found": State(_history_nothing),
    "history, bin": State(_history_bin),
    "history, calendar": State(_history_calendar, before=_paused),
    "history, calendar at the start": State(_history_calendar, "five"),
    "insights, empty": State(_page("insights"), "empty"),
    "insights, five days": State(_insights, "five"),
    "insights, full": State(_insights),
    "insights, when and where": State(lambda stage: _insights(stage, "when_where"), before=_cramps_on_runs),
    "insights, when and where as table": State(lambda stage: _insights(stage, "when_where", table=True)),
    "insights, how bad": State(lambda stage: _insights(stage, "how_bad")),
    "insights, how bad, five days": State(lambda stage: _insights(stage, "how_bad"), "five"),
    "insights, how bad, table": State(lambda stage: _insights(stage, "how_bad", table=True)),
    "insights, before and after": State(lambda stage: _insights(stage, "before_after")),
    "insights, before and after, five days": State(lambda stage: _insights(stage, "before_after"), "five"),
    "insights, goes with": State(_insights_goes_with),
    "insights, zoomed in with a bar chosen": State(_insights_zoomed),
    "insights, table": State(lambda stage: _insights(stage, table=True)),
    "share, empty": State(_share(), "empty"),
    "share, full": State(_share()),
    "share, all ticked": State(_share(ticks=frozenset(TICKS), large_print=True, span="last_visit")),
    "share, table": State(_share(Preset.TABLE, span="days")),
    "share, table empty": State(_share(Preset.TABLE), "empty"),
    "share, backup": State(_share(Preset.BACKUP)),
    "share, not written": State(_share_trouble),
    "share, bedside": State(_bedside),
    "share, questions": State(lambda stage: (_share()(stage), stage.page("share").options.questions.click())),
    "learn": State(_page("learn")),
    "settings": State(_page("settings")),
    "settings, delete everything": State(lambda stage: _delete_sheet(stage, allowed=True)),
    "locked": State(_locked),
    "settings, for a question": State(_diagnostics_sheet),
    "settings, tags": State(_settings_tags, before=_filled_day),
    "settings, programme": State(_settings_programme, before=_prescribed),
    "settings, copies": State(_settings_copies),
    "settings, copies in trouble": State(_settings_copies_trouble),
    "restore, list": State(_restore, before=_copies),
    "restore, preview": State(_restore_preview, before=_copies),
    "restore, nothing there": State(_restore, "empty"),
    "keys": State(lambda stage: (stage.page("today"), stage.window.show_shortcuts())),
    "question": State(_question),
    "start problem": State(_start_problem, "empty"),
}


# -- building --------------------------------------------------------------------------------------------


def show_state(
    name: str, tmp_path: Path, qtbot: QtBot, width: int, height: int, scale: float = 1.0, look: str = "light"
) -> Stage:
    """One state in a shown window of a size; the window goes when the test ends."""
    state = STATES[name]
    path = tmp_path / "diary" / "calfstretch.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_diary(state.diary))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    context = make_context(tmp_path, qtbot, now=NOW, look=look, scale=scale)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    context.theme.apply(app)
    state.before(context.journal)
    stage = _stage(context, qtbot)
    stage.window.resize(width, height)
    stage.window.show()
    stage.window.activateWindow()
    settle()
    state.show(stage)
    if stage.root is not stage.window:
        stage.root.show()
        if isinstance(stage.root, StartProblem):
            stage.root.resize(min(stage.root.width(), width), min(stage.root.height(), height))
        stage.root.activateWindow()
    settle()
    return stage


def _stage(context: Context, qtbot: QtBot) -> Stage:
    doors = WindowDoors()
    kinds = {
        "today": TodayScreen,
        "history": HistoryScreen,
        "insights": InsightsScreen,
        "share": ShareScreen,
        "learn": LearnScreen,
        "settings": SettingsScreen,
    }
    given: list[Context] = []
    pages = {name: lambda kind=kind: kind(given[0]) for name, kind in kinds.items()}
    window = MainWindow(context.theme, pages, demo=True)
    qtbot.addWidget(window)
    given.append(context._replace(navigator=window, doors=doors, window=window))
    doors.join(given[0], window)
    return Stage(given[0], window, doors, qtbot, window, context)


def settle() -> None:
    """Let everything be laid out, drawn and deleted that waits: what is nested deep needs a turn for each level."""
    for _ in range(8):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
