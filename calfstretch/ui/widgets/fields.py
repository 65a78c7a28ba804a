"""Fields to type and choose in: text, amounts, notes, lists, yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui.formats import decimal, readings
from calfstretch.ui.icons import paint_icon
from calfstretch.ui.theme import BODY, Theme
from calfstretch.ui.widgets.buttons import Button, Look
from calfstretch.ui.widgets.texts import small

if TYPE_CHECKING:
    from calfstretch.ui.widgets.spelling import SpellingMarks, Spells

NOTE_LIMIT = 20_000
SPELL_AFTER_MS = 400
"""How long a note is in sight before words are looked up: what is shown first is shown first."""
_NEAR_LIMIT = 500
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what a file cannot hold: NUL and halves of a character."""
    return _UNSTORABLE.sub("", text)


def parse_amount(text: str) -> float | None:
    """A number as people type it: "1.5", "1,5", "1 500"; the last sign stands before the decimals.

    Returns:
        The number, or None for a blank field.

    Raises:
        ValueError: it is no plain number.
    """
    return next(iter(readings(text)), None)


def leaves_to_window(event: QDragEnterEvent) -> bool:
    """Whether files are dragged: a field takes text, and the window the files."""
    has_files = any(url.isLocalFile() for url in event.mimeData().urls())
    if has_files:
        event.ignore()
    return has_files


