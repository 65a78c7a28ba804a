"""The quiet voice of relief: says once what helps, reminds twice to breathe, and is silent."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from calfstretch.domain.routine import Leg
from calfstretch.domain.spoken import SoundMode, relief_clips
from calfstretch.errors import UserError
from calfstretch.ui.context import Context
from calfstretch.ui.speaker import Speaker, sound_mode

REMINDERS_S = (20.0, 60.0)
"""Seconds after the first word at which it says to breathe; later it keeps silent. Source: product choice."""
LATE_S = 2.0
"""A reminder that would come later than this, after sleep of the computer, is left unsaid."""
REMINDER = ("keep_breathing",)
MUTED_SETTING = "relief_muted"
"""Whether the voice was switched off in relief: somebody may sleep beside it. Sessions keep their own switch."""


class QuietVoice:
    """Speaks at a part of the set volume where the person wants a voice.

    Begin it after the first paint: nothing of it may stand between a press and relief.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._speaker: Speaker | None = None
        self._began_s = 0.0
        self._reminders: list[float] = []
        self._is_over = False

    @property
    def has_begun(self) -> bool:
        """Whether it has said what helps, or will not any more."""
        return self._speaker is not None or self._is_over

    @property
    def is_on(self) -> bool:
        """Whether it speaks, or will as soon as it has begun."""
        if self._speaker is not None:
            return self._speaker.options.mode.speaks
        journal = self._context.journal
        return sound_mode(journal).speaks and not journal.setting(MUTED_SETTING, False)

    def begin(self, leg: Leg | None, now_s: float) -> None:
        """Say what helps; the reminders count from here."""
        if self._speaker is not None or self._is_over:
            return
        was_on = self.is_on
        speaker = self._speaker = Speaker(self._context.tones, self._context.journal)
        speaker.options = replace(speaker.options, mode=SoundMode.VOICE if was_on else SoundMode.NONE)
        self._began_s, self._reminders = now_s, list(REMINDERS_S)
        speaker.warm_up()
        self._say(relief_clips(leg))
        speaker.prepare(REMINDER, quiet=True)

    def leg_said(self, leg: Leg | None) -> None:
        """Name the leg; an answer taken back needs no words."""
        if leg is not None:
            self._say(relief_clips(leg))

    def tick(self, now_s: float) -> None:
        """Remind where it is time."""
        passed_s = now_s - self._began_s
        while self._reminders and passed_s >= self._reminders[0]:
            due_s = self._reminders.pop(0)
            if passed_s - due_s <= LATE_S:
                self._say(REMINDER)

    def toggle(self, leg: Leg | None) -> bool:
        """Switch it on or off for tonight, off also for other nights; returns whether it is on now."""
        on = not self.is_on
        if self._speaker is not None:
            self._speaker.options = replace(self._speaker.options, mode=SoundMode.VOICE if on else SoundMode.NONE)
            if on:
                self._speaker.warm_up()
                self._say(relief_clips(leg))
            else:
                self._speaker.hush()
        with suppress(UserError):  # the switch works all the same; how it stood is not worth a word at night
            self._context.journal.set_setting(MUTED_SETTING, None if on else True)
        return on

    def be_quiet(self) -> None:
        """It eased: no word more, also where it comes back."""
        self._reminders = []
        if self._speaker is not None:
            self._speaker.hush()

    def close(self) -> None:
        """Give the sound back."""
        self._is_over = True
        if self._speaker is not None:
            self.be_quiet()
            self._speaker.close()

    def _say(self, clips: Sequence[str]) -> None:
        if self._speaker is not None:
            self._speaker.say(clips, quiet=True)
