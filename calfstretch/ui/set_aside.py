"""Sheets with something typed in them and not saved: out of sight for a while, and back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from calfstretch.i18n import gettext as _

if TYPE_CHECKING:
    from calfstretch.ui.main_window import MainWindow
    from calfstretch.ui.widgets.sheet import Sheet

Typed = dict[tuple[str, str], str]


class SetAside:
    """What the window keeps of its sheets while it does not show them.

    Attributes:
        waiting: taken away by the window, as for a cramp; they come back once the pages are seen again.
        left: closed by the person, who may open them again.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.waiting: list[Sheet] = []
        self.left: list[Sheet] = []
        self._asked = ""

    def take(self, sheets: list[Sheet]) -> None:
        """Take these sheets away for a while, the top one first; one with all saved, or not over a page, closes."""
        waiting: list[Sheet] = []
        for sheet in reversed(sheets):
            if sheet.parentWidget() is self._window.page_area and sheet.unsaved():
                sheet.set_aside()
                self._window.let_go(sheet)
                waiting.insert(0, sheet)
            else:
                sheet.close_sheet()
        self.waiting += waiting

    def put_back(self) -> None:
        """Show what was taken away, as it was."""
        waiting, self.waiting = self.waiting, []
        for sheet in waiting:
            self._window.take_back(sheet)

    def leave(self, sheets: list[Sheet]) -> None:
        """The person leaves these sheets, the top one first."""
        left: list[tuple[Sheet, str]] = []
        for sheet in reversed(sheets):
            words = sheet.unsaved()
            if words:
                sheet.set_aside()
                left.insert(0, (sheet, words))
            else:
                sheet.close_sheet()
        if left:
            self.offer(left)

    def offer(self, left: list[tuple[Sheet, str]]) -> None:
        """Say that these sheets, out of sight already, hold something that is not saved, and offer them again."""
        before, self.left = self.left, [sheet for sheet, _words in left]
        for sheet in self.left:
            self._window.let_go(sheet)
        for old in before:
            old.close_sheet()
        what = ", ".join(words for _sheet, words in left)
        self._window.say(_("Not saved: {what}.").format(what=what), self.open_again, _("Open again"))

    def open_again(self) -> None:
        """Show what the person left."""
        left, self.left = self.left, []
        for sheet in left:
            self._window.take_back(sheet)

    def open_same(self, key: object) -> Sheet | None:
        """Show the sheet that was left and opened for the same; None = there is none."""
        sheet = next((sheet for sheet in self.left if sheet.key == key), None)
        if sheet is not None:
            self.left.remove(sheet)
            self._window.take_back(sheet)
        return sheet

    def forget(self, sheet: Sheet) -> None:
        """A sheet has closed, as one that was saved at last."""
        for kept in (self.waiting, self.left):
            if sheet in kept:
                kept.remove(sheet)

    def close(self) -> None:
        """The window goes: what can be stored of what waits is stored."""
        while self.waiting:
            self.waiting.pop().close_sheet()

    def lets_close(self, sheets: list[Sheet]) -> bool:
        """Whether the window may close; what is not saved is shown first, and a second word asked for.

        Args:
            sheets: those in sight.
        """
        window = self._window
        words = [found for sheet in [*self.waiting, *sheets] if (found := sheet.unsaved())]
        if not words or window.is_locked or window.undo_bar.says(self._asked):
            return True
        if self.waiting:
            window.end_full()
        self._asked = _("Not saved: {what}. Close the window again to leave without it.").format(what=", ".join(words))
        window.say(self._asked)
        return False


def typed_in(page: QWidget) -> Typed:
    """What the person typed into the fields of a page; nothing of a field that shows dots."""
    lines = [
        (field, field.text())
        for field in page.findChildren(QLineEdit)
        if field.isModified() and field.echoMode() == QLineEdit.EchoMode.Normal
    ]
    texts = [(field, field.toPlainText()) for field in page.findChildren(QPlainTextEdit)
             if field.document().isModified()]  # fmt: skip
    return {_key(field): text for field, text in [*lines, *texts] if text}


def type_again(page: QWidget, typed: Typed) -> None:
    """Type it into the same fields of a page that was built anew; one that shows something keeps it."""
    for line in page.findChildren(QLineEdit):
        text = typed.get(_key(line), "")
        if text and not line.text():
            line.insert(text)  # as by hand: who listens for typing hears of it
    for field in page.findChildren(QPlainTextEdit):
        text = typed.get(_key(field), "")
        if text and not field.toPlainText():
            field.insertPlainText(text)


def _key(field: QWidget) -> tuple[str, str]:
    return type(field).__name__, field.accessibleName()
