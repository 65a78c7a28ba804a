"""The whole window without a screen: the real root on a throw-away diary, with a clock that moves when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.app import Window
from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.opening import Opened
from calfstretch.options import WindowOptions
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary

MORNING = datetime.fromisoformat("2026-11-22T09:00:00+01:00")


@contextmanager
def whole_window(
    folder: Path,
    *,
    days: int = 0,
    now: datetime = MORNING,
    look: str = "light",
    scale: float = 1.0,
    size: tuple[int, int] = (1120, 740),
    cramp_episode_id: str | None = None,
    said: str = "",
) -> Iterator[Window]:
    """A window on a diary of so many invented days (0 = none), shown and in front; gone at the end.

    Args:
        folder: the diary's; a diary in it is opened as it is.
        said: what the opening of the diary has to tell.
    """
    is_new = not (folder / DIARY_NAME).exists()
    database = open_diary(folder / DIARY_NAME)
    if is_new and days:
        fill(database, days=days, until=now)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    options = WindowOptions(data_dir=folder, claim=None, cramp_episode_id=cramp_episode_id)
    window = Window(app, Opened(database, said), FakeClock(now), options)
    window.theme.set_theme(look)
    window.theme.set_scale(scale)
    window.theme.set_reduced_motion(True)
    window.window.resize(*size)
    try:
        window.show(0.0)
        window.window.activateWindow()
        settle()
        yield window
    finally:
        window.end()
        window.window.close()
        window.window.deleteLater()
        window.deleteLater()
        settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        database.close()


def clock_of(window: Window) -> FakeClock:
    """The clock the window was given."""
    clock = window.journal.clock
    assert isinstance(clock, FakeClock)
    return clock


def settle() -> None:
    """Let everything be drawn that waits."""
    for _ in range(5):
        QApplication.processEvents()


def top(window: Window) -> QWidget:
    """What the person deals with now: the topmost sheet, the screen that fills the window, or the page."""
    main = window.window
    if main._sheets:
        return main._sheets[-1]
    return main.full_screen() or main.pages[main.current]


SHEETS: dict[str, Callable[[Window], object]] = {
    "spasm": lambda window: window.doors.describe_episode(),
    "day": lambda window: window.doors.note_day(),
    "activity": lambda window: window.doors.note_activity(),
    "stretch": lambda window: window.doors.type_session(),
    "keys": lambda window: window.window.show_shortcuts(),
    "routine": lambda window: window.window.pages["today"].next.change.click(),
}
"""How each sheet that can be opened from everywhere is opened."""
