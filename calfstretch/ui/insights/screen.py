"""Insights: how often the spasms come, over water, activity and stretching."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from calfstretch.domain.day_facts import DayFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.frequency import Rate
from calfstretch.insights.series import Series, Span, series
from calfstretch.insights.wording import Sentence
from calfstretch.journal.day_facts import read_day_facts
from calfstretch.ui.context import Context
from calfstretch.ui.insights import state
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import LinkButton, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import Text, body, heading, secondary, small, title

if TYPE_CHECKING:
    from calfstretch.ui.insights.chart import ChartView
    from calfstretch.ui.insights.table import NumbersTable

# A diary younger than this opens on four weeks, an older one on six months.
_YOUNG_DAYS = 56


class InsightsScreen(ScrollPage):
    """The screen. What loads slowly (drawing, statistics) is loaded after its first picture is on the display.

    `completed` is sent when sentence, chart and limits are all there.
    """

    completed = Signal()
    loads_later = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Insights"), parent=parent)
        self._context = context
        self._theme = context.theme
        self._facts: list[DayFacts] = []
        self._spasms_today = 0
        self._shown: Series | None = None
        self._rates: tuple[Rate | None, ...] = ()
        self._span: Span | None = None  # None = not chosen yet
        self._limits = False
        self._caption = ""
        self._stale = True
        self._empty_words: state.EmptyWords | None = None
        self.chart: ChartView | None = None
        self.table: NumbersTable | None = None
        self._as_table = False
        self._build()
        context.written.written.connect(lambda _written: self._written())

    # -- page ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the diary holds now; the first time a placeholder, and the rest once that was painted."""
        self._stale = False
        if self._context.journal.first_day() is None:
            self._facts = []
            self._show_empty()
        elif self.chart is None:
            self._swap(empty=False)
            self._placeholder.watch()
        else:
            self._read()
            self._show_read()

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins."""
        return self.ranges if self.ranges.isVisibleTo(self) else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stale = True

    # -- parts --------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        self.ranges = ChipRow(theme, _("How far back"), state.span_words(), at_end=True)
        self.ranges.chosen.connect(self._choose_span)
        self.add(Headed(theme, title(theme, _("Insights")), self.ranges))
        self.sentence = _SentenceLabel(theme)
        self.notes = secondary(theme)
        said = Stack(theme, gap=4)
        said.add(self.sentence)
        said.add(self.notes)
        self.add(said)
        self.empty = Card(theme, edge="dashed", gap=12)
        self.add(self.empty)
        self.card = Card(theme, gap=8)
        self._placeholder = _Placeholder(theme)
        self._placeholder.painted.connect(lambda: QTimer.singleShot(0, self._load_chart))
        self.readout = _Readout(theme)
        self.open_button = LinkButton(theme, _("Show in History"))
        self.open_button.clicked.connect(lambda: self._open(self._day_chosen()))
        policy = self.open_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.open_button.setSizePolicy(policy)
        self.open_button.hide()
        self.table_button = SecondaryButton(theme, _("Show as table"))
        self.table_button.clicked.connect(self._toggle_table)
        self.legend = small(theme)
        self.card.add(self._placeholder, 1)
        self.card.add(_Foot(theme, self.readout, self.open_button, self.table_button))
        self.card.add(self.legend)
        self.add(self.card, 1000)  # all the room there is; the stretch below serves the card of an empty diary
        self.add_stretch()

    # -- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        journal = self._context.journal
        today = journal.today()
        first = journal.first_day()
        facts = read_day_facts(journal, min(first, today), today) if first is not None else []
        self._facts = facts[:-1]
        self._spasms_today = facts[-1].spasms if facts else 0
        if self._span is None and self._facts:
            self._span = Span.FOUR_WEEKS if len(self._facts) < _YOUNG_DAYS else Span.SIX_MONTHS
        self.ranges.set_value(self._span)
        focus = self.window().focusWidget()
        if focus is not None and self.ranges.isAncestorOf(focus):
            self.ranges.setFocus()  # on the chip chosen now

    def _written(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    # -- showing ------------------------------------------------------------------------------

    def _show_empty(self) -> None:
        words = state.empty_words(self._spasms_today + sum(day.spasms for day in self._facts))
        if words != self._empty_words:
            self._empty_words = words
            self._write_empty(words)
        self._swap(empty=True)
        self.completed.emit()

    def _write_empty(self, words: state.EmptyWords) -> None:
        column = self.empty.content
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # it is gone only when the loop comes round
                old.deleteLater()
        self.empty.add(heading(self._theme, words.heading))
        for line in words.lines:
            self.empty.add(body(self._theme, line))
        to_today = LinkButton(self._theme, _("Go to Today"))
        to_today.clicked.connect(lambda: self._context.navigator.show_page("today"))
        way = Flow(self._theme, to_today)
        self.empty.add(way)
        way.show()  # at once, so that the keyboard can begin there

    def _show_read(self) -> bool:
        """Show what was read; False = there is nothing to draw."""
        if state.is_empty(self._facts):
            self._show_empty()
            return False
        self._swap(empty=False)
        self._reckon()
        self._say(limits=self._limits)
        self._draw()
        return True

    def _swap(self, *, empty: bool) -> None:
        self.empty.setVisible(empty)
        for part in (self.ranges, self.sentence, self.card):
            part.setVisible(not empty)
        self.notes.setVisible(not empty and bool(self.notes.text()))

    def _reckon(self) -> None:
        width = self.chart.plot_width if self.chart is not None else float(self.viewport().width())
        self._shown = series(self._facts, self._span or Span.ALL, width)

    def _say(self, *, limits: bool) -> None:
        assert self._shown is not None
        said = state.overview(self._facts, self._spasms_today, self._shown, limits=limits)
        self.sentence.say(said.sentence)
        self.notes.setText(" ".join(said.notes))
        self.notes.setVisible(bool(said.notes))
        self._caption = said.caption
        self._say_legend()
        words = (state.readout(each, self._today()) for each in self._shown.bins)
        self.readout.make_room_for(max([_hint(), *words], key=len))

    def _say_legend(self) -> None:
        """What the picture's signs mean; the table has none, but its limits assume the same."""
        assert self._shown is not None
        signs = "" if self._as_table else state.legend(self._shown)
        self.legend.setText(" ".join(words for words in (signs, self._caption) if words))

    def _draw(self) -> None:
        assert self._shown is not None
        self._rates = state.trailing_rates(self._facts, self._shown) if self._limits else ()
        today = self._today()
        if self.chart is not None:
            self.chart.show_series(self._shown, self._rates, today)
        if self._as_table and self.table is not None:
            self.table.show_series(self._shown, self._rates, today)

    # -- loading ------------------------------------------------------------------------------

    def _load_chart(self) -> None:
        """The chart, then in a turn of its own what needs the statistics."""
        if self.chart is not None:
            return
        self._read()
        if not self._show_read():
            return
        from calfstretch.ui.insights.chart import ChartView

        self.chart = ChartView(self._theme)
        self.chart.current_changed.connect(self._read_out)
        self.chart.opened.connect(self._open)
        self.chart.width_changed.connect(self._width_changed)
        self.card.content.replaceWidget(self._placeholder, self.chart)
        self._placeholder.hide()
        self.card.content.setStretchFactor(self.chart, 1)
        QWidget.setTabOrder(self.ranges, self.chart)
        self.chart.setVisible(not self._as_table)
        self._draw()
        self._read_out("")
        if self.chart.isVisible():
            self.chart.painted.connect(lambda: QTimer.singleShot(0, self._load_limits))
        else:  # the table stands in its place, or another screen
            QTimer.singleShot(0, self._load_limits)

    def _load_limits(self) -> None:
        self._limits = True
        self._show_read()
        self.completed.emit()

    # -- acting -------------------------------------------------------------------------------

    def _choose_span(self, span: Span | None) -> None:
        # pressed again, a chip takes its choice back; a chart always has a range
        self._span = span or self._span
        self.ranges.set_value(self._span)
        if self.chart is not None:
            self._show_read()

    def _width_changed(self) -> None:
        if self.chart is None or self._shown is None:
            return
        if series(self._facts, self._span or Span.ALL, self.chart.plot_width).step is not self._shown.step:
            self._show_read()

    def _toggle_table(self) -> None:
        to_table = self._as_table = not self._as_table
        table = self._table()
        table.setVisible(to_table)
        (self.chart or self._placeholder).setVisible(not to_table)
        self.readout.setVisible(not to_table)
        if self._shown is not None:
            self._say_legend()
            table.show_series(self._shown, self._rates, self._today())
        self.table_button.set_words(_("Show as chart") if to_table else _("Show as table"))
        self._read_out(self.chart.words() if self.chart is not None else "")

    def _table(self) -> NumbersTable:
        """The table, made when it is first asked for."""
        if self.table is None:
            from calfstretch.ui.insights.table import NumbersTable

            self.table = NumbersTable(self._theme)
            self.table.opened.connect(self._open)
            self.card.content.insertWidget(0, self.table, 1)
            QWidget.setTabOrder(self.ranges, self.table)
        return self.table

    def _read_out(self, words: str) -> None:
        self.readout.setText(words or _hint())
        self.readout.set_tone("text" if words else "secondary")
        self.open_button.setVisible(self._day_chosen() is not None)

    def _day_chosen(self) -> date | None:
        if self._as_table and self.table is not None:
            index = self.table.currentIndex()
            return self.table.numbers.bins[index.row()].last if index.isValid() else None
        return self.chart.day_of_current() if self.chart is not None else None

    def _open(self, day: date | None) -> None:
        if day is not None:
            self._context.doors.show_day(min(day, self._today() - timedelta(days=1)))

    def _today(self) -> date:
        return self._context.journal.today()


