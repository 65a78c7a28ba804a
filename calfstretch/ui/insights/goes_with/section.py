"""What goes with them: looks, their four lists, runs with runs, and spasms per run, per 10 km, per hour on feet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.period import Period
from calfstretch.ui.aside import Aside
from calfstretch.ui.context import Context
from calfstretch.ui.insights.goes_with import explained, state
from calfstretch.ui.insights.goes_with.details import DetailsView, PlainTable
from calfstretch.ui.insights.goes_with.lists import RowLists
from calfstretch.ui.insights.goes_with.rows import Row
from calfstretch.ui.insights.goes_with.working import Worked, work_out
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.section import Section
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import Text, body, secondary


class GoesWith(Section):
    """The section. What it shows is worked out in a thread; a look that is due is stored when it came back.

    `completed` is sent when all of it stands there.
    """

    completed = Signal()
    key = "goes-with"

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("What goes with them"))
        theme = context.theme
        self.worked: Worked | None = None
        self.working: Aside | None = None
        self.notes = secondary(theme)
        self.content.insertWidget(self.content.indexOf(self.lead) + 1, self.notes)
        self.waiting = body(theme, _("Working it out…"))
        self.lists = RowLists(theme, _("Days with days"), self._details)
        self.together = Stack(theme, gap=6)
        self.runs = RowLists(theme, _("Runs with runs"), self._details)
        self.runs_note = secondary(theme)
        self.feet = Stack(theme, gap=8)
        for part in (self.waiting, self.lists, self.together, self.runs, self.runs_note, self.feet):
            self.place.add(part)
            part.hide()

    # -- what a section gives ------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        if self.working is not None:
            self.working.call_off()
        self.waiting.setVisible(self.worked is None)
        stored = None
        work = Aside(lambda: iter([work_out(facts, stored)]))
        work.came.connect(self._came)
        work.failed.connect(self.context.report)
        self.working = work
        work.start()

    def numbers(self) -> list[Numbers]:
        return state.numbers(self.worked) if self.worked is not None else []

    def method(self) -> list[str]:
        return explained.method()

    def pictures(self) -> list[QWidget]:
        return [self.lists, self.runs]

    def caption(self) -> str:
        return _("Dot: how many times as often on days with the note. Line: where it could be. Arrow: it goes on.")

    def for_paper(self, shown: Section) -> None:
        if self.working is not None:
            self.working.call_off()
        if isinstance(shown, GoesWith) and shown.worked is not None:
            self._show(shown.worked)

    # -- showing -------------------------------------------------------------------------------

    def _came(self, worked: Worked) -> None:
        self.working = None
        self._show(worked)
        self._refreshed()
        self.completed.emit()

    def _show(self, worked: Worked) -> None:
        self.worked = worked
        view = state.view(worked)
        self.waiting.hide()
        self.name.setText(view.heading)
        self.lead.say(view.lead)
        self.notes.setText(" ".join(view.notes))
        self.notes.setVisible(bool(view.notes))
        self.lists.show_lists(view.lists)
        self.lists.setVisible(bool(view.lists))
        self._fill(self.together, [body(self.context.theme, words) for words in view.together])
        self.runs.show_lists((view.runs,) if view.runs is not None else ())
        self.runs.setVisible(view.runs is not None)
        self.runs_note.setText(view.runs_note)
        self.runs_note.setVisible(bool(view.runs_note))
        self._show_feet(view)

    def _show_feet(self, view: state.View) -> None:
        parts: list[QWidget] = []
        if view.feet:
            theme = self.context.theme
            parts.append(Text(theme, _("Spasms on your feet"), size=20, weight=700))
            parts.append(PlainTable(theme, state.feet_headers(), state.feet_rows(view.feet)))
            parts.append(secondary(theme, state.feet_caption()))
        self._fill(self.feet, parts)

    def _fill(self, stack: Stack, parts: list[QWidget]) -> None:
        while (item := stack.box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for part in parts:
            stack.add(part)
            part.show()
        stack.setVisible(bool(parts))

    def _details(self, row: Row) -> QWidget:
        assert self.worked is not None
        shown = DetailsView(self.context.theme, explained.details(self.worked, row.key))
        shown.opened.connect(self.opened)
        return shown
