"""The session and the desktop: the screen stays on while it goes on, and sleep is heard of before it comes."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from calfstretch.desktop.keep_awake import KeepAwake
from calfstretch.desktop.sleep_watch import SleepWatch
from calfstretch.domain.session_state import Phase, SessionState

# A pause is part of the session, and who stands at the wall looks at it; one that stands for ten minutes is
# forgotten, and a forgotten session must not keep the screen on all night.
FORGOTTEN_MS = 10 * 60 * 1000


class Awake(QObject):
    """What a session takes from the desktop, and gives back on every way out.

    Signals:
        may_go_dark: the desktop does not keep the screen on; once for each session.
        falling_asleep: the computer is about to sleep; `ready` is to be called when all is on disk.
        woken: it has woken.
    """

    may_go_dark = Signal()
    falling_asleep = Signal()
    woken = Signal()
    # The desktop speaks in threads of its own; these bring its words into Qt's.
    _darkened = Signal()
    _slept = Signal(bool)

    def __init__(self, keeper: KeepAwake, watch: SleepWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._watch = watch
        self._going = self._listening = False
        self._told = False
        self._forgotten = QTimer(self)
        self._forgotten.setSingleShot(True)
        self._forgotten.setInterval(FORGOTTEN_MS)
        self._forgotten.timeout.connect(keeper.let_go)
        self._darkened.connect(self._tell_once)
        self._slept.connect(self._tell_sleep)
        self.ready = watch.ready
        # Whatever way the screen goes, the desktop gets back what is its own.
        parent.destroyed.connect(keeper.let_go)
        parent.destroyed.connect(watch.stop)

    def begin(self) -> None:
        """Keep the screen on and listen."""
        self._going = self._listening = True
        self._hold()
        self._watch.start(self._from_watch)

    def follow(self, state: SessionState) -> None:
        """Know whether the session goes on, waits, or is forgotten."""
        if not self._going:
            return
        if state.phase in (Phase.PAUSED, Phase.ASKING):
            if not self._forgotten.isActive():
                self._forgotten.start()
        elif state.phase is not Phase.ENDED:
            self._forgotten.stop()
            self._hold()

    def rest(self) -> None:
        """The stretch is over and its end stands on the screen: that may go dark, a sleep is still heard of."""
        self._going = False
        self._forgotten.stop()
        self._keeper.let_go()

    def end(self) -> None:
        """Give everything back; a second time does nothing."""
        self.rest()
        self._listening = False
        self._watch.stop()

    def _hold(self) -> None:
        self._keeper.hold(self._from_keeper)

    def _from_keeper(self) -> None:
        with suppress(RuntimeError):  # the screen has gone meanwhile
            self._darkened.emit()

    def _from_watch(self, asleep: bool) -> None:
        with suppress(RuntimeError):
            self._slept.emit(asleep)

    def _tell_once(self) -> None:
        if self._going and not self._told:
            self._told = True
            self.may_go_dark.emit()

    def _tell_sleep(self, asleep: bool) -> None:
        if not self._listening:
            return
        if asleep:
            self.falling_asleep.emit()
            return
        if self._going:  # some desktops forget over a sleep what they were asked for
            self._keeper.let_go()
            self._forgotten.stop()
            self._hold()
        self.woken.emit()
