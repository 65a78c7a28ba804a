"""The numbers behind a picture as text: what the table shows, what is copied and what is printed; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Numbers(NamedTuple):
    """One table.

    Args:
        title: what it holds; "" = the section's name says it.
        headers: one for each column.
        rows: cells as they are read, each row as long as the headers.
        days: for each row the day that Enter opens in History, None = none; empty = no row opens one.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    days: tuple[date | None, ...] = ()

    def day_of(self, row: int) -> date | None:
        """The day a row opens; None = none."""
        return self.days[row] if row < len(self.days) else None


def as_text(parts: Iterable[str | Numbers]) -> str:
    """Sentences and tables as plain text: a paragraph each, cells divided by tabs, as spreadsheets take them."""
    return "\n\n".join(part if isinstance(part, str) else _table_text(part) for part in parts if part) + "\n"


def _table_text(numbers: Numbers) -> str:
    lines = [numbers.title] if numbers.title else []
    return "\n".join([*lines, *("\t".join(map(_one_line, cells)) for cells in (numbers.headers, *numbers.rows))])


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
