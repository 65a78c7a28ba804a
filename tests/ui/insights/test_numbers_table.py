"""The table of numbers: as wide as its words, however many rows there are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.numbers_table import NumbersModel, NumbersTable
from calfstretch.ui.theme import Theme


def made(qtbot: QtBot, theme: Theme) -> NumbersTable:
    table = NumbersTable(theme)
    qtbot.addWidget(table)
    table.resize(500, 400)
    return table


def many(rows: int) -> Numbers:
    return Numbers("", ("Day", "Pain"), tuple((f"day {n} " + "w" * (n % 23), str(n % 11)) for n in range(rows)))


def test_a_column_is_as_wide_as_qt_would_make_it_and_a_bit(qtbot: QtBot, theme: Theme) -> None:
    table = made(qtbot, theme)
    for numbers in (many(60), many(3), Numbers("", ("Day", "Pain"), ())):
        table.show_numbers(numbers)
        for column in (0, 1):
            by_qt = max(QTableView.sizeHintForColumn(table, column), 0)
            assert table.sizeHintForColumn(column) == by_qt + theme.px(8)


def test_larger_text_makes_columns_wider(qtbot: QtBot, theme: Theme) -> None:
    table = made(qtbot, theme)
    table.show_numbers(many(20))
    before = table.sizeHintForColumn(0)
    theme.set_scale(2.0)
    assert table.sizeHintForColumn(0) > 1.5 * before


def test_qt_does_not_go_through_all_rows(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    data = NumbersModel.data

    def counted(*args: object) -> object:
        nonlocal asked
        asked += 1
        return data(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(NumbersModel, "data", counted)
    table = made(qtbot, theme)
    table.show()
    table.show_numbers(many(4_000))
    assert 0 < asked < 2_000
