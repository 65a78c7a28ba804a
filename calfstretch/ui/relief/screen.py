"""Relief: comes up over everything in night colours, needs no answer, ends with one press."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import cached_property
from math import ceil

from PySide6.QtCore import QChildEvent, QEvent, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import DOUBTFUL_S, LONGEST_S, DurationBand
from calfstretch.domain.routine import Leg
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.full_screen import GO_KEYS, FullScreen, keep_focus
from calfstretch.ui.relief import state as words
from calfstretch.ui.relief.arrange import Arrangement, Parts
from calfstretch.ui.relief.keeping import Keeper, wait_in_window
from calfstretch.ui.relief.parts import (
    EXACT,
    EasedButton,
    EasedCard,
    FlagCard,
    LegButton,
    PositionStepper,
    QuietButton,
    VoiceButton,
    position_cards,
    top_text,
)
from calfstretch.ui.relief.voice import QuietVoice
from calfstretch.ui.theme import TITLE
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.sentence import LargeSentence
from calfstretch.ui.widgets.sheet import Sheet

CLOSES_MS = 20_000
SPEAKS_AFTER_MS = 400
"""From the first paint to the first word: the press, the disk and the picture come first."""
LETTERS_SETTING = "single_letters"
_LEG_KEYS = {
    Qt.Key.Key_Left: Leg.LEFT,
    Qt.Key.Key_Right: Leg.RIGHT,
    Qt.Key.Key_L: Leg.LEFT,
    Qt.Key.Key_R: Leg.RIGHT,
}
_LETTERS = (Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_V)
_SCROLL_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ReliefScreen(FullScreen):
    """What helps while it cramps.

    Args:
        episode_id: of the episode that is in the diary; None = it could not be stored: the moment is kept here and
            stored as soon as that is possible.
        at: aware; when it began, of an episode that has its identity and is not in the diary; None = now.
    """

    is_relief = True
    hides_messages = True

    def __init__(self, context: Context, episode_id: str | None, at: datetime | None = None) -> None:
        super().__init__(_("A cramp"))
        self._context = context
        # Before anything is shown, so that no light ground flashes up in the dark.
        self._theme = self.own_theme = context.theme.dress(self, "night")
        self._keeper = Keeper(context.journal, episode_id, at)
        passed_s = context.journal.now().seconds_since(self._keeper.moment)
        self._watch = words.Stopwatch.started(passed_s, self._now_s())
        self._deaf_until_s = self._now_s() + words.GUARD_S
        self._eased_at_s: float | None = None
        self._asks_length = False
        self._is_long = False
        self._gone = self._has_pictures = False
        self._stepped_s = self._now_s()
        self.voice = QuietVoice(context)
        self._build()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.tick)
        self.close_timer = QTimer(self)
        self.close_timer.setSingleShot(True)
        self.close_timer.setInterval(CLOSES_MS)
        self.close_timer.timeout.connect(self.done)
        self._speak_timer = QTimer(self)
        self._speak_timer.setSingleShot(True)
        self._speak_timer.setInterval(SPEAKS_AFTER_MS)
        self._speak_timer.timeout.connect(lambda: self.voice.begin(self._keeper.leg, self._now_s()))
        self.tick()

    @property
    def episode_id(self) -> str:
        """Of the episode, whether it is in the diary yet or not."""
        return self._keeper.episode_id

    def _build(self) -> None:
        theme = self._theme
        self.saved = top_text(theme, 18, self)
        self.remove = LinkButton(theme, _("Not a cramp: remove"), parent=self)
        self.voice_button = VoiceButton(theme, self)
        self.seconds = top_text(theme, TITLE, self, weight=700)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.sentence = LargeSentence(theme, "text", self)
        self.cards = position_cards(theme, self)
        for card in self.cards:
            card.picture.setUpdatesEnabled(False)  # words and button first: pictures take as long as all the rest
        self.stepper = PositionStepper(theme, self)
        self.flag = FlagCard(theme, *words.long_flag(), self)
        self.left_leg = LegButton(theme, _("LEFT"), "arrow_left", _("Left leg"), self)
        self.right_leg = LegButton(theme, _("RIGHT"), "arrow_right", _("Right leg"), self)
        self.safety = QuietButton(theme, _("Swollen, hot, red, or a pop? Do not stretch: Safety"), parent=self)
        self.eased = EasedButton(theme, self)
        self.flag.hide()
        self._arrangement = Arrangement(theme, self._parts())
        self.adopt(
            self.left_leg, self.right_leg, self.safety, self.flag.safety, self.stepper.button, self.eased,
            self.voice_button, self.remove,
        )  # fmt: skip
        # Last by Tab: the key struck first in the dark must not lead to the way that takes the entry away.
        QWidget.setTabOrder(self.eased, self.voice_button)
        QWidget.setTabOrder(self.voice_button, self.remove)
        self.remove.clicked.connect(self.not_a_cramp)
        self.left_leg.clicked.connect(lambda: self.set_leg(Leg.LEFT))
        self.right_leg.clicked.connect(lambda: self.set_leg(Leg.RIGHT))
        self.safety.clicked.connect(self._context.doors.show_safety)
        self.flag.safety.clicked.connect(self._context.doors.show_safety)
        self.eased.clicked.connect(self.ease)
        self.voice_button.clicked.connect(self.toggle_voice)
        theme.changed.connect(self._place)
        self.voice_button.show_on(self.voice.is_on)
        self._show_leg()
        self._show_saved()

    @cached_property
    def after(self) -> EasedCard:
        """What comes after easing; built when it first comes, for relief itself must not wait for it."""
        card = EasedCard(self._theme, self)
        card.hide()
        self.adopt(*card.buttons)
        before: QWidget = self.eased
        for button in card.buttons:
            QWidget.setTabOrder(before, button)
            before = button
        QWidget.setTabOrder(before, self.voice_button)
        card.length_said.connect(self.say_length)
        card.still.connect(self.still_cramping)
        card.describe.connect(self.describe)
        card.done.connect(self.done)
        return card

    def _parts(self) -> Parts:
        return Parts(
            self.saved, self.remove, self.voice_button, self.seconds, self.sentence, self.cards, self.stepper,
            self.flag, self.left_leg, self.right_leg, self.safety, self.eased,
        )  # fmt: skip

    def _now_s(self) -> float:
        # A cramp goes on while the computer sleeps.
        return self._context.clock.read().boottime_s

    # -- keys -------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in GO_KEYS:
            if self._eased_at_s is None:
                self.ease()
            else:
                self.still_cramping()
        elif key in _LETTERS and not self._context.journal.setting(LETTERS_SETTING, True):
            return False
        elif key in _LEG_KEYS:
            self.set_leg(_LEG_KEYS[key])
        elif key == Qt.Key.Key_V:
            self.toggle_voice()
        elif key in _SCROLL_KEYS:
            card = self.flag if self._eased_at_s is None else self.after
            return card.isVisible() and card.scrolling.move_content(_SCROLL_KEYS[key] * 0.5)
        else:
            return False
        return True

    def spasm_key(self) -> None:
        """Ctrl+N: once it eased the form of this episode; before, relief stays."""
        if self._eased_at_s is not None:
            self.describe()

    # -- the clock --------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Show the seconds that have passed; try again to store what is not stored."""
        if self._gone:
            return
        self._store()
        now_s = self._now_s()
        elapsed_s = self._watch.elapsed_s(now_s)
        if self._eased_at_s is None:
            self.seconds.setText(words.seconds_line(elapsed_s))
            self.voice.tick(now_s)
            self.stepper.pass_time(now_s - self._stepped_s)
            if words.is_long(elapsed_s) and not self._is_long:
                self._show_flag()
        self._stepped_s = now_s
        self.timer.start(max(50, ceil((1 - elapsed_s % 1) * 1000)))

    def _show_flag(self) -> None:
        self._is_long = True
        self._place()
        announce(self, self.flag.accessibleName())

    def _store(self) -> None:
        if not self._keeper.is_kept:
            self._keeper.store()
            self._show_saved()

    # -- what the person does ---------------------------------------------------------------------------

    def set_leg(self, pressed: Leg) -> None:
        """Say which leg it is; the same again takes it back."""
        self._keeper.leg = words.toggled(self._keeper.leg, pressed)
        self._show_leg()
        self._store()
        if self._eased_at_s is None:
            self.voice.leg_said(self._keeper.leg)

    def toggle_voice(self) -> None:
        """Let it speak, or be silent."""
        self.voice_button.show_on(self.voice.toggle(self._keeper.leg))

    def ease(self) -> None:
        """It eased: store after how long, or ask where that cannot be right; nothing in the first two seconds."""
        if self._gone or self._eased_at_s is not None or self._now_s() < self._deaf_until_s:
            return
        after_s = self._eased_at_s = round(self._watch.elapsed_s(self._now_s()), 1)
        self._asks_length = after_s > DOUBTFUL_S
        if self._asks_length:
            # Longer than a diary can hold: the computer slept for days, or its clock was set.
            exact = formats.duration(int(after_s)) if after_s <= LONGEST_S else ""
            self.after.show_line(words.doubtful_line(after_s), exact)
        else:
            self._keeper.eased_after_s = after_s
            self._store()
            self.after.show_line(words.eased_line(after_s))
            self._close_soon()
        self._deaf_until_s = self._now_s() + words.BOUNCE_S
        self.voice.be_quiet()
        self.after.show()
        self._place()
        self.setFocus()
        announce(self, f"{self.after.line.text()} {self.after.question.text()}")

    def say_length(self, answer: str) -> None:
        """About how long it lasted, after a stopwatch that was left running."""
        after_s = self._eased_at_s
        if self._gone or after_s is None or not self._asks_length:
            return
        self._asks_length = False
        band = DurationBand(answer) if answer not in (EXACT, "") else None
        self._keeper.band = band
        if answer == EXACT:
            self._keeper.eased_after_s = after_s
        elif band is None:
            with suppress(UserError):  # it will be asked again, and no more
                self._context.journal.episodes.forget_length(self.episode_id)
        self._store()
        self.after.show_line(words.eased_line(after_s) if answer == EXACT else words.estimated_line(band))
        self._place()
        keep_focus(self)
        announce(self, self.after.line.text())
        self._close_soon()

    def _close_soon(self) -> None:
        # By itself no bright page comes up in a dark bedroom: there relief stays until somebody presses something.
        is_light = self._context.theme.palette.name == "light"
        if not (is_light and words.is_night(self._context.journal.now().local)):
            self.close_timer.start()

    def still_cramping(self) -> None:
        """It had not eased: the same episode goes on."""
        if self._gone or self._eased_at_s is None or self._now_s() < self._deaf_until_s:
            return
        self.close_timer.stop()
        self._keeper.eased_after_s = self._keeper.band = self._eased_at_s = None
        self._store()
        self._deaf_until_s = self._now_s() + words.GUARD_S
        self.after.hide()
        self._place()
        self.setFocus()
        self.tick()

    def not_a_cramp(self) -> None:
        """Take the entry away; undo is offered."""
        if self._gone:
            return
        try:
            can_come_back = self._keeper.remove()
        except CalfstretchError as error:
            self._context.report(error)
            return
        self._go()
        if can_come_back:
            self._context.navigator.say(_("Removed."), self._undo)

    def _undo(self) -> None:
        try:
            self._context.journal.undo()
        except CalfstretchError as error:
            self._context.report(error)

    def leave(self) -> None:
        """Go; where it had not eased the entry stays a draft without an easing time."""
        if not self._gone:
            self._go()
            wait_in_window(self._keeper, self._context.navigator)

    def done(self) -> None:
        """Go to Today."""
        if not self._gone:
            self.page_after = "today"
            self.leave()

    def describe(self) -> None:
        """Go to the form of this episode."""
        if not self._gone:
            self.leave()
            if self._keeper.in_diary:
                self._context.doors.describe_episode(self.episode_id)

    def _go(self) -> None:
        self._gone = True
        self.timer.stop()
        self.close_timer.stop()
        self._speak_timer.stop()
        self.voice.close()
        self.left.emit()

    def childEvent(self, event: QChildEvent) -> None:
        """While a sheet (Safety, keys) is read the screen does not close by itself."""
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildPolished and isinstance(event.child(), Sheet):
            self.close_timer.stop()

    # -- drawing ----------------------------------------------------------------------------------------

    def seen(self, visible: bool) -> None:
        if visible:
            self.tick()
        else:
            self._speak_timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_pictures:
            self._has_pictures = True
            QTimer.singleShot(0, self, self._show_pictures)
        if self.in_sight and not (self.voice.has_begun or self._speak_timer.isActive()):
            self._speak_timer.start()

    def _show_pictures(self) -> None:
        for card in self.cards:
            card.picture.setUpdatesEnabled(True)

    def _show_leg(self) -> None:
        leg = self._keeper.leg
        self.left_leg.setChecked(leg is Leg.LEFT)
        self.right_leg.setChecked(leg is Leg.RIGHT)
        self.sentence.set_parts(*words.sentence(leg))
        side = leg.value if leg in (Leg.LEFT, Leg.RIGHT) else None
        self.stepper.set_leg(side)
        for card in self.cards:
            card.picture.set_leg(side)
        self._place()  # the sentence may be a line longer now

    def _show_saved(self) -> None:
        time = formats.clock_time(self._keeper.moment.local)
        text = words.saved_line(time, saved=self._keeper.is_kept)
        if text != self.saved.text():
            self.saved.setText(text)
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not hasattr(self, "_arrangement"):
            return
        eased = self._eased_at_s is not None
        self.eased.setVisible(not eased)
        if eased:
            for part in self._arrangement.between:
                part.hide()
            self._arrangement.place_after(self.after, self.size())
        else:
            self._arrangement.place(self.size(), self.window().height(), flag=self._is_long)
        keep_focus(self)
