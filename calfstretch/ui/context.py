"""What every screen is given: the journal, the clock, the look and the window to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from calfstretch.clock import Clock
from calfstretch.desktop.tones import Tones
from calfstretch.domain.routine import Routine
from calfstretch.journal import Journal
from calfstretch.ui.copy_keeper import CopyKeeper
from calfstretch.ui.journal_signals import JournalSignals
from calfstretch.ui.page import Navigator
from calfstretch.ui.theme import Theme

if TYPE_CHECKING:
    from calfstretch.ui.widgets.spelling import Spells


class Doors(Protocol):
    """The ways from one screen to another; app.py joins them, so that no screen knows another."""

    def start_session(self, routine: Routine, feel_before: int | None = None) -> None:
        """Open the guide and begin."""

    def resume_session(self, session_id: str, snapshot: dict[str, Any]) -> None:
        """Open the guide and go on with a session that was cut off."""

    def cramp_now(self) -> None:
        """Commit the moment, then relief."""

    def describe_episode(self, episode_id: str | None = None, *, day: date | None = None) -> None:
        """Open the form of an episode; None = a new, earlier one."""

    def describe_after(self, activity_id: str) -> None:
        """Open the form of a spasm that goes with an activity."""

    def bring_in(self, paths: Sequence[Path] = ()) -> None:
        """Look files over that are to be brought in; without any the sheet asks which."""

    def note_day(self, day: date | None = None, *, at_note: bool = False, at_change: bool = False) -> None:
        """Open the sheet of a diary day, with the focus in its note, or where a change is marked, if asked; None = the
        day that is running."""

    def note_activity(self, day: date | None = None, activity_id: str | None = None) -> None:
        """Open the small form of one activity."""

    def type_session(self, day: date | None = None, session_id: str | None = None) -> None:
        """Open the form of a session done away from the computer, or of a known one."""

    def change_routine(self) -> None:
        """Open the sheet of the next stretch."""

    def edit_routine(self, routine_id: str) -> None:
        """Open the form of a routine of one's own."""

    def edit_programme(self, programme_id: str | None = None, *, by_therapist: bool = True) -> None:
        """Open the form of a programme; None = a new one."""

    def open_programme_file(self) -> None:
        """Ask for a programme file and open the form with what it holds."""

    def save_programme_file(self, programme_id: str) -> None:
        """Ask where a programme goes as a file."""

    def show_slip(self, programme_id: str | None = None) -> None:
        """Open the slip to print; None = for the programme in force, or the next stretch."""

    def show_bedside(self) -> None:
        """Open the sheet for the bedside, to be printed."""

    def show_restore(self) -> None:
        """Open the sheet with the copies that can be restored."""

    def show_day(self, day: date) -> None:
        """Open History at a diary day."""

    def show_week(self, day: date | None = None) -> None:
        """Open the grid of a week at a diary day; None = the last days that ended."""

    def show_pause(self, pause_id: str | None = None, *, day: date | None = None) -> None:
        """Open the form of a pause; None = the one a day (as a rule today) lies in, or a new one from that day on."""

    def show_about_you(self) -> None:
        """Open Settings where the name and what a clinician should know are entered."""

    def show_safety(self) -> None:
        """Open the Safety page."""

    def show_files(self) -> None:
        """Open the sheet that names every file of the diary."""

    def show_diagnostics(self) -> None:
        """Open the sheet with what helps to find a mistake of the program; nothing that was typed stands in it."""

    def delete_everything(self) -> None:
        """Open the sheet that removes the diary and everything that belongs to it."""

    def remove_everything(self, copies: Sequence[Path] = ()) -> None:
        """Close the diary and remove it, with copies elsewhere; the person has confirmed it."""

    def test_distance(self) -> None:
        """Open the line that tests how large a session is to be."""


class Context(NamedTuple):
    """Passed to every screen.

    Args:
        report: shows an error's sentence on the screen where it happened; the caller keeps what was typed.
        tones: the cue sounds, or their silent stand-in.
        copies: looks after the copies of the diary.
        window: any widget of the main window, as parent of dialogs.
        data_dir: the folder the window was opened with; None = the diary's own.
        spelling: gives what looks the words of notes up, made when first asked for; None = nothing does.
    """

    journal: Journal
    written: JournalSignals
    clock: Clock
    theme: Theme
    tones: Tones
    navigator: Navigator
    doors: Doors
    report: Callable[[Exception], None]
    window: QWidget
    copies: CopyKeeper
    data_dir: Path | None = None
    spelling: Callable[[], Spells] | None = None
