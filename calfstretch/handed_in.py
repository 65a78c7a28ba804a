"""What other starts of the program hand to the window that runs: come forward, look again, a cramp."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt

from calfstretch.commands.diary import take_in_spool
from calfstretch.desktop.spool import put
from calfstretch.domain.moment import Moment
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.doors import WindowDoors
from calfstretch.ui.main_window import MainWindow


class HandedIn:
    """Does what other starts ask for.

    Args:
        data_dir: the diary's folder, with the spool beside it.
    """

    def __init__(self, context: Context, window: MainWindow, doors: WindowDoors, data_dir: Path) -> None:
        self._context = context
        self._window = window
        self._doors = doors
        self._data_dir = data_dir

    def take(self, message: dict[str, str]) -> None:
        """Do what a message asks for; what it does not know it passes over."""
        what = message.get("do")
        self._context.written.look_for_others()
        if what == "changed":
            return
        if message.get("activation"):
            # Wayland lets a window come forward only with the token of the press that asked for it.
            os.environ["XDG_ACTIVATION_TOKEN"] = message["activation"]
        self._raise()
        if what == "cramp":
            self.take_spool()
            self._relieve(message["episode_id"], _moment(message.get("at", "")))

    def take_spool(self) -> None:
        """Take the cramps that wait beside the diary into it."""
        journal = self._context.journal
        if journal.database.read_only is None:
            take_in_spool(journal, self._data_dir)

    def _relieve(self, episode_id: str, at: datetime | None) -> None:
        """Open relief for a cramp another start has noted; `at` (aware) is given where it could keep it nowhere."""
        self._doors.open_relief(episode_id, at)
        if at is not None and getattr(self._window.full_screen(), "episode_id", None) != episode_id:
            # The relief of an earlier cramp goes on and knows nothing of this one.
            self._keep_moment(episode_id, at)

    def _keep_moment(self, episode_id: str, at: datetime) -> None:
        from uuid import UUID

        window = self._window
        try:
            try:
                self._context.journal.episodes.begin(Moment.of(at), episode_id=episode_id)
            except UserError:
                put(self._data_dir, UUID(episode_id), at)
        except UserError as error:
            window.set_message(episode_id, error.message, _("OK"), lambda: window.set_message(episode_id, ""))

    def _raise(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def _moment(text: str) -> datetime | None:
    """The moment a message brings, aware; None = the text is none that a diary can hold."""
    try:
        return Moment.of(datetime.fromisoformat(text)).aware
    except ValueError:
        return None
