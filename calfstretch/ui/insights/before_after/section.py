"""Before and after a marked change: two rates, what they could be, and why that shows little."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.before_after import BeforeAfter, MarkedDay, before_after, marked_days
from calfstretch.insights.period import Period
from calfstretch.insights.wording import Sentence
from calfstretch.ui.context import Context
from calfstretch.ui.insights.before_after import state
from calfstretch.ui.insights.before_after.picture import RatesPicture
from calfstretch.ui.insights.in_sight import InSight
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.reading import ReadingRow
from calfstretch.ui.insights.section import Section
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary, small

# So many of the newest changes are offered at once. Product choice.
_OFFERED = 4


class BeforeAfterSection(Section):
    """The section; the range of the page does not touch it: it looks at the days around one change."""

    key = "before-after"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Before and after"))
        theme = context.theme
        self.found: BeforeAfter | None = None
        self._facts: DiaryFacts | None = None
        self._marked: tuple[MarkedDay, ...] = ()
        self._chosen: date | None = None  # None = the newest
        self._all = False
        self._today = date.min
        self.choice = ChipRow(theme, _("Which change"), ())
        self.choice.chosen.connect(self._choose)
        self.more = EdgeLink(theme, "")
        self.more.clicked.connect(self._offer_all)
        self.which = body(theme, strong=True)
        top = self.content.indexOf(self.lead)
        for part in (self.which, self.more, self.choice):
            self.content.insertWidget(top, part)
        self.rates = RatesPicture(theme)
        self.reading = ReadingRow(theme, _hint())
        self._drawn = Stack(theme, gap=8)
        self._drawn.add(self.reading)
        self._drawn.add(self.rates)
        InSight(theme, self.reading, self.rates)
        self.place.add(self._drawn)
        self.notes = [body(theme), secondary(theme), secondary(theme)]
        self.explained = [body(theme, words) for words in state.what_it_is()]
        self.warning = body(theme, state.warning())
        self.source = small(theme, state.warning_source())
        self.mark = EdgeLink(theme, _("Mark a change"))
        self.mark.clicked.connect(lambda: context.doors.note_day(at_change=True))
        self._said = Stack(theme, gap=8)
        said: tuple[QWidget, ...] = (*self.notes, self.warning, self.source, *self.explained, Flow(theme, self.mark))
        for line in said:
            self._said.add(line)
        self.content.insertWidget(self.content.indexOf(self.foot), self._said)
        self.rates.pointed.connect(self._read_out)
        self.rates.opened.connect(self.opened)
        self.reading.asked.connect(self._open_chosen)

    # -- what a section gives ------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        self._facts, self._today = facts, facts.today
        self._marked = marked_days(facts)[::-1]
        self._show_choice()
        marked = self._marked_chosen()
        self.found = before_after(facts, marked) if marked is not None else None
        self._show_found(marked)

    def sentence(self) -> str:
        which = f"{self.which.text()}." if self.found is not None else ""
        return " ".join(part for part in (which, super().sentence(), *(note.text() for note in self.notes)) if part)

    def numbers(self) -> list[Numbers]:
        return state.numbers(self.found) if self.found is not None else []

    def method(self) -> list[str]:
        return state.method(self.found)

    def days_shown(self) -> None:
        """The days before and after are said in words."""

    def pictures(self) -> list[QWidget]:
        return [self.rates] if self.found is not None and self.found.missing is None else []

    def caption(self) -> str:
        """What must stand beside the numbers wherever they go."""
        return " ".join((state.warning(), state.warning_source())) if self.found is not None else ""

    def for_paper(self, shown: Section) -> None:
        if isinstance(shown, BeforeAfterSection) and shown.facts is not None and shown.period is not None:
            self._chosen = shown._chosen
            self.show_facts(shown.facts, shown.period)

    # -- showing -------------------------------------------------------------------------------

    def _show_choice(self) -> None:
        offered = self._marked if self._all else self._marked[:_OFFERED]
        self.choice.set_options([(each.day, state.chip(each, self._today)) for each in offered])
        marked = self._marked_chosen()
        self.choice.set_value(marked.day if marked is not None else None)
        self.choice.setVisible(len(self._marked) > 1)
        earlier = len(self._marked) - len(offered)
        self.more.set_words(ngettext("Show {n} earlier change", "Show {n} earlier changes", earlier).format(n=earlier))
        self.more.setVisible(earlier > 0)

    def _marked_chosen(self) -> MarkedDay | None:
        newest = self._marked[0] if self._marked else None
        return next((each for each in self._marked if each.day == self._chosen), newest)

    def _show_found(self, marked: MarkedDay | None) -> None:
        found = self.found
        self.which.setText(state.heading(marked, self._today) if marked is not None else "")
        self.which.setVisible(marked is not None)
        self.lead.say(state.lead(found) if found is not None else Sentence(_("No change is marked yet.")))
        self._drawn.setVisible(bool(self.pictures()))
        self.place.setVisible(bool(self.pictures()) and not self.as_table)  # an empty column takes room too
        said = ("", "", "")
        if found is not None:
            said = (state.side_words(found), state.others_words(found, self._today), state.left_out_words(found))
        for note, words in zip(self.notes, said, strict=True):
            note.setText(words)
            note.setVisible(bool(words))
        for part in (self.warning, self.source, self.foot):
            part.setVisible(found is not None)
        for part in self.explained:
            part.setVisible(found is None)
        if found is not None:
            self.rates.show_found(found)
            sides = ((found.before, False), (found.after, True))
            readouts = [state.readout(side, after=after) for side, after in sides if side is not None]
            self.reading.make_room_for(max([_hint(), *readouts], key=len))

    # -- acting --------------------------------------------------------------------------------

    def _choose(self, day: Hashable | None) -> None:
        # pressed again, a chip takes its choice back; one change is always shown
        self._chosen = day if isinstance(day, date) else self._chosen
        self._again()

    def _offer_all(self) -> None:
        self._all = True
        self.choice.setFocus()
        self._again()

    def _again(self) -> None:
        if self.facts is not None and self.period is not None:
            self.bring(self.facts, self.period)

    def _read_out(self, said: str) -> None:
        self.reading.say(said, opens=self.rates.day_of_chosen() is not None)

    def _open_chosen(self) -> None:
        day = self.rates.day_of_chosen()
        if day is not None:
            self.opened.emit(min(day, self._today - timedelta(days=1)))


def _hint() -> str:
    return _("Point at one side to read it, or go to it with ↑ and ↓. Enter opens its first day in History.")
