"""Leg by an arrow, pain by a digit, Enter: a spasm after a run in three keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from calfstretch.domain.routine import Leg
from calfstretch.ui.episode.answers import Answers

_LEGS = {Qt.Key.Key_Left: Leg.LEFT, Qt.Key.Key_Right: Leg.RIGHT}


class ThreeKeys(QObject):
    """Keys of the leg's row and of the pain's scale.

    Args:
        save: stores what is answered.

    While no leg is chosen the left and the right arrow choose it; afterwards they move as in every row. The legs stand
    left and right in every language, and so do the arrows.
    """

    def __init__(self, answers: Answers, save: Callable[[], object]) -> None:
        super().__init__(answers)
        self._answers = answers
        self._save = save
        for button in (*answers.leg.buttons, *answers.pain.buttons):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        on_leg = watched in self._answers.leg.buttons
        if isinstance(event, QKeyEvent) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.type() == QEvent.Type.ShortcutOverride and on_leg and _is_digit(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                return self._pressed(event, on_leg)
        return False

    def _pressed(self, event: QKeyEvent, on_leg: bool) -> bool:
        answers, key = self._answers, Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (answers.leg.value() or answers.pain.value() is not None):
            self._save()
            return True
        if on_leg and key in _LEGS and answers.leg.value() is None:
            chip = answers.leg.chip(_LEGS[key].value)
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
            chip.click()
            return True
        return on_leg and _is_digit(event) and answers.pain.key_pressed(event)


def _is_digit(event: QKeyEvent) -> bool:
    return len(event.text()) == 1 and event.text().lower() in "0123456789x"
