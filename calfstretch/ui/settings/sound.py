"""Settings, Sound: whether cues are heard, and how loud."""

from __future__ import annotations

from calfstretch.desktop.tones import trouble_sentence
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart, nearest
from calfstretch.ui.widgets.buttons import SecondaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import Toggle
from calfstretch.ui.widgets.rows import Field, Flow, Stack

VOLUMES = (0.0, 0.25, 0.5, 0.7, 1.0)
SOUND_SETTING, VOLUME_SETTING = "sound", "volume"


class SoundPart(SettingsPart):
    """What is heard in a session."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Sound"))
        theme = self.theme
        sound = Toggle(theme, _("Tones in a session"))
        sound.setChecked(bool(self.journal.setting(SOUND_SETTING, True)))
        sound.clicked.connect(lambda on: self.store(SOUND_SETTING, on))
        self.add(sound)
        volume = self.chips(
            _("Volume"),
            [(value, _("Off") if value == 0 else f"{value * 100:.0f} %") for value in VOLUMES],
            nearest(VOLUMES, float(self.journal.setting(VOLUME_SETTING, 0.7))),
            VOLUME_SETTING,
            lambda value: context.tones.set_volume(float(str(value))),
        )
        self.add(Field(theme, _("Volume"), volume, _("At Off nothing sounds: watch the screen.")))
        play = SecondaryButton(theme, _("Play"))
        play.setAccessibleName(_("Play a tone"))
        play.clicked.connect(self._play)
        self.trouble = Complaint(theme)
        heard = Stack(theme, gap=8)
        heard.add(Flow(theme, play))
        heard.add(self.trouble)
        self.add(heard)

    def refresh(self) -> None:
        trouble = self.context.tones.trouble
        self.trouble.say(trouble_sentence(trouble) if trouble else "")

    def _play(self) -> None:
        self.trouble.say("")
        self.context.tones.play("swap")
        self.refresh()
