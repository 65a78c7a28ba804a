"""Relief: comes up over everything in night colours, needs no answer, ends with one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import ceil
from uuid import UUID

from PySide6.QtCore import QChildEvent, QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.desktop import spool
from calfstretch.domain.episode import Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import new_id
from calfstretch.domain.routine import Leg
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.full_screen import GO_KEYS, FullScreen, keep_focus
from calfstretch.ui.relief import state as words
from calfstretch.ui.relief.arrange import Arrangement, Parts
from calfstretch.ui.relief.parts import (
    EasedButton,
    EasedCard,
    FlagCard,
    LegButton,
    QuietButton,
    position_cards,
    top_text,
)
from calfstretch.ui.theme import TITLE
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.sentence import LargeSentence
from calfstretch.ui.widgets.sheet import Sheet

CLOSES_MS = 20_000
LETTERS_SETTING = "single_letters"
_LEG_KEYS = {
    Qt.Key.Key_Left: Leg.LEFT,
    Qt.Key.Key_Right: Leg.RIGHT,
    Qt.Key.Key_L: Leg.LEFT,
    Qt.Key.Key_R: Leg.RIGHT,
}


class ReliefScreen(FullScreen):
    """What helps while it cramps.

    Args:
        episode_id: of the episode that is in the diary; None = it could not be stored: the moment is kept here and
            stored as soon as that is possible.
        at: aware; when it began, of an episode that has its identity and is not in the diary; None = now.
    """

    def __init__(self, context: Context, episode_id: str | None, at: datetime | None = None) -> None:
        super().__init__(_("A cramp"))
        self._context = context
        self._episodes = context.journal.episodes
        # Before anything is shown, so that no light ground flashes up in the dark.
        self._theme = self.own_theme = context.theme.dress(self, "night")
        episode = self._episodes.get(episode_id) if episode_id is not None else None
        began = context.journal.now() if at is None else Moment.of(at)
        self.episode_id = episode_id if episode_id is not None and (episode is not None or at is not None) else new_id()
        self._saved = episode is not None
        self._spooled = False
        self._moment: Moment = episode.at if episode is not None else began
        self._leg: Leg | None = episode.leg if episode is not None else None
        passed_s = context.journal.now().seconds_since(self._moment)
        self._watch = words.Stopwatch.started(passed_s, self._now_s())
        self._deaf_until_s = self._now_s() + words.GUARD_S
        self._eased_after_s: float | None = None
        self._gone = False
        self._build()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.tick)
        self.close_timer = QTimer(self)
        self.close_timer.setSingleShot(True)
        self.close_timer.setInterval(CLOSES_MS)
        self.close_timer.timeout.connect(self.done)
        self.tick()

    def _build(self) -> None:
        theme = self._theme
        self.saved = top_text(theme, 18, self)
        self.remove = LinkButton(theme, _("Not a cramp: remove"), parent=self)
        self.seconds = top_text(theme, TITLE, self, weight=700)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.sentence = LargeSentence(theme, "text", self)
        self.cards = position_cards(theme, self)
        self.flag = FlagCard(theme, *words.long_flag(), self)
        self.left_leg = LegButton(theme, _("LEFT"), "arrow_left", _("Left leg"), self)
        self.right_leg = LegButton(theme, _("RIGHT"), "arrow_right", _("Right leg"), self)
        self.safety = QuietButton(theme, _("Swollen, hot, red, or a pop? Do not stretch: Safety"), parent=self)
        self.eased = EasedButton(theme, self)
        self.after = EasedCard(theme, self)
        self.flag.hide()
        self.after.hide()
        self._arrangement = Arrangement(theme, self._parts())
        self.adopt(
            self.remove, self.left_leg, self.right_leg, self.safety, self.flag.safety, self.eased,
            self.after.still_button, self.after.describe_button, self.after.done_button,
        )  # fmt: skip
        # Last by Tab: the key struck first in the dark must not lead to the way that takes the entry away.
        QWidget.setTabOrder(self.after.done_button, self.remove)
        self.remove.clicked.connect(self.not_a_cramp)
        self.left_leg.clicked.connect(lambda: self.set_leg(Leg.LEFT))
        self.right_leg.clicked.connect(lambda: self.set_leg(Leg.RIGHT))
        self.safety.clicked.connect(self._context.doors.show_safety)
        self.flag.safety.clicked.connect(self._context.doors.show_safety)
        self.eased.clicked.connect(self.ease)
        self.after.still.connect(self.still_cramping)
        self.after.describe.connect(self.describe)
        self.after.done.connect(self.done)
        theme.changed.connect(self._place)
        self._show_leg()
        self._show_saved()

    def _parts(self) -> Parts:
        return Parts(
            self.saved, self.remove, self.seconds, self.sentence, self.cards, self.flag, self.left_leg,
            self.right_leg, self.safety, self.eased, self.after,
        )  # fmt: skip

    def _now_s(self) -> float:
        # A cramp goes on while the computer sleeps.
        return self._context.clock.read().boottime_s

    # -- keys -------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in GO_KEYS:
            if self._eased_after_s is None:
                self.ease()
            else:
                self.still_cramping()
        elif key in _LEG_KEYS and self._may_be_leg(key):
            self.set_leg(_LEG_KEYS[key])
        else:
            return False
        return True

    def _may_be_leg(self, key: Qt.Key) -> bool:
        letter = key in (Qt.Key.Key_L, Qt.Key.Key_R)
        return not letter or bool(self._context.journal.setting(LETTERS_SETTING, True))

    # -- the clock --------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Show the seconds that have passed; try again to store what is not stored."""
        if self._gone:
            return
        if not self._saved and not self._spooled:
            self._store()
        elapsed_s = self._watch.elapsed_s(self._now_s())
        if self._eased_after_s is None:
            self.seconds.setText(words.seconds_line(elapsed_s))
            if words.is_long(elapsed_s) and self.flag.isHidden():
                self._show_flag()
        elif not self._eased_is_stored():
            self._store_eased()
        self.timer.start(max(50, ceil((1 - elapsed_s % 1) * 1000)))

    def _show_flag(self) -> None:
        self.flag.show()
        self._place()
        announce(self, self.flag.accessibleName())

    # -- storing ----------------------------------------------------------------------------------------

    def _store(self) -> bool:
        try:
            self._episodes.begin(self._moment, episode_id=self.episode_id)
        except UserError:
            # A diary that was opened for reading stays so; the moment can still wait beside it.
            self._spooled = _spool(self._context, self.episode_id, self._moment)
            self._show_saved()
            return False
        self._saved = True
        self._show_saved()
        self._write(self._store_leg)
        return True

    def _write(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except CalfstretchError as error:
            self._context.report(error)
            return False
        return True

    def _episode(self) -> Episode | None:
        return self._episodes.get(self.episode_id) if self._saved else None

    def _store_leg(self) -> None:
        episode = self._episode()
        if episode is not None and episode.leg is not self._leg:
            self._episodes.set_leg(replace(episode, leg=self._leg))

    def _eased_is_stored(self) -> bool:
        episode = self._episode()
        return episode is not None and episode.eased_after_s == self._eased_after_s

    def _store_eased(self) -> None:
        after_s = self._eased_after_s
        if after_s is not None and self._saved:
            try:
                self._episodes.eased(self.episode_id, after_s)
            except UserError:
                self._show_saved(eased_waits=True)
                return
            self._show_saved()

    # -- what the person does ---------------------------------------------------------------------------

    def set_leg(self, pressed: Leg) -> None:
        """Say which leg it is; the same again takes it back."""
        self._leg = words.toggled(self._leg, pressed)
        self._show_leg()
        self._write(self._store_leg)

    def ease(self) -> None:
        """It eased: store after how long; nothing in the first two seconds."""
        if self._gone or self._eased_after_s is not None or self._now_s() < self._deaf_until_s:
            return
        self._eased_after_s = round(self._watch.elapsed_s(self._now_s()), 1)
        self._store_eased()
        self._deaf_until_s = self._now_s() + words.BOUNCE_S
        self.after.line.setText(words.eased_line(self._eased_after_s))
        self.after.show()
        self._place()
        self.setFocus()
        announce(self, f"{self.after.line.text()} {self.after.question.text()}")
        self.close_timer.start()

    def still_cramping(self) -> None:
        """It had not eased: the same episode goes on."""
        if self._gone or self._eased_after_s is None or self._now_s() < self._deaf_until_s:
            return
        self.close_timer.stop()
        if self._eased_is_stored() and not self._write(lambda: self._episodes.still_cramping(self.episode_id)):
            self.close_timer.start()
            return
        self._eased_after_s = None
        self._deaf_until_s = self._now_s() + words.GUARD_S
        self.after.hide()
        self._place()
        self.setFocus()
        self.tick()

    def not_a_cramp(self) -> None:
        """Take the entry away; undo is offered."""
        if self._gone:
            return
        if not self._saved:
            for waiting in spool.take_all(self._context.journal.database.path.parent) if self._spooled else ():
                if str(waiting.episode_id) == self.episode_id:
                    waiting.confirm()
            self._go()
        elif self._write(lambda: self._episodes.remove(self.episode_id)):
            self._go()
            self._context.navigator.say(_("Removed."), lambda: self._undo())

    def _undo(self) -> None:
        self._write(self._context.journal.undo)

    def leave(self) -> None:
        """Go; where it had not eased the entry stays a draft without an easing time."""
        if not self._gone:
            self._go()
            self._hand_over()

    def done(self) -> None:
        """Go to Today."""
        if not self._gone:
            self.leave()
            self._context.navigator.show_page("today")

    def describe(self) -> None:
        """Go to the form of this episode."""
        if not self._gone:
            self.leave()
            if self._saved:
                self._context.doors.describe_episode(self.episode_id)

    def _go(self) -> None:
        self._gone = True
        self.timer.stop()
        self.close_timer.stop()
        self.left.emit()

    def _hand_over(self) -> None:
        """What is still not on disk when the screen goes waits in the window."""
        pending = _pending(self._context, self.episode_id, self._moment, self._leg, self._eased_after_s)
        if self._spooled or (self._saved and (self._eased_after_s is None or self._eased_is_stored())):
            return
        if pending():
            self._saved = True
            return
        navigator = self._context.navigator

        def try_again() -> None:
            if pending():
                navigator.set_message("cramp_not_saved", "")

        time = formats.clock_time(self._moment.local)
        text = _("The cramp of {time} is not saved yet. Write it down to be safe.").format(time=time)
        navigator.set_message("cramp_not_saved", text, _("Try again"), try_again)

    def childEvent(self, event: QChildEvent) -> None:
        """While a sheet (Safety, keys) is read the screen does not close by itself."""
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildPolished and isinstance(event.child(), Sheet):
            self.close_timer.stop()

    # -- drawing ----------------------------------------------------------------------------------------

    def seen(self, visible: bool) -> None:
        if visible:
            self.tick()

    def _show_leg(self) -> None:
        self.left_leg.setChecked(self._leg is Leg.LEFT)
        self.right_leg.setChecked(self._leg is Leg.RIGHT)
        self.sentence.set_parts(*words.sentence(self._leg))
        for card in self.cards:
            card.picture.set_leg(self._leg.value if self._leg in (Leg.LEFT, Leg.RIGHT) else None)
        self._place()  # the sentence may be a line longer now

    def _show_saved(self, *, eased_waits: bool = False) -> None:
        time = formats.clock_time(self._moment.local)
        is_kept = self._spooled or (self._saved and not eased_waits)
        text = words.saved_line(time, saved=is_kept)
        if text != self.saved.text():
            self.saved.setText(text)
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not hasattr(self, "_arrangement"):
            return
        eased = self._eased_after_s is not None
        if eased:
            self.flag.hide()
        for part in (self.sentence, self.left_leg, self.right_leg, self.safety, self.eased, *self.cards):
            part.setVisible(not eased)
        size, window_height = self.size(), self.window().height()
        if eased:
            self._arrangement.place_after(size)
        else:
            self._arrangement.place(size, window_height)
        keep_focus(self)


def _pending(
    context: Context, episode_id: str, moment: Moment, leg: Leg | None, eased_after_s: float | None
) -> Callable[[], bool]:
    """Stores all that relief knows, for the time after it has gone; True = it is stored."""
    episodes = context.journal.episodes

    def store() -> bool:
        try:
            episode = episodes.begin(moment, episode_id=episode_id)
            if episode.leg is not leg:
                episodes.set_leg(replace(episode, leg=leg))
            if eased_after_s is not None:
                episodes.eased(episode_id, eased_after_s)
        except UserError:
            return _spool(context, episode_id, moment)
        return True

    return store


def _spool(context: Context, episode_id: str, moment: Moment) -> bool:
    """Put the moment beside a diary that takes nothing; True = it is on disk there."""
    database = context.journal.database
    if database.read_only is None:
        return False
    try:
        spool.put(database.path.parent, UUID(episode_id), moment.aware)
    except UserError:
        return False
    return True
