"""Restoring in the running window: prepared beside everything else, then put in place in one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal import Written
from calfstretch.journal.journal import LOOK_STORED
from calfstretch.journal.restoring import Restoring, Staged
from calfstretch.ui.aside import Aside
from calfstretch.ui.context import Context
from calfstretch.ui.restore.state import restored_words

if TYPE_CHECKING:
    from calfstretch.ui.main_window import MainWindow

_MESSAGE = "restore"


class Restorer(QObject):
    """One restore at a time.

    Args:
        replaced: called when the diary holds other entries and settings than before.
    """

    def __init__(self, context: Context, window: MainWindow, replaced: Callable[[], None]) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._replaced = replaced
        self._restoring = Restoring(context.journal)
        self._is_undo = False
        self._kept: Path | None = None
        self.work: Aside | None = None
        context.written.written.connect(self._written)

    def restore(self, path: Path, *, is_undo: bool = False) -> None:
        """Begin; where a session or relief runs, say that it has to wait."""
        if self.work is not None:
            return
        if self._is_in_use():
            return
        self._is_undo, self._kept = is_undo, None
        self._window.set_message(_MESSAGE, _("Bringing the copy back. You can go on; nothing you note is lost."))
        self.work = Aside(lambda: [self._restoring.prepare(path)])
        self.work.came.connect(self._put_in_place, Qt.ConnectionType.QueuedConnection)
        self.work.failed.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.work.start()

    def undo(self) -> bool:
        """Take the last restore back where nothing was done since; False = there is nothing of the kind."""
        if self._kept is None:
            return False
        self.restore(self._kept, is_undo=True)
        return True

    def _written(self, written: Written) -> None:
        if written.seq and not written.label.startswith("set ") and written.label != LOOK_STORED:
            self._kept = None  # from now on undo means what was done in the diary itself

    def _put_in_place(self, staged: Staged) -> None:
        if self._is_in_use():
            self._restoring.call_off(staged)
            self._end(None)
            return
        self._window.set_sheets_aside()  # what is half typed in them is stored, or comes back with them
        try:
            restored = self._restoring.finish(staged)
        except CalfstretchError as error:
            self._end(error)
            self._window.put_sheets_back()
            return
        self._end(None)
        self._replaced()
        self._window.put_sheets_back()
        kept = restored.kept
        # By key the person goes further back, never to and fro.
        self._kept = None if self._is_undo else kept
        said = restored_words(restored.taken.left_out, is_undo=self._is_undo)
        self._window.say(said, None if kept is None else lambda: self.restore(kept, is_undo=not self._is_undo))

    def _is_in_use(self) -> bool:
        if self._window.full_screen() is None:
            return False
        self._window.set_message(
            "restore refused",
            _("Nothing was restored: a session or a cramp was running. Restore when it is over."),
            _("OK"),
            lambda: self._window.set_message("restore refused", ""),
        )
        return True

    def _end(self, error: Exception | None) -> None:
        self.work = None
        self._window.set_message(_MESSAGE, "")
        if error is not None:
            self._context.report(error)
