"""When and where: a dial, the weekdays, the legs and the place in a run, side by side where there is room."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.period import Period
from calfstretch.insights.when import When, when
from calfstretch.ui.context import Context
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.section import Section
from calfstretch.ui.insights.when_where import numbers, state
from calfstretch.ui.insights.when_where.blocks import Block, Pair, Sheet
from calfstretch.ui.insights.when_where.dial import DialPicture
from calfstretch.ui.insights.when_where.legs import LegsPicture
from calfstretch.ui.insights.when_where.method import paragraphs
from calfstretch.ui.insights.when_where.runs import RunsPicture
from calfstretch.ui.insights.when_where.weekdays import WeekdayPicture
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import body, secondary, small


class WhenWhere(Section):
    """The section. Few spasms are listed, more are drawn."""

    key = "when-where"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("When and where"))
        theme = context.theme
        self.found: When | None = None
        self.notes = secondary(theme)
        self.content.insertWidget(self.content.indexOf(self.lead) + 1, self.notes)
        self.dial, self.weekdays = DialPicture(theme), WeekdayPicture(theme)
        self.legs, self.runs = LegsPicture(theme), RunsPicture(theme)
        self.list = Sheet(theme, gap=4)
        self.by_hour = Block(theme, _("Time of day"), self.dial)
        self.by_weekday = Block(theme, _("Weekday"), self.weekdays)
        self.by_leg = Block(theme, _("Leg and zone"), self.legs)
        self.by_run = Block(theme, _("In a run"), self.runs)
        self.no_run = secondary(theme)
        self.hint = small(theme, _("Point at a picture to read its numbers, or walk through it with the arrow keys."))
        column = Stack(theme, gap=20)
        self.place.add(column)
        column.add(self.list)
        self.pairs = (Pair(theme, self.by_hour, self.by_leg), Pair(theme, self.by_weekday, self.by_run))
        for pair in self.pairs:
            column.add(pair)
        column.add(self.no_run)
        column.add(self.hint)

    # -- what a section gives ------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        found = self.found = when(facts, period.first, period.last)
        self.lead.say(state.sentence(found))
        self.notes.setText(state.counted(found))
        self.notes.setVisible(bool(self.notes.text()))
        many = len(found.spasms) > state.FEW
        self._list_spasms([] if many else [state.spasm_words(one) for one in found.spasms])
        self._show_hours(found, many)
        self._show_weekdays(found, many)
        self._show_legs(found, many)
        self._show_runs(found)
        self.hint.setVisible(many)
        for pair in self.pairs:
            pair.fit()
        self.foot.setVisible(bool(found.spasms))

    def numbers(self) -> list[Numbers]:
        return [] if self.found is None else numbers.tables(self.found, _week())

    def method(self) -> list[str]:
        return [] if self.found is None else paragraphs(self.found)

    def pictures(self) -> list[QWidget]:
        """The pictures in their pairs with titles and notes, so that a sheet looks like the screen; or the list."""
        return [part for part in (self.list, *self.pairs) if part.isVisibleTo(self.place)]

    def caption(self) -> str:
        return self.notes.text()

    # -- showing -------------------------------------------------------------------------------

    def _list_spasms(self, lines: list[str]) -> None:
        self.list.setVisible(bool(lines))
        while (item := self.list.box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # it is gone only when the loop comes round
                old.deleteLater()
        for line in lines:
            self.list.add(body(self._theme, line))

    def _show_hours(self, found: When, many: bool) -> None:
        self.dial.show_dial(found.dial)
        timed = bool(found.dial.timed)
        words = state.dial_words() if timed else _("No spasm of this range has a time.")
        self.by_hour.say(words, state.loose_words(found.dial), drawn=timed)
        self.by_hour.setVisible(many)

    def _show_weekdays(self, found: When, many: bool) -> None:
        by_number = {day.number: day for day in found.weekdays}
        self.weekdays.show_days([by_number[number] for number in _week()])
        noted = any(day.known_days for day in found.weekdays)
        words = _("Spasms on a noted day.") if noted else _("No day of this range is noted yet.")
        self.by_weekday.say(words, state.weekday_notes(found.weekdays) if noted else "", drawn=noted)
        self.by_weekday.setVisible(many)

    def _show_legs(self, found: When, many: bool) -> None:
        self.legs.show_counts(found.zones, found.legs)
        unsaid = state.says_no_place(found)
        words = _("No leg and no zone is noted in this range.") if unsaid else state.leg_words(found.legs)
        self.by_leg.say(words, "" if unsaid else state.zone_notes(found), drawn=not unsaid)
        self.by_leg.setVisible(many)

    def _show_runs(self, found: When) -> None:
        inside = found.in_runs
        self.by_run.setVisible(inside is not None)
        self.no_run.setText(state.no_run_words(found.runs) if inside is None and found.spasms else "")
        self.no_run.setVisible(bool(self.no_run.text()))
        if inside is None:
            return
        self.runs.show_runs(inside)
        few = len(inside.placed) <= state.FEW
        lines = [f"• {state.placed_words(one, found.last.year)}" for one in inside.placed] if few else []
        words = "\n".join([state.runs_words(inside, found.runs), *lines])
        self.by_run.say(words, state.runs_notes(inside, drawn=not few), drawn=not few)


def _week() -> list[int]:
    """The weekdays as the language's week goes, 1 Monday to 7 Sunday."""
    first = QLocale().firstDayOfWeek().value
    return [(first - 1 + n) % 7 + 1 for n in range(7)]
