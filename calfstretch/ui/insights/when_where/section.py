"""When and where: a dial, the weekdays, the legs and the place in a run, side by side where there is room."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.period import Period
from calfstretch.insights.when import When, when
from calfstretch.ui.context import Context
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.section import Section
from calfstretch.ui.insights.when_where import numbers, state
from calfstretch.ui.insights.when_where.dial import DialPicture
from calfstretch.ui.insights.when_where.legs import LegsPicture
from calfstretch.ui.insights.when_where.method import paragraphs
from calfstretch.ui.insights.when_where.picture import Picture, Readout
from calfstretch.ui.insights.when_where.runs import RunsPicture
from calfstretch.ui.insights.when_where.weekdays import WeekdayPicture
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import body, secondary, small

_SIDE_BY_SIDE = 640


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
        self.list = Stack(theme, gap=4)
        self.by_hour = Block(theme, _("Time of day"), self.dial)
        self.by_weekday = Block(theme, _("Weekday"), self.weekdays)
        self.by_leg = Block(theme, _("Leg and zone"), self.legs)
        self.by_run = Block(theme, _("In a run"), self.runs)
        self.no_run = secondary(theme)
        self.hint = small(theme, _("Point at a picture to read its numbers, or walk through it with the arrow keys."))
        self.place.box.setSpacing(theme.px(20))
        self.place.add(self.list)
        self.pairs = (Pair(theme, self.by_hour, self.by_leg), Pair(theme, self.by_weekday, self.by_run))
        for pair in self.pairs:
            self.place.add(pair)
        self.place.add(self.no_run)
        self.place.add(self.hint)

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
        drawn = (self.by_hour, self.by_leg, self.by_weekday, self.by_run)
        return [block.picture for block in drawn if block.picture.isVisibleTo(self.place)]

    def caption(self) -> str:
        if self.found is None or not self.pictures():
            return ""
        blocks = (self.by_hour, self.by_leg, self.by_weekday, self.by_run)
        notes = [block.notes.text() for block in blocks if block.picture in self.pictures()]
        return " ".join(words for words in (self.notes.text(), *notes) if words)

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
        words = _("The hours of a day from noon to noon.") if timed else _("No spasm of this range has a time.")
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
        lines = [state.placed_words(one) for one in inside.placed] if few else [state.runs_words(inside, found.runs)]
        self.by_run.say("\n".join(lines), "" if few else state.runs_notes(inside), drawn=not few)


class Block(Stack):
    """One picture under its title and a sentence, which gives way to the words of what is pointed at."""

    def __init__(self, theme: Theme, name: str, picture: Picture) -> None:
        super().__init__(theme, gap=4)
        self.picture = picture
        self.readout = Readout(theme, picture)
        self.notes = small(theme)
        for part in (body(theme, name, strong=True), self.readout, picture, self.notes):
            self.add(part)
        self.box.addStretch(1)

    def say(self, sentence: str, notes: str, *, drawn: bool) -> None:
        """Change the words; `drawn` = the picture is shown."""
        self.picture.setVisible(drawn)
        self.readout.set_sentence(sentence)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))


class Pair(Stack):
    """Two blocks side by side, or one under the other where it is too narrow."""

    def __init__(self, theme: Theme, first: QWidget, second: QWidget) -> None:
        super().__init__(theme, across=True, gap=24)
        self._blocks = (first, second)
        self.add(first, 1)
        self.add(second, 1)

    def fit(self) -> None:
        """Take no room where neither block is shown."""
        self.setVisible(not all(block.isHidden() for block in self._blocks))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_across(self.width() >= self._theme.px(_SIDE_BY_SIDE))


def _week() -> list[int]:
    """The weekdays as the language's week goes, 1 Monday to 7 Sunday."""
    first = QLocale().firstDayOfWeek().value
    return [(first - 1 + n) % 7 + 1 for n in range(7)]
