"""The bin: what was removed, last removed first, each with a way back and the day it goes for good."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Programme, SavedRoutine
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold, Session
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal import the_bin
from calfstretch.journal.the_bin import BIN_DAYS
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.dialogs import confirm
from calfstretch.ui.history.facts import binned_words
from calfstretch.ui.widgets.buttons import LinkButton, PlainButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import body, secondary

_AT_ONCE = 40
_SHOWN_KINDS = (
    "episodes",
    "sessions",
    "activities",
    "drinks",
    "day_items",
    "checkins",
    "pauses",
    "marked_changes",
    "routines",
    "programmes",
)


class BinSheet(Stack):
    """Content of a sheet."""

    finished = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent=parent)
        self._context = context
        self._limit = _AT_ONCE
        self._parts: list[QWidget] = []
        self.restore_buttons: list[SoftButton] = []
        theme = context.theme
        words = _("Removed entries wait here for {days} days and can be brought back.").format(days=BIN_DAYS)
        self.add(secondary(theme, words))
        self._card = Card(theme, gap=12)
        self.add(self._card)
        self.empty = PlainButton(theme, _("Empty the bin now…"))
        self.empty.clicked.connect(self._ask)
        self._ending = Stack(theme, gap=4)
        self._ending.add(Flow(theme, self.empty))
        self._ending.add(secondary(theme, _for_good()))
        self.add(self._ending)
        context.written.written.connect(self._written)
        self._show()

    def binned(self) -> list[Record]:
        """What is shown: the relief of a spasm, and the routine of a programme, come back with it, without a line."""
        found = [record for record in self._context.journal.bin() if record.TABLE in _SHOWN_KINDS]
        spasms = {record.id for record in found if isinstance(record, Episode)}
        asked = {record.routine_id for record in found if isinstance(record, Programme)}
        return [
            record
            for record in found
            if not (isinstance(record, Session) and record.episode_id in spasms)
            and not (isinstance(record, SavedRoutine) and record.id in asked)
        ]

    def first_focus(self) -> QWidget:
        """The first way back."""
        return next(iter(self.restore_buttons), self)

    def _written(self, _written: object) -> None:
        self._show()

    def _show(self) -> None:
        for part in self._parts:
            part.hide()
            part.setParent(None)
            part.deleteLater()
        self._parts, self.restore_buttons = [], []
        found = self.binned()
        for record in found[: self._limit]:
            self._put(self._line(record))
        self._ending.setVisible(bool(found))
        for before, after in pairwise([*self.restore_buttons, self.empty]):
            QWidget.setTabOrder(before, after)
        if not found:
            self._put(body(self._context.theme, _("The bin is empty.")))
        if len(found) > self._limit:
            more = LinkButton(self._context.theme, _("Show more"))
            more.clicked.connect(self._show_more)
            self._put(Flow(self._context.theme, more))

    def _line(self, record: Record) -> QWidget:
        theme = self._context.theme
        words = binned_words(record, self._context.journal.day_start_h)
        text = Stack(theme, gap=0)
        text.add(body(theme, words, strong=True))
        text.add(secondary(theme, _removed_words(record)))
        button = SoftButton(theme, _("Restore"))
        button.setAccessibleName(_("Restore: {what}").format(what=words))
        button.clicked.connect(lambda: self.restore(record))
        self.restore_buttons.append(button)
        return Headed(theme, text, button)

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._card.add(part)

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self._show()

    def restore(self, record: Record) -> None:
        """Bring an entry back, with what belongs to it."""
        journal = self._context.journal
        belonging = [other for other in journal.bin() if _belongs(other, record)]
        place = next((at for at, button in enumerate(self.restore_buttons) if button.hasFocus()), 0)
        try:
            journal.restore(record, *belonging)
        except CalfstretchError as error:
            self._context.report(error)
            return
        words = binned_words(record, journal.day_start_h)
        self._context.navigator.say(_("Brought back: {what}").format(what=words), self._undo)
        if self.restore_buttons:
            self.restore_buttons[min(place, len(self.restore_buttons) - 1)].setFocus()

    def _ask(self) -> None:
        count = len(self.binned())
        confirm(
            self._context.theme,
            self._context.window,
            _("Empty the bin?"),
            ngettext(
                "{n} entry goes for good and cannot be brought back, by undo neither.",
                "{n} entries go for good and cannot be brought back, by undo neither.",
                count,
            ).format(n=count),
            _("Empty it"),
            self._empty_now,
        )

    def _empty_now(self) -> None:
        try:
            the_bin.empty(self._context.journal)
        except CalfstretchError as error:
            self._context.report(error)
            return
        self._context.navigator.say(_("The bin is empty."))

    def _undo(self) -> None:
        try:
            self._context.journal.undo()
        except CalfstretchError as error:
            self._context.report(error)


def _belongs(other: Record, record: Record) -> bool:
    if isinstance(other, Session):
        return other.episode_id == record.id
    if isinstance(record, Programme):
        return other.id == record.routine_id
    return isinstance(other, Hold) and other.session_id == record.id


def _removed_words(record: Record) -> str:
    """removed 21 Nov 2026, 10:12, and in the line below: goes for good on 21 Dec 2026"""
    removed = _("removed {when}").format(when=_when(record.deleted_at))
    day = the_bin.goes_on(record)
    if day is None:
        return removed
    return "\n".join([removed, _("goes for good on {day}").format(day=formats.short_day(day))])


def _for_good() -> str:
    return _(
        "What has gone for good is on no screen and in no exported file any more. The diary's inner list of changes,"
        " and copies made before, still hold its words; deleting the whole diary in Settings removes those too."
    )


def _when(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone()
    return _("{day}, {time}").format(day=formats.short_day(local.date()), time=formats.clock_time(local))
