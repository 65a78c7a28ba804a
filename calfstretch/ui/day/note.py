"""The note of a diary day: stored while it is typed, so that two seconds at most can be lost."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import Item
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.pending import keep_in_window, waiting_words, waits
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import NoteEdit
from calfstretch.ui.widgets.rows import Flow

STORE_AFTER_MS = 1500
"""How long a change waits at most; with the write itself under the two seconds that may be lost."""


class NoteCard(Card):
    """A field that keeps what is typed; what could not be stored stays in it and is said.

    Signals:
        stored(): what was typed is on disk.
    """

    stored = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Note"), parent=parent)
        self._context = context
        self._day: date | None = None
        self._stored = ""
        self._warned = False
        self.note = NoteEdit(
            context.theme, _("Note of the day"), placeholder=_("Anything worth keeping"), spelling=context.spelling
        )
        self.add(self.note)
        self.complaint = Complaint(context.theme)
        self.add(self.complaint)
        self.save = SoftButton(context.theme, _("Save"))
        self.save.clicked.connect(self.flush)
        self._row = Flow(context.theme, self.save)
        self._row.hide()
        self.add(self._row)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(STORE_AFTER_MS)
        self.timer.timeout.connect(self.flush)
        self.note.edited.connect(lambda _text: self._typed())
        self.note.left.connect(lambda _text: self.flush())

    def show_day(self, day: date, text: str) -> None:
        """Show a day's note; what is typed and not yet stored stays."""
        if day == self._day and self.is_dirty():
            return
        self._day = day
        self._stored = text
        if self.note.text() != text:
            self.note.set_text(text)

    def is_dirty(self) -> bool:
        """Whether something is typed that is not on disk."""
        return self.note.text() != self._stored

    def flush(self) -> bool:
        """Store what is typed; False = it could not be, which is said beside the field."""
        self.timer.stop()
        text = self.note.text()
        if self._day is None or text == self._stored:
            return True
        known, self._stored = self._stored, text
        try:
            self._context.journal.days.set_item(self._day, Item.NOTE, text if text.strip() else None)
        except CalfstretchError as error:
            self._stored = known
            if waits(self._context, error, self, self, self.flush):
                self.complaint.say(waiting_words())
            else:
                self._say_trouble(error)
            return False
        self._say_trouble(None)
        self.stored.emit()
        return True

    def leave(self) -> None:
        """The sheet is taken away: text that cannot be stored now waits in the window."""
        if not self.flush() and self._day is not None and not self._warned:
            day, text = self._day, self.note.text()
            journal = self._context.journal
            keep_in_window(self._context, self, lambda: journal.days.set_item(day, Item.NOTE, text))

    def may_leave(self) -> bool:
        """Whether the sheet may close; text that could not be stored asks for a second word."""
        if self.flush() or self._warned:
            return True
        self._warned = True
        self.complaint.say(_("The note is not stored yet. Close again to leave without it."))
        return False

    def _typed(self) -> None:
        self._warned = False
        # Not started anew by each letter: who types without a pause is stored as well.
        if not self.timer.isActive():
            self.timer.start()

    def _say_trouble(self, error: CalfstretchError | None) -> None:
        if error is not None and not isinstance(error, UserError):
            raise error
        self.complaint.say(error.message if isinstance(error, UserError) else "")
        if error is None and self.save.hasFocus():
            self.note.setFocus()
        self._row.setVisible(error is not None)
