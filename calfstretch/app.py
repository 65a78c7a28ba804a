"""The composition root: builds the real things of the window and joins them."""

from __future__ import annotations

import base64
import gc
import os
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from calfstretch.clock import Clock, FastClock, SystemClock
from calfstretch.desktop.crash_log import CrashLog
from calfstretch.desktop.hand_over_listener import HandOverListener
from calfstretch.desktop.signals import SignalWatch
from calfstretch.desktop.spool import take_all
from calfstretch.desktop.tones import HelperTones, SilentTones, Tones
from calfstretch.diary_lines import DiaryLines
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.handed_in import HandedIn
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal
from calfstretch.opening import Opened, missing_words, open_for_relief, open_or_ask, show
from calfstretch.options import WindowOptions
from calfstretch.pages import LoadAhead, page_makers
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import DamagedDiaryError, open_nowhere
from calfstretch.storage.trouble import busy, in_words, is_busy
from calfstretch.ui import labels
from calfstretch.ui.application import make_application
from calfstretch.ui.bin_watch import BinWatch
from calfstretch.ui.context import Context
from calfstretch.ui.copy_keeper import CopyKeeper
from calfstretch.ui.day_watch import DayWatch
from calfstretch.ui.doors import WindowDoors
from calfstretch.ui.drop import FileDrops
from calfstretch.ui.first_paint import FirstPaint
from calfstretch.ui.journal_signals import JournalSignals
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.theme import Theme
from calfstretch.ui.today.state import FIRST_USED_SETTING

if TYPE_CHECKING:
    from calfstretch.desktop.spelling import Spelling

THEME_SETTING, SCALE_SETTING, MOTION_SETTING = "theme", "text_scale", "reduced_motion"
LETTERS_SETTING, VOLUME_SETTING, GEOMETRY_SETTING = "single_letters", "volume", "window_geometry"
SCALE_STEP = 0.1
CALM_MS = 3000
READY_FOR_CRAMP_MS = 2500
# Once the first page is painted and has taken its first presses.
COPIES_MS = 1500
# How long the end waits for a copy that is being made: a stick may be slow. What is not done is begun again.
PIN_SETTING = "pin"  # as in journal.pin, which a start without one need not load
COPIES_END_S, COPIES_END_BY_SIGNAL_S, COPIES_END_BEFORE_REMOVAL_S = 3.0, 0.5, 30.0
CONFLICTS_MS = 4000


def run_window(options: WindowOptions) -> int:
    """Open the window and stay until it is closed.

    Returns:
        0, or 128 + the signal that ended it, or 1 where a cramp was handed in whose moment could be kept nowhere.

    Raises:
        UserError: the diary cannot be opened and the person chose to quit; nothing was changed.
    """
    started_s = time.monotonic()
    clock: Clock = SystemClock() if options.demo_speed == 1 else FastClock(options.demo_speed)
    application = make_application()
    window, log = _open(application, clock, options, started_s)
    try:
        status = application.exec()
        window.leave_signals()
        if window.removal is not None:
            from calfstretch.removing import remove_and_tell

            log.uninstall()
            told = partial(show, choice=window.theme.choice, scale=window.theme.scale)
            anew = remove_and_tell(window.journal.database, options, window.removal, told)
            return 0 if anew is None else run_window(anew)
        window.copy_at_the_end()
        return window.signal_status or status or (1 if window.lacks_cramp() else 0)
    finally:
        log.uninstall()
        if window.removal is None:  # else it is closed and gone, and closing would write it anew
            window.journal.database.close()
        if options.claim is not None:
            options.claim.close()


def _open(application: QApplication, clock: Clock, options: WindowOptions, started_s: float) -> tuple[Window, CrashLog]:
    """The window on the diary; where part of it turns out to be damaged, the person is asked as at any such diary."""
    path = options.data_dir / DIARY_NAME
    problem: UserError | None = None
    while True:
        opened = _opened(path, options, problem)
        window = log = None
        try:
            with in_words(path):
                window = Window(application, opened, clock, options)
                log = CrashLog(options.data_dir, window.tell_of_trouble)
                log.install()
                window.hear_signals()
                window.show(started_s)
                return window, log
        except BaseException as error:
            # Whatever went wrong: neither the diary nor anything of a half-built window stays taken.
            _take_away(window, log, opened)
            if not isinstance(error, DamagedDiaryError):
                raise
            problem = DamagedDiaryError(_("Part of the diary {path} cannot be read.").format(path=path))


