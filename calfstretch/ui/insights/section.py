"""A part of Insights: a heading, a sentence, a picture, the same numbers as a table, and how they were worked out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.period import Period
from calfstretch.insights.wording import Sentence
from calfstretch.ui.context import Context
from calfstretch.ui.insights.hand_over import HandOver
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.numbers_table import NumbersTable
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import Text, body, heading


class Section(Card):
    """Base of every part; a part gives its words and numbers, and builds its pictures into `place`.

    `opened` carries a day to show in History.

    Args:
        context: what every screen is given.
        name: the heading.

    Attributes:
        lead: the sentence on top.
        place: the column of the pictures, hidden while the table stands there.
        foot: the row of actions below.
    """

    opened = Signal(object)
    key = "part"
    """Its name in files, such as "how-often"; each part has its own."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context.theme, gap=12)
        self.context = context
        self.facts: DiaryFacts | None = None
        self.period: Period | None = None
        self.setAccessibleName(name)
        self.name = heading(context.theme, name)
        self.lead = SentenceLabel(context.theme)
        self.place = Stack(context.theme, gap=12)
        self.place.setAccessibleName(name)
        self.tables: list[NumbersTable] = []
        self._table_place: Stack | None = None
        self._method_place: Stack | None = None
        self.table_button = EdgeLink(context.theme, _("Show as table"))
        self.method_button = EdgeLink(context.theme, _("How this was worked out"))
        self.table_button.clicked.connect(self._toggle_table)
        self.method_button.clicked.connect(self._toggle_method)
        self.hand_over = HandOver(self)
        self.foot = Flow(context.theme, self.table_button, self.method_button, gap=20)
        for words, act in (
            (_("Copy as text"), self.hand_over.copy),
            (_("Save picture…"), self.hand_over.ask_where),
            (_("Print…"), self.hand_over.ask_printer),
        ):
            button = EdgeLink(context.theme, words)
            button.setAccessibleDescription(name)
            button.clicked.connect(act)
            self.foot.add(button)
        for part in (self.name, self.lead):
            self.add(part)
        self.add(self.place, 1)
        self.add(self.foot)

    def bring(self, facts: DiaryFacts, period: Period) -> None:
        """Show what the diary says in a period; called again whenever either changes."""
        self.facts, self.period = facts, period
        self.show_facts(facts, period)
        self._refreshed()

    # -- what a part gives ---------------------------------------------------------------------

    def show_facts(self, facts: DiaryFacts, period: Period) -> None:
        """Draw and say it; called by `bring`, and by the part itself where it changes without the diary."""
        raise NotImplementedError

    def sentence(self) -> str:
        """The first line in words."""
        return self.lead.accessibleName()

    def numbers(self) -> list[Numbers]:
        """Every number shown, as tables."""
        raise NotImplementedError

    def method(self) -> list[str]:
        """How they were worked out, in paragraphs."""
        raise NotImplementedError

    def pictures(self) -> list[QWidget]:
        """What is saved as a picture and printed, in their order; they paint on any device."""
        return []

    def days_shown(self) -> tuple[date, date] | None:
        """The days a sheet of paper names below the pictures; None = the words say which, the period does not."""
        return (self.period.first, self.period.last) if self.period is not None else None

    def caption(self) -> str:
        """What the signs of the pictures mean, for where they stand alone; "" = they need no words."""
        return ""

    def for_paper(self, shown: Section) -> None:
        """Make everything complete at once, as a sheet of paper does not wait.

        Args:
            shown: the same part as it stands on the screen, to take what it worked out already.
        """

    # -- what the base does --------------------------------------------------------------------

    @property
    def as_table(self) -> bool:
        """Whether the table stands in place of the pictures."""
        return self._table_place is not None and self._table_place.isVisibleTo(self)

    def _refreshed(self) -> None:
        """Bring table and method up to what is shown now."""
        if self.as_table:
            self._fill_tables()
        if self._method_place is not None and self._method_place.isVisibleTo(self):
            self._fill_method()

    def _toggle_table(self) -> None:
        to_table = not self.as_table
        if self._table_place is None:
            self._table_place = Stack(self._theme, gap=12)
            self.content.insertWidget(self.content.indexOf(self.place), self._table_place)
        if to_table:
            self._fill_tables()
        self._table_place.setVisible(to_table)
        self.place.setVisible(not to_table)
        self.table_button.set_words(_("Show as chart") if to_table else _("Show as table"))
        self.table_toggled()
        if to_table and self.tables:
            self.tables[0].setFocus()

    def table_toggled(self) -> None:
        """Called when the table came or went."""

    def _fill_tables(self) -> None:
        assert self._table_place is not None
        found = self.numbers()
        if [table.rows.numbers.title for table in self.tables] != [each.title for each in found]:
            _empty(self._table_place)
            self.tables = []
            for each in found:
                if each.title:
                    self._table_place.add(body(self._theme, each.title, strong=True))
                table = NumbersTable(self._theme)
                table.opened.connect(self.opened)
                self._table_place.add(table)
                self.tables.append(table)
            tab_by_layout(self, self.table_button)
        for table, each in zip(self.tables, found, strict=True):
            table.show_numbers(each)

    def _toggle_method(self) -> None:
        if self._method_place is None:
            self._method_place = Stack(self._theme, gap=8)
            self._method_place.hide()
            self.content.insertWidget(self.content.indexOf(self.foot) + 1, self._method_place)
        shown = self._method_place.isVisibleTo(self)
        self._method_place.setVisible(not shown)
        self.method_button.set_words(_("Hide how this was worked out") if not shown else _("How this was worked out"))
        if not shown:
            self._fill_method()
            announce(self, " ".join(self.method()))

    def _fill_method(self) -> None:
        assert self._method_place is not None
        _empty(self._method_place)
        for paragraph in self.method():
            self._method_place.add(body(self._theme, paragraph))


class SentenceLabel(Text):
    """A sentence whose lead is bold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, size=20)
        self.setTextFormat(Qt.TextFormat.RichText)

    def say(self, sentence: Sentence | str) -> None:
        """Show a sentence; whatever it names is escaped."""
        said = sentence if isinstance(sentence, Sentence) else Sentence("", sentence)
        lead, rest = (part.replace("&", "&amp;").replace("<", "&lt;") for part in (said.lead, said.rest))
        self.setText(f"<b>{lead}</b>{rest}" if lead else rest)
        self.setAccessibleName(said.text)
        self.setVisible(bool(said.text))


def _empty(stack: Stack) -> None:
    while (item := stack.box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()  # it is gone only when the loop comes round
            old.deleteLater()
