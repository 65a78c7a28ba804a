"""Settings, Diary: when a day begins."""

from __future__ import annotations

from calfstretch.domain.day import DAY_START_H
from calfstretch.i18n import gettext as _
from calfstretch.journal.journal import DAY_START_SETTING
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.rows import Field

DAY_STARTS_H = (0, 2, 3, 4, 5, 6, 8, 10)


class DiaryPart(SettingsPart):
    """The diary itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Diary"))
        theme = self.theme
        start = self.chips(
            _("A diary day begins at"),
            [(hour, f"{hour:02d}:00") for hour in DAY_STARTS_H],
            int(self.journal.setting(DAY_START_SETTING, DAY_START_H)),
            DAY_START_SETTING,
            lambda _hour: None,
        )
        hint = _("A day takes the night after it along. Entries move to their day when you change this.")
        self.add(Field(theme, _("A diary day begins at"), start, hint))
