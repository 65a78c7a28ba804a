"""Fields for a day and for a moment of the past, typed by keyboard; a doubled hour is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QWidget

from calfstretch.domain.moment import FIRST_YEAR, Moment, is_doubled, local_moment
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.theme import BODY, Theme
from calfstretch.ui.widgets.buttons import IconButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?")


def parse_time(text: str) -> time | None:
    """A time of day as people type it: 2:14, 02.14, 214, 2. None for a blank field.

    Raises:
        ValueError: it is no time of day.
    """
    bare = text.strip().lower()
    if not bare:
        return None
    found = _TIME.fullmatch(bare)
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


def latest(clock: time, now: Moment) -> date:
    """The civil day of the latest such time that has passed."""
    today = now.local.date()
    # Two days back, where the clocks jumped over that time yesterday.
    days = [today - timedelta(days=back) for back in range(3)]
    return next((day for day in days if _has_passed(datetime.combine(day, clock), now)), today)


def _has_passed(local: datetime, now: Moment) -> bool:
    """Whether that local time was, and not later than now."""
    moment = local_moment(local)
    return moment.local == local and moment.utc <= now.utc


class DayField(Stack):
    """A day: typed part by part, by the arrow keys, or one day back and on by buttons.

    Args:
        last: the latest day taken; None = no limit.

    `entered` carries the day when the person changes it.
    """

    entered = Signal(object)

    def __init__(self, theme: Theme, name: str, *, last: date | None = None) -> None:
        super().__init__(theme, across=True, gap=4)
        self.edit = _DateEdit(theme, name)
        if last is not None:
            self.set_last(last)
        self.before = IconButton(theme, "chevron_left", _("A day earlier"))
        self.after = IconButton(theme, "chevron_right", _("A day later"))
        self.add(self.before)
        self.add(self.edit)
        self.add(self.after)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.edit.dateChanged.connect(lambda _day: self.entered.emit(self.day()))
        self.setFocusProxy(self.edit)

    def set_last(self, last: date) -> None:
        """Another latest day; sends no signal."""
        with QSignalBlocker(self.edit):
            self.edit.setMaximumDate(QDate(last.year, last.month, last.day))

    def day(self) -> date:
        """The day shown."""
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a day; sends no signal."""
        with QSignalBlocker(self.edit):
            self.edit.setDate(QDate(day.year, day.month, day.day))

    def _step(self, days: int) -> None:
        self.edit.setDate(self.edit.date().addDays(days))


