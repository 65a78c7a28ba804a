"""The guide: fills the window, counts the hold, listens to keys from across the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QChildEvent, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

from calfstretch.desktop.keep_awake import KeepAwake, screen_keeper
from calfstretch.desktop.sleep_watch import SleepWatch, sleep_watch
from calfstretch.domain.routine import Routine
from calfstretch.domain.session_events import Cue, CueKind, Ended, EndedWhy, Event
from calfstretch.domain.session_log import nothing_held
from calfstretch.domain.session_state import Command, Phase, SessionState
from calfstretch.domain.session_view import current_step, fraction_left, shown_seconds
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.full_screen import GO_KEYS, FullScreen, keep_focus
from calfstretch.ui.guide import state as words
from calfstretch.ui.guide.awake import Awake
from calfstretch.ui.guide.cards import EndCard
from calfstretch.ui.guide.ending import END_STAYS_MS, QuietEnd
from calfstretch.ui.guide.hearing import Face, Hearing
from calfstretch.ui.guide.orders import ANSWER_ORDERS, KEY_ORDERS
from calfstretch.ui.guide.pulse import EdgePulse
from calfstretch.ui.guide.runner import SessionRunner
from calfstretch.ui.guide.unsaved import hand_over_trouble
from calfstretch.ui.guide.view import GuideView
from calfstretch.ui.speaker import MODE_SETTING
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.sheet import Sheet

RETRY_MS = 3_000
DARK_MS = 20_000
_BEATS = {CueKind.GO: 1, CueKind.SWAP: 2}


class GuideScreen(FullScreen):
    """One session from the first step to the quiet end.

    Args:
        routine: what is done.
        feel_before: how the calf feels, 0-10; None = not said.
        session_id: of a session in the diary that goes on after a kill; None = a new one.
        keep_awake: what keeps the screen on; None = the desktop's own way.
        sleeps: what tells of the computer's sleep; None = the system's own way.
    """

    def __init__(
        self,
        context: Context,
        routine: Routine,
        *,
        feel_before: int | None = None,
        session_id: str | None = None,
        keep_awake: KeepAwake | None = None,
        sleeps: SleepWatch | None = None,
    ) -> None:
        super().__init__(_("Guided stretch"))
        self._context = context
        self._theme = context.theme
        self._awake = Awake(keep_awake or screen_keeper(), sleeps or sleep_watch(), self)
        self.runner = SessionRunner(
            context.journal,
            context.clock,
            context.tones,
            routine,
            feel_before=feel_before,
            session_id=session_id,
            parent=self,
        )
        self._gone = False
        self._strip = self._quiet = ""
        self._shown: words.Shown | None = None
        self._moment: tuple[object, ...] | None = None
        self.end: QuietEnd | None = None
        self.end_timer = self._timer(END_STAYS_MS, self._close_end)
        self.retry_timer = self._timer(RETRY_MS, self._retry)
        self.dark_timer = self._timer(DARK_MS, self._lighten)
        self.hearing = Hearing(self.runner.speaker, lambda: context.clock.read().monotonic_s)
        self._face: Face | None = None
        self._pulse = EdgePulse(self, self._theme, context.clock)
        self.view = GuideView(self, context, routine)
        self.parts, self.controls, self.question = self.view.parts, self.view.parts.controls, self.view.question
        self.adopt(*self.controls.all(), self.parts.safety, self.parts.strip.action)
        self._connect()

    def _timer(self, after_ms: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    def _connect(self) -> None:
        self.runner.changed.connect(self._changed)
        self.runner.happened.connect(self._happened)
        self.runner.troubled.connect(self._troubled)
        controls = self.controls
        for button, order in (
            (controls.again, Command.AGAIN),
            (controls.next, Command.NEXT),
            (controls.shorter, Command.SHORTER),
            (controls.longer, Command.LONGER),
            (controls.pain, Command.PAIN),
            (controls.stop, Command.STOP),
        ):
            button.clicked.connect(lambda _checked=False, order=order: self.send(order))
        controls.pause.clicked.connect(self.toggle_pause)
        controls.sound.clicked.connect(self.switch_sound)
        self.parts.safety.clicked.connect(self._safety)
        self.parts.strip.acted.connect(self._retry)
        self.question.answered.connect(lambda answer: self.send(ANSWER_ORDERS[answer]))
        self._theme.changed.connect(self._place)
        self._show_hearing()
        self.runner.changed.connect(self._awake.follow)
        self._awake.may_go_dark.connect(self._may_go_dark)
        self._awake.falling_asleep.connect(self._fall_asleep)
        self._awake.woken.connect(self._wake)

    @property
    def end_card(self) -> EndCard | None:
        """What stands on the screen when the stretch is over; None = it is not."""
        return self.end.card if self.end is not None else None

    # -- running ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start from the first step."""
        self._begin(self.runner.begin)

    def resume(self, snapshot: dict[str, Any]) -> None:
        """Go on with a session that was cut off, with the interrupted hold."""
        self._begin(lambda: self.runner.resume(snapshot))

    def _begin(self, start: Callable[[], None]) -> None:
        self._awake.begin()
        try:
            start()
        except BaseException:
            self._awake.end()
            raise

    def stop_and_keep(self) -> None:
        """End the session where it runs and give back what was taken; the screen itself stays."""
        if self._gone:
            return
        self._gone = True
        try:
            if self.runner.state.phase is not Phase.ENDED:
                self.runner.send(Command.STOP)
            self.runner.speaker.hush()  # relief may come, and has words of its own
        finally:
            self._give_back()
            hand_over_trouble(self.runner, self._context.navigator)

    def send(self, order: Command) -> None:
        """Do what the person said."""
        if self._gone or self.runner.state.phase is Phase.ENDED:
            return
        resizing = order in (Command.LONGER, Command.SHORTER)
        before = current_step(self.runner.state)
        self.runner.send(order)
        if resizing and before is not None and current_step(self.runner.state) == before:
            self._tell(words.limit_line(before.length_s, longer=order is Command.LONGER))

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        paused = self.runner.state.phase is Phase.PAUSED
        self.send(Command.RESUME if paused else Command.PAUSE)

    def switch_sound(self) -> None:
        """Put the four-way switch on, for this and the sessions to come."""
        mode = self.runner.speaker.options.mode.following
        self.runner.hear(mode)
        self._show_hearing()
        self._tell(self.hearing.state())
        try:
            self._context.journal.set_setting(MODE_SETTING, mode.value)
        except CalfstretchError as error:
            self._say(str(error))

    def _tell(self, text: str) -> None:
        """Let a line stand below the figure for a moment, and have it said."""
        self.hearing.tell(text)
        announce(self, text)
        if self._shown is not None:
            self._draw(self._shown)

    def _show_hearing(self) -> None:
        """The switch and the lasting line, where what is heard has changed."""
        face = self.hearing.face()
        if face != self._face:
            self._face = face
            self.controls.show_sound(face)
        if not self._strip and self.hearing.lasting() != self._quiet:
            self._quiet = self.hearing.lasting()
            if self._quiet:
                self.parts.strip.say_quietly(self._quiet)
            self._place()

    # -- keys -------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key) -> bool:
        if self._gone:
            return True
        if self.end is not None:
            return self.end.key(key)
        if key == Qt.Key.Key_Escape:
            self.send(Command.STOP)
        elif key in GO_KEYS or key == Qt.Key.Key_MediaPause:
            self.toggle_pause()
        elif key == Qt.Key.Key_V and self._context.journal.setting(words.LETTERS_SETTING, True):
            self.switch_sound()
        elif key in KEY_ORDERS:
            self.send(KEY_ORDERS[key])
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.end is None or not self.end.digit(event):
            super().keyPressEvent(event)

    # -- what happens -----------------------------------------------------------------------------------

    def _happened(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, Cue):
                # What the ear does not get the eye gets larger, where it matters most.
                beats = 0 if self.hearing.is_heard else _BEATS.get(event.kind, 0)
                self._pulse.cue(words.cue_word(event.kind), beats)
            elif isinstance(event, Ended):
                self._ended(event.why)

    def _ended(self, why: EndedWhy) -> None:
        if self._gone:
            return
        if why in (EndedWhy.COMPLETED, EndedWhy.PAIN):
            self._show_end()
            return
        discarded = why is EndedWhy.DISCARDED
        if discarded and nothing_held(self.runner.state.attempts):
            self._leave()
            self._context.navigator.say(_("Nothing was held yet, so nothing is kept."))
            return
        said = _("Thrown away.") if discarded else _("Kept. {held}").format(held=words.held_line(self.runner.state))
        self._leave()
        self._context.navigator.say(said, self._undo if discarded else None)

    def _undo(self) -> None:
        try:
            self._context.journal.undo()
        except CalfstretchError as error:
            self._context.report(error)

    def _leave(self) -> None:
        if not self._gone:
            self._gone = True
            self._give_back()
            hand_over_trouble(self.runner, self._context.navigator)
            self.left.emit()

    def _give_back(self) -> None:
        for timer in (self.end_timer, self.retry_timer, self.dark_timer):
            timer.stop()
        self.runner.close()
        self._awake.end()

    def _safety(self) -> None:
        self.send(Command.PAUSE)
        self._context.doors.show_safety()

    def childEvent(self, event: QChildEvent) -> None:
        """A sheet over the guide (help, keys) stops the clock; the person goes on afterwards."""
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildPolished and isinstance(event.child(), Sheet):
            self.end_timer.stop()
            self.send(Command.PAUSE)

    # -- trouble ----------------------------------------------------------------------------------------

    def _troubled(self, why: str) -> None:
        if why:
            self._say(_("Not saved yet: {reason} The stretch goes on.").format(reason=why), _("Try again"))
            self.retry_timer.start()
        else:
            self.retry_timer.stop()
            self._say("")

    def _may_go_dark(self) -> None:
        if self._strip:  # what is not saved comes first
            return
        self._strip = _("The screen may go dark: this desktop does not keep it on. The stretch goes on.")
        self.parts.strip.say_quietly(self._strip)
        self._place()
        self.dark_timer.start()

    def _lighten(self) -> None:
        if not self.runner.trouble:
            self._say("")

    def _fall_asleep(self) -> None:
        try:
            if not self._gone and self.end is None:
                self.runner.fall_asleep()
        finally:  # the computer waits for this word
            self._awake.ready()

    def _wake(self) -> None:
        if self.end_timer.isActive():  # nobody looks at a quiet end over a sleep
            self._close_end()
        elif not self._gone and self.end is None:
            self.runner.wake()

    def _say(self, text: str, action: str = "") -> None:
        self._strip, self._quiet = text, ""
        if text:
            self.parts.strip.say(text, action)
        self._show_hearing()
        self._place()

    def _retry(self) -> None:
        if not self._gone and not self.runner.retry():
            self.retry_timer.start()

    # -- drawing ----------------------------------------------------------------------------------------

    def seen(self, visible: bool) -> None:
        self.runner.set_visible(visible)
        self.view.seen(visible)
        if visible and not self._gone and self._shown is not None:
            self._moment = None
            self._changed(self.runner.state)

    def _changed(self, state: SessionState) -> None:
        before = self._shown
        if self._gone or state.phase is Phase.ENDED or (before is not None and not self._seen):
            return
        moment = (
            state.mode.__class__,
            getattr(state.mode, "gap_s", 0.0),
            state.hold_index,
            len(state.attempts),
            shown_seconds(state),
            current_step(state),
        )
        if moment == self._moment:  # within a second nothing moves but the arc, the figure and the edge
            self.view.move(fraction_left(state))
            self._pulse.tick()
            return
        self._moment = moment
        shown = self._shown = words.shown(state)
        self._draw(shown)
        if (before is None or before.sentence != shown.sentence) and not self._is_spoken():
            announce(self, shown.sentence.text)

    def _is_spoken(self) -> bool:
        """Whether the voice says what to do: then the screen reader is not made to talk over it."""
        return self.hearing.is_heard and self.runner.speaks

    def _draw(self, shown: words.Shown) -> None:
        self._pulse.tick()
        self._show_hearing()
        if self.view.show(shown, self._pulse.word(), self.hearing.passing()):
            self._place()

    def _place(self) -> None:
        if self._shown is None or self.end is not None:
            return
        self.view.place(self._shown, strip=bool(self._strip or self._quiet))
        self.adopt(*self.question.buttons.values())
        keep_focus(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._place_end()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._pulse.paint()

    # -- the quiet end ----------------------------------------------------------------------------------

    def _show_end(self) -> None:
        end = words.end_of(self.runner.state)
        if end.for_pain:  # it stands until somebody has read it
            self._awake.end()
        else:
            self._awake.rest()
        self.view.hide()
        self._pulse.stop()
        self.end = QuietEnd(self._context, self, end, self.runner.session_id, self.end_timer, self._close_end)
        self.adopt(*self.end.buttons())
        self._place_end()
        self.end.view.show()
        self.setFocus()
        announce(self, self.end.card.accessibleName())
        self.update()

    def _place_end(self) -> None:
        if self.end is not None:
            self.end.view.setGeometry(self.view.centred(self.end.card, self._theme.px(24)))

    def _close_end(self) -> None:
        self._leave()
