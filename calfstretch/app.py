"""The composition root: builds the real things of the window and joins them."""

from __future__ import annotations

import base64
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.clock import Clock, FastClock, SystemClock
from calfstretch.desktop import spool
from calfstretch.desktop.hand_over_listener import HandOverListener
from calfstretch.desktop.tones import HelperTones, SilentTones, Tones
from calfstretch.domain.moment import Moment
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal
from calfstretch.options import WindowOptions
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import Database, open_diary
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.doors import WindowDoors
from calfstretch.ui.journal_signals import JournalSignals
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.theme import Theme
from calfstretch.ui.today.state import FIRST_USED_SETTING

THEME_SETTING, SCALE_SETTING, MOTION_SETTING = "theme", "text_scale", "reduced_motion"
LETTERS_SETTING, VOLUME_SETTING, GEOMETRY_SETTING = "single_letters", "volume", "window_geometry"
SCALE_STEP = 0.1


def run_window(options: WindowOptions) -> int:
    """Open the window and stay until it is closed.

    Returns:
        0, or 128 + the signal that ended it.

    Raises:
        UserError: the diary cannot be opened; nothing was changed.
    """
    started_s = time.monotonic()
    clock: Clock = SystemClock() if options.demo_speed == 1 else FastClock(options.demo_speed)
    database = open_diary(options.data_dir / DIARY_NAME)
    try:
        application = _application()
        window = Window(application, database, clock, options)
        window.show(started_s)
        status = application.exec()
        return window.signal_status or status
    finally:
        database.close()
        options.claim.close()


def _application() -> QApplication:
    QGuiApplication.setApplicationName("calfstretch")
    QGuiApplication.setApplicationDisplayName("calfstretch")
    QGuiApplication.setDesktopFileName("calfstretch")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    return application


