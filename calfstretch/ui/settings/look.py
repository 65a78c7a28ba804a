"""Settings, Look: text size, colours, movement."""

from __future__ import annotations

from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart, nearest
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import Toggle
from calfstretch.ui.widgets.rows import Field

SCALES = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0)


class LookPart(SettingsPart):
    """How the program looks."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Look"))
        theme = self.theme
        self.scale = ChipRow(theme, _("Text size"), [(scale, f"{scale * 100:.0f} %") for scale in SCALES])
        self.scale.chosen.connect(self._set_scale)
        self.add(Field(theme, _("Text size"), self.scale, _("Also with Ctrl and + or −; Ctrl+0 is the usual size.")))
        self.colours = self.chips(
            _("Colours"),
            [("system", _("As the computer")), ("light", _("Light")), ("dark", _("Dark")), ("night", _("Night"))],
            theme.choice,
            "theme",
            lambda choice: theme.set_theme(str(choice)),
        )
        self.add(Field(theme, _("Colours"), self.colours, _("Cramp now always opens in night colours.")))
        motion = Toggle(theme, _("Less movement"))
        motion.setChecked(theme.reduced_motion)
        motion.clicked.connect(self._set_motion)
        self.add(motion)
        theme.changed.connect(self.refresh)

    def refresh(self) -> None:
        # It also changes by Ctrl and + or -.
        self.scale.set_value(nearest(SCALES, self.theme.scale))

    def _set_scale(self, value: object) -> None:
        if value is None:
            self.refresh()
            return
        self.theme.set_scale(float(str(value)))
        self.store("text_scale", self.theme.scale)

    def _set_motion(self, less: bool) -> None:
        if self.store("reduced_motion", less):
            self.theme.set_reduced_motion(less)
