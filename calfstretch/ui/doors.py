"""The ways from one screen to another; here alone the screens are known, each built when first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.routine import Routine
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.whole_screen import SESSION_SETTING

if TYPE_CHECKING:
    from calfstretch.desktop.less_motion import LessMotion
    from calfstretch.ui.bring_in.sheet import BringInSheet
    from calfstretch.ui.context import Context
    from calfstretch.ui.restore.restorer import Restorer
    from calfstretch.ui.widgets.sheet import Sheet


class WindowDoors(QObject):
    """Opens screens, sheets and full-window screens in the main window.

    Signals:
        diary_replaced(): the diary holds other entries and other settings than before.
    """

    diary_replaced = Signal()

    removal_asked = Signal(object)  # copies elsewhere that are to go as well

    def __init__(self) -> None:
        super().__init__()
        self._context: Context | None = None
        self._window: MainWindow | None = None
        self._less_motion: LessMotion | None = None
        self._restorer: Restorer | None = None

    def _ask_for_motion(self, context: Context) -> None:
        """Before something moves for the first time: does the desktop ask for less of it?"""
        from calfstretch.desktop.less_motion import LessMotion

        if self._less_motion is None:
            self._less_motion = LessMotion(context.theme.set_desktop_less_motion, self)
            self._less_motion.ask()

    def join(self, context: Context, window: MainWindow) -> None:
        """Give it the window and the context, once both are built."""
        self._context = context
        self._window = window

    @property
    def _given(self) -> tuple[Context, MainWindow]:
        assert self._context is not None and self._window is not None
        return self._context, self._window

    # -- full window -------------------------------------------------------------------------------------

    def start_session(self, routine: Routine, feel_before: int | None = None) -> None:
        """Open the guide and begin."""
        from calfstretch.ui.speaker import warm_up

        context, _window = self._given
        warm_up(context.tones, context.journal)
        from calfstretch.ui.guide.screen import GuideScreen

        self._ask_for_motion(context)
        screen = GuideScreen(context, routine, feel_before=feel_before)
        self._fill_for_session(screen)
        screen.begin()

    def resume_session(self, session_id: str, snapshot: dict[str, Any]) -> None:
        """Open the guide and go on with a session that was cut off."""
        from calfstretch.domain.session_snapshot import from_dict
        from calfstretch.ui.guide.screen import GuideScreen

        context, _window = self._given
        self._ask_for_motion(context)
        screen = GuideScreen(context, from_dict(snapshot).routine, session_id=session_id)
        self._fill_for_session(screen)
        screen.resume(snapshot)

    def cramp_now(self) -> None:
        """Commit the moment, then relief. A session first stops and keeps what was done; in relief: nothing."""
        context, window = self._given
        if getattr(window.full_screen(), "is_relief", False):
            return
        # The disk first: before the screen's code is even loaded, and before the page below shows what was written.
        with context.written.held():
            try:
                episode = context.journal.episodes.begin()
            except CalfstretchError as error:
                # Relief comes whatever the disk says; the moment is kept by the screen.
                context.report(error)
                episode = None
            self.open_relief(episode.id if episode is not None else None)

    def open_relief(self, episode_id: str | None, at: datetime | None = None) -> None:
        """Open relief for an episode that is in the diary; None = it could not be stored yet.

        With `at`, aware, it is the moment of an episode that has its identity and could not be stored yet.

        A session first stops and keeps what was done. Where relief stands already it goes on, and the episode waits
        as a draft.
        """
        from calfstretch.ui.relief.screen import ReliefScreen

        context, window = self._given
        full = window.full_screen()
        if isinstance(full, ReliefScreen):
            return
        stop = getattr(full, "stop_and_keep", None)
        if callable(stop):
            stop()
        self._fill(ReliefScreen(context, episode_id, at))

    def test_distance(self) -> None:
        """Open the line that tests how large a session is to be, as a session would fill the screen."""
        from calfstretch.ui.guide.distance_line import DistanceLine

        context, _window = self._given
        self._fill_for_session(DistanceLine(context))

    def _fill_for_session(self, screen: Any) -> None:
        context, _window = self._given
        self._fill(screen, whole_screen=bool(context.journal.setting(SESSION_SETTING, True)))

    def _fill(self, screen: Any, *, whole_screen: bool = False) -> None:
        _context, window = self._given
        screen.left.connect(window.leave_full)
        window.show_full(screen, whole_screen=whole_screen)

    # -- sheets ------------------------------------------------------------------------------------------

    def describe_episode(self, episode_id: str | None = None, *, day: date | None = None) -> None:
        """Open the form of an episode; None = a new, earlier one, unless such an empty form is in front already."""
        from calfstretch.ui.episode.form import EpisodeForm

        _context, window = self._given
        front = window.top_content()
        if episode_id is None and isinstance(front, EpisodeForm) and front.is_new:
            return
        self._sheet(_("Spasm"), lambda context: EpisodeForm(context, episode_id, day=day), wide=True)

    def describe_after(self, activity_id: str) -> None:
        """Open the form of a spasm that goes with an activity."""
        from calfstretch.domain.day import Activity
        from calfstretch.ui.activity_words import cramp_after
        from calfstretch.ui.episode.form import EpisodeForm

        context, _window = self._given
        activity = context.journal.get(Activity, activity_id)
        if activity is not None:
            self._sheet(cramp_after(activity.kind), lambda context: EpisodeForm(context, after=activity), wide=True)

    def bring_in(self, paths: Sequence[Path] = ()) -> None:
        """Look files over that are to be brought in; without any the sheet asks which. Open already it takes more."""
        from calfstretch.ui.bring_in.sheet import BringInSheet

        context, window = self._given
        if window.full_screen() is not None:
            return
        if context.journal.database.read_only is not None:
            window.say(_("This diary can be read and not written to, so nothing can be brought in."))
            return
        front = window.top_content()
        if isinstance(front, BringInSheet):
            front.add_paths(paths)
        else:
            self._sheet(_("Bring in"), lambda context: self._at_the_run(BringInSheet(context, paths)), wide=True)

    def _at_the_run(self, content: BringInSheet) -> BringInSheet:
        """Today then goes to what it asks about the latest run, wherever the page stood."""
        _context, window = self._given

        def go() -> None:
            if window.current == "today":
                window.page("today").go_to_run()  # type: ignore[attr-defined]

        content.finished.connect(go)
        return content

    def note_day(self, day: date | None = None, *, at_note: bool = False, at_change: bool = False) -> None:
        """Open the sheet of a diary day, with the focus in its note, or where a change is marked, if asked; None = the
        day that is running."""
        from calfstretch.ui.day.sheet import DaySheet

        context, _window = self._given
        self._sheet(
            _("The day"),
            lambda context: DaySheet(context, day or context.journal.today(), at_note=at_note, at_change=at_change),
            wide=True,
        )

    def note_activity(self, day: date | None = None, activity_id: str | None = None) -> None:
        """Open the small form of one activity."""
        from calfstretch.ui.day.activity_form import ActivityForm

        self._sheet(
            _("Activity"),
            lambda context: ActivityForm(context, day=day, activity_id=activity_id),
            same=("activity", self._day(day), activity_id),
        )

    def type_session(self, day: date | None = None, session_id: str | None = None) -> None:
        """Open the form of a session done away from the computer, or of a known one."""
        from calfstretch.ui.day.session_form import SessionForm

        self._sheet(
            _("Stretch"),
            lambda context: SessionForm(context, day=day, session_id=session_id),
            same=("session", self._day(day), session_id),
        )

    def change_routine(self) -> None:
        """Open the sheet of the next stretch."""
        from calfstretch.ui.routines.sheet import RoutineSheet

        self._sheet(_("The next stretch"), RoutineSheet)

    def edit_routine(self, routine_id: str) -> None:
        """Open the form of a routine of one's own."""
        from calfstretch.ui.routines.routine_form import RoutineForm

        context, _window = self._given
        routine = context.journal.routines.get(routine_id)
        if routine is not None:
            self._sheet(
                _("Your own routine"), lambda context: RoutineForm(context, routine), same=("routine", routine_id)
            )

    def edit_programme(self, programme_id: str | None = None, *, by_therapist: bool = True) -> None:
        """Open the form of a programme; None = a new one."""
        from calfstretch.domain.routine import TargetOrigin
        from calfstretch.ui.routines.programme_form import ProgrammeForm

        origin = TargetOrigin.THERAPIST if by_therapist else TargetOrigin.PERSON
        self._sheet(
            _("Programme"),
            lambda context: ProgrammeForm(context, programme_id, origin=origin),
            same=("programme", programme_id, origin),
        )

    def open_programme_file(self) -> None:
        """Ask for a programme file and open the form with what it holds."""
        from calfstretch.ui.routines.files import ask_which
        from calfstretch.ui.routines.programme_form import ProgrammeForm

        def look_over(proposal: Any) -> None:
            self._sheet(_("Programme"), lambda context: ProgrammeForm(context, proposal=proposal))

        ask_which(self._given[0], look_over)

    def save_programme_file(self, programme_id: str) -> None:
        """Ask where a programme goes as a file."""
        from calfstretch.ui.routines.files import ask_where

        context, _window = self._given
        for programme, routine in context.journal.routines.programmes():
            if programme.id == programme_id:
                ask_where(context, programme, routine.routine)

    def show_slip(self, programme_id: str | None = None) -> None:
        """Open the slip to print; None = for the programme in force, or the next stretch."""
        from calfstretch.ui.routines.slip_sheet import SlipSheet

        self._sheet(_("A slip to fill in by hand"), lambda context: SlipSheet(context, programme_id), wide=True)

    def show_bedside(self) -> None:
        """Open the sheet for the bedside, to be printed."""
        from calfstretch.report.without_window import usual_paper
        from calfstretch.ui.share.bedside import BedsideContent

        paper = self._given[0].journal.setting("share_paper") or usual_paper().value
        self._sheet(_("Sheet for the bedside"), lambda context: BedsideContent(context, str(paper)), wide=True)

    def show_files(self) -> None:
        """Open the sheet that names every file of the diary."""
        from calfstretch.ui.settings.files_sheet import FilesSheet

        self._sheet(_("Every file"), FilesSheet)

    def show_diagnostics(self) -> None:
        """Open the sheet with what helps to find a mistake of the program; nothing that was typed stands in it."""
        from calfstretch.ui.settings.diagnostics_sheet import DiagnosticsSheet

        self._sheet(_("For a question about the program"), DiagnosticsSheet, wide=True)

    def delete_everything(self) -> None:
        """Open the sheet that removes the diary and everything that belongs to it."""
        from calfstretch.ui.settings.delete_sheet import DeleteSheet

        self._sheet(_("Delete everything"), DeleteSheet)

    def remove_everything(self, copies: Sequence[Path] = ()) -> None:
        """Close the diary and remove it, with copies elsewhere; the person has confirmed it."""
        _context, window = self._given
        if window.full_screen() is not None:
            window.say(_("End the session or the relief first; nothing was removed."))
            return
        self.removal_asked.emit(tuple(copies))

    def show_week(self, day: date | None = None) -> None:
        """Open the grid of a week at a diary day; None = the last days that ended."""
        from calfstretch.ui.week.sheet import WeekSheet

        self._sheet(_("Days before"), lambda context: WeekSheet(context, day), wide=True)

    def show_pause(self, pause_id: str | None = None, *, day: date | None = None) -> None:
        """Open the form of a pause; None = the one a day (as a rule today) lies in, or a new one from that day on."""
        from calfstretch.ui.pause.sheet import PauseForm

        self._sheet(
            _("Pause"),
            lambda context: PauseForm(context, pause_id, day=day),
            same=("pause", self._day(day), pause_id),
        )

    def show_restore(self) -> None:
        """Open the sheet with the copies that can be restored."""
        from calfstretch.ui.restore.sheet import RestoreSheet

        _context, window = self._given
        if isinstance(window.top_content(), RestoreSheet):
            return

        def build(context: Context) -> RestoreSheet:
            sheet = RestoreSheet(context)
            sheet.asked.connect(self.restorer().restore)
            return sheet

        self._sheet(_("Restore a copy"), build)

    def undo_restore(self) -> bool:
        """Take a restore back where nothing was done since; False = there is none."""
        return self._restorer is not None and self._restorer.undo()

    def restorer(self) -> Restorer:
        """What restores in this window."""
        from calfstretch.ui.restore.restorer import Restorer

        if self._restorer is None:
            context, window = self._given
            self._restorer = Restorer(context, window, self.diary_replaced.emit)
        return self._restorer

    def _day(self, day: date | None) -> date:
        return day or self._given[0].journal.today()

    def _sheet(self, title: str, build: Callable[[Context], Any], *, wide: bool = False, same: object = None) -> None:
        """Open a sheet; with `same` the one that was opened for the same and left unsaved, where there is one."""
        context, window = self._given
        if window.is_locked:
            return  # what happened at night waits as a draft until the diary is opened
        again = None if same is None else window.open_same(same)
        if again is not None:
            again.content.opened_again()  # type: ignore[attr-defined]
            return
        content: QWidget = build(context)
        sheet = window.show_sheet(title, content, wide=wide)
        content.finished.connect(sheet.leave)  # type: ignore[attr-defined]
        if same is not None:
            sheet.key = same
            anew = partial(self._sheet, title, build, same=same)
            content.anew_asked.connect(lambda: self._anew(sheet, anew))  # type: ignore[attr-defined]

    @staticmethod
    def _anew(sheet: Sheet, build: Callable[[], None]) -> None:
        sheet.close_sheet()
        build()

    # -- pages -------------------------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Open History at a diary day."""
        from calfstretch.ui.history.screen import HistoryScreen

        _context, window = self._given
        window.show_page("history")
        page = window.page("history")
        assert isinstance(page, HistoryScreen)
        page.show_day(day)

    def show_about_you(self) -> None:
        """Open Settings where the name and what a clinician should know are entered."""
        _context, window = self._given
        window.show_page("settings")
        from calfstretch.ui.settings.screen import SettingsScreen

        page = window.page("settings")
        assert isinstance(page, SettingsScreen)
        page.show_part(page.about)

    def show_safety(self) -> None:
        """Open the Safety page; over a full-window screen as a sheet, so that relief stays."""
        from calfstretch.ui.learn.safety import SafetyPage

        context, window = self._given
        if window.full_screen() is not None:
            theme = window.full_theme()
            window.show_sheet(_("Safety"), SafetyPage(theme, titled=False), wide=True, theme=theme)
            return
        window.show_page("learn")
        show = getattr(window.page("learn"), "show_safety", None)
        if callable(show):
            show()
