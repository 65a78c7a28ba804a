"""The therapist's page as it is drawn: one page first, laid out once and painted alike on screen, paper and in a file.

The first third answers how many, better or worse, and where. Black and grey on white; lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen

from calfstretch.i18n import gettext as _
from calfstretch.report.drawing.chart import ChartDrawing
from calfstretch.report.drawing.legs import LegsDrawing
from calfstretch.report.drawing.letters import GREY, RULE, Letters, Line, Run, Style
from calfstretch.report.drawing.rows import Draw, Row, height_of, room
from calfstretch.report.drawing.rows import Pages as Filling
from calfstretch.report.drawing.sheet import MARGIN, Paper, print_pages, to_pdf
from calfstretch.report.drawing.tables import set_table
from calfstretch.report.shapes import Block, Chart, LegMap, PageContent, Part, Table

SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
"""Of the letters on one page, the largest that fits; what is too long for the least runs on to a second page."""
LEAST = SIZES[-1]
LARGE = (15.0, 14.5, 14.0)
"""Of large print: a smaller one where that saves a page."""
_MANY_PAGES = 10.0
LARGE_LEAST = LARGE[-1]
_GUTTER = 24.0
_HAIR = "#6B6B6B"
_PARTED = " · "
_CHART_SHARES = (0.66, 0.72)
"""Of the width, beside the legs: the legs become smaller where that saves a page."""


class Measures(NamedTuple):
    """Sizes of one setting of the page."""

    body: float
    large: bool
    chart_share: float = _CHART_SHARES[0]

    @property
    def least(self) -> float:
        """No letters are smaller."""
        return LARGE_LEAST if self.large else LEAST

    @property
    def text(self) -> Style:
        """Plain lines."""
        return Style(self.body)

    @property
    def small(self) -> Style:
        """What belongs to a block, quieter."""
        return Style(max(self.least, self.body - 1), ink=GREY)

    @property
    def title(self) -> Style:
        """At the top."""
        return Style(self.body * (1.7 if self.large else 2.0), bold=True)

    @property
    def trend(self) -> Style:
        """The sentence that matters most."""
        return Style(self.body * (1.25 if self.large else 1.4))

    @property
    def gap(self) -> float:
        """White between blocks."""
        return self.body * 1.1


class Pages:
    """All pages of a content on a paper.

    Args:
        large: 14 pt and more; None = as the content says.
        mirrored: as in Arabic or Hebrew; the chart's time and the legs keep their sides. None = as the program.
    """

    def __init__(
        self, content: PageContent, paper: Paper, large: bool | None = None, *, mirrored: bool | None = None
    ) -> None:
        if mirrored is None:
            mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.content, self.paper = content, paper
        self.large = content.large_print if large is None else large
        self._letters = Letters(mirrored=mirrored)
        self._setting = self._fitting()
        self._appendix()

    @property
    def title(self) -> str:
        """Of the document."""
        return f"{self.content.title}, {self.content.period}" if self.content.period else self.content.title

    @property
    def count(self) -> int:
        """How many pages, at least one."""
        return len(self._setting.filling.pages)

    @property
    def body_size(self) -> float:
        """Size of plain lines, points."""
        return self._setting.measures.body

    def paint(self, number: int, painter: QPainter) -> None:
        """Draw a page (the first is 0) with its corner at the painter's origin, one unit for a point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in self._setting.filling.pages[number]:
            if placed.row.draw is not None:
                placed.row.draw(painter, placed.x, placed.y)
        self._setting.draw_foot(painter, number, self.count)
        painter.restore()

    def _fitting(self) -> _Setting:
        """The largest letters that leave it on one page; none: a middle size, over as many as it takes.

        Blocks are torn between the columns where that alone makes it one page.
        """
        if self.large:
            settings = [_Setting(self.content, self.paper, self._letters, Measures(size, True)) for size in LARGE]
            return min(settings, key=lambda each: len(each.filling.pages))
        tried = [(Measures(size, False, share), True) for size in SIZES for share in _CHART_SHARES]
        tried += [(measures, False) for measures, _whole in tried]
        least = self._on_one_page(*tried[-1])
        if least is None:  # asked first: what is far too long is not laid out twenty times
            return _Setting(self.content, self.paper, self._letters, Measures(_MANY_PAGES, False))
        return next((found for each in tried[:-1] if (found := self._on_one_page(*each)) is not None), least)

    def _on_one_page(self, measures: Measures, whole: bool) -> _Setting | None:
        setting = _Setting(self.content, self.paper, self._letters, measures, whole=whole, on_one_page=True)
        return setting if setting.fits and len(setting.filling.pages) == 1 else None

    def _appendix(self) -> None:
        if self.content.appendix:
            self._setting.filling.turn()
        for table in self.content.appendix:
            self._setting.put_table(table)