def _hint() -> str:
    return _("Point at a bar to read it, or walk through them with ← and →. Enter opens its days in History.")


class _Readout(Text):
    """The words of the bar pointed at, in a place as high as the longest of them needs, so that nothing moves while
    the pointer walks over the chart."""

    def __init__(self, theme: Theme) -> None:
        self._longest = ""
        super().__init__(theme, size=COMPACT, weight=500)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)

    def make_room_for(self, words: str) -> None:
        """Keep room for these words."""
        self._longest = words
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, max(1, width), 100_000)
        flags = Qt.TextFlag.TextWordWrap.value
        return max(super().heightForWidth(width), self.fontMetrics().boundingRect(box, flags, self._longest).height())


class _Foot(Stack):
    """The words of a bar with the buttons beside them, or under them where it is too narrow."""

    def __init__(self, theme: Theme, words: QWidget, *buttons: QWidget) -> None:
        super().__init__(theme, across=True, gap=8)
        self.add(words, 1)
        self._row = Stack(theme, across=True, gap=8)
        self._row.box.addStretch(1)
        for button in buttons:
            self._row.add(button)
        self.add(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = self.width() >= self._theme.px(640)
        self.set_across(across)
        # the last button, which is always there, keeps to the edge: the trailing one beside the words, the leading
        # one under them
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.RightToLeft
        self._row.box.setDirection(direction)


class _SentenceLabel(Text):
    """A sentence whose lead is bold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, size=20)
        self.setTextFormat(Qt.TextFormat.RichText)

    def say(self, sentence: Sentence) -> None:
        """Show a sentence; it is ours, with numbers alone put in, and escaped all the same."""
        lead, rest = (part.replace("&", "&amp;").replace("<", "&lt;") for part in (sentence.lead, sentence.rest))
        self.setText(f"<b>{lead}</b>{rest}")
        self.setAccessibleName(sentence.text)


class _Placeholder(QWidget):
    """Stands where the chart will be; tells when it was really painted, so that loading starts no earlier."""

    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._watching = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("The chart is being drawn"))
        self.setMinimumHeight(theme.px(360))

    def watch(self) -> None:
        """Tell about the next painting."""
        self._watching = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour("secondary"))
        painter.setFont(self._theme.font(COMPACT))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Drawing the chart…"))
        if self._watching:
            self._watching = False
            self.painted.emit()
