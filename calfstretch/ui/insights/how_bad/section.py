"""How bad, how long: pain and duration of each spasm over time, and time to ease as counts."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.how_bad import HowBad, how_bad, period_before
from calfstretch.insights.period import Period
from calfstretch.ui.context import Context
from calfstretch.ui.insights.how_bad import state, words
from calfstretch.ui.insights.how_bad.counts import CountGrid
from calfstretch.ui.insights.how_bad.picture import DotsPicture
from calfstretch.ui.insights.in_sight import InSight
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.reading import ReadingRow
from calfstretch.ui.insights.section import Section
from calfstretch.ui.widgets.rows import Rule, Stack
from calfstretch.ui.widgets.texts import body, secondary, small


class HowBadSection(Section):
    """The section."""

    key = "how-bad"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("How bad, how long"))
        theme = context.theme
        self.found: HowBad | None = None
        self._today = date.min
        self.notes = secondary(theme)
        self.content.insertWidget(self.content.indexOf(self.lead) + 1, self.notes)
        self.dots = DotsPicture(theme)
        self.reading = ReadingRow(theme, _hint())
        self.legend = small(theme)
        self._drawn = Stack(theme, gap=8)
        self._drawn.add(self.reading)
        self._drawn.add(self.dots, 1)
        InSight(theme, self.reading, self.dots)
        self._drawn.add(self.legend)
        self.ease = body(theme)
        self.warning = secondary(theme)
        self.tried = CountGrid(theme, _("What was tried, and whether it helped"))
        self._counts = Stack(theme, gap=10)
        parts: tuple[QWidget, ...] = (Rule(theme), self.ease, self.warning, self.tried)
        for part in parts:
            self._counts.add(part)
        self.place.add(self._drawn, 1)
        self.place.add(self._counts)
        self.dots.pointed.connect(self._read_out)
        self.dots.opened.connect(self.opened)
        self.reading.asked.connect(self._open_chosen)

    # -- what a section gives ------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        found = self.found = how_bad(facts, period.first, period.last)
        self._today = facts.today
        days = period_before(facts, period.first, period.last)
        before = words.before_words(how_bad(facts, *days) if days is not None else None, found)
        self.lead.say(words.lead(found))
        notes = [note for note in (before, words.not_said_words(found)) if note]
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self._show_picture(found)
        self._show_counts(found)
        has_place = not (self._drawn.isHidden() and self._counts.isHidden())
        self.place.setVisible(has_place and not self.as_table)  # an empty column takes room too
        self.foot.setVisible(bool(found.spasms))

    def sentence(self) -> str:
        return " ".join(part for part in (super().sentence(), self.notes.text()) if part)

    def numbers(self) -> list[Numbers]:
        return state.numbers(self.found, self._today) if self.found is not None else []

    def method(self) -> list[str]:
        return words.method(self.found) if self.found is not None else []

    def pictures(self) -> list[QWidget]:
        return [self.dots] if self._drawn.isVisibleTo(self.place) else []

    def caption(self) -> str:
        return self.legend.text() if self._drawn.isVisibleTo(self.place) else ""

    # -- showing -------------------------------------------------------------------------------

    def _show_picture(self, found: HowBad) -> None:
        shown = state.picture(found)
        self._drawn.setVisible(bool(shown.dots))
        if not shown.dots:
            return
        self.dots.show_picture(shown, self._today)
        self.legend.setText(words.legend(found))
        newest = (words.readout(dot.spasm, 0) for dot in shown.dots[-40:])
        self.reading.make_room_for(max(newest, key=len))

    def _show_counts(self, found: HowBad) -> None:
        eased = words.eased_words(found)
        self.ease.setText(eased[0] if eased else "")
        self.ease.setVisible(bool(eased))
        self.warning.setText(words.no_comparison())
        self.tried.show_rows(words.tried_headers(), words.tried_rows(found))
        self._counts.setVisible(bool(eased) or bool(found.helped))

    def _read_out(self, said: str) -> None:
        self.reading.say(said, opens=self.dots.day_of_chosen() is not None)

    def _open_chosen(self) -> None:
        day = self.dots.day_of_chosen()
        if day is not None:
            self.opened.emit(min(day, self._today - timedelta(days=1)))


def _hint() -> str:
    return _("Point at a dot, or walk with ← and →. Enter opens its day in History.")
