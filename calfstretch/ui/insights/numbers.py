"""The numbers behind a picture as text: what the table shows, what is copied and what is printed; no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from calfstretch.exchange.formula_guard import guarded

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


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
    """Sentences and tables as plain text: a paragraph each, cells divided by tabs, as spreadsheets take them.

    What the person named "=..." must not become a formula there.
    """
    found = (_safe(part) if isinstance(part, str) else _table_text(part) for part in parts if part)
    return "\n\n".join(found) + "\n"


def _table_text(numbers: Numbers) -> str:
    lines = [_safe(_one_line(numbers.title))] if numbers.title else []
    return "\n".join([*lines, *("\t".join(map(_cell, cells)) for cells in (numbers.headers, *numbers.rows))])


def _cell(text: str) -> str:
    return _safe(_one_line(text))


def _safe(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else guarded(text)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
