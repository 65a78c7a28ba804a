"""The bin: what was removed, last removed first, each with a way back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import Episode
from calfstretch.domain.person import Programme, SavedRoutine
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold, Session
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.history.facts import binned_words
from calfstretch.ui.widgets.buttons import LinkButton, SoftButton
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
        self.add(secondary(context.theme, _("Removed entries wait here and can be brought back.")))
        self._card = Card(context.theme, gap=12)
        self.add(self._card)
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
        text.add(secondary(theme, _("removed {when}").format(when=_when(record.deleted_at))))
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


def _when(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone()
    return _("{day}, {time}").format(day=formats.short_day(local.date()), time=formats.clock_time(local))
