"""What goes with them: looks, their four lists, runs with runs, and spasms per run, per 10 km, per hour on feet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.insights.period import Period
from calfstretch.journal.looks import keep, standing
from calfstretch.ui.aside import Aside
from calfstretch.ui.context import Context
from calfstretch.ui.insights.goes_with import explained, state
from calfstretch.ui.insights.goes_with.details import DetailsView, PlainTable
from calfstretch.ui.insights.goes_with.lists import RowLists
from calfstretch.ui.insights.goes_with.rows import Row
from calfstretch.ui.insights.goes_with.working import Worked, work_out
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.section import Section
from calfstretch.ui.tab_order import tab_by_layout
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
        self._is_written = False
        self.notes = secondary(theme)
        self.content.insertWidget(self.content.indexOf(self.lead) + 1, self.notes)
        self.waiting = body(theme, _("Working it out…"))
        self.lists = RowLists(theme, _("Notes compared"), self._details)
        self.together = Stack(theme, gap=6)
        self.runs = RowLists(theme, _("Runs with runs"), self._details)
        self.runs_note = secondary(theme)
        self.feet = Stack(theme, gap=8)
        for part in (self.waiting, self.lists, self.together, self.runs, self.runs_note, self.feet):
            self.place.add(part)
            part.hide()
        self.place.box.addStretch(1)  # what room is left stands below, not between the rows
        for lists in (self.lists, self.runs):
            lists.chosen.connect(lambda _key: self._order_tab())

    # -- what a section gives ------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        if self.worked is not None and self.worked.facts is facts:
            return  # another range: looks do not go by it
        if self.working is not None:
            self.working.call_off()
        self.waiting.setVisible(self.worked is None)
        found = standing(self.context.journal, facts)
        work = Aside(lambda: iter([work_out(facts, found)]))
        work.came.connect(self._came, Qt.ConnectionType.QueuedConnection)
        work.failed.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        self.working = work
        work.start()

    def numbers(self) -> list[Numbers]:
        return state.numbers(self.worked) if self.worked is not None else []

    def method(self) -> list[str]:
        return explained.method()

    def days_shown(self) -> None:
        """A look covers days of its own, which its sentence says."""

    def pictures(self) -> list[QWidget]:
        return [each for each in (self.lists, self.runs) if each.rows]

    def caption(self) -> str:
        return _("Dot: how many times as often on days with the note. Line: where it could be. Arrow: it goes on.")

    def for_paper(self, shown: Section) -> None:
        if self.working is not None:
            self.working.call_off()
        if isinstance(shown, GoesWith) and shown.worked is not None:
            self.worked = shown.worked
            view = state.view(shown.worked)
            self._write_lists(view)
            self._write_rest(view)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # the page reads the diary anew when it comes back
        if self.working is not None:
            self.working.call_off()
            self.working = None

    # -- showing -------------------------------------------------------------------------------

    def _came(self, worked: Worked) -> None:
        """Show it in two turns, so that the window stands still for neither."""
        if self.working is None or worked.facts is not self.facts:
            return  # nobody waits for it any more
        self.working = None
        self.worked = self._kept(worked) if worked.is_new else worked
        shown, view = self.worked, state.view(self.worked)
        self._in_one_go(lambda: self._write_lists(view))
        self._order_tab()

        def write_rest() -> None:
            if self.worked is shown:  # what came meanwhile is written by its own turn
                self._in_one_go(lambda: self._write_rest(view))
                self._is_written = True
                self._order_tab()
                self._refreshed()
                self.completed.emit()

        QTimer.singleShot(0, self, write_rest)

    def _failed(self, error: Exception) -> None:
        """Say so in place of the promise that something comes; what was shown before stays."""
        if self.working is None:
            return
        self.working = None
        self.waiting.hide()
        if self.worked is None:
            self.lead.say(_("This could not be worked out."))
        self.context.report(error)

    def _kept(self, worked: Worked) -> Worked:
        """What stands once the new look is stored: another program may have stored its own first."""
        assert worked.look is not None
        try:
            found = keep(self.context.journal, worked.facts, worked.look)
        except CalfstretchError as error:  # it is worked out again at the next opening
            self.context.report(error)
            return worked
        return worked.with_stored(found)

    def _in_one_go(self, write: Callable[[], None]) -> None:
        """The first time out of sight, so that the page is laid out once, not with every part.

        Not later on: the page would move under the person.
        """
        is_first = not self._is_written and self.place.isVisibleTo(self)
        if is_first:
            self.place.hide()
        write()
        if is_first:
            self.place.show()

    def _write_lists(self, view: state.View) -> None:
        self.waiting.hide()
        self.name.setText(view.heading)
        self.setAccessibleName(view.heading)
        self.lead.say(view.lead)
        self.notes.setText(" ".join(view.notes))
        self.notes.setVisible(bool(view.notes))
        self.lists.show_lists(view.lists)
        self.lists.setVisible(bool(view.lists))

    def _write_rest(self, view: state.View) -> None:
        theme = self.context.theme
        pairs: list[QWidget] = [body(theme, words) for words in view.together]
        if pairs:
            pairs.insert(0, Text(theme, _("Notes that fall together"), size=20, weight=700))
        _fill(self.together, pairs)
        self.runs.show_lists((view.runs,) if view.runs is not None else ())
        self.runs.setVisible(view.runs is not None)
        self.runs_note.setText(view.runs_note)
        self.runs_note.setVisible(bool(view.runs_note))
        feet: list[QWidget] = []
        if view.feet:
            feet.append(Text(theme, _("Spasms per run and per hour on your feet"), size=20, weight=700))
            rows = state.feet_rows(view.feet)
            figures, counted = [cells[:-1] for cells in rows], [cells[-1] for cells in rows]
            feet.append(PlainTable(theme, state.feet_headers()[:-1], figures, counted))
            feet.append(secondary(theme, state.feet_caption()))
        _fill(self.feet, feet)

    def _order_tab(self) -> None:
        """Rows are built anew behind the buttons at the foot; Tab goes as the eye does."""
        tab_by_layout(self, self.table_button)

    def _details(self, row: Row) -> QWidget:
        assert self.worked is not None
        shown = DetailsView(self.context.theme, explained.details(self.worked, row.key))
        shown.opened.connect(self.opened)
        return shown


def _fill(stack: Stack, parts: list[QWidget]) -> None:
    """Put these in place of what stands there."""
    while (item := stack.box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for part in parts:
        stack.add(part)
        part.show()
    stack.setVisible(bool(parts))
