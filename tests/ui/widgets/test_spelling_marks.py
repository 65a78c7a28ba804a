"""Marks in a note: under unknown words, not under the one that is typed, and no change of the note."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from calfstretch.errors import UserError
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.fields import NoteEdit
from calfstretch.ui.widgets.spelling import LONGEST_MARKED, LOOK_MS, SpellingMarks, made_menu


class Spells:
    """Knows what does not hold "xx"."""

    def __init__(self) -> None:
        self.is_on = True
        self.is_loaded = True
        self.is_there = True
        self.learnt: list[str] = []
        self.full = False

    def begin(self) -> None:
        pass

    def knows(self, word: str) -> bool:
        return "xx" not in word or word in self.learnt

    def suggest(self, word: str) -> list[str]:
        return [word.replace("xx", "x"), "R&D"] if word != "xxxx" else []

    def learn(self, word: str) -> None:
        if self.full:
            raise UserError("The disk is full.")
        self.learnt.append(word)


@pytest.fixture
def spells() -> Spells:
    return Spells()


@pytest.fixture
def note(qtbot: QtBot, theme: Theme, spells: Spells) -> NoteEdit:
    note = NoteEdit(theme, "Note", spelling=lambda: spells)
    qtbot.addWidget(note)
    note.show()
    note.activateWindow()
    note.setFocus()
    QApplication.processEvents()
    note._begin_spelling()
    return note


def marked(note: NoteEdit) -> list[str]:
    """The words with a wavy line."""
    found = []
    block = note.edit.document().begin()
    while block.isValid():
        text = block.text().encode("utf-16-le")
        for each in block.layout().formats():
            if each.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline:
                found.append(text[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le"))
        block = block.next()
    return found


def menu_of(note: NoteEdit, *, marks: bool = True) -> QMenu:
    menu, _place = made_menu(note.edit, note.edit.marks if marks else None, QPoint(0, 0), by_keyboard=True)
    return menu


def lines(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_unknown_words_are_marked_in_every_paragraph(note: NoteEdit) -> None:
    note.set_text("a caxxlf ran\nthe 👍🏽 muxxscle, fine")
    assert marked(note) == ["caxxlf", "muxxscle"]


def test_a_paragraph_too_long_to_go_through_at_every_letter_stays_unmarked(note: NoteEdit) -> None:
    note.set_text("caxxlf\n" + "muxxscle " * (LONGEST_MARKED // 9 + 1))
    assert marked(note) == ["caxxlf"]


def test_the_word_that_is_typed_is_marked_once_it_is_finished(note: NoteEdit) -> None:
    QTest.keyClicks(note.edit, "caxxl")
    assert marked(note) == []
    QTest.keyClicks(note.edit, "f ")
    assert marked(note) == ["caxxlf"]
    QTest.keyClicks(note.edit, "muxx")
    QTest.keyClick(note.edit, Qt.Key.Key_Home)
    assert marked(note) == ["caxxlf", "muxx"]


def test_a_mark_is_no_change_of_the_note(note: NoteEdit, theme: Theme, qtbot: QtBot) -> None:
    note.set_text("caxxlf")
    assert note.edit.marks is not None
    with qtbot.assertNotEmitted(note.edited):
        note.edit.marks.rehighlight()
        theme.changed.emit()
        QApplication.processEvents()
    assert note.text() == "caxxlf" and not note.edit.document().isUndoAvailable()


def test_the_menu_offers_what_may_have_been_meant_and_puts_it_in(note: NoteEdit) -> None:
    note.set_text("👍🏽 a caxxlf ran")
    cursor = note.edit.textCursor()
    cursor.setPosition(9)
    note.edit.setTextCursor(cursor)
    menu = menu_of(note)
    assert lines(menu)[:4] == ["caxlf", "R&&D", "Add “caxxlf” to my words", ""]
    menu.actions()[0].trigger()
    assert note.text() == "👍🏽 a caxlf ran" and marked(note) == []


def test_a_known_word_and_no_word_have_the_usual_menu(note: NoteEdit) -> None:
    note.set_text("fine 18:05")
    usual = lines(menu_of(note, marks=False))
    for at in (2, 7):
        cursor = QTextCursor(note.edit.document())
        cursor.setPosition(at)
        note.edit.setTextCursor(cursor)
        assert lines(menu_of(note)) == usual


def test_a_word_is_kept_as_one_s_own(note: NoteEdit, spells: Spells) -> None:
    note.set_text("Voltaxxren")
    add = _add(note)
    spells.full = True
    add()
    assert marked(note) == ["Voltaxxren"]
    spells.full = False
    add()
    assert spells.learnt == ["Voltaxxren"] and marked(note) == []


def _add(note: NoteEdit) -> Callable[[], None]:
    menu = menu_of(note)
    (line,) = [action for action in menu.actions() if action.text().startswith("Add ")]
    return line.trigger


def test_without_a_suggestion_it_says_so(note: NoteEdit) -> None:
    note.set_text("xxxx")
    menu = menu_of(note)
    assert menu.actions()[0].text() == "No suggestion" and not menu.actions()[0].isEnabled()


def test_marks_wait_for_the_dictionaries(qtbot: QtBot, theme: Theme, spells: Spells) -> None:
    spells.is_loaded = spells.is_there = False
    note = NoteEdit(theme, "Note", spelling=lambda: spells)
    qtbot.addWidget(note)
    note._begin_spelling()
    note.set_text("caxxlf")
    assert isinstance(note.edit.marks, SpellingMarks) and note.edit.marks._waiting.interval() == LOOK_MS
    note.edit.marks._waiting.timeout.emit()
    assert note.edit.marks._waiting.isActive()
    spells.is_loaded = spells.is_there = True
    note.edit.marks._waiting.timeout.emit()
    assert marked(note) == ["caxxlf"] and not note.edit.marks._waiting.isActive()


def test_switched_off_nothing_is_looked_up(qtbot: QtBot, theme: Theme, spells: Spells) -> None:
    spells.is_on = False
    note = NoteEdit(theme, "Note", spelling=lambda: spells)
    qtbot.addWidget(note)
    note._begin_spelling()
    assert note.edit.marks is None