def _take_away(window: Window | None, log: CrashLog | None, opened: Opened) -> None:
    with ExitStack() as left:
        left.callback(opened.database.close)
        if window is not None:
            left.callback(window.give_up)
        if log is not None:
            left.callback(log.uninstall)


def _opened(path: Path, options: WindowOptions, problem: UserError | None) -> Opened:
    if options.cramp_at is not None:
        # Nothing stands between a cramp and its relief.
        return open_for_relief(path) if problem is None else Opened(open_nowhere(path, problem.message))
    return open_or_ask(
        path,
        before=_("The moment of the cramp is kept.") if options.cramp_is_spooled else "",
        at_once=options.cramp_episode_id is not None,
        found=problem,
    )


class Window(QObject):
    """Everything of one running window, joined."""

    _sound_changed = Signal()

    def __init__(self, application: QApplication, opened: Opened, clock: Clock, options: WindowOptions) -> None:
        super().__init__()
        self._application = application
        self._options = options
        self._said_at_opening = opened.said
        self._signals: SignalWatch | None = None
        self._taken = ExitStack()
        self.signal_status = 0
        self.removal: tuple[Path, ...] | None = None  # copies elsewhere that go with the diary; None = all stays
        try:
            self._build(opened, clock)
        except BaseException:
            self.give_up()
            raise

    def _build(self, opened: Opened, clock: Clock) -> None:
        """All parts; what must be given back at the end goes onto `_taken` as soon as it is there."""
        self.journal = Journal(opened.database, clock)
        self.written = JournalSignals(self.journal, self)
        self._taken.callback(self.written.close)
        self.theme = Theme(
            self.journal.setting(THEME_SETTING, "system"),
            float(self.journal.setting(SCALE_SETTING, 1.0)),
            reduced_motion=bool(self.journal.setting(MOTION_SETTING, False)),
            parent=self,
        )
        self.theme.apply(self._application)
        self.tones = self._make_tones()
        self._taken.callback(self.tones.stop)
        self.copies = CopyKeeper(self.journal, parent=self)
        self._taken.callback(self._leave_copies)
        self.doors = WindowDoors()
        self._speller: Spelling | None = None
        self.window = MainWindow(
            self.theme,
            page_makers(lambda: self.context, lambda on: self.window.set_single_letters(on)),
            demo=self._options.demo,
            geometry=_bytes(self.journal.setting(GEOMETRY_SETTING)),
            save_geometry=self._save_geometry,
            may_close=lambda: self.signal_status != 0 or self.lines.may_close(),
        )  # fmt: skip
        self.window.set_single_letters(bool(self.journal.setting(LETTERS_SETTING, True)))
        self._load_ahead = LoadAhead()
        self.window.rail.approached.connect(self._load_ahead)
        self.context = Context(
            journal=self.journal,
            written=self.written,
            clock=clock,
            theme=self.theme,
            tones=self.tones,
            navigator=self.window,
            doors=self.doors,
            report=self._report,
            window=self.window,
            copies=self.copies,
            data_dir=self._options.data_dir,
            spelling=self._spelling,
        )
        self.doors.join(self.context, self.window)
        self.handed_in = HandedIn(self.context, self.window, self.doors, self._options.data_dir)
        self.lines = DiaryLines(self.context, self.window, self._options.claim, self)
        self._taken.callback(self.lines.close)
        self._join_window()
        self._join_world()

    def _spelling(self) -> Spelling:
        """Made when the first note is in sight."""
        if self._speller is None:
            from calfstretch.desktop.spelling import Spelling, computer_languages

            self._speller = Spelling(self.journal, computer_languages())
        return self._speller

    # -- joining -----------------------------------------------------------------------------------------

    def _join_window(self) -> None:
        window = self.window
        window.cramp_asked.connect(self.doors.cramp_now)
        window.spasm_asked.connect(lambda: self.doors.describe_episode())
        window.day_asked.connect(lambda: self.doors.note_day())
        window.undo_asked.connect(self._undo)
        window.redo_asked.connect(lambda: self._step(self.journal.redo, _("Nothing to do again.")))
        window.find_asked.connect(self._find)
        window.help_asked.connect(self.doors.show_safety)
        window.quit_asked.connect(window.close)
        self.drops = FileDrops(window, self.doors.bring_in)
        self.doors.diary_replaced.connect(self._begin_anew)
        window.text_size_asked.connect(self._text_size)
        self.doors.removal_asked.connect(self._end_and_remove)

    def _join_world(self) -> None:
        if self._options.claim is not None and self._options.claim.ear is not None:
            ear = HandOverListener(self._options.claim.ear, self)
            self._taken.callback(ear.close)
            ear.received.connect(self.handed_in.take)
        self.days = DayWatch(self.journal.clock.now, lambda: self.journal.day_start_h, self)
        self._taken.callback(self.days.close)
        self.days.passed.connect(self.written.look_again)
        self.bin_watch = BinWatch(self.journal, lambda: self.window.full_screen() is not None, self)
        self._taken.callback(self.bin_watch.close)
        self.days.passed.connect(self.bin_watch.wait)
        self.copies.damaged.connect(self._found_damaged)
        if not self._options.demo:
            self.days.passed.connect(self.copies.look_after)
        self.days.passed.connect(self.lines.look)
        # Some seconds behind the entries and never between a press and the disk.
        self._calm = QTimer(self)
        self._taken.callback(self._calm.stop)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self.journal.database.remember)
        self.written.written.connect(self._wait_for_calm)
        self._application.applicationStateChanged.connect(self._looked_at)
        self._taken.callback(self._application.applicationStateChanged.disconnect, self._looked_at)
        self._application.aboutToQuit.connect(self.end)
        self._taken.callback(self._application.aboutToQuit.disconnect, self.end)
        self._taken.callback(self._keep_what_runs)

    def show(self, started_s: float) -> None:
        """Show Today, or relief where a cramp was handed in at the start."""
        self.handed_in.take_spool()
        self._note_first_use()
        if self.journal.database.read_only is None:
            self._try(self.journal.sessions.drop_unheld)
        database = self.journal.database
        if database.read_only is not None:
            self.window.set_message("read_only", database.read_only)
        self._say_missing()
        if self._said_at_opening:
            self.window.set_message(
                "opening", self._said_at_opening, _("OK"), lambda: self.window.set_message("opening", "")
            )
        self.window.show_page("today")
        self._lock()
        if self._options.cramp_episode_id is not None:
            self.doors.open_relief(self._options.cramp_episode_id, self._options.cramp_at)
        # A window that a screen fills altogether is never painted itself.
        FirstPaint(self.window.full_screen() or self.window, lambda: self._after_first_paint(started_s))
        self.window.show()

    def _lock(self) -> None:
        """Where the person set a PIN, it is asked for before the pages are seen."""
        if self.journal.setting(PIN_SETTING) is None:
            return
        from calfstretch.ui.lock_screen import LockScreen

        def make() -> LockScreen:
            screen = LockScreen(self.context)
            screen.opened.connect(self.window.unlock)
            return screen

        self.window.lock(make)

    def _after_first_paint(self, started_s: float) -> None:
        _after_first_paint(started_s)
        # The first press of the night must not wait for the code of its screen.
        QTimer.singleShot(READY_FOR_CRAMP_MS, self, get_ready_for_cramp)
        QTimer.singleShot(CONFLICTS_MS, self, self.tell_of_conflicts)
        self.bin_watch.wait()
        if not self._options.demo:
            QTimer.singleShot(COPIES_MS, self, lambda: self.copies.look_after(at_start=True))
            QTimer.singleShot(0, self, self.lines.tell_of_place)

    def lacks_cramp(self) -> bool:
        """Whether the cramp handed in at the start is neither in the diary nor in its spool."""
        episode_id = self._options.cramp_episode_id
        if self._options.cramp_at is None or episode_id is None:
            return False
        waits = any(str(cramp.episode_id) == episode_id for cramp in take_all(self._options.data_dir))
        return not waits and self.journal.episodes.get(episode_id) is None

    def _say_missing(self) -> None:
        def understood() -> None:
            self.window.set_message("missing", "")
            self.journal.database.forget_loss()

        self.window.set_message("missing", missing_words(self.journal.database), _("Understood"), understood)

    def tell_of_conflicts(self) -> None:
        """Once of each copy that a program which synchronises folders left beside the diary."""
        from calfstretch.journal.restoring import Restoring

        restoring = Restoring(self.journal)
        names = restoring.new_conflicts() if self.journal.database.read_only is None else []
        if not names:
            return

        def look() -> None:
            self.window.set_message("conflict", "")
            self._try(lambda: restoring.tell_no_more(names))
            self.doors.show_restore()

        words = _("A program that synchronises folders left another copy of your diary here: {name}.")
        self.window.set_message("conflict", words.format(name=names[0]), _("Look"), look)

    def _note_first_use(self) -> None:
        # Days before the first use are never asked about, and nothing in them is known by absence.
        if self.journal.setting(FIRST_USED_SETTING) is None and self.journal.database.read_only is None:
            first = self.journal.first_day() or self.journal.today()
            self._try(lambda: self.journal.set_setting(FIRST_USED_SETTING, first.isoformat()))

    def _begin_anew(self) -> None:
        """The diary holds other entries and settings, as after a restore: everything is shown as at a start."""
        journal, theme = self.journal, self.theme
        theme.set_reduced_motion(bool(journal.setting(MOTION_SETTING, False)))
        theme.set_theme(journal.setting(THEME_SETTING, "system"))
        theme.set_scale(float(journal.setting(SCALE_SETTING, 1.0)))
        self.tones.set_volume(float(journal.setting(VOLUME_SETTING, 0.7)))
        self.window.set_single_letters(bool(journal.setting(LETTERS_SETTING, True)))
        self.window.forget_pages()
        if not self._options.demo:
            self.copies.look_after()
        self._note_first_use()
        self._say_missing()
        self.window.show_page("today")

    def _wait_for_calm(self) -> None:
        if not self._calm.isActive():
            self._calm.start()

    # -- what the person asks of the window --------------------------------------------------------------

    def _step(self, step: Callable[[], Any], nothing: str) -> None:
        try:
            written = step()
        except CalfstretchError as error:
            self._report(error)
            return
        self.window.say(labels.write_label(written.label) if written is not None else nothing)

    def _end_and_remove(self, copies: tuple[Path, ...]) -> None:
        # Once nothing holds the diary any more: after the loop, when the window is closed.
        self.removal = copies
        self.window.in_hurry = True
        self.window.close()
        self._application.quit()

    def _undo(self) -> None:
        if not self.window.open_again() and not self.doors.undo_restore():
            self._step(self.journal.undo, _("Nothing to take back."))

    def _find(self) -> None:
        find = getattr(self.window.page("history"), "find", None)
        if callable(find):
            find()

    def _text_size(self, step: int) -> None:
        self.theme.set_scale(round(self.theme.scale + step * SCALE_STEP, 2) if step else 1.0)
        self._try(lambda: self.journal.set_setting(SCALE_SETTING, self.theme.scale))

    def _save_geometry(self, geometry: bytes) -> None:
        if self.journal.database.read_only is None and not self._options.demo:
            self._try(lambda: self.journal.set_setting(GEOMETRY_SETTING, base64.b64encode(geometry).decode("ascii")))

    def _report(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.window.say(error.message)
            return
        raise error

    def tell_of_trouble(self, error: BaseException) -> None:
        """Say that something went wrong; where it did stands in the log."""
        database = self.journal.database
        if is_busy(error):
            QTimer.singleShot(0, self, lambda: self.window.say(busy().message))
            return
        # Later, and from the loop: what went wrong may have been the drawing of this very line.
        if database.suspect_damage(error):
            QTimer.singleShot(0, self, lambda: self.window.set_message("damaged", database.read_only or ""))
            return
        QTimer.singleShot(
            0, self, lambda: self.window.say(_("Something went wrong in the program; your diary is safe."))
        )

    def _found_damaged(self) -> None:
        """All of the diary was looked at, and it is damaged: as where reading it comes upon the damage."""
        self.journal.database.found_damaged()
        self.window.set_message("damaged", self.journal.database.read_only or "")

    def _leave_copies(self) -> None:
        wait_s = COPIES_END_BY_SIGNAL_S if self.signal_status else COPIES_END_S
        # A copy that is being made would otherwise arrive behind the removal.
        self.copies.leave(wait_s if self.removal is None else COPIES_END_BEFORE_REMOVAL_S)

    def copy_at_the_end(self) -> None:
        """Once the window is closed: the copy that is due, unless the system is in a hurry."""
        if not self.signal_status and not self._options.demo:
            with suppress(Exception):  # nobody is there to be told; the next start makes it, or says why not
                self.copies.copy_at_the_end()

    def _try(self, write: Callable[[], object]) -> None:
        try:
            write()
        except UserError as error:
            self._report(error)

    # -- sound -------------------------------------------------------------------------------------------

    def _make_tones(self) -> Tones:
        if os.environ.get("CALFSTRETCH_SILENT"):
            return SilentTones()
        # The helper speaks from a thread of its own; the signal brings its word into Qt's.
        self._sound_changed.connect(self._show_sound, Qt.ConnectionType.QueuedConnection)
        tones = HelperTones(on_trouble=lambda _trouble: self._sound_changed.emit())
        tones.set_volume(float(self.journal.setting(VOLUME_SETTING, 0.7)))
        return tones

    def _show_sound(self) -> None:
        for name in ("today", "settings"):
            refresh = getattr(self.window.pages.get(name), "refresh", None)
            if callable(refresh):
                refresh()

    # -- other programs ----------------------------------------------------------------------------------

    def _looked_at(self, state: Qt.ApplicationState) -> None:
        # Commands write beside the window; it looks when the person looks.
        if state == Qt.ApplicationState.ApplicationActive:
            self.written.look_for_others()
            self.days.look()
            self.lines.look()

    def hear_signals(self) -> None:
        """From now on end well when the system asks for it."""
        self._signals = SignalWatch(self)
        self._signals.received.connect(self.end_by_signal)

    def leave_signals(self) -> None:
        """Leave the system's signals to whoever had them before."""
        if self._signals is not None:
            self._signals.close()

    def give_up(self) -> None:
        """Take away a window that could not be filled, or of which a part alone was built."""
        self.leave_signals()
        self.end()
        window: MainWindow | None = getattr(self, "window", None)
        if window is not None:
            window.hide()
            window.deleteLater()
        self.deleteLater()

    def end_by_signal(self, number: int) -> None:
        """End because the system asked for it: at logout, from a terminal."""
        self.signal_status = 128 + number
        self.window.in_hurry = True
        self.window.close()
        self._application.quit()

    def end(self) -> None:
        """Keep what runs and give back what was taken; a second time does nothing."""
        self._taken.close()

    def _keep_what_runs(self) -> None:
        full = self.window.full_screen()
        stop = getattr(full, "stop_and_keep", None)
        if callable(stop):
            stop()


def _bytes(text: str | None) -> bytes | None:
    return None if not text else base64.b64decode(text)


def get_ready_for_cramp() -> None:
    """Load the screen of a cramp while nothing else is to do."""
    import calfstretch.ui.relief.screen  # noqa: F401


def _after_first_paint(started_s: float) -> None:
    if os.environ.get("CALFSTRETCH_TIMING"):
        now_s = time.monotonic()
        print(f"first paint at={now_s:.4f} after={(now_s - started_s) * 1000:.0f} ms", flush=True)
    # What is there now stays to the end: nothing of it need be looked through again.
    gc.freeze()
    gc.enable()