class _Setting:
    """The page at one size of letters."""

    def __init__(
        self,
        content: PageContent,
        paper: Paper,
        letters: Letters,
        measures: Measures,
        *,
        whole: bool = False,
        on_one_page: bool = False,
    ) -> None:
        self._content, self._letters, self.measures = content, letters, measures
        size = paper.size
        space = QRectF(MARGIN, MARGIN, size.width() - 2 * MARGIN, size.height() - 2 * MARGIN)
        self._number_height = measures.small.size * 1.3
        self._whole = space
        self._foot = self._foot_lines()
        self._low = _less(space, self._number_height + 9)
        stands = not measures.large
        first = _less(space, max(1, len(self._foot)) * self._number_height + 8) if stands else self._low
        self.filling = Filling(self._low, first)
        self.fits = self._fill(whole, on_one_page)
        if not stands:
            foot = self._lines(content.foot, measures.small, space.width())
            self.filling.put([room(measures.gap), *(row._replace(keep=True) for row in foot)])

    def _foot_lines(self) -> list[Line | None]:
        """The foot of the first page; the number of the page stands in its last line, None = alone there."""
        small, width = self.measures.small, self._whole.width()
        found: list[Line | None] = list(
            line for text in self._content.foot for line in self._letters.lines(text, small, width)
        )
        number = self._letters.width(_("{n} of {count}").format(n=88, count=88), small) + 12
        last = found[-1] if found else None
        return [*found, None] if last is not None and last.width > width - number else found

    # -- filling -----------------------------------------------------------------------------------------

    def _fill(self, whole: bool, on_one_page: bool) -> bool:
        """Put everything; False = a block would have had to be torn."""
        filling, content, width = self.filling, self._content, self._whole.width()
        filling.put(self._head(width))
        pictures = self._pictures(width)
        for rows in pictures:
            filling.put(rows)
        blocks = [self._block(block, self._column) for block in content.blocks if block.part is not Part.QUESTIONS]
        asked = content.block(Part.QUESTIONS)
        questions = [] if asked is None else self._block(asked, width)
        if self.measures.large:
            for rows in (*blocks, questions):
                filling.put(rows)
            return True
        gap = self.measures.gap
        below = height_of(questions) + gap if questions and on_one_page else 0.0
        mirrored = self._letters.mirrored
        if not filling.put_columns(blocks, self._column, _GUTTER, mirrored=mirrored, whole=whole, below=below):
            return False
        filling.put([room(gap), *questions])
        return True

    @property
    def _column(self) -> float:
        width = self._whole.width()
        return width if self.measures.large else (width - _GUTTER) / 2

    def _head(self, width: float) -> list[Row]:
        content, measures = self._content, self.measures
        rows = [*self._title(width), room(1.5)]
        rows += self._lines([text for text in (content.period, content.late) if text], measures.small, width)
        rows.append(room(measures.gap * 0.8))
        trend = content.trend
        strong = measures.trend.strong()
        if trend.text:
            runs = [Run(trend.lead, strong), Run(trend.rest, measures.trend)]
            rows += [*_as_rows(self._letters.lines(runs, measures.trend, width)), room(2.5)]
        rows += self._lines([text for text in (content.caption, *content.left_out) if text], measures.small, width)
        rows.append(room(measures.gap))
        return rows

    def _title(self, width: float) -> list[Row]:
        """The title, and at its other end the name."""
        style, name = self.measures.title, self._content.name
        if not name:
            return _as_rows(self._letters.lines(self._content.title, style, width))
        own = Style(self.measures.body * 1.2, bold=True)
        title = self._letters.lines(self._content.title, style, width)
        beside = width - title[0].width - _GUTTER
        names = self._letters.lines(name, own, max(beside, 1.0), align=Qt.AlignmentFlag.AlignRight)
        if len(title) > 1 or len(names) > 1 or beside < own.size * 4:
            return [*_as_rows(title), *_as_rows(self._letters.lines(name, own, width))]
        aside = 0.0 if self._letters.mirrored else width - beside
        down = (title[0].height - names[0].height) * 0.62

        def draw(painter: QPainter, x: float, y: float) -> None:
            title[0].draw(painter, x, y)
            names[0].draw(painter, x + aside, y + down)

        return [Row(title[0].height, draw)]

    def _pictures(self, width: float) -> list[list[Row]]:
        chart, legs = self._content.chart, self._content.leg_map
        if chart is None or legs is None or self.measures.large:
            gap = room(self.measures.gap)
            found = [] if chart is None else [[*self._chart(chart, width, self.measures.body * 11.5), gap]]
            alone = [] if legs is None else [[*self._legs_alone(legs, width), gap]]
            return [*found, *alone]
        wide = (width - _GUTTER) * self.measures.chart_share
        beside = self._legs(legs, width - _GUTTER - wide)
        height = height_of(beside)
        without = height_of(self._chart(chart, wide, 0.0))
        bars = self._chart(chart, wide, max(height - without, self.measures.body * 11))
        places = (0.0, wide + _GUTTER) if not self._letters.mirrored else (width - wide, 0.0)
        return [[_beside((bars, beside), places), room(self.measures.gap)]]

    def _chart(self, chart: Chart, width: float, height: float) -> list[Row]:
        rows = self._heading(chart.title, width)
        if height:
            drawing = ChartDrawing(chart, self._letters, width, height, self.measures.small.size)
            rows.append(Row(height, drawing.draw, keep=True))
            rows.append(room(1.5))
        rows += self._lines([chart.legend] if chart.legend else [], self.measures.small, width)
        return [row._replace(keep=True) for row in rows]

    def _legs(self, legs: LegMap, width: float) -> list[Row]:
        drawing = LegsDrawing(legs, self._letters, width, self.measures.body, self.measures.least)
        rows = self._heading(legs.heading, width)
        rows += [room(3), Row(drawing.height, drawing.draw, keep=True), room(1.5)]
        rows += self._lines(legs.small, self.measures.small, width)
        return [row._replace(keep=True) for row in rows]

    def _legs_alone(self, legs: LegMap, width: float) -> list[Row]:
        """The drawing below the chart, and its words beside it."""
        wide = min(width * 0.55, self.measures.body * 13.5)
        drawing = LegsDrawing(legs, self._letters, wide, self.measures.body, self.measures.least)
        words = self._lines(legs.small, self.measures.small, width - wide - _GUTTER)
        places = (0.0, wide + _GUTTER) if not self._letters.mirrored else (width - wide, 0.0)
        both = _beside(([Row(drawing.height, drawing.draw)], words), places)
        return [*self._heading(legs.heading, width), room(3), both]

    def _block(self, block: Block, width: float) -> list[Row]:
        measures = self.measures
        rows: list[Row] = []
        for line in block.lines:
            runs = [Run(line.text, measures.text)]
            if line.label:
                runs.insert(0, Run(f"{line.label} ", measures.text.strong()))
            rows += _as_rows(self._letters.lines(runs, measures.text, width))
        rows += self._lines(block.small, measures.small, width)
        if len(rows) > 1:
            rows[0] = rows[0]._replace(keep=True)  # a heading has more than a line below it
        return [*self._heading(block.heading, width), *rows, room(measures.gap)]

    def _heading(self, text: str, width: float) -> list[Row]:
        """A hairline and bold words below it, which stay with what follows."""
        style = Style(self.measures.body * 1.08, bold=True)
        lines = self._letters.lines(text, style, width)
        rule = Row(4.0, _rule(width), keep=True)
        return [rule, *(Row(line.height, line.draw, keep=True) for line in lines), room(1.5)]

    def _lines(self, texts: Iterable[str], style: Style, width: float) -> list[Row]:
        return [row for text in texts for row in _as_rows(self._letters.lines(text, style, width))]

    def put_table(self, table: Table) -> None:
        """A table of the appendix, its headings repeated on every page."""
        width, measures = self._whole.width(), self.measures
        style = Style(measures.small.size)
        head = self._heading(table.heading, width)
        made = set_table(table, self._letters, width, style)
        above = [row._replace(keep=True) for row in (*head, *self._lines(table.small, measures.small, width))]
        self.filling.put([*above, *made.head, *made.rows, room(measures.gap * 1.5)], made.head)

    # -- foot --------------------------------------------------------------------------------------------

    def draw_foot(self, painter: QPainter, number: int, count: int) -> None:
        """The number of the page; on the first one what belongs to all of it, on the others whose page this is."""
        whole, small = self._whole, self.measures.small
        numbered = self._letters.lines(
            _("{n} of {count}").format(n=number + 1, count=count),
            small,
            whole.width(),
            align=Qt.AlignmentFlag.AlignRight,
        )[0]
        stands = not self.measures.large and number == 0
        lines = self._foot if stands else [self._running()] if number else []
        y = whole.bottom() - max(1, len(lines)) * self._number_height
        painter.setPen(QPen(QColor(RULE), 0.5))
        painter.drawLine(QLineF(whole.left(), y - 3, whole.right(), y - 3))
        for line in lines:
            if line is not None:
                line.draw(painter, self._begin(line), y)
            y += self._number_height
        numbered.draw(painter, whole.left(), whole.bottom() - self._number_height)

    def _running(self) -> Line:
        """Whose page it is: as many of its parts as one line takes."""
        small, width = self.measures.small, self._whole.width() * 0.8
        parts = [self._content.title, *self._content.period.split(_PARTED)]
        lines = self._letters.lines(_PARTED.join(parts), small, width)
        while len(lines) > 1 and len(parts) > 1:
            parts.pop()
            lines = self._letters.lines(_PARTED.join(parts), small, width)
        return lines[0]

    def _begin(self, line: Line) -> float:
        if not self._letters.mirrored:
            return self._whole.left()
        return self._whole.right() - line.layout.lineAt(line.number).width() / 10


