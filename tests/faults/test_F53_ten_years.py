"""F53: ten years in the diary make start, logging and history do no more than half a year does.

Counted in steps of the database engine, which no busy machine changes; beside a diary of half a year in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import CheckIn, Drink
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal
from calfstretch.journal.regularity import read_regularity
from calfstretch.storage.rows import to_row
from calfstretch.ui.context import Context
from calfstretch.ui.history.filters import Filter
from calfstretch.ui.history.model import HistoryModel
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.today.screen import TodayScreen
from tests.diaries import journal_on
from tests.ui.history.bare import bare_context
from tests.ui.history.diary import SATURDAY, at, hold
from tests.ui.screens import settle

HALF_A_YEAR, TEN_YEARS = 182, 3653
# An index of ten years is a level or two deeper than one of half a year.
MORE = 1.5


def _years(path: Path, days: int) -> Journal:
    journal = journal_on(path)
    journal.database.connection.execute("PRAGMA synchronous = OFF")
    put: list[Record] = []
    for ago in range(days):
        day = SATURDAY - timedelta(days=ago)
        session = Session(
            purpose="daily", started_at=at(day, 20), ended_at=at(day, 20, 2), outcome=Outcome.DONE, routine={}
        )
        holds: list[Hold] = [hold(session.id, 1, "left", 30), hold(session.id, 2, "right", 30)]
        put += [CheckIn(day=day, spasms=int(ago % 4 == 0)), Drink(at=at(day, 12), ml=500), session, *holds]
        if ago % 4 == 0:
            put.append(Episode(at=at(day, 15), kind=Kind.SPASM, note="two pillows"))
    _insert(journal, put)
    return journal


def _insert(journal: Journal, put: list[Record]) -> None:
    """Straight into the tables: as one batch of the journal it would take a minute."""
    stamp = "2026-11-21T00:00:00.000Z"
    with journal.database.transaction() as connection:
        for record in put:
            row = to_row(record) | {"entered_at": stamp, "changed_at": stamp}
            if record.TABLE in ("sessions", "drinks", "episodes"):
                day = record.diary_day(4)
                assert day is not None
                row["day"] = day.isoformat()
            names = ", ".join(row)
            connection.execute(
                f"INSERT INTO {record.TABLE} ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()]
            )


@pytest.fixture(scope="module")
def diaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Journal, Journal]]:
    folder = tmp_path_factory.mktemp("f53")
    both = _years(folder / "short.db", HALF_A_YEAR), _years(folder / "long.db", TEN_YEARS)
    yield both
    for journal in both:
        journal.database.close()


def _steps(journal: Journal, what: Callable[[], object]) -> int:
    """Hundreds of steps the engine takes for what is done."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection = journal.database.connection
    connection.set_progress_handler(step, 100)
    try:
        what()
    finally:
        connection.set_progress_handler(None, 0)
    return count


def _compare(diaries: tuple[Journal, Journal], what: Callable[[Journal], object]) -> tuple[int, int]:
    short, long = (_steps(journal, lambda journal=journal: what(journal)) for journal in diaries)  # type: ignore[misc]
    return short, long


def test_F53_a_drink_is_stored_as_quickly(diaries: tuple[Journal, Journal]) -> None:  # noqa: N802
    short, long = _compare(diaries, lambda journal: journal.days.add_drink(200))
    assert long <= MORE * short + 2


def test_F53_undo_is_as_quick(diaries: tuple[Journal, Journal]) -> None:  # noqa: N802
    def do_and_undo(journal: Journal) -> None:
        journal.days.add_drink(200)
        journal.undo()

    short, long = _compare(diaries, do_and_undo)
    assert long <= MORE * short + 2


def test_F53_the_calendar_and_its_sentence_read_their_weeks_alone(diaries: tuple[Journal, Journal]) -> None:  # noqa: N802
    short, long = _compare(diaries, read_regularity)
    assert long <= MORE * short + 5


def test_F53_the_history_opens_and_scrolls_by_what_is_looked_at(diaries: tuple[Journal, Journal]) -> None:  # noqa: N802
    def look(journal: Journal) -> None:
        model = HistoryModel(journal)
        model.load()
        for _page in range(5):
            model.fetchMore()

    short, long = _compare(diaries, look)
    assert long <= MORE * short + 5


@pytest.mark.slow
def test_F53_a_word_that_was_looked_for_once_is_found_without_reading_again(  # noqa: N802
    diaries: tuple[Journal, Journal],
) -> None:
    _short, long = diaries
    model = HistoryModel(long)

    def search(text: str) -> int:
        model.load(None, Filter(text=text), changed=False)
        while model.canFetchMore():
            model.fetchMore()
            model.let_go_newest()
        return model.rowCount()

    first = _steps(long, lambda: search("no such word"))
    again = _steps(long, lambda: search("nor this one"))
    assert again * 20 < first


@pytest.fixture
def contexts(diaries: tuple[Journal, Journal], qtbot: QtBot) -> tuple[Context, Context]:
    windows = QWidget(), QWidget()
    for window in windows:
        qtbot.addWidget(window)
    short, long = (bare_context(journal, window) for journal, window in zip(diaries, windows, strict=True))
    return short, long


@pytest.mark.parametrize("screen", [TodayScreen, HistoryScreen])
def test_F53_a_page_is_shown_as_quickly(  # noqa: N802
    contexts: tuple[Context, Context], qtbot: QtBot, screen: type[TodayScreen] | type[HistoryScreen]
) -> None:
    counts = []
    for context in contexts:

        def show(context: Context = context) -> None:
            page = screen(context)
            qtbot.addWidget(page)
            page.resize(936, 740)
            page.show()
            settle()
            page.hide()

        counts.append(_steps(context.journal, show))
    short, long = counts
    assert long <= MORE * short + 20, counts
