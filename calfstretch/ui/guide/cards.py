"""What stands over the guide: the question after a gap, the quiet end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.session_events import Answer
from calfstretch.i18n import gettext as _
from calfstretch.ui.guide.controls import StrongTallButton, TallButton
from calfstretch.ui.guide.state import End, Question
from calfstretch.ui.theme import HEADING, Theme
from calfstretch.ui.widgets.buttons import Button
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Field, Flow
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.texts import Text, heading, secondary

_LARGE = 38


class QuestionCard(Card):
    """What is asked after a gap, over everything else.

    `answered` carries the Answer.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="strong", padding=28, gap=12, parent=parent)
        self._words = heading(theme)
        self._buttons: QWidget | None = None
        self._asked: Question | None = None
        self.buttons: dict[Answer, Button] = {}
        self._note = secondary(theme, _("The clock stopped by itself. What shall count?"), size=18)
        self.add(self._words)
        self.add(self._note)

    def fit(self, width: int, height: int) -> None:
        """Leave the second sentence away where it would push an answer out of sight."""
        layout = self.layout()
        self._note.setVisible(True)
        if layout is not None and layout.totalHeightForWidth(width) > height:
            self._note.setVisible(False)

    def ask(self, question: Question) -> None:
        """Show a question with its answers; the first takes the focus."""
        if question == self._asked:
            return
        self._asked = question
        self._words.setText(question.text)
        self.setAccessibleName(question.text)
        if self._buttons is not None:
            self._buttons.hide()
            self._buttons.deleteLater()
        self.buttons = {answer: self._button(answer, words) for answer, words in question.answers}
        self._buttons = Flow(self._theme, *self.buttons.values(), gap=12)
        self.add(self._buttons)
        self._buttons.show()

    def forget(self) -> None:
        """The question is answered."""
        self._asked = None

    def take_focus(self) -> None:
        """Let the keyboard begin at the first answer."""
        for button in tuple(self.buttons.values())[:1]:
            button.setFocus()

    def _button(self, answer: Answer, words: str) -> Button:
        strong = answer is Answer.REPEAT
        button = StrongTallButton(self._theme, words) if strong else TallButton(self._theme, words)
        button.clicked.connect(lambda: self.answered.emit(answer))
        return button


class EndCard(Card):
    """The quiet end: what was held, and one optional question.

    `felt` carries 0 to 10 or None.
    """

    felt = Signal(object)

    def __init__(self, theme: Theme, end: End, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=24, gap=10, parent=parent)
        self.setAccessibleName(f"{end.title}. {end.held}")
        self.add(Text(theme, end.title + ".", size=_LARGE, weight=700))
        self.held = Text(theme, end.held, size=HEADING)
        self.add(self.held)
        if end.for_pain:
            self.add(Text(theme, _("Rest the leg. The Safety page says what to look out for.")))
        self.scale = Scale0To10(
            theme, _("How does the calf feel now?"), _("not tight or sore"), _("as bad as can be"), role="action"
        )
        self.scale.chosen.connect(self.felt)
        self.content.addSpacing(theme.px(6))
        self.add(Field(theme, _("How does the calf feel now? (optional)"), self.scale))
        self.close_button = StrongTallButton(theme, _("Close"))
        self.safety_button = TallButton(theme, _("Safety"))
        for button in (self.close_button, self.safety_button):
            button.setMinimumWidth(theme.px(140))
        if not end.for_pain:
            self.safety_button.hide()
        self.content.addSpacing(theme.px(4))
        self.add(Flow(theme, self.close_button, self.safety_button, gap=12))