def pdf_bytes(content: PageContent, paper: Paper, large: bool | None = None) -> bytes:
    """The page and its appendix as a PDF; a QGuiApplication has to be there."""
    return to_pdf(Pages(content, paper, large), content.name)


__all__ = ["MARGIN", "Pages", "Paper", "pdf_bytes", "print_pages"]


def _less(whole: QRectF, below: float) -> QRectF:
    return QRectF(whole.left(), whole.top(), whole.width(), whole.height() - below)


def _as_rows(lines: Sequence[Line]) -> list[Row]:
    """A paragraph; its first two and last two lines stay together."""
    last = len(lines) - 1
    return [Row(line.height, line.draw, keep=at < last and at in (0, last - 1)) for at, line in enumerate(lines)]


def _rule(width: float) -> Draw:
    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(QColor(_HAIR), 0.6))
        painter.drawLine(QLineF(x, y, x + width, y))

    return draw


def _beside(parts: tuple[list[Row], list[Row]], places: tuple[float, float]) -> Row:
    """Two stacks of rows side by side as one row."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        for rows, aside in zip(parts, places, strict=True):
            at = y
            for row in rows:
                if row.draw is not None:
                    row.draw(painter, x + aside, at)
                at += row.height

    return Row(max(height_of(rows) for rows in parts), draw)
