"""A plain window for what went wrong before the real one: what happened, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.rows import Flow
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body, heading, secondary

WIDTH, HEIGHT = 680, 380


class StartProblem(QWidget):
    """What happened and what can be done; closing it is the last way, Quit.

    Args:
        title: what happened, in a few words.
        text: the whole sentence.
        hint: what the ways do and what they leave alone; "" = nothing to say.
        ways: the words of each button, the strongest first, Quit last.

    Signals:
        answered(int): which way; sent once.
    """

    answered = Signal(int)

    def __init__(self, theme: Theme, title: str, text: str, hint: str, ways: Sequence[str]) -> None:
        super().__init__()
        self._is_answered = False
        self._quit = len(ways) - 1
        self.setWindowTitle("calfstretch")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = ScrollPage(theme, title)
        page.add(heading(theme, title))
        self.text = body(theme, text)
        page.add(self.text)
        if hint:
            page.add(secondary(theme, hint))
        page.add_stretch()
        self.buttons: list[Button] = []
        row = Flow(theme, gap=12)
        for at, words in enumerate(ways):
            button = PrimaryButton(theme, words) if at == 0 and len(ways) > 1 else SecondaryButton(theme, words)
            button.clicked.connect(lambda _checked=False, at=at: self._answer(at))
            row.add(button)
            self.buttons.append(button)
        page.add(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        room = self.screen().availableSize()
        self.resize(min(theme.px(WIDTH), room.width()), min(theme.px(HEIGHT), room.height()))
        # Return on Quit does no harm; the other ways are chosen on purpose.
        self.buttons[-1].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._answer(self._quit)

    def _answer(self, at: int) -> None:
        if not self._is_answered:
            self._is_answered = True
            self.answered.emit(at)
