"""A Context for tests of screens: a real journal on a throw-away diary, a fake clock, and a window that remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.clock import FakeClock
from calfstretch.desktop.tones import SilentTones
from calfstretch.domain.routine import Routine
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from calfstretch.ui.context import Context
from calfstretch.ui.copy_keeper import CopyKeeper
from calfstretch.ui.journal_signals import JournalSignals
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@dataclass
class Calls:
    """What was asked for, oldest first: (name, arguments)."""

    made: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def note(self, name: str, *args: Any) -> None:
        """Remember one request."""
        self.made.append((name, args))

    def names(self) -> list[str]:
        """The names alone."""
        return [name for name, _args in self.made]

    def last(self, name: str) -> tuple[Any, ...]:
        """Arguments of the last request of that name.

        Raises:
            AssertionError: there was none.
        """
        found = [args for made, args in self.made if made == name]
        assert found, f"{name} was not asked for; asked for were {self.names()}"
        return found[-1]


class FakeNavigator:
    """The window's side of a screen; `calls.made` holds what was asked, `undo` the last offered way back."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        self.calls = Calls()
        self.undo: Callable[[], None] | None = None
        self.full: QWidget | None = None
        self.sheets: list[QWidget] = []
        self._theme = theme
        self._window = window

    def show_page(self, name: str) -> None:
        self.calls.note("show_page", name)

    def show_full(self, screen: QWidget) -> None:
        self.full = screen
        self.calls.note("show_full", screen)

    def leave_full(self) -> None:
        self.full = None
        self.calls.note("leave_full")

    def show_sheet(self, title: str, content: QWidget, *, wide: bool = False) -> QWidget:
        sheet = Sheet(self._theme, self._window, title, content, wide=wide)
        self.sheets.append(sheet)
        self.calls.note("show_sheet", title, content)
        return sheet

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.undo = undo
        self.calls.note("say", text)

    def set_message(self, key: str, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        self.calls.note("set_message", key, text, action)


class FakeDoors:
    """The ways to other screens; `calls.made` holds which were taken."""

    def __init__(self) -> None:
        self.calls = Calls()

    def start_session(self, routine: Routine, feel_before: int | None = None) -> None:
        self.calls.note("start_session", routine, feel_before)

    def resume_session(self, session_id: str, snapshot: dict[str, Any]) -> None:
        self.calls.note("resume_session", session_id, snapshot)

    def cramp_now(self) -> None:
        self.calls.note("cramp_now")

    def describe_episode(self, episode_id: str | None = None, *, day: date | None = None) -> None:
        self.calls.note("describe_episode", episode_id, day)

    def describe_after(self, activity_id: str) -> None:
        self.calls.note("describe_after", activity_id)

    def bring_in(self, paths: Sequence[Path] = ()) -> None:
        self.calls.note("bring_in", tuple(paths))

    def note_day(self, day: date | None = None, *, at_note: bool = False, at_change: bool = False) -> None:
        self.calls.note("note_day", day, *(["change"] if at_change else []))

    def note_activity(self, day: date | None = None, activity_id: str | None = None) -> None:
        self.calls.note("note_activity", day, activity_id)

    def type_session(self, day: date | None = None, session_id: str | None = None) -> None:
        self.calls.note("type_session", day, session_id)

    def change_routine(self) -> None:
        self.calls.note("change_routine")

    def edit_routine(self, routine_id: str) -> None:
        self.calls.note("edit_routine", routine_id)

    def edit_programme(self, programme_id: str | None = None, *, by_therapist: bool = True) -> None:
        self.calls.note("edit_programme", programme_id, by_therapist)

    def open_programme_file(self) -> None:
        self.calls.note("open_programme_file")

    def save_programme_file(self, programme_id: str) -> None:
        self.calls.note("save_programme_file", programme_id)

    def show_slip(self, programme_id: str | None = None) -> None:
        self.calls.note("show_slip", programme_id)

    def show_bedside(self) -> None:
        self.calls.note("show_bedside")

    def show_day(self, day: date) -> None:
        self.calls.note("show_day", day)

    def show_week(self, day: date | None = None) -> None:
        self.calls.note("show_week", day)

    def show_pause(self, pause_id: str | None = None, *, day: date | None = None) -> None:
        self.calls.note("show_pause", pause_id, day)

    def show_about_you(self) -> None:
        self.calls.note("show_about_you")

    def show_safety(self) -> None:
        self.calls.note("show_safety")

    def show_files(self) -> None:
        self.calls.note("show_files")

    def show_diagnostics(self) -> None:
        self.calls.note("show_diagnostics")

    def delete_everything(self) -> None:
        self.calls.note("delete_everything")

    def remove_everything(self, copies: Sequence[Path] = ()) -> None:
        self.calls.note("remove_everything", tuple(copies))

    def show_restore(self) -> None:
        self.calls.note("show_restore")

    def test_distance(self) -> None:
        self.calls.note("test_distance")


@dataclass
class Reported:
    """Errors a screen reported, oldest first."""

    errors: list[Exception] = field(default_factory=list)

    def __call__(self, error: Exception) -> None:
        self.errors.append(error)


def make_context(
    tmp_path: Path, qtbot: QtBot, *, now: datetime | None = None, look: str = "light", scale: float = 1.0
) -> Context:
    """A Context whose journal writes into a fresh diary below `tmp_path`; all is closed when the test ends.

    Args:
        now: where the fake clock starts, aware; None = Sunday 22 November 2026, 09:00 +01:00.
        look: the theme: "light", "dark" or "night".

    Returns:
        The context; `clock` is a FakeClock, `navigator` a FakeNavigator, `doors` a FakeDoors, `tones` SilentTones,
        `report` a Reported, `window` a bare widget.
    """
    clock = FakeClock(now)
    database = open_diary(tmp_path / "diary" / "calfstretch.sqlite3")
    journal = Journal(database, clock)
    window = QWidget()
    theme = Theme(look, scale, reduced_motion=True, parent=window)
    signals = JournalSignals(journal, window)

    def close(_window: QWidget) -> None:
        signals.close()
        for shown in QApplication.topLevelWidgets():
            for timer in shown.findChildren(QTimer, "reads_the_diary"):
                timer.stop()  # screens are closed after the diary here
        database.close()

    qtbot.addWidget(window, before_close_func=close)
    return Context(
        journal=journal,
        written=signals,
        clock=clock,
        theme=theme,
        tones=SilentTones(),
        navigator=FakeNavigator(theme, window),
        doors=FakeDoors(),
        report=Reported(),
        window=window,
        copies=CopyKeeper(journal, lambda work: work(), parent=window),
    )


@dataclass
class Given:
    """A screen's context, whose parts are all stand-ins."""

    context: Context

    @property
    def clock(self) -> FakeClock:
        assert isinstance(self.context.clock, FakeClock)
        return self.context.clock

    @property
    def doors(self) -> FakeDoors:
        assert isinstance(self.context.doors, FakeDoors)
        return self.context.doors

    @property
    def navigator(self) -> FakeNavigator:
        assert isinstance(self.context.navigator, FakeNavigator)
        return self.context.navigator

    @property
    def tones(self) -> SilentTones:
        assert isinstance(self.context.tones, SilentTones)
        return self.context.tones
