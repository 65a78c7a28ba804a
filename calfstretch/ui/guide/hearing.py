"""What is heard of a session, said truthfully: on the switch, on a lasting line, on a passing one; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from calfstretch.desktop.tones import trouble_sentence
from calfstretch.domain.spoken import SoundMode
from calfstretch.i18n import gettext as _
from calfstretch.ui.speaker import Speaker

TOLD_FOR_S = 5.0


class Face(NamedTuple):
    """How the switch looks.

    Args:
        words: on it; short.
        icon: of it; another for each state.
        name: what a screen reader says.
        tip: what the next press does.
    """

    words: str
    icon: str
    name: str
    tip: str


def mode_words(mode: SoundMode) -> str:
    """A position of the switch in a word or three."""
    return {
        SoundMode.VOICE: _("Voice"),
        SoundMode.TONES: _("Tones"),
        SoundMode.BOTH: _("Voice and tones"),
        SoundMode.NONE: _("Sound off"),
    }[mode]


def every_word() -> tuple[str, ...]:
    """Every wording of the switch: room is kept for the longest."""
    return (*(mode_words(mode) for mode in SoundMode), _("Not heard"))


class Hearing:
    """Follows the mouth of a session, and says what comes of it.

    Args:
        now_s: a monotonic clock.
    """

    def __init__(self, speaker: Speaker, now_s: Callable[[], float]) -> None:
        self._speaker = speaker
        self._now_s = now_s
        self._told = ""
        self._told_s = float("-inf")
        if speaker.trouble is None and not speaker.is_heard:
            self.tell(self.state())

    @property
    def is_heard(self) -> bool:
        """Whether anything is heard now, as far as is known."""
        return self._speaker.is_heard

    def face(self) -> Face:
        """How the switch looks now."""
        mode = self._speaker.options.mode
        words, heard = mode_words(mode), self.is_heard
        icon = {SoundMode.VOICE: "voice", SoundMode.TONES: "tones", SoundMode.BOTH: "sound_on"}.get(mode, "sound_off")
        tip = _("Press V for: {next}").format(next=mode_words(mode.following))
        if heard or mode is SoundMode.NONE:
            return Face(words, icon, _("Sound: {state}").format(state=words), tip)
        name = _("Sound: {state}. {why}").format(state=words, why=self._why_not())
        return Face(_("Not heard"), "warning", name, tip)

    def state(self) -> str:
        """The switch and what comes of it, in a sentence or two."""
        words = mode_words(self._speaker.options.mode)
        why = self._why_not()
        return _("{words}. {why}").format(words=words, why=why) if why else _("{words}.").format(words=words)

    def lasting(self) -> str:
        """The line that stands as long as nothing is heard though it is wanted; "" = all is well."""
        wanted = self._speaker.options.mode is not SoundMode.NONE and self._speaker.volume > 0
        return trouble_sentence(self._speaker.trouble) if wanted and self._speaker.trouble else ""

    def passing(self) -> str:
        """What was told a moment ago; "" = nothing."""
        return self._told if self._now_s() - self._told_s < TOLD_FOR_S else ""

    def tell(self, text: str) -> None:
        """Let a line stand for a moment."""
        self._told, self._told_s = text, self._now_s()

    def _why_not(self) -> str:
        speaker = self._speaker
        if speaker.options.mode is SoundMode.NONE:
            return _("Watch the screen.")
        if speaker.volume == 0:
            return _("The volume is off: watch the screen.")
        return trouble_sentence(speaker.trouble) if speaker.trouble else ""
