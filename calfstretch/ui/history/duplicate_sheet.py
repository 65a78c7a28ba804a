"""The same once more: the moment is chosen, then it is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import Activity
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.record import Record, Source, new_id
from calfstretch.domain.session_log import Hold, Session
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.history.facts import name
from calfstretch.ui.shortcuts import save_on_ctrl_enter
from calfstretch.ui.widgets.buttons import PrimaryButton
from calfstretch.ui.widgets.moment_field import MomentField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body

_FRESH: dict[str, Any] = {"source": Source.TYPED, "entered_at": None, "changed_at": None}


def started(record: Episode | Session | Activity) -> Moment:
    """The moment of an entry."""
    return record.started_at if isinstance(record, Session) else record.at


def copies(record: Episode | Session | Activity, at: Moment, holds: Sequence[Hold] = ()) -> list[Record]:
    """The entry once more at another moment, typed, with the holds of a session; in no row of several, from no file."""
    if isinstance(record, Session):
        end = None if record.ended_at is None else at.later(record.ended_at.seconds_since(record.started_at))
        copy = replace(record, id=new_id(), started_at=at, ended_at=end, episode_id=None, **_FRESH)
        return [copy, *(replace(hold, session_id=copy.id, **_FRESH) for hold in holds)]
    if isinstance(record, Activity):
        return [replace(record, id=new_id(), at=at, origin_key=None, **_FRESH)]
    until = None if record.until is None else at.later(record.until.seconds_since(record.at))
    return [replace(record, id=new_id(), at=at, until=until, cluster_id=None, **_FRESH)]


def suggested(record: Episode | Session | Activity, now: Moment) -> Moment:
    """The same time of day at its latest: today, or yesterday where today's is still to come."""
    local = datetime.combine(now.local.date(), started(record).local.time())
    today = local_moment(local)
    return today if today.utc <= now.utc else local_moment(local - timedelta(days=1))


class DuplicateSheet(Stack):
    """Content of a sheet."""

    finished = Signal()

    def __init__(self, context: Context, record: Episode | Session | Activity) -> None:
        theme = context.theme
        super().__init__(theme, gap=20)
        self._context = context
        self._journal = context.journal
        self._record = record
        self._settled = False
        now = self._journal.now()
        self.moment = MomentField(theme, _("When"), self._journal.now, now.local.date())
        self.moment.show_moment(suggested(record, now))
        self._suggested = self._content()
        self.note = PrimaryButton(theme, _("Note it"))
        self.note.setToolTip(_("Ctrl+Enter"))
        self.add(body(theme, _("{what}, once more.").format(what=name(record)), strong=True))
        self.add(Field(theme, _("When"), self.moment))
        self.add(Flow(theme, self.note))
        self.note.clicked.connect(self._note)
        save_on_ctrl_enter(self._note, self)

    def unsaved(self) -> bool:
        """Whether another moment was typed and not noted."""
        return not self._settled and self._content() != self._suggested

    def _content(self) -> tuple[object, str]:
        return self.moment.day.day(), self.moment.time.words()

    def first_focus(self) -> QWidget:
        """The time, to be typed."""
        return self.moment.time

    def _note(self) -> None:
        at = self.moment.moment() if not self._settled and self.moment.demand() else None
        if at is None:
            return
        holds = []
        if isinstance(self._record, Session):
            day = self._record.diary_day(self._journal.day_start_h)
            holds = list(self._journal.days.entries(day).holds.get(self._record.id, ()))
        try:
            self._journal.write(f"add {self._record.TABLE}", copies(self._record, at, holds))
        except CalfstretchError as error:
            self._context.report(error)
            return
        self._settled = True  # a double click notes it once
        when = _("{day}, {time}").format(
            day=formats.long_day(at.local.date(), self._journal.today()), time=formats.clock_time(at.local)
        )
        self._context.navigator.say(_("Noted once more: {when}").format(when=when), self._undo)
        self.finished.emit()

    def _undo(self) -> None:
        try:
            self._journal.undo()
        except CalfstretchError as error:
            self._context.report(error)
