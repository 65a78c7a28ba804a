"""Settings, Distance: how far away the person stands, a line to test it, the whole screen in a session."""

from __future__ import annotations

from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.distance import DISTANCE_SETTING, DISTANCES_M, known_distance
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.whole_screen import SESSION_SETTING
from calfstretch.ui.widgets.buttons import SecondaryButton
from calfstretch.ui.widgets.fields import Toggle
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary


class DistancePart(SettingsPart):
    """How large a session is to be read from where the person stands."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Distance"))
        theme, name = self.theme, _("How far away do you stand?")
        self.distance = self.chips(
            name,
            [(metres, _("{n} m").format(n=metres)) for metres in DISTANCES_M],
            known_distance(self.journal.setting(DISTANCE_SETTING)),
            DISTANCE_SETTING,
            lambda _metres: None,
        )
        self.add(Field(theme, name, self.distance, _("Sets how large digits and words are in a session.")))
        self.test = SecondaryButton(theme, _("Test from there"))
        self.test.clicked.connect(context.doors.test_distance)
        self.add(Flow(theme, self.test))
        self.whole = Toggle(theme, _("Fill the whole screen in a session"))
        self.whole.setChecked(bool(self.journal.setting(SESSION_SETTING, True)))
        self.whole.clicked.connect(lambda on: self.store(SESSION_SETTING, on))
        both = Stack(theme, gap=0)
        both.add(self.whole)
        both.add(secondary(theme, _("When the session ends or you press Esc the window comes back; F11 always works.")))
        self.add(both)

    def refresh(self) -> None:
        # The line to test it changes it too.
        self.distance.set_value(known_distance(self.journal.setting(DISTANCE_SETTING)))
