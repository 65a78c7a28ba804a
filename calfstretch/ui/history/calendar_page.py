"""The calendar: the sentence of the last evenings, twelve weeks at a glance, what the shapes mean."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QLocale, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.journal.day_facts import read_day_facts
from calfstretch.journal.regularity import first_use, read_regularity
from calfstretch.ui.context import Context
from calfstretch.ui.history.calendar_grid import CalendarGrid
from calfstretch.ui.history.calendar_paint import CellPainter
from calfstretch.ui.history.calendar_state import (
    WEEKS,
    Cell,
    Ground,
    calendar_weeks,
    cell_words,
    regularity_words,
    span,
    span_words,
)
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import IconButton, LinkButton
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body, secondary

_TURN = timedelta(weeks=WEEKS)


class CalendarPage(ScrollPage):
    """Content of History; `day_opened` carries the day to show in the list."""

    day_opened = Signal(object)

    def __init__(self, context: Context) -> None:
        theme = context.theme
        super().__init__(theme, _("Calendar of 12 weeks"), margins=(4, 0, 16, 8), gap=6)
        self._context = context
        self._journal = context.journal
        self._first_weekday = QLocale().firstDayOfWeek().value
        self._last: date | None = None
        self._revealing = QTimer(self)  # a moment later everything has its place
        self._revealing.setSingleShot(True)
        self._revealing.setInterval(0)
        self._revealing.timeout.connect(self._reveal)
        self.sentence = body(theme)
        self.where = body(theme, strong=True)
        self.earlier = IconButton(theme, "chevron_left", _("12 weeks earlier (Page Up)"))
        self.later = IconButton(theme, "chevron_right", _("12 weeks later (Page Down)"))
        self.grid = CalendarGrid(theme)
        self.words = body(theme)
        self.open = LinkButton(theme, _("Show this day"))
        self.open.setToolTip(_("Enter"))
        self.add(self.sentence)
        turning = Flow(theme, self.earlier, self.later)
        self.add(Headed(theme, self.where, turning))
        self.add(self.grid)
        self.add(Headed(theme, self.words, self.open))
        self._legend = Legend(theme)
        self.add(self._legend)
        self.add_stretch()
        self.earlier.clicked.connect(lambda: self._turn(-1, None))
        self.later.clicked.connect(lambda: self._turn(1, None))
        self.open.clicked.connect(self._open)
        self.grid.day_opened.connect(self.day_opened)
        self.grid.day_chosen.connect(self._chosen)
        self.grid.turned.connect(self._turn)
        self.grid.newest_asked.connect(lambda: self.show_day(self._journal.today()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.verticalScrollBar().setValue(0)
        self._revealing.start()

    def show_day(self, day: date) -> None:
        """Show the twelve weeks that end with today, or as many turns back as it takes, with a day in force."""
        today = self._journal.today()
        day = min(day, today)
        last = today
        while day < span(last, self._first_weekday)[0]:
            last -= _TURN
        self._show(last, day)

    def refresh(self) -> None:
        """Read again, and leave the day in force."""
        self.show_day(self.grid.day() or self._journal.today())

    def _show(self, last: date, day: date) -> None:
        journal = self._journal
        today, begun = journal.today(), first_use(journal)
        first, end = span(last, self._first_weekday)
        self._last = last
        facts = read_day_facts(journal, first, min(end, today))
        self.sentence.setText(regularity_words(read_regularity(journal)))
        self.where.setText(span_words(first, today))
        weeks = calendar_weeks(facts, first, today, begun)
        self.grid.show_weeks(weeks, today, day)
        self._legend.before.setVisible(weeks[0][0].ground is Ground.BEFORE)
        self._allow(self.later, end < today)
        self._allow(self.earlier, begun is not None and begun < first)

    def _allow(self, button: QWidget, allowed: bool) -> None:
        if not allowed and button.hasFocus():
            self.grid.setFocus()
        button.setEnabled(allowed)

    def _turn(self, direction: int, day: date | None) -> None:
        """Twelve weeks back or on, as far as there is anything."""
        button = self.later if direction > 0 else self.earlier
        if not button.isEnabled() or self._last is None:
            return
        here = self.grid.day()
        to = day or (here or self._last) + direction * _TURN
        self._show(min(self._last + direction * _TURN, self._journal.today()), min(to, self._journal.today()))

    def _chosen(self, cell: Cell | None) -> None:
        self.words.setText("" if cell is None else cell_words(cell, self._journal.today()))
        self._revealing.start()

    def _reveal(self) -> None:
        """Bring the day in force into sight, and the head of the page with it where both have room."""
        rect = self.grid.visualRect(self.grid.currentIndex())
        at = self.grid.viewport().mapTo(self._holder, rect.center())
        bar = self.verticalScrollBar()
        near = rect.height() // 2 + self._theme.px(4)
        if at.y() + near <= self.viewport().height():
            bar.setValue(0)
        self.ensureVisible(at.x(), at.y(), 0, near)

    def _open(self) -> None:
        day = self.grid.day()
        if day is not None:
            self.day_opened.emit(day)


class Legend(Flow):
    """What each shape and ground means, in words.

    Attributes:
        before: the sample of a day before the diary began.
    """

    def __init__(self, theme: Theme) -> None:
        day = date.min
        self.before = _Sample(theme, Cell(day, Ground.BEFORE), _("before the diary began"))
        samples = (
            (Cell(day, Ground.KNOWN, done=1), _("stretch")),
            (Cell(day, Ground.KNOWN, partial=1), _("partial stretch")),
            (Cell(day, Ground.KNOWN, spasms=2), _("spasms and their number")),
            (Cell(day, Ground.UNKNOWN), _("not known, no check-in")),
            (Cell(day, Ground.PAUSE), _("pause")),
            (Cell(day, Ground.RUNNING), _("today")),
        )
        super().__init__(theme, *(_Sample(theme, cell, words) for cell, words in samples), self.before, gap=12)


class _Sample(Stack):
    """One shape with its meaning."""

    def __init__(self, theme: Theme, cell: Cell, words: str) -> None:
        super().__init__(theme, across=True, gap=6)
        self.add(_Picture(theme, cell))
        text = secondary(theme, words)
        text.setWordWrap(False)
        self.add(text)


class _Picture(QWidget):
    def __init__(self, theme: Theme, cell: Cell) -> None:
        super().__init__()
        self._cell = cell
        self._theme = theme
        self._painter = CellPainter(theme)
        theme.follow(self, lambda: self.setFixedSize(QSize(theme.px(40), theme.px(30))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painter.paint(painter, QRectF(self.rect()), self._cell)
        painter.end()
