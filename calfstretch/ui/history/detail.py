"""The panel beside the list: one entry in full, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.history.facts import Facts
from calfstretch.ui.theme import BODY, Theme
from calfstretch.ui.widgets.buttons import Button, PlainButton, PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import body, caps_label, heading, secondary


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done: `strength` 2 = the strong button, 1 = any other, 0 = plain text."""

    key: str
    words: str
    strength: int = 1
    tip: str = ""


class Details(Stack):
    """The facts and the buttons; `asked` carries the key of the action pressed."""

    asked = Signal(str)
    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=16, parent=parent)
        self._parts: list[QWidget] = []
        self.buttons: dict[str, Button] = {}
        self._facts = Stack(theme, gap=10, margins=(8, 6, 10, 6))
        area = _Area(theme)
        area.setWidget(self._facts)
        self.area = area
        self.add(area, 1)

    def show_facts(self, facts: Facts | None, actions: Sequence[Action] = ()) -> None:
        """Show an entry; None = nothing is chosen."""
        for part in self._parts:
            part.hide()
            part.setParent(None)
            part.deleteLater()
        self._parts, self.buttons = [], {}
        if facts is None:
            self._put(secondary(self._theme, _("Choose an entry to see it in full.")))
            return
        self.area.setAccessibleDescription(facts.heading)
        self._put(caps_label(self._theme, facts.where))
        self._put(heading(self._theme, facts.heading))
        for label, value in facts.lines:
            self._put(_Line(self._theme, label, value))
        for label, text in facts.texts:
            block = Stack(self._theme, gap=2)
            if label:
                block.add(secondary(self._theme, label))
            block.add(body(self._theme, text))
            self._put(block)
        if facts.trail:
            trail = Stack(self._theme, gap=4)
            for line in facts.trail:
                trail.add(secondary(self._theme, line))
            self._put(trail)
        self._show_actions(actions)
        self.area.verticalScrollBar().setValue(0)

    def _show_actions(self, actions: Sequence[Action]) -> None:
        row = Flow(self._theme)
        for action in actions:
            look = {2: PrimaryButton, 1: SecondaryButton, 0: PlainButton}[action.strength]
            button: Button = look(self._theme, action.words)
            button.setToolTip(action.tip)
            button.clicked.connect(lambda _=False, key=action.key: self.asked.emit(key))
            self.buttons[action.key] = button
            row.add(button)
        self._parts.append(row)
        self.add(row)

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._facts.add(part)


class _Line(Stack):
    """Label and value side by side; one below the other where a word of either would be cut."""

    _SHARES = (4, 5)

    def __init__(self, theme: Theme, label: str, value: str) -> None:
        super().__init__(theme, across=True, gap=12)
        self._texts = (secondary(theme, label, size=BODY), body(theme, value, strong=True))
        for text, share in zip(self._texts, self._SHARES, strict=True):
            text.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            self.add(text, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._theme.px(12)
        shares = [room * share / sum(self._SHARES) for share in self._SHARES]
        across = all(_longest_word(text) <= share for text, share in zip(self._texts, shares, strict=True))
        self.set_across(across)
        self.box.setSpacing(self._theme.px(12 if across else 0))


def _longest_word(text: QLabel) -> int:
    metrics = QFontMetrics(text.font())
    return max((metrics.horizontalAdvance(word) for word in text.text().split()), default=0) + 2


class _Area(QScrollArea):
    """Facts that are longer than the panel scroll, by keyboard too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Entry"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setProperty("clips_focus_ring", True)
        # What can be done with an entry stays in sight, however low the window is.
        self.setMinimumHeight(1)
        theme.follow(self, lambda: self._restyle(theme))

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's own name
        holder = Stack(self._theme_of(widget), gap=0)
        holder.add(widget)
        holder.box.addStretch(1)
        super().setWidget(holder)
        holder.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    @staticmethod
    def _theme_of(widget: QWidget) -> Theme:
        assert isinstance(widget, Stack)
        return widget._theme

    def _restyle(self, theme: Theme) -> None:
        self.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self.verticalScrollBar().setSingleStep(theme.px(24))


class DetailPanel(Card):
    """The details on a card of their own, for a window that is wide enough."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setAccessibleName(_("The chosen entry"))
        self.details = Details(theme)
        self.add(self.details, 1)
