"""How often: the sentence, and spasms over water, activity and evening stretches on one time axis."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.frequency import Rate
from calfstretch.insights.period import Period
from calfstretch.insights.series import Series, series
from calfstretch.ui.context import Context
from calfstretch.ui.insights.how_often import state
from calfstretch.ui.insights.how_often.chart import ChartView
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.section import Section
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import Text, secondary, small


class HowOften(Section):
    """The section. Its limits need the statistics, which load once the chart was painted.

    `completed` is sent when sentence, chart and limits are all there.
    """

    completed = Signal()
    key = "how-often"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("How often"))
        theme = context.theme
        self.shown: Series | None = None
        self._rates: tuple[Rate | None, ...] = ()
        self._limits = False
        self._caption = ""
        self.notes = secondary(theme)
        self.content.insertWidget(self.content.indexOf(self.lead) + 1, self.notes)
        self.chart = ChartView(theme)
        self.chart.current_changed.connect(self._read_out)
        self.chart.opened.connect(self.opened)
        self.chart.width_changed.connect(self._width_changed)
        self.chart.painted.connect(lambda: QTimer.singleShot(0, self._load_limits))
        self.readout = _Readout(theme)
        self.open_button = LinkButton(theme, _("Show in History"))
        self.open_button.clicked.connect(self._open_chosen)
        policy = self.open_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.open_button.setSizePolicy(policy)
        self.open_button.hide()
        self.legend = small(theme)
        self.place.add(self.chart, 1)
        self.place.add(_Foot(theme, self.readout, self.open_button))
        self.content.insertWidget(self.content.indexOf(self.foot), self.legend)
        self._read_out("")

    # -- what a section gives ------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        self._reckon()
        self._say()
        self._draw()

    def numbers(self) -> list[Numbers]:
        if self.shown is None:
            return []
        return [state.numbers(self.shown, self._rates, self._today())]

    def method(self) -> list[str]:
        return [self._caption] if self._caption else []

    def pictures(self) -> list[QWidget]:
        return [self.chart]

    def caption(self) -> str:
        return state.legend(self.shown) if self.shown is not None else ""

    def for_paper(self, shown: Section) -> None:
        if not self._limits:
            self._load_limits()

    # -- showing -------------------------------------------------------------------------------

    def _reckon(self) -> None:
        assert self.facts is not None and self.period is not None
        self.shown = series(self.facts.days, self.period.span, self.chart.plot_width)
        self._rates = state.trailing_rates(self.facts.days, self.shown) if self._limits else ()

    def _say(self) -> None:
        assert self.facts is not None and self.shown is not None
        today = self.facts.today
        spasms_today = sum(spasm.day == today for spasm in self.facts.spasms)
        said = state.overview(self.facts.days, spasms_today, self.shown, limits=self._limits)
        self.lead.say(said.sentence)
        self.notes.setText(" ".join(said.notes))
        self.notes.setVisible(bool(said.notes))
        self._caption = said.caption
        self._say_legend()
        words = (state.readout(each, today) for each in self.shown.bins)
        self.readout.make_room_for(max([_hint(), *words], key=len))

    def _say_legend(self) -> None:
        """What the picture's signs mean; the table has none, but its limits assume the same."""
        assert self.shown is not None
        signs = "" if self.as_table else state.legend(self.shown)
        self.legend.setText(" ".join(words for words in (signs, self._caption) if words))

    def _draw(self) -> None:
        assert self.shown is not None
        self.chart.show_series(self.shown, self._rates, self._today())

    def _load_limits(self) -> None:
        self._limits = True
        if self.facts is not None and self.period is not None:
            self.bring(self.facts, self.period)
        self.completed.emit()

    def table_toggled(self) -> None:
        if self.shown is not None:
            self._say_legend()

    # -- acting --------------------------------------------------------------------------------

    def _width_changed(self) -> None:
        if self.facts is None or self.period is None or self.shown is None:
            return
        if series(self.facts.days, self.period.span, self.chart.plot_width).step is not self.shown.step:
            self.bring(self.facts, self.period)

    def _read_out(self, words: str) -> None:
        self.readout.setText(words or _hint())
        self.readout.set_tone("text" if words else "secondary")
        self.open_button.setVisible(self.chart.day_of_current() is not None)

    def _open_chosen(self) -> None:
        day = self.chart.day_of_current()
        if day is not None:
            self.opened.emit(min(day, self._today() - timedelta(days=1)))

    def _today(self) -> date:
        assert self.facts is not None
        return self.facts.today


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
