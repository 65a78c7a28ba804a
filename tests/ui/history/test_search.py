"""Search and filters: words in any order, without case and accents, days from and until, how many were found."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import CheckIn, DayItem
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.routine import Leg
from calfstretch.journal import Journal
from calfstretch.journal.days import DayEntries
from calfstretch.ui.context import Context
from calfstretch.ui.history.filters import Filter, Show, folded
from calfstretch.ui.history.index import SLICE_DAYS, HistoryIndex
from calfstretch.ui.history.model import HistoryModel
from calfstretch.ui.history.more_tools import Choice, MoreTools
from calfstretch.ui.history.screen import HistoryScreen
from calfstretch.ui.history.state import Shape
from calfstretch.ui.theme import Theme
from tests.ui.fakes import make_context
from tests.ui.history.diary import FRIDAY, SATURDAY, SUNDAY, at, fill
from tests.ui.screens import settle

OLD = SUNDAY - timedelta(days=400)


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("pillow", "Two PILLOWS", True),
        ("two pillow", "pillows, two of them", True),
        ("pillow nine", "two pillows", False),
        ("cafe", "im Café", True),
        ("CAFÉ", "im cafe", True),
        ("fuss", "am Fuß", True),
        ("FUẞ", "am fuss", True),
        ("ελα", "Έλα", True),
        ("", "anything", True),
        ("   ", "anything", True),
        ("<b>", "<b>salt</b>", True),
        ("%_", "100 percent", False),
    ],
)
def test_words_are_found_in_any_order_without_case_and_accents(typed: str, text: str, found: bool) -> None:
    assert Filter(text=typed).lets(Show.DAYS, frozenset(), folded(text)) is found


def test_a_word_is_not_found_across_two_lines_of_an_entry() -> None:
    assert not Filter(text="xy").lets(Show.DAYS, frozenset(), "x\ny")


def test_filters_of_kind_and_leg_add_up() -> None:
    wanted = Filter(Show.SPASMS, Leg.LEFT)
    assert wanted.lets(Show.SPASMS, frozenset({"both"}), "")
    assert not wanted.lets(Show.SPASMS, frozenset({"right"}), "")
    assert not wanted.lets(Show.STRETCHES, frozenset({"left"}), "")


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    context = make_context(tmp_path, qtbot)
    fill(context.journal)
    old = Episode(id="old", at=at(OLD, 15), kind=Kind.SPASM, leg=Leg.RIGHT, note="Crème brûlée", own=(("shoe", "red"),))
    tag = DayItem(day=OLD, item="tag:Garden", value="yes")
    context.journal.write("add episodes", [old, tag, CheckIn(day=OLD - timedelta(days=300), spasms=0)])
    return context


def titles(model: HistoryModel) -> list[str]:
    while model.canFetchMore():
        model.fetchMore()
    rows = [model.row(model.index(at)) for at in range(model.rowCount())]
    return [row.title for row in rows if row is not None and row.shape is Shape.ENTRY]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(text="brulee creme"), ["Spasm, right leg"]),
        (Filter(text="red"), ["Spasm, right leg"]),  # a field of one's own
        (Filter(text="garden"), ["Noted of the day"]),  # a tag
        (Filter(first=SATURDAY, last=SATURDAY, show=Show.SPASMS), ["Spasm, left outer calf"]),
        (Filter(first=SUNDAY), []),
        (Filter(last=FRIDAY, show=Show.SPASMS), ["Tightness, right leg", "Spasm, right leg"]),
        (Filter(first=date(2030, 1, 1)), []),
        (Filter(last=date(1990, 1, 1)), []),
    ],
)
def test_ten_months_back_it_is_found_and_nothing_else(context: Context, wanted: Filter, found: list[str]) -> None:
    model = HistoryModel(context.journal)
    model.load(None, wanted)
    assert titles(model) == found
    model.load(None, wanted, changed=False)  # now by what is remembered
    assert titles(model) == found


def test_the_second_search_reads_the_days_alone_that_fit(context: Context) -> None:
    read: list[int] = []

    def reader(first: date, last: date) -> list[DayEntries]:
        read.append((last - first).days + 1)
        return context.journal.days.range(first, last)

    index = HistoryIndex(reader, lambda: 4)
    day: date | None = SUNDAY
    while day is not None:
        day = index.learn(day, OLD)
    assert sum(read) == 401 and max(read) == SLICE_DAYS
    read.clear()
    found = index.entries(OLD, SUNDAY, Filter(text="brulee"))
    assert [each.day for each in found] == [OLD + timedelta(days=n) for n in range(401)]
    assert read == [1] and found[0].episodes[0].id == "old"


# -- in the window -------------------------------------------------------------------------------------------


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> HistoryScreen:
    screen = HistoryScreen(context)
    qtbot.addWidget(screen)
    screen.resize(936, 740)
    screen.show()
    settle()
    return screen


def _search(screen: HistoryScreen, text: str) -> str:
    screen.tools.search.setText(text)
    screen.tools._say()
    while screen.count.is_running:
        screen.count.step()
    return screen.found.text()


def test_it_is_said_how_many_were_found(screen: HistoryScreen) -> None:
    assert not screen.found.isVisible()
    assert _search(screen, "creme") == "1 entry found"
    assert screen.found.isVisible()
    assert _search(screen, "spasm") == "2 entries found"
    assert _search(screen, "nothing like it") == "0 entries found"
    _search(screen, "")
    assert not screen.found.isVisible()


def test_the_count_follows_what_is_written(screen: HistoryScreen, journal_of: Journal) -> None:
    assert _search(screen, "garden") == "1 entry found"
    journal_of.days.set_item(SATURDAY, "note", "the garden again")
    while screen.count.is_running:
        screen.count.step()
    assert screen.found.text() == "2 entries found"


@pytest.fixture
def journal_of(context: Context) -> Journal:
    return context.journal


def test_a_period_is_chosen_behind_the_button(screen: HistoryScreen, context: Context) -> None:
    screen.tools.more.click()
    content = context.window.findChild(MoreTools)
    assert content is not None
    content.period.chip(28).click()
    assert screen.model.wanted.first == SUNDAY - timedelta(days=27) and screen.tools.more.isChecked()
    assert screen.found.text().endswith("· 26 Oct 2026 to 22 Nov 2026")
    content.period.chip(0).click()
    content.first.set_day(OLD)
    content.last.edit.setDate(content.first.edit.date())
    assert (screen.model.wanted.first, screen.model.wanted.last) == (OLD, OLD)
    settle()
    rows = [screen.model.row(screen.model.index(at)) for at in range(screen.model.rowCount())]
    assert {row.day for row in rows if row is not None} == {OLD}
    content.period.chip(0).click()
    assert not screen.model.wanted.is_on and not screen.tools.more.isChecked()


@pytest.mark.parametrize(
    ("choice", "span"),
    [
        (Choice(), (None, None)),
        (Choice(period=28), (SUNDAY - timedelta(days=27), None)),
        (Choice(period=84), (SUNDAY - timedelta(days=83), None)),
        (Choice(period=0, first=FRIDAY, last=SATURDAY), (FRIDAY, SATURDAY)),
        (Choice(period=0, first=SATURDAY, last=FRIDAY), (FRIDAY, SATURDAY)),  # meant the other way round
    ],
)
def test_the_days_of_a_choice(choice: Choice, span: tuple[date | None, date | None]) -> None:
    assert choice.span(SUNDAY) == span
