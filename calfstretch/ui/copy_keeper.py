"""Looks after the copies of the diary beside the window: in a thread, one thing after the other."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from calfstretch.errors import UserError
from calfstretch.journal import Journal

if TYPE_CHECKING:
    from calfstretch.journal.copies import Kept

TOLD_SETTING = "copies_told"
"""True = it was said that the second folder is away; said again once it has been there."""

# Ten years of entries take a second or two to copy and check: whatever is drawn meanwhile comes first.
_RANK = 10

Work = Callable[[], None]


class CopyKeeper(QObject):
    """Knows what came of the copies, and has them made.

    Args:
        journal: read in the window's own thread alone.
        start: runs work beside the window; None = in a thread. A test runs it at once.

    Attributes:
        kept: what is known; None = nobody has looked yet.

    Signals:
        changed(): what is known has changed, or work has begun.
        damaged(): part of the diary was found to be damaged.
    """

    changed = Signal()
    damaged = Signal()
    _done = Signal(object)

    def __init__(
        self, journal: Journal, start: Callable[[Work], object] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.kept: Kept | None = None
        self.is_busy = False
        self._journal = journal
        self._start = start or self._in_thread
        self._thread: threading.Thread | None = None
        self._next: Callable[[], None] | None = None
        self._has_left = False
        self._says_second = False
        self._done.connect(
            self._take, Qt.ConnectionType.QueuedConnection if start is None else Qt.ConnectionType.DirectConnection
        )

    def look_after(self, *, asked: bool = False, at_start: bool = False) -> None:
        """Make the copies that are due, or one although none is.

        Args:
            at_start: look at the whole diary first.
        """
        self._do(asked=asked, at_start=at_start)

    def look(self) -> None:
        """Find out what copies there are, if nobody has looked yet; nothing is made."""
        if self.kept is None and not self.is_busy:
            self._do(without_making=True)

    @property
    def quiet_line(self) -> str:
        """What Today says of the copies; "" = nothing. That the second folder is away is said once."""
        if self.kept is None:
            return ""
        return self.kept.trouble or (self.kept.second_trouble if self._says_second else "")

    def leave(self, wait_s: float) -> None:
        """Begin nothing more; what runs has so long to end."""
        self._has_left = True
        self._next = None
        if self._thread is not None:
            self._thread.join(wait_s)

    def copy_at_the_end(self) -> None:
        """Make the copy that is due now that the window is closed; nobody waits for it, and nothing is said."""
        if self._thread is not None and self._thread.is_alive():
            return
        from calfstretch.journal.copies import gathered

        if self._journal.database.read_only is None:
            gathered(self._journal, here_alone=True)()

    # -- work ------------------------------------------------------------------------------------------------

    def _do(self, **wanted: bool) -> None:
        if self._has_left or self._journal.database.read_only is not None:
            return
        if self.is_busy:
            self._next = lambda: self._do(**wanted)
            return
        from calfstretch.journal.copies import gathered

        work = gathered(self._journal, **wanted)

        def run() -> None:
            try:
                self._tell(work())
            except Exception as error:
                self._tell(error)

        self.is_busy = True
        self.changed.emit()
        self._start(run)

    def _in_thread(self, work: Work) -> None:
        def unhurried() -> None:
            if sys.platform == "linux":  # elsewhere there is no rank for one thread alone
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _RANK)
            work()

        self._thread = threading.Thread(target=unhurried, name="copies", daemon=True)
        self._thread.start()

    def _tell(self, result: object) -> None:
        with suppress(RuntimeError):  # the window went meanwhile
            self._done.emit(result)

    def _take(self, result: object) -> None:
        self.is_busy = False
        if isinstance(result, Exception):
            self.changed.emit()
            raise result
        kept: Kept = result  # type: ignore[assignment]
        if kept.damage:
            self.damaged.emit()
        else:
            self.kept = kept
            self._remember_what_was_said(kept)
        self.changed.emit()
        following, self._next = self._next, None
        if following is not None:
            following()

    def _remember_what_was_said(self, kept: Kept) -> None:
        was_told = bool(self._journal.setting(TOLD_SETTING))
        if kept.second_trouble and not was_told:
            self._says_second = True
        elif not kept.second_trouble:
            self._says_second = False
        if self._journal.database.read_only is None and was_told != bool(kept.second_trouble):
            with suppress(UserError):
                self._journal.set_setting(TOLD_SETTING, True if kept.second_trouble else None)