def leaves_key_to_window(event: QEvent) -> bool:
    """Whether it asks for a key that is the window's everywhere: Ctrl+E, on X11 Qt's "to the end of the line"."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    asked = event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if asked:
        event.ignore()
    return asked


class TextField(QLineEdit):
    """One line of text.

    Args:
        name: what it is for; the accessible name.
        placeholder: an example or the purpose, inside the empty field.
        limit: characters at most.
    """

    def __init__(
        self, theme: Theme, name: str, *, placeholder: str = "", limit: int = 200, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(limit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def words(self) -> str:
        """What was typed, trimmed and storable."""
        return storable(self.text()).strip()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(BODY))

    def event(self, event: QEvent) -> bool:
        return False if leaves_key_to_window(event) else super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not leaves_to_window(event):
            super().dragEnterEvent(event)


class AmountField(TextField):
    """A number that may be left blank; takes a comma or a point.

    Args:
        low, high: the range taken, both ends included.
        decimals: places shown.
        complaint: said of what cannot be read; `hint` is what a screen reader says otherwise.

    `entered` carries the number or None when the person leaves the field with something new that can be read.
    What cannot be read stays in the field, marked (border, ground and the accessible description).
    """

    entered = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        low: float = 0,
        high: float = 100_000,
        decimals: int = 0,
        placeholder: str = "",
        complaint: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, placeholder=placeholder, limit=20, parent=parent)
        self._low = low
        self._high = high
        self._decimals = decimals
        self._complaint = complaint
        self._hint = hint
        self.setAccessibleDescription(hint)
        self._known: float | None = None
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._finished)

    def value(self) -> float | None:
        """The number; None when blank or not readable (then `is_wrong`)."""
        try:
            return self._read()
        except ValueError:
            return None

    def is_wrong(self) -> bool:
        """True when something is typed that is no number in the range."""
        try:
            self._read()
        except ValueError:
            return True
        return False

    def set_value(self, value: float | None) -> None:
        """Show a number, or nothing; sends no signal."""
        self._known = value
        self.setText("" if value is None else self._shown(value))
        self._mark()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self._theme.px(120), hint.height())

    def hint(self) -> str:
        """What a screen reader says of it while all is well."""
        return self._hint

    def needed(self) -> str:
        """What is to be said of what is typed: which numbers are taken, or that this one has two meanings."""
        meanings = self._meanings()
        if len(meanings) < 2:
            return self._complaint
        one, other = (decimal(value, 3) for value in meanings)
        return _("{typed} has two meanings. Please type {one} or {other}.").format(
            typed=self.text().strip(), one=one, other=other
        )

    def readings(self, text: str) -> tuple[float, ...]:
        """The numbers a typed text may stand for, whether or not in the range; ValueError for none."""
        return readings(text)

    def _meanings(self) -> tuple[float, ...]:
        """The numbers of the range that the text may stand for."""
        if self._known is not None and self.text() == self._shown(self._known):
            found: tuple[float, ...] = (self._known,)  # shown rounded, it is still the number that is known
        else:
            try:
                found = self.readings(self.text())
            except ValueError:
                return ()
        return tuple(dict.fromkeys(value for value in found if self._low <= value <= self._high))

    def _read(self) -> float | None:
        meanings = self._meanings()
        if not meanings and not self.text().strip():
            return None
        if len(meanings) != 1:
            raise ValueError(self.text())
        return meanings[0]

    def _shown(self, value: float) -> str:
        text = QLocale().toString(float(value), "f", self._decimals)
        point = QLocale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if self._decimals and point in text else text

    def _edited(self) -> None:
        if not self.is_wrong():
            self._mark()

    def _finished(self) -> None:
        self._mark()
        if not self.is_wrong() and self.value() != self._known:
            self._known = self.value()
            self.entered.emit(self._known)

    def _mark(self) -> None:
        wrong = self.is_wrong()
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
        said = self.needed() if wrong else ""
        self.setAccessibleDescription(said or self._hint)
        self.setToolTip(said)


class NoteEdit(QWidget):
    """A note of up to 20,000 characters; Tab leaves it.

    `edited` carries the text at every change by the person, `left` the text when the focus leaves.

    Args:
        spelling: gives what looks words up, asked once the note is in sight; None = nothing is looked up.
    """

    edited = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        placeholder: str = "",
        lines: int = 3,
        spelling: Callable[[], Spells] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._spelling = spelling
        self._last = ""
        self.edit = _Plain(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._changed)
        self.edit.left.connect(lambda: self.left.emit(self.text()))
        self.counter = small(theme)
        self.counter.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addWidget(self.counter)
        self.setFocusProxy(self.edit)
        self.setAccessibleName(name)
        theme.changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        """The note, storable and within the limit."""
        return storable(self.edit.toPlainText())[:NOTE_LIMIT]

    def set_text(self, text: str) -> None:
        """Show a note; sends no signal."""
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(storable(text)[:NOTE_LIMIT])
        self._last = self.edit.toPlainText()
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._spelling is not None:
            QTimer.singleShot(SPELL_AFTER_MS, self, self._begin_spelling)

    def _begin_spelling(self) -> None:
        spelling, self._spelling = self._spelling, None
        spells = spelling() if spelling is not None else None
        if spells is not None and spells.is_on:
            from calfstretch.ui.widgets.spelling import SpellingMarks

            self.edit.marks = SpellingMarks(self._theme, self.edit, spells)

    def _changed(self) -> None:
        text = self.edit.toPlainText()
        if text == self._last:
            return  # a mark under a word is no change of the note
        clean = storable(text)[:NOTE_LIMIT]
        if clean != text:
            self._replace(clean)
        self._last = clean
        self._count()
        self.edited.emit(clean)

    def _replace(self, text: str) -> None:
        with QSignalBlocker(self.edit):
            cursor = self.edit.textCursor()
            at = min(cursor.position(), len(text))
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
            cursor.setPosition(min(at, max(0, self.edit.document().characterCount() - 1)))
            self.edit.setTextCursor(cursor)

    def _count(self) -> None:
        room = NOTE_LIMIT - len(self.edit.toPlainText())
        self.counter.setVisible(room <= _NEAR_LIMIT)
        self.counter.setText(ngettext("{n} character left", "{n} characters left", room).format(n=room))

    def _restyle(self) -> None:
        self.edit.setFont(self._theme.font(BODY))
        self.edit.viewport().setFont(self._theme.font(BODY))  # the placeholder is drawn in it
        line = self.edit.fontMetrics().lineSpacing()
        self.edit.setMinimumHeight(line * self._lines + self._theme.px(28))


class _Plain(QPlainTextEdit):
    left = Signal()
    marks: SpellingMarks | None = None

    def event(self, event: QEvent) -> bool:
        return False if leaves_key_to_window(event) else super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not leaves_to_window(event):
            super().dragEnterEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from calfstretch.ui.widgets.spelling import made_menu

        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu, place = made_menu(self, self.marks, event.pos(), by_keyboard=by_keyboard)
        menu.popup(place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Select(QComboBox):
    """One choice of many from a list; the wheel moves the page and never the choice.

    `chosen` carries the value when the person chooses, not when the program does.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, options: Sequence[tuple[Hashable, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values = [value for value, _words in options]
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
        self.view().setAccessibleName(name)
        self.addItems([words for _value, words in options])
        self.activated.connect(lambda at: self.chosen.emit(self._values[at]))
        theme.changed.connect(self._restyle)
        self._restyle()

    def value(self) -> Hashable | None:
        """The chosen value; None in an empty list."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Hashable) -> None:
        """Choose; sends no signal. A value not in the list changes nothing."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(BODY))


class Toggle(Button):
    """Yes or no with its words beside it; they wrap. `toggled` is Qt's own, `clicked` the person's."""

    look = Look(fill="", border="", padding=0, weight=400, left=True, wide_ring=True)

    def __init__(self, theme: Theme, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent=parent)
        self.setCheckable(True)
        self.setChecked(checked)

    def _around(self) -> int:
        return super()._around() + self.theme.px(24 + 12)

    def paint_body(self, painter: QPainter, fill: QColor | None, border: QColor | None) -> None:
        """None: the box itself shows that it is pointed at."""

    def paint_words(self, painter: QPainter, ink: QColor) -> None:
        px = self.theme.px
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - px(24) if mirrored else 0
        box = QRectF(x, (self.height() - px(24)) / 2, px(24), px(24))
        on = self.isChecked()
        painter.setBrush(self._touched("action" if on else "card", self.theme.colour("on_action" if on else "text")))
        painter.setPen(QPen(self.theme.colour("action" if on else "line"), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        if on:
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), self.theme.colour("on_action"))
        shift = px(36)
        words = QRectF(0 if mirrored else shift, 0, self.width() - shift, self.height())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.draw_font())
        painter.setPen(ink)
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.words())
