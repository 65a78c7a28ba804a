"""Insights: how often the spasms come, when and where, how bad they are, and what goes with them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.insights.span import Span
from calfstretch.journal.journal import LOOK_STORED
from calfstretch.ui.context import Context
from calfstretch.ui.insights.empty_words import EmptyWords, empty_words, is_empty, span_words
from calfstretch.ui.insights.parts import Part, parts
from calfstretch.ui.tab_order import stops, tab_by_layout
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import LinkButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Flow, Headed
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body, heading, title

if TYPE_CHECKING:
    from calfstretch.domain.diary_facts import DiaryFacts
    from calfstretch.journal import Written
    from calfstretch.ui.insights.how_often.section import HowOften
    from calfstretch.ui.insights.section import Section

# A diary younger than this opens on four weeks, an older one on six months.
_YOUNG_DAYS = 56
# From this text size on the row of parts would push the first answer out of sight.
_LARGE_TEXT = 1.5
# What this page writes itself and draws nothing of: a look it has just shown, where pictures are saved.
_OWN_WRITES = frozenset({LOOK_STORED, "set picture_folder"})


class InsightsScreen(ScrollPage):
    """The screen. What loads slowly (drawing, statistics) is loaded after its first picture is on the display, part by
    part in turns of their own.

    `completed` is sent when how often is all there, `filled` when every part is.
    """

    completed = Signal()
    filled = Signal()
    loads_later = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Insights"), parent=parent)
        self._context = context
        self._theme = context.theme
        self._facts: DiaryFacts | None = None
        self._span: Span | None = None  # None = not chosen yet
        self._stale = True
        self._as_of: tuple[date, int] | None = None  # day and state of what was read; None = it has changed
        self._empty_words: EmptyWords | None = None
        self._waiting: list[Part] = []
        self._wanted = ""  # the part to go to as soon as it is there
        self.sections: dict[str, Section] = {}
        self._build()
        context.written.written.connect(self._written)

    # -- page ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the diary holds now; the first time a placeholder, and the rest once that was painted."""
        self._stale = False
        if self._context.journal.first_day() is None:
            self._facts = None
            self._show_empty(0)
        elif not self.sections:
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

    @property
    def how_often(self) -> HowOften | None:
        """The first part; None = not loaded yet."""
        from calfstretch.ui.insights.how_often.section import HowOften

        section = self.sections.get("how_often")
        return section if isinstance(section, HowOften) else None

    def go_to(self, key: str) -> None:
        """Bring a part to the top, with the keyboard on it; one still to come as soon as it is there."""
        section = self.sections.get(key)
        if section is None or not section.isVisibleTo(self):
            self._wanted = key
            return
        self._wanted = ""
        layout = self._holder.layout()
        assert layout is not None
        layout.activate()
        first = _first_stop(section)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.verticalScrollBar().setValue(
            section.mapTo(self._holder, section.rect().topLeft()).y() - self._theme.px(12)
        )

    # -- parts --------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        self.ranges = ChipRow(theme, _("How far back"), span_words(), at_end=True)
        self.ranges.chosen.connect(self._choose_span)
        self.add(Headed(theme, title(theme, _("Insights")), self.ranges))
        self.jumps = Flow(theme)
        self.jumps.setAccessibleName(_("Parts of this page"))
        self._buttons: dict[str, SoftButton] = {}
        for part in parts():
            button = SoftButton(theme, part.name)
            button.clicked.connect(lambda _checked=False, key=part.key: self.go_to(key))
            self._buttons[part.key] = button
            self.jumps.add(button)
        self.add(self.jumps)
        self.empty = Card(theme, edge="dashed", gap=12)
        self.add(self.empty)
        self._placeholder = _Placeholder(theme)
        self._placeholder.painted.connect(lambda: QTimer.singleShot(0, self._load))
        self._drawing = Card(theme, gap=8)
        self._drawing.add(self._placeholder, 1)
        self.add(self._drawing, 1000)  # all the room there is; the stretch below serves the card of an empty diary
        self.add_stretch()
        theme.changed.connect(self._place_jumps)

    # -- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        from calfstretch.journal.diary_facts import read_diary_facts  # late: the placeholder stands first

        journal = self._context.journal
        as_of = journal.today(), journal.database.data_version()
        if self._facts is None or as_of != self._as_of:
            self._facts, self._as_of = read_diary_facts(journal), as_of
        facts = self._facts
        if self._span is None and facts.days:
            self._span = Span.FOUR_WEEKS if len(facts.days) < _YOUNG_DAYS else Span.SIX_MONTHS
        self.ranges.set_value(self._span)
        focus = self.window().focusWidget()
        if focus is not None and self.ranges.isAncestorOf(focus):
            self.ranges.setFocus()  # on the chip chosen now

    def _written(self, written: Written) -> None:
        if written.label in _OWN_WRITES:
            return
        self._stale, self._as_of = True, None
        if self.isVisible():
            self.refresh()

    # -- showing ------------------------------------------------------------------------------

    def _show_empty(self, spasms: int) -> None:
        words = empty_words(spasms)
        if words != self._empty_words:
            self._empty_words = words
            self._write_empty(words)
        self._swap(empty=True)
        self.completed.emit()
        self.filled.emit()

    def _write_empty(self, words: EmptyWords) -> None:
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
        assert self._facts is not None
        if is_empty(self._facts.days):
            self._show_empty(len(self._facts.spasms))
            return False
        self._swap(empty=False)
        for section in self.sections.values():
            self._show_in(section)
        return True

    def _show_in(self, section: Section) -> None:
        assert self._facts is not None
        from calfstretch.insights.period import period

        section.bring(self._facts, period(self._facts.days, self._span or Span.ALL))

    def _swap(self, *, empty: bool) -> None:
        self.empty.setVisible(empty)
        self.ranges.setVisible(not empty)
        # not before there is a part: with large text they would push the placeholder out of sight, unpainted for ever
        self.jumps.setVisible(not empty and bool(self.sections) and len(self._buttons) > 1)
        self._drawing.setVisible(not empty and not self.sections)
        for section in self.sections.values():
            section.setVisible(not empty)

    # -- loading ------------------------------------------------------------------------------

    def _load(self) -> None:
        """The first part; the others follow when it is complete, each in a turn of its own."""
        if self.sections:
            return
        self._read()
        if not self._show_read():
            return
        first, *self._waiting = parts()
        section = self._add(first)
        self._swap(empty=False)
        how_often = self.how_often
        assert how_often is section
        how_often.completed.connect(self._first_complete)

    def _add(self, part: Part) -> Section:
        section = part.make(self._context)
        section.opened.connect(self._open)
        self.column.box.insertWidget(self.column.box.count() - 1, section)
        self.sections[part.key] = section
        self._show_in(section)
        section.show()
        self._place_jumps()
        return section

    def _place_jumps(self) -> None:
        """The ways to the parts stand on top; with large text, where they take three lines, below the first answer."""
        first = self.sections.get("how_often")
        below = first is not None and self._theme.scale >= _LARGE_TEXT
        box = self.column.box
        box.removeWidget(self.jumps)
        box.insertWidget(box.indexOf(first) + 1 if below and first is not None else 1, self.jumps)
        tab_by_layout(self._holder, self.ranges)

    def _first_complete(self) -> None:
        self.completed.emit()
        QTimer.singleShot(0, self._add_next)

    def _add_next(self) -> None:
        if self._waiting:
            self._add(self._waiting.pop(0))
            if self._wanted in self.sections:
                self.go_to(self._wanted)
            QTimer.singleShot(0, self._add_next)
        else:
            self.filled.emit()

    # -- acting -------------------------------------------------------------------------------

    def _choose_span(self, span: Span | None) -> None:
        # pressed again, a chip takes its choice back; there is always a range
        self._span = span or self._span
        self.ranges.set_value(self._span)
        if self.sections:
            self._show_read()

    def _open(self, day: date | None) -> None:
        if day is not None:
            self._context.doors.show_day(min(day, self._context.journal.today() - timedelta(days=1)))


def _first_stop(section: QWidget) -> QWidget | None:
    """The first part of a section that takes the keyboard, as the eye reads."""
    waiting = (each for each in stops(section) if each.isVisibleTo(section) and each.isEnabled())
    return next((each for each in waiting if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)


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
