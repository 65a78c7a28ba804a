"""What the person wants to hear, as it stands in the settings, and the mouth that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calfstretch import i18n
from calfstretch.desktop.clips import clip_table, voice_for
from calfstretch.desktop.system_voice import LENGTH_FACTOR
from calfstretch.desktop.tones import Tones
from calfstretch.domain.session_events import CueKind
from calfstretch.domain.spoken import Clips, Saying, SoundMode, SpeechOptions
from calfstretch.journal import Journal

MODE_SETTING = "sound_mode"
VOLUME_SETTING = "volume"
HALF_WAY_SETTING = "say_half_way"
LAST_THREE_SETTING = "say_last_three"
FORM_CUES_SETTING = "say_form_cues"
EVERY_SECOND_SETTING = "count_every_second"
VOICE_SETTING = "voice"
CLIPS_VOICE, OWN_VOICE = "clips", "own"
_OLD_SWITCH = "sound"

USUAL_VOLUME = 0.7
QUIET_SHARE = 0.4
"""Of the set volume, for words in the night. Source: product choice."""


def sound_mode(journal: Journal) -> SoundMode:
    """The four-way switch; before it there was an on and off, which is still understood."""
    stored = journal.setting(MODE_SETTING)
    if stored in tuple(SoundMode):
        return SoundMode(str(stored))
    return SoundMode.BOTH if journal.setting(_OLD_SWITCH, True) else SoundMode.NONE


def volume(journal: Journal) -> float:
    """How loud, 0 (nothing) to 1."""
    return float(journal.setting(VOLUME_SETTING, USUAL_VOLUME))


def counts_every_second(journal: Journal) -> bool:
    """Whether every second is said; what was never set follows whether a screen reader listens."""
    stored = journal.setting(EVERY_SECOND_SETTING)
    return reader_listens() if stored is None else bool(stored)


def which_voice(journal: Journal) -> str:
    """CLIPS_VOICE or OWN_VOICE, the computer's own."""
    return OWN_VOICE if journal.setting(VOICE_SETTING) == OWN_VOICE else CLIPS_VOICE


def reader_listens() -> bool:
    """Whether a screen reader is there."""
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive()


def speech_options(journal: Journal) -> SpeechOptions:
    """What is to be heard, as it stands in the settings now."""
    return SpeechOptions(
        sound_mode(journal),
        half_way=bool(journal.setting(HALF_WAY_SETTING, True)),
        last_three=bool(journal.setting(LAST_THREE_SETTING, True)),
        form_cues=bool(journal.setting(FORM_CUES_SETTING, True)),
        every_second=counts_every_second(journal),
    )


def warm_up(tones: Tones, journal: Journal) -> None:
    """Get ready before a screen is built that will be heard: the helper takes longer to start."""
    if sound_mode(journal) is not SoundMode.NONE:
        tones.warm_up()


class Speaker:
    """Says and rings what the person wants to hear; the rest it leaves unsaid. Nothing here waits or raises.

    Args:
        language: of the screen; None = the one in force.

    Attributes:
        options: what is wanted; read from the settings once, may be put anew.
        volume: 0 (nothing) to 1.
    """

    def __init__(self, tones: Tones, journal: Journal, language: str | None = None) -> None:
        self._tones = tones
        self._voice = voice_for(language or i18n.language())
        self.options = speech_options(journal)
        self.volume = volume(journal)
        tones.set_voice(self._voice, own=which_voice(journal) == OWN_VOICE)

    @property
    def lengths(self) -> Mapping[str, float]:
        """Seconds of each clip by name, as long as the voice in use may take."""
        lengths = clip_table(self._voice).lengths
        if not self._tones.speaks_itself:
            return lengths
        return {clip: length_s * LENGTH_FACTOR for clip, length_s in lengths.items()}

    @property
    def is_heard(self) -> bool:
        """Whether anything can be heard now, as far as is known."""
        return self.options.mode is not SoundMode.NONE and self.volume > 0 and self.trouble is None

    @property
    def trouble(self) -> str | None:
        """Why nothing is heard: a code of `tones`; None = nothing known against it."""
        return self._tones.trouble

    @property
    def ready_in_s(self) -> float:
        """Seconds until the first sound can be heard; 0 = at once, or nothing is to be heard."""
        return self._tones.ready_in_s if self.is_heard else 0.0

    def warm_up(self) -> None:
        """Get ready, so that the first sound comes at once."""
        if self.options.mode is not SoundMode.NONE:
            self._tones.warm_up()

    def prepare(self, clips: Sequence[str], *, quiet: bool = False) -> None:
        """Read clips that will be said, so that they come at once."""
        if self.options.mode.speaks:
            self._tones.prepare(clips, _share(quiet))

    def prepare_plan(self, plan: Sequence[Saying], more: Clips = ()) -> None:
        """Read every clip of a plan, in the order of their first use, and some more."""
        clips = [clip for saying in plan for clip in saying.clips]
        self.prepare([*dict.fromkeys((*clips, *more))])

    def say(self, clips: Sequence[str], *, quiet: bool = False) -> None:
        """Say clips now, in place of what is being said; quiet = no more than QUIET_SHARE of the set volume."""
        if self.options.mode.speaks:
            self._tones.say(clips, _share(quiet))

    def ring(self, cue: CueKind) -> None:
        """Let the sound of a cue be heard."""
        if self.options.mode.rings:
            self._tones.play(cue.value)

    def hush(self) -> None:
        """Stop the words at once."""
        self._tones.hush()

    def close(self) -> None:
        """Give everything back after the last sound has been heard."""
        self._tones.close()


def _share(quiet: bool) -> float:
    return QUIET_SHARE if quiet else 1.0
