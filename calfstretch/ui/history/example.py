"""Shown while the diary is empty: how a day will look."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui import amounts, formats
from calfstretch.ui.history.row_paint import RowPainter
from calfstretch.ui.history.row_words import night_words
from calfstretch.ui.history.state import Row, Shape
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import body, heading, secondary

_DAY = date(2026, 11, 21)


def example_rows() -> list[Row]:
    """An invented day with its night."""
    water = _("Water {litres}").format(litres=amounts.amount(1900))
    summary = _("1 spasm · water {amount}").format(amount=amounts.amount(1900))
    return [
        Row(Shape.DAY, _DAY, "a", formats.long_day(_DAY), summary),
        Row(Shape.ENTRY, _DAY, "b", _("Run, 8.2 km"), _("48 min · effort 6"), "08:10", "activity", "activity"),
        Row(Shape.ENTRY, _DAY, "c", _("Before bed"), _("Left 30 s · right 30 s"), "21:32", "bar", "action"),
        Row(Shape.ENTRY, _DAY, "d", water, _("confirmed"), "", "drop", "water"),
        Row(Shape.NIGHT, _DAY, "e", night_words(_DAY)),
        Row(
            Shape.ENTRY, _DAY, "f", _("Spasm, left outer calf"), _("Pain 7 · eased after 38 s"), "02:14", "diamond",
            "cramp", closes=True,
        ),
    ]  # fmt: skip


class EmptyHistory(Stack):
    """The first words of an empty diary, with the drawn example below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=8, parent=parent)
        self.add(heading(theme, _("Nothing noted yet")))
        self.add(body(theme, _("What you note, and every stretch you do, stands here day by day.")))
        self.add(secondary(theme, _("This is how a day looks (an invented one):")))
        self.add(ExampleDay(theme))
        self.box.addStretch(1)


class ExampleDay(QWidget):
    """A picture of a day card; nothing in it can be chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = example_rows()
        self._painter = RowPainter(theme)
        self.setAccessibleName(_("An example day"))
        self.setAccessibleDescription("; ".join(row.words for row in self._rows))
        theme.follow(self, self._fit)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(560), self._high(max(self.width(), self._theme.px(300))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _high(self, width: int) -> int:
        return sum(self._painter.height(row, width) for row in self._rows)

    def _fit(self) -> None:
        self.setFixedHeight(self._high(max(1, self.width())))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        y = 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for row in self._rows:
            high = self._painter.height(row, self.width())
            place = QRect(0, y, self.width(), high)
            self._painter.paint(painter, place, row, chosen=False, focused=False, mirrored=mirrored)
            y += high