class Window(QObject):
    """Everything of one running window, joined."""

    _sound_changed = Signal()

    def __init__(self, application: QApplication, database: Database, clock: Clock, options: WindowOptions) -> None:
        super().__init__()
        self._application = application
        self._options = options
        self.signal_status = 0
        self.journal = Journal(database, clock)
        self.written = JournalSignals(self.journal, self)
        self.theme = Theme(
            self.journal.setting(THEME_SETTING, "system"),
            float(self.journal.setting(SCALE_SETTING, 1.0)),
            reduced_motion=bool(self.journal.setting(MOTION_SETTING, False)),
            parent=self,
        )
        self.theme.apply(application)
        self.tones = self._make_tones()
        self.doors = WindowDoors()
        self.window = MainWindow(
            self.theme,
            {
                "today": self._today, "history": self._history, "insights": self._insights,
                "share": self._share, "learn": self._learn, "settings": self._settings,
            },
            demo=options.demo,
            geometry=_bytes(self.journal.setting(GEOMETRY_SETTING)),
            save_geometry=self._save_geometry,
        )  # fmt: skip
        self.window.set_single_letters(bool(self.journal.setting(LETTERS_SETTING, True)))
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
        )
        self.doors.join(self.context, self.window)
        self._join_window()
        self._join_world()

    # -- pages -------------------------------------------------------------------------------------------

    def _today(self) -> QWidget:
        from calfstretch.ui.today.screen import TodayScreen

        return TodayScreen(self.context)

    def _history(self) -> QWidget:
        from calfstretch.ui.history.screen import HistoryScreen

        return HistoryScreen(self.context)

    def _insights(self) -> QWidget:
        from calfstretch.ui.insights.screen import InsightsScreen

        return InsightsScreen(self.context)

    def _share(self) -> QWidget:
        from calfstretch.ui.share.screen import ShareScreen

        return ShareScreen(self.context)

    def _learn(self) -> QWidget:
        from calfstretch.ui.learn.screen import LearnScreen

        return LearnScreen(self.context)

    def _settings(self) -> QWidget:
        from calfstretch.ui.settings.screen import SettingsScreen

        screen = SettingsScreen(self.context)
        screen.letters_changed.connect(self.window.set_single_letters)
        return screen

    # -- joining -----------------------------------------------------------------------------------------

    def _join_window(self) -> None:
        window = self.window
        window.cramp_asked.connect(self.doors.cramp_now)
        window.spasm_asked.connect(lambda: self.doors.describe_episode())
        window.day_asked.connect(lambda: self.doors.note_day())
        window.undo_asked.connect(lambda: self._step(self.journal.undo, _("Nothing to take back.")))
        window.redo_asked.connect(lambda: self._step(self.journal.redo, _("Nothing to do again.")))
        window.find_asked.connect(self._find)
        window.help_asked.connect(self.doors.show_safety)
        window.quit_asked.connect(window.close)
        window.text_size_asked.connect(self._text_size)

    def _join_world(self) -> None:
        self._ear = None
        if self._options.claim.ear is not None:
            self._ear = HandOverListener(self._options.claim.ear, self)
            self._ear.received.connect(self._handed_over)
        self._application.applicationStateChanged.connect(self._looked_at)
        self._application.aboutToQuit.connect(self._end)
        self._catch_signals()

    def show(self, started_s: float) -> None:
        """Show Today, or relief where a cramp was handed in at the start."""
        self._take_spool()
        self._note_first_use()
        database = self.journal.database
        if database.read_only is not None:
            self.window.set_message("read_only", database.read_only)
        if os.environ.get("CALFSTRETCH_TIMING"):
            _tell_first_paint(self.window, started_s)
        self.window.show_page("today")
        if self._options.cramp_episode_id is not None:
            self.doors.open_relief(self._options.cramp_episode_id)
        self.window.show()

    def _note_first_use(self) -> None:
        # Days before the first use are never asked about, and nothing in them is known by absence.
        if self.journal.setting(FIRST_USED_SETTING) is None and self.journal.database.read_only is None:
            first = self.journal.first_day() or self.journal.today()
            self._try(lambda: self.journal.set_setting(FIRST_USED_SETTING, first.isoformat()))

    # -- what the person asks of the window --------------------------------------------------------------

    def _step(self, step: Callable[[], Any], nothing: str) -> None:
        try:
            written = step()
        except CalfstretchError as error:
            self._report(error)
            return
        self.window.say(labels.write_label(written.label) if written is not None else nothing)

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
        page = self.window.pages.get("today")
        refresh = getattr(page, "refresh", None)
        if callable(refresh):
            refresh()

    # -- other programs ----------------------------------------------------------------------------------

    def _handed_over(self, message: dict[str, str]) -> None:
        what = message.get("do")
        self.written.look_for_others()
        if what == "changed":
            return
        self._raise()
        if what == "cramp":
            self._take_spool()
            self.doors.open_relief(message.get("episode_id"))

    def _take_spool(self) -> None:
        if self.journal.database.read_only is not None:
            return
        for waiting in spool.take_all(self._options.data_dir):
            try:
                self.journal.episodes.begin(Moment.of(waiting.moment), episode_id=str(waiting.episode_id))
            except UserError:
                return  # it stays in the spool for the next time
            waiting.confirm()

    def _raise(self) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _looked_at(self, state: Qt.ApplicationState) -> None:
        # Commands write beside the window; it looks when the person looks.
        if state == Qt.ApplicationState.ApplicationActive:
            self.written.look_for_others()

    def _catch_signals(self) -> None:
        # Python runs its handlers between two of its own instructions; the pipe wakes Qt's loop so that it does.
        read, write = os.pipe()
        os.set_blocking(read, False)
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        self._signals = QSocketNotifier(read, QSocketNotifier.Type.Read, self)
        self._signals.activated.connect(lambda *_args: self._signalled(read))
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, lambda _number, _frame: None)

    def _signalled(self, read: int) -> None:
        for number in os.read(read, 16):
            self.signal_status = 128 + number
        self.window.close()
        self._application.quit()

    def _end(self) -> None:
        full = self.window.full_screen()
        stop = getattr(full, "stop_and_keep", None)
        if callable(stop):
            stop()
        self.tones.stop()
        if self._ear is not None:
            self._ear.close()
        self.written.close()


def _bytes(text: str | None) -> bytes | None:
    return None if not text else base64.b64decode(text)


class _FirstPaint(QObject):
    """Prints one line after the window's first real paint, for measuring."""

    def __init__(self, window: QWidget, started_s: float) -> None:
        super().__init__(window)
        self._started_s = started_s
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        passed_ms = (time.monotonic() - self._started_s) * 1000
        modules = ("numpy", "pyqtgraph", "scipy", "PySide6.QtNetwork", "PySide6.QtMultimedia", "PySide6.QtTextToSpeech")
        heavy = [name for name in modules if name in sys.modules]
        stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
        print(f"first paint {stamp} {passed_ms:.0f} ms heavy={','.join(heavy) or '-'}", flush=True)


def _tell_first_paint(window: QWidget, started_s: float) -> None:
    _FirstPaint(window, started_s)
