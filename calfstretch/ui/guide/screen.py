"""The guide: fills the window, counts the hold, listens to keys from across the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QChildEvent, QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.desktop.keep_awake import KeepAwake, ScreenSaverInhibitor
from calfstretch.desktop.tones import trouble_sentence
from calfstretch.domain.routine import Routine
from calfstretch.domain.session_events import Answer, Cue, Ended, EndedWhy, Event
from calfstretch.domain.session_log import Session
from calfstretch.domain.session_state import Command, Phase, SessionState
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.full_screen import GO_KEYS, FullScreen, keep_focus
from calfstretch.ui.guide import state as words
from calfstretch.ui.guide.arrange import Arrangement, Parts
from calfstretch.ui.guide.parts import Controls, EndCard, QuestionCard
from calfstretch.ui.guide.runner import SessionRunner
from calfstretch.ui.guide.stance import Stances
from calfstretch.ui.theme import COMPACT
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.notice import Line, announce
from calfstretch.ui.widgets.ring import Ring
from calfstretch.ui.widgets.segments import Segment, Segments
from calfstretch.ui.widgets.sentence import LargeSentence
from calfstretch.ui.widgets.sheet import Sheet
from calfstretch.ui.widgets.soles import Soles
from calfstretch.ui.widgets.texts import Text

END_STAYS_MS = 20_000
WORD_STAYS_S = 2.5
RETRY_MS = 3_000
PULSE_S = 0.7
_PULSE_STEPS = 6
_PULSE_WIDTH = 10
_ORDERS = {
    Answer.REPEAT: Command.REPEAT,
    Answer.FINISH: Command.FINISH,
    Answer.DISCARD: Command.DISCARD,
    Answer.COUNT: Command.COUNT,
}


class GuideScreen(FullScreen):
    """One session from the first step to the quiet end.

    Args:
        routine: what is done.
        feel_before: how the calf feels, 0-10; None = not said.
        session_id: of a session in the diary that goes on after a kill; None = a new one.
        keep_awake: what keeps the screen on; None = the desktop's own way.
    """

    def __init__(
        self,
        context: Context,
        routine: Routine,
        *,
        feel_before: int | None = None,
        session_id: str | None = None,
        keep_awake: KeepAwake | None = None,
    ) -> None:
        super().__init__(_("Guided stretch"))
        self._context = context
        self._theme = context.theme
        self._keep_awake = keep_awake or ScreenSaverInhibitor()
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
        self._shown: words.Shown | None = None
        self._word: tuple[str, float] | None = None
        self._pulse_until_s: float | None = None
        self._pulse_step = 0
        self.end_card: EndCard | None = None
        self.end_timer = self._timer(END_STAYS_MS, self._close_end)
        self.retry_timer = self._timer(RETRY_MS, self._retry)
        self._build()
        self._connect()

    def _timer(self, after_ms: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    def _build(self) -> None:
        theme, palette = self._theme, self._theme.palette
        self.controls = Controls(theme, self)
        self.parts = Parts(
            strip=Line(theme, role="cramp_soft", strong=True),
            heading=Text(theme, size=COMPACT, weight=600, tone="secondary", wrap=False, parent=self),
            segments=Segments(palette, self),
            left_in_all=Text(theme, size=COMPACT, weight=600, tone="secondary", wrap=False, parent=self),
            sentence=LargeSentence(theme, parent=self),
            figure=Figure(palette, self),
            soles=Soles(palette, self),
            ring=Ring(palette, self),
            line=Text(theme, parent=self),
            safety=LinkButton(
                theme, _("Leg swollen, hot or red, or a pop? Do not stretch: Safety"), parent=self
            ),
            controls=self.controls,
        )  # fmt: skip
        self.parts.strip.setParent(self)
        self.parts.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.parts.left_in_all.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.parts.ring.setAccessibleName(_("Seconds left"))
        self.question = QuestionCard(theme, self)
        self.question.hide()
        self._arrangement = Arrangement(theme, self.parts)
        self._stances = Stances(self.parts.figure, self.parts.soles, theme, self._context.clock)
        self.adopt(*self.controls.all(), self.parts.safety, self.parts.strip.action)
        # Tab goes as the eye does: the line to Safety, then the buttons.
        QWidget.setTabOrder(self.parts.safety, self.controls.again)

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
        controls.sound.clicked.connect(self.toggle_sound)
        self.parts.safety.clicked.connect(self._safety)
        self.parts.strip.acted.connect(self._retry)
        self.question.answered.connect(lambda answer: self.send(_ORDERS[answer]))
        self._theme.changed.connect(self._restyle)
        # Whatever way the screen goes, the desktop gets its screen back.
        self.destroyed.connect(self._keep_awake.let_go)
        self._show_sound(bool(self._context.journal.setting(words.SOUND_SETTING, True)))
        self._restyle()

    # -- running ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start from the first step."""
        self._begin(self.runner.begin)

    def resume(self, snapshot: dict[str, Any]) -> None:
        """Go on with a session that was cut off, with the interrupted hold."""
        self._begin(lambda: self.runner.resume(snapshot))

    def _begin(self, start: Callable[[], None]) -> None:
        self._keep_awake.hold()
        try:
            start()
        except BaseException:
            self._keep_awake.let_go()
            raise

    def stop_and_keep(self) -> None:
        """End the session where it runs and give back what was taken; the screen itself stays."""
        if self._gone:
            return
        self._gone = True
        try:
            if self.runner.state.phase is not Phase.ENDED:
                self.runner.send(Command.STOP)
        finally:
            self._give_back()
            self._hand_over_trouble()

    def send(self, order: Command) -> None:
        """Do what the person said."""
        if not self._gone and self.runner.state.phase is not Phase.ENDED:
            self.runner.send(order)

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        paused = self.runner.state.phase is Phase.PAUSED
        self.send(Command.RESUME if paused else Command.PAUSE)

    def toggle_sound(self) -> None:
        """Switch the cues' sound on or off, for this and the sessions to come."""
        on = not self.runner.sound
        self._show_sound(on)
        try:
            self._context.journal.set_setting(words.SOUND_SETTING, on)
        except CalfstretchError as error:
            self._troubled(str(error))

    def _show_sound(self, on: bool) -> None:
        self.runner.sound = on
        self.controls.show_sound(on)

    # -- keys -------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key) -> bool:
        if self._gone:
            return True
        if self.end_card is not None:
            return self._end_key(key)
        if key == Qt.Key.Key_Escape:
            self.send(Command.STOP)
        elif key in GO_KEYS or key == Qt.Key.Key_MediaPause:
            self.toggle_pause()
        elif key == Qt.Key.Key_V and self._context.journal.setting(words.LETTERS_SETTING, True):
            self.toggle_sound()
        elif key in _KEY_ORDERS:
            self.send(_KEY_ORDERS[key])
        else:
            return False
        return True

    def _end_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape or key in GO_KEYS:
            self._close_end()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # On the quiet end a digit answers its one question from everywhere.
        digit = event.text().lower() in (*"0123456789x",) and not event.isAutoRepeat()
        if self.end_card is not None and digit and self.end_card.scale.key_pressed(event):
            return
        super().keyPressEvent(event)

    # -- what happens -----------------------------------------------------------------------------------

    def _happened(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, Cue):
                self._cue(words.cue_word(event.kind))
            elif isinstance(event, Ended):
                self._ended(event.why)

    def _ended(self, why: EndedWhy) -> None:
        if self._gone:
            return
        if why in (EndedWhy.COMPLETED, EndedWhy.PAIN):
            self._show_end()
            return
        discarded = why is EndedWhy.DISCARDED
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
            self._hand_over_trouble()
            self.left.emit()

    def _give_back(self) -> None:
        for timer in (self.end_timer, self.retry_timer):
            timer.stop()
        self.runner.close()
        self._keep_awake.let_go()

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
            text = _("Not saved yet: {reason} The stretch goes on.").format(reason=why)
            self.parts.strip.say(text, _("Try again"))
            self.retry_timer.start()
        else:
            self.retry_timer.stop()
        self._place()

    def _retry(self) -> None:
        if not self._gone and not self.runner.retry():
            self.retry_timer.start()

    def _hand_over_trouble(self) -> None:
        """What is still not on disk when the screen goes waits in the window."""
        if not self.runner.trouble or self.runner.retry():
            return
        navigator, retry = self._context.navigator, self.runner.pending()

        def try_again() -> None:
            if retry():
                navigator.set_message("session_not_saved", "")

        text = _("The last stretch is not saved yet: {reason}").format(reason=self.runner.trouble)
        navigator.set_message("session_not_saved", text, _("Try again"), try_again)

    # -- drawing ----------------------------------------------------------------------------------------

    def seen(self, visible: bool) -> None:
        self.runner.set_visible(visible)
        if visible and not self._gone and self._shown is not None:
            self._changed(self.runner.state)

    def _changed(self, state: SessionState) -> None:
        if self._gone or state.phase is Phase.ENDED:
            return
        shown = words.shown(state)
        before, self._shown = self._shown, shown
        new_words = before is None or before.sentence != shown.sentence
        if self._seen or before is None:
            self._draw(shown)
        if new_words:
            announce(self, shown.sentence.text)

    def _draw(self, shown: words.Shown) -> None:
        parts = self.parts
        parts.ring.set_fraction(shown.fraction)
        parts.ring.set_digits(shown.digits)
        parts.segments.set_segments([Segment(bar.target_s, bar.held) for bar in shown.bars], shown.current)
        changed = parts.sentence.text() != shown.sentence.text
        changed |= _set(parts.heading, shown.heading)
        changed |= _set(parts.left_in_all, shown.left_in_all) and not _fits(parts.left_in_all)
        changed |= _set(parts.line, self._line(shown)) and not _fits(parts.line)
        parts.sentence.set_parts(shown.sentence.before, shown.sentence.loud, shown.sentence.after)
        self._stances.show(shown.step, shown.leg)
        self.controls.show_paused(shown.paused)
        self._draw_pulse()
        asked = shown.question is not None
        if changed or shown.safety == parts.safety.isHidden() or asked == self.question.isHidden():
            self._place()

    def _line(self, shown: words.Shown) -> str:
        """The cue's word for a moment, else the hint; then what comes next."""
        now_s = self._context.clock.read().monotonic_s
        if self._word is not None and now_s >= self._word[1]:
            self._word = None
        hint = self._word[0] + "." if self._word is not None and not shown.paused else shown.hint
        trouble = self._context.tones.trouble
        quiet = trouble_sentence(trouble) if trouble and self.runner.sound else ""
        return "  ·  ".join(part for part in (hint, shown.next_line, quiet) if part)

    def _place(self) -> None:
        shown = self._shown
        if shown is None or self.end_card is not None:
            return
        strip, room = bool(self.runner.trouble), self.rect()
        self._arrangement.place(room, self.window().height(), safety=shown.safety, strip=strip)
        self._place_question(shown.question)
        keep_focus(self)

    def _place_question(self, question: words.Question | None) -> None:
        asked, was = question is not None, not self.question.isHidden()
        parts = self.parts
        counting: tuple[QWidget, ...] = (parts.ring, parts.line, parts.controls)
        for part in counting:
            part.setVisible(not asked)
        self.question.setVisible(asked)
        if question is None:
            self.question.forget()
            return
        beside: tuple[QWidget, ...] = (parts.figure, parts.soles, parts.safety)
        for other in beside:
            other.hide()
        self.question.ask(question)
        self.adopt(*self.question.buttons.values())
        top = parts.sentence.geometry().bottom() + self._theme.px(8)
        self.question.setGeometry(self._centred(self.question, top))
        self.question.raise_()
        if not was:
            self.question.take_focus()
            announce(self, question.text)

    def _centred(self, card: QWidget, top: int) -> QRect:
        """In the middle of what is under a line, as wide as can be read at ease."""
        wide = min(self.width() - self._theme.px(48), self._theme.px(640))
        layout = card.layout()
        natural = layout.totalHeightForWidth(wide) if layout is not None else -1
        high = max(natural, card.sizeHint().height() if natural < 0 else 0)
        high = min(high, self.height() - top - self._theme.px(8))
        return QRect((self.width() - wide) // 2, top + max(0, (self.height() - top - high) // 3), wide, high)

    def _restyle(self) -> None:
        palette, parts = self._theme.palette, self.parts
        for part in (parts.segments, parts.figure, parts.soles, parts.ring):
            part.set_palette_colours(palette)
        for part in (parts.figure, parts.ring, parts.soles):
            part.setFont(self._theme.font(18))
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._place_end()

    # -- a cue for the eye ------------------------------------------------------------------------------

    def _cue(self, word: str) -> None:
        now_s = self._context.clock.read().monotonic_s
        self._word = (word, now_s + WORD_STAYS_S)
        # One pulse at a time: nothing flashes more than twice a second, whatever keys are pressed.
        if self._theme.motion_ms(1) and self._pulse_until_s is None:
            self._pulse_until_s = now_s + PULSE_S

    def _draw_pulse(self) -> None:
        if self._pulse_until_s is None:
            return
        left_s = self._pulse_until_s - self._context.clock.read().monotonic_s
        step = max(0, min(_PULSE_STEPS, round(left_s / PULSE_S * _PULSE_STEPS)))
        if left_s <= 0:
            self._pulse_until_s, step = None, 0
        if step != self._pulse_step:
            self._pulse_step = step
            self.update(self._edge())

    def _edge(self) -> QRegion:
        inside = self.rect().adjusted(_PULSE_WIDTH, _PULSE_WIDTH, -_PULSE_WIDTH, -_PULSE_WIDTH)
        return QRegion(self.rect()).subtracted(QRegion(inside))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pulse_step:
            painter = QPainter(self)
            painter.setOpacity(self._pulse_step / _PULSE_STEPS)
            painter.setClipRegion(self._edge())
            painter.fillRect(self.rect(), self._theme.colour("action"))

    # -- the quiet end ----------------------------------------------------------------------------------

    def _show_end(self) -> None:
        self._keep_awake.let_go()
        end = words.end_of(self.runner.state)
        for part in (*self._all_parts(), self.question):
            part.hide()
        self._pulse_step = 0
        card = self.end_card = EndCard(self._theme, end, self)
        card.felt.connect(self._felt)
        card.close_button.clicked.connect(self._close_end)
        card.safety_button.clicked.connect(self._context.doors.show_safety)
        self.adopt(card.close_button, card.safety_button)
        self._place_end()
        card.show()
        self.setFocus()
        announce(self, card.accessibleName())
        if not end.for_pain:
            self.end_timer.start()
        self.update()

    def _all_parts(self) -> tuple[QWidget, ...]:
        parts = self.parts
        return (
            parts.strip, parts.heading, parts.segments, parts.left_in_all, parts.sentence, parts.figure, parts.soles,
            parts.ring, parts.line, parts.safety, parts.controls,
        )  # fmt: skip

    def _place_end(self) -> None:
        if self.end_card is not None:
            self.end_card.setGeometry(self._centred(self.end_card, self._theme.px(24)))

    def _felt(self, value: int | None) -> None:
        if self.end_timer.isActive():
            self.end_timer.start()
        journal = self._context.journal
        session = journal.get(Session, self.runner.session_id)
        try:
            if session is not None:
                journal.sessions.change(replace(session, feel_after=value))
        except UserError as error:
            self._context.report(error)

    def _close_end(self) -> None:
        self._leave()


_KEY_ORDERS = {
    Qt.Key.Key_Left: Command.AGAIN,
    Qt.Key.Key_Right: Command.NEXT,
    Qt.Key.Key_Plus: Command.LONGER,
    Qt.Key.Key_Equal: Command.LONGER,
    Qt.Key.Key_Minus: Command.SHORTER,
    Qt.Key.Key_Underscore: Command.SHORTER,
}


def _set(label: Text, text: str) -> bool:
    """Whether the label had to change."""
    if label.text() == text:
        return False
    label.setText(text)
    return True


def _fits(label: Text) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height()
    return label.sizeHint().width() <= label.width()
