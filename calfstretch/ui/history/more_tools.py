"""Behind one button in the head of the history: leg, period, another day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import Signal

from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.history.filters import Filter
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.moment_field import DayField
from calfstretch.ui.widgets.rows import Field, Flow, Stack

WEEKS_4, WEEKS_12, RANGE = 28, 84, 0


class Choice(NamedTuple):
    """What is chosen there.

    Args:
        leg: None = any.
        period: `WEEKS_4` or `WEEKS_12` days back from today, `RANGE` = from `first` until `last`; None = all.
    """

    leg: Leg | None = None
    period: int | None = None
    first: date | None = None
    last: date | None = None

    def span(self, today: date) -> tuple[date | None, date | None]:
        """First and last diary day looked for; None = without an end on that side."""
        if self.period is None:
            return None, None
        if self.period == RANGE and self.first is not None and self.last is not None:
            return min(self.first, self.last), max(self.first, self.last)
        return today - timedelta(days=self.period - 1), None


def looked_for(wanted: Filter, today: date) -> str:
    """left leg · 26 Oct 2026 to 22 Nov 2026; "" where neither leg nor days are chosen."""
    parts = [] if wanted.leg is None else [labels.leg(wanted.leg)]
    if wanted.first is not None or wanted.last is not None:
        first, last = wanted.first or wanted.last, wanted.last or today
        assert first is not None
        parts.append(_("{first} to {last}").format(first=formats.short_day(first), last=formats.short_day(last)))
    return " · ".join(parts)


class MoreTools(Stack):
    """Content of a sheet; what is chosen holds at once.

    Signals:
        changed(Choice): another leg or period is looked for.
        date_asked(): go to another day. Sent after `finished`.
    """

    finished = Signal()
    changed = Signal(object)
    date_asked = Signal()

    def __init__(self, theme: Theme, choice: Choice, today: date) -> None:
        super().__init__(theme, gap=20)
        legs = [(leg, labels.leg(leg)) for leg in (Leg.LEFT, Leg.RIGHT)]
        self.leg = ChipRow(theme, _("Leg"), legs, legs=True)
        self.period = ChipRow(
            theme,
            _("Period"),
            [(WEEKS_4, _("Last 28 days")), (WEEKS_12, _("Last 12 weeks")), (RANGE, _("From … until"))],
        )
        self.first = DayField(theme, _("From"))
        self.last = DayField(theme, _("Until"))
        self.date = SoftButton(theme, _("Go to date…"))
        self._range = Flow(theme, Field(theme, _("From"), self.first), Field(theme, _("Until"), self.last), gap=16)
        self.add(Field(theme, _("Leg"), self.leg))
        self.add(Field(theme, _("Period"), self.period))
        self.add(self._range)
        self.add(Flow(theme, self.date))
        self.leg.set_value(choice.leg)
        self.period.set_value(choice.period)
        self.first.set_day(choice.first or today - timedelta(days=WEEKS_4 - 1))
        self.last.set_day(choice.last or today)
        self._range.setVisible(choice.period == RANGE)
        self.leg.chosen.connect(lambda _leg: self._say())
        self.period.chosen.connect(lambda _period: self._say())
        self.first.entered.connect(lambda _day: self._say())
        self.last.entered.connect(lambda _day: self._say())
        self.date.clicked.connect(lambda: self._leave(self.date_asked.emit))

    def choice(self) -> Choice:
        """What is chosen now."""
        leg, period = self.leg.value(), self.period.value()
        first, last = (self.first.day(), self.last.day()) if period == RANGE and period is not None else (None, None)
        assert period is None or isinstance(period, int)
        return Choice(None if leg is None else Leg(str(leg)), period, first, last)

    def _say(self) -> None:
        self._range.setVisible(self.choice().period == RANGE)
        self.changed.emit(self.choice())

    def _leave(self, then: Callable[[], None]) -> None:
        self.finished.emit()
        then()
