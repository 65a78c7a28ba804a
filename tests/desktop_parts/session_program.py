"""The whole program with one session in it, and what happens when: for the tests of what is heard.

Run as: session_program.py FOLDER ROUTINE(JSON) [SETTING=JSON ...]
Says: `began T` the true moment of the first step, `asked KIND NOW` when the window asked for a cue, `cue KIND T` its
true moment, `ended T`; moments in monotonic seconds. Ends three seconds after the session, or three
seconds after `stood GAP`: the machine stood still for so many seconds that the session asks what to do.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from calfstretch import app
from calfstretch.desktop.single_instance import Claim, claim_or_hand_over
from calfstretch.desktop.tones import HelperTones
from calfstretch.domain.routine import Routine
from calfstretch.domain.session_events import Asked, Cue, Ended, Event, StepStarted
from calfstretch.options import WindowOptions
from calfstretch.ui.guide.screen import GuideScreen

STARTED_AFTER_MS = 1500
STAYS_MS = 3000


def tell(*words: object) -> None:
    """One line, at once."""
    print(*words, flush=True)


def happened(events: tuple[Event, ...]) -> None:
    """Tell when each thing was to happen."""
    for event in events:
        if isinstance(event, Cue):
            tell("cue", event.kind.value, event.at_s)
        elif isinstance(event, Asked):
            tell("stood", event.gap_s)
            QTimer.singleShot(STAYS_MS, QApplication.quit)
        elif isinstance(event, Ended):
            tell("ended", event.at_s)
            QTimer.singleShot(STAYS_MS, QApplication.quit)


def begin(window: app.Window, routine: Routine, settings: dict[str, object]) -> None:
    """What a press on Start does."""
    for key, value in settings.items():
        window.journal.set_setting(key, value)
    first: list[StepStarted] = []

    def steps(events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, StepStarted) and not first:
                first.append(event)
                tell("began", event.at_s)

    init = GuideScreen.__init__

    def heard_from_the_first_step(screen: GuideScreen, *given: object, **more: object) -> None:
        init(screen, *given, **more)  # type: ignore[arg-type]
        screen.runner.happened.connect(steps)
        screen.runner.happened.connect(happened)

    GuideScreen.__init__ = heard_from_the_first_step  # type: ignore[method-assign, assignment]
    window.doors.start_session(routine)


def main(folder: Path, routine: Routine, settings: dict[str, object]) -> int:
    """Open the window, begin, stay until the session is over."""
    claim = claim_or_hand_over(folder, {"do": "raise"})
    assert isinstance(claim, Claim)
    show = app.Window.show

    def show_and_begin(window: app.Window, started_s: float) -> None:
        show(window, started_s)
        QTimer.singleShot(STARTED_AFTER_MS, lambda: begin(window, routine, settings))

    app.Window.show = show_and_begin  # type: ignore[method-assign]
    play = HelperTones.play

    def play_and_tell(tones: HelperTones, cue: str) -> None:
        now = time.monotonic()
        play(tones, cue)
        tell("asked", cue, now)

    HelperTones.play = play_and_tell  # type: ignore[method-assign]
    return app.run_window(WindowOptions(folder, claim))


if __name__ == "__main__":
    given = [word.partition("=") for word in sys.argv[3:]]
    sys.exit(
        main(
            Path(sys.argv[1]),
            Routine.from_dict(json.loads(sys.argv[2])),
            {key: json.loads(value) for key, _equals, value in given},
        )
    )
