"""How often: the sentence, and spasms over water, activity and evening stretches on one time axis."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.levels import Level, Levels
from calfstretch.insights.period import Period
from calfstretch.insights.series import Step
from calfstretch.ui.context import Context
from calfstretch.ui.insights.how_often import state
from calfstretch.ui.insights.how_often.chart import ChartView
from calfstretch.ui.insights.how_often.marks import Marks, marks_of
from calfstretch.ui.insights.how_often.moves import Moves
from calfstretch.ui.insights.how_often.steady_text import SteadyText
from calfstretch.ui.insights.in_sight import InSight
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.section import Section
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import secondary, small

# While one pans or zooms, words and table wait until the picture stood still for so long.
_STILL_MS = 120
# After so long it is known whether the chart stands in what is seen of the page.
_UNSEEN_MS = 400


class HowOften(Section):
    """The section. Its limits need the statistics, which load once the chart was painted.

    `completed` is sent when sentence, chart and limits are all there.
    """

    completed = Signal()
    key = "how-often"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("How often"))
        theme = context.theme
        self._shown_facts: DiaryFacts | None = None
        self._levels: Levels | None = None
        self._marks = Marks()
        self._limits = False
        self._caption = ""
        self.notes = secondary(theme)
        self.content.insertWidget(self.content.indexOf(self.lead) + 1, self.notes)
        self.name.hide()  # the page's own heading stands right above; the room is the chart's
        self.chart = ChartView(theme)
        self.chart.current_changed.connect(self._read_out)
        self.chart.opened.connect(self.opened)
        self.chart.seen_changed.connect(self._seen_changed)
        self.chart.painted.connect(lambda: QTimer.singleShot(0, self, self._load_limits))
        self.moves = Moves(theme)
        self.moves.zoomed.connect(self.chart.zoom)
        self.moves.panned.connect(self.chart.pan)
        self.moves.went_home.connect(self.chart.go_home)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._stood_still)
        self.readout = SteadyText(theme, _hint())
        self.open_button = LinkButton(theme, _("Show in History"))
        self.open_button.clicked.connect(self._open_chosen)
        policy = self.open_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.open_button.setSizePolicy(policy)
        self.open_button.hide()
        self.legend = small(theme)
        # over the chart: below it they would stand under the edge of most windows
        self.place.add(_Reading(theme, self.readout, self.open_button))
        self.place.add(self.chart, 1)
        self.place.add(self.moves)
        InSight(theme, self.readout, self.chart)
        self.content.insertWidget(self.content.indexOf(self.foot), self.legend)
        self._read_out("")

    @property
    def shown(self) -> Level | None:
        """The bars of which something is seen; None = nothing was read yet."""
        return self.chart.shown if self._levels is not None else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(_UNSEEN_MS, self, self._load_unseen)

    def _load_unseen(self) -> None:
        """A chart below what is seen of the page is not painted until the page is scrolled: nothing waits for that."""
        if not self._limits and self.chart.visibleRegion().isEmpty():
            self._load_limits()

    # -- what a section gives ------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        if facts is not self._shown_facts:
            self._levels = Levels(facts.days, limits=self._limits)
            self._marks = marks_of(facts)
        self._shown_facts = facts
        self._show()

    def sentence(self) -> str:
        return " ".join(part for part in (super().sentence(), self.notes.text()) if part)

    def days_shown(self) -> tuple[date, date] | None:
        return self.chart.days_seen() if self._levels is not None else None

    def numbers(self) -> list[Numbers]:
        shown = self.shown
        if shown is None or self.facts is None:
            return []
        today = self.facts.today
        found = [state.numbers(shown, shown.rates, today)]
        marks = state.mark_numbers(self._marks, shown.bins[0].first, shown.bins[-1].last, today) if shown.bins else None
        return [*found, marks] if marks is not None and marks.rows else found

    def method(self) -> list[str]:
        return [self._caption] if self._caption else []

    def pictures(self) -> list[QWidget]:
        return [self.chart]

    def caption(self) -> str:
        if self._levels is None:
            return ""
        return f"{self.chart.seen_words()}. {self._signs()}"

    def for_paper(self, shown: Section) -> None:
        if not self._limits:
            self._load_limits()
        if isinstance(shown, HowOften):
            self.chart.show_same(shown.chart)

    # -- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        assert self.facts is not None and self.period is not None and self._levels is not None
        home = self._levels.home(self.period.span, self.chart.plot_width)
        said = state.overview(self.facts, home, limits=self._limits)
        self.lead.say(said.sentence)
        self.notes.setText(" ".join(said.notes))
        self.notes.setVisible(bool(said.notes))
        self._caption = said.caption
        self.chart.show_diary(self._levels, self.period.span, self._marks, self.facts.today)
        self._stands_still()

    def _seen_changed(self) -> None:
        if self.period is not None and self.chart.window_ is not None:
            self.moves.show_window(self.chart.window_, self.chart.seen_words(), self.period.span)
            self._still.start()

    def _stands_still(self) -> None:
        self._still.stop()
        if self._levels is None:
            return
        self._say_legend()
        self.readout.make_room_for(max(_hint(), self.chart.longest_words(), key=len))

    def _say_legend(self) -> None:
        """What the picture's signs mean; the table has none, but its limits assume the same."""
        signs = "" if self.as_table else self._signs()
        self.legend.setText(" ".join(words for words in (signs, self._caption) if words))

    def _stood_still(self) -> None:
        self._stands_still()
        self._refreshed()

    def _signs(self) -> str:
        assert self._levels is not None
        return state.legend(self._levels.level(self.chart.step), self._marks)

    def _load_limits(self) -> None:
        if self._limits:
            return
        self._limits = True
        if self._levels is not None:
            self._levels.with_limits()
            self._show()
            self._refreshed()
        self.completed.emit()
        QTimer.singleShot(0, self, self._gather)

    def _gather(self) -> None:
        """The levels not shown yet, one in a turn, so that the first zoom finds them."""
        step = next((step for step in Step if not self.chart.has_step(step)), None)
        if step is not None and self._levels is not None:
            self.chart.prepare(step)
            QTimer.singleShot(0, self, self._gather)

    def table_toggled(self) -> None:
        if self._levels is not None:
            self._say_legend()

    # -- acting --------------------------------------------------------------------------------

    def _read_out(self, words: str) -> None:
        self.readout.say(words or _hint(), "text" if words else "secondary")
        chosen = self.chart.day_of_current() is not None
        if chosen == self.open_button.isHidden():
            self.open_button.setVisible(chosen)

    def _open_chosen(self) -> None:
        day = self.chart.day_of_current()
        if day is not None:
            self.opened.emit(day)


def _hint() -> str:
    return _("Point at a bar, or walk with ← and →. Enter opens its days in History.")


class _Reading(Stack):
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
