"""What the eye gets for each sound: the window's edge lights up, and a word stands for a moment.

A sound that is not heard, where it matters, lights up the whole ground for longer.
"""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from calfstretch.clock import Clock
from calfstretch.ui.theme import Theme

PULSE_S = 0.7
"""One pulse at a time: nothing flashes more than three times a second. Source: WCAG 2.2, 2.3.1."""
BEAT_S = 1.2
"""A pulse of the whole ground, for a sound nobody hears."""
WORD_STAYS_S = 2.5
_STEPS = 6
_WIDTH_PX = 10
_DUST_S = 1e-6


class EdgePulse:
    """Fades in steps at the ticks of the session; repaints no more than the edge of its host."""

    def __init__(self, host: QWidget, theme: Theme, clock: Clock) -> None:
        self._host = host
        self._theme = theme
        self._clock = clock
        self._until_s: float | None = None
        self._beat_s = PULSE_S
        self._steady = False
        self.whole = False
        self._word = ""
        self._word_until_s = 0.0
        self.step = 0

    def cue(self, word: str, beats: int = 0) -> None:
        """Begin for a cue; while one pulse is on another waits for no one.

        With reduced motion the word stands alone, or the ground stands lit.

        Args:
            beats: how many slow pulses of the whole ground stand for a sound nobody hears; 0 = the edge beside a sound.
        """
        now_s = self._now_s()
        lasts_s = max(1, beats) * (BEAT_S if beats else PULSE_S)
        self._word, self._word_until_s = word, now_s + max(WORD_STAYS_S, lasts_s)
        moves = bool(self._theme.motion_ms(1))
        if (moves or beats) and (self._until_s is None or beats):
            self._beat_s = BEAT_S if beats else PULSE_S
            self._steady = not moves
            self.whole = bool(beats)
            self._until_s = now_s + lasts_s

    def word(self) -> str:
        """The word that stands now; "" = none."""
        return self._word if self._now_s() < self._word_until_s else ""

    def tick(self) -> None:
        """Let the light fade."""
        if self._until_s is None:
            return
        left_s = self._until_s - self._now_s()
        # Each beat fades; the last moment of one is the first of the next.
        share = 1.0 if self._steady else (left_s - _DUST_S) % self._beat_s / self._beat_s
        step = min(_STEPS, max(1, round(share * _STEPS)))
        if left_s <= _DUST_S:
            self._until_s, step = None, 0
        if step != self.step:
            self.step = step
            self._host.update(QRegion(self._host.rect()) if self.whole else self._edge())

    def stop(self) -> None:
        """No light any more."""
        self._until_s, self.step = None, 0

    def paint(self) -> None:
        """Draw the edge; called in the host's paint event."""
        if not self.step:
            return
        painter = QPainter(self._host)
        painter.setOpacity(self.step / _STEPS)
        if self.whole:
            painter.fillRect(self._host.rect(), self._theme.colour("action_soft"))
        painter.setClipRegion(self._edge())
        painter.fillRect(self._host.rect(), self._theme.colour("action"))

    def _edge(self) -> QRegion:
        whole: QRect = self._host.rect()
        inside = whole.adjusted(_WIDTH_PX, _WIDTH_PX, -_WIDTH_PX, -_WIDTH_PX)
        return QRegion(whole).subtracted(QRegion(inside))

    def _now_s(self) -> float:
        return self._clock.read().monotonic_s
