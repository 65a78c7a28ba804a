"""The real program without a screen, with a clock that runs twenty times as fast, and someone at its keys.

    python tests/faults/real_window.py FOLDER SCRIPT

SCRIPT is a list of steps parted by commas: `space`, `c`, … presses a key in the window; `hold` waits until a hold has
run for at least five seconds of the program's clock; `relief` waits for the relief screen; `unfinished` waits for
the card of a session that was cut off and says its words; `say:WORD` prints WORD; `press:WORDS` presses the
button of these words; `close` closes the
window; `stay` waits until somebody ends it.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from calfstretch import app, cli
from calfstretch.clock import FastClock
from calfstretch.domain.session_view import held_s
from calfstretch.ui.today.cards import UnfinishedCard
from calfstretch.ui.widgets.buttons import Button

SPEED = 20.0
_EVERY_MS = 20
_KEYS = {"space": " ", "escape": "\x1b"}


class Hand:
    """Does one step after another."""

    def __init__(self, steps: list[str]) -> None:
        self._steps = steps
        self._timer = QTimer()
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_EVERY_MS)

    def _go_on(self) -> None:
        if not self._steps:
            self._timer.stop()
            return
        if self._do(self._steps[0]):
            self._steps.pop(0)

    def _do(self, step: str) -> bool:
        window = QApplication.activeWindow()
        if window is None:
            return False
        if step == "hold":
            full = window.full_screen()  # type: ignore[attr-defined]
            return full is not None and held_s(full.runner.state) >= 5
        if step == "relief":
            return type(window.full_screen()).__name__ == "ReliefScreen"  # type: ignore[attr-defined]
        if step == "unfinished":
            return self._say_unfinished(window)
        if step.startswith("say:"):
            print(step.removeprefix("say:"), flush=True)
            return True
        if step.startswith("press:"):
            return _press(window, step.removeprefix("press:"))
        if step == "stay":
            return False
        if step == "close":
            window.close()
            return True
        QTest.keyClick(QApplication.focusWidget() or window, _KEYS.get(step, step))
        return True

    def _say_unfinished(self, window: QWidget) -> bool:
        card = window.pages["today"].findChild(UnfinishedCard)  # type: ignore[attr-defined]
        if not card.isVisible():
            return False
        print(card.findChild(QLabel).text(), flush=True)
        return True


def _press(window: QWidget, words: str) -> bool:
    button = next((each for each in window.findChildren(Button) if each.words() == words and each.isVisible()), None)
    if button is not None:
        button.click()
    return button is not None


def main() -> int:
    """Start the program and the hand."""
    folder, script = sys.argv[1:]
    app.SystemClock = lambda: FastClock(SPEED)  # type: ignore[misc, assignment]
    hands: list[Hand] = []
    shown = app._after_first_paint

    def after(started_s: float) -> None:
        shown(started_s)
        hands.append(Hand(script.split(",")))

    app._after_first_paint = after
    return cli.main(["--data-dir", folder])


if __name__ == "__main__":
    sys.exit(main())
