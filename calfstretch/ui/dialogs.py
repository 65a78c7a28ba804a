"""Questions that stop the person: asked rarely, opened without blocking."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.rows import Flow
from calfstretch.ui.widgets.texts import body, heading

_WIDE, _NARROWEST, _ROOM = 480, 420, 960


class Question(QDialog):
    """A heading, a text and buttons; `answer` is called with the index of the one pressed, None for Esc."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None,
        title: str,
        text: str,
        answers: Sequence[str],
        answer: Callable[[int | None], None],
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer = answer
        self._pressed: int | None = None
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.addWidget(heading(theme, title))
        if text:
            column.addWidget(body(theme, text))
        column.addStretch(1)
        self.buttons: list[Button] = []
        row = Flow(theme, gap=12, at_end=True)
        for index, words in enumerate(answers):
            button = PrimaryButton(theme, words) if index == 0 else SecondaryButton(theme, words)
            button.clicked.connect(lambda _=False, index=index: self._press(index))
            self.buttons.append(button)
            row.add(button)
        column.addWidget(row)
        self.finished.connect(self._done)
        theme.follow(self, self._restyle)
        self.buttons[0].setFocus()

    def _restyle(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*([self._theme.px(24)] * 4))
            layout.setSpacing(self._theme.px(16))
        self.setMinimumWidth(self._wide())
        self._fit()

    def _wide(self) -> int:
        """As wide as reads well, and no wider than the window it stands before."""
        parent = self.parentWidget()
        room = parent.window().width() - self._theme.px(32) if parent is not None else _ROOM
        return min(self._theme.px(_WIDE), max(room, _NARROWEST))

    def _fit(self) -> None:
        """A dialog does not grow by itself with words that wrap."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _press(self, index: int) -> None:
        self._pressed = index
        self.accept()

    def _done(self) -> None:
        self._answer(self._pressed)


def ask(
    theme: Theme,
    parent: QWidget | None,
    title: str,
    text: str,
    answers: Sequence[str],
    answer: Callable[[int | None], None],
) -> Question:
    """Ask one question; the first answer is the strong one.

    Args:
        answer: called once with the index of the answer, None when the person left by Esc.
    """
    question = Question(theme, parent, title, text, answers, answer)
    question.open()
    return question


def confirm(
    theme: Theme, parent: QWidget | None, title: str, text: str, yes: str, on_yes: Callable[[], None]
) -> Question:
    """Ask before something that cannot be taken back; Esc and Cancel do nothing."""
    return ask(theme, parent, title, text, [yes, _("Cancel")], lambda index: on_yes() if index == 0 else None)


def tell(theme: Theme, parent: QWidget | None, title: str, text: str) -> Question:
    """Tell something that must be seen before going on."""
    return ask(theme, parent, title, text, [_("OK")], lambda index: None)
