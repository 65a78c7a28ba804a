"""Marks under words that no dictionary knows, and what may have been meant in the menu of the note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from calfstretch.desktop.spelling import words_of
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme

LOOK_MS = 100
LONGEST_MARKED = 4000
"""A longer paragraph is left unmarked: it is gone through at every letter, and 19,000 characters took 60 ms."""


class Spells(Protocol):
    """What is asked of the dictionaries."""

    @property
    def is_on(self) -> bool: ...
    @property
    def is_loaded(self) -> bool: ...
    @property
    def is_there(self) -> bool: ...
    def begin(self) -> None: ...
    def knows(self, word: str) -> bool: ...
    def suggest(self, word: str) -> list[str]: ...
    def learn(self, word: str) -> None: ...


class SpellingMarks(QSyntaxHighlighter):
    """A wavy line under each unknown word; the word that is being typed is let be until it is finished.

    Args:
        edit: the note.
        spells: fetched beside what goes on; until it is there, and where there is none, nothing is marked.
    """

    def __init__(self, theme: Theme, edit: QPlainTextEdit, spells: Spells) -> None:
        super().__init__(edit.document())
        self._theme = theme
        self._edit = edit
        self._spells = spells
        self._mark = QTextCharFormat()
        self._begun: tuple[int, int] | None = None
        """Block and end of the word that is being typed; None = there is none."""
        self._waiting = QTimer(self)
        self._waiting.setInterval(LOOK_MS)
        self._waiting.timeout.connect(self._look)
        theme.changed.connect(self._restyle)
        spells.begin()
        self._look()
        if not spells.is_loaded:
            self._waiting.start()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Mark the unknown words of a paragraph."""
        if len(text) > LONGEST_MARKED:
            return
        typed = self._typed_to()
        wide = not text.isascii() and any(ord(letter) > 0xFFFF for letter in text)
        for begin, word in words_of(text):
            end = begin + len(word)
            if self._spells.knows(word):
                continue
            if end == typed:
                self._begun = (self.currentBlock().blockNumber(), end)
                continue
            # Qt counts a character beyond the first 65,536 twice.
            start = _utf16(text[:begin]) if wide else begin
            self.setFormat(start, _utf16(word) if wide else len(word), self._mark)

    def add_to(self, menu: QMenu, at: QTextCursor) -> None:
        """Put before the usual lines what may have been meant by the word at the cursor, and the way to keep it."""
        found = self.word_at(at)
        if found is None or self._spells.knows(found.selectedText()):
            return
        word = found.selectedText()
        lines = [self._line(menu, each, partial(found.insertText, each)) for each in self._spells.suggest(word)]
        if not lines:
            lines = [self._line(menu, _("No suggestion"), None)]
        lines.append(self._line(menu, _("Add “{word}” to my words").format(word=word), partial(self._learn, word)))
        usual = menu.actions()
        menu.insertActions(usual[0], lines)
        menu.insertSeparator(usual[0])

    def word_at(self, at: QTextCursor) -> QTextCursor | None:
        """The word at a cursor, selected; None where none is looked up."""
        text = at.block().text()
        place = len(text.encode("utf-16-le")[: 2 * at.positionInBlock()].decode("utf-16-le", "ignore"))
        for begin, word in words_of(text):
            if begin <= place <= begin + len(word):
                found = QTextCursor(at.block())
                found.setPosition(at.block().position() + _utf16(text[:begin]))
                found.setPosition(found.position() + _utf16(word), QTextCursor.MoveMode.KeepAnchor)
                return found
        return None

    def _line(self, menu: QMenu, words: str, do: Callable[[], object] | None) -> QAction:
        line = QAction(words.replace("&", "&&"), menu)
        line.setEnabled(do is not None)
        if do is not None:
            line.triggered.connect(lambda _checked=False: do())
        return line

    def _learn(self, word: str) -> None:
        try:
            self._spells.learn(word)
        except CalfstretchError:
            # A full disk says so at the note itself; the word stays marked.
            return
        self.rehighlight()

    def _look(self) -> None:
        if not self._spells.is_loaded:
            return
        self._waiting.stop()
        if self._spells.is_there:
            self._edit.cursorPositionChanged.connect(self._moved)
            self._restyle()

    def _restyle(self) -> None:
        self._mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._mark.setUnderlineColor(self._theme.colour("cramp"))
        if self._spells.is_there:
            self.rehighlight()

    def _moved(self) -> None:
        if self._begun is None:
            return
        cursor = self._edit.textCursor()
        if (cursor.blockNumber(), cursor.positionInBlock()) == self._begun:
            return
        number, self._begun = self._begun[0], None
        block = self.document().findBlockByNumber(number)
        if block.isValid():
            self.rehighlightBlock(block)

    def _typed_to(self) -> int:
        """Where the cursor stands in this paragraph, when the person types there; -1 = elsewhere."""
        cursor = self._edit.textCursor()
        is_here = self._edit.hasFocus() and cursor.blockNumber() == self.currentBlock().blockNumber()
        return cursor.positionInBlock() if is_here else -1


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def made_menu(
    edit: QPlainTextEdit, marks: SpellingMarks | None, at: QPoint, *, by_keyboard: bool
) -> tuple[QMenu, QPoint]:
    """The menu of a note and where it comes up, in the note's own pixels.

    Args:
        at: where the pointer is; the keyboard asks at the cursor.
    """
    cursor = edit.textCursor() if by_keyboard else edit.cursorForPosition(at)
    place = edit.cursorRect().bottomLeft() if by_keyboard else at
    menu = edit.createStandardContextMenu(place)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(_("Spelling and editing"))
    if marks is not None:
        marks.add_to(menu, cursor)
    return menu, edit.viewport().mapToGlobal(place)
