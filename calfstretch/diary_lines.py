"""What the window says about the place of its diary, and the ways on: gone, busy, synchronised, not the usual one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from calfstretch.desktop.lock import DiaryLock
from calfstretch.desktop.single_instance import Claim
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.paths import DIARY_NAME, is_usual
from calfstretch.storage.disks import is_network, synchronised_by
from calfstretch.ui.context import Context
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.pending import UNSAVED, waiting_words

PATIENCE_S = 0.1
"""How long one press may wait for another program; longer, and the window would seem to stand still."""
AGAIN_MS = 300
LAST_TRY_S = 2.0
LOOK_MS = 1000
PLACE_TOLD_SETTING = "place_told"
_LONGEST_NAME = 48


class DiaryLines(QObject):
    """Lines at the top of the window.

    Args:
        claim: the lock of the diary's folder; None = there is none.
    """

    def __init__(self, context: Context, window: MainWindow, claim: Claim | None, parent: QObject | None) -> None:
        super().__init__(parent)
        self._context = context
        self._window = window
        self._claim = claim
        self._lock: DiaryLock | None = None
        self._is_gone = self._warned = False
        database = context.journal.database
        database.be_patient(PATIENCE_S)
        database.hold()
        database.on_gone = lambda: QTimer.singleShot(0, self, self.look)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._context.journal.waiting.try_all)
        context.journal.waiting.changed = self._show_waiting
        self.looking = QTimer(self)  # while it is gone: moved back, it is at work again although nobody clicked
        self.looking.setInterval(LOOK_MS)
        self.looking.timeout.connect(self.look)

    def close(self) -> None:
        """Store what waits, if that can be done in a moment, and look no more."""
        journal = self._context.journal
        journal.waiting.changed = lambda: None
        journal.database.on_gone = lambda: None
        self._again.stop()
        self.looking.stop()
        self._try_once_more()
        if self._lock is not None:
            self._lock.release()

    def may_close(self) -> bool:
        """Whether the window may go; what is not stored yet asks for a second word."""
        self._try_once_more()
        unsaved = any(key.startswith(UNSAVED) for key in self._window.messages.shown_keys())
        if (not unsaved and not self._context.journal.waiting) or self._warned:
            return True
        self._warned = True
        self._window.say(_("Not everything is saved yet. Close the window again to leave without it."))
        return False

    def _try_once_more(self) -> None:
        journal = self._context.journal
        if journal.waiting:
            journal.database.be_patient(LAST_TRY_S)
            journal.waiting.try_all()
            journal.database.be_patient(PATIENCE_S)

    # -- another program ---------------------------------------------------------------------------------

    def _show_waiting(self) -> None:
        waits = bool(self._context.journal.waiting)
        self._window.set_message("waiting", waiting_words() if waits else "")
        self._again.start() if waits else self._again.stop()

    # -- disappeared -------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look whether the diary is where it was: after a write that was refused, and when the person looks."""
        database = self._context.journal.database
        is_gone = not database.is_in_place()
        if is_gone == self._is_gone:
            return
        self._is_gone = is_gone
        self.looking.start() if is_gone else self.looking.stop()
        if not is_gone:
            self._window.set_message("gone", "")
            self._context.written.look_again()
            return
        moved = database.moved_to()
        folder = in_a_line(database.path.parent)
        if moved is None:
            text = _("The diary has disappeared from {folder}. Keep writing to a new copy here?").format(folder=folder)
        else:
            path = moved.name if moved.parent == database.path.parent else short_name(moved)
            text = _("The diary was moved: it is now {path}. Move it back, or keep writing to a new copy here.")
            text = text.format(path=path)
        self._window.set_message("gone", text, _("Write a new copy"), lambda: self._go_on_in(database.path.parent))

    def _go_on_in(self, folder: Path) -> None:
        database = self._context.journal.database
        if database.is_in_place():
            self.look()
            return
        usual = database.path.parent
        try:
            if folder != usual and os.path.lexists(folder / DIARY_NAME):
                raise UserError(_("There is a diary in {folder} already; it is left as it is.").format(folder=folder))
            kept = database.go_on_at(folder / (database.path.name if folder == usual else DIARY_NAME))
        except UserError as error:
            self._window.set_message("gone", error.message, _("Another folder…"), self._ask_folder)
            return
        self._take_lock(folder)
        self.look()
        self._say_written(folder, moved=folder != usual, kept=kept)

    def _say_written(self, folder: Path, *, moved: bool, kept: Path | None) -> None:
        said = _("The diary is whole again in {folder}.").format(folder=folder)
        if kept is not None:
            said += " " + _("What lay there is kept as {name}.").format(name=kept.name)
        if moved:
            said = _("The diary is now kept in {folder}. Start calfstretch with --data-dir and this folder.").format(
                folder=folder
            )
            self._name_window()
            self._window.set_message("moved", said, _("OK"), lambda: self._window.set_message("moved", ""))
        else:
            self._window.say(said)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self._window, _("A folder for the diary"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self._go_on_in(Path(name)))
        dialog.open()

    def _take_lock(self, folder: Path) -> None:
        # The lock went with the folder: a second start must find this window at the new one.
        if self._claim is None:
            return
        with suppress(UserError):
            lock = DiaryLock.acquire(folder)
            if lock is not None:
                lock.announce(self._claim.lock.note.address, self._claim.lock.note.token)
                if self._lock is not None:
                    self._lock.release()
                self._lock = lock

    # -- the place itself --------------------------------------------------------------------------------

    def tell_of_place(self) -> None:
        """Once, and not before the window stands: what is not good about this place, and which diary this is."""
        self._name_window()
        journal = self._context.journal
        folder = journal.database.path.parent
        if journal.setting(PLACE_TOLD_SETTING) == str(folder):
            return
        text = place_words(folder)
        if text:
            self._window.set_message("place", text, _("Understood"), self._place_understood)

    def _place_understood(self) -> None:
        self._window.set_message("place", "")
        journal = self._context.journal
        with suppress(UserError):
            journal.set_setting(PLACE_TOLD_SETTING, str(journal.database.path.parent))

    def _name_window(self) -> None:
        folder = self._context.journal.database.path.parent
        if not is_usual(folder):
            self._window.setWindowTitle(_("{folder} – calfstretch").format(folder=short_name(folder)))


def place_words(folder: Path) -> str:
    """Why this is no good place for the running diary, and what to do; "" = it is one."""
    program = synchronised_by(folder)
    if program:
        return synchronised_words(program)
    if is_network(folder):
        return _(
            "Do not keep the running diary on a network disk: two computers can spoil it. "
            "Keep it on this computer, and put the copies there."
        )
    return ""


def synchronised_words(program: str) -> str:
    """Why no running diary should lie where this program copies files to other computers."""
    return _(
        "Do not keep the running diary in a synchronised folder ({program}): two computers can spoil it. "
        "Put the copies there."
    ).format(program=program)


def in_a_line(path: Path) -> str:
    """A path as a line of the window shows it: of a long one its end, which tells most."""
    name = short_name(path)
    return name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"


def short_name(folder: Path) -> str:
    """A folder as a window's title shows it: in one line, from the home folder on."""
    name = str(folder)
    with suppress(ValueError, RuntimeError):
        name = f"~/{folder.relative_to(Path.home())}"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
