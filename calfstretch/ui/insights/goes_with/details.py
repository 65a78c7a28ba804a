"""What stands below a chosen row: both groups as a small table, how they were compared, and the days to go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.insights.goes_with.explained import MOST_DAYS, Details
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import LinkButton, SoftButton
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import Text, secondary


class DetailsView(Stack):
    """The view.

    `opened` carries a day to show in History.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme, shown: Details) -> None:
        super().__init__(theme, gap=10, margins=(16, 12, 0, 24))
        self._theme = theme
        self._shown = shown
        self._listed = 0
        self.add(PlainTable(theme, shown.headers, shown.rows))
        for words in shown.paragraphs:
            self.add(secondary(theme, words))
        if not shown.days:
            return
        self.add(Text(theme, shown.heading, size=COMPACT, weight=600))
        self.links = Flow(theme, gap=4)
        self.more = LinkButton(theme, "")
        self.more.clicked.connect(lambda: self._list_more(focus=True))
        self.add(self.links)
        self.add(Flow(theme, self.more))
        self._list_more()

    def _list_more(self, *, focus: bool = False) -> None:
        """So many more of the days, the newest first."""
        begin, self._listed = self._listed, min(self._listed + MOST_DAYS, len(self._shown.days))
        for each in self._shown.days[begin : self._listed]:
            link = SoftButton(self._theme, each.words)
            link.setAccessibleDescription(_("Opens the day in History"))
            link.clicked.connect(lambda _checked=False, day=each.day: self.opened.emit(day))
            self.links.add(link)
            link.show()
            if focus:
                link.setFocus()
                focus = False
        left = len(self._shown.days) - self._listed
        self.more.setVisible(left > 0)
        self.more.set_words(_("Show earlier ones: {n}").format(n=left))


class PlainTable(QWidget):
    """A small table of labels: no lines, headings quiet, read out row by row.

    Args:
        notes: a line under each row, as wide as the table; empty = none.
    """

    def __init__(
        self, theme: Theme, headers: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._theme = theme
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        theme.follow(self, lambda: grid.setHorizontalSpacing(theme.px(20)))
        theme.follow(self, lambda: grid.setVerticalSpacing(theme.px(4)))
        for column, words in enumerate(headers):
            if words:
                grid.addWidget(secondary(theme, words), 0, column)
        for at, cells in enumerate(rows):
            self._add_row(2 * at + 1, headers, cells)
            if notes:
                grid.addWidget(secondary(theme, notes[at]), 2 * at + 2, 0, 1, len(headers))
        for column in (0, len(headers) - 1):
            grid.setColumnStretch(column, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _add_row(self, line: int, headers: Sequence[str], cells: Sequence[str]) -> None:
        for column, (header, cell) in enumerate(zip(headers, cells, strict=True)):
            is_figure = 0 < column < len(cells) - 1
            label = Text(self._theme, cell, size=COMPACT, weight=600 if column == 1 else 400, wrap=not is_figure)
            label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            if header:
                label.setAccessibleName(f"{header}: {cell}")
            self._grid.addWidget(label, line, column)
