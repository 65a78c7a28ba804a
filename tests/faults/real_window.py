"""The real program without a screen, with a clock that runs twenty times as fast, and someone at its keys.

    python tests/faults/real_window.py FOLDER SCRIPT

SCRIPT is a list of steps parted by commas; `true time`, as the first, takes the computer's own clock.
Keys: `space`, `escape`, `next` (the arrow to the right), `c`, ...
Waiting: `hold` until a hold has run for at least five seconds of the program's clock, `held:N` for N seconds held in
all (a question of a busy machine is answered), `in:PHASE` until the session is there, `left:N` until its step has N
whole seconds left, `end` for its quiet end, `asked` for the question after a gap, which it says, `relief` for the
relief screen, `unfinished` for the card of a session that was cut off, whose words it says, `idle` until nothing fills
the window, `wait:S` for S true seconds with the window alive, `stay` until somebody ends it.
Doing: `say:WORD` prints WORD, `press:WORDS` presses the button of these words, `block:S` lets the program stand still
for S seconds, `page:NAME` shows a page, `close` closes the window.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from calfstretch import app, cli
from calfstretch.clock import FastClock
from calfstretch.domain.session_state import Command, Phase
from calfstretch.domain.session_view import held_s, shown_seconds
from calfstretch.ui.today.cards import UnfinishedCard
from calfstretch.ui.widgets.buttons import Button

SPEED = 20.0
_EVERY_MS = 20
_LONG_LOOKS = 40_000 // _EVERY_MS  # what a step waits for so long is told, for whoever reads why a test was given up
_KEYS = {"space": Qt.Key.Key_Space, "escape": Qt.Key.Key_Escape, "next": Qt.Key.Key_Right}


class Hand:
    """Does one step after another."""

    def __init__(self, steps: list[str]) -> None:
        self._steps = steps
        self._until_s: float | None = None
        self._looks = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_EVERY_MS)

    def _go_on(self) -> None:
        if not self._steps:
            self._timer.stop()
            return
        self._looks += 1
        if self._looks == _LONG_LOOKS:
            window = QApplication.activeWindow()
            full = getattr(window, "full_screen", lambda: None)()
            state = getattr(getattr(full, "runner", None), "state", None)
            print(f"{self._steps[0]} waits: {window}, {full}, {state}", file=sys.stderr, flush=True)
        if self._do(self._steps[0]):
            self._steps.pop(0)
            self._looks = 0

    def _do(self, step: str) -> bool:
        window = QApplication.activeWindow()
        if window is None:
            return False
        if step == "hold":
            return _reached(window, "held", "5")
        if step == "idle":
            return window.full_screen() is None  # type: ignore[attr-defined]
        if step == "end":
            return getattr(window.full_screen(), "end_card", None) is not None  # type: ignore[attr-defined]
        if step == "asked":
            return self._say_question(window)
        if step.startswith("block:"):
            time.sleep(float(step.removeprefix("block:")))
            return True
        if step.startswith(("held:", "in:", "left:")):
            return _reached(window, *step.split(":"))
        if step == "relief":
            return type(window.full_screen()).__name__ == "ReliefScreen"  # type: ignore[attr-defined]
        if step == "unfinished":
            return self._say_unfinished(window)
        if step.startswith("say:"):
            print(step.removeprefix("say:"), flush=True)
            return True
        if step.startswith("page:"):
            window.show_page(step.removeprefix("page:"))  # type: ignore[attr-defined]
            return True
        if step.startswith("wait:"):
            return self._waited(float(step.removeprefix("wait:")))
        if step.startswith("press:"):
            return _press(window, step.removeprefix("press:"))
        if step == "stay":
            return False
        if step == "close":
            window.close()
            return True
        QTest.keyClick(QApplication.focusWidget() or window, _KEYS.get(step, step))
        return True

    def _waited(self, wait_s: float) -> bool:
        now_s = time.monotonic()
        self._until_s = self._until_s or now_s + wait_s
        if now_s < self._until_s:
            return False
        self._until_s = None
        return True

    def _say_question(self, window: QWidget) -> bool:
        full = window.full_screen()  # type: ignore[attr-defined]
        if full is None or not full.question.isVisible():
            return False
        print(full.question.accessibleName(), flush=True)
        return True

    def _say_unfinished(self, window: QWidget) -> bool:
        card = window.pages["today"].findChild(UnfinishedCard)  # type: ignore[attr-defined]
        if not card.isVisible():
            return False
        print(card.findChild(QLabel).text(), flush=True)
        return True


def _reached(window: QWidget, what: str, goal: str) -> bool:
    full = window.full_screen()  # type: ignore[attr-defined]
    if full is None:
        return False
    state = full.runner.state
    if what == "held":
        _answer_busy(full)
        return held_s(state) >= float(goal)
    return state.phase.value == goal if what == "in" else shown_seconds(state) == int(goal)


def _answer_busy(guide: Any) -> None:
    """Count a while in which a busy machine let nothing be seen; where that cannot be, go on from there."""
    for order in (Command.COUNT, Command.REPEAT):
        if guide.runner.state.phase is Phase.ASKING:
            guide.runner.send(order)


def _press(window: QWidget, words: str) -> bool:
    button = next((each for each in window.findChildren(Button) if each.words() == words and each.isVisible()), None)
    if button is not None:
        button.click()
    return button is not None


def main() -> int:
    """Start the program and the hand."""
    folder, script = sys.argv[1:]
    steps = script.split(",")
    if steps[0] == "true time":
        steps.pop(0)
    else:
        app.SystemClock = lambda: FastClock(SPEED)  # type: ignore[misc, assignment]
    hands: list[Hand] = []
    shown = app._after_first_paint

    def after(started_s: float) -> None:
        shown(started_s)
        hands.append(Hand(steps))

    app._after_first_paint = after
    return cli.main(["--data-dir", folder])


if __name__ == "__main__":
    sys.exit(main())
