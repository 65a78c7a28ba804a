"""What goes with them on screen: worked out beside the window, kept once, walked by keyboard, whole on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.person import Look
from calfstretch.errors import UserError
from calfstretch.insights.period import period
from calfstretch.insights.series import Span
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.ui.context import Context
from calfstretch.ui.insights.goes_with import section as section_module
from calfstretch.ui.insights.goes_with.axis import marks
from calfstretch.ui.insights.goes_with.details import DetailsView
from calfstretch.ui.insights.goes_with.forest import ForestPainter
from calfstretch.ui.insights.goes_with.row import WIDE_FROM, RowButton, columns
from calfstretch.ui.insights.goes_with.section import GoesWith
from calfstretch.ui.insights.paper import Paper
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SoftButton
from tests.ui.fakes import Reported, make_context
from tests.ui.insights.invented import fill


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    context = make_context(tmp_path, qtbot)
    fill(context.journal, 120)
    return context


def shown(context: Context, qtbot: QtBot, *, finished: bool = True) -> GoesWith:
    section = GoesWith(context)
    qtbot.addWidget(section)
    section.resize(860, 900)
    section.show()
    bring(section, finished=finished)
    return section


def bring(section: GoesWith, *, finished: bool = True) -> None:
    facts = read_diary_facts(section.context.journal)
    section.bring(facts, period(facts.days, Span.ALL))
    if finished:
        assert section.working is not None
        section.working.wait()
        QApplication.processEvents()


def row(section: GoesWith, key: str) -> RowButton:
    return next(each for each in section.lists.rows if each.row.key == key)


# -- working it out --------------------------------------------------------------------------------------


def test_a_line_says_that_it_is_worked_out_and_then_it_is_there(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot, finished=False)
    assert section.waiting.isVisible() and not section.lists.isVisible()
    with qtbot.waitSignal(section.completed, timeout=8_000):
        pass
    assert section.lists.isVisible() and not section.waiting.isVisible()
    assert re.fullmatch(r"What goes with them \(look of \d+ \w+, next look \d+ \w+\)", section.name.text())


def test_a_look_that_is_due_is_kept_once_and_not_worked_out_again(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot)
    (look,) = context.journal.everything(Look)
    assert section.worked is not None and section.worked.look is not None
    assert (look.number, look.day) == (section.worked.look.number, section.worked.look.computed_on)
    first = section.worked.look
    bring(section)
    assert section.worked.look == first
    assert [each.id for each in context.journal.everything(Look)] == [look.id]
    assert not section.worked.is_new


def test_a_look_that_cannot_be_kept_is_shown_and_its_reason_told(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(section_module, "keep", full)
    reported = Reported()
    section = shown(context._replace(report=reported), qtbot)
    assert [str(error) for error in reported.errors] == ["The disk is full."]
    assert section.lists.rows and context.journal.everything(Look) == []


def test_what_cannot_be_worked_out_is_said_and_nothing_is_promised(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ValueError("a note of no kind")

    reported = Reported()
    with monkeypatch.context() as patched:
        patched.setattr(section_module, "work_out", broken)
        section = shown(context._replace(report=reported), qtbot)
    assert [str(error) for error in reported.errors] == ["a note of no kind"]
    assert section.sentence() == "This could not be worked out." and not section.waiting.isVisible()
    bring(section)
    assert "compared over" in section.sentence()


def test_another_range_works_nothing_out_anew(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot)
    assert section.facts is not None
    before = section.worked
    section.bring(section.facts, period(section.facts.days, Span.FOUR_WEEKS))
    assert section.working is None and section.worked is before


def test_before_the_first_answer_it_is_said_when_the_first_look_comes(
    tmp_path: Path, qtbot: QtBot, theme: object
) -> None:
    context = make_context(tmp_path, qtbot)
    context.journal.days.add_drink(200)
    facts = read_diary_facts(context.journal, context.journal.today() + timedelta(days=2))
    section = GoesWith(context)
    qtbot.addWidget(section)
    section.show()
    section.bring(facts, period(facts.days, Span.ALL))
    assert section.working is not None
    section.working.wait()
    assert section.sentence() == "The first look comes 8 weeks after the first day you answer."
    assert not section.lists.isVisible() and section.numbers() == []


def test_a_hidden_page_keeps_nothing(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot, finished=False)
    work = section.working
    assert work is not None
    section.hide()
    work.wait()
    assert (section.working, section.worked) == (None, None)
    assert context.journal.everything(Look) == []


# -- by keyboard -----------------------------------------------------------------------------------------


def test_arrows_walk_from_row_to_row_and_each_says_all_of_itself(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot)
    rows = section.lists.rows
    rows[0].setFocus()
    for following in rows[1:]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert QApplication.focusWidget() is following
        assert following.accessibleName() == following.row.name
        assert following.row.sentence in following.accessibleDescription()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert QApplication.focusWidget() is rows[0]


def test_enter_opens_what_a_row_was_worked_out_from_and_tab_goes_to_its_days(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot)
    water = row(section, "low_water")
    water.setFocus()
    QTest.keyClick(water, Qt.Key.Key_Return)
    (details,) = section.findChildren(DetailsView)
    assert section.lists.opened_key == "low_water" and QApplication.focusWidget() is water
    QTest.keyClick(water, Qt.Key.Key_Tab)
    link = QApplication.focusWidget()
    assert isinstance(link, SoftButton) and details.isAncestorOf(link)
    with qtbot.waitSignal(section.opened) as sent:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert section.worked is not None
    assert sent.args == [section.worked.groups["low_water"].yes[-1][0]]
    water.click()
    assert section.lists.opened_key is None


def test_earlier_days_come_by_the_dozen_with_the_keyboard_on_the_first_of_them(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot)
    row(section, "low_water").click()
    (details,) = section.findChildren(DetailsView)
    assert len(details.links.findChildren(SoftButton)) == 12
    details.more.setFocus()
    details.more.click()
    links = details.links.findChildren(SoftButton)
    assert len(links) == 24 and links[12].hasFocus()


def test_what_was_opened_stays_open_with_the_keyboard_when_the_diary_changes(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot)
    run = row(section, "run")
    run.setFocus()
    run.click()
    context.journal.days.add_drink(200)
    fill(context.journal, 1, seed=99)
    bring(section)
    assert section.lists.opened_key == "run"
    focus = QApplication.focusWidget()
    assert isinstance(focus, RowButton) and focus.row.key == "run"


# -- pictures --------------------------------------------------------------------------------------------


def test_on_paper_all_of_it_stands_at_once_in_shapes(context: Context, qtbot: QtBot) -> None:
    section = shown(context, qtbot)
    assert section.facts is not None and section.period is not None
    paper = Paper(section, section.facts, section.period)
    svg = paper.svg().decode()
    paper.close()
    assert "<image" not in svg
    for each in section.lists.rows:
        assert each.row.name in svg
    assert len(context.journal.everything(Look)) == 1


def test_narrow_rows_put_the_forest_under_the_words(theme: Theme) -> None:
    assert columns(theme, theme.px(WIDE_FROM)).wide
    narrow = columns(theme, theme.px(WIDE_FROM) - 1)
    assert not narrow.wide and narrow.forest[0] == 0


def _ink(theme: Theme, mirrored: bool) -> list[int]:
    """The columns of pixels in which the marks of a range on the right side stand."""
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(theme.colour("card"))
    painter = QPainter(image)
    if mirrored:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    found = marks(2.0, 1.5, 4.0)
    assert found is not None
    ForestPainter(theme).paint_marks(painter, QRectF(0, 0, 300, 60), found)
    painter.end()
    card = theme.colour("card").rgb()
    return [x for x in range(300) if image.pixel(x, 30) != card]


def test_the_axis_is_not_mirrored_with_the_language(theme: Theme) -> None:
    assert _ink(theme, mirrored=True) == _ink(theme, mirrored=False)
    assert min(_ink(theme, mirrored=True)) > 140
