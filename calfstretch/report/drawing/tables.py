"""Tables as rows: columns as wide as their words need, cells broken into lines, long cells carried over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from calfstretch.report.drawing.letters import INK, RULE, Letters, Line, Style
from calfstretch.report.drawing.rows import Draw, Row
from calfstretch.report.shapes import Table

_BETWEEN = 9.0
_PAD = 2.0
_TOGETHER = 10
"""Lines of a row that stay on one page; a longer one is torn."""
_LONG = 160
"""Signs of a cell that its column's width is worked out from: more than a line."""
_MEASURED = 40


class SetTable(NamedTuple):
    """A table ready to be placed.

    Args:
        head: its headings, repeated on every page.
    """

    head: list[Row]
    rows: list[Row]


def set_table(table: Table, letters: Letters, width: float, style: Style) -> SetTable:
    """The rows of a table as wide as given; columns run from right to left where the letters do."""
    if not table.columns:
        return SetTable([], [])
    widths = _widths(table, letters, width, style)
    edges = [sum(widths[:at]) for at in range(len(widths))]
    if letters.mirrored:
        edges = [width - edge - wide for edge, wide in zip(edges, widths, strict=True)]
    insides = [max(wide - _BETWEEN, style.size) for wide in widths]
    if letters.mirrored:
        edges = [edge + _BETWEEN for edge in edges]
    head = _row(table.columns, table.right, letters, edges, insides, style.strong(), width, INK)
    rows: list[Row] = []
    for cells in table.rows:
        rows += _row(cells, table.right, letters, edges, insides, style, width, RULE)
    return SetTable([row._replace(keep=True) for row in head], rows)


def _row(
    cells: Sequence[str],
    right: Sequence[int],
    letters: Letters,
    edges: Sequence[float],
    insides: Sequence[float],
    style: Style,
    width: float,
    rule: str,
) -> list[Row]:
    """One row of the table, a row of the page for each of its lines."""
    end = Qt.AlignmentFlag.AlignRight
    columns = [
        letters.lines(cell, style, inside, align=end if at in right else None, leading=1.22)
        for at, (cell, inside) in enumerate(zip(cells, insides, strict=True))
    ]
    count = max((len(lines) for lines in columns), default=1)
    found = []
    for number in range(count):
        last = number == count - 1
        pieces = tuple((edge, lines[number]) for edge, lines in zip(edges, columns, strict=True) if number < len(lines))
        height = style.size * 1.22 + (_PAD if number == 0 else 0) + (_PAD if last else 0)
        keep = not last and (count <= _TOGETHER or number == 0 or number == count - 2)
        found.append(
            Row(height, _drawing(pieces, _PAD if number == 0 else 0, height, width if last else 0, rule), keep)
        )
    return found


def _drawing(pieces: tuple[tuple[float, Line], ...], down: float, height: float, rule_width: float, rule: str) -> Draw:
    def draw(painter: QPainter, x: float, y: float) -> None:
        for edge, line in pieces:
            line.draw(painter, x + edge, y + down)
        if rule_width:
            painter.setPen(QPen(QColor(rule), 0.9 if rule == INK else 0.4))
            painter.drawLine(QLineF(x, y + height, x + rule_width, y + height))

    return draw


def _widths(table: Table, letters: Letters, width: float, style: Style) -> list[float]:
    """Room for each column: what is short stands on one line, what is long shares the rest."""
    count = len(table.columns)
    natural, least = [0.0] * count, [0.0] * count
    for at in range(count):
        cells = {row[at][:_LONG] for row in table.rows}
        # those of most signs: measuring ten thousand would take seconds
        for cell in sorted(cells, key=len)[-_MEASURED:]:
            natural[at] = max(natural[at], letters.width(cell, style))
        words = {word for cell in cells for word in cell.split()}
        for word in sorted(words, key=len)[-_MEASURED:]:
            least[at] = max(least[at], letters.width(word, style))
        head = table.columns[at]
        natural[at] = max(natural[at], *(letters.width(word, style.strong()) for word in head.split() or [""]))
        least[at] = max(least[at], *(letters.width(word, style.strong()) for word in head.split() or [""]))
    natural = [wide + _BETWEEN for wide in natural]
    least = [min(low + _BETWEEN, wide) for low, wide in zip(least, natural, strict=True)]
    spare = width - sum(natural)
    if spare >= 0:
        # numbers at the end keep the table together; words there take what is left
        share = spare / count if count - 1 in table.right else min(spare / count, width * 0.02)
        rest = spare - share * count
        return [wide + share + (rest if at == count - 1 else 0.0) for at, wide in enumerate(natural)]
    if sum(least) >= width:
        least = [0.0] * count
    return _shared(natural, least, width)


def _shared(natural: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """What is short has the room it needs; the long ones are as wide as each other."""
    low, high = 0.0, max(natural)
    for _turn in range(30):
        middle = (low + high) / 2
        wanted = sum(max(least[at], min(natural[at], middle)) for at in range(len(natural)))
        low, high = (middle, high) if wanted <= width else (low, middle)
    return [max(least[at], min(natural[at], low)) for at in range(len(natural))]
