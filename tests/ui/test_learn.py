"""Learn: the Safety page in its fixed words, read by keys and by ear."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain import red_flags
from calfstretch.domain.red_flags import Urgency
from calfstretch.ui.learn.safety import SafetyPage
from calfstretch.ui.learn.screen import LearnScreen
from calfstretch.ui.theme import Theme
from tests.ui.fakes import make_context


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> SafetyPage:
    page = SafetyPage(theme)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    QApplication.processEvents()
    return page


def _words(page: SafetyPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_every_flag_stands_with_its_number_and_its_source(page: SafetyPage) -> None:
    words = _words(page)
    flags = [flag for urgency in Urgency for flag in red_flags.of(urgency)]
    assert len(flags) == 14
    for flag in flags:
        at = words.index(flag.text)
        assert words[at - 1] == str(flag.number)
        assert words[at + 1] == f"Source: {flag.source}"


def test_the_most_urgent_come_first_and_in_the_order_of_their_numbers(page: SafetyPage) -> None:
    words = _words(page)
    places = [words.index(flag.text) for urgency in Urgency for flag in red_flags.of(urgency)]
    assert places == sorted(places)


def test_it_is_said_that_no_clinician_has_read_it(page: SafetyPage) -> None:
    assert any(red_flags.NOT_REVIEWED in words for words in _words(page))
    assert any(red_flags.CHECKED_ON in words for words in _words(page))


def test_what_is_there_to_read_is_never_taken_for_markup(page: SafetyPage) -> None:
    formats = {label.textFormat() for label in page.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_the_arrow_keys_scroll_it(page: SafetyPage) -> None:
    page.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        before = page.verticalScrollBar().value()
        QTest.keyClick(page, key)
        assert page.verticalScrollBar().value() > before


def test_in_a_sheet_that_bears_the_title_it_does_not_say_it_again(theme: Theme, qtbot: QtBot, page: SafetyPage) -> None:
    inside = SafetyPage(theme, titled=False)
    qtbot.addWidget(inside)
    assert "Safety" not in _words(inside)
    assert _words(page) == ["Safety", *_words(inside)]


def test_asked_for_again_it_begins_at_the_top(tmp_path: Path, qtbot: QtBot, theme: Theme) -> None:
    screen = LearnScreen(make_context(tmp_path, qtbot))
    qtbot.addWidget(screen)
    screen.resize(900, 500)
    screen.show()
    QApplication.processEvents()
    page = screen.first_focus()
    assert isinstance(page, SafetyPage)
    page.verticalScrollBar().setValue(200)
    screen.show_safety()
    assert page.verticalScrollBar().value() == 0
