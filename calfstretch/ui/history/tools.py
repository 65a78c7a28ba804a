"""The head of the history: search, chips, the bin, and behind one button leg, period and date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.history.filters import Filter, Show
from calfstretch.ui.history.more_tools import Choice
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import IconButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import title

_TYPING_MS = 200


class HistoryTools(Stack):
    """Signals:
    filtered(Filter): the person looks for something else.
    more_asked(): show what stands behind the button.
    bin_asked(): show what was removed.
    runs_asked(): bring runs in out of files.
    calendar_asked(bool): show the calendar, or the list again.
    """

    filtered = Signal(object)
    more_asked = Signal()
    bin_asked = Signal()
    runs_asked = Signal()
    calendar_asked = Signal(bool)

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=8, parent=parent)
        self._today = today
        self.search = TextField(theme, _("Search"), placeholder=_("Search notes"))
        theme.follow(self.search, lambda: self.search.setFixedWidth(theme.px(180)))
        words = {
            Show.ALL: _("All"),
            Show.SPASMS: _("Spasms"),
            Show.STRETCHES: _("Stretches"),
            Show.DAYS: _("Days"),
        }
        self.show_chips = ChipRow(theme, _("What to show"), list(words.items()))
        self.show_chips.set_value(Show.ALL)
        self.more = IconButton(theme, "sliders", _("Leg, period, date"))
        self.more.setCheckable(True)
        self.bin = IconButton(theme, "bin", _("Bin: what was removed in the last 30 days"))
        self.runs = IconButton(theme, "plus", _("Add runs… out of files of a watch or a service"))
        self.runs.clicked.connect(self.runs_asked)
        self.calendar = IconButton(theme, "calendar", _("Calendar of 12 weeks (Ctrl+K)"))
        self.calendar.setCheckable(True)
        self._title = title(theme, _("History"))
        self._end = Flow(
            theme, self.search, self.show_chips, self.more, self.bin, self.runs, self.calendar, at_end=True
        )
        self._in_line = True
        self.add(Headed(theme, self._title, self._end))
        self.choice = Choice()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._say)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._say)
        self.show_chips.chosen.connect(self._show_chosen)
        self.more.clicked.connect(self._ask_more)
        self.bin.clicked.connect(self.bin_asked)
        self.calendar.clicked.connect(lambda: self.calendar_asked.emit(self.calendar.isChecked()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        parts = (self._title, self.show_chips, self.more, self.bin, self.runs, self.calendar)
        needed = sum(part.sizeHint().width() for part in parts) + self.search.width()
        needed += self._theme.px(16 + 8 + 8 + 8 + 8 + 8)
        self._put_chips(needed <= self.width())

    def _put_chips(self, in_line: bool) -> None:
        """The chips stand beside the search, or in a line of their own where that is too narrow."""
        if in_line == self._in_line:
            return
        self._in_line = in_line
        flow = self._end.flow
        if in_line:
            self.box.removeWidget(self.show_chips)
            for part in (self.show_chips, self.more, self.bin, self.runs, self.calendar):
                flow.removeWidget(part)
                flow.addWidget(part)
        else:
            flow.removeWidget(self.show_chips)
            self.box.insertWidget(1, self.show_chips)
        QWidget.setTabOrder(self.search, self.show_chips)
        QWidget.setTabOrder(self.show_chips, self.more)
        self._end.updateGeometry()

    def show_calendar(self, on: bool) -> None:
        """Leave the switch alone in sight while the calendar stands, which shows every entry."""
        self.calendar.setChecked(on)
        self.calendar.set_icon_name("list" if on else "calendar")
        name = _("Back to the list (Ctrl+K)") if on else _("Calendar of 12 weeks (Ctrl+K)")
        self.calendar.setAccessibleName(name)
        self.calendar.setToolTip(name)
        for part in (self.search, self.show_chips, self.more, self.bin, self.runs):
            part.setVisible(not on)

    def wanted(self) -> Filter:
        """The filter as it stands."""
        show = Show(str(self.show_chips.value() or Show.ALL))
        return Filter(show, self.choice.leg, self.search.words(), *self.choice.span(self._today()))

    def clear(self) -> None:
        """Let everything through; sends no signal."""
        self._typing.stop()
        self.search.clear()
        self.show_chips.set_value(Show.ALL)
        self.choice = Choice()
        self.more.setChecked(False)

    def choose(self, choice: Choice) -> None:
        """Look for another leg or period."""
        self.choice = choice
        self.more.setChecked(choice != Choice())
        self._say()

    def _show_chosen(self, value: object) -> None:
        if value is None:
            self.show_chips.set_value(Show.ALL)
        self._say()

    def _say(self) -> None:
        self._typing.stop()
        self.filtered.emit(self.wanted())

    def _ask_more(self) -> None:
        self.more.setChecked(self.choice != Choice())  # filled while something is chosen there
        self.more_asked.emit()
