"""What the eye gets for each sound: the window's edge lights up once, and a word stands for a moment."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from calfstretch.clock import Clock
from calfstretch.ui.theme import Theme

PULSE_S = 0.7
"""One pulse at a time: nothing flashes more than three times a second. Source: WCAG 2.2, 2.3.1."""
WORD_STAYS_S = 2.5
_STEPS = 6
_WIDTH_PX = 10


class EdgePulse:
    """Fades in steps at the ticks of the session; repaints no more than the edge of its host."""

    def __init__(self, host: QWidget, theme: Theme, clock: Clock) -> None:
        self._host = host
        self._theme = theme
        self._clock = clock
        self._until_s: float | None = None
        self._word = ""
        self._word_until_s = 0.0
        self.step = 0

    def cue(self, word: str) -> None:
        """Begin for a cue; while one pulse is on another waits for no one. Reduced motion leaves the word alone."""
        now_s = self._now_s()
        self._word, self._word_until_s = word, now_s + WORD_STAYS_S
        if self._theme.motion_ms(1) and self._until_s is None:
            self._until_s = now_s + PULSE_S

    def word(self) -> str:
        """The word that stands now; "" = none."""
        return self._word if self._now_s() < self._word_until_s else ""

    def tick(self) -> None:
        """Let the light fade."""
        if self._until_s is None:
            return
        left_s = self._until_s - self._now_s()
        step = min(_STEPS, max(0, round(left_s / PULSE_S * _STEPS)))
        if left_s <= 0:
            self._until_s, step = None, 0
        if step != self.step:
            self.step = step
            self._host.update(self._edge())

    def stop(self) -> None:
        """No light any more."""
        self._until_s, self.step = None, 0

    def paint(self) -> None:
        """Draw the edge; called in the host's paint event."""
        if not self.step:
            return
        painter = QPainter(self._host)
        painter.setOpacity(self.step / _STEPS)
        painter.setClipRegion(self._edge())
        painter.fillRect(self._host.rect(), self._theme.colour("action"))

    def _edge(self) -> QRegion:
        whole: QRect = self._host.rect()
        inside = whole.adjusted(_WIDTH_PX, _WIDTH_PX, -_WIDTH_PX, -_WIDTH_PX)
        return QRegion(whole).subtracted(QRegion(inside))

    def _now_s(self) -> float:
        return self._clock.read().monotonic_s
