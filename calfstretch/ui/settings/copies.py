"""Settings, Copies: when the last good copy was made, one more now, a second folder for them, the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.buttons import EdgeLink, PlainButton, SecondaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.rows import Flow, Rule, Stack
from calfstretch.ui.widgets.texts import body, caps_label, secondary

if TYPE_CHECKING:
    from calfstretch.journal.copies import Copy, Kept

AskFolder = Callable[[Context, Path, Callable[[Path], object]], object]
"""Lets the person choose a folder, beginning at one, and calls with what was chosen."""


class CopiesPart(SettingsPart):
    """The copies of the diary.

    Args:
        ask_folder: a test brings its own.
    """

    def __init__(self, context: Context, ask_folder: AskFolder | None = None) -> None:
        super().__init__(context, _("Copies of the diary"))
        self._ask_folder = ask_folder or ask_for_folder
        self._was_asked = False
        theme = self.theme
        self.add(self._newest())
        self.trouble = Complaint(theme)
        self.add(self.trouble)
        self.make = SecondaryButton(theme, _("Make a copy now"))
        self.make.clicked.connect(self._make)
        self.back = SecondaryButton(theme, _("Restore…"))
        self.back.clicked.connect(context.doors.show_restore)
        self.add(Flow(theme, self.make, self.back))
        self.add(Rule(theme))
        self.add(self._second())
        self.second_trouble = Complaint(theme)
        self.second_trouble.set_tone("text")  # a stick in the drawer is nothing to be alarmed at
        self.add(self.second_trouble)
        self.choose = EdgeLink(theme, _("Choose a folder…"))
        self.choose.clicked.connect(self._choose)
        self.none = PlainButton(theme, _("No second folder"))
        self.none.clicked.connect(self._forget)
        self.add(Flow(theme, self.choose, self.none, gap=24))
        context.copies.changed.connect(self._show)
        self._show()

    def refresh(self) -> None:
        """Show what is known; where nobody has looked yet, look."""
        self.context.copies.look()
        self._show()

    # -- parts -------------------------------------------------------------------------------------------

    def _newest(self) -> QWidget:
        from calfstretch.journal.copies import backups_folder

        self.newest = body(self.theme, strong=True)
        words = Stack(self.theme, gap=4)
        words.add(self.newest)
        how = _(
            "A copy is made and checked by itself for each day on which you use calfstretch. Of the last 10 days and "
            "12 months one each is kept, in {folder}"
        )
        words.add(secondary(self.theme, how.format(folder=backups_folder(self.journal))))
        return words

    def _second(self) -> QWidget:
        words = Stack(self.theme, gap=4)
        words.add(caps_label(self.theme, _("A second folder for copies")))
        self.second = body(self.theme)
        self.there = secondary(self.theme)
        words.add(self.second)
        words.add(self.there)
        words.add(secondary(self.theme, _("Whoever can open that folder can read the copies in it.")))
        return words

    def _show(self) -> None:
        from calfstretch.journal.copies import second_folder

        copies, now = self.context.copies, self.journal.clock.now()
        kept, second = copies.kept, second_folder(self.journal)
        self.newest.setText(_("Making a copy…") if self._was_asked and copies.is_busy else newest_line(kept, now))
        _say(self.trouble, kept.trouble if kept else "")
        self.second.setText(
            str(second.folder)
            if second is not None
            else _("None. A memory stick, or a folder that is kept in your cloud, helps when this computer breaks.")
        )
        there = kept.second if kept is not None and second is not None else None
        self.there.setText(_("Last good copy there: {copy}").format(copy=copy_words(there, now)) if there else "")
        self.there.setVisible(there is not None)
        _say(self.second_trouble, _try_again(kept) if second is not None else "")
        self.choose.set_words(_("Choose a folder…") if second is None else _("Choose another folder…"))
        if second is None and self.none.hasFocus():
            self.choose.setFocus()
        self.none.setVisible(second is not None)
        if self._was_asked and not copies.is_busy:
            self._was_asked = False
            if kept is not None and kept.newest is not None and not kept.trouble:
                said = _("Copied and checked: {copy}")
                self.context.navigator.say(said.format(copy=copy_words(kept.newest, now)))

    # -- doing -------------------------------------------------------------------------------------------

    def _make(self) -> None:
        if self._refuse_read_only():
            return
        self._was_asked = True
        self.context.copies.look_after(asked=True)

    def _choose(self) -> None:
        from calfstretch.journal.copies import second_folder

        if self._refuse_read_only():
            return
        second = second_folder(self.journal)
        begin = second.folder if second is not None and second.folder.is_dir() else Path.home()
        self._ask_folder(self.context, begin, self._take)

    def _take(self, folder: Path) -> None:
        from calfstretch.journal.copies import choose_second, is_within_diary

        if is_within_diary(self.journal, folder):
            _say(self.second_trouble, _("That folder belongs to the diary itself. Choose another place."))
            return
        if self._do(lambda: choose_second(self.journal, folder)):
            self.context.copies.look_after()
            self._show()

    def _forget(self) -> None:
        from calfstretch.journal.copies import choose_second

        if self._do(lambda: choose_second(self.journal, None)):
            self._show()
            self.context.navigator.say(_("Copies go to one folder now. Those in the other folder stay there."))

    def _refuse_read_only(self) -> bool:
        reason = self.journal.database.read_only
        if reason is not None:
            self.context.report(UserError(reason))
        return reason is not None

    def _do(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except CalfstretchError as error:
            self.context.report(error)
            return False
        return True


def newest_line(kept: Kept | None, now: datetime) -> str:
    """What is said of the newest good copy; None = nobody has looked yet."""
    if kept is None:
        return _("Looking for the copies…")
    if kept.newest is None and kept.trouble:
        return _("There is no copy yet.")
    if kept.newest is None:
        return _("No copy yet. The first one is made by itself when something has been noted.")
    return _("Last good copy: {copy}").format(copy=copy_words(kept.newest, now))


def copy_words(copy: Copy, now: datetime) -> str:
    """Today, 11:24, 140 entries"""
    made = copy.made_at.astimezone(now.tzinfo)
    return ngettext("{day}, {time}, {n} entry", "{day}, {time}, {n} entries", copy.entries).format(
        day=formats.day_word(made.date(), now.date()), time=formats.clock_time(made), n=formats.grouped(copy.entries)
    )


def _try_again(kept: Kept | None) -> str:
    if kept is None or not kept.second_trouble:
        return ""
    return _("{problem} It is tried again by itself.").format(problem=kept.second_trouble)


def _say(complaint: Complaint, text: str) -> None:
    # Said once, not at each look.
    if text != complaint.said:
        complaint.say(text)


def ask_for_folder(context: Context, begin: Path, take: Callable[[Path], object]) -> QFileDialog:
    """Let the person choose a folder; `take` is called with it."""
    dialog = QFileDialog(context.window, _("A second folder for copies"), str(begin))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()
    return dialog
