"""The choices of Share: which days, what is included, on which paper, how the table is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.share import state
from calfstretch.ui.share.state import Choices, Known, Missing, Preset
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import Toggle
from calfstretch.ui.widgets.moment_field import DayField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary, small


class Options(Stack):
    """Everything that is chosen beside the preset; what does not belong to the preset is out of sight.

    Args:
        choices: what stands there first.
        today: the diary day that is running.

    Signals:
        chosen(Choices): the person changed something.
        asked(str): the way to where something is entered was taken: "settings" or "questions".
    """

    chosen = Signal(object)
    asked = Signal(str)

    def __init__(self, theme: Theme, choices: Choices, today: date) -> None:
        super().__init__(theme, gap=20)
        self._today = today
        self.choices = choices
        self._known = Known()
        self.add(self._days())
        self.add(self._page())
        self.add(self._table())
        self.add(self._backup())
        self.show_choices(choices)

    # -- parts -------------------------------------------------------------------------------------------

    def _days(self) -> QWidget:
        theme = self._theme
        self.days = Stack(theme, gap=8)
        name = _("Which days")
        self.ranges = ChipRow(theme, name, [(span, state.range_words(span)) for span in state.RANGES])
        self.ranges.chosen.connect(self._choose_span)
        self.days.add(Field(theme, name, self.ranges))
        self.visit = DayField(theme, _("Day of the last visit"), last=self._today)
        self.visit.entered.connect(lambda day: self._change(last_visit=day))
        self.visit_field = Field(theme, _("Day of the last visit"), self.visit)
        self.first = DayField(theme, _("From"), last=self._today)
        self.last = DayField(theme, _("To"), last=self._today)
        for field in (self.first, self.last):
            field.entered.connect(lambda _day: self._change_days())
        for field in (self.visit, self.first, self.last):
            # On a page Qt's Tab would go straight to the proxy, past the button before it.
            field.setFocusProxy(None)  # type: ignore[arg-type]
        self.other = Flow(theme, Field(theme, _("From"), self.first), Field(theme, _("To"), self.last))
        self.line = secondary(theme)
        for part in (self.visit_field, self.other, self.line):
            self.days.add(part)
        return self.days

    def _page(self) -> QWidget:
        theme = self._theme
        self.page = Stack(theme, gap=20)
        included = Stack(theme, gap=0)
        included.setAccessibleName(_("What is on it"))
        self.ticks = {tick: _Tick(theme, state.tick_words(tick)) for tick in state.TICKS}
        self.ways_of = {tick: Stack(theme, gap=0) for tick in state.ENTERED_ELSEWHERE}
        self.questions = EdgeLink(theme, _("Write or change questions"))
        self.questions.clicked.connect(lambda: self.asked.emit("questions"))
        line: list[QWidget] = []
        for tick, toggle in self.ticks.items():
            toggle.setToolTip(state.tick_hint(tick))
            toggle.setAccessibleDescription(state.tick_hint(tick))
            toggle.clicked.connect(lambda _checked=False, tick=tick: self._tick(tick))
            line.append(toggle)
            if tick in self.ways_of:  # what is to be entered for it stands right under it, in sight where it is ticked
                included.add(Flow(theme, *line, gap=0))
                included.add(self.ways_of[tick])
                line = []
            if tick == "questions":
                included.add(self.questions)
        included.add(Flow(theme, *line, gap=0))
        self.page.add(Field(theme, _("What is on it"), included))
        self.paper = ChipRow(theme, _("Paper"), [("a4", "A4"), ("letter", _("US Letter"))])
        self.paper.chosen.connect(self._choose_paper)
        self.large = Toggle(theme, _("Large print"))
        self.large.clicked.connect(lambda: self._change(large_print=self.large.isChecked()))
        paper = Stack(theme, gap=4)
        paper.add(self.paper)
        paper.add(self.large)
        self.page.add(Field(theme, _("Paper"), paper))
        return self.page

    def _table(self) -> QWidget:
        theme = self._theme
        self.table = Stack(theme, gap=20)
        self.table_notes = Toggle(theme, _("My free notes"))
        self.table_notes.clicked.connect(lambda: self._change(table_notes=self.table_notes.isChecked()))
        self.table.add(Field(theme, _("What is in it"), self.table_notes))
        words = {"comma": _("Commas, as 1.5"), "semicolon": _("Semicolons, as 1,5")}
        name = _("How it is written")
        self.separator = ChipRow(theme, name, [(each, words[each]) for each in state.SEPARATORS])
        self.separator.chosen.connect(self._choose_separator)
        hint = _("Semicolons are for a spreadsheet that shows all of a row in one cell.")
        self.table.add(Field(theme, name, self.separator, hint))
        return self.table

    def _backup(self) -> QWidget:
        theme = self._theme
        words = {"copy": _("Copy of the diary"), "tables": _("Tables of everything")}
        name = _("What kind")
        self.kind = ChipRow(theme, name, [(each, words[each]) for each in state.BACKUPS])
        self.kind.chosen.connect(self._choose_kind)
        self.backup = Field(theme, name, self.kind)
        return self.backup

    # -- showing -----------------------------------------------------------------------------------------

    def show_choices(self, choices: Choices) -> None:
        """Show these; sends no signal."""
        self.choices = choices
        page, table = choices.preset is Preset.PAGE, choices.preset is Preset.TABLE
        self.days.setVisible(page or table)
        self.page.setVisible(page)
        self.table.setVisible(table)
        self.backup.setVisible(choices.preset is Preset.BACKUP)
        self.ranges.set_value(choices.span)
        self.visit_field.setVisible(choices.span == "last_visit")
        self.other.setVisible(choices.span == "days")
        self.visit.set_day(state.visit(choices, self._today))
        first, last = state.shown_days(choices, self._today)
        self.first.set_day(first)
        self.last.set_day(last)
        self.line.setText(state.range_line(*state.range_days(choices, self._today)))
        self.line.setVisible(choices.span != "days")
        for tick, toggle in self.ticks.items():
            toggle.setChecked(tick in choices.ticks)
        self.large.setChecked(choices.large_print)
        self.paper.set_value(choices.paper)
        self.table_notes.setChecked(choices.table_notes)
        self.separator.set_value(choices.separator)
        self.kind.set_value(choices.backup)
        self._show_missing()

    def set_today(self, today: date) -> None:
        """Another diary day has begun."""
        if today != self._today:
            self._today = today
            for field in (self.visit, self.first, self.last):
                field.set_last(today)
            self.show_choices(self.choices)

    def show_known(self, known: Known) -> None:
        """What there is of what can be ticked."""
        if known != self._known:
            self._known = known
            self._show_missing()

    def ways(self) -> list[EdgeLink]:
        """The ways to where something that is ticked is entered, as far as nothing is."""
        found = (each for place in self.ways_of.values() for each in place.findChildren(EdgeLink))
        return [each for each in found if each.isVisibleTo(self)]

    def _show_missing(self) -> None:
        found = {each.tick: each for each in state.missing(self.choices, self._known)}
        self.questions.setVisible("questions" in self.choices.ticks and self._known.questions > 0)
        for tick, place in self.ways_of.items():
            self._show_way(place, found.get(tick))
            place.setVisible(tick in found)
        tab_by_layout(self, self.large)

    def _show_way(self, place: Stack, missing: Missing | None) -> None:
        if place.property("shown") == (missing is not None):
            return
        place.setProperty("shown", missing is not None)
        while (item := place.box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if missing is not None:
            way = EdgeLink(self._theme, missing.way)
            way.clicked.connect(lambda: self.asked.emit(missing.place))
            place.add(small(self._theme, missing.words))
            place.add(way)

    # -- choosing ----------------------------------------------------------------------------------------

    def _change(self, **changed: object) -> None:
        self.show_choices(replace(self.choices, **changed))  # type: ignore[arg-type]
        self.chosen.emit(self.choices)

    def _change_days(self) -> None:
        first, last = self.first.day(), self.last.day()
        self._change(days=(min(first, last), max(first, last)))

    def _tick(self, tick: str) -> None:
        on = self.ticks[tick].isChecked()
        self._change(ticks=self.choices.ticks | {tick} if on else self.choices.ticks - {tick})

    def _choose_span(self, span: object) -> None:
        self._choose(self.ranges, "span", span)

    def _choose_paper(self, paper: object) -> None:
        self._choose(self.paper, "paper", paper)

    def _choose_separator(self, separator: object) -> None:
        self._choose(self.separator, "separator", separator)

    def _choose_kind(self, kind: object) -> None:
        self._choose(self.kind, "backup", kind)

    def _choose(self, row: ChipRow, name: str, value: object) -> None:
        if value is None:  # there is always one
            row.set_value(getattr(self.choices, name))
        else:
            self._change(**{name: value})


class _Tick(Toggle):
    """With room behind its words, so that ticks in one line stand apart."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self.theme.px(24), hint.height())