class _DateEdit(QDateEdit):
    """The wheel moves the page and never the day."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setMinimumDate(QDate(FIRST_YEAR, 1, 2))
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.follow(self, self._restyle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        # One stop, as every field: its parts are reached by the arrow keys, or come by themselves while typing.
        return QWidget.focusNextPrevChild(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_words()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._place_words()

    def _place_words(self) -> None:
        # Without step buttons a style sheet leaves the words a single pixel.
        if self.lineEdit() is not None:
            self.lineEdit().setGeometry(self.rect().adjusted(8, 2, -8, -2))

    def _restyle(self) -> None:
        self.setFont(self._theme.font(BODY))
        self.setMinimumWidth(self._theme.px(190))


class MomentField(Stack):
    """Day and time of something past.

    Until the person says the day it follows the time: the latest such moment that has passed, or the moment of the
    diary day asked for by `follow_day`.

    Args:
        now: asked whenever something is checked; later moments are refused.
        last: the latest day offered.

    `entered` is sent when the person changed something. What cannot be taken is said below, in `complaint`.
    """

    entered = Signal()

    def __init__(self, theme: Theme, name: str, now: Callable[[], Moment], last: date) -> None:
        super().__init__(theme, gap=8)
        self._now = now
        self._day_of: Callable[[time], date] = lambda clock: latest(clock, now())
        self._day_said = False
        self.setAccessibleName(name)
        self.day = DayField(theme, _("{what}: day").format(what=name), last=last)
        self.time = TextField(theme, _("{what}: time").format(what=name), placeholder=_("time, such as 2:14"), limit=8)
        theme.follow(self.time, lambda: self.time.setMinimumWidth(theme.px(210)))
        self.add(Flow(theme, self.day, self.time))
        self._question = body(theme, "", strong=True)
        self.which = ChipRow(theme, _("Which of the two"), [(0, _("The first")), (1, _("The second"))])
        self._doubled = Stack(theme, gap=4)
        self._doubled.add(self._question)
        self._doubled.add(self.which)
        self._doubled.hide()
        self.add(self._doubled)
        self.complaint = secondary(theme, "", size=BODY)
        self.complaint.set_tone("cramp")
        self.complaint.hide()
        self.add(self.complaint)
        self.day.entered.connect(self._day_entered)
        self.time.textEdited.connect(self._time_typed)
        self.time.editingFinished.connect(self.check)
        self.which.chosen.connect(self._changed)
        self.setFocusProxy(self.time)

    def show_moment(self, moment: Moment) -> None:
        """Show a known moment; sends no signal."""
        self._day_said = True
        self.day.set_day(moment.local.date())
        self.time.setText(formats.clock_time(moment.local))
        doubled = is_doubled(moment.local)
        self.which.set_value(int(local_moment(moment.local) != moment) if doubled else None)
        self._ask(moment.local if doubled else None)
        self._say("")

    def follow_day(self, day: date, day_start_h: int) -> None:
        """Take times for those of a diary day: before its start they lie in the night that follows it.

        A time of it that is still to come is the latest one that has passed.
        """

        def day_of(clock: time) -> date:
            meant = day + timedelta(days=clock.hour < day_start_h)
            passed = local_moment(datetime.combine(meant, clock)).utc <= self._now().utc
            return meant if passed else latest(clock, self._now())

        self._day_of = day_of
        self.day.set_day(day)

    def moment(self) -> Moment | None:
        """The moment; None where something is open or wrong (`check` says what)."""
        return self._read()[0]

    def check(self) -> bool:
        """Say below what is wrong; True when nothing is."""
        moment, problem = self._read()
        # A field nobody typed in yet is no mistake.
        self._say(problem if self.time.text().strip() else "")
        return moment is not None

    def demand(self) -> bool:
        """Like `check`, at saving: also what was left open is said."""
        moment, problem = self._read()
        self._say(problem)
        return moment is not None

    def _read(self) -> tuple[Moment | None, str]:
        try:
            clock = parse_time(self.time.text())
        except ValueError:
            return None, _("A time such as 2:14 or 14:30, please.")
        if clock is None:
            return None, _("A time is needed, such as 2:14.")
        local = datetime.combine(self.day.day(), clock)
        fold = 0
        if is_doubled(local):
            if self.which.value() is None:
                return None, _("That time came twice that night. Which one was it?")
            fold = 1 if self.which.value() == 1 else 0
        moment = local_moment(local, fold=fold)
        if moment.local != local:
            return None, _("There was no {time} that day: the clocks went forward.").format(
                time=formats.clock_time(local)
            )
        if moment.utc > self._now().utc:
            return None, _("That is still to come.")
        return moment, ""

    def _day_entered(self) -> None:
        self._day_said = True
        self._changed()

    def _time_typed(self) -> None:
        clock = self._clock()
        if clock is not None and not self._day_said:
            self.day.set_day(self._day_of(clock))
        self._changed()

    def _clock(self) -> time | None:
        try:
            return parse_time(self.time.text())
        except ValueError:
            return None

    def _changed(self) -> None:
        clock = self._clock()
        local = None if clock is None else datetime.combine(self.day.day(), clock)
        self._ask(local if local is not None and is_doubled(local) else None)
        if self.complaint.isVisibleTo(self):
            self.check()
        self.entered.emit()

    def _ask(self, local: datetime | None) -> None:
        if local is None:
            self.which.set_value(None)
        else:
            self._question.setText(
                _("The clocks went back: the first or the second {time}?").format(time=formats.clock_time(local))
            )
        self._doubled.setVisible(local is not None)

    def _say(self, problem: str) -> None:
        self.complaint.setText(problem)
        self.complaint.setVisible(bool(problem))
        self.time.setAccessibleDescription(problem)
