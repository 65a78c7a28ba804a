"""The scale from 0 to 10, blank until answered, with its ends in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from calfstretch.ui.theme import BODY, SMALL, Theme
from calfstretch.ui.widgets.buttons import Look
from calfstretch.ui.widgets.chips import Chip
from calfstretch.ui.widgets.flow import FlowLayout
from calfstretch.ui.widgets.roving import RovingGroup
from calfstretch.ui.widgets.texts import Text

TOP = 10


class _Step(Chip):
    look = Look(corner=10, size=BODY, weight=600, padding=4)

    def __init__(self, theme: Theme, number: int, role: str, parent: QWidget) -> None:
        self._role = role
        super().__init__(theme, str(number), parent=parent)

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        if not self.isChecked() or not self.isEnabled():
            return super().colours()
        fill = self.theme.colour(self._role)
        return fill, fill, self.theme.colour(f"on_{self._role}")


class Scale0To10(RovingGroup):
    """Eleven steps; keys 0-9 and X (ten) answer, Backspace and Delete take it back, as does the chosen step.

    Args:
        theme: the look.
        name: the question, for screen readers.
        low, high: the ends in words, such as "no pain".
        role: "cramp" for pain, "action" for effort.

    `chosen` carries 0 to 10, or None when taken back; sent when the person answers, not when the program does.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, low: str, high: str, *, role: str = "cramp", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        steps = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        steps.setSizePolicy(policy)
        flow = FlowLayout(theme, 5, even=True, parent=steps)
        for number in range(TOP + 1):
            step = _Step(theme, number, role, steps)
            step.clicked.connect(lambda _=False, number=number: self._clicked(number))
            flow.addWidget(step)
            self._join(step)
        self.buttons[0].setAccessibleName(f"0, {low}")
        self.buttons[TOP].setAccessibleName(f"{TOP}, {high}")
        column.addWidget(steps)
        self._ends = QWidget(self)
        self._fill_ends(theme, low, high)
        row = QHBoxLayout()
        row.addWidget(self._ends, 1)
        row.addStretch(0)
        column.addLayout(row)
        # the words stand under the first and the last step, also where the row is wider than the steps
        theme.follow(self, lambda: self._ends.setMaximumWidth(flow.sizeHint().width()))

    def _fill_ends(self, theme: Theme, low: str, high: str) -> None:
        row = QHBoxLayout(self._ends)
        row.setContentsMargins(0, 0, 0, 0)
        left = Text(theme, f"0 {low}", size=SMALL, tone="secondary")
        right = Text(theme, f"{TOP} {high}", size=SMALL, tone="secondary")
        right.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def value(self) -> int | None:
        """0 to 10; None when not answered."""
        return next((number for number, step in enumerate(self.buttons) if step.isChecked()), None)

    def set_value(self, value: int | None) -> None:
        """Show an answer or none; sends no signal."""
        for number, step in enumerate(self.buttons):
            step.setChecked(number == value)
        if value is not None:
            self._make_current(value)

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        text = event.text().lower()
        if text == "x" or (len(text) == 1 and text in "0123456789"):
            self._answer(TOP if text == "x" else int(text))
            return True
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._answer(None)
            return True
        return super().key_pressed(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the digits and X are an answer here, whatever the window uses them for
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.text().lower() in tuple("0123456789x")
        ):
            event.accept()
        return super().eventFilter(watched, event)

    def _answer(self, value: int | None) -> None:
        changed = value != self.value()
        self.set_value(value)
        if value is not None:
            self.buttons[value].setFocus(Qt.FocusReason.OtherFocusReason)
        if changed:
            self.chosen.emit(value)

    def _clicked(self, number: int) -> None:
        for at, step in enumerate(self.buttons):
            if at != number:
                step.setChecked(False)
        self.chosen.emit(self.value())
