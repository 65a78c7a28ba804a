"""What the small forms do alike: Save beside the title, and nothing typed is lost by closing without a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.record import Record
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.context import Context
from calfstretch.ui.pending import keep_in_window, waiting_words, waits
from calfstretch.ui.shortcuts import save_on_ctrl_enter
from calfstretch.ui.widgets.buttons import PlainButton, PrimaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import secondary


class RecordForm(Stack):
    """A form for one record.

    Closing it stores what was changed of a known record. What is not saved then (a new one, or one that cannot be
    stored) goes out of sight with its sheet, and the window offers to open it again.

    Args:
        table: the record's table, for the words of what was done.
        known: the record that is changed; None = a new one.
        remove: the words of the button that removes a known one.

    Attributes:
        sheet_actions, sheet_notice: what the sheet shows beside and below its title.

    Signals:
        finished(): it is done with.
        anew_asked(): put one in its place that holds nothing of what was typed.
    """

    finished = Signal()
    anew_asked = Signal()

    def __init__(self, context: Context, table: str, known: Record | None, remove: str) -> None:
        super().__init__(context.theme, gap=20)
        self._context = context
        self._journal = context.journal
        self._table = table
        self._record = known
        self._settled = False
        self._leaving = False
        self._opened: object = None
        self._warned: object = None
        self._again: Headed | None = None
        theme = context.theme
        self.save = PrimaryButton(theme, _("Save"))
        self.save.setToolTip(_("Ctrl+Enter"))
        self.save.clicked.connect(self._save)
        self.remove = PlainButton(theme, remove)
        self.remove.clicked.connect(self._remove)
        if known is None:
            self.remove.hide()  # shown without a parent it would be a window for a moment
        self.sheet_actions = Flow(theme, self.save, at_end=True)
        save_on_ctrl_enter(self._save, self, self.sheet_actions)
        self.sheet_notice = Stack(theme)
        self.trouble = Complaint(theme)
        self.sheet_notice.add(self.trouble)

    # -- for the forms -----------------------------------------------------------------------------------

    def content(self) -> object:
        """What the form holds now, comparable."""
        raise NotImplementedError

    def records(self) -> tuple[list[Record], list[Record]] | None:
        """What to store and what to take away; None = something is said beside a field."""
        raise NotImplementedError

    def opened(self) -> None:
        """Remember what the form held when it was filled."""
        self._opened = self.content()

    def day_line(self, day: date) -> QWidget:
        """The day the record stands on; "today" becomes "yesterday" where the form outlasts it."""
        self._day_line = secondary(self._context.theme, size=18)
        self._stands_on = day
        self._say_day()
        self._context.written.written.connect(self._say_day)
        return self._day_line

    def _say_day(self, _written: object = None) -> None:
        self._day_line.setText(formats.day_word(self._stands_on, self._journal.today()))

    # -- for the sheet -----------------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Store a change of a known record; where that cannot be, stay once, since it was said why."""
        if self._record is None or not self.unsaved() or self.content() == self._warned:
            return True
        self._warned = self.content()
        return False

    def unsaved(self) -> bool:
        """Store a change of a known record; True = something typed is still not in the diary."""
        if self._settled or self.content() == self._opened:
            return False
        return self._record is None or not self._store()

    def opened_again(self) -> None:
        """The person left it unsaved and opens the same: it says so, and offers to begin anew."""
        if self._again is None:
            theme = self._context.theme
            anew = PlainButton(theme, _("Begin anew"))
            anew.clicked.connect(self.anew_asked)
            words = secondary(theme, _("As you left it; not saved yet."))
            self._again = Headed(theme, words, Flow(theme, anew, at_end=True))
            self.sheet_notice.add(self._again)

    def closing(self) -> None:
        """The window takes the form away: a change of a known record is kept."""
        if not self._settled and self._record is not None and self.content() != self._opened:
            self._leaving = True
            self._store()

    # -- storing -----------------------------------------------------------------------------------------

    def _save(self) -> None:
        if not self._settled and self._store():
            self.finished.emit()

    def _store(self) -> bool:
        found = self.records()
        if found is None:
            return False
        put, gone = found
        label = ("change " if self._record is not None else "add ") + self._table
        return self._do(label, lambda: self._journal.write(label, put, delete=gone), self._save)

    def _remove(self) -> None:
        known = self._record
        assert known is not None
        if self._do("delete " + self._table, lambda: self._journal.delete(known), self._remove):
            self.finished.emit()

    def _do(self, label: str, write: Callable[[], object], again: Callable[[], object]) -> bool:
        if self._leaving:
            return keep_in_window(self._context, self, write)
        try:
            write()
        except CalfstretchError as error:
            if waits(self._context, error, self, self, again):
                self.trouble.say(waiting_words())
                return False
            self.trouble.say(str(error))
            self._context.report(error)
            return False
        self._settled = True
        self._context.navigator.say(labels.write_label(label), self._undo)
        return True

    def _undo(self) -> None:
        try:
            self._journal.undo()
        except CalfstretchError as error:
            self._context.report(error)
