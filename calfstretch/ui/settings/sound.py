"""Settings, Sound: what is heard in a session, how loud, and which voice says it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from calfstretch import i18n
from calfstretch.desktop.clips import voice_for
from calfstretch.desktop.system_voice import system_program
from calfstretch.desktop.tones import trouble_sentence
from calfstretch.domain.session_events import CueKind
from calfstretch.domain.spoken import CUE_RINGS_S, SoundMode
from calfstretch.i18n import gettext as _
from calfstretch.ui import speaker as heard
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart, nearest
from calfstretch.ui.speaker import Speaker
from calfstretch.ui.widgets.buttons import SecondaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import Toggle
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary

VOLUMES = (0.0, 0.25, 0.5, 0.7, 1.0)
_TRIED_MS = 5000


class SoundPart(SettingsPart):
    """What is heard in a session."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Sound"))
        self._speaker: Speaker | None = None
        self._word = self._once(round(CUE_RINGS_S[CueKind.SWAP] * 1000), self._say_test)
        self._quiet = self._once(_TRIED_MS, self._give_back)
        self.add(self._switch())
        self.add(self._volume())
        self.add(self._said())
        self.add(self._voices())
        self._warn()

    def refresh(self) -> None:
        self._warn()
        broke = self.context.tones.own_voice_broke
        text = _("This computer's own voice did not speak: the built-in voice is used.")
        self.own_trouble.say(text if broke else "")

    def _once(self, after_ms: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    # -- parts ------------------------------------------------------------------------------------------

    def _switch(self) -> Field:
        modes: list[tuple[str | float, str]] = [
            (SoundMode.BOTH.value, _("Voice and tones")),
            (SoundMode.VOICE.value, _("Voice")),
            (SoundMode.TONES.value, _("Tones")),
            (SoundMode.NONE.value, _("Nothing")),
        ]
        now = heard.sound_mode(self.journal).value
        row = self.chips(_("What you hear"), modes, now, heard.MODE_SETTING, lambda _mode: self._warn())
        return Field(self.theme, _("What you hear"), row, _("In a session V changes it as well."))

    def _volume(self) -> Stack:
        volumes = [(value, _("Off") if value == 0 else f"{value * 100:.0f} %") for value in VOLUMES]
        now = nearest(VOLUMES, heard.volume(self.journal))
        row = self.chips(_("Volume"), volumes, now, heard.VOLUME_SETTING, self._set_volume)
        self.play = SecondaryButton(self.theme, _("Play"))
        self.play.setAccessibleName(_("Play what you hear in a session"))
        self.play.clicked.connect(self._play)
        self.trouble = Complaint(self.theme)
        stack = Stack(self.theme, gap=8)
        stack.add(Field(self.theme, _("Volume"), row))
        stack.add(Flow(self.theme, self.play))
        stack.add(self.trouble)
        return stack

    def _said(self) -> Field:
        stack = Stack(self.theme, gap=0)
        for words, key, on in (
            (_("Half-way is said"), heard.HALF_WAY_SETTING, True),
            (_("The last 3-2-1 is said"), heard.LAST_THREE_SETTING, True),
            (_("Short reminders such as “Heel down”"), heard.FORM_CUES_SETTING, True),
            (_("Every second is counted aloud"), heard.EVERY_SECOND_SETTING, heard.reader_listens()),
        ):
            stack.add(self._toggle(words, key, on))
        hint = _("Until you choose, every second is counted where a screen reader is in use.")
        return Field(self.theme, _("What the voice says"), stack, hint)

    def _toggle(self, words: str, key: str, usual: bool) -> Toggle:
        stored = self.journal.setting(key)
        toggle = Toggle(self.theme, words, checked=usual if stored is None else bool(stored))

        def choose(on: bool) -> None:
            if not self.store(key, on):
                toggle.setChecked(not on)

        toggle.clicked.connect(choose)
        return toggle

    def _voices(self) -> Stack:
        stack = Stack(self.theme, gap=8)
        now = heard.which_voice(self.journal)
        if now == heard.OWN_VOICE or system_program() is not None:
            voices: list[tuple[str | float, str]] = [
                (heard.CLIPS_VOICE, _("The built-in voice")),
                (heard.OWN_VOICE, _("This computer's own voice")),
            ]
            row = self.chips(_("Which voice"), voices, now, heard.VOICE_SETTING, self._set_voice)
            stack.add(Field(self.theme, _("Which voice"), row))
        stack.add(secondary(self.theme, _about_voice()))
        self.own_trouble = Complaint(self.theme)
        stack.add(self.own_trouble)
        return stack

    # -- doing ------------------------------------------------------------------------------------------

    def _set_volume(self, value: object) -> None:
        self.context.tones.set_volume(float(str(value)))
        self._warn()

    def _set_voice(self, value: object) -> None:
        self.context.tones.set_voice(voice_for(i18n.language()), own=value == heard.OWN_VOICE)
        self.refresh()

    def _warn(self) -> None:
        """Say what keeps everything from being heard; nothing where all is well."""
        trouble = self.context.tones.trouble
        is_silent = heard.sound_mode(self.journal) is SoundMode.NONE
        # A device that is gone may be back at the next press; what was switched off stays silent.
        self.play.setEnabled(not is_silent and heard.volume(self.journal) > 0)
        if is_silent:
            self.trouble.say(_("Neither voice nor tones: watch the screen."))
        elif heard.volume(self.journal) == 0:
            self.trouble.say(_("The volume is off, so no cue is heard: watch the screen."))
        else:
            self.trouble.say(trouble_sentence(trouble) if trouble else "")

    def _play(self) -> None:
        self._speaker = speaker = Speaker(self.context.tones, self.journal)
        mode = speaker.options.mode
        if mode.rings:
            speaker.ring(CueKind.SWAP)
        if mode.speaks and mode.rings:
            self._word.start()
        elif mode.speaks:
            self._say_test()
        self._quiet.start()
        self._warn()

    def _say_test(self) -> None:
        if self._speaker is not None:
            self._speaker.say(("sound_test",))

    def _give_back(self) -> None:
        """The helper need not wait for another press."""
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.close()

    def hideEvent(self, event: QHideEvent) -> None:
        self._word.stop()
        self._quiet.stop()
        self._give_back()
        super().hideEvent(event)


def _about_voice() -> str:
    """What the voice in use sounds like, plainly."""
    if voice_for(i18n.language()) == "de":
        return _("The built-in voice is made by a computer and sounds like a robot; every word is clear.")
    return _("The built-in voice is a woman's, made by a computer: clear, even and a little flat.")
